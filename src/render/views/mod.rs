//! The site → views: plain data for templates, worked out in full.

mod audio;
mod directory;
mod entry;
mod first;
mod found;
mod frame;
mod notices;
mod papers;
mod place;
mod privacy;
mod report;
mod search;
mod share;
mod shelf;
mod site;

pub use directory::{channel, contact, json_ld, law};
pub use entry::{Form, card, entry, has_trainer, trainer_path};
pub use found::{Found, findable, found_at, found_kind};
pub use frame::{Frame, Sibling, frame};
#[cfg(feature = "pdf")]
pub use place::municipality;
pub use place::{channel_links, municipality_alone};
pub use report::{by, channels_of, happened, report};
pub use search::{AzRow, az, has_search_page, search, search_pages};
pub use share::{numbers, offices};
pub use shelf::{cited_by, contacts_in_order, shelf_list};
pub use site::{ListOf, choices, home, list, page_size, section_title, site};

use super::marks;
use super::renderer::Renderer;
use super::view::{DateView, LinkView, Text};
use crate::base::{Date, OutPath};
use crate::model::EditionId;
use crate::source::Names;

/// A date as the edition writes it.
fn date(renderer: &Renderer, edition: EditionId, date: Date) -> DateView {
    renderer.date(edition, date, || {
        let site = &renderer.site;
        DateView { iso: date.to_string(), text: site.date(&site.editions[edition], date) }
    })
}

/// What `names` says, from any language if need be; empty where it says nothing at all.
fn name(renderer: &Renderer, edition: EditionId, names: &Names) -> Text {
    let site = &renderer.site;
    marks::text(site, site.name(&site.editions[edition], names).unwrap_or_default())
}

/// A link from a title to a page.
fn link(title: Text, path: &OutPath) -> LinkView {
    LinkView { title, path: path.address().to_owned() }
}
