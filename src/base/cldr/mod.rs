//! Turns a language tag into what CLDR knows of the language: dates, numbers, plurals, alphabetical order, headings of
//! an A–Z list, upper and lower case, the direction of writing.
//!
//! The only file that speaks with ICU4X, with its two parts: [`date`] and [`letters`]. A language that CLDR does not
//! know is no error: dates and numbers are then `None` (the caller has a locale file of its own), plurals follow the
//! project's rule, order and case are those of the Unicode root. Nothing is ever English by accident.

mod date;
mod letters;

use super::{Date, Dir};
pub use date::DateForm;
use date::Dates;
use icu_casemap::CaseMapper;
use icu_casemap::options::{LeadingAdjustment, TitlecaseOptions, TrailingCase};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale::{Direction, LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality};
use icu_normalizer::ComposingNormalizerBorrowed;
use icu_plurals::{PluralCategory, PluralOperands, PluralRuleType, PluralRules};
use letters::Order;
use std::borrow::Cow;
use std::cmp::Ordering;

/// What CLDR knows of one language. Made once for each edition and shared between threads.
pub struct Cldr {
    locale: Locale,
    dir: Dir,
    dates: Option<Dates>,
    digits: Option<DecimalFormatter>,
    cardinal: Option<PluralRules>,
    ordinal: Option<PluralRules>,
    order: Order,
}

/// The plural categories of CLDR (UTS 35, part 3, "Language Plural Rules"). Which of them a language uses, its rules say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plural {
    /// `zero`
    Zero,
    /// `one`
    One,
    /// `two`
    Two,
    /// `few`
    Few,
    /// `many`
    Many,
    /// `other`, which every language has.
    Other,
}

impl Plural {
    /// The keyword of CLDR, which is also the key of a variant in Fluent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

impl Cldr {
    /// What CLDR knows of the language `tag` (BCP 47). Never fails: of a tag that is not well formed the well-formed
    /// beginning counts, and an unknown or made-up language degrades.
    pub fn new(tag: &str) -> Self {
        let locale = resolve(tag);
        let dates = Dates::new(&locale);
        // Where CLDR has dates, it has numbers too; its symbols for English are those of the root, so that these could
        // not tell.
        let digits = dates.as_ref().and_then(|_| DecimalFormatter::try_new((&locale).into(), Default::default()).ok());
        let cardinal = rules(&locale, PluralRuleType::Cardinal).filter(|r| dates.is_some() || tells_apart(r));
        let ordinal = rules(&locale, PluralRuleType::Ordinal);
        let order = Order::new(&locale);
        Self { dir: direction(&locale.id), locale, dates, digits, cardinal, ordinal, order }
    }

    /// The direction of writing, told by the script (likely subtags and script metadata of CLDR); left to right where
    /// the script is unknown.
    pub fn dir(&self) -> Dir {
        self.dir
    }

    /// The direction of writing of the language `tag` alone, without what else CLDR knows of it.
    pub fn dir_of(tag: &str) -> Dir {
        direction(&resolve(tag).id)
    }

    /// Whether CLDR has dates and numbers for the language; if not, the locale file has to bring its own.
    pub fn knows_dates(&self) -> bool {
        self.dates.is_some()
    }

    /// Whether the plurals are those of CLDR and not the project's own assumption.
    pub fn knows_plurals(&self) -> bool {
        self.cardinal.is_some()
    }

    /// A day as the language writes it (CLDR, Gregorian calendar); `None` where CLDR does not know the language.
    ///
    /// A Serbian or Bosnian date ends in a full stop, which is part of it: at the end of a sentence it stands alone.
    pub fn date(&self, date: Date, form: DateForm) -> Option<String> {
        self.dates.as_ref()?.write(date, form)
    }

    /// A whole number with the digits and groups of the language (CLDR); `None` where CLDR does not know it.
    pub fn number(&self, n: i64) -> Option<String> {
        Some(self.digits.as_ref()?.format(&Decimal::from(n)).to_string())
    }

    /// A number written with `.` and without groups (`1234.50`), as the language writes it; all its decimals stay.
    /// `None` where CLDR does not know the language or `text` is not such a number.
    pub fn decimal(&self, text: &str) -> Option<String> {
        let digits = self.digits.as_ref()?;
        Some(digits.format(&Decimal::try_from_str(text).ok()?).to_string())
    }

    /// The plural category for `n` things (CLDR, cardinal rules).
    ///
    /// A language without rules in CLDR, like Romani, gets the project's own: `one` for 1, else `other`. This is the
    /// rule of Albanian and an assumption that a native speaker has to confirm.
    pub fn plural(&self, n: u64) -> Plural {
        match &self.cardinal {
            Some(rules) => category(rules, n.into()),
            None if n == 1 => Plural::One,
            None => Plural::Other,
        }
    }

    /// The plural category for a number as it is written, with `.` and its decimals: in Serbian `1.1` is `one`, `1.5`
    /// is `other`. `None` where `number` is not a number.
    pub fn plural_written(&self, number: &str) -> Option<Plural> {
        let decimal = Decimal::try_from_str(number).ok()?;
        Some(match &self.cardinal {
            Some(rules) => category(rules, (&decimal).into()),
            None if number.parse() == Ok(1.0) => Plural::One,
            None => Plural::Other,
        })
    }

    /// The category for the `n`-th thing (CLDR, ordinal rules); `other` where there are none.
    pub fn ordinal(&self, n: u64) -> Plural {
        self.ordinal.as_ref().map_or(Plural::Other, |rules| category(rules, n.into()))
    }

    /// The alphabetical order of the language (CLDR collation, else the Unicode root order). Texts that it does not
    /// tell apart stand in the order of their code points: only equal texts are `Equal`.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.order.compare(a, b)
    }

    /// Bytes that sort as [`Cldr::compare`] does, to compute once for each text of a long list.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        self.order.key(text)
    }

    /// The heading under which `text` stands in an A–Z list: a letter of the reader's alphabet, upper case (`Dh`, `Ç`
    /// in Albanian, `Lj`, `Č` in Serbian), empty for an empty text and [`Cldr::NO_LETTER`] for one that begins with a
    /// digit or a sign. In a list in this language's order all texts of one heading stand together.
    pub fn first_letter(&self, text: &str) -> String {
        self.order.first_letter(text, |letter| self.title_first(letter))
    }

    /// The heading of what does not begin with a letter.
    pub const NO_LETTER: &'static str = "#";

    /// `text` in capitals (Unicode and the rules of the language: `i` becomes `İ` in Turkish).
    pub fn upper(&self, text: &str) -> String {
        CaseMapper::new().uppercase_to_string(text, &self.locale.id).into_owned()
    }

    /// `text` in small letters (Unicode and the rules of the language: `I` becomes `ı` in Turkish).
    pub fn lower(&self, text: &str) -> String {
        CaseMapper::new().lowercase_to_string(text, &self.locale.id).into_owned()
    }

    /// `text` with its first letter in title case and the rest untouched, as at the beginning of a sentence; quotation
    /// marks before it are passed over. The Croatian digraph `ǆ` becomes `ǅ`, the Dutch `ij` becomes `IJ`.
    pub fn title_first(&self, text: &str) -> String {
        let start = text.find(char::is_alphanumeric).unwrap_or(text.len());
        let (before, rest) = text.split_at(start);
        let mut options = TitlecaseOptions::default();
        options.leading_adjustment = Some(LeadingAdjustment::None);
        options.trailing_case = Some(TrailingCase::Unchanged);
        let mapper = CaseMapper::new();
        before.to_string() + &mapper.titlecase_segment_with_only_case_data_to_string(rest, &self.locale.id, options)
    }
}

/// `text` in Unicode normalization form C, borrowed where it already is.
pub fn nfc(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// Whether `text` is in Unicode normalization form C.
pub fn is_nfc(text: &str) -> bool {
    ComposingNormalizerBorrowed::new_nfc().is_normalized(text)
}

/// The longest beginning of `tag` that is well formed, with its aliases resolved (CLDR: `sh` is `sr-Latn`, `als` is
/// `sq`); the unknown language where there is none.
fn resolve(tag: &str) -> Locale {
    let mut rest = tag;
    loop {
        match (Locale::try_from_str(rest), rest.rsplit_once('-')) {
            (Ok(mut locale), _) => {
                LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
                return locale;
            }
            (Err(_), Some((head, _))) => rest = head,
            (Err(_), None) => return Locale::UNKNOWN,
        }
    }
}

fn direction(id: &LanguageIdentifier) -> Dir {
    // The extended data know the script of smaller languages too, Romani among them.
    match LocaleDirectionality::new_extended().get(id) {
        Some(Direction::RightToLeft) => Dir::Rtl,
        _ => Dir::Ltr,
    }
}

/// The plural rules of a language. CLDR keys them by the language alone, so for `sr-Latn` and `bs-Cyrl`, whose parent is
/// the root, ICU4X finds none: these are asked for again without script and region.
fn rules(locale: &Locale, kind: PluralRuleType) -> Option<PluralRules> {
    let ask = |locale: &Locale| PluralRules::try_new(locale.into(), kind.into()).ok();
    let full = ask(locale)?;
    if tells_apart(&full) {
        return Some(full);
    }
    ask(&Locale::from(LanguageIdentifier::from((locale.id.language, None, None))))
}

/// Whether the rules have a category besides `other`: those of the root have not.
fn tells_apart(rules: &PluralRules) -> bool {
    rules.categories().count() > 1
}

fn category(rules: &PluralRules, operands: PluralOperands) -> Plural {
    match rules.category_for(operands) {
        PluralCategory::Zero => Plural::Zero,
        PluralCategory::One => Plural::One,
        PluralCategory::Two => Plural::Two,
        PluralCategory::Few => Plural::Few,
        PluralCategory::Many => Plural::Many,
        PluralCategory::Other => Plural::Other,
    }
}

#[cfg(test)]
mod tests;
