//! Cyrillic to Latin: exact, letter by letter. A file of its own because it shares nothing with the way back but the
//! tables; the one question here is whether Њ is `Nj` or `NJ`.

use super::alphabet::{Case, Letter, Sign, cyrillic, latin_with, sign};
use super::keep::KeepWords;
use super::passage::{Output, Stretch, in_word};

/// Writes every Cyrillic letter of the stretch in Latin, but for the words that are kept.
pub(super) fn write(stretch: &Stretch<'_>, keep: &KeepWords, out: &mut Output<'_>) {
    let bytes = stretch.text.as_bytes();
    let end = stretch.range.end;
    let mut at = stretch.range.start;
    while at < end {
        let (first, second) = (bytes[at], bytes.get(at + 1).copied().unwrap_or_default());
        at = match first {
            ..0xCC => at + 1,
            0xCC | 0xCD => mark(stretch, at, out),
            0xD0 | 0xD1 => match keep.has_cyrillic().then(|| kept(stretch, keep, at)).flatten() {
                Some(after) => after,
                None => {
                    if let Some((letter, case)) = cyrillic(first, second) {
                        out.replace(at, at + 2, letter.latin(case_of(letter, case, stretch, at)));
                    }
                    at + 2
                }
            },
            0xD3 => long_vowel(at, second, out),
            _ => at + 1,
        };
    }
}

/// The end of the kept word that begins at `at`.
fn kept(stretch: &Stretch<'_>, keep: &KeepWords, at: usize) -> Option<usize> {
    keep.at(stretch, at).filter(|_| !stretch.before(at).ends_with(in_word))
}

/// A combining mark goes into the letter before it, where Latin has a character for the two.
fn mark(stretch: &Stretch<'_>, at: usize, out: &mut Output<'_>) -> usize {
    if let Some(mark) = stretch.after(at).chars().next() {
        out.merge(at, at + 2, |base| latin_with(base, mark));
    }
    at + 2
}

/// The vowels for which Cyrillic has a character with the length mark.
fn long_vowel(at: usize, second: u8, out: &mut Output<'_>) -> usize {
    let latin = match second {
        0xA2 => 'Ī',
        0xA3 => 'ī',
        0xAE => 'Ū',
        0xAF => 'ū',
        _ => return at + 2,
    };
    out.replace_char(at, at + 2, latin);
    at + 2
}

/// The letter case of the spelling: two letters are both capitals when the word is in capitals.
fn case_of(letter: &Letter, case: Case, stretch: &Stretch<'_>, at: usize) -> Case {
    match case {
        Case::Title if letter.is_pair() && among_capitals(stretch, at) => Case::Capitals,
        other => other,
    }
}

/// Whether the capital at `at` stands in a word in capitals. The letter after it decides; at the end of a word the one
/// before it; a letter alone goes with the words around it, so that initials (`Љ. Чолић`) are not in capitals.
fn among_capitals(stretch: &Stretch<'_>, at: usize) -> bool {
    let in_this_word = |c: &char| matches!(sign(*c), Sign::Mark | Sign::Joiner);
    let next = stretch.after(at + 2).chars().find(|c| !in_this_word(c)).filter(|c| c.is_alphabetic());
    let last = stretch.before(at).chars().rev().find(|c| !in_this_word(c)).filter(|c| c.is_alphabetic());
    match (next, last) {
        (Some(next), _) => next.is_uppercase(),
        (None, Some(last)) => last.is_uppercase(),
        (None, None) => stretch.in_capitals(&(at..at + 2)),
    }
}
