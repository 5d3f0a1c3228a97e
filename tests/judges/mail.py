"""Mails: an issue of the newsletter as a message that mail programs open. It is read with Python's `email`; both its parts
say what its page says, in its language; every link is a whole address of a page that is there; the plain text names every
telephone number whole; the HTML uses only what Gmail, Outlook and Apple Mail show, says caniemail.com (the data of the
package `caniemail`), and loads nothing but pictures of the site. Of what must leave no trace there is none."""

import email
import email.policy
import json
import os
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote

from built import Problems, direction, open_site, squeeze
from lxml import html as lxml_html

#: The most that Gmail shows, in bytes (it cuts at 102 kB).
LARGEST = 100_000

#: The most characters of a block of styles that Gmail reads.
LARGEST_STYLE = 8192

#: The widest line of the plain text, addresses aside (RFC 5322, 2.1.1).
WIDEST = 78

#: The families of programs that a mail must be right in.
FAMILIES = ("gmail", "outlook", "apple-mail")

#: What some of them do not show, and why it may be there all the same: without it a mail is plainer, never wrong.
EXCEPTIONS = {
    "css-at-media-prefers-color-scheme": "darkness is for those who have it; others show the light mail",
    "css-at-media": "narrow margins on a phone; the mail fits without",
    "css-border-radius": "Outlook draws square corners",
    "css-color-scheme": "tells Apple Mail that the mail has a dark look of its own",
    "css-display-none": "the line for the list is hidden by four properties; where none is known, it stands above the mail",
    "css-max-height": "one of the four",
    "css-overflow": "one of the four",
    "html-body": "language, ground and letters stand on the outermost table, too",
    "html-style": "every look stands on the elements; the block in the head is for those who read it",
    "html-meta-color-scheme": "tells Apple Mail that the mail has a dark look of its own",
}

#: Which entry of caniemail is about an element or an attribute.
ELEMENTS = {
    "blockquote": "html-blockquote", "body": "html-body", "code": "html-code",
    "del": "html-del", "div": "html-div", "hr": "html-hr", "img": "html-img", "p": "html-p", "pre": "html-pre",
    "small": "html-small", "span": "html-span", "strong": "html-strong", "style": "html-style", "table": "html-table",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "html-h1-h6"),
    **dict.fromkeys(("ul", "ol", "li", "dl", "dt", "dd"), "html-lists"),
}
ATTRIBUTES = {
    "align": "html-align", "cellpadding": "html-cellpadding", "cellspacing": "html-cellspacing", "dir": "html-dir",
    "height": "html-height", "lang": "html-lang", "role": "html-role", "width": "html-width",
}

#: Elements that every program knows and caniemail does not speak of.
PLAIN = {"a", "html", "head", "meta", "title", "tbody", "thead", "tr", "td", "th", "br", "em", "sup", "sub"}

#: Attributes that change nothing of the look.
QUIET = {"class", "href", "style", "src", "alt", "border", "scope", "colspan", "rowspan", "hreflang", "title", "start",
         "charset", "name", "content"}

#: Properties that belong to one program, or are covered by the entry of another property.
OWN = {"mso-hide", "supported-color-schemes"}
PART_OF = {
    "font-family": None, "color": None, "border-color": "css-border", "border-top": "css-border", "border-left": "css-border",
    "border-right": "css-border", "border-bottom": "css-border", "padding-left": "css-padding",
    "padding-right": "css-padding",
}


class Support:
    """What programs show."""

    def __init__(self, tools):
        data = Path(tools) / "node/node_modules/caniemail/data/caniemail.json"
        self.excused = set()
        self.entries = {e["slug"]: e for e in json.loads(data.read_text(encoding="utf-8"))["data"]}

    def lacking(self, slug):
        """The programs of today that do not show it at all."""
        lacking = []
        for family in FAMILIES:
            for platform, versions in self.entries[slug]["stats"].get(family, {}).items():
                # Windows Mail has ended; Outlook took its place.
                if platform != "windows-mail" and versions[sorted(versions)[-1]].split()[0] == "n":
                    lacking.append(f"{family} {platform}")
        return lacking

    def check(self, file, slug, what, problems):
        """Complains about what is not shown and is no exception."""
        if slug in EXCEPTIONS:
            self.excused.add(slug)
        if slug is None or slug in EXCEPTIONS:
            return
        if slug not in self.entries:
            problems.add(file, f"caniemail does not know {what}")
            return
        lacking = self.lacking(slug)
        if lacking:
            problems.add(file, f"{what} is not shown by {', '.join(lacking)}")


def check_headers(file, message, edition, problems):
    """What a mail program shows in its list, and what makes the message one."""
    for name in ("from", "subject", "date", "message-id", "mime-version", "content-language"):
        if len(message.get_all(name, [])) != 1:
            problems.add(file, f"it has not just one line {name}")
    if message.defects or any(part.defects for part in message.walk()):
        problems.add(file, f"it is no sound message: {message.defects}")
    if message.get_content_type() != "multipart/alternative":
        problems.add(file, f"it is of the type {message.get_content_type()}")
    kinds = [part.get_content_type() for part in message.iter_parts()]
    if kinds != ["text/plain", "text/html"]:
        problems.add(file, f"its parts are {kinds}")
    if any(part.get_content_charset() != "utf-8" for part in message.iter_parts()):
        problems.add(file, "a part of it is not UTF-8")
    if message["content-language"] != edition.lang:
        problems.add(file, f"its language is {message['content-language']}")
    if not message["from"] or not message["from"].addresses or not re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", str(message["message-id"])):
        problems.add(file, "it does not say whom it is from, or which it is")
    try:
        parsedate_to_datetime(str(message["date"]))
    except (TypeError, ValueError):
        problems.add(file, f"its date is none: {message['date']}")


def check_html(file, markup, support, problems):
    """It uses what programs show, and loads nothing but pictures of the site."""
    size = len(markup.encode("utf-8"))
    if size > LARGEST:
        problems.add(file, f"it has {size} bytes of HTML")
    root = lxml_html.document_fromstring(markup)
    declared = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in PLAIN:
            support.check(file, ELEMENTS.get(element.tag, f"html-{element.tag}"), f"<{element.tag}>", problems)
        for name in element.attrib:
            if name not in QUIET:
                support.check(file, ATTRIBUTES.get(name, f"html-{name}"), f"the attribute {name}", problems)
        for declaration in filter(str.strip, element.get("style", "").split(";")):
            declared.setdefault(declaration.partition(":")[0].strip(), declaration)
            if "var(" in declaration or "calc(" in declaration or "url(" in declaration:
                problems.add(file, f"a value that is not shown everywhere: {declaration.strip()}")
    styles = "".join(style.text or "" for style in root.iter("style"))
    if len(styles) > LARGEST_STYLE:
        problems.add(file, f"Gmail leaves out the styles in its head, which have {len(styles)} characters")
    for name in re.findall(r"(?:[{;]\s*)([a-z-]+)\s*:", styles):
        declared.setdefault(name, name)
    for slug in ("css-at-media", "css-at-media-prefers-color-scheme", "css-important"):
        support.check(file, slug if styles else None, slug, problems)
    support.check(file, "css-display-none" if "display: none" in markup else None, "display: none", problems)
    if 'name="color-scheme"' in markup:
        support.check(file, "html-meta-color-scheme", "the colour scheme", problems)
    for name in declared:
        if name not in OWN:
            slug = PART_OF.get(name, f"css-{name}")
            support.check(file, slug, f"the property {name}", problems)
    for query in re.findall(r"@([a-z-]+)\s*(?:\(([a-z-]+))?", styles):
        if query not in (("media", "max-width"), ("media", "prefers-color-scheme")):
            problems.add(file, f"a rule that is not shown everywhere: @{query[0]} {query[1]}")
    return root


def check_loads(site, file, root, problems):
    """It loads nothing but pictures of the site that every program shows, each with words."""
    for element in root.iter():
        if element.tag in ("script", "iframe", "object", "embed", "link", "form", "audio", "video", "base", "input"):
            problems.add(file, f"it holds <{element.tag}>")
        if not isinstance(element.tag, str):
            continue
        if any(name.startswith("on") for name in element.attrib):
            problems.add(file, "it runs something")
        if element.tag == "img":
            source = element.get("src") or ""
            if not source.startswith(site.base_url) or not site.file_at(source):
                problems.add(file, f"a picture that is not there: {source}")
            if not re.search(r"\.(jpe?g|png|gif)$", source):
                problems.add(file, f"a picture that not every program shows: {source}")
            if element.get("alt") is None:
                problems.add(file, "a picture without words")
            if element.get("width") in ("0", "1"):
                problems.add(file, "a picture that nobody sees, which counts readers")


def check_links(site, file, links, problems):
    """Links are whole addresses of pages that are there, dial, or write."""
    for href in links:
        if re.match(r"(tel:|mailto:)", href) or href == "{{ UnsubscribeURL }}":
            continue
        if not re.match(r"https?://", href):
            problems.add(file, f"an address that leads nowhere outside the site: {href}")
        elif href.startswith(site.base_url):
            page = site.page_at(href.split("#")[0])
            if not page and not site.file_at(href.split("#")[0]):
                problems.add(file, f"a page that is not there: {href}")
            elif page and page.root.first(cls="leave"):
                problems.add(file, f"it leads to what must leave no trace: {href}")
            elif page and "#" in href and not page.root.first(id=unquote(href.split("#")[1])):
                problems.add(file, f"a place that is not there: {href}")


def check_text(file, text, root, page, problems):
    """The plain text has every number whole, every address, and lines that are not too wide."""
    lines = text.splitlines()
    for line in lines:
        if len(line) > WIDEST and "://" not in line:
            problems.add(file, f"a line of {len(line)} characters: {line[:60]}")
        if line != line.rstrip() and line != "-- ":
            problems.add(file, f"white space at the end of a line: {line[:60]}")
    for link in root.iter("a"):
        href, words = link.get("href") or "", squeeze(link.text_content())
        if href.startswith("tel:"):
            digits = re.sub(r"\D", "", href.removeprefix("tel:+383"))
            whole = any(digits in re.sub(r"\D", "", line) for line in lines)
            shown = re.search(r"\d[\d ]+\d", words)
            if re.search(r"\d[ \n]\d", link.text_content()):
                problems.add(file, f"the number {href} can be parted at the end of a line")
            if not whole or not shown or not any(shown[0] in squeeze(line) for line in lines):
                problems.add(file, f"the plain text has not the number {href} in one line")
        elif href not in text and href.removeprefix("mailto:") not in text:
            problems.add(file, f"the plain text has not the address {href}")
    if re.search(r"</?[a-z]+[ >]|&[a-z]+;", text):
        problems.add(file, "the plain text holds markup")
    headings = {squeeze(re.sub(r"\s*\[\d+\]", "", h)) for h in re.findall(r"((?:^.+\n)+)-{3,}$", "\n".join(lines), re.MULTILINE)}
    for heading in page.root.first(cls="body").find("h2"):
        if squeeze(heading.text()) not in headings:
            problems.add(file, f"the plain text has not the heading {squeeze(heading.text())}")


def check_words(file, root, page, edition, problems):
    """The HTML says what the page says, in the language of the edition."""
    if root.get("lang") != edition.lang or root.get("dir") != direction(edition.lang):
        problems.add(file, f"its language is {root.get('lang')}, {root.get('dir')}")
    outer = next(root.iter("table"))
    if outer.get("lang") != edition.lang or outer.get("dir") != direction(edition.lang):
        problems.add(file, "the outermost table does not say the language")
    title = squeeze(page.root.first("h1").text())
    if squeeze(next(root.iter("h1")).text_content()) != title:
        problems.add(file, "its title is not that of its page")
    mail = squeeze(root.find("body").text_content())
    for part in page.root.first(cls="body").walk():
        if part.tag in ("p", "li", "td", "h2", "h3") and part.first(cls="card") is None:
            words = squeeze(part.text())
            inside_card = any("card" in above.classes for above in part.above())
            if words and not inside_card and words not in mail:
                problems.add(file, f"it does not say: {words[:70]}")
    headings = [squeeze(h.text_content()) for h in root.iter("h2", "h3")]
    for heading in page.root.first(cls="body").walk():
        if heading.tag in ("h2", "h3") and squeeze(heading.text()) not in headings:
            problems.add(file, f"it does not say the heading {squeeze(heading.text())}")
    for notice in page.root.find(cls="notice"):
        for line in notice.find("p"):
            if squeeze(line.text()) not in mail:
                problems.add(file, f"it leaves out a notice: {squeeze(line.text())[:60]}")
    return title


def check_mail(site, support, path, problems):
    """One message."""
    data = (site.folder / path).read_bytes()
    if re.search(rb"(?<!\r)\n", data):
        problems.add(path, "its lines do not end in CR and LF")
    message = email.message_from_bytes(data, policy=email.policy.default)
    page = site.by_path.get(path.replace("issue.eml", "index.html"))
    if page is None:
        problems.add(path, "it belongs to no page")
        return
    if page.root.first(cls="leave"):
        problems.add(path, "its page must leave no trace")
    if page.is_borrowed:
        problems.add(path, "its page is lent from another language")
    if not any((a.attrs.get("href") or "").endswith("issue.eml") for a in page.root.find("a")):
        problems.add(page.path, "it does not lead to its mail")
    check_headers(path, message, page.edition, problems)
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    if plain is None or rich is None:
        return
    root = check_html(path, rich.get_content(), support, problems)
    check_loads(site, path, root, problems)
    links = [link.get("href") or "" for link in root.iter("a")]
    check_links(site, path, links, problems)
    if page.url not in links:
        problems.add(path, "it does not lead to its page")
    text = plain.get_content()
    check_text(path, text, root, page, problems)
    check_links(site, path, re.findall(r"https?://[^\s>\])]+", text), problems)
    title = check_words(path, root, page, page.edition, problems)
    if message["subject"] != title:
        problems.add(path, f"its subject is {message['subject']}")


def main():
    site = open_site(__doc__)
    problems = Problems()
    support = Support(os.environ.get("GUIDEPOST_TOOLS", Path(__file__).resolve().parent.parent / ".tools"))
    mails = sorted(file for file in site.files if file.endswith("issue.eml"))
    for path in mails:
        check_mail(site, support, path, problems)
    for slug in EXCEPTIONS:
        if slug not in support.excused or not support.lacking(slug):
            problems.add(site.folder, f"an exception that is not needed: {slug}")
    wanted = [p for p in site.pages if p.kind == "entry" and "/issue.eml" in (site.read(p.path))]
    if not mails or len(wanted) != len(mails):
        problems.add(site.folder, f"{len(mails)} mails, and {len(wanted)} pages that lead to one")
    problems.finish(f"{len(mails)} mails")


if __name__ == "__main__":
    main()
