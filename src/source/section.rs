//! One section of `guidepost.yaml` → [`SectionConfig`]: what a folder under `content/` holds and how it is listed.

use super::fields::{Fields, Sink};
use super::yaml::Pair;
use crate::base::{Code, Finding, Span, is_plain_part};

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// Guides: what to do.
    #[default]
    Guide,
    /// Issues of the newsletter.
    Newsletter,
    /// Training handouts.
    Handout,
    /// Plain pages (about, privacy).
    Page,
}

impl Kind {
    const WORDS: [&'static str; 4] = ["guide", "newsletter", "handout", "page"];

    /// The word used in `guidepost.yaml` and by templates.
    pub fn word(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Newsletter => "newsletter",
            Self::Handout => "handout",
            Self::Page => "page",
        }
    }

    /// The kind that is called `word`.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Guide, Self::Newsletter, Self::Handout, Self::Page].into_iter().find(|k| k.word() == word)
    }
}

/// How a section's list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By `order`, then by title.
    #[default]
    Order,
    /// Newest first.
    Date,
    /// By the reader's alphabet.
    Title,
}

/// Whether a page may be lent from another language of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Borrow {
    /// The chain decides.
    #[default]
    Allow,
    /// Only texts in the reader's own language (in either script).
    Never,
}

impl Borrow {
    /// The words for front matter and configuration.
    pub const WORDS: [&'static str; 2] = ["allow", "never"];

    /// Reads one of the words.
    pub fn from_word(word: &str) -> Self {
        match word {
            "never" => Self::Never,
            _ => Self::Allow,
        }
    }
}

/// One section as configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionConfig {
    /// The folder under `content/`.
    pub folder: String,
    /// Where it stands.
    pub span: Span,
    /// What it holds.
    pub kind: Kind,
    /// How it is sorted.
    pub sort: Sort,
    /// Whether its pages may be lent.
    pub borrow: Borrow,
    /// Entries on one page of its list.
    pub page_size: usize,
    /// Whether the site's menu shows it.
    pub menu: bool,
}

impl SectionConfig {
    /// A section that `guidepost.yaml` does not speak of.
    pub fn plain(folder: &str) -> Self {
        Self {
            folder: folder.to_owned(),
            span: Span::default(),
            kind: Kind::Guide,
            sort: Sort::Order,
            borrow: Borrow::Allow,
            page_size: 20,
            menu: true,
        }
    }
}

/// Reads one section.
pub fn read(pair: &Pair, sink: &mut Sink<'_>) -> Option<SectionConfig> {
    if !is_plain_part(&pair.key) {
        sink.push(
            Finding::new(Code::BadPath, pair.span, format!("`{}` cannot be a folder under `content/`", pair.key))
                .hint("write the name of one folder, without slashes"),
        );
        return None;
    }
    let mut f = Fields::open(&pair.value, &pair.key, sink)?;
    let kind = f.word("kind", &Kind::WORDS).and_then(Kind::from_word).unwrap_or_default();
    let sort = match f.word("sort", &["order", "date", "title"]) {
        Some("date") => Sort::Date,
        Some("title") => Sort::Title,
        _ => Sort::Order,
    };
    let config = SectionConfig {
        folder: pair.key.clone(),
        span: pair.span,
        kind,
        sort,
        borrow: f.word("borrow", &Borrow::WORDS).map_or(Borrow::Allow, Borrow::from_word),
        page_size: page_size(&mut f),
        menu: f.flag("menu").unwrap_or(true),
    };
    f.finish();
    Some(config)
}

fn page_size(f: &mut Fields<'_, '_, '_>) -> usize {
    let span = f.raw("page_size").map(|yaml| yaml.span).unwrap_or_default();
    match f.number("page_size") {
        Some(0) => {
            f.sink.push(
                Finding::new(Code::BadValue, span, "`page_size` cannot be `0`")
                    .hint("write how many entries one page of the list shows, or leave the key out: it is then 20"),
            );
            20
        }
        number => number.map_or(20, |n| n as usize),
    }
}
