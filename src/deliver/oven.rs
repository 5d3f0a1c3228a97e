//! The pipeline as a [`Bakery`]: the catalogue's paths, each baked by its recipe.

use super::{Baked, Bakery};
use crate::base::{OutPath, Report};
use crate::render::Baker;

impl Bakery for Baker<'_> {
    fn paths(&self) -> Vec<&OutPath> {
        self.catalogue.iter().map(|(path, _)| path).collect()
    }

    fn bake(&self, path: &OutPath) -> Report<Baked> {
        Baker::bake(self, path)
    }

    fn turn(&self, path: &OutPath) -> usize {
        Baker::turn(self, path)
    }
}
