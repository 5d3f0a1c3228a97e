//! Cases: one file of `tests/cases/` is a small project with the diagnostics it must give, written where they occur,
//! and the pages it must make.
//!
//! ```text
//! === content/guides/a.en.md
//! ---
//! titel: A
//! //~ 1-6 error[unknown-key]: nothing reads the key `titel`
//! //~ help: did you mean `title`?
//! ---
//! === diags
//! warning[…]: what belongs to no line
//! === expect en/guides/a/index.html
//! <main>…</main>
//! ```
//!
//! * A source line is followed by what is said about it: columns from 1, the end one past the last character; spans of
//!   several lines have the end as `+lines:column`.
//! * `=== path (escaped)` reads `\xNN`, `\r`, `\n`, `\t`, `\\` in its lines, and `\*N{text}` as `text` N times over;
//!   its last line has no end unless it says so.
//! * `=== path (picture 1200x800 turned)` is a picture of that size; the words are those of `tests/samples/`.
//! * `=== options` takes `date:`, `drafts: yes`, `edition:`, `config: none`, and `symlink: from -> to`, which may stand
//!   several times.
//! * Without `guidepost.yaml` the project is the default one below.
//! * `=== expect path` shows the inside of `<main>`; `(whole)` after the path the whole file, `(body)` only what the
//!   text itself became, whatever the theme puts around it, `(head)` the lines of `<head>` that speak of the page, `(aside)` how it is handed on, `(lines WORD)` those
//!   of `<main>` with a word in them. The less of the theme a case shows, the seldomer it changes.
//! * `=== list.csv` is a list of addresses, read for the first edition as `guidepost mail send` reads it.
//! * Those in `paper/` are run where the program can make PDFs (feature `pdf`).
//! * Notes on the theme inside the binary are left out: they speak of no case.
//! * `UPDATE=1 cargo test --test cases` writes what is, instead of comparing.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

mod samples;

use guidepost::base::{Date, Diagnostic, Lang, OutPath, Place, Severity, SourcePath, sort};
use guidepost::check::{Extent, check, rehearse};
use guidepost::deliver::DiskWorld;
use guidepost::model::{self, Options};
use guidepost::post;
use guidepost::render::html::{Addressing, Audience};
use guidepost::render::{Baked, Baker, Catalogue, PageRecipe, Recipe, Renderer, catalogue};
use guidepost::source::{self, Texts};
use libtest_mimic::{Arguments, Failed, Trial};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const DEFAULT_CONFIG: &str = "base_url: https://example.org/\neditions:\n  en: { name: English, locale: en-GB }\nsections:\n  guides: { kind: guide }\n";

/// One `===` part of a case.
struct Part {
    head: String,
    lines: Vec<String>,
}

struct Case {
    parts: Vec<Part>,
}

fn main() {
    // A text at which the Markdown parser of others stops must not fill the screen; a test that fails says why itself.
    std::panic::set_hook(Box::new(|_| {}));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files = Vec::new();
    collect(&folder, &mut files);
    // Without the feature there are no papers.
    files.retain(|file| cfg!(feature = "pdf") || !file.starts_with(folder.join("paper")));
    files.sort();
    let trials = files.into_iter().map(|file| {
        let name = file.strip_prefix(&folder).unwrap().with_extension("").display().to_string();
        Trial::test(name, move || run(&file))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.path() {
            path if path.is_dir() => collect(&path, files),
            path if path.extension().is_some_and(|e| e == "md") => files.push(path),
            _ => {}
        }
    }
}

fn run(file: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(file).unwrap();
    let case = Case::parse(&text);
    let found = case.found();
    if found == text {
        return Ok(());
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file, &found).unwrap();
        return Ok(());
    }
    Err(difference(&text, &found).into())
}

fn difference(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let end = |lines: &[&str]| lines.len().saturating_sub(tail).max(same);
    let mut out = format!("line {}:\n", same + 1);
    old[same..end(&old)].iter().for_each(|l| writeln!(out, "  expected: {l}").unwrap());
    new[same..end(&new)].iter().for_each(|l| writeln!(out, "  found:    {l}").unwrap());
    out
}

impl Case {
    fn parse(text: &str) -> Self {
        let mut parts = vec![Part { head: String::new(), lines: Vec::new() }];
        for line in text.lines() {
            match line.strip_prefix("=== ") {
                Some(head) => parts.push(Part { head: head.to_owned(), lines: Vec::new() }),
                None => parts.last_mut().unwrap().lines.push(line.to_owned()),
            }
        }
        Self { parts }
    }

    fn option(&self, key: &str) -> Option<&str> {
        self.options(key).next()
    }

    fn options(&self, key: &str) -> impl Iterator<Item = &str> {
        let lines = self.parts.iter().filter(|p| p.head == "options").flat_map(|p| &p.lines);
        lines.filter_map(move |l| l.strip_prefix(key)?.strip_prefix(": "))
    }

    /// The case as it should be written, after a run.
    fn found(&self) -> String {
        let dir = tempfile::tempdir().unwrap();
        self.write_sources(dir.path());
        let (mut diags, site) = self.pipeline(dir.path());
        sort(&mut diags);
        diags.retain(|d| !is_about_the_theme_inside(d));
        let mut texts = source::read(dir.path()).value.texts;
        if let Some(text) = list(dir.path()) {
            texts.insert(SourcePath::new(LIST), text.into());
        }
        let mut notes = Notes::new(&diags, &texts);
        let mut out = String::new();
        let mut wrote_diags = false;
        for part in &self.parts {
            if !part.head.is_empty() {
                writeln!(out, "=== {}", part.head).unwrap();
            }
            match part.head.split_once(' ') {
                _ if part.head.is_empty() || part.head == "options" => lines(&mut out, &part.lines),
                _ if part.head == "diags" => {
                    wrote_diags = true;
                    out.push_str(&notes.rest());
                }
                Some(("expect", path)) => out.push_str(&expected(path, site.as_ref())),
                _ => notes.source(&mut out, part),
            }
        }
        let rest = notes.rest();
        if !wrote_diags && !rest.is_empty() {
            write!(out, "=== diags\n{rest}").unwrap();
        }
        out
    }

    fn write_sources(&self, root: &Path) {
        let mut has_config = false;
        for part in &self.parts {
            let (path, how) = part.head.split_once(" (").unwrap_or((&part.head, ""));
            let how = how.trim_end_matches(')');
            if part.head.is_empty() || path == "options" || path == "diags" || path.starts_with("expect ") {
                continue;
            }
            has_config |= path == source::CONFIG;
            let file = root.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            let text: String = part.lines.iter().filter(|l| !l.starts_with("//~")).map(|l| format!("{l}\n")).collect();
            let bytes = match how.split_once(' ') {
                Some(("picture", words)) => samples::picture(path, words),
                _ if how == "escaped" => unescape(text.strip_suffix('\n').unwrap_or(&text)),
                _ => text.into_bytes(),
            };
            std::fs::write(file, bytes).unwrap();
        }
        if !has_config && !root.join(source::CONFIG).exists() && self.option("config") != Some("none") {
            std::fs::write(root.join(source::CONFIG), DEFAULT_CONFIG).unwrap();
        }
        for (from, to) in self.options("symlink").map(|link| link.split_once(" -> ").unwrap()) {
            let from = root.join(from);
            std::fs::create_dir_all(from.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(to, from).unwrap();
        }
    }

    fn pipeline(&self, root: &Path) -> (Vec<Diagnostic>, Option<(Renderer, Catalogue)>) {
        let mut diags = Vec::new();
        let sources = source::read(root).take(&mut diags);
        let options = Options {
            date: Date::parse(self.option("date").unwrap_or("2026-11-24")).unwrap(),
            drafts: self.option("drafts") == Some("yes"),
            base_url: None,
            editions: self.options("edition").map(|tag| Lang::parse(tag).unwrap()).collect(),
        };
        let site = Arc::new(model::resolve(sources, &options).take(&mut diags));
        let catalogue = catalogue(&site).take(&mut diags);
        diags.extend(check(&site));
        if let Some(text) = list(root) {
            let editions: Vec<Lang> = site.editions.iter().map(|e| e.lang).collect();
            diags.extend(post::list::read(&SourcePath::new(LIST), &text, &editions, editions[0]).diags);
        }
        let Some(renderer) = Renderer::new(site, Arc::new(DiskWorld::new(None)), &mut diags) else {
            return (diags, None);
        };
        diags.extend(rehearse(Baker { renderer: &renderer, catalogue: &catalogue }, Extent::Full, &|_, _| {}));
        (diags, Some((renderer, catalogue)))
    }
}

/// The list of addresses of a case.
const LIST: &str = "list.csv";

fn list(root: &Path) -> Option<String> {
    std::fs::read_to_string(root.join(LIST)).ok()
}

fn lines(out: &mut String, lines: &[String]) {
    lines.iter().for_each(|l| writeln!(out, "{l}").unwrap());
}

/// A note on the strings of the theme inside the binary.
fn is_about_the_theme_inside(diag: &Diagnostic) -> bool {
    let inside = |place: &Place| place.file.as_str().starts_with("themes/default/");
    diag.severity() == Severity::Note && diag.place.as_ref().is_some_and(inside)
}

/// Works out `\xNN`, `\r`, `\n`, `\t` and `\*N{text}`; any other character after a backslash is itself.
fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.extend(before.bytes());
        let sign = after.chars().next().unwrap();
        rest = &after[sign.len_utf8()..];
        match sign {
            'x' => {
                out.push(u8::from_str_radix(&rest[..2], 16).unwrap());
                rest = &rest[2..];
            }
            '*' => {
                let (times, body) = rest.split_once('{').unwrap();
                let (body, tail) = body.split_once('}').unwrap();
                out.extend(unescape(body).repeat(times.parse().unwrap()));
                rest = tail;
            }
            'r' => out.push(b'\r'),
            'n' => out.push(b'\n'),
            't' => out.push(b'\t'),
            other => out.extend(other.to_string().bytes()),
        }
    }
    out.extend(rest.bytes());
    out
}

/// The diagnostics of a run, handed out to the lines they speak of.
struct Notes<'a> {
    texts: &'a Texts,
    open: Vec<&'a Diagnostic>,
}

impl<'a> Notes<'a> {
    fn new(diags: &'a [Diagnostic], texts: &'a Texts) -> Self {
        Self { texts, open: diags.iter().collect() }
    }

    /// Writes a source part, each line followed by what is said about it.
    fn source(&mut self, out: &mut String, part: &Part) {
        let path = SourcePath::new(part.head.split(" (").next().unwrap());
        let plain: Vec<&String> = part.lines.iter().filter(|l| !l.starts_with("//~")).collect();
        for (i, line) in plain.iter().enumerate() {
            writeln!(out, "{line}").unwrap();
            let here = |d: &&Diagnostic| {
                d.place.as_ref().is_some_and(|p| p.file == path && self.position(p).is_some_and(|(l, _, _)| l == i + 1))
            };
            let (now, later): (Vec<&Diagnostic>, Vec<&Diagnostic>) = self.open.iter().partition(|d| here(d));
            self.open = later;
            for diag in now {
                let (_, from, to) = self.position(diag.place.as_ref().unwrap()).unwrap();
                writeln!(out, "//~ {from}-{to} {}", title(diag)).unwrap();
                self.details(out, diag, "//~ ");
            }
        }
    }

    /// Line, first column, end.
    fn position(&self, place: &Place) -> Option<(usize, usize, String)> {
        let span = place.span?;
        let text = self.texts.get(&place.file)?;
        let at = |byte: u32| {
            let before = &text[..(byte as usize).min(text.len())];
            (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap().chars().count() + 1)
        };
        let ((line, from), (end_line, to)) = (at(span.start), at(span.end));
        let end = if end_line == line { to.to_string() } else { format!("+{}:{to}", end_line - line) };
        Some((line, from, end))
    }

    fn details(&self, out: &mut String, diag: &Diagnostic, prefix: &str) {
        for (place, label) in &diag.also {
            let line = self.position(place).map_or(String::new(), |(l, _, _)| format!(":{l}"));
            writeln!(out, "{prefix}also {}{line}: {label}", place.file).unwrap();
        }
        diag.hints.iter().for_each(|hint| writeln!(out, "{prefix}help: {hint}").unwrap());
    }

    /// What belongs to no line that is written here.
    fn rest(&mut self) -> String {
        let mut out = String::new();
        for diag in std::mem::take(&mut self.open) {
            let place = diag.place.as_ref().map_or(String::new(), |p| {
                let line = self.position(p).map_or(String::new(), |(l, from, to)| format!(":{l}:{from}-{to}"));
                format!("{}{line} ", p.file)
            });
            writeln!(out, "{place}{}", title(diag)).unwrap();
            self.details(&mut out, diag, "");
        }
        out
    }
}

fn title(diag: &Diagnostic) -> String {
    format!("{}[{}]: {}", diag.severity().word(), diag.code, diag.message)
}

/// A page that the case shows.
fn expected(head: &str, site: Option<&(Renderer, Catalogue)>) -> String {
    let (path, part) = head.split_once(" (").map_or((head, "main"), |(path, part)| (path, part.trim_end_matches(')')));
    let path = OutPath::new(path);
    let Some((renderer, catalogue)) = site else { return "(no site)\n".into() };
    let Some(recipe) = catalogue.get(&path) else { return "(no such file)\n".into() };
    let text = match (Baker { renderer, catalogue }).bake(&path).value {
        Baked::Bytes(bytes) => String::from_utf8(bytes).unwrap_or_else(|e| format!("{} bytes", e.as_bytes().len())),
        Baked::File(file) => std::fs::read_to_string(file).unwrap(),
    };
    let shown = match part {
        "whole" => text,
        "body" => body(renderer, &path, recipe),
        "head" => text.lines().filter(|l| HEAD.iter().any(|h| l.starts_with(h))).map(|l| format!("{l}\n")).collect(),
        "aside" => between(&text, "<aside", "</aside>").unwrap_or("").to_owned(),
        _ => match part.strip_prefix("lines ") {
            Some(word) => main_of(&text).lines().filter(|l| l.contains(word)).map(|l| format!("{l}\n")).collect(),
            None => main_of(&text).to_owned(),
        },
    };
    format!("{}\n", shown.trim())
}

/// The inside of `<main>`; of a file that has none, all of it.
fn main_of(text: &str) -> &str {
    between(text, "<main", "</main>").unwrap_or(text)
}

/// The inside of the first element of a sort.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let inside = text.split_once(open)?.1.split_once('>')?.1;
    inside.split_once(close).map(|(inside, _)| inside)
}

/// The lines of a `<head>` that speak of the page.
const HEAD: [&str; 6] = [
    "<html",
    "<title",
    "<meta name=\"description",
    "<meta name=\"robots",
    "<link rel=\"canonical",
    "<link rel=\"alternate\" hreflang",
];

/// What the text of a page became, without what the theme puts around it.
fn body(renderer: &Renderer, path: &OutPath, recipe: &Recipe) -> String {
    let site = &renderer.site;
    let Recipe::Page(edition, page) = recipe else { return "(no text)".into() };
    let own = &site.editions[*edition];
    let localized = match page {
        PageRecipe::Home => site.home.localize(own, Default::default()),
        PageRecipe::Section(section, _) => site.sections[*section].page.localize(own, Default::default()),
        PageRecipe::Entry(entry) => site.entries[*entry].localize(own),
        _ => None,
    };
    localized
        .map_or("(no text)".into(), |l| renderer.body(*edition, l, Addressing::Relative(path), Audience::Reader).html)
}
