//! What stands in a line: quotation marks, links, and the marks of ours.

use super::tests::{read, read_with, table};
use super::{Kind, Quotes};

#[test]
fn quotation_marks() {
    let german = Quotes { outer: ["„".into(), "“".into()], inner: ["‚".into(), "‘".into()] };
    for (body, words) in [
        (r#"tha "po" e "jo""#, "tha „po“ e „jo“"),
        (r#""a 'b' c" d"#, "„a ‚b‘ c“ d"),
        (r#"'a' "b""#, "‚a‘ „b“"),
        ("s'ka t'i l'autre dogs' '90", "s’ka t’i l’autre dogs’ ’90"),
        ("'s'ka po' jo", "‚s’ka po‘ jo"),
        (r#"("a") *"b"* [ "c" ](d)"#, "(„a“) „b“  „c“ "),
        (r#"'a ["b" 'c' s'ka](d) e'"#, "‚a „b“ ‚c‘ s’ka e‘"),
        ("“a” ‘b’ „c” «d»", "“a” ‘b’ „c” «d»"),
        (r#"&quot;a&quot; \"b\" `"c"`"#, r#""a" "b" "c""#),
        (r#"-{"a"}- b"#, "„a“ b"),
    ] {
        let (doc, findings) = read_with(body, &german);
        assert_eq!((doc.plain_of(0).as_str(), findings.len()), (words, 0), "{body}");
    }
}

#[test]
fn dashes() {
    table(&[
        ("a -- b --- c... -", r#"p("a " "–" " b " "—" " c" "…" " -")"#, &[]),
        ("a---- ----- --------b", r#"p("a" "––" " " "—–" " " "––––" "b")"#, &[]),
        ("a \\-- b \\... c", r#"p("a " "-- b " "... c")"#, &[]),
        ("ne--{NATO}- a", r#"p("ne-" -{ "NATO" }- " a")"#, &[]),
        ("-{OIK}--a b", r#"p(-{ "OIK" }- "-a b")"#, &[]),
        ("a---{b}---c", r#"p("a" "–" -{ "b" }- "–" "c")"#, &[]),
        ("-{a}--{b}-", r#"p(-{ "a" }- -{ "b" }-)"#, &[]),
    ]);
}

#[test]
fn protection() {
    table(&[
        ("a -{OIK}- b", r#"p("a " -{ "OIK" }- " b")"#, &[]),
        ("-{a *b* [c](d)}-", r#"p(-{ "a " em("b") " " a<d>("c") }-)"#, &[]),
        ("*-{a}-* -{b}-", r#"p(em(-{ "a" }-) " " -{ "b" }-)"#, &[]),
        ("-{a -{b}- c}-", r#"p(-{ "a " -{ "b" }- " c" }-)"#, &[]),
        ("-{a\nb}-", r#"p(-{ "a" ~ "b" }-)"#, &[]),
        ("`-{a}-` b", r#"p(`-{a}-` " b")"#, &[]),
        ("\\-{a}- -\\{b}-", r#"p("-{a}- -" "{b}-")"#, &[]),
        ("-{a\\}- b}-", r#"p(-{ "a" "}- b" }-)"#, &[]),
        ("a }- b {c} - {d}", r#"p("a }- b {c} - {d}")"#, &[]),
        ("a -{b", r#"p("a " "-{" "b")"#, &["unclosed-protection: -{"]),
        ("-{a *b}- c*", r#"p("-{" "a " em("b}- c"))"#, &["unclosed-protection: -{"]),
        ("*a -{b* c}-", r#"p(em("a " "-{" "b") " c}-")"#, &["unclosed-protection: -{"]),
        ("-{a\n\nb}-", r#"p("-{" "a") p("b}-")"#, &["unclosed-protection: -{"]),
        ("- -{a\n- b}-", r#"ul(li("-{" "a") li("b}-"))"#, &["unclosed-protection: -{"]),
        ("- -{a\n  > b}-", r#"ul(li("-{" "a" quote(p("b}-"))))"#, &["unclosed-protection: -{"]),
        (
            "| -{a}- | b |\n|---|---|\n| -{c | d}- |",
            r#"table(head(td(-{ "a" }-) td("b")) row(td("-{" "c") td("d}-")))"#,
            &["unclosed-protection: -{"],
        ),
        ("## -{A\n\nb", r#"h2#a("-{" "A") p("b")"#, &["unclosed-protection: -{"]),
        ("## A -{B}\n\nb", r#"h2#a-b("A -{B}") p("b")"#, &["unclosed-protection: -{"]),
        ("<https://a.b/-{c}-> -{d}-", r#"p(a<https://a.b/-{c}->("https://a.b/-{c}-") " " -{ "d" }-)"#, &[]),
        ("-{[a}- b]", r#"p(-{ "[a" }- " b]")"#, &[]),
        ("-{a}-\n- -{b}-", r#"p(-{ "a" }-) ul(li(-{ "b" }-))"#, &[]),
    ]);
}

#[test]
fn languages() {
    table(&[
        ("a [po]{lang=sq} b", r#"p("a " sq[ "po" ] " b")"#, &[]),
        ("[*po* [jo](x)]{lang=SR-latn}.", r#"p(sr-Latn[ em("po") " " a<x>("jo") ] ".")"#, &[]),
        ("*[po]{lang=sq}* [a]{lang=rom}", r#"p(em(sq[ "po" ]) " " rom[ "a" ])"#, &[]),
        ("[a [b]{lang=sq} c]{lang=en}", r#"p(en[ "a " sq[ "b" ] " c" ])"#, &[]),
        ("[x [a [b]{lang=sq} c](y) z]{lang=en}", r#"p(en[ "x " a<y>("a " sq[ "b" ] " c") " z" ])"#, &[]),
        ("[po](x){lang=sq} a", r#"p(sq[ a<x>("po") ] " a")"#, &[]),
        ("<https://x.y>{lang=sq}", r#"p(sq[ a<https://x.y>("https://x.y") ])"#, &[]),
        ("[po]{lang=sq}\nb", r#"p(sq[ "po" ] ~ "b")"#, &[]),
        ("[po\njo]{lang=sq}", r#"p(sq[ "po" ~ "jo" ])"#, &[]),
        ("Po![jo]{lang=sq}", r#"p("Po!" sq[ "jo" ])"#, &[]),
        ("[a -{b}- c]{lang=sq} -{[d]{lang=sq}}-", r#"p(sq[ "a " -{ "b" }- " c" ] " " -{ sq[ "d" ] }-)"#, &[]),
        ("[a -{b]{lang=sq} c}-", r#"p(sq[ "a " "-{" "b" ] " c}-")"#, &["unclosed-protection: -{"]),
        ("- [a]{lang=sq}\n- [b]{lang=sq}", r#"ul(li(sq[ "a" ]) li(sq[ "b" ]))"#, &[]),
        ("`[a]{lang=sq}`", r#"p(`[a]{lang=sq}`)"#, &[]),
        ("\\[a]{lang=sq} [b\\]{lang=sq}", r#"p("[a]{lang=sq} " "[" "b" "]{lang=sq}")"#, &[]),
        ("[a]{x} {lang=sq} [b] {lang=sq} [c]{lang}", r#"p("[a]{x} {lang=sq} [b] {lang=sq} [c]{lang}")"#, &[]),
        ("*[a*]{lang=sq}", r#"p(em("[" "a") "]{lang=sq}")"#, &[]),
        ("[a]{lang=shqip?} b", r#"p("[" "a]{lang=shqip?} b")"#, &["bad-language-tag: {lang=shqip?}"]),
        ("[a](b){lang=sq_AL} c", r#"p(a<b>("a") "{lang=sq_AL} c")"#, &["bad-language-tag: {lang=sq_AL}"]),
        ("| [a]{lang=sq} |\n|---|", r#"table(head(td(sq[ "a" ])))"#, &[]),
        ("[po]: /x\n\n[po]{lang=sq}", r#"p(sq[ a</x>("po") ])"#, &[]),
    ]);
}

#[test]
fn links() {
    table(&[
        ("[a](b&amp;c\\_d \"e &amp; f\")", r#"p(a<b&c_d "e & f">("a"))"#, &[]),
        ("[a](<b c>)", r#"p(a<b c>("a"))"#, &[]),
        (
            "<https://a.b/c--d> <x@y.z>",
            r#"p(a<https://a.b/c--d>("https://a.b/c--d") " " a<mailto:x@y.z>("x@y.z"))"#,
            &[],
        ),
        ("[a][b] [b] [B][]\n\n[b]: c 'd'", r#"p(a<c "d">("a") " " a<c "d">("b") " " a<c "d">("B"))"#, &[]),
        ("[](contact:oik) a", r#"p(a<contact:oik> " a")"#, &[]),
        ("[a][zyra] `[a][x]`\n\n[zyrja]: c", r#"p("[a][zyra] " `[a][x]`)"#, &["broken-link: [a][zyra]"]),
        ("[a][] ![b][c] [d]", r#"p("[a][] ![b][c] [d]")"#, &["broken-link: [a][]", "broken-link: ![b][c]"]),
        ("[a] [b c] - [ ] x[1]", r#"p("[a] [b c] - [ ] x[1]")"#, &[]),
        ("[*a*](b) ![*c*](d)", r#"p(a<b>(em("a")) " " img<d>(em("c")))"#, &[]),
        ("a&nbsp;&euro;b 1\\. c", r#"p("a" "\u{a0}€" "b 1" ". c")"#, &[]),
    ]);
    let (doc, findings) = read("x [a][zyra] [b](c) [d](e)\n\n[zyrja]: f");
    assert_eq!(findings[0].message, "no link is named `zyra`");
    assert_eq!(findings[0].hints, ["did you mean `zyrja`?"]);
    let spans: Vec<_> = doc.links().iter().map(|link| &doc.source()[link.span.range()]).collect();
    assert_eq!(spans, ["[b](c)", "[d](e)"]);
}

#[test]
fn places() {
    let body = "Një *dy* &amp;\"tre\" [a `k` b](c)\n\n## h\n\n> x <i>y</i>\n\n![p](q)\n\n[z](law:1)\n\n***\n";
    let (doc, _) = read(&format!("\n{body}"));
    assert_eq!(doc.start() as usize, doc.source().find("Një").unwrap());
    let places = doc.nodes().map(|node| &doc.source()[doc.span(node).range()]);
    let wanted = [
        // The paragraph, and what is in it: read as `&“`, but two pieces of the file.
        "Një *dy* &amp;\"tre\" [a `k` b](c)",
        "Një ",
        "dy",
        "dy",
        " ",
        "&amp;\"",
        "tre",
        "\"",
        " ",
        "[a `k` b](c)",
        "a ",
        "k",
        " b",
        "h",
        "h",
        "x <i>y</i>",
        "x <i>y</i>",
        "x ",
        "<i>",
        "y",
        "</i>",
        "![p](q)",
        "![p](q)",
        "p",
        "[z](law:1)",
        "",
    ];
    assert_eq!(places.collect::<Vec<_>>(), wanted, "{}", doc.dump());
}

#[test]
fn neighbouring_text_is_one_node() {
    let (doc, _) = read("Neni 5 [a] * b _ c ! d ] e & f . g | h ~ i < j > {k} ( l )");
    assert_eq!(doc.nodes().len(), 2);
    assert!(matches!(doc.kind(1), Kind::Text(text) if text.is_source()));
    // Brackets stand alone only where a language may follow.
    let (doc, _) = read("[a] b");
    assert_eq!(doc.nodes().len(), 2);
}

#[test]
fn plain_words() {
    let (doc, _) = read("a *b* `c`\nd[^1] ![e](f)\n\n[^1]: g");
    assert_eq!(doc.plain_of(0), "a b c d e");
    assert!(!doc.is_blank(0..2) && doc.is_blank(0..1));
}
