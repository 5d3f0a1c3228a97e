//! Finished HTML → the same in XML's spelling (XHTML), for carriers whose readers parse XML. What only works in a
//! browser with the site around it (scripts, drawings of icons, players, other sizes of a picture) is left out.

use super::super::xml::escape;
use super::rewrite::{attribute, tag_name, unescape};
use std::borrow::Cow;

/// Elements without content (HTML standard, 13.1.2).
const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "wbr", "col"];

/// Elements that are left out with all that is in them.
const DROPPED: [&str; 8] = ["script", "style", "svg", "template", "audio", "video", "form", "button"];

/// Elements of which only the content stays.
const OPENED: [&str; 2] = ["picture", "input"];

/// Elements without content that are left out.
const GONE: [&str; 3] = ["source", "link", "meta"];

/// Attributes that are left out: they choose between files that are not there.
const UNUSED: [&str; 6] = ["srcset", "sizes", "loading", "decoding", "fetchpriority", "download"];

/// Rewrites HTML whose elements are all closed as XHTML.
pub fn xhtml(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text(&mut out, &rest[..open]);
        rest = &rest[open..];
        rest = &rest[markup(&mut out, rest)..];
    }
    text(&mut out, rest);
    out
}

/// Writes one tag; answers with how much of `rest` is done.
fn markup(out: &mut String, rest: &str) -> usize {
    let close = |from: &str| from.find('>').map_or(from.len(), |at| at + 1);
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest.len(), |at| at + 3);
    }
    if rest.starts_with("<!") {
        return close(rest);
    }
    if let Some(name) = rest.strip_prefix("</") {
        let end = close(rest);
        let name = in_small_letters(name[..end.saturating_sub(3).min(name.len())].trim());
        if !skipped(&name) && !VOID.contains(&&*name) {
            out.extend(["</", &name, ">"]);
        }
        return end;
    }
    let Some(name) = tag_name(rest) else {
        out.push_str("&lt;");
        return 1;
    };
    let (lower, start) = (in_small_letters(name), out.len());
    out.extend(["<", &lower]);
    let end = attributes(out, rest, name);
    if skipped(&lower) {
        out.truncate(start);
    } else {
        out.push_str(if VOID.contains(&&*lower) { "/>" } else { ">" });
    }
    if DROPPED.contains(&&*lower) {
        let ending = format!("</{lower}");
        let after = rest[end..].find(&ending).map_or(rest.len(), |at| end + at);
        return after + close(&rest[after..]);
    }
    end
}

fn skipped(name: &str) -> bool {
    OPENED.contains(&name) || GONE.contains(&name) || DROPPED.contains(&name)
}

/// A name as XHTML has it.
fn in_small_letters(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => name.to_ascii_lowercase().into(),
        false => name.into(),
    }
}

/// Writes the attributes of a start tag; answers with the length of the tag.
fn attributes(out: &mut String, text: &str, name: &str) -> usize {
    let mut at = 1 + name.len();
    while let Some(found) = attribute(text, at) {
        at = found.end;
        let lower = in_small_letters(found.name);
        if UNUSED.contains(&&*lower) {
            continue;
        }
        let value = found.value.map(|(start, end)| unescape(&text[start..end])).unwrap_or_default();
        out.extend([" ", &lower, "=\""]);
        escape(out, &value);
        out.push('"');
        // XML has a name of its own for languages; readers know one or the other.
        if lower == "lang" {
            out.push_str(" xml:lang=\"");
            escape(out, &value);
            out.push('"');
        }
    }
    text[at..].find('>').map_or(text.len(), |close| at + close + 1)
}

/// Writes text; XML knows five entities by name and numbers.
fn text(out: &mut String, text: &str) {
    escape(out, &unescape(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_as_xml_does() {
        let cases = [
            ("<p>a<br>b<img src=x alt>", "<p>a<br/>b<img src=\"x\" alt=\"\"/>"),
            ("<P Class=a>x</P>", "<p class=\"a\">x</p>"),
            ("<p lang=\"sq\">ë&nbsp;&amp; &lt;b</p>", "<p lang=\"sq\" xml:lang=\"sq\">ë\u{a0}&amp; &lt;b</p>"),
            (
                "<a href=\"#x\"><svg class=\"i\"><path d=\"M1\"/></svg><span>y</span></a>",
                "<a href=\"#x\"><span>y</span></a>",
            ),
            (
                "<picture><source srcset=\"a.avif\"><img src=\"a.jpg\" srcset=\"b.jpg 2x\"></picture>",
                "<img src=\"a.jpg\"/>",
            ),
            ("<details open><summary>s</summary>t</details>", "<details open=\"\"><summary>s</summary>t</details>"),
            ("a < b<!-- c --> & d", "a &lt; b &amp; d"),
            ("<li><input type=checkbox disabled> x</li>", "<li> x</li>"),
        ];
        for (html, expected) in cases {
            assert_eq!(xhtml(html), expected, "{html}");
        }
    }
}
