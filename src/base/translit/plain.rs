//! Latin words that need no thought → Cyrillic: small letters of the alphabet, perhaps with a capital in front, and
//! neither sign nor numeral. A file of its own because most words of a text are such, and what `to_cyrillic` has to find
//! out of a word costs many times what these cost. Whatever is not surely plain is left to it.

use super::alphabet::{Sign, from_code, sign};
use super::exceptions::{Exceptions, digraph};
use super::passage::Stretch;
use super::symbols;
use super::to_cyrillic::JOINED;

/// How many letters a plain word has at most.
const LONGEST: usize = 32;

/// A plain word.
pub(super) struct Plain {
    /// Where it ends.
    pub end: usize,
    /// Whether its first letter is a capital.
    capital: bool,
    /// The codes of its letters.
    codes: [u8; LONGEST],
    length: usize,
}

/// Reads the word that begins at `at`; `None` where it is not plain.
pub(super) fn read(stretch: &Stretch<'_>, at: usize) -> Option<Plain> {
    let rest = stretch.after(at).as_bytes();
    let mut word = Plain { end: at, capital: false, codes: [0; LONGEST], length: 0 };
    let mut done = 0;
    if let Some((code, bytes)) = capital_letter(rest) {
        (word.capital, word.codes[0], word.length, done) = (true, code, 1, bytes);
    }
    for slot in &mut word.codes[word.length..] {
        let Some(byte) = rest.get(done) else { break };
        *slot = SMALL[usize::from(*byte)];
        if *slot == 0 {
            let Some(code) = small(&rest[done..]) else { break };
            *slot = code;
            done += 1;
        }
        done += 1;
        word.length += 1;
    }
    word.end += done;
    let is_plain = word.length > usize::from(word.capital) && ends(stretch, word.end) && !word.stays(stretch, at);
    is_plain.then_some(word)
}

impl Plain {
    /// Writes the word in Cyrillic.
    pub fn write(&self, exceptions: &Exceptions, new: &mut String) {
        let codes = &self.codes[..self.length];
        // The letters are of two bytes, and the room is there for all of them at once.
        new.reserve(2 * codes.len());
        let mut i = 0;
        while let Some(code) = codes.get(i) {
            let (code, step) = match codes.get(i + 1) {
                Some(next @ (b'j' | b'Z')) => match digraph(*code, *next) {
                    Some(which) if !exceptions.part(codes, i) => (JOINED[which], 2),
                    _ => (*code, 1),
                },
                _ => (*code, 1),
            };
            new.push(if self.capital && i == 0 { from_code(code, true) } else { CYRILLIC[usize::from(code & 127)] });
            i += step;
        }
    }

    /// Whether the word is a sign. Signs in small letters are units, which are short, and forms of `email` and `mail`.
    fn stays(&self, stretch: &Stretch<'_>, at: usize) -> bool {
        let first = self.codes[0];
        let may_stay = self.capital
            || matches!(first, b'e' | b'm')
            || self.length <= symbols::LONGEST_UNIT && symbols::UNIT_BEGINS[usize::from(first)];
        may_stay && symbols::stays(stretch, &(at..self.end))
    }
}

/// For each code its small letter.
const CYRILLIC: [char; 128] = {
    let mut table = ['\0'; 128];
    let mut code = 0;
    while code < table.len() {
        table[code] = from_code(code as u8, false);
        code += 1;
    }
    table
};

/// For each byte the code of the small letter that it is, or 0.
const SMALL: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = b'a';
    while byte <= b'z' {
        table[byte as usize] = if matches!(byte, b'q' | b'w' | b'x' | b'y') { 0 } else { byte };
        byte += 1;
    }
    table
};

/// Whether a word may end at `end`. Before a bracket it may count the points of a list.
fn ends(stretch: &Stretch<'_>, end: usize) -> bool {
    match stretch.after(end).as_bytes().first() {
        None => true,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric() && *byte != b')',
        Some(_) => stretch.after(end).chars().next().is_some_and(|c| sign(c) == Sign::Other),
    }
}

/// The code of the small letter of two bytes that `bytes` begins with.
fn small(bytes: &[u8]) -> Option<u8> {
    match bytes {
        [0xC4, 0x8D, ..] => Some(b'C'),
        [0xC4, 0x87, ..] => Some(b'K'),
        [0xC4, 0x91, ..] => Some(b'D'),
        [0xC5, 0xA1, ..] => Some(b'S'),
        [0xC5, 0xBE, ..] => Some(b'Z'),
        _ => None,
    }
}

/// The capital letter that `bytes` begins with: its code and its length.
fn capital_letter(bytes: &[u8]) -> Option<(u8, usize)> {
    Some(match bytes {
        [b'Q' | b'W' | b'X' | b'Y', ..] => return None,
        [byte @ b'A'..=b'Z', ..] => (byte.to_ascii_lowercase(), 1),
        [0xC4, 0x8C, ..] => (b'C', 2),
        [0xC4, 0x86, ..] => (b'K', 2),
        [0xC4, 0x90, ..] => (b'D', 2),
        [0xC5, 0xA0, ..] => (b'S', 2),
        [0xC5, 0xBD, ..] => (b'Z', 2),
        _ => return None,
    })
}
