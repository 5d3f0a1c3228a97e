//! A picture in a text → the element that shows it: of every size and form that was made of it, a browser takes the one
//! that fits its screen and that it understands; width and height are said, so that nothing jumps while it loads.

use super::block::Writer;
use super::link::encoded;
use super::{Addressing, Linker, asset_path, escape, escaped};
use crate::markup::{Kind, LinkId, NodeId};
use crate::model::{Form, Marked, Picture, Target, Variant};
use crate::render::marks::attrs;

/// What the picture's place in the text asks for.
struct Place {
    /// Attributes of the language that the words are in, where it is not that of the text.
    attrs: String,
    /// Words for those who do not see it.
    alt: String,
    /// Whether it is loaded with the page, since it stands where readers look first.
    first: bool,
}

/// The width of a text's column in the default theme, and what is left of a narrow screen.
const COLUMN: &str = "calc(100vw - 2rem)";

/// How wide the column is once the screen leaves room for all of it, in CSS pixels.
const COLUMN_WIDTH: u32 = 608;

/// Bytes of a text that fill about one screen of a phone.
const NEAR_THE_TOP: u32 = 400;

/// The element.
fn element(linker: &Linker<'_>, picture: &Picture, place: &Place) -> String {
    let (width, height) = picture.size();
    let plain = picture.plain();
    let src = plain.map_or_else(|| linker.to(&asset_path(&picture.file)), |v| linker.to(&v.path));
    let mut img = format!("<img src=\"{}\"", escaped(&encoded(&src)));
    // A feed or a mail is read in programs that know one address only, and a file that is alone carries one picture.
    let alone = !matches!(linker.addressing, Addressing::Relative(_)) || picture.variants.is_empty();
    let of_form = |avif: bool| -> Vec<&Variant> {
        let all = picture.variants.iter().filter(|v| !alone && (v.form == Form::Avif) == avif);
        all.collect()
    };
    let common = of_form(false);
    if common.len() > 1 {
        img.push_str(&srcset(linker, &common, width));
    }
    if width > 0 {
        img.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    img.push_str(&format!(" alt=\"{}\"{}", escaped(&place.alt), place.attrs));
    img.push_str(if place.first { ">" } else { " loading=\"lazy\" decoding=\"async\">" });
    match of_form(true).as_slice() {
        [] => img,
        better => {
            let source = format!("<source type=\"image/avif\"{}>", srcset(linker, better, width));
            format!("<picture>{source}{img}</picture>")
        }
    }
}

/// HTML whose pictures offer nothing to choose from: each is the one file that every program can show. For books, which
/// must hold every file that they name.
pub fn without_choice(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<picture><source ") {
        out.push_str(&rest[..at]);
        let inner = rest[at..].split_once("><img").map_or("", |(_, tail)| tail);
        let (img, tail) = inner.split_once("</picture>").unwrap_or((inner, ""));
        out.push_str("<img");
        out.push_str(img);
        rest = tail;
    }
    out.push_str(rest);
    for attribute in [" srcset=\"", " sizes=\""] {
        let mut parts = out.split(attribute);
        let mut plain = parts.next().unwrap_or_default().to_owned();
        parts.for_each(|part| plain.push_str(part.split_once('"').map_or("", |(_, after)| after)));
        out = plain;
    }
    out
}

/// The files to choose from and how wide the picture will be; where there is one only, nothing is to be chosen.
fn srcset(linker: &Linker<'_>, variants: &[&Variant], width: u32) -> String {
    let address = |v: &Variant| escaped(&encoded(&linker.to(&v.path)));
    if let [only] = variants {
        return format!(" srcset=\"{}\"", address(only));
    }
    let one = |v: &&Variant| format!("{} {}w", address(v), v.width);
    let set = variants.iter().map(one).collect::<Vec<_>>().join(", ");
    format!(" srcset=\"{set}\" sizes=\"{}\"", sizes(width))
}

/// How wide the picture stands on the page, as browsers ask before they know the stylesheet.
fn sizes(width: u32) -> String {
    let most = width.min(COLUMN_WIDTH);
    format!("(min-width: {}px) {most}px, {COLUMN}", most + 32)
}

impl Writer<'_> {
    /// A picture; of one that is kept back, the words that were meant for those who do not see it.
    pub(super) fn image(&mut self, node: NodeId, link: LinkId) {
        let alt = self.alt(node, link);
        let site = self.rules.linker.site;
        let shown = match self.target(link) {
            Target::Asset(file) => site.pictures.shown.get(file),
            _ => None,
        };
        let Some(shown) = shown else {
            if !alt.text.is_empty() {
                self.out.push_str("<span class=\"no-picture\">");
                self.labelled("picture-not-shown", &alt);
                self.out.push_str("</span>");
            }
            return;
        };
        self.pictures += 1;
        let attrs = attrs(site, self.mark_of(&alt));
        let first = self.pictures == 1 && self.is_near_the_top(node);
        let place = Place { attrs, alt: alt.text, first };
        self.out.push_str(&element(&self.rules.linker, shown, &place));
    }

    /// The words for a picture: those of the text, else those of the file beside it.
    fn alt(&self, node: NodeId, link: LinkId) -> Marked {
        let linker = &self.rules.linker;
        let reader = linker.site.editions[linker.edition].lang;
        let written = self.reading.plain(node);
        match (written.trim(), self.target(link)) {
            ("", Target::Asset(file)) => {
                let names = linker.site.alt(file);
                names
                    .and_then(|names| linker.site.name(&linker.site.editions[linker.edition], names))
                    .unwrap_or_default()
            }
            (words, _) => Marked { text: words.to_owned(), mark: self.localized.step.mark.filter(|m| *m != reader) },
        }
    }

    /// Whether a reader sees this place without moving the page, give or take a line.
    fn is_near_the_top(&self, node: NodeId) -> bool {
        self.doc.span(node).start.saturating_sub(self.doc.start()) < NEAR_THE_TOP
    }

    /// A picture alone in its paragraph, with its title and whom to thank below it.
    pub(super) fn figure(&mut self, node: NodeId) {
        self.out.push_str("<figure>");
        self.children(node);
        let images = node..self.doc.end(node);
        let image = images.filter_map(|id| match self.doc.kind(id) {
            Kind::Image(link) => Some(link),
            _ => None,
        });
        if let Some(link) = image.into_iter().next() {
            self.caption(link);
        }
        self.out.push_str("</figure>\n");
    }

    /// The title of a picture, and whom to thank for it.
    fn caption(&mut self, link: LinkId) {
        let site = self.rules.linker.site;
        let title = self.doc.str(self.doc.links()[link as usize].title);
        let credit = match self.target(link) {
            Target::Asset(file) => site.pictures.shown.get(file).map(|p| &p.credit),
            _ => None,
        };
        let credit = credit.and_then(|c| site.name(&site.editions[self.rules.linker.edition], c));
        if title.is_empty() && credit.is_none() {
            return;
        }
        self.out.push_str("<figcaption>");
        escape(&mut self.out, &site.in_script(title, self.localized.step));
        if let Some(credit) = credit {
            self.out.push_str(if title.is_empty() { "<small>" } else { " <small>" });
            self.labelled("photo-credit", &credit);
            self.out.push_str("</small>");
        }
        self.out.push_str("</figcaption>");
    }

    /// A string of the edition, and behind it words that may be in another language.
    fn labelled(&mut self, key: &str, words: &Marked) {
        self.marked(&self.rules.voice.string(key, &[]));
        self.out.push(' ');
        self.marked(words);
    }
}
