//! Contacts, channels, municipalities, laws and terms as templates see them.

use super::{DateView, LinkView, NoticeView, PaperView, Shared, Text};
use serde::Serialize;

/// A number to call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PhoneView {
    /// As people read it: `0800 15555`, `038 223 782`.
    pub text: String,
    /// What the phone dials: `tel:080015555`, `tel:+38338223782`.
    pub href: String,
    /// Whether the call costs nothing.
    pub free: bool,
    /// Whom one reaches, for lists of numbers.
    pub name: Text,
    /// The path of that contact's page.
    pub path: String,
}

/// A contact, as a card and as a page. In templates `contact`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ContactView {
    /// The id.
    pub id: String,
    /// `emergency`, `helpline`, `ombudsperson`, `human-rights-unit`, `court`, `legal-aid`, `police`, `institution`,
    /// `organisation`, `municipality`.
    pub kind: String,
    /// Its name.
    pub name: Text,
    /// Its short name; empty text when there is none.
    pub short: Text,
    /// What it can do for the reader; empty text when nobody wrote it.
    pub what: Text,
    /// From the root of the site.
    pub path: String,
    /// All its numbers, free ones first.
    pub phones: Vec<PhoneView>,
    /// E-mail.
    pub email: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// Website without scheme and slash, to be read.
    pub website_text: Option<String>,
    /// Postal address; empty text when there is none.
    pub address: Text,
    /// The municipality it stands in.
    pub municipality: Option<LinkView>,
    /// Languages spoken, by their names in the reader's language.
    pub languages: Vec<Text>,
    /// Opening hours; empty text when unknown.
    pub hours: Text,
    /// Ramp, lift and the like; empty text when unknown.
    pub accessibility: Text,
    /// The day CRP/K checked it; absent: not yet checked.
    pub checked: Option<DateView>,
    /// Whether that was longer ago than the site allows.
    pub stale: bool,
    /// The path of its vCard, where it can be saved in a phone.
    pub vcard: Option<String>,
    /// `mailto:` link to say that something is wrong, where the site has one.
    pub correction: Option<String>,
}

/// A group of a long list. In templates an item of `groups`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct GroupView<T> {
    /// The heading; empty text for a list without groups.
    pub title: Text,
    /// The id of the heading in the page.
    pub id: String,
    /// What belongs to it, by the reader's alphabet.
    pub items: Vec<T>,
}

/// A municipality. In templates `municipality`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MunicipalityView {
    /// The id.
    pub id: String,
    /// Its name in the reader's language.
    pub name: Text,
    /// Its names in the other languages and besides the official ones, each with its own mark.
    pub other_names: Vec<Text>,
    /// From the root of the site.
    pub path: String,
    /// Its region; empty text when unknown.
    pub region: Text,
    /// Its site.
    pub website: Option<String>,
    /// The site's address to be read.
    pub website_text: Option<String>,
    /// The call to begin with: the unit's or the Ombudsperson's office, else the line for everybody.
    pub first_call: Option<Shared<ContactView>>,
    /// Its human-rights unit, where one is public.
    pub unit: Option<Shared<ContactView>>,
    /// The Ombudsperson's office for it.
    pub ombudsperson: Option<Shared<ContactView>>,
    /// Courts, legal aid and other contacts that serve everybody.
    pub everybody: Vec<Shared<ContactView>>,
    /// Contacts that stand in it.
    pub here: Vec<Shared<ContactView>>,
    /// The ways to report that are open there, most useful first.
    pub channels: Vec<LinkView>,
    /// What can be printed.
    pub papers: Vec<PaperView>,
}

/// A municipality in the list of all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PlaceView {
    /// Its name in the reader's language.
    pub name: Text,
    /// Its other names, each with its own mark.
    pub other_names: Vec<Text>,
    /// From the root of the site.
    pub path: String,
}

/// A channel. In templates `channel`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ChannelView {
    /// The id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it is for; empty text when nobody wrote it.
    pub what: Text,
    /// From the root of the site.
    pub path: String,
    /// How to reach it.
    pub how: Text,
    /// What to bring.
    pub bring: Vec<Text>,
    /// What to do, in order.
    pub steps: Vec<Text>,
    /// What it costs.
    pub cost: Text,
    /// What it cannot do.
    pub cannot: Text,
    /// The time limit: the term where it is verified.
    pub time_limit: Option<Text>,
    /// Whether there is a time limit that nobody has verified: the reader is told to ask the office.
    pub ask_time_limit: bool,
    /// The languages it works in.
    pub languages: Vec<Text>,
    /// Whether it takes reports without a name.
    pub anonymous: bool,
    /// Who receives a report.
    pub contacts: Vec<Shared<ContactView>>,
    /// Their numbers, each once.
    pub phones: Vec<PhoneView>,
}

/// A law. In templates `law`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LawView {
    /// The number: `05/L-021`.
    pub id: String,
    /// Its title.
    pub name: Text,
    /// Its short name; empty text when there is none.
    pub short: Text,
    /// From the root of the site.
    pub path: String,
    /// Where it was published, in words; empty text when unknown.
    pub gazette: Text,
    /// The address of that publication.
    pub gazette_url: Option<String>,
    /// The day of its adoption.
    pub date: Option<DateView>,
    /// `in-force`, `amended`, `repealed`, `unknown`.
    pub status: String,
    /// What the reader should know about its state.
    pub notices: Vec<NoticeView>,
    /// Articles that texts cite.
    pub articles: Vec<ArticleView>,
    /// Entries that cite it.
    pub cited_by: Vec<LinkView>,
}

/// An article of a law.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ArticleView {
    /// Its number.
    pub number: String,
    /// The id in the page.
    pub id: String,
    /// A few words on it.
    pub text: Text,
}

/// A term of the glossary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TermView {
    /// The id in the page.
    pub id: String,
    /// The term.
    pub term: Text,
    /// Its abbreviation; empty text when there is none.
    pub abbreviation: Text,
    /// What it means.
    pub meaning: Text,
}
