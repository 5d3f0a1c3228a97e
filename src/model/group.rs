//! Files of texts → the things they are texts of: which files belong together, which of them are published now, and
//! the Markdown of each parsed once for all editions.

use super::{Options, Strings, Version};
use crate::base::{Code, Date, Diagnostic, Lang, Place, SourcePath};
use crate::markup::{Doc, Quotes, parse};
use crate::source::{At, Config, Meta, PageSource, Role, SectionConfig};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A text whose links are not looked at yet.
pub struct Parsed {
    /// The language.
    pub lang: Lang,
    /// The file.
    pub file: SourcePath,
    /// Its front matter.
    pub meta: Meta,
    /// The title.
    pub title: String,
    /// The slug.
    pub slug: String,
    /// The text.
    pub doc: Arc<Doc>,
}

/// Texts of one entry.
pub struct ParsedEntry {
    /// Section and name.
    pub id: String,
    /// The index of its section.
    pub section: usize,
    /// The language that the others translate.
    pub original: Lang,
    /// The texts, the original first.
    pub texts: Vec<Parsed>,
}

/// All texts of the site, by what they are of.
pub struct Grouped {
    /// Of the home page.
    pub home: Vec<Parsed>,
    /// Of the sections.
    pub sections: Vec<(SectionConfig, Vec<Parsed>)>,
    /// Of the entries.
    pub entries: Vec<ParsedEntry>,
    /// Files that are not published now.
    pub unpublished: BTreeSet<SourcePath>,
    /// Files that could not be read.
    pub unread: BTreeSet<SourcePath>,
}

/// Groups and parses the texts.
pub fn collect(
    pages: Vec<PageSource>,
    config: &Config,
    options: &Options,
    strings: &Strings,
    diags: &mut Vec<Diagnostic>,
) -> Grouped {
    let mut groups: BTreeMap<Role, Vec<PageSource>> = BTreeMap::new();
    for page in pages {
        groups.entry(page.role.clone()).or_default().push(page);
    }
    let mut grouped = Grouped {
        home: Vec::new(),
        sections: config.sections.iter().map(|s| (s.clone(), Vec::new())).collect(),
        entries: Vec::new(),
        unpublished: BTreeSet::new(),
        unread: BTreeSet::new(),
    };
    for role in groups.keys() {
        if let Role::Section(folder) | Role::Entry { section: folder, .. } = role {
            section_index(&mut grouped.sections, folder);
        }
    }
    for pages in groups.values_mut() {
        drop_doubles(pages, diags);
        sort_original_first(pages, config, diags);
        keep_published(pages, options, &mut grouped.unpublished);
    }
    let order: Vec<(Role, usize)> = groups.iter().map(|(role, pages)| (role.clone(), pages.len())).collect();
    let flat: Vec<PageSource> = groups.into_values().flatten().collect();
    let quotes = quotes_by_language(&flat, strings);
    let parsed: Vec<(Parsed, Vec<Diagnostic>)> = flat.into_par_iter().map(|page| parse_page(page, &quotes)).collect();
    let mut parsed = parsed.into_iter();
    for (role, count) in order {
        let texts: Vec<Parsed> =
            parsed.by_ref().take(count).map(|(text, found)| (diags.extend(found), text).1).collect();
        place(&mut grouped, role, texts);
    }
    grouped
}

fn place(grouped: &mut Grouped, role: Role, texts: Vec<Parsed>) {
    let Some(original) = texts.first().map(|t| t.lang) else { return };
    match role {
        Role::Home => grouped.home = texts,
        Role::Section(folder) => {
            let index = section_index(&mut grouped.sections, &folder);
            grouped.sections[index].1 = texts;
        }
        Role::Entry { section, entry } => {
            let id = format!("{section}/{entry}");
            let section = section_index(&mut grouped.sections, &section);
            grouped.entries.push(ParsedEntry { id, section, original, texts });
        }
    }
}

/// The index of a section; one that `guidepost.yaml` does not speak of is added.
fn section_index(sections: &mut Vec<(SectionConfig, Vec<Parsed>)>, folder: &str) -> usize {
    sections.iter().position(|(s, _)| s.folder == folder).unwrap_or_else(|| {
        sections.push((SectionConfig::plain(folder), Vec::new()));
        sections.len() - 1
    })
}

/// Keeps one file for each language.
fn drop_doubles(pages: &mut Vec<PageSource>, diags: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<Lang, SourcePath> = BTreeMap::new();
    pages.retain(|page| match seen.get(&page.lang) {
        Some(first) => {
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
            seen.insert(page.lang, page.file.clone());
            true
        }
    });
}

/// The original: the language that `original:` names, else the first of the default edition's chain that is there.
fn sort_original_first(pages: &mut [PageSource], config: &Config, diags: &mut Vec<Diagnostic>) {
    let has = |lang: Lang| pages.iter().any(|p| p.lang == lang);
    let named: Vec<(&PageSource, At<Lang>)> =
        pages.iter().filter_map(|p| Some((p, p.meta.original.clone()?))).collect();
    for (page, at) in &named {
        let first = &named[0];
        let message = match has(at.value) {
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

/// Leaves out drafts and what has a later date; with its original, a whole entry.
fn keep_published(pages: &mut Vec<PageSource>, options: &Options, unpublished: &mut BTreeSet<SourcePath>) {
    let later = |at: &Option<At<Date>>| at.as_ref().is_some_and(|at| at.value > options.date);
    let hidden = |page: &PageSource| !options.drafts && (page.meta.draft || later(&page.meta.publish_at));
    let all = pages.first().is_some_and(hidden);
    pages.retain(|page| {
        let keep = !all && !hidden(page);
        if !keep {
            unpublished.insert(page.file.clone());
        }
        keep
    });
}

fn quotes_by_language(pages: &[PageSource], strings: &Strings) -> BTreeMap<Lang, Quotes> {
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

fn parse_page(page: PageSource, quotes: &BTreeMap<Lang, Quotes>) -> (Parsed, Vec<Diagnostic>) {
    let default = Quotes::default();
    let (doc, findings) = parse(&page.text, page.body, quotes.get(&page.lang).unwrap_or(&default));
    let diags = findings.into_iter().map(|f| f.at(&page.file)).collect();
    let title = page.meta.title.as_ref().map_or_else(|| page.file.name().to_owned(), |t| t.value.clone());
    let slug = Version::slug_of(&page.meta, &title);
    (Parsed { lang: page.lang, file: page.file, meta: page.meta, title, slug, doc: Arc::new(doc) }, diags)
}
