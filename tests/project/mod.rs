//! A project that a test may do anything to: a copy of the site with all its languages, and somebody who works on it,
//! rightly and wrongly, in every way that a build and a preview must bear.

#![allow(dead_code, clippy::unwrap_used, clippy::disallowed_methods, reason = "each test takes what it needs")]

use fastrand::Rng;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The site that tests begin with.
pub fn many() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/many")
}

/// The files below a folder, by path.
pub fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(dir) = open.pop() {
        for path in fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
            match path.is_dir() {
                true => open.push(path),
                false => {
                    found.insert(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), path);
                }
            }
        }
    }
    found
}

/// The contents of the files below a folder, by path.
pub fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(folder).into_iter().map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    for (name, path) in files(from) {
        let target = to.join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(path, target).unwrap();
    }
}

/// A copy of the site in a folder of its own, with room beside it.
pub struct Project {
    dir: TempDir,
}

impl Project {
    /// The kinds of [`change`](Self::change) are the numbers below this one.
    pub const KINDS: usize = 20;

    /// The kind of change that no build accepts.
    pub const MISTAKE: usize = 8;

    pub fn new() -> Self {
        let project = Self { dir: TempDir::new().unwrap() };
        copy(&many(), &project.root());
        project
    }

    pub fn root(&self) -> PathBuf {
        self.beside("site")
    }

    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn edit(&self, name: &str, change: impl FnOnce(String) -> String) {
        let path = self.root().join(name);
        fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
    }

    /// The Markdown files of entries.
    pub fn entries(&self) -> Vec<String> {
        let is_entry = |f: &String| f.starts_with("content/") && f.ends_with(".md") && !f.contains("_index");
        files(&self.root()).into_keys().filter(is_entry).collect()
    }

    /// Makes the project hold just these files.
    pub fn put_back(&self, before: &BTreeMap<String, Vec<u8>>) {
        fs::create_dir_all(self.root()).unwrap();
        for name in files(&self.root()).into_keys().filter(|name| !before.contains_key(name)) {
            fs::remove_file(self.root().join(&name)).unwrap();
            // With the folders that then hold nothing; one that holds something stays.
            for (end, _) in name.rmatch_indices('/') {
                let _ = fs::remove_dir(self.root().join(&name[..end]));
            }
        }
        for (name, text) in before {
            let path = self.root().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    /// Does something of this kind to the site; says to which file.
    pub fn change(&self, rng: &mut Rng, kind: usize, step: usize) -> String {
        let entries = self.entries();
        let entry = entries[rng.usize(..entries.len())].clone();
        let disk = self.root().join(&entry);
        match kind {
            0 => {
                self.edit(&entry, |text| format!("{text}\nA new paragraph {step}, [a link](/guides/housing.en.md).\n"))
            }
            1 => self.edit(&entry, |text| text.replacen("title: ", &format!("title: Nr {step} "), 1)),
            2 => self.edit(&entry, |text| {
                text.replacen("---\n", &format!("---\nupdated: 2026-10-{:02}\n", step % 28 + 1), 1)
            }),
            3 => self.edit(&entry, |text| text.replacen("---\n", "---\nsensitive: yes\n", 1)),
            4 => self.edit(&entry, |text| text.replacen("---\n", "---\ndraft: yes\n", 1)),
            5 => fs::remove_file(&disk).unwrap(),
            6 => {
                let renamed = entry.replacen("content/guides/", &format!("content/guides/renamed-{step}-"), 1);
                fs::create_dir_all(self.root().join(&renamed).parent().unwrap()).unwrap();
                fs::rename(&disk, self.root().join(renamed)).unwrap();
            }
            7 => {
                let lang = ["sq", "en", "sr-Latn", "sr-Cyrl", "rom", "tr", "ar", "qaa"][rng.usize(..8)];
                let text =
                    format!("---\ntitle: New {step}\ntopics: [work]\ndate: 2026-09-01\n---\n\n## Heading\n\nText.\n");
                let name = ["content/guides/new-{}.{}.md", "content/guides/new-{}/index.{}.md"][rng.usize(..2)];
                self.write(&name.replacen("{}", &step.to_string(), 1).replacen("{}", lang, 1), &text);
            }
            Self::MISTAKE => self.edit(&entry, |text| text.replacen("---\n", "---\ntitle: [\n", 1)),
            9 => self.edit("themes/many/templates/404.html", |text| text.replace("content=\"", "content=\"x")),
            10 => self.edit("themes/many/assets/custom.css", |text| format!("{text}a {{ order: {step} }}\n")),
            11 => self.edit("locales/tr.ftl", |text| text.replace("home = ", "home = X")),
            12 => {
                self.edit("content/contacts/offices.yaml", |text| text.replace("It takes", &format!("It {step} takes")))
            }
            13 => self.edit("content/topics.yaml", |text| format!("{text}topic-{step}: {{ en: Topic {step} }}\n")),
            14 => {
                self.edit("guidepost.yaml", |text| text.replace("en: Your rights", &format!("en: Your rights {step}")))
            }
            // As editors save: beside, and renamed over.
            15 => {
                let (beside, text) = (disk.with_extension("md.tmp"), fs::read_to_string(&disk).unwrap());
                fs::write(&beside, format!("{text}\nSaved beside, {step}.\n")).unwrap();
                fs::rename(&beside, &disk).unwrap();
            }
            // A whole folder goes away and comes back under another name.
            16 => {
                let (from, to) = (self.root().join("content/newsletter"), self.root().join("content/away"));
                let (from, to) = if from.exists() { (from, to) } else { (to, from) };
                fs::rename(from, to).unwrap();
            }
            17 => self.edit(&entry, |text| format!("{text}\n## Heading {step}\n\nText.\n")),
            // What stands first stands last.
            18 => self.edit("content/topics.yaml", |text| match text.split_once('\n') {
                Some((first, rest)) if !first.ends_with(':') => format!("{rest}{first}\n"),
                _ => text,
            }),
            // A file that is copied as it is.
            _ => self.write(&format!("content/guides/paper-{}.txt", rng.usize(..3)), &format!("Paper {step}")),
        }
        entry
    }
}
