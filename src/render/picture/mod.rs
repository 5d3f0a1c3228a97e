//! A picture of the project → the bytes of a file made of it: a smaller copy in one form, or the picture itself without
//! what it tells about people, places and devices. Copies are costly, so they are kept for the next run, each under the
//! hash of the picture's bytes and of everything that decides how the copy looks.
//!
//! | file | turns |
//! |---|---|
//! | `darkroom` | the picture into upright pixels of every width it is wanted in, decoded once, with bounded memory |
//! | `encode` | pixels into a JPEG, AVIF or PNG of bounded weight |

mod darkroom;
mod encode;

pub use darkroom::Darkroom;

use super::bake::Baked;
use super::renderer::Renderer;
use crate::base::{Code, ContentHash, Diagnostic, OutPath, Place, Report, SourcePath};
use crate::model::{Form, MADE_BY, Picture, Site, Target, Variant, Versions};
use crate::source::PictureKind;
use crate::source::picture::bare;
use darkroom::Undeveloped;
use std::collections::BTreeSet;

/// Bytes from which on a picture is too heavy for a reader on a phone: more than half of what a page may weigh.
const HEAVY: usize = 60_000;

/// Pixels on the longer side of a picture on paper: 170 mm at 220 to the inch.
const ON_PAPER: u32 = 1500;

/// The pictures that are published whole at their own address: those with no smaller copies, those that a text links to,
/// and those that no text shows.
pub fn whole(site: &Site) -> BTreeSet<&SourcePath> {
    if site.pictures.shown.is_empty() {
        return BTreeSet::new();
    }
    let (mut shown, mut linked) = (BTreeSet::new(), BTreeSet::new());
    let sections = site.sections.iter().map(|s| &s.page);
    let entries = site.entries.iter().map(|e| &e.versions);
    for version in std::iter::once(&site.home).chain(sections).chain(entries).flat_map(|Versions(all)| all) {
        for (link, target) in version.doc.links().iter().zip(version.targets.iter()) {
            let Target::Asset(file) = target else { continue };
            if link.image {
                shown.insert(file)
            } else {
                linked.insert(file)
            };
        }
    }
    let wanted = |p: &&Picture| p.variants.is_empty() || linked.contains(&p.file) || !shown.contains(&p.file);
    site.pictures.shown.values().filter(wanted).map(|p| &p.file).collect()
}

/// Makes one variant of a picture.
pub fn variant(renderer: &Renderer, picture: &Picture, path: &OutPath) -> Report<Baked> {
    let Some(variant) = picture.variants.iter().find(|v| v.path == *path) else {
        return Report::new(Baked::Bytes(Vec::new()), Vec::new());
    };
    let size = format!("{} {} {}", variant.form.ending(), variant.width, variant.height);
    let key = ContentHash::of(&[picture.hash.to_string().as_bytes(), MADE_BY.as_bytes(), size.as_bytes()]);
    let report = kept_or(renderer, picture, key, || make(renderer, picture, variant));
    match (picture.plain() == Some(variant), report) {
        (true, Report { value: Baked::Bytes(bytes), mut diags }) => {
            diags.extend(heavy(picture, &bytes));
            Report::new(Baked::Bytes(bytes), diags)
        }
        (_, report) => report,
    }
}

/// Makes a picture that is published whole: its own bytes where they can stand for themselves, else turned upright.
pub fn original(renderer: &Renderer, picture: &Picture) -> Report<Baked> {
    if picture.is_turned() {
        let key = ContentHash::of(&[picture.hash.to_string().as_bytes(), MADE_BY.as_bytes(), b"upright"]);
        return kept_or(renderer, picture, key, || {
            let pixels = renderer.darkroom.whole(&*renderer.world, picture)?;
            encode::whole(&pixels, picture.header.kind)
        });
    }
    let bytes = renderer.world.read(&picture.disk).map_err(|_| Undeveloped::Gone);
    let diags = |bytes: &[u8]| if picture.variants.is_empty() { heavy(picture, bytes) } else { None };
    match bytes.and_then(|bytes| bare(&bytes).ok_or(Undeveloped::Broken)) {
        Ok(bytes) => Report { diags: diags(&bytes).into_iter().collect(), value: Baked::Bytes(bytes) },
        Err(why) => failed(picture, why),
    }
}

/// The file of a picture that every program can show, and its media type; nothing where it cannot be made.
pub fn plain(renderer: &Renderer, picture: &Picture) -> Option<(Vec<u8>, &'static str)> {
    let (made, media) = match picture.plain() {
        Some(plain) => (variant(renderer, picture, &plain.path), media(plain.form)),
        None => (original(renderer, picture), stored(picture.header.kind)),
    };
    match made.value {
        Baked::Bytes(bytes) if !bytes.is_empty() => Some((bytes, media)),
        _ => None,
    }
}

/// What a picture becomes on paper, by the ending of its name.
pub fn ending_on_paper(picture: &Picture) -> &'static str {
    match picture.header.kind {
        PictureKind::Svg => "svg",
        _ => form_on_paper(picture).ending(),
    }
}

fn form_on_paper(picture: &Picture) -> Form {
    let photo = !picture.header.lossless && !picture.header.alpha;
    if photo { Form::Jpeg } else { Form::Png }
}

/// Makes a picture ready for paper: upright, no larger than paper needs, and without what a camera has noted in it.
pub fn on_paper(renderer: &Renderer, picture: &Picture) -> Report<Baked> {
    if picture.header.kind == PictureKind::Svg {
        return original(renderer, picture);
    }
    kept_or(renderer, picture, key_on_paper(picture), || {
        let pixels = renderer.darkroom.within(&*renderer.world, picture, ON_PAPER)?;
        encode::on_paper(&pixels, form_on_paper(picture))
    })
}

/// Changes with everything that decides how a picture looks on paper.
pub fn key_on_paper(picture: &Picture) -> ContentHash {
    ContentHash::of(&[picture.hash.to_string().as_bytes(), b"on paper 2", ending_on_paper(picture).as_bytes()])
}

fn media(form: Form) -> &'static str {
    match form {
        Form::Avif => "image/avif",
        Form::Jpeg => "image/jpeg",
        Form::Png => "image/png",
    }
}

fn stored(kind: PictureKind) -> &'static str {
    match kind {
        PictureKind::Jpeg => "image/jpeg",
        PictureKind::Png => "image/png",
        PictureKind::Gif => "image/gif",
        PictureKind::WebP => "image/webp",
        PictureKind::Svg => "image/svg+xml",
    }
}

/// What was kept under `key`, or what `make` makes.
fn kept_or(
    renderer: &Renderer,
    picture: &Picture,
    key: ContentHash,
    make: impl FnOnce() -> Result<Vec<u8>, Undeveloped>,
) -> Report<Baked> {
    if let Some(bytes) = renderer.world.kept(key) {
        return Report::new(Baked::Bytes(bytes), Vec::new());
    }
    match make() {
        Ok(bytes) => {
            renderer.world.keep(key, &bytes);
            Report::new(Baked::Bytes(bytes), Vec::new())
        }
        Err(why) => failed(picture, why),
    }
}

fn make(renderer: &Renderer, picture: &Picture, variant: &Variant) -> Result<Vec<u8>, Undeveloped> {
    let pixels = renderer.darkroom.pixels(&*renderer.world, picture, variant)?;
    let made = encode::within_budget(&pixels, variant.form)?;
    // A picture that was small from the start is not made worse, nor larger.
    let own = (variant.width, variant.height) == picture.header.upright() && !picture.is_turned();
    let same_form =
        matches!((variant.form, picture.header.kind), (Form::Jpeg, PictureKind::Jpeg) | (Form::Png, PictureKind::Png));
    if own && same_form {
        let bytes = renderer.world.read(&picture.disk).map_err(|_| Undeveloped::Gone)?;
        return Ok(bare(&bytes).filter(|bare| bare.len() <= made.len()).unwrap_or(made));
    }
    Ok(made)
}

fn failed(picture: &Picture, why: Undeveloped) -> Report<Baked> {
    let (message, hint) = match why {
        Undeveloped::Gone => ("this picture was there and is gone", "build again"),
        Undeveloped::Broken => (
            "this picture is damaged inside",
            "copy it again, or open it in a program for pictures and save it again, as JPEG or PNG",
        ),
    };
    let diag = Diagnostic::new(Code::UnreadablePicture, Place::file(&picture.file), message).hint(hint);
    Report::new(Baked::Bytes(Vec::new()), vec![diag])
}

fn heavy(picture: &Picture, bytes: &[u8]) -> Option<Diagnostic> {
    let (width, _) = picture.size();
    let hint = match picture.variants.is_empty() {
        true => "make it smaller: a page with all its pictures should stay under 100 kB",
        false => "show less of it, or save a photo as JPEG: a page with all its pictures should stay under 100 kB",
    };
    let message = format!("this picture weighs {} kB at {width} pixels, much for a phone", bytes.len() / 1000);
    (bytes.len() > HEAVY).then(|| Diagnostic::new(Code::HeavyPicture, Place::file(&picture.file), message).hint(hint))
}
