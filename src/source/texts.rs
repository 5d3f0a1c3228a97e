//! Every text that was read, by its path: what diagnostics point into. A file of its own because a large site has many
//! thousands of them, which come in order and are looked at one by one.

use crate::base::SourcePath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Texts by path.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// The pages, in the order of their paths.
    pages: Vec<(SourcePath, Arc<str>)>,
    /// All others.
    others: BTreeMap<SourcePath, Arc<str>>,
}

impl Texts {
    /// The text of a file.
    pub fn get(&self, file: &SourcePath) -> Option<&Arc<str>> {
        let page = self.pages.binary_search_by(|(path, _)| path.cmp(file)).ok().map(|at| &self.pages[at].1);
        page.or_else(|| self.others.get(file))
    }

    /// All of them: the pages, and all others.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Arc<str>)> {
        self.pages.iter().map(|(file, text)| (file, text)).chain(&self.others)
    }

    /// Adds the pages, in the order of their paths.
    pub(super) fn set_pages(&mut self, pages: Vec<(SourcePath, Arc<str>)>) {
        self.pages = pages;
    }

    /// Adds a text.
    pub fn insert(&mut self, file: SourcePath, text: Arc<str>) {
        self.others.insert(file, text);
    }

    /// Adds texts.
    pub(super) fn extend(&mut self, texts: impl IntoIterator<Item = (SourcePath, Arc<str>)>) {
        self.others.extend(texts);
    }
}
