//! What the site does in a reader's browser, as templates see it.

use super::Text;
use serde::Serialize;

/// What the site does in a reader's browser, told from what it is made of. In templates `entry.privacy`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PrivacyView {
    /// Whether some script could set a cookie.
    pub cookies: bool,
    /// Whether some script could store something.
    pub stores: bool,
    /// Whether the policy of pages lets them load anything of other sites.
    pub others: bool,
    /// What each script is for.
    pub scripts: Vec<Text>,
    /// The host that the "leave this page" link leads to.
    pub leave_to: Option<String>,
}
