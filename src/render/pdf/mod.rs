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
use crate::base::{ContentHash, Report};
use crate::model::EditionId;
use data::Data;
use press::Job;
use std::io::{Cursor, Write};
use texts::Maker;
use words::Voice;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Makes a paper, or the archive of all of them.
pub fn paper(renderer: &Renderer, edition: EditionId, paper: Paper) -> Report<Vec<u8>> {
    match paper {
        Paper::All => all(renderer, edition),
        paper => one(renderer, edition, paper),
    }
}

fn one(renderer: &Renderer, edition: EditionId, paper: Paper) -> Report<Vec<u8>> {
    let press = renderer.press();
    let voice = Voice { renderer, edition };
    let mut maker = Maker { voice, glyphs: &press.glyphs, pictures: Default::default(), diags: Vec::new() };
    let Some((template, data)) = data(&mut maker, paper) else { return Report::default() };
    letters::check(&voice, &press.glyphs, &data, &mut maker.diags);
    let Maker { mut pictures, mut diags, .. } = maker;
    if !diags.is_empty() {
        return Report::new(Vec::new(), diags);
    }
    let ident = paper.path(&renderer.site, edition).map(|p| p.as_str().to_owned()).unwrap_or_default();
    let bytes = serde_json::to_vec(&data).unwrap_or_default();
    let made_from = ContentHash::of(&[
        press.hash.to_string().as_bytes(),
        template.as_bytes(),
        ident.as_bytes(),
        &bytes,
        pictures.hashes().as_bytes(),
    ]);
    if let Some(kept) = renderer.world.kept(made_from) {
        return Report::new(kept, diags);
    }
    pictures.prepare(&*renderer.world);
    match press.print(&Job { template, ident: &ident, data: bytes, pictures: &pictures }) {
        Ok(pdf) => {
            renderer.world.keep(made_from, &pdf);
            Report::new(pdf, diags)
        }
        Err(errors) => {
            diags.extend(errors);
            Report::new(Vec::new(), diags)
        }
    }
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
    // PDFs are packed already; a fixed day makes the archive the same on every day.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for paper in paper::papers(site, edition).into_iter().filter(|p| *p != Paper::All) {
        let Some(path) = paper.path(site, edition) else { continue };
        let name = path.as_str().strip_prefix(&folder).unwrap_or(path.as_str());
        let pdf = one(renderer, edition, paper).value;
        // Writing into memory does not fail; an archive that did would be empty and noticed.
        if archive.start_file(name, options).and_then(|()| Ok(archive.write_all(&pdf)?)).is_err() {
            return Report::default();
        }
    }
    Report::new(archive.finish().map(Cursor::into_inner).unwrap_or_default(), Vec::new())
}
