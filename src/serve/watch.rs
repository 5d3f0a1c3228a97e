//! What the operating system tells of files → "the site has changed", once a burst. A file of its own because editors
//! save in many ways (in place, beside and renamed over, in several steps) and folders come and go.
//!
//! Only the project's own parts are watched: `guidepost.yaml`, `content/`, `locales/`, `themes/`. What is missed, because
//! a folder was made faster than it could be watched or the whole root was exchanged, is found by looking at the times
//! of all files when it has been quiet for a while. Where the system tells of nothing (it has no watches left, the folder
//! lies on another computer, `--poll`), looking is all there is, and is done every second.

use super::state::Shop;
use crate::base::SourcePath;
use crate::source::{CONFIG, is_clutter};
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

/// The folders of a project.
const FOLDERS: [&str; 3] = ["content", "locales", "themes"];

/// How long a burst must have been over: after a file was closed or has taken another's place, and after a write that
/// may go on.
const CLOSED: Duration = Duration::from_millis(4);
const OPEN: Duration = Duration::from_millis(30);

/// How long a burst may last before its beginning is shown.
const LONGEST: Duration = Duration::from_millis(250);

/// How often the root is looked at, and after how much quiet all files are.
const LOOK: Duration = Duration::from_secs(1);

type Told = notify::Result<Event>;

/// What a burst of changes was.
enum Heard {
    /// There was none.
    Nothing,
    /// These files and folders were touched.
    Files(BTreeSet<SourcePath>),
    /// There was more than the system could tell of.
    Something,
}

/// When all files were looked at last.
struct Look {
    at: Instant,
    took: Duration,
    /// Whether something has happened since.
    due: bool,
}

impl Look {
    /// Whether it is time to look again: once after each burst, then seldom; often only where nothing else tells of
    /// changes. A large project is looked at less often, so that it costs a hundredth of a core at most.
    fn is_due(&self, is_told: bool) -> bool {
        let pause = if is_told { Duration::from_secs(20) } else { LOOK };
        self.due || self.at.elapsed() >= pause.max(self.took * 100)
    }
}

/// The eyes on a project.
struct Watch {
    root: PathBuf,
    shop: Arc<Shop>,
    send: Sender<Told>,
    told: Receiver<Told>,
    watcher: Option<RecommendedWatcher>,
    /// Whether the system tells of every change.
    is_told: bool,
    /// Which root and folders are watched: they may be removed and made anew under the same names.
    watched: Vec<Option<Identity>>,
}

/// Starts to follow the project's files.
pub fn start(shop: Arc<Shop>) {
    let (send, told) = channel();
    // Events name files as the system sees them.
    let root = shop.options.root.canonicalize().unwrap_or_else(|_| shop.options.root.clone());
    let mut watch = Watch { root, shop, send, told, watcher: None, is_told: false, watched: Vec::new() };
    watch.begin();
    std::thread::spawn(move || watch.follow());
}

impl Watch {
    /// Watches the root and its folders, all anew.
    fn begin(&mut self) {
        self.watched = identities(&self.root);
        self.watcher = None;
        self.is_told = !self.shop.options.poll && self.watch().is_ok();
    }

    /// Asks the system to tell of changes. Where it cannot tell of all, it tells of some.
    fn watch(&mut self) -> notify::Result<()> {
        let send = self.send.clone();
        let watcher = notify::recommended_watcher(move |event| {
            let _ = send.send(event);
        })?;
        let watcher = self.watcher.insert(watcher);
        let folders = FOLDERS.map(|name| self.root.join(name)).into_iter().filter(|folder| folder.is_dir());
        let watch = |folder: PathBuf| watcher.watch(&folder, RecursiveMode::Recursive);
        let inner: Vec<notify::Result<()>> = folders.map(watch).collect();
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        inner.into_iter().collect()
    }

    fn follow(mut self) {
        let mut looked = Look { at: Instant::now(), took: Duration::ZERO, due: true };
        loop {
            let heard = self.burst();
            if identities(&self.root) != self.watched {
                self.begin();
                self.shop.renew(None);
                looked.due = true;
                continue;
            }
            match heard {
                Heard::Files(touched) => {
                    self.shop.renew(Some(&touched));
                    looked.due = true;
                }
                Heard::Nothing if !looked.is_due(self.is_told) => {}
                Heard::Nothing | Heard::Something => {
                    let took = self.shop.look();
                    looked = Look { at: Instant::now(), took, due: false };
                }
            }
        }
    }

    /// Waits for a burst of changes to be over, or for a while in which there is none.
    fn burst(&mut self) -> Heard {
        let (mut touched, mut lost) = (BTreeSet::new(), false);
        let mut begun: Option<Instant> = None;
        let mut until = Instant::now() + LOOK;
        loop {
            let event = match self.told.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(LOOK);
                    break;
                }
            };
            lost |= self.has_lost(&event);
            self.note_end(&event);
            let pause = match event {
                Ok(event) => self.note(&event, &mut touched),
                Err(_) => Some(OPEN),
            };
            if let Some(pause) = pause {
                let begun = *begun.get_or_insert_with(Instant::now);
                until = (Instant::now() + pause).min(begun + LONGEST);
            }
        }
        match begun {
            _ if lost => Heard::Something,
            Some(_) if !touched.is_empty() => Heard::Files(touched),
            _ => Heard::Nothing,
        }
    }

    /// Whether there was more than could be told of. Where the system has no watches left, it does not tell of all that
    /// comes either.
    fn has_lost(&mut self, event: &Told) -> bool {
        match event {
            Ok(event) => event.need_rescan(),
            Err(error) => {
                self.is_told &= !matches!(error.kind, ErrorKind::MaxFilesWatch);
                true
            }
        }
    }

    /// Where the root or a folder that is watched goes away, so does its watch; one of the same name may be there already.
    fn note_end(&mut self, event: &Told) {
        let Ok(Event { kind, paths, .. }) = event else { return };
        let goes = matches!(kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)));
        let is_ours = |path: &PathBuf| {
            let inner = path.strip_prefix(&self.root).ok();
            inner.is_some_and(|inner| {
                inner.as_os_str().is_empty() || FOLDERS.iter().any(|name| inner == Path::new(name))
            })
        };
        if goes && paths.iter().any(is_ours) {
            self.watched.clear();
        }
    }

    /// Notes the files of an event; says how long to wait for more, where it concerns us.
    fn note(&self, event: &Event, touched: &mut BTreeSet<SourcePath>) -> Option<Duration> {
        let pause = pause(&event.kind)?;
        let ours: Vec<SourcePath> = event.paths.iter().filter_map(|path| self.ours(path)).collect();
        let concerns = !ours.is_empty() || event.need_rescan();
        touched.extend(ours);
        concerns.then_some(pause)
    }

    /// The path of a file in the project, where it is one that is read.
    fn ours(&self, path: &Path) -> Option<SourcePath> {
        let inner = path.strip_prefix(&self.root).ok()?.to_str()?;
        let first = inner.split('/').next().unwrap_or_default();
        let is_read = inner == CONFIG || FOLDERS.contains(&first) && !inner.split('/').any(is_clutter);
        is_read.then(|| SourcePath::new(inner))
    }
}

/// How long to wait after an event for those that belong to it; `None` where nothing has changed.
fn pause(kind: &EventKind) -> Option<Duration> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(CLOSED),
        EventKind::Access(_) => None,
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) | EventKind::Remove(_) => Some(CLOSED),
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Other => Some(OPEN),
    }
}

/// What tells a folder from another one at the same place: its device and number, and when it came into being, since a
/// number is given again as soon as it is free.
type Identity = (u64, u64, Option<SystemTime>);

fn identities(root: &Path) -> Vec<Option<Identity>> {
    let identity = |path: &Path| {
        let meta = std::fs::metadata(path).ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some((meta.dev(), meta.ino(), meta.created().ok()))
        }
        #[cfg(not(unix))]
        {
            Some((0, u64::from(meta.is_dir()), meta.created().ok()))
        }
    };
    std::iter::once(identity(root)).chain(FOLDERS.iter().map(|name| identity(&root.join(name)))).collect()
}
