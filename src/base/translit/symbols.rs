//! Words of a Latin text that are signs rather than words: units, currencies, names of file formats, brands written as
//! they are. A file of its own because these are lists, to be read and mended as lists.

use super::passage::Stretch;
use std::ops::Range;

/// Unit symbols, that stay after a number. `s` is not among them: it is the preposition "with".
const UNITS: [&str; 36] = [
    "km", "m", "dm", "cm", "mm", "ha", "kg", "g", "mg", "t", "l", "dl", "cl", "ml", "hl", "h", "min", "ms", "V", "kV",
    "mV", "MB", "GB", "TB", "kB", "KB", "Mb", "Gb", "Hz", "kHz", "MHz", "GHz", "dB", "Pa", "kPa", "kcal",
];

/// How many letters a unit has at most.
pub(super) const LONGEST_UNIT: usize = 4;

/// Bytes with which a unit begins: most short words do not.
pub(super) const UNIT_BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut i = 0;
    while i < UNITS.len() {
        begins[UNITS[i].as_bytes()[0] as usize] = true;
        i += 1;
    }
    begins
};

/// Currency codes that stay beside a number.
const CURRENCIES: [&str; 7] = ["RSD", "BAM", "MKD", "ALL", "HRK", "RON", "BGN"];

/// Abbreviations that Serbian writes in Latin in either script: formats, protocols, world currencies.
const INTERNATIONAL: [&str; 28] = [
    "PDF", "EPUB", "HTML", "CSS", "RSS", "URL", "USB", "GPS", "CD", "DVD", "JPG", "JPEG", "PNG", "GIF", "SVG", "CSV",
    "ODT", "ODS", "RTF", "ISBN", "ISSN", "IBAN", "EUR", "USD", "CHF", "GBP", "HTTP", "COVID",
];

/// Brands without a letter that would give them away, in the spelling of their makers.
const BRANDS: [&str; 12] = [
    "Facebook",
    "Google",
    "Viber",
    "Messenger",
    "Outlook",
    "Chrome",
    "Firefox",
    "LinkedIn",
    "iPhone",
    "iPad",
    "PayPal",
    "GitHub",
];

/// Whether the word at `word` is such a sign. Most words are in small letters and longer than any unit: they are let
/// go first.
pub(super) fn stays(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let text = &stretch.text[word.clone()];
    let capitals = text.bytes().any(|b| b.is_ascii_uppercase());
    (capitals && (INTERNATIONAL.contains(&text) || BRANDS.contains(&text) || is_currency(stretch, word)))
        || (text.len() <= LONGEST_UNIT && is_unit(stretch, word))
        || is_email(stretch, word)
}

/// A currency code beside a number.
fn is_currency(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    CURRENCIES.contains(&&stretch.text[word.clone()])
        && (after_number(stretch, word.start) || before_number(stretch, word.end))
}

/// `e-mail` and `email` in any case form, `mailto`.
fn is_email(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let text = &stretch.text[word.clone()];
    let hyphen = ['-', '\u{2011}'];
    match text {
        "mailto" => true,
        "e" | "E" => stretch.after(word.end).strip_prefix(hyphen).is_some_and(|rest| starts_with(rest, "mail")),
        _ if starts_with(text, "mail") => stretch.before(word.start).strip_suffix(hyphen).is_some_and(|before| {
            before.ends_with(['e', 'E']) && stretch.word_before(word.start).is_some_and(|last| last.len() == 1)
        }),
        _ => starts_with(text, "email"),
    }
}

/// Whether `text` begins with the ASCII letters of `start` in any letter case.
fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
}

/// A unit after a number (`5 km`), after another unit (`km/h`), with a power (`m²`) or after a degree sign (`°C`).
fn is_unit(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let text = &stretch.text[word.clone()];
    let after = stretch.after(word.end);
    if stretch.before(word.start).ends_with('°') {
        return matches!(text, "C" | "F");
    }
    if !text.bytes().next().is_some_and(|byte| UNIT_BEGINS[usize::from(byte)]) || !UNITS.contains(&text) {
        return false;
    }
    // `stav 2 t. 3`, `2 g. zatvora`: an abbreviation in mid-sentence, not a unit.
    let goes_on = |c: char| c.is_ascii_digit() || c.is_lowercase();
    let abbreviation = after.strip_prefix('.').is_some_and(|rest| rest.trim_start().starts_with(goes_on));
    after.starts_with(['²', '³'])
        || (after_number(stretch, word.start) && !abbreviation)
        || after_unit(stretch, word.start)
}

/// Whether a unit and a slash stand before `at`.
fn after_unit(stretch: &Stretch<'_>, at: usize) -> bool {
    let before = stretch.before(at);
    before.ends_with('/')
        && stretch.word_before(at).is_some_and(|last| {
            last.end + 1 == at && UNITS.contains(&&stretch.text[last.clone()]) && after_number(stretch, last.start)
        })
}

/// Whether a number stands before `at`; one with a full stop is an ordinal.
fn after_number(stretch: &Stretch<'_>, at: usize) -> bool {
    stretch.before(at).trim_end().ends_with(|c: char| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾'))
}

/// Whether a number stands from `at` on.
fn before_number(stretch: &Stretch<'_>, at: usize) -> bool {
    stretch.after(at).trim_start().starts_with(|c: char| c.is_ascii_digit())
}
