//! The words of a line: quotation marks and dashes of the language, and the marks that stand in the text. A file of
//! its own because the Markdown parser knows only English, and cuts its texts where we want them whole.

use super::parse::Reader;
use pulldown_cmark::CowStr;
use std::ops::Range;

impl Reader<'_> {
    /// A text of the Markdown parser: a piece of the source file, or something put in the place of one.
    pub(super) fn text_event(&mut self, text: &CowStr<'_>, at: Range<usize>) {
        if self.html.is_some() {
            // The indentation of a line of raw HTML.
            return self.html_piece(text);
        }
        if text.is_empty() || (at.end <= self.skip_to && !at.is_empty()) {
            return;
        }
        if is_piece(self.src, text, &at) {
            let last_text = std::mem::replace(&mut self.last_text, at.end);
            let from = at.start.max(self.skip_to);
            match self.src.as_bytes()[at.end - 1] {
                _ if self.raw => self.out.text(at),
                b'[' if at.len() <= 2 && !self.is_escaped(at.start, last_text) => self.open_bracket(from..at.end),
                b']' if at.len() == 1 && !self.is_escaped(at.start, last_text) => self.close_bracket(at),
                _ if self.marks.concern(&at) => {
                    let escaped = self.is_escaped(at.start, last_text);
                    self.marked_text(from..at.end, escaped);
                }
                _ => self.out.text(from..at.end),
            }
            return;
        }
        self.last_text = at.end;
        match (self.src.as_bytes().get(at.start), &text[..]) {
            (Some(b'"'), "“") => self.out.text_aside(&self.quotes.outer[0], at),
            (Some(b'"'), "”") => self.out.text_aside(&self.quotes.outer[1], at),
            (Some(b'\''), "‘") => {
                self.inner_open |= self.link_bit();
                self.out.text_aside(&self.quotes.inner[0], at);
            }
            (Some(b'\''), "’") => self.single_mark(at),
            (Some(b'-'), _) if !at.is_empty() => self.dashes(at),
            _ => self.out.text_aside(text, at),
        }
    }

    /// Whether the character at `start` stands after a backslash that takes its meaning: the parser leaves a gap there.
    fn is_escaped(&self, start: usize, last_text: usize) -> bool {
        start != last_text && start > 0 && self.src.as_bytes()[start - 1] == b'\\'
    }

    /// `'` after words: an apostrophe, unless it ends a quotation.
    fn single_mark(&mut self, at: Range<usize>) {
        let after = self.src[at.end..].chars().next();
        let before = self.src[..at.start].chars().next_back();
        let ends = self.inner_open & self.link_bit() != 0
            && !after.is_some_and(char::is_alphanumeric)
            && before.is_some_and(|c| !c.is_whitespace());
        if ends {
            self.inner_open &= !self.link_bit();
            self.out.text_aside(&self.quotes.inner[1], at);
        } else {
            self.out.text_aside("’", at);
        }
    }

    fn link_bit(&self) -> u64 {
        1 << self.link_depth.min(63)
    }

    /// Two or more hyphens, of which the last may belong to `-{`, and the first may have belonged to `}-`.
    fn dashes(&mut self, at: Range<usize>) {
        let start = at.start.max(self.skip_to);
        let mark = start < at.end && self.src.as_bytes().get(at.end) == Some(&b'{');
        let rest = start..at.end - usize::from(mark);
        match rest.len() {
            0 => {}
            1 => self.out.text(rest),
            count => self.out.text_aside(&dashes(count), rest),
        }
        if mark {
            self.open_keep(at.end - 1);
        }
    }

    /// A text in which protection marks may stand; where it is `escaped`, its first character is only itself.
    fn marked_text(&mut self, at: Range<usize>, escaped: bool) {
        let bytes = self.src.as_bytes();
        let mut from = at.start;
        let mut i = at.start + usize::from(escaped);
        while i < at.end {
            let next = bytes.get(i + 1);
            match bytes[i] {
                b'-' if next == Some(&b'{') && i + 1 < at.end => {
                    self.plain_text(from..i);
                    self.open_keep(i);
                }
                b'}' if next == Some(&b'-') && self.can_close_keep() => {
                    self.plain_text(from..i);
                    self.close_keep(i);
                }
                _ => {
                    i += 1;
                    continue;
                }
            }
            i += 2;
            from = i;
        }
        self.plain_text(from..at.end);
        self.marks.seek(self.src, at.end);
    }

    pub(super) fn plain_text(&mut self, at: Range<usize>) {
        if !at.is_empty() {
            self.out.text(at);
        }
    }
}

/// Whether `text` is the source file at `at`, told without reading it.
fn is_piece(src: &str, text: &str, at: &Range<usize>) -> bool {
    !at.is_empty() && text.len() == at.len() && {
        let there = &src.as_bytes()[at.clone()];
        std::ptr::eq(there.as_ptr(), text.as_ptr()) || there == text.as_bytes()
    }
}

/// What `count` hyphens in a row are printed as: `--` `–`, `---` `—`, more in the pattern of SmartyPants.
fn dashes(count: usize) -> String {
    let (em, en) = match count % 6 {
        _ if count == 2 => (0, 1),
        0 | 3 => (count / 3, 0),
        2 | 4 => (0, count / 2),
        1 => (count / 3 - 1, 2),
        _ => (count / 3, 1),
    };
    "—".repeat(em) + &"–".repeat(en)
}
