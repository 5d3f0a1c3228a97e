//! Pages that say nothing of their own: what can be kept, what stands in for a page that is not there, the choice of a
//! language, and what leads on from a former address.

use super::super::carrier::OFFLINE;
use super::super::catalogue::{absent_path, has_offline, offline_path};
use super::super::renderer::Renderer;
use super::super::views::{self, Frame, frame};
use super::Draft;
use crate::base::{Diagnostic, OutPath, Report};
use crate::model::{EditionId, home};
use tera::{Context, Value};

/// Offers what can be kept.
pub(super) fn offline(renderer: &Renderer, edition: EditionId) -> Draft {
    let title = renderer.string(edition, "offline-title", &[]);
    let at = |e: EditionId| offline_path(&renderer.site.addresses[e]);
    let mut frame = Frame::everywhere(renderer, OFFLINE, title, at, edition);
    frame.pieces.push(OFFLINE);
    for (e, sibling) in frame.siblings.iter_mut().enumerate() {
        if !has_offline(&renderer.site, e) {
            *sibling = None;
        }
    }
    Draft::new("offline.html", frame, Vec::new())
}

/// Stands in a kept copy for the pages that are not in it.
pub(super) fn absent(renderer: &Renderer, edition: EditionId) -> Draft {
    let title = renderer.string(edition, "absent-title", &[]);
    let at = |e: EditionId| absent_path(&renderer.site.addresses[e]);
    let mut frame = Frame::everywhere(renderer, "absent", title, at, edition);
    frame.noindex = true;
    Draft::new("absent.html", frame, Vec::new())
}

/// Stands where there is no page.
pub(super) fn not_found(renderer: &Renderer, edition: EditionId) -> Draft {
    let site = &renderer.site;
    let title = renderer.string(edition, "not-found-title", &[]);
    let at = |e: EditionId| OutPath::new(format!("{}/404.html", site.editions[e].folder));
    let mut frame = Frame::everywhere(renderer, "404", title, at, edition);
    for (sibling, own) in frame.siblings.iter_mut().zip(site.editions.iter()) {
        *sibling = Some(views::Sibling { path: home(own), borrowed: false });
    }
    frame.noindex = true;
    Draft::new("404.html", frame, Vec::new())
}

/// The root page: choose a language.
pub fn chooser(renderer: &Renderer) -> Report<Option<Vec<u8>>> {
    let site = &renderer.site;
    let edition = site.default_edition;
    let mut context = Context::new();
    context.insert_value("editions", Value::from_serializable(&views::choices(renderer)));
    context.insert_value("css", Value::safe_string(&renderer.pieces.main));
    context.insert_value("csp", Value::normal_string(&renderer.pieces.policy(&[])));
    finished(renderer.template(edition, "chooser.html", context))
}

/// A former address: a page that leads on without script.
pub fn redirect(renderer: &Renderer, edition: EditionId, from: &OutPath, to: &OutPath) -> Report<Option<Vec<u8>>> {
    let site = &renderer.site;
    let title = renderer.string(edition, "moved", &[]);
    let mut own = Frame::everywhere(renderer, "redirect", title, |_| from.clone(), edition);
    own.noindex = true;
    let mut context = Context::new();
    context.insert_value("page", Value::from_serializable(&frame(renderer, edition, own)));
    context.insert_value("target", Value::normal_string(&to.relative_to(from)));
    context.insert_value("canonical", Value::normal_string(&format!("{}{}", site.base_url, to.address())));
    finished(renderer.template(edition, "redirect.html", context))
}

fn finished(html: Result<Vec<u8>, Box<Diagnostic>>) -> Report<Option<Vec<u8>>> {
    match html {
        Ok(html) => Report::new(Some(html), Vec::new()),
        Err(diag) => Report::new(None, vec![*diag]),
    }
}
