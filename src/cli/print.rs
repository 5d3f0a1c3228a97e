//! Diagnostics → what a person, a program or GitHub reads.

use crate::base::{Diagnostic, Place, Position, Severity};
use crate::check::Texts;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};
use std::fmt::Write;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the line, a caret, what to do.
    Text,
    /// For programs: one JSON array.
    Json,
    /// For GitHub: workflow commands that mark the lines of a pull request.
    Github,
}

/// Writes diagnostics.
pub struct Printer<'a> {
    /// The texts they point into.
    pub texts: &'a Texts,
    /// How they are written.
    pub format: Format,
    /// Whether colours may be used.
    pub colour: bool,
}

impl Printer<'_> {
    /// All diagnostics in this printer's format.
    pub fn print(&self, diags: &[Diagnostic]) -> String {
        match self.format {
            Format::Text => diags.iter().map(|d| self.text(d) + "\n\n").collect(),
            Format::Json => {
                let all: Vec<Value> = diags.iter().map(|d| self.json(d)).collect();
                format!("{:#}\n", Value::Array(all))
            }
            Format::Github => diags.iter().map(|d| self.github(d)).collect(),
        }
    }

    fn position(&self, place: &Place) -> Option<Position<'_>> {
        Some(Position::of(self.texts.get(&place.file)?, place.span?))
    }

    /// File and line of a problem: `content/guides/work.sq.md:12`.
    pub fn place(&self, diag: &Diagnostic) -> String {
        let Some(place) = &diag.place else { return String::new() };
        let line = self.position(place).map(|p| format!(":{}", p.line)).unwrap_or_default();
        format!("{}{line}", place.file)
    }

    fn text(&self, diag: &Diagnostic) -> String {
        let level = match diag.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(diag.message.as_str()).id(diag.code.word());
        let group = match &diag.place {
            Some(place) => self.snippet(Group::with_title(title), place, "", AnnotationKind::Primary),
            None => Group::with_title(title),
        };
        let group =
            diag.also.iter().fold(group, |g, (place, label)| self.snippet(g, place, label, AnnotationKind::Context));
        let group = diag.hints.iter().fold(group, |g, hint| g.element(Level::HELP.message(hint.as_str())));
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }

    /// Adds the line that a place speaks of. Only the lines around it are handed over, since the renderer walks all it
    /// gets.
    fn snippet<'g>(&'g self, group: Group<'g>, place: &'g Place, label: &'g str, kind: AnnotationKind) -> Group<'g> {
        let path = place.file.as_str();
        let Some(position) = self.position(place) else {
            let origin = annotate_snippets::Origin::path(path);
            let group = group.element(origin);
            return if label.is_empty() { group } else { group.element(Level::NOTE.message(label)) };
        };
        let annotation = kind.span(position.range);
        let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
        group.element(Snippet::source(position.text).path(path).line_start(position.line).annotation(annotation))
    }

    fn json(&self, diag: &Diagnostic) -> Value {
        let place = |place: &Place| {
            let mut value = json!({ "file": place.file.as_str() });
            if let (Some(p), Some(object)) = (self.position(place), value.as_object_mut()) {
                object.insert("line".into(), p.line.into());
                object.insert("column".into(), p.column.into());
                object.insert("end_line".into(), p.end_line.into());
                object.insert("end_column".into(), p.end_column.into());
            }
            value
        };
        let also: Vec<Value> =
            diag.also.iter().map(|(p, label)| json!({ "place": place(p), "message": label })).collect();
        json!({
            "severity": diag.severity().word(),
            "code": diag.code.word(),
            "message": diag.message,
            "place": diag.place.as_ref().map(place),
            "hints": diag.hints,
            "also": also,
        })
    }

    fn github(&self, diag: &Diagnostic) -> String {
        let command = match diag.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut out = format!("::{command} title={}", property(diag.code.word()));
        if let Some(place) = &diag.place {
            let _ = write!(out, ",file={}", property(place.file.as_str()));
            if let Some(p) = self.position(place) {
                let _ = write!(out, ",line={},col={},endLine={}", p.line, p.column, p.end_line);
            }
        }
        let message = std::iter::once(&diag.message).chain(&diag.hints).cloned().collect::<Vec<_>>().join("\n");
        let _ = writeln!(out, "::{}", message.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"));
        out
    }
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    text.replace(':', "%3A").replace(',', "%2C")
}

/// "2 errors, 1 warning": what there is, worst first; `None` where there is nothing.
pub fn summary(diags: &[Diagnostic]) -> Option<String> {
    let count = |severity: Severity| diags.iter().filter(|d| d.severity() == severity).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|s| (count(s), s.word()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| counted(n, word))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "1 file", "2 files".
pub fn counted(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}
