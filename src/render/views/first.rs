//! Which call comes first: on every page, and on the page of an entry about something particular.

use super::super::renderer::Renderer;
use super::super::view::{ContactView, Shared};
use crate::model::{EditionId, Entry};
use crate::source::Kind;

/// The free line for everybody: the first contact that stands on every page and has one.
pub fn general(renderer: &Renderer, edition: EditionId) -> Option<Shared<ContactView>> {
    let contacts = &renderer.site.directory.contacts;
    let first = contacts.iter().position(|c| c.value.everywhere && !c.value.free_lines.is_empty());
    first.map(|i| renderer.contact(edition, i).clone())
}

/// The call of a text: of its contacts, and then of those of its channels, the first that one calls for nothing; else
/// the line for everybody. A page that tells nothing names no line that only sensitive things name.
pub fn of_entry(renderer: &Renderer, edition: EditionId, entry: &Entry) -> Option<Shared<ContactView>> {
    if entry.kind == Kind::Page {
        return None;
    }
    let directory = &renderer.site.directory;
    let common = &entry.common;
    let by_channel = common.channels.iter().flat_map(|c| &directory.channels[*c].value.contacts);
    let by_channel = by_channel.filter_map(|id| directory.contact(&id.value).ok());
    let fits = |c: &usize| common.sensitive || !directory.is_sensitive(*c);
    let contacts = common.contacts.iter().copied().chain(by_channel).filter(fits);
    let mut views = contacts.map(|c| renderer.contact(edition, c));
    let own = views.find(|c| c.phones.first().is_some_and(|p| p.free));
    own.or(renderer.site_view(edition).first_call.as_ref()).cloned()
}
