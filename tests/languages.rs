//! Languages: what must be right, proved on a small site with nine of them (`tests/sites/many`) and on the repository's
//! own. Every language there besides Albanian, Serbian, English and Romani is only an entry in `guidepost.yaml`, perhaps
//! a file in `locales/`, and texts.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

#[path = "languages/dom.rs"]
mod dom;
#[path = "languages/scripts.rs"]
mod scripts;

use guidepost::base::{Cldr, Date, Lang, OutPath, Severity};
use guidepost::check::{Extent, check, rehearse};
use guidepost::deliver::DiskWorld;
use guidepost::model::{self, Options, StringArg, args};
use guidepost::render::{Baked, Baker, Catalogue, PageRecipe, Recipe, Renderer, catalogue};
use guidepost::source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// A site with every file made.
struct Built {
    renderer: Renderer,
    catalogue: Catalogue,
    files: BTreeMap<String, String>,
    /// The site's own strings.
    strings: Vec<(Lang, Arc<str>)>,
}

static MANY: LazyLock<Built> = LazyLock::new(|| build(&root().join("tests/sites/many")));

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn build(root: &Path) -> Built {
    let mut diags = Vec::new();
    let sources = source::read(root).take(&mut diags);
    let strings = sources.strings.iter().map(|(lang, file)| (*lang, file.text.clone())).collect();
    let date = Date::parse("2026-11-24").unwrap();
    let options = Options { date, drafts: false, base_url: None, editions: Vec::new() };
    let site = Arc::new(model::resolve(sources, &options).take(&mut diags));
    let catalogue = catalogue(&site).take(&mut diags);
    diags.extend(check(&site));
    let renderer = Renderer::new(site, Arc::new(DiskWorld::new(None)), &mut diags).expect("the templates are sound");
    let baker = Baker { renderer: &renderer, catalogue: &catalogue };
    diags.extend(rehearse(baker, Extent::Full, &|_, _| {}));
    let wrong: Vec<_> = diags.iter().filter(|d| d.severity() == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let text = |(path, _): (&OutPath, &Recipe)| match baker.bake(path).value {
        Baked::Bytes(bytes) => Some((path.to_string(), String::from_utf8(bytes).ok()?)),
        Baked::File(_) => None,
    };
    let files = catalogue.iter().filter_map(text).collect();
    Built { renderer, catalogue, files, strings }
}

impl Built {
    fn file(&self, path: &str) -> &str {
        self.files.get(path).unwrap_or_else(|| panic!("there is no {path}"))
    }

    fn page(&self, path: &str) -> dom::Page {
        dom::read(self.file(path))
    }

    fn edition(&self, lang: &str) -> usize {
        let lang = Lang::parse(lang).unwrap();
        self.renderer.site.editions.iter().position(|e| e.lang == lang).unwrap()
    }

    /// All pages of editions, with the edition's index.
    fn pages(&self) -> impl Iterator<Item = (usize, &str, PageRecipe)> {
        self.catalogue.iter().filter_map(|(path, recipe)| match recipe {
            Recipe::Page(edition, page) => Some((*edition, path.as_str(), *page)),
            _ => None,
        })
    }

    /// Every file of HTML, with the root page and the redirects.
    fn html(&self) -> impl Iterator<Item = (&str, dom::Page)> {
        let html = self.files.iter().filter(|(path, _)| path.ends_with(".html"));
        html.map(|(path, text)| (path.as_str(), dom::read(text)))
    }

    /// The page of an entry in an edition.
    fn entry(&self, lang: &str, id: &str) -> Option<String> {
        let site = &self.renderer.site;
        let entry = site.entries.iter().position(|e| e.id == id).unwrap();
        site.addresses[self.edition(lang)].entry(entry).map(ToString::to_string)
    }

    fn titles(&self, lang: &str, section: &str) -> Vec<String> {
        let site = &self.renderer.site;
        let edition = self.edition(lang);
        let section = site.sections.iter().position(|s| s.config.folder == section).unwrap();
        let list = &site.lists[edition].sections[section];
        list.iter().map(|e| site.entries[*e].title(site, &site.editions[edition]).unwrap().text).collect()
    }
}

#[test]
fn no_language_is_named_above_the_ground_floor() {
    // Adding one needs no code: only `base` knows facts about single languages (CLDR, transliteration, folding).
    let mut named = Vec::new();
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && name != "base" {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") && !name.starts_with("tests") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
                let lines = code.lines().filter(|l| !l.trim_start().starts_with("//"));
                // Mails are laid out in tables, and a row of one is called as Turkish is.
                let is_row = |l: &str| l.contains("\"tr\"") && path.to_string_lossy().contains("render/mail/");
                let tags = ["\"tr\"", "\"ar\"", "\"qaa\"", "\"bs\"", "\"sr\"", "\"sr-", "\"rom\""];
                named.extend(
                    lines
                        .filter(|l| !is_row(l) && tags.iter().any(|tag| l.contains(tag)))
                        .map(|l| format!("{name}: {l}")),
                );
            }
        }
    }
    assert!(named.is_empty(), "{named:#?}");
}

#[test]
fn every_page_says_its_language_and_direction() {
    let site = &MANY.renderer.site;
    for (edition, path, _) in MANY.pages() {
        let html = MANY.page(path).elements.into_iter().find(|e| e.is("html")).unwrap();
        let own = &site.editions[edition];
        assert_eq!(html.attr("lang"), Some(own.lang.as_str()), "{path}");
        assert_eq!(html.attr("dir"), Some(if own.lang.as_str() == "ar" { "rtl" } else { "ltr" }), "{path}");
    }
}

#[test]
fn every_text_is_marked_with_its_language() {
    let known = known_texts();
    let mut met = BTreeSet::new();
    for (path, page) in MANY.html() {
        let wrong = wrongly_marked(&page, &known);
        assert!(wrong.is_empty(), "{path}: {wrong:#?}");
        met.extend(page.texts.into_iter().map(|t| t.text).filter(|t| known.contains_key(t)));
    }
    assert!(met.len() > 300, "only {} texts were met", met.len());
    // And the walk sees what it must see: an English guide lent to Albanian readers, without its marks.
    let lent = MANY.file(&MANY.entry("sq", "guides/housing").unwrap()).replace(" lang=\"en\" dir=\"ltr\"", "");
    assert!(wrongly_marked(&dom::read(&lent), &known).len() > 2);
}

/// The texts of a page that are in another language than the page says.
fn wrongly_marked(page: &dom::Page, known: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let wrong = page.texts.iter().filter_map(|text| {
        let langs = known.get(&text.text)?;
        let language = text.lang.split('-').next()?;
        let said = || format!("{:?} is marked {:?}, but is in {langs:?}", text.text, text.lang);
        (!langs.contains(language)).then(said)
    });
    wrong.collect()
}

#[test]
fn every_mark_says_the_direction_too() {
    for (path, page) in MANY.html() {
        for element in page.elements.iter().filter(|e| e.attr("lang").is_some()) {
            let lang = element.attr("lang").unwrap();
            assert_eq!(element.attr("dir"), Some(Cldr::new(lang).dir().as_str()), "{path}: {element:?}");
        }
        for text in page.texts {
            assert_eq!(text.dir, Cldr::new(&text.lang).dir().as_str(), "{path}: {text:?}");
        }
    }
}

/// Texts of the site, of the theme and of the data, with the languages (primary subtags) that have them.
fn known_texts() -> BTreeMap<String, BTreeSet<String>> {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |lang: &str, text: &str| {
        let language = lang.split('-').next().unwrap().to_owned();
        known.entry(text.trim().to_owned()).or_default().insert(language);
    };
    let site = &MANY.renderer.site;
    for version in site.entries.iter().flat_map(|e| &e.versions.0) {
        let ways = [None, version.lang.script().map(scripts::other)];
        for text in scripts::texts(version, &site.translit, &ways) {
            add(version.lang.as_str(), &text);
        }
    }
    let directory = &site.directory;
    let names = directory.contacts.iter().flat_map(|c| [&c.value.names, &c.value.what]);
    let names = names.chain(directory.channels.iter().flat_map(|c| [&c.value.names, &c.value.how]));
    let names = names.chain(directory.laws.iter().map(|l| &l.value.names)).chain(site.topics.iter().map(|t| &t.names));
    for (lang, text) in names.flat_map(|n| n.all().filter_map(|(lang, text)| Some((lang?, text)))) {
        add(lang.as_str(), text);
        if let Some(script) = lang.script() {
            add(lang.as_str(), &site.translit.apply(scripts::other(script), text));
        }
    }
    site.editions.iter().for_each(|e| add(e.lang.as_str(), &e.name));
    let theme = site.theme.layers.iter().flat_map(|l| &l.strings).map(|(lang, file)| (lang, &file.text));
    for (lang, file) in theme.chain(MANY.strings.iter().map(|(lang, text)| (lang, text))) {
        for text in scripts::fluent_texts(file) {
            add(lang.as_str(), &text);
            if let Some(script) = lang.script() {
                add(lang.as_str(), &site.translit.apply(scripts::other(script), &text));
            }
        }
    }
    known
}

#[test]
fn every_edition_has_what_its_chain_can_give() {
    let all = ["sq", "sr-Latn", "sr-Cyrl", "en", "rom", "tr", "bs", "ar", "qaa"];
    let table: [(&str, &[&str]); 13] = [
        ("guides/work", &all),
        ("guides/housing", &all),
        ("guides/language", &["sq", "sr-Latn", "sr-Cyrl", "rom", "bs"]),
        ("guides/turkish", &["tr"]),
        ("guides/arabic", &all),
        ("guides/made-up", &all),
        ("guides/bosnian", &["bs"]),
        ("guides/sort-a", &["sr-Latn", "sr-Cyrl"]),
        ("guides/rend-a", &["sq"]),
        ("guides/sira-a", &["tr"]),
        ("newsletter/vol-1", &["sq", "sr-Latn", "sr-Cyrl"]),
        ("about/about", &all),
        ("guides/rend-f", &["sq"]),
    ];
    for (id, editions) in table {
        for lang in all {
            let page = MANY.entry(lang, id);
            assert_eq!(page.is_some(), editions.contains(&lang), "{id} in {lang}");
            assert!(page.is_none_or(|path| MANY.files.contains_key(&path)), "{id} in {lang}");
        }
    }
    // And the rule itself, for all of them.
    let site = &MANY.renderer.site;
    for (e, edition) in site.editions.iter().enumerate() {
        for (i, entry) in site.entries.iter().enumerate() {
            let step = edition.chain.iter().find(|s| entry.versions.get(s.lang).is_some());
            let wanted = step.is_some_and(|s| s.mark.is_none() || entry.common.borrow == source::Borrow::Allow);
            assert_eq!(site.addresses[e].entry(i).is_some(), wanted, "{} in {}", entry.id, edition.lang);
        }
    }
    assert!(MANY.files.keys().all(|path| !path.contains("hidden")));
}

#[test]
fn search_engines_are_led_home() {
    let site = &MANY.renderer.site;
    let address = |path: &str| format!("https://many.example.org/{}", path.trim_end_matches("index.html"));
    for (edition, path, recipe) in MANY.pages() {
        let page = MANY.page(path);
        let canonical: Vec<_> = page.links("canonical").filter_map(|l| l.attr("href")).collect();
        let alternates: Vec<_> =
            page.links("alternate").filter_map(|l| Some((l.attr("hreflang")?, l.attr("href")?.to_owned()))).collect();
        let PageRecipe::Entry(id) = recipe else {
            let known = !matches!(recipe, PageRecipe::NotFound | PageRecipe::Absent | PageRecipe::Search(_));
            assert_eq!(canonical.len(), usize::from(known), "{path}");
            assert!(canonical.iter().all(|c| *c == address(path)), "{path}: {canonical:?}");
            continue;
        };
        let entry = &site.entries[id];
        let own = |e: usize| entry.localize(&site.editions[e]).is_some_and(|l| !l.is_borrowed());
        let at = |e: usize| address(site.addresses[e].entry(id).unwrap().as_str());
        if own(edition) {
            assert_eq!(canonical, [at(edition)], "{path}");
            let homes: Vec<usize> = (0..site.editions.len()).filter(|e| own(*e)).collect();
            let mut wanted: Vec<_> = homes.iter().map(|e| (site.editions[*e].lang.as_str(), at(*e))).collect();
            let default = if own(site.default_edition) { site.default_edition } else { homes[0] };
            wanted.push(("x-default", at(default)));
            assert_eq!(alternates, if homes.len() < 2 { Vec::new() } else { wanted }, "{path}");
        } else {
            let lang = entry.localize(&site.editions[edition]).unwrap().version.lang;
            let home = site.editions.iter().position(|e| e.lang == lang).unwrap();
            assert_eq!(canonical, [at(home)], "{path}");
            assert_eq!(alternates, Vec::new(), "{path}");
            let (folder, sitemap) = (&site.editions[edition].folder, address(path));
            assert!(!MANY.file(&format!("{folder}/sitemap.xml")).contains(&format!("<loc>{sitemap}</loc>")), "{path}");
            assert!(!MANY.file(&format!("{folder}/feed.xml")).contains(&sitemap), "{path}");
        }
    }
}

#[test]
fn dates_are_written_as_the_reader_writes_them() {
    let table = [
        ("sq", "5 mars 2026"),
        ("sr-Latn", "5. mart 2026."),
        ("sr-Cyrl", "5. март 2026."),
        ("en", "5 March 2026"),
        ("rom", "5.3.2026"),
        ("tr", "5 Mart 2026"),
        ("bs", "5. mart 2026."),
        ("ar", "5 مارس 2026"),
        ("qaa", "2026-03-05"),
    ];
    for (lang, wanted) in table {
        let path = MANY.entry(lang, "guides/work").unwrap();
        let times = MANY.page(&path).texts.into_iter().filter(|t| t.is_inside("time"));
        let written: BTreeSet<String> = times.map(|t| t.text).collect();
        assert_eq!(written.into_iter().collect::<Vec<_>>(), [wanted], "{lang}");
    }
}

#[test]
fn lists_follow_the_readers_alphabet() {
    let only = |titles: Vec<String>, these: &[&str]| -> Vec<String> {
        titles.into_iter().filter(|t| these.contains(&t.as_str())).collect()
    };
    let table: [(&str, &[&str]); 4] = [
        // C before Ç, D before Dh, X before Xh.
        ("sq", &["Cili", "Çmimi", "Dora", "Dhoma", "Xixa", "Xhepi"]),
        // D before Dž before Đ, E before Lj …
        ("sr-Latn", &["Dom", "Džak", "Đak", "Ecanje", "Eljda"]),
        // Д before Ђ, and Џ near the end.
        ("sr-Cyrl", &["Дом", "Ђак", "Ељда", "Ецање", "Џак"]),
        // G before Ğ, I before İ, S before Ş.
        ("tr", &["Göl", "Ğ", "Ilık", "Irmak", "İnci", "Su", "Şeker"]),
    ];
    for (lang, wanted) in table {
        assert_eq!(only(MANY.titles(lang, "guides"), wanted), wanted, "{lang}");
    }
}

#[test]
fn plurals_are_those_of_the_language() {
    let table: [(&str, &[(i64, &str)]); 7] = [
        ("sq", &[(1, "1 tekst"), (2, "2 tekste"), (21, "21 tekste")]),
        ("sr-Latn", &[(1, "1 tekst"), (2, "2 teksta"), (5, "5 tekstova"), (21, "21 tekst")]),
        ("sr-Cyrl", &[(1, "1 текст"), (2, "2 текста"), (5, "5 текстова"), (21, "21 текст")]),
        ("en", &[(1, "1 text"), (21, "21 texts")]),
        ("tr", &[(1, "1 metin"), (2, "2 metinler")]),
        ("bs", &[(1, "1 tekst"), (2, "2 teksta"), (5, "5 tekstova"), (21, "21 tekst")]),
        ("ar", &[(0, "لا نصوص"), (1, "نص واحد"), (2, "نصان"), (3, "3 نصوص"), (11, "11 نصا"), (100, "100 نص")]),
    ];
    let site = &MANY.renderer.site;
    for (lang, forms) in table {
        let edition = &site.editions[MANY.edition(lang)];
        for (count, wanted) in forms {
            let count = args(&[("count", StringArg::Number(*count))]);
            let found = site.strings.get(edition, "list-count", Some(&count)).ok().unwrap();
            assert_eq!(found.step.mark, None, "{lang}");
            assert_eq!(site.in_script(&found.text, found.step), *wanted, "{lang}");
        }
    }
}

#[test]
fn one_text_serves_both_scripts() {
    let (latin, cyrillic) =
        (MANY.entry("sr-Latn", "guides/work").unwrap(), MANY.entry("sr-Cyrl", "guides/work").unwrap());
    let (latin, cyrillic) = (MANY.page(&latin), MANY.page(&cyrillic));
    let has = |page: &dom::Page, text: &str| page.texts.iter().any(|t| t.text.contains(text));
    for text in [
        "Prava na radu i Džak",
        "Vaša plata",
        "Ćelija",
        "Natpis slike",
        "NJEGOŠ i Džemper, glava VI",
        "Njegoš i injekcija, OIK",
    ] {
        assert!(has(&latin, text), "{text}");
    }
    for text in [
        "Права на раду и Џак",
        "Ваша плата",
        "Ћелија",
        "Натпис слике",
        "ЊЕГОШ и Џемпер, глава VI",
        "Његош и инјекција, OIK",
    ] {
        assert!(has(&cyrillic, text), "{text}");
    }
    let attrs = |page: &dom::Page, name: &str| -> BTreeSet<String> {
        page.elements.iter().filter_map(|e| e.attr(name)).map(str::to_owned).collect()
    };
    assert!(attrs(&latin, "alt").contains("Slika ljubavi") && attrs(&cyrillic, "alt").contains("Слика љубави"));
    assert!(attrs(&latin, "data-label").contains("Glava") && attrs(&cyrillic, "data-label").contains("Глава"));
    assert!(attrs(&latin, "content").contains("Srpski opis ljubavi i njive."));
    assert_eq!(attrs(&latin, "id"), attrs(&cyrillic, "id"));
    let toc = |page: &dom::Page| -> Vec<String> {
        let inside = |t: &&dom::Text| t.inside.iter().any(|e| e.attr("class") == Some("toc")) && t.is_inside("a");
        page.texts.iter().filter(inside).map(|t| t.text.clone()).collect()
    };
    assert_eq!(toc(&latin), ["Vaša plata", "Prekovremeni rad", "Vaš odmor"]);
    assert_eq!(toc(&cyrillic), ["Ваша плата", "Прековремени рад", "Ваш одмор"]);
    let (feed_latin, feed_cyrillic) = (MANY.file("sr-latn/feed.xml"), MANY.file("sr-cyrl/feed.xml"));
    assert!(feed_latin.contains("<title>Bilten 1</title>") && feed_latin.contains("Vesti na srpskom."));
    assert!(feed_cyrillic.contains("<title>Језичка права</title>") && feed_cyrillic.contains("конјугација, VI разред"));
    // The other way: written in Latin.
    let path = MANY.entry("sr-Cyrl", "guides/language").unwrap();
    assert!(has(&MANY.page(&path), "Текст латиницом: њива, љубав, џеп, конјугација, VI разред, www.example.org."));
    assert!(MANY.entry("sr-Latn", "guides/language").unwrap().ends_with("/jezicka-prava/index.html"));
    assert!(path.ends_with("/jezicka-prava/index.html"), "{path}");
}

#[test]
fn scripts_are_not_mixed() {
    scripts::are_pure(&MANY.renderer, &MANY.catalogue, &MANY.files);
}

#[test]
fn the_repositorys_own_site_keeps_its_scripts() {
    let own = build(&root());
    scripts::are_pure(&own.renderer, &own.catalogue, &own.files);
    scripts::round_trips(&own.renderer.site);
}
