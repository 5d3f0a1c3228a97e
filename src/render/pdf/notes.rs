//! The notes of a text: what its writer noted, and the addresses and numbers behind its links. Each stands once, however
//! often the text speaks of it.

use super::data::{Block, Inline, Mark};
use std::collections::BTreeMap;

/// The notes of one text.
#[derive(Debug, Default)]
pub struct Notes {
    /// Begins the labels, so that the texts of one paper do not share any.
    prefix: String,
    by_key: BTreeMap<String, usize>,
    /// What they say.
    pub texts: Vec<Vec<Block>>,
}

/// A note.
pub struct Note {
    /// What it is about: two notes with one key are one.
    pub key: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Note {
    /// A note of a few words that lead somewhere.
    pub fn plain(href: &str, words: &str) -> Self {
        let c = vec![Inline::link(href, vec![Inline::text(words)])];
        Self { key: href.to_owned(), blocks: vec![Block::P { c }] }
    }
}

impl Notes {
    /// No notes yet, for the `n`th text of a paper.
    pub fn new(n: usize) -> Self {
        Self { prefix: format!("n{n}"), ..Self::default() }
    }

    /// The mark of a note that is there already.
    pub fn again(&self, key: &str) -> Option<Inline> {
        let n = *self.by_key.get(key)?;
        Some(Inline::Mark(Mark::Note { n, label: self.label(n), again: true }))
    }

    /// Adds a note and yields its mark.
    pub fn add(&mut self, key: String, blocks: Vec<Block>) -> Inline {
        let n = self.texts.len();
        self.texts.push(blocks);
        self.by_key.insert(key, n);
        Inline::Mark(Mark::Note { n, label: self.label(n), again: false })
    }

    /// The mark of a note, which is added where it is new.
    pub fn put(&mut self, note: Note) -> Inline {
        match self.again(&note.key) {
            Some(mark) => mark,
            None => self.add(note.key, note.blocks),
        }
    }

    fn label(&self, n: usize) -> String {
        format!("{}-{n}", self.prefix)
    }
}

/// An address as people read and type it: without scheme, and without a slash at its end.
pub fn shown(address: &str) -> &str {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    bare.trim_end_matches('/')
}

/// The figures of a number, without the country's code and the zero before the area.
pub fn digits(number: &str) -> String {
    let only: String = number.chars().filter(char::is_ascii_digit).collect();
    only.trim_start_matches("00").trim_start_matches("383").trim_start_matches('0').to_owned()
}
