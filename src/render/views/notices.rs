//! The state of a text → what its reader should know of it, most important first. A file of its own because texts with a
//! list below them (home, sections) say it in the same words as entries.

use super::super::renderer::Renderer;
use super::super::view::{LinkView, NoticeView};
use super::entry::{home_of, law_link, over};
use crate::base::Lang;
use crate::model::{EditionId, EntryId, Localized, StringArg};
use std::collections::BTreeSet;

/// The notices of an entry.
pub fn of_entry(renderer: &Renderer, edition: EditionId, id: EntryId, localized: Localized<'_>) -> Vec<NoticeView> {
    let site = &renderer.site;
    let entry = &site.entries[id];
    let mut notices = Vec::new();
    if let Some(until) = over(site, entry) {
        let date = site.date(&site.editions[edition], until);
        notices.push(notice(renderer, edition, "expired", &[("date", StringArg::Text(&date))]));
    }
    notices.extend(laws_that_are_over(renderer, edition, id, localized));
    let translated = of_text(renderer, edition, localized);
    notices.extend(translated.into_iter().map(|n| match n.kind.as_str() {
        "outdated" => NoticeView { link: original(renderer, edition, id, entry.original), ..n },
        _ => n,
    }));
    notices
}

/// The notices of any text: what language it is lent from, whether its original has changed since, whether it was
/// checked.
pub fn of_text(renderer: &Renderer, edition: EditionId, localized: Localized<'_>) -> Vec<NoticeView> {
    let mut notices = Vec::new();
    if let Some(lang) = localized.step.mark {
        let language = super::directory::language(renderer, edition, lang).text;
        notices.push(notice(renderer, edition, "borrowed", &[("language", StringArg::Text(&language))]));
    }
    let meta = &localized.version.meta;
    if meta.outdated {
        notices.push(notice(renderer, edition, "outdated", &[]));
    }
    if meta.review_needed {
        notices.push(notice(renderer, edition, "review", &[]));
    }
    notices
}

fn notice(renderer: &Renderer, edition: EditionId, kind: &str, args: &[(&str, StringArg<'_>)]) -> NoticeView {
    NoticeView { kind: kind.to_owned(), text: renderer.text(edition, &format!("notice-{kind}"), args), link: None }
}

/// Where the text is read in the language that it was written in.
fn original(renderer: &Renderer, edition: EditionId, id: EntryId, lang: Lang) -> Option<LinkView> {
    let site = &renderer.site;
    let home = home_of(site, id, lang).filter(|home| *home != edition)?;
    Some(super::link(renderer.text(edition, "notice-original", &[]), site.addresses[home].entry(id)?))
}

/// A notice for each law that the text cites and that no longer holds.
fn laws_that_are_over<'a>(
    renderer: &'a Renderer,
    edition: EditionId,
    id: EntryId,
    localized: Localized<'a>,
) -> impl Iterator<Item = NoticeView> + use<'a> {
    let site = &renderer.site;
    let cited = localized.version.laws();
    let laws: BTreeSet<usize> = site.entries[id].common.laws.iter().copied().chain(cited).collect();
    let over = laws.into_iter().filter(|law| site.directory.laws[*law].value.is_over(site.today));
    over.map(move |law| {
        let id = &site.directory.laws[law].id.value;
        let link = law_link(renderer, edition, law);
        // A number is the same in every language; what has none (a constitution) is called by its name.
        let called = if id.contains('/') { id } else { &link.title.text };
        let text = renderer.text(edition, "notice-law", &[("law", StringArg::Text(called))]);
        NoticeView { kind: "law".to_owned(), text, link: Some(link) }
    })
}
