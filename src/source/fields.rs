//! A YAML mapping, read key by key: each value as what its key asks for, every wrong one a diagnostic, and at the end
//! every key that nobody asked for, with the nearest one that somebody did.

use super::values::{bad_date, email, one_of, scalar, web_address};
use super::yaml::{Pair, Value, Yaml};
use crate::base::{Code, Date, Diagnostic, Finding, Lang, Severity, SourcePath, Span, did_you_mean, nearest};

pub use super::values::{read_lang, read_names, required_names};

/// A value and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> At<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl At<String> {
    /// The same without room to grow.
    pub fn boxed(self) -> At<Box<str>> {
        At::new(self.value.into(), self.span)
    }
}

/// A text for the reader: one text for all languages, or one for each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// A text of no language in particular (an address, a proper name): printed as it is, never marked.
    pub neutral: Option<String>,
    /// Texts by language, in the order of the tags.
    pub by_lang: Vec<(Lang, String)>,
    /// Where they stand.
    pub span: Span,
}

impl Names {
    /// The text of exactly this language.
    pub fn get(&self, lang: Lang) -> Option<&str> {
        self.by_lang.binary_search_by(|(l, _)| l.cmp(&lang)).ok().map(|i| self.by_lang[i].1.as_str())
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.neutral.is_none() && self.by_lang.is_empty()
    }

    /// Every text with its language.
    pub fn all(&self) -> impl Iterator<Item = (Option<Lang>, &str)> {
        let neutral = self.neutral.iter().map(|t| (None, t.as_str()));
        neutral.chain(self.by_lang.iter().map(|(l, t)| (Some(*l), t.as_str())))
    }
}

/// Where diagnostics about one file go.
pub struct Sink<'a> {
    /// The file that is read.
    pub file: &'a SourcePath,
    /// What was noticed so far.
    pub diags: &'a mut Vec<Diagnostic>,
}

impl Sink<'_> {
    /// Notes a finding.
    pub fn push(&mut self, finding: Finding) {
        self.diags.push(finding.at(self.file));
    }

    /// How many errors were noticed so far.
    pub fn errors(&self) -> usize {
        self.diags.iter().filter(|d| d.severity() == Severity::Error).count()
    }

    /// Complains that a value is not what its key wants.
    pub fn wrong(&mut self, key: &str, yaml: &Yaml, wanted: &str) {
        let found = match &yaml.value {
            Value::Scalar(text) => format!("`{}`", shorten(text)),
            other => other.noun().to_owned(),
        };
        let spaceless = matches!(&yaml.value, Value::Scalar(text) if wanted == LINES && text.contains(':'));
        self.push(
            Finding::new(Code::WrongType, yaml.span, format!("`{key}` must be {wanted}, not {found}"))
                .hint_opt(spaceless.then_some("put a space after the colon")),
        );
    }
}

/// What a mapping is to a writer.
const LINES: &str = "lines of `key: value`";

/// The beginning of a text, to be named in a message of one line.
pub fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// A mapping under reading.
pub struct Fields<'y, 's, 'd> {
    pairs: &'y [Pair],
    span: Span,
    asked: Vec<&'static str>,
    /// Keys that have been complained about already.
    elsewhere: Vec<&'static str>,
    /// Where diagnostics go.
    pub sink: &'s mut Sink<'d>,
}

impl<'y, 's, 'd> Fields<'y, 's, 'd> {
    /// Begins to read `yaml`, which must be a mapping; `what` names it in the complaint otherwise.
    pub fn open(yaml: &'y Yaml, what: &str, sink: &'s mut Sink<'d>) -> Option<Self> {
        match &yaml.value {
            Value::Map(pairs) => Some(Self::over(pairs, yaml.span, sink)),
            Value::Null => Some(Self::over(&[], yaml.span, sink)),
            _ => {
                sink.wrong(what, yaml, LINES);
                None
            }
        }
    }

    fn over(pairs: &'y [Pair], span: Span, sink: &'s mut Sink<'d>) -> Self {
        Self { pairs, span, asked: Vec::new(), elsewhere: Vec::new(), sink }
    }

    /// The place of the mapping.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The value of `key` as it stands; nothing for a key that is absent or has nothing after its colon.
    pub fn raw(&mut self, key: &'static str) -> Option<&'y Yaml> {
        self.asks(key);
        self.pairs.iter().find(|p| p.key == key).map(|p| &p.value).filter(|y| y.value != Value::Null)
    }

    /// Notes that `key` is one of the keys here.
    fn asks(&mut self, key: &'static str) {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
    }

    /// Complains about those of `keys` that are there: they belong elsewhere, as `hint` says.
    pub fn misplaced(&mut self, keys: &[&'static str], hint: &str) {
        for pair in self.pairs.iter().filter(|p| keys.contains(&p.key.as_str())) {
            self.sink.push(
                Finding::new(Code::UnknownKey, pair.span, format!("nothing reads the key `{}` here", pair.key))
                    .hint(hint),
            );
        }
        self.elsewhere.extend(keys);
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<At<String>> {
        let yaml = self.raw(key)?;
        match &yaml.value {
            Value::Scalar(text) if !text.trim().is_empty() => Some(At::new(text.trim().to_owned(), yaml.span)),
            Value::Scalar(_) => {
                self.sink.push(
                    Finding::new(Code::WrongType, yaml.span, format!("`{key}` is empty"))
                        .hint("write a text, or leave the key out"),
                );
                None
            }
            _ => {
                self.sink.wrong(key, yaml, "a text");
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str) -> Option<At<String>> {
        let absent = !self.pairs.iter().any(|p| p.key == key && p.value.value != Value::Null);
        if absent {
            self.missing(key);
        }
        self.text(key)
    }

    /// Complains that `key` is not there.
    pub fn missing(&mut self, key: &'static str) {
        let at = self.pairs.first().map_or(self.span, |p| p.span);
        self.sink.push(
            Finding::new(Code::MissingKey, at, format!("the key `{key}` is missing"))
                .hint(format!("add a line `{key}: …`")),
        );
    }

    /// A text for the reader: one for all, or a mapping by language.
    pub fn names(&mut self, key: &'static str) -> Names {
        match self.raw(key) {
            Some(yaml) => read_names(key, yaml, self.sink),
            None => Names::default(),
        }
    }

    /// A text for the reader that must be there.
    pub fn required_names(&mut self, key: &'static str) -> Names {
        let Some(yaml) = self.raw(key) else {
            self.missing(key);
            return Names::default();
        };
        required_names(key, yaml, self.sink)
    }

    /// A list of texts for the reader.
    pub fn names_list(&mut self, key: &'static str) -> Vec<Names> {
        let items = self.list(key);
        items.iter().map(|y| read_names(key, y, self.sink)).collect()
    }

    /// `yes`, `no`, `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let yaml = self.raw(key)?;
        let value = match &yaml.value {
            Value::Scalar(text) => match text.as_str() {
                "yes" | "true" => Some(true),
                "no" | "false" => Some(false),
                _ => None,
            },
            _ => None,
        };
        if value.is_none() {
            self.sink.wrong(key, yaml, "`yes` or `no`");
        }
        value
    }

    /// A whole number from 0.
    pub fn number(&mut self, key: &'static str) -> Option<u32> {
        let yaml = self.raw(key)?;
        let value = match &yaml.value {
            Value::Scalar(text) => text.parse().ok(),
            _ => None,
        };
        if value.is_none() {
            self.sink.wrong(key, yaml, "a whole number");
        }
        value
    }

    /// A day, `YYYY-MM-DD`.
    pub fn date(&mut self, key: &'static str) -> Option<At<Date>> {
        let yaml = self.raw(key)?;
        let Value::Scalar(text) = &yaml.value else {
            self.sink.wrong(key, yaml, "a date (`2026-03-31`)");
            return None;
        };
        match Date::parse(text) {
            Ok(date) => Some(At::new(date, yaml.span)),
            Err(error) => {
                self.sink.push(bad_date(key, text, error, yaml.span));
                None
            }
        }
    }

    /// One of a few words.
    pub fn word(&mut self, key: &'static str, allowed: &[&'static str]) -> Option<&'static str> {
        let text = self.text(key)?;
        one_of(key, &text, allowed, self.sink)
    }

    /// The items of a list; a lone text counts as a list of one.
    pub fn list(&mut self, key: &'static str) -> Vec<&'y Yaml> {
        let Some(yaml) = self.raw(key) else { return Vec::new() };
        match &yaml.value {
            Value::List(items) => items.iter().collect(),
            Value::Scalar(_) => vec![yaml],
            _ => {
                self.sink.wrong(key, yaml, "a list (`[one, two]`)");
                Vec::new()
            }
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<At<String>> {
        let items = self.list(key);
        items.into_iter().filter_map(|yaml| scalar(key, yaml, self.sink)).collect()
    }

    /// A list of a few words.
    pub fn words(&mut self, key: &'static str, allowed: &[&'static str]) -> Vec<&'static str> {
        let texts = self.texts(key);
        texts.iter().filter_map(|text| one_of(key, text, allowed, self.sink)).collect()
    }

    /// A list of language tags.
    pub fn langs(&mut self, key: &'static str) -> Vec<At<Lang>> {
        let texts = self.texts(key);
        texts.into_iter().filter_map(|text| read_lang(&text.value, text.span, self.sink)).collect()
    }

    /// The address of a site, with or without `https://` in front.
    pub fn website(&mut self, key: &'static str) -> Option<At<String>> {
        let at = self.text(key)?;
        web_address(key, at, self.sink)
    }

    /// An e-mail address.
    pub fn email(&mut self, key: &'static str) -> Option<At<String>> {
        let at = self.text(key)?;
        email(key, at, self.sink)
    }

    /// A language tag.
    pub fn lang(&mut self, key: &'static str) -> Option<At<Lang>> {
        let text = self.text(key)?;
        read_lang(&text.value, text.span, self.sink)
    }

    /// The pairs of a mapping under `key`, for keys that are data (ids, languages, folders).
    pub fn pairs(&mut self, key: &'static str) -> &'y [Pair] {
        match self.raw(key) {
            None => &[],
            Some(Yaml { value: Value::Map(pairs), .. }) => pairs,
            Some(yaml) => {
                self.sink.wrong(key, yaml, LINES);
                &[]
            }
        }
    }

    /// Whether `key` is absent, and one is there that is nearly spelt like it.
    pub fn is_misspelt(&self, key: &str) -> bool {
        let near = |pair: &Pair| nearest(&pair.key, [key]).is_some();
        !self.pairs.iter().any(|p| p.key == key) && self.pairs.iter().any(near)
    }

    /// Complains about every key that was not asked for.
    pub fn finish(self) {
        let known = |key: &str| self.asked.contains(&key) || self.elsewhere.contains(&key);
        for pair in self.pairs.iter().filter(|p| !known(&p.key)) {
            self.sink.push(
                Finding::new(Code::UnknownKey, pair.span, format!("nothing reads the key `{}`", pair.key)).hint(
                    did_you_mean(&pair.key, self.asked.iter().copied())
                        .unwrap_or_else(|| format!("the keys here are {}", list_words(&self.asked))),
                ),
            );
        }
    }
}

/// Words in backticks, with commas.
pub fn list_words(words: &[impl AsRef<str>]) -> String {
    let words = words.iter().map(AsRef::as_ref);
    words.map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}
