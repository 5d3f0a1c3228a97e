//! Whether the letters of everything but the running text can be printed: titles, names, contacts, fixed words. The
//! running text is asked while it is walked, where the place of every word is known; here only the finished data is
//! left, so the place is looked for among what the site has.

use super::glyphs::{Glyphs, missing};
use super::words::Voice;
use crate::base::{Diagnostic, Place, SourcePath};
use crate::model::{Site, Version};
use crate::render::paper::Paper;
use crate::source::{CONFIG, Names};
use serde_json::Value;
use std::collections::BTreeSet;

/// What of the data is never drawn: words that are only heard, addresses, names of things.
const UNSEEN: [&str; 10] = ["alt", "href", "kind", "lang", "paper", "picture", "script", "src", "t", "url"];

/// Speaks of the first letter of each text that no font has.
pub fn check(voice: &Voice<'_>, glyphs: &Glyphs, (paper, data): (Paper, &[u8]), diags: &mut Vec<Diagnostic>) {
    let text = String::from_utf8_lossy(data);
    // JSON escapes no letter, so that one look at its bytes does for nearly every paper.
    if glyphs.lacks(&text).is_none() {
        return;
    }
    let told: BTreeSet<String> = diags.iter().map(|d| d.message.clone()).collect();
    let mut texts = BTreeSet::new();
    collect(&serde_json::from_slice(data).unwrap_or_default(), Part::Around, &mut texts);
    for (text, part) in texts {
        let Some(letter) = glyphs.lacks(&text) else { continue };
        let diag = missing(letter, place(voice, paper, &text, letter));
        if part == Part::Around || !told.contains(&diag.message) {
            diags.push(diag);
        }
    }
}

/// Where a text stands in the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// What the site has around the running text.
    Around,
    /// The running text, whose own words have been asked already; cards and labels in it have not.
    Body,
    /// Notes: words of the writer, which have been asked, and of the site, which have not.
    Notes,
}

/// The texts that are drawn.
fn collect(value: &Value, part: Part, texts: &mut BTreeSet<(String, Part)>) {
    match value {
        Value::String(text) if part != Part::Body => drop(texts.insert((text.clone(), part))),
        Value::Array(list) => list.iter().for_each(|v| collect(v, part, texts)),
        Value::Object(fields) if fields.get("t").is_some_and(|t| t == "code") => {}
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(key, _)| !UNSEEN.contains(&key.as_str())) {
                let part = match (key.as_str(), part) {
                    ("body", _) => Part::Body,
                    ("notes", _) => Part::Notes,
                    // A text with its language, or a number: no words of the writer.
                    ("text" | "email", Part::Body) => Part::Around,
                    (_, part) => part,
                };
                collect(value, part, texts);
            }
        }
        _ => {}
    }
}

/// Where a text stands: in the record or version that has it, else where the paper comes from.
fn place(voice: &Voice<'_>, paper: Paper, text: &str, letter: char) -> Place {
    let site = &voice.renderer.site;
    let versions = || site.entries.iter().flat_map(|e| &e.versions.0);
    versions().find_map(|v| in_version(v, text)).or_else(|| in_names(site, text)).unwrap_or_else(|| match paper {
        Paper::A4(id) | Paper::A5(id) | Paper::Trainer(id) | Paper::Pack(id) => {
            match site.entries[id].localize(&site.editions[voice.edition]).map(|l| l.version) {
                Some(version) if version.title.contains(letter) => Place::at(&version.file, version.title_span()),
                Some(version) => Place::file(&version.file),
                None => Place::file(&SourcePath::new(CONFIG)),
            }
        }
        Paper::Sheet(i) | Paper::Cards(i) => {
            let record = &site.directory.municipalities[i];
            Place::at(&record.file, record.id.span)
        }
        Paper::All => Place::file(&SourcePath::new(CONFIG)),
    })
}

fn in_version(version: &Version, text: &str) -> Option<Place> {
    if version.title == text {
        return Some(Place::at(&version.file, version.title_span()));
    }
    let description = version.meta.description.as_ref().filter(|d| *d.value == *text)?;
    Some(Place::at(&version.file, description.span))
}

/// The names and sentences of things.
fn in_names(site: &Site, text: &str) -> Option<Place> {
    let has = |names: &&Names| {
        names.by_lang.iter().any(|(_, t)| t == text) || names.neutral.as_deref().is_some_and(|own| own == text)
    };
    let find = |file: &SourcePath, all: &[&Names]| all.iter().copied().find(has).map(|n| Place::at(file, n.span));
    let d = &site.directory;
    let contacts = || {
        d.contacts.iter().find_map(|r| {
            let c = &r.value;
            find(&r.file, &[&c.names, &c.short, &c.what, &c.address, &c.hours])
        })
    };
    let channels = || d.channels.iter().find_map(|r| find(&r.file, &[&r.value.names, &r.value.what, &r.value.cost]));
    let laws = || d.laws.iter().find_map(|r| find(&r.file, &[&r.value.names, &r.value.short, &r.value.gazette]));
    let places = || d.municipalities.iter().find_map(|r| find(&r.file, &[&r.value.names, &r.value.alt_names]));
    let terms = || d.glossary.iter().find_map(|r| find(&r.file, &[&r.value.terms, &r.value.meaning]));
    let title = || find(&SourcePath::new(CONFIG), &[&site.config.title]);
    contacts().or_else(channels).or_else(laws).or_else(places).or_else(terms).or_else(title)
}
