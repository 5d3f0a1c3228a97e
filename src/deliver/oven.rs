//! The pipeline as a [`Bakery`]: the catalogue's paths, or one share of them, each baked by its recipe.

use super::{Baked, Bakery};
use crate::base::{ContentHash, OutPath, Report};
use crate::render::{Baker, Grounds, Shard};

/// Makes a site, or a share of it. What a file of a share needs of files of other shares is made for it here, too.
pub struct Oven<'a> {
    /// Makes the files of the whole site.
    pub baker: Baker<'a>,
    /// Which share; `None`: all.
    pub shard: Option<Shard>,
    /// What files are made from, where that is to be known.
    pub grounds: Option<Grounds>,
}

impl Bakery for Oven<'_> {
    fn paths(&self) -> Vec<&OutPath> {
        let all = self.baker.catalogue.iter();
        let held = all.filter(|(path, recipe)| self.shard.is_none_or(|shard| shard.holds(path, recipe)));
        held.map(|(path, _)| path).collect()
    }

    fn bake(&self, path: &OutPath) -> Report<Baked> {
        self.baker.bake(path)
    }

    fn made_from(&self, path: &OutPath) -> Option<ContentHash> {
        let recipe = self.baker.catalogue.get(path)?;
        self.grounds.as_ref()?.of_file(&self.baker.renderer.site, path, recipe)
    }

    fn turn(&self, path: &OutPath) -> usize {
        self.baker.turn(path)
    }
}
