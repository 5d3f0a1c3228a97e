//! What the operating system tells of files → "the site has changed", once a burst. A file of its own because editors
//! save in many ways (in place, beside and renamed over, in several steps) and folders come and go.
//!
//! Only the project's own parts are watched: `guidepost.yaml`, `content/`, `locales/`, `themes/`. What is missed, because
//! the system has no watches left, a folder was made faster than it could be watched, or the whole root was exchanged,
//! is found by looking at the times of all files when it has been quiet for a while.

use super::state::Shop;
use crate::base::SourcePath;
use crate::source::{CONFIG, is_clutter};
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

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
    /// Which root and folders are watched: they may be removed and made anew under the same names.
    watched: Vec<Option<Identity>>,
}

/// Starts to follow the project's files.
pub fn start(shop: Arc<Shop>) {
    let (send, told) = channel();
    // Events name files as the system sees them.
    let root = shop.options.root.canonicalize().unwrap_or_else(|_| shop.options.root.clone());
    let mut watch = Watch { root, shop, send, told, watcher: None, watched: Vec::new() };
    watch.begin();
    std::thread::spawn(move || watch.follow());
}

impl Watch {
    /// Watches the root and its folders, all anew.
    fn begin(&mut self) {
        self.watched = identities(&self.root);
        let send = self.send.clone();
        let mut watcher = notify::recommended_watcher(move |event| {
            let _ = send.send(event);
        })
        .ok();
        if let Some(watcher) = &mut watcher {
            let _ = watcher.watch(&self.root, RecursiveMode::NonRecursive);
            for folder in FOLDERS.map(|name| self.root.join(name)).iter().filter(|folder| folder.is_dir()) {
                let _ = watcher.watch(folder, RecursiveMode::Recursive);
            }
        }
        self.watcher = watcher;
    }

    fn follow(mut self) {
        let mut looked = Look { at: Instant::now(), took: Duration::ZERO, due: true };
        loop {
            let burst = self.burst();
            if identities(&self.root) != self.watched {
                self.begin();
                self.shop.renew(None);
                looked.due = true;
            } else if let Some(burst) = burst {
                self.shop.renew(Some(&burst));
                looked.due = true;
            } else if looked.is_due(self.watcher.is_some()) {
                let begun = Instant::now();
                self.shop.look();
                looked = Look { at: Instant::now(), took: begun.elapsed(), due: false };
            }
        }
    }

    /// Waits for a burst of changes to be over; the files of the project that they touched. `None`: nothing happened
    /// for a while.
    fn burst(&self) -> Option<BTreeSet<SourcePath>> {
        let mut touched = BTreeSet::new();
        let mut begun: Option<Instant> = None;
        let mut wait = LOOK;
        loop {
            match self.told.recv_timeout(wait) {
                Ok(event) => {
                    let Some(pause) = self.note(event, &mut touched) else { continue };
                    let begun = *begun.get_or_insert_with(Instant::now);
                    wait = pause.min(LONGEST.saturating_sub(begun.elapsed()));
                }
                Err(RecvTimeoutError::Timeout) => return begun.map(|_| touched),
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(LOOK);
                    return None;
                }
            }
        }
    }

    /// Notes the files of an event; says how long to wait for more, where it concerns us.
    fn note(&self, event: Told, touched: &mut BTreeSet<SourcePath>) -> Option<Duration> {
        let Ok(event) = event else { return Some(OPEN) };
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

/// What tells a folder from another one at the same place.
type Identity = (u64, u64);

fn identities(root: &Path) -> Vec<Option<Identity>> {
    let identity = |path: &Path| {
        let meta = std::fs::metadata(path).ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some((meta.dev(), meta.ino()))
        }
        #[cfg(not(unix))]
        {
            Some((0, u64::from(meta.is_dir())))
        }
    };
    std::iter::once(identity(root)).chain(FOLDERS.iter().map(|name| identity(&root.join(name)))).collect()
}
