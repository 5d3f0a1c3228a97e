//! Laws that texts cite, and terms that texts explain.

use super::ReadRecord;
use crate::base::Date;
use crate::source::fields::{At, Fields, Names, read_names};

/// What a law says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// Its title.
    pub names: Names,
    /// A short name.
    pub short: Names,
    /// Law, constitution, regulation or code.
    pub kind: &'static str,
    /// Where it was published, in words.
    pub gazette: Names,
    /// The address of that publication.
    pub gazette_url: Option<At<String>>,
    /// The day of its adoption.
    pub date: Option<Date>,
    /// Whether it holds.
    pub status: LawStatus,
    /// The day after which it no longer holds.
    pub valid_until: Option<Date>,
    /// A few words on each article that texts cite, by number.
    pub articles: Vec<(At<String>, Names)>,
}

impl Law {
    /// Whether it no longer holds on a day.
    pub fn is_over(&self, day: Date) -> bool {
        self.status == LawStatus::Repealed || self.valid_until.is_some_and(|until| until < day)
    }
}

/// Whether a law holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LawStatus {
    /// It holds.
    InForce,
    /// It holds in a changed form.
    Amended,
    /// It no longer holds.
    Repealed,
    /// We could not find out.
    Unknown,
}

impl LawStatus {
    const ALL: [LawStatus; 4] = [Self::InForce, Self::Amended, Self::Repealed, Self::Unknown];

    /// The word in data files, and the end of the string's key `law-status-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Amended => "amended",
            Self::Repealed => "repealed",
            Self::Unknown => "unknown",
        }
    }
}

impl ReadRecord for Law {
    fn read(f: &mut Fields<'_, '_, '_>) -> Self {
        let status = f.word("status", &LawStatus::ALL.map(LawStatus::word));
        let articles = f.pairs("articles");
        Self {
            names: f.required_names("names"),
            short: f.names("short"),
            kind: f.word("kind", &["law", "constitution", "regulation", "code"]).unwrap_or("law"),
            gazette: f.names("gazette"),
            gazette_url: f.website("gazette_url"),
            date: f.date("date").map(|d| d.value),
            status: LawStatus::ALL.into_iter().find(|s| Some(s.word()) == status).unwrap_or(LawStatus::Unknown),
            valid_until: f.date("valid_until").map(|d| d.value),
            articles: articles
                .iter()
                .map(|p| (At::new(p.key.clone(), p.span), read_names(&p.key, &p.value, f.sink)))
                .collect(),
        }
    }
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryTerm {
    /// The term.
    pub terms: Names,
    /// Its abbreviation.
    pub abbreviation: Names,
    /// What it means, in plain words.
    pub meaning: Names,
}

impl ReadRecord for GlossaryTerm {
    fn read(f: &mut Fields<'_, '_, '_>) -> Self {
        Self {
            terms: f.required_names("terms"),
            abbreviation: f.names("abbreviation"),
            meaning: f.required_names("meaning"),
        }
    }
}
