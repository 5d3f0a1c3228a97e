//! A picture's bytes → upright pixels in sRGB, in each width that is wanted. All widths of a picture are made when the
//! first is asked for, so that it is decoded once; the pixels wait until the other forms and widths have come for them.
//!
//! Memory: a decoded photo of 24 megapixels takes 72 MB, so only so many pixels are decoded at once as [`AT_ONCE`] says,
//! however many threads bake; a single larger picture goes alone. Only the small copies wait, those of a few pictures.
//!
//! Nothing that waits here for another thread may call what shares out work among threads: a thread that waits for its
//! shares takes up other work meanwhile, which could wait for itself. Encoding AVIF does, so it happens outside.

use crate::model::{Picture, Variant};
use crate::render::world::World;
use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::collections::VecDeque;
use std::io::Cursor;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Pixels that are decoded at the same time, by all threads together.
const AT_ONCE: u64 = 40_000_000;

/// Pictures whose small copies wait to be asked for. The variants of a picture stand side by side in the catalogue.
const WAITING: usize = 6;

/// Pixels, row by row, three or four bytes each.
#[derive(Debug)]
pub struct Pixels {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Whether the fourth byte of each is its opacity.
    pub alpha: bool,
    /// Red, green, blue, and opacity where there is one.
    pub bytes: Vec<u8>,
}

/// Why there are no pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undeveloped {
    /// The file cannot be read any more.
    Gone,
    /// What is in it cannot be decoded.
    Broken,
}

type Developed = Result<Vec<Arc<Pixels>>, Undeveloped>;

/// Decodes and scales.
#[derive(Debug, Default)]
pub struct Darkroom {
    waiting: Mutex<VecDeque<Arc<Tray>>>,
    decoding: Mutex<u64>,
    done: Condvar,
}

/// The small copies of one picture.
#[derive(Debug)]
struct Tray {
    picture: String,
    copies: Mutex<Option<Developed>>,
}

impl Darkroom {
    /// The pixels of a variant.
    pub fn pixels(&self, world: &dyn World, picture: &Picture, variant: &Variant) -> Result<Arc<Pixels>, Undeveloped> {
        let tray = self.tray(picture);
        let mut copies = tray.copies.lock().unwrap_or_else(PoisonError::into_inner);
        let developed = copies.get_or_insert_with(|| {
            self.gated(picture, || develop(world, picture)).map(|copies| copies.into_iter().map(Arc::new).collect())
        });
        let found = developed.as_ref().map_err(|why| *why)?.iter().find(|p| p.width == variant.width);
        found.cloned().ok_or(Undeveloped::Broken)
    }

    /// The pixels of the whole picture.
    pub fn whole(&self, world: &dyn World, picture: &Picture) -> Result<Pixels, Undeveloped> {
        self.within(world, picture, u32::MAX)
    }

    /// The pixels of the whole picture, neither side longer than `longest`.
    pub fn within(&self, world: &dyn World, picture: &Picture, longest: u32) -> Result<Pixels, Undeveloped> {
        self.gated(picture, || {
            let (decoded, profile) = decode(world, picture)?;
            let (width, height) = (decoded.width(), decoded.height());
            if width.max(height) <= longest {
                return Ok(finish(from_image(upright(decoded, picture)), profile.as_deref()));
            }
            let side = |n: u32| ((u64::from(n) * u64::from(longest)) / u64::from(width.max(height))).max(1) as u32;
            let size = (side(width), side(height));
            Full::of(decoded)?.scaled(&mut Resizer::new(), size, (picture, profile.as_deref()))
        })
    }

    fn tray(&self, picture: &Picture) -> Arc<Tray> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let name = picture.hash.to_string();
        if let Some(tray) = waiting.iter().find(|tray| tray.picture == name) {
            return tray.clone();
        }
        let tray = Arc::new(Tray { picture: name, copies: Mutex::new(None) });
        waiting.push_back(tray.clone());
        if waiting.len() > WAITING {
            waiting.pop_front();
        }
        tray
    }

    /// Does `work` when there is room for the pixels of `picture`.
    fn gated<T>(&self, picture: &Picture, work: impl FnOnce() -> T) -> T {
        let pixels = u64::from(picture.header.width) * u64::from(picture.header.height);
        let mut decoding = self.decoding.lock().unwrap_or_else(PoisonError::into_inner);
        while *decoding > 0 && *decoding + pixels > AT_ONCE {
            decoding = self.done.wait(decoding).unwrap_or_else(PoisonError::into_inner);
        }
        *decoding += pixels;
        drop(decoding);
        let result = work();
        *self.decoding.lock().unwrap_or_else(PoisonError::into_inner) -= pixels;
        self.done.notify_all();
        result
    }
}

/// Every width that is wanted of a picture.
fn develop(world: &dyn World, picture: &Picture) -> Result<Vec<Pixels>, Undeveloped> {
    let (decoded, profile) = decode(world, picture)?;
    let full = Full::of(decoded)?;
    let mut sizes: Vec<(u32, u32)> = picture.variants.iter().map(|v| (v.width, v.height)).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let mut resizer = Resizer::new();
    let lies = matches!(picture.header.orientation, 5..=8);
    let stored = |(wide, high)| if lies { (high, wide) } else { (wide, high) };
    let mut scaled = |size| full.scaled(&mut resizer, stored(size), (picture, profile.as_deref()));
    sizes.into_iter().map(&mut scaled).collect()
}

/// A decoded picture as it is stored, ready to be made smaller.
struct Full {
    image: Image<'static>,
    alpha: bool,
}

impl Full {
    fn of(decoded: DynamicImage) -> Result<Self, Undeveloped> {
        let alpha = decoded.color().has_alpha();
        let (width, height) = (decoded.width(), decoded.height());
        let (bytes, kind) = match alpha {
            true => (decoded.into_rgba8().into_raw(), PixelType::U8x4),
            false => (decoded.into_rgb8().into_raw(), PixelType::U8x3),
        };
        let image = Image::from_vec_u8(width, height, bytes, kind).map_err(|_| Undeveloped::Broken)?;
        Ok(Self { image, alpha })
    }

    /// A copy of this size, as pictures are stored, turned upright and in sRGB.
    fn scaled(
        &self,
        resizer: &mut Resizer,
        (width, height): (u32, u32),
        (picture, profile): (&Picture, Option<&[u8]>),
    ) -> Result<Pixels, Undeveloped> {
        let mut copy = Image::new(width, height, self.image.pixel_type());
        resizer.resize(&self.image, &mut copy, &ResizeOptions::new()).map_err(|_| Undeveloped::Broken)?;
        let image = to_image(Pixels { width, height, alpha: self.alpha, bytes: copy.into_vec() })?;
        Ok(finish(from_image(upright(image, picture)), profile))
    }
}

/// The picture as it is stored, and its colour profile.
fn decode(world: &dyn World, picture: &Picture) -> Result<(DynamicImage, Option<Vec<u8>>), Undeveloped> {
    use crate::source::PictureKind;
    let format = match picture.header.kind {
        PictureKind::Jpeg => ImageFormat::Jpeg,
        PictureKind::Png => ImageFormat::Png,
        PictureKind::Gif => ImageFormat::Gif,
        PictureKind::WebP => ImageFormat::WebP,
        PictureKind::Svg => return Err(Undeveloped::Broken),
    };
    let bytes = world.read(&picture.disk).map_err(|_| Undeveloped::Gone)?;
    let reader = ImageReader::with_format(Cursor::new(&bytes[..]), format);
    let mut decoder = reader.into_decoder().map_err(|_| Undeveloped::Broken)?;
    let profile = decoder.icc_profile().ok().flatten();
    // A file that was exchanged since it was looked at.
    if decoder.dimensions() != (picture.header.width, picture.header.height) {
        return Err(Undeveloped::Gone);
    }
    let image = DynamicImage::from_decoder(decoder).map_err(|_| Undeveloped::Broken)?;
    Ok((image, profile))
}

fn upright(mut image: DynamicImage, picture: &Picture) -> DynamicImage {
    if let Some(orientation) = Orientation::from_exif(picture.header.orientation) {
        image.apply_orientation(orientation);
    }
    image
}

fn to_image(pixels: Pixels) -> Result<DynamicImage, Undeveloped> {
    let Pixels { width, height, alpha, bytes } = pixels;
    let image = match alpha {
        true => RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8),
        false => RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8),
    };
    image.ok_or(Undeveloped::Broken)
}

fn from_image(image: DynamicImage) -> Pixels {
    let (width, height, alpha) = (image.width(), image.height(), image.color().has_alpha());
    let bytes = if alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
    Pixels { width, height, alpha, bytes }
}

/// Brings colours to sRGB, which is what a picture without a profile means. A profile that cannot be understood is
/// passed over: the colours are then a little off, nothing else.
fn finish(mut pixels: Pixels, profile: Option<&[u8]>) -> Pixels {
    let from =
        profile.and_then(|p| ColorProfile::new_from_slice(p).ok()).filter(|p| p.color_space == DataColorSpace::Rgb);
    let layout = if pixels.alpha { Layout::Rgba } else { Layout::Rgb };
    let transform = from.and_then(|from| {
        from.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, TransformOptions::default()).ok()
    });
    if let Some(transform) = transform {
        let mut out = vec![0; pixels.bytes.len()];
        if transform.transform(&pixels.bytes, &mut out).is_ok() {
            pixels.bytes = out;
        }
    }
    pixels
}
