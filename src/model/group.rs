//! Files of texts → the things they are texts of: which files belong together, which of them are published now, and
//! the Markdown of each parsed once for all editions.

use super::entry::Parsed;
use super::{Options, Strings};
use crate::base::{AtPlace, Code, Date, Diagnostic, Lang, Memo, Place, SourcePath};
use crate::markup::{Quotes, parse};
use crate::source::{At, Config, PageSource, Role, SectionConfig, entry_id};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Texts of one entry.
pub struct ParsedEntry {
    /// Section and name.
    pub id: String,
    /// The index of its section.
    pub section: usize,
    /// The language that the others translate.
    pub original: Lang,
    /// The texts, the original first.
    pub texts: Vec<Arc<Parsed>>,
}

/// All texts of the site, by what they are of.
pub struct Grouped {
    /// Of the home page.
    pub home: Vec<Arc<Parsed>>,
    /// Of the sections.
    pub sections: Vec<(SectionConfig, Vec<Arc<Parsed>>)>,
    /// Of the entries.
    pub entries: Vec<ParsedEntry>,
    /// Files that are not published now.
    pub unpublished: BTreeSet<SourcePath>,
    /// Files that could not be read.
    pub unread: BTreeSet<SourcePath>,
    /// Changes with all that is said of texts but their words: which there are, their front matter, headings and links.
    pub outline: u64,
}

/// A text that was parsed, and what was noticed in it.
pub type Read = Arc<(Arc<Parsed>, Vec<Diagnostic>)>;

/// Texts that were parsed before. They hold for the quotation marks that they were parsed with.
#[derive(Default)]
pub struct Texts {
    quotes: BTreeMap<Lang, Quotes>,
    parsed: Memo<AtPlace<PageSource>, Read>,
}

impl Texts {
    /// For a run that is followed by others.
    pub fn on() -> Self {
        Self { quotes: BTreeMap::new(), parsed: Memo::on() }
    }
}

/// What the texts are grouped by.
pub struct Rules<'a> {
    /// The site's configuration.
    pub config: &'a Config,
    /// What the outer world says.
    pub options: &'a Options,
    /// The strings, which tell the quotation marks.
    pub strings: &'a Strings,
    /// Files that could not be read.
    pub unread: &'a BTreeSet<SourcePath>,
}

/// Groups and parses the texts.
pub fn collect(
    mut pages: Vec<Arc<PageSource>>,
    rules: &Rules<'_>,
    memory: &mut Texts,
    diags: &mut Vec<Diagnostic>,
) -> Grouped {
    let Rules { options, strings, .. } = *rules;
    let config = rules.config;
    // The order of paths is nearly the order of what they are texts of.
    pages.sort_by(|a, b| a.role.cmp(&b.role));
    let mut grouped = Grouped {
        home: Vec::new(),
        sections: config.sections.iter().map(|s| (s.clone(), Vec::new())).collect(),
        entries: Vec::new(),
        unpublished: BTreeSet::new(),
        unread: BTreeSet::new(),
        outline: 0,
    };
    let mut flat: Vec<Arc<PageSource>> = Vec::with_capacity(pages.len());
    let mut order: Vec<(Arc<PageSource>, usize)> = Vec::new();
    for group in pages.chunk_by(|a, b| a.role == b.role) {
        if let Role::Section(folder) | Role::Entry { section: folder, .. } = &group[0].role {
            section_index(&mut grouped.sections, folder);
        }
        let mut texts = group.to_vec();
        drop_doubles(&mut texts, diags);
        sort_original_first(&mut texts, rules, diags);
        keep_published(&mut texts, options, &mut grouped.unpublished);
        order.push((group[0].clone(), texts.len()));
        flat.extend(texts);
    }
    let quotes = quotes_by_language(&flat, strings);
    if memory.quotes != quotes {
        memory.parsed.keep(|_| false);
        memory.quotes.clone_from(&quotes);
    }
    let parsed = memory.parsed.all(&flat, |page| AtPlace(page.clone()), |page| Arc::new(parse_page(page, &quotes)));
    let mut outline = DefaultHasher::new();
    grouped.unpublished.hash(&mut outline);
    parsed.iter().for_each(|read| read.0.outline.hash(&mut outline));
    grouped.outline = outline.finish();
    let mut parsed = parsed.into_iter();
    for (page, count) in order {
        let texts = parsed.by_ref().take(count);
        let texts: Vec<Arc<Parsed>> =
            texts.map(|read| (diags.extend(read.1.iter().cloned()), read.0.clone()).1).collect();
        place(&mut grouped, &page.role, texts);
    }
    grouped
}

fn place(grouped: &mut Grouped, role: &Role, texts: Vec<Arc<Parsed>>) {
    let Some(original) = texts.first().map(|t| t.lang) else { return };
    match role {
        Role::Home => grouped.home = texts,
        Role::Section(folder) => {
            let index = section_index(&mut grouped.sections, folder);
            grouped.sections[index].1 = texts;
        }
        Role::Entry { section, entry } => {
            let id = format!("{section}/{entry}");
            let section = section_index(&mut grouped.sections, section);
            grouped.entries.push(ParsedEntry { id, section, original, texts });
        }
    }
}

/// The index of a section; one that `guidepost.yaml` does not speak of is added.
fn section_index(sections: &mut Vec<(SectionConfig, Vec<Arc<Parsed>>)>, folder: &str) -> usize {
    sections.iter().position(|(s, _)| s.folder == folder).unwrap_or_else(|| {
        sections.push((SectionConfig::plain(folder), Vec::new()));
        sections.len() - 1
    })
}

/// Keeps one file for each language.
fn drop_doubles(pages: &mut Vec<Arc<PageSource>>, diags: &mut Vec<Diagnostic>) {
    let mut seen: Vec<(Lang, SourcePath)> = Vec::with_capacity(pages.len());
    pages.retain(|page| match seen.iter().find(|(lang, _)| *lang == page.lang) {
        Some((_, first)) => {
            let (what, hint) = match page.role {
                Role::Home => ("the home page", "keep one of the two `_index` files"),
                Role::Section(_) => ("the section's page", "keep one of the two `_index` files"),
                Role::Entry { .. } => {
                    ("one entry", "an entry is either `name.sq.md` or `name/index.sq.md`: remove one of the two")
                }
            };
            let message = format!("there are two texts in `{}` for {what}", page.lang);
            diags.push(
                Diagnostic::new(Code::DuplicateVersion, Place::file(&page.file), message)
                    .also(Place::file(first), "the other one")
                    .hint(hint),
            );
            false
        }
        None => {
            seen.push((page.lang, page.file.clone()));
            true
        }
    });
}

/// The original: the language that `original:` names, else the first of the default edition's chain that is there.
fn sort_original_first(pages: &mut [Arc<PageSource>], rules: &Rules<'_>, diags: &mut Vec<Diagnostic>) {
    let config = rules.config;
    let has = |lang: Lang| pages.iter().any(|p| p.lang == lang);
    let named: Vec<(&PageSource, At<Lang>)> =
        pages.iter().filter_map(|p| Some((&**p, p.meta.original.clone()?))).collect();
    for (page, at) in &named {
        let first = &named[0];
        let message = match has(at.value) {
            // A diagnostic has said why it is not there.
            false if is_unread(page, at.value, rules.unread) => continue,
            false => format!("there is no text in `{}`, so it cannot be the original", at.value),
            true if at.value != first.1.value => {
                format!("`{}` is called the original here, `{}` elsewhere", at.value, first.1.value)
            }
            true => continue,
        };
        let diag = Diagnostic::new(Code::BadOriginal, Place::at(&page.file, at.span), message)
            .hint("one language is the original: name it in one text only, and have a text in it");
        diags.push(match page.file == first.0.file {
            true => diag,
            false => diag.also(Place::at(&first.0.file, first.1.span), "named here first"),
        });
    }
    let chain = || {
        let default = config.default_edition?;
        let edition = config.editions.iter().find(|e| e.lang == default)?;
        edition.chain.iter().map(|c| c.value).chain([default]).find(|lang| has(*lang))
    };
    let original = named.iter().map(|(_, at)| at.value).find(|lang| has(*lang)).or_else(chain);
    pages.sort_by_key(|p| (Some(p.lang) != original, p.lang));
}

/// Whether the text of the same thing in a language is one that could not be read.
fn is_unread(page: &PageSource, lang: Lang, unread: &BTreeSet<SourcePath>) -> bool {
    let end = format!(".{lang}.md");
    let id = entry_id(&page.file);
    unread.iter().any(|file| file.name().ends_with(&end) && id.is_some() && entry_id(file) == id)
}

/// Leaves out drafts and what has a later date; with its original, a whole entry.
fn keep_published(pages: &mut Vec<Arc<PageSource>>, options: &Options, unpublished: &mut BTreeSet<SourcePath>) {
    let later = |at: &Option<At<Date>>| at.as_ref().is_some_and(|at| at.value > options.date);
    let hidden = |page: &PageSource| !options.drafts && (page.meta.draft || later(&page.meta.publish_at));
    let all = pages.first().is_some_and(|page| hidden(page));
    pages.retain(|page| {
        let keep = !all && !hidden(page);
        if !keep {
            unpublished.insert(page.file.clone());
        }
        keep
    });
}

fn quotes_by_language(pages: &[Arc<PageSource>], strings: &Strings) -> BTreeMap<Lang, Quotes> {
    let langs: BTreeSet<Lang> = pages.iter().map(|p| p.lang).collect();
    let quotes = |lang: Lang| {
        let marks = strings.of_language(lang, "quotes")?;
        quotes_of(&marks)
    };
    langs.into_iter().map(|lang| (lang, quotes(lang).unwrap_or_default())).collect()
}

/// The four marks of the string `quotes`: outer opening and closing, inner opening and closing.
fn quotes_of(marks: &str) -> Option<Quotes> {
    let mut marks = marks.split_whitespace().map(str::to_owned);
    let mut mark = || marks.next();
    Some(Quotes { outer: [mark()?, mark()?], inner: [mark()?, mark()?] })
}

fn parse_page(page: &PageSource, quotes: &BTreeMap<Lang, Quotes>) -> (Arc<Parsed>, Vec<Diagnostic>) {
    let default = Quotes::default();
    let (doc, findings) = parse(&page.text, page.body.clone(), quotes.get(&page.lang).unwrap_or(&default));
    let diags = findings.into_iter().map(|f| f.at(&page.file)).collect();
    let title = page.meta.title.as_ref().map_or_else(|| page.file.name().to_owned(), |t| t.value.to_string());
    let slug = Parsed::slug_of(&page.meta, &title);
    let (file, meta) = (page.file.clone(), page.meta.clone());
    let mut hasher = DefaultHasher::new();
    doc.headings().iter().for_each(|heading| doc.str(heading.id).hash(&mut hasher));
    let headings = hasher.finish();
    (&page.file, page.lang, &page.text[..page.body.start]).hash(&mut hasher);
    doc.links().iter().for_each(|link| (link.image, doc.str(link.dest)).hash(&mut hasher));
    doc.has_trainer().hash(&mut hasher);
    let (doc, outline) = (Arc::new(doc), hasher.finish());
    (Arc::new(Parsed { lang: page.lang, file, meta, title, slug, doc, headings, outline }), diags)
}
