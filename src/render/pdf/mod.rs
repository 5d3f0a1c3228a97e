//! Papers: an entry, a training or a municipality → a tagged PDF (PDF/UA-1), through a print template of the theme.
//!
//! The data of a paper ([`data::Data`]) is worked out first, in full; a static Typst template reads it. So nothing a
//! writer writes is ever Typst code, and what goes into a paper has one hash: a paper that was printed before from the
//! same data, templates, fonts and pictures is taken from what earlier runs have kept.

mod archive;
mod body;
mod data;
mod error;
mod glyphs;
mod inline;
mod letters;
mod notes;
mod one;
mod pictures;
mod press;
mod qr;
mod sheets;
mod texts;
mod words;

pub use press::Press;

use super::bake::Baked;
use super::paper::Paper;
use super::renderer::Renderer;
use crate::base::Report;
use crate::model::EditionId;

/// Makes a paper, or the archive of all of them.
pub fn paper(renderer: &Renderer, edition: EditionId, paper: Paper) -> Report<Baked> {
    match paper {
        Paper::All => Report::new(archive::archive(renderer, edition), Vec::new()),
        paper => {
            let Report { value, diags } = one::one(renderer, edition, paper);
            Report::new(Baked::Bytes(value), diags)
        }
    }
}
