//! Baking: a path of the catalogue → the bytes of that file, by its recipe.

use super::catalogue::Catalogue;
use super::recipe::Recipe;
use super::renderer::Renderer;
use super::{contacts, feed, page, search, sitemap};
use crate::base::{OutPath, Report};
use std::path::PathBuf;

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
        match self.catalogue.get(path) {
            Some(recipe) => by_recipe(self.renderer, path, recipe),
            None => Report::new(Baked::Bytes(Vec::new()), Vec::new()),
        }
    }
}

fn by_recipe(renderer: &Renderer, path: &OutPath, recipe: &Recipe) -> Report<Baked> {
    let site = &renderer.site;
    let text = |text: String| Report::new(Baked::Bytes(text.into_bytes()), Vec::new());
    match recipe {
        Recipe::Chooser => finished(page::chooser(renderer)),
        Recipe::Page(edition, recipe) => finished(page::page(renderer, *edition, *recipe)),
        Recipe::Feed(edition) => {
            let Report { value, diags } = feed::feed(renderer, *edition);
            Report::new(Baked::Bytes(value.into_bytes()), diags)
        }
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
        Recipe::Asset(file) => {
            let disk = site.assets.get(file).cloned().unwrap_or_default();
            Report::new(Baked::File(disk), Vec::new())
        }
        Recipe::ThemeAsset(name) => {
            let mut assets = site.theme.layers.iter().flat_map(|l| &l.assets);
            let bytes = assets.find(|(n, _)| n == name).map(|(_, bytes)| bytes.to_vec());
            Report::new(Baked::Bytes(bytes.unwrap_or_default()), Vec::new())
        }
        Recipe::Script(name) => text(renderer.pieces.script(name).map(|s| s.text.clone()).unwrap_or_default()),
    }
}

fn finished(report: Report<Option<Vec<u8>>>) -> Report<Baked> {
    Report::new(Baked::Bytes(report.value.unwrap_or_default()), report.diags)
}
