//! Recipes: what each file of the finished site is made from, as plain data.

use super::paper::Paper;
use crate::base::{OutPath, SourcePath};
use crate::model::{Addresses, EditionId, EntryId, PageId, Shelf, Site};
use crate::source::data::Channel;

/// What a file of the finished site is made from. Numbers are indices of the site's lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recipe {
    /// The root page: choose a language.
    Chooser,
    /// A page of one edition.
    Page(EditionId, PageRecipe),
    /// An entry in one edition as one file that needs nothing else.
    Single(EditionId, EntryId),
    /// An issue of the newsletter in one edition as a mail.
    Letter(EditionId, EntryId),
    /// The Atom feed of an edition.
    Feed(EditionId),
    /// A file of contacts of one edition.
    Contacts(EditionId, ContactsFile),
    /// A file of the search index of one edition.
    Search(EditionId, SearchFile),
    /// A PDF of one edition, or the archive of all of them.
    Paper(EditionId, Paper),
    /// The index of the sitemaps.
    SitemapIndex,
    /// A sitemap of an edition, from 0.
    Sitemap(EditionId, usize),
    /// `robots.txt`.
    Robots,
    /// `.well-known/security.txt`.
    Security,
    /// A former address that leads to a page of texts.
    Redirect(EditionId, PageId),
    /// The list of the files of an edition's kept copy.
    Kept(EditionId),
    /// The worker that answers from an edition's kept copy.
    Worker(EditionId),
    /// The manifest of the app that an edition's kept copy becomes.
    Manifest(EditionId),
    /// The book of an edition's texts.
    Book(EditionId),
    /// The zip file of an edition's pages.
    Bundle(EditionId),
    /// A file of the project, as it is; a picture without what it tells about people, places and devices.
    Asset(SourcePath),
    /// A smaller copy of a picture. Which one, the path says.
    Picture(SourcePath),
    /// A file of the theme, as it is, by its path below `assets/`.
    ThemeAsset(String),
    /// A script of the theme, by its name.
    Script(String),
}

/// What a page of one edition is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageRecipe {
    /// The home page.
    Home,
    /// A page of a section's list, from 1.
    Section(usize, usize),
    /// An entry.
    Entry(EntryId),
    /// A handout as its trainer sees it, with notes and answers.
    Trainer(EntryId),
    /// A step of "find a way to report".
    Report(ReportStep),
    /// A page of the list of a shelf, from 1.
    Shelf(Shelf, usize),
    /// A contact.
    Contact(usize),
    /// A channel.
    Channel(usize),
    /// A municipality.
    Municipality(usize),
    /// A law.
    Law(usize),
    /// A further page of the texts that cite a law, from 2.
    Cited(usize, usize),
    /// A page of a topic's list, from 1.
    Topic(usize, usize),
    /// The search page, or a page of its A–Z list.
    Search(SearchPage),
    /// What can be kept: on the phone, as a zip file, as a book.
    Offline,
    /// What a kept copy shows in place of a page that is not in it.
    Absent,
    /// What is shown where there is no page.
    NotFound,
}

/// Contacts to take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactsFile {
    /// The vCard of one contact.
    Card(usize),
    /// The vCards of all contacts.
    AllCards,
    /// All contacts as a table.
    Table,
    /// All contacts as data.
    Data,
}

impl ContactsFile {
    /// The file in an edition.
    pub fn path(self, site: &Site, edition: EditionId) -> OutPath {
        let folder = site.addresses[edition].folder(Shelf::Contacts);
        OutPath::new(match self {
            Self::Card(contact) => {
                let name = site.directory.contacts[contact].id.value.replace('/', "-");
                format!("{folder}{name}/{name}.vcf")
            }
            Self::AllCards => format!("{folder}all.vcf"),
            Self::Table => format!("{folder}contacts.csv"),
            Self::Data => format!("{folder}contacts.json"),
        })
    }
}

/// Which of the findable things a file is about. What must leave no trace is findable too, but only online: a copy of the
/// site that stays on a phone or goes to others has no file of that part, and the query script works without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchPart {
    /// What may be kept.
    Kept,
    /// What must leave no trace.
    OnlineOnly,
}

/// A page of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchPage {
    /// The form, the results, and the A–Z list where it is short.
    Form,
    /// A page of the A–Z list, from 1.
    List(SearchPart, usize),
}

impl SearchPage {
    /// Whether the page may be in a copy of the site.
    pub fn is_for_kept_copies(self) -> bool {
        !matches!(self, Self::List(SearchPart::OnlineOnly, _))
    }

    /// The file of the page in an edition.
    pub fn path(self, addresses: &Addresses) -> OutPath {
        let folder = addresses.search();
        let list = |word: &str, page: usize| match page {
            0 | 1 => OutPath::new(format!("{folder}{word}/index.html")),
            n => OutPath::new(format!("{folder}{word}/{n}/index.html")),
        };
        match self {
            Self::Form => OutPath::new(format!("{folder}index.html")),
            Self::List(SearchPart::Kept, page) => list("a-z", page),
            Self::List(SearchPart::OnlineOnly, page) => list("online", page),
        }
    }
}

/// A file of the search index. Each is a script, so that it can be loaded from a disk too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SearchFile {
    /// What it is about.
    pub part: SearchPart,
    /// What it holds.
    pub holds: SearchHolds,
}

/// What a file of the search index holds; numbers are from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchHolds {
    /// What the query script needs first: where words are, how to fold, what to say.
    Head,
    /// Titles, addresses and excerpts of some documents.
    Documents(usize),
    /// The words of one stretch of the alphabet, and where each stands.
    Words(usize),
}

impl SearchFile {
    /// Whether the file may be in a copy of the site: kept on a phone, zipped, handed on.
    pub fn is_for_kept_copies(self) -> bool {
        self.part == SearchPart::Kept
    }

    /// The name that the query script knows the file by: its address below the search page, without `.js`.
    pub fn name(self) -> String {
        let folder = if self.is_for_kept_copies() { "" } else { "online/" };
        match self.holds {
            SearchHolds::Head => format!("{folder}i"),
            SearchHolds::Documents(n) => format!("{folder}d{n}"),
            SearchHolds::Words(n) => format!("{folder}w{n}"),
        }
    }

    /// The file in an edition.
    pub fn path(self, addresses: &Addresses) -> OutPath {
        OutPath::new(format!("{}{}.js", addresses.search(), self.name()))
    }
}

/// A step of "find a way to report"; numbers are places in [`Channel::HAPPENED`] and [`Channel::BY`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportStep {
    /// What happened?
    Start,
    /// Who did it?
    Happened(usize),
    /// Where to go.
    By(usize, usize),
    /// Everything on one page, for print.
    All,
}

impl ReportStep {
    /// The file of the step in an edition.
    pub fn path(self, addresses: &Addresses) -> OutPath {
        let folder = addresses.report();
        OutPath::new(match self {
            Self::Start => format!("{folder}index.html"),
            Self::Happened(h) => format!("{folder}{}/index.html", Channel::HAPPENED[h]),
            Self::By(h, b) => format!("{folder}{}/{}/index.html", Channel::HAPPENED[h], Channel::BY[b]),
            Self::All => format!("{folder}all/index.html"),
        })
    }
}
