//! What can be kept of an edition, as its page sees it.

use super::Text;
use serde::Serialize;

/// What can be kept. In templates `offline`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct OfflineView {
    /// The copy that a browser keeps.
    pub keep: Option<KeepView>,
    /// The zip file.
    pub zip: Option<DownloadView>,
    /// The book (EPUB); `None` where the edition has no text of its own to read.
    pub book: Option<DownloadView>,
}

/// The copy of an edition that a browser keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct KeepView {
    /// How many pages it has.
    pub pages: usize,
    /// About how much is loaded.
    pub size: Text,
    /// The path of the list of its files.
    pub list: String,
    /// The path of the manifest of the app that it becomes.
    pub manifest: String,
}

/// A file to be loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DownloadView {
    /// Its name.
    pub name: String,
    /// From the root of the site.
    pub path: String,
    /// Its length, in the reader's words.
    pub size: Text,
    /// The SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
}
