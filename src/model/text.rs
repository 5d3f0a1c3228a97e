//! A text for the reader and the language it is in: what every title, name and field becomes once an edition asks.

use super::{Edition, Site, Step};
use crate::base::{Date, Lang, Transliterator, unprotect};
use crate::source::Names;
use crate::source::data::Care;
use std::borrow::Cow;

/// A text and, where it is not in the reader's language, the one it is in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Marked {
    /// The text, in the edition's script.
    pub text: String,
    /// The language it must be marked with.
    pub mark: Option<Lang>,
}

impl Marked {
    /// A text in the reader's language.
    pub fn own(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: None }
    }
}

/// A text that came from `step`, in the edition's script and without protection marks.
pub fn in_script<'t>(translit: &Transliterator, text: &'t str, step: Step) -> Cow<'t, str> {
    match step.translit {
        Some(way) => translit.apply(way, text),
        None => unprotect(text),
    }
}

impl Site {
    /// A text that came from `step`, in the edition's script and without protection marks.
    pub fn in_script<'t>(&self, text: &'t str, step: Step) -> Cow<'t, str> {
        in_script(&self.translit, text, step)
    }

    /// A text that came from `step`, marked.
    pub fn marked(&self, text: &str, step: Step) -> Marked {
        Marked { text: self.in_script(text, step).into_owned(), mark: step.mark }
    }

    /// What `names` says to readers of `edition`; `None` where the chain has nothing.
    pub fn text(&self, edition: &Edition, names: &Names) -> Option<Marked> {
        match edition.first(|lang| names.get(lang)) {
            Some((text, step)) => Some(self.marked(text, step)),
            None => names.neutral.as_deref().map(|text| Marked::own(unprotect(text))),
        }
    }

    /// What `names` says to readers of `edition`; a name that the chain lacks is taken from any language there is.
    pub fn name(&self, edition: &Edition, names: &Names) -> Option<Marked> {
        self.text(edition, names).or_else(|| {
            let (lang, text) = names.by_lang.first()?;
            Some(self.marked(text, edition.foreign(*lang)))
        })
    }

    /// Whether a fact was checked longer ago than the site allows.
    pub fn is_stale(&self, care: &Care) -> bool {
        let age = |day: Date| self.today.unix_days() - day.unix_days();
        care.checked.is_some_and(|day| age(day) > i64::from(self.config.stale_after_days))
    }

    /// A date as the edition writes it. A language that CLDR does not know has its own form among its strings; one
    /// without strings, too, gets the form that every language reads alike.
    pub fn date(&self, edition: &Edition, date: Date) -> String {
        if let Some(text) = edition.cldr_date(date) {
            return text;
        }
        let year = date.year().to_string();
        let args = super::args(&[
            ("day", super::StringArg::Number(i64::from(date.day()))),
            ("month", super::StringArg::Number(i64::from(date.month()))),
            // As a text, since a number would be grouped.
            ("year", super::StringArg::Text(&year)),
        ]);
        let own = self.strings.get(edition, "date-long", Some(&args)).ok().filter(|found| found.step.mark.is_none());
        own.map_or_else(|| date.to_string(), |found| found.text)
    }
}
