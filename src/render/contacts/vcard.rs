//! vCards (RFC 6350, version 4.0): a contact → what a phone saves.
//!
//! Old phones read them too, so some of what the standard leaves open is settled here: `N` stands beside `FN`; a number
//! is a plain text and not a `tel:` address, and dialled as it stands; each parameter has one value without quotation
//! marks; there is no group and no property that only one maker knows.

use super::Told;
use crate::model::Marked;

/// Octets in a line, its end left out (RFC 6350, 3.2).
const LINE: usize = 75;

/// A contact, and what its card says besides.
pub struct Card<'a> {
    /// What it is recognised by.
    pub uid: &'a str,
    /// The whole address of the card.
    pub source: &'a str,
    /// The contact.
    pub told: &'a Told,
    /// What it does and whether it was checked.
    pub notes: &'a [Marked],
}

/// Writes a card. It has no `REV`: that would be the clock.
pub fn card(card: &Card<'_>) -> String {
    let told = card.told;
    let mut out = String::new();
    line(&mut out, "BEGIN", "VCARD");
    line(&mut out, "VERSION", "4.0");
    line(&mut out, "KIND", "org");
    line(&mut out, "UID", &address(card.uid));
    let name = escaped(&told.name.text);
    line(&mut out, &in_language("FN", &told.name), &name);
    // An office has no family name, but phones that know no `FN` show this one.
    line(&mut out, &in_language("N", &told.name), &format!("{name};;;;"));
    line(&mut out, &in_language("ORG", &told.name), &name);
    told.phones.iter().for_each(|phone| line(&mut out, "TEL;TYPE=work", &escaped(phone)));
    if let Some(email) = &told.email {
        line(&mut out, "EMAIL;TYPE=work", &escaped(email));
    }
    if !told.address.text.is_empty() || !told.town.is_empty() {
        let place = format!(";;{};{};;;", escaped(&told.address.text), escaped(&told.town));
        line(&mut out, &in_language("ADR;TYPE=work", &told.address), &place);
    }
    if let Some(website) = &told.website {
        line(&mut out, "URL", &address(website));
    }
    told.languages.iter().for_each(|lang| line(&mut out, "LANG", lang.as_str()));
    card.notes.iter().for_each(|note| line(&mut out, &in_language("NOTE", note), &escaped(&note.text)));
    line(&mut out, "SOURCE", &address(card.source));
    line(&mut out, "END", "VCARD");
    out
}

/// A property with the language of its text, where that is not the reader's.
fn in_language(property: &str, text: &Marked) -> String {
    text.mark.map_or_else(|| property.to_owned(), |lang| format!("{property};LANGUAGE={lang}"))
}

/// Writes a property in lines of at most 75 octets that never end inside a character.
pub(super) fn line(out: &mut String, property: &str, value: &str) {
    let mut used = 0;
    for c in property.chars().chain([':']).chain(value.chars()) {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A text with what separates values escaped (RFC 6350, 3.4); other control characters cannot stand in a card.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// An address of the web with nothing in it that would end its line.
fn address(text: &str) -> String {
    url::Url::parse(text).map_or_else(|_| text.chars().filter(|c| !c.is_control()).collect(), String::from)
}
