//! The outer world as rendering asks for it: the contents of files that are processed (pictures), and a place where
//! costly results stay for the next run. Nothing else that is rendered depends on a disk.

use super::copies::Noted;
use crate::base::ContentHash;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Somewhere a file is written to, piece by piece.
pub trait Pen: Write + Seek {}

impl<T: Write + Seek> Pen for T {}

/// What rendering asks of the machine it runs on.
pub trait World: Send + Sync {
    /// The contents of a file of the project, by its place on the disk.
    fn read(&self, file: &Path) -> io::Result<Arc<[u8]>>;

    /// What was made earlier from inputs with this hash; `None` where nothing was kept or it cannot be read.
    fn kept(&self, made_from: ContentHash) -> Option<Vec<u8>>;

    /// Keeps what was made from inputs with this hash. That it could not be kept is no failure: it is made again.
    fn keep(&self, made_from: ContentHash, made: &[u8]);

    /// What an earlier run has counted of `contents`, where it tells `enough`; else what `make` counts.
    fn noted(&self, _: &[u8], _: fn(&Noted) -> bool, make: &dyn Fn() -> Noted) -> Noted {
        make()
    }

    /// The file that was made from inputs with this hash, for what is too large to be held in memory. Where nothing was
    /// kept, `write` writes it; `None` where it cannot be kept, or `write` fails.
    fn kept_file(&self, _: ContentHash, _: &mut dyn FnMut(&mut dyn Pen) -> io::Result<()>) -> Option<PathBuf> {
        None
    }
}

/// A world without a disk, for sites that process no file.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoWorld;

impl World for NoWorld {
    fn read(&self, _: &Path) -> io::Result<Arc<[u8]>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn kept(&self, _: ContentHash) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: ContentHash, _: &[u8]) {}
}
