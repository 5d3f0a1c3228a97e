//! The pictures of a paper: read from the project, turned upright, made no larger than paper needs, and without what a
//! camera has noted in them (where and when they were taken).

use super::words::Voice;
use crate::base::{ContentHash, SourcePath};
use crate::render::World;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use jpeg_encoder::{ColorType, Encoder};
use std::io::Cursor;
use std::sync::Arc;

/// Pixels on the longer side: 170 mm at 220 to the inch.
const LARGEST: u32 = 1500;

/// Of JPEG; 100 is best.
const QUALITY: u8 = 82;

/// The pictures that a paper's data names.
#[derive(Default)]
pub struct Pictures {
    list: Vec<Picture>,
}

struct Picture {
    file: SourcePath,
    path: String,
    raw: Arc<[u8]>,
    hash: ContentHash,
    made: Vec<u8>,
}

impl Pictures {
    /// Adds a picture and yields the path by which the data names it; `None` where it cannot be read.
    pub fn add(&mut self, voice: &Voice<'_>, file: &SourcePath) -> Option<String> {
        if let Some(there) = self.list.iter().find(|p| p.file == *file) {
            return Some(there.path.clone());
        }
        let renderer = voice.renderer;
        let raw = renderer.world.read(renderer.site.assets.get(file)?).ok()?;
        let end = match format(&raw)? {
            Kind::Drawing => "svg",
            Kind::Pixels(ImageFormat::Jpeg) => "jpg",
            Kind::Pixels(_) => "png",
        };
        let path = format!("/pictures/{}.{end}", self.list.len());
        let hash = ContentHash::of(&[b"a picture on paper, 1", &raw]);
        self.list.push(Picture { file: file.clone(), path: path.clone(), raw, hash, made: Vec::new() });
        Some(path)
    }

    /// The hashes of the pictures as they are in the project.
    pub fn hashes(&self) -> String {
        self.list.iter().map(|p| p.hash.to_string()).collect()
    }

    /// Makes every picture ready for paper.
    pub fn prepare(&mut self, world: &dyn World) {
        for picture in &mut self.list {
            picture.made = world
                .kept(picture.hash)
                .or_else(|| {
                    let made = for_paper(&picture.raw)?;
                    world.keep(picture.hash, &made);
                    Some(made)
                })
                .unwrap_or_default();
        }
    }

    /// The finished pictures with their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Vec<u8>)> {
        self.list.iter().map(|p| (p.path.as_str(), p.made.clone()))
    }
}

enum Kind {
    Drawing,
    Pixels(ImageFormat),
}

/// What sort of picture it is, by its first bytes; `None` for one that paper cannot show.
fn format(raw: &[u8]) -> Option<Kind> {
    let start = &raw[..raw.len().min(512)];
    if String::from_utf8_lossy(start).contains("<svg") {
        return Some(Kind::Drawing);
    }
    let reader = ImageReader::new(Cursor::new(raw)).with_guessed_format().ok()?;
    let format = reader.format()?;
    reader.into_dimensions().ok()?;
    Some(Kind::Pixels(format))
}

fn for_paper(raw: &[u8]) -> Option<Vec<u8>> {
    let Kind::Pixels(format) = format(raw)? else { return Some(raw.to_vec()) };
    let reader = ImageReader::new(Cursor::new(raw)).with_guessed_format().ok()?;
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    if picture.width().max(picture.height()) > LARGEST {
        picture = picture.resize(LARGEST, LARGEST, image::imageops::FilterType::Triangle);
    }
    let mut made = Vec::new();
    match format {
        ImageFormat::Jpeg => {
            let rgb = picture.to_rgb8();
            let (width, height) = (u16::try_from(rgb.width()).ok()?, u16::try_from(rgb.height()).ok()?);
            Encoder::new(&mut made, QUALITY).encode(rgb.as_raw(), width, height, ColorType::Rgb).ok()?;
        }
        _ => picture.write_to(&mut Cursor::new(&mut made), ImageFormat::Png).ok()?,
    }
    Some(made)
}
