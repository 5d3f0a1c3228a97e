//! The words in which Latin `nj`, `lj`, `dž` are two letters: the list `exceptions.tsv` into an answer for one digraph
//! of one word. A file of its own because this is knowledge of Serbian, kept as data.
//!
//! The list is asked from the place of the digraph: what follows it leads, through a sorted list, to the few stems that
//! go on so; only then is looked at what stands before.

use super::alphabet::codes;
use std::cmp::Reverse;

/// The list, as it lies beside this file.
pub(super) const LIST: &str = include_str!("exceptions.tsv");

/// How many letters of prefixes are looked through.
const LONGEST: usize = 32;

/// The stems and prefixes, ready to be asked.
pub(super) struct Exceptions {
    /// For `nj`, `lj`, `dž`: stems, sorted by what follows the digraph.
    stems: [Vec<Stem>; 3],
    prefixes: Vec<Vec<u8>>,
}

/// One line of the list, cut at the digraph, which itself is left out.
struct Stem {
    before: Vec<u8>,
    after: Vec<u8>,
    kind: Kind,
}

/// What may stand around a stem, and what it says of the digraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Two letters, whatever stands before.
    Everywhere,
    /// Two letters after prefixes or at the start.
    AfterPrefix,
    /// Two letters if this is the word.
    Whole,
    /// One letter after prefixes or at the start.
    Joined,
}

/// One line of the list: what it says of which stem, a bar where the letters part.
pub(super) enum Line<'l> {
    Stem(Kind, &'l str),
    Prefixes(&'l str),
}

/// Reads the lines of a list; what is no line of it is left out.
pub(super) fn lines(list: &str) -> impl Iterator<Item = Line<'_>> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        let (kind, stem) = (columns.next()?, columns.next()?);
        Some(match kind {
            "everywhere" => Line::Stem(Kind::Everywhere, stem),
            "after-prefix" => Line::Stem(Kind::AfterPrefix, stem),
            "whole" => Line::Stem(Kind::Whole, stem),
            "joined" => Line::Stem(Kind::Joined, stem),
            "prefix" => Line::Prefixes(stem),
            _ => return None,
        })
    })
}

impl Exceptions {
    /// Reads a list.
    pub fn read(list: &str) -> Self {
        let mut this = Self { stems: Default::default(), prefixes: Vec::new() };
        for line in lines(list) {
            match line {
                Line::Stem(kind, stem) => this.add(kind, stem),
                Line::Prefixes(prefixes) => this.prefixes.extend(prefixes.split(' ').filter_map(codes)),
            }
        }
        for stems in &mut this.stems {
            stems.sort_by(|a, b| a.after.cmp(&b.after).then_with(|| a.before.cmp(&b.before)));
        }
        this.prefixes.sort_by_key(|prefix| Reverse(prefix.len()));
        this
    }

    fn add(&mut self, kind: Kind, stem: &str) {
        let Some(letters) = codes(&stem.replace('|', "")) else { return };
        let bar = stem.split_once('|').map(|(before, _)| before.chars().count());
        let first = match bar {
            Some(bar) => bar.checked_sub(1),
            None => (1..letters.len()).map(|i| i - 1).find(|i| digraph(letters[*i], letters[i + 1]).is_some()),
        };
        let Some(first) = first.filter(|first| first + 1 < letters.len()) else { return };
        if let Some(which) = digraph(letters[first], letters[first + 1]) {
            let (before, after) = (letters[..first].to_vec(), letters[first + 2..].to_vec());
            self.stems[which].push(Stem { before, after, kind });
        }
    }

    /// Whether the digraph at `at` of the word is two letters.
    pub fn part(&self, word: &[u8], at: usize) -> bool {
        let Some(which) = digraph(word[at], word[at + 1]) else { return false };
        let (before, after) = (&word[..at], &word[at + 2..]);
        let stems = &self.stems[which];
        let whole = stems.iter().take_while(|stem| stem.after.is_empty());
        let first = after.first();
        let start = stems.partition_point(|stem| stem.after.first() < first);
        let going_on = stems[start..].iter().take_while(|stem| first.is_some() && stem.after.first() == first);
        whole
            .chain(going_on)
            .filter(|stem| after.starts_with(&stem.after) && before.ends_with(&stem.before))
            .filter(|stem| self.may_stand(stem, before, after))
            .max_by_key(|stem| stem.before.len() + stem.after.len())
            .is_some_and(|stem| stem.kind != Kind::Joined)
    }

    /// Whether what stands around the stem allows it.
    fn may_stand(&self, stem: &Stem, before: &[u8], after: &[u8]) -> bool {
        let rest = &before[..before.len() - stem.before.len()];
        match stem.kind {
            Kind::Everywhere => true,
            Kind::AfterPrefix | Kind::Joined => self.are_prefixes(rest),
            Kind::Whole => rest.is_empty() && after.len() == stem.after.len(),
        }
    }

    /// Whether `letters` is made of prefixes, or empty. No word has prefixes longer than [`LONGEST`] letters.
    fn are_prefixes(&self, letters: &[u8]) -> bool {
        letters.is_empty()
            || letters.len() <= LONGEST
                && self
                    .prefixes
                    .iter()
                    .any(|prefix| letters.strip_prefix(&prefix[..]).is_some_and(|rest| self.are_prefixes(rest)))
    }
}

/// Which of the three digraphs the two letters are.
pub(super) fn digraph(first: u8, second: u8) -> Option<usize> {
    match (first, second) {
        (b'n', b'j') => Some(0),
        (b'l', b'j') => Some(1),
        (b'd', b'Z') => Some(2),
        _ => None,
    }
}
