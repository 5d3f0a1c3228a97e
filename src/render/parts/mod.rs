//! What is the same on many pages of an edition (the menu, the links in the foot) → finished HTML that all of them share:
//! it is made once for each way to the root and each place among the edition's fixed addresses, not once a page. What is
//! the same but for its texts (the languages, the links that hand a page on) is filled in for each page.

use super::mold::{Casting, cast};
use super::renderer::Renderer;
use super::view::{FileView, PageView, ShareView, SiteView, SwitchView};
use crate::base::Diagnostic;
use crate::model::EditionId;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tera::{Context, Map, Value};

/// The parts that pages share, by name, each with its template.
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

type Made = HashMap<(EditionId, String, String), Map>;

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
    let (mut parts, mut diags) = shared(renderer, edition, page);
    for own in Own::all(page) {
        if !renderer.has_template(own.template) {
            continue;
        }
        let context = |texts: &[String]| own.context(texts);
        let part = Casting { template: own.template, shape: own.shape(), texts: own.texts(), context: &context };
        match cast(renderer, edition, part) {
            Ok(html) => drop(parts.insert(own.name.into(), Value::safe_string(&html))),
            Err(diag) => diags.push(*diag),
        }
    }
    (Value::from(parts), diags)
}

/// The parts that it shares with other pages.
fn shared(renderer: &Renderer, edition: EditionId, page: &PageView) -> (Map, Vec<Diagnostic>) {
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
    if diags.is_empty() {
        renderer.parts.made().insert(key, parts.clone());
    }
    (parts, diags)
}

/// A part that each page has of its own, with the texts in it that differ.
struct Own<'p> {
    name: &'static str,
    template: &'static str,
    page: &'p PageView,
    of: What<'p>,
}

enum What<'p> {
    Languages(&'p [SwitchView]),
    Share(&'p ShareView),
}

impl<'p> Own<'p> {
    /// The same page in the other editions, where there are others; the links that hand it on, where it may be handed on.
    fn all(page: &'p PageView) -> impl Iterator<Item = Self> {
        let places = [("languages", "parts/languages.html"), ("foot_languages", "parts/foot-languages.html")];
        let languages = places.into_iter().filter(|_| page.switcher.len() > 1).map(move |(name, template)| Self {
            name,
            template,
            page,
            of: What::Languages(&page.switcher),
        });
        let share = page.share.as_ref().map(|share| Self {
            name: "share",
            template: "parts/share.html",
            page,
            of: What::Share(share),
        });
        languages.chain(share)
    }

    fn shape(&self) -> String {
        match self.of {
            What::Languages(switcher) => {
                let kind = |view: &SwitchView| match view {
                    SwitchView { missing: true, .. } => 'm',
                    SwitchView { borrowed: true, .. } => 'b',
                    _ => '-',
                };
                switcher.iter().map(kind).collect()
            }
            What::Share(share) => if share.file.is_some() { "file" } else { "" }.to_owned(),
        }
    }

    /// What leads to the root of the site, and the others in the order of [`Self::context`].
    fn texts(&self) -> Vec<String> {
        let up = std::iter::once(&self.page.up);
        match self.of {
            What::Languages(switcher) => up.chain(switcher.iter().map(|view| &view.path)).cloned().collect(),
            What::Share(share) => {
                let file = share.file.iter().flat_map(|file| [&file.path, &file.name, &file.size]);
                up.chain([&share.address, &share.whatsapp, &share.viber, &share.sms]).chain(file).cloned().collect()
            }
        }
    }

    /// What the template sees when the texts are these.
    fn context(&self, texts: &[String]) -> Context {
        let text = |i: usize| texts[i].clone();
        let mut context = Context::new();
        context.insert("page", &HashMap::from([("up", &texts[0])]));
        match self.of {
            What::Languages(switcher) => {
                let views = switcher.iter().zip(&texts[1..]);
                let views: Vec<_> =
                    views.map(|(view, path)| SwitchView { path: path.clone(), ..view.clone() }).collect();
                context.insert("switcher", &views);
            }
            What::Share(share) => {
                let file = share.file.as_ref().map(|_| FileView { path: text(5), name: text(6), size: text(7) });
                let [address, whatsapp, viber, sms] = [1, 2, 3, 4].map(text);
                context.insert("share", &ShareView { address, whatsapp, viber, sms, file });
            }
        }
        context
    }
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
