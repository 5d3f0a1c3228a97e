//! The pipeline as a [`Bakery`]: the catalogue's paths, or one share of them, each baked by its recipe.

use super::{Baked, Bakery};
use crate::base::{OutPath, Report};
use crate::render::{Baker, Shard};

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

/// One share of a site. What a file of it needs of files of other shares is made for it here, too.
pub struct Share<'a> {
    /// Makes the files of the whole site.
    pub baker: Baker<'a>,
    /// Which share.
    pub shard: Shard,
}

impl Bakery for Share<'_> {
    fn paths(&self) -> Vec<&OutPath> {
        let held = self.baker.catalogue.iter().filter(|(path, recipe)| self.shard.holds(path, recipe));
        held.map(|(path, _)| path).collect()
    }

    fn bake(&self, path: &OutPath) -> Report<Baked> {
        self.baker.bake(path)
    }

    fn turn(&self, path: &OutPath) -> usize {
        self.baker.turn(path)
    }
}
