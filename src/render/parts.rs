//! What is the same on many pages of an edition (the menu, the links in the foot) → finished HTML that all of them share:
//! it is made once for each way to the root and each place among the edition's fixed addresses, not once a page.

use super::renderer::Renderer;
use super::view::{PageView, SiteView};
use crate::base::Diagnostic;
use crate::model::EditionId;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tera::{Context, Map, Value};

/// The parts by name, each with its template.
const PARTS: [(&str, &str); 4] = [
    ("tools", "parts/tools.html"),
    ("menu", "parts/menu.html"),
    ("emergency", "parts/emergency.html"),
    ("about", "parts/about.html"),
];

/// Parts that have been made: by edition, way to the root, and place.
#[derive(Default)]
pub struct Parts {
    made: Mutex<Made>,
}

type Made = HashMap<(EditionId, String, String), Value>;

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
    path: &'a str,
}

/// The parts of a page, by name, and what is wrong with them. A part without a template, as in a theme that does without
/// parts, is empty.
pub fn parts(renderer: &Renderer, edition: EditionId, page: &PageView) -> (Value, Vec<Diagnostic>) {
    let path = place(renderer.site_view(edition), &page.path);
    let key = (edition, page.up.clone(), path);
    let known = renderer.parts.made().get(&key).cloned();
    if let Some(known) = known {
        return (known, Vec::new());
    }
    let mut context = Context::new();
    context.insert_value("page", Value::from_serializable(&Stand { up: &key.1, path: &key.2 }));
    let (mut parts, mut diags) = (Map::new(), Vec::new());
    for (name, template) in PARTS {
        let html = match renderer.has_template(template).then(|| renderer.template_text(edition, template, &context)) {
            Some(Ok(html)) => html,
            Some(Err(diag)) => {
                diags.push(*diag);
                String::new()
            }
            None => String::new(),
        };
        parts.insert(name.into(), Value::safe_string(html.trim()));
    }
    let parts = Value::from(parts);
    if diags.is_empty() {
        renderer.parts.made().insert(key, parts.clone());
    }
    (parts, diags)
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
