//! Contacts, channels, laws and terms as cards and pages show them.

use super::super::marks;
use super::super::recipe::ContactsFile;
use super::super::renderer::Renderer;
use super::super::view::{
    ArticleView, ChannelView, ContactView, LawView, NoticeView, PhoneView, Shared, TermView, Text,
};
use super::{date, name, place};
use crate::base::{Lang, Phone};
use crate::model::{EditionId, Shelf};
use crate::source::Names;
use crate::source::data::{Contact, LawStatus};
use serde_json::json;

/// A contact.
pub fn contact(renderer: &Renderer, edition: EditionId, index: usize) -> ContactView {
    let site = &renderer.site;
    let record = &site.directory.contacts[index];
    let contact = &record.value;
    let say = |names: &Names| name(renderer, edition, names);
    let path = site.addresses[edition].on_shelf(Shelf::Contacts, &record.id.value);
    let own_name = say(&contact.names);
    let website = contact.website.as_ref().map(|w| with_scheme(&w.value));
    ContactView {
        id: record.id.value.clone(),
        kind: contact.kind.word().to_owned(),
        phones: phones(contact, &own_name, path.address()),
        name: own_name,
        short: say(&contact.short),
        what: say(&contact.what),
        path: path.address().to_owned(),
        email: contact.email.as_ref().map(|e| e.value.clone()),
        website_text: website.as_deref().map(readable),
        website,
        address: say(&contact.address),
        municipality: contact.municipality.as_ref().and_then(|m| place::municipality_link(renderer, edition, &m.value)),
        languages: contact.languages.iter().map(|l| language(renderer, edition, l.value)).collect(),
        hours: say(&contact.hours),
        accessibility: say(&contact.accessibility),
        checked: record.care.checked.map(|d| date(renderer, edition, d)),
        stale: site.is_stale(&record.care),
        vcard: site
            .directory
            .can_be_saved(index)
            .then(|| ContactsFile::Card(index).path(site, edition).address().to_owned()),
        correction: site
            .config
            .corrections_email
            .as_ref()
            .map(|email| format!("mailto:{email}?subject={}", record.id.value)),
    }
}

/// All numbers of a contact, emergency and free ones first.
fn phones(contact: &Contact, name: &Text, path: &str) -> Vec<PhoneView> {
    let emergency = contact.emergency.iter().filter_map(|p| Phone::emergency(&p.value).ok());
    let free = contact.free_lines.iter().filter_map(|p| Phone::free_line(&p.value).ok());
    let numbers = contact.phones.iter().filter_map(|p| Phone::number(&p.value).ok());
    let view = |phone: Phone| PhoneView {
        href: phone.href(),
        text: phone.shown,
        free: phone.free,
        name: name.clone(),
        path: path.to_owned(),
    };
    emergency.chain(free).chain(numbers).map(view).collect()
}

/// The name of a language in the reader's language, else in itself.
pub(super) fn language(renderer: &Renderer, edition: EditionId, lang: Lang) -> Text {
    let key = format!("language-{}", lang.language());
    let found = renderer.string(edition, &key, &[]);
    match found.text == key {
        true => Text { text: lang.to_string(), ..Text::default() },
        false => marks::text(&renderer.site, found),
    }
}

pub(super) fn with_scheme(address: &str) -> String {
    if address.contains("://") { address.to_owned() } else { format!("https://{address}") }
}

/// An address without scheme and slash at its end, to be read.
pub(super) fn readable(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    bare.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// A channel.
pub fn channel(renderer: &Renderer, edition: EditionId, index: usize) -> ChannelView {
    let site = &renderer.site;
    let record = &site.directory.channels[index];
    let channel = &record.value;
    let say = |names: &Names| name(renderer, edition, names);
    let limit = channel.time_limit.as_ref();
    let contacts = channel
        .contacts
        .iter()
        .filter_map(|c| site.directory.contact(&c.value).ok())
        .map(|c| renderer.contact(edition, c).clone())
        .collect::<Vec<_>>();
    ChannelView {
        id: record.id.value.clone(),
        name: say(&channel.names),
        what: say(&channel.what),
        path: site.addresses[edition].on_shelf(Shelf::Channels, &record.id.value).address().to_owned(),
        how: say(&channel.how),
        bring: channel.bring.iter().map(say).collect(),
        steps: channel.steps.iter().map(say).collect(),
        cost: say(&channel.cost),
        cannot: say(&channel.cannot),
        time_limit: limit.filter(|l| l.verified.is_some()).map(|l| say(&l.text)),
        ask_time_limit: limit.is_some_and(|l| l.verified.is_none()),
        languages: channel.languages.iter().map(|l| language(renderer, edition, l.value)).collect(),
        anonymous: channel.anonymous,
        phones: each_once(&contacts),
        contacts,
    }
}

/// The numbers of several contacts, each once, in their order.
fn each_once(contacts: &[Shared<ContactView>]) -> Vec<PhoneView> {
    let mut phones: Vec<PhoneView> = Vec::new();
    for phone in contacts.iter().flat_map(|c| &c.phones) {
        if phones.iter().all(|p| p.href != phone.href) {
            phones.push(phone.clone());
        }
    }
    phones
}

/// A law, without the texts that cite it: only its page shows them.
pub fn law(renderer: &Renderer, edition: EditionId, index: usize) -> LawView {
    let site = &renderer.site;
    let record = &site.directory.laws[index];
    let law = &record.value;
    let say = |names: &Names| name(renderer, edition, names);
    let articles = law.articles.iter().map(|(number, text)| ArticleView {
        number: number.value.clone(),
        id: format!("article-{}", number.value),
        text: say(text),
    });
    let repealed =
        NoticeView { kind: "law".to_owned(), text: renderer.text(edition, "notice-repealed", &[]), link: None };
    LawView {
        id: record.id.value.clone(),
        name: say(&law.names),
        short: say(&law.short),
        path: site.addresses[edition].on_shelf(Shelf::Laws, &record.id.value).address().to_owned(),
        gazette: say(&law.gazette),
        gazette_url: law.gazette_url.as_ref().map(|u| u.value.clone()),
        date: law.date.map(|d| date(renderer, edition, d)),
        status: if law.is_over(site.today) { LawStatus::Repealed } else { law.status }.word().to_owned(),
        notices: Vec::from_iter(law.is_over(site.today).then_some(repealed)),
        articles: articles.collect(),
        cited_by: Vec::new(),
    }
}

/// A term of the glossary.
pub(super) fn term(renderer: &Renderer, edition: EditionId, index: usize) -> TermView {
    let record = &renderer.site.directory.glossary[index];
    TermView {
        id: record.id.value.clone(),
        term: name(renderer, edition, &record.value.terms),
        abbreviation: name(renderer, edition, &record.value.abbreviation),
        meaning: name(renderer, edition, &record.value.meaning),
    }
}

/// The contact for search engines (schema.org), as the text of a `script` element.
pub fn json_ld(view: &ContactView, base_url: &str) -> String {
    let kind = if view.kind == "organisation" { "NGO" } else { "GovernmentOffice" };
    let absent = |t: &Text| Some(t.text.clone()).filter(|t| !t.is_empty());
    let points: Vec<_> = view
        .phones
        .iter()
        .map(|p| json!({ "@type": "ContactPoint", "telephone": p.href.trim_start_matches("tel:") }))
        .collect();
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": kind,
        "name": view.name.text,
        "description": absent(&view.what),
        "url": view.website.clone().unwrap_or_else(|| format!("{base_url}{}", view.path)),
        "email": view.email,
        "address": absent(&view.address),
        "contactPoint": points,
    });
    if let Some(map) = value.as_object_mut() {
        map.retain(|_, v| !v.is_null() && v.as_array().is_none_or(|a| !a.is_empty()));
    }
    // A `</script>` inside a text must not end the element.
    value.to_string().replace('<', "\\u003c")
}
