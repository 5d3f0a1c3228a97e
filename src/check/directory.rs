//! Rules about the data as a whole: offices without a place, municipalities and answers of the finder that lead to
//! nobody, contacts that nobody has checked. What is true of many records is said once, with the first few of them.

use crate::base::{Code, Diagnostic, Lang, Place, few};
use crate::model::{Directory, Site};
use crate::source::data::{Channel, Contact, ContactKind, Municipality, Record};
use std::collections::BTreeMap;

/// Looks at all data.
pub fn check(site: &Site, diags: &mut Vec<Diagnostic>) {
    let directory = &site.directory;
    diags.extend(offices_without_municipality(directory));
    diags.extend(municipalities_without_report(directory));
    diags.extend(directory.channels.iter().filter(|c| !leads_on(directory, &c.value)).map(without_contact));
    diags.extend(directory.channels.iter().filter_map(half_in_finder));
    diags.extend(finder_gaps(directory));
    diags.extend(unverified_time_limits(directory));
    diags.extend(unchecked(directory));
    diags.extend(stale(site));
    duplicate_names(directory, diags);
}

fn place<T>(record: &Record<T>) -> Place {
    Place::at(&record.file, record.id.span)
}

/// The first few ids, and the place of the first; `None` where there are none.
fn listed<T>(records: &[&Record<T>]) -> Option<(Place, String)> {
    let ids: Vec<&str> = records.iter().map(|r| r.id.value.as_str()).collect();
    Some((place(records.first()?), few(&ids)))
}

/// An office that people go to stands somewhere. A site without municipalities cannot say where.
fn offices_without_municipality(directory: &Directory) -> impl Iterator<Item = Diagnostic> {
    let stands = |kind: ContactKind| {
        matches!(kind, ContactKind::Ombudsperson | ContactKind::HumanRightsUnit | ContactKind::Municipality)
    };
    let asked = !directory.municipalities.is_empty();
    let contacts = directory.contacts.iter().filter(move |_| asked);
    contacts.filter(move |c| stands(c.value.kind) && c.value.municipality.is_none()).map(|contact| {
        let message = format!("the office `{}` does not say in which municipality it stands", contact.id.value);
        Diagnostic::new(Code::OfficeWithoutMunicipality, place(contact), message)
            .hint("add `municipality:` with an id of `content/municipalities.yaml`, so that people there find it")
    })
}

fn municipalities_without_report(directory: &Directory) -> Option<Diagnostic> {
    let all = directory.municipalities.iter();
    let left: Vec<&Record<Municipality>> = all.filter(|m| !takes_reports(directory, m)).collect();
    let (place, ids) = listed(&left)?;
    let message = match left.len() {
        1 => format!("nobody takes a report from the municipality {ids}"),
        n => format!("nobody takes a report from {n} municipalities: {ids}"),
    };
    Some(
        Diagnostic::new(Code::MunicipalityWithoutReport, place, message).hint(
            "name an office of the Ombudsperson (`ombudsperson:`) or a human-rights unit (`unit:`), by its contact",
        ),
    )
}

/// Whether a municipality names an office that takes reports, or one says that it serves the municipality.
fn takes_reports(directory: &Directory, municipality: &Record<Municipality>) -> bool {
    let mut named = municipality.value.ombudsperson.iter().chain(&municipality.value.unit);
    let is_it = |id: &str| id == municipality.id.value;
    let serves = |contact: &Contact| {
        matches!(contact.kind, ContactKind::Ombudsperson | ContactKind::HumanRightsUnit)
            && contact.municipality.iter().chain(&contact.serves).any(|m| is_it(&m.value))
    };
    named.any(|id| directory.contact(&id.value).is_ok()) || directory.contacts.iter().any(|c| serves(&c.value))
}

/// Whether a reader who is sent to a channel can do something: reach somebody, or read how it is done. An employer and
/// a municipality's unit are different for every reader, so such a channel has no contact but says how.
fn leads_on(directory: &Directory, channel: &Channel) -> bool {
    let mut contacts = channel.contacts.iter().filter_map(|id| directory.contact(&id.value).ok());
    !channel.how.is_empty() || contacts.any(|contact| directory.contacts[contact].value.has_way())
}

fn without_contact(channel: &Record<Channel>) -> Diagnostic {
    let message = format!("the channel `{}` leads to nobody", channel.id.value);
    Diagnostic::new(Code::ChannelWithoutContact, place(channel), message)
        .hint("name contacts that have a number, an address, an e-mail address or a website")
        .hint("or say under `how:` how a report is made, where the contact is another one for every reader")
}

/// A channel that answers only one of the two questions of the finder is never found.
fn half_in_finder(channel: &Record<Channel>) -> Option<Diagnostic> {
    let (said, lacks) = match (channel.value.happened.as_slice(), channel.value.by.as_slice()) {
        ([_, ..], []) => ("happened", "by"),
        ([], [_, ..]) => ("by", "happened"),
        _ => return None,
    };
    let message = format!("\"find a way to report\" never leads to the channel `{}`", channel.id.value);
    Some(
        Diagnostic::new(Code::FinderGap, place(channel), message)
            .hint(format!("beside `{said}:` it needs `{lacks}:`; without both it stands in the list of channels only")),
    )
}

/// Answers of the finder for which there are channels, but none that leads on.
fn finder_gaps(directory: &Directory) -> Option<Diagnostic> {
    let mut first = None;
    let mut gaps = Vec::new();
    for happened in Channel::HAPPENED {
        for by in Channel::BY {
            let takes = |c: &&Record<Channel>| c.value.takes(happened, by);
            let mut channels = directory.channels.iter().filter(takes).peekable();
            let Some(nearest) = channels.peek().copied() else { continue };
            if !channels.any(|c| leads_on(directory, &c.value)) {
                first.get_or_insert(nearest);
                gaps.push(format!("{happened} + {by}"));
            }
        }
    }
    let message = match gaps.len() {
        1 => format!("an answer of \"find a way to report\" leads to nobody: {}", few(&gaps)),
        n => format!("{n} answers of \"find a way to report\" lead to nobody: {}", few(&gaps)),
    };
    Some(
        Diagnostic::new(Code::FinderGap, place(first?), message)
            .hint("give this channel a contact or `how:`, or let another one take these cases too"),
    )
}

fn unverified_time_limits(directory: &Directory) -> Option<Diagnostic> {
    let unverified = |c: &&Record<Channel>| c.value.time_limit.as_ref().is_some_and(|l| l.verified.is_none());
    let left: Vec<&Record<Channel>> = directory.channels.iter().filter(unverified).collect();
    let (place, ids) = listed(&left)?;
    let message = match left.len() {
        1 => format!("nobody has verified the time limit of {ids}"),
        n => format!("nobody has verified the time limits of {n} channels: {ids}"),
    };
    Some(
        Diagnostic::new(Code::UnverifiedTimeLimits, place, message).hint(
            "readers are told to ask the office, until whoever has verified one fills in the day under `verified:`",
        ),
    )
}

fn unchecked(directory: &Directory) -> Option<Diagnostic> {
    let all = &directory.contacts;
    let left: Vec<&Record<Contact>> = all.iter().filter(|c| c.care.checked.is_none()).collect();
    let (place, ids) = listed(&left)?;
    let message = format!("nobody has checked {} of {} contacts: {ids}", left.len(), all.len());
    Some(
        Diagnostic::new(Code::UncheckedContacts, place, message)
            .hint("readers see so beside each, until whoever has asked there fills in the day under `checked:`"),
    )
}

fn stale(site: &Site) -> Option<Diagnostic> {
    let all = &site.directory.contacts;
    let left: Vec<&Record<Contact>> = all.iter().filter(|c| site.is_stale(&c.care)).collect();
    let (place, ids) = listed(&left)?;
    let days = site.config.stale_after_days;
    let was = if left.len() == 1 { "was" } else { "were" };
    let message = format!("{} of {} contacts {was} checked more than {days} days ago: {ids}", left.len(), all.len());
    Some(
        Diagnostic::new(Code::StaleContacts, place, message)
            .hint("ask there again, correct what has changed, and put the day under `checked:`")
            .hint("how many days are too many is `stale_after_days` under `contacts:` in `guidepost.yaml`"),
    )
}

/// Contacts of one kind that nobody can tell apart in a list; said once for two contacts, in the first language.
fn duplicate_names(directory: &Directory, diags: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(ContactKind, Option<Lang>, String), &Record<Contact>> = BTreeMap::new();
    for contact in &directory.contacts {
        let mut told = false;
        for (lang, name) in contact.value.names.all() {
            let key = (contact.value.kind, lang, name.to_lowercase());
            match seen.get(&key) {
                Some(first) if !told => {
                    diags.push(duplicate_name(first, contact, name));
                    told = true;
                }
                Some(_) => {}
                None => {
                    seen.insert(key, contact);
                }
            }
        }
    }
}

fn duplicate_name(first: &Record<Contact>, second: &Record<Contact>, name: &str) -> Diagnostic {
    let message = format!("`{}` and `{}` are both called `{name}`", first.id.value, second.id.value);
    Diagnostic::new(Code::DuplicateName, Place::at(&second.file, second.value.names.span), message)
        .also(Place::at(&first.file, first.value.names.span), "the other one")
        .hint("say in the names what tells the two apart, such as the town")
}
