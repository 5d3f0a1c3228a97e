//! Words with their documents → files of about the same size, each a stretch of the alphabet, packed tight.
//!
//! A file has two texts. The first holds its words in order, each as a capital letter that says how many characters
//! it shares with the word before (`A`: none, `Z`: 25) and the characters that follow. The second holds the documents
//! of each word, with a space between words: for each document a number in base 32, most significant figure first,
//! where figures with another behind them are 32 greater; it is four times the distance to the document before, plus
//! the rank (0 body, 1 heading, 2 title, 3 short title). A figure is a character from `#` on, without the backslash. Where a `!`
//! comes first the word stands in so many documents that only those are listed that have it in a title or heading.

use super::text;
use super::words::{Posting, Rank, Words};
use crate::model::{EditionId, Site};
use crate::render::views::Found;
use std::cmp::Ordering;

/// A word of a third of all documents says little, but only where that third is long does it cost much.
const COMMON: usize = 200;

/// The words of one part, shared out among files.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Words and documents of each file.
    pub files: Vec<(String, String)>,
    /// What the words of each file begin with, at least: no word of the file before reaches it. Files at the end that
    /// have no words are not among them.
    pub begins: Vec<String>,
}

type Entry = (Box<str>, Vec<Posting>);

impl Index {
    /// Reads all documents, numbered from `first`, and shares their words out among `files` files, of which the last may
    /// stay empty.
    pub fn of(site: &Site, edition: EditionId, (first, found): (usize, &[Found]), files: usize) -> Self {
        let mut words = Words::new(site.editions[edition].lang.language());
        for (f, document) in found.iter().zip(first as u32..) {
            text::of(site, edition, *f, &mut |rank, text| words.add(document, rank, text));
        }
        Self::share(words.finish().collect(), found.len(), files)
    }

    fn share(mut words: Vec<Entry>, documents: usize, files: usize) -> Self {
        words.sort_unstable_by(|a, b| as_scripts_compare(&a.0, &b.0));
        let packed: Vec<String> = words.iter().map(|(_, postings)| pack(postings, documents)).collect();
        let size = |i: usize| words[i].0.len() + packed[i].len() + 2;
        let total: usize = (0..words.len()).map(size).sum();
        let mut index = Self::default();
        let (mut next, mut done) = (0, 0);
        for file in 1..=files {
            let from = next;
            while next < words.len() && (done + size(next) / 2 < total * file / files || next == from) {
                done += size(next);
                next += 1;
            }
            index.begins.extend(words.get(from).map(|(first, _)| match from.checked_sub(1) {
                Some(before) => first_difference(&words[before].0, first).to_owned(),
                None => String::new(),
            }));
            let words = front_coded(words[from..next].iter().map(|(word, _)| &**word));
            index.files.push((words, packed[from..next].join(" ")));
        }
        index
    }
}

/// The order in which JavaScript puts strings: by UTF-16 code units. It differs from ours only where a character from
/// beyond the basic plane meets one of its last blocks.
fn as_scripts_compare(a: &str, b: &str) -> Ordering {
    let late = |text: &str| text.bytes().any(|b| b >= 0xEE);
    match late(a) || late(b) {
        true => a.encode_utf16().cmp(b.encode_utf16()),
        false => a.cmp(b),
    }
}

/// `word` up to and with the first character that tells it from the word before.
fn first_difference<'w>(before: &str, word: &'w str) -> &'w str {
    let shared = shared(before, word);
    let end = word[shared..].chars().next().map_or(shared, |c| shared + c.len_utf8());
    &word[..end]
}

/// How many bytes two words have in common at their beginnings.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

/// Words in order, each without what it shares with the word before.
fn front_coded<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut out = String::new();
    let mut before = "";
    for word in words {
        let (mut end, mut units) = (0, 0u8);
        for c in word[..shared(before, word)].chars() {
            if usize::from(units) + c.len_utf16() > 25 {
                break;
            }
            units += c.len_utf16() as u8;
            end += c.len_utf8();
        }
        out.push(char::from(b'A' + units));
        out.push_str(&word[end..]);
        before = word;
    }
    out
}

/// The documents of a word.
fn pack(postings: &[Posting], documents: usize) -> String {
    let common = postings.len() > COMMON && postings.len() * 3 > documents;
    let mut out = String::with_capacity(postings.len() + 1);
    if common {
        out.push('!');
    }
    let mut before = 0;
    for posting in postings.iter().filter(|p| !common || p.rank > Rank::Body) {
        number(&mut out, (posting.document - before) * 4 + posting.rank as u32);
        before = posting.document;
    }
    out
}

/// Writes a number in base 32.
fn number(out: &mut String, n: u32) {
    let figure = |n: u32| {
        let code = 35 + n as u8;
        char::from(if code < b'\\' { code } else { code + 1 })
    };
    let figures = (1..7).find(|f| n >> (5 * f) == 0).unwrap_or(7);
    for place in (1..figures).rev() {
        out.push(figure(32 + (n >> (5 * place) & 31)));
    }
    out.push(figure(n & 31));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(word: &str, documents: &[(u32, Rank)]) -> Entry {
        let postings = documents.iter().map(|(document, rank)| Posting { document: *document, rank: *rank });
        (word.into(), postings.collect())
    }

    #[test]
    fn packs_words_and_documents() {
        let words = vec![
            entry("sluzbenik", &[(0, Rank::Body), (2, Rank::Title)]),
            entry("pravo", &[(11, Rank::Heading)]),
            entry("sluzba", &[(400, Rank::Body)]),
        ];
        let index = Index::share(words, 500, 1);
        // 11 · 4 + 1 = 45 is 1, 13; 400 · 4 = 1600 is 1, 18, 0; 2 · 4 + 2 = 10.
        assert_eq!(index.files, [("ApravoAsluzbaFenik".to_owned(), "D0 DU# #-".to_owned())]);
        assert_eq!(index.begins, [""]);
    }

    #[test]
    fn files_are_of_one_size_and_cut_the_alphabet() {
        let words: Vec<Entry> = (0..100).map(|i| entry(&format!("w{i:02}"), &[(i, Rank::Body)])).collect();
        let index = Index::share(words, 100, 4);
        assert_eq!(index.begins, ["", "w26", "w51", "w75"]);
        let empty = Index::share(Vec::new(), 0, 2);
        assert_eq!((empty.begins.len(), empty.files.len()), (0, 2));
    }

    #[test]
    fn a_word_of_nearly_all_documents_lists_only_titles() {
        let all: Vec<(u32, Rank)> = (0..300).map(|i| (i, if i == 7 { Rank::Title } else { Rank::Body })).collect();
        assert_eq!(Index::share(vec![entry("e", &all)], 300, 1).files[0].1, "!A");
        assert_eq!(Index::share(vec![entry("e", &all)], 2000, 1).files[0].1.len(), 300);
    }
}
