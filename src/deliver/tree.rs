//! A folder → the number of files in it, or → nothing. A file of its own because the standard library removes trees in
//! one thread and does not count; names are read with their kind, so that no file is asked about twice.

use rayon::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// How many files (all that are not folders) lie in `folder` and below.
pub(super) fn count(folder: &Path) -> io::Result<usize> {
    walk(folder, &|_| Ok(()), &|_| Ok(()))
}

/// Removes `path` with all that is in it; answers with the number of files. Symbolic links are removed, not followed. It
/// is no error if there is nothing.
pub(super) fn remove(path: &Path) -> io::Result<usize> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
        Ok(about) if about.is_dir() => walk(path, &|file| fs::remove_file(file), &|folder| fs::remove_dir(folder)),
        Ok(_) => fs::remove_file(path).map(|()| 1),
    }
}

/// Removes from `folder` all files whose paths (relative, with forward slashes) are not `wanted`, and the folders that
/// then hold nothing; answers with the number of files that stay.
pub(super) fn prune(folder: &Path, wanted: &HashSet<&str>) -> io::Result<usize> {
    prune_below(folder, "", wanted)
}

fn prune_below(folder: &Path, prefix: &str, wanted: &HashSet<&str>) -> io::Result<usize> {
    let mut folders = Vec::new();
    let mut stay = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let path = name.to_str().map(|name| format!("{prefix}{name}"));
        match (entry.file_type()?.is_dir(), path) {
            (true, Some(path)) => folders.push((entry.path(), path + "/")),
            (false, Some(path)) if wanted.contains(path.as_str()) => stay += 1,
            // No path of a site is anything but UTF-8.
            (true, None) => fs::remove_dir_all(entry.path())?,
            (false, _) => fs::remove_file(entry.path())?,
        }
    }
    let below = folders.par_iter().map(|(folder, prefix)| match prune_below(folder, prefix, wanted)? {
        0 => fs::remove_dir(folder).map(|()| 0),
        stay => Ok(stay),
    });
    Ok(stay + below.try_reduce(|| 0, |a, b| Ok(a + b))?)
}

/// What is done with one path.
type Step<'a> = &'a (dyn Fn(&Path) -> io::Result<()> + Sync);

/// Does `file` to each file and `leave` to each folder after all that is in it.
fn walk(folder: &Path, file: Step, leave: Step) -> io::Result<usize> {
    let mut folders = Vec::new();
    let mut files = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => folders.push(entry.path()),
            false => {
                file(&entry.path())?;
                files += 1;
            }
        }
    }
    let below = folders.par_iter().map(|folder| walk(folder, file, leave)).try_reduce(|| 0, |a, b| Ok(a + b))?;
    leave(folder)?;
    Ok(files + below)
}
