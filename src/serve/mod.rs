//! Floor 6, beside `deliver`: a request → the page it asks for, baked on the spot; a saved file → the site brought up to
//! date, and the browsers that show a page of it told. Nothing is written but what the injected [`World`] keeps.
//!
//! ```text
//!   a file is saved ─ watch ─→ which files ─ state: check::prepare ─→ Snapshot ─┬─→ events ─→ the open pages reload,
//!                                                                               │             change their style, or
//!   a browser asks ─ http ─ gate ─→ may it? ─ address ─→ which file ───────────┴─→ answer     show what is wrong
//! ```
//!
//! | file | turns |
//! |---|---|
//! | `state` | the project folder into a [`Snapshot`], and snapshots into what is shown: the newest site, and the last one without a mistake for what the newest cannot make |
//! | `watch` | what the operating system tells of files into "these have changed", once a burst |
//! | `rules` | a snapshot into what the rules say of it, when it is shown already |
//! | `rest` | a snapshot into what only shows when its pages are made, in the background |
//! | `http` | a port into connections with limits, and those into requests |
//! | `gate` | the heads of a request into "this is the person at this machine" or a refusal |
//! | `address` | the address asked for into a file of the catalogue |
//! | `answer` | a file into a response: type, ETag, ranges |
//! | `disk` | a file on the disk into a body that is read as fast as the browser takes it |
//! | `inject` | a page into the page with our script, its policy extended by what that needs |
//! | `events` | snapshots into what one open page must know |
//! | `problems` | diagnostics into those of a page and those of the rest, in the words of the staff (`words`) |
//!
//! # What is promised
//! * What is served is what `build` would write, byte for byte, but for one script element in each page (and what it
//!   needs in the page's policy).
//! * The site lies at the path of its `base_url`, as it will be: `https://example.org/rights/` is previewed at
//!   `http://127.0.0.1:PORT/rights/`, so that the page for what does not exist finds its way home.
//! * Only files of the catalogue are served, only to this machine (unless an address is named), and only to pages that
//!   come from here: see `gate`.

mod address;
mod answer;
mod disk;
mod events;
mod gate;
mod http;
mod inject;
mod problems;
mod rest;
mod rules;
mod state;
mod watch;
mod words;

pub use state::{News, Snapshot};
pub use words::Words;

use crate::base::Lang;
use crate::model;
use crate::render::World;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

/// How to serve.
pub struct Options {
    /// The project's folder.
    pub root: PathBuf,
    /// What the outer world tells a run; asked again for each change, since midnight may pass.
    pub site: Box<dyn Fn() -> model::Options + Send + Sync>,
    /// The disk, as rendering sees it.
    pub world: Arc<dyn World>,
    /// The address to listen at.
    pub host: IpAddr,
    /// The wished port; where it is taken, the next free one.
    pub port: u16,
    /// Whether to look at all files every second instead of trusting the system to tell of changes.
    pub poll: bool,
    /// The language of the staff; without it, that of each browser.
    pub lang: Option<Lang>,
}

/// Where the preview speaks: a terminal.
pub trait Terminal: Send + Sync {
    /// The server answers at this address, which has the wished port or another.
    fn ready(&self, url: &str, port_was_free: bool);
    /// The site has changed, or more is known of it.
    fn news(&self, news: &News<'_>);
}

/// Serves until the program is asked to end (Ctrl-C). An error means that no port could be had.
pub fn serve(options: Options, terminal: &Arc<dyn Terminal>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = runtime.block_on(http::listen(options.host, options.port))?;
    let at: SocketAddr = listener.local_addr()?;
    let port_was_free = options.port == 0 || at.port() == options.port;
    let shop = Arc::new(state::Shop::open(options, terminal.clone()));
    terminal.ready(&format!("http://{at}{}", shop.base()), port_was_free);
    watch::start(shop.clone());
    rules::start(shop.clone());
    rest::start(shop.clone());
    runtime.block_on(http::run(listener, shop))?;
    runtime.shutdown_background();
    Ok(())
}
