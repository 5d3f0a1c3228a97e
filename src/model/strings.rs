//! The interface strings: Fluent files of the theme and of the site → what a key says in an edition, and which
//! language said it.

use super::fluent::{messages, reason, syntax};
use super::{Edition, Step};
use crate::base::{Cldr, Code, Diagnostic, Finding, Lang, Place, SourcePath, did_you_mean, few};
use crate::source::{TextFile, ThemeFiles};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// Strings that only some languages need: a date, where CLDR does not know the language's own.
const OPTIONAL: [&str; 1] = ["date-long"];

/// All strings of the site.
#[derive(Default)]
pub struct Strings {
    bundles: BTreeMap<Lang, Language>,
    /// The values that each string is given, as the deepest theme that has it shows: who gives them does not change when
    /// a site changes the words.
    given: BTreeMap<String, BTreeSet<String>>,
}

/// The strings of one language.
struct Language {
    bundle: FluentBundle<Arc<FluentResource>>,
    /// Where each string stands.
    keys: BTreeMap<String, Place>,
    files: Vec<SourcePath>,
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.bundles.iter().map(|(lang, l)| (lang, l.keys.len()))).finish()
    }
}

/// A string, before it is put into the edition's script.
pub struct FoundString {
    /// The text.
    pub text: String,
    /// The step of the chain that had it.
    pub step: Step,
}

/// Why there is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StringError {
    /// No language has the key.
    Unknown,
    /// The message exists, but could not be put together.
    Value {
        /// The file of the message.
        file: SourcePath,
        /// What Fluent says.
        reason: String,
    },
}

impl Strings {
    /// Builds the bundles: the deepest theme first, the site's own files last, each overriding those before.
    pub fn resolve(theme: &ThemeFiles, site: &[(Lang, TextFile)], diags: &mut Vec<Diagnostic>) -> Self {
        let mut strings = Self::default();
        for layer in theme.layers.iter().rev().map(|l| l.strings.as_slice()).chain([site]) {
            let mut given: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (lang, file) in layer {
                let language = strings.bundles.entry(*lang).or_insert_with(|| Language::new(*lang));
                for (key, variables) in language.add(file, diags) {
                    given.entry(key).or_default().extend(variables);
                }
            }
            given.into_iter().for_each(|(key, variables)| {
                strings.given.entry(key).or_insert(variables);
            });
        }
        strings
    }

    /// Every key that some language has.
    pub fn keys(&self) -> BTreeSet<&str> {
        self.bundles.values().flat_map(|l| l.keys.keys().map(String::as_str)).collect()
    }

    /// Every key whose string is given no values, so that it always says the same.
    pub fn fixed_keys(&self) -> impl Iterator<Item = &str> {
        self.given.iter().filter(|(_, values)| values.is_empty()).map(|(key, _)| key.as_str())
    }

    /// What `key` says to readers of `edition`: the first language of the chain that has it, else any that has.
    pub fn get(&self, edition: &Edition, key: &str, args: Option<&FluentArgs<'_>>) -> Result<FoundString, StringError> {
        let by_chain = edition.first(|lang| self.bundles.get(&lang).filter(|l| l.keys.contains_key(key)));
        let any = || {
            let (lang, found) = self.bundles.iter().find(|(_, l)| l.keys.contains_key(key))?;
            Some((found, edition.foreign(*lang)))
        };
        let (language, step) = by_chain.or_else(any).ok_or(StringError::Unknown)?;
        let text = language.format(key, args)?;
        Ok(FoundString { text, step })
    }

    /// What `key` says in exactly this language, or in the other script of it.
    pub fn of_language(&self, lang: Lang, key: &str) -> Option<String> {
        let same = self.bundles.iter().filter(|(l, _)| l.language() == lang.language());
        let exact = self.bundles.get(&lang).into_iter().chain(same.map(|(_, l)| l));
        exact.filter(|l| l.keys.contains_key(key)).find_map(|l| l.format(key, None).ok())
    }

    /// The nearest known key, for a mistyped one.
    pub fn nearest(&self, key: &str) -> Option<String> {
        did_you_mean(key, self.keys())
    }

    /// Speaks of strings that cannot be put together, and of keys that a language lacks while others have them: one
    /// diagnostic a language.
    pub fn check(&self, editions: &[Edition], diags: &mut Vec<Diagnostic>) {
        self.check_values(diags);
        let mut all = self.keys();
        OPTIONAL.iter().for_each(|key| {
            all.remove(key);
        });
        for edition in editions {
            let missing: Vec<&str> = all.iter().copied().filter(|k| !self.in_chain(edition, k)).collect();
            if missing.is_empty() {
                continue;
            }
            let message = format!("the edition `{}` has no words for {}", edition.lang, few(&missing));
            let lang = edition.chain.first().map_or(edition.lang, |s| s.lang);
            let file = self.bundles.get(&lang).and_then(|l| l.files.last()).cloned();
            let place = file.unwrap_or_else(|| SourcePath::new(format!("locales/{lang}.ftl")));
            diags.push(
                Diagnostic::new(Code::MissingString, Place::file(&place), message)
                    .hint(format!("add them to `locales/{lang}.ftl`; readers see another language until then")),
            );
        }
        let read = |lang: &Lang| editions.iter().any(|e| e.chain.iter().any(|s| s.lang == *lang));
        for (lang, language) in self.bundles.iter().filter(|(lang, _)| read(lang)) {
            let lacks: Vec<&str> = all.iter().copied().filter(|k| !language.keys.contains_key(*k)).collect();
            if let (false, Some(file)) = (lacks.is_empty(), language.files.last()) {
                let message =
                    format!("{} of {} strings have no words in `{lang}`: {}", lacks.len(), all.len(), few(&lacks));
                diags.push(
                    Diagnostic::new(Code::UntranslatedString, Place::file(file), message)
                        .hint("readers see the next language of the chain there, marked as such"),
                );
            }
        }
    }

    /// Puts every string together once, with the values that it is given.
    fn check_values(&self, diags: &mut Vec<Diagnostic>) {
        for language in self.bundles.values() {
            for (key, place) in &language.keys {
                let given: Vec<&str> = self.given.get(key).iter().flat_map(|v| v.iter().map(String::as_str)).collect();
                let pairs: Vec<_> = given.iter().map(|name| (*name, StringArg::Number(1))).collect();
                let Err(StringError::Value { reason, .. }) = language.format(key, Some(&args(&pairs))) else {
                    continue;
                };
                let message = format!("the string `{key}` cannot be put together: {reason}");
                let dollars: Vec<String> = given.iter().map(|name| format!("`${name}`")).collect();
                let hint = reason.starts_with("`$").then(|| match dollars.as_slice() {
                    [] => "it is given no values, so it can use none".to_owned(),
                    _ => format!("the values that it is given are {}", dollars.join(", ")),
                });
                diags.push(Diagnostic::new(Code::FluentValue, place.clone(), message).hint_opt(hint));
            }
        }
    }

    fn in_chain(&self, edition: &Edition, key: &str) -> bool {
        edition.first(|lang| self.bundles.get(&lang).filter(|l| l.keys.contains_key(key)).map(|_| ())).is_some()
    }
}

impl Language {
    fn new(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![plural_locale(lang)]);
        // Isolation marks are for bidirectional text inside one line; they would end up in attributes and titles.
        bundle.set_use_isolating(false);
        Self { bundle, keys: BTreeMap::new(), files: Vec::new() }
    }

    /// Adds the strings of a file; yields each with the values it takes.
    fn add(&mut self, file: &TextFile, diags: &mut Vec<Diagnostic>) -> Vec<(String, BTreeSet<String>)> {
        let resource = match FluentResource::try_new(file.text.to_string()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                diags.extend(errors.iter().map(|e| syntax(e, &file.text).at(&file.path)));
                resource
            }
        };
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for message in messages(&resource) {
            if found.contains_key(message.key) {
                let text = format!("the string `{}` stands here a second time", message.key);
                let finding = Finding::new(Code::DuplicateKey, message.span, text);
                diags.push(finding.hint("keep one of the two").at(&file.path));
            }
            self.keys.insert(message.key.to_owned(), Place::at(&file.path, message.span));
            found.insert(message.key.to_owned(), message.variables);
        }
        self.files.push(file.path.clone());
        self.bundle.add_resource_overriding(Arc::new(resource));
        found.into_iter().collect()
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Result<String, StringError> {
        let file = || self.keys.get(key).map_or_else(|| SourcePath::new("locales"), |place| place.file.clone());
        let value = self.bundle.get_message(key).and_then(|m| m.value());
        let pattern = value.ok_or_else(|| StringError::Value { file: file(), reason: "it has no text".into() })?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(error) => Err(StringError::Value { file: file(), reason: reason(error) }),
        }
    }
}

/// The locale whose plural rules Fluent applies. It silently counts in English for a language it does not know; ours
/// counts like Albanian there (one thing, or several), the project's rule for Romani until a speaker says otherwise.
fn plural_locale(lang: Lang) -> LanguageIdentifier {
    let known = Cldr::new(lang.as_str()).knows_plurals();
    let tag = if known { lang.language() } else { "sq" };
    tag.parse().unwrap_or_default()
}

/// The argument values that strings take.
pub fn args<'a>(pairs: &[(&'a str, StringArg<'a>)]) -> FluentArgs<'a> {
    let mut args = FluentArgs::with_capacity(pairs.len());
    for (name, value) in pairs {
        args.set(
            *name,
            match value {
                StringArg::Text(text) => FluentValue::from(*text),
                StringArg::Number(n) => FluentValue::from(*n),
            },
        );
    }
    args
}

/// An argument of a string.
#[derive(Debug, Clone, Copy)]
pub enum StringArg<'a> {
    /// A text, put in as it is.
    Text(&'a str),
    /// A number, which also chooses the plural form.
    Number(i64),
}
