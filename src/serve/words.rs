//! The preview's own strings → the language of the staff: that of `--lang`, else the first one of the browser's that
//! there is. They are no strings of a site, which are for readers; so they lie here, in `locales/`.
//!
//! Serbian is written in Cyrillic and derived in Latin, as everywhere.

use crate::base::{Code, Lang, Translit, Transliterator, has_table};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use hyper::header::{ACCEPT_LANGUAGE, HeaderMap};
use include_dir::{Dir, File, include_dir};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/serve/locales");

/// A language of the staff: which of those in `locales/`, and whether it is wanted in Latin letters though it is
/// written in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staff {
    language: usize,
    latin: bool,
}

/// One language.
struct Language {
    tag: String,
    bundle: FluentBundle<FluentResource>,
}

/// All strings.
pub struct Words {
    languages: Vec<Language>,
    translit: Transliterator,
}

impl Default for Words {
    fn default() -> Self {
        let language = |file: &File<'_>| {
            let tag = file.path().file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
            let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
            bundle.set_use_isolating(false);
            let text = file.contents_utf8().unwrap_or_default().to_owned();
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource(resource).expect("each sentence stands once in the file of a language");
            Language { tag, bundle }
        };
        let mut languages: Vec<Language> = FILES.files().map(language).collect();
        languages.sort_by(|a, b| a.tag.cmp(&b.tag));
        Self { languages, translit: Transliterator::new([]) }
    }
}

impl Words {
    /// The tags of all languages.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|l| l.tag.as_str())
    }

    /// The language to speak: the one that was asked for, else one of those that the browser names, best first.
    pub fn staff(&self, wanted: Option<Lang>, headers: &HeaderMap) -> Staff {
        let wanted = wanted.map(|lang| lang.to_string());
        let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let mut named = wanted.as_deref().into_iter().chain(accepted_languages(accepted));
        named.find_map(|tag| self.named(tag)).unwrap_or(Staff { language: 0, latin: false })
    }

    /// The language that is meant by a tag. A file may name languages whose readers read it in Latin letters.
    pub fn named(&self, tag: &str) -> Option<Staff> {
        let tag = tag.to_ascii_lowercase();
        let wanted = tag.split(['-', '_']).next().unwrap_or_default();
        if let Some(language) = self.languages.iter().position(|l| l.tag == wanted) {
            return Some(Staff { language, latin: has_table(wanted) && tag.contains("latn") });
        }
        let lent =
            |l: &Language| raw(&l.bundle, "latin-readers").is_some_and(|all| all.split(' ').any(|w| w == wanted));
        self.languages.iter().position(lent).map(|language| Staff { language, latin: true })
    }

    /// The tag of what is spoken, with its script where there are two.
    pub fn tag(&self, staff: Staff) -> String {
        let tag = &self.languages[staff.language].tag;
        match (has_table(tag), staff.latin) {
            (false, _) => tag.clone(),
            (true, true) => format!("{tag}-Latn"),
            (true, false) => format!("{tag}-Cyrl"),
        }
    }

    /// A string; `None` where the language has none.
    pub fn find(&self, staff: Staff, key: &str, args: &[(&str, i64)]) -> Option<String> {
        let bundle = &self.languages[staff.language].bundle;
        let pattern = bundle.get_message(key)?.value()?;
        let mut values = FluentArgs::new();
        args.iter().for_each(|(name, number)| values.set(*name, FluentValue::from(*number)));
        let text = bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned();
        Some(match staff.latin {
            true => self.translit.apply(Translit::ToLatin, &text).into_owned(),
            false => text,
        })
    }

    /// A string; its key where the language has none.
    pub fn say(&self, staff: Staff, key: &str, args: &[(&str, i64)]) -> String {
        self.find(staff, key, args).unwrap_or_else(|| key.to_owned())
    }

    /// What is wrong in general, and what to do, in a sentence.
    pub fn sentence(&self, staff: Staff, code: Code) -> Option<String> {
        self.find(staff, &format!("diagnostic-{code}"), &[])
    }
}

fn raw(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
}

/// The languages of an `Accept-Language` header, the most wanted first (RFC 9110, section 12.5.4).
fn accepted_languages(header: &str) -> impl Iterator<Item = &str> {
    let mut all: Vec<(u32, &str)> = header
        .split(',')
        .filter_map(|part| {
            let (tag, weight) = part.split_once(";q=").map_or((part, Ok(1.0)), |(t, q)| (t, q.trim().parse::<f32>()));
            // Weights have three digits at most.
            let weight = (weight.unwrap_or(0.0) * 1000.0) as u32;
            (weight > 0).then(|| (weight, tag.trim()))
        })
        .collect();
    all.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    all.into_iter().map(|(_, tag)| tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_the_language_of_the_browser() {
        let words = Words::default();
        let staff = |accepted: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, accepted.parse().unwrap());
            words.tag(words.staff(None, &headers))
        };
        assert_eq!(staff("sq-AL,sq;q=0.9,en;q=0.8"), "sq");
        assert_eq!(staff("de, sr-Latn;q=0.5, en;q=0.4"), "sr-Latn");
        assert_eq!(staff("en;q=0.1, sr-RS;q=0.5"), "sr-Cyrl");
        assert_eq!(staff("bs"), "sr-Latn");
        assert_eq!(staff("de"), "en");
        assert_eq!(staff(""), "en");
        let latin = words.named("bs").unwrap();
        assert_eq!(words.say(latin, "severity-error", &[]), "Greška");
    }
}
