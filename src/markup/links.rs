//! Links and pictures, and the two paragraphs that are made of nothing else: the figure (a picture alone) and the card
//! (a link to a contact, a channel or a law alone).

use super::parse::Reader;
use super::{Kind, Link, NodeId, Str};
use crate::base::{Code, Finding, Span, did_you_mean};
use pulldown_cmark::{BrokenLink, BrokenLinkCallback, CowStr, LinkType, RefDefs};
use std::cell::RefCell;
use std::ops::Range;

/// The beginnings of destinations that are shown as a card when they stand alone.
const CARDS: [&str; 3] = ["contact:", "channel:", "law:"];

/// A reference link without its address: where it stands in the body, and the name it gives.
pub(super) struct Unnamed {
    at: Range<usize>,
    name: String,
}

/// Collects the reference links that lead nowhere. `[text]` alone is a text like any other.
pub(super) struct BrokenLinks<'r>(pub(super) &'r RefCell<Vec<Unnamed>>);

impl<'input> BrokenLinkCallback<'input> for BrokenLinks<'_> {
    fn handle_broken_link(&mut self, link: BrokenLink<'input>) -> Option<(CowStr<'input>, CowStr<'input>)> {
        let brackets = match link.link_type {
            LinkType::Reference => 0,
            LinkType::Collapsed => "[]".len(),
            _ => return None,
        };
        let at = link.span.start..link.span.end + brackets;
        self.0.borrow_mut().push(Unnamed { at, name: link.reference.into_string() });
        None
    }
}

impl Reader<'_> {
    /// Opens a link; `texts` are its destination and title.
    pub(super) fn open_link(&mut self, kind: LinkType, [dest, title]: [&CowStr<'_>; 2], at: Range<usize>) {
        self.open_lang_before(&at);
        self.raw = matches!(kind, LinkType::Autolink | LinkType::Email);
        let dest = match kind {
            LinkType::Email => self.out.aside(&format!("mailto:{dest}")),
            _ => self.out.str_of(dest),
        };
        let title = self.out.str_of(title);
        self.open_either([dest, title], false, at);
    }

    /// Opens a picture; `texts` are its destination and title.
    pub(super) fn open_image(&mut self, [dest, title]: [&CowStr<'_>; 2], at: Range<usize>) {
        self.open_lang_before(&at);
        let texts = [self.out.str_of(dest), self.out.str_of(title)];
        self.open_either(texts, true, at);
    }

    pub(super) fn close_link(&mut self, at: Range<usize>) {
        self.raw = false;
        self.link_depth = self.link_depth.saturating_sub(1);
        self.close_inline();
        self.close_lang_after(&at);
    }

    /// Makes the finished paragraph `id` a figure if it holds only a picture, which may be a link.
    pub(super) fn figure(&mut self, id: NodeId) {
        let doc = self.out.doc();
        let mut inside =
            doc.children(id).filter(|child| !matches!(doc.kind(*child), Kind::LangOpen(_) | Kind::LangClose));
        let (Some(only), None) = (inside.next(), inside.next()) else {
            return;
        };
        let end = doc.end(only);
        let picture = match doc.kind(only) {
            Kind::Image(_) => true,
            Kind::Link(_) => {
                let inner = only + 1;
                inner < end && matches!(doc.kind(inner), Kind::Image(_)) && doc.end(inner) == end
            }
            _ => false,
        };
        if picture {
            self.out.set_kind(id, Kind::Figure);
        }
    }

    /// Makes the finished paragraph `at` a card, if it is only a link to a thing that has one. A link in a tight list
    /// stays one: a list of links is meant as such.
    pub(super) fn card(&mut self, at: NodeId) {
        let doc = self.out.doc();
        let (first, next) = (at + 1, self.out.next());
        if first == next || doc.end(first) != next {
            return;
        }
        let Kind::Link(link) = doc.kind(first) else {
            return;
        };
        let dest = doc.str(doc.links()[link as usize].dest);
        // A picture or another link would be lost.
        let words = !(first + 1..next).any(|inside| matches!(doc.kind(inside), Kind::Image(_) | Kind::Link(_)));
        if words && CARDS.iter().any(|scheme| dest.starts_with(scheme)) {
            self.out.make_card(at, link);
            self.notes.forget_after(at);
        }
    }

    /// Tells of the reference links that lead nowhere, in a body that begins at `base`.
    pub(super) fn broken_links(&mut self, links: Vec<Unnamed>, base: usize, known: &RefDefs<'_>) {
        for (told, Unnamed { at, name }) in links.into_iter().enumerate() {
            let hint = suggest(told, &name, known.iter().map(|(name, _)| name))
                .unwrap_or_else(|| format!("write its address on a line of its own: `[{name}]: https://…`"));
            let at = at.start + base..at.end + base;
            self.findings.push(Finding::new(Code::BrokenLink, at, format!("no link is named `{name}`")).hint(hint));
        }
    }

    fn open_either(&mut self, [dest, title]: [Str; 2], image: bool, at: Range<usize>) {
        self.out.open_link(Link { dest, title, image, node: 0, span: Span::new(at) });
        self.link_depth += 1;
        self.inner_open &= !(1 << self.link_depth.min(63));
    }
}

/// The hint "did you mean …?", for a name that is told of after `told` others. Who has misspelt very many names, or
/// very long ones, must not wait for help with each.
pub(super) fn suggest<'n>(told: usize, name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    let usual = |name: &str| name.len() <= 60;
    (told < 20 && usual(name)).then(|| did_you_mean(name, known.filter(|known| usual(known))))?
}
