//! The `--out` that somebody typed → the places a build may touch, or a refusal: a file of its own because this is the
//! one spot that keeps `--out /home/me` from ever costing anybody a folder.

use super::machine::Deed;
use super::old::OldSite;
use super::tree;
use crate::base::MachineError;
use crate::base::OutPath;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// The file by which an output is known as ours. It is part of each site, next to the root's `index.html`.
pub const MARKER: &str = ".guidepost-site";

/// What the marker says to a person who opens it.
pub(super) const MARKER_TEXT: &[u8] = b"Guidepost writes this folder. Each build replaces all that is in it.\n\
    Remove this file, and Guidepost will not touch the folder any more.\n";

/// An output and what may appear beside it, all in one folder and so in one file system.
#[derive(Debug)]
pub(super) struct Place {
    /// The output, as it was typed: for messages.
    pub shown: PathBuf,
    /// The output, where it really is: symbolic links are followed, so the site arrives where they lead.
    pub out: PathBuf,
    /// The new site while it grows; once exchanged, the old site until it is removed.
    pub staging: PathBuf,
    /// The old site, for the moment in which a file system without exchange needs two renames.
    pub spare: PathBuf,
    /// The lock that one build holds.
    pub lock: PathBuf,
    /// Where an old tree may lie until the next build; see [`Place::put_away`].
    pub attic: Option<PathBuf>,
    /// Folders above the output that did not exist, the outermost first.
    made: Vec<PathBuf>,
}

impl Place {
    /// Finds where `out` is. It must not hold `root`, the project's folder.
    ///
    /// Folders above the output are made where they are missing, and go again with this value if nothing came of it.
    pub fn find(out: &Path, root: &Path, attic: Option<&Path>) -> Result<Self, MachineError> {
        let (real, made) = match fs::canonicalize(out) {
            Ok(real) => (real, Vec::new()),
            Err(error) if error.kind() == ErrorKind::NotFound => absent(out)?,
            Err(error) => return Err(MachineError::io(Deed::Read, out, &error)),
        };
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
            return Err(MachineError::new(format!("`{}` cannot be an output", out.display())).hint(ELSEWHERE));
        };
        let beside = |tail: &str| parent.join(hidden(name, tail));
        let place = Self {
            shown: out.to_owned(),
            staging: beside(".staging-new"),
            spare: beside(".staging-old"),
            lock: beside(".lock"),
            out: real.clone(),
            attic: attic.map(Path::to_owned),
            made,
        };
        let root = fs::canonicalize(root).map_err(|error| MachineError::io(Deed::Read, root, &error))?;
        match root.starts_with(&place.out) {
            true => Err(place.refuse("holds the project itself")),
            false => Ok(place),
        }
    }

    /// The site that is there: `None` where there is nothing yet, or an empty folder. Whatever is not ours is refused.
    pub fn old_site(&self) -> Result<Option<OldSite>, MachineError> {
        let unreadable = |error: &io::Error| MachineError::io(Deed::Read, &self.shown, error);
        let about = match fs::symlink_metadata(&self.out) {
            Ok(about) => about,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(&error)),
        };
        if !about.is_dir() {
            return Err(self.refuse("is not a folder"));
        }
        if is_mount_point(&self.out, &about) {
            return Err(self.mount_point());
        }
        let has = |name: &str| fs::symlink_metadata(self.out.join(name)).is_ok();
        if has(".git") {
            return Err(self.refuse("is a git repository, which a build would remove"));
        }
        if has(MARKER) {
            return Ok(Some(OldSite::new(self.out.clone())));
        }
        match fs::read_dir(&self.out).map_err(|error| unreadable(&error))?.next() {
            None => Ok(None),
            Some(_) => Err(self.refuse("holds files that no build wrote, and a build would remove them")),
        }
    }

    /// How the file `path` of the output is named in messages.
    pub fn show(&self, path: &OutPath) -> PathBuf {
        self.shown.join(path.as_str())
    }

    /// Lays a tree that is no longer the site into the attic, or removes it where there is none to be had: not asked for,
    /// full, or in another file system. Answers with the number of its files.
    pub fn put_away(&self, old: &Path) -> io::Result<usize> {
        match &self.attic {
            Some(attic) if fs::rename(old, attic).is_ok() => tree::count(attic),
            _ => tree::remove(old),
        }
    }

    /// The refusal of an output that a rename cannot move.
    pub fn mount_point(&self) -> MachineError {
        let shown = self.shown.display();
        MachineError::new(format!("`{shown}` is a disk of its own (a mount point), so no site can take its place"))
            .hint(format!("build to a folder inside it: `--out {shown}/site`"))
    }

    /// The refusal of an output that lies in a lower layer of an overlay (the image of a container), where the kernel
    /// lets files be removed but no folder be moved.
    pub fn layer(&self) -> MachineError {
        let shown = self.shown.display();
        MachineError::new(format!("`{shown}` is part of a container's image, so no site can take its place"))
            .hint(format!("remove `{shown}` first, or build to another folder with `--out`"))
    }

    fn refuse(&self, why: &str) -> MachineError {
        MachineError::new(format!("`{}` {why}", self.shown.display())).hint(ELSEWHERE)
    }
}

impl Drop for Place {
    /// Folders that were made for an output which never came go again; one that holds anything stays.
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Refuses paths that would leave the output or overwrite the marker. The floors below make none; this is the belt to
/// their braces, since a mistake here writes anywhere on the disk.
pub(super) fn vet(paths: &[&OutPath]) -> Result<(), MachineError> {
    let plain = |path: &str| {
        let mut parts = Path::new(path).components().peekable();
        path != MARKER && parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
    };
    match paths.iter().find(|path| !plain(path.as_str())) {
        Some(path) => Err(MachineError::new(format!("`{path}` cannot be a file of a site"))),
        None => Ok(()),
    }
}

const ELSEWHERE: &str = "choose another folder with `--out`: one that is new, empty, or was written by Guidepost";

/// Where an output that does not exist will be, and the folders that had to be made above it.
fn absent(out: &Path) -> Result<(PathBuf, Vec<PathBuf>), MachineError> {
    if fs::symlink_metadata(out).is_ok() {
        return Err(MachineError::new(format!("`{}` is a symbolic link that leads nowhere", out.display()))
            .hint("make the folder it names, or remove the link"));
    }
    let Some(name) = out.file_name() else {
        return Err(MachineError::new(format!("`{}` is not there", out.display())).hint(ELSEWHERE));
    };
    let parent = match out.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let mut made: Vec<PathBuf> = parent.ancestors().take_while(missing).map(Path::to_owned).collect();
    made.reverse();
    fs::create_dir_all(parent).map_err(|error| MachineError::io(Deed::Write, parent, &error))?;
    let real = fs::canonicalize(parent).map_err(|error| MachineError::io(Deed::Read, parent, &error))?;
    Ok((real.join(name), made))
}

/// `.NAME` with `tail`.
fn hidden(name: &OsStr, tail: &str) -> OsString {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(tail);
    hidden
}

/// Whether another file system begins here. One that is mounted from the same disk is noticed by the exchange.
#[cfg(unix)]
fn is_mount_point(out: &Path, about: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let above = out.parent().and_then(|parent| fs::metadata(parent).ok());
    above.is_some_and(|above| above.dev() != about.dev())
}

/// Elsewhere the exchange itself tells.
#[cfg(not(unix))]
fn is_mount_point(_: &Path, _: &fs::Metadata) -> bool {
    false
}
