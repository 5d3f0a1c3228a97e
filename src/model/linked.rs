//! Texts and all that they may speak of → pages of texts, with what every link leads to and what every id in front
//! matter means. A file of its own because here alone a text depends on the rest of the site: what an earlier run has
//! found holds as long as the rest has the same *shape*.

use super::alike::Moves;
use super::directory::note;
use super::entry::Parsed;
use super::group::{Grouped, ParsedEntry};
use super::link::{Here, Hidden, Index, PageId, Target};
use super::{Common, Directory, Entry, Section, Topic, Version, Versions};
use crate::base::{AtPlace, Code, Date, Diagnostic, Lang, Last, Memo, Place, SourcePath};
use crate::markup::Doc;
use crate::source::{At, Borrow, Meta};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

/// Topics whose pages leave no trace unless a text says otherwise.
pub(super) const SENSITIVE_TOPICS: [&str; 3] = ["domestic-violence", "trafficking", "threats"];

type Texts = (Versions, Vec<Section>, Vec<Entry>);

/// What texts may speak of besides each other.
pub struct Around<'a> {
    /// Contacts, channels and so on.
    pub directory: &'a Directory,
    /// The topics.
    pub topics: &'a [Topic],
    /// Files that are copied as they are.
    pub assets: &'a BTreeMap<SourcePath, PathBuf>,
}

/// All that a link or id can be about, but for the headings of texts.
#[derive(PartialEq, Eq)]
struct Shape {
    files: Vec<(SourcePath, PageId, Lang)>,
    hidden: Hidden,
    assets: Vec<SourcePath>,
    directory: super::directory::Ids,
    /// With their places in the file, which links hold.
    topics: Vec<(String, usize)>,
}

/// What links were found to lead to, while the site had this shape.
#[derive(Default)]
pub struct Memory {
    /// The outline that was the last.
    outline: u64,
    shape: Option<Shape>,
    /// The headings of all texts.
    headings: u64,
    links: Memo<AtPlace<Parsed>, Linked>,
    names: Last<u64, Arc<PageNames>>,
    moves: Moves,
    commons: Last<u64, Arc<Vec<Told>>>,
    on: bool,
}

/// How pages of texts are named in links.
struct PageNames {
    files: BTreeMap<SourcePath, (PageId, Lang)>,
    hidden: Hidden,
    ids: BTreeMap<String, Option<usize>>,
}

/// What is true of an entry, and what was noticed.
type Told = (Arc<Common>, Vec<Diagnostic>);

/// A text with its links.
#[derive(Clone)]
struct Linked {
    version: Version,
    diags: Arc<[Diagnostic]>,
    /// Whether it leads to places in other texts, or tried to.
    by_heading: bool,
}

impl Memory {
    /// For a run that is followed by others.
    pub fn on() -> Self {
        let (links, names, commons) = (Memo::on(), Last::on(), Last::on());
        Self { outline: 0, shape: None, headings: 0, links, names, moves: Moves::default(), commons, on: true }
    }

    /// Lets go of what no longer holds.
    fn fit(&mut self, outline: u64, index: &Index<'_>, docs: &[Arc<Parsed>]) {
        if !self.on || self.outline == outline {
            return;
        }
        self.outline = outline;
        let shape = Shape {
            files: index.files.iter().map(|(file, (page, lang))| (file.clone(), *page, *lang)).collect(),
            hidden: index.hidden.clone(),
            assets: index.assets.keys().cloned().collect(),
            directory: index.directory.ids(),
            topics: index.topics.iter().map(|(id, place)| ((*id).to_owned(), *place)).collect(),
        };
        if self.shape.as_ref() != Some(&shape) {
            self.links.keep(|_| false);
            self.shape = Some(shape);
        }
        let mut hasher = DefaultHasher::new();
        docs.iter().for_each(|text| text.headings.hash(&mut hasher));
        let headings = hasher.finish();
        if self.headings != headings {
            self.links.keep(|linked| !linked.by_heading);
            self.headings = headings;
        }
    }
}

/// Finds what every link leads to, and what every id in front matter means. `outline` changes with all that this depends
/// on but the texts themselves.
pub fn with_links(
    grouped: Grouped,
    around: &Around<'_>,
    outline: u64,
    memory: &mut Memory,
    diags: &mut Vec<Diagnostic>,
) -> Texts {
    let Grouped { home, sections, entries, unpublished, unread, outline: _ } = grouped;
    let all = All { home: &home, sections: &sections, entries: &entries };
    let texts_of = |page: PageId| -> Vec<(Lang, &Doc)> { all.texts(page).map(|t| (t.lang, &*t.doc)).collect() };
    let names = memory.names.get(outline, || {
        Arc::new(PageNames {
            files: all.pages().flat_map(|(page, t)| t.iter().map(move |t| (t.file.clone(), (page, t.lang)))).collect(),
            hidden: Hidden::new(unpublished, unread),
            ids: ids(&entries),
        })
    });
    if memory.on && memory.outline != outline {
        memory.moves.follow(&entries);
    }
    let moved = memory.moves.known();
    let index = Index {
        files: &names.files,
        hidden: &names.hidden,
        ids: &names.ids,
        assets: around.assets,
        directory: around.directory,
        topics: around.topics.iter().enumerate().map(|(i, t)| (t.id.as_str(), i)).collect(),
        moved: &moved,
        texts: &texts_of,
    };
    let docs: Vec<Arc<Parsed>> = all.pages().flat_map(|(_, texts)| texts).cloned().collect();
    memory.fit(outline, &index, &docs);
    let linked = memory.links.all(&docs, |text| AtPlace(text.clone()), |text| link(text, &index));
    let commons = memory.commons.get(outline, || {
        let common = |entry: &ParsedEntry| {
            let mut said = Vec::new();
            let common = common(entry, sections[entry.section].0.borrow, &index, &mut said);
            (Arc::new(common), said)
        };
        Arc::new(entries.par_iter().map(common).collect())
    });
    commons.iter().for_each(|common| diags.extend(common.1.iter().cloned()));
    linked.iter().for_each(|linked| diags.extend(linked.diags.iter().cloned()));
    let mut linked = linked.into_iter().map(|linked| linked.version);
    let mut finish = |texts: &[Arc<Parsed>]| Versions(linked.by_ref().take(texts.len()).collect());
    let home = finish(&home);
    let kinds: Vec<_> = sections.iter().map(|(config, _)| config.kind).collect();
    let sections = sections.into_iter().map(|(config, texts)| Section { config, page: finish(&texts) }).collect();
    let entries = entries.into_iter().zip(commons.iter()).map(|(e, (common, _))| {
        let (kind, versions, common) = (kinds[e.section], finish(&e.texts), common.clone());
        Entry { id: e.id, section: e.section, kind, original: e.original, versions, common }
    });
    (home, sections, entries.collect())
}

/// Finds what the links of a text lead to.
fn link(text: &Arc<Parsed>, index: &Index<'_>) -> Linked {
    let (targets, findings) = index.resolve(&Here { file: &text.file, lang: text.lang, doc: &text.doc });
    let to_heading = targets.iter().any(|target| matches!(target, Target::Page(_, Some(_))));
    let by_heading = to_heading || findings.iter().any(|finding| finding.code == Code::BrokenAnchor);
    let mut diags = Vec::new();
    check_dates(text, &mut diags);
    diags.extend(findings.into_iter().map(|f| f.at(&text.file)));
    let version = Version { parsed: text.clone(), targets: targets.into() };
    Linked { version, diags: diags.into(), by_heading }
}

/// All texts, by page.
struct All<'a> {
    home: &'a [Arc<Parsed>],
    sections: &'a [(crate::source::SectionConfig, Vec<Arc<Parsed>>)],
    entries: &'a [ParsedEntry],
}

impl<'a> All<'a> {
    fn pages(&self) -> impl Iterator<Item = (PageId, &'a [Arc<Parsed>])> + use<'a> {
        let home = std::iter::once((PageId::Home, self.home));
        let sections = self.sections.iter().enumerate().map(|(i, (_, texts))| (PageId::Section(i), texts.as_slice()));
        let entries = self.entries.iter().enumerate().map(|(i, e)| (PageId::Entry(i), e.texts.as_slice()));
        home.chain(sections).chain(entries)
    }

    fn texts(&self, page: PageId) -> std::slice::Iter<'a, Arc<Parsed>> {
        match page {
            PageId::Home => self.home.iter(),
            PageId::Section(i) => self.sections[i].1.iter(),
            PageId::Entry(i) => self.entries[i].texts.iter(),
        }
    }
}

/// Entries by id and by name; a name that several have leads to none.
fn ids(entries: &[ParsedEntry]) -> BTreeMap<String, Option<usize>> {
    let mut ids = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        ids.insert(entry.id.clone(), Some(index));
        let name = entry.id.rsplit('/').next().unwrap_or(&entry.id).to_owned();
        ids.entry(name).and_modify(|found| *found = None).or_insert(Some(index));
    }
    ids
}

/// What is true of the entry in every language, with its ids looked up. `borrow` is what its section says.
fn common(entry: &ParsedEntry, borrow: Borrow, index: &Index<'_>, diags: &mut Vec<Diagnostic>) -> Common {
    // The original stands first, so the first text that says anything is the one that counts.
    let first = |get: &dyn Fn(&Meta) -> bool| entry.texts.iter().find(|t| get(&t.meta));
    let date = |get: fn(&Meta) -> Option<&At<Date>>| entry.texts.iter().find_map(|t| get(&t.meta)).map(|at| at.value);
    let mut look = |get: fn(&Meta) -> &[At<Box<str>>],
                    find: &dyn Fn(&str) -> Result<usize, super::trouble::Trouble>| {
        for text in &entry.texts {
            get(&text.meta).iter().for_each(|at| note(&text.file, at, find(&at.value), diags));
        }
        let said = first(&|m| !get(m).is_empty()).map(|t| get(&t.meta)).unwrap_or_default();
        said.iter().filter_map(|at| find(&at.value).ok()).collect::<Vec<usize>>()
    };
    let topics = look(|m| &m.topics, &|id| topic(index, id));
    let contacts = look(|m| &m.contacts, &|id| index.directory.contact(id));
    let channels = look(|m| &m.channels, &|id| index.directory.channel(id));
    let laws = look(|m| &m.laws, &|id| index.directory.law(id));
    let handouts = look(|m| &m.handout().handouts, &|id| index.handout(id));
    let by_topic = SENSITIVE_TOPICS.iter().any(|id| index.topics.get(id).is_some_and(|t| topics.contains(t)));
    Common {
        date: date(|m| m.date.as_ref()),
        updated: date(|m| m.updated.as_ref()),
        valid_until: date(|m| m.valid_until.as_ref()),
        order: entry.texts.iter().find_map(|t| t.meta.order),
        borrow: entry.texts.iter().find_map(|t| t.meta.borrow).unwrap_or(borrow),
        sensitive: entry.texts.iter().find_map(|t| t.meta.sensitive).unwrap_or(by_topic),
        lang_exclusive: entry.texts.iter().any(|t| t.meta.lang_exclusive),
        topics,
        contacts,
        channels,
        laws,
        handouts,
    }
}

fn topic(index: &Index<'_>, id: &str) -> Result<usize, super::trouble::Trouble> {
    index.topics.get(id).copied().ok_or_else(|| {
        let (_, message, hint) = super::trouble::unknown("topic", id, index.topics.keys().copied());
        (Code::UnknownTopic, message, hint.or_else(|| Some("topics are listed in `content/topics.yaml`".into())))
    })
}

/// Dates that stand in the wrong order.
fn check_dates(text: &Parsed, diags: &mut Vec<Diagnostic>) {
    let meta = &text.meta;
    let mut order = |early: (&str, &Option<At<Date>>), late: (&str, &Option<At<Date>>)| {
        if let (Some(first), Some(second)) = (early.1, late.1)
            && first.value > second.value
        {
            let message = format!("`{}` ({}) comes before `{}` ({})", late.0, second.value, early.0, first.value);
            diags.push(
                Diagnostic::new(Code::DateOrder, Place::at(&text.file, second.span), message)
                    .also(Place::at(&text.file, first.span), format!("`{}` stands here", early.0))
                    .hint("one of the two dates is wrong"),
            );
        }
    };
    order(("date", &meta.date), ("updated", &meta.updated));
    order(("date", &meta.date), ("valid_until", &meta.valid_until));
    order(("publish_at", &meta.publish_at), ("valid_until", &meta.valid_until));
}
