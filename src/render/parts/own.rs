//! A part that each page has of its own (its way from home, its languages, its neighbours, a row of a list) → its shape,
//! the texts in it, and what its template sees when the texts are these: what [`super::super::mold`] makes it from.

use super::super::mold::{Casting, cast};
use super::super::renderer::Renderer;
use super::super::view::{
    AlternateView, CardView, DateView, EntryView, FileView, HeadingView, LinkView, PageView, ShareView, SwitchView,
    Text,
};
use crate::base::Diagnostic;
use crate::model::EditionId;
use serde::Serialize;
use std::fmt::Write;
use tera::Context;

/// A part with the texts in it that differ from page to page.
pub struct Own<'p> {
    /// What pages call it.
    pub name: &'static str,
    /// Its template.
    pub template: &'static str,
    /// What leads to the root of the site.
    up: &'p str,
    of: What<'p>,
}

enum What<'p> {
    Head(&'p PageView),
    Crumbs(&'p [LinkView]),
    Languages(&'p [SwitchView]),
    Share(&'p ShareView),
    Contents(&'p str, &'p [HeadingView]),
    Topics(&'p [LinkView]),
    Steps([Option<&'p LinkView>; 2]),
    Row(&'p CardView, &'static str),
}

/// What a part's template sees of the page, under the name `page`.
#[derive(Serialize)]
struct Stand {
    up: String,
    #[serde(flatten)]
    head: Option<Head>,
}

/// What the part `head` sees of it besides; see [`PageView`].
#[derive(Serialize)]
struct Head {
    window_title: String,
    csp: String,
    description: Option<String>,
    canonical: Option<String>,
    noindex: bool,
    sensitive: bool,
}

impl<'p> Own<'p> {
    /// What machines read of it; the way to it; the same page in other editions, where there are others; the links that
    /// hand it on, where it may be handed on.
    pub fn of_page(page: &'p PageView) -> impl Iterator<Item = Self> {
        let own = |name, template, of| Self { name, template, up: &page.up, of };
        let crumbs = Some(What::Crumbs(&page.breadcrumbs)).filter(|_| !page.breadcrumbs.is_empty());
        let languages = || Some(What::Languages(&page.switcher)).filter(|_| page.switcher.len() > 1);
        let all = [
            ("head", "parts/head.html", Some(What::Head(page))),
            ("crumbs", "parts/crumbs.html", crumbs),
            ("languages", "parts/languages.html", languages()),
            ("foot_languages", "parts/foot-languages.html", languages()),
            ("share", "parts/share.html", page.share.as_ref().map(What::Share)),
        ];
        all.into_iter().filter_map(move |(name, template, of)| Some(own(name, template, of?)))
    }

    /// What stands around a text: its contents, its topics, the texts before and after it.
    pub fn of_entry(entry: &'p EntryView, up: &'p str) -> impl Iterator<Item = Self> {
        let contents = Some(What::Contents(&entry.attrs, &entry.contents)).filter(|_| !entry.contents.is_empty());
        let topics = Some(What::Topics(&entry.topics)).filter(|_| !entry.topics.is_empty());
        let steps = [entry.previous.as_ref(), entry.next.as_ref()];
        let steps = Some(What::Steps(steps)).filter(|_| steps.iter().any(Option::is_some));
        let all = [
            ("contents", "parts/contents.html", contents),
            ("topics", "parts/topics.html", topics),
            ("steps", "parts/steps.html", steps),
        ];
        all.into_iter().filter_map(move |(name, template, of)| Some(Self { name, template, up, of: of? }))
    }

    /// An entry in a list, under a heading of this kind (`h2`).
    pub fn row(card: &'p CardView, up: &'p str, heading: &'static str) -> Self {
        Self { name: "row", template: "parts/row.html", up, of: What::Row(card, heading) }
    }

    /// Makes it, as finished HTML.
    pub fn make(&self, renderer: &Renderer, edition: EditionId) -> Result<String, Box<Diagnostic>> {
        let context = |texts: &[&str]| self.context(texts);
        let part = Casting { template: self.template, shape: self.shape(), texts: self.texts(), context: &context };
        cast(renderer, edition, part)
    }

    fn shape(&self) -> String {
        let mut shape = String::with_capacity(96);
        let mut note = |part: &str| {
            shape.push_str(part);
            shape.push('|');
        };
        match self.of {
            What::Head(page) => {
                note(if page.sensitive { "sensitive" } else { "" });
                note(if page.noindex { "noindex" } else { "" });
                for text in [&page.description, &page.canonical] {
                    note(if text.is_some() { "text" } else { "" });
                }
                page.alternates.iter().for_each(|view| note(&view.hreflang));
            }
            What::Crumbs(links) | What::Topics(links) => links.iter().for_each(|link| note(&link.title.attrs)),
            What::Languages(switcher) => switcher.iter().for_each(|view| {
                note(match view {
                    SwitchView { missing: true, .. } => "missing",
                    SwitchView { borrowed: true, .. } => "borrowed",
                    _ => "",
                })
            }),
            What::Share(share) => note(if share.file.is_some() { "file" } else { "" }),
            What::Contents(attrs, headings) => {
                note(attrs);
                headings.iter().for_each(|heading| shape.push(char::from(b'0' + heading.level)));
            }
            What::Steps(links) => links.iter().for_each(|link| note(link.map_or("none", |l| &l.title.attrs))),
            What::Row(card, heading) => {
                [heading, &card.kind].into_iter().for_each(&mut note);
                [&card.title, &card.description, &card.borrowed_from].into_iter().for_each(|t| note(&t.attrs));
                [&card.date, &card.expired].into_iter().for_each(|d| note(if d.is_some() { "date" } else { "" }));
                let numbers = (card.volume, card.number);
                if numbers != (None, None) {
                    // A string takes whatever is written to it.
                    let _ = write!(shape, "{numbers:?}");
                }
            }
        }
        shape
    }

    /// What leads to the root of the site, and the others in the order of [`Self::context`].
    fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::with_capacity(16);
        texts.push(self.up);
        match self.of {
            What::Head(page) => {
                texts.extend([page.window_title.as_str(), &page.csp]);
                texts.extend([&page.description, &page.canonical].into_iter().flatten().map(String::as_str));
                texts.extend(page.alternates.iter().map(|view| view.href.as_str()));
            }
            What::Crumbs(links) | What::Topics(links) => texts.extend(links.iter().flat_map(of_link)),
            What::Languages(switcher) => texts.extend(switcher.iter().map(|view| view.path.as_str())),
            What::Share(share) => {
                texts.extend([&share.address, &share.whatsapp, &share.viber, &share.sms].map(String::as_str));
                texts.extend(share.file.iter().flat_map(|f| [&f.path, &f.name, &f.size]).map(String::as_str));
            }
            What::Contents(_, headings) => texts.extend(headings.iter().flat_map(|h| [h.id.as_str(), &h.text])),
            What::Steps(links) => texts.extend(links.into_iter().flatten().flat_map(of_link)),
            What::Row(card, _) => {
                let own = [&card.title, &card.description, &card.borrowed_from].map(|text| text.text.as_str());
                texts.extend(own);
                texts.push(&card.path);
                let dates = [&card.date, &card.expired].into_iter().flatten();
                texts.extend(dates.flat_map(|date| [date.iso.as_str(), &date.text]));
            }
        }
        texts
    }

    /// What the template sees when the texts are these.
    fn context(&self, texts: &[&str]) -> Context {
        let mut texts = texts.iter().map(|text| (*text).to_owned());
        let mut next = || texts.next().unwrap_or_default();
        let mut context = Context::new();
        let mut stand = Stand { up: next(), head: None };
        match self.of {
            What::Head(page) => {
                let [window_title, csp] = [next(), next()];
                let [description, canonical] = [&page.description, &page.canonical].map(|t| t.as_ref().map(|_| next()));
                let PageView { noindex, sensitive, .. } = *page;
                stand.head = Some(Head { window_title, csp, description, canonical, noindex, sensitive });
                let view = |view: &AlternateView| AlternateView { href: next(), hreflang: view.hreflang.clone() };
                context.insert("alternates", &page.alternates.iter().map(view).collect::<Vec<_>>());
            }
            What::Crumbs(links) => context.insert("breadcrumbs", &relinked(links, &mut next)),
            What::Topics(links) => context.insert("topics", &relinked(links, &mut next)),
            What::Languages(switcher) => {
                let view = |view: &SwitchView| SwitchView { path: next(), ..view.clone() };
                context.insert("switcher", &switcher.iter().map(view).collect::<Vec<_>>());
            }
            What::Share(share) => {
                let [address, whatsapp, viber, sms] = [next(), next(), next(), next()];
                let file = share.file.as_ref().map(|_| FileView { path: next(), name: next(), size: next() });
                context.insert("share", &ShareView { address, whatsapp, viber, sms, file });
            }
            What::Contents(attrs, headings) => {
                let view = |heading: &HeadingView| HeadingView { id: next(), text: next(), level: heading.level };
                context.insert("contents", &headings.iter().map(view).collect::<Vec<_>>());
                context.insert("attrs", attrs);
            }
            What::Steps(links) => {
                let [previous, next] = links.map(|link| link.map(|link| relink(link, &mut next)));
                context.insert("previous", &previous);
                context.insert("next", &next);
            }
            What::Row(card, heading) => {
                context.insert("heading", heading);
                context.insert("item", &reworded(card, &mut next));
            }
        }
        context.insert("page", &stand);
        context
    }
}

fn of_link(link: &LinkView) -> [&str; 2] {
    [&link.title.text, &link.path]
}

fn relink(link: &LinkView, next: &mut dyn FnMut() -> String) -> LinkView {
    LinkView { title: Text { text: next(), ..link.title.clone() }, path: next() }
}

fn relinked(links: &[LinkView], next: &mut dyn FnMut() -> String) -> Vec<LinkView> {
    links.iter().map(|link| relink(link, next)).collect()
}

fn reworded(card: &CardView, next: &mut dyn FnMut() -> String) -> CardView {
    let [title, description, borrowed_from] =
        [&card.title, &card.description, &card.borrowed_from].map(|text| Text { text: next(), ..text.clone() });
    let path = next();
    let mut date = |date: &Option<DateView>| date.as_ref().map(|_| DateView { iso: next(), text: next() });
    let (published, expired) = (date(&card.date), date(&card.expired));
    CardView { title, description, borrowed_from, path, date: published, expired, ..card.clone() }
}
