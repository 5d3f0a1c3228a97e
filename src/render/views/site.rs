//! The edition as all its pages see it, its home page, its lists, and the root page's choice of languages.

use super::super::catalogue::{TOPIC_PAGE_SIZE, has_offline, has_shelf};
use super::super::html::{Addressing, Audience};
use super::super::marks;
use super::super::recipe::ContactsFile;
use super::super::renderer::Renderer;
use super::super::view::{
    ChoiceView, HomeSectionView, HomeView, LinkView, ListView, NoticeView, PhoneView, PlacesView, SiteView, Text,
};
use super::{link, name};
use crate::base::OutPath;
use crate::model::{EditionId, Marked, Shelf, Versions, home as home_path, list_page};
use crate::source::{Borrow, Kind};

/// How many entries of a section the home page shows.
const ON_HOME: usize = 10;

/// The edition as all its pages see it.
pub fn site(renderer: &Renderer, edition: EditionId) -> SiteView {
    let site = &renderer.site;
    let own = &site.editions[edition];
    let addresses = &site.addresses[edition];
    let sections = || (0..site.sections.len()).filter(|s| !site.lists[edition].sections[*s].is_empty());
    let section = |s: usize| Some(link(marks::text(site, section_title(renderer, edition, s)), addresses.section(s)?));
    let is_page = |s: &usize| site.sections[*s].config.kind == Kind::Page;
    let about = sections().filter(is_page).flat_map(|s| &site.lists[edition].sections[s]);
    SiteView {
        lang: own.lang.to_string(),
        dir: own.dir.as_str().to_owned(),
        language: own.name.clone(),
        title: name(renderer, edition, &site.config.title),
        description: name(renderer, edition, &site.config.description),
        home: home_path(own).address().to_owned(),
        menu: sections().filter(|s| !is_page(s) && site.sections[*s].config.menu).filter_map(section).collect(),
        places: PlacesView {
            contacts: shelf(renderer, edition, Shelf::Contacts),
            all_vcf: contacts_file(renderer, edition, ContactsFile::AllCards),
            contacts_csv: contacts_file(renderer, edition, ContactsFile::Table),
            contacts_json: contacts_file(renderer, edition, ContactsFile::Data),
            municipalities: shelf(renderer, edition, Shelf::Municipalities),
            channels: shelf(renderer, edition, Shelf::Channels),
            laws: shelf(renderer, edition, Shelf::Laws),
            glossary: shelf(renderer, edition, Shelf::Glossary),
            topics: shelf(renderer, edition, Shelf::Topics),
            report: (!site.directory.channels.is_empty()).then(|| addresses.report().to_owned()),
            search: site.config.outputs.search.then(|| addresses.search().to_owned()),
            offline: has_offline(site, edition).then(|| addresses.offline().to_owned()),
            about: about
                .filter_map(|id| {
                    let title = site.entries[*id].title(site, own)?;
                    Some(link(marks::text(site, title), addresses.entry(*id)?))
                })
                .collect(),
        },
        emergency: everywhere(renderer, edition),
        first_call: super::first::general(renderer, edition),
        leave_to: site.config.leave_to.clone(),
        css: renderer.pieces.main.clone(),
        base_url: site.base_url.clone(),
        feed: format!("{}/feed.xml", own.folder),
        editions: site.editions.len(),
    }
}

/// The path of a shelf's list, where something stands on the shelf.
fn shelf(renderer: &Renderer, edition: EditionId, shelf: Shelf) -> Option<String> {
    has_shelf(&renderer.site, edition, shelf).then(|| renderer.site.addresses[edition].folder(shelf).to_owned())
}

/// The path of a file of contacts, where the edition has it.
fn contacts_file(renderer: &Renderer, edition: EditionId, file: ContactsFile) -> Option<String> {
    let has_it = crate::render::contacts::files(&renderer.site).contains(&file);
    has_it.then(|| file.path(&renderer.site, edition).address().to_owned())
}

/// The numbers that stand on every page.
fn everywhere(renderer: &Renderer, edition: EditionId) -> Vec<PhoneView> {
    let contacts = renderer.site.directory.contacts.iter().enumerate().filter(|(_, c)| c.value.everywhere);
    contacts.flat_map(|(i, _)| renderer.contact(edition, i).phones.clone()).collect()
}

/// A section's title: of its own page, in any language if need be, else the name of its folder.
pub fn section_title(renderer: &Renderer, edition: EditionId, section: usize) -> Marked {
    let site = &renderer.site;
    let section = &site.sections[section];
    let own = &site.editions[edition];
    let by_chain = section.page.localize(own, Borrow::Allow).map(|l| site.marked(&l.version.title, l.step));
    let any = || section.page.0.first().map(|v| site.marked(&v.title, own.foreign(v.lang)));
    by_chain.or_else(any).unwrap_or_else(|| Marked::own(&*section.config.folder))
}

/// The home page.
pub fn home(renderer: &Renderer, edition: EditionId, path: &OutPath) -> (HomeView, Marked, bool) {
    let site = &renderer.site;
    let own = &site.editions[edition];
    let intro = intro(renderer, edition, (&site.home, Borrow::Allow), path);
    let sections = (0..site.sections.len()).filter_map(|s| {
        let list = &site.lists[edition].sections[s];
        Some(HomeSectionView {
            title: marks::text(site, section_title(renderer, edition, s)),
            path: site.addresses[edition].section(s)?.address().to_owned(),
            kind: site.sections[s].config.kind.word().to_owned(),
            items: list.iter().take(ON_HOME).filter_map(|id| super::card(renderer, edition, *id)).collect(),
            total: list.len(),
        })
    });
    let view = HomeView {
        html: intro.html,
        attrs: intro.attrs,
        notices: intro.notices,
        sections: sections.collect(),
        topics: topics(renderer, edition),
    };
    let title = intro.title.or_else(|| site.name(own, &site.config.title)).unwrap_or_else(|| Marked::own(&*own.name));
    (view, title, intro.has_code)
}

/// The text of a home or section page.
#[derive(Default)]
struct Intro {
    html: String,
    /// Its language, as attributes.
    attrs: String,
    notices: Vec<NoticeView>,
    has_code: bool,
    title: Option<Marked>,
}

fn intro(renderer: &Renderer, edition: EditionId, (versions, borrow): (&Versions, Borrow), path: &OutPath) -> Intro {
    let site = &renderer.site;
    let Some(localized) = versions.localize(&site.editions[edition], borrow) else { return Intro::default() };
    let body = renderer.body(edition, localized, Addressing::Relative(path), Audience::Reader);
    let holds_words = !body.html.trim().is_empty();
    Intro {
        html: body.html,
        attrs: marks::attrs(site, localized.step.mark),
        // A title alone makes no claim that somebody would have to check.
        notices: if holds_words { super::notices::of_text(renderer, edition, localized) } else { Vec::new() },
        has_code: body.has_code,
        title: Some(site.marked(&localized.version.title, localized.step)),
    }
}

/// The topics that have entries in the edition.
pub fn topics(renderer: &Renderer, edition: EditionId) -> Vec<LinkView> {
    let site = &renderer.site;
    let used = (0..site.topics.len()).filter(|t| !site.lists[edition].topics[*t].is_empty());
    used.map(|t| link(name(renderer, edition, &site.topics[t].names), &site.addresses[edition].topic(t))).collect()
}

/// What a list is of.
#[derive(Clone, Copy)]
pub enum ListOf {
    /// A section.
    Section(usize),
    /// A topic.
    Topic(usize),
}

/// A page of a list, without its items (they are shared values), and whether its text holds code.
pub fn list(renderer: &Renderer, edition: EditionId, of: ListOf, page: usize) -> (ListView, bool) {
    let site = &renderer.site;
    let (entries, first, kind) = match of {
        ListOf::Section(s) => {
            let path =
                site.addresses[edition].section(s).cloned().unwrap_or_else(|| home_path(&site.editions[edition]));
            (&site.lists[edition].sections[s], path, site.sections[s].config.kind.word())
        }
        ListOf::Topic(t) => (&site.lists[edition].topics[t], site.addresses[edition].topic(t), "topic"),
    };
    let size = page_size(renderer, of);
    let pages = entries.len().div_ceil(size).max(1);
    let intro = match of {
        ListOf::Section(s) if page == 1 => {
            let section = &site.sections[s];
            intro(renderer, edition, (&section.page, section.config.borrow), &first)
        }
        _ => Intro::default(),
    };
    let other = |n: usize| Some(list_page(&first, n).address().to_owned());
    let view = ListView {
        kind: kind.to_owned(),
        html: intro.html,
        attrs: intro.attrs,
        notices: intro.notices,
        by_year: kind == Kind::Newsletter.word(),
        page,
        pages,
        previous: if page > 1 { other(page - 1) } else { None },
        next: if page < pages { other(page + 1) } else { None },
        total: entries.len(),
        archive: if kind == "handout" { super::papers::archive(renderer, edition) } else { None },
    };
    (view, intro.has_code)
}

/// Entries on one page of a list.
pub fn page_size(renderer: &Renderer, of: ListOf) -> usize {
    match of {
        ListOf::Section(s) => renderer.site.sections[s].config.page_size,
        ListOf::Topic(_) => TOPIC_PAGE_SIZE,
    }
}

/// The languages on the root page.
pub fn choices(renderer: &Renderer) -> Vec<ChoiceView> {
    let editions = renderer.site.editions.iter().enumerate();
    editions
        .map(|(e, edition)| ChoiceView {
            name: edition.name.clone(),
            lang: edition.lang.to_string(),
            dir: edition.dir.as_str().to_owned(),
            path: home_path(edition).address().to_owned(),
            title: name(renderer, e, &renderer.site.config.title),
            prompt: own_words(renderer, e, "chooser-prompt"),
        })
        .collect()
}

/// A string only where the edition has words of its own for it: on the root page nobody knows the reader's language.
fn own_words(renderer: &Renderer, edition: EditionId, key: &str) -> Text {
    Some(renderer.text(edition, key, &[])).filter(|t| t.attrs.is_empty() && t.text != key).unwrap_or_default()
}
