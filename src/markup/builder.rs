//! Puts a [`Doc`] together, node by node: the parser says what comes next, this file keeps the arena's rules (`end` of
//! every node, links that know their node, neighbouring text in one node), so that no other place can break them.

use super::{Doc, Kind, Link, LinkId, Node, NodeId, Str};
use crate::base::Span;
use pulldown_cmark::CowStr;
use std::ops::Range;
use std::sync::Arc;

/// A document in the making.
pub(super) struct Builder {
    doc: Doc,
    open: Vec<NodeId>,
    /// The last node is a text that the next text may be joined to.
    joinable: bool,
}

impl Builder {
    /// An empty document over `source`, of which about `length` bytes will be read.
    pub(super) fn new(source: &Arc<str>, length: usize) -> Self {
        let doc = Doc {
            source: source.clone(),
            aside: String::new(),
            nodes: Vec::with_capacity(length / 24 + 8),
            links: Vec::new(),
            headings: Vec::new(),
            footnotes: Vec::new(),
            has_html: false,
        };
        Self { doc, open: Vec::with_capacity(16), joinable: false }
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
        self.doc.nodes[id as usize].kind
    }

    /// Makes the node `id` something else.
    pub(super) fn set_kind(&mut self, id: NodeId, kind: Kind) {
        self.doc.nodes[id as usize].kind = kind;
        self.joinable = false;
    }

    /// Adds a node without children.
    pub(super) fn leaf(&mut self, kind: Kind, at: Range<usize>) -> NodeId {
        let id = self.next();
        self.doc.nodes.push(Node { kind, end: id + 1, span: Span::new(at) });
        self.joinable = false;
        id
    }

    /// Adds a node whose children follow.
    pub(super) fn open(&mut self, kind: Kind, at: Range<usize>) -> NodeId {
        let id = self.leaf(kind, at);
        self.open.push(id);
        id
    }

    /// Ends the children of the innermost open node.
    pub(super) fn close(&mut self) -> Option<NodeId> {
        let id = self.open.pop()?;
        self.doc.nodes[id as usize].end = self.next();
        self.joinable = false;
        Some(id)
    }

    /// Takes back the node that was opened last and has no children yet; yields where it stood.
    pub(super) fn take_back(&mut self) -> Option<Range<usize>> {
        self.open.pop_if(|id| *id as usize + 1 == self.doc.nodes.len())?;
        self.joinable = false;
        self.doc.nodes.pop().map(|node| node.span.range())
    }

    /// Adds text as it stands in the source file.
    pub(super) fn text(&mut self, at: Range<usize>) {
        self.push_text(Str::source(&at), at);
    }

    /// Adds text that is written differently in the source file.
    pub(super) fn text_aside(&mut self, text: &str, at: Range<usize>) {
        let text = self.aside(text);
        self.push_text(text, at);
    }

    fn push_text(&mut self, text: Str, at: Range<usize>) {
        let span = Span::new(at.clone());
        if self.joinable
            && let Some(Node { kind: Kind::Text(last), span: last_span, .. }) = self.doc.nodes.last_mut()
            && last_span.end == span.start
            && let Some(both) = last.join(text)
        {
            *last = both;
            last_span.end = span.end;
            return;
        }
        self.leaf(Kind::Text(text), at);
        self.joinable = true;
    }

    /// Takes the spaces off the end of the text that came last.
    pub(super) fn trim_end(&mut self) {
        let Some(Node { kind: Kind::Text(text), span, .. }) = self.doc.nodes.last_mut().filter(|_| self.joinable)
        else {
            return;
        };
        if !text.is_source() {
            return;
        }
        let range = span.range();
        let length = self.doc.source[range.clone()].trim_end_matches([' ', '\t']).len();
        if length == 0 {
            self.doc.nodes.pop();
            self.joinable = false;
        } else {
            *text = Str::source(&(range.start..range.start + length));
            *span = Span::new(range.start..range.start + length);
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
        let node = self.open(kind, link.span.range());
        self.doc.links.push(Link { node, ..link });
        node
    }

    /// Replaces the finished paragraph `at` and the link in it by the card of what it leads to.
    pub(super) fn make_card(&mut self, at: NodeId, link: LinkId) {
        self.doc.nodes.truncate(at as usize + 1);
        self.set_kind(at, Kind::Card(link));
        self.doc.nodes[at as usize].end = at + 1;
        self.doc.links[link as usize].node = at;
    }

    /// The finished document.
    pub(super) fn finish(mut self) -> Doc {
        while self.close().is_some() {}
        let is_html = |node: &Node| matches!(node.kind, Kind::Html(_) | Kind::HtmlBlock(_));
        self.doc.has_html = self.doc.nodes.iter().any(is_html);
        // A copy, because an allocator may leave a list that shrinks where it is, with all its room.
        self.doc.nodes = self.doc.nodes.as_slice().to_vec();
        self.doc.links.shrink_to_fit();
        self.doc.headings.shrink_to_fit();
        self.doc.aside.shrink_to_fit();
        self.doc
    }
}

/// Where `piece` lies in `whole`, if it is a part of the same memory.
fn offset_in(whole: &str, piece: &str) -> Option<Range<usize>> {
    let start = (piece.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (start + piece.len() <= whole.len()).then(|| start..start + piece.len())
}
