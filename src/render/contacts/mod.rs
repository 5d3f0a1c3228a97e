//! Contacts to take away: a vCard for each and one file for all, a table (CSV) and data (JSON), in the words of one
//! edition. One place works out what a contact says ([`Told`]), so that the files agree; what must not be published is
//! not among the directory's contacts and so in none of them.

mod table;
mod vcard;

#[cfg(test)]
mod tests;

use super::recipe::ContactsFile;
use super::renderer::Renderer;
use crate::base::{Date, Lang};
use crate::model::{EditionId, Marked, Shelf, Site, StringArg};
use crate::source::Names;

/// A contact in the words of one edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Told {
    id: String,
    kind: &'static str,
    name: Marked,
    what: Marked,
    address: Marked,
    municipality: Marked,
    /// The town, where the address does not name it.
    town: String,
    /// As dialled, those that cost nothing first.
    phones: Vec<String>,
    email: Option<String>,
    /// A whole address.
    website: Option<String>,
    languages: Vec<Lang>,
    checked: Option<Date>,
    /// The whole address of its page.
    page: String,
}

/// The files of contacts that an edition has.
pub fn files(site: &Site) -> Vec<ContactsFile> {
    let contacts = 0..site.directory.contacts.len();
    let cards: Vec<ContactsFile> =
        contacts.clone().filter(|c| site.directory.can_be_saved(*c)).map(ContactsFile::Card).collect();
    let all = (!cards.is_empty()).then_some(ContactsFile::AllCards);
    let tables = (!contacts.is_empty()).then_some([ContactsFile::Table, ContactsFile::Data]);
    cards.into_iter().chain(all).chain(tables.into_iter().flatten()).collect()
}

/// Makes a file of contacts.
pub fn file(renderer: &Renderer, edition: EditionId, file: ContactsFile) -> String {
    let all = || renderer.contacts_in_order(edition).iter().copied();
    match file {
        ContactsFile::Card(contact) => card(renderer, edition, contact),
        ContactsFile::AllCards => {
            all().filter(|c| renderer.site.directory.can_be_saved(*c)).map(|c| card(renderer, edition, c)).collect()
        }
        ContactsFile::Table => table::csv(&all().map(|c| told(renderer, edition, c)).collect::<Vec<_>>()),
        ContactsFile::Data => table::json(&all().map(|c| told(renderer, edition, c)).collect::<Vec<_>>()),
    }
}

fn told(renderer: &Renderer, edition: EditionId, index: usize) -> Told {
    let site = &renderer.site;
    let own = &site.editions[edition];
    let record = &site.directory.contacts[index];
    let contact = &record.value;
    let view = renderer.contact(edition, index);
    let say = |names: &Names| site.name(own, names).unwrap_or_default();
    let address = say(&contact.address);
    let town = contact.municipality.as_ref().and_then(|m| site.directory.municipality(&m.value).ok());
    let names = town.map(|m| &site.directory.municipalities[m].value.names);
    let municipality = names.map(say).unwrap_or_default();
    let in_address = names.is_some_and(|n| n.all().any(|(_, name)| address.text.contains(name)));
    let page = site.addresses[edition].on_shelf(Shelf::Contacts, &record.id.value);
    Told {
        id: record.id.value.clone(),
        kind: contact.kind.word(),
        name: say(&contact.names),
        what: say(&contact.what),
        town: if in_address { String::new() } else { municipality.text.clone() },
        address,
        municipality,
        phones: view.phones.iter().map(|p| p.href.trim_start_matches("tel:").to_owned()).collect(),
        email: view.email.clone(),
        website: view.website.clone(),
        languages: contact.languages.iter().map(|l| l.value).collect(),
        checked: record.care.checked,
        page: format!("{}{}", site.base_url, page.address()),
    }
}

fn card(renderer: &Renderer, edition: EditionId, index: usize) -> String {
    let site = &renderer.site;
    let told = told(renderer, edition, index);
    let path = ContactsFile::Card(index).path(site, edition);
    vcard::card(&vcard::Card {
        // The same in every edition: saved again in another language, it is the same contact.
        uid: &format!("{}contacts/{}", site.base_url, told.id),
        source: &format!("{}{}", site.base_url, path.address()),
        notes: &notes(renderer, edition, index, &told),
        told: &told,
    })
}

/// What the contact does and whether it was checked: one note, or one for each language that something is lent from.
fn notes(renderer: &Renderer, edition: EditionId, index: usize, told: &Told) -> Vec<Marked> {
    let string = |key: &str, args: &[(&str, StringArg<'_>)]| renderer.string(edition, key, args);
    let state = match told.checked {
        None => string("not-checked", &[]),
        Some(day) => {
            let day = renderer.site.date(&renderer.site.editions[edition], day);
            string("checked-on", &[("date", StringArg::Text(&day))])
        }
    };
    let stale = renderer.contact(edition, index).stale.then(|| string("stale", &[]));
    let mut notes: Vec<Marked> = Vec::new();
    for line in [told.what.clone(), state].into_iter().chain(stale).filter(|line| !line.text.is_empty()) {
        match notes.last_mut() {
            Some(last) if last.mark == line.mark => last.text = format!("{}\n{}", last.text, line.text),
            _ => notes.push(line),
        }
    }
    notes
}
