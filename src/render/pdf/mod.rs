//! Papers: an entry, a training or a municipality → a tagged PDF (PDF/UA-1), through a print template of the theme.
//!
//! The data of a paper ([`data::Data`]) is worked out first, in full; a static Typst template reads it. So nothing a
//! writer writes is ever Typst code, and what goes into a paper has one hash: a paper that was printed before from the
//! same data, templates, fonts and pictures is taken from what earlier runs have kept.

mod body;
mod data;
mod error;
mod glyphs;
mod inline;
mod letters;
mod notes;
mod pictures;
mod press;
mod qr;
mod sheets;
mod texts;
mod words;

pub use press::Press;

use super::html::Audience;
use super::paper::{self, Paper};
use super::renderer::Renderer;
use super::zipped::Zipped;
use crate::base::{ContentHash, Diagnostic, Report};
use crate::model::EditionId;
use data::Data;
use pictures::Pictures;
use press::Job;
use texts::Maker;
use words::Voice;

/// Makes a paper, or the archive of all of them.
pub fn paper(renderer: &Renderer, edition: EditionId, paper: Paper) -> Report<Vec<u8>> {
    match paper {
        Paper::All => all(renderer, edition),
        paper => one(renderer, edition, paper),
    }
}

fn one(renderer: &Renderer, edition: EditionId, paper: Paper) -> Report<Vec<u8>> {
    let press = renderer.press();
    let Draft { template, ident, data, mut pictures, mut diags } = draft(renderer, edition, paper);
    let Some(template) = template.filter(|_| diags.is_empty() && !pictures.silent) else {
        return Report::new(Vec::new(), diags);
    };
    let made_from = ContentHash::of(&[
        press.hash.to_string().as_bytes(),
        template.as_bytes(),
        ident.as_bytes(),
        &data,
        pictures.hashes().as_bytes(),
    ]);
    press.note(edition, paper, made_from);
    if let Some(kept) = renderer.world.kept(made_from) {
        return Report::new(kept, diags);
    }
    pictures.prepare(renderer, &mut diags);
    if !diags.is_empty() {
        return Report::new(Vec::new(), diags);
    }
    match press.print(&Job { template, ident: &ident, data, pictures: &pictures }) {
        Ok(pdf) => {
            renderer.world.keep(made_from, &pdf);
            Report::new(pdf, diags)
        }
        Err(errors) => Report::new(Vec::new(), errors),
    }
}

/// Everything that a paper is made from.
struct Draft {
    /// `None` where there is no such paper.
    template: Option<&'static str>,
    /// Its path in the finished site.
    ident: String,
    data: Vec<u8>,
    pictures: Pictures,
    /// What keeps it from being printed.
    diags: Vec<Diagnostic>,
}

fn draft(renderer: &Renderer, edition: EditionId, paper: Paper) -> Draft {
    let glyphs = &renderer.press().glyphs;
    let voice = Voice { renderer, edition };
    let mut maker = Maker { voice, glyphs, pictures: Default::default(), diags: Vec::new() };
    let made = data(&mut maker, paper);
    let Maker { pictures, mut diags, .. } = maker;
    let (template, data) = made.unzip();
    let data = data.and_then(|data| serde_json::to_vec(&data).ok()).unwrap_or_default();
    letters::check(&voice, glyphs, (paper, &data), &mut diags);
    let ident = paper.path(&renderer.site, edition).map(|p| p.as_str().to_owned()).unwrap_or_default();
    Draft { template, ident, data, pictures, diags }
}

/// The data of a paper and the template that prints it.
fn data(maker: &mut Maker<'_>, paper: Paper) -> Option<(&'static str, Data)> {
    Some(match paper {
        Paper::A4(entry) => ("text.typ", maker.entry(entry, Audience::Reader)?),
        Paper::A5(entry) => ("text.typ", Data { paper: "a5", ..maker.entry(entry, Audience::Reader)? }),
        Paper::Trainer(entry) => ("text.typ", maker.entry(entry, Audience::Trainer)?),
        Paper::Pack(entry) => ("pack.typ", maker.pack(entry)?),
        Paper::Sheet(municipality) => ("sheet.typ", maker.municipality(municipality)),
        Paper::Cards(municipality) => ("cards.typ", maker.municipality(municipality)),
        Paper::All => return None,
    })
}

/// All papers of an edition in one archive, under the names of their pages' folders. What went wrong with one of them
/// is told where it is made by itself.
fn all(renderer: &Renderer, edition: EditionId) -> Report<Vec<u8>> {
    let site = &renderer.site;
    let folder = format!("{}/", site.editions[edition].folder);
    let mut archive = Zipped::new();
    for paper in paper::papers(site, edition).into_iter().filter(|p| *p != Paper::All) {
        let Some(path) = paper.path(site, edition) else { continue };
        let name = path.as_str().strip_prefix(&folder).unwrap_or(path.as_str());
        let kept = renderer.press().noted(edition, paper).and_then(|made_from| renderer.world.kept(made_from));
        // PDFs are packed already.
        archive.store(name, &kept.unwrap_or_else(|| one(renderer, edition, paper).value));
    }
    Report::new(archive.finish(), Vec::new())
}
