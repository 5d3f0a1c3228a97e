//! What Typst says is wrong → a diagnostic at the place in the theme's file.

use super::press::Table;
use crate::base::{Code, Diagnostic, Place, Span};
use typst::WorldExt;
use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::syntax::DiagSpan;

/// The diagnostic for an error that Typst met while it printed `template`.
pub fn diagnostic(error: &SourceDiagnostic, table: &Table<'_>, template: &str) -> Diagnostic {
    let place = place(error.span, table).unwrap_or_else(|| table.press.whole(template));
    let mut diag = Diagnostic::new(Code::PrintTemplate, place, lower_first(error.message.trim_end_matches('.')));
    // Of Typst's own program, which nobody here calls.
    let ours = |hint: &str| !hint.contains("argument");
    for hint in error.hints.iter().filter(|hint| ours(&hint.v)).take(2) {
        diag = diag.hint(lower_first(hint.v.trim_end_matches('.')));
    }
    // Of the calls that led there, the innermost one in a file of ours.
    let call = error.trace.iter().find_map(|at| match &at.v {
        Tracepoint::Call(Some(name)) => {
            Some((place_of_call(at.span.into(), table)?, format!("`{name}` was called here")))
        }
        _ => None,
    });
    if let Some((place, word)) = call {
        diag = diag.also(place, word);
    }
    diag.hint("print templates are written in Typst; `themes/README.md` lists what `data.json` holds")
}

fn place_of_call(span: DiagSpan, table: &Table<'_>) -> Option<Place> {
    place(span, table)
}

fn place(span: DiagSpan, table: &Table<'_>) -> Option<Place> {
    let file = table.press.place(span.id()?)?;
    let range = table.range(span)?;
    Some(Place::at(file, Span::new(range)))
}

/// A message as ours begin; a name in capitals (`PDF/UA-1`) stays.
fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    if message.chars().nth(1).is_some_and(char::is_uppercase) {
        return format!("it cannot be read aloud: {message}");
    }
    chars.next().map(|c| c.to_lowercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
