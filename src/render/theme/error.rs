//! What Tera says is wrong → a diagnostic at the place in the theme's file.

use super::{BAD_STRING, UNKNOWN_STRING};
use crate::base::{Code, Diagnostic, Place, SourcePath, Span};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::ErrorKind;

/// The files that templates come from, by the templates' names.
pub type Sources = BTreeMap<String, (SourcePath, Arc<str>)>;

/// The diagnostic for an error of Tera; `name` is the template that was asked for, where the error names none.
pub fn diagnostic(error: &tera::Error, name: &str, sources: &Sources) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            at(Code::TemplateSyntax, report.filename(), report.span().range.clone(), report.message(), sources)
                .hint("templates are written in Tera 2; `themes/README.md` shows what they may hold")
        }
        ErrorKind::RenderingError(report) => {
            let message = report.message();
            let diagnostic = at(code(message), report.filename(), report.span().range.clone(), message, sources);
            match code(message) {
                Code::TemplateRender => diagnostic
                    .hint("a value that can be absent is asked for with `{% if x.y %}` or `x?.y`; `themes/README.md` lists all values"),
                _ => diagnostic,
            }
        }
        kind => {
            let file =
                sources.get(name).map_or_else(|| SourcePath::new(format!("themes/…/{name}")), |(p, _)| p.clone());
            let message = lower_first(kind.to_string().trim_end_matches('.'));
            Diagnostic::new(Code::TemplateSyntax, Place::file(&file), message)
                .hint("a template is named by its path below `templates/`")
        }
    }
}

fn code(message: &str) -> Code {
    let bare = message.trim_start_matches(|c: char| !c.is_alphabetic());
    if bare.contains(UNKNOWN_STRING) {
        Code::UnknownString
    } else if bare.contains(BAD_STRING) && bare.contains("cannot be put together") {
        Code::FluentValue
    } else {
        Code::TemplateRender
    }
}

fn at(code: Code, name: &str, range: std::ops::Range<usize>, message: &str, sources: &Sources) -> Diagnostic {
    let message = lower_first(message.trim_end_matches('.'));
    match sources.get(name) {
        Some((path, text)) => {
            let end = range.end.min(text.len());
            Diagnostic::new(code, Place::at(path, Span::new(range.start.min(end)..end)), message)
        }
        None => Diagnostic::new(code, Place::file(&SourcePath::new(format!("themes/…/{name}"))), message),
    }
}

fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map(|c| c.to_lowercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
