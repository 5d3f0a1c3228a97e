//! The bytes of a recording → what it is and how long it lasts: MP3 (ISO 11172-3, 13818-3), MP4 (ISO 14496-12) and Ogg
//! (RFC 3533) with Opus or Vorbis in it. Nothing is decoded; a file that is cut short lasts as long as it says.

/// A recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recording {
    /// The media type that a browser is told: `audio/mpeg`.
    pub media: &'static str,
    /// How long it lasts, in milliseconds.
    pub millis: u64,
}

/// The endings of names that a recording may have.
pub const ENDINGS: [&str; 4] = ["mp3", "m4a", "ogg", "opus"];

impl Recording {
    /// Reads a recording; `None` where the bytes are none of those, or hold no sound.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (media, millis) = match bytes {
            _ if bytes.starts_with(b"OggS") => ("audio/ogg", ogg(bytes)?),
            _ if bytes.get(4..8)? == b"ftyp" => ("audio/mp4", mp4(bytes)?),
            _ => ("audio/mpeg", mp3(bytes)?),
        };
        (millis > 0).then_some(Self { media, millis })
    }
}

/// A whole number of some bytes, the first the greatest.
fn big(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    Some(bytes.get(at..at.checked_add(length)?)?.iter().fold(0, |n, byte| n << 8 | u64::from(*byte)))
}

/// A whole number of some bytes, the last the greatest.
fn little(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    Some(bytes.get(at..at.checked_add(length)?)?.iter().rev().fold(0, |n, byte| n << 8 | u64::from(*byte)))
}

fn millis(samples: u64, rate: u64) -> Option<u64> {
    samples.checked_mul(1000)?.checked_div(rate)
}

/// The last page says how many samples there are up to its end; Opus always counts 48,000 a second (RFC 7845).
fn ogg(bytes: &[u8]) -> Option<u64> {
    let head = bytes.get(27 + usize::from(*bytes.get(26)?)..)?;
    let (rate, skipped) = match head {
        _ if head.starts_with(b"OpusHead") => (48_000, little(head, 10, 2)?),
        _ if head.starts_with(b"\x01vorbis") => (little(head, 12, 4)?, 0),
        _ => return None,
    };
    let last = bytes.windows(4).rposition(|four| four == b"OggS")?;
    millis(little(bytes, last + 6, 8)?.checked_sub(skipped)?, rate)
}

/// `moov` holds `mvhd`, which says how long all lasts and in which unit.
fn mp4(bytes: &[u8]) -> Option<u64> {
    let head = part(part(bytes, b"moov")?, b"mvhd")?;
    let (scale, length) = match head.first()? {
        0 => (big(head, 12, 4)?, big(head, 16, 4)?),
        _ => (big(head, 20, 4)?, big(head, 24, 8)?),
    };
    millis(length, scale)
}

/// The contents of a box among others.
fn part<'b>(mut bytes: &'b [u8], name: &[u8; 4]) -> Option<&'b [u8]> {
    loop {
        let (size, head) = match big(bytes, 0, 4)? {
            0 => (bytes.len(), 8),
            1 => (usize::try_from(big(bytes, 8, 8)?).ok()?, 16),
            size => (usize::try_from(size).ok()?, 8),
        };
        if bytes.get(4..8)? == name {
            return bytes.get(head..size.min(bytes.len()));
        }
        bytes = bytes.get(size.max(8)..)?;
    }
}

/// One frame of MPEG sound.
struct Frame {
    length: usize,
    samples: u64,
    rate: u64,
}

/// Kilobits a second by the four bits of a frame's head: of version 1 and layers I, II, III; of version 2 and layer I,
/// and layers II and III.
const RATES: [[u64; 16]; 5] = [
    [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0],
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
];

impl Frame {
    /// The frame that begins here.
    fn read(bytes: &[u8]) -> Option<Self> {
        let head = big(bytes, 0, 4)?;
        let (version, layer) = (head >> 19 & 3, head >> 17 & 3);
        let rate = *[44_100, 48_000, 32_000].get((head >> 10 & 3) as usize)?;
        if head >> 21 != 0x7FF || version == 1 || layer == 0 {
            return None;
        }
        let first = version == 3;
        let rate = match version {
            3 => rate,
            2 => rate / 2,
            _ => rate / 4,
        };
        // Layers are written backwards: 3 is I, 1 is III.
        let (table, samples) = match (first, layer) {
            (true, 3) => (0, 384),
            (true, 2) => (1, 1152),
            (true, _) => (2, 1152),
            (false, 3) => (3, 384),
            (false, 2) => (4, 1152),
            (false, _) => (4, 576),
        };
        let kilobits = RATES[table][(head >> 12 & 15) as usize];
        let padding = head >> 9 & 1;
        let length = match layer {
            3 => (12_000 * kilobits / rate + padding) * 4,
            _ => samples / 8 * 1000 * kilobits / rate + padding,
        };
        (kilobits > 0).then_some(Self { length: usize::try_from(length).ok()?, samples, rate })
    }
}

/// All frames are counted, so that it is right where their sizes differ, and where a head that would say it is missing.
fn mp3(bytes: &[u8]) -> Option<u64> {
    let tagged = bytes.starts_with(b"ID3");
    // The size of the tag has seven bits a byte (ID3v2.4, 6.2).
    let size = |b: &[u8]| b.iter().fold(0, |n, byte| n << 7 | usize::from(byte & 0x7F));
    let start = if tagged { 10 + size(bytes.get(6..10)?) } else { 0 };
    let mut at = (start..bytes.len().min(start + 4096)).find(|at| is_sound(&bytes[*at..]))?;
    let (mut samples, mut rate) = (0, 0);
    while let Some(frame) = bytes.get(at..).and_then(Frame::read) {
        let head = bytes.get(at..(at + frame.length).min(bytes.len())).unwrap_or_default();
        // The first frame may hold only words about the others.
        let told =
            samples == 0 && [&b"Xing"[..], b"Info", b"VBRI"].iter().any(|w| head.windows(4).take(60).any(|f| f == *w));
        samples += if told { 0 } else { frame.samples };
        (rate, at) = (frame.rate, at + frame.length);
    }
    millis(samples, rate)
}

/// Whether a frame begins here, and another where it ends: a chance of four bytes is none.
fn is_sound(bytes: &[u8]) -> bool {
    let next = |frame: Frame| bytes.len() == frame.length || bytes.get(frame.length..).and_then(Frame::read).is_some();
    Frame::read(bytes).is_some_and(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frames of version 1, layer III, 64 kbit/s, 44.1 kHz: 208 bytes, 1152 samples each.
    fn frames(count: usize) -> Vec<u8> {
        let mut frame = vec![0xFF, 0xFB, 0x50, 0xC0];
        frame.resize(208, 0);
        frame.repeat(count)
    }

    fn read(bytes: &[u8]) -> Option<(&'static str, u64)> {
        Recording::read(bytes).map(|r| (r.media, r.millis))
    }

    #[test]
    fn frames_are_counted() {
        assert_eq!(read(&frames(100)), Some(("audio/mpeg", 2612)));
        let mut tagged = b"ID3\x04\x00\x00\x00\x00\x01\x00".to_vec();
        tagged.extend([0; 128]);
        tagged.extend(frames(100));
        assert_eq!(read(&tagged), Some(("audio/mpeg", 2612)));
        let mut told = frames(101);
        told[36..40].copy_from_slice(b"Xing");
        assert_eq!(read(&told), Some(("audio/mpeg", 2612)));
    }

    #[test]
    fn boxes_are_opened() {
        let mut mvhd = vec![0, 0, 0, 28, b'm', b'v', b'h', b'd'];
        mvhd.extend([0; 12]);
        mvhd.extend(1000u32.to_be_bytes());
        mvhd.extend(252_000u32.to_be_bytes());
        let mut file = b"\x00\x00\x00\x10ftypM4A \x00\x00\x00\x00".to_vec();
        file.extend(b"\x00\x00\x00\x0Cfree\x00\x00\x00\x00");
        file.extend(36u32.to_be_bytes());
        file.extend(b"moov");
        file.extend(mvhd);
        assert_eq!(read(&file), Some(("audio/mp4", 252_000)));
        assert_eq!(read(&file[..40]), None);
    }

    #[test]
    fn the_last_page_counts() {
        let page = |granule: u64, packet: &[u8]| {
            let mut page = b"OggS\x00\x00".to_vec();
            page.extend(granule.to_le_bytes());
            page.extend([0; 12]);
            page.extend([1, packet.len() as u8]);
            page.extend(packet);
            page
        };
        let opus = [page(0, b"OpusHead\x01\x01\x38\x01\x80\xBB\x00\x00\x00\x00\x00"), page(480_312, b"x")].concat();
        assert_eq!(read(&opus), Some(("audio/ogg", 10_000)));
        let vorbis = [page(0, b"\x01vorbis\0\0\0\0\x01\x44\xAC\0\0"), page(441_000, b"x")].concat();
        assert_eq!(read(&vorbis), Some(("audio/ogg", 10_000)));
    }

    #[test]
    fn what_is_no_recording_is_none() {
        for bytes in
            [&b""[..], b"ID3", b"<html>", b"OggS", b"\xFF\xFB\x50\xC0", b"\x00\x00\x00\x10ftypM4A ", &[0xFF; 400]]
        {
            assert_eq!(read(bytes), None, "{bytes:?}");
        }
    }
}
