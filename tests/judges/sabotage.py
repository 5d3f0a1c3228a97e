"""Who judges the judges? Copies of the built site are broken in every way that a judge is there to find, and each
judge must say so, of the right file. A judge that stays silent is named here, and so is one that shouts at nothing.

    sabotage.py SITE [ROOT] [--judge NAME]…

The site itself should be without problems: what a judge finds in it anyhow is printed first and left out of account."""

import argparse
import email
import email.policy
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import namedtuple
from functools import partial
from pathlib import Path

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from built import Site
from unpublished import all_records, printable, secrets_of

#: One way to break a site: what is done to which file, and what a judge must then say of it.
Break = namedtuple("Break", "what file edit expect")

HERE = Path(__file__).resolve().parent
TOOLS = Path(os.environ.get("GUIDEPOST_TOOLS", HERE.parent / ".tools"))


class Copy:
    """A copy of the site to break. Files are hard links until they are written."""

    def __init__(self, site, folder):
        self.site, self.folder = site, folder
        shutil.copytree(site.folder, folder, copy_function=os.link)

    def read(self, file):
        """A file's text."""
        return (self.folder / file).read_bytes().decode("utf-8")

    def write(self, file, text):
        """Writes a file anew, never through the link: a text, or the bytes of a picture."""
        self.write_bytes(file, text if isinstance(text, bytes) else text.encode("utf-8"))

    def write_bytes(self, file, data):
        """Writes a file that is no text."""
        path = self.folder / file
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def rework(self, file, change):
        """Changes the bytes of a file, never through the link."""
        path = self.folder / file
        before = path.read_bytes() if path.exists() else b""
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change(before))

    def edit(self, file, edit):
        """Changes a file. A change that changes nothing is a mistake of this program."""
        before = self.read(file)
        after = edit(before)
        if before == after:
            raise SystemExit(f"sabotage of {file} changed nothing")
        self.write(file, after)

    def keep(self, files):
        """Removes all pages but these, so that a slow judge has less to read."""
        for page in self.site.pages:
            if page.path not in files:
                (self.folder / page.path).unlink(missing_ok=True)


def swap(old, new, count=1):
    """An edit: one text for another."""
    return lambda text: text.replace(old, new, count)


def change(pattern, new, count=1):
    """An edit: what a pattern finds for another text."""
    return lambda text: re.sub(pattern, new, text, count=count)


def inside(new):
    """An edit: something more at the end of the main part."""
    return swap("</main>", f"{new}</main>")


class Rework:
    """An edit of a file that is no text: bytes for bytes."""

    def __init__(self, change):
        self.change = change


def of_pdf_file(change):
    """An edit of a PDF as pikepdf opens it."""

    def rework(data):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf)
            pdf.save(out)
        return out.getvalue()

    return Rework(rework)


class Unfit(Exception):
    """A site that has nothing which a judge could be proved by."""


def delete(copy):
    """Not an edit: the file goes."""


class Pages:
    """Pages to break, found by what they are, each given out once."""

    def __init__(self, site):
        self.site, self.given = site, set()

    def take(self, lang, kind, lent=False):
        """The next page of this edition and kind."""
        for page in self.site.pages:
            fits = page.edition and page.edition.lang == lang and page.kind == kind and page.is_borrowed == lent
            if fits and page.path not in self.given and not page.noindex:
                self.given.add(page.path)
                return page.path
        raise SystemExit(f"no page left of the kind {kind} in {lang}")


def of_valid_html(pages):
    """Markup that no standard allows."""
    take = partial(pages.take, "en", "municipality")
    return [
        Break("a heading closed by another", take(), swap("</h1>", "</h2>"), r"error: .*h2"),
        Break("an id that stands twice", take(), inside('<p id="g-main">x</p>'), r"error: Duplicate ID"),
        Break("a picture without words", take(), inside('<img src="/theme/icon.svg">'), r"error: .*alt"),
        Break("a block in a heading", take(), change("<h1([^>]*)>", r"<h1\1><p>x</p>"), r"error: .*not allowed"),
    ]


def of_links(pages):
    """Links to nothing, and requests to others."""
    take = partial(pages.take, "sq", "municipality")
    return [
        Break("a link to nothing", take(), inside('<a href="../nowhere/">x</a>'), r"bad link .*nowhere"),
        Break("an anchor that is not there", take(), inside('<a href="#nowhere">x</a>'), r"bad link .*#nowhere"),
        Break(
            "an address of ours in full", take(), inside(f'<a href="{pages.site.base_url}no/">x</a>'), r"no file: http"
        ),
        Break("a folder without its slash", take(), inside('<a href="../../../sq">x</a>'), r"leads to no file: .*sq$"),
        Break(
            "a script of others",
            take(),
            swap("</head>", '<script src="//cdn.example/x.js"></script></head>'),
            r"<script src> asks",
        ),
        Break(
            "a picture of others", take(), inside('<img srcset="https://cdn.example/a.png 2x" alt="">'), r"srcset> asks"
        ),
        Break(
            "letters of others",
            take(),
            swap("</style>", "@font-face{src:url(https://cdn.example/f)}</style>"),
            r"a style asks",
        ),
        Break(
            "a hint to others",
            take(),
            swap("</head>", '<link rel="preconnect" href="https://cdn.example"></head>'),
            r"<link href> asks",
        ),
        Break("a form to others", take(), inside('<form action="https://cdn.example"></form>'), r"<form action> asks"),
    ]


def of_feeds(pages):
    """Feeds, sitemaps and robots.txt."""
    base = pages.site.base_url
    lent = pages.site.by_path[pages.take("rom", "entry", lent=True)].url
    own = pages.site.by_path[pages.take("sq", "contact")].url
    first = r"<id>([^<]*)</id>\n<link href=[^>]*>\n<updated>"
    return [
        Break("a feed that is no XML", "en/feed.xml", swap("</feed>", ""), r"feedparser stumbles"),
        Break(
            "a feed in the wrong language", "sq/feed.xml", swap('xml:lang="sq"', 'xml:lang="en"'), r"xml:lang is not"
        ),
        Break(
            "ids that stand twice",
            "sr-latn/feed.xml",
            change(first, rf"<id>{base}x</id><link href='{base}'/><updated>", 2),
            r"two entries have the id",
        ),
        Break(
            "a relative link in a feed",
            "sr-cyrl/feed.xml",
            change(r"href=&quot;https?://[^&]*", "href=&quot;../x/"),
            r"not absolute: \.\./x/",
        ),
        Break(
            "a page of a feed that is not there",
            "rom/feed.xml",
            lambda t: re.sub(r'(<entry>.*?<link href=")[^"]*', rf"\g<1>{base}x/", t, count=1, flags=re.S),
            r"its page is not there",
        ),
        Break(
            "a lent page in a sitemap",
            "rom/sitemap.xml",
            swap("</urlset>", f"<url><loc>{lent}</loc></url></urlset>"),
            r"search engines should not know",
        ),
        Break(
            "a page in a sitemap that is not there",
            "en/sitemap.xml",
            swap("</urlset>", f"<url><loc>{base}en/x/</loc></url></urlset>"),
            r"lists a page that is not there",
        ),
        Break(
            "a page left out of its sitemap",
            "sq/sitemap.xml",
            swap(f"<url><loc>{own}</loc></url>", ""),
            r"no sitemap lists it",
        ),
        Break(
            "an edition left out of the index",
            "sitemap.xml",
            change(r"<sitemap><loc>[^<]*/sr-cyrl/sitemap.xml</loc></sitemap>", ""),
            r"no sitemap lists the edition sr-Cyrl",
        ),
        Break("a site that shuts itself off", "robots.txt", swap("Allow: /", "Disallow: /sq/"), r"shuts out"),
    ]


def of_languages(pages):
    """Texts under the wrong language."""
    strip = change(r'(<div class="body") lang="sq" dir="ltr"', r"\1")
    english = "<p>You have the right to complain when somebody treats you worse than other people.</p>"
    serbian = "<p>Имате право на жалбу</p>"
    latin = "<p>Ово је текст који je napisan latinicom.</p>"
    return [
        Break(
            "a page in the wrong language",
            pages.take("en", "law"),
            swap('<html lang="en"', '<html lang="sq"'),
            r'<html lang="sq"',
        ),
        Break(
            "a page in the wrong direction",
            pages.take("en", "law"),
            swap('<html lang="en" dir="ltr"', '<html lang="en" dir="rtl"'),
            r'dir="rtl"',
        ),
        Break(
            "a lent text without its mark",
            pages.take("rom", "entry", lent=True),
            strip,
            r"marked `rom` (sounds like|is written down as) .*sq",
        ),
        Break("English in an Albanian page", pages.take("sq", "law"), inside(english), r"marked `sq` sounds like `en`"),
        Break("Cyrillic in a Latin page", pages.take("sr-Latn", "law"), inside(serbian), r"has Cyrillic letters"),
        Break("Latin words in a Cyrillic page", pages.take("sr-Cyrl", "law"), inside(latin), r"has Latin words"),
        Break(
            "a string in the wrong language",
            pages.take("en", "law"),
            inside('<img alt="Kush mund të ndihmojë" src="/theme/icon.svg">'),
            r"<img alt> marked `en` is written down as sq",
        ),
        Break(
            "a mark without its direction",
            pages.take("en", "law"),
            inside('<p lang="ar">مرحبا</p>'),
            r"has the direction",
        ),
        Break(
            "a mark that is no language",
            pages.take("en", "law"),
            inside('<p lang="albanian" dir="ltr">x</p>'),
            r"is no language tag",
        ),
        Break(
            "a mark around nothing", pages.take("en", "law"), inside('<p lang="sq" dir="ltr"></p>'), r"holds no text"
        ),
    ]


def of_alternates(pages):
    """What search engines and readers are told of the same page elsewhere."""
    lent = [pages.take("rom", "entry", lent=True) for _ in range(4)]
    lent_url = pages.site.by_path[lent[0]].url
    take = partial(pages.take, "en", "municipality")
    canonical = r'<link rel="canonical"[^>]*>'
    return [
        Break("no canonical address", take(), change(canonical, ""), r"it has 0 canonical"),
        Break(
            "a relative canonical address",
            take(),
            change(canonical, '<link rel="canonical" href="../x/">'),
            r"is not absolute",
        ),
        Break(
            "a canonical address to nothing",
            take(),
            change(canonical, f'<link rel="canonical" href="{pages.site.base_url}x/">'),
            r"leads to no page",
        ),
        Break("no x-default", take(), change(r'<link rel="alternate" hreflang="x-default"[^>]*>', ""), r"no x-default"),
        Break(
            "a page that does not name back",
            take(),
            change(r'<link rel="alternate" hreflang="sq"[^>]*>', ""),
            r"search engines are not",
        ),
        Break(
            "a lent page named",
            take(),
            change(r'(hreflang="rom" href=")[^"]*', rf"\g<1>{lent_url}"),
            r"is lent or not to be known",
        ),
        Break(
            "a page named under another language",
            take(),
            swap('rel="alternate" hreflang="sq"', 'rel="alternate" hreflang="rom"'),
            r"two pages are named|is in `sq`",
        ),
        Break(
            "a lent page that does not say so",
            lent[1],
            change(r'<p class="n-borrowed".*?</p>', ""),
            r"does not say so",
        ),
        Break(
            "a lent page that names others",
            lent[2],
            swap("</head>", '<link rel="alternate" hreflang="sq" href="https://x.example/"></head>'),
            r"it is lent, but names pages",
        ),
        Break(
            "a lent text that is not held",
            lent[3],
            lambda t: re.sub(r'(<(?:div|ul)[^>]*?) lang="sq" dir="ltr"', r"\1", t),
            r"nothing in it holds the lent text",
        ),
        Break(
            "an edition one cannot switch to",
            take(),
            lambda t: t.replace('hreflang="rom"', ""),
            r"cannot switch to rom",
        ),
    ]


def of_editions(pages):
    """Entries and things too few and too many."""
    gone, changed = pages.take("sq", "entry"), pages.take("en", "entry")
    contact = pages.take("en", "contact")
    listed = next(
        p for p in pages.site.pages if p.path.startswith("sr-latn/") and p.kind == "section" and p.root.first(cls="row")
    )
    hidden = next(
        str(r["id"])
        for r in all_records(pages.site)
        if r.get("publish") in (False, "no") and "kind" in r and "/" not in str(r["id"])
    )
    extra = f"{contact.rsplit('/', 2)[0]}/{hidden}/index.html"
    return [
        Break("an entry that is missing", gone, delete, r"sq: no page for "),
        Break(
            "an entry that nobody wrote",
            changed,
            change(r"(<h1[^>]*>)", r"\1Something else: "),
            r"no entry gives this page",
        ),
        Break(
            "an entry that no list shows",
            listed.path,
            change(r'<(h\d) class="row-t".*?</\1>', ""),
            r"no list of a section shows",
        ),
        Break("a contact that is missing", contact, delete, r"no page for the contact"),
        Break(
            "a contact that must not be published", extra, lambda _: pages.site.read(contact), r"not to be published"
        ),
    ]


def of_scripts(pages):
    """The two Serbian editions."""
    take = partial(pages.take, "sr-Latn", "municipality")
    return [
        Break("a word that differs", take(), change(r"</h1>", "a</h1>"), r"there in Latin only"),
        Break("a text more", take(), inside("<p>Više</p>"), r"there in Latin only .*Više"),
        Break("a page in one script only", take(), delete, r"in one script only"),
        Break("an anchor that differs", take(), swap('id="g-main"', 'id="g-other"'), r"its anchors are not"),
        Break(
            "capitals that differ",
            pages.take("sr-Cyrl", "law"),
            inside("<p>ЏЕП Џеп</p>"),
            r"not there in Latin.*DŽEP Džep",
        ),
    ]


def of_safety(pages):
    """What a page must not do."""
    take = partial(pages.take, "sq", "contact")
    policy = r'<meta http-equiv="Content-Security-Policy"[^>]*>'
    return [
        Break("a style that was tampered with", take(), swap("</style>", "a{}</style>"), r"not among the hashes"),
        Break("no policy", take(), change(policy, ""), r"it has 0 security policies"),
        Break(
            "a policy that allows anything inline",
            take(),
            swap("style-src ", "style-src &#39;unsafe-inline&#39; "),
            r"allows 'unsafe-inline'",
        ),
        Break(
            "a policy that allows another host",
            take(),
            swap("img-src ", "img-src https://x.example "),
            r"its policy (says|allows)",
        ),
        Break(
            "a policy that comes too late",
            take(),
            swap("<head>", "<head><style>a{}</style>"),
            r"stands before the policy",
        ),
        Break("a script in the page", take(), inside("<script>alert(1)</script>"), r"inline script is not among"),
        Break("a style attribute", take(), inside('<p style="color:red">x</p>'), r"<p style>"),
        Break("a handler", take(), inside('<p onclick="x()">x</p>'), r"<p onclick>"),
        Break("an address that runs", take(), inside('<a href=" java\tscript:x()">x</a>'), r"runs or pretends"),
        Break("a referrer", take(), swap('content="no-referrer"', 'content="origin"'), r"may send a referrer"),
        Break("a number nobody can dial", take(), inside('<a href="tel:038223782">x</a>'), r"nobody can dial: tel:038"),
        Break(
            "a free line with a country's code",
            take(),
            inside('<a href="tel:+383080015555">x</a>'),
            r"nobody can dial: tel:\+3830",
        ),
        Break("data that cannot be read", take(), swap('{"@context"', '{"@context'), r"cannot be read"),
        Break("data without a type", take(), swap('"@type"', '"type"'), r"has no type"),
        Break("a page in a page", take(), inside('<iframe src="/sq/"></iframe>'), r"it holds <iframe>"),
    ]


def of_unpublished(pages):
    """What is kept back, in every disguise."""
    site = pages.site
    data, _ = printable(site)
    kept = sorted({s for r in all_records(site) for s in secrets_of(r) if not data.holds(s)}, key=str)
    number = next(s.figures for s in kept if s.figures and "phones" in s.what)
    address = next(s.text for s in kept if s.what == "its address")
    note = max((s.text for s in kept if s.what == "of its note"), key=len)
    spaced = f"0{number[:2]} {number[2:5]}\u00a0{number[5:]}"
    folded = f"BEGIN:VCARD\nTEL:+383{number[:4]}\n {number[4:]}\nEND:VCARD\n"
    take = partial(pages.take, "en", "contact")
    return [
        Break("a number with spaces", take(), inside(f"<p>{spaced}</p>"), re.escape(number)),
        Break("a number in an address to dial", take(), inside(f'<a href="tel:+383{number}">x</a>'), re.escape(number)),
        Break("an address", take(), inside(f"<p>{address}</p>"), re.escape(address)),
        Break("a note", take(), inside(f"<p>{note}</p>"), re.escape(note[:30])),
        Break("a number in a folded line", "en/x.vcf", lambda _: folded, re.escape(number)),
        Break(
            "a number in escaped data", "en/x.json", lambda _: '{"a":"\\u002b383 ' + number + '"}', re.escape(number)
        ),
        Break("an archive", "en/x.zip", number, re.escape(number)),
        Break("a PDF", "en/x.pdf", Rework(lambda _: pdf_that_says(f"0{number}")), re.escape(number)),
        Break("a file of an unknown kind", "en/x.xyz", lambda _: "x", r"cannot read"),
    ]


def rezip(member, edit):
    """An edit of an archive: one file in it is changed, or left out where `edit` is None; all else stays."""

    def change_archive(data):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            for info in old.infolist():
                inner = old.read(info)
                if re.fullmatch(member, info.filename):
                    if edit is None:
                        continue
                    inner = edit(inner.decode("utf-8")).encode("utf-8")
                new.writestr(info, inner)
        return out.getvalue()

    return Rework(change_archive)


def of_carriers(pages):
    """Copies that hold too much, too little, or something else."""
    site = pages.site

    def one(pattern):
        return next(f for f in site.files if re.fullmatch(pattern, f))

    def hidden(lang):
        return next(p for p in site.pages if p.path.startswith(f"{lang}/") and p.kind == "entry" and p.root.first(cls="leave"))

    def add(zipped):
        def put(data):
            out = io.BytesIO(data)
            with zipfile.ZipFile(out, "a") as archive:
                archive.writestr(zipfile.ZipInfo(zipped), "x")
            return out.getvalue()

        return Rework(put)

    title = hidden("en").root.first("h1").text()
    sensitive = hidden("en").path.removesuffix("index.html")
    lists = {lang: one(rf"{lang}/[^/]+/kept\.json") for lang in ("en", "sq", "sr-latn", "sr-cyrl", "rom")}
    zips = {lang: one(rf"{lang}/[^/]+/[^/]+\.zip") for lang in lists}
    books = {lang: one(rf"{lang}/[^/]+/[^/]+\.epub") for lang in lists}
    page = one(r"en/contacts/[^/]+/index\.html")
    return [
        Break("a page that changed after its hash", page, inside("<p>x</p>"), r"has another hash for it"),
        Break("a sensitive page that is kept", lists["en"], swap('"files":[', f'"files":[["{sensitive}","0123456789ab",9],'), None),
        Break("…", hidden("en").path, inside("<p>x</p>"), r"sensitive, and a browser keeps it"),
        Break("a page that is not kept", lists["sq"], change(r'\["sq/",[^]]*\],', ""), None),
        Break("…", "sq/index.html", inside("<p>x</p>"), r"no browser keeps it"),
        Break("a file that is not there", lists["rom"], swap('"files":[', '"files":[["rom/x/","0123456789ab",9],'), r"lists what is not there"),
        Break("a worker of another list", "rom/sw.js", change(r'folder = "[^"]*"', 'folder = "x/"'), r"does not answer from this list"),
        Break("an app that tells its name", "en/manifest.webmanifest", change(r'"name":"[^"]*"', '"name":"Your rights"'), r"tells what it is"),
        Break("an app without an icon", "sq/manifest.webmanifest", swap("app-512.png", "app-5.png"), r"the icon .* is nothing"),
        Break("a sensitive page in the zip file", zips["en"], add(hidden("en").path), r"holds a sensitive page"),
        Break("a zip file of another sum", zips["sq"], rezip(r"index\.html", inside("<p>x</p>")), r"printed beside its link is of another"),
        Break("a link to a folder in the zip file", zips["sr-latn"], rezip(r"index\.html", inside('<a href="sr-latn/">x</a>')), r"leads to what is not in it"),
        Break("nothing to open", zips["sr-cyrl"], rezip(r"index\.html", None), r"nothing to open at its top"),
        Break("a title that tells", zips["rom"], rezip(r"index\.html", change(r"<title>[^<]*", f"<title>{hidden('rom').root.first('h1').text()}")), r"has a title that tells"),
        Break("a book that is damaged", books["sq"], rezip(r"book/text-1\.xhtml", swap("</h1>", '</h1><a href="nothing.xhtml">x</a>')), r"epubcheck: "),
        Break("a book whose contents tell", books["en"], rezip(r"book/contents\.xhtml", swap("</h1>", f"</h1><p>{title}</p>")), r"contents tell of a sensitive"),
        Break("a book in another language", books["rom"], rezip(r"book/front\.xhtml", change(r' lang="rom"', ' lang="en"')), r"not in the language of its edition"),
    ]


def pdf_that_says(text):
    """A PDF of one page with a line of text."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1"))
        pdf.save(out)
    return out.getvalue()


def of_pdf(pages):
    """Papers that cannot be read, or that say something else than their page."""
    site = pages.site
    papers = [f for f in site.files if f.startswith("en/") and f.endswith("/a4.pdf")]
    if len(papers) < 4:
        raise Unfit("the site has no PDFs: was the program built without the feature `pdf`?")
    small = iter(f for f in site.files if f.startswith("sq/") and f.endswith("/a5.pdf"))
    sheets = iter(f for f in site.files if f.startswith("en/") and f.endswith("/sheet.pdf"))
    other = (site.folder / papers[-1]).read_bytes()

    def two_pages(pdf):
        pdf.pages.append(pdf.pages[0])

    def dated(pdf):
        pdf.docinfo["/CreationDate"] = "D:20261124000000Z"

    def nameless(pdf):
        with pdf.open_metadata() as meta:
            del meta["pdfuaid:part"]

    def untagged(pdf):
        del pdf.Root["/StructTreeRoot"]

    def in_german(pdf):
        pdf.Root.Lang = "de"

    def turned(pdf):
        first = pdf.pages[0]
        del pdf.pages[0]
        pdf.pages.append(first)

    def without(tag):
        def change(pdf):
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name(tag):
                    thing.S = pikepdf.Name.P

        return change

    def in_one_language(pdf):
        for page in pdf.pages:
            page.Contents.write(re.sub(rb"/Lang ?\([^)]*\)", b"", page.Contents.read_bytes()))
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/Lang" in thing:
                del thing["/Lang"]

    def speaks(page):
        body = page.root.first("div", cls="body")
        return body and any(e.lang.split("-")[0] != page.edition.lang.split("-")[0] for e in body.walk())

    mixed = next(f for f in papers[3:-1] if speaks(site.by_path[f.replace("a4.pdf", "index.html")]))

    return [
        Break("a passage whose language is lost", mixed, of_pdf_file(in_one_language), r"on the page and in `en` on paper"),
        Break("half a PDF", papers[0], Rework(lambda data: data[: len(data) // 2]), r"qpdf: |cannot be read"),
        Break("the paper of another page", papers[1], Rework(lambda _: other), r"its text is not the page's"),
        Break("a code to another page", papers[1], None, r"its square code leads to"),
        Break("a PDF without tags", next(small), of_pdf_file(untagged), r"it has no tags"),
        Break("pages in another order", next(small), of_pdf_file(turned), r"it does not draw what the page says"),
        Break("headings that are only large", next(small), of_pdf_file(without("/H2")), r"poppler sees 0 of the \d+ `H2`"),
        Break("a title that is only large", next(small), of_pdf_file(without("/H1")), r"poppler sees no title"),
        Break("a PDF in the wrong language", next(small), of_pdf_file(in_german), r"its language is `de`"),
        Break("a PDF that claims nothing", next(small), of_pdf_file(nameless), r"does not say that it is PDF/UA"),
        Break("a PDF of this day", next(small), of_pdf_file(dated), r"it has a day of its own"),
        Break("a sheet of two pages", next(sheets), of_pdf_file(two_pages), r"it has 2 pages"),
        Break("a sheet of another place", next(sheets), Rework(lambda _: (site.folder / next(sheets)).read_bytes()), r"leads to"),
        Break("a paper that nobody links", "en/x/x.pdf", Rework(lambda _: other), r"beside no page"),
        Break("a paper that is gone", papers[2], delete, r"links a paper that is not there"),
        Break("an archive that misses one", "sq/sq-pdf.zip", "x", r"only in one of archive and site"),
    ]


def of_contacts(pages):
    """Files of contacts to take away, and what search engines are told of them."""
    cards = [
        f for f in pages.site.files if re.fullmatch(r"sq/[^/]+/[^/]+/[^/]+\.vcf", f) and "TEL" in pages.site.read(f)
    ]
    folder = cards[0].rsplit("/", 2)[0]
    number = next(p.path for p in pages.site.pages if p.path.startswith("en/") and '"telephone"' in p.html)
    return [
        Break(
            "a vCard that cannot be read", cards[0], swap("BEGIN:VCARD", "BEGIN:CARD"), r"vobject cannot read it|VCARD"
        ),
        Break("a vCard with another number", cards[1], change(r"(TEL[^:]*):\S+", r"\1:199"), r"it dials"),
        Break(
            "a vCard without its page's name",
            cards[2],
            change(r"\r\nFN[^\r]*", "\r\nFN:Somebody"),
            r"do not say the same|its name",
        ),
        Break(
            "a table in other words",
            f"{folder}/contacts.csv",
            change(r"emergency", "helpline"),
            r"it does not say what contacts.json",
        ),
        Break(
            "data for search engines with another number",
            number,
            change(r'"telephone":"[^"]*"', '"telephone":"199"'),
            r"search engines are told the numbers",
        ),
    ]


def of_weight(pages):
    """Pages that are too heavy, and what is in the way of their being shown."""
    take = partial(pages.take, "sq", "municipality")
    noise = random.Random(1)
    words = "".join(noise.choice("abcdefghijklmnopqrstuvwxyzëç ") for _ in range(16_000))
    head = partial(swap, "</head>")
    heavy = take()
    return [
        Break("a page that is too long", heavy, inside(f"<p>{words}</p>"), r"bytes in Brotli, 13,000 are allowed"),
        Break("a script that is waited for", take(), head('<script src="../x.js"></script></head>'), r"is waited for"),
        Break("a script in the page", take(), inside("<script>a()</script>"), r"a script stands in the page"),
        Break("a stylesheet", take(), head('<link rel="stylesheet" href="x.css"></head>'), r"a stylesheet is fetched"),
        Break("letters to fetch", take(), swap("</style>", "@font-face{}</style>"), r"fetches more: @font-face"),
        Break("a style that asks for one", take(), swap("</style>", "@import 'x';</style>"), r"fetches more: @import"),
        Break("sound that loads at once", take(), inside('<audio src="x.mp3"></audio>'), r"before it is asked for"),
        Break("something fetched early", take(), head('<link rel="preload" href="x"></head>'), r"before it is needed"),
        Break("a script that is too long", "theme/x.0123abcd.js", lambda _: words * 2, r"all scripts are"),
        Break(
            "too long scripts in a page",
            take(),
            head('<script defer src="/theme/x.0123abcd.js"></script></head>'),
            r"its scripts are",
        ),
        Break("a large picture", "x.jpg", lambda _: words * 12, None),
        Break(
            "too much in all",
            take(),
            inside('<picture><source type="image/avif" srcset="/x.jpg 900w" sizes="(min-width: 40rem) 50vw, 100vw">'
                   '<img src="/theme/icon.svg" alt=""></picture>'),
            r"with all it fetches",
        ),
    ]


def of_pictures(pages):
    """Pictures that tell more than they show, or are not what their page says. The site may have none: they are put in."""
    take = partial(pages.take, "en", "municipality")

    def picture(form, **more):
        out = io.BytesIO()
        Image.new("RGB", (60, 40), (90, 120, 160)).save(out, form, **more)
        return out.getvalue()

    exif, text = Image.Exif(), PngInfo()
    exif[0x010F] = "a maker"
    text.add_text("Author", "a person")
    svg = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'.format
    plain, heavy = picture("JPEG"), os.urandom(110_000)
    small = '<img src="/en/x/plain.jpg" width="60" height="40" alt="x"{}>'.format
    big = inside('<img src="/en/x/heavy.jpg" width="60" height="40" alt="x">')
    return [
        Break("a sound picture", "en/x/plain.jpg", lambda _: plain, None),
        Break("a heavy one", "en/x/heavy.jpg", lambda _: plain[:-2] + b"\xff\xec\x00\x02" + heavy + b"\xff\xd9", None),
        Break("a photo with Exif", "en/x/a.jpg", lambda _: picture("JPEG", exif=exif), r"tells more .*Exif"),
        Break("a photo with a comment", "en/x/b.jpg", lambda _: picture("JPEG", comment=b"x"), r"tells more .*COM"),
        Break("something behind a photo", "en/x/c.jpg", lambda _: plain + b"x", r"something behind its end"),
        Break("a PNG with a text", "en/x/d.png", lambda _: picture("PNG", pnginfo=text), r"tells more .*Author"),
        Break("a WebP with Exif", "en/x/e.webp", lambda _: picture("WEBP", exif=exif), r"tells more .*Exif|exif"),
        Break("a file that is no picture", "en/x/f.png", lambda _: "x", r"Pillow cannot read"),
        Break("a picture under a false name", "en/x/g.png", lambda _: plain, r"it is called \.png and is JPEG"),
        Break("a drawing with a script", "en/x/h.svg", lambda _: svg("<script/>"), r"<script>"),
        Break("a drawing with a note", "en/x/i.svg", lambda _: svg("<!-- x -->"), r"it has a note"),
        Break("a drawing that asks", "en/x/j.svg", lambda _: svg('<use href="http://x/"/>'), r"it has href"),
        Break("another size", take(), inside('<img src="/en/x/plain.jpg" width="61" height="40" alt="x">'), r"of another"),
        Break("a picture that is not there", take(), inside('<img src="/en/x/no.jpg" alt="x">'), r"that is not there"),
        Break("a srcset to nothing", take(), inside(small(' srcset="/en/x/no.jpg 60w"')), r"srcset that is not there"),
        Break("a srcset of another width", take(), inside(small(' srcset="/en/x/plain.jpg 90w"')), r"60 wide, not 90w"),
        Break("a page too heavy", take(), big, r"weighs more than 100 kB"),
    ]


def largest(site, kind):
    """The path of the largest English page of a sort."""
    return max((p for p in site.pages if p.path.startswith("en/") and p.kind == kind), key=lambda p: len(p.html)).path


def of_browser_pages(pages):
    """What only a browser sees. Pages are the largest of their sort, as sample.py takes them."""

    taken = partial(largest, pages.site)
    say = 'document.querySelector("main").append("Only with a script");'
    return [
        Break(
            "a button without a name", taken("glossary"), inside('<button type="button"></button>'), r"axe button-name"
        ),
        Break(
            "a target too small",
            taken("laws"),
            inside('<p><a href="/en/">x</a><br><a href="/sq/">y</a></p>' * 2),
            r"axe target-size|axe ",
        ),
        Break(
            "something too wide",
            taken("topics"),
            inside('<svg width="700" height="9"></svg>'),
            r"scrolls sideways at 320",
        ),
        Break(
            "a style that is forbidden",
            taken("channels"),
            inside('<p style="color:red">x</p>'),
            r"console: .*Content Security Policy",
        ),
        Break(
            "a file that is not there",
            taken("contacts"),
            inside('<img src="/nothing.png" alt="x">'),
            r"asks for what is not there",
        ),
        Break(
            "a text by script only",
            taken("municipalities"),
            inside('<script src="/x.js"></script>'),
            r"not said without scripts",
        ),
        Break("the script for it", "x.js", lambda _: say, None),
        Break("a heading that is skipped", taken("law"), inside("<h6>x</h6>"), r"axe heading-order"),
    ]


def styled(css):
    """An edit: one more style. The policy, which names the hash of each, goes; the page does not get smaller by it, so
    that it stays the largest of its sort."""

    def edit(text):
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', lambda m: f"<!--{'x' * len(m[0])}-->", text)
        return text.replace("</head>", f"<style>{css}</style></head>", 1)

    return edit


def of_browser_keyboard(pages):
    """What bars the way to those who use keys alone."""

    taken = partial(largest, pages.site)
    return [
        Break("a focus that is not marked", taken("laws"), styled("a:focus-visible{outline:0}"), r"nothing marks"),
        Break(
            "a focus out of the window",
            taken("topics"),
            lambda t: styled(".gone{position:fixed;left:-99px}")(t).replace("</h1>", '</h1><a class="gone" href="#x">x</a>'),
            r"not in the window",
        ),
        Break(
            "a focus that is covered",
            taken("channels"),
            lambda t: styled(".lid{position:fixed;inset:0;background:#fff}")(t).replace("</main>", '<div class="lid">x</div></main>'),
            r"is covered",
        ),
        Break(
            "a page that is not left",
            taken("glossary"),
            inside('<p id="trap" tabindex="0">x</p><script src="/trap.js"></script>'),
            r"the keyboard is caught",
        ),
        Break("the script for it", "trap.js", lambda _: TRAP, None),
        Break("a home page that nobody skips", "en/index.html", swap('href="#g-main"', 'href="#g-menu"'), r"skips to the content"),
    ]


#: Keeps the focus where it is.
TRAP = "addEventListener('keydown',e=>{if(e.key=='Tab'&&document.activeElement.id=='trap')e.preventDefault()})"


def of_browser_reflow(pages):
    """What breaks when letters are larger, windows narrower, colours forced, and scripts off."""

    taken = partial(largest, pages.site)
    return [
        Break("letters of a fixed size", taken("laws"), styled("body{font-size:18px}"), r"letters stay 18 px"),
        Break("something too wide", taken("topics"), styled("h1{min-width:340px}"), r"scrolls sideways at 320"),
        Break("a text that is cut off", taken("channels"), styled(".lede{height:1em;overflow:hidden}"), r"it is cut off"),
        Break("something that moves", taken("glossary"), styled("a{transition:color 2s}"), r"it moves for a reader"),
        Break("a button without a script", taken("contacts"), inside('<button type="button">x</button>'), r"does nothing without"),
        Break("a link to nothing", taken("municipalities"), inside('<a href="../nowhere/">x</a>'), r"a link leads nowhere"),
        Break("a window full of what stays", taken("law"), styled("h1{position:sticky;top:0;min-height:200px}"), r"what stays in place"),
    ]


def of_browser_lighthouse(pages):
    """What Lighthouse takes points off for."""
    return [
        Break(
            "a finder that it does not like",
            max((p for p in pages.site.pages if re.fullmatch(r"en/report/[^/]+/[^/]+/index.html", p.path) and not p.root.first(cls="leave")), key=lambda p: len(p.html)).path,
            lambda t: change(r'<meta name="description"[^>]*>', "")(t).replace("</main>", '<img src="/theme/icon.svg"></main>'),
            r"(seo|accessibility) \d+: ",
        )
    ]


def of_browser_offline(pages):
    """Workers that show what is old, or nothing. Those that answer are in no list, so the rest of a copy stays whole."""
    del pages
    return [
        Break("a worker that never asks for what is new", "sq/sw.js", swap("now ||= soon();", "now = 0;"), None),
        Break("…", "sq/x", lambda _: "x", r"an old page is shown though there is internet"),
        Break("a worker that is silent about what is missing", "sr-cyrl/sw.js", swap("request.mode == 'navigate'", "false"), None),
        Break("…", "sr-cyrl/x", lambda _: "x", r"the browser failed: .*ERR_|is not explained"),
    ]


def of_browser_first(pages):
    """A first screen without its one thing, and a list that does not find. Pages are the largest of their sort."""

    taken = partial(largest, pages.site)
    # A page that gets smaller would no longer be the largest of its sort.
    longer = "<!--" + "x" * 99 + "--></body>"
    return [
        Break(
            "a call that calls nobody",
            "en/index.html",
            lambda t: re.sub(r'(btn now" href=")tel:', r"\1#", t).replace("</body>", longer),
            r"^no call",
        ),
        Break("no danger in the mast", taken("contact"), swap('class="danger"', 'class="dangerous"'), r"no way to the emerg"),
        Break("danger leads to no number", taken("law"), swap('href="#g-sos"', 'href="#g-main"'), r"^no numbers"),
        Break("a name is missing", taken("municipalities"), swap("Ђаковица", "Ђакова вода", 9), r"the list lacks Ђаковица"),
    ]


def of_single(pages):
    """Files that are not alone, or not what their page is."""
    files = [f for f in pages.site.singles if f.path.startswith("en/guides/")]
    names = [f.path for f in files]

    def grown(text):
        return text + "<!--" + "x" * 300_000 + "-->"

    return [
        Break("a file that is too large", names[0], grown, r"bytes"),
        Break("a picture that is loaded", names[1], inside('<img src="dot.png" alt="x">'), r"loads a file: dot"),
        Break("a script", names[2], inside("<script>1</script>"), r"it holds <script>"),
        Break("an address that is not whole", names[3], inside('<a href="../">x</a>'), r"leads nowhere outside"),
        Break("a page that is not there", names[4], inside(f'<a href="{pages.site.base_url}no/">x</a>'), r"not there"),
        Break("other words than on its page", names[5], change(r'(<div class="body".*?>)', r"\1x"), r"what its page says"),
        Break("a notice that is left out", names[6], change(r'(?s)<div class="notice".*?</div>', ""), r"its notices"),
        Break("a policy that lets it load", names[7], swap("img-src data:", "img-src *"), r"its policy"),
    ]


def of_mail_part(kind, edit):
    """An edit of a part of a message: `plain` or `html`, as the reader sees it."""

    def rework(data):
        message = email.message_from_bytes(data, policy=email.policy.SMTP)
        part = message.get_body((kind,))
        before = part.get_content().replace("\r\n", "\n")
        after = edit(before)
        if before == after:
            raise SystemExit(f"sabotage of the {kind} part changed nothing")
        part.set_content(after, subtype=kind, charset="utf-8", cte="base64")
        return message.as_bytes()

    return Rework(rework)


def of_mail_header(name, value):
    """An edit of a line of the head of a message."""

    def rework(data):
        message = email.message_from_bytes(data, policy=email.policy.SMTP)
        del message[name]
        if value:
            message[name] = value
        return message.as_bytes()

    return Rework(rework)


def of_mail(pages):
    """Mails that are not what their page is, that programs do not show, or that tell on their readers."""
    site = pages.site
    en, sq, cyrl, latn = (next(f for f in site.files if f.startswith(f"{e}/") and f.endswith("issue.eml")) for e in
                          ("en", "sq", "sr-cyrl", "sr-latn"))
    secret = next(p for p in site.pages if p.path.startswith("sq/") and 'class="leave"' in p.html)
    html, plain = partial(of_mail_part, "html"), partial(of_mail_part, "plain")
    at_end = lambda new: html(swap("</body>", f"{new}</body>"))
    return [
        Break("a number that is cut", en, plain(swap("0800 15555", "0800\n15555")), r"has not the number"),
        Break("a number that can be parted", sq, html(change(r"(>\d+)&nbsp;(\d+</a>)", r"\1 \2")), r"can be parted"),
        Break("a picture that counts readers", en, at_end('<img src="https://example.com/p.gif" width="1" height="1" alt="">'), r"nobody sees"),
        Break("an address that is not whole", sq, at_end('<a href="/sq/">x</a>'), r"leads nowhere outside"),
        Break("a page that is not there", sq, at_end(f'<a href="{site.base_url}no/">x</a>'), r"a page that is not there"),
        Break("a link to what must leave no trace", sq, at_end(f'<a href="{secret.url}">x</a>'), r"leave no trace"),
        Break("a look that Gmail takes away", cyrl, html(swap("margin: 0;", "position: absolute;")), r"the property position"),
        Break("an element that Outlook does not know", cyrl, at_end("<abbr>x</abbr>"), r"<abbr> is not shown"),
        Break("the language of another edition", cyrl, html(swap('lang="sr-Cyrl"', 'lang="sq"')), r"its language is sq"),
        Break("words that are left out", latn, html(change(r"<h2[^>]*>[^<]*</h2>", "")), r"it does not say the heading"),
        Break("an item that is left out", latn, html(change(r"<li[^>]*>[^<]*</li>", "")), r"it does not say: "),
        Break("a heading that the text leaves out", latn, plain(change(r"\n[^\n]+\n-{5,}\n", "\n")), r"has not the heading"),
        Break("a line that is too wide", latn, plain(lambda text: text + "x" * 90 + "\n"), r"a line of 90"),
        Break("the subject of another", latn, of_mail_header("Subject", "x"), r"its subject is x"),
        Break("no sender", sq, of_mail_header("From", None), r"not just one line from"),
        Break("more than Gmail shows", en, at_end("<!--" + "x" * 100_000 + "-->"), r"bytes of HTML"),
    ]


def of_browser_reader(pages):
    """What a page does for its reader. Pages are the first of their sort, as reader.mjs takes them."""

    def first(words, kind):
        found = [p for p in pages.site.pages if p.path.startswith("en/") and p.kind == kind and words in p.html]
        return min(found, key=lambda p: p.path).path

    single = pages.site.singles[0].path
    shared = first('class="share"', "entry")
    return [
        Break("Esc without its script", first('class="leave"', "entry"), change("<script defer.*?</script>", "", 0), r"left by three times Esc"),
        Break("Esc where no script runs", first('class="leave"', "channel"), swap(" hidden data-two", " data-two"), r"not speak of Esc"),
        Break("a sensitive page handed on", first('class="leave"', "report"), inside('<a href="sms:?body=x">x</a>'), r"handed on by nothing"),
        Break("words of another page", shared, swap("viber://forward?text=", "viber://forward?text=x"), r"viber.*carries"),
        Break("numbers left behind", first('class="calls"', "contact"), change(r"(sms:\?body=.*?%0A).*?(https)", r"\1\2"), r"sms: carries the numbers"),
        Break("a button that does nothing", first('class="share"', "municipality"), swap(' hidden data-act="copy"', ' data-act="copy"'), r"no button"),
        Break("a word without its meaning", first('class="words"', "entry"), change(r"<dd.*?</dd>", "<dd></dd>", 0), r"explained|browser failed") ,
        Break("a file that asks", single, inside('<img src="dot.png" alt="x">'), r"asks for nothing|console"),
        Break("privacy that is not told", first('id="g-privacy"', "entry"), change(r"(?s)<ul>\s*<li[^>]*>[^<]*</li>\s*<li.*?</ul>", "", 0), r"tells of each script"),
    ]


BREAKS = {
    "valid_html": of_valid_html,
    "links": of_links,
    "feeds": of_feeds,
    "languages": of_languages,
    "alternates": of_alternates,
    "editions": of_editions,
    "scripts": of_scripts,
    "safety": of_safety,
    "contacts": of_contacts,
    "unpublished": of_unpublished,
    "single": of_single,
    "mail": of_mail,
    "weight": of_weight,
    "carriers": of_carriers,
    "browser/offline": of_browser_offline,
    "pictures": of_pictures,
    "browser/pages": of_browser_pages,
    "browser/first": of_browser_first,
    "browser/keyboard": of_browser_keyboard,
    "browser/reflow": of_browser_reflow,
    "browser/lighthouse": of_browser_lighthouse,
    "pdf": of_pdf,
    "browser/reader": of_browser_reader,
}


def hear(judge, folder, root):
    """What a judge says about a folder: message → files, and its exit code."""
    if judge.startswith("browser/"):
        command = ["node", str(HERE.parent / f"{judge}.mjs"), str(folder), str(root), "--editions", "en"]
        # Five kinds of page, three times each, would say no more than one.
        command += ["--kinds", "finder"] if judge == "browser/lighthouse" else []
    else:
        command = [sys.executable, str(HERE / f"{judge}.py"), str(folder), str(root)]
    environment = {**os.environ, "GUIDEPOST_TOOLS": str(TOOLS), "GUIDEPOST_SHOTS": str(folder.parent / "shots")}
    environment["GUIDEPOST_SHOWN"] = "1000000"
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    said, message = {}, ""
    for line in run.stdout.splitlines():
        if line.startswith("    ") and not line.startswith("     "):
            said.setdefault(message, set()).add(line.strip())
        elif not line.startswith(" "):
            message = line
    if run.returncode not in (0, 1) or (run.returncode == 1 and not said):
        raise SystemExit(f"the judge {judge} broke down:\n{run.stdout[-1500:]}\n{run.stderr[-3000:]}")
    return said, run.returncode


def found(said, file, expect):
    """Whether something like it was said of the file, or of the folder it lies in."""
    address = file.removesuffix("index.html")
    names = (file, address, file.split("/")[0], file.partition("/")[2], "sitemap.xml", "robots.txt")
    return any(
        re.search(expect, message) and any(name and name in place for name in names for place in files)
        for message, files in said.items()
    )


def prove(judge, site, root):
    """Breaks a copy for one judge and hears it. Returns what it did not notice."""
    pages = Pages(site)
    breaks = BREAKS[judge](pages)
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(site, Path(folder) / "site")
        if judge == "valid_html":
            copy.keep({b.file for b in breaks})
            clean, _ = hear(judge, copy.folder, root)
        else:
            clean, _ = hear(judge, site.folder, root)
        for message, files in clean.items():
            print(f"  in the site itself, {len(files)} ×: {message[:110]}")
        for b in breaks:
            if b.edit is None:
                continue
            if b.edit is delete:
                (copy.folder / b.file).unlink()
            elif isinstance(b.edit, Rework):
                copy.rework(b.file, b.edit.change)
            elif isinstance(b.edit, str):
                # Never through the link: that would break the site itself.
                (copy.folder / b.file).unlink(missing_ok=True)
                with zipfile.ZipFile(copy.folder / b.file, "w") as archive:
                    archive.writestr("inner.txt", b.edit)
            elif (copy.folder / b.file).exists():
                copy.edit(b.file, b.edit)
            else:
                copy.write(b.file, b.edit(""))
        said, code = hear(judge, copy.folder, root)
    new = {message: files - clean.get(message, set()) for message, files in said.items()}
    missed = [b for b in breaks if b.expect and not found(new, b.file, b.expect)]
    for b in breaks:
        if b.expect:
            print(f"  {'MISSED' if b in missed else 'found '}  {b.what}  ({b.file})")
    if code == 0:
        print("  MISSED  its exit code is 0")
    return len(missed) + (code == 0), sum(bool(b.expect) for b in breaks)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("root", nargs="?", default=HERE.parent.parent)
    parser.add_argument("--judge", action="append", choices=BREAKS)
    arguments = parser.parse_args()
    sys.setrecursionlimit(5000)
    site = Site(arguments.site, arguments.root)
    missed = total = 0
    for judge in arguments.judge or BREAKS:
        print(f"{judge}:", flush=True)
        try:
            fails, count = prove(judge, site, arguments.root)
        except Unfit as why:
            print(f"  left out: {why}")
            continue
        missed, total = missed + fails, total + count
    print(f"{total} ways to break the site, {missed} missed")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
