//! Text inside XML.

/// Escapes a text for XML, also inside attributes; characters that XML 1.0 forbids are left out.
pub fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    // Long stretches are copied as they are: a feed holds whole texts.
    while let Some(at) = rest.bytes().position(|b| SPECIAL[usize::from(b)]) {
        out.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or_default();
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{20}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
}

/// The first bytes of what is not copied as it is: what XML escapes, what it forbids (control characters, U+FFFE and
/// U+FFFF), and what begins like these.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let control = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D;
        special[byte] = control || matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | 0xEF);
        byte += 1;
    }
    special
};

/// A text escaped for XML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_must_be_and_drops_what_is_forbidden() {
        let text = "a & <b> \"c\"\td\u{1}\u{fffe}\u{ffff}\u{fffd}\u{ff21}\u{7f} ж 😀";
        assert_eq!(escaped(text), "a &amp; &lt;b&gt; &quot;c&quot;\td\u{fffd}\u{ff21}\u{7f} ж 😀");
        assert_eq!(escaped(""), "");
    }
}
