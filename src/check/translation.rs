//! Rules about languages: texts that a language lacks, names that no step of a chain has.

use crate::base::{Code, Diagnostic, Place, SourcePath};
use crate::model::{Edition, Entry, Site};
use crate::source::{CONFIG, Names};

/// Looks at every entry and every name.
pub fn check(site: &Site, diags: &mut Vec<Diagnostic>) {
    diags.extend(site.entries.iter().filter(|e| !e.common.lang_exclusive).filter_map(|e| missing_texts(site, e)));
    let directory = &site.directory;
    let config = SourcePath::new(CONFIG);
    let names = site
        .topics
        .iter()
        .map(|t| (t.place.clone(), "topic", t.id.as_str(), &t.names))
        .chain(
            directory.contacts.iter().map(|r| (Place::at(&r.file, r.id.span), "contact", &*r.id.value, &r.value.names)),
        )
        .chain(
            directory.channels.iter().map(|r| (Place::at(&r.file, r.id.span), "channel", &*r.id.value, &r.value.names)),
        )
        .chain(directory.laws.iter().map(|r| (Place::at(&r.file, r.id.span), "law", &*r.id.value, &r.value.names)))
        .chain(directory.glossary.iter().map(|r| (Place::at(&r.file, r.id.span), "term", &*r.id.value, &r.value.terms)))
        .chain(
            directory
                .municipalities
                .iter()
                .map(|r| (Place::at(&r.file, r.id.span), "municipality", &*r.id.value, &r.value.names)),
        )
        .chain([(Place::at(&config, site.config.title.span), "site's", "title", &site.config.title)]);
    diags.extend(names.filter_map(|(place, what, id, names)| missing_name(site, place, (what, id), names)));
}

/// One note an entry: the editions whose readers get another language, or nothing.
fn missing_texts(site: &Site, entry: &Entry) -> Option<Diagnostic> {
    let original = entry.versions.get(entry.original)?;
    let lacks = |edition: &&Edition| entry.localize(edition).is_none_or(|l| l.is_borrowed());
    let said: Vec<String> = site
        .editions
        .iter()
        .filter(lacks)
        .map(|edition| match entry.localize(edition) {
            Some(lent) => format!("`{}` (its readers get `{}`)", edition.lang, lent.version.lang),
            None => format!("`{}` (its readers do not see the page)", edition.lang),
        })
        .collect();
    (!said.is_empty()).then(|| {
        let message = format!("`{}` has no text in {}", entry.id, said.join(", "));
        Diagnostic::new(Code::MissingTranslation, Place::file(&original.file), message)
            .hint("translate it, or say `lang_exclusive: yes` where it is meant for its own languages only")
    })
}

fn missing_name(site: &Site, place: Place, (what, id): (&str, &str), names: &Names) -> Option<Diagnostic> {
    if names.is_empty() || names.neutral.is_some() {
        return None;
    }
    let lacks = |edition: &&Edition| edition.first(|lang| names.get(lang)).is_none();
    let editions: Vec<String> = site.editions.iter().filter(lacks).map(|e| format!("`{}`", e.lang)).collect();
    (!editions.is_empty()).then(|| {
        let message = format!("the {what} `{id}` has no name in any language of the chain of {}", editions.join(", "));
        Diagnostic::new(Code::MissingName, place, message)
            .hint("a name in another language is shown there, marked as such; add one in theirs")
    })
}
