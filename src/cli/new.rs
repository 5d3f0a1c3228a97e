//! `guidepost new`: the files of a new entry, one for each language the site is written in, front matter filled in.

use super::args::New;
use super::pipeline::today;
use super::{Exit, fail, say, tell};
use crate::base::{Lang, is_plain_part, slug};
use crate::source::{self, Config, Kind, PageSource, Sources};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Makes the files.
pub fn new(args: &New) -> Exit {
    let sources = source::read(&args.root).value;
    let config = &sources.config;
    if config.editions.is_empty() {
        tell(&format!(
            "error: there is no site in `{}`\n  help: name its folder with `--root`, or start one with `guidepost init`\n",
            args.root.display()
        ));
        return Exit::Content;
    }
    if !is_plain_part(&args.slug) || slug(&args.slug) != args.slug {
        tell(&format!("error: `{}` cannot be the name of an entry\n  help: write `{}`\n", args.slug, slug(&args.slug)));
        return Exit::Usage;
    }
    let Some(section) = section(config, args) else { return Exit::Usage };
    let folder = args.root.join("content").join(&section).join(&args.slug);
    if folder.exists() {
        tell(&format!("error: `{}` exists already\n  help: choose another name\n", folder.display()));
        return Exit::Content;
    }
    let langs = if args.lang.is_empty() { written_languages(&sources) } else { args.lang.clone() };
    let date = args.date.unwrap_or_else(today);
    match write(&folder, &langs, |lang| front_matter(args, lang, &langs, &date.to_string())) {
        Ok(()) => {
            for lang in &langs {
                say(&format!("content/{section}/{}/index.{lang}.md\n", args.slug));
            }
            Exit::Good
        }
        Err(error) => fail(&format!("`{}` could not be written: {error}", folder.display()), None),
    }
}

/// The section: the one asked for, else the first that holds this kind.
fn section(config: &Config, args: &New) -> Option<String> {
    let kind = Kind::from_word(&args.kind).unwrap_or_default();
    let fit: Vec<&str> = config.sections.iter().filter(|s| s.kind == kind).map(|s| s.folder.as_str()).collect();
    match (&args.section, fit.first()) {
        (Some(wanted), _) if is_plain_part(wanted) => Some(wanted.clone()),
        (Some(wanted), _) => {
            tell(&format!(
                "error: `{wanted}` cannot be a section\n  help: the sections for this kind are {}\n",
                fit.join(", ")
            ));
            None
        }
        (None, Some(first)) => Some((*first).to_owned()),
        // A section that `guidepost.yaml` does not speak of holds guides.
        (None, None) if kind == Kind::Guide => Some("guides".to_owned()),
        (None, None) => {
            tell(&format!(
                "error: no section of this site holds texts of the kind `{0}`\n  help: add one under `sections:` in `guidepost.yaml`: `{0}s: {{ kind: {0} }}`\n",
                args.kind
            ));
            None
        }
    }
}

/// The languages the site is written in: of two scripts of one language the one with more texts, since the other is
/// derived from it.
fn written_languages(sources: &Sources) -> Vec<Lang> {
    let count = |lang: Lang| sources.pages.iter().filter(|p: &&Arc<PageSource>| p.lang == lang).count();
    let mut best: BTreeMap<&str, Lang> = BTreeMap::new();
    let mut order = Vec::new();
    for edition in &sources.config.editions {
        let language =
            sources.config.editions.iter().find(|e| e.lang == edition.lang).map_or("", |e| e.lang.language());
        match best.get(language) {
            Some(other) if count(*other) >= count(edition.lang) => {}
            known => {
                if known.is_none() {
                    order.push(language);
                }
                best.insert(language, edition.lang);
            }
        }
    }
    order.into_iter().filter_map(|l| best.get(l).copied()).collect()
}

fn front_matter(args: &New, lang: Lang, langs: &[Lang], date: &str) -> String {
    let kind = args.kind.as_str();
    let mut out = format!("---\ntitle: {}\ndescription: \"…\"\n", title(&args.slug));
    let original = langs.first() == Some(&lang);
    if original {
        out.push_str(&format!("date: {date}\n"));
        if langs.len() > 1 {
            out.push_str(&format!("original: {lang}\n"));
        }
        out.push_str("topics: []\n");
        match kind {
            "newsletter" => out.push_str("volume: 1\n"),
            "handout" => out.push_str("duration: 60\n"),
            _ => {}
        }
    }
    match kind {
        "newsletter" => out.push_str("period: \"…\"\n"),
        "handout" => out.push_str("audience: \"…\"\n"),
        _ => {}
    }
    out.push_str("draft: yes\nreview: needed\n---\n\n");
    if kind == "handout" {
        out.push_str("> [!EXERCISE]\n> …\n\n> [!TRAINER]\n> …\n");
    } else {
        out.push_str("…\n");
    }
    out
}

/// A title to begin with: the words of the name.
fn title(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn write(folder: &Path, langs: &[Lang], text: impl Fn(Lang) -> String) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for lang in langs {
        std::fs::write(folder.join(format!("index.{lang}.md")), text(*lang))?;
    }
    Ok(())
}
