//! The catalogue: every file of the finished site and its recipe, before anything is rendered. So two writers of one
//! address are found, links can be checked, and a preview can make just the page that is asked for.

use super::html::asset_path;
use super::letter;
use super::paper::{Paper, papers};
use super::recipe::{ContactsFile, PageRecipe, Recipe, ReportStep};
use super::single::{has_single, single_path};
use super::theme::Pieces;
use super::views::{has_trainer, trainer_path};
use crate::base::{Code, Diagnostic, OutPath, Place, Report, SourcePath};
use crate::model::{Addresses, EditionId, PageId, Shelf, Site, Version, alias_path, home, list_page};
use crate::source::data::Channel;
use crate::source::{Borrow, CONFIG};
use std::collections::BTreeMap;

/// Entries on one page of a topic's list.
pub const TOPIC_PAGE_SIZE: usize = 20;

/// Links to texts that cite a law on one page.
pub const CITED_PAGE_SIZE: usize = 100;

/// Addresses in one sitemap; the protocol (sitemaps.org) allows 50,000.
pub const SITEMAP_SIZE: usize = 50_000;

/// Every file of the finished site, by its path.
#[derive(Debug, Default)]
pub struct Catalogue {
    paths: BTreeMap<OutPath, Recipe>,
}

impl Catalogue {
    /// The recipe of a file.
    pub fn get(&self, path: &OutPath) -> Option<&Recipe> {
        self.paths.get(path)
    }

    /// All files with their recipes, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &Recipe)> {
        self.paths.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}

/// Whether something stands on a shelf in an edition.
pub fn has_shelf(site: &Site, edition: EditionId, shelf: Shelf) -> bool {
    shelf_pages(site, edition, shelf) > 0
}

/// How many pages the list of a shelf has in an edition.
pub fn shelf_pages(site: &Site, edition: EditionId, shelf: Shelf) -> usize {
    let directory = &site.directory;
    let count = match shelf {
        Shelf::Contacts => directory.contacts.len(),
        Shelf::Municipalities => directory.municipalities.len(),
        Shelf::Channels => directory.channels.len(),
        Shelf::Laws => directory.laws.len(),
        Shelf::Glossary => directory.glossary.len(),
        Shelf::Topics => site.lists[edition].topics.iter().filter(|list| !list.is_empty()).count(),
    };
    count.div_ceil(shelf.page_size())
}

/// Lists every file of the finished site.
pub fn catalogue(site: &Site) -> Report<Catalogue> {
    // Where no edition could be read, an error has said so, and there is no page to make.
    if site.editions.is_empty() {
        return Report::default();
    }
    let mut found: Vec<(OutPath, Recipe)> = vec![
        (OutPath::new("index.html"), Recipe::Chooser),
        (OutPath::new("robots.txt"), Recipe::Robots),
        (OutPath::new("sitemap.xml"), Recipe::SitemapIndex),
    ];
    if site.config.security.is_some() {
        found.push((OutPath::new(".well-known/security.txt"), Recipe::Security));
    }
    for edition in 0..site.editions.len() {
        of_edition(site, edition, &mut found);
    }
    of_project(site, &mut found);
    of_theme(site, &mut found);
    collect(site, found)
}

/// The files of the project that are handed on, and what is made of its pictures.
fn of_project(site: &Site, found: &mut Vec<(OutPath, Recipe)>) {
    let whole = super::picture::whole(site);
    let wanted = |file: &&SourcePath| whole.contains(file) || !site.pictures.shown.contains_key(file);
    found.extend(site.assets.keys().filter(wanted).map(|file| (asset_path(file), Recipe::Asset(file.clone()))));
    // One photo in two folders becomes the same files.
    let mut made: BTreeMap<OutPath, Recipe> = BTreeMap::new();
    for picture in site.pictures.shown.values() {
        for variant in &picture.variants {
            made.entry(variant.path.clone()).or_insert_with(|| Recipe::Picture(picture.file.clone()));
        }
    }
    found.extend(made);
}

/// The files that the theme hands on.
fn of_theme(site: &Site, found: &mut Vec<(OutPath, Recipe)>) {
    let assets = site.theme.layers.iter().flat_map(|l| l.assets.iter().map(|(name, _)| name));
    let mut assets: Vec<&String> = assets.filter(|name| !Pieces::holds(name)).collect();
    assets.sort();
    assets.dedup();
    found.extend(assets.into_iter().map(|n| (OutPath::new(format!("theme/{n}")), Recipe::ThemeAsset(n.clone()))));
    let pieces = Pieces::of(&site.theme);
    let scripts = pieces.scripts().filter(|(name, _)| *name != super::kept::WORKER);
    found.extend(scripts.map(|(name, script)| (script.path.clone(), Recipe::Script(name.clone()))));
}

fn of_edition(site: &Site, edition: EditionId, found: &mut Vec<(OutPath, Recipe)>) {
    let own = &site.editions[edition];
    let addresses = &site.addresses[edition];
    let mut page = |path: OutPath, recipe: PageRecipe| found.push((path, Recipe::Page(edition, recipe)));
    page(home(own), PageRecipe::Home);
    page(OutPath::new(format!("{}/404.html", own.folder)), PageRecipe::NotFound);
    for (section, list) in site.lists[edition].sections.iter().enumerate() {
        let Some(first) = addresses.section(section) else { continue };
        let pages = list.len().div_ceil(site.sections[section].config.page_size).max(1);
        (1..=pages).for_each(|n| page(list_page(first, n), PageRecipe::Section(section, n)));
    }
    for entry in 0..site.entries.len() {
        if let Some(path) = addresses.entry(entry) {
            page(path.clone(), PageRecipe::Entry(entry));
            if has_trainer(&site.entries[entry]) {
                page(trainer_path(site, edition, path), PageRecipe::Trainer(entry));
            }
        }
    }
    for shelf in Shelf::ALL {
        let first = addresses.list(shelf);
        (1..=shelf_pages(site, edition, shelf)).for_each(|n| page(list_page(&first, n), PageRecipe::Shelf(shelf, n)));
    }
    for (law, list) in site.lists[edition].laws.iter().enumerate() {
        let first = addresses.on_shelf(Shelf::Laws, &site.directory.laws[law].id.value);
        let pages = list.len().div_ceil(CITED_PAGE_SIZE);
        (2..=pages).for_each(|n| page(list_page(&first, n), PageRecipe::Cited(law, n)));
    }
    things(site, addresses, &mut page);
    report_steps(site).into_iter().for_each(|step| page(step.path(addresses), PageRecipe::Report(step)));
    for (topic, list) in site.lists[edition].topics.iter().enumerate() {
        let first = addresses.topic(topic);
        (1..=list.len().div_ceil(TOPIC_PAGE_SIZE))
            .for_each(|n| page(list_page(&first, n), PageRecipe::Topic(topic, n)));
    }
    search(site, edition, found);
    let alone = site.entries.iter().enumerate().filter(|(_, e)| has_single(site, e));
    let alone = alone.filter_map(|(id, _)| Some((single_path(addresses.entry(id)?), Recipe::Single(edition, id))));
    found.extend(alone);
    let letters = (0..site.entries.len()).filter(|id| letter::is_published(site, edition, *id));
    let letters = letters.filter_map(|id| Some((letter::path(addresses.entry(id)?), Recipe::Letter(edition, id))));
    found.extend(letters);
    let contacts = super::contacts::files(site).into_iter();
    found.extend(contacts.map(|file| (file.path(site, edition), Recipe::Contacts(edition, file))));
    let papers = papers(site, edition).into_iter();
    found.extend(papers.filter_map(|paper| Some((paper.path(site, edition)?, Recipe::Paper(edition, paper)))));
    found.push((OutPath::new(format!("{}/feed.xml", own.folder)), Recipe::Feed(edition)));
    offline(site, edition, found);
    for part in 0..super::sitemap::parts(site, edition) {
        found.push((super::sitemap::path(&own.folder, part), Recipe::Sitemap(edition, part)));
    }
    aliases(site, edition, found);
}

/// The search: its pages and the files of its index.
fn search(site: &Site, edition: EditionId, found: &mut Vec<(OutPath, Recipe)>) {
    if !site.config.outputs.search {
        return;
    }
    let addresses = &site.addresses[edition];
    let pages = super::views::search_pages(site, edition).into_iter();
    found.extend(pages.map(|p| (p.path(addresses), Recipe::Page(edition, PageRecipe::Search(p)))));
    let files = super::search::files(site, edition).into_iter();
    found.extend(files.map(|f| (f.path(addresses), Recipe::Search(edition, f))));
}

/// What can be kept of an edition, and the page that offers it.
fn offline(site: &Site, edition: EditionId, found: &mut Vec<(OutPath, Recipe)>) {
    if site.config.outputs.bundle {
        found.push((super::bundle::path(site, edition), Recipe::Bundle(edition)));
        found.push((super::kept::list_path(site, edition), Recipe::Kept(edition)));
        found.push((super::kept::worker_path(site, edition), Recipe::Worker(edition)));
        found.push((super::kept::manifest_path(site, edition), Recipe::Manifest(edition)));
        found.push((absent_path(&site.addresses[edition]), Recipe::Page(edition, PageRecipe::Absent)));
    }
    if has_book(site, edition) {
        found.push((super::book::path(site, edition), Recipe::Book(edition)));
    }
    if has_offline(site, edition) {
        found.push((offline_path(&site.addresses[edition]), Recipe::Page(edition, PageRecipe::Offline)));
    }
}

/// The page of a kept copy that stands in for those that are not in it.
pub fn absent_path(addresses: &Addresses) -> OutPath {
    OutPath::new(format!("{}absent/index.html", addresses.offline()))
}

/// Whether anything can be kept, so that there is a page that offers it.
pub fn has_offline(site: &Site, edition: EditionId) -> bool {
    site.config.outputs.bundle || has_book(site, edition)
}

/// Whether the texts of an edition make a book.
pub fn has_book(site: &Site, edition: EditionId) -> bool {
    site.config.outputs.epub && !super::book::texts(site, edition).is_empty()
}

/// The page that offers what can be kept.
pub fn offline_path(addresses: &Addresses) -> OutPath {
    OutPath::new(format!("{}index.html", addresses.offline()))
}

/// The pages of contacts, channels, municipalities and laws.
fn things(site: &Site, addresses: &Addresses, page: &mut impl FnMut(OutPath, PageRecipe)) {
    let directory = &site.directory;
    let ids = |shelf: Shelf| -> Vec<&str> {
        match shelf {
            Shelf::Contacts => directory.contacts.iter().map(|r| r.id.value.as_str()).collect(),
            Shelf::Channels => directory.channels.iter().map(|r| r.id.value.as_str()).collect(),
            Shelf::Municipalities => directory.municipalities.iter().map(|r| r.id.value.as_str()).collect(),
            Shelf::Laws => directory.laws.iter().map(|r| r.id.value.as_str()).collect(),
            Shelf::Glossary | Shelf::Topics => Vec::new(),
        }
    };
    let recipe = |shelf: Shelf, i: usize| match shelf {
        Shelf::Contacts => PageRecipe::Contact(i),
        Shelf::Channels => PageRecipe::Channel(i),
        Shelf::Municipalities => PageRecipe::Municipality(i),
        Shelf::Laws | Shelf::Glossary | Shelf::Topics => PageRecipe::Law(i),
    };
    for shelf in [Shelf::Contacts, Shelf::Channels, Shelf::Municipalities, Shelf::Laws] {
        for (i, id) in ids(shelf).into_iter().enumerate() {
            page(addresses.on_shelf(shelf, id), recipe(shelf, i));
        }
    }
}

/// Every step of "find a way to report" that leads to at least one channel.
pub fn report_steps(site: &Site) -> Vec<ReportStep> {
    if site.directory.channels.is_empty() {
        return Vec::new();
    }
    let mut steps = vec![ReportStep::Start, ReportStep::All];
    for (h, happened) in Channel::HAPPENED.iter().enumerate() {
        let taken = |by: &str| site.directory.channels.iter().any(|c| c.value.takes(happened, by));
        let whos: Vec<usize> = (0..Channel::BY.len()).filter(|b| taken(Channel::BY[*b])).collect();
        if !whos.is_empty() {
            steps.push(ReportStep::Happened(h));
        }
        steps.extend(whos.into_iter().map(|b| ReportStep::By(h, b)));
    }
    steps
}

/// Former addresses, of the texts that are at home in the edition.
fn aliases(site: &Site, edition: EditionId, found: &mut Vec<(OutPath, Recipe)>) {
    let own = &site.editions[edition];
    let home = (PageId::Home, site.home.localize(own, Borrow::Allow));
    let sections = site.sections.iter().enumerate();
    let sections = sections.map(|(i, s)| (PageId::Section(i), s.page.localize(own, s.config.borrow)));
    let entries = site.entries.iter().enumerate().map(|(i, e)| (PageId::Entry(i), e.localize(own)));
    for (page, localized) in std::iter::once(home).chain(sections).chain(entries) {
        let Some(version) = localized.filter(|l| l.step.mark.is_none()).map(|l| l.version) else { continue };
        let paths = version.meta.aliases.iter().filter_map(|a| alias_path(&own.folder, &a.value));
        // A derived script has aliases of its own below its folder; one from the root belongs to the written script.
        let written = version.lang == own.lang;
        let kept = paths.filter(|p| written || p.as_str().starts_with(&format!("{}/", own.folder)));
        found.extend(kept.map(|path| (path, Recipe::Redirect(edition, page))));
    }
}

/// Puts the list together; two writers of one path, and a file where another needs a folder, are diagnostics.
fn collect(site: &Site, mut found: Vec<(OutPath, Recipe)>) -> Report<Catalogue> {
    let mut diags = Vec::new();
    // Stable: of two writers the first one stays.
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|second, first| {
        let same = second.0 == first.0;
        // That two files are one where two pages are one is told of the pages.
        let told = matches!((&first.1, &second.1), (Recipe::Single(..), Recipe::Single(..)));
        if same && !told {
            diags.push(taken(site, &first.0, &first.1, &second.1));
        }
        same
    });
    // All that begins with a path follows it at once, so the paths that the next one begins with are a short pile.
    let mut begins: Vec<&(OutPath, Recipe)> = Vec::new();
    for entry @ (path, recipe) in &found {
        while begins.last().is_some_and(|(file, _)| !path.as_str().starts_with(file.as_str())) {
            begins.pop();
        }
        let in_file = begins.iter().filter(|(file, _)| path.as_str()[file.as_str().len()..].starts_with('/'));
        diags.extend(in_file.map(|(file, other)| taken(site, file, other, recipe)));
        begins.push(entry);
    }
    Report::new(Catalogue { paths: found.into_iter().collect() }, diags)
}

fn taken(site: &Site, path: &OutPath, first: &Recipe, second: &Recipe) -> Diagnostic {
    let (place, what) = origin(site, second);
    let (other, first) = origin(site, first);
    let message = format!("{what} would be published at `/{}`, where {first} already is", path.address());
    let hint = match second {
        Recipe::Redirect(..) => "take it out of `aliases:`, or write another one",
        Recipe::Page(_, PageRecipe::Topic(..)) => "give one of the two topics another name in this language",
        Recipe::Asset(_) | Recipe::ThemeAsset(_) => "rename one of the two files",
        Recipe::Page(_, PageRecipe::Section(..) | PageRecipe::Entry(_) | PageRecipe::Trainer(_)) => {
            "give one of the two another `slug:`, or rename its file"
        }
        _ => "give one of the two another id or `slug:`",
    };
    Diagnostic::new(Code::DuplicatePath, place, message).also(other, "the other one").hint(hint)
}

/// Where a recipe comes from, and a name for it.
pub fn origin(site: &Site, recipe: &Recipe) -> (Place, String) {
    let version = |v: &Version| Place::at(&v.file, v.title_span());
    let config = || Place::file(&SourcePath::new(CONFIG));
    let entry = |edition: EditionId, i: usize| {
        let entry = &site.entries[i];
        let place = entry.localize(&site.editions[edition]).map_or_else(config, |l| version(l.version));
        (place, format!("the entry `{}`", entry.id))
    };
    let called = |what: &str, (place, name): (Place, String)| (place, format!("{what} {name}"));
    match recipe {
        Recipe::Page(edition, PageRecipe::Entry(i) | PageRecipe::Trainer(i)) | Recipe::Single(edition, i) => {
            entry(*edition, *i)
        }
        Recipe::Paper(edition, Paper::A4(i) | Paper::A5(i) | Paper::Trainer(i) | Paper::Pack(i)) => {
            called("the printed version of", entry(*edition, *i))
        }
        Recipe::Letter(edition, i) => called("the mail of", entry(*edition, *i)),
        Recipe::Redirect(edition, PageId::Entry(i)) => called("an alias of", entry(*edition, *i)),
        Recipe::Page(edition, PageRecipe::Section(s, _)) => {
            let section = &site.sections[*s];
            let text = section.page.localize(&site.editions[*edition], Default::default());
            let place =
                text.map_or_else(|| Place::at(&SourcePath::new(CONFIG), section.config.span), |l| version(l.version));
            (place, format!("the section `{}`", section.config.folder))
        }
        Recipe::Page(_, PageRecipe::Topic(t, _)) => {
            (site.topics[*t].place.clone(), format!("the topic `{}`", site.topics[*t].id))
        }
        Recipe::Page(_, PageRecipe::Contact(i)) | Recipe::Contacts(_, ContactsFile::Card(i)) => {
            record("contact", &site.directory.contacts[*i])
        }
        Recipe::Page(_, PageRecipe::Channel(i)) => record("channel", &site.directory.channels[*i]),
        Recipe::Page(_, PageRecipe::Municipality(i)) | Recipe::Paper(_, Paper::Sheet(i) | Paper::Cards(i)) => {
            record("municipality", &site.directory.municipalities[*i])
        }
        Recipe::Page(_, PageRecipe::Law(i) | PageRecipe::Cited(i, _)) => record("law", &site.directory.laws[*i]),
        Recipe::Asset(file) | Recipe::Picture(file) => (Place::file(file), format!("the file `{file}`")),
        Recipe::ThemeAsset(name) => (config(), format!("the theme's file `{name}`")),
        Recipe::Script(name) => (config(), format!("the theme's script `{name}`")),
        Recipe::Page(edition, _)
        | Recipe::Feed(edition)
        | Recipe::Sitemap(edition, _)
        | Recipe::Search(edition, _)
        | Recipe::Kept(edition)
        | Recipe::Worker(edition)
        | Recipe::Manifest(edition)
        | Recipe::Book(edition)
        | Recipe::Bundle(edition)
        | Recipe::Redirect(edition, _) => {
            (config(), format!("a page of the edition `{}`", site.editions[*edition].lang))
        }
        Recipe::Paper(edition, Paper::All) => {
            (config(), format!("the archive of all papers in `{}`", site.editions[*edition].lang))
        }
        Recipe::Contacts(edition, _) => {
            (config(), format!("the file of all contacts in `{}`", site.editions[*edition].lang))
        }
        Recipe::Chooser | Recipe::SitemapIndex | Recipe::Robots | Recipe::Security => {
            (config(), "a file of the whole site".to_owned())
        }
    }
}

fn record<T>(what: &str, record: &crate::source::data::Record<T>) -> (Place, String) {
    (Place::at(&record.file, record.id.span), format!("the {what} `{}`", record.id.value))
}
