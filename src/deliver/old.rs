//! The site that is there → for each new file, whether the old one will do. A file of its own because "unchanged" has
//! one meaning: the same bytes, read and compared, whatever clocks and sizes say.

use super::Baked;
use crate::base::OutPath;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The site that an earlier build wrote.
#[derive(Debug)]
pub(super) struct OldSite {
    root: PathBuf,
}

/// What a new file is to the old site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The old site has no such file.
    New,
    /// It has one with other contents.
    Changed,
    /// It has the very same.
    Same,
}

/// Most pages fit in one piece; it lives on the stack of each worker.
const PIECE: usize = 16 * 1024;

impl OldSite {
    /// The site in the folder `root`.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Where a file of the old site is, if it has it.
    pub fn file(&self, path: &OutPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// The contents of a file; `None` where it is none that we could have written.
    pub fn read(&self, path: &OutPath) -> Option<Vec<u8>> {
        let file = self.file(path);
        fs::symlink_metadata(&file).ok().filter(fs::Metadata::is_file)?;
        fs::read(file).ok()
    }

    /// Compares lengths first and then contents. An old file that cannot be read is a changed one; so is a symbolic
    /// link, since we never write any.
    pub fn compare(&self, path: &OutPath, baked: &Baked) -> Verdict {
        let file = self.file(path);
        match fs::symlink_metadata(&file) {
            Err(_) => Verdict::New,
            Ok(about) if about.is_dir() => Verdict::New,
            Ok(about) if about.is_file() && same(&file, about.len(), baked).unwrap_or(false) => Verdict::Same,
            Ok(_) => Verdict::Changed,
        }
    }
}

fn same(old: &Path, length: u64, baked: &Baked) -> io::Result<bool> {
    match baked {
        Baked::Bytes(bytes) if bytes.len() as u64 == length => starts_with(&mut File::open(old)?, bytes),
        Baked::File(source) if fs::metadata(source)?.len() == length => {
            same_files(&mut File::open(old)?, &mut File::open(source)?)
        }
        Baked::Bytes(_) | Baked::File(_) => Ok(false),
    }
}

/// Whether the next bytes of `old` are `bytes`.
fn starts_with(old: &mut File, bytes: &[u8]) -> io::Result<bool> {
    let mut buffer = [0; PIECE];
    for piece in bytes.chunks(PIECE) {
        let buffer = &mut buffer[..piece.len()];
        old.read_exact(buffer)?;
        if buffer != piece {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same_files(old: &mut File, new: &mut File) -> io::Result<bool> {
    let mut buffer = [0; PIECE];
    loop {
        match new.read(&mut buffer)? {
            0 => return Ok(true),
            length if starts_with(old, &buffer[..length])? => {}
            _ => return Ok(false),
        }
    }
}
