//! Finished HTML → the same in XML's spelling (XHTML), for carriers whose readers parse XML. What only works in a
//! browser with the site around it (scripts, drawings of icons, players, other sizes of a picture) is left out.

use super::super::xml::escape;
use super::rewrite::{attribute, tag_name, unescape};

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
        let name = name[..end.saturating_sub(3).min(name.len())].trim().to_ascii_lowercase();
        if !skipped(&name) && !VOID.contains(&name.as_str()) {
            out.push_str(&format!("</{name}>"));
        }
        return end;
    }
    let Some(name) = tag_name(rest) else {
        out.push_str("&lt;");
        return 1;
    };
    let lower = name.to_ascii_lowercase();
    let (attributes, end) = attributes(rest, name);
    if DROPPED.contains(&lower.as_str()) {
        let ending = format!("</{lower}");
        let after = rest[end..].find(&ending).map_or(rest.len(), |at| end + at);
        return after + close(&rest[after..]);
    }
    if !skipped(&lower) {
        out.push_str(&format!("<{lower}{attributes}{}>", if VOID.contains(&lower.as_str()) { "/" } else { "" }));
    }
    end
}

fn skipped(name: &str) -> bool {
    OPENED.contains(&name) || GONE.contains(&name) || DROPPED.contains(&name)
}

/// The attributes of a start tag, written out, and the length of the tag.
fn attributes(text: &str, name: &str) -> (String, usize) {
    let (mut out, mut at) = (String::new(), 1 + name.len());
    while let Some(found) = attribute(text, at) {
        at = found.end;
        let lower = found.name.to_ascii_lowercase();
        if UNUSED.contains(&lower.as_str()) {
            continue;
        }
        let value = found.value.map(|(start, end)| unescape(&text[start..end])).unwrap_or_default();
        out.push_str(&format!(" {lower}=\""));
        escape(&mut out, &value);
        out.push('"');
        // XML has a name of its own for languages; readers know one or the other.
        if lower == "lang" {
            out.push_str(" xml:lang=\"");
            escape(&mut out, &value);
            out.push('"');
        }
    }
    (out, text[at..].find('>').map_or(text.len(), |close| at + close + 1))
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
