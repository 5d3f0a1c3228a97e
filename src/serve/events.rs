//! Snapshots → what one open page must know, as server-sent events (HTML Standard, section 9.2). The server makes the
//! page of each stream again and compares, so that only a page that has changed is loaded again:
//!
//! | event | data |
//! |---|---|
//! | `reload` | the state that the page has now (an event without data is never heard) |
//! | `go` | the address that the same text has now |
//! | `style` | JSON: the page is the same but for these stylesheets, and has this state now |
//! | `files` | a JSON list of addresses of files that are copied as they are and have changed |
//! | `problems` | what is wrong, see `problems` |

use super::address::{Target, find};
use super::inject::{Parts, parts};
use super::problems;
use super::state::{Dish, Shop, Shown, Told, tag};
use super::words::Staff;
use crate::base::{Diagnostic, Lang, OutPath};
use crate::render::{Baked, PageRecipe, Recipe};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use hyper::header::HeaderMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

/// The address of the stream; its query names the page (`path`) and its state (`page`).
pub const EVENTS: &str = "/.guidepost/events";

/// How long a browser may take for one event before its stream is closed; it then asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is known about an open page.
struct View {
    /// The snapshot that it is of.
    number: u64,
    /// Its file.
    file: Option<OutPath>,
    /// What making it has shown.
    diags: Vec<Diagnostic>,
    stale: bool,
    /// The name of its bytes.
    tag: String,
    parts: Parts,
    /// The text it shows: language of the edition and id of the entry, so that it is found again at another address.
    entry: Option<(Lang, String)>,
    missing: bool,
}

/// One open page.
struct Page {
    shop: Arc<Shop>,
    path: String,
    staff: Staff,
}

/// The stream of one open page.
pub fn stream(shop: Arc<Shop>, query: &str, headers: &HeaderMap, ending: watch::Receiver<bool>) -> Response {
    let mut page = Page { staff: shop.words.staff(shop.options.lang, headers), shop, path: "/".into() };
    let mut known = String::new();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "path" => page.path = value.into_owned(),
            "page" => known = value.into_owned(),
            _ => {}
        }
    }
    let (send, receive) = mpsc::channel(8);
    tokio::spawn(async move {
        let told = page.shop.told.subscribe();
        // The browser has gone, or the server ends: nothing is left to do.
        let _ = follow(Arc::new(page), known, told, Outlet { send, ending }).await;
    });
    let stream = Sse::new(ReceiverStream::new(receive)).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)));
    stream.into_response()
}

/// Where events go.
struct Outlet {
    send: mpsc::Sender<Result<Event, Infallible>>,
    ending: watch::Receiver<bool>,
}

impl Outlet {
    async fn tell(&self, name: &str, data: &str) -> Option<()> {
        let event = Event::default().event(name).data(data);
        tokio::time::timeout(PATIENCE, self.send.send(Ok(event))).await.ok()?.ok()
    }
}

/// Follows the site for one page, until nobody listens any more (`None`).
async fn follow(
    page: Arc<Page>,
    mut known: String,
    mut told: broadcast::Receiver<Told>,
    mut outlet: Outlet,
) -> Option<()> {
    let mut last: Option<Arc<View>> = None;
    let mut said = String::new();
    loop {
        let (looking, before) = (page.clone(), last.clone());
        let looked = tokio::task::spawn_blocking(move || looking.look(before));
        let (view, problems) = looked.await.ok()?;
        if view.tag != known {
            match &last {
                Some(last) if last.parts.bare == view.parts.bare => {
                    let style = serde_json::json!({ "page": view.tag, "sheets": view.parts.sheets });
                    outlet.tell("style", &style.to_string()).await?;
                }
                last => match last.as_ref().and_then(|last| page.moved(last, &view)) {
                    Some(to) => outlet.tell("go", &to).await?,
                    None => outlet.tell("reload", &view.tag).await?,
                },
            }
            known.clone_from(&view.tag);
        }
        if let Some(problems) = problems.filter(|problems| *problems != said) {
            outlet.tell("problems", &problems).await?;
            said = problems;
        }
        last = Some(view);
        let news = tokio::select! {
            news = told.recv() => news,
            _ = outlet.ending.changed() => return None,
            () = outlet.send.closed() => return None,
        };
        match news {
            Ok(Told::Site(files)) if !files.is_empty() => {
                let base = page.shop.base();
                let files: Vec<String> = files.iter().map(|file| format!("{base}{}", file.address())).collect();
                outlet.tell("files", &serde_json::to_string(&files).unwrap_or_default()).await?;
            }
            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
            Err(broadcast::error::RecvError::Closed) => return None,
        }
    }
}

impl Page {
    /// The page as it is now, and its problems, once all is known that the rules say. A page that is known from the same
    /// snapshot is not made again.
    fn look(&self, before: Option<Arc<View>>) -> (Arc<View>, Option<String>) {
        let shown = self.shop.shown();
        let known = before.filter(|view| view.number == shown.now.number);
        let view = known.unwrap_or_else(|| Arc::new(self.make(&shown)));
        let here = problems::Here { file: view.file.as_ref(), diags: &view.diags, stale: view.stale };
        let problems = || problems::of_page(&self.shop, &shown, &here, self.staff).to_string();
        let problems = shown.now.is_checked().then(problems);
        (view, problems)
    }

    /// Makes the page.
    fn make(&self, shown: &Shown) -> View {
        let (file, missing) = self.file(shown);
        let dish = file.as_ref().and_then(|file| shown.bake(file));
        let (bytes, diags, stale) = match dish {
            Some(Dish { baked: Baked::Bytes(bytes), diags, stale }) => (bytes, diags, stale),
            Some(Dish { baked: Baked::File(_), diags, stale }) => (Vec::new(), diags, stale),
            None => Default::default(),
        };
        let tag = if bytes.is_empty() { "none".into() } else { tag(&bytes) };
        let entry = file.as_ref().filter(|_| !missing).and_then(|file| entry(shown, file));
        View { number: shown.now.number, file, diags, stale, tag, parts: parts(&bytes), entry, missing }
    }

    /// The file that the page is, and whether it only says that there is none.
    fn file(&self, shown: &Shown) -> (Option<OutPath>, bool) {
        match find(shown, &self.shop.base(), &self.path) {
            Target::File(file) => (Some(file), false),
            Target::Missing(page) => (page, true),
            Target::Go(_) | Target::Refused(_) => (None, true),
        }
    }

    /// Where the text of a page that is no more has gone: another title gives another address.
    fn moved(&self, last: &View, view: &View) -> Option<String> {
        let (lang, id) = last.entry.as_ref().filter(|_| view.missing)?;
        let site = &self.shop.shown().now.site;
        let edition = site.editions.iter().position(|e| e.lang == *lang)?;
        let entry = site.entries.iter().position(|e| e.id == *id)?;
        Some(format!("{}{}", self.shop.base(), site.addresses[edition].entry(entry)?.address()))
    }
}

/// The text that a page shows.
fn entry(shown: &Shown, file: &OutPath) -> Option<(Lang, String)> {
    let snapshot = shown.knows(file)?;
    match snapshot.catalogue.get(file)? {
        Recipe::Page(edition, PageRecipe::Entry(entry) | PageRecipe::Trainer(entry)) => {
            Some((snapshot.site.editions[*edition].lang, snapshot.site.entries[*entry].id.clone()))
        }
        _ => None,
    }
}
