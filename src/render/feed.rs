//! The Atom feed (RFC 4287) of an edition: its newest texts in full, never one that is lent from another language and
//! never one that must leave no trace.

use super::html::{Addressing, Audience};
use super::renderer::Renderer;
use super::xml::{escape, escaped};
use crate::base::{Date, Diagnostic, OutPath, Report};
use crate::model::{EditionId, Entry, EntryId, Localized, home};
use crate::source::Kind;
use std::cmp::Reverse;

/// How many texts a feed holds.
const LENGTH: usize = 20;

/// Makes the feed of an edition.
pub fn feed(renderer: &Renderer, edition: EditionId) -> Report<String> {
    let site = &renderer.site;
    let own = &site.editions[edition];
    let items = newest(renderer, edition);
    let updated = items.first().map_or_else(|| "1970-01-01".to_owned(), |(_, _, date)| date.to_string());
    let address = |path: &OutPath| escaped(&format!("{}{}", site.base_url, path.address()));
    let self_path = OutPath::new(format!("{}/feed.xml", own.folder));
    let title = escaped(&renderer.site_view(edition).title.text);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n\
         <title>{title}</title>\n<id>{home}</id>\n<link href=\"{home}\"/>\n<link rel=\"self\" href=\"{me}\"/>\n\
         <updated>{updated}T00:00:00Z</updated>\n<author><name>{title}</name></author>\n",
        lang = own.lang,
        home = address(&home(own)),
        me = address(&self_path),
    );
    out.reserve(items.iter().map(|(_, localized, _)| localized.version.doc.source().len() * 2).sum());
    let mut diags = Vec::new();
    for (id, localized, date) in items {
        if let Some(path) = site.addresses[edition].entry(id) {
            diags.extend(item(&mut out, renderer, edition, (localized, date), path));
        }
    }
    out.push_str("</feed>\n");
    Report::new(out, diags)
}

/// The newest texts in the edition's own language.
fn newest(renderer: &Renderer, edition: EditionId) -> Vec<(EntryId, Localized<'_>, Date)> {
    let site = &renderer.site;
    let own = &site.editions[edition];
    let fit = |entry: &Entry| entry.kind != Kind::Page && !entry.common.sensitive;
    let entries = site.entries.iter().enumerate().filter(|(_, e)| fit(e));
    let mut items: Vec<_> = entries
        .filter_map(|(id, entry)| {
            let localized = entry.localize(own).filter(|l| !l.is_borrowed())?;
            Some((id, localized, entry.common.updated.or(entry.common.date)?))
        })
        .collect();
    items.sort_by_key(|(id, _, date)| (Reverse(*date), *id));
    items.truncate(LENGTH);
    items
}

/// Adds a text to a feed; what is wrong with its body.
fn item(
    out: &mut String,
    renderer: &Renderer,
    edition: EditionId,
    (localized, date): (Localized<'_>, Date),
    path: &OutPath,
) -> Vec<Diagnostic> {
    let site = &renderer.site;
    let version = localized.version;
    let in_script = |text: &str| escaped(&site.in_script(text, localized.step));
    let address = escaped(&format!("{}{}", site.base_url, path.address()));
    let body = renderer.body(edition, localized, Addressing::Absolute(path), Audience::Reader);
    let summary = version.meta.description.as_ref().map(|d| format!("<summary>{}</summary>\n", in_script(&d.value)));
    out.push_str(&format!(
        "<entry>\n<title>{title}</title>\n<id>{address}</id>\n<link href=\"{address}\"/>\n\
         <updated>{date}T00:00:00Z</updated>\n{summary}<content type=\"html\">",
        title = in_script(&version.title),
        summary = summary.unwrap_or_default(),
    ));
    escape(out, &body.html);
    out.push_str("</content>\n</entry>\n");
    body.diags
}
