//! One Fluent file → the strings in it and the values each of them takes; and what Fluent says is wrong, in the words of
//! a person who writes strings, not programs.

use crate::base::{Code, Finding, Span};
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentError, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::{ErrorKind, ParserError};
use std::collections::BTreeSet;

/// A string of a file.
pub struct Message<'r> {
    /// Its key.
    pub key: &'r str,
    /// Where the key stands.
    pub span: Span,
    /// The values it takes, without `$`.
    pub variables: BTreeSet<String>,
}

/// The strings of a file, in its order.
pub fn messages(resource: &FluentResource) -> impl Iterator<Item = Message<'_>> {
    resource.entries().filter_map(|entry| {
        let Entry::Message(message) = entry else { return None };
        let mut variables = BTreeSet::new();
        message.value.iter().for_each(|pattern| collect(pattern, &mut variables));
        let key = message.id.name;
        // Names are parts of the text that was parsed.
        let start = (key.as_ptr() as usize).saturating_sub(resource.source().as_ptr() as usize);
        Some(Message { key, span: Span::new(start..start + key.len()), variables })
    })
}

fn collect(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => of_expression(expression, found),
        }
    }
}

fn of_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, found),
        Expression::Select { selector, variants } => {
            of_inline(selector, found);
            variants.iter().for_each(|variant| collect(&variant.value, found));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, found),
        _ => {}
    }
}

/// The parser's error about `text`.
pub fn syntax(error: &ParserError, text: &str) -> Finding {
    let start = text.floor_char_boundary(error.pos.start);
    // Where a line ends too soon the parser points behind it; the writer looks at its last words.
    let start = if text[start..].starts_with('\n') || start == text.len() {
        text[..start].trim_end().char_indices().next_back().map_or(0, |(at, _)| at)
    } else {
        start
    };
    let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    let (message, hint) = match &error.kind {
        ErrorKind::ExpectedToken('=') => ("this line has no `=`".to_owned(), "write `key = text`"),
        ErrorKind::ExpectedToken('}') => {
            ("a `{` is opened and not closed".to_owned(), "close it: `{ $name }`; to print a brace, write `{\"{\"}`")
        }
        ErrorKind::UnterminatedStringLiteral => {
            ("a quotation mark is opened and not closed".to_owned(), "close it before the `}`")
        }
        ErrorKind::ExpectedMessageField { entry_id } => {
            (format!("the string `{entry_id}` has no text"), "write the text after the `=`, or take the line out")
        }
        ErrorKind::ExpectedTermField { entry_id } => {
            (format!("the term `-{entry_id}` has no text"), "write the text after the `=`, or take the line out")
        }
        ErrorKind::MissingDefaultVariant => (
            "none of the forms is marked as the one for all other numbers".to_owned(),
            "put a `*` before it: `*[other] { $count } pages`",
        ),
        ErrorKind::UnbalancedClosingBrace => {
            ("a `}` closes nothing".to_owned(), "open it before: `{ $name }`; to print a brace, write `{\"}\"}`")
        }
        other => (
            format!("this is not Fluent: {}", lower_first(&other.to_string())),
            "a string is written `key = text`; further lines of its text are indented",
        ),
    };
    Finding::new(Code::FluentSyntax, start..end, message).hint(hint)
}

/// Why a string could not be put together.
pub fn reason(error: &FluentError) -> String {
    match error {
        FluentError::ResolverError(ResolverError::Reference(kind)) => match kind {
            ReferenceKind::Variable { id } => format!("`${id}` is not given to it"),
            ReferenceKind::Message { id, .. } => format!("there is no string `{id}`"),
            ReferenceKind::Term { id, .. } => format!("there is no term `-{id}`"),
            ReferenceKind::Function { id } => format!("there is no function `{id}`"),
        },
        FluentError::ResolverError(ResolverError::Cyclic) => "it refers to itself".to_owned(),
        FluentError::ResolverError(ResolverError::NoValue(id)) => format!("`{id}` has no text"),
        other => lower_first(&other.to_string()),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_lowercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
