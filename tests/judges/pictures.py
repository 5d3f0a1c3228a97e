"""Are pictures safe to publish, and light? Every picture of the site is opened by Pillow or lxml, which share nothing
with the generator:

* none carries anything about people, places, devices or programs: no Exif, XMP, IPTC, comment, text, time, and nothing
  behind its end; a drawing (SVG) runs nothing, asks for nothing and has no notes;
* every `img` states the width and height that its file has, upright, and words or an empty `alt`;
* every file in a `srcset` is there, has the width that is stated and the form that its `source` says;
* a page with all pictures that a phone of 360 points with two pixels a point takes weighs at most 100 kB, as the HTML
  goes over the wire; and at most twice that in a browser that knows no AVIF.

The same is asked of `tests/sites/pictures/`, a small site full of pictures that are made here, with everything in them
that phones and programs leave behind."""

import io
import re
import struct
import sys
import tempfile
import zlib
from pathlib import Path
from urllib.parse import urljoin

import numpy
from lxml import etree
from PIL import Image, ImageDraw, PngImagePlugin

from built import Problems, build_sample, open_site

#: What Pillow tells of a file that says nothing about people and places.
HARMLESS = {
    "adobe", "adobe_transform", "background", "chromaticity", "dpi", "duration", "extension", "gamma", "icc_profile",
    "interlace", "jfif", "jfif_density", "jfif_unit", "jfif_version", "loop", "progression", "progressive", "srgb",
    "timestamp", "transparency", "version",
}

#: Words that the samples carry and that must be nowhere.
SECRETS = [b"secret-author", b"SecretCam", b"Secret Street", b"never published", b"person with a name"]

ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF"}

#: Kilobytes that a page with its pictures may weigh.
LIMIT = 100_000

#: The phone: points across, and pixels a point.
PHONE = (360, 2)


def tells(data, form):
    """What a picture tells besides its pixels."""
    image = Image.open(io.BytesIO(data))
    image.load()
    if image.getexif():
        yield "Exif"
    for key in set(image.info) - HARMLESS:
        yield key
    for key in getattr(image, "text", {}):
        yield f"the text {key}"
    if form == "JPEG":
        yield from (f"the segment {name}" for name, body in image.applist if not kept_segment(name, body))
    end = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82", "GIF": b";"}.get(form)
    if end and not data.endswith(end):
        yield "something behind its end"
    if form == "JPEG" and data.count(b"\xff\xd8\xff") > 1:
        yield "a second picture"
    if form == "PNG":
        yield from (f"the chunk {name}" for name in chunks(data) if name in ("tIME", "eXIf", "pHYs", "iTXt", "zTXt"))
    for secret in SECRETS:
        if secret in data:
            yield f"`{secret.decode()}`"


def kept_segment(name, body):
    """Whether a segment of a JPEG says how to show it and nothing else."""
    return (name, body[:5]) in (("APP0", b"JFIF\0"), ("APP14", b"Adobe")) or body.startswith(b"ICC_PROFILE\0")


def chunks(data):
    """The names of a PNG's chunks."""
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8].decode("ascii")
        at += 12 + length


def drawing_does(data):
    """What a drawing does besides being looked at."""
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for node in tree.iter():
        if not isinstance(node.tag, str):
            yield "it has a note"
            continue
        tag = etree.QName(node)
        if tag.namespace != "http://www.w3.org/2000/svg" or tag.localname in ("script", "foreignObject", "metadata"):
            yield f"it has <{tag.localname}>"
        for key, value in node.attrib.items():
            name = etree.QName(key).localname
            if name.startswith("on") or (name == "href" and not value.startswith("#")):
                yield f"it has {name}"
            if re.search(r"url\(\s*['\"]?[^#'\"\s]", value):
                yield "it asks for something"


class Pictures:
    """The pictures of one site, and what is wrong with them."""

    def __init__(self, site, problems):
        self.site, self.problems = site, problems
        self.sizes = {}
        self.heaviest = (0, "")

    def judge(self):
        """Looks at every file and every page."""
        for file in self.site.files:
            self.file(file)
        for page in self.site.pages:
            self.page(page)
        return len(self.sizes)

    def file(self, file):
        """One file, if it is a picture."""
        ending = Path(file).suffix.lower()
        data = (self.site.folder / file).read_bytes()
        if ending == ".svg":
            try:
                for what in drawing_does(data):
                    self.problems.add(file, f"a drawing that is more than one: {what}")
            except etree.XMLSyntaxError as error:
                self.problems.add(file, f"a drawing that cannot be read: {error}")
            return
        if ending not in ENDINGS:
            return
        try:
            image = Image.open(io.BytesIO(data))
            image.load()
        except Exception as error:  # Pillow has many ways to stumble.
            self.problems.add(file, f"a picture that Pillow cannot read: {error}")
            return
        self.sizes[file] = image.size
        if image.format != ENDINGS[ending]:
            self.problems.add(file, f"it is called {ending} and is {image.format}")
        for what in tells(data, image.format):
            self.problems.add(file, f"a picture that tells more than it shows: {what}")

    def page(self, page):
        """The pictures that a page shows, and what it weighs on the phone."""
        modern = plain = 0
        for img in page.root.find("img"):
            src = self.at(page, img.attrs.get("src"))
            if src is None:
                self.problems.add(page.path, f"a picture that is not there: {img.attrs.get('src')}")
                continue
            self.size(page, img, src)
            candidates = self.candidates(page, img, None)
            sources = [s for s in img.parent.find("source")] if img.parent.tag == "picture" else []
            better = [self.candidates(page, s, s.attrs.get("type")) for s in sources]
            own = candidates or [(src, None)]
            plain += self.weight(chosen(own, img.attrs.get("sizes")))
            first = next((b for b in better if b), own)
            modern += self.weight(chosen(first, (sources or [img])[0].attrs.get("sizes")))
        if modern or plain:
            html = len(zlib.compress(page.html.encode("utf-8"), 9))
            self.heaviest = max(self.heaviest, (html + modern, page.path), key=lambda h: h[0])
            if html + modern > LIMIT:
                self.problems.add(page.path, f"with its pictures it weighs more than {LIMIT // 1000} kB: {html + modern}")
            if html + plain > 2 * LIMIT:
                self.problems.add(page.path, f"without AVIF it weighs more than {2 * LIMIT // 1000} kB: {html + plain}")

    def size(self, page, img, src):
        """Whether an `img` says the size that its file has."""
        stated = (img.attrs.get("width"), img.attrs.get("height"))
        real = self.sizes.get(src)
        if real and stated != tuple(str(n) for n in real):
            self.problems.add(page.path, f"a picture of another size than is stated: {src} is {real}, not {stated}")
        if "alt" not in img.attrs:
            self.problems.add(page.path, f"a picture without `alt`: {src}")

    def candidates(self, page, element, form):
        """The files of a `srcset` with their widths."""
        found = []
        for candidate in filter(None, (element.attrs.get("srcset") or "").split(",")):
            address, _, width = candidate.strip().partition(" ")
            file = self.at(page, address)
            if file is None or file not in self.sizes:
                self.problems.add(page.path, f"a picture of a srcset that is not there: {address}")
                continue
            if width and f"{self.sizes[file][0]}w" != width:
                self.problems.add(page.path, f"{file} is {self.sizes[file][0]} wide, not {width}")
            if form and ENDINGS[Path(file).suffix] != form.removeprefix("image/").upper():
                self.problems.add(page.path, f"{file} is not {form}")
            found.append((file, self.sizes[file][0]))
        return found

    def at(self, page, address):
        """The file at an address in a page."""
        return self.site.file_at(urljoin(page.url, address)) if address else None

    def weight(self, file):
        return (self.site.folder / file).stat().st_size


def chosen(candidates, sizes):
    """The file that the phone takes: the smallest that fills its pixels, as HTML lets browsers choose."""
    if candidates[0][1] is None:
        return candidates[0][0]
    points, ratio = PHONE
    slot = points
    for part in (sizes or "100vw").split(","):
        condition = re.match(r"\s*\(min-width:\s*(\d+)px\)\s*(\d+)px$", part)
        if condition and points >= int(condition[1]):
            slot = int(condition[2])
            break
        rest = re.match(r"\s*calc\(100vw - (\d+)rem\)$", part)
        if rest:
            slot = points - 16 * int(rest[1])
    enough = [c for c in sorted(candidates, key=lambda c: c[1]) if c[1] >= slot * ratio]
    return (enough or [max(candidates, key=lambda c: c[1])])[0][0]


def scene(width, height, seed):
    """What a photo is to an encoder: light and shade of all sizes as in nature (one over f), edges, and grain."""
    random = numpy.random.default_rng(seed)
    fy, fx = numpy.fft.fftfreq(height)[:, None] * height, numpy.fft.fftfreq(width)[None, :] * width
    fall = 1 / numpy.maximum(numpy.hypot(fy, fx), 1) ** 1.15
    layers = []
    for _ in range(3):
        phases = numpy.exp(2j * numpy.pi * random.random((height, width)))
        layer = numpy.fft.ifft2(fall * phases).real
        layers.append((layer - layer.mean()) / layer.std())
    light, green, blue = layers
    ground = (numpy.arange(height)[:, None] / height + light * 0.12) > 0.45
    base = numpy.where(ground[..., None], [96, 108, 66], [138, 168, 205]).astype(float)
    base += (light * 34)[..., None] + numpy.stack([green * 6, light * 4, blue * 8], axis=-1)
    base += random.normal(0, 3, (height, width, 1))
    return Image.fromarray(numpy.clip(base, 0, 255).astype("uint8"))


def told(orientation):
    """Exif as phones write it: device, place, and the way up."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCam"
    exif[0x013B] = "secret-author"
    exif.get_ifd(0x8825).update({1: "N", 2: (42.0, 39.0, 48.0), 3: "E", 4: (21.0, 9.0, 36.0)})
    return exif


def make_samples(folder):
    """The pictures of the sample site."""
    photos, drawings = folder / "content/guides/photos", folder / "content/guides/drawings"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>secret-author</x:xmpmeta>"
    shots = (("wide", 2000, 1500, 1), ("tall", 2000, 1500, 6), ("people", 1600, 1067, 3), ("unasked", 400, 300, 1))
    for seed, (name, width, height, way) in enumerate(shots):
        image = scene(width, height, seed)
        image.save(photos / f"{name}.jpg", quality=90, exif=told(way), xmp=xmp, comment=b"Secret Street 7")
    scene(1000, 750, 9).convert("L").save(photos / "grey.jpg", quality=88, exif=told(1), progressive=True)
    draw_samples(drawings)


def draw_samples(folder):
    """Drawings and pictures of screens."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "secret-author")
    text.add_itxt("Comment", "Secret Street 7")
    steps = Image.new("RGBA", (1400, 700), (0, 0, 0, 0))
    pen = ImageDraw.Draw(steps)
    for step in range(5):
        pen.rounded_rectangle((40 + step * 270, 250, 260 + step * 270, 450), 24, fill=(31, 58, 95), outline=(200, 140, 0), width=8)
        pen.text((130 + step * 270, 320), str(step + 1), fill="white", font_size=60)
    steps.save(folder / "steps.png", pnginfo=text, exif=told(1))
    screen = Image.new("RGB", (1200, 900), "white")
    pen = ImageDraw.Draw(screen)
    for line in range(24):
        pen.text((60, 40 + line * 34), f"{line + 1}. A line of a form that somebody fills in on a screen", fill=(30, 30, 30), font_size=26)
    screen.save(folder / "screen.png", pnginfo=text)
    steps.resize((500, 250)).save(folder / "stamp.webp", lossless=True, exif=told(1), xmp=b"secret-author")
    frames = [Image.new("P", (48, 48), color) for color in (1, 2, 3)]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:], duration=400, comment=b"secret-author")


def main():
    site = open_site(__doc__)
    problems = Problems()
    count = Pictures(site, problems).judge()
    with tempfile.TemporaryDirectory() as folder:
        sample = build_sample(site.root, Path(folder), "pictures", make_samples)
        pictures = Pictures(sample, problems)
        made = pictures.judge()
        if made < 20:
            problems.add("tests/sites/pictures", f"only {made} pictures came of the sample site")
        for file in sample.files:
            data = (sample.folder / file).read_bytes()
            for secret in SECRETS:
                if secret in data:
                    problems.add(file, f"tells a secret: {secret.decode()}")
        if any("unasked" in file for file in sample.files):
            problems.add("tests/sites/pictures", "a picture of people who have not agreed is published")
    heaviest = f"the heaviest page of the sample has {pictures.heaviest[0] / 1000:.1f} kB"
    problems.finish(f"{count} pictures, and {made} of the sample site; {heaviest}")


if __name__ == "__main__":
    sys.exit(main())
