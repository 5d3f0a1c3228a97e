//! The book of an edition: its guides and handouts as one EPUB (version 3.3), for readers without a browser and for
//! devices without internet. Only texts in the edition's own language, none that is sensitive; what a link leads to
//! outside of the book is on the site.

mod package;

use super::bake::{Baked, Baker};
use super::copies::Packed;
use super::html::{At, rewrite, without_choice, xhtml};
use super::views;
use crate::base::{Diagnostic, OutPath, Report};
use crate::model::{EditionId, EntryId, Site};
use crate::source::Kind;
use package::{Chapter, Package, Picture};
use std::collections::{BTreeMap, BTreeSet};
use tera::{Context, Value};

/// Where the book of an edition lies.
pub fn path(site: &Site, edition: EditionId) -> OutPath {
    let (folder, name) = (site.addresses[edition].offline(), super::copies::name(site, edition));
    OutPath::new(format!("{folder}{name}.epub"))
}

/// The texts of an edition's book, in order, each with its section; empty where there is no book.
pub fn texts(site: &Site, edition: EditionId) -> Vec<(usize, EntryId)> {
    let own = &site.editions[edition];
    let to_read = |s: &usize| matches!(site.sections[*s].config.kind, Kind::Guide | Kind::Handout);
    let sections = (0..site.sections.len()).filter(to_read);
    let entries = sections.flat_map(|s| site.lists[edition].sections[s].iter().map(move |id| (s, *id)));
    let ours = |id: EntryId| {
        let entry = &site.entries[id];
        !entry.common.sensitive && entry.localize(own).is_some_and(|l| !l.is_borrowed())
    };
    entries.filter(|(_, id)| ours(*id)).collect()
}

/// Makes the book.
pub fn book(baker: &Baker<'_>, edition: EditionId) -> Report<(Baked, Packed)> {
    let site = &baker.renderer.site;
    let mut diags = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for (section, id) in texts(site, edition) {
        drafts.extend(draft(baker, edition, (section, id), &mut diags));
    }
    let mut binding = Binding { baker, files: BTreeMap::new(), pictures: Vec::new() };
    for (number, draft) in drafts.iter().enumerate() {
        binding.files.insert(draft.page.address().to_owned(), (chapter_file(number), places(&draft.html)));
    }
    // Each text is let go as soon as it is a chapter: all of them at once would be in memory twice.
    let chapters = drafts.into_iter().map(|draft| binding.chapter(draft)).collect();
    let front = front(baker, edition, &mut diags);
    let package = Package { chapters, front, pictures: binding.pictures };
    Report::new(package::pack(baker.renderer, edition, package), diags)
}

/// A text as the theme's template makes it, before its links are those of the book.
struct Draft {
    section: String,
    title: String,
    page: OutPath,
    html: String,
}

/// The ids of all places in a text.
fn places(html: &str) -> BTreeSet<String> {
    html.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

fn chapter_file(number: usize) -> String {
    format!("text-{}.xhtml", number + 1)
}

fn draft(
    baker: &Baker<'_>,
    edition: EditionId,
    (section, id): (usize, EntryId),
    diags: &mut Vec<Diagnostic>,
) -> Option<Draft> {
    let renderer = baker.renderer;
    let (view, frame, body) = views::entry(renderer, edition, id, views::Form::Page)?;
    let mut context = Context::new();
    context.insert_value("title", Value::from_serializable(&super::marks::text(&renderer.site, frame.title.clone())));
    context.insert_value("up", Value::normal_string(&frame.path.up()));
    context.insert_value("entry", Value::from_serializable(&view));
    // What was wrong with the body is told with its page.
    drop(body);
    let made = renderer.template_text(edition, "book.html", context).map_err(|diag| diags.push(*diag)).ok()?;
    let html = without_choice(&made);
    let section = views::section_title(renderer, edition, section).text;
    Some(Draft { section, title: frame.title.text, page: frame.path, html })
}

/// The first page: what the book is, of which day, and whom to call in danger.
fn front(baker: &Baker<'_>, edition: EditionId, diags: &mut Vec<Diagnostic>) -> String {
    let renderer = baker.renderer;
    let site = &renderer.site;
    let mut context = Context::new();
    let home = crate::model::home(&site.editions[edition]);
    let address = format!("{}{}", site.base_url, home.address());
    context.insert_value("address", Value::normal_string(&address));
    context.insert_value("date", Value::normal_string(&site.date(&site.editions[edition], site.today)));
    let html = renderer.template_text(edition, "book-front.html", context).map_err(|diag| diags.push(*diag));
    xhtml(&html.unwrap_or_default())
}

/// The chapters while they become one book.
struct Binding<'a> {
    baker: &'a Baker<'a>,
    /// The chapters by the address of their page: the file in the book, and the places in it.
    files: BTreeMap<String, (String, BTreeSet<String>)>,
    pictures: Vec<Picture>,
}

impl Binding<'_> {
    fn chapter(&mut self, draft: Draft) -> Chapter {
        let html = rewrite(&draft.html, |at, address| self.address(at, address, &draft.page));
        Chapter { section: draft.section, title: draft.title, html: xhtml(&html) }
    }

    /// Where an address of a page leads from the book.
    fn address(&mut self, at: At<'_>, address: &str, page: &OutPath) -> Option<String> {
        let (path, place) = address.split_once('#').map_or((address, None), |(path, place)| (path, Some(place)));
        if path.is_empty() || path.split_once(':').is_some_and(|(before, _)| !before.contains('/')) {
            return None;
        }
        let wanted = page.resolve(path.split('?').next().unwrap_or(path))?;
        if at.element.eq_ignore_ascii_case("img") && at.attribute.eq_ignore_ascii_case("src") {
            return self.picture(&wanted);
        }
        let place = place.map(|place| format!("#{place}")).unwrap_or_default();
        Some(match self.files.get(wanted.address()) {
            Some((file, places)) if places.contains(place.trim_start_matches('#')) => format!("{file}{place}"),
            Some((file, _)) => file.clone(),
            None => format!("{}{}{place}", self.baker.renderer.site.base_url, wanted.address()),
        })
    }

    /// Takes a picture into the book; its file there.
    fn picture(&mut self, path: &OutPath) -> Option<String> {
        if let Some(known) = self.pictures.iter().find(|picture| picture.path == *path) {
            return Some(known.file.clone());
        }
        let (_, ending) = path.name().rsplit_once('.')?;
        let media = package::media(ending)?;
        let file = format!("picture-{}.{}", self.pictures.len() + 1, ending.to_ascii_lowercase());
        let bytes = self.baker.bytes(path);
        self.pictures.push(Picture { path: path.clone(), file: file.clone(), media, bytes });
        Some(file)
    }
}
