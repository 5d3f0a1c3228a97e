//! What a file of the finished site is made from → one hash, known before it is made: where two runs have the same, they
//! make the same bytes.
//!
//! Most pages depend on all that there is but the words of texts (names, lists, links, strings, templates), and on the
//! words of one text at most; what an outline is, the model says ([`crate::model::Parsed`]). What depends on other
//! finished files, or on files that are read as it is made, has no such hash.

use super::recipe::{PageRecipe, Recipe};
use crate::base::{ContentHash, OutPath};
use crate::model::{Entry, Site, Versions};
use crate::source::Texts;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// What the files of a site are made from.
#[derive(Debug)]
pub struct Grounds {
    /// All but the words of entries' texts.
    around: ContentHash,
    /// The words of each entry's texts.
    entries: Vec<ContentHash>,
    /// The words of all of them.
    words: ContentHash,
}

impl Grounds {
    /// Those of a site. `program` tells this program from every other that could make it.
    pub fn of(site: &Site, texts: &Texts, program: &str) -> Self {
        let entries: Vec<ContentHash> = site.entries.par_iter().map(words).collect();
        let all: Vec<u8> = entries.iter().flat_map(|hash| hash.half().to_le_bytes()).collect();
        Self { around: around(site, texts, program), words: ContentHash::of(&[&all]), entries }
    }

    /// What the file at `path` is made from; `None` where only making it tells.
    pub fn of_file(&self, site: &Site, path: &OutPath, recipe: &Recipe) -> Option<ContentHash> {
        let none = ContentHash::default();
        let words = match recipe {
            Recipe::Page(_, PageRecipe::Offline) => return None,
            Recipe::Page(_, PageRecipe::Entry(entry) | PageRecipe::Trainer(entry))
            | Recipe::Single(_, entry)
            | Recipe::Letter(_, entry) => match has_recording(&site.entries[*entry].versions) {
                true => return None,
                false => self.entries[*entry],
            },
            Recipe::Chooser
            | Recipe::Page(..)
            | Recipe::Contacts(..)
            | Recipe::SitemapIndex
            | Recipe::Sitemap(..)
            | Recipe::Robots
            | Recipe::Security
            | Recipe::Redirect(..) => none,
            Recipe::Search(..) => self.words,
            Recipe::Feed(_)
            | Recipe::Paper(..)
            | Recipe::Kept(_)
            | Recipe::Worker(_)
            | Recipe::Manifest(_)
            | Recipe::Book(_)
            | Recipe::Bundle(_)
            | Recipe::Asset(_)
            | Recipe::Picture(_)
            | Recipe::ThemeAsset(_)
            | Recipe::Script(_) => return None,
        };
        let parts = [self.around, words].map(|hash| hash.half().to_le_bytes());
        Some(ContentHash::of(&[&parts[0], &parts[1], path.as_str().as_bytes()]))
    }
}

/// How long a recording lasts is read from its file as a page is made.
fn has_recording(versions: &Versions) -> bool {
    versions.0.iter().any(|version| version.meta.audio.is_some())
}

fn words(entry: &Entry) -> ContentHash {
    let texts: Vec<&[u8]> = entry.versions.0.iter().map(|version| version.doc.source().as_bytes()).collect();
    ContentHash::of(&texts)
}

fn around(site: &Site, texts: &Texts, program: &str) -> ContentHash {
    let mut parts = Parts::default();
    parts.add(program);
    parts.add(site.today.to_string());
    parts.add(&site.base_url);
    site.editions.iter().for_each(|edition| parts.add(edition.lang.to_string()));
    let versions = site.entries.iter().flat_map(|entry| &entry.versions.0);
    let outlines: FxHashMap<_, _> = versions.map(|version| (&version.file, version.outline)).collect();
    for (file, text) in texts.iter() {
        parts.add(file.as_str());
        match outlines.get(file) {
            Some(outline) => parts.add(outline.to_le_bytes()),
            None => parts.add(text.as_bytes()),
        }
    }
    for layer in &site.theme.layers {
        parts.add(&layer.name);
        layer.settings.iter().for_each(|file| parts.add(file.text.as_bytes()));
        let texts = layer.templates.iter().chain(&layer.mail).map(|(name, file)| (name.as_str(), file.text.as_bytes()));
        let assets = layer.assets.iter().map(|(name, bytes)| (name.as_str(), &**bytes));
        for (name, contents) in texts.chain(assets) {
            parts.add(name);
            parts.add(contents);
        }
        for (lang, file) in &layer.strings {
            parts.add(lang.to_string());
            parts.add(file.text.as_bytes());
        }
    }
    site.assets.keys().for_each(|file| parts.add(file.as_str()));
    // All that is known of a picture, its hash included.
    site.pictures.shown.values().for_each(|picture| parts.add(format!("{picture:?}")));
    parts.hash()
}

/// Parts of what is hashed, put together.
#[derive(Default)]
struct Parts {
    bytes: Vec<u8>,
}

impl Parts {
    fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.bytes.extend(part.len().to_le_bytes());
        self.bytes.extend_from_slice(part);
    }

    fn hash(&self) -> ContentHash {
        ContentHash::of(&[&self.bytes])
    }
}
