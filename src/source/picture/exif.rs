//! What a camera wrote into a picture (Exif 2.3, a TIFF file inside it) → the one thing of it that is used: which way up
//! it was held. The place, the day and the device are never looked at.

use super::{be16, be32, le16, le32};

/// The tag of the way up.
const ORIENTATION: u16 = 0x0112;

/// The way up, 1 to 8; 1 (upright) where nothing sensible is said.
pub fn orientation(exif: &[u8]) -> u8 {
    let tiff = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let found = match tiff.get(..2) {
        Some(b"II") => first_folder(tiff, le16, le32),
        Some(b"MM") => first_folder(tiff, be16, be32),
        _ => None,
    };
    found.filter(|o| (1..=8).contains(o)).map_or(1, |o| o as u8)
}

type Read<T> = fn(&[u8], usize) -> Option<T>;

fn first_folder(tiff: &[u8], short: Read<u16>, long: Read<u32>) -> Option<u16> {
    if short(tiff, 2)? != 42 {
        return None;
    }
    let start = long(tiff, 4)? as usize;
    let count = usize::from(short(tiff, start)?);
    let mut entries = (0..count).map(|i| start.saturating_add(2 + i * 12));
    let entry = entries.find(|at| short(tiff, *at) == Some(ORIENTATION))?;
    short(tiff, entry + 8)
}
