"""The same page in other languages: canonical addresses, `hreflang`, and pages that are lent from another language.

A page that is lent names the page it is lent from as the one to know, says so to its reader, holds the text under the
other language's `lang` and `dir`, and stands in nobody's `hreflang`. All other pages name themselves, and all those
that are the same page name one another, each under its own language, with one `x-default`."""

from collections import Counter
from urllib.parse import urljoin, urlsplit

from built import Problems, direction, open_site


def check_canonical(page, problems):
    """A page at home names itself; a lent one names a page that is at home in another edition."""
    links = [link.attrs.get("href") or "" for link in page.root.find("link", rel="canonical")]
    if page.noindex or page.is_redirect or not page.edition:
        return
    if len(links) != 1:
        problems.add(page.path, f"it has {len(links)} canonical addresses")
        return
    if not urlsplit(links[0]).scheme or not urlsplit(links[0]).netloc:
        problems.add(page.path, f"its canonical address is not absolute: {links[0]}")
    elif links[0] != page.url:
        target = page.site.page_at(links[0])
        if target is None:
            problems.add(page.path, f"its canonical address leads to no page: {links[0]}")
        elif target.edition is page.edition:
            problems.add(page.path, f"it names another page of its own edition: {links[0]}")
        elif target.is_borrowed:
            problems.add(page.path, f"it is lent from a page that is lent itself: {links[0]}")


def check_lent(page, problems):
    """Whether a page tells its reader that it is lent, exactly when it is."""
    main = page.root.first("main")
    notice = main.first(cls="n-borrowed") if main else None
    if not page.is_borrowed:
        if notice:
            problems.add(page.path, "it says that it is lent, but names itself as the page to know")
        return
    if notice is None or not notice.text():
        problems.add(page.path, "it is lent from another edition and does not say so")
    original = page.site.page_at(page.canonical)
    if original is None:
        return
    lang = original.root.lang
    held = [e for e in main.find(lang=lang) if any(below.tag == "p" and below is not e for below in e.walk())]
    if not held:
        problems.add(page.path, f"nothing in it holds the lent text under `{lang}`")
    for element in held:
        if element.attrs.get("dir") != direction(lang):
            problems.add(page.path, f"the lent text in `{lang}` has no dir of its own")
    if page.alternates:
        problems.add(page.path, "it is lent, but names pages in other languages")


def check_alternates(page, problems):
    """The pages it names in other languages: there, at home, in that language, and naming the same ones."""
    site, alternates = page.site, page.alternates
    links = [e.attrs["hreflang"] for e in page.root.find("link", rel="alternate") if "hreflang" in e.attrs]
    for lang, count in Counter(links).items():
        if count > 1:
            problems.add(page.path, f"two pages are named for `{lang}`")
    if not alternates:
        return
    if "x-default" not in alternates:
        problems.add(page.path, "no x-default")
    elif alternates["x-default"] not in [href for lang, href in alternates.items() if lang != "x-default"]:
        problems.add(page.path, f"x-default is none of the others: {alternates['x-default']}")
    if page.edition and alternates.get(page.edition.lang) != page.url:
        problems.add(page.path, f"it does not name itself for `{page.edition.lang}`")
    for lang, href in alternates.items():
        target = site.page_at(href or "")
        if target is None or target.url != href:
            problems.add(page.path, f"the page for `{lang}` is not there: {href}")
            continue
        if target.is_borrowed or target.noindex:
            problems.add(page.path, f"the page for `{lang}` is lent or not to be known: {href}")
        if lang != "x-default" and target.root.lang != lang:
            problems.add(page.path, f"the page for `{lang}` is in `{target.root.lang}`: {href}")
        if target.alternates != alternates:
            problems.add(page.path, f"the page for `{lang}` does not name the same pages: {href}")


def switched(page):
    """The pages that the reader can switch to, by edition, where the switcher leads to no home page instead."""
    for link in page.root.find("a"):
        if "hreflang" in link.attrs and link.attrs.get("href"):
            target = page.target(urljoin(page.url, link.attrs["href"]))
            if target and target.kind == page.kind:
                yield link.attrs["hreflang"], target


def check_switcher(page, problems):
    """The switcher offers every edition, and what search engines are told is what readers are offered."""
    if not page.edition or page.is_redirect:
        return
    offered = {link.attrs["hreflang"] for link in page.root.find("a") if "hreflang" in link.attrs}
    for edition in page.site.editions:
        if edition.lang not in offered:
            problems.add(page.path, f"the reader cannot switch to {edition.lang}")
    if page.is_borrowed or page.noindex:
        return
    for lang, target in switched(page):
        back = dict(switched(target)).get(page.edition.lang)
        known = not (target.is_borrowed or target.noindex) and back is page and target is not page
        if known and page.alternates.get(lang) != target.url:
            problems.add(page.path, f"the reader is offered {target.url} for `{lang}`, search engines are not")


def main():
    site = open_site(__doc__)
    problems = Problems()
    for page in site.pages:
        check_canonical(page, problems)
        check_alternates(page, problems)
        check_switcher(page, problems)
        if page.edition and not page.is_redirect:
            check_lent(page, problems)
    lent = sum(page.is_borrowed for page in site.pages)
    named = sum(len(page.alternates) for page in site.pages)
    if not named:
        problems.add(site.folder, "no page names another language")
    problems.finish(f"{len(site.pages)} pages, {lent} lent, {named} alternates")


if __name__ == "__main__":
    main()
