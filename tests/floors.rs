//! The house keeps its shape: modules look down only, files stay small, and each says why it is there.
//!
//! A floor is a paragraph of `pub mod` lines in `src/lib.rs`; modules of one paragraph do not see each other.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder, by their path from the root.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn is_test(path: &str) -> bool {
    let name = Path::new(path).file_stem().unwrap().to_str().unwrap();
    name == "dump" || name.starts_with("tests") || path.contains("/tests/")
}

/// The file without its tests, comments and doc comments.
fn code(text: &str) -> String {
    let body = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
    body.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The floor of each module, from the paragraphs of `lib.rs`.
fn floors() -> BTreeMap<String, usize> {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut floors = BTreeMap::new();
    let mut floor = 0;
    let mut last_was_mod = false;
    for line in lib.lines() {
        match line.strip_prefix("pub mod ").and_then(|l| l.strip_suffix(';')) {
            Some(name) => {
                floors.insert(name.to_owned(), floor);
                last_was_mod = true;
            }
            None if line.trim().is_empty() && last_was_mod => {
                floor += 1;
                last_was_mod = false;
            }
            None => {}
        }
    }
    floors
}

/// The names that stand after `prefix` in `text`: `crate::NAME`, also in `crate::{a, b}`.
fn names_after<'a>(text: &'a str, prefix: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices(prefix) {
        let rest = &text[at + prefix.len()..];
        let group = rest.strip_prefix('{').map_or(rest, |inner| inner.split("};").next().unwrap());
        let ends = |c: char| !(c.is_alphanumeric() || c == '_');
        if rest.starts_with('{') {
            names.extend(group.split(',').map(|n| n.trim().split(ends).next().unwrap()));
        } else {
            names.push(group.split(ends).next().unwrap());
        }
    }
    names
}

#[test]
fn modules_look_down_only() {
    let floors = floors();
    assert_eq!(
        floors.len(),
        std::fs::read_dir(root().join("src")).unwrap().filter(|e| e.as_ref().unwrap().path().is_dir()).count()
    );
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src") {
        let module = path["src/".len()..].split(['/', '.']).next().unwrap();
        let Some(own) = floors.get(module) else { continue };
        for used in names_after(&code(&text), "crate::") {
            match floors.get(used) {
                Some(floor) if floor < own || used == module => {}
                Some(_) => wrong.push(format!("{path} uses {used}, which is not below it")),
                None => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outputs_do_not_see_each_other() {
    let outputs = ["page", "feed", "sitemap", "contacts", "mail", "picture", "search", "book", "bundle", "kept", "pdf"];
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src/render") {
        let own = path["src/render/".len()..].split(['/', '.']).next().unwrap();
        if !outputs.contains(&own) {
            continue;
        }
        let used: Vec<&str> = ["super::", "render::"].iter().flat_map(|p| names_after(&text, p)).collect();
        wrong.extend(used.iter().filter(|u| outputs.contains(u) && **u != own).map(|u| format!("{path} uses {u}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_why_it_is_there() {
    let all = rust_files("src").into_iter().chain(rust_files("tests"));
    let wrong: Vec<String> = all.filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(wrong.is_empty(), "no `//!` at the top of {wrong:?}");
}

#[test]
fn files_stay_small() {
    let long = |(path, text): &(String, String)| {
        let lines = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap().lines().count();
        (lines > 400).then(|| format!("{path}: {lines} lines"))
    };
    let wrong: Vec<String> = rust_files("src").iter().filter(|(path, _)| !is_test(path)).filter_map(long).collect();
    assert!(wrong.is_empty(), "over 400 lines without tests:\n{}", wrong.join("\n"));
}

#[test]
fn only_some_floors_touch_the_machine() {
    // `std::fs`, the clock and the environment are for the reader, the writer, the sender, the preview and the command line.
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src").into_iter().filter(|(path, _)| !is_test(path)) {
        let module = path["src/".len()..].split(['/', '.']).next().unwrap();
        if ["source", "deliver", "post", "serve", "cli", "main"].contains(&module) {
            continue;
        }
        let code = code(&text);
        for forbidden in ["std::fs", "std::env", "SystemTime", "Instant::now", "std::net", "std::process"] {
            if code.contains(forbidden) {
                wrong.push(format!("{path} uses {forbidden}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
