//! HTML that we made ourselves → its texts and elements, each with the language and direction that hold there. A file of
//! its own because a regular expression cannot tell what an element inherits; it knows only the HTML that themes write:
//! every element is closed, attributes stand in double quotation marks.

/// An element's own attributes.
#[derive(Debug, Clone)]
pub struct Element {
    pub name: String,
    pub attrs: Vec<(String, String)>,
}

/// A text of the page, with what holds there.
#[derive(Debug, Clone)]
pub struct Text {
    pub text: String,
    pub lang: String,
    pub dir: String,
    /// The elements around it, outermost first.
    pub inside: Vec<Element>,
}

/// A page, read.
#[derive(Debug, Default)]
pub struct Page {
    pub elements: Vec<Element>,
    pub texts: Vec<Text>,
}

const VOID: [&str; 8] = ["meta", "link", "br", "hr", "img", "input", "path", "source"];

impl Element {
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }
}

impl Text {
    pub fn is_inside(&self, name: &str) -> bool {
        self.inside.iter().any(|e| e.is(name))
    }
}

impl Page {
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |e| e.is(name))
    }

    pub fn links<'a>(&'a self, rel: &'a str) -> impl Iterator<Item = &'a Element> {
        self.all("link").filter(move |e| e.attr("rel") == Some(rel))
    }
}

/// Reads a page. Panics where the nesting is wrong: that is a mistake of a template.
pub fn read(html: &str) -> Page {
    // Where a long name may break is inside a word.
    let html = html.replace("<wbr>", "");
    let mut page = Page::default();
    let mut open: Vec<Element> = Vec::new();
    let mut rest = html.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        add_text(&mut page, before, &open);
        let (tag, after) = after.split_at(tag_end(after));
        rest = &after[1..];
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let top = open.pop();
            assert!(top.as_ref().is_some_and(|e| e.is(name)), "</{name}> closes {top:?} in …{before}");
            continue;
        }
        let element = element(tag.trim_end_matches('/'));
        page.elements.push(element.clone());
        if tag.ends_with('/') || VOID.contains(&element.name.as_str()) {
            continue;
        }
        if element.is("style") || element.is("script") {
            let end = format!("</{}>", element.name);
            rest = rest.split_once(end.as_str()).expect("closed").1;
            continue;
        }
        open.push(element);
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    page
}

/// The byte of the `>` that ends a tag; one inside an attribute does not.
fn tag_end(after: &str) -> usize {
    let mut quoted = false;
    let end = after.bytes().position(|b| {
        quoted ^= b == b'"';
        b == b'>' && !quoted
    });
    end.expect("a tag ends")
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((tag, ""));
    let mut attrs = Vec::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        match after.strip_prefix("=\"").and_then(|value| value.split_once('"')) {
            Some((value, after)) => {
                attrs.push((key.to_owned(), plain(value)));
                rest = after;
            }
            None => {
                attrs.push((key.to_owned(), String::new()));
                rest = after.strip_prefix('=').unwrap_or(after);
            }
        }
    }
    Element { name: name.to_owned(), attrs }
}

fn add_text(page: &mut Page, text: &str, open: &[Element]) {
    if text.trim().is_empty() {
        return;
    }
    let nearest = |attr: &str| open.iter().rev().find_map(|e| e.attr(attr)).unwrap_or_default().to_owned();
    page.texts.push(Text {
        text: plain(text.trim()),
        lang: nearest("lang"),
        dir: nearest("dir"),
        inside: open.to_vec(),
    });
}

/// The entities that we write, worked out.
pub fn plain(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}
