//! The search page and its A–Z list: the way to everything for readers without script, and for those who do not know
//! what to type.

use super::super::marks;
use super::super::recipe::{SearchPage, SearchPart};
use super::super::renderer::Renderer;
use super::super::view::{AzView, GroupView, LinkView, SearchView, Text};
use super::found::{Found, findable, found_at, found_kind};
use crate::model::{EditionId, Site};

/// How many links a page of the list has at most: few enough for 13 kB, frame included.
const AZ_SIZE: usize = 220;

/// A line of the A–Z list.
#[derive(Debug, Clone)]
pub struct AzRow {
    /// The heading it stands under.
    pub letter: Text,
    /// What it shows.
    pub view: AzView,
    found: Found,
}

/// The list of a part, by the reader's alphabet.
pub fn az(renderer: &Renderer, edition: EditionId, part: SearchPart) -> Vec<AzRow> {
    let site = &renderer.site;
    let cldr = &site.editions[edition].cldr;
    let mut rows: Vec<AzRow> = findable(site, edition, part)
        .into_iter()
        .map(|found| {
            let (title, path) = found_at(renderer, edition, found);
            let view = AzView { title: marks::text(site, title), path, kind: Text::default() };
            AzRow { letter: Text::default(), view, found }
        })
        .collect();
    let places = &site.lists[edition].title_place;
    rows.sort_by(|a, b| {
        let (one, other) = (&a.view.title.text, &b.view.title.text);
        let by_title = match (a.found, b.found) {
            // Their order is known, and nearly all are entries.
            (Found::Entry(a), Found::Entry(b)) if one != other => places[a].cmp(&places[b]),
            _ => cldr.compare(one, other),
        };
        by_title.then_with(|| a.view.path.cmp(&b.view.path))
    });
    // Two links of one name must not lead to different pages without a word.
    for i in 0..rows.len() {
        let same = |other: Option<&AzRow>| other.is_some_and(|o| o.view.title.text == rows[i].view.title.text);
        if same(i.checked_sub(1).map(|before| &rows[before])) || same(rows.get(i + 1)) {
            rows[i].view.kind = marks::text(site, found_kind(renderer, edition, rows[i].found));
        }
    }
    for i in 0..rows.len() {
        // The first word decides, and many titles begin alike.
        let known = i.checked_sub(1).filter(|before| first_word(&rows[*before]) == first_word(&rows[i]));
        rows[i].letter.text = match known {
            Some(before) => rows[before].letter.text.clone(),
            None => cldr.first_letter(&rows[i].view.title.text),
        };
    }
    // A letter over nothing but lent titles is of their language.
    for group in rows.chunk_by_mut(|a, b| a.letter.text == b.letter.text) {
        let attrs = group[0].view.title.attrs.clone();
        if group.iter().all(|row| !row.view.title.attrs.is_empty()) {
            group.iter_mut().for_each(|row| row.letter.attrs.clone_from(&attrs));
        }
    }
    rows
}

/// What stands before the first space of a title.
fn first_word(row: &AzRow) -> &str {
    row.view.title.text.split(' ').next().unwrap_or_default()
}

/// The pages of an edition's search.
pub fn search_pages(site: &Site, edition: EditionId) -> Vec<SearchPage> {
    let pages = |part| list_pages(part, findable(site, edition, part).len());
    let list = |part| (1..=pages(part)).map(move |n| SearchPage::List(part, n));
    let lists = list(SearchPart::Kept).chain(list(SearchPart::OnlineOnly));
    std::iter::once(SearchPage::Form).chain(lists).collect()
}

/// Whether an edition has a page of the search.
pub fn has_search_page(renderer: &Renderer, edition: EditionId, page: SearchPage) -> bool {
    match page {
        SearchPage::Form => true,
        SearchPage::List(part, n) => n <= list_pages(part, renderer.az(edition, part).len()),
    }
}

/// How many pages a list of so many lines has.
fn list_pages(part: SearchPart, lines: usize) -> usize {
    match (part, lines.div_ceil(AZ_SIZE)) {
        // A short list stands on the search page itself.
        (SearchPart::Kept, 1) => 0,
        (_, pages) => pages,
    }
}

/// A page of the search.
pub fn search(renderer: &Renderer, edition: EditionId, page: SearchPage) -> SearchView {
    let (part, number) = match page {
        SearchPage::Form => (SearchPart::Kept, 0),
        SearchPage::List(part, number) => (part, number),
    };
    let rows = renderer.az(edition, part);
    let addresses = &renderer.site.addresses[edition];
    let address = |page: SearchPage| page.path(addresses).address().to_owned();
    let pages = rows.len().div_ceil(AZ_SIZE);
    let at = |n: usize| address(SearchPage::List(part, n));
    let is_form = page == SearchPage::Form;
    let shown = match (is_form, pages) {
        (true, 0 | 1) => rows,
        (true, _) => &[],
        _ => rows.chunks(AZ_SIZE).nth(number - 1).unwrap_or_default(),
    };
    let has_online = !renderer.az(edition, SearchPart::OnlineOnly).is_empty();
    SearchView {
        is_form,
        letters: if shown.len() == rows.len() { Vec::new() } else { letters(rows, at) },
        groups: groups(shown, rows),
        page: number.max(1),
        pages: if is_form { 1 } else { pages },
        previous: (number > 1).then(|| at(number - 1)),
        next: (!is_form && number < pages).then(|| at(number + 1)),
        online: (is_form && has_online).then(|| address(SearchPage::List(SearchPart::OnlineOnly, 1))),
        is_online: part == SearchPart::OnlineOnly,
    }
}

/// The id of a letter's heading: its number among the letters of the whole list.
fn ids(rows: &[AzRow]) -> impl Iterator<Item = (String, usize, &AzRow)> {
    let mut letter = 0;
    rows.iter().enumerate().filter_map(move |(i, row)| {
        let new = i == 0 || rows[i - 1].letter != row.letter;
        letter += usize::from(new);
        new.then(|| (format!("g-az{letter}"), i, row))
    })
}

/// Every letter, with the page and place where it begins.
fn letters(rows: &[AzRow], at: impl Fn(usize) -> String) -> Vec<LinkView> {
    let letter = |(id, i, row): (String, usize, &AzRow)| LinkView {
        title: row.letter.clone(),
        path: format!("{}#{id}", at(i / AZ_SIZE + 1)),
    };
    ids(rows).map(letter).collect()
}

/// The lines of one page, by letter.
fn groups(shown: &[AzRow], rows: &[AzRow]) -> Vec<GroupView<AzView>> {
    let same = |a: &AzRow, b: &AzRow| a.letter == b.letter;
    let id = |letter: &Text| ids(rows).find(|(_, _, row)| row.letter == *letter).map(|(id, _, _)| id);
    shown
        .chunk_by(same)
        .map(|rows| GroupView {
            title: rows[0].letter.clone(),
            id: id(&rows[0].letter).unwrap_or_default(),
            items: rows.iter().map(|row| row.view.clone()).collect(),
        })
        .collect()
}
