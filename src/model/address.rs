//! Addresses: which file of the finished site each page becomes in each edition. Slugs are the reader's language.

use super::{Edition, EditionId, EntryId, Localized, PageId, Section, Site, Versions};
use crate::base::{Code, Diagnostic, OutPath, Place, is_plain_part, slug};
use crate::source::Borrow;

/// The fixed folders of an edition, whose names its strings may translate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Contacts.
    Contacts,
    /// Municipalities.
    Municipalities,
    /// Ways to report.
    Channels,
    /// Laws.
    Laws,
    /// Glossary.
    Glossary,
    /// Topics.
    Topics,
}

impl Shelf {
    /// All of them.
    pub const ALL: [Shelf; 6] =
        [Self::Contacts, Self::Municipalities, Self::Channels, Self::Laws, Self::Glossary, Self::Topics];

    /// The name of the folder where the strings say nothing, and the end of the string's key `path-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Municipalities => "municipalities",
            Self::Channels => "channels",
            Self::Laws => "laws",
            Self::Glossary => "glossary",
            Self::Topics => "topics",
        }
    }

    /// How many things stand on one page of its list, so that the page stays light (tests/judges/growth.py).
    pub fn page_size(self) -> usize {
        match self {
            Self::Channels => 60,
            Self::Contacts | Self::Glossary => 100,
            Self::Municipalities | Self::Laws => 150,
            Self::Topics => 300,
        }
    }
}

/// The addresses of one edition.
#[derive(Debug, Default)]
pub struct Addresses {
    entries: Vec<Option<OutPath>>,
    sections: Vec<Option<OutPath>>,
    folders: Vec<String>,
    report: String,
    search: String,
    offline: String,
    topics: Vec<OutPath>,
}

impl Addresses {
    /// The page of an entry; `None` where the edition has none.
    pub fn entry(&self, entry: EntryId) -> Option<&OutPath> {
        self.entries[entry].as_ref()
    }

    /// A section's own page; `None` where the edition has nothing of it.
    pub fn section(&self, section: usize) -> Option<&OutPath> {
        self.sections[section].as_ref()
    }

    /// The folder of a shelf, with the edition's folder before it and a slash at its end.
    pub fn folder(&self, shelf: Shelf) -> &str {
        &self.folders[shelf as usize]
    }

    /// The folder of "find a way to report", with the edition's folder before it and a slash at its end.
    pub fn report(&self) -> &str {
        &self.report
    }

    /// The folder of the search, with the edition's folder before it and a slash at its end.
    pub fn search(&self) -> &str {
        &self.search
    }

    /// The folder of what can be kept, with the edition's folder before it and a slash at its end.
    pub fn offline(&self) -> &str {
        &self.offline
    }

    /// The list of a shelf.
    pub fn list(&self, shelf: Shelf) -> OutPath {
        OutPath::new(format!("{}index.html", self.folder(shelf)))
    }

    /// The page of one thing on a shelf.
    pub fn on_shelf(&self, shelf: Shelf, id: &str) -> OutPath {
        OutPath::new(format!("{}{}/index.html", self.folder(shelf), id.replace('/', "-")))
    }

    /// The page of a topic.
    pub fn topic(&self, topic: usize) -> OutPath {
        self.topics[topic].clone()
    }
}

/// The home page of an edition.
pub fn home(edition: &Edition) -> OutPath {
    OutPath::new(format!("{}/index.html", edition.folder))
}

/// Page `n` (from 1) of the list that begins at `first`.
pub fn list_page(first: &OutPath, n: usize) -> OutPath {
    match n {
        0 | 1 => first.clone(),
        n => OutPath::new(format!("{}page/{n}/index.html", first.address())),
    }
}

impl Site {
    /// The page of the glossary on which a term stands.
    pub fn term_path(&self, edition: EditionId, term: usize) -> OutPath {
        let count = self.directory.glossary.len();
        // All pages are equally long.
        let size = count.div_ceil(count.div_ceil(Shelf::Glossary.page_size()).max(1)).max(1);
        let page = 1 + self.lists[edition].term_place[term] / size;
        list_page(&self.addresses[edition].list(Shelf::Glossary), page)
    }

    /// The page of texts `page` in an edition.
    pub fn page_path(&self, edition: EditionId, page: PageId) -> Option<OutPath> {
        match page {
            PageId::Home => Some(home(&self.editions[edition])),
            PageId::Section(section) => self.addresses[edition].section(section).cloned(),
            PageId::Entry(entry) => self.addresses[edition].entry(entry).cloned(),
        }
    }
}

/// Works out the addresses of every edition; speaks of slugs that are none.
pub fn resolve(site: &Site, diags: &mut Vec<Diagnostic>) -> Vec<Addresses> {
    check_slugs(site, diags);
    site.editions.iter().map(|edition| of_edition(site, edition)).collect()
}

fn of_edition(site: &Site, edition: &Edition) -> Addresses {
    let slugs: Vec<String> = site.sections.iter().map(|s| section_slug(s, edition)).collect();
    let entries: Vec<Option<OutPath>> = site
        .entries
        .iter()
        .map(|entry| {
            let localized = entry.localize(edition)?;
            let slug = entry_slug(&localized, &entry.id);
            Some(OutPath::new(format!("{}/{}/{slug}/index.html", edition.folder, slugs[entry.section])))
        })
        .collect();
    let has_entries: Vec<bool> = (0..site.sections.len())
        .map(|s| site.entries.iter().zip(&entries).any(|(e, path)| e.section == s && path.is_some()))
        .collect();
    let sections = site.sections.iter().enumerate().map(|(i, section)| {
        let present = has_entries[i] || section.page.localize(edition, section.config.borrow).is_some();
        present.then(|| OutPath::new(format!("{}/{}/index.html", edition.folder, slugs[i])))
    });
    let topic_folder = folder(site, edition, Shelf::Topics.word());
    let topics = site.topics.iter().map(|topic| {
        let name = site.name(edition, &topic.names).map(|n| slug(&n.text)).filter(|s| is_plain_part(s));
        let name = name.unwrap_or_else(|| topic.id.replace('/', "-"));
        OutPath::new(format!("{topic_folder}{name}/index.html"))
    });
    Addresses {
        sections: sections.collect(),
        topics: topics.collect(),
        folders: Shelf::ALL.map(|shelf| folder(site, edition, shelf.word())).to_vec(),
        report: folder(site, edition, "report"),
        search: folder(site, edition, "search"),
        offline: folder(site, edition, "offline"),
        entries,
    }
}

/// A fixed folder: the string `path-WORD` of the edition's own language, else the English word.
fn folder(site: &Site, edition: &Edition, word: &str) -> String {
    let found = site.strings.get(edition, &format!("path-{word}"), None).ok();
    let own = found.filter(|f| f.step.mark.is_none()).map(|f| slug(&f.text)).filter(|s| is_plain_part(s));
    format!("{}/{}/", edition.folder, own.as_deref().unwrap_or(word))
}

fn section_slug(section: &Section, edition: &Edition) -> String {
    let localized = section.page.localize(edition, Borrow::Allow);
    let own = localized.map(|l| l.version.slug.clone()).filter(|s| is_plain_part(s));
    own.unwrap_or_else(|| slug(&section.config.folder))
}

/// The slug of an entry: of the text its readers get, else its name.
fn entry_slug(localized: &Localized<'_>, id: &str) -> String {
    let name = id.rsplit('/').next().unwrap_or(id);
    match localized.version.slug.as_str() {
        plain if is_plain_part(plain) => plain.to_owned(),
        _ => slug(name),
    }
}

fn check_slugs(site: &Site, diags: &mut Vec<Diagnostic>) {
    let sections = site.sections.iter().map(|s| (&s.page, true));
    let entries = site.entries.iter().map(|e| (&e.versions, false));
    let versions = sections.chain(entries).flat_map(|(Versions(all), section)| all.iter().map(move |v| (v, section)));
    for (version, is_section) in versions {
        let place = || Place::at(&version.file, version.title_span());
        match (&version.meta.slug, version.slug.as_str()) {
            (_, plain) if is_plain_part(plain) => {}
            (Some(_), bad) => diags.push(
                Diagnostic::new(Code::BadPath, place(), format!("`{bad}` cannot be part of an address"))
                    .hint("a slug has letters, figures and hyphens; no slashes, no spaces, no dot in front"),
            ),
            // Its folder serves.
            (None, _) if is_section => {}
            (None, _) => diags.push(
                Diagnostic::new(Code::EmptySlug, place(), "no address can be made from this title")
                    .hint("give the text a `slug:` of its own"),
            ),
        }
        for alias in &version.meta.aliases {
            if alias_path("x", &alias.value).is_none() {
                diags.push(
                    Diagnostic::new(
                        Code::BadPath,
                        Place::at(&version.file, alias.span),
                        match alias.value.trim().is_empty() {
                            true => "this alias is empty".to_owned(),
                            false => format!("`{}` cannot be an address of this site", alias.value),
                        },
                    )
                    .hint("an alias is a path like `old/page/` or, from the root of the site, `/sq/old/page/`"),
                );
            }
        }
    }
}

/// The file that an alias becomes: below the edition's folder, or from the root of the site where it begins with `/`.
pub fn alias_path(folder: &str, alias: &str) -> Option<OutPath> {
    let (from_root, inner) = alias.strip_prefix('/').map_or((false, alias), |rest| (true, rest));
    let parts: Vec<&str> = inner.trim_end_matches('/').split('/').collect();
    if !parts.iter().all(|p| is_plain_part(p)) {
        return None;
    }
    let inner = parts.join("/");
    let file = if inner.ends_with(".html") { inner } else { format!("{inner}/index.html") };
    Some(OutPath::new(if from_root { file } else { format!("{folder}/{file}") }))
}
