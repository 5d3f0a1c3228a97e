//! A file → the whole of it or none: written beside its place and renamed, so that nobody ever reads half. A file of its
//! own because whatever is kept between runs is written so.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Writes the file `place`. `ending` tells the name beside it from those that others are writing under.
pub(super) fn write(place: &Path, ending: &str, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let beside = place.with_extension(ending);
    let written = File::create(&beside).and_then(|mut file| write(&mut file));
    let done = written.and_then(|()| fs::rename(&beside, place));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}
