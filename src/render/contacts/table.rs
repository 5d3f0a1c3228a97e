//! All contacts as a table for spreadsheets (CSV, RFC 4180) and as data for programs (JSON): the same columns, the same
//! order.
//!
//! * Numbers are `tel:` addresses, `tel:080015555`: a spreadsheet would take `080015555` for a number and drop its zero,
//!   and `+38338223782` for a formula.
//! * The table begins with a byte order mark, because Excel takes a file without one for another encoding than UTF-8.
//! * A cell that a spreadsheet would work out as a formula (`=`, `+`, `-`, `@`) gets an apostrophe before it, as OWASP
//!   advises against CSV injection. The data has the text as it is.

use super::Told;
use crate::model::Marked;
use serde::Serialize;
use std::collections::BTreeMap;

/// A contact as table and data have it. Keys are English and stable; an absent value is `null`, or an empty cell.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    kind: &'a str,
    name: &'a str,
    phones: Vec<String>,
    email: Option<&'a str>,
    address: Option<&'a str>,
    municipality: Option<&'a str>,
    website: Option<&'a str>,
    languages: Vec<&'a str>,
    checked: Option<String>,
    page: &'a str,
    /// The languages of texts that are not in the reader's own, by key. Only data has it.
    lang: BTreeMap<&'static str, &'a str>,
}

impl<'a> Row<'a> {
    fn of(told: &'a Told) -> Self {
        let present = |text: &'a Marked| Some(text.text.as_str()).filter(|t| !t.is_empty());
        let texts = [("name", &told.name), ("address", &told.address), ("municipality", &told.municipality)];
        let marks = texts.into_iter().filter_map(|(key, text)| Some((key, text.mark.as_ref()?.as_str())));
        Self {
            id: &told.id,
            kind: told.kind,
            name: &told.name.text,
            phones: told.phones.iter().map(|p| format!("tel:{p}")).collect(),
            email: told.email.as_deref(),
            address: present(&told.address),
            municipality: present(&told.municipality),
            website: told.website.as_deref(),
            languages: told.languages.iter().map(|l| l.as_str()).collect(),
            checked: told.checked.map(|day| day.to_string()),
            page: &told.page,
            lang: marks.collect(),
        }
    }

    /// The names of the columns and what stands in them.
    fn cells(&self) -> [(&'static str, String); 11] {
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        [
            ("id", self.id.to_owned()),
            ("kind", self.kind.to_owned()),
            ("name", self.name.to_owned()),
            ("phones", self.phones.join(" ")),
            ("email", text(self.email)),
            ("address", text(self.address)),
            ("municipality", text(self.municipality)),
            ("website", text(self.website)),
            ("languages", self.languages.join(" ")),
            ("checked", text(self.checked.as_deref())),
            ("page", self.page.to_owned()),
        ]
    }
}

/// The table, with a line of names above.
pub fn csv(contacts: &[Told]) -> String {
    let mut out = String::from("\u{feff}");
    for (i, told) in contacts.iter().enumerate() {
        let cells = Row::of(told).cells();
        if i == 0 {
            record(&mut out, cells.iter().map(|(name, _)| (*name).to_owned()));
        }
        record(&mut out, cells.into_iter().map(|(_, value)| cell(&value)));
    }
    out
}

fn record(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push_str(&cells.collect::<Vec<_>>().join(","));
    out.push_str("\r\n");
}

/// A value that is a text to every spreadsheet, in quotation marks where it needs them.
pub(super) fn cell(value: &str) -> String {
    let plain: String = value.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
    let plain = plain.trim();
    let guard = if plain.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    match plain.contains([',', '"', '\n']) {
        true => format!("\"{guard}{}\"", plain.replace('"', "\"\"")),
        false => format!("{guard}{plain}"),
    }
}

/// The data: an array with a contact on each line.
pub fn json(contacts: &[Told]) -> String {
    // A row of texts can always be written as JSON.
    let rows = contacts.iter().filter_map(|told| serde_json::to_string(&Row::of(told)).ok());
    format!("[\n{}\n]\n", rows.collect::<Vec<_>>().join(",\n"))
}
