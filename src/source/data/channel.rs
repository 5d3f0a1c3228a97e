//! A channel: one way to report, with what it takes and how it is reached.

use super::ReadRecord;
use crate::base::{Date, Lang};
use crate::source::fields::{At, Fields, Names};

/// What a channel says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Its name.
    pub names: Names,
    /// What it is for.
    pub what: Names,
    /// The contacts that receive a report, by id.
    pub contacts: Vec<At<String>>,
    /// What happened: which of [`Channel::HAPPENED`] it takes.
    pub happened: Vec<&'static str>,
    /// Who did it: which of [`Channel::BY`] it takes.
    pub by: Vec<&'static str>,
    /// How to reach it.
    pub how: Names,
    /// What to bring.
    pub bring: Vec<Names>,
    /// What to do, in order.
    pub steps: Vec<Names>,
    /// How long one has.
    pub time_limit: Option<TimeLimit>,
    /// What it costs.
    pub cost: Names,
    /// Languages it works in.
    pub languages: Vec<At<Lang>>,
    /// Whether it takes reports without a name.
    pub anonymous: bool,
    /// Must leave no trace.
    pub sensitive: bool,
    /// What it cannot do.
    pub cannot: Names,
    /// The place in lists.
    pub order: u32,
}

/// A time limit: printed as a number only once somebody has verified it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeLimit {
    /// The term in words.
    pub text: Names,
    /// Where it was read.
    pub source: Vec<String>,
    /// The day CRP/K verified it; only CRP/K fills this in.
    pub verified: Option<Date>,
}

impl Channel {
    /// Whether it takes what happened (one of [`Self::HAPPENED`]) by whom (one of [`Self::BY`]).
    pub fn takes(&self, happened: &str, by: &str) -> bool {
        self.happened.contains(&happened) && self.by.contains(&by)
    }

    /// What can have happened.
    pub const HAPPENED: [&'static str; 10] =
        ["work", "school", "health", "housing", "police", "public-service", "language", "media", "online", "violence"];
    /// Who can have done it.
    pub const BY: [&'static str; 6] = ["employer", "public-body", "private-body", "police-officer", "person", "media"];
}

impl ReadRecord for Channel {
    fn read(f: &mut Fields<'_, '_, '_>) -> Self {
        Self {
            names: f.required_names("names"),
            what: f.names("what"),
            contacts: f.texts("contacts"),
            happened: f.words("happened", &Self::HAPPENED),
            by: f.words("by", &Self::BY),
            how: f.names("how"),
            bring: f.names_list("bring"),
            steps: f.names_list("steps"),
            time_limit: time_limit(f),
            cost: f.names("cost"),
            languages: f.langs("languages"),
            anonymous: f.flag("anonymous").unwrap_or(false),
            sensitive: f.flag("sensitive").unwrap_or(false),
            cannot: f.names("cannot"),
            order: f.number("order").unwrap_or(u32::MAX),
        }
    }
}

fn time_limit(f: &mut Fields<'_, '_, '_>) -> Option<TimeLimit> {
    let yaml = f.raw("time_limit")?;
    let mut f = Fields::open(yaml, "time_limit", f.sink)?;
    let limit = TimeLimit {
        text: f.required_names("text"),
        source: f.texts("source").into_iter().map(|t| t.value).collect(),
        verified: f.date("verified").map(|d| d.value),
    };
    f.finish();
    Some(limit)
}
