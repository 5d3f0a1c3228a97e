//! The site as a whole, and the passes that make it, in order.

use super::directory::note;
use super::group::{Grouped, Parsed, ParsedEntry, collect};
use super::link::{Here, Hidden, Index, PageId};
use super::{
    Addresses, Common, Directory, Edition, EditionId, Entry, Lists, Section, Strings, Version, Versions, address,
    edition, list,
};
use crate::base::{Code, Date, Diagnostic, Lang, Place, Report, SourcePath, Transliterator, did_you_mean};
use crate::markup::Doc;
use crate::source::fields::list_words;
use crate::source::{At, CONFIG, Config, Meta, Names, Sources, ThemeFiles};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What the outer world tells a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day that counts as today.
    pub date: Date,
    /// Whether drafts and texts of later dates are published.
    pub drafts: bool,
    /// Another base address than the configured one.
    pub base_url: Option<String>,
    /// Only these editions; empty means all.
    pub editions: Vec<Lang>,
}

/// A topic: the one taxonomy.
#[derive(Debug)]
pub struct Topic {
    /// The id.
    pub id: String,
    /// Where it is defined.
    pub place: Place,
    /// Its names.
    pub names: Names,
}

/// The site, with everything that can be known before a page is made.
pub struct Site {
    /// How it is configured.
    pub config: Config,
    /// The day that counts as today.
    pub today: Date,
    /// The base address, ends in `/`.
    pub base_url: String,
    /// The editions, in the order of the switcher.
    pub editions: Vec<Edition>,
    /// The edition that the root and `x-default` lead to.
    pub default_edition: EditionId,
    /// The interface strings.
    pub strings: Strings,
    /// Turns Serbian into its other script.
    pub translit: Transliterator,
    /// The texts of the home page.
    pub home: Versions,
    /// The sections, in the order of the menu.
    pub sections: Vec<Section>,
    /// The entries, by id.
    pub entries: Vec<Entry>,
    /// The topics, in the order of `content/topics.yaml`.
    pub topics: Vec<Topic>,
    /// Contacts, channels, municipalities, laws, terms.
    pub directory: Directory,
    /// Files that are published as they are: in the project, and on the disk.
    pub assets: BTreeMap<SourcePath, PathBuf>,
    /// The theme's files.
    pub theme: ThemeFiles,
    /// The addresses of each edition.
    pub addresses: Vec<Addresses>,
    /// The lists of each edition.
    pub lists: Vec<Lists>,
}

/// Topics whose pages leave no trace unless a text says otherwise.
const SENSITIVE_TOPICS: [&str; 3] = ["domestic-violence", "trafficking", "threats"];

/// Sources → site.
pub fn resolve(sources: Sources, options: &Options) -> Report<Site> {
    let mut diags = Vec::new();
    let Sources { mut config, pages, data, assets, theme, strings, unread, texts: _ } = sources;
    let config_file = SourcePath::new(CONFIG);
    keep_editions(&mut config, options, &config_file, &mut diags);
    let editions = edition::resolve(&config, &config_file, &mut diags);
    let strings = Strings::resolve(&theme, &strings, &mut diags);
    let mut data = data;
    let topics = topics(std::mem::take(&mut data.topics), &mut diags);
    let directory = Directory::resolve(data, &mut diags);
    let grouped = Grouped { unread, ..collect(pages, &config, options, &strings, &mut diags) };
    let assets: BTreeMap<SourcePath, PathBuf> = assets.into_iter().map(|f| (f.path, f.disk)).collect();
    let (home, sections, entries) = with_links(grouped, &directory, &topics, &assets, &mut diags);
    directory.check(&mut diags);
    let default = config.default_edition;
    let mut site = Site {
        today: options.date,
        base_url: options.base_url.clone().unwrap_or_else(|| config.base_url.clone()),
        default_edition: editions.iter().position(|e| Some(e.lang) == default).unwrap_or(0),
        translit: Transliterator::new(config.keep_words.iter().map(String::as_str)),
        editions,
        strings,
        home,
        sections,
        entries,
        topics,
        directory,
        assets,
        theme,
        addresses: Vec::new(),
        lists: Vec::new(),
        config,
    };
    site.addresses = address::resolve(&site, &mut diags);
    site.lists = (0..site.editions.len()).into_par_iter().map(|e| list::resolve(&site, e)).collect();
    Report::new(site, diags)
}

/// Leaves only the editions that were asked for.
fn keep_editions(config: &mut Config, options: &Options, file: &SourcePath, diags: &mut Vec<Diagnostic>) {
    if options.editions.is_empty() {
        return;
    }
    for wanted in &options.editions {
        if !config.editions.iter().any(|e| e.lang == *wanted) {
            let known: Vec<&str> = config.editions.iter().map(|e| e.lang.as_str()).collect();
            diags.push(
                Diagnostic::new(Code::UnknownId, Place::file(file), format!("there is no edition `{wanted}`"))
                    .hint_opt(did_you_mean(wanted.as_str(), known.iter().copied()))
                    .hint(format!("the editions are {}", list_words(&known))),
            );
        }
    }
    config.editions.retain(|e| options.editions.contains(&e.lang));
}

fn topics(read: Vec<(SourcePath, At<String>, Names)>, diags: &mut Vec<Diagnostic>) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::with_capacity(read.len());
    for (file, id, names) in read {
        let place = Place::at(&file, id.span);
        if crate::base::is_plain_part(&id.value) {
            topics.push(Topic { id: id.value, place, names });
        } else {
            diags.push(
                Diagnostic::new(Code::BadPath, place, format!("`{}` cannot be the id of a topic", id.value))
                    .hint("an id has letters, figures and hyphens"),
            );
        }
    }
    topics
}

type Texts = (Versions, Vec<Section>, Vec<Entry>);

/// Finds what every link leads to, and what every id in front matter means.
fn with_links(
    grouped: Grouped,
    directory: &Directory,
    topics: &[Topic],
    assets: &BTreeMap<SourcePath, PathBuf>,
    diags: &mut Vec<Diagnostic>,
) -> Texts {
    let Grouped { home, sections, entries, unpublished, unread } = grouped;
    let all = All { home: &home, sections: &sections, entries: &entries };
    let texts_of = |page: PageId| -> Vec<(Lang, &Doc)> { all.texts(page).map(|t| (t.lang, &*t.doc)).collect() };
    let index = Index {
        files: all.pages().flat_map(|(page, t)| t.iter().map(move |t| (&t.file, (page, t.lang)))).collect(),
        hidden: Hidden::new(unpublished, unread),
        ids: ids(&entries),
        assets,
        directory,
        topics: topics.iter().enumerate().map(|(i, t)| (t.id.as_str(), i)).collect(),
        texts: &texts_of,
    };
    let docs: Vec<&Parsed> = all.pages().flat_map(|(_, texts)| texts).collect();
    let resolved: Vec<_> =
        docs.par_iter().map(|t| index.resolve(&Here { file: &t.file, lang: t.lang, doc: &t.doc })).collect();
    let commons: Vec<Common> = entries.iter().map(|e| common(e, &index, diags)).collect();
    docs.iter().for_each(|text| check_dates(text, diags));
    for (text, (_, findings)) in docs.iter().zip(&resolved) {
        diags.extend(findings.iter().map(|f| f.clone().at(&text.file)));
    }
    let mut targets = resolved.into_iter().map(|(targets, _)| targets);
    let mut finish = |texts: Vec<Parsed>| {
        Versions(texts.into_iter().map(|t| version(t, targets.next().unwrap_or_default())).collect())
    };
    let home = finish(home);
    let kinds: Vec<_> = sections.iter().map(|(config, _)| (config.kind, config.borrow)).collect();
    let sections = sections.into_iter().map(|(config, texts)| Section { config, page: finish(texts) }).collect();
    let entries = entries.into_iter().zip(commons).map(|(e, mut common)| {
        let (kind, borrow) = kinds[e.section];
        if !e.texts.iter().any(|t| t.meta.borrow.is_some()) {
            common.borrow = borrow;
        }
        Entry { id: e.id, section: e.section, kind, original: e.original, versions: finish(e.texts), common }
    });
    (home, sections, entries.collect())
}

/// All texts, by page.
struct All<'a> {
    home: &'a [Parsed],
    sections: &'a [(crate::source::SectionConfig, Vec<Parsed>)],
    entries: &'a [ParsedEntry],
}

impl<'a> All<'a> {
    fn pages(&self) -> impl Iterator<Item = (PageId, &'a [Parsed])> + use<'a> {
        let home = std::iter::once((PageId::Home, self.home));
        let sections = self.sections.iter().enumerate().map(|(i, (_, texts))| (PageId::Section(i), texts.as_slice()));
        let entries = self.entries.iter().enumerate().map(|(i, e)| (PageId::Entry(i), e.texts.as_slice()));
        home.chain(sections).chain(entries)
    }

    fn texts(&self, page: PageId) -> std::slice::Iter<'a, Parsed> {
        match page {
            PageId::Home => self.home.iter(),
            PageId::Section(i) => self.sections[i].1.iter(),
            PageId::Entry(i) => self.entries[i].texts.iter(),
        }
    }
}

fn version(text: Parsed, targets: Vec<super::Target>) -> Version {
    let Parsed { lang, file, meta, title, slug, doc } = text;
    Version { lang, file, meta, title, slug, doc, targets }
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

/// What is true of the entry in every language, with its ids looked up.
fn common(entry: &ParsedEntry, index: &Index<'_>, diags: &mut Vec<Diagnostic>) -> Common {
    // The original stands first, so the first text that says anything is the one that counts.
    let first = |get: &dyn Fn(&Meta) -> bool| entry.texts.iter().find(|t| get(&t.meta));
    let date = |get: fn(&Meta) -> Option<&At<Date>>| entry.texts.iter().find_map(|t| get(&t.meta)).map(|at| at.value);
    let mut look = |get: fn(&Meta) -> &Vec<At<String>>, find: &dyn Fn(&str) -> Result<usize, super::link::Trouble>| {
        for text in &entry.texts {
            get(&text.meta).iter().for_each(|at| note(&text.file, at, find(&at.value), diags));
        }
        let said = first(&|m| !get(m).is_empty()).map(|t| get(&t.meta).as_slice()).unwrap_or_default();
        said.iter().filter_map(|at| find(&at.value).ok()).collect::<Vec<usize>>()
    };
    let topics = look(|m| &m.topics, &|id| topic(index, id));
    let contacts = look(|m| &m.contacts, &|id| index.directory.contact(id));
    let channels = look(|m| &m.channels, &|id| index.directory.channel(id));
    let laws = look(|m| &m.laws, &|id| index.directory.law(id));
    let handouts = look(|m| &m.handout.handouts, &|id| index.handout(id));
    let by_topic = SENSITIVE_TOPICS.iter().any(|id| index.topics.get(id).is_some_and(|t| topics.contains(t)));
    Common {
        date: date(|m| m.date.as_ref()),
        updated: date(|m| m.updated.as_ref()),
        valid_until: date(|m| m.valid_until.as_ref()),
        order: entry.texts.iter().find_map(|t| t.meta.order),
        borrow: entry.texts.iter().find_map(|t| t.meta.borrow).unwrap_or_default(),
        sensitive: entry.texts.iter().find_map(|t| t.meta.sensitive).unwrap_or(by_topic),
        lang_exclusive: entry.texts.iter().any(|t| t.meta.lang_exclusive),
        topics,
        contacts,
        channels,
        laws,
        handouts,
    }
}

fn topic(index: &Index<'_>, id: &str) -> Result<usize, super::link::Trouble> {
    index.topics.get(id).copied().ok_or_else(|| {
        let (_, message, hint) = super::link::unknown("topic", id, index.topics.keys().copied());
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
