//! A guide, handout or issue → one HTML file that needs nothing else: to be sent in a chat and opened on a phone with no
//! internet. Pictures stand in it as data, links lead to the whole addresses, and its policy lets it load nothing.
//!
//! It is no output like the others: the page of the entry says how large it is.

use super::parts;
use super::picture;
use super::renderer::Renderer;
use super::theme::missing_template;
use super::view::{DateView, FileView};
use super::views::{self, Form, frame};
use crate::base::{Code, Diagnostic, OutPath, Place, Report};
use crate::model::{EditionId, Entry, EntryId, Picture, Site};
use crate::render::html::asset_path;
use crate::source::Kind;
use base64::Engine;
use tera::{Context, Value};

/// The size of a file at most, in bytes: more is slow to send where data is paid for.
pub const LARGEST: usize = 300_000;

/// Whether there is such a file of an entry: never of what must leave no trace.
pub fn has_single(site: &Site, entry: &Entry) -> bool {
    site.config.outputs.single_file && !entry.common.sensitive && entry.kind != Kind::Page
}

/// It lies beside the entry's page.
pub fn single_path(page: &OutPath) -> OutPath {
    OutPath::new(format!("{}single.html", page.address()))
}

/// What the entry's page says of the file; `None` where there is none.
pub fn file(renderer: &Renderer, edition: EditionId, id: EntryId) -> Option<FileView> {
    let site = &renderer.site;
    let page = site.addresses[edition].entry(id).filter(|_| has_single(site, &site.entries[id]))?;
    let path = single_path(page).as_str().to_owned();
    let name = page.address().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let bytes = renderer.single_size(edition, id, || single(renderer, edition, id).value.map_or(0, |html| html.len()));
    Some(FileView { path, name: format!("{name}.html"), size: bytes.div_ceil(1000).to_string() })
}

/// Makes the file.
pub fn single(renderer: &Renderer, edition: EditionId, id: EntryId) -> Report<Option<Vec<u8>>> {
    let site = &renderer.site;
    let Some((view, own, body)) = views::entry(renderer, edition, id, Form::Alone) else {
        return Report::new(None, vec![missing_template("single.html")]);
    };
    let mut diags = body.diags;
    let pieces: Vec<&str> = own.pieces.clone();
    let mut page = frame(renderer, edition, own);
    page.canonical = Some(format!("{}{}", site.base_url, page.path));
    page.up = site.base_url.clone();
    page.csp = renderer.pieces.policy_alone(&pieces);
    page.styles = std::iter::once(renderer.pieces.main.as_str())
        .chain(pieces.iter().filter_map(|p| renderer.pieces.sheet(p)))
        .map(str::to_owned)
        .collect();
    (page.scripts, page.share) = (Vec::new(), None);
    let today = DateView { iso: site.today.to_string(), text: site.date(&site.editions[edition], site.today) };
    let (parts, said) = parts::of_entry(renderer, edition, &view, &page.up);
    diags.extend(said);
    let mut context = Context::new();
    context.insert_value("parts", parts);
    context.insert_value("page", Value::from_serializable(&page));
    context.insert_value("entry", Value::from_serializable(&view));
    context.insert_value("today", Value::from_serializable(&today));
    let html = match renderer.template_text(edition, "single.html", context) {
        Ok(html) => html,
        Err(diag) => {
            diags.push(*diag);
            return Report::new(None, diags);
        }
    };
    let html = with_pictures(renderer, &html);
    diags.extend((html.len() > LARGEST).then(|| too_large(site, edition, id, html.len())));
    Report::new(Some(html.into_bytes()), diags)
}

fn too_large(site: &Site, edition: EditionId, id: EntryId, size: usize) -> Diagnostic {
    let entry = &site.entries[id];
    let (size, most) = (size.div_ceil(1000), LARGEST / 1000);
    let message = format!("`{}` as a single file has {size} kB, which is more than {most} kB", entry.id);
    let diag = match entry.localize(&site.editions[edition]) {
        Some(text) => {
            Diagnostic::new(Code::SingleFileTooLarge, Place::at(&text.version.file, text.version.title_span()), message)
        }
        None => Diagnostic::general(Code::SingleFileTooLarge, message),
    };
    diag.hint("divide the text in two, or say `outputs: { single_file: false }` in `guidepost.yaml`")
}

/// Puts pictures into the file, small, as long as it does not get too large; of the others their words stay.
fn with_pictures(renderer: &Renderer, html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut left = LARGEST.saturating_sub(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<img ") {
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        out.push_str(before);
        let data = attribute(tag, "src").and_then(|src| held(renderer, src)).filter(|data| data.len() <= left);
        let alt = attribute(tag, "alt").unwrap_or_default();
        match data {
            Some(data) => {
                left -= data.len();
                let size = |name: &str| attribute(tag, name).map(|n| format!(" {name}=\"{n}\"")).unwrap_or_default();
                let size = size("width") + &size("height");
                out.push_str(&format!("<img src=\"{data}\"{size} alt=\"{alt}\">"));
            }
            None => out.push_str(alt),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The value of an attribute of a tag that we have written, as it stands there.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    tag[start..].split_once('"').map(|(value, _)| value)
}

/// A picture of the project by its whole address, as an address that holds it.
pub fn held(renderer: &Renderer, src: &str) -> Option<String> {
    let path = OutPath::new(src.strip_prefix(renderer.site.base_url.as_str())?);
    let address = |p: &Picture| p.plain().map_or_else(|| asset_path(&p.file), |variant| variant.path.clone());
    let shown = renderer.site.pictures.shown.values().find(|p| address(p) == path)?;
    let (bytes, media) = picture::plain(renderer, shown)?;
    Some(format!("data:{media};base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes)))
}
