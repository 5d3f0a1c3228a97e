//! The two marks of ours that stand in the words and open and close: `[…]{lang=sq}` (other language) and `-{…}-` (kept
//! from transliteration). A file of its own because both follow one rule: they are siblings, or they are text.
//!
//! An opening mark becomes a node when it is met and turns back into text when its block or the emphasis around it
//! ends first, so nothing is ever read twice or moved.

use super::parse::Reader;
use super::{Kind, NodeId, Str};
use crate::base::{Code, Finding, Lang, is_dialable};
use std::ops::Range;

/// The longest tag that is looked at after `{lang=`; no language tag has more letters.
const MAX_TAG: usize = 64;

/// The marks that are open, innermost last.
pub(super) struct Marks {
    open: Vec<Mark>,
    /// How many of them are `-{`.
    keeps: usize,
    /// The next `-{` in the file that has not been read yet; past the end of the file if there is none.
    next_keep: usize,
    /// The next `]{lang=`, likewise; looked for only when a bracket is met.
    next_lang: usize,
}

/// An opening mark.
struct Mark {
    /// How many nodes were open around it.
    depth: usize,
    what: What,
}

enum What {
    /// `[` at a byte; with a node of its own where it could begin a text in another language.
    Bracket { at: usize, node: Option<NodeId> },
    /// `-{`, with its node.
    Keep { at: usize, node: NodeId },
}

impl Marks {
    pub(super) fn new(src: &str, start: usize) -> Self {
        Self { open: Vec::new(), keeps: 0, next_keep: find_keep(src.as_bytes(), start), next_lang: 0 }
    }

    /// Whether protection marks may stand in the text `at`, or one before it may end there.
    pub(super) fn concern(&self, at: &Range<usize>) -> bool {
        self.keeps > 0 || self.next_keep < at.end
    }

    /// Looks for the next `-{` at or after `from`.
    pub(super) fn seek(&mut self, src: &str, from: usize) {
        if self.next_keep < from {
            self.next_keep = find_keep(src.as_bytes(), from);
        }
    }

    /// Whether a `]{lang=` follows somewhere after `from`.
    fn lang_ahead(&mut self, src: &str, from: usize) -> bool {
        if self.next_lang < from {
            self.next_lang = src[from..].find("]{lang=").map_or(usize::MAX, |found| from + found);
        }
        self.next_lang != usize::MAX
    }

    /// Takes the innermost mark off if it stands at `depth` and is a bracket.
    fn pop_bracket(&mut self, depth: usize) -> Option<(usize, Option<NodeId>)> {
        let mark = self.open.pop_if(|mark| mark.depth == depth && matches!(mark.what, What::Bracket { .. }))?;
        match mark.what {
            What::Bracket { at, node } => Some((at, node)),
            What::Keep { .. } => None,
        }
    }

    /// Whether one of the innermost marks at `depth` is a bracket. Looks only so far as sense goes.
    fn has_bracket(&self, depth: usize) -> bool {
        let near = self.open.iter().rev().take(8).take_while(|mark| mark.depth == depth);
        near.into_iter().any(|mark| matches!(mark.what, What::Bracket { .. }))
    }
}

impl Reader<'_> {
    /// `[` in a text, which did not become a link; or `![`.
    pub(super) fn open_bracket(&mut self, at: Range<usize>) {
        let bracket = at.end - 1..at.end;
        if self.alert_mark(at.start) {
            return;
        }
        if at.len() > 1 {
            self.out.text(at.start..bracket.start);
        }
        let node = match self.marks.lang_ahead(self.src, at.end) {
            true => Some(self.out.leaf(Kind::Text(Str::source(&bracket)))),
            false => {
                self.out.text(bracket.clone());
                None
            }
        };
        let what = What::Bracket { at: bracket.start, node };
        self.marks.open.push(Mark { depth: self.out.depth(), what });
    }

    /// `]` in a text.
    pub(super) fn close_bracket(&mut self, at: Range<usize>) {
        let depth = self.out.depth();
        let Some(tag) = lang_tag(self.src, at.end).filter(|_| self.marks.has_bracket(depth)) else {
            if let Some((open, _)) = self.marks.pop_bracket(depth) {
                self.missing_footnote(open..at.end);
                self.no_link(open, at.end);
            }
            return self.out.text(at);
        };
        let bracket = loop {
            match self.marks.pop_bracket(depth) {
                Some((_, node)) => break node,
                // A `-{` that is not closed inside the brackets.
                None if self.pop_mark(depth) => {}
                None => break None,
            }
        };
        match (Lang::parse(tag.name), bracket) {
            (Some(lang), Some(node)) => {
                self.out.set_kind(node, Kind::LangOpen(lang));
                self.out.leaf(Kind::LangClose);
                self.skip_to = tag.at.end;
            }
            _ => {
                self.bad_tag(tag.name, tag.at);
                self.out.text(at);
            }
        }
    }

    /// `[…](` that became no link: tells of it where the round bracket is closed in the same line, since the address then
    /// holds a space, and a reader would see it as it is written.
    fn no_link(&mut self, open: usize, end: usize) {
        let line = self.src[end..].split('\n').next().unwrap_or_default();
        let Some(length) = line.strip_prefix('(').and_then(|rest| rest.find(')')) else {
            return;
        };
        let address = &line[1..=length];
        if address.contains(' ') && !address.contains(['[', '(']) {
            let message = format!("`{address}` is no address: it holds a space");
            let number = ["tel:", "sms:"].iter().find_map(|scheme| address.trim().strip_prefix(scheme));
            let hint = match number.map(|number| is_dialable(&number.replace(' ', ""))) {
                Some(true) => format!("leave the spaces out: `{}`", address.replace(' ', "")),
                Some(false) => {
                    "leave the spaces out, and begin with the code of the country: `tel:+38338223782`".to_owned()
                }
                None => "write `%20` for a space of the address, or put it between `<` and `>`; a title stands in `\"`"
                    .to_owned(),
            };
            let finding = Finding::new(Code::BrokenLink, open..end + length + 2, message).hint(hint);
            self.findings.push(finding.hint("to print it as it is, write `\\[`"));
        }
    }

    /// Opens a text in another language before a link or picture that `{lang=…}` follows.
    pub(super) fn open_lang_before(&mut self, link: &Range<usize>) {
        let Some(tag) = lang_tag(self.src, link.end) else {
            return;
        };
        match Lang::parse(tag.name) {
            Some(lang) => {
                self.out.leaf(Kind::LangOpen(lang));
            }
            None => self.bad_tag(tag.name, tag.at),
        }
    }

    /// Closes it again after the link.
    pub(super) fn close_lang_after(&mut self, link: &Range<usize>) {
        if let Some(tag) = lang_tag(self.src, link.end).filter(|tag| Lang::parse(tag.name).is_some()) {
            self.skip_to = tag.at.end;
            self.out.leaf(Kind::LangClose);
        }
    }

    /// `lang=…` with something in it that is not a language.
    pub(super) fn bad_tag(&mut self, tag: &str, at: Range<usize>) {
        let message = format!("`{tag}` is not a language tag");
        let hint = "write a tag such as `sq`, `rom` or `sr-Latn`, without quotation marks: `[text]{lang=sq}`";
        self.findings.push(Finding::new(Code::BadLanguageTag, at, message).hint(hint));
    }

    /// `-{` at `at`.
    pub(super) fn open_keep(&mut self, at: usize) {
        let node = self.out.leaf(Kind::KeepOpen);
        self.marks.open.push(Mark { depth: self.out.depth(), what: What::Keep { at, node } });
        self.marks.keeps += 1;
        self.skip_to = at + 2;
    }

    /// Whether a `}-` here would close a `-{`. Brackets opened since then are only brackets.
    pub(super) fn can_close_keep(&mut self) -> bool {
        let depth = self.out.depth();
        if self.marks.keeps == 0 {
            return false;
        }
        while self.marks.pop_bracket(depth).is_some() {}
        self.marks.open.last().is_some_and(|mark| mark.depth == depth)
    }

    /// `}-` at `at`, where `can_close_keep` says so.
    pub(super) fn close_keep(&mut self, at: usize) {
        self.marks.open.pop();
        self.marks.keeps -= 1;
        self.out.leaf(Kind::KeepClose);
        self.skip_to = at + 2;
    }

    /// Ends all marks inside the node that is `depth` deep: what is still open was only text.
    #[inline]
    pub(super) fn close_marks(&mut self, depth: usize) {
        while !self.marks.open.is_empty() && self.pop_mark(depth) {}
    }

    /// Makes the innermost mark text again if it stands at `depth` or deeper.
    fn pop_mark(&mut self, depth: usize) -> bool {
        let Some(mark) = self.marks.open.pop_if(|mark| mark.depth >= depth) else {
            return false;
        };
        if let What::Keep { at, node } = mark.what {
            self.marks.keeps -= 1;
            self.out.set_kind(node, Kind::Text(Str::source(&(at..at + 2))));
            self.unclosed(at);
        }
        true
    }

    /// Tells of a `-{` at `at` that stays text.
    pub(super) fn unclosed(&mut self, at: usize) {
        let hint = "close it with `}-` in the same paragraph and, if it stands inside emphasis or a link, there";
        let finding = Finding::new(Code::UnclosedProtection, at..at + 2, "`-{` is never closed").hint(hint);
        self.findings.push(finding.hint("to print it as it is, write `\\-{`"));
    }
}

/// `{lang=…}` in the file.
pub(super) struct Tag<'a> {
    /// All of it.
    pub(super) at: Range<usize>,
    /// What is said to be a language.
    pub(super) name: &'a str,
}

/// The `{lang=…}` at `from`, if there is one.
pub(super) fn lang_tag(src: &str, from: usize) -> Option<Tag<'_>> {
    let tag = src.get(from..)?.strip_prefix("{lang=")?;
    let length = tag.bytes().take(MAX_TAG).take_while(|b| *b != b'\n').position(|b| b == b'}')?;
    Some(Tag { at: from..from + "{lang=".len() + length + 1, name: &tag[..length] })
}

fn find_keep(bytes: &[u8], mut from: usize) -> usize {
    while let Some(found) = find_byte(&bytes[from.min(bytes.len())..], b'{') {
        from += found;
        if from > 0 && bytes[from - 1] == b'-' {
            return from - 1;
        }
        from += 1;
    }
    usize::MAX
}

/// Where `byte` first stands, looked for in steps that the processor can take at once.
fn find_byte(bytes: &[u8], byte: u8) -> Option<usize> {
    let step = bytes.chunks(64).position(|chunk| chunk.iter().fold(false, |found, b| found | (*b == byte)))? * 64;
    bytes[step..].iter().position(|b| *b == byte).map(|i| step + i)
}
