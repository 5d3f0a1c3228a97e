//! The bytes of a file → text as the rest of the program expects it: UTF-8, no byte order mark, lines that end in
//! `\n`, no NUL. What Word and Notepad leave behind is read without fuss; what is no text at all is refused.

use crate::base::{Code, Diagnostic, Place, SourcePath, Span};
use std::borrow::Cow;
use std::sync::Arc;

/// The largest text file that is read, in bytes: twenty times the longest guide anybody should publish.
pub const MAX_TEXT: u64 = 2 * 1024 * 1024;

/// Decodes the bytes of `file`.
pub fn decode(file: &SourcePath, bytes: &[u8]) -> Result<Arc<str>, Box<Diagnostic>> {
    if bytes.len() as u64 > MAX_TEXT {
        return Err(Box::new(too_large(file, bytes.len() as u64)));
    }
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(Box::new(invalid(file, bytes, error.valid_up_to()))),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if is_plain(text) {
        return Ok(text.into());
    }
    if let Some(at) = text.find('\0') {
        let message = format!("line {} holds a NUL byte, so the file is not a text", line_of(&text.as_bytes()[..at]));
        return Err(Box::new(
            Diagnostic::new(Code::NulByte, Place::file(file), message).hint("save it again as plain text (UTF-8)"),
        ));
    }
    Ok(unix_lines(text).into())
}

/// Whether a text has neither a NUL nor a carriage return, as nearly all have none.
fn is_plain(text: &str) -> bool {
    memchr::memchr2(0, b'\r', text.as_bytes()).is_none()
}

fn unix_lines(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// The complaint about a file that is too large to be a text.
pub fn too_large(file: &SourcePath, size: u64) -> Diagnostic {
    let message = format!("the file has {} kB; a text may have {} kB", size / 1024, MAX_TEXT / 1024);
    Diagnostic::new(Code::FileTooLarge, Place::file(file), message)
        .hint("split it into several pages, or move the pictures out of it")
}

/// Tells the line of the first byte that is not UTF-8 (the text itself cannot be shown).
fn invalid(file: &SourcePath, bytes: &[u8], valid: usize) -> Diagnostic {
    let message = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the file is UTF-16 (Notepad calls it `Unicode`), not UTF-8".to_owned(),
        _ => format!("line {} is not UTF-8: it holds the byte 0x{:02X}", line_of(&bytes[..valid]), bytes[valid]),
    };
    Diagnostic::new(Code::InvalidUtf8, Place::file(file), message)
        .hint("save the file as UTF-8: in Word and Notepad, `Save as`, then choose `UTF-8` as the encoding")
}

/// The line, from 1, that begins or goes on where `before` ends.
fn line_of(before: &[u8]) -> usize {
    before.iter().filter(|b| **b == b'\n').count() + 1
}

/// Splits a page into its front matter and its body; both as ranges of `text`.
pub fn split_front_matter(
    file: &SourcePath,
    text: &str,
) -> Result<(std::ops::Range<usize>, std::ops::Range<usize>), Box<Diagnostic>> {
    let first = text.lines().next().unwrap_or_default();
    if first.trim_end() != "---" {
        if text.trim().is_empty() {
            let begin =
                "begin with a line `---`, then `title: …`, then a line `---`, then the text; or delete the file";
            return Err(Box::new(
                Diagnostic::new(Code::NoFrontMatter, Place::file(file), "the file is empty").hint(begin),
            ));
        }
        let place = Place::at(file, Span::new(0..first.len().max(1).min(text.len())));
        let hint = match text.trim_start().starts_with("---\n") {
            true => "take out what stands before the line `---`: it must be the first one",
            false => "begin with a line `---`, then `title: …`, then a line `---`, then the text",
        };
        return Err(Box::new(
            Diagnostic::new(Code::NoFrontMatter, place, "the file does not begin with front matter").hint(hint),
        ));
    }
    let start = first.len() + 1;
    let mut at = start;
    while at < text.len() {
        let line = text[at..].lines().next().unwrap_or_default();
        let next = (at + line.len() + 1).min(text.len());
        if line.trim_end() == "---" {
            return Ok((start..at, next..text.len()));
        }
        at = next;
    }
    let place = Place::at(file, Span::new(0..first.len()));
    Err(Box::new(
        Diagnostic::new(Code::UnclosedFrontMatter, place, "the front matter never ends")
            .hint("write a line `---` after the last key, before the text"),
    ))
}
