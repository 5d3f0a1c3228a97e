"""Safety: what a page may do in a reader's browser is next to nothing, and every number on it can be dialled.

Each page has a strict Content-Security-Policy that allows each of its inline styles by its hash, sends no referrer,
and holds no inline handler, no style attribute and no address that runs a script. Data for search engines (JSON-LD)
can be read, and names a thing with a type."""

import base64
import hashlib
import json
import re

from built import Problems, open_site

#: Attributes that hold an address.
ADDRESSES = (
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "ping",
    "poster",
    "src",
    "srcset",
    "xlink:href",
)

#: Schemes that can run something, or show a page that is not ours under our name.
RUNNING = re.compile(
    r"^[\x00-\x20]*(javascript|vbscript|data\s*:\s*text|data\s*:\s*image/svg|blob|filesystem|file)", re.I
)

#: What `tel:` may hold: a number of Kosovo in full, a free line, an emergency number.
DIALLED = re.compile(r"tel:(\+383[1-9]\d{7,9}|0800\d{5}|\d{3})")

#: What every policy must say. Where the value is a set, one of them.
POLICY = {
    "default-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'", "'self'"},
    "object-src": {"'none'"},
    "frame-src": {"'none'"},
    "img-src": {"'self'", "'self' data:", "'none'"},
    "font-src": {"'self'", "'none'"},
    "connect-src": {"'self'", "'none'"},
    "media-src": {"'self'", "'none'"},
    "manifest-src": {"'self'", "'none'"},
}

#: Directives that do not fall back to default-src.
ALONE = {"base-uri", "form-action"}

#: The kinds of `script` that hold data and run nothing.
DATA = {"application/ld+json", "application/json"}

SOURCE = re.compile(r"'self'|'none'|data:|'sha256-[A-Za-z0-9+/]{43}='")


def parse_policy(content):
    """The directives of a policy: name → value."""
    parts = [part.split() for part in content.split(";") if part.split()]
    return {part[0].lower(): " ".join(part[1:]) for part in parts}


def hashed(text):
    """The source by which a policy allows this inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def check_policy(page, problems):
    """The policy itself, and that it allows what the page holds and no more."""
    policies = list(page.metas("content-security-policy"))
    if len(policies) != 1:
        problems.add(page.path, f"it has {len(policies)} security policies")
        return
    policy = parse_policy(policies[0])
    for name, values in POLICY.items():
        said = policy.get(name, None if name in ALONE else policy.get("default-src"))
        if said not in values:
            problems.add(page.path, f"its policy says `{name} {said}`")
    for name, value in policy.items():
        for source in value.split():
            if not SOURCE.fullmatch(source):
                problems.add(page.path, f"its policy allows {source} in {name}")
    check_inline(page, policy, problems)
    check_order(page, problems)


def check_inline(page, policy, problems):
    """Inline styles and scripts against the policy's hashes; no hash that nothing needs."""
    default = policy.get("default-src", "")
    needed = set()
    for element in page.root.walk():
        kind = (element.attrs.get("type") or "").lower()
        if element.tag == "style":
            place, allowed = "style", policy.get("style-src", default)
        elif element.tag == "script" and kind not in DATA and "src" not in element.attrs:
            place, allowed = "script", policy.get("script-src", default)
        else:
            continue
        needed.add(hashed(element.raw()))
        if hashed(element.raw()) not in allowed.split():
            problems.add(page.path, f"an inline {place} is not among the hashes of the policy")
    for value in policy.values():
        for source in value.split():
            if source.startswith("'sha") and source not in needed:
                problems.add(page.path, "its policy allows an inline text that is not in the page")


def check_order(page, problems):
    """A policy in the page holds only for what stands after it."""
    head = page.root.first("head")
    for element in head.walk():
        if (element.attrs.get("http-equiv") or "").lower() == "content-security-policy":
            return
        if element.tag in ("style", "script", "link", "base"):
            problems.add(page.path, f"<{element.tag}> stands before the policy")


def check_elements(page, problems):
    """What no page may hold."""
    if list(page.metas("referrer")) != ["no-referrer"]:
        problems.add(page.path, "it may send a referrer")
    for element in page.root.walk():
        if element.tag in ("base", "iframe", "frame", "object", "embed", "applet"):
            problems.add(page.path, f"it holds <{element.tag}>")
        for name, value in element.attrs.items():
            value = value or ""
            if name == "style":
                problems.add(page.path, f"<{element.tag} style>: {value}")
            if name.startswith("on"):
                problems.add(page.path, f"<{element.tag} {name}>")
            if name == "srcdoc":
                problems.add(page.path, f"<{element.tag} srcdoc>")
            # A browser takes no notice of tabs and line ends inside a scheme.
            if name in ADDRESSES and RUNNING.match(re.sub(r"[\t\n\r]", "", value)):
                problems.add(page.path, f"<{element.tag} {name}> runs or pretends something: {value[:60]}")
            if value.startswith("tel:") and not DIALLED.fullmatch(value):
                problems.add(page.path, f"a number nobody can dial: {value}")
    for content in page.metas("refresh"):
        if RUNNING.match(content.partition("=")[2]):
            problems.add(page.path, f"<meta refresh> runs something: {content[:60]}")


def check_data(page, problems):
    """Data for search engines. Returns how many pieces there are."""
    pieces = [e for e in page.root.find("script") if (e.attrs.get("type") or "").lower() in DATA]
    for element in pieces:
        text = element.raw()
        if "</" in text or "<!--" in text:
            problems.add(page.path, "a piece of data holds a tag")
        try:
            data = json.loads(text)
        except json.JSONDecodeError as error:
            problems.add(page.path, f"a piece of data cannot be read: {error}")
            continue
        for item in data if isinstance(data, list) else [data]:
            if item.get("@context") != "https://schema.org" or not item.get("@type"):
                problems.add(page.path, f"a piece of data has no type of schema.org: {text[:60]}")
            check_data_numbers(page, item, problems)
    return len(pieces)


def check_data_numbers(page, item, problems):
    """Numbers in data can be dialled too."""
    if isinstance(item, dict):
        for key, value in item.items():
            if key in ("telephone", "faxNumber") and not DIALLED.fullmatch(f"tel:{value}"):
                problems.add(page.path, f"a number nobody can dial in the data: {value}")
            check_data_numbers(page, value, problems)
    elif isinstance(item, list):
        for value in item:
            check_data_numbers(page, value, problems)


def main():
    site = open_site(__doc__)
    problems = Problems()
    pieces = numbers = 0
    for page in site.pages:
        check_policy(page, problems)
        check_elements(page, problems)
        pieces += check_data(page, problems)
        numbers += sum(1 for e in page.root.find("a") if (e.attrs.get("href") or "").startswith("tel:"))
    for file in site.files:
        if file.endswith((".svg", ".xml", ".xhtml")) and re.search(r"<script|javascript:|\son\w+=", site.read(file)):
            problems.add(file, "it can run a script")
    if not numbers or not pieces:
        problems.add(site.folder, "there is no number to dial, or no data to read")
    problems.finish(f"{len(site.pages)} pages, {numbers} numbers, {pieces} pieces of data")


if __name__ == "__main__":
    main()
