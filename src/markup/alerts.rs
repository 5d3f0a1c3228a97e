//! Quotations and blocks with a purpose. The Markdown parser knows five words of `> [!WORD]`; ours come as quotations
//! whose first line says so.

use super::parse::Reader;
use super::{Alert, Kind};
use crate::base::{Code, Finding, nearest};
use pulldown_cmark::BlockQuoteKind;

impl Reader<'_> {
    pub(super) fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let kind = match kind {
            None => Kind::Quote,
            Some(BlockQuoteKind::Note) => Kind::Alert(Alert::Note),
            Some(BlockQuoteKind::Tip) => Kind::Alert(Alert::Tip),
            Some(BlockQuoteKind::Important) => Kind::Alert(Alert::Important),
            Some(BlockQuoteKind::Warning) => Kind::Alert(Alert::Warning),
            Some(BlockQuoteKind::Caution) => Kind::Alert(Alert::Caution),
        };
        self.open_block(kind);
    }

    /// Remembers that the next words begin at `at`, if they are the first in a quotation.
    pub(super) fn expect_alert(&mut self, at: usize) {
        let mut next = self.out.next();
        self.alert = None;
        for (id, kind) in self.out.open_nodes() {
            match kind {
                _ if id + 1 != next => return,
                Kind::Quote => {
                    self.alert = Some((at, id));
                    return;
                }
                Kind::Definitions => next = id,
                _ => return,
            }
        }
    }

    /// Makes the quotation an alert if `[!WORD]` stands alone on the line that begins at `at`, the first in it; the
    /// line is then read.
    pub(super) fn alert_mark(&mut self, at: usize) -> bool {
        let Some((_, quote)) = self.alert.filter(|(expected, _)| *expected == at) else {
            return false;
        };
        let line = self.src[at..].split('\n').next().unwrap_or_default();
        let Some((word, rest)) = line.strip_prefix("[!").and_then(|line| line.split_once(']')) else {
            return false;
        };
        if word.is_empty() || word.len() > 40 || !word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
            return false;
        }
        let known = Alert::ALL.into_iter().find(|alert| alert.word().eq_ignore_ascii_case(word));
        let (message, hint) = match known {
            Some(alert) if rest.trim().is_empty() => {
                self.out.set_kind(quote, Kind::Alert(alert));
                self.skip_to = at + line.len() + 1;
                return true;
            }
            Some(_) => ("does not stand alone on its line", "put the words after it on the next line".to_owned()),
            None => ("is no kind of block", kinds(word)),
        };
        let span = at..at + "[!]".len() + word.len();
        self.findings.push(Finding::new(Code::UnknownAlert, span, format!("`[!{word}]` {message}")).hint(hint));
        false
    }
}

/// What to write in the place of an unknown word.
fn kinds(word: &str) -> String {
    let upper = Alert::ALL.map(|alert| alert.word().to_uppercase());
    match nearest(word, upper.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `[!{near}]`?"),
        None => format!("write one of {}", upper.join(", ")),
    }
}
