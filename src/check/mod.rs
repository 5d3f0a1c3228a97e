//! Floor 5: rules about the site and its catalogue together, one file a family. What can be seen earlier is said
//! earlier (`source`, `model`); what only shows when a page is made is said by baking.

mod audio;
mod directory;
mod law;
mod picture;
mod prepare;
mod text;
mod translation;

pub use prepare::{Memory, Prepared, Texts, prepare};

use crate::base::{Diagnostic, OutPath, in_turns};
use crate::model::Site;
use crate::render::{Baker, Paper, Recipe};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Everything that can be said without rendering.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diags = Vec::new();
    audio::check(site, &mut diags);
    directory::check(site, &mut diags);
    law::check(site, &mut diags);
    picture::check(site, &mut diags);
    text::check(site, &mut diags);
    translation::check(site, &mut diags);
    site.strings.check(&site.editions, &mut diags);
    diags
}

/// What is baked for its diagnostics alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything.
    Full,
    /// All but what takes long: papers.
    Quick,
}

/// Bakes every file and throws the bytes away: what only shows while a page is made.
pub fn rehearse(baker: Baker<'_>, extent: Extent, progress: &(dyn Fn(usize, usize) + Sync)) -> Vec<Diagnostic> {
    let wanted = |recipe: &Recipe| match recipe {
        // The archive holds what is baked by itself anyway.
        Recipe::Paper(_, paper) => extent == Extent::Full && *paper != Paper::All,
        Recipe::Bundle(_) => false,
        _ => true,
    };
    let files = baker.catalogue.iter().filter(|(_, recipe)| wanted(recipe));
    let turns = in_turns(files.map(|(path, _)| path), |path| baker.turn(path));
    let done = AtomicUsize::new(0);
    let total = turns.iter().map(Vec::len).sum();
    let bake = |path: &&OutPath| {
        let diags = baker.bake(path).diags;
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
        diags
    };
    turns.iter().flat_map(|turn| turn.par_iter().flat_map_iter(&bake).collect::<Vec<_>>()).collect()
}
