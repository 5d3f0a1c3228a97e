//! Whether the letters of everything but the text itself can be printed: titles, names, contacts, fixed words. The text
//! is asked while it is walked, where the place of every word is known.

use super::data::{Block, Contact, Data, Part, Said};
use super::glyphs::{Glyphs, missing};
use super::words::Voice;
use crate::base::{Diagnostic, Place, SourcePath};
use crate::source::CONFIG;

/// Speaks of the first letter of each text that no font has.
pub fn check(voice: &Voice<'_>, glyphs: &Glyphs, data: &Data, diags: &mut Vec<Diagnostic>) {
    let fallback = Place::file(&SourcePath::new(CONFIG));
    let mut texts: Vec<&str> = vec![&data.site.text, &data.title];
    data.parts.iter().for_each(|part| of_part(part, &mut texts));
    let sheet = data.sheet.iter();
    sheet.clone().for_each(|s| {
        texts.push(&s.name.text);
        texts.extend(s.other_names.iter().map(|n| n.text.as_str()));
    });
    let contacts =
        sheet.flat_map(|s| s.emergency.iter().chain(&s.unit).chain(&s.ombudsperson).chain(&s.here).chain(&s.everybody));
    let in_parts = data.parts.iter().flat_map(|p| p.contacts.iter().chain(p.body.iter().filter_map(card)));
    for contact in contacts.chain(in_parts) {
        of_contact(contact, &mut texts);
    }
    for text in texts {
        if let Some(letter) = glyphs.lacks(text) {
            diags.push(missing(letter, place(voice, text).unwrap_or_else(|| fallback.clone())));
        }
    }
}

fn card(block: &Block) -> Option<&Contact> {
    match block {
        Block::Contact(contact) => Some(contact),
        _ => None,
    }
}

fn of_part<'a>(part: &'a Part, texts: &mut Vec<&'a str>) {
    let said = |s: &'a Said| s.text.as_str();
    texts.push(said(&part.title));
    texts.extend(part.description.as_ref().map(said));
    texts.extend(part.facts.iter().flat_map(|f| [said(&f.label), said(&f.value)]));
}

fn of_contact<'a>(contact: &'a Contact, texts: &mut Vec<&'a str>) {
    let said = [&contact.short, &contact.what, &contact.address, &contact.hours].into_iter().flatten();
    let all = std::iter::once(&contact.name).chain(said).chain(&contact.languages);
    texts.extend(all.map(|s| s.text.as_str()));
    texts.extend(contact.email.as_deref());
}

/// Where a text stands: the version or the record that has it.
fn place(voice: &Voice<'_>, text: &str) -> Option<Place> {
    let site = &voice.renderer.site;
    let in_title = |v: &crate::model::Version| {
        (v.title == text).then(|| Place::at(&v.file, v.title_span())).or_else(|| {
            let description = v.meta.description.as_ref().filter(|d| d.value == text)?;
            Some(Place::at(&v.file, description.span))
        })
    };
    let titles = site.entries.iter().flat_map(|e| &e.versions.0).find_map(in_title);
    titles.or_else(|| {
        let of = |r: &crate::source::data::Record<crate::source::data::Contact>| {
            let c = &r.value;
            let names = [&c.names, &c.short, &c.what, &c.address, &c.hours];
            let has =
                names.iter().any(|n| n.by_lang.iter().any(|(_, t)| t == text) || n.neutral.as_deref() == Some(text));
            has.then(|| Place::at(&r.file, r.id.span))
        };
        site.directory.contacts.iter().find_map(of)
    })
}
