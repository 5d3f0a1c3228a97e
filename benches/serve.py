#!/usr/bin/env python3
"""Save → new bytes: how long `guidepost serve` takes from the write of a file to the changed page over HTTP.

    benches/serve.py GUIDEPOST [--pages N] [--runs N] [--corpus DIR] [--work DIR]

GUIDEPOST is the program. Without --corpus a site of N pages (10,000 by default) in five languages is made, each page of
about 5 kB in several paragraphs with headings, a list, a table and links; with it, a copy of that site is used. --work
should lie on tmpfs: a disk would be measured otherwise. Standard library only.

Each kind of edit is done RUNS times. The clock starts before the write and stops when a request, asked again and again
on one connection, is answered with the new text: watching, debounce and rendering are all inside. For each edit the
median, the ninth tenth and the worst are told, and the CPU seconds that the server spent for one edit, with the rules
but without the pages that the background makes when nobody types. Beside them stand a title as its list shows it, what
a start costs until the first page (the median of five), and the resident memory: after the first page, after the
background has made every page, and after all edits with the background done again. The table is Markdown, for
benches/RESULTS.md.
"""
import argparse, http.client, os, pathlib, random, re, shutil, statistics, subprocess, sys, tempfile, time

WORDS = {
    "sq": "e drejta ligji gjykata komuna ankesa punësimi arsimi pronësia dëshmia ndihma falas fëmija gruaja familja afati".split(),
    "sr-Latn": "pravo zakon sud opština žalba zapošljavanje imovina dokaz pomoć besplatna dete žena porodica zaštita rok član".split(),
    "sr-Cyrl": "право закон суд општина жалба запошљавање имовина доказ помоћ бесплатна дете жена породица заштита рок члан".split(),
    "en": "right law court municipality complaint employment property evidence legal aid child woman family deadline article".split(),
    "rom": "hakaj zakono krisi komuna žalba buti barvalipe dokazi žutipe čhavo džuvli familia arakhibe vakti lil kher".split(),
}
TOPICS = ["work", "housing", "health", "school", "police", "documents", "land", "family", "language", "money"]


def make(root, pages):
    """Writes a site of `pages` pages."""
    rng = random.Random(7)
    editions = "\n".join(f"  {lang}: {{ chain: [{lang}] }}" for lang in WORDS)
    root.mkdir(parents=True)
    (root / "guidepost.yaml").write_text(
        f"title: Rights\nbase_url: https://rights.example.org/\ndefault_edition: sq\neditions:\n{editions}\n"
        "sections:\n  guides: { kind: guide, sort: order }\n  news: { kind: guide, sort: date }\n")
    content = root / "content"
    for section in ("guides", "news"):
        (content / section).mkdir(parents=True)
        for lang in WORDS:
            (content / section / f"_index.{lang}.md").write_text(f"---\ntitle: {section} {lang}\n---\n")
    (content / "topics.yaml").write_text("".join(f"{t}: {{ en: {t.title()} }}\n" for t in TOPICS))
    (content / "contacts").mkdir()
    (content / "contacts" / "offices.yaml").write_text("".join(
        f"- id: office-{n}\n  kind: legal-aid\n  names: {{ en: Office {n} }}\n" for n in range(40)))
    for number in range(pages // len(WORDS)):
        section = "guides" if number % 2 else "news"
        for lang, words in WORDS.items():
            def text(n):
                return " ".join(rng.choice(words) for _ in range(n))
            body = f"---\ntitle: {text(4).title()} {number}\ndescription: {text(9)}\ndate: 2026-{number % 9 + 1:02}-{number % 28 + 1:02}\n"
            body += f"topics: [{', '.join(rng.sample(TOPICS, 2))}]\n---\n\n{text(40)} [{text(2)}](entry:{section}/page-{number // 3 * 3 if (number // 3 * 3) % 2 == number % 2 else number}).\n\n"
            for part in range(4):
                body += f"## {text(3).title()}\n\n{text(70)}, **{text(3)}** {text(50)}.\n\n- {text(6)}\n- {text(8)}\n\n"
            body += f"| {text(1)} | {text(1)} |\n|---|---|\n| {text(2)} | {text(3)} |\n"
            (content / section / f"page-{number}.{lang}.md").write_text(body)


class Server:
    def __init__(self, program, root):
        self.begun = time.perf_counter()
        self.process = subprocess.Popen([program, "serve", "--root", str(root), "--port", "0", "--no-cache"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r":(\d+)/", self.process.stdout.readline()).group(1))
        self.connect()

    def connect(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        self.connection.connect()

    def get(self, path):
        self.connection.request("GET", path)
        return self.connection.getresponse().read().decode()

    def until(self, path, wanted):
        """Asks until the answer is as wanted; the seconds that the last clock shows."""
        while not wanted(self.get(path)):
            time.sleep(0.0005)
        return time.perf_counter()

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, what="VmRSS"):
        """Resident memory in MiB: now, or the most there ever was (`VmHWM`)."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(what + r":\s+(\d+)", status).group(1)) / 1024

    def settle(self, longest=900):
        """Waits until the server has nothing more to do."""
        until = time.perf_counter() + longest
        idle = 0
        while idle < 3 and time.perf_counter() < until:
            before = self.cpu()
            time.sleep(1)
            idle = idle + 1 if self.cpu() - before < 0.02 else 0
        # An idle connection is closed by the server.
        self.connect()

    def end(self):
        self.process.terminate()
        self.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm"))
    args = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="serve-bench-", dir=args.work))
    try:
        run(args, work / "site")
    finally:
        shutil.rmtree(work)


def run(args, root):
    if args.corpus:
        shutil.copytree(args.corpus, root, ignore=shutil.ignore_patterns("public", ".guidepost"))
    else:
        make(root, args.pages)
    # A theme on the disk, so that a template can be edited: the built-in one with one page of its own.
    texts = sorted((root / "content").glob("*/*.en.md")) or sorted((root / "content").glob("*/*/index.en.md"))
    texts = [t for t in texts if not t.name.startswith("_index")]
    (root / "locales").mkdir(exist_ok=True)
    (root / "locales" / "en.ftl").write_text("home = Home\n")
    (root / "themes" / "own" / "templates").mkdir(parents=True)
    (root / "themes" / "own" / "theme.yaml").write_text("extends: default\n")
    template = root / "themes" / "own" / "templates" / "404.html"
    template.write_text('{% extends "base.html" %}{% block main %}<h1>{{ page.title.text }}</h1>MARK{% endblock %}')
    config = root / "guidepost.yaml"
    lines = [line for line in config.read_text().splitlines() if not line.startswith("theme:")]
    config.write_text("\n".join(lines + ["theme: own"]) + "\n")
    contacts = root / "content" / "contacts" / "offices.yaml"
    if not contacts.exists():
        contacts.parent.mkdir(parents=True, exist_ok=True)
        contacts.write_text("- id: office-0\n  kind: legal-aid\n  names: { en: Office 0 }\n")

    print(f"{len(list((root / 'content').rglob('*.md')))} texts; {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}; "
      f"{subprocess.run([args.program, '--version'], capture_output=True, text=True).stdout.strip()}\n")
    starts = []
    for n in range(5):
        server = Server(args.program, root)
        starts.append(server.until("/en/", lambda page: "</html>" in page) - server.begun)
        if n < 4:
            server.end()
    memory = [("after the first page", server.memory())]
    server.settle()
    memory.append(("after the background has made every page", server.memory()))
    sitemap = server.get("/en/sitemap.xml")
    if "<sitemapindex" in sitemap:
        sitemap = "".join(server.get(path) for path in re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", sitemap))
    pages = {}
    for address in re.findall(r"<loc>https?://[^/]+(/en/[^<]+)</loc>", sitemap):
        pages.setdefault(address, None)
    entries = [(path, address_of(server, path, pages)) for path in texts[:: max(1, len(texts) // 8)][:8]]
    entries = [(path, address) for path, address in entries if address]
    rng = random.Random(1)

    def body(n):
        path, address = rng.choice(entries)
        return path, path.read_text() + f"\nMark {n}.\n", address, f"Mark {n}."

    def title(n):
        # An entry that stands first in its section, seen in the section's list.
        path, _ = entries[0]
        text = re.sub(r"(?m)^(title: ).*$", rf"\g<1>Aaa {n} title", path.read_text(), count=1)
        text = re.sub(r"(?m)^(date: ).*$", r"\g<1>2026-11-20", text, count=1)
        text = text if re.search(r"(?m)^order:", text) else text.replace("---\n", "---\norder: 1\n", 1)
        text = re.sub(r"(?m)^order: .*$", "order: 1", text, count=1)
        text = text if re.search(r"(?m)^slug:", text) else text.replace("---\n", "---\nslug: kept-here\n", 1)
        return path, text, section, f"Aaa {n} title"

    section = "/" + "/".join(entries[0][1].strip("/").split("/")[:2]) + "/"
    kinds = {
        "body": body,
        "title, seen in its list": title,
        "template": lambda n: (template, template.read_text().replace("MARK", f"MARK{n}", 1), "/en/none", f"MARK{n}"),
        "interface string": lambda n: (root / "locales" / "en.ftl", f"home = Home {n}\n", "/en/none/", f"Home {n}"),
        "contact": lambda n: (contacts, re.sub(r"Office 0[^ ]*", f"Office 0-{n}", contacts.read_text(), count=1),
                              "/en/contacts/office-0/", f"Office 0-{n}"),
    }
    template.write_text('{% extends "base.html" %}{% block main %}<a>{{ t(key="home") }}</a>MARK{% endblock %}')
    time.sleep(1)
    print("| edit | median | nine of ten | worst | CPU of an edit |\n|---|---|---|---|---|")
    for kind, edit in kinds.items():
        seconds, cpu = [], []
        for n in range(args.runs + 2):
            path, text, address, mark = edit(1000 + n)
            before, begun = server.cpu(), time.perf_counter()
            path.write_text(text)
            took = server.until(address, lambda page: mark in page) - begun
            time.sleep(0.4)
            if n >= 2:
                seconds.append(took * 1000)
                cpu.append((server.cpu() - before) * 1000)
        tenth = sorted(seconds)[min(len(seconds) - 1, round(len(seconds) * 0.9))]
        print(f"| {kind} | {statistics.median(seconds):.0f} ms | {tenth:.0f} ms | {max(seconds):.0f} ms | {statistics.mean(cpu):.0f} ms |", flush=True)
    server.settle()
    memory += [(f"after {len(kinds) * (args.runs + 2)} edits", server.memory()), ("the most ever", server.memory("VmHWM"))]
    print(f"\n| | |\n|---|---|\n| start to first page | {statistics.median(starts):.2f} s |")
    for when, mib in memory:
        print(f"| memory, {when} | {mib:.0f} MiB |")
    print(f"\nload at the end {os.getloadavg()[0]:.1f}")
    server.end()


def address_of(server, path, pages):
    """The page of a text, found by its title."""
    title = re.search(r"(?m)^title: *\"?(.*?)\"?$", path.read_text()).group(1)
    named = re.search(r"(?m)^slug: *(.*)$", path.read_text())
    slug = named.group(1) if named else re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    by_slug = [address for address in pages if address.rstrip("/").endswith("/" + slug)]
    return by_slug[0] if by_slug else next((a for a in pages if title in server.get(a)[:3000]), None)


if __name__ == "__main__":
    sys.exit(main())
