//! Long lists are cut into pages: every thing stands on exactly one of them, all pages lead to each other, and a link to
//! a term leads to the page on which it stands.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Builds a project with so many terms, laws and guides that cite the first law.
fn build(root: &Path, terms: usize, guides: usize) {
    let write = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "guidepost.yaml",
        "title: { en: T }\nbase_url: https://x.example/\neditions:\n  en: { name: English, chain: [en] }\n\
         sections:\n  guides: { kind: guide, sort: title }\n",
    );
    let mut glossary = String::new();
    // The order of the file is not that of the alphabet.
    for i in (0..terms).rev() {
        let letter = char::from(b'a' + u8::try_from(i * 26 / terms).unwrap());
        writeln!(glossary, "- id: t{i}\n  terms: {{ en: {letter}{i:04} }}\n  meaning: {{ en: Meaning {i}. }}").unwrap();
    }
    write("content/glossary.yaml", &glossary);
    write("content/laws.yaml", "- id: 01/L-001\n  names: { en: A law }\n  status: in-force\n");
    for i in 0..guides {
        let text =
            format!("---\ntitle: Guide {i:04}\nslug: g{i}\nlaws: [01/L-001]\n---\n\nSee [it](term:t{}).\n", i % terms);
        write(&format!("content/guides/g{i}.en.md"), &text);
    }
    let program = Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .args(["build", "--date", "2026-11-24", "--quiet", "--root"])
        .arg(root)
        .output()
        .unwrap();
    assert!(program.status.success(), "{}", String::from_utf8_lossy(&program.stderr));
}

/// The pages of a list, in order.
fn pages(first: &Path) -> Vec<String> {
    let mut found = vec![fs::read_to_string(first.join("index.html")).unwrap()];
    while let Ok(page) = fs::read_to_string(first.join(format!("page/{}/index.html", found.len() + 1))) {
        found.push(page);
    }
    found
}

#[test]
fn a_long_glossary_stands_on_several_pages() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), 330, 330);
    let site = root.path().join("public/en");
    let pages = pages(&site.join("glossary"));
    assert!(pages.len() > 1);
    for term in 0..330 {
        let places: Vec<usize> =
            (0..pages.len()).filter(|p| pages[*p].contains(&format!("<dt id=\"t{term}\""))).collect();
        assert_eq!(places.len(), 1, "the term t{term} stands on the pages {places:?}");
        let folder = if places[0] == 0 { String::new() } else { format!("page/{}/", places[0] + 1) };
        let guide = fs::read_to_string(site.join(format!("guides/g{term}/index.html"))).unwrap();
        let link = format!("glossary/{folder}#t{term}\"");
        assert!(guide.contains(&link), "no link ends in {link}");
    }
    for (n, page) in pages.iter().enumerate() {
        assert_eq!(page.contains("rel=\"prev\""), n > 0);
        assert_eq!(page.contains("rel=\"next\""), n + 1 < pages.len());
        // Each page leads to the letters of all of them.
        assert!(page.contains("glossary/#g-letter-1\"") && page.contains("#g-letter-26\""), "page {}", n + 1);
    }
}

#[test]
fn the_texts_that_cite_a_law_stand_on_several_pages() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), 3, 250);
    let pages = pages(&root.path().join("public/en/laws/01-L-001"));
    assert_eq!(pages.len(), 3);
    for guide in 0..250 {
        let link = format!("guides/g{guide}/\"");
        assert_eq!(pages.iter().filter(|page| page.contains(&link)).count(), 1, "{link}");
    }
    assert!(pages[1].contains("page 2 of 3") || pages[1].contains("Page 2 of 3"), "a further page says which it is");
}
