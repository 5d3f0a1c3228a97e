//! The words of a line → what a paper prints: links get notes with their addresses and numbers in full, because paper
//! cannot be tapped.

use super::body::{Walk, trimmed};
use super::data::{Block, Inline, Mark};
use super::notes::{Note, digits, shown};
use super::words;
use crate::markup::{Kind, LinkId, NodeId};
use crate::model::Target;

impl Walk<'_> {
    /// Words in a line.
    pub fn inlines(&mut self, nodes: &[NodeId]) -> Vec<Inline> {
        trimmed(self.inlines_as_they_are(nodes))
    }

    /// Words inside a mark: a space at their ends parts words, so it stays. What stands between the marks of another
    /// language, which are children of one node, is put inside one.
    fn inlines_as_they_are(&mut self, nodes: &[NodeId]) -> Vec<Inline> {
        let mut stack: Vec<(Option<String>, Vec<Inline>)> = vec![(None, Vec::new())];
        for node in nodes {
            match self.doc().kind(*node) {
                Kind::LangOpen(lang) => stack.push((Some(words::code(lang)), Vec::new())),
                Kind::LangClose => close(&mut stack),
                _ => {
                    let words = self.inline(*node);
                    if let Some((_, open)) = stack.last_mut() {
                        words.into_iter().for_each(|w| push(open, w));
                    }
                }
            }
        }
        while stack.len() > 1 {
            close(&mut stack);
        }
        stack.pop().map(|(_, c)| c).unwrap_or_default()
    }

    fn inline(&mut self, node: NodeId) -> Vec<Inline> {
        let doc = self.doc();
        let children: Vec<NodeId> = doc.children(node).collect();
        let mark = match doc.kind(node) {
            Kind::Text(_) => {
                let text = self.reading.text(node).to_owned();
                self.glyphs.check(&text, &self.localized.version.file, doc.span(node), &mut self.diags);
                return vec![Inline::Text(text)];
            }
            Kind::Code(s) => {
                self.glyphs.check(doc.str(s), &self.localized.version.file, doc.span(node), &mut self.diags);
                Mark::Code { text: doc.str(s).to_owned() }
            }
            Kind::SoftBreak => return vec![Inline::text(" ")],
            Kind::HardBreak => Mark::Br,
            Kind::Emphasis => Mark::Em { c: self.inlines_as_they_are(&children) },
            Kind::Strong => Mark::Strong { c: self.inlines_as_they_are(&children) },
            Kind::Strike => Mark::Strike { c: self.inlines_as_they_are(&children) },
            Kind::Task(done) => Mark::Box { done },
            Kind::Link(link) => return self.link(node, link, &children),
            Kind::Image(link) => match self.picture(link) {
                Some(src) => Mark::Picture { src, alt: self.alt(node, link) },
                None => return self.not_shown(node, link),
            },
            Kind::FootnoteRef { number, .. } => return self.footnote(number),
            _ => return Vec::new(),
        };
        vec![Inline::Mark(mark)]
    }

    fn footnote(&mut self, number: u16) -> Vec<Inline> {
        if self.quiet > 0 {
            return Vec::new();
        }
        let key = format!("written {number}");
        let Some(note) = self.doc().footnotes().get(usize::from(number).wrapping_sub(1)).copied() else {
            return Vec::new();
        };
        if let Some(mark) = self.notes.again(&key) {
            return vec![mark];
        }
        let children: Vec<NodeId> = self.doc().children(note).collect();
        self.quiet += 1;
        let blocks = self.blocks(&children);
        self.quiet -= 1;
        vec![self.notes.add(key, blocks)]
    }

    /// A link: its words, and a note with what cannot be tapped on paper.
    fn link(&mut self, node: NodeId, link: LinkId, children: &[NodeId]) -> Vec<Inline> {
        let target = self.target(link);
        let href = self.linker.href(target, self.doc()).map(|h| h.href);
        let name = self.linker.name(target);
        let c = match children.is_empty() {
            true => vec![Inline::said(self.said(name))],
            false => self.inlines_as_they_are(children),
        };
        let words = if children.is_empty() { self.linker.name(target).text } else { self.reading.plain(node) };
        let Some(href) = href else { return c };
        let note = self.note_of(target, &href, &words);
        // A place in the same text, and a word of the glossary, are no links on paper.
        let mut out = match target {
            Target::Here(_) | Target::Term(_) => c,
            _ => vec![Inline::link(href, c)],
        };
        out.extend(note);
        out
    }

    fn note_of(&mut self, target: &Target, href: &str, words: &str) -> Option<Inline> {
        if self.quiet > 0 {
            return None;
        }
        let (voice, own) = (self.voice, self.own());
        let mut lines: Vec<Inline> = Vec::new();
        match target {
            Target::Here(_) | Target::Broken => return None,
            Target::Term(i) => lines = words::term_note(&voice, *i, own),
            Target::Contact(i) => lines = words::contact_note(&voice, *i, words, own),
            Target::Channel(i) => lines = words::channel_note(&voice, *i, words, own),
            Target::Outside(address) => match address.split_once(':') {
                Some(("tel", number)) if digits(words) == digits(number) => return None,
                Some(("tel", number)) => return Some(self.notes.put(Note::plain(href, number))),
                Some(("mailto", mail)) if words.trim() == mail => return None,
                Some(("mailto", mail)) => return Some(self.notes.put(Note::plain(href, mail))),
                _ if words.trim() == shown(address) || words.trim() == &**address => return None,
                _ => {}
            },
            _ => {}
        }
        if !matches!(target, Target::Term(_)) {
            if !lines.is_empty() {
                lines.push(Inline::text(" · "));
            }
            lines.push(Inline::link(href, vec![Inline::text(shown(href))]));
        }
        (!lines.is_empty()).then(|| self.notes.put(Note { key: href.to_owned(), blocks: vec![Block::P { c: lines }] }))
    }
}

/// Adds a word; one that follows another becomes one with it.
fn push(open: &mut Vec<Inline>, word: Inline) {
    match (open.last_mut(), word) {
        (Some(Inline::Text(last)), Inline::Text(next)) => last.push_str(&next),
        (_, word) => open.push(word),
    }
}

fn close(stack: &mut Vec<(Option<String>, Vec<Inline>)>) {
    if stack.len() < 2 {
        return;
    }
    if let (Some((lang, c)), Some((_, open))) = (stack.pop(), stack.last_mut()) {
        open.push(Inline::Mark(Mark::Lang { lang, c }));
    }
}
