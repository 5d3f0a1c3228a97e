"""Scripts: the two Serbian editions say the same. Each page in Cyrillic, turned into Latin letters by an independent
table of the thirty letters, is the page at the same address in Latin, text for text: so a text written in Latin comes
back from its derived Cyrillic unchanged, and the other way round.

Lists by the alphabet are in another order in the other script, so the texts of a page are compared as a set with
counts when their order differs. What is marked with another language is the same in both."""

from collections import Counter

import feedparser

from built import READ_ATTRIBUTES, Problems, open_site, squeeze
from serbian import to_latin

CYRILLIC, LATIN = "sr-Cyrl", "sr-Latn"


#: Pages that are meant to differ: one names files of its edition, with their sizes and sums; the other sorts by an
#: alphabet that puts other letters first.
APART = {"k-offline", "k-search"}


def said(page):
    """All a page says, in order: its title, description, attributes and texts, each with its language. The switcher
    calls each language by its own name in every edition, so that is told by the language it leads to."""
    title = page.root.first("title")
    yield page.root.lang, squeeze(title.text() if title else "")
    for content in page.metas("description"):
        yield page.root.lang, squeeze(content)
    for element in page.body.walk():
        for name in READ_ATTRIBUTES:
            if element.attrs.get(name):
                yield element.lang, squeeze(element.attrs[name])
    for text, element in page.body.texts():
        if in_other_names(element) or is_address(element):
            continue
        switch = next((e.attrs["hreflang"] for e in (element, *element.above()) if "hreflang" in e.attrs), None)
        # A paper is in the language of its edition, too, and its link is called in words.
        name = switch is not None and element.lang == switch and "lang" in element.attrs
        yield f"to {switch}" if name else element.lang, squeeze(text)


def is_address(element):
    """Whether a text is the address of the page itself, which names the edition."""
    own = next((e for e in (element, *element.above()) if e.attrs.get("translate") == "no"), None)
    return own is not None and own.tag == "span"


def in_other_names(element):
    """Whether a text is among the names that a municipality has elsewhere. They are the one difference that is meant:
    each page shows the name in the script it is not written in."""
    return "lang" in element.attrs and any("names" in e.classes for e in element.above())


def as_latin(page):
    """What a page in Cyrillic should say in Latin."""
    for lang, text in said(page):
        yield (LATIN, to_latin(text)) if lang == CYRILLIC else (lang, text)


def ids(page):
    """The ids in a page, sorted."""
    return sorted(e.attrs["id"] for e in page.root.walk() if e.attrs.get("id"))


def compare(cyrillic, latin, problems):
    """A page in both scripts."""
    wanted, had = list(as_latin(cyrillic)), list(said(latin))
    if wanted != had:
        for lang, text in Counter(wanted) - Counter(had):
            problems.add(latin.path, f"not there in Latin, as the Cyrillic page has it ({lang}): {text[:100]}")
        for lang, text in Counter(had) - Counter(wanted):
            problems.add(latin.path, f"there in Latin only ({lang}): {text[:100]}")
    if ids(cyrillic) != ids(latin):
        problems.add(latin.path, "its anchors are not those of the Cyrillic page")
    return len(had)


def compare_feeds(site, cyrillic, latin, problems):
    """The feeds: titles and summaries."""
    feeds = [
        feedparser.parse((site.folder / e.folder / "feed.xml").read_bytes(), sanitize_html=False)
        for e in (cyrillic, latin)
    ]
    texts = [
        [squeeze(t or "") for e in (f.feed, *f.entries) for t in (e.get("title"), e.get("summary"))] for f in feeds
    ]
    wanted, had = [to_latin(text) for text in texts[0]], texts[1]
    for text in (Counter(wanted) - Counter(had)) | (Counter(had) - Counter(wanted)):
        problems.add(f"{latin.folder}/feed.xml", f"not the same in both scripts: {text[:100]}")


def main():
    site = open_site(__doc__)
    problems = Problems()
    by_lang = {edition.lang: edition for edition in site.editions}
    if CYRILLIC not in by_lang or LATIN not in by_lang:
        problems.finish("the site has no pair of Serbian editions")
    cyrillic, latin = by_lang[CYRILLIC], by_lang[LATIN]
    pages = {p.path.split("/", 1)[1]: p for p in site.pages if p.edition is cyrillic}
    pairs = {p.path.split("/", 1)[1]: p for p in site.pages if p.edition is latin}
    for path in sorted(pages.keys() ^ pairs.keys()):
        problems.add(path, "the page is there in one script only")
    both = sorted(path for path in pages.keys() & pairs.keys() if not APART & set(pages[path].body.classes))
    texts = sum(compare(pages[path], pairs[path], problems) for path in both)
    compare_feeds(site, cyrillic, latin, problems)
    if not texts:
        problems.add(site.folder, "there is nothing to compare")
    problems.finish(f"{texts} texts on {len(both)} pairs of pages")


if __name__ == "__main__":
    main()
