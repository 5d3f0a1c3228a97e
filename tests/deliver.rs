//! What `deliver` promises of a site on a disk, one test a promise: whole or not at all, nothing written twice, nobody
//! else's folder touched, whatever happens to the process or the disk.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]
#![allow(missing_docs)]

use guidepost::base::{Code, ContentHash, Diagnostic, MachineError, OutPath, Report, Severity};
use guidepost::deliver::{Baked, Bakery, Delivery, MARKER, Options, Outcome, deliver};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

/// A site that is all there from the start.
#[derive(Default)]
struct Site {
    files: BTreeMap<OutPath, Baked>,
    reports: BTreeMap<OutPath, Code>,
    baked: AtomicUsize,
    /// What its files are said to be made from; nothing is said where this is empty.
    from: &'static str,
}

impl Bakery for Site {
    fn paths(&self) -> Vec<&OutPath> {
        self.files.keys().collect()
    }

    fn bake(&self, path: &OutPath) -> Report<Baked> {
        self.baked.fetch_add(1, Ordering::Relaxed);
        let report = |code: &Code| Diagnostic::general(*code, format!("`{path}` is not good"));
        Report::new(self.files[path].clone(), self.reports.get(path).map(report).into_iter().collect())
    }

    fn made_from(&self, path: &OutPath) -> Option<ContentHash> {
        (!self.from.is_empty()).then(|| ContentHash::of(&[self.from.as_bytes(), path.as_str().as_bytes()]))
    }
}

impl Site {
    fn made_from(mut self, from: &'static str) -> Self {
        self.from = from;
        self
    }

    fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(OutPath::new(path), Baked::Bytes(text.into()));
        self
    }

    fn without(mut self, path: &str) -> Self {
        self.files.remove(&OutPath::new(path)).unwrap();
        self
    }

    fn reporting(mut self, path: &str, code: Code) -> Self {
        self.reports.insert(OutPath::new(path), code);
        self
    }

    /// Path → contents.
    fn texts(&self) -> BTreeMap<String, Vec<u8>> {
        let text = |baked: &Baked| match baked {
            Baked::Bytes(bytes) => bytes.clone(),
            Baked::File(file) => fs::read(file).unwrap(),
        };
        self.files.iter().map(|(path, baked)| (path.to_string(), text(baked))).collect()
    }
}

/// Three files in two folders.
fn small() -> Site {
    Site::default().with("index.html", "root").with("sq/index.html", "shqip").with("sq/a/index.html", "faqja a")
}

/// A project, an output beside it, and whether old sites are kept in an attic.
struct Scene {
    dir: TempDir,
    out: PathBuf,
    root: PathBuf,
    attic: Option<PathBuf>,
    record: Option<PathBuf>,
}

impl Scene {
    fn new() -> Self {
        Self::within(tempfile::tempdir().unwrap())
    }

    /// On a disk in memory, where there is one: hundreds of builds would keep a real one busy.
    fn in_memory() -> Self {
        Self::within(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap())
    }

    fn within(dir: TempDir) -> Self {
        let (out, root) = (dir.path().join("public"), dir.path().join("project"));
        fs::create_dir(&root).unwrap();
        Self { dir, out, root, attic: None, record: None }
    }

    fn with_record() -> Self {
        let scene = Self::new();
        Self { record: Some(scene.root.join("record")), ..scene }
    }

    fn with_attic() -> Self {
        Self::new().and_attic()
    }

    fn and_attic(mut self) -> Self {
        self.attic = Some(self.root.join("attic"));
        self
    }

    fn try_to(&self, out: &Path, site: &dyn Bakery, refuse_at: Severity) -> Result<Outcome, MachineError> {
        let (attic, record) = (self.attic.as_deref(), self.record.as_deref());
        deliver(site, out, &Options { root: &self.root, refuse_at, attic, record, progress: &|_, _| {} })
    }

    fn build(&self, site: &dyn Bakery) -> Delivery {
        match self.try_to(&self.out, site, Severity::Error) {
            Ok(Outcome::Delivered(delivery)) => delivery,
            other => panic!("{other:?}"),
        }
    }

    fn refused(&self, site: &dyn Bakery, refuse_at: Severity) -> Vec<Diagnostic> {
        match self.try_to(&self.out, site, refuse_at) {
            Ok(Outcome::Refused(diags)) => diags,
            other => panic!("{other:?}"),
        }
    }

    fn fails(&self, out: &Path, site: &dyn Bakery) -> MachineError {
        self.try_to(out, site, Severity::Error).unwrap_err()
    }

    /// The names beside the output.
    fn beside(&self) -> BTreeSet<String> {
        fs::read_dir(self.dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn assert_clean(&self) {
        assert_eq!(self.beside(), BTreeSet::from(["project".into(), "public".into()]));
    }
}

/// Path → contents of all files in a folder; the marker must be among them and is left out.
fn texts(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut texts: BTreeMap<String, Vec<u8>> = files(out).map(|(path, file)| (path, fs::read(file).unwrap())).collect();
    texts.remove(MARKER).expect("the marker is part of each site");
    texts
}

/// Path → what tells a file that was left alone from one that was written again.
#[cfg(unix)]
fn stamps(out: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let stamp = |file: PathBuf| fs::metadata(file).map(|m| (m.ino(), m.mtime(), m.mtime_nsec())).unwrap();
    files(out).map(|(path, file)| (path, stamp(file))).chain([(".".into(), stamp(out.into()))]).collect()
}

fn files(out: &Path) -> impl Iterator<Item = (String, PathBuf)> {
    fn walk(folder: &Path, prefix: &str, into: &mut Vec<(String, PathBuf)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            match entry.file_type().unwrap().is_dir() {
                true => walk(&entry.path(), &format!("{path}/"), into),
                false => into.push((path, entry.path())),
            }
        }
    }
    let mut all = Vec::new();
    walk(out, "", &mut all);
    all.into_iter()
}

fn numbers(delivery: &Delivery) -> (usize, usize, usize) {
    (delivery.written, delivery.unchanged, delivery.removed)
}

mod whole {
    use super::*;

    #[test]
    fn a_first_build_writes_everything() {
        let scene = Scene::new();
        let delivery = scene.build(&small());
        assert_eq!(numbers(&delivery), (4, 0, 0), "three files and the marker");
        assert_eq!(delivery.bytes, 16 + fs::metadata(scene.out.join(MARKER)).unwrap().len());
        assert_eq!(texts(&scene.out), small().texts());
        scene.assert_clean();
    }

    #[test]
    fn each_path_is_baked_once_and_progress_counts_to_the_end() {
        let (scene, site, seen) = (Scene::new(), small(), Mutex::new(Vec::new()));
        let progress = |done, total| seen.lock().unwrap().push((done, total));
        let options =
            Options { root: &scene.root, refuse_at: Severity::Error, attic: None, record: None, progress: &progress };
        deliver(&site, &scene.out, &options).unwrap();
        assert_eq!(site.baked.load(Ordering::Relaxed), 3);
        let mut seen = seen.into_inner().unwrap();
        seen.sort_unstable();
        assert_eq!(seen, [(1, 4), (2, 4), (3, 4), (4, 4)]);
    }

    /// Builds, and tells how many files were baked.
    fn baked(scene: &Scene, site: &Site) -> usize {
        let before = site.baked.load(Ordering::Relaxed);
        scene.build(site);
        assert_eq!(texts(&scene.out), site.texts());
        site.baked.load(Ordering::Relaxed) - before
    }

    #[test]
    fn what_is_made_from_the_same_is_not_made_again() {
        let scene = Scene::with_record();
        let site = small().made_from("this");
        assert_eq!(baked(&scene, &site), 3);
        assert_eq!(baked(&scene, &site), 0);
        assert_eq!(numbers(&scene.build(&site)), (0, 4, 0));
        // One more file, and one less.
        let other = small().made_from("this").with("sq/b/index.html", "faqja b").without("sq/a/index.html");
        assert_eq!(baked(&scene, &other), 1);
        assert_eq!(baked(&scene, &site), 1, "what the site before did not have is not known any more");
        assert_eq!(baked(&scene, &small().made_from("that").with("index.html", "another root")), 3);
        // Nobody says what these are made from.
        assert_eq!(baked(&scene, &small()), 3);
        assert_eq!(baked(&scene, &small()), 3);
    }

    #[test]
    fn whoever_alters_a_file_gets_it_mended_whatever_its_date() {
        let scene = Scene::with_record();
        let site = small().made_from("this");
        scene.build(&site);
        let file = scene.out.join("sq/a/index.html");
        let date = fs::metadata(&file).unwrap().modified().unwrap();
        fs::write(&file, "faqja b").unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_modified(date).unwrap();
        assert_eq!(baked(&scene, &site), 1);
        fs::remove_file(&file).unwrap();
        assert_eq!(baked(&scene, &site), 1);
        fs::remove_dir_all(&scene.out).unwrap();
        assert_eq!(baked(&scene, &site), 3);
    }

    #[test]
    fn what_something_is_said_of_is_said_of_again() {
        let scene = Scene::with_record();
        let site = small().made_from("this").reporting("sq/a/index.html", Code::RawHtml);
        for baked in [3, 1, 1] {
            let before = site.baked.load(Ordering::Relaxed);
            assert_eq!(scene.build(&site).diags.len(), 1);
            assert_eq!(site.baked.load(Ordering::Relaxed) - before, baked);
        }
    }

    #[test]
    fn a_record_that_nobody_can_read_costs_time_alone() {
        let scene = Scene::with_record();
        let (site, record) = (small().made_from("this"), scene.record.clone().unwrap());
        for broken in ["", "no record", "zz 00 index.html\n", "00 00 index.html\n"] {
            scene.build(&site);
            fs::write(&record, broken).unwrap();
            assert_eq!(baked(&scene, &site), 3, "{broken}");
            assert_eq!(baked(&scene, &site), 0, "{broken}");
        }
        // A folder in its place.
        fs::remove_file(&record).unwrap();
        fs::create_dir(&record).unwrap();
        assert_eq!([baked(&scene, &site), baked(&scene, &site)], [3, 3]);
        assert_eq!(fs::read_dir(&scene.root).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn what_the_new_site_lacks_is_gone_with_its_folder() {
        for scene in [Scene::new(), Scene::with_attic()] {
            scene.build(&small());
            fs::write(scene.out.join("stray.txt"), "put here by hand").unwrap();
            assert_eq!(numbers(&scene.build(&small())), (0, 4, 1), "a stray file alone is a difference");
            assert_eq!(numbers(&scene.build(&small().without("sq/a/index.html"))), (0, 3, 1));
            assert!(!scene.out.join("sq/a").exists());
            let turned = Site::default().with("index.html", "root").with("sq", "now a file");
            assert_eq!(numbers(&scene.build(&turned)), (1, 2, 1));
            assert_eq!(numbers(&scene.build(&small())), (2, 2, 1), "and back");
            assert_eq!(texts(&scene.out), small().texts());
            scene.assert_clean();
        }
    }

    #[test]
    fn assets_are_copied_by_content_with_the_modes_of_the_umask() {
        let scene = Scene::new();
        let asset = scene.root.join("photo.jpg");
        let mut bytes: Vec<u8> = (0..100_003_u32).map(|i| (i % 251) as u8).collect();
        fs::write(&asset, &bytes).unwrap();
        #[cfg(unix)]
        fs::set_permissions(&asset, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let mut site = small();
        site.files.insert(OutPath::new("photo.jpg"), Baked::File(asset.clone()));
        assert_eq!(numbers(&scene.build(&site)), (5, 0, 0));
        assert_eq!(numbers(&scene.build(&site)), (0, 5, 0));
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&asset, &bytes).unwrap();
        assert_eq!(numbers(&scene.build(&site)), (1, 4, 0), "the last byte counts");
        assert_eq!(fs::read(scene.out.join("photo.jpg")).unwrap(), bytes);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &str| fs::metadata(scene.out.join(path)).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode("photo.jpg"), mode("index.html"), "not the mode of the source");
            assert_eq!(mode("photo.jpg") & 0o111, 0);
        }
        fs::remove_file(&asset).unwrap();
        let error = scene.fails(&scene.out, &site);
        assert_eq!(error.message, format!("`{}` could not be read: it is not there", asset.display()));
        assert_eq!(fs::read(scene.out.join("photo.jpg")).unwrap(), bytes);
    }

    #[test]
    fn the_number_of_threads_does_not_show() {
        let mut site = (0..500).fold(small(), |site, i| site.with(&format!("p/{}/{i}.html", i % 7), format!("{i}")));
        for i in (0..500).step_by(3) {
            site = site.reporting(&format!("p/{}/{i}.html", i % 7), Code::RawHtml);
        }
        let run = |threads| {
            let scene = Scene::new();
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let delivery = pool.install(|| scene.build(&site));
            (texts(&scene.out), numbers(&delivery), delivery.diags)
        };
        let one = run(1);
        assert_eq!(one.2.len(), 167);
        assert_eq!(one, run(8));
    }

    /// Any site after any other: the output is exactly the site, and the numbers add up.
    #[test]
    fn random_sites_one_after_another() {
        let mut random = fastrand::Rng::with_seed(7);
        let parts = ["a", "b", "c", "d.html", "e.html"];
        for scene in [Scene::in_memory(), Scene::in_memory().and_attic()] {
            let mut before: BTreeMap<String, Vec<u8>> = BTreeMap::new();
            for round in 0..150 {
                let mut site = Site::default();
                for _ in 0..random.usize(0..12) {
                    let path =
                        (0..random.usize(1..4)).map(|_| *random.choice(&parts[..3]).unwrap()).collect::<Vec<_>>();
                    let path = format!("{}/{}", path.join("/"), random.choice(&parts[3..]).unwrap());
                    site = site.with(&path, random.u8(0..3).to_string());
                }
                for name in parts {
                    if random.bool() && site.files.keys().all(|path| !path.as_str().starts_with(&format!("{name}/"))) {
                        site = site.with(name, random.u8(0..3).to_string());
                    }
                }
                if round % 5 == 4 {
                    let _ = fs::write(scene.out.join("b"), "a stray");
                    let _ = fs::create_dir_all(scene.out.join("c/d.html"));
                    before = texts(&scene.out);
                }
                let delivery = scene.build(&site);
                let now = site.texts();
                assert_eq!(texts(&scene.out), now);
                let same = now.iter().filter(|(path, text)| before.get(*path) == Some(text)).count();
                let gone = before.keys().filter(|path| !now.contains_key(*path)).count();
                let marker = usize::from(round > 0);
                assert_eq!(numbers(&delivery), (now.len() - same + 1 - marker, same + marker, gone), "round {round}");
                before = now;
            }
            scene.assert_clean();
        }
    }
}

#[cfg(unix)]
mod unchanged {
    use super::*;

    #[test]
    fn a_build_without_a_difference_touches_nothing() {
        for scene in [Scene::new(), Scene::with_attic()] {
            scene.build(&small());
            let before = stamps(&scene.out);
            let delivery = scene.build(&small());
            assert_eq!((numbers(&delivery), delivery.bytes), ((0, 4, 0), 0));
            assert_eq!(stamps(&scene.out), before, "not even the folder was exchanged");
            scene.assert_clean();
        }
    }

    #[test]
    fn only_what_differs_is_written() {
        for scene in [Scene::new(), Scene::with_attic()] {
            scene.build(&small());
            for round in 0..4 {
                let before = stamps(&scene.out);
                let site = small().with("sq/a/index.html", format!("faqja {round}"));
                assert_eq!(numbers(&scene.build(&site)), (1, 3, 0), "same length, other bytes");
                assert_eq!(texts(&scene.out), site.texts());
                let after = stamps(&scene.out);
                let differ: Vec<&String> = before.keys().filter(|path| before[*path] != after[*path]).collect();
                assert_eq!(differ, [".", "sq/a/index.html"]);
            }
        }
    }

    #[test]
    fn a_reader_of_an_old_file_keeps_it() {
        use std::io::Read;
        let scene = Scene::with_attic();
        let mut readers = Vec::new();
        for round in 0..5 {
            scene.build(&small().with("index.html", format!("round {round}")));
            readers.push(fs::File::open(scene.out.join("index.html")).unwrap());
        }
        for (round, mut reader) in readers.into_iter().enumerate() {
            let mut text = String::new();
            reader.read_to_string(&mut text).unwrap();
            assert_eq!(text, format!("round {round}"));
        }
    }

    #[test]
    fn files_that_are_not_plain_files_are_written_anew() {
        for scene in [Scene::new(), Scene::with_attic()] {
            let elsewhere = scene.root.join("elsewhere");
            fs::create_dir(&elsewhere).unwrap();
            fs::write(elsewhere.join("index.html"), "faqja a").unwrap();
            // As long as the link that replaces it, and the same as what that link leads to.
            let text = "../index.html";
            let site = small().with("index.html", text).with("sq/index.html", text);
            for _ in 0..3 {
                scene.build(&site);
                fs::remove_file(scene.out.join("sq/index.html")).unwrap();
                std::os::unix::fs::symlink("../index.html", scene.out.join("sq/index.html")).unwrap();
                fs::remove_dir_all(scene.out.join("sq/a")).unwrap();
                std::os::unix::fs::symlink(&elsewhere, scene.out.join("sq/a")).unwrap();
                scene.build(&site);
                assert_eq!(texts(&scene.out), site.texts());
                for (path, is_dir) in [("sq/index.html", false), ("sq/a", true)] {
                    let about = fs::symlink_metadata(scene.out.join(path)).unwrap();
                    assert_eq!((about.is_symlink(), about.is_dir()), (false, is_dir));
                }
                assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 1, "links are not followed");
            }
        }
    }

    #[test]
    fn an_attic_that_is_a_link_or_holds_anything_at_all_does_no_harm() {
        let scene = Scene::with_attic();
        let (attic, precious) = (scene.attic.clone().unwrap(), scene.root.join("precious"));
        fs::create_dir(&precious).unwrap();
        fs::write(precious.join("x"), "x").unwrap();
        std::os::unix::fs::symlink(&precious, &attic).unwrap();
        scene.build(&small());
        scene.build(&small().with("index.html", "other"));
        assert_eq!(fs::read(precious.join("x")).unwrap(), b"x");
        fs::remove_file(&attic).unwrap();
        fs::create_dir_all(attic.join("index.html/folder")).unwrap();
        fs::write(attic.join("sq"), "a file where a folder is wanted").unwrap();
        scene.build(&small());
        assert_eq!(texts(&scene.out), small().texts());
        assert_eq!(texts(&attic)["index.html"], b"other", "the site before");
    }
}

/// Many threads make one folder where the attic has a file of that name: none may undo what another has made.
#[test]
fn many_threads_meet_in_a_folder_that_was_a_file() {
    let scene = Scene::in_memory().and_attic();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(8).build().unwrap();
    let flat = |text: &str| Site::default().with("s", text);
    let deep = |text: &str| (0..64).fold(Site::default(), |site, i| site.with(&format!("s/{i}.html"), text));
    // What lies in the attic is the site before the one before.
    for site in [flat("a"), flat("b"), deep("a"), deep("b")].iter().cycle().take(200) {
        pool.install(|| scene.build(site));
        assert_eq!(texts(&scene.out), site.texts());
    }
}

mod refused {
    use super::*;

    #[test]
    fn an_error_publishes_nothing_and_shows_everything() {
        for scene in [Scene::new(), Scene::with_attic()] {
            let bad = small()
                .with("sq/a/index.html", "different")
                .reporting("index.html", Code::TemplateRender)
                .reporting("sq/a/index.html", Code::BrokenLink)
                .reporting("sq/index.html", Code::RawHtml);
            assert_eq!(scene.refused(&bad, Severity::Error).len(), 3);
            assert!(!scene.out.exists(), "a first build that is refused leaves nothing");
            scene.build(&small());
            let before = texts(&scene.out);
            assert_eq!(scene.refused(&bad, Severity::Error).len(), 3);
            assert_eq!(bad.baked.load(Ordering::Relaxed), 6, "every path, both times");
            assert_eq!(texts(&scene.out), before);
            scene.assert_clean();
            scene.build(&small().with("index.html", "fixed"));
        }
    }

    #[test]
    fn a_refused_build_leaves_the_attic_to_the_next_one() {
        let scene = Scene::with_attic();
        let attic = scene.attic.clone().unwrap();
        scene.build(&small());
        scene.build(&small().with("index.html", "second"));
        let bad = (0..100).fold(small(), |site, i| site.with(&format!("new/{i}.html"), "new"));
        scene.refused(&bad.reporting("sq/index.html", Code::BrokenLink), Severity::Error);
        assert_eq!(fs::read(attic.join("sq/index.html")).unwrap(), b"shqip");
        scene.assert_clean();
        scene.build(&small());
        assert_eq!(texts(&scene.out), small().texts());
    }

    #[test]
    fn warnings_refuse_only_when_strict() {
        let scene = Scene::new();
        let warned = small().reporting("index.html", Code::RawHtml);
        assert_eq!(scene.refused(&warned, Severity::Warning).len(), 1);
        assert_eq!(scene.build(&warned).diags.len(), 1);
        let noted = small().reporting("index.html", Code::MissingName);
        assert!(matches!(scene.try_to(&scene.out, &noted, Severity::Warning), Ok(Outcome::Delivered(_))));
    }

    #[test]
    fn folders_above_an_output_that_never_came_are_gone_again() {
        let scene = Scene::new();
        let deep = scene.dir.path().join("x/y/public");
        let bad = small().reporting("index.html", Code::BrokenLink);
        assert!(matches!(scene.try_to(&deep, &bad, Severity::Error), Ok(Outcome::Refused(_))));
        assert!(!scene.dir.path().join("x").exists());
        scene.try_to(&deep, &small(), Severity::Error).unwrap();
        assert_eq!(texts(&deep), small().texts());
    }

    #[test]
    fn a_panic_while_baking_leaves_nothing_behind() {
        struct Panics(Site);
        impl Bakery for Panics {
            fn paths(&self) -> Vec<&OutPath> {
                self.0.paths()
            }
            fn bake(&self, path: &OutPath) -> Report<Baked> {
                assert_ne!(path.as_str(), "sq/index.html", "on purpose");
                self.0.bake(path)
            }
        }
        let scene = Scene::new();
        scene.build(&small());
        let panics = Panics(small().with("index.html", "other"));
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| scene.build(&panics)));
        assert!(caught.is_err());
        assert_eq!(texts(&scene.out), small().texts());
        scene.assert_clean();
    }
}

mod place {
    use super::*;

    /// The message of a refusal, and proof that the folder was left as it was.
    fn refusal(scene: &Scene, out: &Path) -> String {
        let all = |dir: &Path| files(dir).map(|(path, file)| (path, fs::read(file).ok())).collect::<BTreeMap<_, _>>();
        let before = all(scene.dir.path());
        let error = scene.fails(out, &small());
        assert_eq!(all(scene.dir.path()), before);
        assert!(error.hint.as_ref().is_some_and(|hint| hint.contains("--out") || hint.contains("link")), "{error:?}");
        error.message.replace(&out.display().to_string(), "OUT")
    }

    #[test]
    fn a_folder_that_is_not_ours_is_refused() {
        let scene = Scene::new();
        fs::create_dir(&scene.out).unwrap();
        fs::write(scene.out.join("thesis.txt"), "years of work").unwrap();
        assert_eq!(refusal(&scene, &scene.out), "`OUT` holds files that no build wrote, and a build would remove them");
        fs::remove_file(scene.out.join("thesis.txt")).unwrap();
        scene.build(&small());
        fs::create_dir(scene.out.join(".git")).unwrap();
        assert_eq!(refusal(&scene, &scene.out), "`OUT` is a git repository, which a build would remove");
        fs::remove_dir(scene.out.join(".git")).unwrap();
        fs::remove_file(scene.out.join(MARKER)).unwrap();
        assert_eq!(refusal(&scene, &scene.out), "`OUT` holds files that no build wrote, and a build would remove them");
    }

    #[test]
    fn the_project_and_all_above_it_are_refused() {
        let scene = Scene::new();
        for out in
            [scene.root.clone(), scene.dir.path().to_owned(), scene.root.join("."), scene.root.join("../project")]
        {
            fs::write(out.join(MARKER), "even with a marker").unwrap();
            assert_eq!(refusal(&scene, &out), "`OUT` holds the project itself");
        }
        assert_eq!(scene.fails(Path::new("/"), &small()).message, "`/` cannot be an output");
        scene.try_to(&scene.root.join("public"), &small(), Severity::Error).unwrap();
    }

    #[test]
    fn a_file_is_refused() {
        let scene = Scene::new();
        fs::write(&scene.out, "a file").unwrap();
        assert_eq!(refusal(&scene, &scene.out), "`OUT` is not a folder");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_stays_a_link() {
        let scene = Scene::new();
        let real = scene.dir.path().join("www/site");
        fs::create_dir_all(&real).unwrap();
        std::os::unix::fs::symlink(&real, &scene.out).unwrap();
        for site in [small(), small().with("index.html", "other")] {
            scene.build(&site);
            assert_eq!(texts(&real), site.texts());
        }
        assert!(fs::symlink_metadata(&scene.out).unwrap().is_symlink());
        assert_eq!(fs::read_dir(scene.dir.path().join("www")).unwrap().count(), 1);
        fs::remove_dir_all(&real).unwrap();
        assert_eq!(refusal(&scene, &scene.out), "`OUT` is a symbolic link that leads nowhere");
    }

    #[test]
    fn paths_that_leave_the_output_or_meet_are_refused() {
        let scene = Scene::new();
        scene.build(&small());
        for bad in ["../out.html", "/etc/out.html", "a/../../out.html", "", MARKER] {
            let error = scene.fails(&scene.out, &small().with(bad, "x"));
            assert_eq!(error.message, format!("`{bad}` cannot be a file of a site"));
        }
        let error = scene.fails(&scene.out, &small().with("sq/a", "both a file and a folder"));
        assert!(error.message.contains("`sq/a") || error.message.contains("/sq/a"), "{error}");
        assert_eq!(texts(&scene.out), small().texts());
        scene.assert_clean();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_mount_point_is_refused() {
        let scene = Scene::new();
        fs::create_dir(&scene.out).unwrap();
        let Some(_mounted) = machine::Mounted::tmpfs(&scene.out, "1m") else { return };
        let error = scene.fails(&scene.out, &small());
        assert!(error.message.ends_with("(a mount point), so no site can take its place"), "{error}");
        let inside = scene.out.join("site");
        scene.try_to(&inside, &small(), Severity::Error).unwrap();
        assert_eq!(texts(&inside), small().texts());
    }

    /// An output that came with the image of a container: files can be removed there, but no folder can be moved.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_layer_of_a_container_is_told_and_the_old_site_stays() {
        let scene = Scene::new();
        scene.build(&small());
        let layers = tempfile::tempdir().unwrap();
        let Some(_mounted) = machine::Mounted::over(scene.dir.path(), layers.path()) else { return };
        let error = scene.fails(&scene.out, &small().with("index.html", "other"));
        assert!(error.message.ends_with("is part of a container's image, so no site can take its place"), "{error}");
        assert_eq!(texts(&scene.out), small().texts());
        scene.assert_clean();
        fs::remove_dir_all(&scene.out).unwrap();
        for text in ["again", "and again"] {
            scene.build(&small().with("index.html", text));
            assert_eq!(texts(&scene.out)["index.html"], text.as_bytes());
        }
    }

    /// The same disk, seen a second time: only the exchange notices.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_bind_mount_is_refused() {
        let scene = Scene::new();
        fs::create_dir(&scene.out).unwrap();
        let real = scene.dir.path().join("real");
        fs::create_dir(&real).unwrap();
        let Some(_mounted) = machine::Mounted::bind(&real, &scene.out) else { return };
        let error = scene.fails(&scene.out, &small());
        assert!(error.message.ends_with("(a mount point), so no site can take its place"), "{error}");
        assert_eq!(fs::read_dir(&real).unwrap().count(), 0);
        assert!(!scene.dir.path().join(".public.staging-new").exists());
    }
}

mod lock {
    use super::*;

    /// While it is baked, another build of the same output is tried.
    struct Nested<'a>(&'a Scene, Site, Mutex<Vec<String>>);

    impl Bakery for Nested<'_> {
        fn paths(&self) -> Vec<&OutPath> {
            self.1.paths()
        }

        fn bake(&self, path: &OutPath) -> Report<Baked> {
            let error = self.0.fails(&self.0.out, &small());
            self.2.lock().unwrap().push(error.message);
            self.1.bake(path)
        }
    }

    #[test]
    fn a_second_build_stops_at_once_and_the_first_goes_on() {
        let scene = Scene::new();
        let nested = Nested(&scene, small(), Mutex::default());
        scene.build(&nested);
        let busy = format!("another build is writing `{}`; wait for it to end", scene.out.display());
        assert_eq!(nested.2.into_inner().unwrap(), [busy.clone(), busy.clone(), busy]);
        assert_eq!(texts(&scene.out), small().texts());
        scene.assert_clean();
    }

    #[test]
    fn what_a_dead_build_left_is_no_obstacle_and_goes() {
        for (site, refuse_at) in
            [(small(), Severity::Error), (small().reporting("index.html", Code::RawHtml), Severity::Warning)]
        {
            let scene = Scene::new();
            scene.build(&small());
            fs::write(scene.dir.path().join(".public.lock"), "").unwrap();
            let left = scene.dir.path().join(".public.staging-new/sq/deep");
            fs::create_dir_all(&left).unwrap();
            fs::write(left.join("half"), "half a pa").unwrap();
            scene.try_to(&scene.out, &site, refuse_at).unwrap();
            scene.assert_clean();
        }
    }
}

#[cfg(target_os = "linux")]
mod machine {
    use super::*;

    /// A mounted folder, until dropped.
    pub struct Mounted<'a>(&'a Path);

    impl<'a> Mounted<'a> {
        pub fn tmpfs(at: &'a Path, size: &str) -> Option<Self> {
            Self::mount(at, &["-t", "tmpfs", "-o", &format!("size={size}"), "none"])
        }

        pub fn bind(from: &Path, at: &'a Path) -> Option<Self> {
            Self::mount(at, &["--bind", from.to_str().unwrap()])
        }

        /// Covers `at` with a layer of its own, kept in the empty folder `layers`.
        pub fn over(at: &'a Path, layers: &Path) -> Option<Self> {
            let (upper, work) = (layers.join("upper"), layers.join("work"));
            fs::create_dir(&upper).and_then(|()| fs::create_dir(&work)).unwrap();
            let [lower, upper, work] = [at, &upper, &work].map(Path::display);
            let layers = format!("lowerdir={lower},upperdir={upper},workdir={work},redirect_dir=off");
            Self::mount(at, &["-t", "overlay", "-o", &layers, "overlay"])
        }

        fn mount(at: &'a Path, arguments: &[&str]) -> Option<Self> {
            let mounted = Command::new("mount").args(arguments).arg(at).output();
            match mounted.is_ok_and(|output| output.status.success()) {
                true => Some(Self(at)),
                false => {
                    println!("skipped: this user may not mount");
                    None
                }
            }
        }
    }

    impl Drop for Mounted<'_> {
        fn drop(&mut self) {
            // Lazily: a process that another test is just starting may still hold one of our files.
            let _ = Command::new("umount").arg("-l").arg(self.0).status();
        }
    }

    /// 100 files of 16 kB.
    fn large(letter: u8) -> Site {
        (0..100).fold(small(), |site, i| site.with(&format!("large/{i}.html"), vec![letter; 16 * 1024]))
    }

    #[test]
    fn a_full_disk_is_told_and_the_old_site_stays() {
        for attic in [None, Some(())] {
            let mut scene = Scene::new();
            let disk = scene.dir.path().join("disk");
            fs::create_dir(&disk).unwrap();
            let Some(_mounted) = Mounted::tmpfs(&disk, "1m") else { return };
            scene.out = disk.join("public");
            scene.attic = attic.map(|()| disk.join("attic"));
            scene.build(&small());
            scene.build(&small().with("index.html", "second"));
            let before = stamps(&scene.out);
            let error = scene.fails(&scene.out, &large(b'x'));
            assert!(error.message.starts_with("the disk is full: `"), "{error}");
            assert!(error.message.ends_with("` could not be written"), "{error}");
            assert_eq!(stamps(&scene.out), before);
            scene.attic = None;
            assert!(!disk.join(".public.staging-new").exists() && !disk.join(".public.lock").exists());
            scene.build(&small());
        }
    }

    #[test]
    fn a_limit_on_the_size_of_files_is_told_and_the_old_site_stays() {
        let scene = Scene::new();
        scene.build(&small());
        let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" --exact machine::child --nocapture";
        let output = words_of(Command::new("sh").args(["-c", script]).arg(std::env::current_exe().unwrap()), &scene);
        assert!(output.contains("the file is larger than this disk or account allows"), "{output}");
        assert_eq!(texts(&scene.out), small().texts());
        scene.assert_clean();
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_told_and_the_old_site_stays() {
        use std::os::unix::fs::PermissionsExt;
        use std::os::unix::process::CommandExt;
        let scene = Scene::new();
        scene.build(&small());
        let set = |mode| fs::set_permissions(scene.dir.path(), PermissionsExt::from_mode(mode)).unwrap();
        set(0o555);
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "machine::child", "--nocapture"]);
        if fs::write(scene.dir.path().join("probe"), "").is_ok() {
            // Root may write anywhere, so somebody else must try.
            command.uid(65534);
        }
        let output = words_of(&mut command, &scene);
        set(0o755);
        match output.as_str() {
            "" => println!("skipped: no other user can run this test"),
            _ => assert!(
                output.contains(".public.lock` could not be written: you have no permission to do that"),
                "{output}"
            ),
        }
        assert_eq!(texts(&scene.out), small().texts());
    }

    /// What the test below prints when run by `command`; empty if it cannot be.
    fn words_of(command: &mut Command, scene: &Scene) -> String {
        let output = command.env("GUIDEPOST_TEST_FULL", &scene.out).output();
        output.map_or(String::new(), |output| String::from_utf8(output.stdout).unwrap())
    }

    /// Not a test of its own: tells how a build fails under the limits that its parent has set.
    #[test]
    fn child() {
        let Some(out) = std::env::var_os("GUIDEPOST_TEST_FULL") else { return };
        let out = PathBuf::from(out);
        let root = out.with_file_name("project");
        let options =
            Options { root: &root, refuse_at: Severity::Error, attic: None, record: None, progress: &|_, _| {} };
        println!("{:?}", deliver(&large(b'x'), &out, &options));
    }
}

#[cfg(unix)]
mod killed {
    use super::*;
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    use std::time::Instant;

    /// One of two sites, with files that are the same, that differ, and that only one of them has.
    fn version(letter: char) -> Site {
        let site = (0..150).fold(Site::default(), |site, i| {
            let text = if i % 3 == 0 { "same".repeat(500) } else { letter.to_string().repeat(2000) };
            site.with(&format!("s{}/page-{i}/index.html", i % 10), text)
        });
        (0..20).fold(site, |site, i| site.with(&format!("only-{letter}/{i}.html"), "here"))
    }

    #[test]
    fn at_any_moment_the_output_is_one_whole_site() {
        for (scene, attic) in [(Scene::in_memory(), ""), (Scene::in_memory().and_attic(), "attic")] {
            let (a, b) = (version('a').texts(), version('b').texts());
            scene.build(&version('a'));
            let (mut seen, mut left) = (BTreeSet::new(), 0);
            for _ in 0..100 {
                let started = Instant::now();
                let mut child = Command::new(std::env::current_exe().unwrap())
                    .args(["--exact", "killed::child", "--nocapture"])
                    .env("GUIDEPOST_TEST_KILL", &scene.out)
                    .env("GUIDEPOST_TEST_ATTIC", attic)
                    .stdout(Stdio::piped())
                    .spawn()
                    .unwrap();
                // After its first build, somewhere within the next two.
                let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
                assert!(lines.any(|line| line == "built"), "the child cannot build");
                std::thread::sleep(started.elapsed().mul_f64(fastrand::f64() * 2.0));
                child.kill().unwrap();
                child.wait().unwrap();
                let now = texts(&scene.out);
                assert!(now == a || now == b, "a mix: {:?}", now.keys());
                seen.insert(now == a);
                let beside = scene.beside();
                left += usize::from(beside.contains(".public.staging-new"));
                let known = ["project", "public", ".public.lock", ".public.staging-new"];
                assert!(beside.iter().all(|name| known.contains(&name.as_str())), "{beside:?}");
            }
            println!("in {left} of 100 a staging folder was left");
            assert!(left > 0 && seen.len() == 2, "the kills did not meet builds at work");
            scene.build(&version('b'));
            assert_eq!(texts(&scene.out), b);
            scene.assert_clean();
        }
    }

    /// Not a test of its own: builds two sites in turn until it is killed.
    #[test]
    fn child() {
        let Some(out) = std::env::var_os("GUIDEPOST_TEST_KILL") else { return };
        let out = PathBuf::from(out);
        let root = out.with_file_name("project");
        let attic =
            std::env::var_os("GUIDEPOST_TEST_ATTIC").filter(|name| !name.is_empty()).map(|name| root.join(name));
        let attic = attic.as_deref();
        let options = Options { root: &root, refuse_at: Severity::Error, attic, record: None, progress: &|_, _| {} };
        for letter in ['b', 'a'].into_iter().cycle() {
            deliver(&version(letter), &out, &options).unwrap();
            println!("built");
        }
    }
}
