//! What earlier runs have counted of contents (their SHA-256, how long they are deflated) → the same, without counting it
//! again. Contents are known by a quick hash and their length; a list that is lost or that nobody can read costs time,
//! nothing else.

use super::whole;
use crate::base::{ContentHash, quick_hash};
use crate::render::Noted;
use rustc_hash::FxHashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Contents by their quick hash and their length.
type List = FxHashMap<(u64, u64), Noted>;

/// What is known of contents.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The file of the list.
    place: PathBuf,
    /// As an earlier run left it.
    known: OnceLock<List>,
    /// What this run has asked for.
    asked: Mutex<List>,
}

impl Notes {
    /// Those in the file `place`.
    pub fn at(place: PathBuf) -> Self {
        Self { place, ..Self::default() }
    }

    /// What is known of `contents`, or what `make` counts; `enough` says whether what is known tells all that is wanted.
    pub fn noted(&self, contents: &[u8], enough: fn(&Noted) -> bool, make: &dyn Fn() -> Noted) -> Noted {
        let key = (quick_hash(contents), contents.len() as u64);
        let known = self.known.get_or_init(|| read(&self.place)).get(&key);
        let noted = known.copied().filter(enough).unwrap_or_else(make);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(key, noted);
        noted
    }

    /// Writes down what this run asked for, unless that is known.
    pub fn renew(&self) {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if self.known.get().is_none_or(|known| *known == *asked) {
            return;
        }
        let line = |(key, noted): (&(u64, u64), &Noted)| {
            let deflated = noted.deflated.map(|length| format!(" {length}")).unwrap_or_default();
            format!("{:016x} {} {}{deflated}\n", key.0, key.1, noted.hash)
        };
        let mut lines: Vec<String> = asked.iter().map(line).collect();
        lines.sort_unstable();
        // A full disk or a folder that cannot be written costs time at the next run, nothing else.
        let write = |file: &mut fs::File| file.write_all(lines.concat().as_bytes());
        let _ = whole::write(&self.place, &std::process::id().to_string(), write);
    }
}

fn read(place: &Path) -> List {
    let line = |line: &str| {
        let mut parts = line.split(' ');
        let key = (u64::from_str_radix(parts.next()?, 16).ok()?, parts.next()?.parse().ok()?);
        let hash = ContentHash::parse(parts.next()?)?;
        let deflated = parts.next().map(str::parse).transpose().ok()?;
        Some((key, Noted { hash, deflated }))
    };
    fs::read_to_string(place).unwrap_or_default().lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn what_was_counted_is_not_counted_again() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("noted");
        let times = Cell::new(0);
        let count = |deflated| {
            times.set(times.get() + 1);
            Noted { hash: ContentHash::of(&[b"a"]), deflated }
        };
        for _ in 0..3 {
            let notes = Notes::at(place.clone());
            assert_eq!(notes.noted(b"a", |_| true, &|| count(None)).hash, ContentHash::of(&[b"a"]));
            assert_eq!(notes.noted(b"b", |_| true, &|| count(Some(7))).deflated, Some(7));
            assert_eq!(times.get(), 2);
            notes.renew();
        }
        // Half of a line is no line, and what is not told there is counted.
        let text = fs::read_to_string(&place).unwrap();
        fs::write(&place, &text[..text.len() - 50]).unwrap();
        let notes = Notes::at(place.clone());
        notes.noted(b"a", |noted| noted.deflated.is_some(), &|| count(Some(3)));
        assert_eq!(times.get(), 3);
        notes.renew();
        assert_eq!(fs::read_to_string(&place).unwrap().lines().count(), 1);
    }
}
