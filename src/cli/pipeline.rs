//! The commands that run the pipeline: `build` and `check`.

use super::args::{Build, Check as CheckArgs, Project};
use super::print::{Format, Printer, counted, summary};
use super::{Exit, colour, fail, say, tell};
use crate::base::{Date, Diagnostic, MachineError, Severity, sort, worst};
use crate::check::{self, Extent, Memory, Prepared, Texts, rehearse};
use crate::deliver::{self, DiskWorld, Outcome, Oven};
use crate::model;
use crate::render::{Baker, Grounds};
use crate::source::CONFIG;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The folder under the root for what is kept between runs.
const CACHE: &str = ".guidepost";

/// The day it is, in UTC.
pub fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    Date::from_unix_days(i64::try_from(seconds / 86_400).unwrap_or(0))
}

/// Runs the pipeline up to the oven, checks included.
fn prepare(project: &Project, world: Arc<DiskWorld>) -> Prepared {
    let mut prepared = check::prepare(&project.root, &options(project), world, &mut Memory::default());
    prepared.diags.extend(check::check(&prepared.site));
    prepared
}

/// What the outer world tells a run.
pub fn options(project: &Project) -> model::Options {
    model::Options {
        date: project.date.unwrap_or_else(today),
        drafts: project.drafts,
        base_url: project.base_url.clone(),
        editions: project.edition.clone(),
    }
}

/// The severity from which on nothing is published.
pub fn limit(project: &Project) -> Severity {
    if project.strict { Severity::Warning } else { Severity::Error }
}

/// `guidepost build`.
pub fn build(args: &Build) -> Exit {
    let cache = if args.no_cache { None } else { cache(&args.project.root) };
    let world = Arc::new(DiskWorld::new(cache.as_deref()));
    let Prepared { texts, site, catalogue, renderer, mut diags } = prepare(&args.project, world.clone());
    let out = args.out.clone().unwrap_or_else(|| args.project.root.join("public"));
    let refused = worst(&diags).is_some_and(|w| w >= limit(&args.project));
    let progress = Progress::new(&args.project);
    let outcome = match &renderer {
        Some(renderer) if !refused => {
            let grounds = cache.as_ref().and_then(|_| program()).map(|program| Grounds::of(&site, &texts, &program));
            let baker = Baker { renderer, catalogue: &catalogue };
            deliver(args, &out, cache.as_deref(), &Oven { baker, shard: args.shard, grounds }, &progress)
        }
        // What only shows when a page is made is shown all the same: all mistakes in one run.
        Some(renderer) => {
            let baker = Baker { renderer, catalogue: &catalogue };
            Ok(Outcome::Refused(rehearse(baker, Extent::Full, &|d, t| progress.tell(d, t))))
        }
        None => Ok(Outcome::Refused(Vec::new())),
    };
    progress.clear();
    let delivery = match outcome {
        Ok(Outcome::Delivered(done)) => {
            diags.extend(done.diags.iter().cloned());
            // A part of the site asks for a part of what is kept.
            if args.project.edition.is_empty() && args.shard.is_none() {
                world.forget_the_rest();
            }
            Some(done)
        }
        Ok(Outcome::Refused(found)) => {
            diags.extend(found);
            None
        }
        Err(error) => return fail(&error.message, error.hint.as_deref()),
    };
    // Notes are for `check`; a build speaks of what must be mended.
    let level = if args.project.quiet { Severity::Error } else { Severity::Warning };
    report(&mut diags, &texts, Format::Text, level.min(limit(&args.project)));
    let Some(done) = delivery else {
        tell("nothing was written; the site that was there is untouched\n");
        return Exit::Content;
    };
    if !args.project.quiet {
        say(&format!(
            "{} and {} in {}: {} written, {} unchanged, {} removed\n",
            counted(site.editions.len(), "edition"),
            counted(done.written + done.unchanged, "file"),
            out.strip_prefix(".").unwrap_or(&out).display(),
            done.written,
            done.unchanged,
            done.removed
        ));
    }
    // The process ends: what it holds need not be taken apart piece by piece.
    std::mem::forget((texts, site, catalogue, renderer));
    Exit::Good
}

/// Bakes everything and exchanges the site.
fn deliver(
    args: &Build,
    out: &Path,
    cache: Option<&Path>,
    oven: &Oven<'_>,
    progress: &Progress,
) -> Result<Outcome, MachineError> {
    let attic = cache.map(|cache| cache.join("attic"));
    let record = cache.map(|cache| cache.join("record"));
    let options = deliver::Options {
        root: &args.project.root,
        refuse_at: limit(&args.project),
        attic: attic.as_deref(),
        record: record.as_deref(),
        progress: &|d, t| progress.tell(d, t),
    };
    deliver::deliver(oven, out, &options)
}

/// Tells this program from every other of its name: its version, and the length and age of its file, since whoever works
/// on it compiles many of one version. `None` where the system does not tell.
fn program() -> Option<String> {
    let about = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    Some(format!("{} {} {:?}", env!("CARGO_PKG_VERSION"), about.len(), about.modified().ok()?))
}

/// The folder of what is kept between runs; `None` where nothing can be kept.
pub fn cache(root: &Path) -> Option<PathBuf> {
    let cache = root.join(CACHE);
    // A folder that holds no project is not ours to write to.
    if !root.join(CONFIG).is_file() {
        return None;
    }
    std::fs::create_dir_all(&cache).ok()?;
    Some(cache)
}

/// `guidepost check`.
pub fn check(args: &CheckArgs) -> Exit {
    // What a build has kept is used; a place to keep things is not made.
    let cache = Some(args.project.root.join(CACHE)).filter(|cache| cache.is_dir());
    let world = Arc::new(DiskWorld::new(cache.as_deref()));
    let Prepared { texts, site: _, catalogue, renderer, mut diags } = prepare(&args.project, world);
    let progress = Progress::new(&args.project);
    if let Some(renderer) = &renderer {
        let extent = if args.quick { Extent::Quick } else { Extent::Full };
        let baker = Baker { renderer, catalogue: &catalogue };
        diags.extend(rehearse(baker, extent, &|d, t| progress.tell(d, t)));
    }
    progress.clear();
    let level = if args.project.quiet { Severity::Error } else { Severity::Note };
    report(&mut diags, &texts, args.format, level);
    match worst(&diags).is_some_and(|w| w >= limit(&args.project)) {
        true => Exit::Content,
        false => Exit::Good,
    }
}

/// Prints the diagnostics from `level` on. JSON is a result and goes to standard output.
pub fn report(diags: &mut Vec<Diagnostic>, texts: &Texts, format: Format, level: Severity) {
    sort(diags);
    let shown: Vec<Diagnostic> = diags.iter().filter(|d| d.severity() >= level).cloned().collect();
    let printer = Printer { texts, format, colour: colour() };
    let text = printer.print(&shown);
    match format {
        Format::Json => say(&text),
        Format::Text | Format::Github => tell(&text),
    }
    if format == Format::Text
        && let Some(line) = summary(&shown)
    {
        tell(&format!("{line}\n"));
    }
}

/// A line on the terminal that counts files, for builds that take a while.
struct Progress {
    on: bool,
    step: AtomicUsize,
}

impl Progress {
    fn new(project: &Project) -> Self {
        let on = !project.quiet && std::io::stderr().is_terminal();
        Self { on, step: AtomicUsize::new(0) }
    }

    fn tell(&self, done: usize, total: usize) {
        // Every hundredth part is enough for an eye; small sites are done before anybody looks.
        if !self.on || total < 500 || done * 100 / total <= self.step.fetch_max(done * 100 / total, Ordering::Relaxed) {
            return;
        }
        tell(&format!("\r{:3} % of {total} files", done * 100 / total));
    }

    fn clear(&self) {
        if self.on && self.step.load(Ordering::Relaxed) > 0 {
            tell("\r\u{1b}[K");
        }
    }
}
