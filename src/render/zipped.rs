//! Files → a zip archive (PKWARE APPNOTE 6.3) that is the same to the byte whenever the files are: in the order given,
//! with one date for all, and nothing in it of the machine that made it.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// An archive while it grows.
pub struct Zipped {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Zipped {
    /// An empty archive.
    pub fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())) }
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
        // 1 January 1980: the first day that the format knows.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let written = self.zip.start_file(name, options).and_then(|()| Ok(self.zip.write_all(bytes)?));
        // Paths of the catalogue are each there once, and memory takes what is written.
        debug_assert!(written.is_ok(), "{name}: {written:?}");
    }

    /// The whole archive.
    pub fn finish(self) -> Vec<u8> {
        self.zip.finish().map(Cursor::into_inner).unwrap_or_default()
    }
}

/// About how many bytes are loaded where a server sends a file deflated.
pub fn deflated(bytes: &[u8]) -> u64 {
    let mut zip = Zipped::new();
    zip.add("", bytes);
    // What an archive of one file without a name has besides: two heads and an end (APPNOTE 4.3.7, 4.3.12, 4.3.16).
    (zip.finish().len() as u64).saturating_sub(30 + 46 + 22)
}
