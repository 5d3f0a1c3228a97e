//! Turns a day into a date as CLDR writes it in the language. A file of its own because of what it has to set right:
//! ICU4X knows no failure but falls back to its root, and its forms ("semantic skeletons") are not always the date
//! formats of CLDR.

use crate::base::Date;
use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::fieldsets::enums::{CalendarPeriodFieldSet, DateFieldSet};
use icu_datetime::fieldsets::{E, M, YM, YMD, YMDE};
use icu_locale::Locale;

/// How much of a date is said, in how many words. Examples are for `en-GB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateForm {
    /// `Monday, 3 November 2025`
    Full,
    /// `3 November 2025`
    Long,
    /// `3 Nov 2025`
    Medium,
    /// `03/11/2025`
    Short,
    /// `November 2025`
    MonthYear,
}

/// The date formats of one language that CLDR knows.
pub(super) struct Dates {
    full: Writer,
    long: Writer,
    medium: Writer,
    short: Writer,
    month_year: Writer,
    /// The names that the patterns need.
    weekday: DayFormatter,
    month: PeriodFormatter,
}

enum Writer {
    Day(DayFormatter),
    Period(PeriodFormatter),
    Pattern(&'static str),
}

type DayFormatter = Formatter<Gregorian, DateFieldSet>;
type PeriodFormatter = Formatter<Gregorian, CalendarPeriodFieldSet>;

/// Where ICU4X 2.4 departs from the `dateFormats` of CLDR 48.2 (`ca-gregorian.json`), which have it as it is taught: its
/// Serbian has leading zeros ("03. novembar 2025.") and no comma after the weekday, its Bosnian no full stop after the
/// day. Only languages whose month and weekday have one form, alone and in a date, can stand here.
const PATTERNS: &[(&str, DateForm, &str)] = &[
    ("sr", DateForm::Full, "EEEE, d. MMMM y."),
    ("sr", DateForm::Long, "d. MMMM y."),
    ("sr", DateForm::Medium, "d. M. y."),
    ("sr", DateForm::Short, "d. M. y."),
    ("bs", DateForm::Full, "EEEE, d. MMMM y."),
    ("bs", DateForm::Long, "d. MMMM y."),
];

impl Dates {
    /// The formats for `locale`, or `None` where CLDR has none and ICU4X would fall back to its root ("2025 M11 3").
    pub(super) fn new(locale: &Locale) -> Option<Self> {
        let day = IcuDate::try_new_gregorian(2025, 11, 3).ok()?;
        let sample = |locale| Some(of_day(locale, DateFieldSet::YMD(YMD::long()))?.format(&day).to_string());
        if sample(locale)? == sample(&Locale::UNKNOWN)? {
            return None;
        }
        Some(Self {
            full: Writer::new(locale, DateForm::Full)?,
            long: Writer::new(locale, DateForm::Long)?,
            medium: Writer::new(locale, DateForm::Medium)?,
            short: Writer::new(locale, DateForm::Short)?,
            month_year: Writer::new(locale, DateForm::MonthYear)?,
            weekday: of_day(locale, DateFieldSet::E(E::long()))?,
            month: of_period(locale, CalendarPeriodFieldSet::M(M::long()))?,
        })
    }

    /// The date in the wanted form.
    pub(super) fn write(&self, date: Date, form: DateForm) -> Option<String> {
        let day = IcuDate::try_new_gregorian(date.year().into(), date.month(), date.day()).ok()?;
        let writer = match form {
            DateForm::Full => &self.full,
            DateForm::Long => &self.long,
            DateForm::Medium => &self.medium,
            DateForm::Short => &self.short,
            DateForm::MonthYear => &self.month_year,
        };
        Some(match writer {
            Writer::Day(formatter) => formatter.format(&day).to_string(),
            Writer::Period(formatter) => formatter.format(&day).to_string(),
            Writer::Pattern(pattern) => self.fill(pattern, date, &day),
        })
    }

    /// Replaces the fields of a pattern (UTS 35, part 4, "Date Format Patterns"), of which ours have these five.
    fn fill(&self, pattern: &str, date: Date, day: &IcuDate<Gregorian>) -> String {
        let mut out = String::new();
        let mut rest = pattern;
        while let Some(first) = rest.chars().next() {
            let (field, after) = rest.split_at(rest.find(|c| c != first).unwrap_or(rest.len()));
            match field {
                "EEEE" => out += &self.weekday.format(day).to_string(),
                "MMMM" => out += &self.month.format(day).to_string(),
                "M" => out += &date.month().to_string(),
                "d" => out += &date.day().to_string(),
                "y" => out += &date.year().to_string(),
                text => out += text,
            }
            rest = after;
        }
        out
    }
}

impl Writer {
    fn new(locale: &Locale, form: DateForm) -> Option<Self> {
        let language = locale.id.language;
        if let Some((.., pattern)) = PATTERNS.iter().find(|(of, with, _)| language.as_str() == *of && *with == form) {
            return Some(Self::Pattern(pattern));
        }
        match form {
            DateForm::Full => of_day(locale, DateFieldSet::YMDE(YMDE::long())).map(Self::Day),
            DateForm::Long => of_day(locale, DateFieldSet::YMD(YMD::long())).map(Self::Day),
            DateForm::Medium => of_day(locale, DateFieldSet::YMD(YMD::medium())).map(Self::Day),
            DateForm::Short => of_day(locale, DateFieldSet::YMD(YMD::short())).map(Self::Day),
            DateForm::MonthYear => of_period(locale, CalendarPeriodFieldSet::YM(YM::long())).map(Self::Period),
        }
    }
}

/// A formatter of the Gregorian calendar, whatever calendar is usual in the language: published dates are Gregorian.
fn of_day(locale: &Locale, fields: DateFieldSet) -> Option<DayFormatter> {
    Formatter::try_new(locale.into(), fields).ok()
}

fn of_period(locale: &Locale, fields: CalendarPeriodFieldSet) -> Option<PeriodFormatter> {
    Formatter::try_new(locale.into(), fields).ok()
}
