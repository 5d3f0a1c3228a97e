//! Raw HTML: kept word for word, one node a piece. Comments are notes among writers and vanish. Whether the rest may be
//! published is for the caller to say.

use super::Kind;
use super::parse::Reader;
use pulldown_cmark::CowStr;
use std::ops::Range;

impl Reader<'_> {
    /// A line of the HTML block that is open, or its indentation.
    pub(super) fn html_piece(&mut self, text: &CowStr<'_>) {
        self.html = match self.html {
            Some(html) if !html.is_empty() => Some(self.out.append(html, text)),
            _ => Some(self.out.str_of(text)),
        };
    }

    pub(super) fn close_html(&mut self, at: Range<usize>) {
        let html = self.html.take().unwrap_or_default();
        if !is_comment(self.out.doc().str(html)) {
            self.out.leaf_at(Kind::HtmlBlock(html), at);
        }
        self.end_block();
    }

    /// A tag, or a comment, in a line.
    pub(super) fn inline_html(&mut self, text: &CowStr<'_>, at: Range<usize>) {
        if !is_comment(text) {
            let html = self.out.str_of(text);
            self.out.leaf_at(Kind::Html(html), at);
        } else if !self.src[at.end..].starts_with(|c: char| !c.is_whitespace()) {
            // One of the two spaces around it is enough.
            self.out.trim_end();
        }
    }
}

/// Whether `html` is nothing but comments.
fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        match comment.split_once("-->") {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
    rest.is_empty()
}
