//! What an earlier build made each file from, and what came out → the files that need not be made again.
//!
//! A file is taken for what it was when two things hold: it would be made from the same ([`Bakery::made_from`]), and the
//! old site's file *has the bytes* that came out then. Clocks and sizes say nothing here either; whoever alters a
//! file of the output gets it mended. A record that is lost or that nobody can read costs time, nothing else.

use super::old::OldSite;
use super::{Bakery, whole};
use crate::base::{ContentHash, OutPath, quick_hash};
use rustc_hash::FxHashMap;
use std::fs;
use std::io::Write;
use std::path::Path;

/// What a file was made from, and a hash of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Made {
    from: u128,
    bytes: u64,
}

impl Made {
    /// Notes that `bytes` came out.
    pub fn new(from: ContentHash, bytes: &[u8]) -> Self {
        Self { from: from.half(), bytes: quick_hash(bytes) }
    }
}

/// What is known of the files of an earlier build.
#[derive(Debug, Default)]
pub(super) struct Record {
    known: FxHashMap<String, Made>,
}

impl Record {
    /// Reads a record; an empty one where there is none, or none that can be read.
    pub fn read(place: &Path) -> Self {
        let text = fs::read_to_string(place).unwrap_or_default();
        let line = |line: &str| {
            let (from, rest) = line.split_once(' ')?;
            let (bytes, path) = rest.split_once(' ')?;
            let made = Made { from: u128::from_str_radix(from, 16).ok()?, bytes: u64::from_str_radix(bytes, 16).ok()? };
            Some((path.to_owned(), made))
        };
        Self { known: text.lines().filter_map(line).collect() }
    }

    /// Whether the old site has the file that would come out.
    pub fn holds(&self, bakery: &dyn Bakery, path: &OutPath, old: &OldSite) -> Option<Made> {
        let known = *self.known.get(path.as_str())?;
        let same = bakery.made_from(path)?.half() == known.from && quick_hash(&old.read(path)?) == known.bytes;
        same.then_some(known)
    }

    /// Writes down what this build made, unless that is known.
    pub fn renew<'a>(&self, place: &Path, made: impl Iterator<Item = (&'a OutPath, Made)> + Clone) {
        let known = |(path, made): (&OutPath, Made)| self.known.get(path.as_str()) == Some(&made);
        if made.clone().count() == self.known.len() && made.clone().all(known) {
            return;
        }
        let line =
            |(path, made): (&OutPath, Made)| format!("{:032x} {:016x} {}\n", made.from, made.bytes, path.as_str());
        let text: String = made.map(line).collect();
        // A full disk or a folder that cannot be written costs time at the next run, nothing else.
        let _ = whole::write(place, &std::process::id().to_string(), |file| file.write_all(text.as_bytes()));
    }
}
