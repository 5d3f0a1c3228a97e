//! What is promised of pictures, on a whole small site: nothing that a camera or a program noted is published, photos
//! stand upright, nothing is made larger, what may not be shown is nowhere, and nothing is decoded twice.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

mod samples;

use guidepost::base::{ContentHash, Date, Diagnostic, OutPath, Severity};
use guidepost::deliver::DiskWorld;
use guidepost::model::{self, Options};
use guidepost::render::{Baked, Baker, Renderer, World, catalogue};
use guidepost::source;
use guidepost::source::picture::bare;
use samples::SECRETS;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The disk, with a count of the files that were read to be processed.
struct Counting {
    disk: DiskWorld,
    read: AtomicUsize,
}

impl World for Counting {
    fn read(&self, file: &Path) -> io::Result<Arc<[u8]>> {
        self.read.fetch_add(1, Ordering::Relaxed);
        self.disk.read(file)
    }

    fn kept(&self, made_from: ContentHash) -> Option<Vec<u8>> {
        self.disk.kept(made_from)
    }

    fn keep(&self, made_from: ContentHash, made: &[u8]) {
        self.disk.keep(made_from, made);
    }
}

/// A finished site.
struct Built {
    files: BTreeMap<String, Vec<u8>>,
    diags: Vec<Diagnostic>,
    read: usize,
}

/// Builds a site from files; what is kept between runs lies in its folder.
fn build(root: &Path) -> Built {
    let mut diags = Vec::new();
    let sources = source::read(root).take(&mut diags);
    let date = Date::parse("2026-11-24").unwrap();
    let options = Options { date, drafts: false, base_url: None, editions: Vec::new() };
    let site = Arc::new(model::resolve(sources, &options).take(&mut diags));
    let catalogue = catalogue(&site).take(&mut diags);
    let cache = root.join(".guidepost");
    std::fs::create_dir_all(&cache).unwrap();
    let world = Arc::new(Counting { disk: DiskWorld::new(Some(&cache)), read: AtomicUsize::new(0) });
    let renderer = Renderer::new(site, world.clone(), &mut diags).unwrap();
    let baker = Baker { renderer: &renderer, catalogue: &catalogue };
    let mut bake = |path: &OutPath| {
        let bytes = match baker.bake(path).take(&mut diags) {
            Baked::Bytes(bytes) => bytes,
            Baked::File(file) => std::fs::read(file).unwrap(),
        };
        (path.to_string(), bytes)
    };
    let files = catalogue.iter().map(|(path, _)| bake(path)).collect();
    world.disk.forget_the_rest();
    Built { files, diags, read: world.read.load(Ordering::Relaxed) }
}

/// A project with a guide that has these files beside it.
fn project(text: &str, files: &[(&str, Vec<u8>)], config: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("content/guides/a");
    std::fs::create_dir_all(&folder).unwrap();
    let head = "base_url: https://example.org/\neditions: { en: { name: English, locale: en-GB } }\nsections: { guides: { kind: guide } }\n";
    std::fs::write(root.path().join("guidepost.yaml"), format!("{head}{config}")).unwrap();
    std::fs::write(folder.join("index.en.md"), format!("---\ntitle: A\n---\n\n{text}\n")).unwrap();
    files.iter().for_each(|(name, bytes)| std::fs::write(folder.join(name), bytes).unwrap());
    root
}

/// The picture `name` as these words ask for it.
fn sample<'n>(name: &'n str, words: &str) -> (&'n str, Vec<u8>) {
    (name, samples::picture(name, words))
}

fn every_kind() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        sample("photo.jpg", "560x420 turned"),
        sample("linked.jpg", "500x300 turned"),
        sample("alone.jpg", "500x300"),
        sample("drawing.png", "800x400"),
        sample("screen.png", "300x200 photo"),
        sample("alone.png", "40x30"),
        sample("moving.gif", "60x40 moving"),
        sample("still.gif", "60x40"),
        sample("drawing.webp", "400x300"),
        sample("alone.webp", "40x30"),
    ]
}

const EVERY_KIND: &str = "![a](photo.jpg) ![a](drawing.png) ![a](screen.png) ![a](moving.gif) ![a](still.gif) ![a](drawing.webp)\n\n[a](linked.jpg)";

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|w| w == words.as_bytes())
}

#[test]
fn nothing_that_a_camera_noted_is_published() {
    let pictures = every_kind();
    let told = |words: &str| pictures.iter().any(|(_, bytes)| holds(bytes, words));
    assert!(SECRETS.iter().all(|words| told(words)), "the samples do not hold what is looked for");
    for config in ["", "outputs: { images: no }\n"] {
        let root = project(EVERY_KIND, &pictures, config);
        let built = build(root.path());
        assert!(built.diags.iter().all(|d| d.severity() < Severity::Error), "{:?}", built.diags);
        for (path, bytes) in &built.files {
            for secret in SECRETS {
                assert!(!holds(bytes, secret), "{path} holds `{secret}`");
            }
        }
    }
}

#[test]
fn a_bare_picture_has_the_same_pixels() {
    for (name, bytes) in every_kind() {
        let once = bare(&bytes).unwrap();
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgba8();
        assert!(pixels(&bytes) == pixels(&once), "{name}");
        assert!(once.len() < bytes.len(), "{name}");
        assert_eq!(bare(&once).unwrap(), once, "{name}: not the same when done twice");
    }
}

#[test]
fn photos_stand_upright() {
    for (config, file) in [("", "linked.jpg"), ("outputs: { images: no }\n", "photo.jpg")] {
        let root = project("![a](photo.jpg) [a](linked.jpg)", &every_kind()[..2], config);
        let built = build(root.path());
        let shown = |name: &String| name.starts_with("pictures/photo") && name.ends_with("jpg");
        let made = built.files.keys().filter(|n| shown(n)).cloned();
        let names: Vec<String> = made.chain([format!("guides/a/{file}")]).collect();
        assert!(names.len() > 1 || !config.is_empty());
        for name in names {
            let picture = image::load_from_memory(&built.files[&name]).unwrap().into_rgb8();
            let (width, height) = picture.dimensions();
            assert!(width < height, "{name}: {width} × {height}");
            // The sky of the sample is stored on top; turned, it stands on the right.
            let blue = |x: u32| (0..height).map(|y| i64::from(picture[(x, y)].0[2])).sum::<i64>() / i64::from(height);
            assert!(blue(width - 2) > blue(1) + 40, "{name}: {} {}", blue(width - 2), blue(1));
        }
    }
}

#[test]
fn copies_have_the_size_that_their_names_say_and_never_more_than_the_picture() {
    let root = project(EVERY_KIND, &every_kind(), "");
    let built = build(root.path());
    let mut seen = 0;
    for (name, bytes) in built.files.iter().filter(|(n, _)| n.starts_with("pictures/") && !n.ends_with("avif")) {
        let stated: u32 = name.split('-').next_back().unwrap().split('.').next().unwrap().parse().unwrap();
        let picture = image::load_from_memory(bytes).unwrap();
        assert_eq!(picture.width(), stated, "{name}");
        let most = if name.contains("photo") { 420 } else { 800 };
        assert!(stated <= most, "{name}");
        seen += 1;
    }
    assert!(seen >= 7, "{seen}");
}

#[test]
fn a_file_that_is_alone_carries_one_picture_and_asks_for_none() {
    let root = project("![a](photo.jpg)", &[sample("photo.jpg", "900x600")], "");
    let built = build(root.path());
    let text = |end: &str| {
        let (_, bytes) = built.files.iter().find(|(name, _)| name.ends_with(end)).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    };
    assert!(text("guides/a/index.html").contains("<source type=\"image/avif\""));
    let single = text("guides/a/single.html");
    assert!(single.contains("<img src=\"data:image/jpeg;base64,"));
    assert!(!single.contains("<source") && !single.contains("srcset"), "{single}");
}

#[test]
fn transparency_stays() {
    let root = project("![a](drawing.png)", &[sample("drawing.png", "800x400")], "");
    let built = build(root.path());
    let made = built.files.iter().filter(|(n, _)| n.starts_with("pictures/"));
    let made: Vec<_> = made.map(|(n, b)| (n, image::load_from_memory(b).unwrap().into_rgba8())).collect();
    assert!(made.len() > 1);
    for (name, picture) in made {
        let (width, height) = picture.dimensions();
        assert_eq!(picture[(2, 2)].0[3], 0, "{name}");
        assert_eq!(picture[(width / 2, height / 2)].0[3], 255, "{name}");
    }
}

#[test]
fn a_second_run_reads_no_picture_again_and_what_nobody_asks_for_goes() {
    let root = project("![a](photo.jpg) ![a](drawing.png)", &every_kind()[..4], "");
    let kept = || walk(&root.path().join(".guidepost/made"));
    let cold = build(root.path());
    let warm = build(root.path());
    assert!(cold.files == warm.files);
    // Pictures that are handed on in their own bytes are read; those that were made are not.
    let whole = cold.files.keys().filter(|n| n.starts_with("guides/a/") && n.contains('.')).count();
    assert!(warm.read <= whole && cold.read > warm.read, "{} {} {whole}", cold.read, warm.read);
    let before = kept();
    assert!(before >= 6, "{before}");
    std::fs::remove_file(root.path().join("content/guides/a/photo.jpg")).unwrap();
    std::fs::write(root.path().join("content/guides/a/index.en.md"), "---\ntitle: A\n---\n\n![a](drawing.png)\n")
        .unwrap();
    build(root.path());
    assert!(kept() < before, "{} {before}", kept());
}

fn walk(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    entries.map(|e| if e.path().is_dir() { walk(&e.path()) } else { 1 }).sum()
}

#[test]
fn what_is_recorded_about_consent_is_nowhere() {
    let record = "people: yes\nconsent: { given: 2026-01-02, by: Person One Hidden, kept: Folder Hidden, note: Hidden too }\nnote: Hidden as well\n";
    let refused = "people: yes\nnote: Hidden reason\nalt: A meeting\n";
    let files = [
        sample("shown.jpg", "400x300"),
        ("shown.yaml", record.as_bytes().to_vec()),
        sample("kept-back.jpg", "404x303"),
        ("kept-back.yaml", refused.as_bytes().to_vec()),
    ];
    let root = project("![A meeting](shown.jpg)\n\n![](kept-back.jpg)\n\n[photo](kept-back.jpg)", &files, "");
    let built = build(root.path());
    assert!(built.files.keys().any(|n| n.starts_with("pictures/shown-")));
    for (path, bytes) in &built.files {
        assert!(!path.contains("kept-back"), "{path}");
        assert!(!holds(bytes, "Hidden") && !holds(bytes, "kept-back") && !holds(bytes, "2026-01-02"), "{path}");
    }
    let page = String::from_utf8(built.files["en/guides/a/index.html"].clone()).unwrap();
    assert!(page.contains("Picture not shown here: A meeting"), "{page}");
}

#[test]
fn no_file_however_broken_stops_the_program() {
    let mut random = fastrand::Rng::with_seed(1);
    let mut pictures = every_kind();
    pictures.push(sample("plan.svg", "40x30"));
    for (_, whole) in pictures {
        let head = whole.len().min(4_000);
        for _ in 0..400 {
            let mut bytes = whole[..random.usize(1..=head)].to_vec();
            for _ in 0..random.usize(0..6) {
                let at = random.usize(0..bytes.len());
                bytes[at] = random.u8(..);
            }
            let _ = bare(&bytes);
        }
    }
}

#[test]
fn drawings_that_could_do_more_are_refused() {
    let drawing = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>")
    };
    for harmless in [
        "<g><path d=\"M0 0\" style=\"fill:url(#a)\"/></g>",
        "<style>.a{fill:red}</style>",
        "<use xlink:href=\"#a\"/>",
        "<filter id=\"f\"><feGaussianBlur stdDeviation=\"1\"/></filter>",
    ] {
        assert!(bare(drawing(harmless).as_bytes()).is_some(), "{harmless}");
    }
    for bad in [
        "<script/>",
        "<svg:script xmlns:svg=\"http://www.w3.org/2000/svg\">x</svg:script>",
        "<SCRIPT>x</SCRIPT>",
        "<g onclick=\"x\"/>",
        "<g ONCLICK=\"x\"/>",
        "<foreignObject/>",
        "<image href=\"data:image/png;base64,AAAA\"/>",
        "<feImage href=\"#a\"/>",
        "<a href=\"javascript:x\"><path/></a>",
        "<use href=\"//example.org/x\"/>",
        "<use href=\"&#x6a;avascript:x\"/>",
        "<animate attributeName=\"href\" values=\"javascript:x\"/>",
        "<set attributeName=\"onclick\" to=\"x\"/>",
        "<path style=\"fill:url(https://example.org/x)\"/>",
        "<path fill=\"url( 'https://example.org/x')\"/>",
        "<path fill=\"URL(//example.org)\"/>",
        "<style>@im\\70ort 'x';</style>",
        "<style>a{b:url(x)}</style>",
        "<style><![CDATA[a{b:url(x)}]]></style>",
        "<style>a{b:u&#x72;l(x)}</style>",
        "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "<text>&unknown;</text>",
    ] {
        assert!(bare(drawing(bad).as_bytes()).is_none(), "{bad}");
    }
}
