//! Both Serbian scripts: which texts of a page are in which, and the way there and back. A file of its own because the
//! small site and the repository's own are asked the same.

use super::dom;
use guidepost::base::{Lang, Run, Script, Translit, Transliterator};
use guidepost::markup::{Doc, Kind};
use guidepost::model::{Site, Version};
use guidepost::render::html::Reading;
use guidepost::render::{Catalogue, Recipe, Renderer};
use std::collections::{BTreeMap, BTreeSet};

/// The way from a script to the other one.
pub fn other(from: Script) -> Translit {
    match from {
        Script::Latin => Translit::ToCyrillic,
        Script::Cyrillic => Translit::ToLatin,
    }
}

/// The texts of a version as text nodes of a page may show them: title, description, and every uninterrupted piece of
/// its body in its own language.
pub fn texts(version: &Version, translit: &Transliterator, ways: &[Option<Translit>]) -> Vec<String> {
    let mut found = Vec::new();
    for way in ways {
        let mut add = |text: &str| match way {
            Some(way) => found.push(translit.apply(*way, text).into_owned()),
            None => found.push(text.to_owned()),
        };
        add(&version.title);
        version.meta.description.iter().for_each(|d| add(&d.value));
        let reading = Reading::new(&version.doc, *way, translit);
        let mut foreign = 0;
        for node in version.doc.nodes() {
            match version.doc.kind(node) {
                Kind::LangOpen(_) => foreign += 1,
                Kind::LangClose => foreign -= 1,
                Kind::Text(_) if foreign == 0 => {
                    found.push(reading.text(node).trim().to_owned());
                }
                _ => {}
            }
        }
    }
    // A sign or a number belongs to no language.
    found.retain(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 3);
    found
}

/// The strings of a Fluent file that have no values in them.
pub fn fluent_texts(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.starts_with(' ') && !l.contains('{'));
    let values = lines.filter_map(|l| l.split_once(" = ")).filter(|(key, _)| !key.starts_with("path-"));
    let long = |text: &&str| text.chars().filter(|c| c.is_alphabetic()).count() > 6;
    values.map(|(_, value)| value.trim()).filter(long).map(str::to_owned).collect()
}

/// Latin words that a Cyrillic page may show since somebody wrote them so: inside a Cyrillic text (a product, a street),
/// between protection marks, in a name that is of no language; what languages call themselves; formats of files.
fn written_so(site: &Site) -> BTreeSet<String> {
    let mut texts: Vec<String> = vec!["CSV JSON".to_owned()];
    for (lang, file) in site.theme.layers.iter().flat_map(|l| &l.strings) {
        texts.extend((lang.script() == Some(Script::Cyrillic)).then(|| file.text.to_string()));
    }
    let versions = site.entries.iter().map(|e| &e.versions).chain(site.sections.iter().map(|s| &s.page));
    for version in versions.chain([&site.home]).flat_map(|v| &v.0) {
        let source = &**version.doc.source();
        match version.lang.script() {
            Some(Script::Cyrillic) => texts.push(source.to_owned()),
            _ => texts.extend(protected(source).into_iter().filter(|run| run.keep).map(|run| run.text.to_owned())),
        }
    }
    for (_, lang, text) in names(site) {
        match lang.map(|l| l.script()) {
            None | Some(Some(Script::Cyrillic)) => texts.push(text),
            _ => texts.extend(protected(&text).into_iter().filter(|run| run.keep).map(|run| run.text.to_owned())),
        }
    }
    texts.extend(site.editions.iter().map(|e| e.name.clone()));
    texts.iter().flat_map(|text| latin_words(text)).collect()
}

/// No Cyrillic letter in a text in `sr-Latn`; no Latin word in one in `sr-Cyrl` but of the kinds that stay.
pub fn are_pure(renderer: &Renderer, catalogue: &Catalogue, files: &BTreeMap<String, String>) {
    let keep: Vec<&str> = renderer.site.config.keep_words.iter().map(String::as_str).collect();
    let words = written_so(&renderer.site);
    let mut wrong = Vec::new();
    for (path, recipe) in catalogue.iter() {
        let Recipe::Page(..) = recipe else { continue };
        for text in dom::read(&files[path.as_str()]).texts {
            // The window's title can carry no mark.
            if ["code", "pre", "title"].iter().any(|name| text.is_inside(name)) {
                continue;
            }
            match text.lang.as_str() {
                "sr-Latn" if text.text.chars().any(is_cyrillic) => wrong.push(format!("{path}: {}", text.text)),
                "sr-Cyrl" => {
                    let found = latin_words(&text.text);
                    let bad = found.iter().filter(|word| !words.contains(*word) && !may_stay(word, &text, &keep));
                    wrong.extend(bad.map(|word| format!("{path}: {word}")));
                }
                _ => {}
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} texts in the wrong script:\n{}", wrong.len(), wrong.join("\n"));
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// The words that hold a Latin letter, with what is glued to them.
fn latin_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "()„”’,;:!?–—\u{a0}".contains(c));
    let latin = |word: &&str| word.chars().any(|c| c.is_alphabetic() && !is_cyrillic(c));
    words.filter(latin).map(|w| w.trim_matches(['.', '"', '“', '»', '«']).to_owned()).collect()
}

/// Kinds of words that stay in Latin letters inside a Cyrillic text.
fn may_stay(word: &str, text: &dom::Text, keep: &[&str]) -> bool {
    let address = word.contains('@') || word.contains('/') || word.contains(".org") || word.contains("www.");
    let address = address || word.split('.').count() > 1 && word.split('.').all(|part| part.len() > 1);
    let numeral = word.trim_end_matches('.').chars().all(|c| "IVXLCDM".contains(c));
    let kept = keep.iter().any(|k| word.starts_with(k));
    let law = word.contains("L-");
    // Written with letters that Serbian does not have, so a name or a foreign word.
    let foreign = word.chars().any(|c| "qwxyQWXYëËçÇüÜöÖ".contains(c));
    let unit = word.starts_with(|c: char| c.is_ascii_digit());
    // What two programs call themselves, and how an address on the web begins.
    let called = ["Viber", "WhatsApp", "https"].contains(&word);
    let in_own_mark = text.inside.last().is_some_and(|e| e.attr("lang").is_some_and(|l| !l.starts_with("sr")));
    address || numeral || kept || law || foreign || unit || called || in_own_mark
}

/// Every Cyrillic text of the site, there and back. Words that stand in Latin letters in a Cyrillic text (an Albanian
/// street, `JSON`) stay what they are on the way there, so nothing can tell on the way back; they are passed over.
pub fn round_trips(site: &Site) {
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut there_and_back = |place: &str, runs: Vec<Run<'_>>| {
        let runs: Vec<Run<'_>> = runs.into_iter().flat_map(latin_apart).collect();
        let latin = site.translit.runs(Translit::ToLatin, &runs);
        let again: Vec<Run<'_>> = latin.iter().zip(&runs).map(|(text, run)| Run { text, keep: run.keep }).collect();
        let back = site.translit.runs(Translit::ToCyrillic, &again).concat();
        let written: String = runs.iter().map(|r| r.text).collect();
        count += 1;
        if back != written {
            wrong.push(format!("{place}\n  {written}\n  {}\n  {back}", latin.concat()));
        }
    };
    let versions = std::iter::once(&site.home).chain(site.sections.iter().map(|s| &s.page));
    let versions = versions.chain(site.entries.iter().map(|e| &e.versions)).flat_map(|v| &v.0);
    for version in versions.filter(|v| v.lang.script() == Some(Script::Cyrillic)) {
        let place = version.file.as_str();
        there_and_back(place, protected(&version.title));
        version.meta.description.iter().for_each(|d| there_and_back(place, protected(&d.value)));
        blocks(&version.doc).into_iter().for_each(|runs| there_and_back(place, runs));
    }
    let names = names(site);
    let cyrillic = names.iter().filter(|(_, lang, _)| lang.is_some_and(|l| l.script() == Some(Script::Cyrillic)));
    cyrillic.for_each(|(place, _, text)| there_and_back(place, protected(text)));
    let strings = site.theme.layers.iter().flat_map(|l| &l.strings);
    for (_, file) in strings.filter(|(lang, _)| lang.script() == Some(Script::Cyrillic)) {
        let texts: Vec<String> =
            file.text.lines().filter(|l| !l.starts_with('#') && !l.starts_with("path-")).map(without_values).collect();
        texts.iter().for_each(|text| there_and_back(file.path.as_str(), protected(text)));
    }
    assert!(count > 200, "only {count} texts");
    assert!(wrong.is_empty(), "{} of {count} texts do not come back:\n{}", wrong.len(), wrong.join("\n"));
}

/// A piece of text cut at its words in Latin letters, which are kept.
fn latin_apart(run: Run<'_>) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for word in run.text.split_inclusive(|c: char| c.is_whitespace() || "(),;:/".contains(c)) {
        let keep = run.keep || word.chars().any(|c| c.is_alphabetic() && !is_cyrillic(c));
        runs.push(Run { text: word, keep });
    }
    runs
}

/// The text of a line of Fluent, without key and values.
fn without_values(line: &str) -> String {
    let value =
        line.split_once('=').filter(|(key, _)| !key.contains(' ') || key.ends_with(' ')).map_or(line, |(_, v)| v);
    let mut out = String::new();
    let mut depth = 0;
    for c in value.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let bare = out.trim_start();
    let choice = bare.strip_prefix(['[', '*']).and_then(|rest| rest.split_once(']'));
    choice.map_or(bare, |(_, rest)| rest).to_owned()
}

/// Texts of the data, each with its language.
fn names(site: &Site) -> Vec<(&'static str, Option<Lang>, String)> {
    let directory = &site.directory;
    let mut found = Vec::new();
    let mut add = |place: &'static str, names: &guidepost::source::Names| {
        found.extend(names.all().map(|(lang, text)| (place, lang, text.to_owned())));
    };
    for record in &directory.contacts {
        let c = &record.value;
        [&c.names, &c.short, &c.what, &c.address, &c.hours, &c.accessibility].iter().for_each(|n| add("contacts", n));
    }
    for record in &directory.channels {
        let c = &record.value;
        [&c.names, &c.what, &c.how, &c.cost, &c.cannot].iter().for_each(|n| add("channels", n));
        c.bring.iter().chain(&c.steps).for_each(|n| add("channels", n));
        c.time_limit.iter().for_each(|limit| add("channels", &limit.text));
    }
    directory.municipalities.iter().for_each(|m| add("municipalities.yaml", &m.value.names));
    for record in &directory.laws {
        let law = &record.value;
        [&law.names, &law.short, &law.gazette].iter().for_each(|n| add("laws.yaml", n));
        law.articles.iter().for_each(|(_, n)| add("laws.yaml", n));
    }
    for record in &directory.glossary {
        let term = &record.value;
        [&term.terms, &term.abbreviation, &term.meaning].iter().for_each(|n| add("glossary.yaml", n));
    }
    site.topics.iter().for_each(|t| add("topics.yaml", &t.names));
    add("guidepost.yaml", &site.config.title);
    add("guidepost.yaml", &site.config.description);
    found
}

/// A text cut at its protection marks.
fn protected(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("-{")
        && let Some((inside, after)) = inside.split_once("}-")
    {
        runs.push(Run { text: before, keep: false });
        runs.push(Run { text: inside, keep: true });
        rest = after;
    }
    runs.push(Run { text: rest, keep: false });
    runs
}

/// The running text of each block of a document.
fn blocks(doc: &Doc) -> Vec<Vec<Run<'_>>> {
    let mut found: Vec<Vec<Run<'_>>> = vec![Vec::new()];
    let (mut kept, mut code_until) = (0, 0);
    for id in doc.nodes() {
        let run = |text| Run { text, keep: kept > 0 || id < code_until };
        let last = found.last_mut().unwrap();
        match doc.kind(id) {
            Kind::Text(text) => last.push(run(doc.str(text))),
            Kind::Code(text) => last.push(Run { text: doc.str(text), keep: true }),
            Kind::SoftBreak | Kind::HardBreak => last.push(run(" ")),
            Kind::LangOpen(_) | Kind::KeepOpen => kept += 1,
            Kind::LangClose | Kind::KeepClose => kept -= 1,
            Kind::Emphasis | Kind::Strong | Kind::Strike | Kind::Link(_) | Kind::FootnoteRef { .. } => {}
            Kind::CodeBlock { .. } => {
                code_until = doc.end(id);
                found.push(Vec::new());
            }
            _ => found.push(Vec::new()),
        }
    }
    found.retain(|runs| !runs.is_empty());
    found
}
