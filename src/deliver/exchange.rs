//! A finished staging folder → the output, in one rename; and the leavings of a killed build → nothing. The two stand
//! together because the second must know each state in which the first can be cut short.
//!
//! On Linux and macOS the kernel exchanges two folders in one step. Where it cannot (some network and FUSE file systems,
//! other systems) the old site steps aside and the new one steps in: between these two renames there is no site for some
//! microseconds, and a build killed just then leaves the old one under a hidden name, whence the next build brings it
//! back.

use super::machine::Deed;
use super::place::Place;
use super::tree;
use crate::base::MachineError;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Puts the staging folder in the place of the output and puts the old site away; answers with the number of files that
/// the old site had.
pub(super) fn exchange(place: &Place) -> Result<usize, MachineError> {
    let failed = |error: io::Error| match error.kind() {
        ErrorKind::ResourceBusy => place.mount_point(),
        ErrorKind::CrossesDevices => place.layer(),
        _ => MachineError::io(Deed::Exchange, &place.shown, &error),
    };
    if !exists(&place.out) {
        fs::rename(&place.staging, &place.out).map_err(failed)?;
        return Ok(0);
    }
    let old = match swap(&place.staging, &place.out) {
        Ok(()) => &place.staging,
        Err(error) if cannot_swap(&error) => {
            step_aside(place).map_err(failed)?;
            &place.spare
        }
        Err(error) => return Err(failed(error)),
    };
    place.put_away(old).map_err(|error| {
        let shown = place.shown.display();
        MachineError::io(Deed::Remove, old, &error).hint(format!("the new site is in `{shown}`; this is the old one"))
    })
}

/// Brings the output back to the state before or after a build that was killed, and removes what it left.
pub(super) fn recover(place: &Place) -> Result<(), MachineError> {
    if exists(&place.spare) && !exists(&place.out) {
        fs::rename(&place.spare, &place.out).map_err(|error| MachineError::io(Deed::Exchange, &place.shown, &error))?;
    }
    for left in [&place.staging, &place.spare] {
        tree::remove(left).map_err(|error| MachineError::io(Deed::Remove, left, &error))?;
    }
    Ok(())
}

/// The exchange in two renames. When the second fails the first is undone.
fn step_aside(place: &Place) -> io::Result<()> {
    fs::rename(&place.out, &place.spare)?;
    fs::rename(&place.staging, &place.out).inspect_err(|_| {
        // Should even this fail, the next build's `recover` does it.
        let _ = fs::rename(&place.spare, &place.out);
    })
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

/// Other systems have no such call.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// The kernel is too old (`ENOSYS`) or the file system cannot do it (`EINVAL`, `ENOTSUP`).
fn cannot_swap(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

#[cfg(test)]
mod tests;
