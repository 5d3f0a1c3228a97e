//! Pages of lists of entries: a section, a topic → what their templates are given. Each entry is a finished row, made by
//! the part `row`.

use super::super::catalogue::TOPIC_PAGE_SIZE;
use super::super::parts;
use super::super::renderer::Renderer;
use super::super::views::{self, Frame, ListOf};
use super::{Draft, numbered, shelf_link, with};
use crate::base::{Diagnostic, OutPath};
use crate::model::{EditionId, Marked, Shelf, home, list_page};
use tera::{Map, Value};

/// A page of a list.
struct Listed {
    /// What templates see of it.
    value: Value,
    has_code: bool,
    /// How many pages the list has.
    pages: usize,
    diags: Vec<Diagnostic>,
}

/// The page of a list that stands at `path`, with its entries as finished rows.
fn listed(renderer: &Renderer, edition: EditionId, (of, page): (ListOf, usize), path: &OutPath) -> Listed {
    let site = &renderer.site;
    let (view, has_code) = views::list(renderer, edition, of, page);
    let entries = match of {
        ListOf::Section(s) => &site.lists[edition].sections[s],
        ListOf::Topic(t) => &site.lists[edition].topics[t],
    };
    let size = views::page_size(renderer, of);
    let shown = entries.iter().skip((page - 1) * size).take(size);
    let (up, mut diags) = (path.up(), Vec::new());
    let mut items = Vec::with_capacity(size.min(entries.len()));
    for card in shown.filter_map(|id| renderer.card(edition, *id)) {
        let year = card.year.filter(|_| view.by_year);
        match parts::row(renderer, edition, (card, &up), if year.is_some() { "h3" } else { "h2" }) {
            Ok(html) => {
                let row: Map = [("html".into(), html.into()), ("year".into(), year.into())].into_iter().collect();
                items.push(Value::from(row));
            }
            Err(diag) => diags.push(*diag),
        }
    }
    let value = with(Value::from_serializable(&view), [("items", Value::from(items))]);
    Listed { value, has_code, pages: view.pages, diags }
}

/// A page of a section.
pub(super) fn section_page(renderer: &Renderer, edition: EditionId, section: usize, page: usize) -> Draft {
    let site = &renderer.site;
    let title = views::section_title(renderer, edition, section);
    let path = |e: EditionId| site.addresses[e].section(section).map(|p| list_page(p, page));
    let own = path(edition).unwrap_or_else(|| home(&site.editions[edition]));
    let list = listed(renderer, edition, (ListOf::Section(section), page), &own);
    let mut frame = Frame::everywhere(renderer, "section", Marked::default(), |_| own.clone(), edition);
    let has_page = |e: EditionId| {
        site.lists[e].sections[section].len().div_ceil(site.sections[section].config.page_size).max(1) >= page
    };
    frame.siblings = (0..site.editions.len())
        .map(|e| path(e).filter(|_| has_page(e)).map(|path| views::Sibling { path, borrowed: false }))
        .collect();
    frame.title = numbered(renderer, edition, title, page, list.pages);
    frame = frame.with_code(list.has_code);
    let text = site.sections[section].page.localize(&site.editions[edition], Default::default());
    frame.description = text.and_then(|l| {
        let description = l.version.meta.description.as_ref().filter(|_| l.step.mark.is_none())?;
        Some(site.in_script(&description.value, l.step).into_owned())
    });
    Draft { diags: list.diags, ..Draft::new("section.html", frame, vec![("list", list.value)]) }
}

/// A page of a topic.
pub(super) fn topic_page(renderer: &Renderer, edition: EditionId, topic: usize, page: usize) -> Draft {
    let site = &renderer.site;
    let name = site.name(&site.editions[edition], &site.topics[topic].names);
    let title = name.unwrap_or_else(|| Marked::own(&*site.topics[topic].id));
    let at = |e: EditionId| list_page(&site.addresses[e].topic(topic), page);
    let list = listed(renderer, edition, (ListOf::Topic(topic), page), &at(edition));
    let has_page = |e: EditionId| {
        let count = site.lists[e].topics[topic].len();
        count > 0 && count.div_ceil(TOPIC_PAGE_SIZE) >= page
    };
    let mut frame = Frame::everywhere(renderer, "topic", Marked::default(), at, edition);
    frame.siblings = (0..site.editions.len())
        .map(|e| has_page(e).then(|| views::Sibling { path: at(e), borrowed: false }))
        .collect();
    frame.title = numbered(renderer, edition, title, page, list.pages);
    let frame = frame.with_code(list.has_code).below(shelf_link(renderer, edition, Shelf::Topics));
    Draft { diags: list.diags, ..Draft::new("topic.html", frame, vec![("list", list.value)]) }
}
