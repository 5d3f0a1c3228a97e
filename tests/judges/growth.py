"""Growth: the site of a whole country is as light as that of a small office.

The project is copied and made many times larger: 300 contacts, 500 terms, 200 municipalities, 150 laws, 60 ways to
report, 120 topics, 400 guides on one of them that all cite one law. It is built by the program itself, and each page
must weigh no more than the limit of weight.py: long lists have to be split by the generator. That a page that is too heavy is noticed is proved of weight.py, whose check this is."""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from built import TODAY, Page, Problems, Site, open_site
from weight import Files, check

#: How many of each there shall be.
WANTED = {"contacts": 300, "glossary": 500, "municipalities": 200, "laws": 150, "channels": 60}
TOPICS, GUIDES = 120, 400

#: What a copy must not keep of its original, so that nothing stands twice where it may stand once.
ALONE = ("aliases", "everywhere", "alt_names")


class Words:
    """Texts that nobody has read before: the words of the project's data, in another order. The same texts again would
    weigh next to nothing when compressed, and prove nothing."""

    def __init__(self, content):
        self.random = random.Random(4)
        self.words = {}
        for name in ("glossary", "laws"):
            for record in yaml.safe_load((content / f"{name}.yaml").read_text(encoding="utf-8")):
                for texts in (record.get("terms"), record.get("names"), record.get("meaning")):
                    for lang, text in (texts or {}).items():
                        self.words.setdefault(lang, []).extend(re.findall(r"\w+", text))

    def like(self, lang, text):
        """As many words as the text has, of the same language."""
        words = self.words.get(lang) or text.split()
        return " ".join(self.random.choice(words) for _ in text.split()).capitalize()


#: What of a record is said to readers in its own words.
SAID = ("names", "terms", "meaning", "what", "how", "cost", "cannot", "address", "hours", "short")


def renamed(record, number, words):
    """A copy of a record that says other things, at the same length, in every language."""
    copy = {key: value for key, value in record.items() if key not in ALONE}
    copy["id"] = f"{record['id']}-{number}"
    for key in SAID:
        if isinstance(copy.get(key), dict):
            copy[key] = {lang: words.like(lang, text) for lang, text in copy[key].items()}
    return copy


def multiply(records, count, words):
    """As many records as are wanted: those there are, then copies of them in turn."""
    count = max(0, count - len(records))
    more = [renamed(records[i % len(records)], 2 + i // len(records), words) for i in range(count)]
    return records + more


def grow_lists(content, words):
    """Contacts, channels, laws, terms: more of each, in one more file or in its own."""
    for name, count in WANTED.items():
        files = sorted((content / name).glob("*.yaml")) if (content / name).is_dir() else [content / f"{name}.yaml"]
        data = [yaml.safe_load(f.read_text(encoding="utf-8")) for f in files]
        if name == "municipalities":
            data[0]["municipalities"] = multiply(data[0]["municipalities"], count, words)
            write(files[0], data[0])
            continue
        records = [r for d in data for r in (d if isinstance(d, list) else [d])]
        grown = multiply(records, count, words)
        if name in ("contacts", "channels"):
            write(content / name / "more.yaml", grown[len(records) :])
        else:
            write(files[0], grown)


class Dumper(yaml.SafeDumper):
    """Writes each value out, however often it stands there."""

    def ignore_aliases(self, data):
        return True


def write(file, data):
    """Writes data as YAML."""
    text = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    file.write_text(text, encoding="utf-8")


def grow_texts(content, words):
    """Topics, and guides that stand in one topic and cite one law."""
    topics = yaml.safe_load((content / "topics.yaml").read_text(encoding="utf-8"))
    first, ids = next(iter(topics)), list(topics)
    for i in range(TOPICS - len(topics)):
        names = topics[ids[i % len(ids)]]
        topics[f"more-{i}"] = {lang: f"{words.like(lang, name)} {i}" for lang, name in names.items()}
    write(content / "topics.yaml", topics)
    law = yaml.safe_load((content / "laws.yaml").read_text(encoding="utf-8"))[0]["id"]
    for i in range(GUIDES):
        # Every topic has a text, so that every topic is listed.
        mine = [first, f"more-{i % (TOPICS - len(ids))}"]
        for lang in ("sq", "sr-Cyrl", "en"):
            title, lede = words.like(lang, "a title of five words"), words.like(lang, "a sentence " * 6)
            text = f"---\ntitle: {title} {i}\ndescription: {lede}\n"
            text += "original: sq\n" if lang == "sq" else ""
            text += f"topics: [{', '.join(mine)}]\nlaws: [\"{law}\"]\n---\n\n{lede}.\n"
            (content / "guides" / f"more-{i}.{lang}.md").write_text(text, encoding="utf-8")


def build(root, program):
    """The grown project, built. Returns the folder of the site."""
    folder = root / "public"
    command = [program, "build", "--root", root, "--out", folder, "--date", TODAY, "--no-cache", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        errors = re.findall(r"^error.*(?:\n.+)*", done.stderr, re.M)
        sys.exit("the grown project is not built:\n" + "\n".join(errors[:5] or [done.stderr[-3000:]]))
    return folder


def main():
    site = open_site(__doc__)
    program = Path(os.environ.get("GUIDEPOST", site.root / "target/release/guidepost"))
    problems = Problems()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(os.environ.get("GUIDEPOST_GROWN", temporary)) / "project"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        for name in ("guidepost.yaml", "content", "themes", "locales"):
            source = site.root / name
            if source.is_dir():
                shutil.copytree(source, root / name)
            elif source.exists():
                shutil.copy(source, root / name)
        words = Words(root / "content")
        grow_lists(root / "content", words)
        grow_texts(root / "content", words)
        grown = Site(build(root, program), root)
        files = Files(grown)
        kinds = {}
        paths = [path for path in grown.files if path.endswith(".html")]
        for path in paths:
            # One at a time: there are too many to be held.
            page = Page(grown, path, grown.read(path))
            size, _ = check(page, files, problems)
            kind = re.search(r'<body class="k-([\w-]+)', page.html)
            kinds[kind and kind[1]] = max(kinds.get(kind and kind[1], (0, "")), (size, path))
        heavy = sorted(kinds.items(), key=lambda item: -item[1][0])
        told = ", ".join(f"{kind} {size:,} ({path})" for kind, (size, path) in heavy[:3])
        problems.finish(f"{len(paths)} pages of a grown site; heaviest: {told}")


if __name__ == "__main__":
    main()
