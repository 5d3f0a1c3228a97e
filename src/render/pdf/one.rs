//! One paper → its PDF: from what earlier runs have kept where it was made from the same, else from the press.

use super::data::Data;
use super::letters;
use super::pictures::Pictures;
use super::press::Job;
use super::texts::Maker;
use super::words::Voice;
use crate::base::{ContentHash, Diagnostic, Report};
use crate::model::EditionId;
use crate::render::html::Audience;
use crate::render::paper::Paper;
use crate::render::renderer::Renderer;

/// Makes a paper; empty where something is wrong with it.
pub fn one(renderer: &Renderer, edition: EditionId, paper: Paper) -> Report<Vec<u8>> {
    let press = renderer.press();
    let made = print(renderer, draft(renderer, edition, paper));
    let made_from = made.value.as_ref().map(|(made_from, _)| *made_from);
    press.note(edition, paper, made_from);
    Report::new(made.value.map(|(_, pdf)| pdf).unwrap_or_default(), made.diags)
}

/// What a paper is made from; `None` where it is known that it cannot be printed.
pub fn made_from(renderer: &Renderer, edition: EditionId, paper: Paper) -> Option<ContentHash> {
    renderer.press().noted(edition, paper).unwrap_or_else(|| draft(renderer, edition, paper).made_from(renderer))
}

/// A paper that may have been made in this run; `None` where something is wrong with it.
pub fn again(renderer: &Renderer, edition: EditionId, paper: Paper) -> Option<Vec<u8>> {
    let kept = match renderer.press().noted(edition, paper) {
        Some(made_from) => renderer.world.kept(made_from?),
        None => None,
    };
    kept.or_else(|| Some(one(renderer, edition, paper).value)).filter(|pdf| !pdf.is_empty())
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

impl Draft {
    /// The hash of everything; `None` where it cannot be printed.
    fn made_from(&self, renderer: &Renderer) -> Option<ContentHash> {
        let template = self.template.filter(|_| self.diags.is_empty() && !self.pictures.silent)?;
        Some(ContentHash::of(&[
            renderer.press().hash.to_string().as_bytes(),
            template.as_bytes(),
            self.ident.as_bytes(),
            &self.data,
            self.pictures.hashes().as_bytes(),
        ]))
    }
}

fn draft(renderer: &Renderer, edition: EditionId, paper: Paper) -> Draft {
    let glyphs = &renderer.press().glyphs;
    let voice = Voice { renderer, edition };
    let mut maker = Maker { voice, glyphs, pictures: Default::default(), diags: renderer.press().flaws.clone() };
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

/// The PDF of a draft, with the hash of what it was made from.
fn print(renderer: &Renderer, draft: Draft) -> Report<Option<(ContentHash, Vec<u8>)>> {
    let made_from = draft.made_from(renderer);
    let Draft { template, ident, data, mut pictures, mut diags } = draft;
    let Some((template, made_from)) = template.zip(made_from) else { return Report::new(None, diags) };
    if let Some(kept) = renderer.world.kept(made_from) {
        return Report::new(Some((made_from, kept)), diags);
    }
    pictures.prepare(renderer, &mut diags);
    if !diags.is_empty() {
        return Report::new(None, diags);
    }
    match renderer.press().print(&Job { template, ident: &ident, data, pictures: &pictures }) {
        Ok(pdf) => {
            renderer.world.keep(made_from, &pdf);
            Report::new(Some((made_from, pdf)), diags)
        }
        Err(errors) => Report::new(None, errors),
    }
}
