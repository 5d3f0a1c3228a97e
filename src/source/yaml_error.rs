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
    let span = start..end.max(place.end as usize);
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

/// A mistake that people make.
struct Mistake {
    /// What the parser says: one of these.
    said: &'static [&'static str],
    /// What is wrong; `{}` stands for the character at the place.
    message: &'static str,
    /// What to do.
    hint: &'static str,
}

/// The mistakes, the special ones first.
const MISTAKES: [Mistake; 11] = [
    Mistake {
        said: &["mapping values are not allowed", "illegal placement of ':'"],
        message: "a colon stands in a text without quotation marks",
        hint: "put the text in quotation marks: `title: \"Rights: a guide\"`",
    },
    Mistake {
        said: &["unclosed quote", "found unexpected document indicator"],
        message: "a quotation mark is opened and not closed",
        hint: "close it at the end of the text",
    },
    Mistake {
        said: &["trailing content after single-quoted"],
        message: "the text goes on after its closing `'`",
        hint: "put a text with an apostrophe in double quotation marks: `\"What's new\"`",
    },
    Mistake {
        said: &["trailing content after double-quoted"],
        message: "the text goes on after its closing `\"`",
        hint: "put a text with `\"` in it between `'`: `'The \"new\" law'`",
    },
    Mistake {
        said: &["tabs disallowed", "found a tab", "tab cannot"],
        message: "a tab stands where spaces belong",
        hint: "indent with spaces, not with the tab key",
    },
    Mistake {
        said: &["simple key expected ':'", "simple key is no longer valid", "did not find expected key"],
        message: "this line has no colon",
        hint: "write `key: value`, with a space after the colon",
    },
    Mistake {
        said: &["unclosed bracket", "did not find expected ',' or", "expected ',' or ']'"],
        message: "a bracket is opened and not closed",
        hint: "close it: `[one, two]`, `{ sq: …, en: … }`",
    },
    Mistake {
        said: &["unexpected character", "unknown anchor", "alphabetic or numeric character", "block sequence entries"],
        message: "a text cannot begin with `{}`",
        hint: "put the text in quotation marks: `title: \"…\"`",
    },
    Mistake {
        said: &["while parsing a quoted scalar"],
        message: "a backslash between double quotation marks has a meaning of its own",
        hint: "write it twice (`\\\\`), or put the text between `'`",
    },
    Mistake {
        said: &["multiple YAML documents", "explicit second document"],
        message: "the file goes on after a second line `---`",
        hint: "take that line out: a file is read as one whole",
    },
    Mistake {
        said: &["cannot deserialize null into string"],
        message: "a key must be a word",
        hint: "write a word before the colon; `null` goes in quotation marks",
    },
];

/// Message and hint for a known mistake; `line` is the line up to the place, `rest` what follows.
fn known(full: &str, line: &str, rest: &str) -> Option<(String, String)> {
    let mistake = MISTAKES.iter().find(|m| m.said.iter().any(|words| full.contains(words)))?;
    if mistake.said == MISTAKES[0].said && line.starts_with(' ') && !line.contains(": ") {
        let hint = "begin it under the first letter of the line before";
        return Some(("this line stands too far in".to_owned(), hint.to_owned()));
    }
    let sign = rest.chars().next().map(String::from).unwrap_or_default();
    Some((mistake.message.replace("{}", &sign), mistake.hint.to_owned()))
}
