//! What every page has around its content: titles, addresses, the way to it, the same page in other languages.

use super::super::marks;
use super::super::renderer::Renderer;
use super::super::view::{AlternateView, LinkView, PageView, ShareView, SwitchView};
use crate::base::OutPath;
use crate::model::{EditionId, Marked, StringArg, home};

/// The same page in one edition.
#[derive(Debug, Clone)]
pub struct Sibling {
    /// Its path.
    pub path: OutPath,
    /// Whether it is lent from another language there.
    pub borrowed: bool,
}

/// What a page knows of itself, before its frame is made.
#[derive(Debug)]
pub struct Frame {
    /// Which template makes it.
    pub kind: &'static str,
    /// The `h1`.
    pub title: Marked,
    /// One sentence.
    pub description: Option<String>,
    /// Its file.
    pub path: OutPath,
    /// The same page in every edition, this one included.
    pub siblings: Vec<Option<Sibling>>,
    /// The way to it, home page first.
    pub breadcrumbs: Vec<LinkView>,
    /// Where the text is lent from, the page it is lent from.
    pub original: Option<OutPath>,
    /// Must leave no trace; what the window's title says instead.
    pub sensitive: Option<Option<String>>,
    /// What it holds that has a stylesheet or a script of its own.
    pub pieces: Vec<&'static str>,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// Lines that go along with title and address where the page is handed on; `None` where that is not offered.
    pub share: Option<Vec<String>>,
}

/// The piece of pages with coloured code.
const CODE: &str = "highlight";

/// The piece of pages that must leave no trace, where the site says where to go from them.
const LEAVE: &str = "leave";

/// The piece of pages that can be handed on.
const SHARE: &str = "share";

impl Frame {
    /// A page that is the same in every edition.
    pub fn everywhere(
        renderer: &Renderer,
        kind: &'static str,
        title: Marked,
        at: impl Fn(EditionId) -> OutPath,
        edition: EditionId,
    ) -> Self {
        let count = renderer.site.editions.len();
        Self {
            kind,
            title,
            description: None,
            path: at(edition),
            siblings: (0..count).map(|e| Some(Sibling { path: at(e), borrowed: false })).collect(),
            breadcrumbs: vec![home_link(renderer, edition)],
            original: None,
            sensitive: None,
            pieces: Vec::new(),
            noindex: false,
            share: None,
        }
    }

    /// Notes whether it holds coloured code.
    #[must_use]
    pub fn with_code(mut self, has_code: bool) -> Self {
        self.pieces.extend(has_code.then_some(CODE));
        self
    }

    /// Adds a step to the way.
    #[must_use]
    pub fn below(mut self, step: LinkView) -> Self {
        self.breadcrumbs.push(step);
        self
    }
}

/// The first step of every way.
pub fn home_link(renderer: &Renderer, edition: EditionId) -> LinkView {
    super::link(renderer.text(edition, "home", &[]), &home(&renderer.site.editions[edition]))
}

/// Makes the frame of a page.
pub fn frame(renderer: &Renderer, edition: EditionId, mut frame: Frame) -> PageView {
    let (site, pieces) = (&renderer.site, &renderer.pieces);
    let borrowed = frame.siblings[edition].as_ref().is_some_and(|s| s.borrowed);
    let known = !frame.noindex && !borrowed;
    let absolute = |path: &OutPath| [&site.base_url, path.address()].concat();
    let canonical = match &frame.original {
        Some(original) => Some(absolute(original)),
        None => (!frame.noindex).then(|| absolute(&frame.path)),
    };
    let window_title = window_title(renderer, edition, &frame);
    let share = share(&frame, &window_title, absolute(&frame.path));
    frame.pieces.extend(share.is_some().then_some(SHARE));
    frame.pieces.extend((frame.sensitive.is_some() && site.config.leave_to.is_some()).then_some(LEAVE));
    PageView {
        kind: frame.kind.to_owned(),
        window_title,
        description: frame.description.filter(|_| frame.sensitive.is_none()),
        up: frame.path.up(),
        path: frame.path.address().to_owned(),
        canonical,
        noindex: frame.noindex,
        alternates: if known { alternates(renderer, &frame.siblings) } else { Vec::new() },
        switcher: switcher(renderer, edition, &frame.siblings),
        breadcrumbs: frame.breadcrumbs,
        csp: pieces.policy(&frame.pieces),
        styles: frame.pieces.iter().filter_map(|p| pieces.sheet(p)).map(str::to_owned).collect(),
        scripts: pieces.scripts_of(&frame.pieces).map(|s| s.path.as_str().to_owned()).collect(),
        sensitive: frame.sensitive.is_some(),
        share,
        title: marks::text(site, frame.title),
    }
}

/// How the page is handed on. What must leave no trace is not handed on at all: a message with its address would stay in
/// two phones, under the reader's name; who wants to help somebody can give them a number.
fn share(frame: &Frame, title: &str, address: String) -> Option<ShareView> {
    let lines = frame.share.as_ref().filter(|_| frame.sensitive.is_none())?;
    let words: Vec<&str> = std::iter::once(title).chain(lines.iter().map(String::as_str)).collect();
    Some(super::share::share(&words.join("\n"), address))
}

/// The window's title: the page's with the site's behind it; on a sensitive page only what tells nothing.
fn window_title(renderer: &Renderer, edition: EditionId, frame: &Frame) -> String {
    let site = &renderer.site_view(edition).title.text;
    let name = match &frame.sensitive {
        None => frame.title.text.as_str(),
        Some(Some(neutral)) => neutral,
        Some(None) if site.is_empty() => return renderer.site.editions[edition].name.clone(),
        Some(None) => return site.clone(),
    };
    if name == site || site.is_empty() {
        return name.to_owned();
    }
    let pair = [("title", StringArg::Text(name)), ("site", StringArg::Text(site))];
    renderer.string(edition, "window-title", &pair).text
}

/// The pages that search engines may know as each other: never one that is lent from another language.
fn alternates(renderer: &Renderer, siblings: &[Option<Sibling>]) -> Vec<AlternateView> {
    let site = &renderer.site;
    let href = |path: &OutPath| [&site.base_url, path.address()].concat();
    let own = |e: usize| siblings[e].as_ref().filter(|s| !s.borrowed);
    let mut alternates = Vec::with_capacity(siblings.len() + 1);
    alternates.extend((0..siblings.len()).filter_map(|e| {
        let hreflang = site.editions[e].lang.as_str().to_owned();
        own(e).map(|s| AlternateView { hreflang, href: href(&s.path) })
    }));
    if alternates.len() < 2 {
        return Vec::new();
    }
    let default = std::iter::once(site.default_edition).chain(0..siblings.len()).find_map(own);
    alternates.extend(default.map(|s| AlternateView { hreflang: "x-default".into(), href: href(&s.path) }));
    alternates
}

fn switcher(renderer: &Renderer, edition: EditionId, siblings: &[Option<Sibling>]) -> Vec<SwitchView> {
    let editions = renderer.site.editions.iter().enumerate();
    let view = |(e, other): (usize, &crate::model::Edition)| SwitchView {
        name: other.name.clone(),
        lang: other.lang.as_str().to_owned(),
        dir: other.dir.as_str().to_owned(),
        path: siblings[e].as_ref().map_or_else(|| home(other), |s| s.path.clone()).address().to_owned(),
        current: e == edition,
        borrowed: siblings[e].as_ref().is_some_and(|s| s.borrowed),
        missing: siblings[e].is_none(),
    };
    editions.map(view).collect()
}
