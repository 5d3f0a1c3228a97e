//! GIF89a → its size and whether it moves, and the bare picture: frames, their timing and how often they repeat. Left out
//! are comments, texts, and what programs add (XMP among it).

use super::{Broken, Header, PictureKind, Walked, le16};

/// Extensions of programs that say how often a picture repeats.
const LOOPS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];

/// Walks a file that begins like a GIF.
pub fn walk(bytes: &[u8]) -> Walked {
    let width = le16(bytes, 6).ok_or(Broken::Short)?;
    let height = le16(bytes, 8).ok_or(Broken::Short)?;
    let mut header = Header::new(PictureKind::Gif, u32::from(width), u32::from(height));
    let mut at = 13 + table(*bytes.get(10).ok_or(Broken::Short)?);
    let mut bare = bytes.get(..at).ok_or(Broken::Short)?.to_vec();
    let mut frames = 0;
    loop {
        let start = at;
        match *bytes.get(at).ok_or(Broken::Short)? {
            b';' => {
                bare.push(b';');
                header.animated = frames > 1;
                return if frames == 0 { Err(Broken::Odd) } else { Ok((header, bare)) };
            }
            b',' => {
                at += 10 + table(*bytes.get(at + 9).ok_or(Broken::Short)?) + 1;
                let pixels = at;
                skip_blocks(bytes, &mut at)?;
                frames += 1;
                header.data += (at - pixels) as u64;
                bare.extend_from_slice(&bytes[start..at]);
            }
            b'!' => {
                let label = *bytes.get(at + 1).ok_or(Broken::Short)?;
                let program = bytes.get(at + 3..at + 14).unwrap_or_default();
                at += 2;
                skip_blocks(bytes, &mut at)?;
                header.alpha |= label == 0xf9 && bytes.get(start + 3).is_some_and(|flags| flags & 1 == 1);
                if label == 0xf9 || (label == 0xff && LOOPS.contains(&program)) {
                    bare.extend_from_slice(&bytes[start..at]);
                }
            }
            _ => return Err(Broken::Odd),
        }
    }
}

/// The length of the table of colours that the packed fields announce.
fn table(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

/// Passes over blocks of data: each begins with its length, the last has none.
fn skip_blocks(bytes: &[u8], at: &mut usize) -> Result<(), Broken> {
    loop {
        let length = usize::from(*bytes.get(*at).ok_or(Broken::Short)?);
        *at += 1 + length;
        if length == 0 {
            return Ok(());
        }
    }
}
