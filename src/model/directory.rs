//! Contacts, channels, municipalities, laws and terms, found by id; what must not be published is refused here, so
//! that no later floor can print it.

use super::trouble::{Trouble, unknown};
use crate::base::{Code, Diagnostic, Phone, PhoneError, Place};
use crate::source::At;
use crate::source::data::{Channel, Contact, Data, GlossaryTerm, Law, Municipality, Record, Region};
use std::collections::BTreeMap;

/// All data that may be published, by id.
#[derive(Debug, Default)]
pub struct Directory {
    /// Contacts.
    pub contacts: Vec<Record<Contact>>,
    /// Channels, in the order of lists.
    pub channels: Vec<Record<Channel>>,
    /// Municipalities.
    pub municipalities: Vec<Record<Municipality>>,
    /// Laws.
    pub laws: Vec<Record<Law>>,
    /// Terms.
    pub glossary: Vec<Record<GlossaryTerm>>,
    /// Regions.
    pub regions: Vec<Region>,
    ids: [BTreeMap<String, usize>; 5],
    withheld: [BTreeMap<String, ()>; 5],
}

/// The ids of all things that can be linked to, and of those that are withheld.
pub type Ids = ([BTreeMap<String, usize>; 5], [BTreeMap<String, ()>; 5]);

const CONTACT: usize = 0;
const CHANNEL: usize = 1;
const MUNICIPALITY: usize = 2;
const LAW: usize = 3;
const TERM: usize = 4;

impl Directory {
    /// All ids.
    pub fn ids(&self) -> Ids {
        (self.ids.clone(), self.withheld.clone())
    }

    /// Sorts out what may be published; speaks of ids that stand twice.
    pub fn resolve(data: Data, diags: &mut Vec<Diagnostic>) -> Self {
        let mut directory = Self { regions: data.regions, ..Self::default() };
        directory.contacts = directory.sort_out(CONTACT, data.contacts, diags);
        let mut channels = data.channels;
        channels.sort_by(|a, b| (a.value.order, &a.id.value).cmp(&(b.value.order, &b.id.value)));
        directory.channels = directory.sort_out(CHANNEL, channels, diags);
        directory.municipalities = directory.sort_out(MUNICIPALITY, data.municipalities, diags);
        directory.laws = directory.sort_out(LAW, data.laws, diags);
        directory.glossary = directory.sort_out(TERM, data.glossary, diags);
        directory
    }

    fn sort_out<T>(&mut self, kind: usize, records: Vec<Record<T>>, diags: &mut Vec<Diagnostic>) -> Vec<Record<T>> {
        let mut kept: Vec<Record<T>> = Vec::with_capacity(records.len());
        let mut places: BTreeMap<String, Place> = BTreeMap::new();
        for record in records {
            let place = Place::at(&record.file, record.id.span);
            if let Some(first) = places.get(&record.id.value) {
                let message = format!("the id `{}` is taken", record.id.value);
                diags.push(
                    Diagnostic::new(Code::DuplicateId, place, message)
                        .also(first.clone(), "it stands here first")
                        .hint("give one of the two another id"),
                );
                continue;
            }
            places.insert(record.id.value.clone(), place);
            match record.care.publish {
                true => {
                    self.ids[kind].insert(record.id.value.clone(), kept.len());
                    kept.push(record);
                }
                false => {
                    self.withheld[kind].insert(record.id.value, ());
                }
            }
        }
        kept
    }

    fn find(&self, kind: usize, what: &str, id: &str) -> Result<usize, Trouble> {
        if let Some(index) = self.ids[kind].get(id) {
            return Ok(*index);
        }
        if self.withheld[kind].contains_key(id) {
            return Err((
                Code::NotPublishable,
                format!("the {what} `{id}` is marked `publish: no`"),
                Some("remove it from this text, or have it checked and let it be published".into()),
            ));
        }
        Err(unknown(what, id, self.ids[kind].keys().map(String::as_str)))
    }

    /// The contact with this id.
    pub fn contact(&self, id: &str) -> Result<usize, Trouble> {
        self.find(CONTACT, "contact", id)
    }

    /// The channel with this id.
    pub fn channel(&self, id: &str) -> Result<usize, Trouble> {
        self.find(CHANNEL, "channel", id)
    }

    /// The municipality with this id.
    pub fn municipality(&self, id: &str) -> Result<usize, Trouble> {
        self.find(MUNICIPALITY, "municipality", id)
    }

    /// The law with this number.
    pub fn law(&self, id: &str) -> Result<usize, Trouble> {
        self.find(LAW, "law", id)
    }

    /// Whether readers may save the contact in their phone: there is something to save, and its name there tells nobody
    /// what must leave no trace.
    pub fn can_be_saved(&self, contact: usize) -> bool {
        self.contacts[contact].value.has_way() && !self.is_sensitive(contact)
    }

    /// Whether only sensitive channels name the contact, so that it must leave no trace itself.
    pub fn is_sensitive(&self, contact: usize) -> bool {
        let id = &self.contacts[contact].id.value;
        let named = |channel: &&Record<Channel>| channel.value.contacts.iter().any(|c| c.value == *id);
        let mut channels = self.channels.iter().filter(named).peekable();
        channels.peek().is_some() && channels.all(|c| c.value.sensitive)
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Result<usize, Trouble> {
        self.find(TERM, "term", id)
    }

    /// Speaks of ids inside the data that lead nowhere and of numbers that cannot be dialled.
    pub fn check(&self, diags: &mut Vec<Diagnostic>) {
        for record in &self.contacts {
            let contact = &record.value;
            let mut look = |at: &At<String>, found: Result<usize, Trouble>| note(&record.file, at, found, diags);
            contact.municipality.iter().for_each(|m| look(m, self.municipality(&m.value)));
            contact.serves.iter().for_each(|m| look(m, self.municipality(&m.value)));
            check_phones(record, diags);
        }
        for record in &self.channels {
            for id in &record.value.contacts {
                note(&record.file, id, self.contact(&id.value), diags);
            }
        }
        for record in &self.municipalities {
            for id in record.value.ombudsperson.iter().chain(&record.value.unit) {
                note(&record.file, id, self.contact(&id.value), diags);
            }
            if let Some(region) = &record.value.region
                && !self.regions.iter().any(|r| r.id.value == region.value)
            {
                let known = self.regions.iter().map(|r| r.id.value.as_str());
                note(&record.file, region, Err(unknown("region", &region.value, known)), diags);
            }
        }
    }
}

/// Turns trouble with an id into a diagnostic at its place.
pub fn note<T>(file: &crate::base::SourcePath, at: &At<T>, found: Result<usize, Trouble>, diags: &mut Vec<Diagnostic>) {
    if let Err((code, message, hint)) = found {
        diags.push(Diagnostic::new(code, Place::at(file, at.span), message).hint_opt(hint));
    }
}

fn check_phones(record: &Record<Contact>, diags: &mut Vec<Diagnostic>) {
    let contact = &record.value;
    let mut check = |numbers: &[At<String>], read: fn(&str) -> Result<Phone, PhoneError>| {
        for at in numbers {
            if let Err(error) = read(&at.value) {
                let message = format!("`{}` cannot be dialled", at.value);
                diags.push(
                    Diagnostic::new(Code::BadPhone, Place::at(&record.file, at.span), message).hint(error.hint()),
                );
            }
        }
    };
    check(&contact.phones, Phone::number);
    check(&contact.free_lines, Phone::free_line);
    check(&contact.emergency, Phone::emergency);
}
