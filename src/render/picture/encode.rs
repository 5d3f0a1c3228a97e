//! Pixels → the bytes of a picture in one form, no heavier than a page can bear: what is busier than others gets less
//! quality, down to a floor under which it would look broken.

use super::darkroom::{Pixels, Undeveloped};
use crate::model::Form;
use crate::source::PictureKind;
use image::ExtendedColorType;
use image::codecs::webp::WebPEncoder;
use imgref::Img;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use ravif::RGBA8;
use rgb::FromSlice;

/// Qualities of JPEG that are tried, in order: measured on seven photos, the second looks (SSIM 0.949) as the first of
/// AVIF does (0.944).
const JPEG: [u8; 4] = [66, 58, 48, 40];

/// Qualities of AVIF that are tried. At equal likeness AVIF takes 0.58 bits a pixel where JPEG takes 0.99.
const AVIF: [f32; 3] = [55.0, 45.0, 37.0];

/// The quality of a JPEG that is published whole and had to be turned.
const WHOLE_QUALITY: u8 = 85;

/// The quality of a photo on paper, which shows more than a phone does.
const PAPER_QUALITY: u8 = 82;

/// How much time AVIF may take, 1 (much) to 10: 8 gives files 3 % larger than 6 in two thirds of the time; 10 gives
/// files 16 % larger.
const AVIF_SPEED: u8 = 8;

/// Colours of a PNG that is made: one byte a pixel.
const COLOURS: usize = 256;

/// Bytes that a picture of so many pixels may have before it is tried again with less quality: four photos for a phone of
/// 360 points with two pixels a point, and the page around them, stay below 100 kB.
fn budget(pixels: &Pixels, form: Form) -> usize {
    let area = f64::from(pixels.width) * f64::from(pixels.height);
    let bits = match form {
        Form::Avif => 0.42,
        Form::Jpeg | Form::Png => 0.8,
    };
    (area * bits / 8.0) as usize + 1_500
}

/// A picture of bounded weight.
pub fn within_budget(pixels: &Pixels, form: Form) -> Result<Vec<u8>, Undeveloped> {
    let limit = budget(pixels, form);
    match form {
        Form::Jpeg => first_within(&JPEG, limit, |quality| jpeg(pixels, quality)),
        Form::Avif => {
            let first = avif(pixels, AVIF[0])?;
            // One step of quality takes about a fifth away. Each try costs seconds, so none is made that cannot do.
            match first.len() as f64 / limit as f64 {
                fits if fits <= 1.0 => Ok(first),
                over if over <= 1.25 => avif(pixels, AVIF[1]),
                _ => avif(pixels, AVIF[2]),
            }
        }
        Form::Png => few_colours(pixels),
    }
}

/// A picture that is published whole, in the format it had.
pub fn whole(pixels: &Pixels, kind: PictureKind) -> Result<Vec<u8>, Undeveloped> {
    match kind {
        PictureKind::Jpeg => jpeg(pixels, WHOLE_QUALITY),
        PictureKind::WebP => webp(pixels),
        PictureKind::Png | PictureKind::Gif | PictureKind::Svg => all_colours(pixels),
    }
}

/// A picture for paper: a photo with little loss, all else with none.
pub fn on_paper(pixels: &Pixels, form: Form) -> Result<Vec<u8>, Undeveloped> {
    match form {
        Form::Jpeg => jpeg(pixels, PAPER_QUALITY),
        Form::Png | Form::Avif => all_colours(pixels),
    }
}

/// The first that is light enough, else the last.
fn first_within(
    qualities: &[u8],
    limit: usize,
    make: impl Fn(u8) -> Result<Vec<u8>, Undeveloped>,
) -> Result<Vec<u8>, Undeveloped> {
    let mut made = Vec::new();
    for quality in qualities {
        made = make(*quality)?;
        if made.len() <= limit {
            break;
        }
    }
    Ok(made)
}

fn jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Undeveloped> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let colour = if pixels.alpha { ColorType::Rgba } else { ColorType::Rgb };
    let side = |n: u32| u16::try_from(n).map_err(|_| Undeveloped::Broken);
    let encoded = encoder.encode(&pixels.bytes, side(pixels.width)?, side(pixels.height)?, colour);
    encoded.map_err(|_| Undeveloped::Broken)?;
    Ok(out)
}

fn avif(pixels: &Pixels, quality: f32) -> Result<Vec<u8>, Undeveloped> {
    let encoder = ravif::Encoder::new().with_quality(quality).with_alpha_quality(quality).with_speed(AVIF_SPEED);
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let made = match pixels.alpha {
        true => encoder.encode_rgba(Img::new(pixels.bytes.as_rgba(), width, height)),
        false => encoder.encode_rgb(Img::new(pixels.bytes.as_rgb(), width, height)),
    };
    made.map(|made| made.avif_file).map_err(|_| Undeveloped::Broken)
}

fn webp(pixels: &Pixels) -> Result<Vec<u8>, Undeveloped> {
    let colour = if pixels.alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let mut out = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut out);
    encoder.encode(&pixels.bytes, pixels.width, pixels.height, colour).map_err(|_| Undeveloped::Broken)?;
    Ok(out)
}

fn all_colours(pixels: &Pixels) -> Result<Vec<u8>, Undeveloped> {
    let colour = if pixels.alpha { png::ColorType::Rgba } else { png::ColorType::Rgb };
    png(pixels, colour, None, &pixels.bytes)
}

/// A PNG with a palette: as it is where the picture has few colours, else with the 256 that fit it best.
fn few_colours(pixels: &Pixels) -> Result<Vec<u8>, Undeveloped> {
    let rgba: Vec<u8> = match pixels.alpha {
        true => pixels.bytes.clone(),
        false => pixels.bytes.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect(),
    };
    let (palette, indices) = exact(&rgba).unwrap_or_else(|| nearest(&rgba));
    png(pixels, png::ColorType::Indexed, Some(&palette), &indices)
}

type Indexed = (Vec<RGBA8>, Vec<u8>);

/// The palette of a picture with at most 256 colours, those that are not opaque first.
fn exact(rgba: &[u8]) -> Option<Indexed> {
    let mut colours: Vec<[u8; 4]> = Vec::new();
    let mut last = None;
    for pixel in rgba.as_chunks::<4>().0 {
        if last == Some(pixel) {
            continue;
        }
        last = Some(pixel);
        if let Err(at) = colours.binary_search(pixel) {
            if colours.len() == COLOURS {
                return None;
            }
            colours.insert(at, *pixel);
        }
    }
    colours.sort_by_key(|c| (c[3], *c));
    let index = |pixel: &[u8; 4]| colours.binary_search_by_key(&(pixel[3], *pixel), |c| (c[3], *c)).unwrap_or(0) as u8;
    let indices = rgba.as_chunks::<4>().0.iter().map(index).collect();
    Some((colours.iter().map(|c| RGBA8::new(c[0], c[1], c[2], c[3])).collect(), indices))
}

/// The 256 colours that fit a picture best (NeuQuant).
fn nearest(rgba: &[u8]) -> Indexed {
    let map = color_quant::NeuQuant::new(3, COLOURS, rgba);
    let palette = map.color_map_rgba().as_rgba().to_vec();
    let indices = rgba.chunks_exact(4).map(|pixel| map.index_of(pixel) as u8).collect();
    (palette, indices)
}

fn png(
    pixels: &Pixels,
    colour: png::ColorType,
    palette: Option<&[RGBA8]>,
    data: &[u8],
) -> Result<Vec<u8>, Undeveloped> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, pixels.width, pixels.height);
    encoder.set_color(colour);
    encoder.set_compression(png::Compression::High);
    // Neighbours in a palette are not alike, so there is nothing to gain from filters.
    encoder.set_filter(if palette.is_some() { png::Filter::NoFilter } else { png::Filter::Adaptive });
    if let Some(palette) = palette {
        encoder.set_palette(palette.iter().flat_map(|c| [c.r, c.g, c.b]).collect::<Vec<u8>>());
        let opacity: Vec<u8> = palette.iter().map(|c| c.a).collect();
        if opacity.iter().any(|a| *a < 255) {
            encoder.set_trns(opacity);
        }
    }
    let written = encoder.write_header().and_then(|mut w| w.write_image_data(data).and_then(|()| w.finish()));
    written.map_err(|_| Undeveloped::Broken)?;
    Ok(out)
}
