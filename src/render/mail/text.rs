//! A finished mail → the same as plain text, for programs that show nothing else and readers who want nothing else: lines
//! of at most 72 characters, headings underlined, links as numbers with their addresses at the end.
//!
//! | in the mail | in the text |
//! |---|---|
//! | a class `not-in-text` | nothing |
//! | elements with the class `line` that follow each other | lines that follow each other |
//! | a link with the class `in-full` | its words, and its address on a line of its own |
//! | a link to a number or an address of e-mail | its words; the address where they do not say it |
//! | any other link | its words and a number |

use super::body::rows;
use super::tree::{Element, Node};
use super::wrap::{WIDTH, wrapped};

/// Elements that begin a line of their own.
const BLOCKS: [&str; 22] = [
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "tr",
    "ul",
];

/// A new line that the mail asks for, until lines are made.
const BREAK: char = '\u{2028}';

/// Writes the text of a mail; `links` is the heading of the list of addresses.
pub fn text(body: &Element, links: &str) -> String {
    let mut writer = Writer::default();
    writer.children(body, "");
    writer.end_line("");
    let mut out = writer.blocks.join("\n\n");
    if !writer.addresses.is_empty() {
        out.push_str(&format!("\n\n{}\n{}\n", links, "-".repeat(links.chars().count())));
        for (n, address) in writer.addresses.iter().enumerate() {
            out.push_str(&format!("\n[{}] {address}", n + 1));
        }
    }
    // The places where a line must not break have done their work.
    out.replace('\u{a0}', " ") + "\n"
}

#[derive(Default)]
struct Writer {
    /// What is finished.
    blocks: Vec<String>,
    /// The words of the line that is being written.
    line: String,
    /// Where links lead, by number.
    addresses: Vec<String>,
    /// Addresses that follow the line.
    in_full: Vec<String>,
    /// How many blocks there were when the last one was a line that others may follow.
    open: usize,
}

/// Whether a block is a list, which stands close to the words above it.
fn is_list(block: &str) -> bool {
    let begins = block.trim_start();
    begins.starts_with("- ") || begins.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ")
}

impl Writer {
    fn children(&mut self, element: &Element, indent: &str) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.line.push_str(text),
                Node::Element(inner) if BLOCKS.contains(&inner.name.as_str()) => {
                    self.end_line(indent);
                    self.block(inner, indent);
                }
                Node::Element(inner) => self.inline(inner, indent),
            }
        }
    }

    fn block(&mut self, element: &Element, indent: &str) {
        if element.has_class("not-in-text") {
            return;
        }
        let before = self.blocks.len();
        self.by_name(element, indent);
        if element.has_class("line") && self.blocks.len() == before + 1 {
            if self.open == before
                && before > 0
                && let Some(line) = self.blocks.pop()
                && let Some(last) = self.blocks.last_mut()
            {
                last.push_str(&format!("\n{line}"));
            }
            self.open = self.blocks.len();
        }
    }

    fn by_name(&mut self, element: &Element, indent: &str) {
        match element.name.as_str() {
            "h1" | "h2" => self.heading(element, indent),
            "hr" => self.blocks.push(format!("{indent}{}", "-".repeat(12))),
            "ul" | "ol" => self.list(element, indent),
            "table" if element.has_class("data") => self.table(element, indent),
            "table" if element.has_class("frame") => self.indented(element, indent, "  "),
            "blockquote" => self.indented(element, indent, "  "),
            "pre" => {
                let lines = element.words();
                let lines: Vec<String> = lines.lines().map(|line| format!("{indent}  {line}")).collect();
                self.blocks.push(lines.join("\n"));
            }
            _ => {
                self.children(element, indent);
                self.end_line(indent);
            }
        }
    }

    fn heading(&mut self, element: &Element, indent: &str) {
        self.children(element, indent);
        let lines = wrapped(&std::mem::take(&mut self.line).replace(BREAK, " "), WIDTH - indent.len());
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let under = if element.name == "h1" { "=" } else { "-" }.repeat(longest);
        let lines: Vec<String> = lines.iter().chain([&under]).map(|line| format!("{indent}{line}")).collect();
        if longest > 0 {
            self.blocks.push(lines.join("\n"));
        }
    }

    fn indented(&mut self, element: &Element, indent: &str, by: &str) {
        let indent = format!("{indent}{by}");
        self.children(element, &indent);
        self.end_line(&indent);
    }

    /// A list; its items stand close together where each is a line or two.
    fn list(&mut self, list: &Element, indent: &str) {
        let from: usize = list.get("start").and_then(|n| n.parse().ok()).unwrap_or(1);
        let mut items = Vec::new();
        for (n, item) in list.elements().enumerate() {
            let mark = if list.name == "ol" { format!("{}. ", from + n) } else { "- ".to_owned() };
            let inner = format!("{indent}{}", " ".repeat(mark.len()));
            let before = self.blocks.len();
            self.children(item, &inner);
            self.end_line(&inner);
            let blocks = self.blocks.split_off(before);
            let text =
                blocks.into_iter().reduce(|text, block| text + if is_list(&block) { "\n" } else { "\n\n" } + &block);
            let text = text.unwrap_or_default();
            items.push(format!("{indent}{mark}{}", text.strip_prefix(&inner).unwrap_or(&text)));
        }
        let apart = if items.iter().any(|item| item.contains("\n\n")) { "\n\n" } else { "\n" };
        self.blocks.push(items.join(apart));
    }

    /// A table of facts as a list: the first cell of each row, behind it the others with the heads of their columns.
    fn table(&mut self, table: &Element, indent: &str) {
        let mut heads: Vec<String> = Vec::new();
        let mut items = Vec::new();
        let inner = format!("{indent}  ");
        for row in rows(table) {
            if row.find("th").is_some() {
                heads = row.elements().map(|cell| cell.words().trim().to_owned()).collect();
                continue;
            }
            let cells: Vec<String> = row.elements().map(|cell| self.words_of(cell)).collect();
            let (first, rest) = cells.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
            let said = rest.iter().enumerate().map(|(n, cell)| match heads.get(n + 1) {
                Some(head) if rest.len() > 1 && !head.is_empty() => format!("{head}: {cell}"),
                _ => cell.clone(),
            });
            let said: Vec<String> = said.collect();
            let line = if said.is_empty() { first.to_owned() } else { format!("{first}: {}", said.join("; ")) };
            let lines = wrapped(&line, WIDTH - inner.len()).join(&format!("\n{inner}"));
            items.push(format!("{indent}- {lines}"));
        }
        let head = (heads.len() == 2).then(|| format!("{indent}{}:", heads.join(", ")));
        self.blocks.extend(head.into_iter().chain([items.join("\n")]).filter(|block| !block.is_empty()));
    }

    /// The words of a cell, its links counted.
    fn words_of(&mut self, cell: &Element) -> String {
        let before = std::mem::take(&mut self.line);
        let blocks = self.blocks.len();
        self.children(cell, "");
        let mut words = self.blocks.split_off(blocks);
        words.push(std::mem::replace(&mut self.line, before));
        words.join(" ").replace(BREAK, " ").split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn inline(&mut self, element: &Element, indent: &str) {
        if element.has_class("not-in-text") {
            return;
        }
        match element.name.as_str() {
            "br" => self.line.push(BREAK),
            "img" => {
                let alt = element.get("alt").unwrap_or_default().trim();
                if !alt.is_empty() {
                    self.line.push_str(&format!("[{alt}]"));
                }
            }
            "sup" => self.line.push_str(&format!("({})", element.words())),
            "a" => self.link(element, indent),
            _ => self.children(element, indent),
        }
    }

    fn link(&mut self, link: &Element, indent: &str) {
        let from = self.line.len();
        self.children(link, indent);
        let words = self.line.get(from..).unwrap_or_default().trim().to_owned();
        let href = link.get("href").unwrap_or_default();
        if href.starts_with("tel:") || href.is_empty() {
            return;
        }
        if link.has_class("in-full") {
            self.in_full.push(href.to_owned());
        } else if let Some(address) = href.strip_prefix("mailto:") {
            if !words.contains(address) {
                self.line.push_str(&format!(" <{address}>"));
            }
        } else if !href.contains(&words) || words.is_empty() {
            let known = self.addresses.iter().position(|a| a == href);
            let number = known.unwrap_or_else(|| {
                self.addresses.push(href.to_owned());
                self.addresses.len() - 1
            });
            self.line.push_str(&format!("\u{a0}[{}]", number + 1));
        }
    }

    /// Ends the line that is being written.
    fn end_line(&mut self, indent: &str) {
        let line = std::mem::take(&mut self.line);
        let mut lines: Vec<String> = Vec::new();
        for part in line.split(BREAK) {
            lines.extend(wrapped(part, WIDTH - indent.len()));
        }
        lines.append(&mut self.in_full);
        let lines: Vec<String> = lines.iter().filter(|l| !l.is_empty()).map(|l| format!("{indent}{l}")).collect();
        if !lines.is_empty() {
            self.blocks.push(lines.join("\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;

    fn read(html: &str) -> String {
        text(&parse(html), "Links")
    }

    #[test]
    fn headings_lists_and_tables_read_well() {
        let html = "<h1>Title</h1><p>a\nb<br>c</p><ul><li>x</li><li>y<ul><li>z</li></ul></li></ul><ol start=\"3\"><li>p</li></ol>\
                    <table class=\"data\"><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>";
        assert_eq!(read(html), "Title\n=====\n\na b\nc\n\n- x\n- y\n  - z\n\n3. p\n\nA, B:\n\n- 1: 2\n");
    }

    #[test]
    fn addresses_are_numbered_or_follow_in_full() {
        let html = "<p><a href=\"https://x.org/a\">one</a>, <a href=\"https://x.org/a\">again</a></p>\
                    <p><a class=\"in-full\" href=\"https://x.org/b\">two</a></p>\
                    <p><a href=\"https://x.org/c\">x.org/c</a> <a href=\"mailto:a@x.org\">us</a></p>";
        let expected = "one [1], again [1]\n\ntwo\nhttps://x.org/b\n\nx.org/c us <a@x.org>\n\nLinks\n-----\n\n[1] https://x.org/a\n";
        assert_eq!(read(html), expected);
    }

    #[test]
    fn a_number_is_in_one_line_and_lines_follow_each_other() {
        let long = "word ".repeat(13);
        let html = format!("<p>{long}<a href=\"tel:+38338223782\">038\u{a0}223 782</a></p>");
        assert!(read(&html).ends_with("\n038 223 782\n"), "{}", read(&html));
        let html = "<p class=\"line\">a</p><p class=\"line\">b</p><p>c</p><p class=\"line\">d</p><p class=\"not-in-text\">e</p>";
        assert_eq!(read(html), "a\nb\n\nc\n\nd\n");
    }
}
