//! "Find a way to report" as templates see it.

use super::{ChannelView, LinkView, Text};
use serde::Serialize;

/// A step of the finder. In templates `report`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReportView {
    /// `start`: what happened? `happened`: who did it? `by`: where to go. `all`: everything on one page, for print.
    pub step: String,
    /// What the reader can choose next.
    pub choices: Vec<LinkView>,
    /// What happened, once it is chosen; empty text before.
    pub happened: Text,
    /// Who did it, once it is chosen; empty text before.
    pub by: Text,
    /// Where to go, most useful first.
    pub channels: Vec<ChannelView>,
    /// Every municipality, by the reader's alphabet: who helps there. Empty where they are too many for one page.
    pub municipalities: Vec<LinkView>,
    /// Everything on one page.
    pub groups: Vec<ReportGroupView>,
    /// The path of the page that has everything.
    pub all: String,
}

/// What happened, with who did it and where to go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReportGroupView {
    /// What happened.
    pub title: Text,
    /// The id of the heading in the page.
    pub id: String,
    /// Who did it, and where to go.
    pub rows: Vec<ReportRowView>,
}

/// Who did it, and where to go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReportRowView {
    /// Who did it.
    pub by: Text,
    /// Where to go.
    pub channels: Vec<LinkView>,
}
