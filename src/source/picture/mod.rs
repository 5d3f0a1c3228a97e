//! A picture's file and the file beside it → [`PictureFile`]: what it is, how large, which way up, what may be said and
//! shown of it. Nothing is decoded here; the file is walked from end to end, so that one that is broken, too large, of a
//! kind that browsers do not know, or unsafe is known before a page is made.
//!
//! | file | turns |
//! |---|---|
//! | `jpeg`, `png`, `gif`, `webp`, `svg` | the bytes of one format into a [`Header`] and the *bare* picture: the same, without what it tells about people, places and devices |
//! | `exif` | what a camera wrote into the way up |
//! | `side` | `NAME.yaml` into words, a credit, and whether those who are shown have agreed |

#![allow(clippy::disallowed_methods, reason = "this floor is the only reader of the project folder")]

mod exif;
mod gif;
mod jpeg;
mod png;
mod side;
mod svg;
mod webp;

pub use side::{Consent, Side};
pub(super) use side::{is_side_file, no_picture, read_sides};

use super::walk::{Found, cannot_read};
use crate::base::{Code, ContentHash, Diagnostic, SourcePath};
use std::path::PathBuf;

/// A picture of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// Its path in the project.
    pub path: SourcePath,
    /// Where it lies on the disk.
    pub disk: PathBuf,
    /// The hash of its bytes.
    pub hash: ContentHash,
    /// What its bytes say of it, or why it cannot be shown.
    pub header: Result<Header, Fault>,
    /// What the file beside it says.
    pub side: Side,
}

/// The formats of pictures that a site may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PictureKind {
    /// JPEG (ITU T.81).
    Jpeg,
    /// PNG (W3C).
    Png,
    /// GIF89a.
    Gif,
    /// WebP (RFC 9649).
    WebP,
    /// SVG.
    Svg,
}

/// What the bytes of a picture say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Header {
    /// The format.
    pub kind: PictureKind,
    /// Columns of pixels as they are stored; of an SVG, the width it asks for, 0 where it asks for none.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// How the stored picture must be turned, as Exif counts it: 1 to 8, where 1 is upright.
    pub orientation: u8,
    /// Whether parts of it may be transparent.
    pub alpha: bool,
    /// Whether every pixel is kept as it was: drawings and pictures of screens are, photos seldom.
    pub lossless: bool,
    /// Whether it has no colours, only shades.
    pub grey: bool,
    /// Whether it moves.
    pub animated: bool,
    /// Bytes of pixels, without what is said about them.
    pub data: u64,
}

impl Header {
    /// A still, upright picture without transparency.
    fn new(kind: PictureKind, width: u32, height: u32) -> Self {
        let lossless = !matches!(kind, PictureKind::Jpeg);
        Self { kind, width, height, orientation: 1, alpha: false, lossless, grey: false, animated: false, data: 0 }
    }

    /// Width and height as people see it.
    pub fn upright(&self) -> (u32, u32) {
        match self.orientation {
            5..=8 => (self.height, self.width),
            _ => (self.width, self.height),
        }
    }
}

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// A file that is not whole, or not what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// It ends too early.
    Short,
    /// It does not follow its format.
    Odd,
    /// It is of a sort of its format that browsers do not show.
    Rare,
}

/// A picture and the same without what it tells: `Err` where it is broken.
type Walked = Result<(Header, Vec<u8>), Broken>;

/// The largest picture that is read, in pixels. A small file can unfold to any size; 50 megapixels are more than phones
/// take and fit in memory.
const MAX_PIXELS: u64 = 50_000_000;

/// The longest file of a picture that is read, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// Endings of files that are pictures.
const SHOWN: [&str; 6] = ["jpg", "jpeg", "png", "gif", "webp", "svg"];

/// Endings of pictures that browsers do not all show, or that only hold what a better format holds.
const FOREIGN: [&str; 9] = ["heic", "heif", "avif", "tif", "tiff", "bmp", "jxl", "jp2", "psd"];

/// Whether a file is a picture, by its name.
pub(super) fn is_picture(path: &SourcePath) -> bool {
    let ending = ending(path);
    SHOWN.contains(&ending.as_str()) || FOREIGN.contains(&ending.as_str())
}

fn ending(path: &SourcePath) -> String {
    path.name().rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_ascii_lowercase())
}

/// What the bytes of a picture say.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    hash: ContentHash,
    header: Result<Header, Fault>,
}

impl Looked {
    /// The picture, with what stands beside it.
    pub(super) fn of(self, found: &Found, side: Side) -> PictureFile {
        let Self { hash, header } = self;
        PictureFile { path: found.path.clone(), disk: found.disk.clone(), hash, header, side }
    }
}

/// Looks at a picture. Where the machine does not let it be read, the diagnostic says so.
pub(super) fn look(found: &Found) -> Result<Looked, Box<Diagnostic>> {
    let refused = |error: std::io::Error| Box::new(cannot_read(&found.path, &error));
    let length = std::fs::metadata(&found.disk).map_err(refused)?.len();
    if length > MAX_BYTES {
        return Ok(Looked { hash: ContentHash::of(&[]), header: Err(too_long(length)) });
    }
    let bytes = std::fs::read(&found.disk).map_err(refused)?;
    Ok(Looked { hash: ContentHash::of(&[&bytes]), header: header(&found.path, &bytes) })
}

fn header(path: &SourcePath, bytes: &[u8]) -> Result<Header, Fault> {
    let named = ending(path);
    if FOREIGN.contains(&named.as_str()) {
        return Err(unsupported(format!("pictures of the kind `.{named}` are not published")));
    }
    let Some(kind) = kind_of(bytes) else { return Err(unreadable(Broken::Odd, path)) };
    if !fits(kind, &named) {
        let message = format!("this file is called `.{named}`, but holds a picture of the kind `{}`", word(kind));
        let hint = format!("rename it: `{}.{}`", stem(path), word(kind));
        return Err(Fault { code: Code::UnreadablePicture, message, hint });
    }
    if kind == PictureKind::Svg {
        return svg::walk(bytes).map(|(header, _)| header);
    }
    let (header, _) = walk(kind, bytes).map_err(|broken| unreadable(broken, path))?;
    let pixels = u64::from(header.width) * u64::from(header.height);
    match pixels {
        0 => Err(unreadable(Broken::Odd, path)),
        _ if pixels > MAX_PIXELS => Err(too_many(&header)),
        _ => Ok(header),
    }
}

/// A picture's bytes without what they tell about people, places, devices and programs: the pixels, the colours, and
/// nothing else. `None` where they are not a picture that can be shown.
pub fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    match kind_of(bytes)? {
        PictureKind::Svg => svg::walk(bytes).ok().map(|(_, bare)| bare),
        kind => walk(kind, bytes).ok().map(|(_, bare)| bare),
    }
}

fn walk(kind: PictureKind, bytes: &[u8]) -> Walked {
    match kind {
        PictureKind::Jpeg => jpeg::walk(bytes),
        PictureKind::Png => png::walk(bytes),
        PictureKind::Gif => gif::walk(bytes),
        PictureKind::WebP => webp::walk(bytes),
        PictureKind::Svg => Err(Broken::Odd),
    }
}

/// What the first bytes say.
fn kind_of(bytes: &[u8]) -> Option<PictureKind> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(PictureKind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(PictureKind::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(PictureKind::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(PictureKind::WebP),
        _ => svg::is_svg(bytes).then_some(PictureKind::Svg),
    }
}

/// The ending of a kind.
fn word(kind: PictureKind) -> &'static str {
    match kind {
        PictureKind::Jpeg => "jpg",
        PictureKind::Png => "png",
        PictureKind::Gif => "gif",
        PictureKind::WebP => "webp",
        PictureKind::Svg => "svg",
    }
}

fn fits(kind: PictureKind, named: &str) -> bool {
    named == word(kind) || (named == "jpeg" && kind == PictureKind::Jpeg)
}

fn stem(path: &SourcePath) -> &str {
    path.name().rsplit_once('.').map_or(path.name(), |(stem, _)| stem)
}

fn unsupported(message: String) -> Fault {
    let hint = "save it as JPEG (photos) or PNG (drawings, screens): smaller copies are made from that";
    Fault { code: Code::UnsupportedPicture, message, hint: hint.to_owned() }
}

fn unreadable(broken: Broken, path: &SourcePath) -> Fault {
    let (message, hint) = match broken {
        Broken::Short => ("this picture ends in the middle", "it was not copied whole: copy it again"),
        Broken::Odd if !SHOWN.contains(&ending(path).as_str()) => ("this is no picture", "rename it"),
        Broken::Odd => (
            "this file is not the picture that its name says",
            "open it in a program for pictures and save it again, as JPEG or PNG",
        ),
        Broken::Rare => return unsupported("this picture is of a sort that browsers do not show".to_owned()),
    };
    Fault { code: Code::UnreadablePicture, message: message.to_owned(), hint: hint.to_owned() }
}

fn too_many(header: &Header) -> Fault {
    let (width, height) = header.upright();
    let message = format!("this picture has {width} × {height} pixels, more than the 50 million that are read");
    let hint = "make it smaller before it goes into the project: 2,000 pixels wide are plenty for any screen";
    Fault { code: Code::HugePicture, message, hint: hint.to_owned() }
}

fn too_long(length: u64) -> Fault {
    let message = format!("this picture's file has {} MB, more than the 64 that are read", length >> 20);
    let hint = "make it smaller before it goes into the project: 2,000 pixels wide are plenty for any screen";
    Fault { code: Code::HugePicture, message, hint: hint.to_owned() }
}

/// Two bytes as a number, the high one first.
fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// Four bytes as a number, the high one first.
fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Two bytes as a number, the low one first.
fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// Four bytes as a number, the low one first.
fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
