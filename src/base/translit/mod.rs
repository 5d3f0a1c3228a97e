//! Serbian in one script into Serbian in the other. A folder of its own because the way to Cyrillic needs knowledge of
//! words (digraphs that are two letters, numerals, addresses, names) that the rest of the program should not see.
//!
//! A passage is cut into stretches by what stays; one of two passes (`to_latin`, `to_cyrillic`) walks each of them and
//! writes to an `Output`, which copies what the pass does not replace. What a text has most of, small letters side by
//! side, both passes write at once (`plain`, for Cyrillic).
//!
//! Invariant: Cyrillic to Latin and back is the identity for Serbian text, but for words in which Cyrillic itself
//! writes нј, лј or дж and that `exceptions.tsv` does not know, and for what Latin text cannot tell from a sign that
//! stays (ПДФ, `5 км`, a numeral).

mod addresses;
mod alphabet;
mod exceptions;
mod keep;
mod numerals;
mod passage;
mod plain;
mod symbols;
mod to_cyrillic;
mod to_latin;

#[cfg(test)]
mod tests;

use exceptions::Exceptions;
use keep::KeepWords;
use passage::{Output, Stretch};
use std::borrow::Cow;
use std::ops::Range;
use to_cyrillic::Knowledge;

/// From which script to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Translit {
    /// Cyrillic to Latin.
    ToLatin,
    /// Latin to Cyrillic.
    ToCyrillic,
}

/// A piece of running text, as inline markup cuts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// The text of the piece.
    pub text: &'a str,
    /// Whether the piece stays as it is and ends the words beside it: code, another language, protected text.
    pub keep: bool,
}

/// Transliterates Serbian; knows the exceptions of the language and the acronyms of the site.
pub struct Transliterator {
    keep: KeepWords,
    exceptions: Exceptions,
}

impl Transliterator {
    /// A transliterator that leaves `keep_words` alone, written just so (`OIK`, `CRP/K`); an ending behind a hyphen is
    /// not a part of the word (`OIK-a` gives `OIK-а`).
    pub fn new<'a>(keep_words: impl IntoIterator<Item = &'a str>) -> Self {
        Self { keep: KeepWords::new(keep_words), exceptions: Exceptions::read(exceptions::LIST) }
    }

    /// Transliterates a whole text. What stands between the marks `-{` and `}-` stays, without the marks.
    pub fn apply<'t>(&self, way: Translit, text: &'t str) -> Cow<'t, str> {
        match protected(text) {
            None => {
                let mut out = Output::new(text, &[]);
                self.stretch(way, text, 0..text.len(), &mut out);
                out.finish().0
            }
            Some(runs) => Cow::Owned(self.runs(way, &runs).concat()),
        }
    }

    /// Transliterates one block of running text, cut into `runs`. Words, digraphs and the words around a numeral may lie
    /// across pieces; a letter made of two pieces goes to the first. The result has one text for each run.
    pub fn runs(&self, way: Translit, runs: &[Run<'_>]) -> Vec<String> {
        let text: String = runs.iter().map(|run| run.text).collect();
        let mut ends = Vec::with_capacity(runs.len());
        let mut end = 0;
        for run in runs {
            end += run.text.len();
            ends.push(end);
        }
        let mut out = Output::new(&text, &ends);
        let mut start = 0;
        for (i, run) in runs.iter().enumerate() {
            if run.keep {
                self.stretch(way, &text, start..ends[i] - run.text.len(), &mut out);
                start = ends[i];
            }
        }
        self.stretch(way, &text, start..text.len(), &mut out);
        let (new, ends) = out.finish();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(&ends).map(|(start, end)| new[start..*end].to_owned()).collect()
    }

    /// Transliterates the part `range` of `text`.
    fn stretch<'t>(&self, way: Translit, text: &'t str, range: Range<usize>, out: &mut Output<'t>) {
        let stretch = Stretch { text, range };
        match way {
            Translit::ToLatin => to_latin::write(&stretch, &self.keep, out),
            Translit::ToCyrillic => {
                let knowledge = Knowledge { keep: &self.keep, exceptions: &self.exceptions };
                to_cyrillic::write(&stretch, &knowledge, out);
            }
        }
    }
}

/// The text without the marks `-{` and `}-`, where nothing is transliterated. A mark without its other half stays.
pub fn unprotect(text: &str) -> Cow<'_, str> {
    match protected(text) {
        None => Cow::Borrowed(text),
        Some(runs) => Cow::Owned(runs.iter().map(|run| run.text).collect()),
    }
}

/// Whether Serbian's table serves the language of this primary subtag: Serbian, Bosnian, Montenegrin, and the old tag
/// for all of them.
pub fn has_table(language: &str) -> bool {
    matches!(language, "sr" | "bs" | "sh" | "cnr")
}

/// Cuts a text at its protection marks; `None` where there are none.
fn protected(text: &str) -> Option<Vec<Run<'_>>> {
    // Nearly every text is done with here.
    if !text.contains('{') {
        return None;
    }
    let mut rest = text;
    let mut runs = Vec::new();
    while let Some((before, inside)) = rest.split_once("-{")
        && let Some((inside, after)) = inside.split_once("}-")
    {
        runs.push(Run { text: before, keep: false });
        runs.push(Run { text: inside, keep: true });
        rest = after;
    }
    if runs.is_empty() {
        return None;
    }
    runs.push(Run { text: rest, keep: false });
    Some(runs)
}
