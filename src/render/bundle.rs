//! The zip file of an edition: its files, with every link leading to a file, so that the pages open from a memory stick
//! where nobody answers `guides/` with `guides/index.html`. Links to what is not in it lead to the site on the internet.
//!
//! The same pages give the same bytes on every day: all files in it have the date with which the format begins, and the
//! name of the zip file alone says of which day it is.

use super::bake::{Baked, Baker};
use super::carrier::{Carrier, files};
use super::copies::{Packed, archived};
use super::html::rewrite;
use super::world::Pen;
use super::zipped::Zipped;
use crate::base::{ContentHash, OutPath};
use crate::model::{EditionId, Site, home};
use std::collections::BTreeMap;

/// Changes when the same pages make another zip file, so that no kept one is taken for it.
const MAKE: &[u8] = b"bundle 1";

/// Where the zip file of an edition lies.
pub fn path(site: &Site, edition: EditionId) -> OutPath {
    let (folder, name) = (site.addresses[edition].offline(), super::copies::name(site, edition));
    OutPath::new(format!("{folder}{name}-{}.zip", site.today))
}

/// Makes the zip file, or takes the one that was made from the same files before.
pub fn bundle(baker: &Baker<'_>, edition: EditionId) -> (Baked, Packed) {
    let paths = files(&baker.renderer.site, baker.catalogue, edition, Carrier::Stick);
    let from = made_from(baker, edition, &paths);
    archived(&*baker.renderer.world, from, &mut |zip| {
        fill(baker, edition, &paths, zip);
        Ok(())
    })
}

fn made_from(baker: &Baker<'_>, edition: EditionId, paths: &[&OutPath]) -> ContentHash {
    let site = &baker.renderer.site;
    let hashes: Vec<String> = paths.iter().map(|path| baker.hash(path).to_string()).collect();
    let mut parts: Vec<&[u8]> = vec![MAKE, site.base_url.as_bytes(), site.editions[edition].folder.as_bytes()];
    for (path, hash) in paths.iter().zip(&hashes) {
        parts.extend([path.as_str().as_bytes(), hash.as_bytes()]);
    }
    ContentHash::of(&parts)
}

fn fill(baker: &Baker<'_>, edition: EditionId, paths: &[&OutPath], zip: &mut Zipped<&mut dyn Pen>) {
    let site = &baker.renderer.site;
    let within = Within { site, files: paths.iter().map(|path| (path.address(), *path)).collect() };
    let first = home(&site.editions[edition]);
    let top = OutPath::new("index.html");
    zip.add(top.as_str(), &within.page(&baker.bytes(&first), &first, &top));
    for path in paths {
        let bytes = baker.bytes(path);
        match path.as_str().ends_with(".html") {
            true => zip.add(path.as_str(), &within.page(&bytes, path, path)),
            false => zip.add(path.as_str(), &bytes),
        }
    }
}

/// The files of one zip file, by their addresses.
struct Within<'a> {
    site: &'a Site,
    files: BTreeMap<&'a str, &'a OutPath>,
}

impl Within<'_> {
    /// A page of the site as it lies `at` a place in the zip file.
    fn page(&self, bytes: &[u8], page: &OutPath, at: &OutPath) -> Vec<u8> {
        let html = String::from_utf8_lossy(bytes);
        rewrite(&html, |_, address| self.address(address, page, at)).into_bytes()
    }

    /// Where an address of a page leads from the zip file; `None` where it may stay as it is.
    fn address(&self, address: &str, page: &OutPath, at: &OutPath) -> Option<String> {
        let cut = address.find(['?', '#']).unwrap_or(address.len());
        let (path, tail) = address.split_at(cut);
        let has_scheme = path.split_once(':').is_some_and(|(before, _)| !before.contains('/'));
        if has_scheme || path.is_empty() || path.starts_with("//") {
            return None;
        }
        let wanted = page.resolve(path)?;
        Some(match self.files.get(wanted.address()) {
            Some(file) if *file == at => format!("{}{tail}", file.name()),
            Some(file) => format!("{}{}{tail}", at.up(), file),
            None => format!("{}{}{tail}", self.site.base_url, wanted.address()),
        })
    }
}
