//! PNG → its size, and the bare picture: the chunks that make pixels and colours, and of a moving one its frames. Left
//! out are texts, times, Exif, physical sizes, chunks of programs, and whatever stands behind the end.

use super::{Broken, Header, PictureKind, Walked, be32, exif};

const KEPT: [&[u8; 4]; 12] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"bKGD"];

const FRAMES: [&[u8; 4]; 3] = [b"acTL", b"fcTL", b"fdAT"];

/// Walks a file that begins like a PNG.
pub fn walk(bytes: &[u8]) -> Walked {
    let mut header = Header::new(PictureKind::Png, 0, 0);
    let mut bare = Vec::with_capacity(bytes.len());
    bare.extend_from_slice(&bytes[..8]);
    let mut at = 8;
    loop {
        let length = be32(bytes, at).ok_or(Broken::Short)? as usize;
        let end = at.checked_add(length).and_then(|e| e.checked_add(12)).ok_or(Broken::Odd)?;
        let chunk = bytes.get(at..end).ok_or(Broken::Short)?;
        let (name, body) = (&chunk[4..8], &chunk[8..8 + length]);
        if at == 8 {
            head(name, body, &mut header)?;
        }
        match name {
            b"tRNS" => header.alpha = true,
            b"acTL" => header.animated = true,
            b"IDAT" => header.data += length as u64,
            b"eXIf" => header.orientation = exif::orientation(body),
            _ => {}
        }
        if KEPT.iter().chain(&FRAMES).any(|kept| *kept == name) {
            bare.extend_from_slice(chunk);
        }
        at = end;
        if name == b"IEND" {
            return if header.data == 0 { Err(Broken::Odd) } else { Ok((header, bare)) };
        }
    }
}

fn head(name: &[u8], body: &[u8], header: &mut Header) -> Result<(), Broken> {
    if name != b"IHDR" || body.len() != 13 {
        return Err(Broken::Odd);
    }
    header.width = be32(body, 0).ok_or(Broken::Odd)?;
    header.height = be32(body, 4).ok_or(Broken::Odd)?;
    // Colour types 4 and 6 have a channel of their own for transparency.
    header.alpha = matches!(body[9], 4 | 6);
    header.grey = matches!(body[9], 0 | 4);
    Ok(())
}
