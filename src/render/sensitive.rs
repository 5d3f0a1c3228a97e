//! Recipe → whether what is made from it must leave no trace: the one answer for the frame of pages, for lists of what
//! a copy holds, and for the words that a search hands out. What is sensitive is in no kept copy, has no telling title
//! in a window, and is searched for on the internet only.

use super::recipe::{ContactsFile, PageRecipe, Recipe, ReportStep};
use crate::model::{PageId, Site};
use crate::source::data::Channel;

/// Whether a file must leave no trace.
pub fn is_sensitive(site: &Site, recipe: &Recipe) -> bool {
    match recipe {
        Recipe::Page(_, page) => is_sensitive_page(site, *page),
        Recipe::Search(_, file) => !file.is_for_kept_copies(),
        Recipe::Redirect(_, PageId::Entry(entry)) => site.entries[*entry].common.sensitive,
        Recipe::Contacts(_, ContactsFile::Card(contact)) => site.directory.is_sensitive(*contact),
        _ => false,
    }
}

/// Whether a page must leave no trace.
pub fn is_sensitive_page(site: &Site, page: PageRecipe) -> bool {
    match page {
        PageRecipe::Entry(entry) | PageRecipe::Trainer(entry) => site.entries[entry].common.sensitive,
        PageRecipe::Contact(contact) => site.directory.is_sensitive(contact),
        PageRecipe::Channel(channel) => site.directory.channels[channel].value.sensitive,
        PageRecipe::Search(page) => !page.is_for_kept_copies(),
        PageRecipe::Topic(topic, _) => site.topics[topic].is_sensitive(),
        PageRecipe::Report(step) => is_sensitive_step(site, step),
        _ => false,
    }
}

/// An answer to "who did it?" is sensitive where it leads to a sensitive channel; an answer to "what happened?" where
/// every one that follows it is.
fn is_sensitive_step(site: &Site, step: ReportStep) -> bool {
    let takes = |h: usize, b: usize| {
        let channels = site.directory.channels.iter().map(|c| &c.value);
        channels.filter(move |c| c.takes(Channel::HAPPENED[h], Channel::BY[b]))
    };
    // Few are sensitive: those are asked what they take.
    let by = |h: usize, b: usize| {
        let mut sensitive = site.directory.channels.iter().map(|c| &c.value).filter(|c| c.sensitive);
        sensitive.any(|c| c.takes(Channel::HAPPENED[h], Channel::BY[b]))
    };
    match step {
        ReportStep::Start | ReportStep::All => false,
        ReportStep::By(h, b) => by(h, b),
        ReportStep::Happened(h) => {
            let mut taken = (0..Channel::BY.len()).filter(|b| takes(h, *b).next().is_some()).peekable();
            taken.peek().is_some() && taken.all(|b| by(h, b))
        }
    }
}
