//! The pipeline as a [`Bakery`]: the catalogue's paths, each baked by its recipe.

use super::{Baked, Bakery};
use crate::base::{OutPath, Report};
use crate::render::{Catalogue, Renderer, bake};

/// The site, ready to be baked file by file.
pub struct Oven<'a> {
    /// Makes the pages.
    pub renderer: &'a Renderer,
    /// Says which there are.
    pub catalogue: &'a Catalogue,
}

impl Bakery for Oven<'_> {
    fn paths(&self) -> Vec<&OutPath> {
        self.catalogue.iter().map(|(path, _)| path).collect()
    }

    fn bake(&self, path: &OutPath) -> Report<Baked> {
        match self.catalogue.get(path) {
            Some(recipe) => bake(self.renderer, path, recipe),
            None => Report::new(Baked::Bytes(Vec::new()), Vec::new()),
        }
    }
}
