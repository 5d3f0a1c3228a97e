//! Blocks: what Markdown becomes, and what is said about it. Each case is a text, the tree, and the findings as
//! `code: the place`.

use super::{Doc, Kind, Quotes, parse};
use crate::base::Finding;
use std::sync::Arc;

/// Parses `body` as the end of a file, and checks what must hold for every document.
pub(super) fn read(body: &str) -> (Doc, Vec<Finding>) {
    read_with(body, &Quotes::default())
}

pub(super) fn read_with(body: &str, quotes: &Quotes) -> (Doc, Vec<Finding>) {
    let source: Arc<str> = format!("---\ntitle: Prova\n---\n{body}").into();
    let start = source.len() - body.len();
    let (doc, findings) = parse(&source, start..source.len(), quotes);
    check(&doc, start);
    for finding in &findings {
        let span = finding.span.range();
        assert!(span.start >= start && source.get(span).is_some(), "{finding:?}");
        assert!(!finding.message.ends_with('.') && !finding.hints.is_empty(), "{finding:?}");
    }
    (doc, findings)
}

/// What holds for every document, whatever the text.
pub(super) fn check(doc: &Doc, start: usize) {
    let mut open: Vec<(u32, Vec<Kind>)> = vec![(doc.nodes().end, Vec::new())];
    let mut last_text = start;
    for id in doc.nodes() {
        while open.len() > 1 && open[open.len() - 1].0 <= id {
            assert!(open.pop().unwrap().1.is_empty(), "a mark is open at the end of its parent");
        }
        let (end, marks) = open.last_mut().unwrap();
        assert!(doc.end(id) > id && doc.end(id) <= *end, "node {id} leaves its parent");
        let (kind, span) = (doc.kind(id), doc.span(id).range());
        assert!(span.start >= start && doc.source().get(span.clone()).is_some(), "{kind:?} stands nowhere: {span:?}");
        match kind {
            Kind::LangOpen(_) | Kind::KeepOpen => marks.push(kind),
            Kind::LangClose => assert!(matches!(marks.pop(), Some(Kind::LangOpen(_))), "{marks:?}"),
            Kind::KeepClose => assert!(matches!(marks.pop(), Some(Kind::KeepOpen)), "{marks:?}"),
            Kind::Text(text) => {
                assert!(span.start >= last_text, "text goes back: {span:?}");
                assert!(!text.is_empty());
                last_text = span.end;
                if text.is_source() {
                    assert_eq!(&doc.source()[span], doc.str(text));
                }
            }
            Kind::Heading { level, .. } => assert!((2..=6).contains(&level)),
            Kind::Link(link) | Kind::Image(link) | Kind::Card(link) => {
                assert_eq!(doc.links()[link as usize].node, id);
                assert_eq!(doc.links()[link as usize].image, matches!(kind, Kind::Image(_)));
            }
            Kind::Footnote { number: 1.. } => assert!(doc.footnotes().contains(&id)),
            Kind::FootnoteRef { number, mention } => {
                assert!((1..=doc.footnotes().len()).contains(&usize::from(number)) && mention > 0);
            }
            _ => {}
        }
        open.push((doc.end(id), Vec::new()));
        assert!(open.len() < 40, "too deep");
    }
    assert!(open.into_iter().all(|(_, marks)| marks.is_empty()), "a mark is open at the end");
    check_lists(doc);
}

/// The lists beside the tree say the same as the tree.
fn check_lists(doc: &Doc) {
    let mut ids = std::collections::BTreeSet::new();
    let headings: Vec<_> = doc.nodes().filter(|node| matches!(doc.kind(*node), Kind::Heading { .. })).collect();
    assert_eq!(headings.len(), doc.headings().len());
    for (heading, node) in doc.headings().iter().zip(headings) {
        assert_eq!(heading.node, node);
        assert_eq!(doc.kind(node), Kind::Heading { level: heading.level, id: heading.id });
        let id = doc.str(heading.id);
        assert!(!id.is_empty() && !id.starts_with("g-") && !id.starts_with("fn"), "{id}");
        assert!(ids.insert(id), "{id} twice");
    }
    for (index, node) in doc.footnotes().iter().enumerate() {
        let number = u16::try_from(index + 1).unwrap();
        assert_eq!(doc.kind(*node), Kind::Footnote { number });
    }
    for link in doc.links() {
        let kind = doc.kind(link.node);
        assert!(matches!(kind, Kind::Link(_) | Kind::Image(_) | Kind::Card(_)));
    }
}

/// Compares a list of cases; all that differ are shown at once.
pub(super) fn table(cases: &[(&str, &str, &[&str])]) {
    let mut wrong = String::new();
    for (body, tree, expected) in cases {
        let (doc, findings) = read(body);
        let said = |f: &Finding| format!("{}: {}", f.code, &doc.source()[f.span.range()]);
        let findings: Vec<_> = findings.iter().map(said).collect();
        if doc.dump() != *tree || findings != *expected {
            wrong += &format!("\n{body:?}\n  is  {}\n  not {tree}\n  {findings:?} not {expected:?}\n", doc.dump());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn blocks() {
    table(&[
        ("", "", &[]),
        ("Një *dy* **tre** ~~katër~~", r#"p("Një " em("dy") " " strong("tre") " " del("katër"))"#, &[]),
        ("a\nb  \nc\\\nd", r#"p("a" ~ "b" br "c" br "d")"#, &[]),
        ("a\n\n***\n\nb", r#"p("a") hr p("b")"#, &[]),
        ("> a\n> > b", r#"quote(p("a") quote(p("b")))"#, &[]),
        ("- a\n- b", r#"ul(li("a") li("b"))"#, &[]),
        ("- a\n\n- b", r#"ul(li(p("a")) li(p("b")))"#, &[]),
        ("3. a\n4. b\n   - c", r#"ol3(li("a") li("b" ul(li("c"))))"#, &[]),
        ("99999999999. a", r#"p("99999999999. a")"#, &[]),
        ("- [ ] a\n- [x] *b*", r#"ul(li([ ] "a") li([x] em("b")))"#, &[]),
        ("- [x] a\n\n- [ ] b", r#"ul(li([x] p("a")) li([ ] p("b")))"#, &[]),
        ("```sh -x\na \"b\" -- -{c}-\n\n[d]{lang=sq}\n```", r#"pre:sh("a \"b\" -- -{c}-\n\n[d]{lang=sq}\n")"#, &[]),
        ("```a&amp;b c\nx\n```", r#"pre:a&b("x\n")"#, &[]),
        ("    a\n      b", r#"pre:("a\n" "  b")"#, &[]),
        ("> ```\n> a\n> b\n> ```", r#"quote(pre:("a\n" "b\n"))"#, &[]),
        (
            "| a | b | c |\n|---|:-:|--:|\n| 1 | 2 |",
            r#"table(head(td("a") td:center("b") td:end("c")) row(td("1") td:center("2") td:end))"#,
            &[],
        ),
        ("Afati\n: koha\n: tjetër", r#"dl(dt("Afati") dd("koha") dd("tjetër"))"#, &[]),
        ("a `b -{c}- \"d\"` e", r#"p("a " `b -{c}- "d"` " e")"#, &[]),
    ]);
}

#[test]
fn headings() {
    table(&[
        ("## Ku të ankoheni", r#"h2#ku-te-ankoheni("Ku të ankoheni")"#, &[]),
        ("## A\n### A\n## A", r#"h2#a("A") h3#a-2("A") h2#a-3("A")"#, &[]),
        ("## A\n## B {#a}\n## A", r#"h2#a-2("A") h2#a("B") h2#a-3("A")"#, &[]),
        ("## A\n## A\n## A 2", r#"h2#a("A") h2#a-2("A") h2#a-2-2("A 2")"#, &[]),
        ("## A {#x}\n## B {#x}", r#"h2#x("A") h2#x-2("B")"#, &["duplicate-id: ## B {#x}"]),
        ("## ???", r#"h2#section("???")"#, &[]),
        ("## Fn\n## G e\n## A {#fn1}", r#"h2#h-fn("Fn") h2#h-g-e("G e") h2#h-fn1("A")"#, &["bad-value: ## A {#fn1}"]),
        ("# A", r#"h2#a("A")"#, &["heading-one: # A"]),
        ("A\n===", r#"h2#a("A")"#, &["heading-one: A\n==="]),
        ("A *b* {#c}\n---", r#"h2#c("A " em("b"))"#, &[]),
        ("## A\n#### B\n", r#"h2#a("A") h4#b("B")"#, &["skipped-heading: #### B"]),
        ("### A\n### B\n", r#"h3#a("A") h3#b("B")"#, &["skipped-heading: ### A"]),
        ("##\n\n## &nbsp;", r#"h2#section h2#section-2("\u{a0}")"#, &["empty-heading: ##", "empty-heading: ## &nbsp;"]),
        ("## [](contact:a)", r#"h2#section(a<contact:a>)"#, &[]),
        ("## A[^1] `b`\n\n[^1]: c", r#"h2#a-b("A" ^1.1 " " `b`) note1(p("c"))"#, &[]),
        ("> ## A", r#"quote(h2#a("A"))"#, &[]),
        ("## A {b}\n## {c}\n## {}\n## D{.e}", r#"h2#a-b("A {b}") h2#c("{c}") h2#section("{}") h2#d-e("D{.e}")"#, &[]),
        ("## *A* {b c}\n## A -{B}-", r#"h2#a-b-c(em("A") " {b c}") h2#a-b("A " -{ "B" }-)"#, &[]),
        ("## A {lang=sq}\n## B {#c lang=rom}", r#"h2#a(sq[ "A" ]) h2#c(rom[ "B" ])"#, &[]),
        ("## A [b]{lang=sq}\n## [c](d){lang=sq}", r#"h2#a-b("A " sq[ "b" ]) h2#c(sq[ a<d>("c") ])"#, &[]),
        (
            "## A b]{lang=sq}\n## B {lang=s}",
            r#"h2#a-b-lang-sq("A b]{lang=sq}") h2#b-lang-s("B {lang=s}")"#,
            &["bad-language-tag: {lang=s}"],
        ),
        ("A {lang=sq}\n---", r#"h2#a(sq[ "A" ])"#, &[]),
    ]);
}

#[test]
fn alerts() {
    table(&[
        ("> [!NOTE]\n> a", r#"note(p("a"))"#, &[]),
        ("> [!Caution]\n> a\n>\n> b", r#"caution(p("a") p("b"))"#, &[]),
        ("> [!DEADLINE]\n> a *b*", r#"deadline(p("a " em("b")))"#, &[]),
        ("> [!deadline]  \n> a", r#"deadline(p("a"))"#, &[]),
        ("> [!TRAINER]\n>\n> a", r#"trainer(p("a"))"#, &[]),
        ("> [!ANSWER]\n> - a\n> - b", r#"answer(ul(li("a") li("b")))"#, &[]),
        ("> [!EXERCISE]", "exercise", &[]),
        (
            "> [!EXERCISE]\n> a\n>\n> > [!ANSWER]\n> > b\n> > > [!TIP]\n> > > c",
            r#"exercise(p("a") answer(p("b") tip(p("c"))))"#,
            &[],
        ),
        ("- > [!DEADLINE]\n  > a", r#"ul(li(deadline(p("a"))))"#, &[]),
        ("> a\n>\n> [!DEADLINE]\n> b", r#"quote(p("a") p("[!DEADLINE]" ~ "b"))"#, &[]),
        ("> \\[!DEADLINE]\n> b", r#"quote(p("[!DEADLINE]" ~ "b"))"#, &[]),
        ("> [!DEDLINE]\n> a", r#"quote(p("[!DEDLINE]" ~ "a"))"#, &["unknown-alert: [!DEDLINE]"]),
        ("> [!NOTES]\n> a", r#"quote(p("[!NOTES]" ~ "a"))"#, &["unknown-alert: [!NOTES]"]),
        ("> [!NOTE] a", r#"quote(p("[!NOTE] a"))"#, &["unknown-alert: [!NOTE]"]),
        ("> [!a](b)", r#"quote(p(a<b>("!a")))"#, &[]),
        ("> [!DEADLINE]\n> | a |\n> |---|", r#"deadline(table(head(td("a"))))"#, &[]),
        ("> [!DEADLINE]\n> A\n> ---", r#"deadline(h2#a("A"))"#, &[]),
        ("> [!DEADLINE]\n> A\n> : b", r#"deadline(dl(dt("A") dd("b")))"#, &[]),
        (">\n\n[!DEADLINE]\nA\n: b", r#"quote dl(dt("[!DEADLINE]" ~ "A") dd("b"))"#, &[]),
        ("> [!DEADLINE]\n> ![a](b)\n> > c", r#"deadline(figure(img<b>("a")) quote(p("c")))"#, &[]),
    ]);
    let (_, findings) = read("> [!DEDLINE]\n> a\n\n> [!xyzzy]\n");
    assert_eq!(findings[0].message, "`[!DEDLINE]` is no kind of block");
    assert_eq!(findings[0].hints, ["did you mean `[!DEADLINE]`?"]);
    assert!(findings[1].hints[0].starts_with("write one of NOTE, TIP"), "{:?}", findings[1]);
}

#[test]
fn figures_and_cards() {
    table(&[
        ("![a](b.png \"c\")", r#"figure(img<b.png "c">("a"))"#, &[]),
        ("[![a](b.png)](c)", r#"figure(a<c>(img<b.png>("a")))"#, &[]),
        ("![a](b.png) c", r#"p(img<b.png>("a") " c")"#, &[]),
        ("![a](b.png) ![c](d.png)", r#"p(img<b.png>("a") " " img<d.png>("c"))"#, &[]),
        ("[x ![a](b.png)](c)", r#"p(a<c>("x " img<b.png>("a")))"#, &[]),
        ("![a](b.png){lang=sr-cyrl}", r#"figure(sr-Cyrl[ img<b.png>("a") ])"#, &[]),
        ("![](b.png)", r#"figure(img<b.png>)"#, &[]),
        ("a ![ ](b.png)", r#"p("a " img<b.png>(" "))"#, &[]),
        ("[Zyra](contact:oik)", "card<contact:oik>", &[]),
        ("[](channel:x)\n\n<law:y>", "card<channel:x> card<law:y>", &[]),
        ("> [a *b*](law:x)", "quote(card<law:x>)", &[]),
        ("> [!TIP]\n> [a](law:x)", "tip(card<law:x>)", &[]),
        ("> [!DEADLINE]\n> [a](law:x)", "deadline(card<law:x>)", &[]),
        (
            "- [a](law:x)\n- [b](law:y) c\n- d [e](law:z)",
            r#"ul(li(a<law:x>("a")) li(a<law:y>("b") " c") li("d " a<law:z>("e")))"#,
            &[],
        ),
        ("- [a](law:x)\n\n- b", r#"ul(li(card<law:x>) li(p("b")))"#, &[]),
        ("- [a](law:x)\n  - [b](law:y)\n  > c", r#"ul(li(a<law:x>("a") ul(li(a<law:y>("b"))) quote(p("c"))))"#, &[]),
        ("- [x] [a](law:x)", r#"ul(li([x] a<law:x>("a")))"#, &[]),
        ("A\n: [a](law:x)", r#"dl(dt("A") dd(a<law:x>("a")))"#, &[]),
        ("[a](law:x)\n[b](law:y)", r#"p(a<law:x>("a") ~ a<law:y>("b"))"#, &[]),
        ("[a](https://x)", r#"p(a<https://x>("a"))"#, &[]),
        ("## [a](law:x)", r#"h2#a(a<law:x>("a"))"#, &[]),
        ("[![a](b.png)](law:x)", r#"figure(a<law:x>(img<b.png>("a")))"#, &[]),
        ("[a](law:x) <!-- c -->", "card<law:x>", &[]),
    ]);
}

#[test]
fn raw_html() {
    table(&[
        ("<div>\n<p>a\n</div>\n\nb", r#"html"<div>\n<p>a\n</div>\n" p("b")"#, &[]),
        ("> <div>\n> a\n> </div>", r#"quote(html"<div>\na\n</div>")"#, &[]),
        ("- <div>\n    a\n  </div>", r#"ul(li(html"<div>\n  a\n</div>"))"#, &[]),
        ("a <b>c</b>", r#"p("a " <b> "c" </b>)"#, &[]),
        ("<!-- a -->\n\nb <!-- c --> d", r#"p("b" " d")"#, &[]),
        ("<!-- a\n\nb --> <!-- c -->\n", "", &[]),
        ("<!-- a --> b", r#"html"<!-- a --> b""#, &[]),
        ("<!-- a", r#"html"<!-- a""#, &[]),
    ]);
}

#[test]
fn footnotes() {
    table(&[
        (
            "a[^x] b[^1] c[^x]\n\n[^1]: d\n\n[^x]: e",
            r#"p("a" ^1.1 " b" ^2.1 " c" ^1.2) note2(p("d")) note1(p("e"))"#,
            &[],
        ),
        ("[^a]: x\n\ny[^A]", r#"note1(p("x")) p("y" ^1.1)"#, &[]),
        ("a\n\n[^x]: b", r#"p("a") note0(p("b"))"#, &[]),
        ("a[^x]", r#"p("a[^x]")"#, &["missing-footnote: [^x]"]),
        (
            "a[^aa] `[^x]` \\[^y] b[^ab]\n\n[^ab]: c",
            r#"p("a[^aa] " `[^x]` " " "[^y] b" ^1.1) note1(p("c"))"#,
            &["missing-footnote: [^aa]"],
        ),
        ("a[^x]\n\n[^x]: b\n\n[^x]: c", r#"p("a" ^1.1) note1(p("b")) note0(p("c"))"#, &["duplicate-id: [^x]:"]),
        ("a[^x]\n\n[^x]: b[^y]\n[^y]:\n    c\n\n    d", r#"p("a" ^1.1) note1(p("b" ^2.1)) note2(p("c") p("d"))"#, &[]),
        ("a ![^x]\n\n[^x]: b", r#"p("a !" ^1.1) note1(p("b"))"#, &[]),
    ]);
    let (_, findings) = read("a[^shenim1] b[^c]\n\n[^shenim]: d");
    assert_eq!(findings[0].message, "the footnote `shenim1` is not written");
    assert_eq!(findings[0].hints, ["did you mean `shenim`?"]);
    assert_eq!(findings[1].hints, ["write the note on a line of its own: `[^c]: …`"]);
}

#[test]
fn depth() {
    let (doc, findings) = read(&format!("a\n\n{}b\n\nc", ">".repeat(40)));
    assert_eq!(doc.dump(), format!(r#"p("a") {}quote{} p("c")"#, "quote(".repeat(31), ")".repeat(31)));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code.word(), "too-deep");
    let (doc, findings) = read(&format!("{}[^x]: b\n\nc[^x] d[^y]\n\n[^y]: e", ">".repeat(40)));
    assert!(doc.dump().ends_with(r#"p("c" "[^x]" " d" ^1.1) note1(p("e"))"#), "{}", doc.dump());
    assert_eq!(findings.iter().map(|f| f.code.word()).collect::<Vec<_>>(), ["too-deep", "missing-footnote"]);
}

#[test]
fn a_text_that_stops_the_parser() {
    let (doc, findings) = read("a\n\n- [x] \\\n  - \n");
    assert_eq!(doc.nodes().len(), 0);
    assert_eq!(findings[0].message, "the Markdown of this text cannot be read");
    assert_eq!(&doc.source()[findings[0].span.range()], "  -");
}
