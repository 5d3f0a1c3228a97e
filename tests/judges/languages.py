"""Languages: every text of every page stands in the language that its `lang` says, with the right direction.

Three independent witnesses are heard about each text, body and attributes alike:
1. its script: no Cyrillic where the language is written in Latin, no run of Latin words in Serbian Cyrillic;
2. where it comes from: a text that stands in content/ or in a file of interface strings under one language only;
3. `py3langid`, which tells languages by their letters, for texts of six words or more."""

import re
import sys
from collections import defaultdict

import yaml
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from built import READ_ATTRIBUTES, UNREAD, Problems, direction, open_site, squeeze
from serbian import has_cyrillic, is_latin, to_latin

#: Languages that nobody can tell apart by letters alone.
ALIKE = [{"bs", "hr", "sr", "cnr", "sh"}, {"no", "nb", "nn", "da"}]

#: How sure the third witness must be.
SURE = 0.999

#: A run of this many Latin words in a Cyrillic text is a text in another language…
LATIN_RUN = 2
#: … unless it is a name: all its words longer than this begin with a capital (Partners for Change, Rr. Migjeni).
SMALL_WORD = 3

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"\S*(?:://|@|www\.|\w\.\w{2,})\S*")
ACRONYM = re.compile(r"\b[A-Z0-9]{2,}(?:[/-][A-Z0-9]+)*\b")


def same_language(one, other):
    """Whether two tags are of one language, or of languages that cannot be told apart."""
    one, other = one.split("-")[0], other.split("-")[0]
    return one == other or any(one in group and other in group for group in ALIKE)


class Origins:
    """Where texts come from: text → the languages under which it is written down."""

    def __init__(self, site):
        self.langs = defaultdict(set)
        self.tags = {e.lang for e in site.editions} | {tag for e in site.editions for tag in e.chain}
        for file in sorted((site.root / "content").rglob("*")):
            if file.suffix in (".yaml", ".yml"):
                self._of_data(yaml.safe_load(file.read_text(encoding="utf-8-sig")))
            elif file.suffix == ".md":
                self._of_front_matter(file)
        self._of_data(site.config)
        for file in [*site.root.glob("themes/*/locales/*.ftl"), *site.root.glob("locales/*.ftl")]:
            self._of_strings(file)

    def _take(self, text, lang):
        text = squeeze(text)
        self.langs[text].add(lang)
        if lang == "sr-Cyrl":
            self.langs[to_latin(text)].add("sr-Latn")

    def _of_data(self, value):
        """Takes every map whose keys are languages."""
        if isinstance(value, list):
            for item in value:
                self._of_data(item)
        elif isinstance(value, dict):
            keys = [k for k in value if isinstance(k, str)]
            by_language = keys and all(TAG.fullmatch(k) for k in keys) and self.tags & set(keys)
            for key, item in value.items():
                if by_language and isinstance(item, str):
                    self._take(item, key)
                else:
                    self._of_data(item)

    def _of_front_matter(self, file):
        lang = file.stem.rpartition(".")[2]
        parts = file.read_text(encoding="utf-8-sig").split("---", 2)
        if len(parts) == 3 and TAG.fullmatch(lang):
            for value in (yaml.safe_load(parts[1]) or {}).values():
                if isinstance(value, str):
                    self._take(value, lang)

    def _of_strings(self, file):
        """Takes the messages of a Fluent file that are one line with nothing to fill in."""
        for line in file.read_text(encoding="utf-8").splitlines():
            found = re.fullmatch(r"([a-z][\w-]*) = ([^{}]+)", line)
            if found and not found[1].startswith(("path-", "quotes", "date-")):
                self._take(found[2], file.stem)


class Listener:
    """The third witness."""

    def __init__(self):
        self.identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        self.known = set(self.identifier.labels)
        self.heard = {}

    def hear(self, text, candidates):
        """The language of a text among the candidates, and how sure that is."""
        key = (text, candidates)
        if key not in self.heard:
            self.identifier.set_languages(sorted(candidates) if candidates else None)
            self.heard[key] = self.identifier.classify(text)
        return self.heard[key]


def latin_run(text):
    """Whether a text holds a run of Latin words that is no address, no acronym and no name."""
    text = ACRONYM.sub(" 0 ", ADDRESS.sub(" 0 ", text))
    runs = [[]]
    for word in WORD.findall(text):
        if all(map(is_latin, word)):
            runs[-1].append(word)
        else:
            runs.append([])
    return any(len(run) >= LATIN_RUN and not is_name(run) for run in runs)


def is_name(words):
    """Whether words are a name, which is nobody's language (WCAG 3.1.2 asks for no mark)."""
    return all(word[0].isupper() for word in words if len(word) > SMALL_WORD)


class Judge:
    """Hears the witnesses about every text of a site."""

    def __init__(self, site, problems):
        self.site, self.problems = site, problems
        self.origins, self.listener = Origins(site), Listener()
        own = {e.lang.split("-")[0] for e in site.editions}
        # What the editions are written in, and what is like it.
        alike = {lang for group in ALIKE if group & own for lang in group}
        self.candidates = frozenset((own | alike) & self.listener.known)
        self.unknown = own - self.listener.known
        self.texts = 0

    def page(self, page):
        """A page: its frame, then all its texts."""
        root = page.root
        if page.edition:
            if (root.attrs.get("lang"), root.attrs.get("dir")) != (page.edition.lang, page.edition.dir):
                said = f'<html lang="{root.attrs.get("lang")}" dir="{root.attrs.get("dir")}">'
                self.problems.add(page.path, f"{said} in the edition {page.edition.lang}")
        elif not root.attrs.get("lang"):
            self.problems.add(page.path, "<html> has no lang")
        for element in root.walk():
            self.marks(page, element)
        for text, element in page.body.texts():
            self.text(page, squeeze(text), element, f"<{element.tag}>")
        for element in page.body.walk():
            for name in READ_ATTRIBUTES:
                if element.attrs.get(name) and element.tag not in UNREAD and element.tag != "link":
                    self.text(page, squeeze(element.attrs[name]), element, f"<{element.tag} {name}>")

    def marks(self, page, element):
        """An element's own lang and dir."""
        lang = element.attrs.get("lang")
        if lang is not None and not TAG.fullmatch(lang):
            self.problems.add(page.path, f'<{element.tag} lang="{lang}"> is no language tag')
        if lang and element.dir != direction(lang):
            self.problems.add(page.path, f'<{element.tag} lang="{lang}"> has the direction `{element.dir}`')
        if lang and element.tag not in ("html", "br") and not element.text() and not element.children:
            self.problems.add(page.path, f'<{element.tag} lang="{lang}"> holds no text')

    def text(self, page, text, element, place):
        """One text, and the language it is said to be in."""
        self.texts += 1
        lang = element.lang
        if any(e.tag in ("code", "kbd", "samp") for e in (element, *element.above())) or ACRONYM.fullmatch(text):
            return
        said = f"{place} marked `{lang}`"
        script = lang.partition("-")[2][:4]
        if has_cyrillic(text) and script != "Cyrl":
            self.problems.add(page.path, f"{said} has Cyrillic letters: {text[:90]}")
        elif script == "Cyrl" and latin_run(text):
            self.problems.add(page.path, f"{said} has Latin words: {text[:90]}")
        elif (written := self.origins.langs.get(text)) and not self.fits(written, lang):
            self.problems.add(page.path, f"{said} is written down as {', '.join(sorted(written))}: {text[:90]}")
        elif len(WORD.findall(text)) >= 6:
            self.heard(page, text, lang, said)

    def fits(self, written, lang):
        """Whether a text written down under these languages may be marked `lang`. Serbian in the other script is
        derived, and judged by its script."""
        return lang in written or (lang.startswith("sr-") and any(w.startswith("sr-") for w in written))

    def heard(self, page, text, lang, said):
        """Asks the third witness. A language it does not know is heard among all there are."""
        known = lang.split("-")[0] in self.listener.known
        heard, sure = self.listener.hear(text, self.candidates if known else frozenset())
        ours = heard in self.candidates
        if sure >= SURE and ours and not same_language(heard, lang):
            self.problems.add(page.path, f"{said} sounds like `{heard}`: {text[:90]}")


def main():
    site = open_site(__doc__)
    problems = Problems()
    judge = Judge(site, problems)
    for page in site.pages:
        judge.page(page)
    if not judge.texts:
        problems.add(site.folder, "there is no text to judge")
    if judge.unknown:
        print(f"not known to py3langid: {', '.join(sorted(judge.unknown))}", file=sys.stderr)
    problems.finish(f"{judge.texts} texts on {len(site.pages)} pages, {len(judge.origins.langs)} known origins")


if __name__ == "__main__":
    main()
