//! Baked bytes and unchanged files → a whole new tree beside the output, in any order and from many threads. A file of
//! its own because all that is written of a site is written here.

use super::machine::Deed;
use super::old::OldSite;
use super::place::Place;
use super::{Baked, MachineError, tree};
use crate::base::OutPath;
use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The new site while it grows. Dropped, it takes its folder along: an unfinished site, or, after the exchange, the old
/// one.
#[derive(Debug)]
pub(super) struct Staging<'a> {
    place: &'a Place,
    /// Folders that are there, so that each is made once.
    folders: Mutex<HashSet<&'a str>>,
}

impl<'a> Staging<'a> {
    /// Makes the empty folder.
    pub fn begin(place: &'a Place) -> Result<Self, MachineError> {
        match fs::create_dir(&place.staging) {
            Ok(()) => Ok(Self { place, folders: Mutex::default() }),
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
                let mut from =
                    File::open(source).map_err(|error| MachineError::io(Deed::Read, source, &error))?;
                written(self.create(path).and_then(|mut to| io::copy(&mut from, &mut to)))
            }
        }
    }

    /// Takes an unchanged file over from the old site: the same file under a second name, or a copy with the same date
    /// where the file system has no hard links.
    pub fn keep(&self, path: &'a OutPath, old: &OldSite) -> Result<(), MachineError> {
        let file = old.file(path);
        let link = |()| fs::hard_link(&file, self.place.staging.join(path.as_str()));
        self.folder(folder_of(path.as_str()))
            .and_then(link)
            .or_else(|_| self.copy(path, &file))
            .map_err(|error| MachineError::io(Deed::Write, &self.place.show(path), &error))
    }

    fn copy(&self, path: &'a OutPath, old: &Path) -> io::Result<()> {
        let mut from = File::open(old)?;
        let mut to = self.create(path)?;
        io::copy(&mut from, &mut to)?;
        to.set_modified(from.metadata()?.modified()?)
    }

    /// A new file, and never an existing one: where the disk takes two names for one, the second must not win quietly.
    fn create(&self, path: &'a OutPath) -> io::Result<File> {
        self.folder(folder_of(path.as_str()))?;
        OpenOptions::new().write(true).create_new(true).open(self.place.staging.join(path.as_str()))
    }

    /// Makes a folder and those above it. Two threads may both try; the lock is never held while the disk works.
    fn folder(&self, folder: &'a str) -> io::Result<()> {
        if folder.is_empty() || self.folders().contains(folder) {
            return Ok(());
        }
        self.folder(folder_of(folder))?;
        match fs::create_dir(self.place.staging.join(folder)) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        self.folders().insert(folder);
        Ok(())
    }

    fn folders(&self) -> MutexGuard<'_, HashSet<&'a str>> {
        // A thread that panicked left the set as whole as it was: one insertion is all it does.
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed now is removed, or complained about, by the next build.
        let _ = tree::remove(&self.place.staging);
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
