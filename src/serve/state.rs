//! The project folder → [`Snapshot`], and snapshots → what is shown now. A file of its own because everything else here
//! only reads what this one exchanges, whole.

use super::words::Words;
use super::{Options, Terminal};
use crate::base::{Code, ContentHash, Diagnostic, OutPath, Place, Report, Severity, SourcePath, sort};
use crate::check::{Memory, Prepared, Texts, check, prepare};
use crate::model::Site;
use crate::render::html::asset_path;
use crate::render::{Baked, Baker, Catalogue, Renderer};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::broadcast;

/// The site as it was at one moment.
pub struct Snapshot {
    /// Counts the snapshots of this run, from 1.
    pub number: u64,
    /// Every text that was read.
    pub texts: Texts,
    /// The site.
    pub site: Arc<Site>,
    /// Its files.
    pub catalogue: Arc<Catalogue>,
    /// Makes its pages; `None` where the theme cannot be compiled.
    pub renderer: Option<Renderer>,
    /// What was noticed on the way.
    pub diags: Vec<Diagnostic>,
    /// What the rules say of it; they are asked when it is shown already.
    checked: OnceLock<Vec<Diagnostic>>,
    /// Whether a page of it could not be made.
    failed: AtomicBool,
}

/// A file that was asked for.
pub struct Dish {
    /// Its contents.
    pub baked: Baked,
    /// What was noticed while it was made by the newest site.
    pub diags: Vec<Diagnostic>,
    /// Whether it is of an earlier site, because the newest one cannot make it.
    pub stale: bool,
}

/// What is shown: the newest site, and for what it cannot make the last ones without an error.
#[derive(Clone)]
pub struct Shown {
    /// The newest site.
    pub now: Arc<Snapshot>,
    /// The last one without an error, as far as is known before pages are made; often the newest itself. Where there
    /// never was any, one that could be shown.
    pub good: Option<Arc<Snapshot>>,
    /// One before that, of which no page is known to have failed.
    older: Option<Arc<Snapshot>>,
}

/// What is new to somebody who reads along at a terminal.
pub struct News<'a> {
    /// What was not said before, sorted.
    pub new: Vec<Diagnostic>,
    /// What was said before and is mended.
    pub mended: Vec<Diagnostic>,
    /// The texts that the new ones point into.
    pub texts: &'a Texts,
    /// How many problems there are now in all, by their severity.
    pub open: Vec<Severity>,
}

/// What the open pages are told.
#[derive(Debug, Clone)]
pub enum Told {
    /// There is a new snapshot; these files of the site, which are copied as they are, have changed.
    Site(Arc<[OutPath]>),
    /// More is known about the same snapshot.
    Problems,
}

/// All that the server holds.
pub struct Shop {
    /// How to serve.
    pub options: Options,
    /// Tells the open pages.
    pub told: broadcast::Sender<Told>,
    /// The strings of the preview itself.
    pub words: Words,
    terminal: Arc<dyn Terminal>,
    shown: RwLock<Shown>,
    memory: Mutex<Memory>,
    rest: Mutex<Rest>,
    said: Mutex<BTreeMap<Said, Known>>,
}

/// What making the pages of one snapshot has shown.
#[derive(Default)]
struct Rest {
    number: u64,
    diags: Vec<(OutPath, Diagnostic)>,
    /// Whether every page was made.
    done: bool,
}

/// A diagnostic that was told at the terminal. Its place is the file alone: a line added above a mistake does not make
/// it a new one.
type Said = (Option<String>, Code, String);

/// A diagnostic that was told, and whether only making a page shows it.
type Known = (Diagnostic, bool);

fn said(diag: &Diagnostic) -> Said {
    (diag.place.as_ref().map(|p| p.file.to_string()), diag.code, diag.message.clone())
}

impl Snapshot {
    /// Runs the passes.
    fn make(options: &Options, memory: &mut Memory, number: u64) -> Self {
        let Prepared { texts, site, catalogue, renderer, diags } =
            prepare(&options.root, &(options.site)(), options.world.clone(), memory);
        let (checked, failed) = (OnceLock::new(), AtomicBool::new(false));
        Self { number, texts, site, catalogue, renderer, diags, checked, failed }
    }

    /// What is known to be wrong with it without making a page.
    fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diags.iter().chain(self.checked.get().into_iter().flatten())
    }

    /// Whether all is known that can be known without making a page.
    pub fn is_checked(&self) -> bool {
        self.checked.get().is_some()
    }

    /// Whether a build would publish it, as far as is known before its pages are made.
    pub fn is_whole(&self) -> bool {
        self.renderer.is_some() && !self.diags.iter().any(|d| d.severity() == Severity::Error)
    }

    /// Whether its configuration could be read.
    fn has_editions(&self) -> bool {
        !self.site.editions.is_empty()
    }

    /// Whether no page of it is known to have failed.
    fn is_sound(&self) -> bool {
        !self.failed.load(Ordering::Relaxed)
    }

    /// Notes that a page of it could not be made.
    pub fn failed(&self) {
        self.failed.store(true, Ordering::Relaxed);
    }

    /// Makes one of its files; `None` where it has no such file or cannot make any.
    fn bake(&self, path: &OutPath) -> Option<Report<Baked>> {
        let renderer = self.renderer.as_ref()?;
        self.catalogue.get(path)?;
        Some(Baker { renderer, catalogue: &self.catalogue }.bake(path))
    }
}

impl Shown {
    /// Makes a file: of the newest site, else, where that has a mistake, of the last good one.
    pub fn bake(&self, path: &OutPath) -> Option<Dish> {
        let mut diags = Vec::new();
        if let Some(report) = self.now.bake(path) {
            let failed = report.diags.iter().any(|d| d.severity() == Severity::Error);
            let baked = report.take(&mut diags);
            if !failed || matches!(&baked, Baked::Bytes(bytes) if !bytes.is_empty()) {
                return Some(Dish { baked, diags, stale: false });
            }
            self.now.failed();
        } else if self.now.is_whole() {
            return None;
        }
        let baked = self.before().find_map(|snapshot| Some(snapshot.bake(path)?.value))?;
        Some(Dish { baked, diags, stale: true })
    }

    /// The sites before the newest one that can stand in for it, the newer first.
    fn before(&self) -> impl Iterator<Item = &Arc<Snapshot>> {
        self.good.iter().chain(&self.older).filter(|snapshot| snapshot.number != self.now.number)
    }

    /// The snapshot that knows a file, the newest first.
    pub fn knows(&self, path: &OutPath) -> Option<&Arc<Snapshot>> {
        let before = self.before().filter(|_| !self.now.is_whole());
        std::iter::once(&self.now).chain(before).find(|snapshot| snapshot.catalogue.get(path).is_some())
    }

    /// The site whose addresses and languages are to be used: the newest that has any.
    pub fn site(&self) -> &Arc<Site> {
        match (&self.good, self.now.site.editions.is_empty()) {
            (Some(good), true) => &good.site,
            _ => &self.now.site,
        }
    }
}

impl Shop {
    /// Reads the site for the first time.
    pub fn open(options: Options, terminal: Arc<dyn Terminal>) -> Self {
        let mut memory = Memory::on();
        let now = Arc::new(Snapshot::make(&options, &mut memory, 1));
        let good = now.is_whole().then(|| now.clone());
        Self {
            options,
            told: broadcast::channel(64).0,
            words: Words::default(),
            terminal,
            shown: RwLock::new(Shown { now, good, older: None }),
            memory: Mutex::new(memory),
            rest: Mutex::default(),
            said: Mutex::default(),
        }
    }

    /// What is shown now.
    pub fn shown(&self) -> Shown {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The path of the site below the root of the host.
    pub fn base(&self) -> String {
        self.shown().site().base_path()
    }

    /// Brings the site up to date, of which these files were touched; all of them where `touched` is `None`. Where a
    /// defect of ours shows, what was shown before stays.
    pub fn renew(&self, touched: Option<&BTreeSet<SourcePath>>) {
        let before = self.without_the_oldest();
        let number = before.now.number + 1;
        let made = catch_unwind(AssertUnwindSafe(|| {
            let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
            match touched {
                Some(touched) => memory.source.forget(&self.options.root, touched),
                None => memory.source.forget_all(),
            }
            Snapshot::make(&self.options, &mut memory, number)
        }));
        let Ok(now) = made else {
            // What a pass left half-done must not be believed.
            *self.memory.lock().unwrap_or_else(PoisonError::into_inner) = Memory::on();
            return;
        };
        let now = Arc::new(now);
        let older = before.good.clone().filter(|good| good.is_sound()).or(before.older.clone());
        // Where there never was a good one, the one that was shown is better than nothing.
        let shown = || Some(before.now.clone()).filter(|before| before.renderer.is_some() && before.has_editions());
        let good = if now.is_whole() { Some(now.clone()) } else { before.good.clone().or_else(shown) };
        let copied = |file: &&SourcePath| now.site.assets.contains_key(*file);
        let files = touched.into_iter().flatten().filter(copied).map(asset_path).collect();
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Shown { now, good, older };
        self.keep_what_holds(&before.now);
        let _ = self.told.send(Told::Site(files));
        // Giving back the memory of a large site takes a while.
        std::thread::spawn(move || drop(before));
    }

    /// What is shown now. The oldest site goes where the next one will not need it, so that there are never more at once
    /// than can be shown.
    fn without_the_oldest(&self) -> Shown {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        if shown.good.as_ref().is_some_and(|good| good.is_sound()) {
            let oldest = shown.older.take();
            std::thread::spawn(move || drop(oldest));
        }
        shown.clone()
    }

    /// Looks at the times of all files, and brings the site up to date where one is another than what was read. Says how
    /// long looking took.
    pub fn look(&self) -> Duration {
        let begun = Instant::now();
        let touched = self.memory.lock().unwrap_or_else(PoisonError::into_inner).source.look(&self.options.root);
        let took = begun.elapsed();
        if !touched.is_empty() {
            self.renew(Some(&touched));
        }
        took
    }

    /// Of what making pages has shown before, keeps what stands in texts that are the same now: it is still true, as
    /// far as is known before the pages are made again.
    fn keep_what_holds(&self, before: &Snapshot) {
        let now = self.shown().now;
        let same = |place: &Place| match (before.texts.get(&place.file), now.texts.get(&place.file)) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now) || before == now,
            (before, now) => before.is_none() && now.is_none(),
        };
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.diags.retain(|(path, d)| now.catalogue.get(path).is_some() && d.place.as_ref().is_none_or(same));
    }

    /// The pages that were found to have a problem when they were made last.
    pub fn suspects(&self) -> BTreeSet<OutPath> {
        let rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.diags.iter().map(|(path, _)| path.clone()).collect()
    }

    /// Asks the rules about the newest site.
    pub fn check(&self) {
        let now = self.shown().now;
        if now.is_checked() {
            return;
        }
        let asked = catch_unwind(AssertUnwindSafe(|| check(&now.site)));
        let _ = now.checked.set(asked.unwrap_or_default());
        self.tell_terminal();
        let _ = self.told.send(Told::Problems);
    }

    /// Takes in what making pages of snapshot `number` has shown; `done` with the last of them. What an earlier snapshot
    /// has shown is let go with the first call.
    pub fn found(&self, number: u64, diags: Vec<(OutPath, Diagnostic)>, done: bool) {
        if self.shown().now.number != number {
            return;
        }
        {
            let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
            if rest.number != number {
                *rest = Rest { number, ..Rest::default() };
            }
            rest.diags.extend(diags);
            rest.done = done;
            // With every page made, nothing older is needed.
            let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
            if done && shown.now.number == number && shown.now.is_whole() && shown.now.is_sound() {
                shown.older = None;
            }
        }
        self.tell_terminal();
        let _ = self.told.send(Told::Problems);
    }

    /// All that is known to be wrong with the newest site, sorted; of the file `here` it is `more` that making it has
    /// shown.
    pub fn problems(&self, here: Option<&OutPath>, more: &[Diagnostic]) -> Vec<Diagnostic> {
        let now = self.shown().now;
        let rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        let of_pages = rest.diags.iter().filter(|(path, _)| Some(path) != here).map(|(_, d)| d);
        let mut all: Vec<Diagnostic> = now.problems().chain(of_pages).chain(more).cloned().collect();
        sort(&mut all);
        all
    }

    /// Tells the terminal what it has not told yet. What only shows in pages counts as mended when all were made.
    fn tell_terminal(&self) {
        // Held to the end, so that two threads tell one after the other, each what is true then.
        let mut told = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.shown().now;
        if !now.is_checked() {
            return;
        }
        let (of_pages, done) = {
            let rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
            let current = rest.number == now.number;
            let diags: Vec<Diagnostic> = rest.diags.iter().filter(|_| current).map(|(_, d)| d.clone()).collect();
            (diags, current && rest.done)
        };
        let of_site = now.problems().map(|d| (said(d), (d.clone(), false)));
        let mut current: BTreeMap<Said, Known> = of_pages.into_iter().map(|d| (said(&d), (d, true))).collect();
        current.extend(of_site);
        let fresh = current.iter().filter(|(key, _)| !told.contains_key(*key)).map(|(_, (d, _))| d.clone());
        let mut new: Vec<Diagnostic> = fresh.collect();
        // While nothing can be read but a broken configuration, nothing else is known to be mended.
        let gone =
            told.iter().filter(|(key, (_, page))| now.has_editions() && !current.contains_key(*key) && (done || !page));
        let gone: Vec<Said> = gone.map(|(key, _)| key.clone()).collect();
        let mended: Vec<Diagnostic> = gone.iter().filter_map(|key| told.remove(key)).map(|(d, _)| d).collect();
        told.extend(current);
        let open = told.values().map(|(d, _)| d.severity()).collect();
        sort(&mut new);
        if !new.is_empty() || !mended.is_empty() {
            self.terminal.news(&News { new, mended, texts: &now.texts, open });
        }
    }
}

/// A name for some bytes that changes when they do: 32 hexadecimal digits of their SHA-256.
pub fn tag(bytes: &[u8]) -> String {
    ContentHash::of(&[bytes]).to_string()[..32].to_owned()
}
