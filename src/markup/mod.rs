//! Floor 1: Markdown text ⇄ [`Doc`], a compact tree with byte ranges. Knows nothing of files and sites.
//!
//! `parse` runs once over the events of the Markdown parser and writes straight into the arena; what is ours on top of
//! CommonMark lies in one file each.

mod alerts;
mod builder;
mod doc;
mod headings;
mod html;
mod inline;
mod links;
mod marks;
mod node;
mod notes;
mod parse;
mod plain;
mod quotes;

#[cfg(test)]
mod dump;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_fuzz;
#[cfg(test)]
mod tests_inline;

pub use doc::{Alert, Align, Children, Doc, Heading, Kind, Link, LinkId, NodeId, Str};
pub use parse::parse;
pub use quotes::Quotes;
