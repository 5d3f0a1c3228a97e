//! Texts → the words in them, folded, each with the documents it stands in and how prominently.

use crate::base::key_in;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How prominently a word stands in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// In its text.
    Body,
    /// In a heading or its description.
    Heading,
    /// In its title or another of its names.
    Title,
    /// In a name of one or two words: whoever types `Prizren` wants the municipality before all offices there.
    Name,
}

/// A document that a word stands in, by its place in the list of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub document: u32,
    /// The most prominent place.
    pub rank: Rank,
}

/// Collects the words of documents, which must come in order.
pub struct Words<'l> {
    /// The language of the edition, as a subtag.
    language: &'l str,
    /// The words as they are written, each with what it is. A written word is folded only once.
    written: FxHashMap<Box<str>, Seen>,
    /// Words of so few bytes that they fit into a number, as nearly all do: what is compared for each word of each text
    /// is one number then.
    short: FxHashMap<u128, Seen>,
    folded: Vec<u32>,
    ids: FxHashMap<Box<str>, u32>,
    postings: Vec<Vec<Posting>>,
}

/// A word as it is written: where its folded words are in `folded`, and where it was seen last.
struct Seen {
    folded: Range<u32>,
    last: Option<Posting>,
}

impl<'l> Words<'l> {
    /// No words yet.
    pub fn new(language: &'l str) -> Self {
        let (written, short, ids) = Default::default();
        Self { language, written, short, folded: Vec::new(), ids, postings: Vec::new() }
    }

    /// Adds the words of a text.
    pub fn add(&mut self, document: u32, rank: Rank, text: &str) {
        let posting = Posting { document, rank };
        stretches(text.as_bytes(), |range| self.word(posting, text, range));
    }

    /// Adds a stretch of a text without ASCII signs, which is one word but where other signs are in it.
    fn word(&mut self, posting: Posting, text: &str, range: Range<usize>) {
        let number = (range.len() <= MOST).then(|| number(text.as_bytes(), range.clone()));
        let known = match number {
            Some(number) => self.short.get_mut(&number),
            None => self.written.get_mut(&text[range.clone()]),
        };
        let Some(seen) = known else {
            let written = &text[range];
            let folded = self.fold(written);
            self.post(posting, folded.clone());
            let seen = Seen { folded, last: Some(posting) };
            match number {
                Some(number) => self.short.insert(number, seen),
                None => self.written.insert(written.into(), seen),
            };
            return;
        };
        if seen.last.is_some_and(|last| last.document == posting.document && last.rank >= posting.rank) {
            return;
        }
        seen.last = Some(posting);
        let folded = seen.folded.clone();
        self.post(posting, folded);
    }

    /// Notes that folded words stand in a document.
    fn post(&mut self, posting: Posting, folded: Range<u32>) {
        for id in folded {
            let list = &mut self.postings[self.folded[id as usize] as usize];
            match list.last_mut() {
                Some(last) if last.document == posting.document => last.rank = last.rank.max(posting.rank),
                _ => list.push(posting),
            }
        }
    }

    fn fold(&mut self, written: &str) -> Range<u32> {
        let from = self.folded.len() as u32;
        for word in key_in(self.language, written).split(' ').filter(|w| !w.is_empty()) {
            let id = *self.ids.entry(word.into()).or_insert_with(|| {
                self.postings.push(Vec::new());
                self.postings.len() as u32 - 1
            });
            self.folded.push(id);
        }
        from..self.folded.len() as u32
    }

    /// The words with their documents, in no order.
    pub fn finish(self) -> impl Iterator<Item = (Box<str>, Vec<Posting>)> {
        let Self { ids, mut postings, .. } = self;
        ids.into_iter().map(move |(word, id)| (word, std::mem::take(&mut postings[id as usize])))
    }
}

/// How many bytes a short word has at most.
const MOST: usize = size_of::<u128>();

/// The bytes of a short word as a number. No byte of a word is zero, so that the number of one is that of no other.
fn number(text: &[u8], word: Range<usize>) -> u128 {
    let at_once = text.get(word.start..word.start + MOST).and_then(|bytes| <[u8; MOST]>::try_from(bytes).ok());
    match at_once {
        Some(bytes) => u128::from_le_bytes(bytes) & u128::MAX >> (8 * (MOST - word.len())),
        None => text[word].iter().rev().fold(0, |number, byte| number << 8 | u128::from(*byte)),
    }
}

/// Whether a byte can be inside a word: [`crate::base::key`] ends words at all other signs of ASCII.
fn is_inside(byte: u8) -> bool {
    byte >= 0x80 || byte.is_ascii_alphanumeric() || byte == b'\'' || byte == b'`'
}

/// How many bytes are looked at together: as many as a number has bits.
const AT_ONCE: usize = u64::BITS as usize;

/// Finds the longest stretches of bytes that can be inside a word.
fn stretches(text: &[u8], mut take: impl FnMut(Range<usize>)) {
    let (mut from, mut inside) = (0, false);
    for (start, bytes) in (0..).step_by(AT_ONCE).zip(text.chunks(AT_ONCE)) {
        let mask = match <&[u8; AT_ONCE]>::try_from(bytes) {
            Ok(bytes) => mask(bytes),
            Err(_) => {
                let mut filled = [b' '; AT_ONCE];
                filled[..bytes.len()].copy_from_slice(bytes);
                mask(&filled)
            }
        };
        // A bit is set where a stretch begins or ends.
        let mut turns = mask ^ (mask << 1 | u64::from(inside));
        while turns != 0 {
            let at = start + turns.trailing_zeros() as usize;
            if inside {
                take(from..at);
            }
            (from, inside) = (at, !inside);
            turns &= turns - 1;
        }
    }
    if inside {
        take(from..text.len());
    }
}

/// Which of the bytes can be inside a word, a bit each, the first one lowest.
fn mask(bytes: &[u8; AT_ONCE]) -> u64 {
    // In two steps, which compilers make of many bytes at once; multiplying gathers the lowest bits of eight bytes in the
    // highest byte.
    let inside = bytes.map(|byte| u8::from(is_inside(byte)));
    let gathered = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    inside.as_chunks().0.iter().rev().fold(0, |mask, eight| mask << 8 | gathered(eight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::key;

    #[test]
    fn finds_the_words_that_a_key_has() {
        for text in [
            "Službenik, s’ka; s'ka (05/L-021) — ђак…и још«овде»",
            "`ç'të` bëj?",
            "kon\u{AD}junktura 12 m² l\u{2019}",
            "",
            " -- ",
            "aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaa baaaaaaaaaaaaaaaa b a\u{0}a",
        ] {
            let mut words = Words::new("sq");
            words.add(0, Rank::Body, text);
            let mut found: Vec<Box<str>> = words.finish().map(|(word, _)| word).collect();
            found.sort();
            let key = key(text);
            let mut expected: Vec<&str> = key.split(' ').filter(|w| !w.is_empty()).collect();
            expected.sort();
            expected.dedup();
            assert_eq!(found.iter().map(|w| &**w).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn the_most_prominent_place_counts() {
        let mut words = Words::new("sq");
        words.add(3, Rank::Title, "Žalba");
        words.add(3, Rank::Body, "zalba");
        words.add(7, Rank::Body, "жалба");
        let postings: Vec<_> = words.finish().flat_map(|(_, list)| list).map(|p| (p.document, p.rank)).collect();
        assert_eq!(postings, [(3, Rank::Title), (7, Rank::Body)]);
    }
}
