//! A project folder → everything up to the oven: the passes of every run, in order. A file of its own because a build,
//! a check and the preview must go the same way.

use crate::base::{Diagnostic, SourcePath};
use crate::model::{self, Site};
use crate::render::{Catalogue, Renderer, World, catalogue};
use crate::source;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The texts that diagnostics point into.
pub type Texts = BTreeMap<SourcePath, Arc<str>>;

/// A site that is ready to be baked.
pub struct Prepared {
    /// Every text that was read.
    pub texts: Texts,
    /// The site.
    pub site: Arc<Site>,
    /// Its files.
    pub catalogue: Catalogue,
    /// Makes its pages; `None` where the theme cannot be compiled.
    pub renderer: Option<Renderer>,
    /// What was noticed on the way, the rules of [`check`](super::check) not included.
    pub diags: Vec<Diagnostic>,
}

/// Runs the passes on the project in `root`.
pub fn prepare(root: &Path, options: &model::Options, world: Arc<dyn World>) -> Prepared {
    let mut diags = Vec::new();
    let mut sources = source::read(root).take(&mut diags);
    let texts = std::mem::take(&mut sources.texts);
    let site = Arc::new(model::resolve(sources, options).take(&mut diags));
    let catalogue = catalogue(&site).take(&mut diags);
    let renderer = Renderer::new(site.clone(), world, &mut diags);
    Prepared { texts, site, catalogue, renderer, diags }
}
