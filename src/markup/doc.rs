//! The parsed text: a flat arena of small nodes with ranges into the source, read by every output.
//!
//! Nodes stand in reading order (pre-order); `end` of a node is the index one past its last descendant, so the
//! children of node `i` are found by starting at `i + 1` and hopping from `end` to `end`. No node allocates: a text is
//! a range of the source file, or of one side buffer where the written form differs from the read one (an entity, a
//! quotation mark of the text's language).
//!
//! A node is asked for by its number: [`Doc::kind`], [`Doc::end`], [`Doc::span`]. How it lies in memory only `node` knows.

use super::node::{Apart, Extra, Node};
use crate::base::{Lang, Span};
use std::ops::Range;
use std::sync::Arc;

/// A text of the document: a range of the source file or of the side buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Str {
    start: u32,
    /// Length in bytes; the top bit says that it lies in the side buffer.
    len: u32,
}

const ASIDE: u32 = 1 << 31;

impl Str {
    /// A range of the source file.
    pub(super) fn source(range: &Range<usize>) -> Self {
        let span = Span::new(range.clone());
        Self { start: span.start, len: span.end - span.start }
    }

    /// A range of the side buffer.
    pub(super) fn aside(range: &Range<usize>) -> Self {
        let Self { start, len } = Self::source(range);
        Self { start, len: len | ASIDE }
    }

    /// A piece of the source file that begins at byte `start` and has `len` bytes.
    pub(super) fn piece(start: u32, len: u32) -> Self {
        Self { start, len }
    }

    /// Whether the text is as it stands in the source file, not put together in the side buffer.
    pub fn is_source(self) -> bool {
        self.len & ASIDE == 0
    }

    /// Whether it has no letters at all.
    pub fn is_empty(self) -> bool {
        self.len & !ASIDE == 0
    }

    /// Both as one, where `next` begins in the same buffer at the byte where this one ends.
    pub(super) fn join(self, next: Self) -> Option<Self> {
        let len = self.len & !ASIDE;
        (self.is_source() == next.is_source() && self.start + len == next.start)
            .then_some(Self { start: self.start, len: self.len + (next.len & !ASIDE) })
    }

    /// Where it lies in the side buffer, if it does.
    pub(super) fn aside_range(self) -> Option<Range<usize>> {
        (!self.is_source()).then(|| self.range())
    }

    /// Where it lies in its buffer.
    pub(super) fn span(self) -> Span {
        Span { start: self.start, end: self.start + (self.len & !ASIDE) }
    }

    fn range(self) -> Range<usize> {
        self.span().range()
    }
}

/// The index of a node.
pub type NodeId = u32;

/// The index of a link in [`Doc::links`].
pub type LinkId = u32;

/// What a node is. Blocks first, then what stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading; its id is unique in the document and the same in both scripts of a text.
    Heading {
        /// 2 to 6: level 1 is the title of the page, and a `#` in a text is raised to 2.
        level: u8,
        /// The id, without `#`.
        id: Str,
    },
    /// A quotation.
    Quote,
    /// A block with a purpose (`> [!NOTE]`).
    Alert(Alert),
    /// A list.
    List {
        /// The first number of an ordered list; `None` for bullets.
        start: Option<u32>,
    },
    /// An item of a list.
    Item,
    /// The box of a task list item, ticked or not; first child of its item.
    Task(bool),
    /// A block of code; its children are `Text`.
    CodeBlock {
        /// The first word after the fence, empty when none was written.
        language: Str,
    },
    /// Raw HTML that stands as a block of its own.
    HtmlBlock(Str),
    /// A table: first a `TableHead`, then `TableRow`s.
    Table,
    /// The head of a table; its children are `TableCell`s.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A cell.
    TableCell(Align),
    /// The text of a footnote, wherever it was written; outputs collect them at the end, by number.
    Footnote {
        /// From 1, in the order in which the text refers to them; 0 when nothing refers to it.
        number: u16,
    },
    /// A list of terms and what they mean.
    Definitions,
    /// A term of a definition list.
    Term,
    /// What the term before it means.
    Definition,
    /// A paragraph that holds only a picture; the picture's title is its caption.
    Figure,
    /// A paragraph that holds only a `contact:`, `channel:` or `law:` link: the thing's card. Has no children.
    Card(LinkId),
    /// A line across.
    Rule,

    /// Words. One word may go on in the next `Text`, where a part of it is written differently than it is read.
    Text(Str),
    /// Words in typewriter letters.
    Code(Str),
    /// Raw HTML inside a line.
    Html(Str),
    /// Stress.
    Emphasis,
    /// Strong stress.
    Strong,
    /// Struck out.
    Strike,
    /// A link around its children; without children it prints the name of what it leads to.
    Link(LinkId),
    /// A picture; its children are the words for those who do not see it.
    Image(LinkId),
    /// The mark of a footnote.
    FootnoteRef {
        /// From 1, in order of first mention.
        number: u16,
        /// Counts the mentions of this footnote, from 1.
        mention: u16,
    },
    /// The end of a line in the source, a space for the reader.
    SoftBreak,
    /// A new line.
    HardBreak,
    /// From here to the matching `LangClose` (a sibling) the text is in another language (`[…]{lang=sq}`).
    LangOpen(Lang),
    /// Ends what `LangOpen` began.
    LangClose,
    /// From here to the matching `KeepClose` (a sibling) nothing is transliterated (`-{…}-`).
    KeepOpen,
    /// Ends what `KeepOpen` began.
    KeepClose,
}

/// What an alert is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alert {
    /// `[!NOTE]`: good to know.
    Note,
    /// `[!TIP]`: makes it easier.
    Tip,
    /// `[!IMPORTANT]`: must not be missed.
    Important,
    /// `[!WARNING]`: could harm the reader.
    Warning,
    /// `[!CAUTION]`: risk.
    Caution,
    /// `[!DEADLINE]`: a time limit.
    Deadline,
    /// `[!TRAINER]`: only for the trainer.
    Trainer,
    /// `[!EXERCISE]`: to be done in a training.
    Exercise,
    /// `[!ANSWER]`: the answer to an exercise.
    Answer,
}

impl Alert {
    /// All of them.
    pub const ALL: [Alert; 9] = [
        Self::Note,
        Self::Tip,
        Self::Important,
        Self::Warning,
        Self::Caution,
        Self::Deadline,
        Self::Trainer,
        Self::Exercise,
        Self::Answer,
    ];

    /// The word in lower case: what is written (in capitals) in `[!…]`, and the end of the string's key `alert-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
            Self::Deadline => "deadline",
            Self::Trainer => "trainer",
            Self::Exercise => "exercise",
            Self::Answer => "answer",
        }
    }
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Align {
    /// As the writing runs.
    Start,
    /// In the middle.
    Center,
    /// At the end of the line (`---:`): numbers.
    End,
}

impl Align {
    /// All of them.
    pub const ALL: [Align; 3] = [Self::Start, Self::Center, Self::End];
}

/// A link or picture: where it leads, before anybody looked whether that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The destination as written, with entities and escapes worked out.
    pub dest: Str,
    /// The title, empty when there is none.
    pub title: Str,
    /// Whether it is a picture.
    pub image: bool,
    /// The node that carries it.
    pub node: NodeId,
    /// The whole link in the source file.
    pub span: Span,
}

/// A heading, for tables of contents and anchors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// The node.
    pub node: NodeId,
    /// 2 to 6.
    pub level: u8,
    /// The id.
    pub id: Str,
}

/// A parsed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    pub(super) source: Arc<str>,
    /// Where in the source file the text begins.
    pub(super) start: u32,
    pub(super) has_html: bool,
    pub(super) has_trainer: bool,
    pub(super) aside: String,
    pub(super) nodes: Vec<Node>,
    pub(super) apart: Vec<Apart>,
    pub(super) extras: Vec<Extra>,
    pub(super) links: Vec<Link>,
    pub(super) headings: Vec<Heading>,
    pub(super) footnotes: Vec<NodeId>,
}

impl Doc {
    /// All nodes, in reading order.
    pub fn nodes(&self) -> Range<NodeId> {
        0..self.nodes.len() as NodeId
    }

    /// One past the last descendant of the node.
    #[inline]
    pub fn end(&self, node: NodeId) -> NodeId {
        self.nodes[node as usize].end(node)
    }

    /// Where the node stands in the source file: words, HTML, links, pictures and cards to the byte; of others, where
    /// those stand that are in them, without the signs around them.
    pub fn span(&self, node: NodeId) -> Span {
        let inside = || (node + 1..self.end(node)).filter_map(|id| self.place(id));
        let all = || inside().reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) });
        self.place(node).or_else(all).unwrap_or(Span { start: self.start, end: self.start })
    }

    /// Where a node stands that can tell it by itself.
    fn place(&self, node: NodeId) -> Option<Span> {
        match self.kind(node) {
            Kind::Text(text) | Kind::Code(text) | Kind::Html(text) | Kind::HtmlBlock(text) => {
                let apart = self.nodes[node as usize].apart();
                Some(apart.map_or_else(|| text.span(), |index| self.apart[index].at))
            }
            Kind::Link(link) | Kind::Image(link) | Kind::Card(link) => Some(self.links[link as usize].span),
            _ => None,
        }
    }

    /// Where in the source file the text begins.
    pub fn start(&self) -> u32 {
        self.start
    }

    /// Whether raw HTML stands in it.
    pub fn has_html(&self) -> bool {
        self.has_html
    }

    /// Whether a part of it is for trainers only.
    pub fn has_trainer(&self) -> bool {
        self.has_trainer
    }

    /// The links and pictures, in reading order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The headings, in reading order.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The footnotes that are referred to, by number: the first is number 1.
    pub fn footnotes(&self) -> &[NodeId] {
        &self.footnotes
    }

    /// The text behind `s`.
    pub fn str(&self, s: Str) -> &str {
        match s.is_source() {
            true => &self.source[s.range()],
            false => &self.aside[s.range()],
        }
    }

    /// The source file that the ranges point into.
    pub fn source(&self) -> &Arc<str> {
        &self.source
    }

    /// The indices of the nodes at the top.
    pub fn top(&self) -> Children<'_> {
        Children { doc: self, next: 0, end: self.nodes().end }
    }

    /// The indices of the children of `node`.
    pub fn children(&self, node: NodeId) -> Children<'_> {
        Children { doc: self, next: node + 1, end: self.end(node) }
    }

    /// Whether `id` is the id of a heading.
    pub fn has_anchor(&self, id: &str) -> bool {
        self.headings.iter().any(|h| self.str(h.id) == id)
    }
}

/// Hops from sibling to sibling.
pub struct Children<'a> {
    doc: &'a Doc,
    next: NodeId,
    end: NodeId,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        (self.next < self.end).then(|| {
            let this = self.next;
            self.next = self.doc.end(this);
            this
        })
    }
}
