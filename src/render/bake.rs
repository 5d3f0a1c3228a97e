//! Baking: a path of the catalogue → the bytes of that file, by its recipe.

use super::carrier::{is_for_phones_alone, may_hold};
use super::catalogue::Catalogue;
use super::copies::{Archive, Noted, Packed};
use super::paper::Paper;
use super::recipe::{PageRecipe, Recipe, SearchHolds};
use super::renderer::Renderer;
use super::zipped::deflated;
use super::{book, bundle, contacts, feed, kept, mail, offline, page, picture, search, single, sitemap};
use crate::base::{ContentHash, OutPath, Report};
use crate::model::EditionId;
use crate::source::picture::bare;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;
use tera::Value;

/// The contents of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Baked {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file on the disk, as it is.
    File(PathBuf),
}

/// Makes the files of a site, each by itself, in any order, on any thread.
#[derive(Clone, Copy)]
pub struct Baker<'a> {
    /// Makes the pages.
    pub renderer: &'a Renderer,
    /// Says which files there are.
    pub catalogue: &'a Catalogue,
}

impl Baker<'_> {
    /// Makes the file at `path`, which is empty where there is none. Where something failed, the diagnostics say why
    /// and the file is empty.
    pub fn bake(&self, path: &OutPath) -> Report<Baked> {
        let Some(recipe) = self.catalogue.get(path) else {
            return Report::new(Baked::Bytes(Vec::new()), Vec::new());
        };
        let baked = by_recipe(self, path, recipe);
        if self.renderer.site.config.outputs.bundle && may_hold(recipe) {
            self.renderer.copies.note(path, noted(self.renderer, recipe, &self.contents(&baked.value)));
        }
        baked
    }

    /// In which turn a file should be made: one that holds or lists others in a later turn than these, so that none is
    /// made twice. In another order everything comes out the same, only later.
    pub fn turn(&self, path: &OutPath) -> usize {
        match self.catalogue.get(path) {
            // The head brings the others along, made in one thread, while the other threads make pages.
            Some(Recipe::Search(_, file)) if file.holds != SearchHolds::Head => 1,
            Some(Recipe::Page(_, PageRecipe::Entry(id))) => {
                let site = &self.renderer.site;
                usize::from(single::has_single(site, &site.entries[*id]))
            }
            Some(Recipe::Bundle(_) | Recipe::Book(_) | Recipe::Paper(_, Paper::All)) => 2,
            Some(Recipe::Page(_, PageRecipe::Offline)) => 3,
            Some(Recipe::Kept(_)) => 4,
            _ => 0,
        }
    }

    /// The bytes of a file, whatever was wrong with it: whoever asks is not the one to say so.
    pub(super) fn bytes(&self, path: &OutPath) -> Vec<u8> {
        let baked = self.bake(path).value;
        match baked {
            Baked::Bytes(bytes) => bytes,
            Baked::File(_) => self.contents(&baked).into_owned(),
        }
    }

    fn contents<'b>(&self, baked: &'b Baked) -> Cow<'b, [u8]> {
        match baked {
            Baked::Bytes(bytes) => bytes.into(),
            Baked::File(file) => self.renderer.world.read(file).map(|read| read.to_vec()).unwrap_or_default().into(),
        }
    }

    /// The hash of a file's contents.
    pub(super) fn hash(&self, path: &OutPath) -> ContentHash {
        let known = self.renderer.copies.noted(path).map(|noted| noted.hash);
        known.unwrap_or_else(|| ContentHash::of(&[&self.bytes(path)]))
    }

    /// The length of a file's contents, deflated.
    pub(super) fn deflated(&self, path: &OutPath) -> u64 {
        let known = self.renderer.copies.noted(path).and_then(|noted| noted.deflated);
        known.unwrap_or_else(|| deflated(&self.bytes(path)))
    }

    /// What is known of the book of an edition.
    pub(super) fn book(&self, edition: EditionId) -> Arc<Packed> {
        self.renderer.copies.archive(Archive::Book, edition, || book::book(self, edition).value.1)
    }

    /// What is known of the zip file of an edition.
    pub(super) fn bundle(&self, edition: EditionId) -> Arc<Packed> {
        self.renderer.copies.archive(Archive::Bundle, edition, || bundle::bundle(self, edition).1)
    }
}

/// What is to be remembered of a file. Of one that only a phone keeps no zip file tells the length deflated.
fn noted(renderer: &Renderer, recipe: &Recipe, contents: &[u8]) -> Noted {
    let (packed, enough): (bool, fn(&Noted) -> bool) = match is_for_phones_alone(recipe) {
        true => (true, |noted| noted.deflated.is_some()),
        false => (false, |_| true),
    };
    let hash = || ContentHash::of(&[contents]);
    renderer.world.noted(contents, enough, &|| Noted { hash: hash(), deflated: packed.then(|| deflated(contents)) })
}

fn by_recipe(baker: &Baker<'_>, path: &OutPath, recipe: &Recipe) -> Report<Baked> {
    let renderer = baker.renderer;
    let site = &renderer.site;
    let text = |text: String| Report::new(Baked::Bytes(text.into_bytes()), Vec::new());
    match recipe {
        Recipe::Chooser => finished(page::chooser(renderer)),
        Recipe::Page(edition, recipe @ PageRecipe::Offline) => {
            let view = Value::from_serializable(&offline::view(baker, *edition));
            finished(page::page(renderer, *edition, *recipe, vec![("offline", view)]))
        }
        Recipe::Page(edition, recipe) => finished(page::page(renderer, *edition, *recipe, Vec::new())),
        Recipe::Single(edition, entry) => {
            let made = single::single(renderer, *edition, *entry);
            // The page of the entry, made a turn later, says how large it is.
            renderer.single_size(*edition, *entry, || made.value.as_ref().map_or(0, Vec::len));
            finished(made)
        }
        Recipe::Letter(edition, entry) => finished(mail::file(renderer, *edition, *entry)),
        Recipe::Feed(edition) => {
            let Report { value, diags } = feed::feed(renderer, *edition);
            Report::new(Baked::Bytes(value.into_bytes()), diags)
        }
        #[cfg(feature = "pdf")]
        Recipe::Paper(edition, paper) => super::pdf::paper(renderer, *edition, *paper),
        #[cfg(not(feature = "pdf"))]
        Recipe::Paper(..) => text(String::new()),
        Recipe::Contacts(edition, file) => text(contacts::file(renderer, *edition, *file)),
        Recipe::Search(edition, file) => text(search::file(renderer, *edition, *file)),
        Recipe::SitemapIndex => text(sitemap::index(site)),
        Recipe::Sitemap(edition, part) => text(sitemap::sitemap(site, *edition, *part)),
        Recipe::Robots => text(sitemap::robots(site)),
        Recipe::Security => text(site.config.security.as_ref().map(|s| sitemap::security(site, s)).unwrap_or_default()),
        Recipe::Redirect(edition, to) => match site.page_path(*edition, *to) {
            Some(to) => finished(page::redirect(renderer, *edition, path, &to)),
            None => text(String::new()),
        },
        Recipe::Kept(edition) => text(kept::list(baker, *edition)),
        Recipe::Worker(edition) => text(kept::worker(renderer, *edition)),
        Recipe::Manifest(edition) => text(kept::manifest(renderer, *edition)),
        Recipe::Book(edition) => {
            let Report { value: (book, packed), diags } = book::book(baker, *edition);
            renderer.copies.archive(Archive::Book, *edition, || packed);
            Report::new(book, diags)
        }
        Recipe::Bundle(edition) => {
            let (bundle, packed) = bundle::bundle(baker, *edition);
            renderer.copies.archive(Archive::Bundle, *edition, || packed);
            Report::new(bundle, Vec::new())
        }
        Recipe::Picture(file) | Recipe::Asset(file) => match (site.pictures.shown.get(file), recipe) {
            (Some(shown), Recipe::Picture(_)) => picture::variant(renderer, shown, path),
            (Some(shown), _) => picture::original(renderer, shown),
            (None, _) => Report::new(Baked::File(site.assets.get(file).cloned().unwrap_or_default()), Vec::new()),
        },
        Recipe::ThemeAsset(name) => Report::new(Baked::Bytes(theme_asset(renderer, name)), Vec::new()),
        Recipe::Script(name) => text(renderer.pieces.script(name).map(|s| s.text.clone()).unwrap_or_default()),
    }
}

/// A file of the theme; a picture without what it tells about people and programs.
fn theme_asset(renderer: &Renderer, name: &str) -> Vec<u8> {
    let mut assets = renderer.site.theme.layers.iter().flat_map(|l| &l.assets);
    let bytes = assets.find(|(n, _)| n == name).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default();
    bare(&bytes).unwrap_or(bytes)
}

fn finished(report: Report<Option<Vec<u8>>>) -> Report<Baked> {
    Report::new(Baked::Bytes(report.value.unwrap_or_default()), report.diags)
}
