//! The exchange in two renames, which no file system of a test machine needs, cut short at each point.

use super::*;
use crate::base::OutPath;
use std::path::PathBuf;

/// An output `old`, a staging folder `new`, and what holds both.
fn scene() -> (tempfile::TempDir, Place) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("project");
    fs::create_dir(&root).unwrap();
    let place = Place::find(&dir.path().join("public"), &root, None).unwrap();
    write(&place.out, "old");
    write(&place.staging, "new");
    (dir, place)
}

fn write(folder: &Path, word: &str) {
    fs::create_dir_all(folder.join("sq")).unwrap();
    fs::write(folder.join("sq/index.html"), word).unwrap();
}

fn read(place: &Place) -> String {
    fs::read_to_string(place.show(&OutPath::new("sq/index.html"))).unwrap()
}

fn beside(dir: &Path) -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|e| PathBuf::from(e.unwrap().file_name())).collect();
    names.sort();
    names
}

#[test]
fn two_renames_publish_the_new_site() {
    let (dir, place) = scene();
    step_aside(&place).unwrap();
    assert_eq!(read(&place), "new");
    recover(&place).unwrap();
    assert_eq!(read(&place), "new");
    assert_eq!(beside(dir.path()), [Path::new("project"), Path::new("public")]);
}

#[test]
fn cut_between_the_renames_the_old_site_comes_back() {
    let (dir, place) = scene();
    fs::rename(&place.out, &place.spare).unwrap();
    recover(&place).unwrap();
    assert_eq!(read(&place), "old");
    assert_eq!(beside(dir.path()), [Path::new("project"), Path::new("public")]);
}

#[test]
fn a_failed_second_rename_undoes_the_first() {
    let (_dir, place) = scene();
    fs::remove_dir_all(&place.staging).unwrap();
    assert!(step_aside(&place).is_err());
    assert_eq!(read(&place), "old");
}

#[test]
fn one_step_where_the_kernel_can() {
    let (dir, place) = scene();
    assert_eq!(exchange(&place).unwrap(), 1, "files of the old site");
    assert_eq!(read(&place), "new");
    assert_eq!(beside(dir.path()), [Path::new("project"), Path::new("public")]);
}

#[test]
fn what_a_killed_build_left_is_removed_and_links_are_not_followed() {
    let (dir, place) = scene();
    fs::remove_dir_all(&place.staging).unwrap();
    let elsewhere = dir.path().join("project/keep");
    write(&elsewhere, "precious");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, &place.staging).unwrap();
    write(&place.spare, "left");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, place.spare.join("link")).unwrap();
    recover(&place).unwrap();
    assert_eq!(fs::read_to_string(elsewhere.join("sq/index.html")).unwrap(), "precious");
    assert_eq!(beside(dir.path()), [Path::new("project"), Path::new("public")]);
}
