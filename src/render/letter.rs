//! Letters: which issues of the newsletter are mailed in an edition, and where the file of one lies. A file of its own,
//! because pages link to letters, too.

use crate::base::OutPath;
use crate::model::{EditionId, EntryId, Site};
use crate::source::Kind;

/// Whether an issue is mailed to readers of an edition. A text that is lent from another language is not: it is mailed in
/// the edition where it is at home. Neither is a sensitive one: a mail stays in a phone and tells.
pub fn is_mailed(site: &Site, edition: EditionId, id: EntryId) -> bool {
    let entry = &site.entries[id];
    let own = entry.localize(&site.editions[edition]).is_some_and(|l| !l.is_borrowed());
    entry.kind == Kind::Newsletter && own && !entry.common.sensitive && site.addresses[edition].entry(id).is_some()
}

/// Whether the letter is among the files of the site.
pub fn is_published(site: &Site, edition: EditionId, id: EntryId) -> bool {
    site.config.mail.as_ref().is_some_and(|mail| mail.publish) && is_mailed(site, edition, id)
}

/// It lies beside the page.
pub fn path(page: &OutPath) -> OutPath {
    OutPath::new(format!("{}issue.eml", page.address()))
}
