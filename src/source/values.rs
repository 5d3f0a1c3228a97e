//! One value of a file → what its key asks for: texts in several languages, tags, words, dates, addresses. A file of
//! its own because keys that are data (ids, languages) have values too, and nobody asks for those by name.

use super::fields::{At, Names, Sink, list_words, shorten};
use super::yaml::{Value, Yaml};
use crate::base::{Code, DateError, Finding, Lang, Span, did_you_mean};

/// A scalar of a list.
pub fn scalar(key: &str, yaml: &Yaml, sink: &mut Sink<'_>) -> Option<At<String>> {
    match &yaml.value {
        Value::Scalar(text) => Some(At::new(text.clone(), yaml.span)),
        _ => {
            sink.wrong(key, yaml, "a list of texts");
            None
        }
    }
}

/// Reads a language tag.
pub fn read_lang(tag: &str, span: Span, sink: &mut Sink<'_>) -> Option<At<Lang>> {
    let lang = Lang::parse(tag);
    if lang.is_none() {
        sink.push(
            Finding::new(Code::BadLanguageTag, span, format!("`{tag}` is not a language tag"))
                .hint("write a tag such as `sq`, `rom` or `sr-Latn`"),
        );
    }
    lang.map(|lang| At::new(lang, span))
}

/// Reads a text for the reader that must say something.
pub fn required_names(key: &str, yaml: &Yaml, sink: &mut Sink<'_>) -> Names {
    let names = read_names(key, yaml, sink);
    if names.is_empty() && !matches!(yaml.value, Value::List(_)) {
        sink.push(
            Finding::new(Code::WrongType, yaml.span, format!("`{key}` is empty"))
                .hint("write a text, or one for each language: `{ sq: …, en: … }`"),
        );
    }
    names
}

/// Reads a text for the reader.
pub fn read_names(key: &str, yaml: &Yaml, sink: &mut Sink<'_>) -> Names {
    let mut names = Names { span: yaml.span, ..Names::default() };
    match &yaml.value {
        Value::Scalar(text) => names.neutral = Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::Map(pairs) => {
            for pair in pairs {
                let lang = read_lang(&pair.key, pair.span, sink);
                match (&pair.value.value, lang) {
                    (Value::Scalar(text), Some(lang)) if !text.trim().is_empty() => {
                        names.by_lang.push((lang.value, text.trim().to_owned()));
                    }
                    (Value::Scalar(_) | Value::Null, _) => {}
                    _ => sink.wrong(&pair.key, &pair.value, "a text"),
                }
            }
            names.by_lang.sort();
        }
        _ => sink.wrong(key, yaml, "a text, or one for each language (`{ sq: …, en: … }`)"),
    }
    names
}

/// One of a few words.
pub fn one_of(key: &str, text: &At<String>, allowed: &[&'static str], sink: &mut Sink<'_>) -> Option<&'static str> {
    let found = allowed.iter().find(|w| **w == text.value).copied();
    if found.is_none() {
        sink.push(
            Finding::new(Code::BadValue, text.span, format!("`{key}` cannot be `{}`", text.value))
                .hint_opt(did_you_mean(&text.value, allowed.iter().copied()))
                .hint(format!("it is one of {}", list_words(allowed))),
        );
    }
    found
}

/// The complaint about a date that is none.
pub fn bad_date(key: &str, text: &str, error: DateError, span: Span) -> Finding {
    let message = match error {
        DateError::Shape => format!("`{key}` must be a date, not `{}`", shorten(text)),
        DateError::Month(month) => format!("`{text}` is no date: there is no month {month}"),
        DateError::Day(last) => format!("`{text}` is no date: that month has {last} days"),
    };
    Finding::new(Code::BadDate, span, message).hint("write year, month and day in figures: `2026-03-31`")
}

/// The address of a site that a page may link to: nothing that runs in a reader's browser comes through here.
pub fn web_address(key: &str, at: At<String>, sink: &mut Sink<'_>) -> Option<At<String>> {
    let whole = if at.value.contains("://") { at.value.clone() } else { format!("https://{}", at.value) };
    let plain = !at.value.contains(|c: char| c.is_whitespace() || c.is_control());
    let web = |url: url::Url| {
        let host = url.host_str().is_some_and(|host| host.contains('.'));
        matches!(url.scheme(), "http" | "https") && host && url.username().is_empty()
    };
    if plain && url::Url::parse(&whole).is_ok_and(web) {
        return Some(at);
    }
    sink.push(
        Finding::new(Code::BadValue, at.span, format!("`{key}` cannot be `{}`", shorten(&at.value)))
            .hint("write the address of a site: `https://www.example.org/`"),
    );
    None
}

/// Whether a text is an e-mail address as one writes it by hand; the comment and quoting rules of RFC 5322 are for nobody here.
pub fn is_email(text: &str) -> bool {
    let plain = |part: &str| {
        let letters = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        !part.is_empty() && part.chars().all(letters) && !part.starts_with('.') && !part.ends_with('.')
    };
    text.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.'))
}

/// An e-mail address.
pub fn email(key: &str, at: At<String>, sink: &mut Sink<'_>) -> Option<At<String>> {
    if is_email(&at.value) {
        return Some(at);
    }
    sink.push(
        Finding::new(Code::BadValue, at.span, format!("`{key}` cannot be `{}`", shorten(&at.value)))
            .hint("write one e-mail address: `name@example.org`"),
    );
    None
}
