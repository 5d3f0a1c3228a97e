//! Floor 5: rules about the site and its catalogue together, one file a family. What can be seen earlier is said
//! earlier (`source`, `model`); what only shows when a page is made is said by baking.

mod directory;
mod law;
mod text;
mod translation;

use crate::base::Diagnostic;
use crate::model::Site;
use crate::render::{Catalogue, Renderer, bake};
use rayon::prelude::*;

/// Everything that can be said without rendering.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diags = Vec::new();
    directory::check(site, &mut diags);
    law::check(site, &mut diags);
    text::check(site, &mut diags);
    translation::check(site, &mut diags);
    site.strings.check(&site.editions, &mut diags);
    diags
}

/// Bakes every file and throws the bytes away: what only shows while a page is made.
pub fn rehearse(
    renderer: &Renderer,
    catalogue: &Catalogue,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Diagnostic> {
    let files: Vec<_> = catalogue.iter().collect();
    let done = std::sync::atomic::AtomicUsize::new(0);
    let total = files.len();
    files
        .into_par_iter()
        .flat_map_iter(|(path, recipe)| {
            let diags = bake(renderer, path, recipe).diags;
            progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, total);
            diags
        })
        .collect()
}
