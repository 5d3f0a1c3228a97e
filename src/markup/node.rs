//! One node of the tree as it lies in memory ⇄ its [`Kind`]. A node has eight bytes, since a large site holds millions of
//! them: a tag, three bytes and four. What needs more stands in a list of the document, and the node has its index.
//!
//! | tag | three bytes | four bytes |
//! |---|---|---|
//! | of what has children | a number of the kind, or an index | one past the last descendant |
//! | of words and HTML in the source file | their length | where they begin |
//! | of words and HTML elsewhere | [`APART`] | the index in `Doc::apart` |
//! | of other things without children | a number of the kind, or an index | a second number |
//!
//! That an index fits is sure: whatever has one takes more than a byte of its file, and files of 16 MB are not read.

use super::{Alert, Align, Doc, Heading, Kind, NodeId, Str};
use crate::base::{Lang, Span};

/// One node of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node {
    tag: Tag,
    short: [u8; 3],
    long: u32,
}

const _: () = assert!(size_of::<Node>() == 8);

/// The length of words that stand in `Doc::apart`.
const APART: u32 = 0xff_ffff;

/// A [`Kind`] without what it carries; first those that have children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tag {
    Paragraph,
    Heading,
    Quote,
    Alert,
    List,
    Item,
    CodeBlock,
    Table,
    TableHead,
    TableRow,
    TableCell,
    Footnote,
    Definitions,
    Term,
    Definition,
    Figure,
    Emphasis,
    Strong,
    Strike,
    Link,
    Image,
    /// The first that has none.
    Task,
    Card,
    Rule,
    FootnoteRef,
    SoftBreak,
    HardBreak,
    LangOpen,
    LangClose,
    KeepOpen,
    KeepClose,
    /// The first of words and HTML.
    Text,
    Code,
    Html,
    HtmlBlock,
}

/// Words that do not stand in the source file as they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Apart {
    /// What is read.
    pub(super) text: Str,
    /// Where it is written.
    pub(super) at: Span,
}

/// What a node carries that is too large for it and too rare for a list of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extra {
    Lang(Lang),
    /// The language of a block of code.
    Code(Str),
    /// The first number of a list.
    Start(u32),
}

impl Node {
    fn new(tag: Tag, short: u32, long: u32) -> Self {
        let [a, b, c, _] = short.min(APART).to_le_bytes();
        Self { tag, short: [a, b, c], long }
    }

    #[inline]
    fn short(self) -> u32 {
        let [a, b, c] = self.short;
        u32::from_le_bytes([a, b, c, 0])
    }

    /// The short number as an index.
    fn index(self) -> usize {
        self.short() as usize
    }

    /// One past the last descendant of what is node `id`.
    pub(super) fn end(self, id: NodeId) -> NodeId {
        if self.tag < Tag::Task { self.long } else { id + 1 }
    }

    /// Sets one past the last descendant of what can have any.
    pub(super) fn set_end(&mut self, end: NodeId) {
        self.long = end;
    }

    /// The index of its words in `Doc::apart`, if they stand there.
    pub(super) fn apart(self) -> Option<usize> {
        (self.tag >= Tag::Text && self.short() == APART).then_some(self.long as usize)
    }
}

impl Doc {
    /// What the node is. Whoever asks looks for some kinds alone, so that little of this is left where it is built in.
    #[inline(always)]
    pub fn kind(&self, node: NodeId) -> Kind {
        let node = self.nodes[node as usize];
        match node.tag {
            Tag::Text => Kind::Text(self.words(node)),
            Tag::Code => Kind::Code(self.words(node)),
            Tag::Html => Kind::Html(self.words(node)),
            Tag::HtmlBlock => Kind::HtmlBlock(self.words(node)),
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading => {
                let Heading { level, id, .. } = self.headings[node.index()];
                Kind::Heading { level, id }
            }
            Tag::Quote => Kind::Quote,
            Tag::Alert => Kind::Alert(Alert::ALL[node.index()]),
            Tag::List => Kind::List { start: self.list_start(node) },
            Tag::Item => Kind::Item,
            Tag::CodeBlock => Kind::CodeBlock { language: self.code_language(node) },
            Tag::Table => Kind::Table,
            Tag::TableHead => Kind::TableHead,
            Tag::TableRow => Kind::TableRow,
            Tag::TableCell => Kind::TableCell(Align::ALL[node.index()]),
            Tag::Footnote => Kind::Footnote { number: node.short() as u16 },
            Tag::Definitions => Kind::Definitions,
            Tag::Term => Kind::Term,
            Tag::Definition => Kind::Definition,
            Tag::Figure => Kind::Figure,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strike => Kind::Strike,
            Tag::Link => Kind::Link(node.short()),
            Tag::Image => Kind::Image(node.short()),
            Tag::Task => Kind::Task(node.short() > 0),
            Tag::Card => Kind::Card(node.short()),
            Tag::Rule => Kind::Rule,
            Tag::FootnoteRef => Kind::FootnoteRef { number: node.short() as u16, mention: node.long as u16 },
            Tag::SoftBreak => Kind::SoftBreak,
            Tag::HardBreak => Kind::HardBreak,
            Tag::LangOpen => self.lang_open(node),
            Tag::LangClose => Kind::LangClose,
            Tag::KeepOpen => Kind::KeepOpen,
            Tag::KeepClose => Kind::KeepClose,
        }
    }

    #[inline]
    fn words(&self, node: Node) -> Str {
        match node.apart() {
            None => Str::piece(node.long, node.short()),
            Some(index) => self.apart[index].text,
        }
    }

    /// 0 is no number, and else it is one more than the index.
    fn list_start(&self, node: Node) -> Option<u32> {
        match self.extras.get(node.index().checked_sub(1)?) {
            Some(Extra::Start(start)) => Some(*start),
            _ => None,
        }
    }

    fn code_language(&self, node: Node) -> Str {
        match self.extras[node.index()] {
            Extra::Code(language) => language,
            _ => Str::default(),
        }
    }

    fn lang_open(&self, node: Node) -> Kind {
        match self.extras[node.index()] {
            Extra::Lang(lang) => Kind::LangOpen(lang),
            _ => Kind::KeepOpen,
        }
    }

    /// A node of the kind that is written at `at` and whose descendants end before `end`, with what it needs in the lists
    /// of the document. Links stand there already. Most kinds are known where this is built in.
    #[inline(always)]
    pub(super) fn pack(&mut self, kind: Kind, at: Span, end: NodeId) -> Node {
        let (tag, short, long) = match kind {
            Kind::Text(words) => return self.pack_words(Tag::Text, words, at),
            Kind::Code(words) => return self.pack_words(Tag::Code, words, at),
            Kind::Html(html) => return self.pack_words(Tag::Html, html, at),
            Kind::HtmlBlock(html) => return self.pack_words(Tag::HtmlBlock, html, at),
            Kind::Paragraph => (Tag::Paragraph, 0, end),
            Kind::Heading { level, id } => {
                self.headings.push(Heading { node: self.nodes.len() as NodeId, level, id });
                (Tag::Heading, self.headings.len() as u32 - 1, end)
            }
            Kind::Quote => (Tag::Quote, 0, end),
            Kind::Alert(alert) => (Tag::Alert, alert as u32, end),
            Kind::List { start: None } => (Tag::List, 0, end),
            Kind::List { start: Some(start) } => (Tag::List, 1 + self.extra(Extra::Start(start)), end),
            Kind::Item => (Tag::Item, 0, end),
            Kind::CodeBlock { language } => (Tag::CodeBlock, self.extra(Extra::Code(language)), end),
            Kind::Table => (Tag::Table, 0, end),
            Kind::TableHead => (Tag::TableHead, 0, end),
            Kind::TableRow => (Tag::TableRow, 0, end),
            Kind::TableCell(align) => (Tag::TableCell, align as u32, end),
            Kind::Footnote { number } => (Tag::Footnote, number.into(), end),
            Kind::Definitions => (Tag::Definitions, 0, end),
            Kind::Term => (Tag::Term, 0, end),
            Kind::Definition => (Tag::Definition, 0, end),
            Kind::Figure => (Tag::Figure, 0, end),
            Kind::Emphasis => (Tag::Emphasis, 0, end),
            Kind::Strong => (Tag::Strong, 0, end),
            Kind::Strike => (Tag::Strike, 0, end),
            Kind::Link(link) => (Tag::Link, link, end),
            Kind::Image(link) => (Tag::Image, link, end),
            Kind::Task(ticked) => (Tag::Task, ticked.into(), 0),
            Kind::Card(link) => (Tag::Card, link, 0),
            Kind::Rule => (Tag::Rule, 0, 0),
            Kind::FootnoteRef { number, mention } => (Tag::FootnoteRef, number.into(), mention.into()),
            Kind::SoftBreak => (Tag::SoftBreak, 0, 0),
            Kind::HardBreak => (Tag::HardBreak, 0, 0),
            Kind::LangOpen(lang) => (Tag::LangOpen, self.extra(Extra::Lang(lang)), 0),
            Kind::LangClose => (Tag::LangClose, 0, 0),
            Kind::KeepOpen => (Tag::KeepOpen, 0, 0),
            Kind::KeepClose => (Tag::KeepClose, 0, 0),
        };
        Node::new(tag, short, long)
    }

    #[inline]
    fn pack_words(&mut self, tag: Tag, text: Str, at: Span) -> Node {
        let span = text.span();
        let length = span.end - span.start;
        if text.is_source() && length < APART {
            return Node::new(tag, length, span.start);
        }
        self.apart.push(Apart { text, at });
        Node::new(tag, APART, self.apart.len() as u32 - 1)
    }

    fn extra(&mut self, extra: Extra) -> u32 {
        self.extras.push(extra);
        self.extras.len() as u32 - 1
    }
}
