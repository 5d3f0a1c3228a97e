"""Weight: every page is complete in the first round trips of a slow connection.

A page with its inlined styles is at most 13,000 bytes in Brotli; nothing stands in the way of its being shown: no
script that is waited for, no stylesheet of its own, no letters to fetch. All scripts of the theme together are at most
8,000 bytes in gzip, and so is what a page names. The whole page, with the pictures that a phone 360 px wide and of
twice the density takes, is at most 100,000 bytes. Sound waits until it is asked for. Files that are meant to
be heavy, to be sent in a chat, are no pages: `single.py` judges them."""

import gzip
import re
from functools import lru_cache
from urllib.parse import urljoin

import brotli
from selectolax.lexbor import LexborHTMLParser

from built import Problems, open_site

#: What a page may weigh, in bytes. The first 14 kB arrive in one go (ten packets, RFC 6928); headers take the rest.
HTML = 13_000
SCRIPTS = 8_000
WHOLE = 100_000

#: The phone: its width in CSS pixels, its density, the size of its letters.
WIDTH, DENSITY, EM = 360, 2, 16

#: What browsers of such phones can show.
SHOWN = {"image/avif", "image/webp", "image/jpeg", "image/png", "image/gif", "image/svg+xml", "", None}

#: The kinds of `script` that are waited for by nobody, and those that hold data.
WAITS = {"module"}
DATA = re.compile(r"^(application/(ld\+)?json|speculationrules)$")


def compressed(text, limit):
    """The size of a text in Brotli, as good as it gets where a quick look does not show that it is light."""
    quick = len(brotli.compress(text.encode(), quality=5))
    return quick if quick <= limit else len(brotli.compress(text.encode(), quality=11))


def heavy_parts(tree):
    """What a heavy page is made of: the size of each part by itself, the heaviest first."""
    parts = {
        "styles": "".join(e.text() for e in tree.css("style")),
        "icons and drawings": "".join(e.html for e in tree.css("svg")),
        "data": "".join(e.text() for e in tree.css("script:not([src])")),
        "links in main": "".join(e.html for e in tree.css("main a")),
    }
    for name in ("head", "header", "main", "nav", "footer"):
        parts[name] = "".join(e.html for e in tree.css(name))
    sizes = {name: len(brotli.compress(text.encode(), quality=11)) for name, text in parts.items() if text}
    return ", ".join(f"{name} {size:,}" for name, size in sorted(sizes.items(), key=lambda p: -p[1])[:5])


def check_blocking(page, tree, problems):
    """Nothing must be waited for."""
    for script in tree.css("script"):
        attrs = script.attributes
        kind = (attrs.get("type") or "").lower()
        if not DATA.match(kind) and "src" in attrs and not ({"defer", "async"} & set(attrs) or kind in WAITS):
            problems.add(page.path, f"a script is waited for: {attrs['src']}")
        elif not DATA.match(kind) and "src" not in attrs:
            problems.add(page.path, "a script stands in the page")
    for link in tree.css("link[rel]"):
        rel = link.attributes["rel"].lower().split()
        if "stylesheet" in rel:
            problems.add(page.path, f"a stylesheet is fetched: {link.attributes.get('href')}")
        if "preload" in rel or "modulepreload" in rel:
            problems.add(page.path, f"something is fetched before it is needed: {link.attributes.get('href')}")
    for style in tree.css("style"):
        for rule in re.findall(r"@import|@font-face", style.text(), re.I):
            problems.add(page.path, f"a style fetches more: {rule}")
    for sound in tree.css("audio, video"):
        if sound.attributes.get("preload") != "none" or "autoplay" in sound.attributes:
            problems.add(page.path, f"<{sound.tag}> loads before it is asked for")


def pixels(length):
    """A CSS length in pixels on the phone: `50vw`, `20rem`, `calc(100vw - 2rem)`."""
    units = {"px": 1, "vw": WIDTH / 100, "rem": EM, "em": EM}
    terms = re.sub(r"([\d.]+)(px|vw|rem|em)", lambda m: str(float(m[1]) * units[m[2]]), length.replace("calc", ""))
    if not re.fullmatch(r"[\d.\s()+*/-]+", terms):
        raise ValueError(f"`{length}` in sizes")
    return eval(terms, {"__builtins__": {}})  # noqa: S307 — numbers, brackets and signs alone


def matches(media):
    """Whether a media query of widths holds on the phone."""
    bounds = re.findall(r"\(\s*(min|max)-width\s*:\s*([^)]+)\)", media or "")
    return all(WIDTH >= pixels(at) if which == "min" else WIDTH <= pixels(at) for which, at in bounds)


def slot(sizes):
    """How wide a picture is shown, by its `sizes`."""
    for part in re.split(r",(?![^(]*\))", sizes or "100vw"):
        media, length = re.fullmatch(r"\s*((?:\([^)]*\)\s*(?:and\s*)?)*)(.+?)\s*", part, re.S).groups()
        if matches(media):
            return pixels(length)
    return WIDTH


def best(srcset, sizes):
    """The candidate of a `srcset` that the phone takes: the smallest that is sharp, else the largest."""
    candidates = []
    for part in re.split(r",\s+", srcset.strip()):
        address, _, descriptor = part.strip().rpartition(" ") if " " in part.strip() else (part.strip(), "", "1x")
        number = float(descriptor[:-1])
        candidates.append((number / slot(sizes) if descriptor.endswith("w") else number, address))
    candidates.sort()
    return next((address for density, address in candidates if density >= DENSITY), candidates[-1][1])


def picture_address(image):
    """The address that the phone fetches for an `img`, by the `picture` around it."""
    around = image.parent
    for source in around.css("source") if around is not None and around.tag == "picture" else []:
        attrs = source.attributes
        if attrs.get("type") in SHOWN and matches(attrs.get("media")) and attrs.get("srcset"):
            return best(attrs["srcset"], attrs.get("sizes"))
    attrs = image.attributes
    return best(attrs["srcset"], attrs.get("sizes")) if attrs.get("srcset") else attrs.get("src")


def fetched(tree):
    """The addresses of everything else that is fetched when a page is shown to its end, the scripts left out."""
    yield from (picture_address(image) for image in tree.css("img"))
    yield from (video.attributes["poster"] for video in tree.css("video[poster]"))
    yield from (link.attributes.get("href") for link in tree.css("link[rel~=icon]"))
    for style in tree.css("style"):
        yield from re.findall(r"url\(['\"]?([^'\")]+)", style.text())


class Files:
    """What the files of the site weigh on the way."""

    def __init__(self, site):
        self.site = site

    @lru_cache(maxsize=None)  # noqa: B019 — lives as long as the program
    def weight(self, file):
        """A file's size, where hosts compress it: in gzip."""
        data = (self.site.folder / file).read_bytes()
        packs = file.endswith((".js", ".svg", ".css", ".json", ".webmanifest"))
        return len(gzip.compress(data, 9)) if packs else len(data)

    def of(self, page, addresses, problems):
        """The files at these addresses, each once, as seen from a page."""
        found = {}
        for address in addresses:
            if not address or address.startswith("data:"):
                continue
            file = self.site.file_at(urljoin(page.url, address).split("#")[0].split("?")[0])
            if file is None:
                problems.add(page.path, f"it fetches what is not there: {address}")
            else:
                found[file] = self.weight(file)
        return found


def check(page, files, problems):
    """One page. Returns its size, and that of all that it fetches with it."""
    tree = LexborHTMLParser(page.html)
    size = compressed(page.html, HTML)
    if size > HTML:
        problems.add(page.path, f"{size:,} bytes in Brotli, {HTML:,} are allowed: {heavy_parts(tree)}")
    check_blocking(page, tree, problems)
    scripts = files.of(page, (s.attributes["src"] for s in tree.css("script[src]")), problems)
    if sum(scripts.values()) > SCRIPTS:
        problems.add(page.path, f"its scripts are {sum(scripts.values()):,} bytes in gzip: {scripts}")
    others = files.of(page, fetched(tree), problems)
    whole = size + sum(scripts.values()) + sum(others.values())
    if whole > WHOLE:
        heaviest = sorted(others.items(), key=lambda p: -p[1])[:4]
        problems.add(page.path, f"{whole:,} bytes with all it fetches, {WHOLE:,} are allowed: {heaviest}")
    return size, whole


def main():
    site = open_site(__doc__)
    problems, files = Problems(), Files(site)
    pages = site.pages
    weights = {page.path: check(page, files, problems) for page in pages}
    theme = {f: files.weight(f) for f in site.files if f.endswith(".js") and f.startswith("theme/")}
    if sum(theme.values()) > SCRIPTS:
        problems.add("theme/", f"all scripts are {sum(theme.values()):,} bytes in gzip, {SCRIPTS:,} are allowed: {theme}")
    heavy = max(weights, key=lambda path: weights[path][0])
    size = len(brotli.compress(site.by_path[heavy].html.encode(), quality=11))
    whole = max(weights, key=lambda path: weights[path][1])
    problems.finish(
        f"{len(pages)} pages; the heaviest {size:,} bytes ({heavy}); with pictures {weights[whole][1]:,} ({whole}); "
        f"scripts {sum(theme.values()):,}"
    )


if __name__ == "__main__":
    main()
