//! The pictures of a paper: those of the project that may be shown, each once, as the darkroom makes them for paper.

use crate::base::{ContentHash, Diagnostic, SourcePath};
use crate::render::Baked;
use crate::render::renderer::Renderer;
use typst::foundations::Bytes;

/// The pictures that a paper's data names.
#[derive(Default)]
pub struct Pictures {
    list: Vec<OnPaper>,
    /// Whether one has no words for those who do not see it. `check` says which; such a paper is not printed.
    pub silent: bool,
}

struct OnPaper {
    file: SourcePath,
    path: String,
    hash: ContentHash,
    made: Option<Bytes>,
}

impl Pictures {
    /// Adds a picture and yields the path by which the data names it; `None` for one that may not be shown.
    pub fn add(&mut self, renderer: &Renderer, file: &SourcePath) -> Option<String> {
        if let Some(there) = self.list.iter().find(|p| p.file == *file) {
            return Some(there.path.clone());
        }
        let (ending, hash) = renderer.picture_on_paper(file)?;
        let path = format!("/pictures/{}.{ending}", self.list.len());
        self.list.push(OnPaper { file: file.clone(), path: path.clone(), hash, made: None });
        Some(path)
    }

    /// The hashes of what the pictures will be made from.
    pub fn hashes(&self) -> String {
        self.list.iter().map(|p| p.hash.to_string()).collect()
    }

    /// Makes every picture ready for paper.
    pub fn prepare(&mut self, renderer: &Renderer, diags: &mut Vec<Diagnostic>) {
        for on_paper in &mut self.list {
            if let Baked::Bytes(bytes) = renderer.make_picture_for_paper(&on_paper.file).take(diags) {
                on_paper.made = Some(Bytes::new(bytes));
            }
        }
    }

    /// The finished pictures with their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Bytes)> {
        self.list.iter().filter_map(|p| Some((p.path.as_str(), p.made.clone()?)))
    }
}
