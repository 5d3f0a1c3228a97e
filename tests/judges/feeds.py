"""What machines read about the whole site: the feeds by `feedparser`, the sitemaps by `lxml`, robots.txt by Python's
own parser. A sitemap must list each page that is at home in its edition, and no other."""

import re
from datetime import datetime
from itertools import pairwise
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import feedparser
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from built import Problems, open_site

SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def absolute(address):
    """Whether an address names its scheme and host, or dials or writes to somebody."""
    parts = urlsplit(address or "")
    return bool(parts.scheme in ("http", "https") and parts.netloc) or parts.scheme in ("tel", "mailto")


def check_feed(site, edition, problems):
    """An edition's feed; returns how many entries it has."""
    file = f"{edition.folder}/feed.xml"
    if file not in site.files:
        problems.add(file, "the edition has no feed")
        return 0
    feed = feedparser.parse(
        (site.folder / file).read_bytes(),
        response_headers={"content-type": "application/atom+xml"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if feed.bozo:
        problems.add(file, f"feedparser stumbles: {feed.bozo_exception}")
    if feed.version != "atom10":
        problems.add(file, f"not Atom 1.0 but `{feed.version}`")
    if feed.feed.get("title_detail", {}).get("language") != edition.lang:
        problems.add(file, f"xml:lang is not `{edition.lang}`")
    for wanted in ("title", "id", "updated"):
        if not feed.feed.get(wanted):
            problems.add(file, f"the feed has no {wanted}")
    selves = [link.href for link in feed.feed.get("links", []) if link.rel == "self"]
    if selves != [site.base_url + file]:
        problems.add(file, f"the link `self` is {selves}")
    if not feed.entries:
        problems.add(file, "the feed is empty")
    ids = [entry.get("id") for entry in feed.entries]
    for twice in {i for i in ids if ids.count(i) > 1}:
        problems.add(file, f"two entries have the id {twice}")
    for entry in feed.entries:
        check_entry(site, file, entry, problems)
    if any(a.updated < b.updated for a, b in pairwise(feed.entries)):
        problems.add(file, "the newest entry does not come first")
    return len(feed.entries)


def check_entry(site, file, entry, problems):
    """An entry of a feed: it names what it must, and its links work away from the site."""
    name = entry.get("id", "?")
    for wanted in ("title", "id", "updated", "link"):
        if not entry.get(wanted):
            problems.add(file, f"{name}: no {wanted}")
    page = site.page_at(entry.get("link", ""))
    if page is None:
        problems.add(file, f"{name}: its page is not there: {entry.get('link')}")
    elif page.is_borrowed:
        problems.add(file, f"{name}: its page is lent from another edition")
    for content in entry.get("content", []):
        for node in LexborHTMLParser(content.value).css("[href], [src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            if not absolute(address):
                problems.add(file, f"{name}: a link that is not absolute: {address}")
            elif address.startswith(site.base_url):
                target, _, anchor = address.partition("#")
                page = site.page_at(target)
                if site.file_at(target) is None or (page and anchor and not page.root.first(id=anchor)):
                    problems.add(file, f"{name}: a link to nothing: {address}")


def locations(site, file, kind, problems):
    """The addresses in a sitemap or an index of sitemaps."""
    try:
        root = etree.parse(str(site.folder / file)).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        problems.add(file, f"lxml stumbles: {error}")
        return
    if root.tag != SITEMAPS + ("urlset" if kind == "url" else "sitemapindex"):
        problems.add(file, f"its root is {root.tag}")
    for item in root:
        if item.tag != SITEMAPS + kind:
            problems.add(file, f"an element {item.tag}")
        modified = item.findtext(SITEMAPS + "lastmod")
        if modified and not re.fullmatch(r"\d{4}-\d\d-\d\d", modified):
            problems.add(file, f"lastmod is not a day: {modified}")
        elif modified:
            datetime.fromisoformat(modified)
        yield item.findtext(SITEMAPS + "loc") or ""


def check_sitemaps(site, problems):
    """The index and the sitemaps it names; returns how many pages they list."""
    listed = {}
    for address in locations(site, "sitemap.xml", "sitemap", problems):
        file = site.file_at(address)
        if file is None:
            problems.add("sitemap.xml", f"names a sitemap that is not there: {address}")
            continue
        for url in locations(site, file, "url", problems):
            if url in listed:
                problems.add(file, f"listed twice: {url}")
            listed[url] = file
    folders = {file.split("/")[0] for file in listed.values()}
    for edition in site.editions:
        if edition.folder not in folders:
            problems.add("sitemap.xml", f"no sitemap lists the edition {edition.lang}")
    for url, file in listed.items():
        page = site.page_at(url)
        if page is None:
            problems.add(file, f"lists a page that is not there: {url}")
            continue
        if page.url != url or not page.path.startswith(file.split("/")[0] + "/"):
            problems.add(file, f"lists a page by an address that is not its own, or of another edition: {url}")
        if page.is_borrowed or page.noindex or page.is_redirect:
            problems.add(file, f"lists a page that search engines should not know: {url}")
    for page in site.pages:
        known = not (page.is_borrowed or page.noindex or page.is_redirect)
        if page.edition and known and page.url not in listed:
            problems.add(page.path, "the page is at home in its edition, but no sitemap lists it")
    return len(listed)


def check_robots(site, problems):
    """robots.txt lets everybody in and tells where the sitemap is."""
    if "robots.txt" not in site.files:
        problems.add("robots.txt", "there is none")
        return
    robots = RobotFileParser()
    robots.parse(site.read("robots.txt").splitlines())
    for page in site.pages:
        if not robots.can_fetch("*", page.url):
            problems.add("robots.txt", f"shuts out {page.url}")
    wanted = urljoin(site.base_url, "sitemap.xml")
    if robots.site_maps() != [wanted]:
        problems.add("robots.txt", f"names the sitemaps {robots.site_maps()} and not {wanted}")


def main():
    site = open_site(__doc__)
    problems = Problems()
    entries = sum(check_feed(site, edition, problems) for edition in site.editions)
    pages = check_sitemaps(site, problems)
    check_robots(site, problems)
    problems.finish(f"{entries} entries in {len(site.editions)} feeds, {pages} pages in sitemaps")


if __name__ == "__main__":
    main()
