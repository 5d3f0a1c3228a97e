//! The writer of bodies: walks the tree once and writes HTML as it goes.

use super::link::Href;
use super::{Body, BodyRules, CardOf, Reading, card_mark, escape, escaped};
use crate::base::{Code, Diagnostic, Lang, Place};
use crate::markup::{Align, Doc, Kind, LinkId, NodeId};
use crate::model::{Localized, Marked, StringArg, Target};
use crate::render::marks::attrs;

/// The tags of headings, from level 2 on.
const HEADINGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];

/// Writes one body.
pub struct Writer<'a> {
    pub(super) rules: &'a BodyRules<'a>,
    pub(super) localized: Localized<'a>,
    pub(super) doc: &'a Doc,
    pub(super) reading: &'a Reading<'a>,
    pub(super) out: String,
    cards: Vec<String>,
    diags: Vec<Diagnostic>,
    has_code: bool,
    tables: i64,
    pub(super) pictures: usize,
}

impl<'a> Writer<'a> {
    /// A writer for one text.
    pub fn new(rules: &'a BodyRules<'a>, localized: Localized<'a>, reading: &'a Reading<'a>) -> Self {
        let doc = reading.doc;
        let out = String::with_capacity(doc.source().len() * 2);
        Self {
            rules,
            localized,
            doc,
            reading,
            out,
            cards: Vec::new(),
            diags: Vec::new(),
            has_code: false,
            tables: 0,
            pictures: 0,
        }
    }

    /// The body, and the cards that its marks stand for.
    pub fn finish(self) -> (Body, Vec<String>) {
        (Body { html: self.out, has_code: self.has_code, diags: self.diags }, self.cards)
    }

    /// Writes the whole document.
    pub fn document(&mut self) {
        for node in self.doc.top() {
            self.node(node);
        }
        self.footnotes();
    }

    pub(super) fn children(&mut self, node: NodeId) {
        for child in self.doc.children(node) {
            self.node(child);
        }
    }

    fn wrapped(&mut self, node: NodeId, open: &str, close: &str) {
        self.out.push_str(open);
        self.children(node);
        self.out.push_str(close);
    }

    fn node(&mut self, node: NodeId) {
        match self.doc.kind(node) {
            Kind::Paragraph => self.wrapped(node, "<p>", "</p>\n"),
            Kind::Heading { level, id } => {
                let tag = HEADINGS[usize::from(level.clamp(2, 6)) - 2];
                self.out.extend(["<", tag, " id=\""]);
                escape(&mut self.out, self.doc.str(id));
                self.wrapped(node, "\">", "</");
                self.out.extend([tag, ">\n"]);
            }
            Kind::Quote => self.wrapped(node, "<blockquote>\n", "</blockquote>\n"),
            Kind::Alert(alert) if self.rules.audience.sees(alert) => {
                let word = alert.word();
                self.out.extend(["<div class=\"alert alert-", word, "\" role=\"note\">\n<p class=\"alert-title\">"]);
                self.marked(&self.rules.voice.string(&format!("alert-{word}"), &[]));
                self.wrapped(node, "</p>\n", "</div>\n");
            }
            Kind::Alert(_) | Kind::Footnote { .. } => {}
            Kind::List { start: None } => self.wrapped(node, "<ul>\n", "</ul>\n"),
            Kind::List { start: Some(1) } => self.wrapped(node, "<ol>\n", "</ol>\n"),
            Kind::List { start: Some(n) } => self.wrapped(node, &format!("<ol start=\"{n}\">\n"), "</ol>\n"),
            Kind::Item => self.wrapped(node, "<li>", "</li>\n"),
            Kind::Task(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
            Kind::CodeBlock { language } => self.code_block(node, self.doc.str(language)),
            Kind::HtmlBlock(raw) | Kind::Html(raw) if self.rules.allow_html => self.out.push_str(self.doc.str(raw)),
            Kind::HtmlBlock(_) | Kind::Html(_) => {}
            Kind::Table => self.table(node),
            Kind::TableHead | Kind::TableRow | Kind::TableCell(_) => self.children(node),
            Kind::Definitions => self.wrapped(node, "<dl>\n", "</dl>\n"),
            Kind::Term => self.wrapped(node, "<dt>", "</dt>\n"),
            Kind::Definition => self.wrapped(node, "<dd>", "</dd>\n"),
            Kind::Figure => self.figure(node),
            Kind::Card(link) => self.card(node, link),
            Kind::Rule => self.out.push_str("<hr>\n"),
            _ => self.inline(node),
        }
    }

    fn inline(&mut self, node: NodeId) {
        match self.doc.kind(node) {
            Kind::Text(_) => escape(&mut self.out, self.reading.text(node)),
            Kind::Code(s) => {
                self.out.push_str("<code>");
                escape(&mut self.out, self.doc.str(s));
                self.out.push_str("</code>");
            }
            Kind::Emphasis => self.wrapped(node, "<em>", "</em>"),
            Kind::Strong => self.wrapped(node, "<strong>", "</strong>"),
            Kind::Strike => self.wrapped(node, "<del>", "</del>"),
            Kind::Link(link) => self.link(node, link),
            Kind::Image(link) => self.image(node, link),
            Kind::FootnoteRef { number, mention } => {
                let again = if mention > 1 { format!("-{mention}") } else { String::new() };
                let number = number.to_string();
                self.out.push_str("<sup class=\"fn\"><a href=\"");
                escape(&mut self.out, &self.rules.linker.here(&["fn", &number].concat()));
                self.out.extend(["\" id=\"fnref", &number, &again, "\">", &number, "</a></sup>"]);
            }
            Kind::SoftBreak => self.out.push('\n'),
            Kind::HardBreak => self.out.push_str("<br>\n"),
            Kind::LangOpen(lang) => self.lang_open(lang),
            Kind::LangClose => self.out.push_str("</span>"),
            _ => {}
        }
    }

    fn lang_open(&mut self, lang: Lang) {
        self.out.push_str("<span");
        self.out.push_str(&attrs(self.rules.linker.site, Some(lang)));
        self.out.push('>');
    }

    pub(super) fn target(&self, link: LinkId) -> &'a Target {
        self.localized.version.targets.get(link as usize).unwrap_or(&Target::Broken)
    }

    fn link(&mut self, node: NodeId, link: LinkId) {
        let target = self.target(link);
        let href = self.rules.linker.href(target, self.doc);
        if let Some(href) = &href {
            self.link_open(href, link);
        }
        let expanded = match target {
            Target::Term(_) => self.rules.linker.expansion(target, &self.reading.plain(node)),
            _ => None,
        };
        if self.doc.children(node).next().is_none() {
            let name = self.rules.linker.name(target);
            match target {
                // Of no language in particular.
                Target::Asset(_) | Target::Here(_) | Target::Outside(_) => escape(&mut self.out, &name.text),
                _ => self.marked(&name),
            }
        } else if let Some(term) = expanded {
            let lang = attrs(self.rules.linker.site, self.mark_of(&term));
            self.wrapped(node, &format!("<abbr title=\"{}\"{lang}>", escaped(&term.text)), "</abbr>");
        } else {
            self.children(node);
        }
        if href.is_some() {
            self.out.push_str("</a>");
        }
    }

    fn link_open(&mut self, href: &Href, link: LinkId) {
        self.out.push_str("<a href=\"");
        escape(&mut self.out, &href.href);
        self.out.push('"');
        if let Some(lang) = href.hreflang {
            self.out.push_str(&format!(" hreflang=\"{lang}\""));
        }
        if let Some(class) = href.class {
            self.out.extend([" class=\"", class, "\""]);
        }
        let title = self.doc.str(self.doc.links()[link as usize].title);
        if !title.is_empty() {
            let title = self.rules.linker.site.in_script(title, self.localized.step);
            self.out.push_str(&format!(" title=\"{}\"", escaped(&title)));
        }
        self.out.push('>');
    }

    /// A name from the data inside a text that may itself be lent: what is in the reader's language is marked as such
    /// there, since the body around it carries the other language.
    pub(super) fn marked(&mut self, name: &Marked) {
        match self.mark_of(name) {
            None => escape(&mut self.out, &name.text),
            Some(lang) => {
                self.lang_open(lang);
                escape(&mut self.out, &name.text);
                self.out.push_str("</span>");
            }
        }
    }

    /// The language that a name must be marked with inside this body.
    pub(super) fn mark_of(&self, name: &Marked) -> Option<Lang> {
        let reader = self.rules.linker.site.editions[self.rules.linker.edition].lang;
        let body = self.localized.step.mark.unwrap_or(reader);
        Some(name.mark.unwrap_or(reader)).filter(|lang| *lang != body)
    }

    fn card(&mut self, node: NodeId, link: LinkId) {
        if self.rules.linker.leaves_out(self.target(link)) {
            self.diags.push(self.left_out(node, link));
            return;
        }
        let card = match self.target(link) {
            Target::Contact(i) => CardOf::Contact(*i),
            Target::Channel(i) => CardOf::Channel(*i),
            Target::Law(i, _) => CardOf::Law(*i),
            _ => return,
        };
        match self.rules.voice.card(card, &self.rules.linker.up()) {
            Ok(html) => {
                self.out.push_str(&card_mark(self.cards.len()));
                self.out.push('\n');
                self.cards.push(self.in_reader_language(html));
            }
            Err(diag) => self.diags.push(*diag),
        }
    }

    fn left_out(&self, node: NodeId, link: LinkId) -> Diagnostic {
        let name = self.rules.linker.name(self.target(link)).text;
        let place = Place::at(&self.localized.version.file, self.doc.span(node));
        let message = format!("the mail leaves out the card of `{name}`, which must leave no trace");
        Diagnostic::new(Code::SensitiveInMail, place, message)
            .hint("a mail stays in a phone, where others find it; the page shows the card")
    }

    /// A card speaks the reader's language, also inside a body that is lent from another.
    fn in_reader_language(&self, html: String) -> String {
        match self.localized.step.mark {
            None => html,
            Some(_) => {
                let reader = self.rules.linker.site.editions[self.rules.linker.edition].lang;
                format!("<div{}>{html}</div>", attrs(self.rules.linker.site, Some(reader)))
            }
        }
    }

    fn code_block(&mut self, node: NodeId, language: &str) {
        let code = self.doc.plain_of(node);
        let coloured = self.rules.highlighter.html(&code, language);
        self.has_code |= coloured.is_some();
        let class =
            if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", escaped(language)) };
        self.out.push_str(&format!("<pre class=\"code\" tabindex=\"0\"><code{class}>"));
        match coloured {
            Some(html) => self.out.push_str(&html),
            None => escape(&mut self.out, &code),
        }
        self.out.push_str("</code></pre>\n");
    }

    /// A table in a frame that scrolls; each cell repeats the head of its column, for phones where rows become cards.
    fn table(&mut self, node: NodeId) {
        self.tables += 1;
        let label = self.rules.voice.string("table", &[("number", StringArg::Number(self.tables))]).text;
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape(&mut self.out, &label);
        self.out.push_str("\"><table>\n");
        let mut heads: Vec<String> = Vec::new();
        let mut in_body = false;
        for row in self.doc.children(node) {
            let head = matches!(self.doc.kind(row), Kind::TableHead);
            if head {
                self.out.push_str("<thead>\n");
                heads = self.doc.children(row).map(|cell| self.reading.plain(cell).trim().to_owned()).collect();
            } else if !in_body {
                in_body = true;
                self.out.push_str("<tbody>\n");
            }
            self.row(row, head, &heads);
            if head {
                self.out.push_str("</thead>\n");
            }
        }
        self.out.push_str(if in_body { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
    }

    fn row(&mut self, row: NodeId, head: bool, heads: &[String]) {
        self.out.push_str("<tr>");
        for (i, cell) in self.doc.children(row).enumerate() {
            let class = match self.doc.kind(cell) {
                Kind::TableCell(Align::Center) => " class=\"center\"",
                Kind::TableCell(Align::End) => " class=\"end\"",
                _ => "",
            };
            if head {
                // An empty corner is no heading of anything.
                let tag = if heads.get(i).is_some_and(String::is_empty) { "td" } else { "th" };
                let scope = if tag == "th" { " scope=\"col\"" } else { "" };
                self.out.extend(["<", tag, scope, class]);
                self.wrapped(cell, ">", "</");
                self.out.extend([tag, ">"]);
            } else {
                self.out.push_str("<td data-label=\"");
                escape(&mut self.out, heads.get(i).map_or("", String::as_str));
                self.out.extend(["\"", class]);
                self.wrapped(cell, ">", "</td>");
            }
        }
        self.out.push_str("</tr>\n");
    }

    fn footnotes(&mut self) {
        if self.doc.footnotes().is_empty() {
            return;
        }
        let title = self.rules.voice.string("footnotes", &[]).text;
        self.out.push_str(&format!("<section class=\"footnotes\" aria-label=\"{}\"><ol>\n", escaped(&title)));
        let back = escaped(&self.rules.voice.string("footnote-back", &[]).text);
        for (i, note) in self.doc.footnotes().iter().enumerate() {
            let number = (i + 1).to_string();
            self.out.extend(["<li id=\"fn", &number]);
            self.wrapped(*note, "\">", "<a class=\"back\" href=\"");
            escape(&mut self.out, &self.rules.linker.here(&["fnref", &number].concat()));
            self.out.extend(["\" aria-label=\"", &back, "\">↩</a></li>\n"]);
        }
        self.out.push_str("</ol></section>\n");
    }
}
