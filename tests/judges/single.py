"""Single files: an entry as one file that is sent in a chat and opened on a phone without internet. It needs nothing
else, is small enough to be sent, dials its numbers, leads to whole addresses of pages that are there, says where it is
from and on what day, and is what its page is: the same words. Of what must leave no trace there is none."""

import re
from urllib.parse import unquote

from built import TODAY, Problems, open_site, squeeze

#: The most it may have, in bytes.
LARGEST = 300_000

#: Attributes by which a page loads something.
LOADS = ("src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "xlink:href")


def check_alone(file, problems):
    """It needs nothing: every address by which something is loaded is data, and its policy says so."""
    policy = " ".join(file.metas("content-security-policy"))
    if not re.match(r"default-src 'none'; style-src ('sha256-[^']+' ?)+; img-src data:; ", policy):
        problems.add(file.path, f"its policy lets it load something: {policy[:80]}")
    for element in file.root.walk():
        if element.tag in ("script", "iframe", "object", "embed", "audio", "video", "source", "form", "base"):
            problems.add(file.path, f"it holds <{element.tag}>")
        if element.tag == "link" and element.attrs.get("rel") != "canonical":
            problems.add(file.path, f"it loads a file: <link rel={element.attrs.get('rel')}>")
        for name in LOADS:
            if not (element.attrs.get(name) or "data:image/").startswith("data:image/"):
                problems.add(file.path, f"it loads a file: {element.attrs[name][:60]}")
    for style in file.root.find("style"):
        if re.search(r"@import|url\((?!['\"]?data:)", style.raw()):
            problems.add(file.path, "its style loads a file")


def check_links(file, problems):
    """Its links lead to whole addresses, to places in it, or dial. Returns how many numbers it dials."""
    ids = {e.attrs["id"] for e in file.root.walk() if e.attrs.get("id")}
    numbers = 0
    for link in file.root.find("a"):
        href = link.attrs.get("href") or ""
        numbers += href.startswith("tel:")
        if href.startswith("#") and unquote(href[1:]) not in ids:
            problems.add(file.path, f"a place that is not in it: {href}")
        elif not re.match(r"(#|https?://|tel:|mailto:)", href):
            problems.add(file.path, f"an address that leads nowhere outside the site: {href}")
        elif href.startswith(file.site.base_url) and not file.site.file_at(href.split("#")[0]):
            problems.add(file.path, f"a page that is not there: {href}")
    return numbers


def check_origin(file, page, problems):
    """It says where it is from and on what day, search engines leave it out, and it says what its page says."""
    if file.canonical != page.url or not file.noindex:
        problems.add(file.path, "it does not leave its place among search results to its page")
    words = squeeze(file.root.first("main").text())
    if page.url not in words:
        problems.add(file.path, "it does not say where it is from")
    if TODAY[:4] not in words[: words.find(page.url)]:
        problems.add(file.path, "it does not say on what day it was made")
    bodies = [squeeze(p.root.first(cls="body").text()) for p in (file, page)]
    if bodies[0] != bodies[1] or not bodies[0]:
        problems.add(file.path, "it does not say what its page says")
    notices = [[squeeze(n.text()) for n in p.root.find(cls="notice")] for p in (file, page)]
    if notices[0] != notices[1]:
        problems.add(file.path, "its notices are not those of its page")


def main():
    site = open_site(__doc__)
    problems = Problems()
    numbers = 0
    for file in site.singles:
        size = (site.folder / file.path).stat().st_size
        if size > LARGEST:
            problems.add(file.path, f"it has {size} bytes")
        check_alone(file, problems)
        numbers += check_links(file, problems)
        page = site.by_path.get(file.path.replace("single.html", "index.html"))
        if page is None:
            problems.add(file.path, "it belongs to no page")
            continue
        check_origin(file, page, problems)
        if page.root.first(cls="leave"):
            problems.add(file.path, "its page must leave no trace")
        if not any((a.attrs.get("href") or "").endswith("single.html") for a in page.root.find("a")):
            problems.add(page.path, "it does not lead to its file")
    if not site.singles or not numbers:
        problems.add(site.folder, "there is no single file, or none that dials")
    problems.finish(f"{len(site.singles)} single files, {numbers} numbers")


if __name__ == "__main__":
    main()
