//! Rules about laws and the texts that cite them: laws that no longer hold, articles that nobody described, laws that
//! no text cites.

use crate::base::{Code, Diagnostic, Place, few};
use crate::model::{Site, Target, Version, Versions};
use crate::source::data::{Law, LawStatus, Record};
use std::collections::BTreeSet;

/// Where a text cites a law.
struct Citation<'a> {
    /// The index of the law.
    law: usize,
    article: Option<&'a str>,
    place: Place,
}

/// Looks at every citation, then at every law.
pub fn check(site: &Site, diags: &mut Vec<Diagnostic>) {
    let sections = site.sections.iter().map(|s| &s.page);
    let entries = site.entries.iter().map(|e| &e.versions);
    let all = std::iter::once(&site.home).chain(sections).chain(entries);
    let mut cited = BTreeSet::new();
    let mut undescribed = BTreeSet::new();
    for version in all.flat_map(|Versions(all)| all) {
        let citations = citations(site, version);
        let mut in_this_text = BTreeSet::new();
        for citation in &citations {
            let law = &site.directory.laws[citation.law];
            cited.insert(citation.law);
            // A text that cites a law ten times is told once, at the first.
            if law.value.is_over(site.today) && in_this_text.insert(citation.law) {
                diags.push(not_in_force(law, citation));
            }
            // Translations cite the same articles: the first one speaks for all.
            if let Some(article) = citation.article
                && !law.value.articles.iter().any(|(number, _)| number.value == article)
                && undescribed.insert((citation.law, article.to_owned()))
            {
                diags.push(undescribed_article(law, article, citation));
            }
        }
    }
    diags.extend(uncited(site, &cited));
}

/// What a text cites: in its front matter, then in its links.
fn citations<'a>(site: &Site, version: &'a Version) -> Vec<Citation<'a>> {
    let listed = version.meta.laws.iter().filter_map(|at| {
        let law = site.directory.law(&at.value).ok()?;
        Some(Citation { law, article: None, place: Place::at(&version.file, at.span) })
    });
    let linked = version.doc.links().iter().zip(version.targets.iter()).filter_map(|(link, target)| match target {
        Target::Law(law, article) => {
            Some(Citation { law: *law, article: article.as_deref(), place: Place::at(&version.file, link.span) })
        }
        _ => None,
    });
    listed.chain(linked).collect()
}

fn not_in_force(law: &Record<Law>, citation: &Citation<'_>) -> Diagnostic {
    let because = match (law.value.status, law.value.valid_until) {
        (LawStatus::Repealed, _) | (_, None) => "it is marked `repealed`".to_owned(),
        (_, Some(until)) => format!("it held until {until}"),
    };
    let message = format!("this text cites `{}`, which is no longer in force", law.id.value);
    Diagnostic::new(Code::LawNotInForce, citation.place.clone(), message)
        .also(Place::at(&law.file, law.id.span), because)
        .hint("find out which law holds now, and have the text checked; until then its readers see a notice")
}

fn undescribed_article(law: &Record<Law>, article: &str, citation: &Citation<'_>) -> Diagnostic {
    let message = format!("article `{article}` of `{}` is cited, but nothing says what is in it", law.id.value);
    Diagnostic::new(Code::UndescribedArticle, citation.place.clone(), message)
        .also(Place::at(&law.file, law.id.span), "the law stands here")
        .hint("add a few words under its `articles:`, so that the link leads to them")
}

fn uncited(site: &Site, cited: &BTreeSet<usize>) -> Option<Diagnostic> {
    let laws = site.directory.laws.iter().enumerate();
    let left: Vec<&Record<Law>> = laws.filter(|(i, _)| !cited.contains(i)).map(|(_, law)| law).collect();
    // A text that could not be read may cite them.
    let first = left.first().filter(|_| site.unread.is_empty())?;
    let ids: Vec<&str> = left.iter().map(|law| law.id.value.as_str()).collect();
    let message = match ids.as_slice() {
        [id] => format!("no text cites the law `{id}`"),
        _ => format!("no text cites {} of {} laws: {}", ids.len(), site.directory.laws.len(), few(&ids)),
    };
    Some(
        Diagnostic::new(Code::UncitedLaws, Place::at(&first.file, first.id.span), message)
            .hint(format!("cite it in a text: `[](law:{})`; or list it there under `laws:`", first.id.value)),
    )
}
