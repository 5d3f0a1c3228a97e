//! A part of a page that differs from page to page only in the texts that it prints → what stands between these, made
//! once for all pages, with room for them. Filling it costs a hundredth of rendering it.
//!
//! Where a template does more with a text than print it, a mold would be wrong. So each is tried on the first page that
//! wants one: what it gives must be what the template gives; else the part is rendered for every page. It is tried again
//! on the fourth page, the sixteenth, the 64th and so on: a template that compares texts may do so on few pages only.

use super::html::escape;
use super::renderer::Renderer;
use crate::base::{Code, Diagnostic, Place};
use crate::model::EditionId;
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
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

    fn fill(&self, texts: &[&str]) -> String {
        let text = |i: usize| texts.get(i).copied().unwrap_or_default();
        let room: usize = self.rest.iter().map(|(i, after)| text(*i).len() + after.len()).sum();
        let mut out = String::with_capacity(self.first.len() + room + room / 8);
        out.push_str(&self.first);
        for (i, after) in &self.rest {
            escape(&mut out, text(*i));
            out.push_str(after);
        }
        out
    }
}

/// A mold that has proved right, and how often it was filled.
struct Proved {
    mold: Mold,
    filled: AtomicU32,
}

/// By edition, template, and whatever else than its texts changes what it says: its mold, or that it fits in none.
type Known = FxHashMap<(EditionId, &'static str, String), Option<Arc<Proved>>>;

/// The molds of a site.
#[derive(Default)]
pub struct Molds {
    known: RwLock<Known>,
}

/// What a part is made from.
pub struct Casting<'a> {
    /// The template.
    pub template: &'static str,
    /// What its template may decide by, besides whether a text is empty: parts of one shape differ in their texts alone.
    pub shape: String,
    /// The texts.
    pub texts: Vec<&'a str>,
    /// What the template sees when these are its texts.
    pub context: &'a dyn Fn(&[&str]) -> Context,
}

/// Makes a part of a page, without white space around it.
pub fn cast(renderer: &Renderer, edition: EditionId, part: Casting<'_>) -> Result<String, Box<Diagnostic>> {
    let Casting { template, mut shape, texts, context } = part;
    shape.extend(texts.iter().map(|text| if text.is_empty() { ' ' } else { '.' }));
    let key = (edition, template, shape);
    let render = |texts: &[&str]| -> Result<String, Box<Diagnostic>> {
        let html = renderer.template_text(edition, template, context(texts))?;
        Ok(html.trim().to_owned())
    };
    // A thread that panicked left the map as whole as it was: one insertion is all that is done to it.
    let known = renderer.molds.known.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some(Some(proved)) = &known {
        let html = proved.mold.fill(&texts);
        let times = proved.filled.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        let is_tried = times.is_power_of_two() && times.trailing_zeros().is_multiple_of(2);
        return match !is_tried || render(&texts)? == html {
            true => Ok(html),
            false => Err(Box::new(decides(renderer, template))),
        };
    }
    let html = render(&texts)?;
    if known.is_none() {
        let marks: Vec<String> =
            texts.iter().enumerate().map(|(i, text)| if text.is_empty() { String::new() } else { mark(i) }).collect();
        let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
        let molded = render(&marks).ok().and_then(|html| Mold::of(&html));
        let fits = molded.filter(|mold| mold.fill(&texts) == html);
        let proved = fits.map(|mold| Arc::new(Proved { mold, filled: AtomicU32::new(1) }));
        renderer.molds.known.write().unwrap_or_else(PoisonError::into_inner).insert(key, proved);
    }
    Ok(html)
}

/// What is wrong with a template that a mold cannot stand in for, though it seemed so.
fn decides(renderer: &Renderer, template: &str) -> Diagnostic {
    let message = format!("the part `{template}` does more with a text than print it, but not on every page");
    Diagnostic::new(Code::TemplateRender, Place::file(&renderer.template_file(template)), message).hint(
        "a part may print its texts and ask whether they are empty; what compares them belongs into the template of the page",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_what_it_left_room_for() {
        let mold = Mold::of(&format!("<a href=\"{}\">{}</a>{0}", mark(1), mark(0))).unwrap();
        let texts = ["<i> & co", "a/"];
        assert_eq!(mold.fill(&texts), "<a href=\"a/\">&lt;i&gt; &amp; co</a>a/");
        assert_eq!(Mold::of("no text").unwrap().fill(&texts), "no text");
        assert_eq!(Mold::of(&mark(0).replace('0', "zero")), None);
    }
}
