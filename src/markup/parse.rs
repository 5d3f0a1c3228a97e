//! Markdown text → [`Doc`]: the one pass over the events of the Markdown parser. Here lies what is common to all of
//! them: which node an event becomes, where blocks begin and end, how deep they may go. The rest is in files named
//! after the thing: `inline`, `marks`, `links`, `headings`, `notes`, `alerts`, `html`.

use super::builder::Builder;
use super::headings::Headings;
use super::links::BrokenLinks;
use super::marks::Marks;
use super::notes::Notes;
use super::{Align, Doc, Kind, NodeId, Quotes, Str};
use crate::base::{Code, Finding};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::cell::RefCell;
use std::ops::Range;
use std::panic;
use std::sync::Arc;

/// How many nodes may stand inside one another. A list in a list in a list takes six.
const MAX_DEPTH: usize = 32;

/// Parses the `body` of a file. The ranges of the document and of the findings count bytes of the whole `source`,
/// in which lines end in `\n`; straight quotation marks become `quotes`.
///
/// Every text is a document: what is wrong with it comes as findings, in the order of the text.
pub fn parse(source: &Arc<str>, body: Range<usize>, quotes: &Quotes) -> (Doc, Vec<Finding>) {
    // The Markdown parser of others still stops at a handful of strange texts, and one text must not stop a site.
    match panic::catch_unwind(|| read(source, body.clone(), quotes)) {
        Ok(result) => result,
        Err(_) => (Builder::new(source, &body).finish(), vec![unreadable(source, body)]),
    }
}

fn read(source: &Arc<str>, body: Range<usize>, quotes: &Quotes) -> (Doc, Vec<Finding>) {
    let broken = RefCell::default();
    let markdown = Parser::new_with_broken_link_callback(&source[body.clone()], options(), Some(BrokenLinks(&broken)));
    let mut reader = Reader::new(source, &body, quotes);
    let mut events = markdown.into_offset_iter();
    for (event, at) in events.by_ref() {
        reader.event(&event, at.start + body.start..at.end + body.start);
    }
    reader.broken_links(broken.take(), body.start, events.reference_definitions());
    reader.finish()
}

/// What to say of a text at which the Markdown parser stops. All known cases (0.13.6) are a line under a list item that
/// makes it a heading.
fn unreadable(source: &str, body: Range<usize>) -> Finding {
    let mut start = body.start;
    let line = source.get(body.clone()).unwrap_or_default().split_inclusive('\n').find_map(|line| {
        let at = start..start + line.trim_end().len();
        start += line.len();
        (line.starts_with([' ', '\t']) && is_underline(line.trim())).then_some(at)
    });
    Finding::new(Code::Unreadable, line.unwrap_or(body), "the Markdown of this text cannot be read")
        .hint("take out the line of only `-` or `=` under a list item, or put an empty line before it")
}

fn is_underline(line: &str) -> bool {
    !line.is_empty() && ['-', '='].into_iter().any(|sign| line.chars().all(|c| c == sign))
}

/// What the texts may use.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_SMART_PUNCTUATION
}

/// What is known between two events.
pub(super) struct Reader<'a> {
    /// The file up to the end of the body.
    pub(super) src: &'a str,
    pub(super) quotes: &'a Quotes,
    pub(super) out: Builder,
    pub(super) findings: Vec<Finding>,
    pub(super) marks: Marks,
    pub(super) headings: Headings,
    pub(super) notes: Notes,
    /// Text before this byte has had its say already.
    pub(super) skip_to: usize,
    /// Where the last text ended: a text that starts after a gap of one backslash is escaped.
    pub(super) last_text: usize,
    /// Text is code or an address: taken as it stands.
    pub(super) raw: bool,
    /// How many links and pictures are open.
    pub(super) link_depth: u32,
    /// Bit `n`: `n` links deep, a quotation in inner marks is open.
    pub(super) inner_open: u64,
    /// Where the first words of a quotation begin, the place for `[!WORD]`; and the quotation.
    pub(super) alert: Option<(usize, NodeId)>,
    /// The raw HTML block that is being read.
    pub(super) html: Option<Str>,
    /// The alignment of the columns of the table that is open, and the column of the next cell.
    aligns: Vec<Align>,
    column: usize,
    /// How many nodes are open that were left out because they are too deep.
    dropped: usize,
    told_too_deep: bool,
}

impl<'a> Reader<'a> {
    fn new(source: &'a Arc<str>, body: &Range<usize>, quotes: &'a Quotes) -> Self {
        let src = &source[..body.end];
        Self {
            src,
            quotes,
            out: Builder::new(source, body),
            findings: Vec::new(),
            marks: Marks::new(src, body.start),
            headings: Headings::default(),
            notes: Notes::default(),
            skip_to: 0,
            last_text: 0,
            raw: false,
            link_depth: 0,
            inner_open: 0,
            alert: None,
            html: None,
            aligns: Vec::new(),
            column: 0,
            dropped: 0,
            told_too_deep: false,
        }
    }

    fn event(&mut self, event: &Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(*tag, at),
            _ if self.dropped > 0 => {}
            Event::Text(text) => self.text_event(text, at),
            Event::Code(text) => {
                let text = self.out.str_of(text);
                self.out.leaf_at(Kind::Code(text), at);
            }
            Event::Html(text) => self.html_piece(text),
            Event::InlineHtml(text) => self.inline_html(text, at),
            Event::FootnoteReference(label) => self.footnote_mark(label, at),
            Event::SoftBreak => self.line_break(Kind::SoftBreak, at.start),
            Event::HardBreak => self.line_break(Kind::HardBreak, at.start),
            Event::Rule => {
                self.begin_block();
                self.out.leaf(Kind::Rule);
                self.end_block();
            }
            Event::TaskListMarker(ticked) => self.task(*ticked),
            // Not switched on.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: Range<usize>) {
        if self.dropped > 0 || self.out.depth() >= MAX_DEPTH {
            return self.drop_node(at);
        }
        match tag {
            Tag::Emphasis => self.open_inline(Kind::Emphasis),
            Tag::Strong => self.open_inline(Kind::Strong),
            Tag::Strikethrough => self.open_inline(Kind::Strike),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(*link_type, [dest_url, title], at),
            Tag::Image { dest_url, title, .. } => self.open_image([dest_url, title], at),
            Tag::Paragraph => self.open_paragraph(at.start),
            Tag::Heading { level, .. } => self.open_heading(*level as u8, at),
            Tag::BlockQuote(kind) => self.open_quote(*kind),
            Tag::CodeBlock(kind) => self.open_code_block(kind),
            Tag::HtmlBlock => {
                self.begin_block();
                self.html = Some(Str::default());
            }
            Tag::List(start) => {
                let start = start.map(|number| u32::try_from(number).unwrap_or(u32::MAX));
                self.open_block(Kind::List { start });
            }
            Tag::Item => self.open_block(Kind::Item),
            Tag::FootnoteDefinition(label) => self.open_footnote(label, at.start),
            Tag::DefinitionList => self.open_block(Kind::Definitions),
            Tag::DefinitionListTitle => {
                self.expect_alert(at.start);
                self.open_block(Kind::Term);
            }
            Tag::DefinitionListDefinition => self.open_block(Kind::Definition),
            Tag::Table(columns) => {
                self.aligns = columns.iter().map(align).collect();
                self.open_block(Kind::Table);
            }
            Tag::TableHead => self.open_row(Kind::TableHead),
            Tag::TableRow => self.open_row(Kind::TableRow),
            Tag::TableCell => {
                let align = self.aligns.get(self.column).copied().unwrap_or(Align::Start);
                self.column += 1;
                self.open_block(Kind::TableCell(align));
            }
            // Not switched on.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => self.drop_node(at),
        }
    }

    fn end(&mut self, tag: TagEnd, at: Range<usize>) {
        if self.dropped > 0 {
            self.dropped -= 1;
            return;
        }
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.close_inline(),
            TagEnd::Link => self.close_link(at),
            TagEnd::Image => self.close_link(at),
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::HtmlBlock => self.close_html(at),
            _ => {
                self.raw = false;
                self.close_block();
            }
        }
    }

    /// Leaves out a node and all below it, and says so once.
    fn drop_node(&mut self, at: Range<usize>) {
        self.dropped += 1;
        if !self.told_too_deep {
            self.told_too_deep = true;
            let finding = Finding::new(Code::TooDeep, at, "too many lists, quotations or marks inside one another");
            self.findings.push(finding.hint("bring this part further out: nobody can read a text so deep"));
        }
    }

    /// Ends the words before a block inside a list item.
    pub(super) fn begin_block(&mut self) {
        self.end_run();
        self.inner_open = 0;
    }

    /// The next words of a list item begin after the block that ended.
    pub(super) fn end_block(&mut self) {}

    #[inline]
    pub(super) fn open_block(&mut self, kind: Kind) {
        self.begin_block();
        self.out.open(kind);
        self.end_block();
    }

    pub(super) fn close_block(&mut self) {
        self.end_run();
        self.out.close();
        self.end_block();
    }

    /// Ends a run of words that stands in its block without a paragraph.
    fn end_run(&mut self) {
        self.close_marks(self.out.depth());
    }

    fn open_paragraph(&mut self, start: usize) {
        self.expect_alert(start);
        self.open_block(Kind::Paragraph);
    }

    fn close_paragraph(&mut self) {
        self.close_marks(self.out.depth());
        // Only a line `[!WORD]` stood in it.
        if !self.out.take_back()
            && let Some(id) = self.out.close()
        {
            self.figure(id);
            self.card(id);
        }
        self.end_block();
    }

    fn open_code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(CowStr::Borrowed(info)) => {
                let word = info.split_whitespace().next().unwrap_or_default();
                self.out.str_of(&CowStr::Borrowed(word))
            }
            CodeBlockKind::Fenced(info) => match info.split_whitespace().next() {
                Some(word) => self.out.aside(word),
                None => Str::default(),
            },
            CodeBlockKind::Indented => Str::default(),
        };
        self.open_block(Kind::CodeBlock { language });
        self.raw = true;
    }

    fn open_row(&mut self, kind: Kind) {
        self.column = 0;
        self.open_block(kind);
    }

    fn open_inline(&mut self, kind: Kind) {
        self.out.open(kind);
    }

    pub(super) fn close_inline(&mut self) {
        self.close_marks(self.out.depth());
        self.out.close();
    }

    fn line_break(&mut self, kind: Kind, start: usize) {
        if start >= self.skip_to {
            self.out.leaf(kind);
        }
    }

    /// The box of a task stands before the paragraph in which it is written.
    fn task(&mut self, ticked: bool) {
        let in_paragraph = matches!(self.out.top(), Some((_, Kind::Paragraph))) && self.out.take_back();
        self.out.leaf(Kind::Task(ticked));
        if in_paragraph {
            self.out.open(Kind::Paragraph);
        }
        self.end_block();
    }

    fn finish(mut self) -> (Doc, Vec<Finding>) {
        self.number_footnotes();
        self.name_headings();
        let mut findings = self.findings;
        findings.sort_by_key(|finding| finding.span);
        (self.out.finish(), findings)
    }
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
