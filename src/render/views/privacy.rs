//! The scripts of a site and the policy of its pages → what the site does in a reader's browser. It is told from what is
//! really there, so that it cannot become untrue when something is added; a judge looks in a real browser.

use super::super::renderer::Renderer;
use super::super::view::{PrivacyView, Text};
use crate::model::{EditionId, Entry};
use crate::source::Kind;

/// What a script must name to set a cookie.
const COOKIES: [&str; 2] = ["document.cookie", "cookieStore"];

/// What a script must name to store something (Web Storage, Indexed Database, Service Workers).
const STORES: [&str; 5] = ["localStorage", "sessionStorage", "indexedDB", "caches.", "serviceWorker"];

/// Whether an entry is the page about privacy: one called `privacy` in a section of pages about the site.
pub fn is_about_it(entry: &Entry) -> bool {
    entry.kind == Kind::Page && entry.id.rsplit('/').next() == Some("privacy")
}

/// What the site does.
pub fn privacy(renderer: &Renderer, edition: EditionId) -> PrivacyView {
    let site = &renderer.site;
    let names = |words: &[&str]| renderer.pieces.scripts().any(|(_, s)| words.iter().any(|w| s.text.contains(w)));
    let what = |name: &String| {
        let key = format!("script-{name}");
        let known = site.strings.get(&site.editions[edition], &key, None).is_ok();
        if known { renderer.text(edition, &key, &[]) } else { Text { text: name.clone(), ..Text::default() } }
    };
    let host = |address: &String| url::Url::parse(address).ok()?.host_str().map(str::to_owned);
    PrivacyView {
        cookies: names(&COOKIES),
        stores: names(&STORES),
        others: renderer.pieces.policy(&[]).contains("http"),
        scripts: renderer.pieces.scripts().map(|(name, _)| what(name)).collect(),
        leave_to: site.config.leave_to.as_ref().and_then(host),
    }
}
