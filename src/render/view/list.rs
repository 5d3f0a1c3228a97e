//! What a page sees that lists entries: a section, a topic, the home page.

use super::{CardView, LinkView, NoticeView, PaperView, Text};
use serde::Serialize;

/// A list of entries on pages. In templates `list`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ListView {
    /// What kind of things: `guide`, `newsletter`, `handout`, `page`, `topic`.
    pub kind: String,
    /// The text above the list; empty when there is none.
    pub html: String,
    /// The language of that text, as attributes.
    pub attrs: String,
    /// What the reader should know about the state of that text.
    pub notices: Vec<NoticeView>,
    /// Whether the entries stand under their years. In `items`, which the generator adds, each entry of this page has `html`,
    /// the finished row that the part `row` makes of it, and `year`, where it stands under one.
    pub by_year: bool,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The path of the page before.
    pub previous: Option<String>,
    /// The path of the page after.
    pub next: Option<String>,
    /// How many entries the whole list has.
    pub total: usize,
    /// Of handouts: all papers of the edition in one file.
    pub archive: Option<PaperView>,
}

/// The home page. In templates `home`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct HomeView {
    /// The text of `content/_index.LANG.md`.
    pub html: String,
    /// Its language, as attributes.
    pub attrs: String,
    /// What the reader should know about the state of that text.
    pub notices: Vec<NoticeView>,
    /// The sections with their first entries.
    pub sections: Vec<HomeSectionView>,
    /// All topics that have entries.
    pub topics: Vec<LinkView>,
}

/// A section on the home page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct HomeSectionView {
    /// Its title.
    pub title: Text,
    /// Its path.
    pub path: String,
    /// What it holds.
    pub kind: String,
    /// Its first entries.
    pub items: Vec<CardView>,
    /// How many it has.
    pub total: usize,
}
