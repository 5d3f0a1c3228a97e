//! A catalogue → the share of it that one of several machines makes. Every file is in exactly one share, so all shares
//! together are the site; which one follows from its path alone, so nobody has to tell the machines of each other.
//!
//! Files that are made from one another stay together: an entry's page with its single file and its papers, all files of
//! a search index (they are made in one go), and what holds or weighs the other files of an edition, whatever share
//! these are in: its archives, the list of its kept copy, and the page that offers them.

use super::paper::Paper;
use super::recipe::{PageRecipe, Recipe};
use crate::base::OutPath;
use std::num::NonZeroUsize;

/// One of several shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 0.
    index: usize,
    /// How many there are.
    of: NonZeroUsize,
}

impl Shard {
    /// Reads `2/8`, the second of eight shares; `None` where it is no share: counting begins at 1 and ends at the number
    /// behind the slash.
    pub fn parse(text: &str) -> Option<Self> {
        let (index, of) = text.split_once('/')?;
        let number =
            |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<usize>().ok()).flatten();
        let (index, of) = (number(index)?.checked_sub(1)?, NonZeroUsize::new(number(of)?)?);
        (index < of.get()).then_some(Self { index, of })
    }

    /// Whether a file is in the share.
    pub fn holds(self, path: &OutPath, recipe: &Recipe) -> bool {
        let place = fnv(key(path, recipe).bytes()) % self.of.get() as u64;
        place == self.index as u64
    }
}

/// What files of one key are in one share.
fn key(path: &OutPath, recipe: &Recipe) -> String {
    match recipe {
        Recipe::Search(edition, file) => format!("search {edition} {:?}", file.part),
        Recipe::Bundle(edition)
        | Recipe::Book(edition)
        | Recipe::Kept(edition)
        | Recipe::Paper(edition, Paper::All)
        | Recipe::Page(edition, PageRecipe::Offline) => format!("whole {edition}"),
        _ => path.as_str().rsplit_once('/').map_or(path.as_str(), |(folder, _)| folder).to_owned(),
    }
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo), its upper half mixed into the lower: the same on every machine and in every
/// version of the program.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_shares_and_nothing_else() {
        assert_eq!(Shard::parse("2/8"), NonZeroUsize::new(8).map(|of| Shard { index: 1, of }));
        for bad in ["", "1", "0/3", "4/3", "1/0", "/3", "1/", "a/b", "-1/3", "1/3/5", "1 / 3", "+1/3"] {
            assert_eq!(Shard::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn shares_are_about_equal() {
        let count = |index: usize| {
            let shard = Shard::parse(&format!("{index}/7")).unwrap();
            let path = |n: usize| OutPath::new(format!("sq/guides/guide-{n:05}/index.html"));
            (0..7000).filter(|n| shard.holds(&path(*n), &Recipe::Page(0, PageRecipe::Entry(*n)))).count()
        };
        let counts: Vec<usize> = (1..=7).map(count).collect();
        assert_eq!(counts.iter().sum::<usize>(), 7000);
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }
}
