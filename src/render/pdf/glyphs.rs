//! Whether every letter of a text can be printed: asked of the fonts before Typst is, so that the place in the writer's
//! text is known.

use crate::base::{Code, Diagnostic, Place, SourcePath, Span};
use std::collections::BTreeSet;

/// The letters that at least one font has.
#[derive(Debug, Default)]
pub struct Glyphs {
    /// Sorted, first and last of each run.
    runs: Vec<(u32, u32)>,
}

impl Glyphs {
    /// Of the letters in any order.
    pub fn new(letters: impl Iterator<Item = u32>) -> Self {
        let letters: BTreeSet<u32> = letters.collect();
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for letter in letters {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == letter => *last = letter,
                _ => runs.push((letter, letter)),
            }
        }
        Self { runs }
    }

    /// Whether a letter can be printed. What only steers others (joiners, soft hyphens, marks of direction) is never
    /// printed by itself.
    pub fn has(&self, letter: char) -> bool {
        let c = u32::from(letter);
        let steers = letter.is_control()
            || matches!(c, 0xad | 0x34f | 0x61c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff);
        let at = self.runs.partition_point(|(first, _)| *first <= c);
        steers || at.checked_sub(1).is_some_and(|i| c <= self.runs[i].1)
    }

    /// Speaks of the letters of a writer's text that cannot be printed, each once, at their place where the text stands
    /// in the file as it is read.
    pub fn check(&self, text: &str, file: &SourcePath, span: Span, diags: &mut Vec<Diagnostic>) {
        let same = span.end - span.start == u32::try_from(text.len()).unwrap_or(0);
        let mut said = BTreeSet::new();
        for (at, letter) in text.char_indices().filter(|(_, c)| !self.has(*c)) {
            if !said.insert(letter) {
                continue;
            }
            let start = span.start + u32::try_from(at).unwrap_or(0);
            let end = start + u32::try_from(letter.len_utf8()).unwrap_or(0);
            diags.push(missing(letter, Place::at(file, if same { Span { start, end } } else { span })));
        }
    }

    /// The first letter of a text that cannot be printed.
    pub fn lacks(&self, text: &str) -> Option<char> {
        text.chars().find(|c| !self.has(*c))
    }
}

/// Speaks of a letter that no font has.
pub fn missing(letter: char, place: Place) -> Diagnostic {
    let message = format!("no font of the printed version has the letter `{letter}` (U+{:04X})", u32::from(letter));
    Diagnostic::new(Code::MissingGlyph, place, message)
        .hint("write it with other letters, or put a font that has it into `print/` of the theme")
}
