//! Files → a zip archive (PKWARE APPNOTE 6.3) that is the same to the byte whenever the files are: in the order given,
//! with one date for all, and nothing in it of the machine that made it.

use super::bake::Baked;
use super::world::{Pen, World};
use crate::base::ContentHash;
use std::io::{self, Cursor, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// An archive while it grows, in memory or wherever `W` writes.
pub struct Zipped<W: Write + Seek = Cursor<Vec<u8>>> {
    zip: ZipWriter<W>,
    /// Of the first file that could not be written.
    failed: Option<io::Error>,
}

impl Zipped {
    /// An empty archive in memory.
    pub fn new() -> Self {
        Self::to(Cursor::new(Vec::new()))
    }

    /// The whole archive.
    pub fn finish(self) -> Vec<u8> {
        // Paths of the catalogue are each there once, and memory takes what is written.
        debug_assert!(self.failed.is_none(), "{:?}", self.failed);
        self.zip.finish().map(Cursor::into_inner).unwrap_or_default()
    }
}

impl<W: Write + Seek> Zipped<W> {
    /// An empty archive that goes to `pen` as it grows.
    pub fn to(pen: W) -> Self {
        Self { zip: ZipWriter::new(pen), failed: None }
    }

    /// Adds a file, deflated.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        self.write(name, bytes, CompressionMethod::Deflated);
    }

    /// Adds a file as it is.
    pub fn store(&mut self, name: &str, bytes: &[u8]) {
        self.write(name, bytes, CompressionMethod::Stored);
    }

    fn write(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) {
        if self.failed.is_some() {
            return;
        }
        // 1 January 1980: the first day that the format knows.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let written = self.zip.start_file(name, options).map_err(io::Error::from);
        self.failed = written.and_then(|()| self.zip.write_all(bytes)).err();
    }

    /// Ends the archive; the first thing that went wrong, if anything did.
    pub fn close(self) -> io::Result<()> {
        match self.failed {
            Some(error) => Err(error),
            None => self.zip.finish().map(drop).map_err(io::Error::from),
        }
    }
}

/// What fills an archive.
pub type Fill<'f> = dyn FnMut(&mut Zipped<&mut dyn Pen>) -> io::Result<()> + 'f;

/// Makes an archive, or takes the one that was made from the same before. It lies on the disk, where things are kept for the
/// next run, and else in memory; `None` where `fill` fails.
pub fn archive(world: &dyn World, made_from: ContentHash, fill: &mut Fill<'_>) -> Option<Baked> {
    let mut write = |pen: &mut dyn Pen| {
        let mut zip = Zipped::to(pen);
        fill(&mut zip)?;
        zip.close()
    };
    if let Some(file) = world.kept_file(made_from, &mut write) {
        return Some(Baked::File(file));
    }
    let mut memory = Cursor::new(Vec::new());
    write(&mut memory).ok()?;
    Some(Baked::Bytes(memory.into_inner()))
}

/// About how many bytes are loaded where a server sends a file deflated.
pub fn deflated(bytes: &[u8]) -> u64 {
    let mut zip = Zipped::new();
    zip.add("", bytes);
    // What an archive of one file without a name has besides: two heads and an end (APPNOTE 4.3.7, 4.3.12, 4.3.16).
    (zip.finish().len() as u64).saturating_sub(30 + 46 + 22)
}
