//! An issue of the newsletter as a mail sees it.

use super::PhoneView;
use serde::Serialize;

/// What a mail has besides the issue itself. In templates `mail`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MailView {
    /// The title of the issue, as plain text; also the subject.
    pub subject: String,
    /// The language of the title where it is not the reader's, as attributes.
    pub attrs: String,
    /// What a mail program shows behind the subject; empty where the issue has no description.
    pub preheader: String,
    /// The whole address of the page.
    pub page: String,
    /// The whole address that takes the reader off the list, or what a mailing tool replaces by it.
    pub unsubscribe: Option<String>,
    /// The numbers to call in danger, but for those that must leave no trace.
    pub emergency: Vec<PhoneView>,
    /// The address that an answer goes to; absent where the site has no section `mail`.
    pub answer: Option<String>,
}
