//! The language and direction of a text as HTML attributes.

use crate::base::{Cldr, Dir, Lang};
use crate::model::{Edition, Marked, Site};
use crate::render::view::Text;

/// ` lang="…" dir="…"` for a text in `mark`; empty for one in the reader's language.
pub fn attrs(site: &Site, mark: Option<Lang>) -> String {
    attrs_among(&site.editions, mark)
}

/// The same for a site with these editions.
pub fn attrs_among(editions: &[Edition], mark: Option<Lang>) -> String {
    mark.map(|lang| format!(" lang=\"{lang}\" dir=\"{}\"", dir(editions, lang).as_str())).unwrap_or_default()
}

/// The direction of a language: as its edition says, else as CLDR knows.
fn dir(editions: &[Edition], lang: Lang) -> Dir {
    let edition = editions.iter().find(|e| e.lang == lang);
    edition.map_or_else(|| Cldr::dir_of(lang.as_str()), |e| e.dir)
}

/// A text as templates see it.
pub fn text(site: &Site, marked: Marked) -> Text {
    Text { attrs: attrs(site, marked.mark), mark: marked.mark, text: marked.text }
}
