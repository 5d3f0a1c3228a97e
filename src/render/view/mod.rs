//! What templates see: plain data, worked out in full, one struct a thing. This file is the contract with theme
//! authors; `themes/README.md` explains it with examples.
//!
//! Three rules hold for all of it.
//! 1. **Texts carry their language.** A [`Text`] has `attrs`: empty where the text is in the reader's language, else
//!    ` lang="sq" dir="ltr"` (with the space before it). Put it on the element that holds the text:
//!    `<h1{{ page.title.attrs | safe }}>{{ page.title.text }}</h1>`.
//! 2. **Addresses of our own pages are paths from the root of the site** (`sq/udhezues/`), so that one value serves
//!    pages at any depth. Put `page.up` before them: `<a href="{{ page.up }}{{ item.path }}">`. Values called `href`
//!    are finished and take nothing before them.
//! 3. **`html` values are finished and safe**: print them with `| safe`. Everything else is escaped by the template.
//!
//! Views hold no view of a neighbour: only its title and its path.

mod audio;
mod directory;
mod list;
mod mail;
mod offline;
mod privacy;
mod report;
mod search;
mod share;
mod shared;

pub use audio::AudioView;

pub use mail::MailView;

pub use directory::{
    ArticleView, ChannelView, ContactView, GroupView, LawView, MunicipalityView, PhoneView, PlaceView, TermView,
};

pub use list::{HomeSectionView, HomeView, ListView};

pub use offline::{DownloadView, KeepView, OfflineView};

pub use privacy::PrivacyView;

pub use report::{ReportChoiceView, ReportGroupView, ReportRowView, ReportView};

pub use search::{AzView, SearchView};

pub use share::{FileView, ShareView};

pub use shared::Shared;

use crate::base::Lang;
use serde::Serialize;

/// A text and the language it is in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Text {
    /// The text, not escaped.
    pub text: String,
    /// ` lang="…" dir="…"` where it is not in the reader's language, else empty.
    pub attrs: String,
    /// The language itself, where it is not the reader's. Templates do without.
    #[serde(skip)]
    pub mark: Option<Lang>,
}

/// The title of something and the path of its page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LinkView {
    /// What it is called.
    pub title: Text,
    /// From the root of the site.
    pub path: String,
}

/// A day, for people and for machines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// `2026-11-24`.
    pub iso: String,
    /// As the edition writes dates.
    pub text: String,
}

/// The edition: the same for all its pages. In templates `site`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SiteView {
    /// The tag of the edition: `sr-Latn`.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// What the language calls itself.
    pub language: String,
    /// The name of the site.
    pub title: Text,
    /// One sentence about it; empty text when there is none.
    pub description: Text,
    /// The path of the edition's home page.
    pub home: String,
    /// The sections of the menu.
    pub menu: Vec<LinkView>,
    /// Paths of the fixed lists; `None` where the site has nothing to list.
    pub places: PlacesView,
    /// The numbers that stand on every page.
    pub emergency: Vec<PhoneView>,
    /// The line to call when one does not know whom to call: it stands on every page and is free.
    pub first_call: Option<Shared<ContactView>>,
    /// The neutral address of the "leave this page" link.
    pub leave_to: Option<String>,
    /// The stylesheet, to be put into the page as it is.
    pub css: String,
    /// The base address of the whole site, ends in `/`.
    pub base_url: String,
    /// The path of the Atom feed.
    pub feed: String,
    /// How many editions there are.
    pub editions: usize,
}

/// Paths of the fixed lists of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PlacesView {
    /// Contacts.
    pub contacts: Option<String>,
    /// All contacts as vCards, where one can be saved in a phone.
    pub all_vcf: Option<String>,
    /// All contacts as a table.
    pub contacts_csv: Option<String>,
    /// All contacts as data.
    pub contacts_json: Option<String>,
    /// Municipalities.
    pub municipalities: Option<String>,
    /// Ways to report.
    pub channels: Option<String>,
    /// Laws.
    pub laws: Option<String>,
    /// Glossary.
    pub glossary: Option<String>,
    /// Topics.
    pub topics: Option<String>,
    /// Find a way to report.
    pub report: Option<String>,
    /// The search page.
    pub search: Option<String>,
    /// What can be kept, where anything can.
    pub offline: Option<String>,
    /// Pages about the site (sections of kind `page`).
    pub about: Vec<LinkView>,
}

/// What every page has. In templates `page`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PageView {
    /// Which template makes it: `home`, `section`, `entry`, `contacts`, `contact`, `topic` …
    pub kind: String,
    /// The `h1`.
    pub title: Text,
    /// The title of the window, with the name of the site.
    pub window_title: String,
    /// One sentence for search engines and shared links.
    pub description: Option<String>,
    /// What leads to the root of the site: `../../`.
    pub up: String,
    /// From the root of the site.
    pub path: String,
    /// The whole address that search engines should know, where this page may be known at all.
    pub canonical: Option<String>,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// The same page in the other editions, for search engines: what the part `head` sees.
    #[serde(skip)]
    pub alternates: Vec<AlternateView>,
    /// The same page in the other editions, for people: what the part `languages` sees.
    #[serde(skip)]
    pub switcher: Vec<SwitchView>,
    /// The way from the home page to here, this page left out: what the part `crumbs` sees.
    #[serde(skip)]
    pub breadcrumbs: Vec<LinkView>,
    /// The content security policy.
    pub csp: String,
    /// Stylesheets besides the edition's own, to be put into the page as they are.
    pub styles: Vec<String>,
    /// Scripts, from the root of the site; no page needs them.
    pub scripts: Vec<String>,
    /// Must leave no trace.
    pub sensitive: bool,
    /// How it can be handed on, for the part `share`; nothing on a page that must leave no trace.
    #[serde(skip)]
    pub share: Option<ShareView>,
}

/// A `link rel="alternate"`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AlternateView {
    /// A language tag or `x-default`.
    pub hreflang: String,
    /// The whole address.
    pub href: String,
}

/// An edition in the language switcher.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SwitchView {
    /// What the language calls itself.
    pub name: String,
    /// Its tag.
    pub lang: String,
    /// Its direction.
    pub dir: String,
    /// The path of this page there, or of the home page where it does not exist there.
    pub path: String,
    /// Whether it is the edition of this page.
    pub current: bool,
    /// Whether the page there is lent from another language.
    pub borrowed: bool,
    /// Whether the edition has no such page, so that the link goes to its home page.
    pub missing: bool,
}

/// A calm line about the state of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct NoticeView {
    /// `borrowed`, `outdated`, `review`, `expired`, `law`: also the class and the icon.
    pub kind: String,
    /// What it says, in the reader's language.
    pub text: Text,
    /// Where more can be found (the original of a borrowed page, the law that no longer holds).
    pub link: Option<LinkView>,
}

/// An entry in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CardView {
    /// The title.
    pub title: Text,
    /// One sentence; empty text when there is none.
    pub description: Text,
    /// From the root of the site.
    pub path: String,
    /// When it was published.
    pub date: Option<DateView>,
    /// `guide`, `newsletter`, `handout`, `page`.
    pub kind: String,
    /// The language's own name where the whole page is lent from it, else empty.
    pub borrowed_from: Text,
    /// The day until which it was valid, where that is over.
    pub expired: Option<DateView>,
    /// The year it was published: what lists see.
    #[serde(skip)]
    pub year: Option<i16>,
    /// The volume of an issue.
    pub volume: Option<u32>,
    /// The number of an issue.
    pub number: Option<u32>,
}

/// A heading in a table of contents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct HeadingView {
    /// The id in the page.
    pub id: String,
    /// The words.
    pub text: String,
    /// 2 or 3.
    pub level: u8,
}

/// The page of an entry. In templates `entry`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct EntryView {
    /// The id: `guides/oik`.
    pub id: String,
    /// `guide`, `newsletter`, `handout`, `page`.
    pub kind: String,
    /// The language and direction of the body, as attributes; empty when it is the reader's.
    pub attrs: String,
    /// One sentence; empty text when there is none.
    pub description: Text,
    /// The body.
    pub html: String,
    /// Its headings of levels 2 and 3: what the part `contents` sees.
    #[serde(skip)]
    pub contents: Vec<HeadingView>,
    /// When it was published.
    pub date: Option<DateView>,
    /// When it was last changed in meaning.
    pub updated: Option<DateView>,
    /// What the reader should know about its state.
    pub notices: Vec<NoticeView>,
    /// The text to be listened to.
    pub audio: Option<AudioView>,
    /// On the page about privacy: what the site does in a reader's browser.
    pub privacy: Option<PrivacyView>,
    /// Words of the glossary that the text leads to, each once.
    pub words: Vec<TermView>,
    /// Its topics: what the part `topics` sees.
    #[serde(skip)]
    pub topics: Vec<LinkView>,
    /// Its contacts.
    pub contacts: Vec<Shared<ContactView>>,
    /// Its channels.
    pub channels: Vec<LinkView>,
    /// Laws it rests on.
    pub laws: Vec<LinkView>,
    /// The call to begin with: a free line of its own contacts or channels, else that for everybody; absent on pages
    /// about the site.
    pub first_call: Option<Shared<ContactView>>,
    /// The one before it in its section's list: what the part `steps` sees.
    #[serde(skip)]
    pub previous: Option<LinkView>,
    /// The one after it, likewise.
    #[serde(skip)]
    pub next: Option<LinkView>,
    /// Of an issue or handout: labelled facts (volume, period, project, funder, audience, duration).
    pub facts: Vec<FactView>,
    /// Handouts of a training.
    pub handouts: Vec<CardView>,
    /// What can be printed of it.
    pub papers: Vec<PaperView>,
    /// The path of the mail that an issue is sent as, where it is published.
    pub mail: Option<String>,
    /// The path of the trainer's version of a handout, on the page for everybody.
    pub trainer: Option<String>,
    /// Whether this is the trainer's version.
    pub is_trainer: bool,
}

/// A file to print: a PDF, or an archive of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PaperView {
    /// What it is, in the reader's language.
    pub label: Text,
    /// From the root of the site.
    pub path: String,
    /// The tag of its language.
    pub lang: String,
    /// The language's own name where it is not the reader's, else empty.
    pub language: Text,
}

/// A labelled fact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FactView {
    /// What it is, in the reader's language.
    pub label: Text,
    /// The value.
    pub value: Text,
}

/// An edition on the root page. In templates an item of `editions`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ChoiceView {
    /// What the language calls itself.
    pub name: String,
    /// Its tag.
    pub lang: String,
    /// Its direction.
    pub dir: String,
    /// The path of its home page.
    pub path: String,
    /// The name of the site in it.
    pub title: Text,
    /// "Choose your language", in it.
    pub prompt: Text,
}
