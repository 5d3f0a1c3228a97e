//! What the YAML parser says → what a writer understands. The parser speaks of scalars, tokens and contexts; a person
//! who writes newsletters has a colon in a title.

use super::yaml::local_span;
use crate::base::{Code, Finding};

/// The parser's error about `text`, which begins at byte `offset` of its file, in a writer's words.
pub(super) fn explain(text: &str, offset: u32, error: &serde_saphyr::Error) -> Finding {
    let error = error.without_snippet();
    let place = error.location().map(|l| local_span(text, l)).unwrap_or_default();
    let start = place.start as usize;
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.chars().next().filter(|c| *c != '\n').map_or(start, |c| start + c.len_utf8());
    let span = (start..end.max(place.end as usize)).into();
    let full = error.to_string();
    let said = |words: &[&str]| words.iter().any(|w| full.contains(w));
    let (code, message, hint) = if said(&["duplicate mapping key"]) {
        let key = full.split(": ").nth(1).and_then(|k| k.split([',', '\n']).next()).unwrap_or_default();
        let key = key.split(" at line ").next().unwrap_or_default();
        (
            Code::DuplicateKey,
            format!("the key `{key}` stands here a second time"),
            "keep one of the two; nothing is guessed".into(),
        )
    } else if said(&["budget", "recursion", "replay", "recursive"]) {
        let hint = "a file may hold 60,000 values, 64 levels deep, with its aliases (`*name`) written out; split it";
        (Code::YamlTooLarge, "this YAML is too large or nested too deep".into(), hint.into())
    } else {
        let line = text[..start].rsplit('\n').next().unwrap_or_default();
        let (message, hint) = known(&full, line, rest).unwrap_or_else(|| {
            let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(m, _)| m);
            let hint = "check the indentation and the quotation marks of this line and the one before it";
            (format!("this is not YAML: {message}"), hint.into())
        });
        (Code::YamlSyntax, message, hint)
    };
    let shifted = Finding::new(code, span, message).hint(hint);
    Finding { span: shifted.span.shift(offset), ..shifted }
}

/// Message and hint for the mistakes people make; `line` is the line up to the place, `rest` what follows.
fn known(full: &str, line: &str, rest: &str) -> Option<(String, String)> {
    let said = |words: &[&str]| words.iter().any(|w| full.contains(w));
    let first = rest.chars().next().unwrap_or(' ');
    let quoted = "put the text in quotation marks: `title: \"…\"`".to_owned();
    Some(if said(&["mapping values are not allowed", "illegal placement of ':'"]) {
        // A line that begins further in than the one it belongs to, or a text with a colon in it.
        match line.starts_with(' ') && !line.contains(": ") {
            true => ("this line stands too far in".into(), "begin it under the first letter of the line before".into()),
            false => (
                "a colon stands in a text without quotation marks".into(),
                "put the text in quotation marks: `title: \"Rights: a guide\"`".into(),
            ),
        }
    } else if said(&["unclosed quote", "found unexpected document indicator"]) {
        ("a quotation mark is opened and not closed".into(), "close it at the end of the text".into())
    } else if said(&["trailing content after single-quoted"]) {
        (
            "the text goes on after its closing `'`".into(),
            "put a text with an apostrophe in double quotation marks: `\"What's new\"`".into(),
        )
    } else if said(&["trailing content after double-quoted"]) {
        (
            "the text goes on after its closing `\"`".into(),
            "put a text with `\"` in it between `'`: `'The \"new\" law'`".into(),
        )
    } else if said(&["tab"]) && said(&["tabs disallowed", "found a tab", "tab cannot"]) {
        ("a tab stands where spaces belong".into(), "indent with spaces, not with the tab key".into())
    } else if said(&["simple key expected ':'", "simple key is no longer valid", "did not find expected key"]) {
        ("this line has no colon".into(), "write `key: value`, with a space after the colon".into())
    } else if said(&["unclosed bracket"])
        || full.contains("did not find expected ',' or")
        || full.contains("expected ',' or ']'")
    {
        ("a bracket is opened and not closed".into(), "close it: `[one, two]`, `{ sq: …, en: … }`".into())
    } else if said(&[
        "unexpected character",
        "unknown anchor",
        "alphabetic or numeric character",
        "tag URI",
        "expected '!'",
    ]) {
        (format!("a text cannot begin with `{first}`"), quoted)
    } else if said(&["block sequence entries are not allowed"]) {
        ("a text cannot begin with `- `".into(), quoted)
    } else if said(&["while parsing a quoted scalar"]) {
        (
            "a backslash between double quotation marks has a meaning of its own".into(),
            "write it twice (`\\\\`), or put the text between `'`".into(),
        )
    } else if said(&["multiple YAML documents", "explicit second document"]) {
        ("the file goes on after a second line `---`".into(), "take that line out: a file is read as one whole".into())
    } else if said(&["cannot deserialize null into string", "expected string"]) {
        (
            "a key must be a word".into(),
            "write a word before the colon, in quotation marks if it is `null` or a number".into(),
        )
    } else {
        return None;
    })
}
