//! A snapshot → what only shows when its pages are made, all of them, in the background. A file of its own because it
//! must never be in the way: it begins when nobody types, stops at the next edit, leaves half of a core free, and gives
//! back the memory of all that it has worked out.

use super::state::{Shop, Told};
use crate::base::{Diagnostic, OutPath, Severity, in_turns, worst};
use crate::render::{Baker, PageRecipe, Recipe, Renderer};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::broadcast::error::RecvError;

/// How long nothing must have changed before it begins.
const PAUSE: Duration = Duration::from_millis(600);

/// How long it works, and rests, at a time.
const STRETCH: Duration = Duration::from_millis(4);

/// How often it tells what it has found so far.
const TELL: Duration = Duration::from_millis(500);

/// Begins to follow the snapshots.
pub fn start(shop: Arc<Shop>) {
    let mut told = shop.told.subscribe();
    std::thread::spawn(move || {
        loop {
            bake(&shop);
            // What is said of problems is our own voice; only a new snapshot is work.
            while !matches!(told.blocking_recv(), Ok(Told::Site(_)) | Err(RecvError::Lagged(_))) {}
        }
    });
}

/// Makes all pages of the snapshot that is shown, unless another one comes.
fn bake(shop: &Shop) {
    std::thread::sleep(PAUSE);
    let now = shop.shown().now;
    if now.renderer.is_none() {
        return;
    }
    // A renderer of its own: the one that is asked for pages would otherwise come to hold something of every page.
    let made = Renderer::new(now.site.clone(), shop.options.world.clone(), &mut Vec::new());
    let Some(renderer) = &made else { return };
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
    for path in first {
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
