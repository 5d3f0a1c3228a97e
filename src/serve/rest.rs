//! A snapshot → what only shows when its pages are made, all of them, in the background. A file of its own because it
//! must never be in the way: it begins when nobody types, stops at the next edit, leaves half of a core free, and gives
//! back the memory of all that it has worked out.

use super::state::{Shop, Snapshot};
use crate::base::{Diagnostic, OutPath, Severity, in_turns, worst};
use crate::render::{Baker, PageRecipe, Recipe};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long nothing must have changed before it begins.
const PAUSE: Duration = Duration::from_millis(600);

/// How long it works, and rests, at a time.
const STRETCH: Duration = Duration::from_millis(4);

/// How many files are made before all that was worked out for them is let go.
const AT_ONCE: usize = 1500;

/// How often it tells what it has found so far.
const TELL: Duration = Duration::from_millis(500);

/// Begins to follow the snapshots.
pub fn start(shop: Arc<Shop>) {
    let mut told = shop.told.subscribe();
    std::thread::spawn(move || {
        loop {
            let now = quiet(&shop);
            // On a thread that ends, so that the memory it has used is given back.
            let _ = std::thread::scope(|scope| scope.spawn(|| bake(&shop, &now)).join());
            // What is said of problems is our own voice; only a new snapshot is work. Those that came meanwhile are one.
            while shop.shown().now.number == now.number {
                let _ = told.blocking_recv();
            }
            told = told.resubscribe();
        }
    });
}

/// The snapshot that is shown, once it has been for a while.
fn quiet(shop: &Shop) -> Arc<Snapshot> {
    loop {
        let now = shop.shown().now;
        std::thread::sleep(PAUSE);
        if shop.shown().now.number == now.number {
            return now;
        }
    }
}

/// Makes all pages of a snapshot, unless another one comes.
fn bake(shop: &Shop, now: &Snapshot) {
    let Some(renderer) = &now.renderer else { return };
    let baker = Baker { renderer, catalogue: &now.catalogue };
    let mut found: Vec<(OutPath, Diagnostic)> = Vec::new();
    let (mut stretch, mut told) = (Instant::now(), Instant::now());
    let files = now.catalogue.iter().filter(|(_, recipe)| may_complain(recipe));
    let turns = in_turns(files.map(|(path, _)| path), |path| baker.turn(path));
    // Pages that had a problem come first: until then what was known of them is shown.
    let suspects = shop.suspects();
    let (mut first, others): (Vec<&OutPath>, Vec<&OutPath>) =
        turns.into_iter().flatten().partition(|path| suspects.contains(*path));
    let mut suspected = first.len();
    first.extend(others);
    // A renderer of its own, and now and then another: one that makes all pages comes to hold something of every page.
    let mut own = renderer.afresh();
    for (count, path) in first.into_iter().enumerate() {
        if count % AT_ONCE == AT_ONCE - 1 {
            own = renderer.afresh();
        }
        let baker = Baker { renderer: &own, ..baker };
        let diags = catch_unwind(AssertUnwindSafe(|| baker.bake(path).diags)).unwrap_or_default();
        if worst(&diags) == Some(Severity::Error) {
            now.failed();
        }
        found.extend(diags.into_iter().map(|d| (path.clone(), d)));
        if stretch.elapsed() >= STRETCH {
            std::thread::sleep(STRETCH);
            stretch = Instant::now();
            if shop.shown().now.number != now.number {
                return;
            }
        }
        suspected = suspected.saturating_sub(1);
        if suspected == 0 && told.elapsed() >= TELL && !found.is_empty() {
            shop.found(now.number, std::mem::take(&mut found), false);
            told = Instant::now();
        }
    }
    shop.found(now.number, found, true);
}

/// Whether making a file can show a mistake that nothing else shows. What gathers other files only says again what they
/// say.
fn may_complain(recipe: &Recipe) -> bool {
    match recipe {
        // A paper takes a hundred times as long as a page; it is made when somebody asks for it, and by `check`.
        Recipe::Paper(..) => false,
        // It says how large the archives are, so that all of them would be made and kept after every edit.
        Recipe::Page(_, PageRecipe::Offline) => false,
        Recipe::Chooser | Recipe::Page(..) | Recipe::Feed(_) | Recipe::Redirect(..) => true,
        Recipe::Single(..) | Recipe::Letter(..) | Recipe::Picture(_) => true,
        // A book has templates of its own, and each part of it is made for it alone.
        Recipe::Book(_) => true,
        Recipe::Bundle(_) | Recipe::Kept(_) | Recipe::Worker(_) | Recipe::Manifest(_) => false,
        Recipe::Search(..) | Recipe::Contacts(..) | Recipe::SitemapIndex | Recipe::Sitemap(..) => false,
        Recipe::Robots | Recipe::Security | Recipe::Asset(_) | Recipe::ThemeAsset(_) | Recipe::Script(_) => false,
    }
}
