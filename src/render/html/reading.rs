//! A text as the readers of one edition read it: the words of every node in the edition's script.

use crate::base::{Run, Translit, Transliterator};
use crate::markup::{Doc, Kind, NodeId};
use std::ops::Range;

/// A document whose words are in the edition's script.
pub struct Reading<'a> {
    /// The document.
    pub doc: &'a Doc,
    /// By node, where the words differ from the written ones.
    words: Vec<Option<Box<str>>>,
    /// The node that the first of `words` is of.
    first: NodeId,
}

impl<'a> Reading<'a> {
    /// Prepares `doc` for readers who get it through `way`; nothing is copied where they read what was written.
    pub fn new(doc: &'a Doc, way: Option<Translit>, translit: &Transliterator) -> Self {
        Self::of(doc, doc.nodes(), way, translit)
    }

    /// Prepares no more than a block and all below it, for who wants nothing else of the document.
    pub fn block(doc: &'a Doc, block: NodeId, way: Option<Translit>, translit: &Transliterator) -> Self {
        Self::of(doc, block..doc.end(block), way, translit)
    }

    fn of(doc: &'a Doc, nodes: Range<NodeId>, way: Option<Translit>, translit: &Transliterator) -> Self {
        let first = nodes.start;
        let words = way.map(|way| Converter { doc, nodes, way, translit }.words()).unwrap_or_default();
        Self { doc, words, first }
    }

    /// The words of a `Text` node.
    pub fn text(&self, node: NodeId) -> &str {
        match (node.checked_sub(self.first).and_then(|at| self.words.get(at as usize)), self.doc.kind(node)) {
            (Some(Some(words)), _) => words,
            (_, Kind::Text(s) | Kind::Code(s)) => self.doc.str(s),
            _ => "",
        }
    }

    /// The words of a node and all below it, without markup.
    pub fn plain(&self, node: NodeId) -> String {
        let end = self.doc.end(node);
        let mut out = String::new();
        for id in node..end {
            match self.doc.kind(id) {
                Kind::Text(_) | Kind::Code(_) => out.push_str(self.text(id)),
                Kind::SoftBreak | Kind::HardBreak => out.push(' '),
                _ => {}
            }
        }
        out
    }
}

struct Converter<'a> {
    doc: &'a Doc,
    /// What is converted: whole blocks.
    nodes: Range<NodeId>,
    way: Translit,
    translit: &'a Transliterator,
}

impl Converter<'_> {
    /// Converts block by block: inside one, words and digraphs may run across emphasis and links.
    fn words(&self) -> Vec<Option<Box<str>>> {
        let mut words = vec![None; self.nodes.len()];
        let mut runs: Vec<(NodeId, Run<'_>)> = Vec::new();
        let (mut foreign, mut kept, mut code_until) = (0usize, 0usize, 0);
        for id in self.nodes.clone() {
            match self.doc.kind(id) {
                Kind::Text(s) => {
                    let keep = foreign > 0 || kept > 0 || id < code_until;
                    runs.push((id, Run { text: self.doc.str(s), keep }));
                }
                Kind::Code(s) => runs.push((id, Run { text: self.doc.str(s), keep: true })),
                Kind::SoftBreak | Kind::HardBreak => runs.push((id, Run { text: " ", keep: false })),
                Kind::LangOpen(_) => foreign += 1,
                Kind::LangClose => foreign = foreign.saturating_sub(1),
                Kind::KeepOpen => kept += 1,
                Kind::KeepClose => kept = kept.saturating_sub(1),
                Kind::Emphasis | Kind::Strong | Kind::Strike | Kind::Link(_) | Kind::FootnoteRef { .. } => {}
                Kind::CodeBlock { .. } => {
                    self.flush(&mut runs, &mut words);
                    code_until = self.doc.end(id);
                }
                // Every block, and a picture with its own words, begins a new piece of running text.
                _ => self.flush(&mut runs, &mut words),
            }
        }
        self.flush(&mut runs, &mut words);
        words
    }

    fn flush(&self, runs: &mut Vec<(NodeId, Run<'_>)>, words: &mut [Option<Box<str>>]) {
        if runs.is_empty() {
            return;
        }
        let (ids, texts): (Vec<NodeId>, Vec<Run<'_>>) = runs.drain(..).unzip();
        for (id, converted) in ids.into_iter().zip(self.translit.runs(self.way, &texts)) {
            words[(id - self.nodes.start) as usize] = Some(converted.into());
        }
    }
}
