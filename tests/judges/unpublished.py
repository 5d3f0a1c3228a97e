"""What must not be published is in no file of the site: no number, no address, no name of a record in content/ that
says `publish: no`, nor anything that a `note` of any record tells. Every file is read, the insides of archives too, PDFs by poppler;
numbers are compared without the marks between their figures, with and without the country's code.

A file of a kind that this judge cannot read is a problem of its own: teach it to read the kind first."""

import email
import email.policy
import html
import io
import re
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from built import Problems, open_site, squeeze
from serbian import has_cyrillic, to_latin

#: Kinds of files that hold text.
TEXTS = {"html", "xml", "txt", "json", "csv", "vcf", "svg", "css", "js", "mjs", "eml", "webmanifest", "xhtml", "opf",
         "ncx", "ics", "md", "map", ""}  # fmt: skip
#: Kinds that are archives of files.
ARCHIVES = {"zip", "epub"}
#: Kinds that hold no text a search finds.
PICTURES = {"png", "jpg", "jpeg", "webp", "avif", "gif", "ico", "woff", "woff2", "mp3", "m4a", "ogg", "opus", "wav"}

#: What says that a record must not be published. Anything that is not clearly yes counts.
YES = {True, "yes", "true", "True"}

#: A telephone number in running text.
NUMBER = re.compile(r"\+?\d[\d \u00a0/().–-]{5,}\d")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+\w")
MARKS = re.compile(r"(?<=\d)[\s/().\u00a0\u202f–-]+(?=\d)")

#: A sentence or address shorter than this could stand anywhere by chance.
TELLING = 20


@dataclass(frozen=True)
class Secret:
    """Something that must not be published: the figures of a number, or a text."""

    record: str
    what: str
    figures: str = ""
    text: str = ""


def figures(text):
    """The figures of a number that tell it apart: the country's code and the zero before the area are left out."""
    only = re.sub(r"\D", "", text)
    return re.sub(r"^(00)?(383|381|377|386)", "", only).lstrip("0")


def strings(value):
    """All texts in a value."""
    if isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def all_records(site):
    """Every record of every data file."""
    for file in sorted((site.root / "content").rglob("*.y*ml")):
        yield from records_in(yaml.safe_load(file.read_text(encoding="utf-8-sig")))


def records_in(value):
    """Maps with an id, at any depth."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        for item in value.values():
            yield from records_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from records_in(item)


def secrets_of(record):
    """What of a record must not be published."""
    name = str(record["id"])
    note = str(record.get("note") or "")
    yield from numbers_in(note, name, "a number of its note")
    for sentence in re.split(r"(?<=[.:;])\s+", note):
        if len(sentence) >= TELLING:
            yield Secret(name, "of its note", text=squeeze(sentence))
    if record.get("publish", True) in YES:
        return
    for field, value in record.items():
        if field in ("source", "id", "kind", "confidence", "municipality", "status", "note"):
            continue
        for text in strings(value):
            if len(text) >= TELLING and not figures_only(text):
                yield Secret(name, f"its {field}", text=squeeze(text))
    for field, value in record.items():
        if field not in ("source", "seen", "checked", "note"):
            for text in strings(value):
                yield from numbers_in(text, name, f"a number of its {field}")


def numbers_in(text, record, what):
    """The telephone numbers and e-mail addresses in a text."""
    for number in NUMBER.findall(text):
        if len(figures(number)) >= 6:
            yield Secret(record, what, figures=figures(number))
    for address in EMAIL.findall(text):
        yield Secret(record, what, text=address)


def figures_only(text):
    """Whether a text is a number and nothing else."""
    return not re.search(r"[^\W\d_]", text)


def printable(site):
    """What may be printed, as two texts: what records say that may be published, and beside it the words of all other
    files in content/. A name that stands there too is no secret; a number or an address stays one."""
    data = [
        text
        for record in all_records(site)
        if record.get("publish", True) in YES
        for text in strings({k: v for k, v in record.items() if k != "note"})
    ]
    words = [file.read_text(encoding="utf-8") for file in sorted((site.root / "content").rglob("*.md"))]
    return Haystack("\n".join(data)), Haystack("\n".join(words))


class Haystack:
    """A text to search, in the forms that are compared."""

    def __init__(self, text):
        self.plain = squeeze(text).casefold()
        self.figures = MARKS.sub("", text)

    def holds(self, secret):
        """Whether the secret is in it."""
        if secret.figures:
            return secret.figures in self.figures
        text = secret.text.casefold()
        return text in self.plain or (has_cyrillic(text) and to_latin(text) in self.plain)


def readable(file, data):
    """The texts in a file: its own, or those of what it holds; None for one of a kind that cannot be read."""
    kind = PurePosixPath(file.rpartition("!")[2]).suffix[1:].lower()
    if kind == "eml":
        for part in email.message_from_bytes(data, policy=email.policy.default).walk():
            if not part.is_multipart():
                name = part.get_filename() or f"part.{part.get_content_subtype().replace('plain', 'txt')}"
                yield from readable(f"{file}!{name}", part.get_payload(decode=True))
        data = data.partition(b"\n\n")[0]
    if kind in TEXTS:
        yield file, as_read(data.decode("utf-8", "replace"), kind)
    elif kind in ARCHIVES:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if not name.endswith("/"):
                    yield from readable(f"{file}!{name}", archive.read(name))
    elif kind == "pdf":
        read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True).stdout
        # A word parted at the end of a line is one word.
        yield file, re.sub("(\u00ad|\u2010|-)\n\\s*", "", read.decode("utf-8", "replace"))
    elif kind not in PICTURES:
        yield file, None


def as_read(text, kind):
    """A file's text without what only its format needs: folded lines, escapes, tags; and once more with its tags."""
    if kind in ("vcf", "ics"):
        text = re.sub(r"\r?\n[ \t]", "", text).replace("\\,", ",").replace("\\;", ";")
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    inside = html.unescape(re.sub(r"<[^>]*>", " ", text))
    # A feed holds pages, escaped: their tags go too.
    return "\n".join((re.sub(r"<[^>]*>", " ", inside), inside, html.unescape(text)))


def main():
    site = open_site(__doc__)
    problems = Problems()
    data, words = printable(site)
    secrets = {s for record in all_records(site) for s in secrets_of(record)}
    kept = [s for s in secrets if not data.holds(s) and not (s.what == "its names" and words.holds(s))]
    for file in site.files:
        for name, text in readable(file, (site.folder / file).read_bytes()):
            if text is None:
                problems.add(name, "a kind of file this judge cannot read: teach it")
                continue
            haystack = Haystack(text)
            for secret in kept:
                if haystack.holds(secret):
                    problems.add(name, f"`{secret.record}`, {secret.what}: {secret.figures or secret.text}")
    if not kept:
        problems.add("content", "nothing in it is marked `publish: no`, so there is nothing to look for")
    numbers = sum(bool(s.figures) for s in kept)
    problems.finish(f"{len(kept)} things not to be published, {numbers} of them numbers, {len(site.files)} files")


if __name__ == "__main__":
    main()
