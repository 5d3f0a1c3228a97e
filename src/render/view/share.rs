//! How a page can be handed on, as templates see it.

use serde::Serialize;

/// Links that hand a page on. In the template of the part `share`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ShareView {
    /// The whole address of the page, to be read and copied.
    pub address: String,
    /// Opens WhatsApp with the words and the address.
    pub whatsapp: String,
    /// Opens Viber with them.
    pub viber: String,
    /// Opens a text message with them (RFC 5724).
    pub sms: String,
    /// The page as one file, where there is one.
    pub file: Option<FileView>,
}

/// A file to take away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FileView {
    /// From the root of the site.
    pub path: String,
    /// The name it is saved under.
    pub name: String,
    /// Its size in kilobytes (1,000 bytes), rounded up: to be printed.
    pub size: String,
}
