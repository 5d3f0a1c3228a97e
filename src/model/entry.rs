//! An entry: one thing that has texts in several languages; and [`Versions::localize`], which answers for every kind
//! of page *which text* and *in which language* a reader gets.

use super::link::Target;
use super::{Edition, Marked, Site, Step};
use crate::base::{Date, Lang, SourcePath, Span, slug};
use crate::markup::Doc;
use crate::source::{Borrow, Kind, Meta};
use std::ops::Deref;
use std::sync::Arc;

/// The index of an entry in [`Site::entries`].
pub type EntryId = usize;

/// What one file says, whatever else there is on the site.
#[derive(Debug)]
pub struct Parsed {
    /// The language.
    pub lang: Lang,
    /// The file.
    pub file: SourcePath,
    /// Its front matter.
    pub meta: Arc<Meta>,
    /// The title, as written.
    pub title: String,
    /// The last part of its address: of the front matter, else made from the title.
    pub slug: String,
    /// The text.
    pub doc: Arc<Doc>,
    /// Changes with the ids of its headings.
    pub headings: u64,
    /// Changes with all that other pages and the list of all files may depend on: its front matter, headings, links and
    /// whether parts of it are for trainers. Its words, and how many they are, are no part of it.
    pub outline: u64,
}

/// The text of something in one language: what its file says, and what its links lead to on this site.
#[derive(Debug, Clone)]
pub struct Version {
    /// What the file says. A version is read as if it were that.
    pub parsed: Arc<Parsed>,
    /// What its links lead to, one for each of [`Doc::links`].
    pub targets: Arc<[Target]>,
}

impl Deref for Version {
    type Target = Parsed;

    fn deref(&self) -> &Parsed {
        &self.parsed
    }
}

impl Parsed {
    /// The slug that a title gives where the front matter names none.
    pub fn slug_of(meta: &Meta, title: &str) -> String {
        meta.slug.as_ref().map_or_else(|| slug(title), |s| s.value.to_string())
    }

    /// Where the title stands, to complain about what was made from it.
    pub fn title_span(&self) -> Span {
        let at = self.meta.slug.as_ref().or(self.meta.title.as_ref());
        at.map_or(Span::default(), |t| t.span)
    }
}

impl Version {
    /// The file of its recording: beside it, or, with a `/` in front, below `content/`.
    pub fn audio_file(&self) -> Option<SourcePath> {
        self.file.resolve(&self.meta.audio.as_ref()?.value)
    }

    /// The laws that its links cite, indices of the directory's, in the order of the text.
    pub fn laws(&self) -> impl Iterator<Item = usize> + use<'_> {
        self.targets.iter().filter_map(|target| match target {
            Target::Law(law, _) => Some(*law),
            _ => None,
        })
    }
}

/// The texts of one thing, by language.
#[derive(Debug, Default)]
pub struct Versions(pub Vec<Version>);

/// The text a reader gets.
#[derive(Debug, Clone, Copy)]
pub struct Localized<'a> {
    /// The text.
    pub version: &'a Version,
    /// How it comes to the reader: in which script, marked with which language.
    pub step: Step,
}

impl Localized<'_> {
    /// Whether the whole text is lent from another language.
    pub fn is_borrowed(&self) -> bool {
        self.step.mark.is_some()
    }
}

impl Versions {
    /// The text in exactly this language.
    pub fn get(&self, lang: Lang) -> Option<&Version> {
        self.0.iter().find(|v| v.lang == lang)
    }

    /// The text for readers of `edition`, if its chain has one.
    pub fn localize(&self, edition: &Edition, borrow: Borrow) -> Option<Localized<'_>> {
        let (version, step) = edition.first(|lang| self.get(lang))?;
        let lent = step.mark.is_some() && borrow == Borrow::Never;
        (!lent).then_some(Localized { version, step })
    }
}

/// One thing that has texts in several languages.
#[derive(Debug)]
pub struct Entry {
    /// Section and name: `guides/oik`.
    pub id: String,
    /// The section, an index of [`Site::sections`].
    pub section: usize,
    /// What it is.
    pub kind: Kind,
    /// The language that the others translate.
    pub original: Lang,
    /// Its texts.
    pub versions: Versions,
    /// What is true of it in every language.
    pub common: Arc<Common>,
}

/// What is true of an entry in every language: what its original says, or the first text that says anything.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// When it was first published.
    pub date: Option<Date>,
    /// When it was last changed in meaning.
    pub updated: Option<Date>,
    /// The place in its section's list.
    pub order: Option<u32>,
    /// The day after which it may no longer hold.
    pub valid_until: Option<Date>,
    /// Whether it may be lent to other editions.
    pub borrow: Borrow,
    /// Must leave no trace.
    pub sensitive: bool,
    /// Meant for its own languages only.
    pub lang_exclusive: bool,
    /// Topics, indices of [`Site::topics`].
    pub topics: Vec<usize>,
    /// Contacts, indices of the directory's.
    pub contacts: Vec<usize>,
    /// Channels, indices of the directory's.
    pub channels: Vec<usize>,
    /// Laws, indices of the directory's.
    pub laws: Vec<usize>,
    /// Handouts of a training, indices of [`Site::entries`].
    pub handouts: Vec<EntryId>,
}

impl Entry {
    /// The text for readers of `edition`, if its chain has one and it may be lent.
    pub fn localize(&self, edition: &Edition) -> Option<Localized<'_>> {
        self.versions.localize(edition, self.common.borrow)
    }

    /// The title for readers of `edition`; `None` where they have no such page.
    pub fn title(&self, site: &Site, edition: &Edition) -> Option<Marked> {
        self.localize(edition).map(|l| site.marked(&l.version.title, l.step))
    }
}

/// A section: a folder under `content/`, its own page, and its entries.
#[derive(Debug)]
pub struct Section {
    /// How it is configured.
    pub config: crate::source::SectionConfig,
    /// The texts of its own page.
    pub page: Versions,
}
