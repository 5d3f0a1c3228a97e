//! Where a link leads: the destination that a writer wrote → a thing of the site, found once for each text, whatever
//! edition reads it; or a diagnostic with the nearest thing there is.

use super::alike::alike;
use super::directory::Directory;
use super::entry::Versions;
use super::trouble::{Trouble, broken, no_anchor, not_dialable, nowhere, renamed, unknown, unpublished};
use crate::base::{Code, Finding, Lang, SourcePath, is_dialable, nearest};
use crate::markup::Doc;
use crate::source::entry_id;
use std::collections::{BTreeMap, BTreeSet};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of texts, and a place in it.
    Page(PageId, Option<Box<Anchor>>),
    /// A place in the same page.
    Here(Box<str>),
    /// A file of the project that is published as it is.
    Asset(SourcePath),
    /// A contact, an index of the directory's.
    Contact(usize),
    /// A channel, an index of the directory's.
    Channel(usize),
    /// A law and perhaps an article of it.
    Law(usize, Option<Box<str>>),
    /// A term of the glossary.
    Term(usize),
    /// A municipality.
    Municipality(usize),
    /// A topic, an index of [`Site::topics`](super::Site::topics).
    Topic(usize),
    /// An address outside the site, checked to be harmless.
    Outside(Box<str>),
    /// Nowhere; a diagnostic has said so.
    Broken,
}

/// A page made from texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageId {
    /// The home page.
    Home,
    /// A section's own page.
    Section(usize),
    /// An entry.
    Entry(usize),
}

/// A place in a page: the id, and the language of the text that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The id of a heading.
    pub id: Box<str>,
    /// A language whose text has it. Texts in other languages have other ids; the place is found there by counting.
    pub lang: Lang,
}

/// What can be linked to.
pub struct Index<'a> {
    /// Source files of texts, with the page and language they are of.
    pub files: &'a BTreeMap<SourcePath, (PageId, Lang)>,
    /// Texts that are there, but cannot be linked to.
    pub hidden: &'a Hidden,
    /// Entries by id (`guides/oik`) and, where it is unique, by name (`oik`).
    pub ids: &'a BTreeMap<String, Option<usize>>,
    /// Files that are published as they are.
    pub assets: &'a BTreeMap<SourcePath, std::path::PathBuf>,
    /// Contacts, channels, laws, terms, municipalities.
    pub directory: &'a Directory,
    /// Topics by id.
    pub topics: BTreeMap<&'a str, usize>,
    /// Entries that were there a while ago under another id: the old one, and the new.
    pub moved: &'a BTreeMap<String, String>,
    /// The texts of a page, to look for anchors.
    pub texts: &'a (dyn Fn(PageId) -> Vec<(Lang, &'a Doc)> + Sync),
}

/// Texts that are there, but cannot be linked to, by file; and the entries that they would be of, by id and name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    files: BTreeMap<SourcePath, Why>,
    entries: BTreeMap<String, Why>,
}

/// Why a text cannot be linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It is a draft, or of a later date.
    Unpublished,
    /// It could not be read, and a diagnostic has said so: a link to it is no further mistake.
    Unread,
}

impl Hidden {
    /// Texts that are not published now, and texts that could not be read.
    pub fn new(unpublished: BTreeSet<SourcePath>, unread: BTreeSet<SourcePath>) -> Self {
        let mut hidden = Self::default();
        let unread = unread.into_iter().map(|file| (file, Why::Unread));
        for (file, why) in unread.chain(unpublished.into_iter().map(|file| (file, Why::Unpublished))) {
            if let Some(id) = entry_id(&file) {
                let name = id.rsplit('/').next().unwrap_or_default().to_owned();
                hidden.entries.insert(name, why);
                hidden.entries.insert(id, why);
            }
            hidden.files.insert(file, why);
        }
        hidden
    }
}

/// The text that a link stands in.
pub struct Here<'a> {
    /// Its file.
    pub file: &'a SourcePath,
    /// Its language.
    pub lang: Lang,
    /// The text.
    pub doc: &'a Doc,
}

/// Schemes of addresses that lead out of the site and cannot run anything.
pub const SAFE_SCHEMES: [&str; 8] = ["http", "https", "mailto", "tel", "sms", "geo", "xmpp", "sip"];

impl Index<'_> {
    /// Finds what every link of a text leads to.
    pub fn resolve(&self, here: &Here<'_>) -> (Vec<Target>, Vec<Finding>) {
        let mut findings = Vec::new();
        let targets = here.doc.links().iter().map(|link| {
            let dest = here.doc.str(link.dest);
            let found = match link.image {
                true => self.picture(here, dest),
                false => self.link(here, dest),
            };
            found.unwrap_or_else(|(code, message, hint)| {
                let mut finding = Finding::new(code, link.span, message);
                finding.hints.extend(hint);
                findings.push(finding);
                Target::Broken
            })
        });
        let targets = targets.collect();
        (targets, findings)
    }

    fn link(&self, here: &Here<'_>, dest: &str) -> Result<Target, Trouble> {
        if dest.is_empty() {
            return Err(nowhere());
        }
        if let Some(anchor) = dest.strip_prefix('#') {
            return self.here(here, anchor);
        }
        match dest.split_once(':').and_then(|(before, rest)| Some((scheme(before)?, rest))) {
            Some((scheme, rest)) => self.scheme(here, dest, &scheme, rest),
            None if dest.starts_with("//") => Err((
                Code::UnsafeLink,
                format!("the address `{dest}` does not say how it is reached"),
                Some(format!("write `https:{dest}`")),
            )),
            None => self.file(here, dest),
        }
    }

    fn picture(&self, here: &Here<'_>, dest: &str) -> Result<Target, Trouble> {
        if dest.split_once(':').is_some_and(|(before, _)| scheme(before).is_some()) || dest.starts_with("//") {
            return Err((
                Code::UnsafeLink,
                format!("the picture `{dest}` lies outside the site"),
                Some("copy the picture into the project: a page must not load anything from elsewhere".into()),
            ));
        }
        match self.file(here, dest)? {
            asset @ Target::Asset(_) => Ok(asset),
            Target::Broken => Ok(Target::Broken),
            _ => Err(broken(format!("`{dest}` is not a picture"), Some("take the `!` away: a link has none".into()))),
        }
    }

    fn here(&self, here: &Here<'_>, anchor: &str) -> Result<Target, Trouble> {
        if anchor.is_empty() {
            return Err(nowhere());
        }
        let anchor = decoded(anchor);
        match here.doc.has_anchor(&anchor) {
            true => Ok(Target::Here(anchor.into())),
            false => Err(no_anchor(&anchor, "this text", &[(here.lang, here.doc)])),
        }
    }

    fn scheme(&self, here: &Here<'_>, dest: &str, scheme: &str, rest: &str) -> Result<Target, Trouble> {
        match scheme {
            "entry" => {
                let (id, anchor) = split_anchor(rest);
                match self.entry(id)? {
                    Some(entry) => self.page(PageId::Entry(entry), here.lang, anchor),
                    None => Ok(Target::Broken),
                }
            }
            "contact" => self.directory.contact(rest).map(Target::Contact),
            "channel" => self.directory.channel(rest).map(Target::Channel),
            "law" => {
                let (id, article) = split_anchor(rest);
                let law = self.directory.law(id)?;
                Ok(Target::Law(law, article.map(Into::into)))
            }
            "term" => self.directory.term(rest).map(Target::Term),
            "municipality" => self.directory.municipality(rest).map(Target::Municipality),
            "topic" => self.topic(rest),
            "tel" if !is_dialable(rest) => Err(not_dialable(rest)),
            "http" | "https" if url::Url::parse(dest).is_err() => {
                Err(broken(format!("`{dest}` is not an address"), Some("check for spaces and missing letters".into())))
            }
            _ if SAFE_SCHEMES.contains(&scheme) => Ok(Target::Outside(dest.into())),
            _ => Err((
                Code::UnsafeLink,
                format!("an address that begins with `{scheme}:` is not published"),
                Some("addresses begin with `https:`, `mailto:` or `tel:`; a link to a file has no `:`".into()),
            )),
        }
    }

    /// The entry with this id; `None` where it is there, but could not be read.
    fn entry(&self, id: &str) -> Result<Option<usize>, Trouble> {
        match self.ids.get(id) {
            Some(Some(entry)) => Ok(Some(*entry)),
            Some(None) => Err((
                Code::UnknownId,
                format!("more than one entry is called `{id}`"),
                Some("write the section before it: `entry:guides/my-guide`".into()),
            )),
            None => match self.hidden.entries.get(id) {
                Some(Why::Unread) => Ok(None),
                Some(Why::Unpublished) => Err(unpublished(id)),
                None => Err(self.no_entry(id)),
            },
        }
    }

    /// An entry that there is not, with what it is called now, or the one that is alike.
    fn no_entry(&self, id: &str) -> Trouble {
        let moved = self.moved.iter().find(|(old, _)| *old == id || old.rsplit('/').next() == Some(id));
        let known = || self.ids.keys().map(String::as_str);
        let (code, message, near) = unknown("entry", id, known());
        let like = || alike(id, known().filter(|id| id.contains('/'))).map(|like| format!("did you mean `{like}`?"));
        (code, message, moved.map(|(old, new)| renamed(old, new)).or(near).or_else(like))
    }

    /// The entry that a training lists.
    pub fn handout(&self, id: &str) -> Result<usize, Trouble> {
        let could_not = || (Code::UnknownId, format!("the entry `{id}` could not be read"), None);
        self.entry(id)?.ok_or_else(could_not)
    }

    fn topic(&self, id: &str) -> Result<Target, Trouble> {
        let found = self.topics.get(id).map(|t| Target::Topic(*t));
        found.ok_or_else(|| unknown("topic", id, self.topics.keys().copied()))
    }

    fn file(&self, here: &Here<'_>, dest: &str) -> Result<Target, Trouble> {
        let (path, anchor) = split_anchor(dest);
        let path = decoded(path.split('?').next().unwrap_or(path));
        let Some(file) = here.file.resolve(&path) else {
            return Err((
                Code::BrokenLink,
                format!("`{dest}` leads out of the project"),
                Some("a link may lead to files of the project only".into()),
            ));
        };
        if let Some((page, lang)) = self.files.get(&file) {
            return self.page(*page, *lang, anchor);
        }
        if self.assets.contains_key(&file) {
            return Ok(Target::Asset(file));
        }
        match self.hidden.files.get(&file) {
            Some(Why::Unread) => Ok(Target::Broken),
            Some(Why::Unpublished) => Err(unpublished(dest)),
            None => Err(broken(format!("there is no file `{dest}`"), self.file_hint(here, &file, &path))),
        }
    }

    /// What a writer may have meant by a file that does not exist.
    fn file_hint(&self, here: &Here<'_>, file: &SourcePath, path: &str) -> Option<String> {
        if path.starts_with("www.") {
            return Some(format!("a site's address begins with `https://`: `https://{path}`"));
        }
        if let Some((old, new)) = entry_id(file).and_then(|id| self.moved.get_key_value(&id)) {
            return Some(renamed(old, new));
        }
        let known = || self.files.keys().chain(self.assets.keys()).map(SourcePath::as_str);
        let Some(near) = nearest(file.as_str(), known()).or_else(|| self.alike_file(file)) else {
            return Some("name the file as seen from this one, or the entry: `entry:my-guide`".into());
        };
        let from = here.file.folder();
        let shown = near
            .strip_prefix(from)
            .and_then(|r| r.strip_prefix('/'))
            .map_or_else(|| near.strip_prefix("content").unwrap_or(near).to_owned(), str::to_owned);
        Some(format!("did you mean `{shown}`?"))
    }

    /// The text of the same language whose entry has a name that is alike.
    fn alike_file(&self, file: &SourcePath) -> Option<&str> {
        let wanted = entry_id(file)?;
        let ids = self.ids.keys().map(String::as_str).filter(|id| id.contains('/'));
        let entry = self.ids[alike(&wanted, ids)?]?;
        let texts = self.files.iter().filter(|(_, (page, _))| *page == PageId::Entry(entry));
        let ending = |name: &str| name.rsplit('.').nth(1).map(str::to_owned);
        texts.map(|(f, _)| f).find(|f| ending(f.name()) == ending(file.name())).map(SourcePath::as_str)
    }

    fn page(&self, page: PageId, lang: Lang, anchor: Option<&str>) -> Result<Target, Trouble> {
        let Some(anchor) = anchor.map(decoded) else { return Ok(Target::Page(page, None)) };
        let texts = (self.texts)(page);
        let own_first = texts.iter().filter(|(l, _)| *l == lang).chain(texts.iter());
        match own_first.into_iter().find(|(_, doc)| doc.has_anchor(&anchor)) {
            Some((lang, _)) => Ok(Target::Page(page, Some(Box::new(Anchor { id: anchor.into(), lang: *lang })))),
            None => Err(no_anchor(&anchor, "the page it leads to", &texts)),
        }
    }
}

fn split_anchor(dest: &str) -> (&str, Option<&str>) {
    dest.split_once('#').map_or((dest, None), |(path, anchor)| (path, Some(anchor).filter(|a| !a.is_empty())))
}

/// What stands before a colon as the scheme of an address, in small letters, if it is one. White space and control
/// characters inside it are ignored by browsers, so they are left out here.
fn scheme(text: &str) -> Option<String> {
    let plain = text.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    let plain: String = plain.map(|c| c.to_ascii_lowercase()).collect();
    let sound = plain.starts_with(|c: char| c.is_ascii_alphabetic())
        && plain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    sound.then_some(plain)
}

/// `%20` and its like worked out.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u8::from_str_radix(h, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The id in `reader`'s text of the place that `anchor` names: the same id, or the heading that stands at the same
/// place where both texts are built alike; `None` where they are not, so that the link leads to the top of the page.
pub fn anchor_in(anchor: &Anchor, of: &Versions, reader: &Doc) -> Option<String> {
    if reader.has_anchor(&anchor.id) {
        return Some(anchor.id.to_string());
    }
    let written = &of.get(anchor.lang)?.doc;
    let levels = |doc: &Doc| doc.headings().iter().map(|h| h.level).collect::<Vec<_>>();
    if levels(written) != levels(reader) {
        return None;
    }
    let place = written.headings().iter().position(|h| written.str(h.id) == &*anchor.id)?;
    Some(reader.str(reader.headings()[place].id).to_owned())
}
