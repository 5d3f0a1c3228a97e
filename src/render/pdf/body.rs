//! [`Doc`] → the blocks of a paper, for the readers of one edition: the same walk as `html/block.rs`, with what only
//! paper needs (notes that print addresses and numbers in full, lines to write on) and without what it cannot do.

use super::data::{Block, Inline, Mark, Said, Table, Term};
use super::glyphs::Glyphs;
use super::notes::Notes;
use super::pictures::Pictures;
use super::words::{self, Voice};
use crate::base::{Diagnostic, Lang};
use crate::markup::{Alert, Align, Doc, Kind, LinkId, NodeId};
use crate::model::{Localized, Marked, Target};
use crate::render::html::{Audience, Linker, Reading};

/// Lines to write on below an exercise, where it has no table to fill in.
const LINES: u8 = 4;

/// What a walk needs and fills.
pub struct Walk<'a> {
    /// Strings and things of the edition.
    pub voice: Voice<'a>,
    /// Addresses in full.
    pub linker: Linker<'a>,
    /// The text.
    pub localized: Localized<'a>,
    /// Its words in the edition's script.
    pub reading: &'a Reading<'a>,
    /// Who reads it.
    pub audience: Audience,
    /// Which letters can be printed.
    pub glyphs: &'a Glyphs,
    /// The pictures of the paper.
    pub pictures: &'a mut Pictures,
    /// The notes of the text.
    pub notes: Notes,
    /// What went wrong.
    pub diags: Vec<Diagnostic>,
    /// How deep inside headings and notes the walk is: there a mark of a note has no place.
    pub quiet: usize,
}

impl<'a> Walk<'a> {
    /// The document.
    pub fn doc(&self) -> &'a Doc {
        self.reading.doc
    }

    /// The whole text.
    pub fn document(&mut self) -> Vec<Block> {
        let top: Vec<NodeId> = self.doc().top().collect();
        self.blocks(&top)
    }

    fn children(&self, node: NodeId) -> Vec<NodeId> {
        self.doc().children(node).collect()
    }

    /// Blocks; words that stand between them without a paragraph (in a tight list) get one.
    pub fn blocks(&mut self, nodes: &[NodeId]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut loose: Vec<NodeId> = Vec::new();
        for node in nodes {
            if is_block(self.doc().kind(*node)) {
                self.flush(&mut loose, &mut blocks);
                blocks.extend(self.block(*node));
            } else {
                loose.push(*node);
            }
        }
        self.flush(&mut loose, &mut blocks);
        blocks
    }

    fn flush(&mut self, loose: &mut Vec<NodeId>, blocks: &mut Vec<Block>) {
        let c = self.inlines(loose);
        loose.clear();
        if !c.is_empty() {
            blocks.push(Block::P { c });
        }
    }

    fn block(&mut self, node: NodeId) -> Option<Block> {
        let doc = self.doc();
        let children = self.children(node);
        Some(match doc.kind(node) {
            Kind::Paragraph => Block::P { c: self.inlines(&children) },
            Kind::Heading { level, .. } => {
                self.quiet += 1;
                let c = self.inlines(&children);
                self.quiet -= 1;
                Block::Heading { level, c }
            }
            Kind::Quote => Block::Quote { c: self.blocks(&children) },
            Kind::Alert(alert) if self.audience.sees(alert) => self.alert(node, alert, &children),
            Kind::List { start } => self.list(start, &children),
            Kind::CodeBlock { .. } => {
                let text = doc.plain_of(node);
                self.glyphs.check(&text, &self.localized.version.file, doc.span(node), &mut self.diags);
                Block::Code { text: text.trim_end_matches('\n').to_owned() }
            }
            Kind::HtmlBlock(raw) => Block::P { c: vec![Inline::text(self.raw(doc.str(raw))?)] },
            Kind::Table => self.table(&children),
            Kind::Definitions => self.terms(&children),
            Kind::Figure => self.figure(node, &children)?,
            Kind::Card(link) => self.card(link)?,
            Kind::Rule => Block::Rule,
            _ => return None,
        })
    }

    /// The words of raw HTML, where the site allows it: paper knows no tags.
    fn raw(&mut self, html: &str) -> Option<String> {
        if !self.linker.site.config.allow_html {
            return None;
        }
        let bare = ammonia::Builder::empty().clean(html).to_string();
        let words = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    }

    fn alert(&mut self, node: NodeId, alert: Alert, children: &[NodeId]) -> Block {
        let label = self.said(self.voice.string(&format!("alert-{}", alert.word())));
        let c = self.blocks(children);
        let to_fill = |block: &Block| matches!(block, Block::Table(t) if t.rows.iter().flatten().any(Vec::is_empty));
        let written = alert == Alert::Exercise && self.audience == Audience::Reader && !c.iter().any(to_fill);
        let lines = if written && !self.has_table(node) { LINES } else { 0 };
        Block::Alert { kind: alert.word(), label, c, lines }
    }

    fn has_table(&self, node: NodeId) -> bool {
        let end = self.doc().end(node);
        (node..end).any(|id| self.doc().kind(id) == Kind::Table)
    }

    fn list(&mut self, start: Option<u32>, items: &[NodeId]) -> Block {
        let doc = self.doc();
        let is_task = |item: &NodeId| doc.end(*item) > item + 1 && matches!(doc.kind(item + 1), Kind::Task(_));
        let tasks = items.iter().all(is_task);
        let items = items.iter().map(|item| {
            let children = self.children(*item);
            self.blocks(&children)
        });
        Block::List { start, tasks, items: items.collect() }
    }

    fn table(&mut self, rows: &[NodeId]) -> Block {
        let mut table = Table::default();
        for row in rows {
            let cells = self.children(*row);
            let is_head = self.doc().kind(*row) == Kind::TableHead;
            if is_head {
                table.align = cells.iter().map(|cell| self.align(*cell)).collect();
                self.quiet += 1;
            }
            let texts: Vec<Vec<Inline>> = cells
                .iter()
                .map(|cell| {
                    let children = self.children(*cell);
                    self.inlines(&children)
                })
                .collect();
            match is_head {
                true => {
                    self.quiet -= 1;
                    table.head = texts;
                }
                false => table.rows.push(texts),
            }
        }
        table.widths = (0..table.align.len()).map(|column| width(&self.lengths(rows, column))).collect();
        Block::Table(table)
    }

    /// How many letters the cells of a column have, its head first.
    fn lengths(&self, rows: &[NodeId], column: usize) -> Vec<usize> {
        let cells = rows.iter().filter_map(|row| self.doc().children(*row).nth(column));
        cells.map(|cell| self.reading.plain(cell).trim().chars().count()).collect()
    }

    fn align(&self, cell: NodeId) -> &'static str {
        match self.doc().kind(cell) {
            Kind::TableCell(Align::Center) => "center",
            Kind::TableCell(Align::End) => "end",
            _ => "start",
        }
    }

    fn terms(&mut self, nodes: &[NodeId]) -> Block {
        let mut items: Vec<Term> = Vec::new();
        for node in nodes {
            let children = self.children(*node);
            match self.doc().kind(*node) {
                Kind::Term => {
                    let term = self.inlines(&children);
                    items.push(Term { term, means: Vec::new() });
                }
                _ => {
                    let means = self.blocks(&children);
                    items.last_mut().map(|item| item.means.extend(means)).unwrap_or_default();
                }
            }
        }
        Block::Terms { items }
    }

    fn figure(&mut self, node: NodeId, children: &[NodeId]) -> Option<Block> {
        let end = self.doc().end(node);
        let link = (node..end).find_map(|id| match self.doc().kind(id) {
            Kind::Image(link) => Some((id, link)),
            _ => None,
        });
        let (id, link) = link?;
        let caption = self.caption(id, link);
        let Some(src) = self.picture(link) else {
            let mut c = self.inlines(children);
            if !caption.is_empty() {
                c.push(Inline::Mark(Mark::Br));
                c.extend(caption);
            }
            return (!c.is_empty()).then_some(Block::P { c });
        };
        Some(Block::Figure { src, alt: self.alt(id, link), caption })
    }

    /// The title of a picture, and whom to thank for it.
    fn caption(&mut self, node: NodeId, link: LinkId) -> Vec<Inline> {
        let site = self.linker.site;
        let title = self.doc().str(self.doc().links()[link as usize].title);
        let title = site.in_script(title, self.localized.step).into_owned();
        self.glyphs.check(&title, &self.localized.version.file, self.doc().span(node), &mut self.diags);
        let credit = match self.target(link) {
            Target::Asset(file) => site.pictures.shown.get(file).map(|p| &p.credit),
            _ => None,
        };
        let credit = credit.and_then(|names| site.name(&site.editions[self.linker.edition], names));
        let mut c = if title.is_empty() { Vec::new() } else { vec![Inline::text(title)] };
        if let Some(credit) = credit {
            c.extend((!c.is_empty()).then(|| Inline::text(" ")));
            c.push(Inline::said(self.said(self.voice.string("photo-credit"))));
            c.extend([Inline::text(" "), Inline::said(self.said(credit))]);
        }
        c
    }

    /// A picture of the project that may be shown, by the path at which the press finds it.
    pub fn picture(&mut self, link: LinkId) -> Option<String> {
        match self.target(link) {
            Target::Asset(file) => self.pictures.add(self.voice.renderer, file),
            _ => None,
        }
    }

    /// The words for those who do not see a picture: those of the text, else those of the file beside it.
    pub fn alt(&mut self, node: NodeId, link: LinkId) -> Said {
        let written = self.reading.plain(node);
        let alt = match (written.trim(), self.target(link)) {
            ("", Target::Asset(file)) => {
                let (site, edition) = (self.linker.site, &self.linker.site.editions[self.linker.edition]);
                self.said(site.alt(file).and_then(|names| site.name(edition, names)).unwrap_or_default())
            }
            (words, _) => Said { text: words.to_owned(), lang: None },
        };
        self.pictures.silent |= alt.text.is_empty();
        alt
    }

    /// What stands in the place of a picture that is kept back: that there is one, and the words for it.
    pub fn not_shown(&mut self, node: NodeId, link: LinkId) -> Vec<Inline> {
        let alt = self.alt(node, link);
        match alt.text.is_empty() {
            true => Vec::new(),
            false => {
                let label = self.said(self.voice.string("picture-not-shown"));
                vec![Inline::said(label), Inline::text(" "), Inline::said(alt)]
            }
        }
    }

    fn card(&mut self, link: LinkId) -> Option<Block> {
        let (voice, own) = (self.voice, self.own());
        Some(match self.target(link) {
            Target::Contact(i) => Block::Contact(Box::new(words::contact(&voice, *i, own))),
            Target::Channel(i) => words::channel_card(&voice, *i, own),
            Target::Law(i, _) => words::law_card(&voice, *i, own),
            _ => return None,
        })
    }

    /// What a link leads to.
    pub fn target(&self, link: LinkId) -> &'a Target {
        self.localized.version.targets.get(link as usize).unwrap_or(&Target::Broken)
    }

    /// The language of the words around.
    pub fn own(&self) -> Option<Lang> {
        self.localized.step.mark
    }

    /// A text inside this one, marked where it is in another language than the text itself.
    pub fn said(&self, marked: Marked) -> Said {
        self.voice.said(marked, self.own())
    }
}

/// How wide a column wants to be: the square root keeps a long text from starving the others. A column of figures or
/// single words is as narrow as they are; one whose cells are empty is there to be written into.
fn width(lengths: &[usize]) -> u32 {
    let (head, cells) = lengths.split_first().map_or((0, lengths), |(h, c)| (*h, c));
    let longest = cells.iter().copied().max().unwrap_or(0);
    match (longest, head) {
        (0, _) => 10,
        (longest, head) if longest.max(head) <= 9 => 0,
        (longest, head) => (longest.max(head).min(160) as f64).sqrt().round() as u32,
    }
}

fn is_block(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Paragraph
            | Kind::Heading { .. }
            | Kind::Quote
            | Kind::Alert(_)
            | Kind::List { .. }
            | Kind::CodeBlock { .. }
            | Kind::HtmlBlock(_)
            | Kind::Table
            | Kind::Footnote { .. }
            | Kind::Definitions
            | Kind::Figure
            | Kind::Card(_)
            | Kind::Rule
    )
}

/// Words at a line's ends that only part them from what is no longer there.
pub fn trimmed(mut c: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = c.first_mut() {
        *first = first.trim_start().to_owned();
    }
    c.retain(|i| !matches!(i, Inline::Text(t) if t.is_empty()));
    match c.last() {
        Some(Inline::Mark(Mark::Br)) => c[..c.len() - 1].to_vec(),
        _ => c,
    }
}
