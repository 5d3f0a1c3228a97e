//! Footnotes: from labels to numbers. Numbers follow the first mention in the text, wherever the notes are written, so
//! they are final only at the end.

use super::links::suggest;
use super::parse::Reader;
use super::{Kind, NodeId, Str};
use crate::base::{Code, Finding};
use pulldown_cmark::CowStr;
use std::collections::BTreeMap;
use std::ops::Range;

/// The footnotes met so far.
#[derive(Default)]
pub(super) struct Notes {
    /// By label, in lower case.
    notes: BTreeMap<String, Note>,
    /// The labels that have been mentioned, in that order.
    order: Vec<String>,
    /// The marks in the text, and where they stand.
    marks: Vec<(NodeId, Range<usize>)>,
    /// `[^label]` in the text that is no mark of a footnote, since none has that label.
    missing: Vec<Range<usize>>,
}

#[derive(Default)]
struct Note {
    /// The place in the order of first mention, from 1; 0 before the first.
    place: u16,
    mentions: u16,
    definition: Option<NodeId>,
}

impl Notes {
    /// Forgets the marks of nodes after `last`, which are no more.
    pub(super) fn forget_after(&mut self, last: NodeId) {
        while self.marks.pop_if(|(id, _)| *id > last).is_some() {}
    }
}

impl Reader<'_> {
    /// `[^label]` in the text.
    pub(super) fn footnote_mark(&mut self, label: &CowStr<'_>, at: Range<usize>) {
        let label = label.to_lowercase();
        let note = self.notes.notes.entry(label.clone()).or_default();
        if note.mentions == 0 {
            self.notes.order.push(label);
            note.place = narrow(self.notes.order.len());
        }
        note.mentions = note.mentions.saturating_add(1);
        let (number, mention) = (note.place, note.mentions);
        let node = self.out.leaf(Kind::FootnoteRef { number, mention });
        self.notes.marks.push((node, at));
    }

    /// `[^label]:`, the note itself.
    pub(super) fn open_footnote(&mut self, label: &CowStr<'_>, start: usize) {
        self.open_block(Kind::Footnote { number: 0 });
        let note = self.notes.notes.entry(label.to_lowercase()).or_default();
        match note.definition {
            None => note.definition = self.out.top().map(|(id, _)| id),
            Some(_) => {
                let span = start..start + self.src[start..].find("]:").map_or(1, |found| found + 2);
                let finding = Finding::new(Code::DuplicateId, span, format!("the footnote `{label}` is written twice"));
                self.findings.push(finding.hint("give one of the two another name, or take it out"));
            }
        }
    }

    /// `[…]` in the text from `at.start` to `at.end`: remembers it if it was meant as the mark of a footnote.
    pub(super) fn missing_footnote(&mut self, at: Range<usize>) {
        let inside = &self.src[at.start + 1..at.end - 1];
        if inside.strip_prefix('^').is_some_and(|label| !label.trim().is_empty() && !label.contains('\n')) {
            self.notes.missing.push(at);
        }
    }

    /// Gives every note its number, and tells of those that are not written.
    pub(super) fn number_footnotes(&mut self) {
        let Notes { notes, order, marks, mut missing } = std::mem::take(&mut self.notes);
        let mut numbers = vec![0; order.len()];
        for (label, number) in order.iter().zip(&mut numbers) {
            if let Some(definition) = notes.get(label).and_then(|note| note.definition) {
                self.out.doc_mut().footnotes.push(definition);
                *number = narrow(self.out.doc().footnotes.len());
                self.out.set_kind(definition, Kind::Footnote { number: *number });
            }
        }
        if numbers.contains(&0) {
            self.renumber(marks, &numbers, &mut missing);
        }
        let known = || notes.iter().filter(|(_, note)| note.definition.is_some()).map(|(label, _)| label.as_str());
        for (told, at) in missing.into_iter().enumerate() {
            let label = &self.src[at.start + 2..at.end - 1];
            let hint = suggest(told, label, known())
                .unwrap_or_else(|| format!("write the note on a line of its own: `[^{label}]: …`"));
            let finding =
                Finding::new(Code::MissingFootnote, at.clone(), format!("the footnote `{label}` is not written"));
            self.findings.push(finding.hint(hint));
        }
    }

    /// Mentions of notes that turned out to be nowhere (they were too deep) become text, the others move up.
    fn renumber(&mut self, marks: Vec<(NodeId, Range<usize>)>, numbers: &[u16], missing: &mut Vec<Range<usize>>) {
        for (id, at) in marks {
            let Kind::FootnoteRef { number: place, mention } = self.out.kind(id) else {
                continue;
            };
            match numbers.get(usize::from(place).wrapping_sub(1)) {
                Some(0) | None => {
                    self.out.set_kind(id, Kind::Text(Str::source(&at)));
                    missing.push(at);
                }
                Some(&number) => self.out.set_kind(id, Kind::FootnoteRef { number, mention }),
            }
        }
    }
}

/// Footnotes past 65,535 share the last number: no text has so many.
fn narrow(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
