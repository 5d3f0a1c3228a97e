//! Turns texts into their alphabetical order and into the headings of an A–Z list. A file of its own because of the
//! headings: CLDR's lists of them are not in ICU4X, so the alphabet is read off the order itself.
//!
//! A letter is what has its words to itself. Albanian sorts `dh` not between `d` and the last word on `d` but behind
//! it, so `dh` is a letter; `ç` likewise, while the `ć` of a foreign name stands among the words on `c` and is none.
//! Headings found in this way cannot contradict the order of the list below them.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;
use icu_normalizer::DecomposingNormalizerBorrowed;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::iter;
use std::sync::OnceLock;

/// The alphabetical order of one language (CLDR collation).
pub(super) struct Order {
    /// Tells accents and case apart.
    full: CollatorBorrowed<'static>,
    /// Tells letters apart and nothing else.
    primary: CollatorBorrowed<'static>,
    /// The Latin letters in their order, lower case; made when the first heading is asked for.
    alphabet: OnceLock<Vec<Letter>>,
}

/// A letter, and the stretch of the order in which the words on it stand.
struct Letter {
    text: String,
    /// What it is sorted by itself: nothing but letters count.
    key: Vec<u8>,
    /// What the end of the words on it is sorted by.
    end: Vec<u8>,
}

impl Letter {
    /// Whether what is sorted by `key` stands among the words on this letter.
    fn begins(&self, key: &[u8]) -> bool {
        *self.key <= *key && *key < *self.end
    }
}

/// Sorts behind everything else (UTS 35, part 5, "Root Collation"): `d` and this are the end of the words on `d`.
const LAST: char = '\u{FFFF}';

/// Between two letters it counts for nothing, but they are two (combining grapheme joiner; UTS 10, 3.3.2).
const PARTED: char = '\u{34F}';

/// Letters that a Latin alphabet may have besides the 26: Latin-1, Latin Extended A and B, and the African and Romani
/// letters among the phonetic ones.
const FURTHER: std::ops::RangeInclusive<char> = '\u{DF}'..='\u{2AF}';

/// Second halves of digraphs are of the 26 or of Latin Extended A (`dž`, Maltese `għ`).
const LAST_OF_DIGRAPHS: char = '\u{17F}';

impl Order {
    /// The order for `locale`; that of the Unicode root where CLDR has none.
    pub(super) fn new(locale: &Locale) -> Self {
        let mut letters = CollatorOptions::default();
        letters.strength = Some(Strength::Primary);
        Self {
            full: collator(locale, CollatorOptions::default()),
            primary: collator(locale, letters),
            alphabet: OnceLock::new(),
        }
    }

    pub(super) fn compare(&self, a: &str, b: &str) -> Ordering {
        self.full.compare(a, b).then_with(|| a.cmp(b))
    }

    pub(super) fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 3 + 8);
        let Ok(()) = self.full.write_sort_key_to(text, &mut key);
        // No key contains a zero byte, so what follows one decides only between texts of the same key.
        key.push(0);
        key.extend_from_slice(text.as_bytes());
        key
    }

    /// The heading of `text`, made presentable by `title`.
    pub(super) fn first_letter(&self, text: &str, title: impl Fn(&str) -> String) -> String {
        let text = super::nfc(text);
        match text.chars().next() {
            None => String::new(),
            Some(first) if !first.is_alphabetic() => super::Cldr::NO_LETTER.to_string(),
            // The alphabet takes a while to read, and other scripts do not need it.
            Some(first) => match is_latin(first).then(|| self.latin_letter(&text)).flatten() {
                Some(letter) => title(letter),
                None => title(&self.plain(first).to_string()),
            },
        }
    }

    /// The last Latin letter that does not stand behind `text`.
    fn latin_letter(&self, text: &str) -> Option<&str> {
        let alphabet = self.alphabet.get_or_init(|| self.read_alphabet());
        let behind = alphabet.partition_point(|letter| self.primary.compare(&letter.text, text) != Ordering::Greater);
        alphabet.get(behind.checked_sub(1)?).map(|letter| letter.text.as_str())
    }

    /// The Latin letters of the order. Which are wanted depends on the language; the others never become a heading,
    /// except over foreign names.
    fn read_alphabet(&self) -> Vec<Letter> {
        let mut alphabet: Vec<Letter> = Vec::new();
        let mut bases: HashMap<char, Letter> = HashMap::new();
        for single in ('a'..='z').chain(FURTHER.filter(|c| c.is_lowercase())) {
            let key = self.letters(&single.to_string());
            let base = base(single).filter(|base| *base != single);
            let base = base.map(|base| bases.entry(base).or_insert_with(|| self.letter(base.to_string())));
            if base.is_none_or(|base| !base.begins(&key)) {
                self.insert(&mut alphabet, single.to_string(), &key);
            }
        }
        let mut seconds: Vec<String> = alphabet.iter().map(|letter| letter.text.clone()).collect();
        seconds.retain(|letter| letter.chars().all(|c| c <= LAST_OF_DIGRAPHS));
        let (mut digraph, mut apart) = (String::new(), String::new());
        for (first, second) in ('a'..='z').flat_map(|first| seconds.iter().map(move |second| (first, second))) {
            digraph.clear();
            digraph.extend([first]);
            digraph.push_str(second);
            apart.clear();
            apart.extend([first, PARTED]);
            apart.push_str(second);
            // Nearly all are two letters and no more; that costs one comparison to find out.
            let two = self.primary.compare(&digraph, &apart) == Ordering::Equal;
            if !two && !self.begins(&digraph[..1], &digraph) {
                self.insert(&mut alphabet, digraph.clone(), &self.letters(&digraph));
            }
        }
        alphabet
    }

    /// Puts a letter where it belongs, unless it begins a word on the letter before it. Of two spellings of one letter
    /// stays the one that sorts first: Danish `ø` and not `ö`, Croatian `dž` and not `ǆ`; and where CLDR makes no
    /// difference at all, the later one: Romanian `ș` and not the older `ş`.
    fn insert(&self, alphabet: &mut Vec<Letter>, text: String, key: &[u8]) {
        let at = alphabet.partition_point(|known| *known.key <= *key);
        let Some(known) = at.checked_sub(1).map(|before| &mut alphabet[before]) else {
            return alphabet.insert(0, self.letter(text));
        };
        if !known.begins(key) {
            alphabet.insert(at, self.letter(text));
        } else if *known.key == *key && self.full.compare(&known.text, &text) != Ordering::Less {
            *known = self.letter(text);
        }
    }

    fn letter(&self, text: String) -> Letter {
        Letter { key: self.letters(&text), end: self.letters(&format!("{text}{LAST}")), text }
    }

    /// What a text is sorted by where nothing but letters count.
    fn letters(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(16);
        let Ok(()) = self.primary.write_sort_key_to(text, &mut key);
        key
    }

    /// The letter without its accent, if the accented one is no letter of its own.
    fn plain(&self, letter: char) -> char {
        let accented = letter.to_string();
        base(letter).filter(|base| self.begins(&base.to_string(), &accented)).unwrap_or(letter)
    }

    /// Whether `text` stands among the words on `letter`.
    fn begins(&self, letter: &str, text: &str) -> bool {
        self.primary.compare(letter, text) != Ordering::Greater
            && self.primary.compare(text, &format!("{letter}{LAST}")) == Ordering::Less
    }
}

/// What an accented letter is without its accent.
fn base(letter: char) -> Option<char> {
    DecomposingNormalizerBorrowed::new_nfd().normalize_iter(iter::once(letter)).next()
}

fn collator(locale: &Locale, options: CollatorOptions) -> CollatorBorrowed<'static> {
    Collator::try_new(locale.into(), options)
        .or_else(|_| Collator::try_new(Default::default(), options))
        .expect("the compiled data hold the root order")
}

/// Whether a letter is of the Latin script: its blocks, without the modifier letters and Greek that follow them.
fn is_latin(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{AA}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}')
}
