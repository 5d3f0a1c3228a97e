"""Every PDF can be read: by a screen reader, by a program that mends and one that shows PDFs, and by a phone that scans
its square code. None of what reads them here is ours: pdfua, pikepdf (and qpdf), poppler and zbar.

Of each PDF: it is sound; it says that it is PDF/UA-1, is tagged, has a title, the language of its edition and no day
of its own; every letter has a meaning. Of a text's paper: its words are those of the page's text, in the same order,
by the tags that a screen reader follows; notes, labels of lists and what stands in cards are left out of account, and
every number of a card on the page must be on the paper. Of the code: it leads to the page it lies beside. Of a sheet and
of cards: one page, with the numbers of the offices. Of an archive: it holds the papers, unchanged.

Every page that has papers links them, and no paper is without a page that links it."""

import io
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin

import pikepdf
from pdfua import validate

from built import Problems, open_site

#: Papers of municipalities that the slow readers look at, of each edition; the quick ones look at all.
SAMPLE = 4

#: Elements of the tags whose words are not the text's own.
ASIDE = {"Note", "Figure"}

#: Tags of words inside a line.
INLINE = {"/Span", "/Link", "/Em", "/Strong", "/Code"}

#: The dots to an inch at which a code is read: less than a phone sees.
DOTS = 150


def words(text):
    """The words of a text, as they are compared."""
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "").replace("\u200b", ""))
    return re.findall(r"\w+", text)


def figures(text):
    """The figures of a number."""
    return re.sub(r"\D", "", text)


def letters(font):
    """What the codes of a font mean, by its own table."""
    table = font["/ToUnicode"].read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
    meaning = {}

    def read(hexes):
        return bytes.fromhex(hexes).decode("utf-16-be")

    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            meaning[int(code, 16)] = read(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = read(text)
            for i in range(int(last, 16) - int(first, 16) + 1):
                meaning[int(first, 16) + i] = start[:-1] + chr(ord(start[-1]) + i)
    return meaning


def marked_text(page):
    """The words of a page by the number of the mark around them, as its stream draws them."""
    fonts = {name: letters(font) for name, font in page.get("/Resources", {}).get("/Font", {}).items()}
    out, font, stack = {}, {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        sign = str(operator)
        if sign in ("BDC", "BMC"):
            said = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            mark = int(said["/MCID"]) if "/MCID" in said else (stack[-1][0] if stack else None)
            instead = "/ActualText" in said
            if instead and mark is not None:
                out.setdefault(mark, []).append(str(said["/ActualText"]))
            stack.append((mark, instead or bool(stack and stack[-1][1])))
        elif sign == "EMC" and stack:
            stack.pop()
        elif sign == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif sign in ("Tj", "TJ") and stack and stack[-1][0] is not None and not stack[-1][1]:
            for piece in operands[0] if sign == "TJ" else operands:
                if isinstance(piece, pikepdf.String):
                    codes = bytes(piece)
                    pairs = (codes[i] << 8 | codes[i + 1] for i in range(0, len(codes) - 1, 2))
                    out.setdefault(stack[-1][0], []).append("".join(font.get(c, "\ufffd") for c in pairs))
    return {mark: "".join(texts) for mark, texts in out.items()}


def tagged_words(path):
    """What a screen reader reads of a PDF: its tags from first to last, each with the words it marks."""
    out = []
    with pikepdf.open(path) as pdf:
        texts = {page.obj.objgen: marked_text(page) for page in pdf.pages}

        def walk(node, page):
            if isinstance(node, int):
                out.append(texts[page.objgen].get(node, ""))
            elif isinstance(node, pikepdf.Array):
                for child in node:
                    walk(child, page)
            elif isinstance(node, pikepdf.Dictionary) and str(node.get("/Type", "")) != "/OBJR":
                page = node.get("/Pg", page)
                if "/MCID" in node:
                    out.append(texts[page.objgen].get(int(node["/MCID"]), ""))
                elif str(node.get("/S", "")).lstrip("/") not in ASIDE:
                    block = str(node.get("/S", "")) not in INLINE | {"/Lbl"}
                    out.append(" " if block else "")
                    before = len(out)
                    walk(node.get("/K", pikepdf.Array()), page)
                    # A label is a number or a dot; but a term of a list of terms is one, too.
                    if str(node.get("/S", "")) == "/Lbl":
                        label = "".join(out[before:])
                        out[before:] = [f" {label} "] if re.search(r"[^\W\d_]", label) else []
                    out.append(" " if block else "")

        walk(pdf.Root.StructTreeRoot.get("/K", pikepdf.Array()), None)
    return words("".join(out))


def page_parts(page):
    """The text of a page in pieces, parted where a card stands; and the numbers on the cards."""
    body = next((e for e in page.root.find("div", cls="body")), None)
    pieces, numbers = [[]], []

    def walk(element):
        for child in element.children:
            if isinstance(child, str):
                pieces[-1].append(child)
            elif "card" in child.classes:
                pieces.append([])
                numbers.extend(figures(a.attrs["href"]) for a in child.find("a") if a.attrs.get("href", "").startswith("tel:"))
            elif child.tag in ("input", "audio", "figcaption") or {"fn", "footnotes"} & set(child.classes):
                continue
            else:
                block = child.tag not in ("a", "em", "strong", "code", "span", "abbr", "sup", "del", "b", "i")
                pieces[-1].append(" " if block else "")
                walk(child)
                pieces[-1].append(" " if block else "")

    if body:
        walk(body)
    return [words("".join(piece)) for piece in pieces], numbers


def find(needle, hay, start):
    """Where a run of words stands in another."""
    for at in range(start, len(hay) - len(needle) + 1):
        if hay[at : at + len(needle)] == needle:
            return at
    return None


def check_text(page, path):
    """Whether the paper says what the page says."""
    pieces, numbers = page_parts(page)
    printed, at = tagged_words(path), 0
    for piece in filter(None, pieces):
        found = find(piece, printed, at)
        if found is None:
            same = 0
            while same < len(piece) and find(piece[: same + 1], printed, at) is not None:
                same += 1
            yield f"its text is not the page's: after “{' '.join(piece[max(0, same - 4) : same])}” it should say “{' '.join(piece[same : same + 5])}”"
            return
        at = found + len(piece)
    yield from check_numbers(printed, numbers)


def check_numbers(printed, numbers):
    """Whether the numbers are among the words."""
    run = "".join(w for w in printed if w.isdigit())
    for number in numbers:
        local = re.sub(r"^383", "0", number)
        if local not in run and number not in run:
            yield f"the number {number} is not on it"


def check_sound(path, lang):
    """What holds of every PDF."""
    qpdf = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    if qpdf.returncode:
        yield f"qpdf: {(qpdf.stderr or qpdf.stdout).strip().splitlines()[-1]}"
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        if str(root.get("/Lang", "")) != lang:
            yield f"its language is `{root.get('/Lang', '')}`, not `{lang}`"
        if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked", False):
            yield "it has no tags"
        if {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys()):
            yield "it has a day of its own, so it would change every day"
        with pdf.open_metadata(update_docinfo=False) as meta:
            if meta.get("pdfuaid:part") != "1":
                yield "it does not say that it is PDF/UA-1"
            if not meta.get("dc:title"):
                yield "it has no title"
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            yield "its window does not show its title"
        for page in pdf.pages:
            for name, font in page.get("/Resources", {}).get("/Font", {}).items():
                if not embedded(font):
                    yield f"the font {name} is not in it"
    if re.search("[\ufffd\ue000-\uf8ff]", subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout):
        yield "it has letters without a meaning"


def embedded(font):
    """Whether a font's letters lie in the file."""
    inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    if inner.get("/Subtype") == "/Type3":
        return True
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get("/FontDescriptor", {}).keys()))


def check_slow(page, path, name):
    """The whole list of pdfua, and the code as a camera sees it."""
    for finding in validate(path).findings:
        yield f"pdfua: {finding.rule_id} {finding.message}"
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page"
        subprocess.run(["pdftoppm", "-r", str(DOTS), "-gray", "-f", "1", "-l", "1", "-singlefile", "-png", path, picture], check=True, capture_output=True)
        read = subprocess.run(["zbarimg", "--quiet", "--nodbus", "--raw", f"{picture}.png"], capture_output=True, text=True).stdout
    codes = read.split()
    if page.url not in codes:
        yield f"its square code leads to {codes or 'nothing'}, not to {page.url}"
    if name == "cards.pdf" and codes.count(page.url) != 8:
        yield f"{codes.count(page.url)} of its eight codes can be read"


def check_municipality(page, path):
    """Whether a sheet or cards are one page."""
    with pikepdf.open(path) as pdf:
        if len(pdf.pages) != 1:
            yield f"it has {len(pdf.pages)} pages, not one"
    heads = {"g-unit", "g-ombudsperson"}
    sections = [s for s in page.root.find("section") if s.attrs.get("aria-labelledby") in heads]
    first = []
    for section in sections:
        number = next((a for a in section.find("a") if a.attrs.get("href", "").startswith("tel:")), None)
        first.extend([figures(number.attrs["href"])] if number else [])
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    yield from check_numbers(words(text), first)


def judge(site, file, page, lang, slow):
    """All that is wrong with one PDF."""
    path, name = str(site.folder / file), file.rsplit("/", 1)[-1]
    try:
        yield from check_sound(path, lang)
        if name in ("a4.pdf", "a5.pdf"):
            yield from check_text(page, path)
        elif name == "trainer-a4.pdf":
            trainer = next((p for p in site.pages if p.noindex and p.path.startswith(page.path[: -len("index.html")])), None)
            yield from check_text(trainer, path) if trainer else ["no page for the trainer"]
        elif name in ("sheet.pdf", "cards.pdf"):
            yield from check_municipality(page, path)
        if slow:
            yield from check_slow(page, path, name)
    except Exception as error:  # A reader that stumbles is what we want to hear of.
        yield f"cannot be read: {type(error).__name__}: {error}"


def check_archive(site, file):
    """An archive holds every PDF of its edition, unchanged."""
    folder = file.split("/")[0] + "/"
    wanted = {f[len(folder) :] for f in site.files if f.startswith(folder) and f.endswith(".pdf")}
    with zipfile.ZipFile(io.BytesIO((site.folder / file).read_bytes())) as archive:
        for name in sorted(wanted ^ set(archive.namelist())):
            yield f"{name} is only in one of archive and site"
        for name in wanted & set(archive.namelist()):
            if archive.read(name) != (site.folder / folder / name).read_bytes():
                yield f"{name} in it is another than beside its page"


def main():
    site = open_site(__doc__)
    problems = Problems()
    papers = [f for f in site.files if f.endswith(".pdf")]
    linked = {}
    for page in site.pages:
        for link in page.root.find("a"):
            target = link.attrs.get("href") or ""
            if re.search(r"\.pdf$|-pdf\.zip$", target):
                found = site.file_at(urljoin(page.url, target))
                if found is None:
                    problems.add(page.path, f"links a paper that is not there: {target}")
                linked.setdefault(found, page)
    seen, jobs = {}, []
    for file in papers:
        page = site.by_path.get(file.rsplit("/", 1)[0] + "/index.html")
        if page is None or file not in linked:
            problems.add(file, "no page links it" if page else "it lies beside no page")
            continue
        name = file.rsplit("/", 1)[-1]
        sort = (page.edition.lang, name)
        seen[sort] = seen.get(sort, 0) + 1
        slow = name not in ("sheet.pdf", "cards.pdf") or seen[sort] <= SAMPLE
        jobs.append((file, page, page.edition.lang.split("-")[0], slow))
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        for file, found in zip([j[0] for j in jobs], pool.map(lambda j: list(judge(site, *j)), jobs)):
            for problem in found:
                problems.add(file, problem)
    for file in site.files:
        if file.endswith("-pdf.zip"):
            for problem in check_archive(site, file):
                problems.add(file, problem)
    if not papers:
        problems.add("site", "it has no PDF")
    slow = sum(j[3] for j in jobs)
    problems.finish(f"{len(papers)} PDFs, {slow} of them read by pdfua and zbar")


if __name__ == "__main__":
    sys.exit(main())
