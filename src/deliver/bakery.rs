//! Where the bytes of a finished site come from, as the disk sees it: a file of its own because everything that hands
//! out a site (the disk, a server, a bucket) asks the same two questions.

use crate::base::{ContentHash, OutPath, Report};
use crate::render::Baked;

/// What gives the bytes of each file of the finished site. The pipeline implements it.
pub trait Bakery: Sync {
    /// All files of the site, sorted, each once. They are lent: the catalogue already holds them.
    fn paths(&self) -> Vec<&OutPath>;

    /// The bytes of one file, and what was noticed while they were made. It is called once a path, from many threads,
    /// in any order; the answer must depend on nothing but the path.
    fn bake(&self, path: &OutPath) -> Report<Baked>;

    /// What a file is made from, where that can be told without making it: as long as it is the same, so are the bytes,
    /// and nothing is to be said of them. `None`: it must be baked.
    fn made_from(&self, _: &OutPath) -> Option<ContentHash> {
        None
    }

    /// In which turn a file is best made, from 0: one that is made from others after these. It only saves work.
    fn turn(&self, _: &OutPath) -> usize {
        0
    }
}
