//! The words that a site keeps out of transliteration: a list of words into a quick answer whether one begins here.
//! A file of its own because the list comes from the site, not from the language.

use super::passage::{Stretch, in_word};

/// The acronyms of a site, to be found as they are written: `OIK`, `CRP/K`.
pub(super) struct KeepWords {
    /// Longest first, so that `CRP/K` is found before `CRP`.
    words: Vec<Box<str>>,
    /// Whether a word begins with this byte.
    begins: [bool; 256],
}

impl KeepWords {
    /// Takes the words; empty ones are left out.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<Box<str>> =
            words.into_iter().map(str::trim).filter(|word| !word.is_empty()).map(Box::from).collect();
        words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let mut begins = [false; 256];
        for word in &words {
            begins[usize::from(word.as_bytes()[0])] = true;
        }
        Self { words, begins }
    }

    /// Whether one of them begins with a Cyrillic letter: else the way to Latin need not ask.
    pub fn has_cyrillic(&self) -> bool {
        self.begins[0xD0] || self.begins[0xD1]
    }

    /// The end of the kept word that begins at `at`, where a word begins.
    pub fn at(&self, stretch: &Stretch<'_>, at: usize) -> Option<usize> {
        let rest = stretch.after(at);
        let begins = self.begins[usize::from(*rest.as_bytes().first()?)];
        let word = self.words.iter().filter(|_| begins).find(|word| {
            rest.strip_prefix(&***word).is_some_and(|after| !after.starts_with(in_word) || !word.ends_with(in_word))
        })?;
        Some(at + word.len())
    }
}
