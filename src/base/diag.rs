//! What is wrong, where, and what to do: the one way in which every pass speaks to a writer.
//!
//! A problem in the content is never an `Err`. It is a [`Diagnostic`] in a [`Report`], and the pass goes on, so that
//! one run shows everything. `Err` is for the outer world: a full disk, a taken port.

use super::{Code, SourcePath};
use std::ops::Range;

/// A range of bytes in a text as the program holds it (UTF-8, without byte order mark, lines end in `\n`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a range; offsets over 4 GiB cannot occur, since larger files are refused when read.
    pub fn new(range: Range<usize>) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: narrow(range.start), end: narrow(range.end.max(range.start)) }
    }

    /// The same span, `by` bytes further on: a leaf speaks in ranges of its own input, its caller shifts them.
    pub fn shift(self, by: u32) -> Self {
        Self { start: self.start.saturating_add(by), end: self.end.saturating_add(by) }
    }

    /// As a range, to slice the text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range)
    }
}

/// How bad it is. Errors stop a build, warnings only with `--strict`, notes never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing: a translation that does not exist yet.
    Note,
    /// The site can be built, but a reader may be worse off.
    Warning,
    /// Nothing is published.
    Error,
}

impl Severity {
    /// The word used in every output format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A file of the project and, where known, the place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, relative to the project's root.
    pub file: SourcePath,
    /// Where in it; `None` speaks of the file as a whole.
    pub span: Option<Span>,
}

impl Place {
    /// A place inside a file.
    pub fn at(file: &SourcePath, span: impl Into<Span>) -> Self {
        Self { file: file.clone(), span: Some(span.into()) }
    }

    /// A file as a whole.
    pub fn file(file: &SourcePath) -> Self {
        Self { file: file.clone(), span: None }
    }
}

/// One problem. The message is lower case, has no full stop and names the thing in backticks; hints say what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule speaks.
    pub code: Code,
    /// Where; `None` only where no file is to blame (a missing folder).
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What to do about it, one sentence each.
    pub hints: Vec<String>,
    /// Other places that belong to it (the second writer of a path), each with a word about it.
    pub also: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, place: Some(place), message: message.into(), hints: Vec::new(), also: Vec::new() }
    }

    /// A problem with no file to point at.
    pub fn general(code: Code, message: impl Into<String>) -> Self {
        Self { code, place: None, message: message.into(), hints: Vec::new(), also: Vec::new() }
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what to do where there is something to say.
    #[must_use]
    pub fn hint_opt(self, hint: Option<impl Into<String>>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// Adds another place that belongs to the problem.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also.push((place, label.into()));
        self
    }

    /// How bad it is: a property of the rule, not of the case.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// A value, and what was noticed on the way to it.
#[derive(Debug, Clone, Default)]
pub struct Report<T> {
    /// The result, as whole as the input allowed.
    pub value: T,
    /// What was noticed.
    pub diags: Vec<Diagnostic>,
}

impl<T> Report<T> {
    /// A value with what was noticed.
    pub fn new(value: T, diags: Vec<Diagnostic>) -> Self {
        Self { value, diags }
    }

    /// Moves the diagnostics to `sink` and yields the value.
    pub fn take(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diags);
        self.value
    }
}

/// The worst severity among `diags`.
pub fn worst(diags: &[Diagnostic]) -> Option<Severity> {
    diags.iter().map(Diagnostic::severity).max()
}

/// Sorts by file and place and drops repetitions, so that the order of threads never shows.
pub fn sort(diags: &mut Vec<Diagnostic>) {
    fn key(diag: &Diagnostic) -> impl Ord {
        (&diag.place, diag.code, &diag.message, &diag.hints, &diag.also)
    }
    diags.sort_by(|a, b| key(a).cmp(&key(b)));
    diags.dedup();
}

/// The nearest of `known` to a mistyped word, if one is near enough to be meant (a third of the letters may differ).
/// A word of one or two letters is near to everything, so it means nothing but itself.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).min(4);
    let lower = word.to_lowercase();
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(&lower, &k.to_lowercase()), k))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, k)| k)
}

/// The hint for a mistyped word: "did you mean …?" with the nearest, else nothing.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|k| format!("did you mean `{k}`?"))
}

/// The first few of many words, for a message.
pub fn few(words: &[impl AsRef<str>]) -> String {
    let shown: Vec<String> = words.iter().take(6).map(|w| format!("`{}`", w.as_ref())).collect();
    match words.len() {
        0..=6 => shown.join(", "),
        n => format!("{} and {} more", shown.join(", "), n - 6),
    }
}

/// What a leaf notices in its own input, before anybody knows which file that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule speaks.
    pub code: Code,
    /// Where in the leaf's input.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Finding {
    /// A problem at a range of the input.
    pub fn new(code: Code, span: impl Into<Span>, message: impl Into<String>) -> Self {
        Self { code, span: span.into(), message: message.into(), hints: Vec::new() }
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what to do where there is something to say.
    #[must_use]
    pub fn hint_opt(mut self, hint: Option<impl Into<String>>) -> Self {
        self.hints.extend(hint.map(Into::into));
        self
    }

    /// The finding as a diagnostic about `file`.
    pub fn at(self, file: &SourcePath) -> Diagnostic {
        Diagnostic {
            code: self.code,
            place: Some(Place::at(file, self.span)),
            message: self.message,
            hints: self.hints,
            also: Vec::new(),
        }
    }
}
