"""Every PDF can be read: by a screen reader, by a program that mends and one that shows PDFs, and by a phone that scans
its square code. None of what reads them here is ours: pdfua, pikepdf (and qpdf), poppler and zbar.

Of each PDF: it is sound; it says that it is PDF/UA-1, is tagged, has a title, the language of its edition and no day
of its own; every letter has a meaning. Of a text's paper: its words are those of the page's text, in the same order,
by the tags that a screen reader follows, and each is in the same language there; and they are drawn in that order, as
poppler reads them, which also sees a heading, list, table and head of a column for each one on the page; notes, labels of lists and what stands in cards are
left out of account, and every number of a card on the page must be on the paper. Of the code: it leads to the page it lies beside. Of a sheet and
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

from built import Problems, build_sample, open_site

#: Papers of municipalities that the slow readers look at, of each edition; the quick ones look at all.
SAMPLE = 4

#: Elements of the tags whose words are not the text's own.
ASIDE = {"Note", "Figure"}

#: Tags of words inside a line.
INLINE = {"/Span", "/Link", "/Em", "/Strong", "/Code"}

#: Words that may stand between the last word of one page and the first of the next: its notes and its foot.
FOOT = 150

#: The dots to an inch at which a code is read: less than a phone sees.
DOTS = 150


def words(text):
    """The words of a text, as they are compared."""
    return [word for word, _ in told([(text, "")])]


def told(pieces):
    """The words of pieces of text that are each in a language: each word with the language it begins in."""
    text, langs = "", []
    for piece, lang in pieces:
        piece = unicodedata.normalize("NFKC", piece.replace("\u00ad", "").replace("\u200b", ""))
        text += piece
        langs += [lang.split("-")[0]] * len(piece)
    return [(m[0], langs[m.start()]) for m in re.finditer(r"\w+", text)]


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
    """The words of a page, and their language where one is told, by the number of the mark around them."""
    fonts = {name: letters(font) for name, font in page.get("/Resources", {}).get("/Font", {}).items()}
    out, langs, font, stack = {}, {}, {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        sign = str(operator)
        if sign in ("BDC", "BMC"):
            said = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            mark = int(said["/MCID"]) if "/MCID" in said else (stack[-1][0] if stack else None)
            if mark is not None and "/Lang" in said:
                langs[mark] = str(said["/Lang"])
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
    return {mark: ("".join(texts), langs.get(mark)) for mark, texts in out.items()}


def tagged_words(path):
    """What a screen reader reads of a PDF: its tags from first to last, each with the words it marks, and the language
    of each word."""
    out = []
    with pikepdf.open(path) as pdf:
        texts = {page.obj.objgen: marked_text(page) for page in pdf.pages}

        def leaf(mark, page, lang):
            text, own = texts[page.objgen].get(mark, ("", None))
            out.append((text, own or lang))

        def walk(node, page, lang):
            if isinstance(node, int):
                leaf(node, page, lang)
            elif isinstance(node, pikepdf.Array):
                for child in node:
                    walk(child, page, lang)
            elif isinstance(node, pikepdf.Dictionary) and str(node.get("/Type", "")) != "/OBJR":
                page, lang = node.get("/Pg", page), str(node.get("/Lang", lang))
                kind = str(node.get("/S", ""))
                if "/MCID" in node:
                    leaf(int(node["/MCID"]), page, lang)
                elif kind.lstrip("/") not in ASIDE:
                    block = kind not in INLINE | {"/Lbl"}
                    out.append((" " if block else "", lang))
                    before = len(out)
                    walk(node.get("/K", pikepdf.Array()), page, lang)
                    # A label is a number or a dot; but a term of a list of terms is one, too.
                    if kind == "/Lbl":
                        label = "".join(text for text, _ in out[before:])
                        out[before:] = [(" ", lang), *(out[before:] if re.search(r"[^\W\d_]", label) else []), (" ", lang)]
                    out.append((" " if block else "", lang))

        walk(pdf.Root.StructTreeRoot.get("/K", pikepdf.Array()), None, str(pdf.Root.get("/Lang", "")))
    return told(out)


def page_parts(page):
    """The text of a page in pieces, parted where a card stands; and the numbers on the cards."""
    body = next((e for e in page.root.find("div", cls="body")), None)
    pieces, numbers = [[]], []

    def walk(element):
        for child in element.children:
            if isinstance(child, str):
                pieces[-1].append((child, element.lang))
            elif "card" in child.classes:
                pieces.append([])
                numbers.extend(figures(a.attrs["href"]) for a in child.find("a") if a.attrs.get("href", "").startswith("tel:"))
            elif child.tag in ("input", "audio") or {"fn", "footnotes"} & set(child.classes):
                continue
            else:
                block = child.tag not in ("a", "em", "strong", "code", "span", "abbr", "sup", "del", "b", "i")
                pieces[-1].append((" " if block else "", element.lang))
                walk(child)
                pieces[-1].append((" " if block else "", element.lang))

    if body:
        walk(body)
    return [told(piece) for piece in pieces], numbers


def find(needle, hay, start):
    """Where a run of words stands in another."""
    for at in range(start, len(hay) - len(needle) + 1):
        if hay[at : at + len(needle)] == needle:
            return at
    return None


def check_text(page, path):
    """Whether the paper says what the page says, in the same languages."""
    pieces, numbers = page_parts(page)
    printed, at = tagged_words(path), 0
    plain = [word for word, _ in printed]
    for piece in filter(None, pieces):
        wanted = [word for word, _ in piece]
        found = find(wanted, plain, at)
        if found is None:
            same = 0
            while same < len(wanted) and find(wanted[: same + 1], plain, at) is not None:
                same += 1
            yield f"its text is not the page's: after “{' '.join(wanted[max(0, same - 4) : same])}” it should say “{' '.join(wanted[same : same + 5])}”"
            return
        at = found + len(wanted)
        for (word, lang), (_, own) in zip(piece, printed[found:at]):
            if lang != own and not word.isdigit():
                yield f"“{word}” is in `{lang}` on the page and in `{own}` on paper"
                return
    yield from check_numbers(plain, numbers)


def check_numbers(printed, numbers):
    """Whether the numbers are among the words."""
    run = "".join(w for w in printed if w.isdigit())
    for number in numbers:
        local = re.sub(r"^383", "0", number)
        # A short one must stand by itself: in a row of figures it would be found by chance.
        there = number in printed if len(number) < 5 else local in run or number in run
        if not there:
            yield f"the number {number} is not on it"


def pieces_of(drawn):
    """Runs of letters and of figures, a letter run with the soft hyphen that breaks it. The mark of a note stands
    without a space behind a word, so letters and figures are parted."""
    return re.findall("[^\\W\\d_]+\u00ad?|\\d+", drawn)


def check_drawn(page, path):
    """Whether the page's words are drawn in their order. Between them may be others: the foot of a page, notes."""
    drawn = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    have, at = pieces_of(unicodedata.normalize("NFKC", drawn.replace("\u200b", ""))), 0
    wanted = [part for piece in page_parts(page)[0] for word, _ in piece for part in pieces_of(word)]
    for n, word in enumerate(wanted):
        while at < len(have):
            part, at = have[at], at + 1
            if part == word or word.isdigit() and part.startswith(word):
                break
            if part.endswith("\u00ad") and word.startswith(part[:-1]):
                # Where a page ends in the midst of a word, its foot stands between the two halves.
                rest = word[len(part) - 1 :]
                if rest in have[at : at + FOOT]:
                    at = have.index(rest, at) + 1
                    break
        else:
            yield f"it does not draw what the page says: “{' '.join(wanted[max(0, n - 4) : n + 1])}”"
            return


#: What poppler calls the elements of a page.
TAGS = {**{f"h{n}": f"H{n}" for n in range(2, 7)}, "ul": "L", "ol": "L", "table": "Table", "th": "TH", "td": "TD", "a": "Link"}


def check_structure(page, path, name):
    """Whether another reader sees the tags: the title, and, of a text, as many of each kind as the page has."""
    seen = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    tags = [m[1] for m in map(re.compile(r"\s*(\w+)").match, seen.splitlines()) if m]
    if tags[:1] != ["Document"] or "P" not in tags:
        yield "poppler sees no tags in it"
    if name != "cards.pdf" and tags.count("H1") < 1:
        yield "poppler sees no title in it"
    body = page and page.root.first("div", cls="body")
    if not body:
        return
    wanted = {}
    for element in outside_cards(body):
        sort = TAGS.get(element.tag)
        if sort and (sort != "Link" or "://" in element.attrs.get("href", "")):
            wanted[sort] = wanted.get(sort, 0) + 1
    for sort, count in wanted.items():
        if tags.count(sort) < count:
            yield f"poppler sees {tags.count(sort)} of the {count} `{sort}` that the page has"


def outside_cards(element):
    """All elements of a text but those of cards and notes."""
    for child in element.children:
        if not isinstance(child, str) and not {"card", "fn", "footnotes"} & set(child.classes):
            yield child
            yield from outside_cards(child)


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
    """Whether a sheet or cards are one page with the first number of each office, and those to call in danger: on a
    sheet all that stand on every page, on cards the first."""
    with pikepdf.open(path) as pdf:
        if len(pdf.pages) != 1:
            yield f"it has {len(pdf.pages)} pages, not one"

    def numbers(tag, **attrs):
        links = [a for e in page.root.find(tag, **attrs) for a in e.find("a")]
        return [figures(a.attrs["href"]) for a in links if a.attrs.get("href", "").startswith("tel:")]

    danger = numbers("ul", cls="sos")
    if not danger:
        yield "its page has no number to call in danger"
    heads = ("g-unit", "g-ombudsperson")
    first = [n for head in heads for n in numbers("section", **{"aria-labelledby": head})[:1]]
    first += danger[:1] if path.endswith("cards.pdf") else danger
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    yield from check_numbers(words(text), first)


def judge(site, file, page, lang, slow):
    """All that is wrong with one PDF."""
    path, name = str(site.folder / file), file.rsplit("/", 1)[-1]
    try:
        yield from check_sound(path, lang)
        text = None
        if name in ("a4.pdf", "a5.pdf"):
            text = page
        elif name == "trainer-a4.pdf":
            text = next((p for p in site.pages if p.noindex and p.path.startswith(page.path[: -len("index.html")])), None)
            yield from [] if text else ["no page for the trainer"]
        elif name in ("sheet.pdf", "cards.pdf"):
            yield from check_municipality(page, path)
        yield from check_structure(text, path, name)
        if text:
            yield from check_text(text, path)
            yield from check_drawn(text, path)
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


def judge_site(site, problems):
    """Judges all papers of a site: how many there are, and how many of them the slow readers have looked at."""
    papers = [f for f in site.files if f.endswith(".pdf")]
    linked = set()
    for page in site.pages:
        for link in page.root.find("a"):
            target = link.attrs.get("href") or ""
            if re.search(r"\.pdf$|-pdf\.zip$", target):
                found = site.file_at(urljoin(page.url, target))
                if found is None:
                    problems.add(page.path, f"links a paper that is not there: {target}")
                linked.add(found)
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
    return len(papers), sum(j[3] for j in jobs)


def main():
    site = open_site(__doc__)
    problems = Problems()
    papers, slow = judge_site(site, problems)
    if not papers:
        problems.add("site", "it has no PDF (was the program built without the feature `pdf`?)")
        problems.finish("0 PDFs")
    with tempfile.TemporaryDirectory() as folder:
        made, _ = judge_site(build_sample(site.root, Path(folder), "papers"), problems)
    if made < 12:
        problems.add("tests/sites/papers", f"only {made} PDFs came of the sample site")
    problems.finish(f"{papers} PDFs, {slow} of them read by pdfua and zbar, and {made} of the sample site")


if __name__ == "__main__":
    sys.exit(main())
