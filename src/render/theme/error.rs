//! What Tera says is wrong → a diagnostic at the place in the theme's file.

use super::{BAD_STRING, UNKNOWN_STRING};
use crate::base::{Code, Diagnostic, Place, SourcePath, Span, did_you_mean};
use crate::source::fields::list_words;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tera::ErrorKind;

/// The files that templates come from, by the templates' names.
pub type Sources = FxHashMap<String, (SourcePath, Arc<str>)>;

/// The file that a template is in, or should be in.
pub fn file(name: &str, sources: &Sources) -> SourcePath {
    sources.get(name).map_or_else(|| SourcePath::new(format!("themes/…/{name}")), |(file, _)| file.clone())
}

/// The diagnostics for an error that Tera met while it put the templates together; it may speak of several at once.
pub fn while_parsing(error: &tera::Error, sources: &Sources) -> Vec<Diagnostic> {
    let named = |name: &str, part: &str, message: String| {
        let start = sources.get(name).and_then(|(_, text)| text.find(part)).unwrap_or(0);
        vec![at(Code::TemplateSyntax, name, start..start + part.len(), &message, sources).hint(BY_PATH)]
    };
    match error.kind() {
        ErrorKind::Msg(reports) if reports.contains("\n --> ") => {
            reports.split("error: ").filter(|r| !r.trim().is_empty()).map(|report| unknown(report, sources)).collect()
        }
        ErrorKind::MissingParent { current, parent } => {
            named(current, &format!("\"{parent}\""), format!("there is no template `{parent}` to extend"))
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            named(tpl, "{% extends", format!("the template `{tpl}` extends itself, through others"))
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            named(tpl, "{% include", format!("the template `{tpl}` includes itself, through others"))
        }
        _ => vec![diagnostic(error, "templates", sources)],
    }
}

/// How templates are named.
const BY_PATH: &str = "a template is named by its path below `templates/`; those of the theme below are there too";

/// One report of Tera: the message, ` --> NAME:LINE:COLUMN`, the line, and carets under what is meant.
fn unknown(report: &str, sources: &Sources) -> Diagnostic {
    let (message, rest) = report.split_once("\n --> ").unwrap_or((report, ""));
    let mut place = rest.lines().next().unwrap_or_default().rsplitn(3, ':');
    let mut number = || place.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
    let (column, line) = (number(), number());
    let name = place.next().unwrap_or_default();
    let text = sources.get(name).map_or("", |(_, text)| text);
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let inside = |n: usize| text[start..].char_indices().nth(n).map_or(text.len(), |(i, _)| start + i);
    let carets = rest.lines().filter_map(|l| l.trim().strip_prefix('|')).find(|l| l.trim_start().starts_with('^'));
    let length = carets.map_or(1, |l| l.matches('^').count());
    let range = inside(column - 1)..inside(column - 1 + length);
    at(Code::TemplateSyntax, name, range, message.trim(), sources)
        .hint("`themes/README.md` lists what templates may use; components stand in `templates/components/`")
}

/// The diagnostic for an error of Tera; `name` is the template that was asked for, where the error names none.
pub fn diagnostic(error: &tera::Error, name: &str, sources: &Sources) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            at(Code::TemplateSyntax, report.filename(), report.span().range.clone(), report.message(), sources)
                .hint("templates are written in Tera 2; `themes/README.md` shows what they may hold")
        }
        ErrorKind::RenderingError(report) => {
            // What there is belongs to what to do, not to what is wrong.
            let (message, known) = report.message().split_once(". Available ").unwrap_or((report.message(), ""));
            let diagnostic = at(code(message), report.filename(), report.span().range.clone(), message, sources);
            match code(message) {
                Code::TemplateRender => diagnostic
                    .hint_opt(instead(message, known))
                    .hint("a value that can be absent is asked for with `{% if x.y %}` or `x?.y`; `themes/README.md` lists all values"),
                _ => diagnostic,
            }
        }
        kind => {
            let file = file(name, sources);
            if let ErrorKind::TemplateNotFound(name) = kind {
                let message = format!("the theme has no template `{name}`");
                return Diagnostic::new(Code::TemplateSyntax, Place::file(&file), message)
                    .hint("add it, or let `theme.yaml` say `extends: default`");
            }
            let message = lower_first(kind.to_string().trim_end_matches('.'));
            Diagnostic::new(Code::TemplateSyntax, Place::file(&file), message).hint(BY_PATH)
        }
    }
}

/// The value that was meant by one that does not exist; `known` is a word for such values and, after a colon, their names.
fn instead(message: &str, known: &str) -> Option<String> {
    let (what, names) = known.split_once(": ")?;
    let names: Vec<&str> = names.trim_end_matches('.').split(", ").collect();
    let wanted = message.split('`').nth(1).unwrap_or_default();
    did_you_mean(wanted, names.iter().copied()).or_else(|| Some(format!("the {what} here are {}", list_words(&names))))
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
        None => Diagnostic::new(code, Place::file(&file(name, sources)), message),
    }
}

fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map(|c| c.to_lowercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
