//! How long the leaves take: what is done once a text, a page or a word. `cargo bench --bench leaves [NAME]`.
//!
//! Whole builds are measured by `benches/compare`, instructions are guarded by `benches/guard`, the preview by
//! `benches/serve.py`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs, reason = "a bench stops where it cannot go on")]

use divan::{Bencher, black_box};
use guidepost::base::{ContentHash, Date, OutPath, Translit, Transliterator, key, slug};
use guidepost::check::{Memory, Prepared, prepare};
use guidepost::deliver::DiskWorld;
use guidepost::markup::{Quotes, parse};
use guidepost::model::Options;
#[cfg(feature = "pdf")]
use guidepost::render::Paper;
use guidepost::render::recipe::SearchHolds;
use guidepost::render::view::CardView;
use guidepost::render::{Baker, PageRecipe, Recipe};
use std::path::Path;
use std::sync::Arc;

fn main() {
    divan::main();
}

/// A text with what texts have: headings, emphasis, links, a list, a table, a footnote.
const TEXT: &str = "## Како се подноси жалба\n\nЖалба се подноси *писмено* или **усмено**, у року од 15 дана \
    ([члан 12](https://example.org/)).[^1] Службеник мора да је прими.\n\n- лично\n- поштом, са повратницом\n\n\
    | Коме | Рок |\n|---|---|\n| општини | 15 дана |\n| суду | 30 дана |\n\n### Шта понети\n\nЛичну карту и доказе.\n\n\
    [^1]: Рок почиње дан после одлуке.\n";

/// The site that tests begin with, ready to be baked.
fn site() -> Prepared {
    site_of("many")
}

/// A site of the tests.
fn site_of(name: &str) -> Prepared {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name);
    let date = Date::parse("2026-11-24").unwrap();
    let options = Options { date, drafts: false, base_url: None, editions: Vec::new() };
    prepare(&root, &options, Arc::new(DiskWorld::default()), &mut Memory::default())
}

/// The first file whose recipe is wanted.
fn find(prepared: &Prepared, wanted: impl Fn(&Recipe) -> bool) -> OutPath {
    prepared.catalogue.iter().find(|(_, recipe)| wanted(recipe)).unwrap().0.clone()
}

fn bake(prepared: &Prepared, path: &OutPath) {
    let baker = Baker { renderer: prepared.renderer.as_ref().unwrap(), catalogue: &prepared.catalogue };
    black_box(baker.bake(path));
}

#[divan::bench]
fn parse_markdown(bencher: Bencher<'_, '_>) {
    let (text, quotes): (Arc<str>, _) = (TEXT.into(), Quotes::default());
    bencher.bench(|| parse(black_box(&text), 0..text.len(), &quotes));
}

#[divan::bench]
fn localize_every_entry(bencher: Bencher<'_, '_>) {
    let prepared = site();
    let site = &prepared.site;
    bencher.bench_local(|| {
        let all = site.editions.iter().flat_map(|edition| site.entries.iter().map(move |e| e.localize(edition)));
        all.flatten().count()
    });
}

#[divan::bench(args = [Translit::ToLatin, Translit::ToCyrillic])]
fn transliterate(bencher: Bencher<'_, '_>, way: Translit) {
    let (translit, latin) = (Transliterator::new(["OIK"]), "Žalba se podnosi pismeno, u roku od 15 dana; njih džep.");
    bencher.bench(|| translit.apply(way, black_box(if way == Translit::ToLatin { TEXT } else { latin })).into_owned());
}

#[divan::bench]
fn render_a_page(bencher: Bencher<'_, '_>) {
    let prepared = site();
    let path = find(&prepared, |recipe| matches!(recipe, Recipe::Page(0, PageRecipe::Entry(_))));
    bencher.bench_local(|| bake(&prepared, &path));
}

#[divan::bench]
fn tera_value_of_a_card(bencher: Bencher<'_, '_>) {
    let card = CardView { path: "sq/guides/a/".into(), kind: "guide".into(), ..CardView::default() };
    bencher.bench(|| tera::Value::from_serializable(black_box(&card)));
}

#[divan::bench]
fn fold_for_the_search(bencher: Bencher<'_, '_>) {
    bencher.bench(|| key(black_box("Službenik së drejtës, Ђаковица")));
}

#[divan::bench]
fn fold_for_an_address(bencher: Bencher<'_, '_>) {
    bencher.bench(|| slug(black_box("Institucioni i Avokatit të Popullit")));
}

#[divan::bench]
fn hash_a_page(bencher: Bencher<'_, '_>) {
    let page = vec![b'x'; 24_000];
    bencher.bench(|| ContentHash::of(&[black_box(&page)]));
}

/// All files of the index of one edition: they are made together.
#[divan::bench]
fn search_index(bencher: Bencher<'_, '_>) {
    let head = |recipe: &Recipe| matches!(recipe, Recipe::Search(0, file) if file.holds == SearchHolds::Head);
    let path = find(&site(), head);
    bencher.with_inputs(site).bench_local_values(|prepared| bake(&prepared, &path));
}

/// Handouts on A4 and A5 in turn, with tables, notes and pictures: their data, the setting of the type, and the PDF with
/// its tags. In turn, because Typst remembers what it has just set.
#[cfg(feature = "pdf")]
#[divan::bench]
fn print_a_paper(bencher: Bencher<'_, '_>) {
    let prepared = site_of("papers");
    let is_paper = |recipe: &Recipe| matches!(recipe, Recipe::Paper(_, Paper::A4(_) | Paper::A5(_)));
    let papers: Vec<OutPath> =
        prepared.catalogue.iter().filter(|(_, recipe)| is_paper(recipe)).map(|(path, _)| path.clone()).collect();
    let mut turn = papers.iter().cycle();
    bencher.bench_local(|| bake(&prepared, turn.next().unwrap()));
}
