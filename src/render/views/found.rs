//! What the search can find in an edition, in the order of its documents. A file of its own because the catalogue
//! counts them, the A–Z list prints them and the index holds their words, and all three must mean the same.

use super::super::catalogue::{has_shelf, report_steps};
use super::super::recipe::{PageRecipe, ReportStep, SearchPart};
use super::super::renderer::Renderer;
use super::super::sensitive::is_sensitive_page;
use super::site::section_title;
use crate::base::OutPath;
use crate::model::{EditionId, EntryId, Marked, Shelf, Site};
use crate::source::Names;
use crate::source::data::Channel;

/// A thing with an address of its own. Numbers are indices of the site's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// An entry.
    Entry(EntryId),
    /// A channel.
    Channel(usize),
    /// A step of "find a way to report".
    Report(ReportStep),
    /// A contact.
    Contact(usize),
    /// A municipality.
    Municipality(usize),
    /// A topic.
    Topic(usize),
    /// A law.
    Law(usize),
    /// A term of the glossary.
    Term(usize),
    /// A section.
    Section(usize),
}

/// Everything that can be found in one part, in the order that stands for equal hits: texts and ways to report first.
pub fn findable(site: &Site, edition: EditionId, part: SearchPart) -> Vec<Found> {
    let directory = &site.directory;
    let addresses = &site.addresses[edition];
    let lists = &site.lists[edition];
    let entries = lists.sections.iter().flatten().copied().filter(|e| addresses.entry(*e).is_some()).map(Found::Entry);
    let steps = report_steps(site).into_iter().filter(|s| matches!(s, ReportStep::Start | ReportStep::Happened(_)));
    let topics = (0..site.topics.len()).filter(|t| !lists.topics[*t].is_empty()).map(Found::Topic);
    let terms = (0..directory.glossary.len()).filter(|_| has_shelf(site, edition, Shelf::Glossary));
    let sections = (0..site.sections.len()).filter(|s| addresses.section(*s).is_some()).map(Found::Section);
    entries
        .chain((0..directory.channels.len()).map(Found::Channel))
        .chain(steps.map(Found::Report))
        .chain((0..directory.contacts.len()).map(Found::Contact))
        .chain((0..directory.municipalities.len()).map(Found::Municipality))
        .chain(topics)
        .chain((0..directory.laws.len()).map(Found::Law))
        .chain(terms.map(Found::Term))
        .chain(sections)
        .filter(|found| (part == SearchPart::OnlineOnly) == is_sensitive(site, *found))
        .collect()
}

/// Whether a thing must leave no trace: whether its page must.
fn is_sensitive(site: &Site, found: Found) -> bool {
    let page = match found {
        Found::Entry(i) => PageRecipe::Entry(i),
        Found::Channel(i) => PageRecipe::Channel(i),
        Found::Report(step) => PageRecipe::Report(step),
        Found::Contact(i) => PageRecipe::Contact(i),
        Found::Municipality(i) => PageRecipe::Municipality(i),
        Found::Topic(i) => PageRecipe::Topic(i, 1),
        Found::Law(i) => PageRecipe::Law(i),
        Found::Term(_) => PageRecipe::Shelf(Shelf::Glossary, 1),
        Found::Section(i) => PageRecipe::Section(i, 1),
    };
    is_sensitive_page(site, page)
}

/// What a thing is called and where it is, from the root of the site; a term has a place inside a page.
pub fn found_at(renderer: &Renderer, edition: EditionId, found: Found) -> (Marked, String) {
    let site = &renderer.site;
    let (own, addresses, directory) = (&site.editions[edition], &site.addresses[edition], &site.directory);
    let named = |names: &Names, id: &str| site.name(own, names).unwrap_or_else(|| Marked::own(id));
    let on_shelf = |shelf: Shelf, names: &Names, id: &str| (named(names, id), addresses.on_shelf(shelf, id));
    let at = |path: Option<&OutPath>| path.cloned().unwrap_or_else(|| crate::model::home(own));
    let (title, path) = match found {
        Found::Entry(i) => {
            let entry = &site.entries[i];
            (entry.title(site, own).unwrap_or_else(|| Marked::own(&*entry.id)), at(addresses.entry(i)))
        }
        Found::Channel(i) => {
            let record = &directory.channels[i];
            on_shelf(Shelf::Channels, &record.value.names, &record.id.value)
        }
        Found::Contact(i) => {
            let record = &directory.contacts[i];
            on_shelf(Shelf::Contacts, &record.value.names, &record.id.value)
        }
        Found::Municipality(i) => {
            let record = &directory.municipalities[i];
            on_shelf(Shelf::Municipalities, &record.value.names, &record.id.value)
        }
        Found::Law(i) => {
            let record = &directory.laws[i];
            on_shelf(Shelf::Laws, &record.value.names, &record.id.value)
        }
        Found::Topic(i) => (named(&site.topics[i].names, &site.topics[i].id), addresses.topic(i)),
        Found::Section(i) => (section_title(renderer, edition, i), at(addresses.section(i))),
        Found::Report(step) => {
            let key = match step {
                ReportStep::Happened(h) => format!("happened-{}", Channel::HAPPENED[h]),
                _ => "report-title".to_owned(),
            };
            (renderer.string(edition, &key, &[]), step.path(addresses))
        }
        Found::Term(i) => {
            let record = &directory.glossary[i];
            let page = site.term_path(edition, i);
            return (named(&record.value.terms, &record.id.value), format!("{}#{}", page.address(), record.id.value));
        }
    };
    (title, path.address().to_owned())
}

/// What sort of thing it is, as its list is called; empty for a list itself.
pub fn found_kind(renderer: &Renderer, edition: EditionId, found: Found) -> Marked {
    let shelf = |shelf: Shelf| renderer.string(edition, &format!("{}-title", shelf.word()), &[]);
    match found {
        Found::Entry(i) => section_title(renderer, edition, renderer.site.entries[i].section),
        Found::Channel(_) | Found::Report(_) => shelf(Shelf::Channels),
        Found::Contact(_) => shelf(Shelf::Contacts),
        Found::Municipality(_) => shelf(Shelf::Municipalities),
        Found::Topic(_) => shelf(Shelf::Topics),
        Found::Law(_) => shelf(Shelf::Laws),
        Found::Term(_) => shelf(Shelf::Glossary),
        Found::Section(_) => Marked::default(),
    }
}
