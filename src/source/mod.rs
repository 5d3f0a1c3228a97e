//! Floor 2: the project folder → [`Sources`]. The only reader of the project folder: every file is opened here, once,
//! and everything after this floor works on what is in memory.

pub mod config;
pub mod data;
pub mod fields;
pub mod mail;
mod memory;
pub mod meta;
mod page;
pub mod picture;
mod section;
mod text;
mod texts;
pub mod theme;
mod values;
mod walk;
pub mod yaml;
mod yaml_error;
mod yaml_flat;
mod yaml_plain;

pub use config::{Borrow, Config, EditionConfig, Kind, Outputs, SectionConfig, Sort};
pub use fields::{At, Names};
pub use memory::Memory;
pub use meta::Meta;
pub use page::{PageSource, Role, entry_id};
pub use picture::{Consent, Header, PictureFile, PictureKind, Side};
pub use text::decode;
pub use texts::Texts;
pub use theme::{TextFile, ThemeFiles};
pub use values::is_email;
pub use walk::{Found, is_clutter};

use crate::base::{Code, Diagnostic, Finding, Lang, Place, Report, SourcePath, did_you_mean};
use data::Data;
use fields::{Sink, list_words};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Everything the project folder holds, read and typed.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// `guidepost.yaml`.
    pub config: Config,
    /// The Markdown files, in the order of their paths.
    pub pages: Vec<Arc<PageSource>>,
    /// The data files.
    pub data: Data,
    /// Files that are published as they are.
    pub assets: Vec<Found>,
    /// Pictures, with what stands beside them, in the order of their paths.
    pub pictures: Vec<PictureFile>,
    /// The theme.
    pub theme: ThemeFiles,
    /// The site's own strings (`locales/`).
    pub strings: Vec<(Lang, TextFile)>,
    /// Texts that could not be read as pages; a diagnostic has said why. Links to them are no further mistake.
    pub unread: BTreeSet<SourcePath>,
    /// Every text that was read, to show the line a diagnostic speaks of.
    pub texts: Texts,
    /// Changes whenever anything but a Markdown file was read anew; always 0 where nothing is remembered.
    pub around: u64,
}

/// The name of the site's configuration.
pub const CONFIG: &str = "guidepost.yaml";

/// Reads the project in `root`.
pub fn read(root: &Path) -> Report<Sources> {
    read_with(root, &mut Memory::default())
}

/// Reads the project in `root`, but for the files that `memory` knows.
pub fn read_with(root: &Path, memory: &mut Memory) -> Report<Sources> {
    let mut diags = Vec::new();
    let mut sources = Sources { around: memory.around(), ..Sources::default() };
    let config_file = SourcePath::new(CONFIG);
    let found = Found { path: config_file.clone(), disk: root.join(CONFIG) };
    let tree = read_yaml(&found, memory, &mut sources, &mut diags);
    let yaml = tree.as_deref().and_then(|tree| tree.as_ref().ok());
    let config = yaml.and_then(|yaml| config::read(yaml, &mut Sink { file: &config_file, diags: &mut diags }));
    if sources.texts.get(&config_file).is_none() && diags.is_empty() {
        diags.push(
            Diagnostic::general(Code::NoConfig, format!("there is no `{CONFIG}` in this folder"))
                .hint("go to the folder of your site, name it with `--root`, or start one with `guidepost init`"),
        );
    }
    // Without it nothing true can be said of the rest.
    let Some(config) = config else { return Report::new(sources, diags) };
    sources.config = config;
    memory.for_config(&sources.config);
    sources.theme = memory.theme(root, sources.config.theme.as_ref(), &config_file, &mut diags);
    read_strings(root, memory, &mut sources, &mut diags);
    let listing = memory.files(root, "content", &mut diags);
    let (pages, others): (Vec<_>, Vec<_>) = listing.found.iter().partition(|f| f.path.as_str().ends_with(".md"));
    read_pages(&pages, memory, &mut sources, &mut diags);
    read_others(&others, memory, &mut sources, &mut diags);
    for layer in &sources.theme.layers {
        let strings = layer.strings.iter().map(|(_, file)| file);
        let files =
            layer.templates.iter().chain(&layer.mail).map(|(_, file)| file).chain(strings).chain(&layer.settings);
        sources.texts.extend(files.map(|f| (f.path.clone(), f.text.clone())));
        let print = layer.print.iter().filter(|(name, _, _)| name.ends_with(".typ"));
        let print = print.filter_map(|(_, file, bytes)| Some((file.clone(), std::str::from_utf8(bytes).ok()?.into())));
        sources.texts.extend(print);
    }
    Report::new(sources, diags)
}

/// The tree of a data file, where it could be read and is none of what a diagnostic has been said about.
fn read_yaml(
    found: &Found,
    memory: &mut Memory,
    sources: &mut Sources,
    diags: &mut Vec<Diagnostic>,
) -> Option<Arc<Result<yaml::Yaml, Box<Finding>>>> {
    let text = match memory.text(found) {
        Ok(text) => text?,
        Err(diag) => {
            diags.push(*diag);
            return None;
        }
    };
    sources.texts.insert(found.path.clone(), text.clone());
    let tree = memory.tree(&found.path, &text);
    if let Err(finding) = &*tree {
        diags.push(finding.clone().at(&found.path));
        return None;
    }
    Some(tree)
}

fn read_strings(root: &Path, memory: &mut Memory, sources: &mut Sources, diags: &mut Vec<Diagnostic>) {
    for found in &memory.files(root, "locales", diags).found {
        match memory.text(found) {
            Ok(Some(text)) => {
                let file = TextFile { path: found.path.clone(), text: text.clone() };
                sources.texts.insert(found.path.clone(), text);
                sources.strings.extend(site_strings(file, &sources.config, diags));
            }
            Ok(None) => {}
            Err(diag) => diags.push(*diag),
        }
    }
}

/// A file of the site's own strings; it must be in a language that some edition reads, else nobody would see it.
fn site_strings(file: TextFile, config: &Config, diags: &mut Vec<Diagnostic>) -> Option<(Lang, TextFile)> {
    let path = file.path.clone();
    if !path.name().ends_with(".ftl") {
        diags.push(
            Diagnostic::new(Code::UnreadFile, Place::file(&path), "nothing reads this file, and it is not published")
                .hint("strings stand in files named after their language: `locales/sq.ftl`"),
        );
        return None;
    }
    let (lang, file) = theme::locale_file(path.name(), file, diags)?;
    match language(&path, Some(lang), config, &known_languages(config)) {
        Ok(_) => Some((lang, file)),
        Err(diag) => {
            diags.push(*diag);
            None
        }
    }
}

/// Reads the Markdown files, in parallel; the order of the result is the order of the paths.
fn read_pages(found: &[&Found], memory: &mut Memory, sources: &mut Sources, diags: &mut Vec<Diagnostic>) {
    let config = &sources.config;
    let known = known_languages(config);
    let known_page = |f: &&Found| memory.page(&f.path).map(|page| (page, true));
    let read: Vec<(Arc<ReadPage>, bool)> = found
        .par_iter()
        .map(|f| known_page(f).unwrap_or_else(|| (Arc::new(read_page(f, config, &known)), false)))
        .collect();
    let texts = found.iter().zip(&read).filter_map(|(f, (page, _))| Some((f.path.clone(), page.text.clone()?)));
    sources.texts.set_pages(texts.collect());
    sources.pages.reserve(found.len());
    for (found, (read, was_known)) in found.iter().zip(&read) {
        match &read.page {
            Some(page) => sources.pages.push(page.clone()),
            None => {
                sources.unread.insert(found.path.clone());
            }
        }
        diags.extend(read.diags.iter().cloned());
        if !was_known {
            memory.keep_page(&found.path, read);
        }
    }
}

/// A Markdown file that was read.
struct ReadPage {
    /// Its stamp when it was read; `None` where it could not be.
    stamp: Option<walk::Stamp>,
    text: Option<Arc<str>>,
    page: Option<Arc<PageSource>>,
    diags: Vec<Diagnostic>,
}

fn read_page(found: &Found, config: &Config, known: &[Lang]) -> ReadPage {
    let nothing = |diags| ReadPage { stamp: None, text: None, page: None, diags };
    let (text, stamp) = match walk::read(found) {
        Ok(Some(read)) => read,
        Ok(None) => return nothing(Vec::new()),
        // Its stamp, so that it is tried again when it changes.
        Err(diag) => return ReadPage { stamp: walk::stamp(&found.disk), ..nothing(vec![*diag]) },
    };
    let only_text =
        |diag: Box<Diagnostic>| ReadPage { stamp: Some(stamp), text: Some(text.clone()), ..nothing(vec![*diag]) };
    let parts = match page::parts(&found.path) {
        Ok(parts) => parts,
        Err(diag) => return only_text(diag),
    };
    let lang = match language(&found.path, parts.lang, config, known) {
        Ok(lang) => lang,
        Err(diag) => return only_text(diag),
    };
    let (page, diags) = page::read(&found.path, parts, lang, text.clone(), &config.sections);
    ReadPage { stamp: Some(stamp), text: Some(text), page: page.map(Arc::new), diags }
}

/// Every language that some edition looks in.
fn known_languages(config: &Config) -> Vec<Lang> {
    let steps = config.editions.iter().flat_map(|e| e.chain.iter().map(|c| c.value).chain([e.lang]));
    let mut known: Vec<Lang> = steps.collect();
    known.sort();
    known.dedup();
    known
}

fn language(file: &SourcePath, named: Option<Lang>, config: &Config, known: &[Lang]) -> Result<Lang, Box<Diagnostic>> {
    match (named, config.editions.as_slice()) {
        (Some(lang), _) if known.contains(&lang) || known.is_empty() => Ok(lang),
        (None, [only]) => Ok(only.lang),
        (Some(lang), _) => {
            let tags: Vec<String> = known.iter().map(ToString::to_string).collect();
            let hint = other_script(lang, known)
                .or_else(|| did_you_mean(lang.as_str(), tags.iter().map(String::as_str)))
                .unwrap_or_else(|| format!("the languages of the editions are {}", list_words(&tags)));
            let message = format!("no edition reads the language `{lang}`");
            Err(Box::new(
                Diagnostic::new(Code::UnknownLanguage, Place::file(file), message)
                    .hint(hint)
                    .hint("or add an edition for it to `guidepost.yaml`"),
            ))
        }
        (None, _) => {
            let notes = file.name().eq_ignore_ascii_case("readme.md");
            Err(Box::new(
                Diagnostic::new(Code::NoLanguage, Place::file(file), "the name of the file does not tell its language")
                    .hint("put the language before `.md`: `name.sq.md`")
                    .hint_opt(notes.then_some("notes for those who write belong outside `content/`")),
            ))
        }
    }
}

/// `sr` where `sr-Latn` and `sr-Cyrl` are known: the script must be named.
fn other_script(lang: Lang, known: &[Lang]) -> Option<String> {
    let same: Vec<String> =
        known.iter().filter(|k| k.language() == lang.language()).map(|k| format!("`{k}`")).collect();
    (!same.is_empty()).then(|| format!("write {}", same.join(" or ")))
}

/// Reads the data files, and the pictures with the files beside them; all else becomes an asset.
fn read_others(found: &[&Found], memory: &mut Memory, sources: &mut Sources, diags: &mut Vec<Diagnostic>) {
    let (pictures, rest): (Vec<&Found>, Vec<&Found>) = found.iter().partition(|f| picture::is_picture(&f.path));
    let names: Vec<&SourcePath> = pictures.iter().map(|f| &f.path).collect();
    let mut sides = Vec::new();
    for file in rest {
        let is_yaml = [".yaml", ".yml"].iter().any(|end| file.path.as_str().ends_with(end));
        match (is_yaml, data_kind(&file.path)) {
            (true, Some(kind)) => {
                let tree = read_yaml(file, memory, sources, diags);
                if let Some(yaml) = tree.as_deref().and_then(|tree| tree.as_ref().ok()) {
                    read_data(kind, yaml, &mut sources.data, &mut Sink { file: &file.path, diags });
                }
            }
            (true, None) if picture::is_side_file(&file.path, &names) => {
                sides.push((file.path.clone(), read_yaml(file, memory, sources, diags)));
            }
            (true, None) => diags.push(unread_file(&file.path, &names)),
            (false, _) => sources.assets.push(file.clone()),
        }
    }
    let mut sides = picture::read_sides(&sides, &names, diags);
    for (found, looked) in pictures.iter().zip(memory.pictures(&pictures)) {
        let side = sides.remove(&found.path).unwrap_or_default();
        match looked {
            Ok(looked) => sources.pictures.push(looked.of(found, side)),
            Err(diag) => diags.push(*diag),
        }
    }
}

#[derive(Clone, Copy)]
enum DataKind {
    Contacts,
    Channels,
    Municipalities,
    Laws,
    Glossary,
    Topics,
}

/// The data files that are not in a folder of their own.
const DATA_FILES: [&str; 4] =
    ["content/municipalities.yaml", "content/laws.yaml", "content/glossary.yaml", "content/topics.yaml"];

fn unread_file(path: &SourcePath, pictures: &[&SourcePath]) -> Diagnostic {
    let message = "nothing reads this file, and it is not published";
    let other_end = path.as_str().strip_suffix(".yml").map(|stem| format!("{stem}.yaml"));
    let known = |p: &String| DATA_FILES.contains(&p.as_str());
    let hint = match other_end.filter(known) {
        Some(name) => Some(format!("call it `{name}`")),
        None => did_you_mean(path.as_str(), DATA_FILES).or_else(|| picture::no_picture(path, pictures)),
    };
    Diagnostic::new(Code::UnreadFile, Place::file(path), message).hint(hint.unwrap_or_else(|| {
        "contacts lie in `content/contacts/`, channels in `content/channels/`; the description of a picture is called \
         like the picture"
            .to_owned()
    }))
}

fn data_kind(path: &SourcePath) -> Option<DataKind> {
    match (path.folder(), path.name()) {
        ("content/contacts", _) => Some(DataKind::Contacts),
        ("content/channels", _) => Some(DataKind::Channels),
        ("content", "municipalities.yaml") => Some(DataKind::Municipalities),
        ("content", "laws.yaml") => Some(DataKind::Laws),
        ("content", "glossary.yaml") => Some(DataKind::Glossary),
        ("content", "topics.yaml") => Some(DataKind::Topics),
        _ => None,
    }
}

fn read_data(kind: DataKind, yaml: &yaml::Yaml, data: &mut Data, sink: &mut Sink<'_>) {
    match kind {
        DataKind::Contacts => data.contacts.extend(data::records(yaml, "contact", sink)),
        DataKind::Channels => data.channels.extend(data::records(yaml, "channel", sink)),
        DataKind::Laws => data.laws.extend(data::records(yaml, "law", sink)),
        DataKind::Glossary => data.glossary.extend(data::records(yaml, "term", sink)),
        DataKind::Municipalities => {
            let (regions, list) = data::split_municipalities(yaml, sink);
            data.regions.extend(regions);
            if let Some(list) = list {
                data.municipalities.extend(data::records(list, "municipality", sink));
            }
        }
        DataKind::Topics => {
            let file = sink.file.clone();
            let topics = data::topics(yaml, sink);
            data.topics.extend(topics.into_iter().map(|(id, names)| (file.clone(), id, names)));
        }
    }
}
