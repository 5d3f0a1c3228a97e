//! A contact: an office, unit or line that a reader can call, visit or write to.

use super::ReadRecord;
use crate::base::Lang;
use crate::source::fields::{At, Fields, Names};

/// What a contact says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// What sort of office it is.
    pub kind: ContactKind,
    /// Its name.
    pub names: Names,
    /// A short name or abbreviation.
    pub short: Names,
    /// What it can do for the reader, one sentence.
    pub what: Names,
    /// The municipality it stands in, by id.
    pub municipality: Option<At<String>>,
    /// The municipalities it serves, by id.
    pub serves: Vec<At<String>>,
    /// The postal address.
    pub address: Names,
    /// Geographic and mobile numbers, E.164.
    pub phones: Vec<At<String>>,
    /// Free lines, exactly as dialled.
    pub free_lines: Vec<At<String>>,
    /// Emergency numbers, exactly as dialled.
    pub emergency: Vec<At<String>>,
    /// E-mail.
    pub email: Option<At<String>>,
    /// Website.
    pub website: Option<At<String>>,
    /// Languages spoken.
    pub languages: Vec<At<Lang>>,
    /// Opening hours.
    pub hours: Names,
    /// Ramp, lift and the like.
    pub accessibility: Names,
    /// Whether it stands on every page.
    pub everywhere: bool,
}

impl Contact {
    /// Whether there is any way to it: a number, an address, an e-mail address or a website.
    pub fn has_way(&self) -> bool {
        let numbers = [&self.phones, &self.free_lines, &self.emergency];
        numbers.into_iter().any(|list| !list.is_empty())
            || self.email.is_some()
            || self.website.is_some()
            || !self.address.is_empty()
    }
}

/// What sort of office it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactKind {
    /// 112 and its like.
    Emergency,
    /// A line to call.
    Helpline,
    /// The Ombudsperson.
    Ombudsperson,
    /// A municipal human-rights unit.
    HumanRightsUnit,
    /// A court.
    Court,
    /// Legal aid.
    LegalAid,
    /// The police.
    Police,
    /// Another public institution.
    Institution,
    /// A civil-society organisation.
    Organisation,
    /// A municipality's own office.
    Municipality,
}

impl ContactKind {
    /// All kinds, in the order of lists.
    pub const ALL: [ContactKind; 10] = [
        Self::Emergency,
        Self::Helpline,
        Self::Ombudsperson,
        Self::HumanRightsUnit,
        Self::LegalAid,
        Self::Police,
        Self::Court,
        Self::Institution,
        Self::Municipality,
        Self::Organisation,
    ];

    /// The word in data files, and the end of the string's key `contact-kind-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Helpline => "helpline",
            Self::Ombudsperson => "ombudsperson",
            Self::HumanRightsUnit => "human-rights-unit",
            Self::Court => "court",
            Self::LegalAid => "legal-aid",
            Self::Police => "police",
            Self::Institution => "institution",
            Self::Organisation => "organisation",
            Self::Municipality => "municipality",
        }
    }
}

impl ReadRecord for Contact {
    fn read(f: &mut Fields<'_, '_, '_>) -> Self {
        let words = ContactKind::ALL.map(ContactKind::word);
        let kind = f.word("kind", &words);
        Self {
            kind: ContactKind::ALL.into_iter().find(|k| Some(k.word()) == kind).unwrap_or(ContactKind::Institution),
            names: f.required_names("names"),
            short: f.names("short"),
            what: f.names("what"),
            municipality: f.text("municipality"),
            serves: f.texts("serves"),
            address: f.names("address"),
            phones: f.texts("phones"),
            free_lines: f.texts("free_lines"),
            emergency: f.texts("emergency"),
            email: f.email("email"),
            website: f.website("website"),
            languages: f.langs("languages"),
            hours: f.names("hours"),
            accessibility: f.names("accessibility"),
            everywhere: f.flag("everywhere").unwrap_or(false),
        }
    }
}
