//! What can be found → its row in the table of results: title, address, an excerpt, and the languages of these.

use super::head::Labels;
use crate::markup::{Doc, Kind};
use crate::model::{EditionId, Localized, Marked, Site};
use crate::render::renderer::Renderer;
use crate::render::views::{Found, found_at};
use crate::source::Names;
use serde_json::{Value, json};

/// How long an excerpt is at most, in characters.
const EXCERPT: usize = 110;

/// A row.
pub struct Row {
    title: Marked,
    /// From the folder of the edition.
    address: String,
    excerpt: Marked,
}

impl Row {
    /// The row as the query script reads it: title, address, number of its kind, excerpt, and the numbers of the
    /// languages of title and excerpt, without zeros at the end.
    pub fn value(&self, kind: usize, labels: &mut Labels<'_>) -> Value {
        let (of_title, of_excerpt) = (labels.language(self.title.mark), labels.language(self.excerpt.mark));
        let mut row = vec![json!(self.title.text), json!(self.address), json!(kind)];
        let rest = [json!(self.excerpt.text), json!(of_title), json!(of_excerpt)];
        let needed = match (self.excerpt.text.is_empty(), of_title, of_excerpt) {
            (_, _, 1..) => 3,
            (_, 1.., _) => 2,
            (false, ..) => 1,
            _ => 0,
        };
        row.extend(rest.into_iter().take(needed));
        Value::Array(row)
    }
}

/// Makes the row of a thing.
pub fn row(renderer: &Renderer, edition: EditionId, found: Found) -> Row {
    let site = &renderer.site;
    let (title, path) = found_at(renderer, edition, found);
    let folder = format!("{}/", site.editions[edition].folder);
    let address = path.strip_prefix(&folder).unwrap_or(&path).to_owned();
    let excerpt = shorten(excerpt(renderer, edition, found));
    Row { title, address, excerpt }
}

fn excerpt(renderer: &Renderer, edition: EditionId, found: Found) -> Marked {
    let site = &renderer.site;
    let own = &site.editions[edition];
    let directory = &site.directory;
    let text = |names: &Names| site.text(own, names).unwrap_or_default();
    match found {
        Found::Entry(i) => site.entries[i].localize(own).map(|l| of_text(site, l)).unwrap_or_default(),
        Found::Section(i) => {
            let section = &site.sections[i];
            section.page.localize(own, section.config.borrow).map(|l| of_text(site, l)).unwrap_or_default()
        }
        Found::Channel(i) => text(&directory.channels[i].value.what),
        Found::Contact(i) => contact(renderer, edition, i, text(&directory.contacts[i].value.what)),
        Found::Law(i) => {
            let record = &directory.laws[i];
            let short = text(&record.value.short);
            match (record.id.value.contains('/'), short.text.is_empty()) {
                (true, true) => Marked::own(&*record.id.value),
                (true, false) => Marked { text: format!("{}. {}", record.id.value, short.text), ..short },
                (false, _) => short,
            }
        }
        Found::Term(i) => text(&directory.glossary[i].value.meaning),
        Found::Municipality(i) => {
            let record = &directory.municipalities[i].value;
            let title = site.name(own, &record.names).unwrap_or_default();
            // The name that it has in the language of another edition, for whoever knows it by that.
            let others = site.editions.iter().filter_map(|e| record.names.get(e.lang).map(|name| (e.lang, name)));
            let mut others = others.map(|(lang, name)| site.marked(name, own.foreign(lang)));
            let differs = |name: &Marked| name.mark.is_some() && !title.text.contains(&*name.text);
            others.find(differs).unwrap_or_default()
        }
        Found::Topic(_) | Found::Report(_) => Marked::default(),
    }
}

/// The numbers of a contact, which are what its readers want, else what it can do.
fn contact(renderer: &Renderer, edition: EditionId, contact: usize, what: Marked) -> Marked {
    let phones = &renderer.contact(edition, contact).phones;
    let numbers: Vec<&str> = phones.iter().take(2).map(|p| p.text.as_str()).collect();
    match (numbers.is_empty(), what.text.is_empty()) {
        (true, _) => what,
        (false, true) => Marked::own(numbers.join(" · ")),
        (false, false) => Marked { text: format!("{} · {}", numbers.join(" · "), what.text), ..what },
    }
}

/// The description of a text, else its first paragraph.
fn of_text(site: &Site, localized: Localized<'_>) -> Marked {
    let version = localized.version;
    let said = version.meta.description.as_ref().map(|d| d.value.to_string());
    site.marked(&said.unwrap_or_else(|| first_paragraph(&version.doc)), localized.step)
}

fn first_paragraph(doc: &Doc) -> String {
    let paragraph = doc.top().find(|id| doc.kind(*id) == Kind::Paragraph);
    paragraph.map(|id| doc.plain_of(id)).unwrap_or_default()
}

/// The beginning of a text, cut between words.
fn shorten(text: Marked) -> Marked {
    let Some((end, _)) = text.text.char_indices().nth(EXCERPT) else { return text };
    let cut = text.text[..end].rfind(' ').unwrap_or(end);
    let kept = text.text[..cut].trim_end_matches([' ', ',', ';', ':', '.', '–', '—']);
    Marked { text: format!("{kept}…"), mark: text.mark }
}
