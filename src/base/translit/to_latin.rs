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
                // Behind a letter no kept word begins, so that whatever follows in small letters goes with it.
                None => {
                    let small = small_letters(&bytes[at..end], !keep.has_cyrillic());
                    let latin = std::str::from_utf8(&small.latin[..small.written]).unwrap_or_default();
                    if small.length > 0 && out.replace_whole(at, at + small.length, |new| new.push_str(latin)) {
                        at += small.length;
                        continue;
                    }
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

/// How many bytes a stretch of small letters has at most.
const LONGEST: usize = 128;

/// Small letters in Latin.
struct Small {
    /// How many bytes the Cyrillic ones have.
    length: usize,
    latin: [u8; LONGEST],
    written: usize,
}

/// The small Cyrillic letters that `bytes` begins with; with the ASCII characters between them where they are in one
/// piece for all that follows, since no kept word begins with a Cyrillic letter.
fn small_letters(bytes: &[u8], with_ascii: bool) -> Small {
    let mut small = Small { length: 0, latin: [0; LONGEST], written: 0 };
    let (mut at, mut written) = (0, 0);
    while written + 2 <= LONGEST
        && let Some(first) = bytes.get(at)
    {
        match (first, bytes.get(at + 1)) {
            (0xD0 | 0xD1, Some(second)) => {
                let [one, two] = SMALL[usize::from(first & 1) << 6 | usize::from(second & 0x3F)];
                if one == 0 {
                    break;
                }
                (small.latin[written], small.latin[written + 1]) = (one, two);
                written += if two == 0 { 1 } else { 2 };
                at += 2;
                // What stands between letters counts only when one follows: marks look for the letter before them.
                (small.length, small.written) = (at, written);
            }
            (..0x80, _) if with_ascii => {
                small.latin[written] = *first;
                written += 1;
                at += 1;
            }
            _ => break,
        }
    }
    small
}

/// For each character from U+0400 to U+047F the one or two bytes of its Latin spelling where it is a small letter that
/// has so few; else zeros.
const SMALL: [[u8; 2]; 128] = {
    let mut table = [[0; 2]; 128];
    let mut i = 0;
    while i < table.len() {
        if let Some((letter, Case::Small)) = cyrillic(0xD0 | (i >> 6) as u8, 0x80 | (i & 0x3F) as u8) {
            match letter.latin(Case::Small).as_bytes() {
                [one] => table[i] = [*one, 0],
                [one, two] => table[i] = [*one, *two],
                _ => {}
            }
        }
        i += 1;
    }
    table
};

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
