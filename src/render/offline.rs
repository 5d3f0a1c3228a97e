//! What can be kept of an edition → the view of the page that offers it: which files, how large, and how to tell that
//! they arrived whole.

use super::bake::Baker;
use super::book;
use super::bundle;
use super::catalogue::has_book;
use super::copies::Packed;
use super::kept;
use super::renderer::Renderer;
use super::view::{DownloadView, KeepView, OfflineView, Text};
use crate::base::OutPath;
use crate::model::{EditionId, StringArg};

/// What can be kept of an edition.
pub fn view(baker: &Baker<'_>, edition: EditionId) -> OfflineView {
    let renderer = baker.renderer;
    let site = &renderer.site;
    let zip = site.config.outputs.bundle.then(|| baker.bundle(edition));
    let keep = site.config.outputs.bundle.then(|| {
        let (pages, bytes) = kept::extent(baker, edition);
        KeepView {
            pages,
            size: size(renderer, edition, bytes),
            list: kept::list_path(site, edition).as_str().to_owned(),
            manifest: kept::manifest_path(site, edition).as_str().to_owned(),
        }
    });
    let file = |path: &OutPath, packed: &Packed| DownloadView {
        name: path.name().to_owned(),
        path: path.as_str().to_owned(),
        size: size(renderer, edition, packed.length),
        sha256: packed.hash.clone(),
    };
    let book = has_book(site, edition).then(|| baker.book(edition));
    OfflineView {
        keep,
        zip: zip.map(|zip| file(&bundle::path(site, edition), &zip)),
        book: book.map(|book| file(&book::path(site, edition), &book)),
    }
}

/// A length in kilobytes or, from a thousand on, megabytes (SI: of 1000), as the edition writes numbers.
fn size(renderer: &Renderer, edition: EditionId, bytes: u64) -> Text {
    let (key, number) = match bytes.div_ceil(1000) {
        kilo @ 0..1000 => ("size-kb", kilo.to_string()),
        kilo => ("size-mb", format!("{}.{}", kilo.div_ceil(100) / 10, kilo.div_ceil(100) % 10)),
    };
    let written = renderer.site.editions[edition].cldr.decimal(&number).unwrap_or(number);
    renderer.text(edition, key, &[("number", StringArg::Text(&written))])
}
