#!/usr/bin/env python3
"""Writes a site to measure with: always the same for the same arguments. Standard library only.

    benches/corpus.py guidepost|hugo|zola PAGES DIR [--serbian written|derived]

PAGES texts, shared out among five languages: of some 5 kB each, with headings, lists, a table, a quotation, footnotes,
links to other texts, a topic or three, and in one of twenty a block of code; in sections of which one is sorted by date.
All dialects hold the same words. What a site makes of them is the same, too: lists of twenty, topics, previous and next,
the same page in other languages, a feed, a sitemap.

With --serbian the Guidepost site has two editions only, Serbian in both scripts: `written` has PAGES texts in each of
them, `derived` has PAGES in Latin letters, and the other edition is transliterated.
"""
import argparse, json, pathlib, random

import rivals

WORDS = {
    "sq": "ankesa avokati arsimi banesa barazia dëmi dëshmia drejta familja fëmija gjuha gjykata kërkesa komuna ligji mbrojtja ndihma neni pagesa pensioni përgjigjja prona puna qytetari shëndeti shkolla takimi tatimi të vendimi zyra dhe në për me nga që nuk është duhet mund kur nëse brenda pa".split(),
    "sr-Latn": "advokat besplatno članak dete dokaz gradska imovina jezik kuća lekar ljudski molba njihov odluka opština pomoć porodica posao pravo rok sud stan starost šteta škola ugovor uprava vreme zahtev zakon zaštita žalba i u za sa od koji je nije mora može kada ako posle bez".split(),
    "en": "advice answer appeal article child citizen claim complaint council court damage deadline decision duty equality evidence family health help hearing home labour land language law lawyer office pension protection right school tax work and in for with from that is not must may when if within without".split(),
    "rom": "advokato alav artiklo barabari beš buti čhib čhavo dili dokazi familia hakaj kher komuna krisi lil love manuš pučhipe phuv raportipe sastipe siklipe sikavno šaj thagar vakti vast zakono žutipe thaj ano vaš kotar savo si nane musaj kana te dži bi".split(),
}
CYRILLIC = {"lj": "љ", "nj": "њ", "dž": "џ"} | dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"))
LANGUAGES = ["sq", "sr-Latn", "sr-Cyrl", "en", "rom"]
SECTIONS = ["guides", "news", "papers"]
TOPICS = [f"topic-{n}" for n in range(30)]
CODE = '```html\n<form action="/appeal" method="post">\n  <input name="number" required>\n  <button>Send</button>\n</form>\n```\n'


def cyrillic(word):
    for latin, letter in CYRILLIC.items():
        word = word.replace(latin, letter)
    return word


WORDS["sr-Cyrl"] = [cyrillic(word) for word in WORDS["sr-Latn"]]


class Writer:
    """The texts of one language in one dialect."""

    def __init__(self, dialect, lang, count):
        self.dialect, self.lang, self.count, self.words = dialect, lang, count, WORDS[lang]

    def section(self, number):
        return SECTIONS[number % len(SECTIONS)]

    def name(self, number):
        return f"{self.section(number)}-{number:06}"

    def some(self, rng, low, high):
        return " ".join(rng.choice(self.words) for _ in range(rng.randint(low, high)))

    def sentence(self, rng, low=7, high=18):
        text = self.some(rng, low, high)
        word = rng.choice(self.words)
        text += rng.choice(["", f" **{word}**", f" *{word}*", f", {word}"])
        return text[0].upper() + text[1:] + "."

    def link(self, rng, here):
        number = rng.randrange(self.count)
        section, name, suffix = self.section(number), self.name(number), rivals.suffix(self.dialect, self.lang)
        to = {
            "guidepost": f"../{section}/{name}.{self.lang}.md",
            "zola": f"@/{section}/{name}{suffix}.md",
            "hugo": f"/{section}/{name}.md",
        }[self.dialect]
        return f"[{self.some(rng, 2, 4)}]({to})"

    def body(self, rng, number):
        parts = [" ".join(self.sentence(rng) for _ in range(3))]
        notes = []
        for part in range(6):
            title = self.some(rng, 2, 5)
            parts.append(f"## {title[0].upper()}{title[1:]}")
            text = " ".join(self.sentence(rng) for _ in range(3))
            if part % 2:
                notes.append(f"[^{part}]: {self.sentence(rng)}")
                text += f"[^{part}]"
            parts.append(f"{text} {self.link(rng, number)} {self.sentence(rng)}")
            match (part + number) % 5:
                case 0:
                    parts.append("\n".join(f"- {self.sentence(rng, 3, 9)}" for _ in range(5)))
                case 1:
                    parts.append("\n".join(f"{n}. {self.sentence(rng, 4, 9)}" for n in range(1, 5)))
                case 2:
                    rows = [[self.some(rng, 1, 3) for _ in range(3)] for _ in range(5)]
                    table = [f"| {' | '.join(row)} |" for row in rows]
                    parts.append("\n".join([table[0], "|---|---|---|", *table[1:]]))
                case 3:
                    parts.append(f"> {self.sentence(rng)}\n>\n> {self.sentence(rng)}")
                case _:
                    parts.append(f"### {self.some(rng, 2, 4)}\n\n{self.sentence(rng)} {self.sentence(rng)}")
        if number % 20 == 0:
            parts.append(CODE)
        return "\n\n".join(parts + notes) + "\n"

    def page(self, number):
        # Both scripts draw the same words.
        rng = random.Random(f"{self.lang.split('-')[0]} {number}")
        about = random.Random(number)
        title = self.some(rng, 3, 6).capitalize() + f" {number}"
        meta = {
            "title": title,
            "description": self.sentence(rng, 7, 12),
            "date": f"{about.randint(2015, 2025)}-{about.randint(1, 12):02}-{about.randint(1, 28):02}",
            "weight": number + 1,
            "tags": about.sample(TOPICS, 3),
        }
        return rivals.front_matter(self.dialect, meta, self.name(number)) + "\n" + self.body(rng, number)


def write(dialect, pages, root, serbian=None):
    """Writes the site into the new folder `root`."""
    root = pathlib.Path(root)
    languages = {None: LANGUAGES, "written": ["sr-Latn", "sr-Cyrl"], "derived": ["sr-Latn"]}[serbian]
    count = max(1, pages if serbian else pages // len(languages))
    content = root / "content"
    for lang in languages:
        writer = Writer(dialect, lang, count)
        suffix = rivals.suffix(dialect, lang)
        for section in SECTIONS:
            folder = content / section
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"_index{suffix}.md").write_text(rivals.section(dialect, section, f"{section} {lang}"))
        for number in range(count):
            file = content / writer.section(number) / f"{writer.name(number)}{suffix}.md"
            file.write_text(writer.page(number))
        home = json.dumps(f"Home {lang}")
        fence = "---\ntitle: {}\n---\n" if dialect == "guidepost" else "+++\ntitle = {}\n+++\n"
        (content / f"_index{suffix}.md").write_text(fence.format(home) + "\n" + writer.sentence(random.Random(0)) + "\n")
    for file, text in rivals.files(dialect, languages, serbian, SECTIONS, TOPICS).items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text)


if __name__ == "__main__":
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("dialect", choices=["guidepost", "hugo", "zola"])
    args.add_argument("pages", type=int)
    args.add_argument("dir")
    args.add_argument("--serbian", choices=["written", "derived"])
    args = args.parse_args()
    write(args.dialect, args.pages, args.dir, args.serbian)
