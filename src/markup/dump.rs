//! A document as one line of text, for tests to compare: `p("a " em("b"))`.

use super::{Align, Doc, Kind, NodeId};

impl Doc {
    /// The whole tree; nodes beside one another have a space between them.
    pub(super) fn dump(&self) -> String {
        let ids: Vec<_> = self.top().collect();
        self.dump_all(ids)
    }

    fn dump_all(&self, ids: Vec<NodeId>) -> String {
        let parts: Vec<_> = ids.into_iter().map(|id| self.dump_node(id)).collect();
        parts.join(" ")
    }

    fn dump_node(&self, id: NodeId) -> String {
        let children = self.dump_all(self.children(id).collect());
        let name = self.dump_kind(self.kind(id));
        if children.is_empty() { name } else { format!("{name}({children})") }
    }

    fn dump_kind(&self, kind: Kind) -> String {
        match kind {
            Kind::Paragraph => "p".into(),
            Kind::Heading { level, id } => format!("h{level}#{}", self.str(id)),
            Kind::Quote => "quote".into(),
            Kind::Alert(alert) => alert.word().into(),
            Kind::List { start: None } => "ul".into(),
            Kind::List { start: Some(start) } => format!("ol{start}"),
            Kind::Item => "li".into(),
            Kind::Task(ticked) => if ticked { "[x]" } else { "[ ]" }.into(),
            Kind::CodeBlock { language } => format!("pre:{}", self.str(language)),
            Kind::HtmlBlock(html) => format!("html{:?}", self.str(html)),
            Kind::Table => "table".into(),
            Kind::TableHead => "head".into(),
            Kind::TableRow => "row".into(),
            Kind::TableCell(Align::Start) => "td".into(),
            Kind::TableCell(Align::Center) => "td:center".into(),
            Kind::TableCell(Align::End) => "td:end".into(),
            Kind::Footnote { number } => format!("note{number}"),
            Kind::Definitions => "dl".into(),
            Kind::Term => "dt".into(),
            Kind::Definition => "dd".into(),
            Kind::Figure => "figure".into(),
            Kind::Card(link) => format!("card{}", self.dump_link(link)),
            Kind::Rule => "hr".into(),
            Kind::Text(text) => format!("{:?}", self.str(text)),
            Kind::Code(text) => format!("`{}`", self.str(text)),
            Kind::Html(html) => self.str(html).into(),
            Kind::Emphasis => "em".into(),
            Kind::Strong => "strong".into(),
            Kind::Strike => "del".into(),
            Kind::Link(link) => format!("a{}", self.dump_link(link)),
            Kind::Image(link) => format!("img{}", self.dump_link(link)),
            Kind::FootnoteRef { number, mention } => format!("^{number}.{mention}"),
            Kind::SoftBreak => "~".into(),
            Kind::HardBreak => "br".into(),
            Kind::LangOpen(lang) => format!("{lang}["),
            Kind::LangClose => "]".into(),
            Kind::KeepOpen => "-{".into(),
            Kind::KeepClose => "}-".into(),
        }
    }

    fn dump_link(&self, link: u32) -> String {
        let link = self.links()[link as usize];
        match self.str(link.title) {
            "" => format!("<{}>", self.str(link.dest)),
            title => format!("<{} {title:?}>", self.str(link.dest)),
        }
    }
}
