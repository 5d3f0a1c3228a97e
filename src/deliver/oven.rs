//! The pipeline as a [`Bakery`]: the catalogue's paths, each baked by its recipe.

use super::{Baked, Bakery};
use crate::base::{OutPath, Report};
use crate::render::{self, Catalogue, Renderer, bake};

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
        let Some(recipe) = self.catalogue.get(path) else { return Report::new(Baked::Bytes(Vec::new()), Vec::new()) };
        let Report { value, diags } = bake(self.renderer, path, recipe);
        let baked = match value {
            render::Baked::Bytes(bytes) => Baked::Bytes(bytes),
            render::Baked::Shared(bytes) => Baked::Bytes(bytes.to_vec()),
            render::Baked::File(disk) => Baked::File(disk),
        };
        Report::new(baked, diags)
    }
}
