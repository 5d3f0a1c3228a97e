#!/usr/bin/env python3
"""Handouts → PDFs: CPU time, and the largest memory with more and more of them.

    benches/pdf.py GUIDEPOST [--handouts N]… [--work DIR]

GUIDEPOST is the program, built with the feature `pdf` (it is on by default). For each N (100 and 400 by default) a site of N handouts in one
language is made, each of two pages on A4 with headings, lists, links, a table to fill in and a contact's card. Of every
handout there is an A4 and an A5 paper, and one archive holds all. The site is built three times: without PDFs, with
them, once more with what the second build kept, and after a word in one handout has changed, where exactly its two
papers must be new. The difference of the first two is what printing costs; memory is the largest of the whole program (ru_maxrss), which must not grow with the number of handouts. Standard library only.
"""
import argparse, os, pathlib, random, re, shutil, subprocess, sys, tempfile, zipfile

WORDS = ("e drejta ligji gjykata komuna ankesa punësimi arsimi pronësia dëshmia ndihma falas fëmija gruaja familja "
         "afati shkolla çështja zyra këshilli përgjigja avokati qytetari").split()


def make(root, handouts):
    """Writes the site."""
    rng = random.Random(7)

    def text(n):
        return " ".join(rng.choice(WORDS) for _ in range(n)).capitalize() + "."

    shutil.rmtree(root, ignore_errors=True)
    (root / "content" / "handouts").mkdir(parents=True)
    (root / "content" / "contacts").mkdir()
    (root / "content" / "contacts" / "offices.yaml").write_text(
        "- id: office\n  kind: legal-aid\n  names: { sq: Zyra }\n  publish: yes\n  phones: [\"+38338000000\"]\n")
    for number in range(handouts):
        body = f"---\ntitle: Fletë {number}\ndescription: {text(9)}\ndate: 2026-03-{number % 28 + 1:02}\n---\n\n"
        for part in range(3):
            body += f"## {text(3)}\n\n{text(40)} [{text(2)}](https://example.org/{number}/{part}) **{text(3)}** {text(25)}\n\n"
            body += "".join(f"{n + 1}. {text(9)}\n" for n in range(3)) + "\n"
        body += "| Pyetja | Përgjigja |\n|---|---|\n" + "".join(f"| {text(4)} | |\n" for _ in range(3))
        body += "\n> [!EXERCISE]\n> " + text(14) + "\n\n[](contact:office)\n"
        (root / "content" / "handouts" / f"flete-{number}.sq.md").write_text(body)


def build(program, root, pdf, out):
    """Builds the site: CPU seconds, largest memory in MiB."""
    (root / "guidepost.yaml").write_text(
        "title: Të drejtat\nbase_url: https://rights.example.org/\neditions: { sq: { name: shqip, locale: sq-XK } }\n"
        f"sections: {{ handouts: {{ kind: handout }} }}\noutputs: {{ pdf: {str(pdf).lower()} }}\n")
    command = [program, "build", "--quiet", "--root", str(root), "--out", str(out), "--date", "2026-11-24"]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the build failed: {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--handouts", type=int, action="append")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm"))
    args = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="pdf-bench-", dir=args.work))
    try:
        for handouts in args.handouts or [100, 400]:
            root = work / "site"
            make(root, handouts)
            plain, plain_memory = build(args.program, root, False, work / "plain")
            cold, cold_memory = build(args.program, root, True, work / "out")
            warm, warm_memory = build(args.program, root, True, work / "warm")
            text = root / "content" / "handouts" / "flete-0.sq.md"
            text.write_text(text.read_text().replace("[!EXERCISE]\n> ", "[!EXERCISE]\n> Sot "))
            one, one_memory = build(args.program, root, True, work / "one")
            papers = list((work / "out").rglob("*.pdf"))
            new = [p for p in papers if p.read_bytes() != (work / "one" / p.relative_to(work / "out")).read_bytes()]
            assert len(new) == 2, f"{len(new)} papers are new after one text has changed"
            if not papers:
                sys.exit("no PDF was made: the program was built without the feature `pdf`")
            pages = sum(int(re.search(rb"/Count (\d+)", p.read_bytes())[1]) for p in papers if p.name == "a4.pdf")
            size = sum(p.stat().st_size for p in papers)
            names = [n for z in (work / "out").rglob("*-pdf.zip") for n in zipfile.ZipFile(z).namelist()]
            assert len(names) == len(papers), "the archive does not hold every paper"
            print(f"{handouts} handouts of {pages / handouts:.1f} pages on A4, {len(papers)} PDFs of {size / len(papers) / 1000:.0f} kB")
            print(f"  without PDFs  CPU {plain:6.2f} s  memory {plain_memory:4.0f} MiB")
            print(f"  cold          CPU {cold:6.2f} s  memory {cold_memory:4.0f} MiB  {(cold - plain) / len(papers) * 100:.2f} s for 100 PDFs")
            print(f"  kept          CPU {warm:6.2f} s  memory {warm_memory:4.0f} MiB  {(warm - plain) / len(papers) * 100:.2f} s for 100 PDFs")
            print(f"  one changed   CPU {one:6.2f} s  memory {one_memory:4.0f} MiB")
            shutil.rmtree(work / "one"), shutil.rmtree(work / "out"), shutil.rmtree(work / "warm"), shutil.rmtree(work / "plain")
    finally:
        shutil.rmtree(work)


main()
