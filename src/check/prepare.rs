//! A project folder → everything up to the oven: the passes of every run, in order. A file of its own because a build,
//! a check and the preview must go the same way.

use crate::base::Diagnostic;
use crate::model::{self, Site};
use crate::render::{self, Catalogue, Renderer, World};
use crate::source;
use std::path::Path;
use std::sync::Arc;

pub use crate::source::Texts;

/// A site that is ready to be baked.
pub struct Prepared {
    /// Every text that was read.
    pub texts: Texts,
    /// The site.
    pub site: Arc<Site>,
    /// Its files.
    pub catalogue: Arc<Catalogue>,
    /// Makes its pages; `None` where the theme cannot be compiled.
    pub renderer: Option<Renderer>,
    /// What was noticed on the way, the rules of [`check`](super::check) not included.
    pub diags: Vec<Diagnostic>,
}

/// What one run of the passes leaves for the next. What is not in it is made anew, and what comes out is the same.
#[derive(Default)]
pub struct Memory {
    /// Of the project's files.
    pub source: source::Memory,
    /// Of the site.
    pub model: model::Memory,
    /// Of the catalogue and the theme.
    pub render: render::Memory,
}

impl Memory {
    /// For a run that is followed by others.
    pub fn on() -> Self {
        Self { source: source::Memory::on(), model: model::Memory::on(), render: render::Memory::on() }
    }
}

/// Runs the passes on the project in `root`.
pub fn prepare(root: &Path, options: &model::Options, world: Arc<dyn World>, memory: &mut Memory) -> Prepared {
    let mut diags = Vec::new();
    let mut sources = source::read_with(root, &mut memory.source).take(&mut diags);
    let texts = std::mem::take(&mut sources.texts);
    let site = Arc::new(model::resolve_with(sources, options, &mut memory.model).take(&mut diags));
    let catalogue = memory.render.catalogue(&site, &mut diags);
    let renderer = Renderer::with(site.clone(), world, &mut memory.render, &mut diags);
    Prepared { texts, site, catalogue, renderer, diags }
}
