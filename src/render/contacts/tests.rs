//! What is hard to see in a whole file: folded lines, escapes, cells that could be formulas.

use super::table::{cell, csv, json};
use super::vcard::{Card, card, escaped, line};
use super::*;

fn office() -> Told {
    Told {
        id: "oik-hq".into(),
        kind: "ombudsperson",
        name: Marked {
            text: "Омбудсман, главна; канцеларија".into(), mark: Lang::parse("sr-Cyrl")
        },
        what: Marked::own("Falas."),
        address: Marked::own("Rr. Migjeni nr. 21,\n10000 Prishtinë"),
        municipality: Marked::own("Prishtinë"),
        phones: vec!["080015555".into(), "+38338223782".into()],
        email: Some("info@example.org".into()),
        website: Some("https://example.org/a b".into()),
        languages: vec![Lang::parse("sq").unwrap(), Lang::parse("sr").unwrap()],
        page: "https://example.org/sq/contacts/oik-hq/".into(),
        ..Told::default()
    }
}

/// A text as a reader of vCards has it after putting folded lines together.
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

#[test]
fn folds_at_75_octets_and_never_inside_a_character() {
    for width in 1..=4 {
        for start in 0..90 {
            let value = "x".repeat(start) + &["a", "ë", "–", "😀"][width - 1].repeat(90);
            let mut out = String::new();
            line(&mut out, "NOTE", &value);
            assert!(out.ends_with("\r\n"));
            assert!(out.split_terminator("\r\n").all(|l| l.len() <= 75), "{out}");
            assert_eq!(unfolded(&out), format!("NOTE:{value}\r\n"));
        }
    }
}

#[test]
fn escapes_what_separates_values() {
    assert_eq!(escaped("a, b; c\\d\ne\r\n\u{7}f: g"), "a\\, b\\; c\\\\d\\ne\\nf: g");
}

#[test]
fn writes_a_card() {
    let told = office();
    let notes = [Marked::own("Falas.\nCRP/K ende nuk e ka kontrolluar.")];
    let uid = "https://example.org/contacts/oik-hq";
    let source = "https://example.org/sq/contacts/oik-hq/oik-hq.vcf";
    let written = card(&Card { uid, source, told: &told, notes: &notes });
    let expected = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        "UID:https://example.org/contacts/oik-hq",
        "FN;LANGUAGE=sr-Cyrl:Омбудсман\\, главна\\; канцеларија",
        "N;LANGUAGE=sr-Cyrl:Омбудсман\\, главна\\; канцеларија;;;;",
        "ORG;LANGUAGE=sr-Cyrl:Омбудсман\\, главна\\; канцеларија",
        "TEL;TYPE=work:080015555",
        "TEL;TYPE=work:+38338223782",
        "EMAIL;TYPE=work:info@example.org",
        "ADR;TYPE=work:;;Rr. Migjeni nr. 21\\,\\n10000 Prishtinë;;;;",
        "URL:https://example.org/a%20b",
        "LANG:sq",
        "LANG:sr",
        "NOTE:Falas.\\nCRP/K ende nuk e ka kontrolluar.",
        "SOURCE:https://example.org/sq/contacts/oik-hq/oik-hq.vcf",
        "END:VCARD",
    ];
    assert_eq!(unfolded(&written), expected.map(|l| format!("{l}\r\n")).concat());
}

#[test]
fn no_cell_is_a_formula() {
    let cases = [
        ("=1+1", "'=1+1"),
        ("+383 38", "'+383 38"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1,2", "\"'=1,2\""),
        ("\r=1", "'=1"),
        ("tel:+38338223782", "tel:+38338223782"),
        ("a \"b\", c", "\"a \"\"b\"\", c\""),
        ("a\nb", "\"a\nb\""),
        ("", ""),
    ];
    for (value, expected) in cases {
        assert_eq!(cell(value), expected, "{value}");
    }
}

#[test]
fn table_and_data_agree() {
    let contacts = [office()];
    assert_eq!(
        csv(&contacts),
        "\u{feff}id,kind,name,phones,email,address,municipality,website,languages,checked,page\r\n\
         oik-hq,ombudsperson,\"Омбудсман, главна; канцеларија\",tel:080015555 tel:+38338223782,info@example.org,\
         \"Rr. Migjeni nr. 21,\n10000 Prishtinë\",Prishtinë,https://example.org/a b,sq sr,,\
         https://example.org/sq/contacts/oik-hq/\r\n"
    );
    assert_eq!(
        json(&contacts),
        "[\n{\"id\":\"oik-hq\",\"kind\":\"ombudsperson\",\"name\":\"Омбудсман, главна; канцеларија\",\
         \"phones\":[\"tel:080015555\",\"tel:+38338223782\"],\"email\":\"info@example.org\",\
         \"address\":\"Rr. Migjeni nr. 21,\\n10000 Prishtinë\",\"municipality\":\"Prishtinë\",\
         \"website\":\"https://example.org/a b\",\"languages\":[\"sq\",\"sr\"],\"checked\":null,\
         \"page\":\"https://example.org/sq/contacts/oik-hq/\",\"lang\":{\"name\":\"sr-Cyrl\"}}\n]\n"
    );
}
