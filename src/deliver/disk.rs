//! A [`Bakery`] → a site on the disk, the whole of it or none: the order of a build, from the lock to the exchange.
//!
//! Each file is baked, compared with the old one and, if it differs, written, all in one worker, so that only as many
//! files as there are workers are ever in memory. The staging folder comes into being with the first difference; a
//! build that finds none touches nothing. Files found equal are only noted, and linked into the new tree at the end.

use super::exchange::{exchange, recover};
use super::lock::Lock;
use super::machine::Deed;
use super::old::{OldSite, Verdict};
use super::place::{MARKER, MARKER_TEXT, Place, vet};
use super::record::{Made, Record};
use super::staging::Staging;
use super::{Baked, Bakery, tree};
use crate::base::MachineError;
use crate::base::{Diagnostic, OutPath, Report, Severity, in_turns, sort, worst};
use rayon::prelude::*;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// How to deliver.
pub struct Options<'a> {
    /// The project's folder, which must not lie in the output.
    pub root: &'a Path,
    /// The severity from which on nothing is published: `Error`, or `Warning` for `--strict`.
    pub refuse_at: Severity,
    /// A folder that need not exist, in which the old site is laid by so that the next build can use its folders again:
    /// a small change to a large site is then much quicker. Unchanged files take no room in it. It must be in the file
    /// system of the output to be of use, and the folder above it must exist. `None`: the old site is removed.
    pub attic: Option<&'a Path>,
    /// A file that need not exist, in which stands what each file was made from, so that the next build need not make
    /// again what would be the same. `None`: all is made.
    pub record: Option<&'a Path>,
    /// Told after each file: how many are done, of how many. Threads call it as they come, so the numbers may arrive
    /// out of order; each arrives once.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// How a build ended.
#[derive(Debug)]
pub enum Outcome {
    /// The output is the site.
    Delivered(Delivery),
    /// Something was reported that must not be published. Everything was baked, so this is all there is to say, and
    /// the output is as it was.
    Refused(Vec<Diagnostic>),
}

/// What a build did. The file [`MARKER`] counts as a file of the site.
#[derive(Debug, Default)]
pub struct Delivery {
    /// Files that are new or have new contents.
    pub written: usize,
    /// Files that are the very ones of the old site.
    pub unchanged: usize,
    /// Files of the old site that the new one does not have.
    pub removed: usize,
    /// The length of all files written.
    pub bytes: u64,
    /// What baking reported, sorted.
    pub diags: Vec<Diagnostic>,
}

/// Makes `out` the site of `bakery`.
///
/// An error means that the machine failed; the old site is then as it was, unless the message says that only removing
/// it failed. Which of several failures is told depends on which thread met it first; all else is deterministic.
pub fn deliver(bakery: &dyn Bakery, out: &Path, options: &Options) -> Result<Outcome, MachineError> {
    let place = Place::find(out, options.root, options.attic)?;
    let _lock = Lock::take(&place)?;
    recover(&place)?;
    let old = place.old_site()?;
    let marker = OutPath::new(MARKER);
    let mut paths = bakery.paths();
    vet(&paths)?;
    paths.push(&marker);
    let turns = in_turns(paths, |path| bakery.turn(path));
    let paths = turns.concat();

    let (total, done, refused) = (paths.len(), AtomicUsize::new(0), AtomicBool::new(false));
    let record = options.record.map(Record::read).unwrap_or_default();
    let build = Build { bakery, options, place: &place, old, record, staging: OnceLock::new(), total, done, refused };
    let (settled, diags) = build.bake_all(&turns)?;
    if build.refused.load(Ordering::Relaxed) {
        if let Some(Ok(staging)) = build.staging.get() {
            staging.give_up();
        }
        return Ok(Outcome::Refused(diags));
    }
    let removed = build.publish(&paths, &settled)?;
    if let Some(place) = options.record {
        let made = paths.iter().zip(&settled).filter_map(|(path, settled)| Some((*path, **settled.made.as_ref()?)));
        build.record.renew(place, made);
    }
    Ok(Outcome::Delivered(Delivery { removed, diags, ..tally(&settled) }))
}

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The old file will do.
    Kept,
    /// The old site has none; it was written to the staging folder and has so many bytes.
    New(u64),
    /// The old site has another; it was written to the staging folder and has so many bytes.
    Changed(u64),
    /// It was baked only for what there is to report: nothing of this build is published.
    Withheld,
}

/// A file that is done.
#[derive(Debug, Clone)]
struct Settled {
    fate: Fate,
    /// What the record is to say of it, where there is one.
    made: Option<Box<Made>>,
}

/// One build at work.
struct Build<'a> {
    bakery: &'a dyn Bakery,
    options: &'a Options<'a>,
    place: &'a Place,
    old: Option<OldSite>,
    record: Record,
    /// Begun by the worker that finds the first difference.
    staging: OnceLock<Result<Staging<'a>, MachineError>>,
    total: usize,
    done: AtomicUsize,
    /// Set by the first file that must not be published.
    refused: AtomicBool,
}

/// So small that a run of slow files (PDFs stand side by side) is shared among all workers.
const RUN: usize = 8;

impl<'a> Build<'a> {
    /// Bakes and settles every path, turn after turn; what is settled is in the order of the paths, the diagnostics are
    /// sorted.
    fn bake_all(&self, turns: &[Vec<&'a OutPath>]) -> Result<(Vec<Settled>, Vec<Diagnostic>), MachineError> {
        let told = Mutex::new(Vec::new());
        let mut all = vec![Settled { fate: Fate::Withheld, made: None }; self.total];
        let mut rest = all.as_mut_slice();
        for turn in turns {
            let (places, others) = rest.split_at_mut(turn.len());
            rest = others;
            turn.par_iter().zip(places).with_max_len(RUN).try_for_each(|(path, place)| {
                let Report { value, diags } = self.settle(path)?;
                *place = value;
                if !diags.is_empty() {
                    told.lock().unwrap_or_else(PoisonError::into_inner).extend(diags);
                }
                Ok(())
            })?;
        }
        let mut diags = told.into_inner().unwrap_or_else(PoisonError::into_inner);
        sort(&mut diags);
        Ok((all, diags))
    }

    /// Bakes one file, compares it with the old one, and writes it where it differs; unless the old one is known to be
    /// what would come out.
    fn settle(&self, path: &'a OutPath) -> Result<Report<Settled>, MachineError> {
        let known = self.old.as_ref().and_then(|old| self.record.holds(self.bakery, path, old));
        if let Some(made) = known {
            self.count();
            return Ok(Report::new(Settled { fate: Fate::Kept, made: Some(made.into()) }, Vec::new()));
        }
        let Report { value: baked, diags } = self.bake(path);
        if worst(&diags).is_some_and(|worst| worst >= self.options.refuse_at) {
            self.refused.store(true, Ordering::Relaxed);
        }
        let fate = match self.refused.load(Ordering::Relaxed) {
            true => Fate::Withheld,
            false => self.place_file(path, &baked)?,
        };
        self.count();
        let made = match &baked {
            // What something is said of is said it of again.
            Baked::Bytes(bytes) if diags.is_empty() && self.options.record.is_some() => {
                self.bakery.made_from(path).map(|from| Made::new(from, bytes).into())
            }
            Baked::Bytes(_) | Baked::File(_) => None,
        };
        Ok(Report::new(Settled { fate, made }, diags))
    }

    fn count(&self) {
        (self.options.progress)(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.total);
    }

    fn bake(&self, path: &OutPath) -> Report<Baked> {
        match path.as_str() {
            MARKER => Report::new(Baked::Bytes(MARKER_TEXT.to_vec()), Vec::new()),
            _ => self.bakery.bake(path),
        }
    }

    fn place_file(&self, path: &'a OutPath, baked: &Baked) -> Result<Fate, MachineError> {
        match self.old.as_ref().map_or(Verdict::New, |old| old.compare(path, baked)) {
            Verdict::Same => Ok(Fate::Kept),
            Verdict::Changed => Ok(Fate::Changed(self.staging()?.write(path, baked)?)),
            Verdict::New => Ok(Fate::New(self.staging()?.write(path, baked)?)),
        }
    }

    fn staging(&self) -> Result<&Staging<'a>, MachineError> {
        // Beginning must not enter rayon: a worker that waits there could pick up a file and come back here.
        self.staging.get_or_init(|| Staging::begin(self.place)).as_ref().map_err(MachineError::clone)
    }

    /// Completes the new tree and exchanges it with the old one, unless the old one is the same; answers with the
    /// number of files that are no more.
    fn publish(&self, paths: &[&'a OutPath], settled: &[Settled]) -> Result<usize, MachineError> {
        let shared = settled.iter().filter(|file| matches!(file.fate, Fate::Kept | Fate::Changed(_))).count();
        if let Some(old) = &self.old {
            if self.staging.get().is_none() && self.count_old()? == shared {
                return Ok(0);
            }
            let staging = self.staging()?;
            let kept = paths.par_iter().zip(settled).filter(|(_, file)| file.fate == Fate::Kept);
            kept.try_for_each(|(path, _)| staging.keep(path, old))?;
        }
        self.staging()?.finish(paths)?;
        Ok(exchange(self.place)?.saturating_sub(shared))
    }

    fn count_old(&self) -> Result<usize, MachineError> {
        tree::count(&self.place.out).map_err(|error| MachineError::io(Deed::Read, &self.place.shown, &error))
    }
}

/// Adds up what became of the files.
fn tally(settled: &[Settled]) -> Delivery {
    let mut delivery = Delivery::default();
    for file in settled {
        match file.fate {
            Fate::Kept => delivery.unchanged += 1,
            Fate::New(bytes) | Fate::Changed(bytes) => {
                delivery.written += 1;
                delivery.bytes += bytes;
            }
            Fate::Withheld => {}
        }
    }
    delivery
}
