//! What a link leads to → its address in the page that is made.

use crate::base::{Lang, OutPath, SourcePath};
use crate::markup::Doc;
use crate::model::{Anchor, EditionId, Marked, PageId, Shelf, Site, StringArg, Target, anchor_in, args};
use crate::render::recipe::PageRecipe;
use crate::render::sensitive::is_sensitive_page;

/// How addresses of our own pages are written.
#[derive(Debug, Clone, Copy)]
pub enum Addressing<'a> {
    /// From the page that holds the link, so that a copy of the site works anywhere.
    Relative(&'a OutPath),
    /// In full, for feeds; the page is where the text is at home.
    Absolute(&'a OutPath),
    /// In full, for mail, which stays in a reader's phone: nothing leads to what must leave no trace.
    Letter(&'a OutPath),
    /// In full, but for places in the same page: for a copy that is alone.
    Alone,
}

/// Finds addresses for the readers of one edition.
#[derive(Clone, Copy)]
pub struct Linker<'a> {
    /// The site.
    pub site: &'a Site,
    /// The readers' edition.
    pub edition: EditionId,
    /// How addresses are written.
    pub addressing: Addressing<'a>,
}

/// A link for the readers of one edition.
#[derive(Debug, Default)]
pub struct Href {
    /// The address, not escaped.
    pub href: String,
    /// The language of the page it leads to, where that is another edition's.
    pub hreflang: Option<Lang>,
    /// `term` for terms of the glossary.
    pub class: Option<&'static str>,
}

/// Where an asset of the project is published: at its path below `content/`.
pub fn asset_path(file: &SourcePath) -> OutPath {
    OutPath::new(file.as_str().strip_prefix("content/").unwrap_or(file.as_str()))
}

/// An address in which a file's name may hold what addresses do not (RFC 3986), percent-encoded.
pub(super) fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '%' | '?' | '#' | '[' | ']' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

impl Linker<'_> {
    /// The address of a file of the site.
    pub fn to(&self, path: &OutPath) -> String {
        match self.addressing {
            Addressing::Relative(from) => path.relative_to(from),
            Addressing::Absolute(_) | Addressing::Letter(_) | Addressing::Alone => {
                format!("{}{}", self.site.base_url, path.address())
            }
        }
    }

    /// What leads to the root of the site.
    pub fn up(&self) -> String {
        match self.addressing {
            Addressing::Relative(from) => from.up(),
            Addressing::Absolute(_) | Addressing::Letter(_) | Addressing::Alone => self.site.base_url.clone(),
        }
    }

    /// The address of a place in the same page.
    pub fn here(&self, id: &str) -> String {
        match self.addressing {
            Addressing::Relative(_) | Addressing::Alone => ["#", id].concat(),
            Addressing::Absolute(page) | Addressing::Letter(page) => format!("{}#{id}", self.to(page)),
        }
    }

    /// The link for a target; `None` where it leads nowhere these readers can go.
    pub fn href(&self, target: &Target, here: &Doc) -> Option<Href> {
        if self.leaves_out(target) {
            return None;
        }
        let plain = |href: String| Some(Href { href, ..Href::default() });
        match target {
            Target::Page(page, anchor) => self.page(*page, anchor.as_deref()),
            Target::Here(id) if here.has_anchor(id) => plain(self.here(id)),
            Target::Here(_) => None,
            // A picture that is kept back is no longer among them.
            Target::Asset(file) if !self.site.assets.contains_key(file) => None,
            Target::Asset(file) => plain(encoded(&self.to(&asset_path(file)))),
            Target::Contact(i) => plain(self.shelf(Shelf::Contacts, &self.site.directory.contacts[*i].id.value)),
            Target::Channel(i) => plain(self.shelf(Shelf::Channels, &self.site.directory.channels[*i].id.value)),
            Target::Municipality(i) => {
                plain(self.shelf(Shelf::Municipalities, &self.site.directory.municipalities[*i].id.value))
            }
            Target::Law(i, article) => {
                let law = &self.site.directory.laws[*i];
                let page = self.shelf(Shelf::Laws, &law.id.value);
                let known = article.as_ref().filter(|a| law.value.articles.iter().any(|(n, _)| *n.value == ***a));
                plain(known.map_or_else(|| page.clone(), |a| format!("{page}#article-{a}")))
            }
            Target::Term(i) => {
                let list = self.site.term_path(self.edition, *i);
                let href = format!("{}#{}", self.to(&list), self.site.directory.glossary[*i].id.value);
                Some(Href { href, class: Some("term"), ..Href::default() })
            }
            Target::Topic(i) => plain(self.to(&self.site.addresses[self.edition].topic(*i))),
            Target::Outside(address) => plain(address.to_string()),
            Target::Broken => None,
        }
    }

    /// Whether what is made leads to no such thing: a letter to nothing that must leave no trace.
    pub fn leaves_out(&self, target: &Target) -> bool {
        let page = match target {
            Target::Page(PageId::Entry(entry), _) => PageRecipe::Entry(*entry),
            Target::Contact(contact) => PageRecipe::Contact(*contact),
            Target::Channel(channel) => PageRecipe::Channel(*channel),
            Target::Topic(topic) => PageRecipe::Topic(*topic, 1),
            _ => return false,
        };
        matches!(self.addressing, Addressing::Letter(_)) && is_sensitive_page(self.site, page)
    }

    fn shelf(&self, shelf: Shelf, id: &str) -> String {
        self.to(&self.site.addresses[self.edition].on_shelf(shelf, id))
    }

    /// The page in the readers' edition, with the place in it; else in the first edition that has the page.
    fn page(&self, page: PageId, anchor: Option<&Anchor>) -> Option<Href> {
        let site = self.site;
        let others = std::iter::once(site.default_edition).chain(0..site.editions.len());
        let found = std::iter::once(self.edition).chain(others).find_map(|e| Some((e, site.page_path(e, page)?)));
        let (edition, path) = found?;
        let mut href = self.to(&path);
        if let Some(id) = anchor.and_then(|a| self.anchor(edition, page, a)) {
            if href == "./" {
                href.clear();
            }
            href.push('#');
            href.push_str(&id);
        }
        let hreflang = (edition != self.edition).then(|| site.editions[edition].lang);
        Some(Href { href, hreflang, class: None })
    }

    fn anchor(&self, edition: EditionId, page: PageId, anchor: &Anchor) -> Option<String> {
        let edition = &self.site.editions[edition];
        let (versions, borrow) = match page {
            PageId::Home => (&self.site.home, Default::default()),
            PageId::Section(i) => (&self.site.sections[i].page, self.site.sections[i].config.borrow),
            PageId::Entry(i) => (&self.site.entries[i].versions, self.site.entries[i].common.borrow),
        };
        let reader = versions.localize(edition, borrow)?;
        anchor_in(anchor, versions, &reader.version.doc)
    }

    /// What a link without words prints: the name of what it leads to.
    pub fn name(&self, target: &Target) -> Marked {
        let site = self.site;
        let edition = &site.editions[self.edition];
        let name = |names| site.name(edition, names).unwrap_or_default();
        match target {
            Target::Page(PageId::Home, _) => name(&site.config.title),
            Target::Page(PageId::Section(i), _) => {
                let page = site.sections[*i].page.localize(edition, Default::default());
                page.map_or_else(Marked::default, |l| site.marked(&l.version.title, l.step))
            }
            Target::Page(PageId::Entry(i), _) => self.entry_title(*i),
            Target::Contact(i) => name(&site.directory.contacts[*i].value.names),
            Target::Channel(i) => name(&site.directory.channels[*i].value.names),
            Target::Municipality(i) => name(&site.directory.municipalities[*i].value.names),
            Target::Term(i) => name(&site.directory.glossary[*i].value.terms),
            Target::Topic(i) => name(&site.topics[*i].names),
            Target::Law(i, article) => self.citation(*i, article.as_deref()),
            // The name of a file may be that of a person.
            Target::Asset(file) if !self.site.assets.contains_key(file) => Marked::default(),
            Target::Asset(file) => Marked::own(file.name()),
            Target::Here(id) => Marked::own(&**id),
            Target::Outside(address) => Marked::own(
                address
                    .split_once(':')
                    .map_or(&**address, |(_, rest)| rest.trim_start_matches('/').trim_end_matches('/')),
            ),
            Target::Broken => Marked::default(),
        }
    }

    /// The full term behind an abbreviation of the glossary, where `words` are that abbreviation.
    pub fn expansion(&self, target: &Target, words: &str) -> Option<Marked> {
        let Target::Term(i) = target else { return None };
        let term = &self.site.directory.glossary[*i].value;
        let edition = &self.site.editions[self.edition];
        let short = self.site.name(edition, &term.abbreviation)?;
        (short.text == words.trim()).then(|| self.site.name(edition, &term.terms)).flatten()
    }

    fn entry_title(&self, entry: usize) -> Marked {
        let site = self.site;
        let others = std::iter::once(self.edition).chain(0..site.editions.len());
        let title = others.into_iter().find_map(|e| {
            let localized = site.entries[entry].localize(&site.editions[e])?;
            let step = match e == self.edition {
                true => localized.step,
                false => site.editions[self.edition].foreign(localized.version.lang),
            };
            Some(site.marked(&localized.version.title, step))
        });
        title.unwrap_or_default()
    }

    /// A law as it is cited: its title, its number, and the article in the reader's words.
    fn citation(&self, law: usize, article: Option<&str>) -> Marked {
        let site = self.site;
        let edition = &site.editions[self.edition];
        let record = &site.directory.laws[law];
        let mut name = site.name(edition, &record.value.names).unwrap_or_else(|| Marked::own(&record.id.value));
        if record.id.value.contains('/') {
            name.text.push_str(&format!(" ({})", record.id.value));
        }
        if let Some(article) = article {
            let number = args(&[("number", StringArg::Text(article))]);
            if let Ok(found) = site.strings.get(edition, "article", Some(&number)) {
                name.text.push_str(&format!(", {}", site.in_script(&found.text, found.step)));
            }
        }
        name
    }
}
