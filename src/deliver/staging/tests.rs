//! What needs a disk that few machines have: one without hard links, one that takes two names for one.

use super::*;
use std::time::{Duration, SystemTime};

/// A place in an empty folder, with an attic in the project.
fn scene() -> (tempfile::TempDir, Place) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("project");
    fs::create_dir(&root).unwrap();
    let place = Place::find(&dir.path().join("public"), &root, Some(&root.join("attic"))).unwrap();
    (dir, place)
}

#[test]
fn without_hard_links_an_unchanged_file_is_copied_with_its_date() {
    let (_dir, place) = scene();
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    fs::create_dir_all(place.out.join("sq")).unwrap();
    fs::write(place.out.join("sq/index.html"), "shqip").unwrap();
    File::options().write(true).open(place.out.join("sq/index.html")).unwrap().set_modified(date).unwrap();
    let path = OutPath::new("sq/index.html");
    let staging = Staging::begin(&place).unwrap();
    staging.copy(&path, &place.out.join("sq/index.html")).unwrap();
    let copy = place.staging.join("sq/index.html");
    assert_eq!(fs::read_to_string(&copy).unwrap(), "shqip");
    assert_eq!(fs::metadata(&copy).unwrap().modified().unwrap(), date);
    assert!(!is_same_file(&copy, &place.out.join("sq/index.html")));
}

#[test]
fn two_files_that_the_disk_cannot_tell_apart_are_told() {
    let (one, other) = (OutPath::new("a.html"), OutPath::new("A.html"));
    let words = "could not be written: a file of that name is there already";
    // On an empty soil the second one meets the first, which one path written twice stands for.
    let (_dir, place) = scene();
    let staging = Staging::begin(&place).unwrap();
    staging.write(&one, &Baked::Bytes(b"a".to_vec())).unwrap();
    let error = staging.write(&one, &Baked::Bytes(b"A".to_vec())).unwrap_err();
    assert!(error.message.ends_with(words), "{error}");
    // With a tree from the attic there is one file too few in the end.
    let (_dir, place) = scene();
    fs::create_dir(place.attic.as_ref().unwrap()).unwrap();
    let staging = Staging::begin(&place).unwrap();
    staging.write(&one, &Baked::Bytes(b"a".to_vec())).unwrap();
    let error = staging.finish(&[&other, &one]).unwrap_err();
    assert!(error.message.ends_with(words), "{error}");
}

#[test]
fn dropped_it_takes_its_folder_along_and_given_up_it_returns_the_attic() {
    let (_dir, place) = scene();
    let attic = place.attic.clone().unwrap();
    for given_up in [false, true] {
        fs::create_dir_all(attic.join("sq")).unwrap();
        let staging = Staging::begin(&place).unwrap();
        assert!(place.staging.join("sq").exists() && !attic.exists());
        if given_up {
            staging.give_up();
        }
        drop(staging);
        assert_eq!((place.staging.exists(), attic.exists()), (false, given_up));
    }
}
