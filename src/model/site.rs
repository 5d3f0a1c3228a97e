//! The site as a whole, and the passes that make it, in order.

use super::group::{self, Grouped, Rules, collect};
use super::linked::{self, Around, with_links};
use super::{
    Addresses, Directory, Edition, EditionId, Entry, Lists, Pictures, Section, Strings, Versions, address, edition,
    list,
};
use crate::base::{Code, Date, Diagnostic, Lang, Last, Place, Report, SourcePath, Transliterator, did_you_mean};
use crate::source::fields::list_words;
use crate::source::{At, CONFIG, Config, Names, Sources, TextFile, ThemeFiles};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What the outer world tells a run.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Topic {
    /// Whether its page, and the texts under it that do not say otherwise, must leave no trace.
    pub fn is_sensitive(&self) -> bool {
        linked::SENSITIVE_TOPICS.contains(&self.id.as_str())
    }
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
    pub editions: Arc<Vec<Edition>>,
    /// The edition that the root and `x-default` lead to.
    pub default_edition: EditionId,
    /// The interface strings.
    pub strings: Arc<Strings>,
    /// Turns Serbian into its other script.
    pub translit: Arc<Transliterator>,
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
    /// Texts that could not be read, so that nobody knows what they say.
    pub unread: BTreeSet<SourcePath>,
    /// Pictures. Those that may be shown stand in `assets` too.
    pub pictures: Pictures,
    /// The theme's files.
    pub theme: ThemeFiles,
    /// The addresses of each edition.
    pub addresses: Arc<Vec<Addresses>>,
    /// The lists of each edition.
    pub lists: Arc<Vec<Lists>>,
    /// The number of its outline: two sites of one memory that have the same differ in nothing but the words of texts.
    pub outline: u64,
}

impl Site {
    /// The path of the site below the root of its host: `/`, or `/rights/`.
    pub fn base_path(&self) -> String {
        url::Url::parse(&self.base_url).map_or_else(|_| "/".into(), |url| url.path().to_owned())
    }
}

/// The strings, and what was noticed in them.
type Resolved = (Arc<Strings>, Vec<Diagnostic>);

/// All but the words of texts: what lists, addresses and the names of pages depend on.
#[derive(PartialEq, Eq)]
struct Outline {
    /// Of all that is no text.
    around: u64,
    options: Options,
    unread: BTreeSet<SourcePath>,
    /// Of all texts.
    texts: u64,
}

/// What follows from an outline, and what was noticed.
struct Listed {
    addresses: Arc<Vec<Addresses>>,
    lists: Arc<Vec<Lists>>,
    diags: Vec<Diagnostic>,
}

/// What an earlier run of the passes has left for the next.
#[derive(Default)]
pub struct Memory {
    outline: Option<Outline>,
    /// The number of the outline, from 1; 0 where nothing is remembered.
    number: u64,
    listed: Last<u64, Arc<Listed>>,
    texts: group::Texts,
    linked: linked::Memory,
    lists: list::Memory,
    strings: Last<Vec<(Lang, TextFile)>, Arc<Resolved>>,
    translit: Last<Vec<String>, Arc<Transliterator>>,
}

impl Memory {
    /// For a run that is followed by others.
    pub fn on() -> Self {
        Self {
            outline: None,
            number: 1,
            listed: Last::on(),
            texts: group::Texts::on(),
            linked: linked::Memory::on(),
            lists: list::Memory::on(),
            strings: Last::on(),
            translit: Last::on(),
        }
    }

    /// The number of an outline: the last one, where it is the same.
    fn number(&mut self, outline: Outline) -> u64 {
        if self.number > 0 && self.outline.as_ref() != Some(&outline) {
            self.number += 1;
            self.outline = Some(outline);
        }
        self.number
    }

    /// The addresses and lists of a site whose fields for them are still empty.
    fn list(&mut self, site: &mut Site, diags: &mut Vec<Diagnostic>) {
        let Self { listed, lists, .. } = self;
        let found = listed.get(site.outline, || {
            let mut diags = Vec::new();
            site.addresses = Arc::new(address::resolve(site, &mut diags));
            let lists = Arc::new(list::resolve(site, lists));
            Arc::new(Listed { addresses: site.addresses.clone(), lists, diags })
        });
        (site.addresses, site.lists) = (found.addresses.clone(), found.lists.clone());
        diags.extend(found.diags.iter().cloned());
    }

    fn strings(&mut self, theme: &ThemeFiles, site: &[(Lang, TextFile)], diags: &mut Vec<Diagnostic>) -> Arc<Strings> {
        let files: Vec<_> = theme.layers.iter().flat_map(|l| &l.strings).chain(site).cloned().collect();
        let found = self.strings.get(files, || {
            let mut said = Vec::new();
            let strings = Strings::resolve(theme, site, &mut said);
            Arc::new((Arc::new(strings), said))
        });
        diags.extend(found.1.iter().cloned());
        found.0.clone()
    }

    fn translit(&mut self, keep_words: &[String]) -> Arc<Transliterator> {
        let words = || Transliterator::new(keep_words.iter().map(String::as_str));
        self.translit.get(keep_words.to_vec(), || Arc::new(words()))
    }
}

/// Sources → site.
pub fn resolve(sources: Sources, options: &Options) -> Report<Site> {
    resolve_with(sources, options, &mut Memory::default())
}

/// Sources → site, but for what `memory` holds already.
pub fn resolve_with(sources: Sources, options: &Options, memory: &mut Memory) -> Report<Site> {
    let mut diags = Vec::new();
    let Sources { mut config, pages, data, assets, pictures, theme, strings, unread, texts: _, around } = sources;
    let config_file = SourcePath::new(CONFIG);
    keep_editions(&mut config, options, &config_file, &mut diags);
    let editions = edition::resolve(&config, &config_file, &mut diags);
    let strings = memory.strings(&theme, &strings, &mut diags);
    let mut data = data;
    let topics = topics(std::mem::take(&mut data.topics), &mut diags);
    let directory = Directory::resolve(data, &mut diags);
    let rules = Rules { config: &config, options, strings: &strings, unread: &unread };
    let grouped = collect(pages, &rules, &mut memory.texts, &mut diags);
    let texts = grouped.outline;
    let outline = memory.number(Outline { around, options: options.clone(), unread: unread.clone(), texts });
    let grouped = Grouped { unread: unread.clone(), ..grouped };
    let mut assets: BTreeMap<SourcePath, PathBuf> = assets.into_iter().map(|f| (f.path, f.disk)).collect();
    // A text may name a picture that is kept back: that is no broken link, and its readers get the words for it.
    assets.extend(pictures.iter().map(|p| (p.path.clone(), p.disk.clone())));
    let pictures = Pictures::resolve(pictures, &config, options.date);
    let around = Around { directory: &directory, topics: &topics, assets: &assets };
    let (home, sections, entries) = with_links(grouped, &around, outline, &mut memory.linked, &mut diags);
    directory.check(&mut diags);
    pictures.withheld.iter().for_each(|(picture, _)| drop(assets.remove(&picture.path)));
    let default = config.default_edition;
    let mut site = Site {
        today: options.date,
        base_url: options.base_url.clone().unwrap_or_else(|| config.base_url.clone()),
        default_edition: editions.iter().position(|e| Some(e.lang) == default).unwrap_or(0),
        translit: memory.translit(&config.keep_words),
        editions: Arc::new(editions),
        strings,
        home,
        sections,
        entries,
        topics,
        directory,
        assets,
        unread,
        pictures,
        theme,
        addresses: Arc::default(),
        lists: Arc::default(),
        outline,
        config,
    };
    memory.list(&mut site, &mut diags);
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
