//! Lists: which entries an edition shows where, in which order.

use super::{Edition, EditionId, EntryId, Localized, Site, Target};
use crate::base::{Lang, Memo};
use crate::source::{Config, Sort};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::sync::Arc;

/// The lists of one edition.
#[derive(Debug, Default)]
pub struct Lists {
    /// Entries of each section, sorted as the section wants.
    pub sections: Vec<Vec<EntryId>>,
    /// Entries of each topic, newest first.
    pub topics: Vec<Vec<EntryId>>,
    /// The place of each entry in its section's list.
    pub place: Vec<usize>,
    /// The place of each entry that the edition has in the order of their titles.
    pub title_place: Vec<u32>,
    /// Entries that cite each law.
    pub laws: Vec<Vec<EntryId>>,
    /// The terms of the glossary by the reader's alphabet.
    pub terms: Vec<usize>,
    /// The place of each term in that order.
    pub term_place: Vec<usize>,
}

impl Lists {
    /// The entries before and after `entry` in the list of its section.
    pub fn neighbours(&self, section: usize, entry: EntryId) -> (Option<EntryId>, Option<EntryId>) {
        let list = &self.sections[section];
        let at = self.place[entry];
        let before = at.checked_sub(1).and_then(|i| list.get(i)).copied();
        (before, list.get(at + 1).copied())
    }
}

/// What an entry is sorted by; worked out once.
struct Row {
    entry: EntryId,
    title: Arc<[u8]>,
}

/// What titles of a language are sorted by.
type Keys = Memo<(Lang, String), Arc<[u8]>>;

/// What titles were sorted by in each edition. It holds while the editions and the words that are never transliterated
/// are the same.
#[derive(Default)]
pub struct Memory {
    on: bool,
    rules: Option<Config>,
    titles: Vec<Keys>,
}

impl Memory {
    /// For a run that is followed by others.
    pub fn on() -> Self {
        Self { on: true, rules: None, titles: Vec::new() }
    }

    fn fit(&mut self, site: &Site) {
        if self.rules.as_ref() != Some(&site.config) {
            self.titles = site.editions.iter().map(|_| if self.on { Memo::on() } else { Memo::default() }).collect();
            self.rules = self.on.then(|| site.config.clone());
        }
    }
}

/// Makes the lists of all editions.
pub fn resolve(site: &Site, memory: &mut Memory) -> Vec<Lists> {
    memory.fit(site);
    memory.titles.par_iter_mut().enumerate().map(|(edition, titles)| of_edition(site, edition, titles)).collect()
}

fn of_edition(site: &Site, edition_id: EditionId, titles: &mut Memo<(Lang, String), Arc<[u8]>>) -> Lists {
    let edition = &site.editions[edition_id];
    let shown: Vec<(EntryId, Localized<'_>)> =
        site.entries.iter().enumerate().filter_map(|(id, entry)| Some((id, entry.localize(edition)?))).collect();
    let key = |shown: &(EntryId, Localized<'_>)| (shown.1.version.lang, shown.1.version.title.clone());
    let keys = titles.all(&shown, key, |(_, localized)| {
        let title = site.in_script(&localized.version.title, localized.step);
        edition.cldr.sort_key(&title).into()
    });
    let mut rows: Vec<Row> = shown.iter().zip(keys).map(|((entry, _), title)| Row { entry: *entry, title }).collect();
    rows.sort_by(|a, b| (&a.title, &site.entries[a.entry].id).cmp(&(&b.title, &site.entries[b.entry].id)));
    let by_title: Vec<EntryId> = rows.into_iter().map(|r| r.entry).collect();
    let mut lists = Lists {
        sections: vec![Vec::new(); site.sections.len()],
        topics: vec![Vec::new(); site.topics.len()],
        place: vec![0; site.entries.len()],
        title_place: vec![0; site.entries.len()],
        laws: laws(site, edition),
        ..terms(site, edition)
    };
    for (place, id) in by_title.iter().enumerate() {
        lists.sections[site.entries[*id].section].push(*id);
        lists.title_place[*id] = place as u32;
    }
    let newest = |id: &EntryId| Reverse(site.entries[*id].common.date);
    for (section, list) in site.sections.iter().zip(&mut lists.sections) {
        // Stable sorts: what is equal stays in the order of the alphabet.
        match section.config.sort {
            Sort::Title => {}
            Sort::Date => list.sort_by_key(newest),
            Sort::Order => list.sort_by_key(|id| site.entries[*id].common.order.unwrap_or(u32::MAX)),
        }
        for (place, id) in list.iter().enumerate() {
            lists.place[*id] = place;
        }
    }
    let mut by_date = by_title;
    by_date.sort_by_key(newest);
    for id in by_date {
        for topic in &site.entries[id].common.topics {
            lists.topics[*topic].push(id);
        }
    }
    lists
}

/// The terms in their order; the other lists are empty.
fn terms(site: &Site, edition: &Edition) -> Lists {
    let key = |term: &usize| {
        let name = site.name(edition, &site.directory.glossary[*term].value.terms).unwrap_or_default();
        edition.cldr.sort_key(&name.text)
    };
    let mut terms: Vec<usize> = (0..site.directory.glossary.len()).collect();
    terms.sort_by_cached_key(key);
    let mut term_place = vec![0; terms.len()];
    terms.iter().enumerate().for_each(|(place, term)| term_place[*term] = place);
    Lists { terms, term_place, ..Lists::default() }
}

/// The entries that the edition has and that cite each law, in their text or as what they rest on.
fn laws(site: &Site, edition: &Edition) -> Vec<Vec<EntryId>> {
    let mut laws: Vec<Vec<EntryId>> = vec![Vec::new(); site.directory.laws.len()];
    for (id, entry) in site.entries.iter().enumerate() {
        let in_text = entry.versions.0.iter().flat_map(|v| v.targets.iter()).filter_map(|target| match target {
            Target::Law(law, _) => Some(*law),
            _ => None,
        });
        let mut cited: Vec<usize> = entry.common.laws.iter().copied().chain(in_text).collect();
        cited.sort_unstable();
        cited.dedup();
        if !cited.is_empty() && entry.localize(edition).is_some() {
            cited.into_iter().for_each(|law| laws[law].push(id));
        }
    }
    laws
}
