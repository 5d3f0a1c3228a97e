//! The catalogue → the files of one edition that a kept copy holds: no file that is sensitive, none that only makes
//! sense on the internet, nothing of another edition.

use super::catalogue::Catalogue;
use super::recipe::{ContactsFile, PageRecipe, Recipe};
use super::sensitive::is_sensitive;
use crate::base::{ContentHash, OutPath, SourcePath};
use crate::model::{EditionId, Site, Target, Version};
use std::collections::BTreeSet;

/// What a copy is kept on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carrier {
    /// A memory stick or a folder: the zip file, for whoever hands the site on. It also holds what trainers need.
    Stick,
    /// A reader's phone: as few bytes as may be. The trainer's versions, which are no secret but nobody's help, and
    /// files that are only linked to stay out.
    Phone,
}

/// The files of a copy, in the order of their paths.
pub fn files<'a>(site: &Site, catalogue: &'a Catalogue, edition: EditionId, carrier: Carrier) -> Vec<&'a OutPath> {
    let used = Used::of(site, edition, carrier);
    let held = catalogue.iter().filter(|(_, recipe)| holds(site, &used, recipe, (edition, carrier)));
    held.map(|(path, _)| path).collect()
}

/// Whether any copy may hold a file, so that it pays to remember what it was like.
pub fn may_hold(recipe: &Recipe) -> bool {
    match recipe {
        Recipe::Page(..)
        | Recipe::Contacts(..)
        | Recipe::Search(..)
        | Recipe::Asset(_)
        | Recipe::Picture(_)
        | Recipe::ThemeAsset(_)
        | Recipe::Script(_) => true,
        Recipe::Chooser
        | Recipe::Single(..)
        | Recipe::Letter(..)
        | Recipe::Feed(_)
        | Recipe::SitemapIndex
        | Recipe::Sitemap(..)
        | Recipe::Robots
        | Recipe::Security
        | Recipe::Redirect(..)
        | Recipe::Paper(..)
        | Recipe::Kept(_)
        | Recipe::Worker(_)
        | Recipe::Manifest(_)
        | Recipe::Book(_)
        | Recipe::Bundle(_) => false,
    }
}

/// Whether a file is in the copy on a phone and in no other, by its recipe alone; not said of pictures.
pub fn is_for_phones_alone(recipe: &Recipe) -> bool {
    match recipe {
        Recipe::Page(_, PageRecipe::Offline | PageRecipe::Absent) => true,
        Recipe::Script(name) => name == OFFLINE,
        _ => false,
    }
}

/// What texts show, or lead to.
struct Used<'a> {
    files: BTreeSet<&'a SourcePath>,
    /// Of the pictures among them: one photo in two folders has one set of copies.
    pictures: BTreeSet<ContentHash>,
}

impl<'a> Used<'a> {
    fn of(site: &'a Site, edition: EditionId, carrier: Carrier) -> Self {
        let files = used_assets(site, edition, carrier);
        let pictures = files.iter().filter_map(|file| site.pictures.shown.get(*file)).map(|picture| picture.hash);
        Self { pictures: pictures.collect(), files }
    }
}

fn holds(site: &Site, used: &Used<'_>, recipe: &Recipe, (edition, carrier): (EditionId, Carrier)) -> bool {
    if !may_hold(recipe) || is_sensitive(site, recipe) {
        return false;
    }
    match recipe {
        Recipe::Search(of, _) => *of == edition,
        Recipe::Page(of, page) => *of == edition && holds_page(*page, carrier),
        Recipe::Contacts(of, file) => *of == edition && matches!(file, ContactsFile::Card(_) | ContactsFile::AllCards),
        // A phone keeps the small copies of a picture, not the picture in full that one may lead to.
        Recipe::Asset(file) => {
            let small = site.pictures.shown.get(file).is_some_and(|picture| !picture.variants.is_empty());
            used.files.contains(file) && (carrier == Carrier::Stick || !small)
        }
        Recipe::Picture(file) => {
            let known = site.pictures.shown.get(file).is_some_and(|picture| used.pictures.contains(&picture.hash));
            known || used.files.contains(file)
        }
        // What a browser shows of an installed app it keeps itself.
        Recipe::ThemeAsset(name) => !name.starts_with(APP_ICON),
        Recipe::Script(name) => match carrier {
            Carrier::Phone => true,
            Carrier::Stick => name != OFFLINE,
        },
        _ => false,
    }
}

/// How the names of pictures begin that only an installed app needs.
pub const APP_ICON: &str = "app-";

/// The piece of the page on which a copy is kept.
pub const OFFLINE: &str = "offline";

fn holds_page(page: PageRecipe, carrier: Carrier) -> bool {
    match page {
        PageRecipe::NotFound => false,
        PageRecipe::Trainer(_) => carrier == Carrier::Stick,
        // The one names the zip file it would lie in; the other speaks of a copy on a phone.
        PageRecipe::Offline | PageRecipe::Absent => carrier == Carrier::Phone,
        _ => true,
    }
}

/// The project's files that texts of the edition show or, for a stick, lead to; those of sensitive texts are not among
/// them unless another text has them, too.
fn used_assets(site: &Site, edition: EditionId, carrier: Carrier) -> BTreeSet<&SourcePath> {
    let own = &site.editions[edition];
    let home = site.home.localize(own, Default::default());
    let sections = site.sections.iter().filter_map(|s| s.page.localize(own, s.config.borrow));
    let entries = site.entries.iter().filter(|e| !e.common.sensitive).filter_map(|e| e.localize(own));
    let versions = home.into_iter().chain(sections).chain(entries).map(|localized| localized.version);
    versions.flat_map(|version| assets(version, carrier)).collect()
}

fn assets(version: &Version, carrier: Carrier) -> impl Iterator<Item = &SourcePath> {
    let links = version.doc.links().iter().zip(version.targets.iter());
    links.filter_map(move |(link, target)| match target {
        Target::Asset(file) if link.image || carrier == Carrier::Stick => Some(file),
        _ => None,
    })
}
