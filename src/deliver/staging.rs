//! Baked bytes and unchanged files → a whole new tree beside the output, in any order and from many threads. A file of
//! its own because all that is written of a site is written here.
//!
//! Most of the work of a small change is folders: each page has its own, so a new tree of 20,000 pages is 20,000 folders
//! made and, after the exchange, as many removed (which ext4 punishes for minutes: it walks over the places of deleted
//! folders each time a new one is made). So a tree of an earlier build may be used again. Nothing in it is trusted: a
//! file stays only if it *is* the old site's file under another name, and [`Staging::finish`] removes what no path wants.

use super::machine::Deed;
use super::old::OldSite;
use super::place::Place;
use super::{Baked, tree};
use crate::base::MachineError;
use crate::base::OutPath;
use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The new site while it grows. Dropped, it takes its folder along.
#[derive(Debug)]
pub(super) struct Staging<'a> {
    place: &'a Place,
    soil: Soil,
    /// Folders that are there, so that each is made once.
    folders: Mutex<HashSet<&'a str>>,
}

/// What the tree grows on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Soil {
    /// An empty folder.
    Empty,
    /// A tree from the attic, with files of which none may stay unless it is the old site's.
    Attic,
}

impl<'a> Staging<'a> {
    /// Fetches the tree that lies in the attic, or makes an empty folder.
    pub fn begin(place: &'a Place) -> Result<Self, MachineError> {
        // A symbolic link would lead the whole site elsewhere.
        let fetch = |attic: &PathBuf| is_folder(attic) && fs::rename(attic, &place.staging).is_ok();
        let fetched = place.attic.as_ref().is_some_and(fetch);
        let begun = match fetched {
            true => Ok(Soil::Attic),
            false => fs::create_dir(&place.staging).map(|()| Soil::Empty),
        };
        match begun {
            Ok(soil) => Ok(Self { place, soil, folders: Mutex::default() }),
            Err(error) => Err(MachineError::io(Deed::Write, &place.staging, &error)),
        }
    }

    /// Writes one file; answers with its length in bytes.
    pub fn write(&self, path: &'a OutPath, baked: &Baked) -> Result<u64, MachineError> {
        let written = |result: io::Result<u64>| {
            result.map_err(|error| MachineError::io(Deed::Write, &self.place.show(path), &error))
        };
        match baked {
            Baked::Bytes(bytes) => {
                let write = |mut file: File| file.write_all(bytes).map(|()| bytes.len() as u64);
                written(self.create(path).and_then(write))
            }
            Baked::File(source) => {
                let mut from = File::open(source).map_err(|error| MachineError::io(Deed::Read, source, &error))?;
                written(self.create(path).and_then(|mut to| io::copy(&mut from, &mut to)))
            }
        }
    }

    /// Takes an unchanged file over from the old site: the same file under a second name, or a copy with the same date
    /// where the file system has no hard links.
    pub fn keep(&self, path: &'a OutPath, old: &OldSite) -> Result<(), MachineError> {
        let (from, to) = (old.file(path), self.place.staging.join(path.as_str()));
        let link = |()| match self.soil {
            Soil::Attic if is_same_file(&from, &to) => Ok(()),
            Soil::Attic | Soil::Empty => self.afresh(&to, |to| fs::hard_link(&from, to)),
        };
        self.folder(folder_of(path.as_str()))
            .and_then(link)
            .or_else(|_| self.copy(path, &from))
            .map_err(|error| MachineError::io(Deed::Write, &self.place.show(path), &error))
    }

    /// Removes what no path wants. Every path must have been written or kept before.
    pub fn finish(&self, paths: &[&OutPath]) -> Result<(), MachineError> {
        if self.soil == Soil::Empty {
            return Ok(());
        }
        let wanted: HashSet<&str> = paths.iter().map(|path| path.as_str()).collect();
        let staging = &self.place.staging;
        match tree::prune(staging, &wanted).map_err(|error| MachineError::io(Deed::Write, staging, &error))? {
            files if files == paths.len() => Ok(()),
            // On an empty soil the second of the two could not have been written.
            _ => Err(MachineError::io(Deed::Write, &self.place.shown, &ErrorKind::AlreadyExists.into())),
        }
    }

    /// Returns a tree that came from the attic; any other goes as this value is dropped. Not for a build that the
    /// machine stopped: it may be the attic's room that is lacking.
    pub fn give_up(&self) {
        if self.soil == Soil::Attic {
            // In vain is as good: the tree then goes.
            let _ = self.place.put_away(&self.place.staging);
        }
    }

    fn copy(&self, path: &'a OutPath, old: &Path) -> io::Result<()> {
        let mut from = File::open(old)?;
        let mut to = self.create(path)?;
        io::copy(&mut from, &mut to)?;
        to.set_modified(from.metadata()?.modified()?)
    }

    /// A new file. An existing one is never written into: somebody may still be reading it.
    fn create(&self, path: &'a OutPath) -> io::Result<File> {
        self.folder(folder_of(path.as_str()))?;
        let create = |path: &Path| OpenOptions::new().write(true).create_new(true).open(path);
        self.afresh(&self.place.staging.join(path.as_str()), create)
    }

    /// Makes a folder and those above it. Several threads may try at once; the set's lock is never held while the disk
    /// works, so each step must stand that another thread has just done the same.
    fn folder(&self, folder: &'a str) -> io::Result<()> {
        if folder.is_empty() || self.folders().contains(folder) {
            return Ok(());
        }
        self.folder(folder_of(folder))?;
        self.soil.make_folder(&self.place.staging.join(folder))?;
        self.folders().insert(folder);
        Ok(())
    }

    /// Does `make`. Where an earlier tree has something else of that name, this is removed first; on an empty soil
    /// something of that name is another file of this very site, which must not be lost quietly. Only one thread ever
    /// works on the file of one path.
    fn afresh<T>(&self, path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
        match (make(path), self.soil) {
            (Err(error), Soil::Attic) if error.kind() == ErrorKind::AlreadyExists => {
                match is_folder(path) {
                    true => fs::remove_dir_all(path)?,
                    false => fs::remove_file(path)?,
                }
                make(path)
            }
            (made, Soil::Attic | Soil::Empty) => made,
        }
    }

    fn folders(&self) -> MutexGuard<'_, HashSet<&'a str>> {
        // A thread that panicked left the set as whole as it was: one insertion is all it does.
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging<'_> {
    /// An unfinished site goes. After the exchange there is nothing here.
    fn drop(&mut self) {
        // What cannot be removed now is removed, or complained about, by the next build.
        let _ = tree::remove(&self.place.staging);
    }
}

impl Soil {
    fn make_folder(self, path: &Path) -> io::Result<()> {
        if self == Self::Attic {
            if is_folder(path) {
                return Ok(());
            }
            // A file of an earlier tree. Where a thread has made the folder meanwhile this fails, as it should.
            let _ = fs::remove_file(path);
        }
        match fs::create_dir(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && is_folder(path) => Ok(()),
            made => made,
        }
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_dir())
}

/// Whether two names are one file.
#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(other), fs::symlink_metadata(one)) {
        (Ok(other), Ok(one)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Elsewhere nobody can tell, and the file is linked anew.
#[cfg(not(unix))]
fn is_same_file(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests;
