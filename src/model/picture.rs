//! Pictures as read → those that may be shown, each with the files that are made of it, and those that may not, each
//! with the reason. So every later floor can only reach what may be published.
//!
//! Which files are made of a picture is known before one is decoded, from its header alone:
//!
//! | picture | becomes |
//! |---|---|
//! | photo: JPEG, lossy WebP, or a lossless file that has more than [`PHOTO_BYTES`] a pixel | AVIF and JPEG |
//! | the same with transparency | AVIF and PNG |
//! | drawing, picture of a screen: any other PNG or WebP | PNG |
//! | GIF, SVG, anything that moves | itself |

use super::Site;
use crate::base::{ContentHash, Date, OutPath, SourcePath, slug};
use crate::source::{Config, Consent, Header, Names, PictureFile, PictureKind, Side};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A picture that may be shown.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Its file.
    pub file: SourcePath,
    /// Where that lies on the disk.
    pub disk: PathBuf,
    /// The hash of its bytes.
    pub hash: ContentHash,
    /// What its bytes say of it.
    pub header: Header,
    /// Words for those who do not see it.
    pub alt: Names,
    /// Whom to thank.
    pub credit: Names,
    /// The files made of it, of each form the small ones first; empty where it is shown as it is.
    pub variants: Vec<Variant>,
}

/// A file made of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its form.
    pub form: Form,
    /// Columns of pixels.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Its place in the finished site. The name changes with the content, so that it can be kept for ever.
    pub path: OutPath,
}

/// The forms that pictures are published in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// AVIF: half the bytes of JPEG, for browsers since about 2021.
    Avif,
    /// JPEG: every browser.
    Jpeg,
    /// PNG: sharp lines, few colours, transparency.
    Png,
}

impl Form {
    /// The ending of files of this form.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Why a picture is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// It cannot be shown; the fault is in [`PictureFile::header`].
    Faulty,
    /// People can be recognised, and nothing says that they agreed.
    Unrecorded,
    /// Those people did not agree, or what is recorded cannot be understood.
    Refused,
    /// They agreed until a day that is past.
    Expired(Date),
    /// They took it back.
    Withdrawn(Date),
}

/// The pictures of a site.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Those that may be shown.
    pub shown: BTreeMap<SourcePath, Picture>,
    /// Those that may not.
    pub withheld: Vec<(PictureFile, Withheld)>,
    /// Those that may, and of which nothing says whether people are in them.
    pub unsaid: Vec<SourcePath>,
}

/// The widths that are made, in pixels. A phone of 360 points leaves 328 to a picture: one, two and three pixels a point.
/// The column of a text on a wide screen has 608 points.
pub const WIDTHS: [u32; 3] = [360, 656, 1080];

/// The widest variant that stands in `src`, for browsers that know no other; it sets the size on the page.
pub const PLAIN_WIDTH: u32 = 656;

/// The width from which on AVIF pays: below it, naming a second file costs a page what the file saves.
const AVIF_WIDTH: u32 = 200;

/// Bytes a pixel, from which on a lossless file holds a photo: of eleven photos saved as PNG ten have 1.1 to 1.9, drawings
/// and pictures of screens 0.01 to 0.7.
pub const PHOTO_BYTES: f64 = 0.9;

/// The same where there is one shade a pixel: photos and scanned pages have 0.41 to 0.83.
const GREY_PHOTO_BYTES: f64 = 0.4;

/// Changes with everything that decides how a variant looks, so that a browser never keeps an old one.
pub const MADE_BY: &str = "pictures 1";

impl Pictures {
    /// Sorts pictures out, as of `today`.
    pub fn resolve(files: Vec<PictureFile>, config: &Config, today: Date) -> Self {
        let mut pictures = Self::default();
        for file in files {
            match (withheld(&file.side, today), file.header.clone()) {
                (Some(why), Ok(_)) => pictures.withheld.push((file, why)),
                (_, Err(_)) => pictures.withheld.push((file, Withheld::Faulty)),
                (None, Ok(header)) => {
                    if file.side.people.is_none() && header.kind == PictureKind::Jpeg {
                        pictures.unsaid.push(file.path.clone());
                    }
                    let variants = if config.outputs.images { variants(&file, &header) } else { Vec::new() };
                    let PictureFile { path, disk, hash, header: _, side } = file;
                    let Side { alt, credit, .. } = side;
                    let picture = Picture { file: path.clone(), disk, hash, header, alt, credit, variants };
                    pictures.shown.insert(path, picture);
                }
            }
        }
        pictures
    }
}

impl Site {
    /// Whether the file beside a picture has words for it, in whatever language. A picture that is kept back counts too:
    /// its words are all that readers get.
    pub fn has_alt(&self, file: &SourcePath) -> bool {
        self.alt(file).is_some_and(|alt| !alt.is_empty())
    }

    /// The words for a picture from the file beside it.
    pub fn alt(&self, file: &SourcePath) -> Option<&Names> {
        let kept_back = || self.pictures.withheld.iter().find(|(p, _)| p.path == *file).map(|(p, _)| &p.side.alt);
        self.pictures.shown.get(file).map(|p| &p.alt).or_else(kept_back)
    }
}

/// The rule of consent: a picture is kept back when somebody said no, when people can be recognised and no consent is
/// recorded, and when a consent has ended.
fn withheld(side: &Side, today: Date) -> Option<Withheld> {
    match side.consent {
        Consent::Unrecorded => (side.people == Some(true)).then_some(Withheld::Unrecorded),
        Consent::Refused => Some(Withheld::Refused),
        Consent::Given { withdrawn: Some(day), .. } if day <= today => Some(Withheld::Withdrawn(day)),
        Consent::Given { until: Some(day), .. } if day < today => Some(Withheld::Expired(day)),
        Consent::Given { .. } => None,
    }
}

fn variants(file: &PictureFile, header: &Header) -> Vec<Variant> {
    let (width, height) = header.upright();
    let widths = widths(width);
    let short = ContentHash::of(&[file.hash.to_string().as_bytes(), MADE_BY.as_bytes()]).short();
    let name = file.path.name().rsplit_once('.').map_or(file.path.name(), |(stem, _)| stem);
    let name: String = slug(name).chars().take(40).collect();
    let name = if name.is_empty() { "picture" } else { name.trim_end_matches('-') };
    let variant = |form: Form, wide: u32| Variant {
        form,
        width: wide,
        height: scaled(height, wide, width),
        path: OutPath::new(format!("pictures/{name}-{wide}.{short}.{}", form.ending())),
    };
    let forms = forms(header).iter().filter(|form| **form != Form::Avif || width >= AVIF_WIDTH);
    forms.flat_map(|form| widths.iter().map(move |wide| variant(*form, *wide))).collect()
}

/// Never wider than the picture; a step that is nearly as wide as it is left out.
fn widths(own: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|w| *w < own && own - *w > w / 8).collect();
    if widths.last() != WIDTHS.last() {
        widths.push(own.min(WIDTHS[WIDTHS.len() - 1]));
    }
    widths
}

/// `height` when `width` becomes `wide`.
fn scaled(height: u32, wide: u32, width: u32) -> u32 {
    let exact = f64::from(height) * f64::from(wide) / f64::from(width);
    (exact.round() as u32).max(1)
}

fn forms(header: &Header) -> &'static [Form] {
    let pixels = f64::from(header.width) * f64::from(header.height);
    let many = if header.grey { GREY_PHOTO_BYTES } else { PHOTO_BYTES };
    let photo = !header.lossless || header.data as f64 / pixels > many;
    match (header.kind, photo, header.alpha) {
        (PictureKind::Gif | PictureKind::Svg, ..) => &[],
        _ if header.animated => &[],
        (_, true, false) => &[Form::Avif, Form::Jpeg],
        (_, true, true) => &[Form::Avif, Form::Png],
        (_, false, _) => &[Form::Png],
    }
}

impl Picture {
    /// Width and height on the page: of the file that every browser can show.
    pub fn size(&self) -> (u32, u32) {
        self.plain().map_or_else(|| self.header.upright(), |v| (v.width, v.height))
    }

    /// The variant that every browser can show; `None` where the picture is shown as it is.
    pub fn plain(&self) -> Option<&Variant> {
        let every = || self.variants.iter().filter(|v| v.form != Form::Avif);
        every().rfind(|v| v.width <= PLAIN_WIDTH).or_else(|| every().next())
    }

    /// Whether the published picture is to be turned, so that the bytes cannot be handed on.
    pub fn is_turned(&self) -> bool {
        self.header.orientation != 1
    }
}
