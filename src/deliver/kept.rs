//! The disk as rendering sees it ([`World`]): files of the project, and in `.guidepost/made/` what was costly to make,
//! each under the hash of what it was made from.

use super::noted::Notes;
use super::whole;
use crate::base::ContentHash;
use crate::render::{Noted, Pen, World};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The disk.
#[derive(Debug, Default)]
pub struct DiskWorld {
    /// The folder of what is kept between runs; `None`: nothing is.
    made: Option<PathBuf>,
    /// What was asked for in this run.
    asked: Mutex<BTreeSet<ContentHash>>,
    /// Tells apart the files that the threads of this run are writing.
    writing: AtomicUsize,
    /// What is known of contents.
    notes: Option<Notes>,
}

impl DiskWorld {
    /// Keeps what is made in `cache` while that folder exists; nothing where it is `None`.
    pub fn new(cache: Option<&Path>) -> Self {
        let notes = cache.map(|cache| Notes::at(cache.join("noted")));
        Self { made: cache.map(|cache| cache.join("made")), notes, ..Self::default() }
    }

    /// Forgets what this run did not ask for, so that what is kept grows with the site and not with its history. Only
    /// right after everything was made. What cannot be removed costs room, nothing else.
    pub fn forget_the_rest(&self) {
        let Some(made) = &self.made else { return };
        self.notes.iter().for_each(Notes::renew);
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let asked: BTreeSet<PathBuf> = asked.iter().filter_map(|hash| self.place(*hash)).collect();
        let list = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
        for folder in list(made) {
            list(&folder).filter(|file| !asked.contains(file)).for_each(|file| drop(fs::remove_file(file)));
            // One that is not empty stays.
            let _ = fs::remove_dir(&folder);
        }
    }

    fn place(&self, made_from: ContentHash) -> Option<PathBuf> {
        let name = made_from.to_string();
        Some(self.made.as_ref()?.join(&name[..2]).join(&name[2..]))
    }

    /// Writes what is kept.
    fn write(&self, place: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
        let number = self.writing.fetch_add(1, Ordering::Relaxed);
        // A project that has been moved away must not come into being again because something was made of it.
        let cache = self.made.as_deref().and_then(Path::parent);
        if !cache.is_some_and(Path::is_dir) {
            return Err(io::ErrorKind::NotFound.into());
        }
        fs::create_dir_all(place.parent().unwrap_or(place))?;
        whole::write(place, &format!("{}-{number}", std::process::id()), write)
    }
}

impl World for DiskWorld {
    fn read(&self, file: &Path) -> io::Result<Arc<[u8]>> {
        fs::read(file).map(Into::into)
    }

    fn kept(&self, made_from: ContentHash) -> Option<Vec<u8>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(made_from);
        fs::read(self.place(made_from)?).ok()
    }

    fn keep(&self, made_from: ContentHash, made: &[u8]) {
        if let Some(place) = self.place(made_from) {
            // A full disk or a folder that cannot be written costs time at the next run, nothing else.
            let _ = self.write(&place, |file| file.write_all(made));
        }
    }

    fn noted(&self, contents: &[u8], enough: fn(&Noted) -> bool, make: &dyn Fn() -> Noted) -> Noted {
        match &self.notes {
            Some(notes) => notes.noted(contents, enough, make),
            None => make(),
        }
    }

    fn kept_file(
        &self,
        made_from: ContentHash,
        write: &mut dyn FnMut(&mut dyn Pen) -> io::Result<()>,
    ) -> Option<PathBuf> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(made_from);
        let place = self.place(made_from)?;
        if !place.is_file() {
            let buffered = |file: &mut File| {
                let mut pen = BufWriter::new(file);
                write(&mut pen)?;
                pen.flush()
            };
            self.write(&place, buffered).ok()?;
        }
        Some(place)
    }
}
