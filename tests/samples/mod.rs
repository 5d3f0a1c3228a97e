//! Pictures for tests, made by code: photos that look like photos to an encoder, drawings with few colours, and in them
//! what cameras and programs leave behind. Everything is the same on every machine.

#![allow(dead_code, clippy::unwrap_used, reason = "each test takes what it needs, and may stop at once")]

use jpeg_encoder::{ColorType, Encoder};

/// Words that must not be found in anything that is published.
pub const SECRETS: [&str; 4] = ["Secret Street 7", "SecretCam", "secret-author", "GPSsecret"];

/// A picture as its name and a few words ask for it: `1200x800 turned gps`.
pub fn picture(name: &str, words: &str) -> Vec<u8> {
    let has = |word: &str| words.split(' ').any(|w| w == word);
    let (width, height) = words.split(' ').find_map(|w| w.split_once('x')).unwrap();
    let (width, height): (u32, u32) = (width.parse().unwrap(), height.parse().unwrap());
    let bytes = match name.rsplit_once('.').unwrap().1 {
        "png" if has("photo") => png(width, height, &photo(width, height), png::ColorType::Rgb),
        "png" => png(width, height, &drawing(width, height), png::ColorType::Rgba),
        "gif" => gif(width, height, if has("moving") { 3 } else { 1 }),
        "webp" => webp(width, height),
        "svg" => format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><rect width=\"9\" height=\"9\"/></svg>\n").into_bytes(),
        _ => jpeg(width, height, if has("turned") { 6 } else { 1 }),
    };
    match has("short") {
        true => bytes[..bytes.len() / 2].to_vec(),
        false => bytes,
    }
}

/// Red, green, blue: a sky, a ground, and grain between.
pub fn photo(width: u32, height: u32) -> Vec<u8> {
    let mut seed = 7_u32;
    let mut out = Vec::with_capacity((width * height * 3) as usize);
    for y in 0..height {
        for x in 0..width {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = (seed >> 24) as i32 / 10;
            let hill = (f64::from(x) / 50.0).sin() * 20.0 + f64::from(height) / 2.0;
            let light = (f64::from(x * y) / 900.0).cos() * 30.0;
            let base = if f64::from(y) < hill { [110, 160, 220] } else { [90, 120, 60] };
            out.extend(base.map(|c: i32| (c + grain + light as i32).clamp(0, 255) as u8));
        }
    }
    out
}

/// Red, green, blue, opacity: three colours, transparent around.
pub fn drawing(width: u32, height: u32) -> Vec<u8> {
    let pixel = |x: u32, y: u32| match (x * 8 / width, y * 8 / height) {
        (0 | 7, _) | (_, 0 | 7) => [0, 0, 0, 0],
        (a, b) if (a + b) % 3 == 0 => [200, 30, 30, 255],
        (a, b) if (a + b) % 3 == 1 => [255, 255, 255, 255],
        _ => [20, 20, 90, 255],
    };
    (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y))).collect()
}

/// A photo with everything a phone writes: place, device, a comment, a thumbnail, and a second file behind the end.
pub fn jpeg(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 90);
    encoder.add_app_segment(1, exif(orientation)).unwrap();
    encoder.add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0<x>secret-author</x>".to_vec()).unwrap();
    encoder.add_app_segment(13, b"Photoshop 3.0\08BIM Secret Street 7".to_vec()).unwrap();
    encoder.encode(&photo(width, height), width as u16, height as u16, ColorType::Rgb).unwrap();
    let comment = b"\xff\xfe\x00\x12secret-author 123";
    out.splice(2..2, comment[..20].iter().copied());
    out.extend_from_slice(b"\xff\xd8GPSsecret behind the end");
    out
}

/// Exif with the way up, a maker and a place.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut e = [tag.to_be_bytes(), kind.to_be_bytes()].concat();
        e.extend(count.to_be_bytes());
        e.extend(value);
        e
    };
    tiff.extend(entry(0x010f, 2, 10, 50_u32.to_be_bytes()));
    tiff.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, 62_u32.to_be_bytes()));
    tiff.extend([0; 4]);
    tiff.extend(b"SecretCam\0\0\0");
    tiff.extend(b"\0\x01\0\0\0\x02\0\0\0\x0aGPSsecret\0");
    tiff
}

/// A PNG with texts and a time.
pub fn png(width: u32, height: u32, pixels: &[u8], colour: png::ColorType) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(colour);
    encoder.add_text_chunk("Author".into(), "secret-author".into()).unwrap();
    encoder.add_itxt_chunk("Comment".into(), "Secret Street 7".into()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::ChunkType(*b"eXIf"), &exif(1)[6..]).unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    out
}

/// A GIF with a comment, of so many frames.
pub fn gif(width: u32, height: u32, frames: u16) -> Vec<u8> {
    use image::codecs::gif::GifEncoder;
    let mut out = Vec::new();
    let mut encoder = GifEncoder::new(&mut out);
    for frame in 0..frames {
        let mut pixels = drawing(width, height);
        pixels.iter_mut().step_by(4).for_each(|p| *p = p.wrapping_add(frame as u8 * 60));
        encoder.encode(&pixels, width, height, image::ExtendedColorType::Rgba8).unwrap();
    }
    drop(encoder);
    let comment = b"!\xfe\x0dsecret-author\0";
    out.splice(out.len() - 1..out.len() - 1, comment.iter().copied());
    out
}

/// A lossless WebP with Exif.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    use image::ImageEncoder;
    use image::codecs::webp::WebPEncoder;
    let mut out = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut out);
    encoder.set_exif_metadata(exif(1)[6..].to_vec()).unwrap();
    encoder.write_image(&drawing(width, height), width, height, image::ExtendedColorType::Rgba8).unwrap();
    out
}
