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
    /// By a word as it is written, its place in `seen`. A written word is folded only once.
    written: FxHashMap<Box<str>, u32>,
    /// The same for words of so few bytes that they fit into a number, as nearly all do: what is compared for each word
    /// of each text is one number then.
    short: FxHashMap<u128, u32>,
    seen: Vec<Seen>,
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
        Self { language, written, short, seen: Vec::new(), folded: Vec::new(), ids, postings: Vec::new() }
    }

    /// Adds the words of a text.
    pub fn add(&mut self, document: u32, rank: Rank, text: &str) {
        let mut bytes = text.bytes().enumerate();
        while let Some((from, first)) = bytes.find(|(_, byte)| INSIDE[usize::from(*byte)]) {
            // No byte of a word is zero, so that the number of one is that of no other.
            let (mut number, mut end) = (u128::from(first), text.len());
            for (at, byte) in bytes.by_ref() {
                if !INSIDE[usize::from(byte)] {
                    end = at;
                    break;
                }
                number = number << 8 | u128::from(byte);
            }
            self.word(Posting { document, rank }, &text[from..end], number);
        }
    }

    /// Adds a stretch without ASCII signs, which is one word but where other signs are in it; `number` is made of its
    /// last bytes.
    fn word(&mut self, posting: Posting, written: &str, number: u128) {
        let is_short = written.len() <= size_of::<u128>();
        let known = if is_short { self.short.get(&number) } else { self.written.get(written) };
        let place = match known {
            Some(place) => *place,
            None => {
                let place = self.fold(written);
                match is_short {
                    true => self.short.insert(number, place),
                    false => self.written.insert(written.into(), place),
                };
                place
            }
        };
        let seen = &mut self.seen[place as usize];
        if seen.last.is_some_and(|last| last.document == posting.document && last.rank >= posting.rank) {
            return;
        }
        seen.last = Some(posting);
        for id in seen.folded.clone() {
            let list = &mut self.postings[self.folded[id as usize] as usize];
            match list.last_mut() {
                Some(last) if last.document == posting.document => last.rank = last.rank.max(posting.rank),
                _ => list.push(posting),
            }
        }
    }

    fn fold(&mut self, written: &str) -> u32 {
        let from = self.folded.len() as u32;
        for word in key_in(self.language, written).split(' ').filter(|w| !w.is_empty()) {
            let id = *self.ids.entry(word.into()).or_insert_with(|| {
                self.postings.push(Vec::new());
                self.postings.len() as u32 - 1
            });
            self.folded.push(id);
        }
        let place = self.seen.len() as u32;
        self.seen.push(Seen { folded: from..self.folded.len() as u32, last: None });
        place
    }

    /// The words with their documents, in no order.
    pub fn finish(self) -> impl Iterator<Item = (Box<str>, Vec<Posting>)> {
        let Self { ids, mut postings, .. } = self;
        ids.into_iter().map(move |(word, id)| (word, std::mem::take(&mut postings[id as usize])))
    }
}

/// Whether a byte can be inside a word: [`crate::base::key`] ends words at all other signs of ASCII.
const INSIDE: [bool; 256] = {
    let mut inside = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        inside[byte] = byte >= 0x80 || (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'\'' | b'`');
        byte += 1;
    }
    inside
};

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
