//! All papers of an edition → one zip archive, under the names of their pages' folders. What went wrong with one of them
//! is told where it is made by itself; the archive is then empty.
//!
//! It is as large as all papers together, so it never lies in memory where it can be kept on the disk: it is written
//! paper by paper, each from what was kept of it.

use super::one;
use crate::base::ContentHash;
use crate::model::EditionId;
use crate::render::Baked;
use crate::render::paper::{self, Paper};
use crate::render::renderer::Renderer;
use crate::render::world::Pen;
use crate::render::zipped::{self, Zipped};
use std::io;

/// What of this module decides how an archive looks; a new one makes every archive anew.
const VERSION: &[u8] = b"papers in one archive 1";

/// A paper in the archive.
struct Part {
    paper: Paper,
    name: String,
    made_from: ContentHash,
}

/// Makes the archive.
pub fn archive(renderer: &Renderer, edition: EditionId) -> Baked {
    let made = parts(renderer, edition).and_then(|parts| pack(renderer, edition, &parts));
    made.unwrap_or(Baked::Bytes(Vec::new()))
}

/// The papers that belong into it; `None` where one of them cannot be printed.
fn parts(renderer: &Renderer, edition: EditionId) -> Option<Vec<Part>> {
    let site = &renderer.site;
    let folder = format!("{}/", site.editions[edition].folder);
    let papers = paper::papers(site, edition).into_iter().filter(|paper| *paper != Paper::All);
    let part = |paper: Paper| {
        let path = paper.path(site, edition)?;
        let name = path.as_str().strip_prefix(&folder).unwrap_or(path.as_str()).to_owned();
        Some(Part { paper, name, made_from: one::made_from(renderer, edition, paper)? })
    };
    papers.map(part).collect()
}

fn pack(renderer: &Renderer, edition: EditionId, parts: &[Part]) -> Option<Baked> {
    let mut made_from = vec![VERSION.to_vec()];
    made_from.extend(parts.iter().flat_map(|p| [p.name.clone().into_bytes(), p.made_from.to_string().into_bytes()]));
    let made_from: Vec<&[u8]> = made_from.iter().map(Vec::as_slice).collect();
    zipped::archive(&*renderer.world, ContentHash::of(&made_from), &mut |zip| fill(renderer, edition, parts, zip))
}

/// Puts each paper into an archive, which fails where one of them cannot be printed.
fn fill(renderer: &Renderer, edition: EditionId, parts: &[Part], archive: &mut Zipped<&mut dyn Pen>) -> io::Result<()> {
    for Part { paper, name, .. } in parts {
        // PDFs are packed already.
        archive.store(name, &one::again(renderer, edition, *paper).ok_or(io::ErrorKind::InvalidData)?);
    }
    Ok(())
}
