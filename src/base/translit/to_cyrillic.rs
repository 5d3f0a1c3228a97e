//! Latin to Cyrillic: word by word. A word is read into letters, asked whether it stays, and written with its digraphs.
//! A file of its own because this is where the rules of the other files meet, in their order.

use super::alphabet::{Sign, cyrillic_with, from_code, sign, takes_accent, with_mark};
use super::exceptions::{Exceptions, digraph};
use super::keep::KeepWords;
use super::passage::{Output, Stretch};
use super::plain::Plain;
use super::{addresses, numerals, plain, symbols};
use std::ops::Range;

/// What a site and the language know of words.
pub(super) struct Knowledge<'k> {
    pub keep: &'k KeepWords,
    pub exceptions: &'k Exceptions,
}

/// Writes every Serbian word of the stretch in Cyrillic.
pub(super) fn write(stretch: &Stretch<'_>, knowledge: &Knowledge<'_>, out: &mut Output<'_>) {
    let mut writer = Writer { stretch, knowledge, word: Word::default(), kept: Vec::new(), foreign_end: None };
    let mut at = stretch.range.start;
    loop {
        at = writer.plain_words(at, out);
        let Some((chunk, special)) = next_chunk(stretch, at) else { return };
        at = writer.chunk(chunk, special, out);
    }
}

/// The next stretch without white space from `at` on, and whether it has what addresses and codes have: a digit, or
/// some punctuation with more behind it.
fn next_chunk(stretch: &Stretch<'_>, at: usize) -> Option<(Range<usize>, bool)> {
    let rest = stretch.after(at);
    let chunk = rest.trim_start();
    let start = stretch.range.end - chunk.len();
    let (mut special, mut pending) = (false, None);
    let bytes = chunk.as_bytes();
    let mut i = 0;
    while let Some(byte) = bytes.get(i) {
        let (is_space, length) = match byte {
            0x80.. => chunk[i..].chars().next().map_or((false, 1), |c| (c.is_whitespace(), c.len_utf8())),
            byte => (char::from(*byte).is_whitespace(), 1),
        };
        if is_space {
            return Some((start..start + i, special));
        }
        special |= pending.is_some() || matches!(byte, b'0'..=b'9' | b'@');
        pending = Some(*byte).filter(|byte| matches!(byte, b'.' | b'/' | b'_' | b':' | b'\\'));
        i += length;
    }
    (!chunk.is_empty()).then_some((start..stretch.range.end, special || pending == Some(b'/')))
}

/// The work on one stretch.
struct Writer<'w> {
    stretch: &'w Stretch<'w>,
    knowledge: &'w Knowledge<'w>,
    word: Word,
    /// The parts of the chunk that stay.
    kept: Vec<Range<usize>>,
    /// Where the last word with foreign letters ended.
    foreign_end: Option<usize>,
}

impl Writer<'_> {
    /// Writes what stands between two spaces; the end of it, or of the kept words that begin in it.
    fn chunk(&mut self, chunk: Range<usize>, special: bool, out: &mut Output<'_>) -> usize {
        self.kept.clear();
        if special {
            addresses::find(&self.stretch.text[chunk.clone()], &mut self.kept);
        }
        let mut kept = 0;
        let mut at = chunk.start;
        while at < chunk.end {
            if let Some(part) = self.kept.get(kept)
                && at >= chunk.start + part.start
            {
                at = at.max(chunk.start + part.end);
                kept += 1;
                continue;
            }
            at = self.step(at, out);
        }
        at
    }

    /// Writes the word at `at`, or goes over the character there; the place behind it.
    fn step(&mut self, at: usize, out: &mut Output<'_>) -> usize {
        let rest = self.stretch.after(at);
        let Some(c) = rest.chars().next() else { return self.stretch.range.end };
        match sign(c) {
            Sign::Other => {
                let before = self.stretch.before(at).chars().next_back();
                addresses::placeholder(rest, before).map_or(at + c.len_utf8(), |length| at + length)
            }
            Sign::Mark | Sign::Joiner => at + c.len_utf8(),
            Sign::Letter { .. } | Sign::Foreign | Sign::Digit => match self.knowledge.keep.at(self.stretch, at) {
                Some(end) => end,
                None => match self.plain_word(at).filter(|word| self.write_plain(at, word, out)) {
                    Some(word) => word.end,
                    None => {
                        self.word.read(self.stretch, at);
                        self.write_word(out);
                        self.word.range.end
                    }
                },
            },
        }
    }

    /// Writes plain words that stand between spaces, from `at` on, with no more than one mark behind each; the end of
    /// the last.
    fn plain_words(&mut self, mut at: usize, out: &mut Output<'_>) -> usize {
        loop {
            let rest = self.stretch.after(at).as_bytes();
            let start = at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n')).count();
            let Some(word) = self.plain_word(start) else { return at };
            let end = match self.stretch.after(word.end).as_bytes() {
                [] | [b' ' | b'\n', ..] => word.end,
                [b',' | b'.' | b';' | b'!' | b'?'] | [b',' | b'.' | b';' | b'!' | b'?', b' ' | b'\n', ..] => {
                    word.end + 1
                }
                _ => return at,
            };
            if !self.write_plain(start, &word, out) {
                return at;
            }
            at = end;
        }
    }

    /// Reads the word at `at` where it is a plain one behind no foreign one, and no word that is kept.
    fn plain_word(&self, at: usize) -> Option<Plain> {
        match self.foreign_end {
            None => plain::read(self.stretch, at).filter(|_| self.knowledge.keep.at(self.stretch, at).is_none()),
            Some(_) => None,
        }
    }

    /// Writes a plain word, if it lies in one piece.
    fn write_plain(&self, at: usize, word: &Plain, out: &mut Output<'_>) -> bool {
        out.replace_whole(at, word.end, |new| word.write(self.knowledge.exceptions, new))
    }

    fn write_word(&mut self, out: &mut Output<'_>) {
        let after_foreign = self.foreign_end.take();
        let foreign = self.word.has_foreign || self.word.ends_rising() || self.belongs_to(after_foreign);
        if foreign {
            self.foreign_end = Some(self.word.range.end);
        } else if !self.word.has_digit
            && !numerals::stays(self.stretch, &self.word.range)
            && !symbols::stays(self.stretch, &self.word.range)
        {
            self.word.write(self.stretch.text, self.knowledge.exceptions, out);
        }
    }

    /// Whether the word is the second half of a foreign name: `Fi` of `Wi-Fi`, but not an ending (`Wi-Fi-ja`).
    fn belongs_to(&self, foreign_end: Option<usize>) -> bool {
        foreign_end.is_some_and(|end| end + 1 == self.word.range.start)
            && self.stretch.before(self.word.range.start).ends_with('-')
            && self.word.letters.first().is_some_and(|letter| letter.capital)
    }
}

/// A word, read.
#[derive(Default)]
struct Word {
    range: Range<usize>,
    letters: Vec<Letter>,
    /// The codes of the letters, side by side, to be compared with stems.
    codes: Vec<u8>,
    has_foreign: bool,
    has_digit: bool,
    /// Whether the last vowel has a rising accent.
    rising_end: bool,
}

/// A letter of a word and where it lies.
struct Letter {
    start: usize,
    end: usize,
    capital: bool,
    accent: Option<char>,
}

impl Word {
    /// Whether a rising accent stands on the last syllable, where no Serbian word has one: `café`.
    fn ends_rising(&self) -> bool {
        self.rising_end && self.letters.len() > 1
    }

    /// Reads the word that begins at `at`.
    fn read(&mut self, stretch: &Stretch<'_>, at: usize) {
        *self = Self {
            range: at..at,
            letters: std::mem::take(&mut self.letters),
            codes: std::mem::take(&mut self.codes),
            ..Self::default()
        };
        self.letters.clear();
        self.codes.clear();
        for (i, c) in stretch.after(at).char_indices() {
            let start = at + i;
            let end = start + c.len_utf8();
            match sign(c) {
                Sign::Letter { code, capital, accent } => {
                    self.letters.push(Letter { start, end, capital, accent });
                    self.codes.push(code);
                    self.rising_end = rising(code, accent).unwrap_or(self.rising_end);
                }
                Sign::Foreign => self.has_foreign = true,
                Sign::Digit => self.has_digit = true,
                Sign::Mark => self.mark(c, start, end),
                Sign::Joiner => {}
                Sign::Other => break,
            }
            self.range.end = end;
        }
    }

    /// Takes in a combining mark: it makes another letter, is an accent, or gives a foreign word away.
    fn mark(&mut self, mark: char, start: usize, end: usize) {
        let (Some(letter), Some(code)) = (self.letters.last_mut(), self.codes.last_mut()) else { return };
        if let (Some(other), true) = (with_mark(*code, mark), letter.end == start) {
            *code = other;
            letter.end = end;
        } else if !takes_accent(*code, mark) {
            self.has_foreign = true;
        } else {
            self.rising_end = rising(*code, Some(mark)).unwrap_or(self.rising_end);
            if letter.end == start && letter.accent.is_none() {
                letter.accent = Some(mark);
                letter.end = end;
            }
        }
    }

    /// Writes the word in Cyrillic.
    fn write(&self, text: &str, exceptions: &Exceptions, out: &mut Output<'_>) {
        let mut i = 0;
        while i < self.letters.len() {
            let letter = &self.letters[i];
            let next = self.letters.get(i + 1);
            let pair = next.and_then(|next| Some((next, digraph(self.codes[i], self.codes[i + 1])?)));
            match pair {
                Some((next, which)) if next.start == letter.end && !exceptions.part(&self.codes, i) => {
                    out.replace_char(letter.start, next.end, from_code(JOINED[which], letter.capital));
                    i += 2;
                    continue;
                }
                // A non-joiner is there to part the two letters.
                Some((next, _)) if text[letter.end..next.start] == *"\u{200C}" => {
                    write_letter(letter, self.codes[i], out);
                    out.replace(letter.end, next.start, "");
                }
                _ => write_letter(letter, self.codes[i], out),
            }
            i += 1;
        }
    }
}

/// The codes of the letters that `nj`, `lj`, `dž` are, in the order of [`digraph`].
pub(super) const JOINED: [u8; 3] = [b'N', b'L', b'X'];

/// Writes a letter with its accent.
fn write_letter(letter: &Letter, code: u8, out: &mut Output<'_>) {
    let base = from_code(code, letter.capital);
    match letter.accent {
        None => out.replace_char(letter.start, letter.end, base),
        Some(accent) => match cyrillic_with(base, accent) {
            Some(both) => out.replace_char(letter.start, letter.end, both),
            None => out.replace(letter.start, letter.end, &String::from_iter([base, accent])),
        },
    }
}

/// Whether a vowel has a rising accent; `None` for other letters.
fn rising(code: u8, accent: Option<char>) -> Option<bool> {
    matches!(code, b'a' | b'e' | b'i' | b'o' | b'u').then_some(matches!(accent, Some('\u{300}' | '\u{301}')))
}
