//! The lists of shelves: what stands on one, in groups and in order, cut into pages where it is long.

use super::super::catalogue::{CITED_PAGE_SIZE, shelf_pages};
use super::super::marks;
use super::super::renderer::Renderer;
use super::super::view::{ContactView, GroupView, LinkView, ListView, Shared, Text};
use super::directory::{channel, law, term};
use super::{link, place};
use crate::base::OutPath;
use crate::model::{EditionId, Shelf, list_page};
use crate::source::data::ContactKind;
use serde::Serialize;
use tera::Value;

/// One page of a shelf's list.
pub struct ShelfPage {
    /// The groups of this page.
    pub groups: Value,
    /// Which page it is; its items are in the groups.
    pub list: ListView,
    /// Of a list on several pages: its groups, on whichever page they begin.
    pub jumps: Vec<LinkView>,
}

/// Page `page` of the list of a shelf.
pub fn shelf_list(renderer: &Renderer, edition: EditionId, shelf: Shelf, page: usize) -> ShelfPage {
    let site = &renderer.site;
    let directory = &site.directory;
    let pages = shelf_pages(site, edition, shelf).max(1);
    let at = At { first: site.addresses[edition].list(shelf), page, pages };
    // A list on several pages is found one's way in by letters.
    let is_long = pages > 1;
    match shelf {
        Shelf::Contacts => cut(by_kind(renderer, edition), &at),
        Shelf::Municipalities => cut(letters(renderer, edition, place::places(renderer, edition), |p| &p.name), &at),
        Shelf::Channels => {
            cut(vec![whole((0..directory.channels.len()).map(|i| channel(renderer, edition, i)).collect())], &at)
        }
        Shelf::Laws => {
            let laws = (0..directory.laws.len()).map(|i| law(renderer, edition, i)).collect();
            let laws = sorted(renderer, edition, laws, |v| &v.name);
            cut(if is_long { letters(renderer, edition, laws, |v| &v.name) } else { vec![whole(laws)] }, &at)
        }
        Shelf::Glossary => {
            let terms = site.lists[edition].terms.iter().map(|i| term(renderer, edition, *i)).collect();
            cut(if is_long { letters(renderer, edition, terms, |v| &v.term) } else { vec![whole(terms)] }, &at)
        }
        Shelf::Topics => {
            let topics = sorted(renderer, edition, super::site::topics(renderer, edition), |v| &v.title);
            cut(if is_long { letters(renderer, edition, topics, |v| &v.title) } else { vec![whole(topics)] }, &at)
        }
    }
}

/// The texts that cite a law: those of page `page`, and which page that is.
pub fn cited_by(renderer: &Renderer, edition: EditionId, law: usize, page: usize) -> (Vec<LinkView>, ListView) {
    let site = &renderer.site;
    let entries = &site.lists[edition].laws[law];
    let first = site.addresses[edition].on_shelf(Shelf::Laws, &site.directory.laws[law].id.value);
    let at = At { first, page, pages: entries.len().div_ceil(CITED_PAGE_SIZE).max(1) };
    let links = entries.iter().skip((page - 1) * CITED_PAGE_SIZE).take(CITED_PAGE_SIZE).filter_map(|id| {
        let title = site.entries[*id].title(site, &site.editions[edition])?;
        Some(link(marks::text(site, title), site.addresses[edition].entry(*id)?))
    });
    (links.collect(), at.list(entries.len()))
}

/// Which page of which list.
struct At {
    first: OutPath,
    page: usize,
    pages: usize,
}

impl At {
    fn address(&self, page: usize) -> String {
        list_page(&self.first, page).address().to_owned()
    }

    fn list(&self, total: usize) -> ListView {
        ListView {
            page: self.page,
            pages: self.pages,
            previous: (self.page > 1).then(|| self.address(self.page - 1)),
            next: (self.page < self.pages).then(|| self.address(self.page + 1)),
            total,
            ..ListView::default()
        }
    }
}

/// The part of a list that stands on a page. All pages are equally long; a group may go on on the next one.
fn cut<T: Serialize>(groups: Vec<GroupView<T>>, at: &At) -> ShelfPage {
    let total = groups.iter().map(|group| group.items.len()).sum::<usize>();
    let size = total.div_ceil(at.pages).max(1);
    let (from, to) = ((at.page - 1) * size, at.page * size);
    let (mut shown, mut jumps, mut begin) = (Vec::new(), Vec::new(), 0);
    for group in groups.into_iter().filter(|group| !group.items.is_empty()) {
        let end = begin + group.items.len();
        if !group.title.text.is_empty() {
            let path = format!("{}#{}", at.address(1 + begin / size), group.id);
            jumps.push(LinkView { title: group.title.clone(), path });
        }
        if begin < to && end > from {
            let items = group.items.into_iter().skip(from.saturating_sub(begin)).take(to - from.max(begin));
            shown.push(GroupView { items: items.collect(), title: group.title, id: group.id });
        }
        begin = end;
    }
    if at.pages < 2 {
        jumps.clear();
    }
    ShelfPage { groups: Value::from_serializable(&shown), list: at.list(total), jumps }
}

/// A list without groups.
fn whole<T>(items: Vec<T>) -> GroupView<T> {
    GroupView { title: Text::default(), id: String::new(), items }
}

/// In the order of the reader's alphabet.
fn sorted<T>(renderer: &Renderer, edition: EditionId, mut items: Vec<T>, by: impl Fn(&T) -> &Text) -> Vec<T> {
    let cldr = &renderer.site.editions[edition].cldr;
    items.sort_by_cached_key(|item| cldr.sort_key(&by(item).text));
    items
}

/// What is in the order of the reader's alphabet, under its letters.
fn letters<T>(renderer: &Renderer, edition: EditionId, items: Vec<T>, by: impl Fn(&T) -> &Text) -> Vec<GroupView<T>> {
    let cldr = &renderer.site.editions[edition].cldr;
    let mut groups: Vec<GroupView<T>> = Vec::new();
    for item in items {
        let letter = cldr.first_letter(&by(&item).text);
        match groups.last_mut().filter(|g| g.title.text == letter) {
            Some(group) => group.items.push(item),
            None => {
                let id = format!("g-letter-{}", groups.len() + 1);
                let title = Text { text: letter, ..by(&item).clone() };
                groups.push(GroupView { title, id, items: vec![item] });
            }
        }
    }
    groups
}

/// All contacts in the order of their list and their files: the most urgent kind first, each by the reader's alphabet.
pub fn contacts_in_order(renderer: &Renderer, edition: EditionId) -> Vec<usize> {
    let contacts = &renderer.site.directory.contacts;
    let cldr = &renderer.site.editions[edition].cldr;
    let rank = |kind: ContactKind| ContactKind::ALL.into_iter().position(|k| k == kind);
    let mut order: Vec<usize> = (0..contacts.len()).collect();
    order.sort_by_cached_key(|c| {
        let (kind, view) = (contacts[*c].value.kind, renderer.contact(edition, *c));
        // 112 first: here the number is the name.
        let number = view.phones.first().filter(|_| kind == ContactKind::Emergency).map(|p| p.text.clone());
        (rank(kind), number, cldr.sort_key(&view.name.text))
    });
    order
}

/// All contacts by their kinds; a kind without any is there, too.
fn by_kind(renderer: &Renderer, edition: EditionId) -> Vec<GroupView<Shared<ContactView>>> {
    let contacts = &renderer.site.directory.contacts;
    let order = renderer.contacts_in_order(edition);
    let group = |kind: ContactKind| GroupView {
        title: renderer.text(edition, &format!("contact-kind-{}", kind.word()), &[]),
        id: format!("g-{}", kind.word()),
        items: order
            .iter()
            .filter(|c| contacts[**c].value.kind == kind)
            .map(|c| renderer.contact(edition, *c).clone())
            .collect(),
    };
    ContactKind::ALL.into_iter().map(group).collect()
}
