//! Municipalities: the page of one, and the list in which everybody finds their own by whichever name they use.

use super::super::marks;
use super::super::renderer::Renderer;
use super::super::view::{ContactView, LinkView, MunicipalityView, PlaceView, Shared, Text};
use super::directory::{readable, with_scheme};
use super::{link, name};
use crate::model::{EditionId, Marked, Shelf};
use crate::source::data::{Contact, ContactKind, Municipality, Record};

/// What stands between two names that are official side by side.
const SIDE_BY_SIDE: &str = " / ";

/// The contacts that a municipality's page lists, besides its own two offices, by their numbers.
pub struct Around {
    /// For the whole country.
    pub everybody: Vec<usize>,
    /// That stand in it or serve it.
    pub here: Vec<usize>,
}

/// A municipality with its lists.
#[cfg(feature = "pdf")]
pub fn municipality(renderer: &Renderer, edition: EditionId, index: usize) -> MunicipalityView {
    let (view, around) = municipality_alone(renderer, edition, index);
    let contacts = |list: &[usize]| list.iter().map(|c| renderer.contact(edition, *c).clone()).collect();
    MunicipalityView {
        everybody: contacts(&around.everybody),
        here: contacts(&around.here),
        channels: channel_links(renderer, edition),
        ..view
    }
}

/// A municipality without its lists, and the contacts that are in them.
pub fn municipality_alone(renderer: &Renderer, edition: EditionId, index: usize) -> (MunicipalityView, Around) {
    let site = &renderer.site;
    let record = &site.directory.municipalities[index];
    let municipality = &record.value;
    let own = &site.editions[edition];
    let own_name = site.name(own, &municipality.names).unwrap_or_else(|| Marked::own(&*record.id.value));
    let region =
        municipality.region.as_ref().and_then(|r| site.directory.regions.iter().find(|x| x.id.value == r.value));
    let by_id = |id: &Option<crate::source::At<String>>| {
        let index = site.directory.contact(&id.as_ref()?.value).ok()?;
        Some(renderer.contact(edition, index).clone())
    };
    let website = municipality.website.as_ref().map(|w| with_scheme(&w.value));
    let (unit, ombudsperson) = (by_id(&municipality.unit), by_id(&municipality.ombudsperson));
    let shown: Vec<&str> = unit.iter().chain(&ombudsperson).map(|c| c.id.as_str()).collect();
    let listed = |keep: &dyn Fn(&Record<Contact>) -> bool| {
        let all = site.directory.contacts.iter().enumerate();
        all.filter(|(_, c)| keep(c) && !shown.contains(&&*c.id.value)).map(|(i, _)| i).collect()
    };
    let around =
        Around { everybody: listed(&everybody), here: listed(&|c| stands_in(c, &record.id.value) && !everybody(c)) };
    let view = MunicipalityView {
        id: record.id.value.clone(),
        other_names: other_names(renderer, edition, municipality, &own_name),
        name: marks::text(site, own_name),
        path: site.addresses[edition].on_shelf(Shelf::Municipalities, &record.id.value).address().to_owned(),
        region: region.map(|r| name(renderer, edition, &r.names)).unwrap_or_default(),
        website_text: website.as_deref().map(readable),
        website,
        everybody: Vec::new(),
        here: Vec::new(),
        channels: Vec::new(),
        papers: super::papers::of_municipality(renderer, edition, index),
        first_call: first_call(renderer, edition, [&unit, &ombudsperson]),
        unit,
        ombudsperson,
    };
    (view, around)
}

/// Every channel, most useful first: each of them is open to people of every municipality.
pub fn channel_links(renderer: &Renderer, edition: EditionId) -> Vec<LinkView> {
    let site = &renderer.site;
    let at = |id: &str| site.addresses[edition].on_shelf(Shelf::Channels, id);
    let channels = site.directory.channels.iter();
    channels.map(|r| link(name(renderer, edition, &r.value.names), &at(&r.id.value))).collect()
}

/// Courts, legal aid and lines serve the whole country. Emergency numbers stand at the foot of every page.
fn everybody(record: &Record<Contact>) -> bool {
    let kind = record.value.kind;
    let line = record.value.everywhere && kind != ContactKind::Emergency;
    line || matches!(kind, ContactKind::LegalAid | ContactKind::Helpline | ContactKind::Court)
}

fn stands_in(record: &Record<Contact>, municipality: &str) -> bool {
    record.value.municipality.as_ref().is_some_and(|m| m.value == municipality)
        || record.value.serves.iter().any(|m| m.value == municipality)
}

/// The first of these offices that has a number, else the line for everybody.
fn first_call(
    renderer: &Renderer,
    edition: EditionId,
    offices: [&Option<Shared<ContactView>>; 2],
) -> Option<Shared<ContactView>> {
    let own = offices.into_iter().flatten().find(|c| !c.phones.is_empty());
    own.or(renderer.site_view(edition).first_call.as_ref()).cloned()
}

/// Its names in other languages and those besides the official ones, each once, without what the reader's name says.
fn other_names(renderer: &Renderer, edition: EditionId, municipality: &Municipality, own: &Marked) -> Vec<Text> {
    let site = &renderer.site;
    let mut said: Vec<&str> = own.text.split(SIDE_BY_SIDE).chain([own.text.as_str()]).collect();
    let mut names = Vec::new();
    let lists = municipality.alt_names.by_lang.iter().chain(&municipality.names.by_lang);
    for (lang, text) in lists {
        // Two names side by side are those of other languages again.
        if said.contains(&text.as_str()) || text.contains(SIDE_BY_SIDE) {
            continue;
        }
        said.push(text);
        let mark = (*lang != site.editions[edition].lang).then_some(*lang);
        names.push(marks::text(site, Marked { text: text.clone(), mark }));
    }
    names
}

/// The link to a municipality.
pub fn municipality_link(renderer: &Renderer, edition: EditionId, id: &str) -> Option<LinkView> {
    let site = &renderer.site;
    let record = &site.directory.municipalities[site.directory.municipality(id).ok()?];
    let path = site.addresses[edition].on_shelf(Shelf::Municipalities, id);
    Some(link(name(renderer, edition, &record.value.names), &path))
}

/// All municipalities by the reader's alphabet. One that has two names side by side stands under both of its letters.
pub fn places(renderer: &Renderer, edition: EditionId) -> Vec<PlaceView> {
    let cldr = &renderer.site.editions[edition].cldr;
    let count = renderer.site.directory.municipalities.len();
    let mut rows: Vec<PlaceView> = (0..count).flat_map(|i| rows(renderer, edition, i)).collect();
    rows.sort_by_cached_key(|row| cldr.sort_key(&row.name.text));
    rows
}

/// The rows of a municipality: by its name, and turned round where its second name has another letter.
fn rows(renderer: &Renderer, edition: EditionId, index: usize) -> Vec<PlaceView> {
    let site = &renderer.site;
    let record = &site.directory.municipalities[index];
    let own = &site.editions[edition];
    let own_name = site.name(own, &record.value.names).unwrap_or_else(|| Marked::own(&*record.id.value));
    let row = |text: String| PlaceView {
        name: marks::text(site, Marked { text, mark: own_name.mark }),
        other_names: other_names(renderer, edition, &record.value, &own_name),
        path: site.addresses[edition].on_shelf(Shelf::Municipalities, &record.id.value).address().to_owned(),
    };
    let turned = own_name.text.split_once(SIDE_BY_SIDE).filter(|(first, second)| {
        let letter = |text: &str| own.cldr.first_letter(text);
        letter(first) != letter(second)
    });
    let turned = turned.map(|(first, second)| row(format!("{second}{SIDE_BY_SIDE}{first}")));
    std::iter::once(row(own_name.text.clone())).chain(turned).collect()
}
