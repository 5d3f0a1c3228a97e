//! Front matter → [`Meta`]: every key of the contract, typed, with the places that later checks point at.

use super::config::{Borrow, Kind};
use super::fields::{At, Fields, Sink};
use super::yaml::Yaml;
use crate::base::{Date, Lang};

/// The front matter of one version. A large site holds one for each text, so none has room to grow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The title; the first heading of the page.
    pub title: Option<At<Box<str>>>,
    /// One sentence for lists, feeds and search results.
    pub description: Option<At<Box<str>>>,
    /// The last part of the address in this language.
    pub slug: Option<At<Box<str>>>,
    /// When it was first published.
    pub date: Option<At<Date>>,
    /// When it was last changed in meaning.
    pub updated: Option<At<Date>>,
    /// The language that the others translate.
    pub original: Option<At<Lang>>,
    /// Topics, by id.
    pub topics: Box<[At<Box<str>>]>,
    /// The place in its section's list, low first.
    pub order: Option<u32>,
    /// Not published without `--drafts`.
    pub draft: bool,
    /// Not published before this day.
    pub publish_at: Option<At<Date>>,
    /// The day after which the reader is told that it may no longer hold.
    pub valid_until: Option<At<Date>>,
    /// Whether a lawyer or native reader still has to look at it.
    pub review_needed: bool,
    /// Whether it may be lent to other editions.
    pub borrow: Option<Borrow>,
    /// Contacts that belong to it, by id.
    pub contacts: Box<[At<Box<str>>]>,
    /// Channels that belong to it, by id.
    pub channels: Box<[At<Box<str>>]>,
    /// Laws it rests on, by number.
    pub laws: Box<[At<Box<str>>]>,
    /// A recording of the text, a file beside it.
    pub audio: Option<At<Box<str>>>,
    /// Former addresses that lead here.
    pub aliases: Box<[At<Box<str>>]>,
    /// Must leave no trace: violence, trafficking, threats.
    pub sensitive: Option<bool>,
    /// What the window's title says instead on a sensitive page.
    pub neutral_title: Option<At<Box<str>>>,
    /// Meant for its own languages only: no translation is missing.
    pub lang_exclusive: bool,
    /// Whether a PDF is made of it.
    pub pdf: Option<bool>,
    /// Said by hand: the original has moved on.
    pub outdated: bool,
    /// Hashes of the original's blocks that this translation was made from; written by the tool.
    pub translated_from: Box<[At<Box<str>>]>,
    /// Of an issue. Most texts are none.
    issue: Option<Box<Issue>>,
    /// Of a handout or training. Most texts are none.
    handout: Option<Box<Handout>>,
}

impl Meta {
    /// What it says as an issue of the newsletter.
    pub fn issue(&self) -> &Issue {
        static NONE: Issue = Issue { volume: None, number: None, period: None, project: None, funder: None };
        self.issue.as_deref().unwrap_or(&NONE)
    }

    /// What it says as a handout or training.
    pub fn handout(&self) -> &Handout {
        static NONE: Handout =
            Handout { audience: None, duration: None, paper: None, answers: None, handouts: Vec::new() };
        self.handout.as_deref().unwrap_or(&NONE)
    }
}

/// What only an issue of the newsletter has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The volume.
    pub volume: Option<u32>,
    /// The number within the volume.
    pub number: Option<u32>,
    /// What time it covers.
    pub period: Option<String>,
    /// The project it reports on.
    pub project: Option<String>,
    /// Who paid for it.
    pub funder: Option<String>,
}

/// What only a handout or training has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// For whom.
    pub audience: Option<String>,
    /// Minutes.
    pub duration: Option<u32>,
    /// `a4` or `a5`.
    pub paper: Option<&'static str>,
    /// Whether the participants' version holds the answers.
    pub answers: Option<bool>,
    /// The handouts of a training, by entry id.
    pub handouts: Vec<At<Box<str>>>,
}

/// The keys of [`Issue`].
const OF_AN_ISSUE: [&str; 5] = ["volume", "number", "period", "project", "funder"];

/// The keys of [`Handout`].
const OF_A_HANDOUT: [&str; 5] = ["audience", "duration", "paper", "answers", "handouts"];

/// Reads the front matter of a page of a section of `kind`.
pub fn read(yaml: &Yaml, kind: Kind, sink: &mut Sink<'_>) -> Meta {
    let Some(mut f) = Fields::open(yaml, "front matter", sink) else { return Meta::default() };
    let mut meta = Meta {
        title: f.required_text("title").map(At::boxed),
        description: f.text("description").map(At::boxed),
        slug: f.text("slug").map(At::boxed),
        date: f.date("date"),
        updated: f.date("updated"),
        original: f.lang("original"),
        topics: boxed(f.texts("topics")),
        order: f.number("order"),
        draft: f.flag("draft").unwrap_or(false),
        publish_at: f.date("publish_at"),
        valid_until: f.date("valid_until"),
        review_needed: f.word("review", &["needed", "done"]) == Some("needed"),
        borrow: f.word("borrow", &Borrow::WORDS).map(Borrow::from_word),
        contacts: boxed(f.texts("contacts")),
        channels: boxed(f.texts("channels")),
        laws: boxed(f.texts("laws")),
        audio: f.text("audio").map(At::boxed),
        aliases: boxed(f.texts("aliases")),
        sensitive: f.flag("sensitive"),
        neutral_title: f.text("neutral_title").map(At::boxed),
        lang_exclusive: f.flag("lang_exclusive").unwrap_or(false),
        pdf: f.flag("pdf"),
        outdated: f.flag("outdated").unwrap_or(false),
        translated_from: boxed(f.texts("translated_from")),
        issue: None,
        handout: None,
    };
    match kind {
        Kind::Newsletter => meta.issue = Some(Box::new(issue(&mut f))),
        _ => f.misplaced(&OF_AN_ISSUE, "only an issue has it: its section must be of `kind: newsletter`"),
    }
    match kind {
        Kind::Handout => meta.handout = Some(Box::new(handout(&mut f))),
        _ => f.misplaced(&OF_A_HANDOUT, "only a handout has it: its section must be of `kind: handout`"),
    }
    f.finish();
    meta
}

fn boxed(texts: Vec<At<String>>) -> Box<[At<Box<str>>]> {
    texts.into_iter().map(At::boxed).collect()
}

fn issue(f: &mut Fields<'_, '_, '_>) -> Issue {
    Issue {
        volume: f.number("volume"),
        number: f.number("number"),
        period: f.text("period").map(|t| t.value),
        project: f.text("project").map(|t| t.value),
        funder: f.text("funder").map(|t| t.value),
    }
}

fn handout(f: &mut Fields<'_, '_, '_>) -> Handout {
    Handout {
        audience: f.text("audience").map(|t| t.value),
        duration: f.number("duration"),
        paper: f.word("paper", &["a4", "a5"]),
        answers: f.flag("answers"),
        handouts: boxed(f.texts("handouts")).into_vec(),
    }
}
