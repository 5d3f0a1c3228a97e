//! Rules about single texts: raw HTML that is not published.

use crate::base::{Code, Diagnostic, Place};
use crate::markup::Kind;
use crate::model::{Site, Version, Versions};

/// Looks at every text.
pub fn check(site: &Site, diags: &mut Vec<Diagnostic>) {
    let sections = site.sections.iter().map(|s| &s.page);
    let entries = site.entries.iter().map(|e| &e.versions);
    let all = std::iter::once(&site.home).chain(sections).chain(entries);
    if site.config.allow_html {
        return;
    }
    for version in all.flat_map(|Versions(all)| all).filter(|version| version.doc.has_html()) {
        raw_html(version, diags);
    }
}

fn raw_html(version: &Version, diags: &mut Vec<Diagnostic>) {
    for node in version.doc.nodes() {
        let (Kind::Html(raw) | Kind::HtmlBlock(raw)) = version.doc.kind(node) else { continue };
        let tag = version.doc.str(raw).trim();
        if tag.starts_with("</") {
            // Where it was opened it has been spoken of.
            continue;
        }
        let first = tag.split_inclusive('>').next().unwrap_or(tag);
        let message = format!("the HTML `{}` is left out", first.chars().take(40).collect::<String>());
        diags.push(
            Diagnostic::new(Code::RawHtml, Place::at(&version.file, version.doc.span(node)), message)
                .hint("write it in Markdown; to show a `<` write `\\<`")
                .hint("or allow harmless HTML for the whole site: `allow_html: yes` in `guidepost.yaml`"),
        );
    }
}
