//! A part of a page that differs from page to page only in the texts that it prints → what stands between these, made
//! once for all pages, with room for them. Filling it costs a hundredth of rendering it.
//!
//! Where a template does more with a text than print it, a mold would be wrong. So each is tried on the first page that
//! wants one: what it gives must be what the template gives; else the part is rendered for every page.

use super::html::escape;
use super::renderer::Renderer;
use crate::base::Diagnostic;
use crate::model::EditionId;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tera::Context;

/// The finished text of a part, with room for the texts of a page.
#[derive(Debug, PartialEq, Eq)]
struct Mold {
    /// What comes first.
    first: String,
    /// Which text comes next, and what follows it.
    rest: Vec<(usize, String)>,
}

/// Stands in for a text: of the private use area, so that nobody writes it and nothing escapes it.
const MARK: [char; 2] = ['\u{E000}', '\u{E001}'];

fn mark(text: usize) -> String {
    format!("{}{text}{}", MARK[0], MARK[1])
}

impl Mold {
    /// Cuts what was rendered with marks; `None` where one of them came out changed.
    fn of(html: &str) -> Option<Self> {
        let mut pieces = html.split(MARK[0]);
        let first = pieces.next()?.to_owned();
        let piece = |piece: &str| {
            let (text, after) = piece.split_once(MARK[1])?;
            Some((text.parse().ok()?, after.to_owned()))
        };
        Some(Self { first, rest: pieces.map(piece).collect::<Option<_>>()? })
    }

    fn fill(&self, texts: &[String]) -> String {
        let room: usize =
            self.rest.iter().map(|(text, after)| texts.get(*text).map_or(0, String::len) + after.len()).sum();
        let mut out = String::with_capacity(self.first.len() + room + room / 8);
        out.push_str(&self.first);
        for (text, after) in &self.rest {
            escape(&mut out, texts.get(*text).map_or("", String::as_str));
            out.push_str(after);
        }
        out
    }
}

/// By edition, template, and whatever else than its texts changes what it says: its mold, or that it fits in none.
type Known = FxHashMap<(EditionId, &'static str, String), Option<Arc<Mold>>>;

/// The molds of a site.
#[derive(Default)]
pub struct Molds {
    known: Mutex<Known>,
}

/// What a part is made from.
pub struct Casting<'a> {
    /// The template.
    pub template: &'static str,
    /// What its template may decide by: parts of one shape differ in their texts alone.
    pub shape: String,
    /// The texts.
    pub texts: Vec<String>,
    /// What the template sees when these are its texts.
    pub context: &'a dyn Fn(&[String]) -> Context,
}

/// Makes a part of a page.
pub fn cast(renderer: &Renderer, edition: EditionId, part: Casting<'_>) -> Result<String, Box<Diagnostic>> {
    let Casting { template, shape, texts, context } = part;
    // A thread that panicked left the map as whole as it was: one insertion is all it does.
    let molds = || renderer.molds.known.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (edition, template, shape);
    let known = molds().get(&key).cloned();
    if let Some(Some(mold)) = &known {
        return Ok(mold.fill(&texts));
    }
    let render = |texts: &[String]| -> Result<String, Box<Diagnostic>> {
        let html = renderer.template(edition, template, &context(texts))?;
        Ok(String::from_utf8_lossy(&html).trim().to_owned())
    };
    let html = render(&texts)?;
    if known.is_none() {
        let marks: Vec<String> = (0..texts.len()).map(mark).collect();
        let molded = render(&marks).ok().and_then(|html| Mold::of(&html));
        let fits = molded.filter(|mold| mold.fill(&texts) == html).map(Arc::new);
        molds().insert(key, fits);
    }
    Ok(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_what_it_left_room_for() {
        let mold = Mold::of(&format!("<a href=\"{}\">{}</a>{0}", mark(1), mark(0))).unwrap();
        let texts = ["<i> & co".to_owned(), "a/".to_owned()];
        assert_eq!(mold.fill(&texts), "<a href=\"a/\">&lt;i&gt; &amp; co</a>a/");
        assert_eq!(Mold::of("no text").unwrap().fill(&texts), "no text");
        assert_eq!(Mold::of(&mark(0).replace('0', "zero")), None);
    }
}
