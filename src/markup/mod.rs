//! Floor 1: Markdown text ⇄ [`Doc`], a compact tree with byte ranges. Knows nothing of files and sites.

mod doc;

pub use doc::{Alert, Align, Children, Doc, Heading, Kind, Link, LinkId, Node, NodeId, Str};
