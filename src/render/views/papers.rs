//! The papers of a page as its links: what can be printed, in the reader's words.

use super::super::paper::{self, Paper};
use super::super::renderer::Renderer;
use super::super::view::{PaperView, Text};
use crate::model::{EditionId, EntryId};

/// The papers of an entry; those of the edition where its text is at home, if it is lent from there.
pub fn of_entry(renderer: &Renderer, edition: EditionId, id: EntryId) -> Vec<PaperView> {
    let site = &renderer.site;
    let Some(localized) = site.entries[id].localize(&site.editions[edition]) else { return Vec::new() };
    let lent = localized.step.mark;
    let Some(home) = lent.map_or(Some(edition), |lang| super::entry::home_of(site, id, lang)) else {
        return Vec::new();
    };
    let papers = paper::of_entry(site, home, id).into_iter();
    papers.filter_map(|p| view(renderer, edition, home, p)).collect()
}

/// The papers of a municipality.
pub fn of_municipality(renderer: &Renderer, edition: EditionId, municipality: usize) -> Vec<PaperView> {
    let papers = paper::of_municipality(&renderer.site, municipality).into_iter();
    papers.filter_map(|p| view(renderer, edition, edition, p)).collect()
}

/// The archive of all papers of an edition.
pub fn archive(renderer: &Renderer, edition: EditionId) -> Option<PaperView> {
    let has = paper::papers(&renderer.site, edition).contains(&Paper::All);
    has.then(|| view(renderer, edition, edition, Paper::All)).flatten()
}

/// A paper of `home` as readers of `edition` see it.
fn view(renderer: &Renderer, edition: EditionId, home: EditionId, paper: Paper) -> Option<PaperView> {
    let key = match paper {
        Paper::A4(_) => "print-a4",
        Paper::A5(_) => "print-a5",
        Paper::Trainer(_) => "print-trainer",
        Paper::Pack(_) => "print-pack",
        Paper::Sheet(_) => "print-sheet",
        Paper::Cards(_) => "print-cards",
        Paper::All => "print-all",
    };
    let other = &renderer.site.editions[home];
    let language = match home == edition {
        true => Text::default(),
        false => super::entry::language_name(&renderer.site, other.lang),
    };
    let path = paper.path(&renderer.site, home)?.as_str().to_owned();
    Some(PaperView { label: renderer.text(edition, key, &[]), path, lang: other.lang.to_string(), language })
}
