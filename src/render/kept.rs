//! The copy of an edition that a browser keeps when its reader asks for it: the list of its files with what tells one
//! version from the next, the worker that answers from the copy, and the manifest of the app that it becomes.
//!
//! Nothing of this does anything by itself: the page `offline.html` loads the files, counts them, and only then
//! registers the worker. A copy is a set of files named by path *and* hash, and one list that says which of them are the
//! copy; so an update fetches what changed, an interrupted one goes on where it stopped, and what is half there is never
//! taken for whole.
//!
//! **Which page wins, the kept one or the one on the internet?** A time limit or a number that has changed must not stay
//! up because a copy is quick; but loading each page again costs a reader the data that the copy was to save. So the
//! worker asks for the list (a few kB, nothing where it has not changed) at most once an hour, waits two seconds for it,
//! and then answers from the copy whatever is the same there and from the internet whatever is not.

use super::bake::Baker;
use super::carrier::{APP_ICON, Carrier, files};
use super::catalogue::offline_path;
use super::renderer::Renderer;
use crate::base::OutPath;
use crate::model::{EditionId, Site};
use serde_json::{Value, json};

/// How many hexadecimal digits of a SHA-256 tell two versions of a file apart.
const DIGITS: usize = 12;

/// The piece of the theme that is the worker.
pub const WORKER: &str = "sw";

/// Where the list of a copy's files lies.
pub fn list_path(site: &Site, edition: EditionId) -> OutPath {
    OutPath::new(format!("{}kept.json", site.addresses[edition].offline()))
}

/// Where the manifest lies: in the folder that the app is of.
pub fn manifest_path(site: &Site, edition: EditionId) -> OutPath {
    OutPath::new(format!("{}/manifest.webmanifest", site.editions[edition].folder))
}

/// Where the worker lies: it may answer for nothing above its own folder.
pub fn worker_path(site: &Site, edition: EditionId) -> OutPath {
    OutPath::new(format!("{}/{WORKER}.js", site.editions[edition].folder))
}

/// How much a copy is: its pages, and about how many bytes are loaded. The page that says so is not counted.
pub fn extent(baker: &Baker<'_>, edition: EditionId) -> (usize, u64) {
    let site = &baker.renderer.site;
    let bundle = baker.bundle(edition);
    let own = offline_path(&site.addresses[edition]);
    let paths = files(site, baker.catalogue, edition, Carrier::Phone);
    let sizes = paths.iter().filter(|path| ***path != own).map(|path| match bundle.sizes.get(path.as_str()) {
        Some(size) => *size,
        None => baker.deflated(path),
    });
    (paths.iter().filter(|path| path.as_str().ends_with(".html")).count(), sizes.sum())
}

/// The list: `{ date, day, files }`, each file as `[address, hash, bytes]`, the address from the root of the site, the
/// hash as the first 12 hexadecimal digits of its SHA-256, the bytes about as many as are loaded.
pub fn list(baker: &Baker<'_>, edition: EditionId) -> String {
    let site = &baker.renderer.site;
    let bundle = baker.bundle(edition);
    let paths = files(site, baker.catalogue, edition, Carrier::Phone);
    let file = |path: &OutPath| {
        let size = bundle.sizes.get(path.as_str()).copied().unwrap_or_else(|| baker.deflated(path));
        json!([path.address(), baker.hash(path).to_string()[..DIGITS], size])
    };
    let files: Vec<Value> = paths.into_iter().map(file).collect();
    let day = site.date(&site.editions[edition], site.today);
    json!({ "date": site.today.to_string(), "day": day, "files": files }).to_string()
}

/// The worker: the theme's script, and in front of it the folder of the page that keeps the copy.
pub fn worker(renderer: &Renderer, edition: EditionId) -> String {
    let site = &renderer.site;
    let folder = site.addresses[edition].offline();
    let below = folder.strip_prefix(&format!("{}/", site.editions[edition].folder)).unwrap_or(folder);
    let script = renderer.pieces.script(WORKER).map_or("", |script| &script.text);
    format!("const folder = {};\n{script}", json!(below))
}

/// The manifest (W3C Web Application Manifest). Its name is the same word on every phone and tells nobody what is in it.
pub fn manifest(renderer: &Renderer, edition: EditionId) -> String {
    let site = &renderer.site;
    let own = &site.editions[edition];
    let name = renderer.string(edition, "app-name", &[]).text;
    let mut names: Vec<&String> =
        site.theme.layers.iter().flat_map(|l| l.assets.iter().map(|(name, _)| name)).collect();
    names.sort();
    names.dedup();
    let icons: Vec<Value> = names.into_iter().filter_map(|name| icon(name)).collect();
    json!({
        "id": "./", "start_url": "./", "scope": "./", "lang": own.lang.to_string(), "dir": own.dir.as_str(),
        "name": name, "short_name": name, "display": "minimal-ui", "icons": icons,
    })
    .to_string()
}

/// The icon in a file of the theme: `app-SIZE.png`, or `app-SIZE-maskable.png` whose edge a phone may cut off.
fn icon(name: &str) -> Option<Value> {
    let stem = name.strip_prefix(APP_ICON)?.strip_suffix(".png")?;
    let (size, purpose) = match stem.strip_suffix("-maskable") {
        Some(size) => (size, "maskable"),
        None => (stem, "any"),
    };
    let size: u32 = size.parse().ok()?;
    let src = format!("../theme/{name}");
    Some(json!({ "src": src, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose }))
}
