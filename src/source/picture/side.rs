//! The file beside a picture (`photo.yaml` or `photo.jpg.yaml`) → words for those who do not see it, whom to thank, and
//! whether the people in it have agreed. What is recorded about their consent (who, when, where the paper lies) is read
//! only to decide; it is in no type that a page could be made from, so that it can reach no output.

use super::super::fields::{At, Fields, Names, Sink};
use super::super::memory::Tree;
use super::super::yaml::{Value, Yaml};
use super::stem;
use crate::base::{Code, Date, Diagnostic, Finding, Place, SourcePath, nearest};
use std::collections::BTreeMap;

/// What the file beside a picture says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// The file, where there is one.
    pub file: Option<SourcePath>,
    /// Words for those who do not see it, where the text has none.
    pub alt: Names,
    /// Whom to thank.
    pub credit: Names,
    /// Whether people can be recognised in it; `None` where nothing says so.
    pub people: Option<bool>,
    /// What they have said.
    pub consent: Consent,
}

/// Whether the people in a picture have agreed to be shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Consent {
    /// Nothing is recorded.
    #[default]
    Unrecorded,
    /// They have not, or not yet; or what is recorded cannot be understood, which must never publish anything.
    Refused,
    /// They have.
    Given {
        /// The last day on which it holds.
        until: Option<Date>,
        /// The day they took it back.
        withdrawn: Option<Date>,
    },
}

/// Whether a file may be one beside a picture, by its name.
pub fn is_side_file(path: &SourcePath, pictures: &[&SourcePath]) -> bool {
    described(path).is_some_and(|name| pictures.iter().any(|p| describes(&name, p)))
}

/// The path without its ending.
fn described(path: &SourcePath) -> Option<String> {
    [".yaml", ".yml"].iter().find_map(|end| path.as_str().strip_suffix(end)).map(str::to_owned)
}

/// `photo` and `photo.jpg` both describe `photo.jpg`.
fn describes(name: &str, picture: &SourcePath) -> bool {
    picture.as_str() == name
        || picture.as_str().strip_suffix(picture.name()).is_some_and(|f| format!("{f}{}", stem(picture)) == name)
}

/// Sorts the files beside pictures by picture: `sides` are their paths and trees, `None` where the YAML is broken.
pub fn read_sides<'p>(
    sides: &[(SourcePath, Option<Tree>)],
    pictures: &[&'p SourcePath],
    diags: &mut Vec<Diagnostic>,
) -> BTreeMap<&'p SourcePath, Side> {
    let mut found: BTreeMap<&SourcePath, Side> = BTreeMap::new();
    for (path, yaml) in sides {
        let side = match yaml.as_deref().and_then(|tree| tree.as_ref().ok()) {
            Some(yaml) => read(yaml, &mut Sink { file: path, diags }),
            None => Side { people: Some(true), consent: Consent::Refused, file: Some(path.clone()), ..Side::default() },
        };
        let name = described(path).unwrap_or_default();
        for picture in pictures.iter().filter(|p| describes(&name, p)) {
            if let Some(first) = found.get(*picture).and_then(|s: &Side| s.file.clone()) {
                let message = format!("`{}` is described in a second file", picture.name());
                diags.push(
                    Diagnostic::new(Code::DuplicateId, Place::file(path), message)
                        .also(Place::file(&first), "the first one")
                        .hint("put everything into one of the two"),
                );
                continue;
            }
            found.insert(picture, side.clone());
        }
    }
    found
}

/// The complaint about a file that looks like one beside a picture, where there is no such picture.
pub fn no_picture(path: &SourcePath, pictures: &[&SourcePath]) -> Option<String> {
    let name = described(path)?;
    let near = nearest(&name, pictures.iter().map(|p| p.as_str()).filter(|p| p.starts_with(path.folder())));
    near.map(|near| format!("a picture is described by a file of its own name: `{near}.yaml`"))
}

fn read(yaml: &Yaml, sink: &mut Sink<'_>) -> Side {
    let file = Some(sink.file.clone());
    let name = sink.file.name().to_owned();
    let Some(mut f) = Fields::open(yaml, &name, sink) else {
        return Side { file, people: Some(true), consent: Consent::Refused, ..Side::default() };
    };
    let (alt, credit) = (f.names("alt"), f.names("credit"));
    let asked = f.raw("people").is_some();
    // A word that cannot be understood must never publish what was to be kept back.
    let people = f.flag("people").or(asked.then_some(true));
    let consent = consent(&mut f);
    let _staff_only = f.raw("note");
    f.finish();
    // Whoever writes about consent says that there are people.
    let people = people.or((consent != Consent::Unrecorded).then_some(true));
    Side { file, alt, credit, people, consent }
}

fn consent(f: &mut Fields<'_, '_, '_>) -> Consent {
    let Some(yaml) = f.raw("consent") else { return Consent::Unrecorded };
    match &yaml.value {
        Value::Map(_) => record(yaml, f.sink),
        Value::Scalar(text) if matches!(text.as_str(), "no" | "false") => Consent::Refused,
        _ => {
            f.sink.push(
                Finding::new(Code::WrongType, yaml.span, "`consent` must say who agreed and when")
                    .hint("write `consent: { given: 2026-03-31, by: who agreed, for children who agreed for them }`")
                    .hint("or `consent: no`, and the picture is not shown; what stands here is never published"),
            );
            Consent::Refused
        }
    }
}

/// A record of consent: `given` and `by` must be there, else nothing can be proved to anybody.
fn record(yaml: &Yaml, sink: &mut Sink<'_>) -> Consent {
    let Some(mut f) = Fields::open(yaml, "consent", sink) else { return Consent::Refused };
    if f.raw("given").is_none() {
        f.missing("given");
    }
    let given = f.date("given");
    let by = f.required_text("by");
    let until = dated(&mut f, "until");
    let withdrawn = dated(&mut f, "withdrawn");
    let _staff_only = (f.raw("kept"), f.raw("note"));
    f.finish();
    match (given, by, until, withdrawn) {
        (Some(_), Some(_), Ok(until), Ok(withdrawn)) => Consent::Given { until, withdrawn },
        _ => Consent::Refused,
    }
}

/// A day that may be left out; `Err` where it is there and no day.
fn dated(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Result<Option<Date>, ()> {
    match (f.raw(key).is_some(), f.date(key)) {
        (false, _) => Ok(None),
        (true, Some(At { value, .. })) => Ok(Some(value)),
        (true, None) => Err(()),
    }
}
