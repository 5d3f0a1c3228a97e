"""Editions: each has every entry that its chain can give, and no other. What it must have is worked out from the names
of the files in content/ and from guidepost.yaml alone; what it has is read from its pages.

A page tells which entry it is by `data-entry` where the theme prints it; else it is known by its title, which front
matter gives. Serbian titles are compared in Latin letters, so that a derived script is no difference."""

import re
from collections import Counter
from dataclasses import dataclass

import yaml

from built import TODAY, Problems, open_site, squeeze
from serbian import to_latin

#: Of things that stand in data files: the file or folder, and the kinds of their pages.
SHELVES = {"contacts": "contact", "channels": "channel", "municipalities.yaml": "municipality", "laws.yaml": "law"}

#: Languages that the generator can derive from one script to the other.
DERIVED = {"sr"}


@dataclass
class Version:
    """A text of an entry."""

    lang: str
    title: str
    meta: dict


def plain(text):
    """A title as it is compared: Latin letters, straight quotation marks, single spaces."""
    return re.sub(r"[\"'“”„‘’‚«»]", '"', to_latin(squeeze(text)))


def read_versions(site):
    """All texts that are published on the day of the build: entry → language → version."""
    entries = {}
    for file in sorted((site.root / "content").rglob("*.md")):
        parts = file.relative_to(site.root / "content").parts
        name, _, lang = file.stem.rpartition(".")
        if len(parts) < 2 or name == "_index":
            continue
        entry = "/".join(parts[:2]) if name == "index" else f"{parts[0]}/{name}"
        meta = yaml.safe_load(file.read_text(encoding="utf-8-sig").split("---", 2)[1]) or {}
        entries.setdefault(entry, {})[lang] = Version(lang, str(meta.get("title", "")), meta)
    return {entry: published(versions, site) for entry, versions in entries.items()}


def published(versions, site):
    """The texts of an entry that are not drafts and not for later. Without its original an entry is not published."""
    shown = {
        lang: v
        for lang, v in versions.items()
        if not v.meta.get("draft") and str(v.meta.get("publish_at") or "") <= TODAY
    }
    named = [v.meta["original"] for v in versions.values() if v.meta.get("original")]
    default = site.by_folder[str(site.config.get("default_edition", site.editions[0].lang)).lower()]
    original = next((lang for lang in [*named, *default.chain] if lang in versions), None)
    return shown if original is None or original in shown else {}


def own(edition, lang):
    """Whether a text in `lang` is the edition's own: its language, in its script or in one it is derived from."""
    return lang == edition.lang or (
        lang.split("-")[0] == edition.lang.split("-")[0] and edition.lang.split("-")[0] in DERIVED
    )


def expected(site, edition, entries):
    """What an edition must have: entry → the text its readers get."""
    found = {}
    for entry, versions in entries.items():
        version = next((versions[lang] for lang in edition.chain if lang in versions), None)
        if version is None:
            continue
        section = (site.config.get("sections") or {}).get(entry.split("/")[0]) or {}
        lends = [section.get("borrow")] + [v.meta.get("borrow") for v in versions.values()]
        if own(edition, version.lang) or "never" not in lends:
            found[entry] = version
    return found


def lent_from(edition, version):
    """The language a text is lent from; empty where it is the edition's own."""
    return "" if own(edition, version.lang) else version.lang


def beside(page):
    """The page of the entry in whose folder a page lies: of a handout, when it is the trainer's version of it."""
    above = page.site.by_path.get(f"{page.path.rsplit('/', 2)[0]}/index.html")
    return above if page.kind == "entry" and above and above.kind == "entry" else None


def check_beside(page, entry, problems):
    """Another version of an entry's text: search engines know the entry itself, and it bears the entry's name."""
    if not page.noindex:
        problems.add(page.path, "another version of an entry, but search engines are not told to leave it out")
    names = [plain(e.text()) for p in (page, entry) for e in [p.root.first("h1")] if e]
    if len(names) != 2 or not names[0].startswith(names[1]):
        problems.add(page.path, f"another version of {names[1:]}, but it is called {names[:1]}")


def check_entries(site, edition, entries, problems):
    """The pages of entries: none missing, none too many, each in the language that the chain gives."""
    wanted = Counter()
    names = {}
    for entry, version in expected(site, edition, entries).items():
        key = (plain(version.title), lent_from(edition, version))
        wanted[key] += 1
        names[key] = entry
    had = Counter()
    for page in site.pages:
        if page.edition is not edition or page.kind != "entry":
            continue
        if entry := beside(page):
            check_beside(page, entry, problems)
            continue
        article = page.root.first("article")
        entry = article.attrs.get("data-entry") if article else None
        heading = page.root.first("h1")
        body = next(page.root.find(cls="body"), None)
        lang = body.lang if body else edition.lang
        key = (plain(heading.text() if heading else ""), "" if lang == edition.lang else lang)
        had[key] += 1
        if key not in wanted:
            problems.add(page.path, f"{edition.lang}: no entry gives this page: {key[0]} ({key[1] or 'own'})")
        elif entry is not None and entry != names[key]:
            problems.add(page.path, f"{edition.lang}: it calls itself {entry}, its title is that of {names[key]}")
    for key in wanted - had:
        problems.add(edition.folder, f"{edition.lang}: no page for {names[key]} ({key[1] or 'own'})")
    for key in (had - wanted).keys() & wanted.keys():
        problems.add(edition.folder, f"{edition.lang}: {had[key]} pages for {names[key]}")
    check_lists(site, edition, Counter(key[0] for key in wanted.elements()), problems)
    return sum(wanted.values())


def check_lists(site, edition, titles, problems):
    """The lists of the sections together show each entry once."""
    shown = Counter()
    for page in site.pages:
        if page.edition is edition and page.kind == "section":
            rows = [row.first(cls="row-t") for row in page.root.first("main").find(cls="row")]
            shown.update(plain(row.text()) for row in rows if row)
    for title in titles - shown:
        problems.add(edition.folder, f"{edition.lang}: no list of a section shows “{title}”")
    for title in shown - titles:
        problems.add(edition.folder, f"{edition.lang}: lists of sections show what is no entry: “{title}”")


def records(site, place):
    """The things in a data file or a folder of them."""
    path = site.root / "content" / place
    files = [path] if path.suffix else sorted(path.glob("*.y*ml"))
    for file in files:
        if file.exists():
            data = yaml.safe_load(file.read_text(encoding="utf-8-sig"))
            data = data.get(path.stem, [data]) if isinstance(data, dict) else data
            yield from data or []


def check_shelves(site, edition, problems):
    """Contacts, channels, municipalities and laws: a page for each that may be published, and for no other."""
    count = 0
    for place, kind in SHELVES.items():
        wanted = {str(r["id"]).replace("/", "-") for r in records(site, place) if r.get("publish") in (True, "yes")}
        pages = [p for p in site.pages if p.edition is edition and p.kind == kind]
        had = {page.path.split("/")[-2] for page in pages}
        for missing in sorted(wanted - had):
            problems.add(edition.folder, f"{edition.lang}: no page for the {kind} {missing}")
        for other in sorted(had - wanted):
            problems.add(edition.folder, f"{edition.lang}: a page for a {kind} that is not to be published: {other}")
        count += len(wanted)
    return count


def main():
    site = open_site(__doc__)
    problems = Problems()
    entries = read_versions(site)
    counts = []
    for edition in site.editions:
        found = check_entries(site, edition, entries, problems)
        things = check_shelves(site, edition, problems)
        counts.append(f"{edition.lang} {found}+{things}")
        if not found:
            problems.add(edition.folder, "the edition can have no entry at all")
    folders = {f.split("/")[0] for f in site.files if f.count("/") and f.endswith(".html")}
    for folder in sorted(folders - set(site.by_folder)):
        if not all(p.is_redirect for p in site.pages if p.path.startswith(folder + "/")):
            problems.add(folder, "it is no edition's folder, but has pages")
    problems.finish(f"entries + things: {', '.join(counts)}")


if __name__ == "__main__":
    main()
