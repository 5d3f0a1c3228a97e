//! The data files: contacts, channels, municipalities, laws, glossary. YAML → typed records, each with the file and
//! the place of its id, so that a later check can point at it.

mod channel;
mod contact;
mod law;
mod municipality;

pub use channel::{Channel, TimeLimit};
pub use contact::{Contact, ContactKind};
pub use law::{GlossaryTerm, Law, LawStatus};
pub(crate) use municipality::split as split_municipalities;
pub use municipality::{Municipality, Region};

use super::fields::{At, Fields, Names, Sink, required_names};
use super::yaml::{Value, Yaml};
use crate::base::{Code, Date, Finding, SourcePath};

/// All data of the project, as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Data {
    /// Offices, units, lines.
    pub contacts: Vec<Record<Contact>>,
    /// Ways to report.
    pub channels: Vec<Record<Channel>>,
    /// The regions that municipalities are grouped by.
    pub regions: Vec<Region>,
    /// Municipalities.
    pub municipalities: Vec<Record<Municipality>>,
    /// Laws that texts cite.
    pub laws: Vec<Record<Law>>,
    /// Terms and what they mean.
    pub glossary: Vec<Record<GlossaryTerm>>,
    /// Topics: id and names, with the file they stand in.
    pub topics: Vec<(SourcePath, At<String>, Names)>,
}

/// A record: its id, its file, what it says, and how sure we are of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<T> {
    /// The id, unique among its kind.
    pub id: At<String>,
    /// The file.
    pub file: SourcePath,
    /// What it says.
    pub value: T,
    /// How sure we are.
    pub care: Care,
}

/// Where a fact comes from and how sure it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Care {
    /// Pages it was read on.
    pub source: Vec<String>,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// The day of the page or paper that carried it.
    pub seen: Option<Date>,
    /// The day CRP/K checked it; only CRP/K fills this in.
    pub checked: Option<Date>,
    /// Whether it may be printed anywhere.
    pub publish: bool,
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Old or indirect.
    Low,
    /// One reasonable source.
    Medium,
    /// Read on the body's own page or in two agreeing sources.
    High,
}

/// What each kind of record reads of its own; the rest is the same for all.
pub(crate) trait ReadRecord: Sized {
    fn read(fields: &mut Fields<'_, '_, '_>) -> Self;
}

/// Reads a file that holds a list of records, or one.
pub(crate) fn records<T: ReadRecord>(yaml: &Yaml, what: &str, sink: &mut Sink<'_>) -> Vec<Record<T>> {
    match &yaml.value {
        Value::List(items) => items.iter().filter_map(|y| record(y, what, sink)).collect(),
        Value::Map(_) => record(yaml, what, sink).into_iter().collect(),
        Value::Null => Vec::new(),
        Value::Scalar(_) => {
            sink.push(
                Finding::new(Code::WrongType, yaml.span, format!("this must be a list of {what}s"))
                    .hint("begin each with `- id: …`"),
            );
            Vec::new()
        }
    }
}

/// Reads the topics: a mapping of ids to names.
pub(crate) fn topics(yaml: &Yaml, sink: &mut Sink<'_>) -> Vec<(At<String>, Names)> {
    match &yaml.value {
        Value::Map(pairs) => {
            pairs.iter().map(|p| (At::new(p.key.clone(), p.span), required_names(&p.key, &p.value, sink))).collect()
        }
        Value::Null => Vec::new(),
        _ => {
            sink.push(
                Finding::new(Code::WrongType, yaml.span, "the topics must be lines of `id: name`")
                    .hint("write one a line: `work: { sq: Puna, en: Work }`"),
            );
            Vec::new()
        }
    }
}

fn record<T: ReadRecord>(yaml: &Yaml, what: &str, sink: &mut Sink<'_>) -> Option<Record<T>> {
    let file = sink.file.clone();
    let mut f = Fields::open(yaml, what, sink)?;
    let id = f.required_text("id");
    let value = T::read(&mut f);
    let care = care(&mut f);
    f.finish();
    let id = id?;
    let plain = id.value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_'));
    if !plain || id.value.starts_with(['/', '.']) || id.value.contains("..") {
        sink.push(
            Finding::new(Code::BadPath, id.span, format!("`{}` cannot be an id", id.value))
                .hint("an id has the letters a to z, figures and hyphens, no spaces"),
        );
        return None;
    }
    Some(Record { id, file, value, care })
}

fn care(f: &mut Fields<'_, '_, '_>) -> Care {
    // `confidence` and `source` may be one for the record or one for each of its parts; the least sure part counts.
    let confidence = match f.raw("confidence") {
        Some(Yaml { value: Value::Map(pairs), .. }) => {
            pairs.iter().filter_map(|p| read_confidence(&p.value, f.sink)).min()
        }
        Some(yaml) => read_confidence(yaml, f.sink),
        None => None,
    };
    let source = match f.raw("source") {
        Some(Yaml { value: Value::Map(pairs), .. }) => pairs.iter().flat_map(|p| texts(&p.value)).collect(),
        Some(yaml) => texts(yaml),
        None => Vec::new(),
    };
    // A word that cannot be understood must never publish what was to be kept back.
    let wanted = f.raw("publish").is_some();
    let publish = f.flag("publish").unwrap_or(!wanted);
    let _staff_only = f.raw("note");
    Care { source, confidence, seen: date(f, "seen"), checked: date(f, "checked"), publish }
}

fn date(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<Date> {
    f.date(key).map(|d| d.value)
}

fn texts(yaml: &Yaml) -> Vec<String> {
    match &yaml.value {
        Value::Scalar(text) => vec![text.clone()],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        Value::Map(_) | Value::Null => Vec::new(),
    }
}

fn read_confidence(yaml: &Yaml, sink: &mut Sink<'_>) -> Option<Confidence> {
    match &yaml.value {
        Value::Scalar(text) if text == "high" => Some(Confidence::High),
        Value::Scalar(text) if text == "medium" => Some(Confidence::Medium),
        Value::Scalar(text) if text == "low" => Some(Confidence::Low),
        _ => {
            sink.push(
                Finding::new(Code::BadValue, yaml.span, "`confidence` must be `high`, `medium` or `low`")
                    .hint("high: read on the office's own page; medium: one good source; low: old or indirect"),
            );
            None
        }
    }
}
