//! What the machine refuses, in words for a person: each failure that is not the content's fault becomes a
//! [`MachineError`] here, so that one place decides how a full disk or a forbidden folder is told.

use crate::base::MachineError;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

/// What was tried when the machine refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Reading a file or a folder.
    Read,
    /// Writing a file, making a folder.
    Write,
    /// Removing what is no longer needed.
    Remove,
    /// Putting the new site in the place of the old one.
    Exchange,
}

impl MachineError {
    /// The words for what the operating system said.
    pub(super) fn io(deed: Deed, path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        let failed = format!("`{path}` could not be {deed}");
        match error.kind() {
            ErrorKind::StorageFull => {
                Self::new(format!("the disk is full: {failed}")).hint("make room and build again")
            }
            ErrorKind::QuotaExceeded => Self::new(format!("your share of the disk is used up: {failed}"))
                .hint("remove something of yours, or ask for more room, and build again"),
            ErrorKind::FileTooLarge => {
                Self::new(format!("{failed}: the file is larger than this disk or account allows"))
            }
            ErrorKind::ReadOnlyFilesystem => Self::new(format!("{failed}: this disk can only be read")),
            ErrorKind::PermissionDenied => Self::new(format!("{failed}: you have no permission to do that")),
            ErrorKind::NotFound => Self::new(format!("{failed}: it is not there")),
            ErrorKind::InvalidFilename => Self::new(format!("{failed}: this disk does not allow such a name")),
            ErrorKind::AlreadyExists if deed == Deed::Write => {
                Self::new(format!("{failed}: a file of that name is there already"))
                    .hint("two files of the site have names that this disk cannot tell apart")
            }
            ErrorKind::NotADirectory | ErrorKind::IsADirectory if deed == Deed::Write => {
                Self::new(format!("{failed}: the site has a file and a folder of one name"))
            }
            _ => Self::new(format!("{failed}: {error}")),
        }
    }
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Write => "written",
            Self::Remove => "removed",
            Self::Exchange => "put in its place",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_has_words_of_its_own() {
        let told = |deed, kind: ErrorKind| MachineError::io(deed, Path::new("public/a"), &kind.into()).message;
        for (deed, kind, words) in [
            (Deed::Write, ErrorKind::StorageFull, "the disk is full: `public/a` could not be written"),
            (
                Deed::Write,
                ErrorKind::QuotaExceeded,
                "your share of the disk is used up: `public/a` could not be written",
            ),
            (
                Deed::Remove,
                ErrorKind::PermissionDenied,
                "`public/a` could not be removed: you have no permission to do that",
            ),
            (Deed::Write, ErrorKind::ReadOnlyFilesystem, "`public/a` could not be written: this disk can only be read"),
            (
                Deed::Write,
                ErrorKind::InvalidFilename,
                "`public/a` could not be written: this disk does not allow such a name",
            ),
            (
                Deed::Write,
                ErrorKind::NotADirectory,
                "`public/a` could not be written: the site has a file and a folder of one name",
            ),
            (Deed::Read, ErrorKind::NotADirectory, "`public/a` could not be read: not a directory"),
            (Deed::Exchange, ErrorKind::TimedOut, "`public/a` could not be put in its place: timed out"),
        ] {
            assert_eq!(told(deed, kind), words);
        }
    }
}
