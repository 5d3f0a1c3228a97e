//! Finished HTML ⇄ a small tree: what a mail is read from and written to. The HTML is ours or has passed the allow-list,
//! so every element in it is closed.

use super::super::html::{escape, xhtml};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Words, not escaped.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes, in their order.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// Elements without content (HTML standard, 13.1.2).
const VOID: [&str; 5] = ["br", "hr", "img", "wbr", "col"];

impl Element {
    /// An element without attributes.
    pub fn new(name: &str, children: Vec<Node>) -> Self {
        Self { name: name.to_owned(), attributes: Vec::new(), children }
    }

    /// Adds an attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether a class is among its classes.
    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|all| all.split_ascii_whitespace().any(|c| c == class))
    }

    /// The elements in it, without the words between them.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All words in it.
    pub fn words(&self) -> String {
        self.children.iter().fold(String::new(), |words, node| match node {
            Node::Text(text) => words + text,
            Node::Element(element) if element.name == "br" => words + " ",
            Node::Element(element) => words + &element.words(),
        })
    }

    /// The first element with a name, in reading order, itself included.
    pub fn find(&self, name: &str) -> Option<&Element> {
        if self.name == name { Some(self) } else { self.elements().find_map(|inner| inner.find(name)) }
    }
}

/// Reads HTML. What could not be read is left out; nothing that we write is.
pub fn parse(html: &str) -> Element {
    let text = xhtml(html);
    let mut reader = quick_xml::Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut open = vec![Element::default()];
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => put(&mut open, Node::Element(element(&start))),
            Event::End(end) => close(&mut open, end.name().0),
            Event::Text(text) => put(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(entity) => put(&mut open, Node::Text(character(&entity.xml10_content()).to_owned())),
            Event::Eof => break,
            _ => {}
        }
    }
    while open.len() > 1 {
        pop(&mut open);
    }
    open.pop().unwrap_or_default()
}

/// Ends an element, and those in it that nobody has ended; an end of nothing is passed by.
fn close(open: &mut Vec<Element>, name: &str) {
    if let Some(at) = open.iter().rposition(|element| element.name == name) {
        while open.len() > at.max(1) {
            pop(open);
        }
    }
}

fn pop(open: &mut Vec<Element>) {
    if let Some(element) = open.pop() {
        put(open, Node::Element(element));
    }
}

fn put(open: &mut [Element], node: Node) {
    let Some(Element { children, .. }) = open.last_mut() else { return };
    match (children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
        (_, node) => children.push(node),
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().flatten().filter(|a| a.key.0 != "xml:lang");
    let read = attributes.filter_map(|attribute| {
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).ok()?;
        Some((attribute.key.0.to_owned(), value.into_owned()))
    });
    Element { name: start.name().0.to_owned(), attributes: read.collect(), children: Vec::new() }
}

/// The entities that our XHTML has.
fn character(entity: &str) -> &'static str {
    match entity {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

/// Writes the inside of an element as HTML.
pub fn html(element: &Element) -> String {
    let mut out = String::new();
    element.children.iter().for_each(|node| write(&mut out, node));
    out
}

fn write(out: &mut String, node: &Node) {
    let element = match node {
        Node::Text(text) => return escape(out, text),
        Node::Element(element) => element,
    };
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push_str(&format!(" {name}=\""));
        escape(out, value);
        out.push('"');
    }
    out.push('>');
    if !VOID.contains(&element.name.as_str()) {
        element.children.iter().for_each(|node| write(out, node));
        out.push_str(&format!("</{}>", element.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written() {
        let cases = [
            (
                "<p class=\"a\">x &amp; <b lang=\"sq\">ë</b><br>y</p>",
                "<p class=\"a\">x &amp; <b lang=\"sq\">ë</b><br>y</p>",
            ),
            ("<p>a&nbsp;b<svg><path d=\"\"/></svg></p>", "<p>a\u{a0}b</p>"),
            ("<ul><li>a<p>b</ul>c", "<ul><li>a<p>b</p></li></ul>c"),
            ("a</p>b", "ab"),
        ];
        for (read, written) in cases {
            assert_eq!(html(&parse(read)), written, "{read}");
        }
    }
}
