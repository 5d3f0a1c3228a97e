//! WebP (RFC 9649) → its size and way up, and the bare picture: pixels, transparency, frames, the colour profile. Left out
//! are Exif, XMP and chunks that nobody knows.

use super::{Broken, Header, PictureKind, Walked, exif, le16, le32};

const ANIMATED: u8 = 0x02;
const XMP: u8 = 0x04;
const EXIF: u8 = 0x08;
const ALPHA: u8 = 0x10;

/// Walks a file that begins like a WebP.
pub fn walk(bytes: &[u8]) -> Walked {
    let end = 8 + le32(bytes, 4).ok_or(Broken::Short)? as usize;
    let file = bytes.get(..end).ok_or(Broken::Short)?;
    let mut header = Header::new(PictureKind::WebP, 0, 0);
    let mut bare = Vec::with_capacity(file.len());
    bare.extend_from_slice(&file[..12.min(file.len())]);
    let mut at = 12;
    while at < file.len() {
        let length = le32(file, at + 4).ok_or(Broken::Short)? as usize;
        let name = &file[at..at + 4];
        let body = at.checked_add(8 + length).and_then(|end| file.get(at + 8..end)).ok_or(Broken::Short)?;
        note(name, body, &mut header)?;
        if matches!(name, b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP") {
            let start = bare.len();
            bare.extend_from_slice(&file[at..at + 8 + length]);
            if name == b"VP8X" {
                bare[start + 8] &= !(EXIF | XMP);
            }
            bare.extend((length % 2 == 1).then_some(0));
        }
        at += 8 + length + length % 2;
    }
    let length = bare.len() as u32 - 8;
    bare[4..8].copy_from_slice(&length.to_le_bytes());
    if header.data == 0 || header.width == 0 { Err(Broken::Odd) } else { Ok((header, bare)) }
}

/// Takes from a chunk what it says of the whole.
fn note(name: &[u8], body: &[u8], header: &mut Header) -> Result<(), Broken> {
    let has_canvas = header.width > 0;
    match name {
        b"VP8X" => {
            let flags = *body.first().ok_or(Broken::Odd)?;
            (header.alpha, header.animated) = (flags & ALPHA != 0, flags & ANIMATED != 0);
            let side = |at: usize| le32(body, at).map(|n| (n & 0x00ff_ffff) + 1);
            header.width = side(4).ok_or(Broken::Odd)?;
            // The last number has three bytes only.
            let high = u32::from(le16(body, 7).ok_or(Broken::Odd)?);
            header.height = (high | u32::from(*body.get(9).ok_or(Broken::Odd)?) << 16) + 1;
        }
        b"VP8 " => {
            header.lossless = false;
            header.data += body.len() as u64;
            if !has_canvas {
                header.width = u32::from(le16(body, 6).ok_or(Broken::Odd)? & 0x3fff);
                header.height = u32::from(le16(body, 8).ok_or(Broken::Odd)? & 0x3fff);
            }
        }
        b"VP8L" => {
            header.data += body.len() as u64;
            let bits = le32(body, 1).ok_or(Broken::Odd)?;
            header.alpha |= bits >> 28 & 1 == 1;
            if !has_canvas {
                (header.width, header.height) = ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
            }
        }
        b"ALPH" => header.alpha = true,
        b"ANMF" => header.data += body.len() as u64,
        b"EXIF" => header.orientation = exif::orientation(body),
        _ => {}
    }
    Ok(())
}
