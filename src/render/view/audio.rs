//! A recording as templates see it.

use super::Text;
use serde::Serialize;

/// A recording of a text, to be listened to or taken away. In templates `entry.audio`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AudioView {
    /// From the root of the site.
    pub path: String,
    /// Its media type: `audio/mpeg`, `audio/mp4`, `audio/ogg`.
    pub media: String,
    /// How long it lasts, in the reader's words: `4 min 12 s`.
    pub length: Text,
    /// Its size in megabytes (1,000,000 bytes), as the reader's language writes it: `1.9`.
    pub size: String,
    /// The language of the voice, in the reader's words, where it is not the reader's; else empty text.
    pub language: Text,
}
