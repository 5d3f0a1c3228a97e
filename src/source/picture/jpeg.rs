//! JPEG (ITU T.81) → its size and way up, and the bare picture: all segments that make pixels and colours. Kept are the
//! tables, the frame, the scans, the JFIF head without its thumbnail, the colour profile and Adobe's word on how colours
//! are stored. Left out are Exif, XMP, IPTC, comments, makers' notes, and whatever a phone hangs behind the picture.

use super::{Broken, Header, PictureKind, Walked, be16, exif};

const TEM: u8 = 0x01;
const START_OF_FRAME: u8 = 0xc0;
const HUFFMAN: u8 = 0xc4;
const RESTART: std::ops::RangeInclusive<u8> = 0xd0..=0xd7;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const APP: std::ops::RangeInclusive<u8> = 0xe0..=0xef;
const COMMENT: u8 = 0xfe;

/// Walks a file that begins like a JPEG.
pub fn walk(bytes: &[u8]) -> Walked {
    let mut header = Header::new(PictureKind::Jpeg, 0, 0);
    let mut bare = Vec::with_capacity(bytes.len());
    bare.extend_from_slice(&bytes[..2]);
    let mut at = 2;
    loop {
        let marker = marker(bytes, &mut at)?;
        if marker == END {
            bare.extend_from_slice(&[0xff, END]);
            return if header.width == 0 || header.data == 0 { Err(Broken::Odd) } else { Ok((header, bare)) };
        }
        if marker == TEM || RESTART.contains(&marker) {
            continue;
        }
        let length = usize::from(be16(bytes, at).ok_or(Broken::Short)?);
        let segment = bytes.get(at..at + length).ok_or(Broken::Short)?;
        let body = segment.get(2..).ok_or(Broken::Odd)?;
        at += length;
        match marker {
            0xc0..=0xcf if !matches!(marker, HUFFMAN | 0xc8 | 0xcc) => frame(marker, body, &mut header)?,
            0xe1 if body.starts_with(b"Exif\0\0") => header.orientation = exif::orientation(body),
            _ => {}
        }
        if let Some(kept) = kept(marker, body) {
            bare.extend_from_slice(&[0xff, marker]);
            bare.extend_from_slice(&(kept.len() as u16 + 2).to_be_bytes());
            bare.extend_from_slice(&kept);
        }
        if marker == SCAN {
            let end = end_of_scan(bytes, at);
            header.data += (end - at) as u64;
            bare.extend_from_slice(&bytes[at..end]);
            at = end;
        }
    }
}

/// The next marker; any number of `FF` may stand before it.
fn marker(bytes: &[u8], at: &mut usize) -> Result<u8, Broken> {
    if *bytes.get(*at).ok_or(Broken::Short)? != 0xff {
        return Err(Broken::Odd);
    }
    while *bytes.get(*at).ok_or(Broken::Short)? == 0xff {
        *at += 1;
    }
    *at += 1;
    Ok(bytes[*at - 1])
}

fn frame(marker: u8, body: &[u8], header: &mut Header) -> Result<(), Broken> {
    // Baseline, extended and progressive, coded by Huffman: what browsers show.
    if marker > START_OF_FRAME + 2 {
        return Err(Broken::Rare);
    }
    header.height = u32::from(be16(body, 1).ok_or(Broken::Short)?);
    header.width = u32::from(be16(body, 3).ok_or(Broken::Short)?);
    Ok(())
}

/// What stays of a segment; `None` where nothing does.
fn kept(marker: u8, body: &[u8]) -> Option<std::borrow::Cow<'_, [u8]>> {
    match marker {
        0xe0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
            let mut head = body[..14].to_vec();
            // No thumbnail: it may show what was cut away.
            head[12..].fill(0);
            Some(head.into())
        }
        0xe2 if body.starts_with(b"ICC_PROFILE\0") => Some(body.into()),
        0xee if body.starts_with(b"Adobe") => Some(body[..body.len().min(12)].into()),
        marker if APP.contains(&marker) || marker == COMMENT => None,
        _ => Some(body.into()),
    }
}

/// Where the coded pixels that begin at `at` end: at a marker that is no restart.
fn end_of_scan(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = bytes[at..].iter().position(|b| *b == 0xff) {
        at += found;
        match bytes.get(at + 1) {
            Some(0) => at += 2,
            Some(next) if RESTART.contains(next) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return at,
            None => return bytes.len(),
        }
    }
    bytes.len()
}
