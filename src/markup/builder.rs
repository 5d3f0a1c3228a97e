//! Puts a [`Doc`] together, node by node: the parser says what comes next, this file keeps the arena's rules (`end` of
//! every node, links that know their node, neighbouring text in one node), so that no other place can break them.

use super::{Alert, Doc, Kind, Link, LinkId, NodeId, Str};
use crate::base::Span;
use pulldown_cmark::CowStr;
use std::ops::Range;
use std::sync::Arc;

/// A document in the making.
pub(super) struct Builder {
    doc: Doc,
    open: Vec<NodeId>,
    /// What the last node says and where, if it is a text that the next text may be joined to.
    last: Option<(Str, Span)>,
}

impl Builder {
    /// An empty document over `source`, of which `body` will be read.
    pub(super) fn new(source: &Arc<str>, body: &Range<usize>) -> Self {
        let text = source.get(body.clone()).unwrap_or_default();
        let doc = Doc {
            source: source.clone(),
            start: Span::new(body.end - text.trim_start().len()..body.end).start,
            has_html: false,
            has_trainer: false,
            aside: String::new(),
            nodes: Vec::with_capacity(text.len() / 24 + 8),
            apart: Vec::new(),
            extras: Vec::new(),
            links: Vec::new(),
            headings: Vec::new(),
            footnotes: Vec::new(),
        };
        Self { doc, open: Vec::with_capacity(16), last: None }
    }

    /// What has been built so far.
    pub(super) fn doc(&self) -> &Doc {
        &self.doc
    }

    /// The same, for the lists beside the tree that are completed at the end.
    pub(super) fn doc_mut(&mut self) -> &mut Doc {
        &mut self.doc
    }

    /// The index that the next node will have.
    pub(super) fn next(&self) -> NodeId {
        self.doc.nodes.len() as NodeId
    }

    /// How many nodes are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost open node.
    pub(super) fn top(&self) -> Option<(NodeId, Kind)> {
        self.open_nodes().next()
    }

    /// The open nodes, innermost first.
    pub(super) fn open_nodes(&self) -> impl Iterator<Item = (NodeId, Kind)> {
        self.open.iter().rev().map(|&id| (id, self.kind(id)))
    }

    /// What the node `id` is.
    pub(super) fn kind(&self, id: NodeId) -> Kind {
        self.doc.kind(id)
    }

    /// Makes the node `id` something else, which is written where it can tell by itself.
    pub(super) fn set_kind(&mut self, id: NodeId, kind: Kind) {
        self.doc.has_trainer |= matches!(kind, Kind::Alert(Alert::Trainer | Alert::Answer));
        self.doc.nodes[id as usize] = self.doc.pack(kind, Span::default(), self.doc.end(id));
        self.last = None;
    }

    /// Adds a node without children.
    #[inline]
    pub(super) fn leaf(&mut self, kind: Kind) -> NodeId {
        self.leaf_at(kind, Span::default())
    }

    /// Adds a node without children that is written at `at`.
    #[inline]
    pub(super) fn leaf_at(&mut self, kind: Kind, at: impl Into<Span>) -> NodeId {
        let id = self.next();
        self.doc.has_html |= matches!(kind, Kind::Html(_) | Kind::HtmlBlock(_));
        let node = self.doc.pack(kind, at.into(), id + 1);
        self.doc.nodes.push(node);
        self.last = None;
        id
    }

    /// Adds a node whose children follow.
    #[inline]
    pub(super) fn open(&mut self, kind: Kind) -> NodeId {
        let id = self.leaf(kind);
        self.open.push(id);
        id
    }

    /// Ends the children of the innermost open node.
    pub(super) fn close(&mut self) -> Option<NodeId> {
        let id = self.open.pop()?;
        let end = self.next();
        self.doc.nodes[id as usize].set_end(end);
        self.last = None;
        Some(id)
    }

    /// Takes back the node that was opened last, if it has no children yet.
    pub(super) fn take_back(&mut self) -> bool {
        if self.open.pop_if(|id| *id as usize + 1 == self.doc.nodes.len()).is_none() {
            return false;
        }
        self.last = None;
        self.doc.nodes.pop();
        true
    }

    /// Adds text as it stands in the source file.
    pub(super) fn text(&mut self, at: Range<usize>) {
        self.push_text(Str::source(&at), Span::new(at));
    }

    /// Adds text that is written differently in the source file.
    pub(super) fn text_aside(&mut self, text: &str, at: Range<usize>) {
        let text = self.aside(text);
        self.push_text(text, Span::new(at));
    }

    fn push_text(&mut self, text: Str, at: Span) {
        let joined = self.last.filter(|(_, last_at)| last_at.end == at.start);
        let joined = joined.and_then(|(last, last_at)| Some((last.join(text)?, last_at.start)));
        let (text, at) = match joined {
            Some((both, start)) => {
                self.take_last();
                (both, Span { start, end: at.end })
            }
            None => (text, at),
        };
        self.leaf_at(Kind::Text(text), at);
        self.last = Some((text, at));
    }

    /// Takes away the last node, a text.
    fn take_last(&mut self) {
        if self.doc.nodes.pop().is_some_and(|node| node.apart().is_some()) {
            self.doc.apart.pop();
        }
        self.last = None;
    }

    /// Takes the spaces off the end of the text that came last.
    pub(super) fn trim_end(&mut self) {
        let Some((_, at)) = self.last.filter(|(text, _)| text.is_source()) else {
            return;
        };
        let range = at.range();
        let length = self.doc.source[range.clone()].trim_end_matches([' ', '\t']).len();
        self.take_last();
        if length > 0 {
            self.text(range.start..range.start + length);
        }
    }

    /// Text in the side buffer.
    pub(super) fn aside(&mut self, text: &str) -> Str {
        let start = self.doc.aside.len();
        self.doc.aside.push_str(text);
        Str::aside(&(start..self.doc.aside.len()))
    }

    /// A text of the Markdown parser: a range of the source file if it is a piece of it, else in the side buffer.
    pub(super) fn str_of(&mut self, text: &CowStr<'_>) -> Str {
        match (&text[..], text) {
            ("", _) => Str::default(),
            (_, CowStr::Borrowed(piece)) => match offset_in(&self.doc.source, piece) {
                Some(range) => Str::source(&range),
                None => self.aside(piece),
            },
            (owned, _) => self.aside(owned),
        }
    }

    /// `first` and then `next` as one text: still a range of the source file where the two touch there. Many pieces in
    /// a row cost no more than their length.
    pub(super) fn append(&mut self, first: Str, next: &CowStr<'_>) -> Str {
        if let CowStr::Borrowed(piece) = next
            && let Some(both) = offset_in(&self.doc.source, piece).and_then(|range| first.join(Str::source(&range)))
        {
            return both;
        }
        let start = match first.aside_range() {
            Some(range) if range.end == self.doc.aside.len() => range.start,
            _ => {
                let start = self.doc.aside.len();
                let first = self.doc.str(first).to_owned();
                self.doc.aside.push_str(&first);
                start
            }
        };
        self.doc.aside.push_str(next);
        Str::aside(&(start..self.doc.aside.len()))
    }

    /// Opens a link or picture.
    pub(super) fn open_link(&mut self, link: Link) -> NodeId {
        let id = self.doc.links.len() as LinkId;
        let kind = if link.image { Kind::Image(id) } else { Kind::Link(id) };
        let node = self.open(kind);
        self.doc.links.push(Link { node, ..link });
        node
    }

    /// Replaces the finished paragraph `at` and the link in it by the card of what it leads to.
    pub(super) fn make_card(&mut self, at: NodeId, link: LinkId) {
        self.doc.nodes.truncate(at as usize + 1);
        self.set_kind(at, Kind::Card(link));
        self.doc.links[link as usize].node = at;
    }

    /// The finished document, with no more room than it needs.
    pub(super) fn finish(mut self) -> Doc {
        while self.close().is_some() {}
        let doc = &mut self.doc;
        // Cards have taken the place of some.
        let is_html = |node| matches!(doc.kind(node), Kind::Html(_) | Kind::HtmlBlock(_));
        doc.has_html = doc.has_html && doc.nodes().any(is_html);
        tight(&mut doc.nodes);
        tight(&mut doc.apart);
        tight(&mut doc.extras);
        tight(&mut doc.links);
        tight(&mut doc.headings);
        tight(&mut doc.footnotes);
        doc.aside = doc.aside.as_str().into();
        self.doc
    }
}

/// A copy, because an allocator may leave a list that shrinks where it is, with all its room.
fn tight<T: Copy>(list: &mut Vec<T>) {
    if list.len() < list.capacity() {
        *list = list.as_slice().to_vec();
    }
}

/// Where `piece` lies in `whole`, if it is a part of the same memory.
fn offset_in(whole: &str, piece: &str) -> Option<Range<usize>> {
    let start = (piece.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (start + piece.len() <= whole.len()).then(|| start..start + piece.len())
}
