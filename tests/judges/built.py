"""A built site as the judges see it: its files, its pages as trees, and every text with the language a reader's
browser takes it for. Nothing here is shared with the generator: the pages are parsed by Lexbor, an HTML parser that
follows the standard, and the settings are read from guidepost.yaml by PyYAML."""

import argparse
import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from selectolax.lexbor import LexborHTMLParser

#: The day that counts as today in the build that is judged.
TODAY = os.environ.get("GUIDEPOST_DATE", "2026-11-24")

#: Languages and scripts that are written from right to left.
RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi", "Arab", "Hebr", "Thaa", "Syrc"}

#: Elements whose text no reader sees.
UNREAD = {"script", "style", "template", "noscript"}

#: Attributes that readers see or hear.
READ_ATTRIBUTES = ("alt", "aria-label", "aria-description", "title", "placeholder", "data-label", "label", "summary")


def direction(lang):
    """The direction that a language tag is written in."""
    return "rtl" if RIGHT_TO_LEFT & set(lang.split("-")) else "ltr"


def squeeze(text):
    """A text with each run of white space as one space."""
    return " ".join(text.split())


@dataclass(eq=False)
class Element:
    """An element of a page. `lang` and `dir` are those in force, its own or inherited."""

    tag: str
    attrs: dict
    parent: "Element | None"
    lang: str
    dir: str
    children: list = field(default_factory=list)

    def walk(self):
        """This element and all below it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def texts(self):
        """All texts below it that are read, each with the element that holds it."""
        if self.tag in UNREAD:
            return
        for child in self.children:
            if isinstance(child, str):
                if child.strip():
                    yield child, self
            else:
                yield from child.texts()

    def text(self):
        """Its whole text."""
        return squeeze("".join(text for text, _ in self._raw_texts()))

    def _raw_texts(self):
        for child in self.children:
            if isinstance(child, str):
                yield child, self
            elif child.tag not in UNREAD:
                yield from child._raw_texts()

    def raw(self):
        """The text right in it, untouched: of a style or a script."""
        return "".join(child for child in self.children if isinstance(child, str))

    def find(self, tag=None, cls=None, **attrs):
        """All elements at or below it with this name, class and attributes."""
        for element in self.walk():
            if tag and element.tag != tag:
                continue
            if cls and cls not in element.classes:
                continue
            if all(element.attrs.get(name.rstrip("_")) == value for name, value in attrs.items()):
                yield element

    def first(self, *args, **kwargs):
        """The first such element, or None."""
        return next(self.find(*args, **kwargs), None)

    @property
    def classes(self):
        """Its classes."""
        return (self.attrs.get("class") or "").split()

    def above(self):
        """The elements around it, the nearest first."""
        element = self.parent
        while element:
            yield element
            element = element.parent


def _tree(node, parent):
    """Turns a node of the parser and all below it into an Element. Deep pages must not exhaust the stack, but ours
    are shallow, and a deeper one than Python's limit should be heard of."""
    attrs = node.attributes
    # `lang` names the language, `dir` the direction; each is inherited on its own.
    lang = attrs.get("lang") if "lang" in attrs else (parent.lang if parent else "")
    direction_now = attrs.get("dir") or (parent.dir if parent else "")
    element = Element(node.tag, attrs, parent, lang or "", direction_now)
    child = node.child
    while child is not None:
        if child.tag == "-text":
            element.children.append(child.text_content or "")
        elif not child.tag.startswith("-"):
            element.children.append(_tree(child, element))
        child = child.next
    return element


@dataclass
class Edition:
    """An edition, as guidepost.yaml has it."""

    lang: str
    folder: str
    name: str
    dir: str
    chain: list


@dataclass
class Page:
    """An HTML file of the site. `path` is from the root of the site, with slashes."""

    site: "Site"
    path: str
    html: str

    @cached_property
    def root(self):
        """The element `html`."""
        return _tree(LexborHTMLParser(self.html).root, None)

    @cached_property
    def edition(self):
        """The edition it lies in; None for the page that lets one choose."""
        return self.site.by_folder.get(self.path.split("/")[0])

    @cached_property
    def body(self):
        """The element `body`."""
        return self.root.first("body")

    @cached_property
    def kind(self):
        """What sort of page it is, from the class of its body: `entry`, `section`, `404`."""
        return next((c[2:] for c in self.body.classes if c.startswith("k-")), "")

    @cached_property
    def url(self):
        """Its whole address."""
        return self.site.base_url + re.sub(r"(^|/)index\.html$", r"\1", self.path)

    def metas(self, name):
        """What its `meta` elements of this name or http-equiv say."""
        for meta in self.root.find("meta"):
            if name.lower() in (meta.attrs.get("name", "").lower(), meta.attrs.get("http-equiv", "").lower()):
                yield meta.attrs.get("content") or ""

    @cached_property
    def canonical(self):
        """The address that it says search engines should know."""
        link = self.root.first("link", rel="canonical")
        return link.attrs.get("href") if link else None

    @cached_property
    def noindex(self):
        """Whether it asks search engines to leave it out."""
        return any("noindex" in content for content in self.metas("robots"))

    @cached_property
    def is_redirect(self):
        """Whether it only leads on to another page."""
        return any(True for _ in self.metas("refresh"))

    @cached_property
    def is_borrowed(self):
        """Whether its text is lent: it names a page of another edition as the one to know."""
        return bool(self.canonical) and self.canonical != self.url and not self.is_redirect

    @cached_property
    def alternates(self):
        """The same page in other languages, as it tells search engines: language → address."""
        found = {}
        for link in self.root.find("link", rel="alternate"):
            if "hreflang" in link.attrs:
                found.setdefault(link.attrs["hreflang"], link.attrs.get("href"))
        return found

    def target(self, href):
        """The page that a link in this page leads to; None for another site or a file that is no page."""
        return self.site.page_at(urljoin(self.url, href))


def is_single(file):
    """Whether a file is an entry as one file, to be sent."""
    return file.endswith("/single.html")


class Site:
    """A built site and the project folder it was made from."""

    def __init__(self, folder, root):
        self.folder = Path(folder).resolve()
        self.root = Path(root).resolve()
        if not self.folder.is_dir():
            sys.exit(f"{folder} is not a folder")
        self.config = yaml.safe_load((self.root / "guidepost.yaml").read_text(encoding="utf-8"))
        self.base_url = self.config["base_url"]
        self.editions = [
            Edition(
                lang,
                lang.lower(),
                (settings or {}).get("name", lang),
                (settings or {}).get("dir") or direction(lang),
                (settings or {}).get("chain") or [lang],
            )
            for lang, settings in self.config["editions"].items()
        ]
        self.by_folder = {edition.folder: edition for edition in self.editions}

    @cached_property
    def files(self):
        """The path of every file, from the root of the site."""
        found = [p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()]
        return sorted(found)

    @cached_property
    def pages(self):
        """Every HTML file but the copies that are made to be sent."""
        return [Page(self, f, self.read(f)) for f in self.files if f.endswith(".html") and not is_single(f)]

    @cached_property
    def singles(self):
        """The copies of entries as one file."""
        return [Page(self, f, self.read(f)) for f in self.files if is_single(f)]

    @cached_property
    def by_path(self):
        """The pages by their paths."""
        return {page.path: page for page in self.pages}

    def read(self, file):
        """The text of a file."""
        return (self.folder / file).read_bytes().decode("utf-8")

    def file_at(self, url):
        """The path of the file that a server shows for an address of this site; None where there is none."""
        if not url.startswith(self.base_url):
            return None
        path = unquote(urlsplit(url).path)[len(urlsplit(self.base_url).path) :]
        path = posixpath.normpath(path + "index.html") if path == "" or path.endswith("/") else path
        return path if path in self._file_set else None

    @cached_property
    def _file_set(self):
        return set(self.files)

    def page_at(self, url):
        """The page at an address."""
        return self.by_path.get(self.file_at(url.split("#")[0]) or "")


class Problems:
    """What a judge found: by what is wrong, the files in which it is."""

    #: How many files are named for one wrong thing.
    SHOWN = int(os.environ.get("GUIDEPOST_SHOWN", "8"))

    def __init__(self):
        self.found = defaultdict(list)

    def add(self, file, message):
        """Takes down one finding. The same words about several files are shown as one."""
        self.found[message].append(str(file))

    def finish(self, summary):
        """Prints what was found and ends the program: 0 when all is well."""
        for message, files in self.found.items():
            counted = list(dict.fromkeys(files))
            print(f"{message}")
            for file in counted[: self.SHOWN]:
                print(f"    {file}")
            if len(counted) > self.SHOWN:
                print(f"    … and {len(counted) - self.SHOWN} more")
        count = sum(len(files) for files in self.found.values())
        print(f"{summary}: {'no problem' if not count else f'{count} problems of {len(self.found)} sorts'}")
        sys.exit(1 if count else 0)


def build_sample(root, folder, name, prepare=None):
    """Builds the sample site tests/sites/NAME with the program of the project; `prepare` may add to its folder first."""
    project = folder / "project"
    shutil.copytree(root / "tests/sites" / name, project)
    if prepare:
        prepare(project)
    command = ["cargo", "run", "--release", "--quiet", "--manifest-path", str(root / "Cargo.toml"), "--", "build"]
    command += ["--root", str(project), "--out", str(folder / "site"), "--date", TODAY]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    if run.returncode:
        raise SystemExit(f"the sample site cannot be built:\n{run.stderr}")
    return Site(folder / "site", project)


def open_site(description):
    """Reads the arguments that every judge takes: the built site, and the project folder."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("site", help="the folder of the built site")
    here = Path(__file__).resolve().parent.parent.parent
    parser.add_argument("root", nargs="?", default=here, help="the project folder it was made from")
    arguments = parser.parse_args()
    sys.setrecursionlimit(5000)
    return Site(arguments.site, arguments.root)
