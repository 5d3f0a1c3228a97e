"""Links: every link inside the site leads to a file that is there, and every anchor to an id in it, by `hyperlink`, a
link checker for static sites. Beside it, what that checker leaves out: addresses of this site that are written in
full, links that need a server to add a slash, and anything that makes a browser ask another host for something."""

import os
import re
import subprocess
from urllib.parse import urljoin, urlsplit

from built import Problems, open_site

#: Where tests/setup puts the checker.
CHECKER = "cargo/bin/hyperlink"

#: What a browser fetches by itself, or sends to, without being asked: element and attribute.
FETCHED = {
    ("audio", "src"),
    ("body", "background"),
    ("button", "formaction"),
    ("embed", "src"),
    ("form", "action"),
    ("frame", "src"),
    ("iframe", "src"),
    ("image", "href"),
    ("image", "xlink:href"),
    ("img", "src"),
    ("img", "srcset"),
    ("input", "formaction"),
    ("input", "src"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("source", "srcset"),
    ("track", "src"),
    ("use", "href"),
    ("use", "xlink:href"),
    ("video", "poster"),
    ("video", "src"),
}

#: Links of a page's head that only tell something and fetch nothing.
TOLD = {"alternate", "author", "canonical", "help", "license", "next", "prev", "search"}


def check_by_hyperlink(site, problems):
    """Runs the checker and takes down each of its lines."""
    tools = os.environ.get("GUIDEPOST_TOOLS", site.root / "tests/.tools")
    command = [os.path.join(tools, CHECKER), "--check-anchors", str(site.folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    file, said = "", 0
    for line in run.stdout.splitlines():
        if line.startswith(str(site.folder)):
            file = line.removeprefix(f"{site.folder}/")
        elif line.startswith("  error: "):
            problems.add(file, line.removeprefix("  error: "))
            said += 1
    checked = re.search(r"Checking (\d+) links from (\d+) files", run.stdout)
    if not checked or (run.returncode != 0) != (said > 0):
        problems.add(site.folder, f"hyperlink failed (exit {run.returncode}): {(run.stderr or run.stdout)[-500:]}")
    return int(checked[1]) if checked else 0


def check_written_out(page, problems):
    """Addresses of this site in full, and links whose file a server would have to guess."""
    for element in page.root.walk():
        for name in ("href", "src"):
            href = element.attrs.get(name)
            if not href or urlsplit(href).scheme not in ("", "http", "https"):
                continue
            url, _, anchor = urljoin(page.url, href).partition("#")
            if not url.startswith(page.site.base_url):
                continue
            if page.site.file_at(url) is None:
                problems.add(page.path, f"<{element.tag} {name}> leads to no file: {href}")
            elif anchor and urlsplit(href).scheme:
                target = page.site.page_at(url)
                if target and not target.root.first(id=anchor):
                    problems.add(page.path, f"no such anchor: {href}")


def requests(page):
    """Everything a browser fetches for a page or sends from it, as what asks and the address."""
    for element in page.root.walk():
        rel = set((element.attrs.get("rel") or "").lower().split())
        for name, value in element.attrs.items():
            value = value or ""
            if (element.tag, name) in FETCHED or (element.tag == "link" and name == "href" and rel - TOLD):
                for part in value.split(",") if name == "srcset" else [value]:
                    yield f"<{element.tag} {name}>", part.split()[0] if part.split() else ""
            if name == "ping" and value:
                yield f"<{element.tag} ping>", value
        if element.tag == "style":
            for found in re.findall(r"@import\s*[\"']([^\"']+)|url\(\s*[\"']?([^\"')]*)", element.raw()):
                yield "a style", "".join(found)
    for content in page.metas("refresh"):
        yield "<meta refresh>", content.partition("url=")[2]


def check_hosts(page, problems):
    """Nothing is asked of another host."""
    host = urlsplit(page.site.base_url).netloc
    for asks, address in requests(page):
        target = urlsplit(urljoin(page.url, address))
        if target.scheme != "data" and target.netloc != host:
            problems.add(page.path, f"{asks} asks another host: {address}")


def main():
    site = open_site(__doc__)
    problems = Problems()
    count = check_by_hyperlink(site, problems)
    if not count:
        problems.add(site.folder, "there is no link to check")
    for page in site.pages:
        check_written_out(page, problems)
        check_hosts(page, problems)
    problems.finish(f"{count} links on {len(site.pages)} pages")


if __name__ == "__main__":
    main()
