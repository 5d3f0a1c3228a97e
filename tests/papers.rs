//! What is promised of papers (PDFs), on small whole sites: the same bytes from the same texts, only what changed is
//! printed again, nothing that must not be known, and no site where one of them is wrong.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

mod samples;

use guidepost::base::{Code, ContentHash, Date, Diagnostic, OutPath, Severity};
use guidepost::check::{Extent, rehearse};
use guidepost::deliver::{self, DiskWorld, Outcome};
use guidepost::model::{self, Options};
use guidepost::render::{Baked, Baker, Catalogue, Pen, Renderer, World, catalogue};
use guidepost::source;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The disk, with a list of the papers that were made and not taken from what is kept.
struct Watched {
    disk: DiskWorld,
    printed: Mutex<Vec<ContentHash>>,
}

impl World for Watched {
    fn read(&self, file: &Path) -> io::Result<Arc<[u8]>> {
        self.disk.read(file)
    }

    fn kept(&self, made_from: ContentHash) -> Option<Vec<u8>> {
        self.disk.kept(made_from)
    }

    fn keep(&self, made_from: ContentHash, made: &[u8]) {
        if made.starts_with(b"%PDF") {
            self.printed.lock().unwrap().push(ContentHash::of(&[made]));
        }
        self.disk.keep(made_from, made);
    }

    fn kept_file(&self, from: ContentHash, write: &mut dyn FnMut(&mut dyn Pen) -> io::Result<()>) -> Option<PathBuf> {
        self.disk.kept_file(from, write)
    }
}

/// A project in a folder of its own.
struct Project(tempfile::TempDir);

const CONFIG: &str = "base_url: https://example.org/\ntitle: Rights\neditions:\n  en: { name: English, locale: en-GB }\n  sq: { name: shqip, locale: sq-XK }\nsections: { handouts: { kind: handout } }\n";

impl Project {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.write("guidepost.yaml", CONFIG.as_bytes());
        files.iter().for_each(|(name, bytes)| project.write(name, bytes));
        project
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// What the site is made with; `cache` keeps it between runs.
    fn open(&self, cache: bool) -> (Arc<Watched>, Renderer, Catalogue) {
        let mut diags = Vec::new();
        let sources = source::read(self.0.path()).take(&mut diags);
        let date = Date::parse("2026-11-24").unwrap();
        let options = Options { date, drafts: false, base_url: None, editions: Vec::new() };
        let site = Arc::new(model::resolve(sources, &options).take(&mut diags));
        let catalogue = catalogue(&site).take(&mut diags);
        let folder = self.0.path().join(".guidepost");
        std::fs::create_dir_all(&folder).unwrap();
        let disk = DiskWorld::new(Some(&*folder).filter(|_| cache));
        let world = Arc::new(Watched { disk, printed: Mutex::default() });
        let renderer = Renderer::new(site, world.clone(), &mut diags).unwrap();
        let errors: Vec<&Diagnostic> = diags.iter().filter(|d| d.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        (world, renderer, catalogue)
    }

    /// All papers and archives of them, made in the order of their paths, or backwards.
    fn papers(&self, cache: bool, backwards: bool) -> Papers {
        let (world, renderer, catalogue) = self.open(cache);
        let baker = Baker { renderer: &renderer, catalogue: &catalogue };
        let is_paper = |path: &&OutPath| path.as_str().ends_with(".pdf") || path.as_str().ends_with("-pdf.zip");
        let mut paths: Vec<&OutPath> = catalogue.iter().map(|(path, _)| path).filter(is_paper).collect();
        if backwards {
            paths.reverse();
        }
        let made = |path: &&OutPath| match baker.bake(path) {
            report if report.diags.is_empty() => match report.value {
                Baked::Bytes(bytes) => (path.to_string(), bytes),
                Baked::File(file) => (path.to_string(), std::fs::read(file).unwrap()),
            },
            report => panic!("{path}: {:?}", report.diags),
        };
        let files = paths.iter().map(made).collect();
        let printed = std::mem::take(&mut *world.printed.lock().unwrap());
        Papers { files, printed }
    }
}

/// The papers of a site, and the hashes of those that were printed for them.
struct Papers {
    files: BTreeMap<String, Vec<u8>>,
    printed: Vec<ContentHash>,
}

impl Papers {
    /// The files that were printed and not taken from what is kept.
    fn fresh(&self) -> BTreeSet<&str> {
        let printed = |bytes: &Vec<u8>| self.printed.contains(&ContentHash::of(&[bytes]));
        self.files.iter().filter(|(_, bytes)| printed(bytes)).map(|(name, _)| name.as_str()).collect()
    }
}

const A_EN: &[u8] =
    b"---\ntitle: A\n---\n\nYour rights. Call [the office](contact:office).\n\n> [!TRAINER]\n> Ten minutes.\n";
const B_EN: &[u8] = b"---\ntitle: B\n---\n\nAnother text.\n";
const B_SQ: &[u8] = "---\ntitle: B\n---\n\nNjë tekst tjetër.\n".as_bytes();
const OFFICE: &[u8] = b"- { id: office, kind: legal-aid, publish: yes, names: Office, phones: [\"+38338111222\"] }\n";

fn two() -> Project {
    Project::new(&[
        ("content/contacts/a.yaml", OFFICE),
        ("content/handouts/a.en.md", A_EN),
        ("content/handouts/b.en.md", B_EN),
        ("content/handouts/b.sq.md", B_SQ),
    ])
}

#[test]
fn papers_are_the_same_to_the_byte_in_whatever_order_they_are_made() {
    let project = two();
    let (first, second) = (project.papers(false, false), project.papers(false, true));
    let names: Vec<&str> = first.files.keys().map(String::as_str).collect();
    let expected = [
        "en/en-pdf.zip",
        "en/handouts/a/a4.pdf",
        "en/handouts/a/a5.pdf",
        "en/handouts/a/trainer-a4.pdf",
        "en/handouts/b/a4.pdf",
        "en/handouts/b/a5.pdf",
        "sq/handouts/b/a4.pdf",
        "sq/handouts/b/a5.pdf",
        "sq/sq-pdf.zip",
    ];
    assert_eq!(names, expected);
    assert!(first.files.iter().all(|(name, bytes)| second.files[name] == *bytes && bytes.len() > 1000));
}

#[test]
fn only_papers_whose_content_has_changed_are_printed_again() {
    let project = two();
    let first = project.papers(true, false);
    assert_eq!(first.fresh().len(), 7);
    assert_eq!(first.printed.len(), 7, "each is printed once, though the archives hold it too");
    let again = project.papers(true, true);
    assert!(again.printed.is_empty());
    assert!(again.files == first.files);

    // A text: its own papers in its own edition.
    project.write("content/handouts/b.sq.md", "---\ntitle: B\n---\n\nNjë tekst i ri.\n".as_bytes());
    let text = project.papers(true, false);
    assert_eq!(text.fresh(), BTreeSet::from(["sq/handouts/b/a4.pdf", "sq/handouts/b/a5.pdf"]));

    // A number: the papers that print it.
    project.write("content/contacts/a.yaml", &String::from_utf8_lossy(OFFICE).replace("111222", "111333").into_bytes());
    let number = project.papers(true, false);
    let with_it = ["en/handouts/a/a4.pdf", "en/handouts/a/a5.pdf", "en/handouts/a/trainer-a4.pdf"];
    assert_eq!(number.fresh(), BTreeSet::from(with_it));

    // A word of the front matter that no paper prints: none.
    project.write("content/handouts/b.en.md", b"---\ntitle: B\norder: 3\n---\n\nAnother text.\n");
    assert!(project.papers(true, false).printed.is_empty());
}

#[test]
fn a_picture_without_consent_is_in_no_paper() {
    let papers = |words: &str, side: &str| {
        let project = Project::new(&[
            ("content/handouts/a/index.en.md", b"---\ntitle: A\n---\n\n![Two women](p.jpg)\n\nHere ![again](p.jpg).\n"),
            ("content/handouts/a/p.jpg", &samples::picture("p.jpg", words)),
            ("content/handouts/a/p.yaml", side.as_bytes()),
        ]);
        project.papers(false, false).files
    };
    let (small, large) = ("300x200", "600x400");
    for side in ["people: yes\n", "consent: no\n", "consent: { given: 2024-01-01, by: P, until: 2026-11-23 }\n"] {
        assert!(papers(small, side) == papers(large, side), "{side}: the picture is in a paper");
    }
    let agreed = "people: yes\nconsent: { given: 2024-01-01, by: P }\n";
    let (one, other) = (papers(small, agreed), papers(large, agreed));
    assert!(one.iter().all(|(name, bytes)| other[name] != *bytes), "the picture is in every paper");
    for bytes in one.values() {
        let found = samples::SECRETS.iter().find(|s| bytes.windows(s.len()).any(|w| w == s.as_bytes()));
        assert_eq!(found, None, "a paper tells what a camera has noted");
    }
}

#[test]
fn a_sensitive_text_has_no_paper_and_a_sensitive_contact_stands_below_none() {
    let papers = |number: &str, sensitive: &str| {
        let contact = format!(
            "- {{ id: shelter, kind: organisation, publish: yes, names: Shelter, phones: [\"+38338{number}\"] }}\n"
        );
        let channel =
            format!("- {{ id: home, names: Home, publish: yes, contacts: [shelter], sensitive: {sensitive} }}\n");
        let project = Project::new(&[
            ("content/contacts/a.yaml", contact.as_bytes()),
            ("content/channels/home.yaml", channel.as_bytes()),
            ("content/handouts/a.en.md", b"---\ntitle: A\ncontacts: [shelter]\n---\n\nText.\n"),
            ("content/handouts/b.en.md", b"---\ntitle: B\nsensitive: yes\n---\n\nText.\n"),
        ]);
        project.papers(false, false).files
    };
    let one = papers("111222", "yes");
    assert!(one == papers("111333", "yes"), "the number is in a paper");
    assert!(papers("111222", "no") != papers("111333", "no"), "a contact that is not sensitive is in it");
    assert!(one.keys().all(|name| !name.contains("/b/")), "{:?}", one.keys());
}

#[test]
fn the_language_of_a_passage_is_told_wherever_it_stands() {
    let paper = |text: &str| {
        let text = format!("---\ntitle: A\n---\n\n{text}\n");
        let project = Project::new(&[("content/handouts/a.en.md", text.as_bytes())]);
        project.papers(false, false).files.remove("en/handouts/a/a4.pdf").unwrap()
    };
    // Marked or not, the letters are the same, so that a paper which told no language would be the same to the byte;
    // `tests/judges/pdf.py` reads which language it is.
    for text in [
        "The word [ankesa]{lang=sq} here.",
        "The word *[ankesa]{lang=sq}* here.",
        "The word **see [ankesa]{lang=sq} too** here.",
        "The word [to [ankesa]{lang=sq}](https://example.org/) here.",
        "## On [ankesa]{lang=sq}",
        "| a | b |\n|---|---|\n| **[ankesa]{lang=sq}** | b |",
        "A note.[^1]\n\n[^1]: On *[ankesa]{lang=sq}*.",
    ] {
        assert!(paper(text) != paper(&text.replace("[ankesa]{lang=sq}", "ankesa")), "{text}");
    }
}

#[test]
fn the_problems_of_all_papers_are_told_in_one_run_and_nothing_is_published() {
    let project = Project::new(&[
        ("content/handouts/a.en.md", "---\ntitle: A\n---\n\nSay 你 here.\n".as_bytes()),
        ("content/handouts/b.en.md", "---\ntitle: B 字\n---\n\nText.\n".as_bytes()),
        ("content/handouts/c.en.md", b"---\ntitle: C\n---\n\nText.\n"),
    ]);
    let (_, renderer, catalogue) = project.open(true);
    let baker = Baker { renderer: &renderer, catalogue: &catalogue };
    let rehearsed = rehearse(baker, Extent::Full, &|_, _| {});
    let places = |diags: &[Diagnostic]| {
        let of_letters = diags.iter().filter(|d| d.code == Code::MissingGlyph);
        of_letters.filter_map(|d| Some(d.place.as_ref()?.file.to_string())).collect::<BTreeSet<String>>()
    };
    let expected = BTreeSet::from(["content/handouts/a.en.md".to_owned(), "content/handouts/b.en.md".to_owned()]);
    assert_eq!(places(&rehearsed), expected);
    assert!(places(&rehearse(baker, Extent::Quick, &|_, _| {})).is_empty(), "a quick look leaves papers out");

    let out = project.0.path().join("public");
    let options = deliver::Options {
        root: project.0.path(),
        refuse_at: Severity::Error,
        attic: None,
        record: None,
        progress: &|_, _| {},
    };
    let oven = deliver::Oven { baker, shard: None, grounds: None };
    match deliver::deliver(&oven, &out, &options).unwrap() {
        Outcome::Refused(diags) => assert_eq!(places(&diags), expected),
        Outcome::Delivered(_) => panic!("a site with a broken paper is published"),
    }
    assert!(!out.exists());
}
