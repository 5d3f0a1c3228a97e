//! What machines read about the whole site: sitemaps (sitemaps.org 0.9), `robots.txt` (RFC 9309), `security.txt`
//! (RFC 9116).

use super::catalogue::{SITEMAP_SIZE, TOPIC_PAGE_SIZE, has_offline, offline_path, shelf_pages};
use super::xml::escape;
use crate::base::{Date, OutPath};
use crate::model::{EditionId, Shelf, Site, home, list_page};
use crate::source::config::Security;
use std::fmt::Write;

/// The file of part `part` (from 0) of an edition's sitemap.
pub fn path(folder: &str, part: usize) -> OutPath {
    match part {
        0 => OutPath::new(format!("{folder}/sitemap.xml")),
        n => OutPath::new(format!("{folder}/sitemap-{}.xml", n + 1)),
    }
}

/// How many sitemaps an edition needs.
pub fn parts(site: &Site, edition: EditionId) -> usize {
    pages(site, edition).count().div_ceil(SITEMAP_SIZE)
}

/// Every page of an edition that search engines may know: what is lent from another language is known there.
fn pages(site: &Site, edition: EditionId) -> impl Iterator<Item = (OutPath, Option<Date>)> {
    let own = &site.editions[edition];
    let addresses = &site.addresses[edition];
    let lists = &site.lists[edition];
    let sections = lists.sections.iter().enumerate().filter_map(|(s, list)| {
        let first = addresses.section(s)?.clone();
        let pages = list.len().div_ceil(site.sections[s].config.page_size).max(1);
        Some((1..=pages).map(move |n| (list_page(&first, n), None)))
    });
    let entries = site.entries.iter().enumerate().filter_map(|(i, entry)| {
        let localized = entry.localize(own).filter(|l| !l.is_borrowed())?;
        let _ = localized;
        Some((addresses.entry(i)?.clone(), entry.common.updated.or(entry.common.date)))
    });
    let topics = lists.topics.iter().enumerate().flat_map(move |(t, list)| {
        let first = addresses.topic(t);
        (1..=list.len().div_ceil(TOPIC_PAGE_SIZE)).map(move |n| (list_page(&first, n), None))
    });
    let shelves = Shelf::ALL.into_iter().flat_map(move |shelf| {
        let first = addresses.list(shelf);
        (1..=shelf_pages(site, edition, shelf)).map(move |n| (list_page(&first, n), None))
    });
    let offline = has_offline(site, edition).then(|| (offline_path(addresses), None));
    let directory = &site.directory;
    let things = directory
        .contacts
        .iter()
        .map(|r| (Shelf::Contacts, &r.id.value))
        .chain(directory.channels.iter().map(|r| (Shelf::Channels, &r.id.value)))
        .chain(directory.municipalities.iter().map(|r| (Shelf::Municipalities, &r.id.value)))
        .chain(directory.laws.iter().map(|r| (Shelf::Laws, &r.id.value)))
        .map(|(shelf, id)| (addresses.on_shelf(shelf, id), None));
    let report = super::catalogue::report_steps(site).into_iter().map(|step| (step.path(addresses), None));
    std::iter::once((home(own), None))
        .chain(report)
        .chain(sections.flatten())
        .chain(entries)
        .chain(shelves)
        .chain(things)
        .chain(topics)
        .chain(offline)
}

/// A sitemap of an edition.
pub fn sitemap(site: &Site, edition: EditionId, part: usize) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (path, date) in pages(site, edition).skip(part * SITEMAP_SIZE).take(SITEMAP_SIZE) {
        out.push_str("<url><loc>");
        escape(&mut out, &absolute(site, &path));
        out.push_str("</loc>");
        if let Some(date) = date {
            // Writing to a String cannot fail.
            let _ = write!(out, "<lastmod>{date}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// The whole address of a page, percent-encoded where it must be.
fn absolute(site: &Site, path: &OutPath) -> String {
    let address = format!("{}{}", site.base_url, path.address());
    url::Url::parse(&address).map_or(address, |u| u.to_string())
}

/// The index of all sitemaps.
pub fn index(site: &Site) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (e, edition) in site.editions.iter().enumerate() {
        for part in 0..parts(site, e) {
            out.push_str("<sitemap><loc>");
            escape(&mut out, &absolute(site, &path(&edition.folder, part)));
            out.push_str("</loc></sitemap>\n");
        }
    }
    out.push_str("</sitemapindex>\n");
    out
}

/// `robots.txt`.
pub fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.base_url)
}

/// `security.txt`.
pub fn security(site: &Site, security: &Security) -> String {
    let languages: Vec<&str> = site.editions.iter().map(|e| e.lang.as_str()).collect();
    format!(
        "Contact: {}\nExpires: {}T00:00:00.000Z\nPreferred-Languages: {}\nCanonical: {}.well-known/security.txt\n",
        security.contact,
        security.expires,
        languages.join(", "),
        site.base_url
    )
}
