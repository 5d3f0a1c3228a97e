//! `build --shard I/N`: every file of a site is made by exactly one share, and all shares together are the site, to the
//! byte; also where there are more shares than files. What is no share is told as such.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]
#![allow(missing_docs)]

#[path = "project/mod.rs"]
mod project;

use project::{bytes, copy, many};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const MARKER: &str = ".guidepost-site";

/// A site of one text.
const SMALL: [(&str, &str); 2] = [
    (
        "guidepost.yaml",
        "base_url: https://example.org/\neditions: { en: {} }\noutputs: { bundle: false, epub: false }\n",
    ),
    ("content/guides/a.en.md", "---\ntitle: A guide\n---\n\nText.\n"),
];

fn guidepost(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    command.args(["build", "--quiet", "--date", "2026-11-24", "--root"]).arg(root).args(args);
    command.output().unwrap()
}

/// Builds a share, or all, into a folder beside the project.
fn build(root: &Path, out: &str, shard: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let out = root.parent().unwrap().join(out);
    let mut args = vec!["--out", out.to_str().unwrap()];
    args.extend(shard.iter().flat_map(|shard| ["--shard", shard]));
    let done = guidepost(root, &args);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    bytes(&out)
}

/// Puts shares together; no file may be in two of them.
fn union(shares: impl IntoIterator<Item = BTreeMap<String, Vec<u8>>>) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for (path, contents) in shares.into_iter().flatten() {
        let twice = all.insert(path.clone(), contents).is_some();
        assert!(!twice || path == MARKER, "`{path}` is in two shares");
    }
    all
}

#[test]
fn all_shares_together_are_the_site() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("site");
    copy(&many(), &root);
    let whole = build(&root, "whole", None);
    for of in [1, 2, 5] {
        let shares = (1..=of).map(|i| build(&root, &format!("share-{of}-{i}"), Some(&format!("{i}/{of}"))));
        let shares: Vec<_> = shares.collect();
        assert!(shares.iter().all(|share| share.len() > 1 && share.contains_key(MARKER)));
        assert_eq!(union(shares).into_iter().collect::<Vec<_>>(), whole.clone().into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_share_may_be_empty() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("site");
    for (file, text) in SMALL {
        let file = root.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let whole = build(&root, "whole", None);
    let of = whole.len() + 20;
    let shares: Vec<_> = (1..=of).map(|i| build(&root, "share", Some(&format!("{i}/{of}")))).collect();
    assert!(shares.iter().filter(|share| share.len() == 1).count() >= 20);
    assert_eq!(union(shares), whole);
}

#[test]
fn what_is_no_share_is_told() {
    let dir = tempfile::tempdir().unwrap();
    for bad in ["0/3", "4/3", "3", "a/b", "1/0"] {
        let done = guidepost(dir.path(), &["--shard", bad]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(said.contains(bad) && said.contains("the second of eight shares is `2/8`"), "{said}");
    }
}
