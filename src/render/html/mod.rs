//! [`Doc`](crate::markup::Doc) → the HTML of a page's body, for the readers of one edition.

mod block;
mod code;
mod link;
mod picture;
mod reading;
mod rewrite;
mod xhtml;

pub use code::Highlighter;
pub use link::{Addressing, Linker, asset_path};
pub use picture::without_choice;
pub use reading::Reading;
pub use rewrite::{At, rewrite};
pub use xhtml::xhtml;

use crate::base::Diagnostic;
use crate::markup::Alert;
use crate::model::{Localized, Marked, SAFE_SCHEMES, StringArg};

/// Who reads a handout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everybody.
    Reader,
    /// The trainer, with notes and answers.
    Trainer,
}

impl Audience {
    /// Whether a block of this sort is meant for them.
    pub fn sees(self, alert: Alert) -> bool {
        self == Self::Trainer || !matches!(alert, Alert::Trainer | Alert::Answer)
    }
}

/// What a body needs from the edition it is made for.
pub trait Voice {
    /// An interface string in the words of the edition.
    fn string(&self, key: &str, args: &[(&str, StringArg<'_>)]) -> Marked;
    /// The card of a contact, channel or law, as safe HTML.
    fn card(&self, card: CardOf, up: &str) -> Result<String, Box<Diagnostic>>;
}

/// The thing a card is of, by its index in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardOf {
    /// A contact.
    Contact(usize),
    /// A channel.
    Channel(usize),
    /// A law.
    Law(usize),
}

/// How a body is made.
pub struct BodyRules<'a> {
    /// Where links lead.
    pub linker: Linker<'a>,
    /// The edition's strings and cards.
    pub voice: &'a dyn Voice,
    /// Colours code.
    pub highlighter: &'a Highlighter,
    /// Whether raw HTML is published, after an allow-list.
    pub allow_html: bool,
    /// Who reads it.
    pub audience: Audience,
}

/// A finished body.
#[derive(Debug, Default)]
pub struct Body {
    /// The HTML, safe to be put into a page.
    pub html: String,
    /// Whether it holds coloured code, so that the page needs the colours.
    pub has_code: bool,
    /// What went wrong in cards.
    pub diags: Vec<Diagnostic>,
}

/// Makes the body of a text.
pub fn body(rules: &BodyRules<'_>, localized: Localized<'_>) -> Body {
    let doc = &*localized.version.doc;
    let reading = Reading::new(doc, localized.step.translit, &rules.linker.site.translit);
    let mut writer = block::Writer::new(rules, localized, &reading);
    writer.document();
    let (mut body, cards) = writer.finish();
    if rules.allow_html && doc.has_html() {
        body.html = clean(&body.html);
    }
    for (i, card) in cards.iter().enumerate().rev() {
        body.html = body.html.replacen(&card_mark(i), card, 1);
    }
    body
}

/// What stands in for card `i` until raw HTML has passed the allow-list: cards are the theme's own and pass by it.
fn card_mark(i: usize) -> String {
    format!("\u{e000}{i}\u{e001}")
}

/// Passes a body that holds raw HTML through an allow-list, so that a translator's file cannot run a script in a
/// reader's browser.
fn clean(html: &str) -> String {
    ammonia::Builder::default()
        .add_tags(["section", "figure", "figcaption", "picture", "source"])
        .rm_tags(["style"])
        .add_generic_attributes([
            "id",
            "class",
            "lang",
            "dir",
            "role",
            "tabindex",
            "data-label",
            "aria-label",
            "aria-hidden",
        ])
        .add_tag_attributes("img", ["loading", "decoding", "srcset", "sizes"])
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .add_tag_attributes("a", ["hreflang"])
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .url_schemes(SAFE_SCHEMES.into())
        .attribute_filter(|element, name, value| match (element, name) {
            // A page loads nothing from elsewhere.
            ("img", "src") if !is_ours(value) => None,
            ("img" | "source", "srcset") if !value.split(',').map(str::trim).all(is_ours) => None,
            _ => Some(value.into()),
        })
        .clean(html)
        .to_string()
}

/// Whether an address leads to a file of the site.
fn is_ours(address: &str) -> bool {
    !address.contains(':') && !address.starts_with(['/', '\\'])
}

/// Escapes a text for HTML, also inside attributes.
pub fn escape(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut *out, text);
}

/// A text escaped for HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}
