//! "Find a way to report" as templates see it.

use super::{ChannelView, LinkView, Text};
use serde::Serialize;

/// A step of the finder. In templates `report`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReportView {
    /// `start`: what happened? `happened`: who did it? `by`: where to go. `all`: everything on one page, for print.
    pub step: String,
    /// What the reader can choose next.
    pub choices: Vec<ReportChoiceView>,
    /// What happened, once it is chosen; empty text before.
    pub happened: Text,
    /// Who did it, once it is chosen; empty text before.
    pub by: Text,
    /// Where to go, most useful first. Put in last, as values that are made once and shared.
    pub channels: Vec<ChannelView>,
    /// Everything on one page.
    pub groups: Vec<ReportGroupView>,
    /// The path of the page that has everything.
    pub all: String,
}

/// An answer to the question of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReportChoiceView {
    /// Which one, as channels write it: `work`, `public-body`. It chooses the icon.
    pub id: String,
    /// In the reader's words.
    pub title: Text,
    /// The path of the step behind it.
    pub path: String,
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
