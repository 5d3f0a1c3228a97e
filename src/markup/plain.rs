//! A document, or a part of it, as bare words: for slugs, search, titles, and the first lines of a list. A file of its
//! own because these are answers about a finished [`Doc`], not part of its shape.

use super::{Doc, Kind, NodeId};
use std::ops::Range;

impl Doc {
    /// The words of the nodes in `range`, without markup: code and text as they are, line ends as spaces, footnote
    /// marks left out. Nothing is put between blocks.
    pub fn plain(&self, range: Range<NodeId>) -> String {
        let mut out = String::new();
        for node in range {
            match self.kind(node) {
                Kind::Text(s) | Kind::Code(s) => out.push_str(self.str(s)),
                Kind::SoftBreak | Kind::HardBreak => out.push(' '),
                _ => {}
            }
        }
        out
    }

    /// The words of one node and all below it.
    pub fn plain_of(&self, node: NodeId) -> String {
        self.plain(node..self.end(node))
    }

    /// Whether the nodes in `range` have nothing that a reader could see or hear: no words, no link that prints a name.
    pub fn is_blank(&self, range: Range<NodeId>) -> bool {
        range.into_iter().all(|id| match self.kind(id) {
            Kind::Text(s) | Kind::Code(s) => self.str(s).trim().is_empty(),
            Kind::Link(_) => self.end(id) > id + 1,
            _ => true,
        })
    }
}
