//! The preview's own strings → the language of the staff: that of `--lang`, else the first one of the browser's that
//! there is. They are no strings of a site, which are for readers; so they lie here, in `locales/`.
//!
//! Serbian is written in Cyrillic and derived in Latin, as everywhere.

use crate::base::{Code, Lang, Translit, Transliterator};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use hyper::header::{ACCEPT_LANGUAGE, HeaderMap};

/// The languages there are, as files in `locales/`.
pub const LANGUAGES: [&str; 3] = ["en", "sq", "sr"];

const FILES: [&str; 3] =
    [include_str!("locales/en.ftl"), include_str!("locales/sq.ftl"), include_str!("locales/sr.ftl")];

/// Languages whose readers read Serbian in Latin letters.
const LATIN: [&str; 4] = ["bs", "hr", "sh", "cnr"];

/// A language and script of the staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staff {
    language: usize,
    latin: bool,
}

/// All strings.
pub struct Words {
    bundles: Vec<FluentBundle<FluentResource>>,
    translit: Transliterator,
}

impl Staff {
    /// The language to speak: the one that was asked for, else one of those that the browser names, best first.
    pub fn of(wanted: Option<Lang>, headers: &HeaderMap) -> Self {
        let wanted = wanted.map(|lang| lang.to_string());
        let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let named = wanted.as_deref().into_iter().chain(accepted_languages(accepted));
        named.filter_map(Self::named).next().unwrap_or(Self { language: 0, latin: false })
    }

    fn named(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        if LATIN.contains(&language) {
            return Some(Self { language: 2, latin: true });
        }
        let language = LANGUAGES.iter().position(|l| *l == language)?;
        Some(Self { language, latin: tag.contains("latn") })
    }

    /// The tag of the language.
    pub fn tag(self) -> &'static str {
        match (LANGUAGES[self.language], self.latin) {
            ("sr", true) => "sr-Latn",
            ("sr", false) => "sr-Cyrl",
            (language, _) => language,
        }
    }
}

/// The languages of an `Accept-Language` header, the most wanted first (RFC 9110, section 12.5.4).
fn accepted_languages(header: &str) -> impl Iterator<Item = &str> {
    let mut all: Vec<(u32, &str)> = header
        .split(',')
        .filter_map(|part| {
            let (tag, weight) =
                part.split_once(";q=").map_or((part, 1.0), |(t, q)| (t, q.trim().parse().unwrap_or(0.0)));
            // Weights have three digits at most.
            let weight: f32 = weight;
            Some(((weight * 1000.0) as u32, tag.trim())).filter(|(weight, _)| *weight > 0)
        })
        .collect();
    all.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    all.into_iter().map(|(_, tag)| tag)
}

impl Default for Words {
    fn default() -> Self {
        let bundle = |(language, text): (&str, &str)| {
            let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
            bundle.set_use_isolating(false);
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
            bundle
        };
        Self { bundles: LANGUAGES.into_iter().zip(FILES).map(bundle).collect(), translit: Transliterator::new([]) }
    }
}

impl Words {
    /// A string; `None` where the language has none.
    pub fn find(&self, staff: Staff, key: &str, args: &[(&str, i64)]) -> Option<String> {
        let bundle = &self.bundles[staff.language];
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

/// What a code means in one of [`LANGUAGES`], for the test that proves that each has a sentence.
pub fn sentence(language: &str, code: Code) -> Option<String> {
    Words::default().sentence(Staff::named(language)?, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_the_language_of_the_browser() {
        let staff = |accepted: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, accepted.parse().unwrap());
            Staff::of(None, &headers).tag()
        };
        assert_eq!(staff("sq-AL,sq;q=0.9,en;q=0.8"), "sq");
        assert_eq!(staff("de, sr-Latn;q=0.5, en;q=0.4"), "sr-Latn");
        assert_eq!(staff("en;q=0.1, sr-RS;q=0.5"), "sr-Cyrl");
        assert_eq!(staff("bs"), "sr-Latn");
        assert_eq!(staff("de"), "en");
        assert_eq!(staff(""), "en");
        let words = Words::default();
        let latin = Staff { language: 2, latin: true };
        assert_eq!(words.say(latin, "severity-error", &[]), "Greška");
    }
}
