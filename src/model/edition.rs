//! An edition: one published site, a language in one script, with the ordered chain of languages it looks in.
//!
//! [`Edition::first`] is the only place that knows about fallback: bodies, titles, names and interface strings all ask
//! it which language serves.

use crate::base::{Cldr, Code, Date, DateForm, Diagnostic, Dir, Lang, Place, Script, SourcePath, Translit, has_table};
use crate::source::{Config, EditionConfig};

/// The index of an edition in [`Site::editions`](super::Site::editions).
pub type EditionId = usize;

/// One published site.
pub struct Edition {
    /// The language, in one script.
    pub lang: Lang,
    /// What the language calls itself.
    pub name: String,
    /// The folder of its pages.
    pub folder: String,
    /// The direction of writing.
    pub dir: Dir,
    /// The languages it looks in, in order.
    pub chain: Vec<Step>,
    /// What CLDR knows of it.
    pub cldr: Cldr,
}

/// A step of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The language looked in.
    pub lang: Lang,
    /// How its texts are turned into the edition's script, where they are in the other one of the same language.
    pub translit: Option<Translit>,
    /// The language that texts from here are marked with; `None` where they are in the reader's own.
    pub mark: Option<Lang>,
}

impl Edition {
    /// Asks the languages of the chain in order; yields the first answer and the step that gave it.
    pub fn first<T>(&self, mut get: impl FnMut(Lang) -> Option<T>) -> Option<(T, Step)> {
        self.chain.iter().find_map(|step| get(step.lang).map(|found| (found, *step)))
    }

    /// How a text in `lang` appears to this edition's readers when no step of the chain asks for it: a name taken
    /// from any language there is.
    pub fn foreign(&self, lang: Lang) -> Step {
        step(self.lang, lang)
    }

    /// A date as this edition writes it, where CLDR knows its language.
    pub fn cldr_date(&self, date: Date) -> Option<String> {
        self.cldr.date(date, DateForm::Long)
    }
}

/// What a text in `lang` is to readers of `edition`.
fn step(edition: Lang, lang: Lang) -> Step {
    let same_language = edition.language() == lang.language();
    let translit = match (edition.script(), lang.script()) {
        (Some(to), Some(from)) if same_language && to != from && has_table(lang.language()) => Some(way(to)),
        _ => None,
    };
    let own = same_language && (edition.script() == lang.script() || translit.is_some());
    Step { lang, translit, mark: (!own).then_some(lang) }
}

fn way(to: Script) -> Translit {
    match to {
        Script::Latin => Translit::ToLatin,
        Script::Cyrillic => Translit::ToCyrillic,
    }
}

/// Turns the configured editions into editions, and speaks of chains that cannot work.
pub fn resolve(config: &Config, file: &SourcePath, diags: &mut Vec<Diagnostic>) -> Vec<Edition> {
    config.editions.iter().map(|e| edition(e, file, diags)).collect()
}

fn edition(config: &EditionConfig, file: &SourcePath, diags: &mut Vec<Diagnostic>) -> Edition {
    let cldr = Cldr::new(config.locale.as_deref().unwrap_or(config.lang.as_str()));
    let mut chain: Vec<Step> = Vec::new();
    for at in &config.chain {
        if chain.iter().any(|s| s.lang == at.value) {
            diags.push(
                Diagnostic::new(
                    Code::BadChain,
                    Place::at(file, at.span),
                    format!("the chain of `{}` names `{}` twice", config.lang, at.value),
                )
                .hint("remove the second one: it is never reached"),
            );
            continue;
        }
        chain.push(step(config.lang, at.value));
    }
    if chain.is_empty() {
        chain.push(step(config.lang, config.lang));
    }
    if chain.iter().all(|s| s.mark.is_some()) {
        diags.push(
            Diagnostic::new(
                Code::BadChain,
                Place::at(file, config.span),
                format!("the chain of `{}` never looks in `{}` itself", config.lang, config.lang),
            )
            .hint(format!("begin it with `{}`", config.lang)),
        );
    }
    Edition {
        lang: config.lang,
        name: config.name.clone().unwrap_or_else(|| config.lang.to_string()),
        folder: config.lang.folder(),
        dir: config.dir.unwrap_or_else(|| cldr.dir()),
        chain,
        cldr,
    }
}
