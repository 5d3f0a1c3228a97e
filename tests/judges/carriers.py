"""Copies to keep hold what they should and nothing that must leave no trace. Of each edition: the list of the copy that a
browser keeps (every file in it is there and is the one that its hash means, every page is in it but the sensitive ones),
the manifest of the app, the zip file (every link in it leads to a file in it or to the site, its sum is the one that is
printed beside it), and the book (judged by epubcheck). What is sensitive the pages say themselves: they offer to leave."""

import hashlib
import io
import json
import posixpath
import re
import shutil
import struct
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from built import Problems, open_site, squeeze


def heading(html):
    """The first heading of a page."""
    found = LexborHTMLParser(html).css_first("h1")
    return squeeze(found.text()) if found else ""


class Sensitive:
    """What must be in no copy of an edition: paths, and titles that no other page has."""

    def __init__(self, site, edition):
        pages = [p for p in site.pages if p.edition is edition]
        hidden = [p for p in pages if p.root.first(cls="leave")]
        self.paths = {p.path for p in hidden}
        open_titles = {heading(p.html) for p in pages if p.path not in self.paths}
        self.titles = {heading(p.html) for p in hidden} - open_titles

    def in_names(self, names):
        """The sensitive paths among names of files."""
        return sorted(self.paths & set(names))

    def in_titles(self, html):
        """The sensitive titles among a page's own: of its window and its heading."""
        tree = LexborHTMLParser(html)
        found = [squeeze(node.text()) for node in tree.css("title, h1")]
        return sorted({title for title in self.titles for text in found if title and title in text})

    def in_data(self, text):
        """The sensitive addresses and titles in a script or in data."""
        addresses = {path.removesuffix("index.html") for path in self.paths}
        return sorted(word for word in addresses | self.titles if word and word in text)


def check_list(site, edition, sensitive, problems):
    """The list of the copy that a browser keeps."""
    lists = [f for f in site.files if re.fullmatch(rf"{edition.folder}/[^/]+/kept\.json", f)]
    if len(lists) != 1:
        return problems.add(edition.folder, "there is no list of what a browser keeps")
    (file,) = lists
    listed = {}
    for address, digits, size in json.loads(site.read(file))["files"]:
        path = site.file_at(site.base_url + address)
        if path is None:
            problems.add(file, f"it lists what is not there: {address}")
            continue
        listed[path] = address
        data = (site.folder / path).read_bytes()
        if not hashlib.sha256(data).hexdigest().startswith(digits) or len(digits) < 8:
            problems.add(path, "the list of kept files has another hash for it")
        if not 0 < size <= len(data) + 64:
            problems.add(path, "the list of kept files has no likely size for it")
    for path in sensitive.in_names(listed):
        problems.add(path, "it is sensitive, and a browser keeps it")
    for path in listed:
        if path.endswith((".js", ".json")):
            for word in sensitive.in_data(site.read(path)):
                problems.add(path, f"a browser keeps what tells of a sensitive page: {word}")
        if path.split("/")[0] in site.by_folder and path.split("/")[0] != edition.folder:
            problems.add(path, f"the copy of {edition.folder} keeps a file of another edition")
    for page in site.pages:
        own = page.edition is edition and not page.is_redirect and page.kind not in ("404", "absent")
        # The trainer's versions are the one sort of page that is left out though it is not sensitive.
        if own and not page.noindex and page.path not in sensitive.paths | set(listed):
            problems.add(page.path, "no browser keeps it, though it is not sensitive")
    for line in (f'const folder = "{file.split("/")[1]}/"', "addEventListener('fetch'"):
        worker = f"{edition.folder}/sw.js"
        if worker not in site.files or line not in site.read(worker):
            problems.add(worker, "the worker does not answer from this list")
    return None


def check_manifest(site, edition, page, problems):
    """The manifest of the app: it can be read, tells nothing, and its icons are what it says."""
    link = page.root.first("link", rel="manifest")
    file = link and site.file_at(urljoin(page.url, link.attrs["href"]))
    if not file:
        return problems.add(page.path, "it names no manifest")
    manifest = json.loads(site.read(file))
    if urljoin(site.base_url + file, manifest["scope"]) != f"{site.base_url}{edition.folder}/":
        problems.add(file, "the app is not of this edition's folder")
    titles = {squeeze(p.root.first(cls="site").text()) for p in site.pages if p.edition is edition and p.root.first(cls="site")}
    if manifest["name"] in titles or manifest["short_name"] in titles:
        problems.add(file, "the name of the app tells what it is")
    wanted = {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    for icon in manifest["icons"]:
        wanted.discard((icon["sizes"], icon["purpose"]))
        path = site.file_at(urljoin(site.base_url + file, icon["src"]))
        data = (site.folder / path).read_bytes() if path else b""
        size = "{}x{}".format(*struct.unpack(">II", data[16:24])) if data.startswith(b"\x89PNG") else "nothing"
        if size != icon["sizes"]:
            problems.add(file, f"the icon {icon['src']} is {size}")
    if wanted:
        problems.add(file, f"there is no icon of {sorted(wanted)}")
    return None


def check_printed(site, page, file, problems):
    """The page that offers a file prints its sum beside the link."""
    links = [a for a in page.root.find("a") if site.file_at(urljoin(page.url, a.attrs.get("href") or "")) == file]
    if not links:
        problems.add(file, "no link on the page of its edition leads to it")
    if hashlib.sha256((site.folder / file).read_bytes()).hexdigest() not in page.root.text():
        problems.add(file, "the sum that is printed beside its link is of another file")


def addresses(html):
    """Every address in a page."""
    for node in LexborHTMLParser(html).css("[href], [src], [srcset], [poster], [action]"):
        for name in ("href", "src", "poster", "action"):
            if node.attributes.get(name) is not None:
                yield node.attributes[name]
        for candidate in (node.attributes.get("srcset") or "").split(","):
            if candidate.strip():
                yield candidate.split()[0]


def check_zip(site, file, sensitive, problems):
    """The zip file: whole, without a date, and every link in it leads somewhere without a server."""
    with zipfile.ZipFile(site.folder / file) as archive:
        if archive.testzip():
            problems.add(file, "it is damaged")
        names = archive.namelist()
        if "index.html" not in names:
            problems.add(file, "there is nothing to open at its top")
        if len({info.date_time for info in archive.infolist()}) != 1:
            problems.add(file, "its files have dates")
        for path in sensitive.in_names(names):
            problems.add(file, f"it holds a sensitive page: {path}")
        held = set(names)
        for name in names:
            data = archive.read(name)
            if name.endswith(".html"):
                check_zipped_page(site, (file, name, data.decode("utf-8")), held, sensitive, problems)
            elif (site.folder / name).read_bytes() != data:
                problems.add(file, f"another file than the site's: {name}")
            elif name.endswith((".js", ".json")):
                for word in sensitive.in_data(data.decode("utf-8")):
                    problems.add(file, f"{name} tells of a sensitive page: {word}")


def check_zipped_page(site, page, held, sensitive, problems):
    """One page of a zip file."""
    file, name, html = page
    for title in sensitive.in_titles(html):
        problems.add(file, f"{name} has a title that tells: {title}")
    for address in addresses(html):
        parts = urlsplit(address)
        if parts.scheme or not parts.path:
            if address.startswith(site.base_url) and not site.file_at(address.split("#")[0].split("?")[0]):
                problems.add(file, f"{name} leads to what the site does not have: {address}")
            continue
        if posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) not in held:
            problems.add(file, f"{name} leads to what is not in it: {address}")


def check_book(site, edition, file, sensitive, problems):
    """The book, by epubcheck and by eye."""
    data = (site.folder / file).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                html = archive.read(name).decode("utf-8")
                root = ElementTree.fromstring(html)
                if root.get("lang") != edition.lang or root.get("dir") != edition.dir:
                    problems.add(file, f"{name} is not in the language of its edition")
                for title in sensitive.in_titles(html):
                    problems.add(file, f"{name} has a title that tells: {title}")
        contents = archive.read("book/contents.xhtml").decode("utf-8")
        for word in sensitive.titles:
            if word in squeeze(LexborHTMLParser(contents).body.text()):
                problems.add(file, f"its contents tell of a sensitive page: {word}")
    # Debian's command is the archive itself, which not every kernel can start.
    command = ["java", "-jar", shutil.which("epubcheck"), str(site.folder / file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in re.findall(r"^(?:FATAL|ERROR|WARNING)\(.*$", run.stdout + run.stderr, re.M):
        problems.add(file, f"epubcheck: {re.sub(r': ?/[^ ]*/', ': ', line)[:200]}")
    if run.returncode:
        problems.add(file, "epubcheck refuses it")


def main():
    site = open_site(__doc__)
    problems = Problems()
    counts = {"zip": 0, "epub": 0}
    for edition in site.editions:
        sensitive = Sensitive(site, edition)
        if not sensitive.paths:
            problems.add(edition.folder, "no page offers to leave, so there is nothing to look for")
        check_list(site, edition, sensitive, problems)
        pages = [p for p in site.pages if p.edition is edition and p.kind == "offline"]
        if len(pages) != 1:
            problems.add(edition.folder, "there is no page that offers copies")
            continue
        check_manifest(site, edition, pages[0], problems)
        for file in site.files:
            ending = file.rpartition(".")[2]
            if file.startswith(posixpath.dirname(pages[0].path) + "/") and ending in counts:
                counts[ending] += 1
                check_printed(site, pages[0], file, problems)
                if ending == "zip":
                    check_zip(site, file, sensitive, problems)
                else:
                    check_book(site, edition, file, sensitive, problems)
    for ending, count in counts.items():
        if count != len(site.editions):
            problems.add("offline", f"{count} of {len(site.editions)} editions have a {ending}")
    problems.finish(f"{len(site.editions)} kept copies, {counts['zip']} zip files, {counts['epub']} books")


if __name__ == "__main__":
    main()
