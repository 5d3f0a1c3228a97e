//! Baking: a recipe → the bytes of one file.

use super::recipe::Recipe;
use super::renderer::Renderer;
use super::{contacts, feed, page, sitemap};
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

/// Makes the file at `path` by its recipe. Where that failed, the diagnostics say why and the file is empty.
pub fn bake(renderer: &Renderer, path: &OutPath, recipe: &Recipe) -> Report<Baked> {
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
    }
}

fn finished(report: Report<Option<String>>) -> Report<Baked> {
    Report::new(Baked::Bytes(report.value.unwrap_or_default().into_bytes()), report.diags)
}
