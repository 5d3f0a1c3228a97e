//! Diagnostics → those of one page and those of the rest of the site, in the words of the staff, as our script shows
//! them. A file of its own because "of this page" is decided here: what stands in a file that the page is made from, what
//! making the page has shown, and what concerns every page (the configuration, the theme, the strings).

use super::answer::value;
use super::inject::SCRIPT;
use super::state::{Shop, Shown, Snapshot};
use super::words::{Staff, Words};
use crate::base::{Diagnostic, OutPath, Place, Position, Severity, SourcePath};
use crate::check::Texts;
use crate::model::{PageId, Shelf, Site, Version};
use crate::render::html::escaped;
use crate::render::{PageRecipe, Recipe};
use crate::source::CONFIG;
use axum::body::Body;
use axum::response::Response;
use hyper::StatusCode;
use hyper::header::{self, HeaderMap};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// How many problems of the rest of the site are listed; all are counted.
const LISTED: usize = 20;

/// Characters of a line that are shown around a mistake.
const WIDTH: usize = 120;

/// The page whose problems are wanted.
pub struct Here<'a> {
    /// Its file; `None` where the site has no such page.
    pub file: Option<&'a OutPath>,
    /// What making it has shown.
    pub diags: &'a [Diagnostic],
    /// Whether it is shown as it was before.
    pub stale: bool,
}

/// The problems of a page and of the rest, with all the words that our script needs.
pub fn of_page(shop: &Shop, shown: &Shown, here: &Here<'_>, staff: Staff) -> Value {
    let words = &shop.words;
    let sources = here.file.map(|file| sources(shown, file)).unwrap_or_default();
    let all = shop.problems(here.file, here.diags);
    let mine = |d: &Diagnostic| {
        // Notes on the theme and its strings are no matter of each page.
        let of_all = |file: &SourcePath| everywhere(file) && d.severity() > Severity::Note;
        let in_sources = d.place.as_ref().is_none_or(|p| of_all(&p.file) || sources.contains(&p.file));
        // A picture's problem stands at the picture, and names the text that shows it.
        let also = d.also.iter().any(|(place, _)| sources.contains(&place.file));
        in_sources || also || here.diags.contains(d)
    };
    let (mut own, mut others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = all.iter().partition(|d| mine(d));
    own.sort_by_key(|d| std::cmp::Reverse(d.severity()));
    others.sort_by_key(|d| std::cmp::Reverse(d.severity()));
    let speaker = Speaker { words, staff, texts: &shown.now.texts };
    let base = shop.base();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let say = |key: &str| words.say(staff, key, &[]);
    json!({
        "lang": words.tag(staff),
        "stale": here.stale.then(|| say("stale")),
        "here": own.iter().map(|d| speaker.problem(d)).collect::<Vec<_>>(),
        "counts": counts(&own, &speaker),
        "elsewhere": {
            "title": words.say(staff, "elsewhere", &[("count", number(others.len()))]),
            "counts": counts(&others, &speaker),
            "list": others.iter().take(LISTED).map(|d| speaker.pointer(d, address(shown, &base, d).as_deref())).collect::<Vec<_>>(),
            "more": (others.len() > LISTED).then(|| {
                words.say(staff, "more", &[("count", number(others.len() - LISTED))])
            }),
        },
        "words": {
            "title": words.say(staff, "here", &[("count", number(own.len()))]),
            "close": say("close"),
            "open": say("open"),
            "elsewhere": say("elsewhere-title"),
        },
    })
}

/// How many there are of each severity, in words: "2 errors".
fn counts(diags: &[&Diagnostic], speaker: &Speaker<'_>) -> Vec<Value> {
    let of = |severity: Severity| {
        let count = diags.iter().filter(|d| d.severity() == severity).count();
        let key = format!("count-{}", severity.word());
        let text = || speaker.words.say(speaker.staff, &key, &[("count", i64::try_from(count).unwrap_or(i64::MAX))]);
        (count > 0).then(|| json!({ "severity": severity.word(), "text": text() }))
    };
    [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(of).collect()
}

/// Diagnostics in the words of one person.
struct Speaker<'a> {
    words: &'a Words,
    staff: Staff,
    texts: &'a Texts,
}

impl Speaker<'_> {
    /// A problem in full.
    fn problem(&self, diag: &Diagnostic) -> Value {
        let also = diag.also.iter().map(|(place, label)| {
            let mut shown = self.place(place);
            shown["label"] = label.as_str().into();
            shown
        });
        json!({
            "severity": diag.severity().word(),
            "word": self.words.say(self.staff, &format!("severity-{}", diag.severity().word()), &[]),
            "code": diag.code.word(),
            "sentence": self.words.sentence(self.staff, diag.code),
            "message": diag.message,
            "place": diag.place.as_ref().map(|place| self.place(place)),
            "hints": diag.hints,
            "also": also.collect::<Vec<_>>(),
        })
    }

    /// A problem in a line, with the page that it is on.
    fn pointer(&self, diag: &Diagnostic, href: Option<&str>) -> Value {
        let place = diag.place.as_ref().map(|place| {
            let line = self.position(place).map(|p| format!(":{}", p.line)).unwrap_or_default();
            format!("{}{line}", place.file)
        });
        json!({ "severity": diag.severity().word(), "message": diag.message, "place": place, "href": href })
    }

    /// A place: the file, the line, its text around the mistake in three pieces, of which the middle one is wrong.
    fn place(&self, place: &Place) -> Value {
        let Some(Position { line, column, text, range, .. }) = self.position(place) else {
            return json!({ "file": place.file.as_str() });
        };
        let before: Vec<char> = text[..range.start].chars().collect();
        let cut = before.len().saturating_sub(WIDTH / 2);
        let tail = |chars: &[char]| chars.iter().collect::<String>();
        let wrong: String = text[range.clone()].chars().take(WIDTH).collect();
        let after: String = text[range.end..].chars().take(WIDTH / 2).collect();
        let ellipsis = |cut: bool| if cut { "…" } else { "" };
        let cut_after = text[range.end..].chars().count() > WIDTH / 2;
        json!({
            "file": place.file.as_str(),
            "line": line,
            "column": column,
            "before": format!("{}{}", ellipsis(cut > 0), tail(&before[cut..])),
            "wrong": wrong,
            "after": format!("{after}{}", ellipsis(cut_after)),
        })
    }

    fn position(&self, place: &Place) -> Option<Position<'_>> {
        Some(Position::of(self.texts.get(&place.file)?, place.span?))
    }
}

/// Whether what stands in a file concerns every page.
fn everywhere(file: &SourcePath) -> bool {
    file.as_str() == CONFIG || ["themes/", "locales/"].iter().any(|folder| file.as_str().starts_with(folder))
}

/// The files that a page is made from.
fn sources(shown: &Shown, file: &OutPath) -> BTreeSet<SourcePath> {
    let Some(snapshot) = shown.knows(file) else { return BTreeSet::new() };
    let Some(recipe) = snapshot.catalogue.get(file) else { return BTreeSet::new() };
    let mut found = BTreeSet::new();
    of_recipe(&snapshot.site, recipe, &mut found);
    found
}

fn of_recipe(site: &Site, recipe: &Recipe, found: &mut BTreeSet<SourcePath>) {
    let directory = &site.directory;
    match recipe {
        Recipe::Page(edition, page) => of_page_recipe(site, *edition, *page, found),
        Recipe::Redirect(edition, PageId::Entry(entry)) => {
            of_page_recipe(site, *edition, PageRecipe::Entry(*entry), found);
        }
        Recipe::Contacts(..) => found.extend(directory.contacts.iter().map(|r| r.file.clone())),
        Recipe::Asset(file) | Recipe::Picture(file) => {
            found.insert(file.clone());
        }
        _ => {}
    }
}

fn of_page_recipe(site: &Site, edition: usize, page: PageRecipe, found: &mut BTreeSet<SourcePath>) {
    let directory = &site.directory;
    let own = &site.editions[edition];
    match page {
        PageRecipe::Home => {
            let home = site.home.localize(own, Default::default());
            found.extend(home.map(|l| l.version.file.clone()));
        }
        PageRecipe::Section(section, _) => {
            let section = &site.sections[section];
            found.extend(section.page.localize(own, section.config.borrow).map(|l| l.version.file.clone()));
        }
        PageRecipe::Entry(entry) | PageRecipe::Trainer(entry) => {
            let entry = &site.entries[entry];
            found.extend(entry.localize(own).map(|l| l.version.file.clone()));
            found.extend(entry.common.contacts.iter().map(|c| directory.contacts[*c].file.clone()));
            found.extend(entry.common.channels.iter().map(|c| directory.channels[*c].file.clone()));
            found.extend(entry.common.laws.iter().map(|l| directory.laws[*l].file.clone()));
        }
        PageRecipe::Report(_) | PageRecipe::Channel(_) | PageRecipe::Shelf(Shelf::Channels, _) => {
            found.extend(directory.channels.iter().map(|r| r.file.clone()));
        }
        PageRecipe::Contact(contact) => {
            found.insert(directory.contacts[contact].file.clone());
        }
        PageRecipe::Shelf(Shelf::Contacts, _) => found.extend(directory.contacts.iter().map(|r| r.file.clone())),
        PageRecipe::Municipality(_) | PageRecipe::Shelf(Shelf::Municipalities, _) => {
            found.extend(directory.municipalities.iter().map(|r| r.file.clone()));
        }
        PageRecipe::Law(_) | PageRecipe::Cited(..) | PageRecipe::Shelf(Shelf::Laws, _) => {
            found.extend(directory.laws.iter().map(|r| r.file.clone()));
        }
        PageRecipe::Shelf(Shelf::Glossary, _) => found.extend(directory.glossary.iter().map(|r| r.file.clone())),
        PageRecipe::Shelf(Shelf::Topics, _) | PageRecipe::Topic(..) => {
            found.extend(site.topics.iter().map(|t| t.place.file.clone()));
        }
        // The search lists everything, so that nothing is its own.
        PageRecipe::Offline | PageRecipe::Absent | PageRecipe::NotFound | PageRecipe::Search(_) => {}
    }
}

/// The page on which a problem is to be seen, where it stands in a text: in the edition of its language.
fn address(shown: &Shown, base: &str, diag: &Diagnostic) -> Option<String> {
    let file = &diag.place.as_ref()?.file;
    let in_snapshot = |snapshot: &Snapshot| {
        let site = &snapshot.site;
        let has = |version: &&Version| version.file == *file;
        let entries = site.entries.iter().enumerate().map(|(i, e)| (PageId::Entry(i), &e.versions));
        let sections = site.sections.iter().enumerate().map(|(i, s)| (PageId::Section(i), &s.page));
        let mut pages = std::iter::once((PageId::Home, &site.home)).chain(sections).chain(entries);
        let (page, version) = pages.find_map(|(page, versions)| Some((page, versions.0.iter().find(has)?)))?;
        let edition = site.editions.iter().position(|e| e.lang == version.lang);
        let edition = edition.or_else(|| {
            site.editions.iter().position(|e| e.first(|lang| (lang == version.lang).then_some(())).is_some())
        })?;
        Some(format!("{base}{}", site.page_path(edition, page)?.address()))
    };
    in_snapshot(&shown.now).or_else(|| in_snapshot(shown.good.as_ref()?))
}

/// The answer where there is no page to show at all: our script, which then shows what is wrong, and the same in plain
/// words for who has no script.
pub fn only(shop: &Shop, headers: &HeaderMap) -> Response {
    let staff = shop.words.staff(shop.options.lang, headers);
    let say = |key: &str| escaped(&shop.words.say(staff, key, &[]));
    let list: String = shop
        .problems(None, &[])
        .iter()
        .filter(|d| d.severity() == Severity::Error)
        .take(LISTED)
        .map(|d| {
            let place = d.place.as_ref().map(|p| p.file.to_string()).unwrap_or_default();
            format!("<li><code>{}</code> {}</li>\n", escaped(&place), escaped(&d.message))
        })
        .collect();
    let page = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\
         <script src=\"{SCRIPT}\" data-page=\"none\" defer></script></head>\n<body><h1>{}</h1>\n<p>{}</p>\n<ul>\n{list}</ul></body></html>\n",
        shop.words.tag(staff),
        say("nothing-title"),
        say("nothing-title"),
        say("nothing-text"),
    );
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response.headers_mut().insert(header::CONTENT_TYPE, value("text/html; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, value("no-store"));
    response
}
