//! An entry as its page and as lists show it.

use super::super::html::{Addressing, Audience, Body, Reading};
use super::super::letter;
use super::super::marks;
use super::super::renderer::Renderer;
use super::super::view::{CardView, EntryView, FactView, HeadingView, LinkView, TermView, Text};
use super::frame::{Frame, Sibling, home_link};
use super::{date, link, name};
use crate::base::{Date, Lang, OutPath, is_plain_part, slug};
use crate::markup::Kind as NodeKind;
use crate::model::{EditionId, Entry, EntryId, Localized, Marked, Shelf, Site, StringArg, Target};
use crate::source::Kind;
use std::collections::BTreeSet;

/// An entry in a list; `None` where the edition has no such page.
pub fn card(renderer: &Renderer, edition: EditionId, id: EntryId) -> Option<CardView> {
    let site = &renderer.site;
    let entry = &site.entries[id];
    let localized = entry.localize(&site.editions[edition])?;
    let path = site.addresses[edition].entry(id)?;
    let meta = &localized.version.meta;
    Some(CardView {
        title: text(site, &localized.version.title, localized),
        description: meta.description.as_ref().map(|d| text(site, &d.value, localized)).unwrap_or_default(),
        path: path.address().to_owned(),
        date: entry.common.date.map(|d| date(renderer, edition, d)),
        year: entry.common.date.map(|d| d.year()),
        kind: entry.kind.word().to_owned(),
        borrowed_from: localized.step.mark.map(|lang| language_name(site, lang)).unwrap_or_default(),
        expired: over(site, entry).map(|d| date(renderer, edition, d)),
        volume: issue(entry, |i| i.volume),
        number: issue(entry, |i| i.number),
    })
}

/// The day until which an entry was valid, where that is over.
/// Until when it was valid, where that is past.
pub fn over(site: &Site, entry: &Entry) -> Option<Date> {
    entry.common.valid_until.filter(|until| *until < site.today)
}

fn issue(entry: &Entry, get: impl Fn(&crate::source::meta::Issue) -> Option<u32>) -> Option<u32> {
    let original = entry.versions.0.iter().filter(|v| v.lang == entry.original);
    original.chain(&entry.versions.0).find_map(|v| get(v.meta.issue()))
}

fn text(site: &Site, text: &str, localized: Localized<'_>) -> Text {
    marks::text(site, site.marked(text, localized.step))
}

/// What a language calls itself, marked with it.
pub(super) fn language_name(site: &Site, lang: Lang) -> Text {
    let edition = site.editions.iter().find(|e| e.lang == lang).map(|e| e.name.clone());
    marks::text(site, Marked { text: edition.unwrap_or_else(|| lang.to_string()), mark: Some(lang) })
}

/// The piece of texts that lead to words of the glossary.
const TERMS: &str = "terms";

/// For whom and what an entry is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Its page.
    Page,
    /// The page of a handout for its trainer.
    Trainer,
    /// One file that needs nothing else.
    Alone,
    /// A mail.
    Letter,
    /// A paper: what stands around the text, which paper sets in its own way.
    #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "papers alone ask for it"))]
    Paper,
}

impl Form {
    /// How its body is made; `None` where it has none.
    fn reading(self, path: &OutPath) -> Option<(Addressing<'_>, Audience)> {
        match self {
            Self::Page => Some((Addressing::Relative(path), Audience::Reader)),
            Self::Trainer => Some((Addressing::Relative(path), Audience::Trainer)),
            Self::Alone => Some((Addressing::Alone, Audience::Reader)),
            Self::Letter => Some((Addressing::Letter(path), Audience::Reader)),
            Self::Paper => None,
        }
    }
}

/// An entry in a form, and the frame of its page; `None` where the edition has no such page.
pub fn entry(renderer: &Renderer, edition: EditionId, id: EntryId, form: Form) -> Option<(EntryView, Frame, Body)> {
    let site = &renderer.site;
    let entry = &site.entries[id];
    let localized = entry.localize(&site.editions[edition])?;
    let page = site.addresses[edition].entry(id)?;
    let trainer = has_trainer(entry).then(|| trainer_path(site, edition, page));
    let is_trainer = form == Form::Trainer;
    let path = trainer.clone().filter(|_| is_trainer).unwrap_or_else(|| page.clone());
    let reading = form.reading(&path);
    let mut body = reading.map(|(to, audience)| renderer.body(edition, localized, to, audience)).unwrap_or_default();
    let (previous, next) = site.lists[edition].neighbours(entry.section, id);
    let neighbour = |n: Option<EntryId>| n.and_then(|n| entry_link(renderer, edition, n));
    let meta = &localized.version.meta;
    let common = &entry.common;
    let addresses = &site.addresses[edition];
    let view = EntryView {
        id: entry.id.clone(),
        kind: entry.kind.word().to_owned(),
        attrs: marks::attrs(site, localized.step.mark),
        description: meta.description.as_ref().map(|d| text(site, &d.value, localized)).unwrap_or_default(),
        html: std::mem::take(&mut body.html),
        contents: contents(site, localized),
        date: common.date.map(|d| date(renderer, edition, d)),
        updated: common.updated.map(|d| date(renderer, edition, d)),
        notices: super::notices::of_entry(renderer, edition, id, localized),
        audio: super::audio::audio(renderer, edition, localized, &mut body.diags),
        privacy: super::privacy::is_about_it(entry).then(|| super::privacy::privacy(renderer, edition)),
        words: words(renderer, edition, localized),
        topics: common
            .topics
            .iter()
            .map(|t| link(name(renderer, edition, &site.topics[*t].names), &addresses.topic(*t)))
            .collect(),
        contacts: common
            .contacts
            .iter()
            .filter(|c| !has_card(localized, **c))
            .map(|c| renderer.contact(edition, *c).clone())
            .collect(),
        channels: common.channels.iter().map(|c| channel_link(renderer, edition, *c)).collect(),
        laws: common.laws.iter().map(|l| law_link(renderer, edition, *l)).collect(),
        first_call: super::first::of_entry(renderer, edition, entry),
        previous: neighbour(previous),
        next: neighbour(next),
        facts: facts(renderer, edition, entry, localized),
        handouts: common.handouts.iter().filter_map(|h| card(renderer, edition, *h)).collect(),
        papers: super::papers::of_entry(renderer, edition, id),
        mail: letter::is_published(site, edition, id).then(|| letter::path(page).as_str().to_owned()),
        trainer: trainer.as_ref().filter(|_| !is_trainer).map(|p| p.address().to_owned()),
        is_trainer,
    };
    let mut frame = frame_of(renderer, edition, id, localized)?.with_code(body.has_code);
    frame.pieces.extend((!view.words.is_empty()).then_some(TERMS));
    if is_trainer {
        for_trainer(renderer, edition, &mut frame, path);
    }
    Some((view, frame, body))
}

fn frame_of(renderer: &Renderer, edition: EditionId, id: EntryId, localized: Localized<'_>) -> Option<Frame> {
    let site = &renderer.site;
    let entry = &site.entries[id];
    let meta = &localized.version.meta;
    let in_script = |text: &str| site.in_script(text, localized.step).into_owned();
    let section = site.addresses[edition].section(entry.section).map(|path| {
        let title = super::site::section_title(renderer, edition, entry.section);
        link(marks::text(site, title), path)
    });
    let neutral = || meta.neutral_title.as_ref().map(|t| in_script(&t.value));
    Some(Frame {
        kind: "entry",
        title: site.marked(&localized.version.title, localized.step),
        description: meta.description.as_ref().map(|d| in_script(&d.value)),
        path: site.addresses[edition].entry(id)?.clone(),
        siblings: siblings(site, id),
        breadcrumbs: std::iter::once(home_link(renderer, edition)).chain(section).collect(),
        original: localized.step.mark.and_then(|lang| page_in(site, id, lang)),
        sensitive: entry.common.sensitive.then(neutral),
        pieces: Vec::new(),
        noindex: false,
        share: Some(Vec::new()),
    })
}

/// The page of the same entry in every edition.
fn siblings(site: &Site, id: EntryId) -> Vec<Option<Sibling>> {
    let sibling = |(edition, addresses): (&crate::model::Edition, &crate::model::Addresses)| {
        let localized = site.entries[id].localize(edition)?;
        Some(Sibling { path: addresses.entry(id)?.clone(), borrowed: localized.is_borrowed() })
    };
    site.editions.iter().zip(site.addresses.iter()).map(sibling).collect()
}

/// The page where the text in `lang` is at home.
fn page_in(site: &Site, id: EntryId, lang: Lang) -> Option<OutPath> {
    site.addresses[home_of(site, id, lang)?].entry(id).cloned()
}

/// The edition where the text of an entry in `lang` is at home: that of the language, else one that shows it in another
/// script.
pub(super) fn home_of(site: &Site, id: EntryId, lang: Lang) -> Option<EditionId> {
    let at_home = |edition: &crate::model::Edition| {
        site.entries[id].localize(edition).is_some_and(|l| l.version.lang == lang && !l.is_borrowed())
    };
    let exact = site.editions.iter().position(|e| e.lang == lang && at_home(e));
    exact.or_else(|| site.editions.iter().position(at_home))
}

fn entry_link(renderer: &Renderer, edition: EditionId, id: EntryId) -> Option<LinkView> {
    let site = &renderer.site;
    let title = site.entries[id].title(site, &site.editions[edition])?;
    Some(link(marks::text(site, title), site.addresses[edition].entry(id)?))
}

fn channel_link(renderer: &Renderer, edition: EditionId, channel: usize) -> LinkView {
    let record = &renderer.site.directory.channels[channel];
    let path = renderer.site.addresses[edition].on_shelf(Shelf::Channels, &record.id.value);
    link(name(renderer, edition, &record.value.names), &path)
}

pub fn law_link(renderer: &Renderer, edition: EditionId, law: usize) -> LinkView {
    let record = &renderer.site.directory.laws[law];
    let path = renderer.site.addresses[edition].on_shelf(Shelf::Laws, &record.id.value);
    link(name(renderer, edition, &record.value.names), &path)
}

/// The headings of levels 2 and 3, in the edition's script.
fn contents(site: &Site, localized: Localized<'_>) -> Vec<HeadingView> {
    let doc = &*localized.version.doc;
    let words = |node| Reading::block(doc, node, localized.step.translit, &site.translit).plain(node);
    let shown = doc.headings().iter().filter(|h| h.level <= 3);
    shown.map(|h| HeadingView { id: doc.str(h.id).to_owned(), text: words(h.node), level: h.level }).collect()
}

/// The words of the glossary that a text leads to, in its order, each once.
fn words(renderer: &Renderer, edition: EditionId, localized: Localized<'_>) -> Vec<TermView> {
    let mut seen = BTreeSet::new();
    let terms = localized.version.targets.iter().filter_map(|target| match target {
        Target::Term(term) if seen.insert(*term) => Some(*term),
        _ => None,
    });
    terms.map(|index| super::directory::term(renderer, edition, index)).collect()
}

/// Labelled facts of an issue or handout.
fn facts(renderer: &Renderer, edition: EditionId, entry: &Entry, localized: Localized<'_>) -> Vec<FactView> {
    let site = &renderer.site;
    let fact = |key: &str, value: Text| FactView { label: renderer.text(edition, key, &[]), value };
    let said = |key: &str, value: &Option<String>| value.as_ref().map(|v| fact(key, text(site, v, localized)));
    let number = |key: &str, n: Option<u32>| n.map(|n| fact(key, marks::text(site, Marked::own(n.to_string()))));
    let meta = &localized.version.meta;
    let (own_issue, own_handout) = (meta.issue(), meta.handout());
    match entry.kind {
        Kind::Newsletter => [
            number("volume", issue(entry, |i| i.volume)),
            number("number", issue(entry, |i| i.number)),
            said("period", &own_issue.period),
            said("project", &own_issue.project),
            said("funder", &own_issue.funder),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Kind::Handout => {
            let minutes = entry.versions.0.iter().find_map(|v| v.meta.handout().duration);
            let duration = minutes.map(|m| {
                let args = [("minutes", StringArg::Number(i64::from(m)))];
                fact("duration", renderer.text(edition, "duration-minutes", &args))
            });
            said("audience", &own_handout.audience).into_iter().chain(duration).collect()
        }
        Kind::Guide | Kind::Page => Vec::new(),
    }
}

/// Whether the text itself shows the card of a contact, so that it need not stand below it again.
fn has_card(localized: Localized<'_>, contact: usize) -> bool {
    let shows = |target: Option<&Target>| matches!(target, Some(Target::Contact(c)) if *c == contact);
    let version = localized.version;
    version.doc.nodes().any(|node| match version.doc.kind(node) {
        NodeKind::Card(link) => shows(version.targets.get(link as usize)),
        _ => false,
    })
}

/// Whether an entry has something that only a trainer sees.
pub fn has_trainer(entry: &Entry) -> bool {
    entry.kind == Kind::Handout && entry.versions.0.iter().any(|v| v.doc.has_trainer())
}

/// The trainer's version lies below the page for everybody.
pub fn trainer_path(site: &Site, edition: EditionId, page: &OutPath) -> OutPath {
    let found = site.strings.get(&site.editions[edition], "path-trainer", None).ok();
    let own = found.filter(|f| f.step.mark.is_none()).map(|f| slug(&f.text)).filter(|s| is_plain_part(s));
    OutPath::new(format!("{}{}/index.html", page.address(), own.as_deref().unwrap_or("trainer")))
}

/// The frame of the trainer's version: its own title and address, a step below the page for everybody.
fn for_trainer(renderer: &Renderer, edition: EditionId, frame: &mut Frame, path: OutPath) {
    let site = &renderer.site;
    frame.breadcrumbs.push(link(marks::text(site, frame.title.clone()), &frame.path));
    let words = [("title", StringArg::Text(&frame.title.text))];
    frame.title = Marked { text: renderer.string(edition, "trainer-title", &words).text, mark: frame.title.mark };
    frame.noindex = true;
    frame.share = None;
    frame.path = path;
    for (e, sibling) in frame.siblings.iter_mut().enumerate() {
        if let Some(sibling) = sibling {
            sibling.path = trainer_path(site, e, &sibling.path);
        }
    }
}
