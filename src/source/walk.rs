//! A folder of the project → its files, sorted, with nothing that lies outside the project.

#![allow(clippy::disallowed_methods, reason = "this floor is the only reader of the project folder")]

use super::text::{MAX_TEXT, decode, too_large};
use crate::base::{Code, Diagnostic, Place, SourcePath};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file of the project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Its path in the project.
    pub path: SourcePath,
    /// Where it lies on the disk.
    pub disk: PathBuf,
}

/// The files below a folder, sorted, and what was noticed while they were looked for.
#[derive(Debug, Default)]
pub struct Listing {
    /// The files.
    pub found: Vec<Found>,
    /// What was noticed.
    pub diags: Vec<Diagnostic>,
}

/// Length of a file and time of its last change (in nanoseconds since 1970): what tells that it may be another.
pub type Stamp = (u64, u128);

/// The stamp of a file; `None` where there is none.
pub fn stamp(disk: &Path) -> Option<Stamp> {
    std::fs::metadata(disk).ok().map(|meta| of_meta(&meta))
}

fn of_meta(meta: &std::fs::Metadata) -> Stamp {
    let since = meta.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    (meta.len(), since.map_or(0, |since| since.as_nanos()))
}

/// Lists the files below `root/folder`, once.
pub fn files(root: &Path, folder: &str, diags: &mut Vec<Diagnostic>) -> Vec<Found> {
    let Listing { found, diags: said } = list(root, folder);
    diags.extend(said);
    found
}

/// Lists the files below `root/folder`. Hidden files, editors' backups and folders without files are passed over; a
/// symbolic link is followed when it stays inside the project.
pub fn list(root: &Path, folder: &str) -> Listing {
    let start = root.join(folder);
    let mut diags = Vec::new();
    if !start.is_dir() {
        return Listing::default();
    }
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let mut found = Vec::new();
    let mut outside = Vec::new();
    let walk = walkdir::WalkDir::new(&start).follow_links(true).into_iter().filter_entry(|entry| {
        let hidden = entry.depth() > 0 && is_clutter(&entry.file_name().to_string_lossy());
        let leaves = entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|p| p.starts_with(&inside));
        if leaves && !hidden {
            outside.push(entry.path().to_path_buf());
        }
        !hidden && !leaves
    });
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                found.extend(named(root, entry.into_path(), &mut diags));
            }
            Ok(_) => {}
            Err(error) => diags.push(unreadable(root, &error)),
        }
    }
    diags.extend(outside.iter().map(|path| link_outside(root, path)));
    found.sort();
    Listing { found, diags }
}

/// Reads a text file. Absent files are not an error here: `None`.
pub fn read_text(found: &Found) -> Result<Option<Arc<str>>, Box<Diagnostic>> {
    Ok(read(found)?.map(|(text, _)| text))
}

/// Reads a text file, and the stamp that it had just before.
pub fn read(found: &Found) -> Result<Option<(Arc<str>, Stamp)>, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| Box::new(cannot_read(&found.path, &error));
    let mut file = match std::fs::File::open(&found.disk) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let meta = file.metadata().map_err(unreadable)?;
    let len = meta.len();
    if len > MAX_TEXT {
        return Err(Box::new(too_large(&found.path, len)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0) + 1);
    // A reader that is no file itself is not asked again how long it is.
    file.by_ref().take(MAX_TEXT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    decode(&found.path, &bytes).map(|text| Some((text, of_meta(&meta))))
}

/// Hidden files and what editors and systems leave behind: never read.
pub fn is_clutter(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || name.starts_with('#')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
        || matches!(name, "Thumbs.db" | "desktop.ini" | "__MACOSX")
}

fn named(root: &Path, disk: PathBuf, diags: &mut Vec<Diagnostic>) -> Option<Found> {
    let relative = relative(root, &disk);
    match relative.to_str() {
        Some(text) if !text.contains(['\n', '\r', '\\']) => {
            let path = SourcePath::new(text);
            Some(Found { path, disk })
        }
        _ => {
            let place = Place::file(&SourcePath::new(relative.to_string_lossy().replace(['\n', '\r'], "?")));
            diags.push(
                Diagnostic::new(Code::BadFileName, place, "the name of this file cannot be part of an address")
                    .hint("rename it: letters, figures, hyphens and dots"),
            );
            None
        }
    }
}

fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_path_buf()
}

fn shown(root: &Path, path: &Path) -> SourcePath {
    SourcePath::new(relative(root, path).to_string_lossy())
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map_or_else(|| SourcePath::new("content"), |p| shown(root, p));
    match (error.loop_ancestor(), error.io_error()) {
        (None, Some(io)) => cannot_read(&path, io),
        _ => Diagnostic::new(Code::Unreadable, Place::file(&path), "this symbolic link leads in a circle")
            .hint("remove it, or let it lead to a single file"),
    }
}

/// What the operating system says, in a writer's words.
pub(super) fn cannot_read(path: &SourcePath, error: &std::io::Error) -> Diagnostic {
    use std::io::ErrorKind;
    let (message, hint) = match error.kind() {
        ErrorKind::NotFound => ("this symbolic link leads nowhere".to_owned(), "remove it, or bring back the file"),
        ErrorKind::PermissionDenied => ("this program may not read it".to_owned(), "check who may read it"),
        ErrorKind::IsADirectory => ("this is a folder, not a file".to_owned(), "rename or remove the folder"),
        _ => {
            let said = error.to_string();
            let said = said.split(" (os error").next().unwrap_or_default();
            (format!("it cannot be read: {}", said.to_lowercase()), "try again; if that does not help, copy it anew")
        }
    };
    Diagnostic::new(Code::Unreadable, Place::file(path), message).hint(hint)
}

fn link_outside(root: &Path, path: &Path) -> Diagnostic {
    let message = "this symbolic link leads outside the project, so it is not followed";
    Diagnostic::new(Code::LinkOutside, Place::file(&shown(root, path)), message)
        .hint("copy the file into the project instead")
}
