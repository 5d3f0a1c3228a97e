//! Finished HTML → the same HTML with other addresses in it, for copies of pages that lie elsewhere. It reads tags as
//! browsers do (HTML standard, 13.2.5), as far as addresses are concerned, and hands on every other byte untouched.

use super::escape;
use std::borrow::Cow;

/// Where an address stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<'h> {
    /// The element, as written: `a`, `img`.
    pub element: &'h str,
    /// The attribute, as written: `href`, `srcset`.
    pub attribute: &'h str,
}

/// Attributes that hold one address.
const ONE: [&str; 5] = ["href", "src", "poster", "action", "xlink:href"];

/// The attribute that holds several, with a comma between them.
const SEVERAL: &str = "srcset";

/// Elements whose content is text to the parser, up to their end tag.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "xmp"];

/// Asks `change` for each address, entities worked out; where it answers, the answer takes the address's place.
pub fn rewrite(html: &str, mut change: impl FnMut(At<'_>, &str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        if rest.starts_with("<!--") {
            let end = rest[4..].find("-->").map_or(rest.len(), |at| at + 7);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let Some(name) = tag_name(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        let end = tag(rest, name, &mut out, &mut change);
        rest = &rest[end..];
        if RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            let end = end_tag(rest, name);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    out.push_str(rest);
    out
}

/// The name of the start tag that a text begins with.
pub(super) fn tag_name(text: &str) -> Option<&str> {
    let after = &text[1..];
    let end = after.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(after.len());
    after.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| &after[..end])
}

/// Where the end tag of a raw element begins.
fn end_tag(text: &str, name: &str) -> usize {
    let ends = |at: &usize| text[at + 2..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
    text.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(text.len())
}

/// Writes a start tag with its addresses changed; answers with its length in `text`.
fn tag(text: &str, name: &str, out: &mut String, change: &mut impl FnMut(At<'_>, &str) -> Option<String>) -> usize {
    let mut at = 1 + name.len();
    let mut written = 0;
    while let Some(found) = attribute(text, at) {
        at = found.end;
        let Some((start, end)) = found.value else { continue };
        let (place, value) = (At { element: name, attribute: found.name }, unescape(&text[start..end]));
        let is = |known: &str| found.name.eq_ignore_ascii_case(known);
        let changed = match (ONE.into_iter().any(is), is(SEVERAL)) {
            (true, _) => change(place, value.trim()),
            (_, true) => Some(candidates(&value, |address| change(place, address))),
            _ => None,
        };
        let Some(changed) = changed else { continue };
        out.push_str(&text[written..start]);
        let bare = !text[..start].ends_with(['"', '\'']);
        out.push_str(if bare { "\"" } else { "" });
        escape(out, &changed);
        out.push_str(if bare { "\"" } else { "" });
        written = end;
    }
    let end = text[at..].find('>').map_or(text.len(), |close| at + close + 1);
    out.push_str(&text[written..end]);
    end
}

/// An attribute of a tag.
pub(super) struct Attribute<'h> {
    /// Its name, as written.
    pub name: &'h str,
    /// From where to where its value stands, without quotation marks.
    pub value: Option<(usize, usize)>,
    /// Where it ends.
    pub end: usize,
}

/// The attribute that follows `from`; `None` at the end of the tag.
pub(super) fn attribute(text: &str, from: usize) -> Option<Attribute<'_>> {
    let skip = |at: usize, more: &str| {
        let tail = &text[at..];
        at + (tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_whitespace() || more.contains(c)).len())
    };
    let until = |at: usize, ends: &dyn Fn(char) -> bool| text[at..].find(ends).map_or(text.len(), |found| at + found);
    let start = skip(from, "/");
    if start >= text.len() || text[start..].starts_with('>') {
        return None;
    }
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    // A name may begin with `=`, whatever that is good for.
    let first = text[start..].chars().next().map_or(1, char::len_utf8);
    let name_end = until(start + first, &ends_name);
    let name = &text[start..name_end];
    let sign = skip(name_end, "");
    if !text[sign..].starts_with('=') {
        return Some(Attribute { name, value: None, end: name_end });
    }
    let value = skip(sign + 1, "");
    Some(match text[value..].chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let end = until(value + 1, &|c| c == quote);
            Attribute { name, value: Some((value + 1, end)), end: (end + 1).min(text.len()) }
        }
        _ => {
            let end = until(value, &|c| c.is_ascii_whitespace() || c == '>');
            Attribute { name, value: Some((value, end)), end }
        }
    })
}

/// Changes each address of a `srcset` (HTML standard, 4.8.4.2.1); widths and densities stay.
fn candidates(text: &str, mut change: impl FnMut(&str) -> Option<String>) -> String {
    let changed = text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(|part| {
        let (address, size) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        let address = change(address).unwrap_or_else(|| address.to_owned());
        format!("{address} {}", size.trim()).trim_end().to_owned()
    });
    changed.collect::<Vec<_>>().join(", ")
}

/// Works out the entities that addresses are escaped with: `&amp;`, quotation marks, angle brackets, numbers.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.find(';').filter(|end| *end < 12).and_then(|end| Some((character(&rest[1..end])?, end)));
        match entity {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.into()
}

/// The character behind the name or number of an entity.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starred(html: &str) -> String {
        rewrite(html, |_, address| Some(format!("*{address}")))
    }

    #[test]
    fn changes_addresses_and_nothing_else() {
        let cases = [
            ("<a href=\"x/\">y</a>", "<a href=\"*x/\">y</a>"),
            ("<a class=b href='x?a=1&amp;b=2'>", "<a class=b href='*x?a=1&amp;b=2'>"),
            ("<A HREF = x/y>z", "<A HREF = \"*x/y\">z"),
            ("<img alt=\"a > b\" src=\"p.jpg\"/>", "<img alt=\"a > b\" src=\"*p.jpg\"/>"),
            ("<a href=\"\">", "<a href=\"*\">"),
            ("<input disabled><a href=\"x\" download>", "<input disabled><a href=\"*x\" download>"),
            ("<img srcset=\"a.jpg 320w,b.jpg 2x, c.jpg\">", "<img srcset=\"*a.jpg 320w, *b.jpg 2x, *c.jpg\">"),
            ("<form action=\"s/\"><video poster=p>", "<form action=\"*s/\"><video poster=\"*p\">"),
            ("<a data-href=\"x\" title='href=\"x\"'>", "<a data-href=\"x\" title='href=\"x\"'>"),
            ("a < b <3 <!-- <a href=\"x\"> --> c", "a < b <3 <!-- <a href=\"x\"> --> c"),
            ("<style>a{b:'<a href=\"x\">'}</style><p>", "<style>a{b:'<a href=\"x\">'}</style><p>"),
            ("<title><a href=\"x\"></title><a href=\"x\">", "<title><a href=\"x\"></title><a href=\"*x\">"),
            ("<script src=\"a.js\"></script>", "<script src=\"*a.js\"></script>"),
            ("</a href=\"x\">", "</a href=\"x\">"),
            ("<a href=\"ë č Ђ\">Ђ</a>", "<a href=\"*ë č Ђ\">Ђ</a>"),
            ("<a href", "<a href"),
            ("<a href=\"x", "<a href=\"*x"),
            ("<", "<"),
        ];
        for (html, expected) in cases {
            assert_eq!(starred(html), expected, "{html}");
        }
    }

    #[test]
    fn an_address_comes_and_goes_unescaped() {
        let html = "<a href=\"?a=1&amp;b=&quot;&#39;&#x2F;\">";
        let mut seen = String::new();
        let out = rewrite(html, |at, address| {
            seen = format!("{} {} {address}", at.element, at.attribute);
            Some("<\"&".to_owned())
        });
        assert_eq!(seen, "a href ?a=1&b=\"'/");
        assert_eq!(out, "<a href=\"&lt;&quot;&amp;\">");
    }

    #[test]
    fn what_is_not_answered_stays_to_the_byte() {
        let html = "<!doctype html><p>x<a href='y&amp;z' >w</a><br/><img src=a>";
        assert_eq!(rewrite(html, |_, _| None), html);
    }
}
