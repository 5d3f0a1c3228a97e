//! What is the same on many pages of an edition (the menu, the links in the foot) → finished HTML that all of them share:
//! it is made once for each way to the root and each place among the edition's fixed addresses, not once a page. What is
//! the same but for its texts ([`own`]) is filled in for each page.

mod own;

use super::renderer::Renderer;
use super::view::{CardView, EntryView, PageView, SiteView};
use crate::base::Diagnostic;
use crate::model::EditionId;
use own::Own;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tera::{Context, Map, Value};

/// The parts that pages share, by name, each with its template: those that see where a page stands, and those that see
/// only what leads to the root.
const PLACED: [(&str, &str); 2] = [("tools", "parts/tools.html"), ("menu", "parts/menu.html")];
const EVERYWHERE: [(&str, &str); 2] = [("emergency", "parts/emergency.html"), ("about", "parts/about.html")];

/// How many parts a page has at most.
const ALL: usize = 12;

/// Parts that have been made: by edition, way to the root, and place, where they depend on that.
#[derive(Default)]
pub struct Parts {
    made: Mutex<Made>,
}

type Made = HashMap<(EditionId, String, Option<String>), Map>;

impl Parts {
    fn made(&self) -> MutexGuard<'_, Made> {
        // A thread that panicked left the map as whole as it was: one insertion is all it does.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a part's template sees of the page, under the name `page`.
#[derive(Serialize)]
struct Stand<'a> {
    /// What leads to the root of the site.
    up: &'a str,
    /// The page's path where that is one of the site's fixed addresses; else something below the nearest of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
}

/// The parts of a page, by name, and what is wrong with them; `entry` is what it shows, where that is an entry. A part
/// without a template, as in a theme that does without parts, is empty.
pub fn parts(
    renderer: &Renderer,
    edition: EditionId,
    page: &PageView,
    entry: Option<&EntryView>,
) -> (Value, Vec<Diagnostic>) {
    let (mut parts, mut diags) = shared(renderer, edition, page);
    let of_entry = entry.into_iter().flat_map(|entry| Own::of_entry(entry, &page.up));
    for own in Own::of_page(page).chain(of_entry) {
        diags.extend(add(renderer, edition, &own, &mut parts));
    }
    (Value::from(parts), diags)
}

/// Only the parts that stand around a text.
pub fn of_entry(renderer: &Renderer, edition: EditionId, entry: &EntryView, up: &str) -> (Value, Vec<Diagnostic>) {
    let mut parts = Map::new();
    let diags = Own::of_entry(entry, up).filter_map(|own| add(renderer, edition, &own, &mut parts)).collect();
    (Value::from(parts), diags)
}

fn add(renderer: &Renderer, edition: EditionId, own: &Own<'_>, parts: &mut Map) -> Option<Diagnostic> {
    if !renderer.has_template(own.template) {
        return None;
    }
    match own.make(renderer, edition) {
        Ok(html) => drop(parts.insert(own.name.into(), Value::safe_string(&html))),
        Err(diag) => return Some(*diag),
    }
    None
}

/// An entry in a list on a page that `up` leads to the root from, as finished HTML.
pub fn row(
    renderer: &Renderer,
    edition: EditionId,
    (card, up): (&CardView, &str),
    heading: &'static str,
) -> Result<String, Box<Diagnostic>> {
    Own::row(card, up, heading).make(renderer, edition)
}

/// The parts that it shares with other pages.
fn shared(renderer: &Renderer, edition: EditionId, page: &PageView) -> (Map, Vec<Diagnostic>) {
    let (mut parts, mut diags) = (Map::with_capacity(ALL), Vec::new());
    let place = place(renderer.site_view(edition), &page.path);
    for (path, names) in [(None, EVERYWHERE), (Some(place), PLACED)] {
        let key = (edition, page.up.clone(), path);
        if let Some(known) = renderer.parts.made().get(&key) {
            parts.extend(known.iter().map(|(name, html)| (name.clone(), html.clone())));
            continue;
        }
        let stand = Stand { up: &key.1, path: key.2.as_deref() };
        let made = match together(renderer, edition, &stand, names) {
            Ok(made) => made,
            Err((made, said)) => {
                diags.extend(said);
                parts.extend(made);
                continue;
            }
        };
        parts.extend(made.iter().map(|(name, html)| (name.clone(), html.clone())));
        renderer.parts.made().insert(key, made);
    }
    (parts, diags)
}

/// Makes parts; with what is wrong with them, where something is.
fn together(
    renderer: &Renderer,
    edition: EditionId,
    stand: &Stand<'_>,
    names: [(&'static str, &str); 2],
) -> Result<Map, (Map, Vec<Diagnostic>)> {
    let mut context = Context::new();
    context.insert_value("page", Value::from_serializable(stand));
    let (mut parts, mut diags) = (Map::new(), Vec::new());
    for (name, template) in names {
        let made = renderer.has_template(template).then(|| renderer.template_text(edition, template, context.clone()));
        let html = made.transpose().unwrap_or_else(|diag| {
            diags.push(*diag);
            None
        });
        parts.insert(name.into(), Value::safe_string(html.unwrap_or_default().trim()));
    }
    if diags.is_empty() { Ok(parts) } else { Err((parts, diags)) }
}

/// Where a page stands: its path, where templates can compare it with one of `site`; of any other only below which of
/// these it is.
fn place(site: &SiteView, path: &str) -> String {
    let above = fixed(site).filter(|known| path.starts_with(known)).max_by_key(|known| known.len());
    match above {
        Some(known) if known == path => known.to_owned(),
        Some(known) => format!("{known}*"),
        None => "*".to_owned(),
    }
}

/// The fixed addresses of an edition, in no order.
fn fixed(site: &SiteView) -> impl Iterator<Item = &str> {
    let places = &site.places;
    let lists = [
        &places.contacts,
        &places.municipalities,
        &places.channels,
        &places.laws,
        &places.glossary,
        &places.topics,
        &places.report,
        &places.search,
        &places.offline,
    ];
    let links = site.menu.iter().chain(&places.about).map(|link| link.path.as_str());
    std::iter::once(site.home.as_str()).chain(links).chain(lists.into_iter().flatten().map(String::as_str))
}
