//! Two builds of one output → one build and one clear refusal. The lock is the kernel's and ends with the process,
//! however that ends; the file it hangs on says nothing and may be left behind.

use super::machine::Deed;
use super::place::Place;
use crate::base::MachineError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The right to write one output, until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Holds the kernel's lock open.
    _file: File,
}

impl Lock {
    /// Takes the lock, or stops at once where another build holds it: whoever started two wants to know.
    pub fn take(place: &Place) -> Result<Self, MachineError> {
        loop {
            let file = open(&place.lock).map_err(|error| beside(place, &error))?;
            match file.try_lock() {
                Ok(()) if is_still(&file, &place.lock) => return Ok(Self { path: place.lock.clone(), _file: file }),
                // The build that held it has just removed the file, and our lock hangs on nothing: take the new one.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let shown = place.shown.display();
                    return Err(MachineError::new(format!("another build is writing `{shown}`; wait for it to end")));
                }
                Err(TryLockError::Error(error)) => return Err(beside(place, &error)),
            }
        }
    }
}

impl Drop for Lock {
    /// Removes the file while the lock is still held, so that nobody can be left holding a file that is gone. Where
    /// that cannot be checked (see [`is_still`]) the file stays: it does no harm.
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(path)
}

/// A refusal here is mostly about the folder that the output stands in: a folder can only be exchanged by whom its
/// parent lets in.
fn beside(place: &Place, error: &io::Error) -> MachineError {
    let told = MachineError::io(Deed::Write, &place.lock, error);
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            told.hint("a new site takes the place of the old one as a whole, so the folder above it must be yours too")
        }
        ErrorKind::Unsupported => told.hint("this disk knows no locks: build to a disk of this machine with `--out`"),
        _ => told,
    }
}

/// Whether `path` still names the open `file`.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// The file is never removed here, so it always does.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}
