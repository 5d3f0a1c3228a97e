//! The search page as templates see it.

use super::{GroupView, LinkView, Text};
use serde::Serialize;

/// The search page, or a page of its A–Z list. In templates `search`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SearchView {
    /// Whether the page has the form; the script shows it, since nothing is found without one.
    pub is_form: bool,
    /// Where each letter begins; empty where the whole list is on this page.
    pub letters: Vec<LinkView>,
    /// The links of this page, by letter.
    pub groups: Vec<GroupView<AzView>>,
    /// Which page of the list this is, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The path of the page before.
    pub previous: Option<String>,
    /// The path of the page after.
    pub next: Option<String>,
    /// On the page with the form: the path of the list of what is only online, where there is such a thing. The script
    /// then looks for its index too, and goes on without where a copy of the site does not have it.
    pub online: Option<String>,
    /// Whether this is the list of what must leave no trace.
    pub is_online: bool,
}

/// A line of the A–Z list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AzView {
    /// What it is called.
    pub title: Text,
    /// From the root of the site.
    pub path: String,
    /// What sort of thing it is, where another one is called the same; else empty text.
    pub kind: Text,
}
