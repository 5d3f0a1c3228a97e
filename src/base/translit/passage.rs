//! A passage of text with the parts that stay, the words around a place in it, and the output that grows beside it.
//! A file of its own because both directions walk through the same passage and write through the same output.

use super::alphabet::{Sign, sign};
use super::numerals::{ALSO_WORDS, is_roman};
use std::borrow::Cow;
use std::ops::Range;

/// A stretch of running text between two parts that stay: nothing looks beyond its ends.
#[derive(Clone)]
pub(super) struct Stretch<'t> {
    /// The whole passage.
    pub text: &'t str,
    /// Where the stretch lies in it.
    pub range: Range<usize>,
}

impl<'t> Stretch<'t> {
    /// The text before `at`, back to the start of the stretch.
    pub fn before(&self, at: usize) -> &'t str {
        &self.text[self.range.start..at]
    }

    /// The text from `at` to the end of the stretch.
    pub fn after(&self, at: usize) -> &'t str {
        &self.text[at..self.range.end]
    }

    /// The nearest word or number before `at`.
    pub fn word_before(&self, at: usize) -> Option<Range<usize>> {
        let before = self.before(at);
        let end = self.range.start + before.trim_end_matches(|c| !in_word(c)).len();
        let start = self.range.start + self.before(end).trim_end_matches(in_word).len();
        (start < end).then_some(start..end)
    }

    /// The nearest word or number from `at` on.
    pub fn word_after(&self, at: usize) -> Option<Range<usize>> {
        let start = self.range.end - self.after(at).trim_start_matches(|c| !in_word(c)).len();
        let end = self.range.end - self.after(start).trim_start_matches(in_word).len();
        (start < end).then_some(start..end)
    }

    /// Whether nothing that can be read stands before `at`, back to the start of the passage.
    pub fn is_first(&self, at: usize) -> bool {
        self.range.start == 0 && self.word_before(at).is_none()
    }

    /// Whether `word` stands among words in capitals: the nearest words of two letters or more, on both sides where
    /// there are any. Roman numerals say nothing.
    pub fn in_capitals(&self, word: &Range<usize>) -> bool {
        let (mut back, mut forth) = (word.start, word.end);
        let before = std::iter::from_fn(|| {
            let found = self.word_before(back)?;
            back = found.start;
            Some(found)
        });
        let after = std::iter::from_fn(|| {
            let found = self.word_after(forth)?;
            forth = found.end;
            Some(found)
        });
        let before = before.take(NEIGHBOURS).find_map(|found| capitals(&self.text[found]));
        let after = after.take(NEIGHBOURS).find_map(|found| capitals(&self.text[found]));
        matches!((before, after), (Some(true), Some(true) | None) | (None, Some(true)))
    }
}

/// How many words away a word in capitals still counts.
const NEIGHBOURS: usize = 6;

/// Whether a word is written in capitals; `None` where it cannot tell.
fn capitals(word: &str) -> Option<bool> {
    if word.chars().any(char::is_lowercase) {
        return Some(false);
    }
    let long = word.chars().filter(|c| c.is_uppercase()).nth(1).is_some();
    (long && (!is_roman(word) || ALSO_WORDS.contains(&word))).then_some(true)
}

/// Whether `c` is a part of words and numbers.
pub(super) fn in_word(c: char) -> bool {
    sign(c) != Sign::Other
}

/// The text that grows beside a passage: what is not replaced is copied, and nothing is allocated before the first
/// replacement. It remembers where the pieces of the passage begin in the new text.
pub(super) struct Output<'t> {
    text: &'t str,
    new: String,
    done: usize,
    cuts: &'t [usize],
    starts: Vec<usize>,
}

impl<'t> Output<'t> {
    /// An output for `text`, which is cut into pieces at `cuts` (ascending).
    pub fn new(text: &'t str, cuts: &'t [usize]) -> Self {
        Self { text, new: String::new(), done: 0, cuts, starts: Vec::with_capacity(cuts.len()) }
    }

    /// Makes room for the new text, at the first replacement.
    fn reserve(&mut self) {
        if self.new.capacity() == 0 {
            self.new.reserve(self.text.len() + self.text.len() / 2 + 16);
        }
    }

    /// Replaces the part of the passage from `from` to `to`, which follows all that has been replaced before.
    /// A cut inside of the part falls behind its replacement.
    pub fn replace(&mut self, from: usize, to: usize, with: &str) {
        self.reserve();
        self.copy(from);
        self.new.push_str(with);
        self.skip(to);
    }

    /// Replaces a part by one character.
    pub fn replace_char(&mut self, from: usize, to: usize, with: char) {
        self.reserve();
        self.copy(from);
        self.new.push(with);
        self.skip(to);
    }

    /// Replaces a part by what `write` adds, unless a cut lies inside of it: then nothing is done, and the answer is no.
    pub fn replace_whole(&mut self, from: usize, to: usize, write: impl FnOnce(&mut String)) -> bool {
        let uncut = |cuts: &[usize]| cuts.iter().find(|cut| **cut > from).is_none_or(|cut| *cut >= to);
        if !uncut(self.cuts) {
            return false;
        }
        self.reserve();
        self.copy(from);
        write(&mut self.new);
        self.done = to;
        true
    }

    /// Merges the mark from `from` to `to` into the character that has just been put before it, if `merged` knows how
    /// and both lie in one piece.
    pub fn merge(&mut self, from: usize, to: usize, merged: impl FnOnce(char) -> Option<char>) {
        if self.done != from || self.new.is_empty() || self.starts.last() == Some(&self.new.len()) {
            return;
        }
        if let Some(merged) = self.new.chars().next_back().and_then(merged) {
            self.new.pop();
            self.new.push(merged);
            self.skip(to);
        }
    }

    fn skip(&mut self, to: usize) {
        self.done = to;
        while let [cut, rest @ ..] = self.cuts
            && *cut < to
        {
            self.starts.push(self.new.len());
            self.cuts = rest;
        }
    }

    fn copy(&mut self, to: usize) {
        while let [cut, rest @ ..] = self.cuts
            && *cut <= to
        {
            self.new.push_str(&self.text[self.done..*cut]);
            self.starts.push(self.new.len());
            self.done = *cut;
            self.cuts = rest;
        }
        if self.done < to {
            self.new.push_str(&self.text[self.done..to]);
            self.done = to;
        }
    }

    /// The finished text, and where its pieces begin.
    pub fn finish(mut self) -> (Cow<'t, str>, Vec<usize>) {
        if self.new.is_empty() && self.done == 0 {
            self.starts.extend(self.cuts);
            return (Cow::Borrowed(self.text), self.starts);
        }
        self.copy(self.text.len());
        (Cow::Owned(self.new), self.starts)
    }
}
