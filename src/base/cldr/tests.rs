//! What CLDR knows, held against the project's language facts.

use super::*;

/// Tags that CLDR knows nothing of, made up or not, well formed or not.
const UNKNOWN: [&str; 14] =
    ["rom", "rmn", "rmy", "rom-XK", "rom-Cyrl", "tlh", "zz", "xx-made", "qaa", "x-made", "und", "zxx", "", "-"];

/// The months as CLDR writes them in a date, of the six languages at hand.
const MONTHS: [(&str, &str); 6] = [
    ("sq", "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor"),
    ("sr-Latn", "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar"),
    ("sr-Cyrl", "јануар фебруар март април мај јун јул август септембар октобар новембар децембар"),
    ("bs", "januar februar mart april maj juni juli august septembar oktobar novembar decembar"),
    ("tr", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    ("en-GB", "January February March April May June July August September October November December"),
];

/// The weekdays from Monday.
const WEEKDAYS: [(&str, &str); 6] = [
    ("sq", "e hënë/e martë/e mërkurë/e enjte/e premte/e shtunë/e diel"),
    ("sr-Latn", "ponedeljak/utorak/sreda/četvrtak/petak/subota/nedelja"),
    ("sr-Cyrl", "понедељак/уторак/среда/четвртак/петак/субота/недеља"),
    ("bs", "ponedjeljak/utorak/srijeda/četvrtak/petak/subota/nedjelja"),
    ("tr", "Pazartesi/Salı/Çarşamba/Perşembe/Cuma/Cumartesi/Pazar"),
    ("en-GB", "Monday/Tuesday/Wednesday/Thursday/Friday/Saturday/Sunday"),
];

/// The alphabets, each in its order.
const ALPHABETS: [(&str, &str); 5] = [
    ("sq", "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh"),
    ("sr-Latn", "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž"),
    ("sr-Cyrl", "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш"),
    ("bs", "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž"),
    ("tr", "a b c ç d e f g ğ h ı i j k l m n o ö p r s ş t u ü v y z"),
];

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn sorted(tag: &str, texts: &str, split: &str) -> Vec<String> {
    let cldr = Cldr::new(tag);
    let mut texts: Vec<String> = texts.split(split).map(str::to_string).collect();
    texts.reverse();
    texts.sort_by(|a, b| cldr.compare(a, b));
    texts
}

/// Texts of one to five letters, some of them with capitals, from the letters of an alphabet and a few strangers.
fn random_texts(letters: &str, seed: u64) -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(seed);
    let letters: Vec<char> = letters.chars().filter(|c| *c != ' ').chain("wøéÆžç -7ԱЯ".chars()).collect();
    let mut text = || {
        let text: String = (0..random.usize(1..6)).map(|_| letters[random.usize(..letters.len())]).collect();
        match random.u8(..4) {
            0 => text.to_uppercase(),
            1 => Cldr::new("und").title_first(&text),
            _ => text,
        }
    };
    (0..800).map(|_| text()).collect()
}

#[test]
fn is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Cldr>();
}

#[test]
fn long_dates_in_all_months() {
    for (tag, months) in MONTHS {
        for region in ["", "-XK"] {
            // There is no English of Kosovo in CLDR, and a second region makes no tag.
            if tag == "en-GB" && !region.is_empty() {
                continue;
            }
            let cldr = Cldr::new(&format!("{tag}{region}"));
            for (name, month) in months.split(' ').zip(1..) {
                let date = Date::new(2025, month, 3).unwrap();
                let (long, month_year) = match tag {
                    "sr-Latn" | "sr-Cyrl" | "bs" => (format!("3. {name} 2025."), format!("{name} 2025.")),
                    _ => (format!("3 {name} 2025"), format!("{name} 2025")),
                };
                assert_eq!(cldr.date(date, DateForm::Long), Some(long), "{tag}");
                assert_eq!(cldr.date(date, DateForm::MonthYear), Some(month_year), "{tag}");
            }
        }
    }
}

#[test]
fn full_dates_on_all_weekdays() {
    for (tag, weekdays) in WEEKDAYS {
        let cldr = Cldr::new(tag);
        let months = MONTHS.iter().find(|(of, _)| *of == tag).unwrap().1;
        let november = months.split(' ').nth(10).unwrap();
        for (name, d) in weekdays.split('/').zip(3..) {
            let expected = match tag {
                "sr-Latn" | "sr-Cyrl" | "bs" => format!("{name}, {d}. {november} 2025."),
                "tr" => format!("{d} {november} 2025 {name}"),
                _ => format!("{name}, {d} {november} 2025"),
            };
            assert_eq!(cldr.date(Date::new(2025, 11, d).unwrap(), DateForm::Full), Some(expected), "{tag}");
        }
    }
}

#[test]
fn shorter_dates() {
    for (tag, medium, short) in [
        ("sq", "3 nën 2025", "3.11.25"),
        ("sq-XK", "3 nën 2025", "3.11.25"),
        ("sr-Latn", "3. 11. 2025.", "3. 11. 2025."),
        ("sr-Cyrl-XK", "3. 11. 2025.", "3. 11. 2025."),
        ("bs", "3. nov 2025.", "3. 11. 2025."),
        ("tr", "3 Kas 2025", "3.11.2025"),
        ("en-GB", "3 Nov 2025", "03/11/2025"),
    ] {
        let cldr = Cldr::new(tag);
        assert_eq!(cldr.date(day("2025-11-03"), DateForm::Medium).as_deref(), Some(medium), "{tag}");
        assert_eq!(cldr.date(day("2025-11-03"), DateForm::Short).as_deref(), Some(short), "{tag}");
    }
    // What is not written in two figures is not shortened: 1925 is not 2025.
    assert_eq!(Cldr::new("sq").date(day("1925-11-03"), DateForm::Short).as_deref(), Some("3.11.1925"));
}

#[test]
fn other_languages_have_their_own_dates() {
    for (tag, long) in [
        ("en", "November 3, 2025"),
        ("ar", "3 نوفمبر 2025"),
        ("he", "3 בנובמבר 2025"),
        ("hr", "3. studenoga 2025."),
        ("ja", "2025年11月3日"),
        ("nb", "3. november 2025"),
        ("sh", "3. novembar 2025."),
        ("sr", "3. новембар 2025."),
        ("sr-ME", "3. novembar 2025."),
        ("als", "3 nëntor 2025"),
        ("sq-waytoolongasubtag", "3 nëntor 2025"),
        // The Persian and the Buddhist calendar are usual there, but published dates are Gregorian.
        ("fa", "۳ نوامبر ۲۰۲۵"),
        ("th", "3 พฤศจิกายน ค.ศ. 2025"),
    ] {
        assert_eq!(Cldr::new(tag).date(day("2025-11-03"), DateForm::Long).as_deref(), Some(long), "{tag}");
    }
}

#[test]
fn unknown_languages_degrade() {
    let forms = [DateForm::Full, DateForm::Long, DateForm::Medium, DateForm::Short, DateForm::MonthYear];
    for tag in UNKNOWN {
        let cldr = Cldr::new(tag);
        assert!(!cldr.knows_dates() && !cldr.knows_plurals(), "{tag}");
        for form in forms {
            assert_eq!(cldr.date(day("2025-11-03"), form), None, "{tag}");
        }
        assert_eq!((cldr.number(1000), cldr.decimal("1.5")), (None, None), "{tag}");
        assert_eq!([0, 1, 2, 21].map(|n| cldr.plural(n).as_str()), ["other", "one", "other", "other"], "{tag}");
        assert_eq!(["1.0", "1.5"].map(|n| cldr.plural_written(n)), [Some(Plural::One), Some(Plural::Other)], "{tag}");
        assert_eq!(cldr.ordinal(1), Plural::Other, "{tag}");
        assert_eq!(cldr.first_letter("ćhib"), "C", "{tag}");
        assert_eq!((cldr.upper("ćhib ʒ"), cldr.lower("ĆHIB")), ("ĆHIB Ʒ".to_string(), "ćhib".to_string()), "{tag}");
        assert_eq!(
            sorted(tag, "Amaro ćhib cirikli ćhon dad romani", " ").join(" "),
            "Amaro ćhib ćhon cirikli dad romani"
        );
    }
    assert!(["sq", "sr-Latn", "ja", "he", "en-GB"].map(Cldr::new).iter().all(|c| c.knows_dates() && c.knows_plurals()));
}

#[test]
fn plurals() {
    let slavic = "0 other, 1 one, 2 few, 4 few, 5 other, 11 other, 12 other, 14 other, 21 one, 22 few, 25 other, \
                  101 one, 111 other, 112 other, 1.1 one, 1.2 few, 1.5 other, 1.11 other";
    let turkish = "0 other, 1 one, 2 other, 21 other, 1.0 one, 1.1 other";
    let english = "0 other, 1 one, 2 other, 21 other, 1.0 other";
    let arabic = "0 zero, 1 one, 2 two, 3 few, 11 many, 100 other";
    for (tags, table) in [
        ("sr sr-Latn sr-Cyrl sr-Latn-XK sr-Cyrl-XK sr-ME sh bs bs-Cyrl bs-Latn hr", slavic),
        ("sq sq-XK als tr tr-Latn-XK", turkish),
        ("en en-GB en-XK", english),
        ("ar ar-EG", arabic),
        ("ja zh-Hant", "0 other, 1 other, 2 other"),
        ("pt", "0 one, 1 one, 2 other"),
        ("pt-PT", "0 other, 1 one, 2 other"),
    ] {
        for (tag, line) in tags.split(' ').flat_map(|tag| table.split(", ").map(move |line| (tag, line))) {
            let (number, category) = line.split_once(' ').unwrap();
            let cldr = Cldr::new(tag);
            assert_eq!(cldr.plural_written(number).unwrap().as_str(), category, "{tag} {number}");
            if let Ok(n) = number.parse() {
                assert_eq!(cldr.plural(n).as_str(), category, "{tag} {number}");
            }
        }
    }
    assert_eq!(Cldr::new("sq").plural_written("një"), None);
}

#[test]
fn ordinals() {
    for (tag, expected) in [
        ("sq", ["one", "other", "other", "many", "other", "other", "many"]),
        ("en-GB", ["one", "two", "few", "other", "other", "one", "other"]),
        ("sr-Latn", ["other"; 7]),
        ("tr", ["other"; 7]),
    ] {
        assert_eq!([1, 2, 3, 4, 14, 21, 24].map(|n| Cldr::new(tag).ordinal(n).as_str()), expected, "{tag}");
    }
}

#[test]
fn numbers() {
    for (tag, four, seven, decimal) in [
        ("sq", "1234", "1\u{a0}234\u{a0}567", "1234,50"),
        ("sr-Latn-XK", "1.234", "1.234.567", "1.234,50"),
        ("sr-Cyrl", "1.234", "1.234.567", "1.234,50"),
        ("bs", "1.234", "1.234.567", "1.234,50"),
        ("tr", "1.234", "1.234.567", "1.234,50"),
        ("en-GB", "1,234", "1,234,567", "1,234.50"),
        ("ar-EG", "١٬٢٣٤", "١٬٢٣٤٬٥٦٧", "١٬٢٣٤٫٥٠"),
    ] {
        let cldr = Cldr::new(tag);
        assert_eq!(cldr.number(1234).as_deref(), Some(four), "{tag}");
        assert_eq!(cldr.number(1_234_567).as_deref(), Some(seven), "{tag}");
        assert_eq!(cldr.decimal("1234.50").as_deref(), Some(decimal), "{tag}");
    }
    assert_eq!(Cldr::new("sq").number(-5).as_deref(), Some("-5"));
    assert_eq!(Cldr::new("sq").decimal("1,5"), None);
}

#[test]
fn alphabets_in_their_order() {
    for (tag, alphabet) in ALPHABETS {
        assert_eq!(sorted(tag, alphabet, " ").join(" "), alphabet, "{tag}");
        // Words on a letter stand together, so that the order is one of letters and not of accents.
        let words: Vec<String> = alphabet.split(' ').flat_map(|l| [format!("{l}a"), format!("{l}z")]).collect();
        assert_eq!(sorted(tag, &words.join(" "), " "), words, "{tag}");
    }
    let latin = sorted("sr-Latn", "zakon žalba čedo ćuprija cena džep đak dete njiva nuka ljubav luka", " ");
    assert_eq!(latin.join(" "), "cena čedo ćuprija dete džep đak luka ljubav nuka njiva zakon žalba");
    let cyrillic = sorted("sr-Cyrl", "закон жалба чедо ћуприја цена џеп ђак дете њива нука љубав лука", " ");
    assert_eq!(cyrillic.join(" "), "дете ђак жалба закон лука љубав нука њива ћуприја цена чедо џеп");
}

#[test]
fn places_in_albanian_order() {
    for places in [
        "Deçan Dragash Dhërmi",
        "Gllogoc Graçanicë Gjakovë Gjilan",
        "Leposaviq Lipjan Llap",
        "Suharekë Shtërpcë Shtime",
        "Zubin Potok/Zveçan/Zhegër",
    ] {
        let split = if places.contains('/') { "/" } else { " " };
        assert_eq!(sorted("sq-XK", places, split).join(split), places);
    }
}

#[test]
fn keys_sort_as_comparing_does() {
    for (seed, (tag, alphabet)) in ALPHABETS.iter().chain([&("rom", "abcčćdžšśźʒ"), &("ar", "ابتثجحأإؤئ")]).enumerate()
    {
        let cldr = Cldr::new(tag);
        let texts = random_texts(alphabet, seed as u64);
        let keys: Vec<_> = texts.iter().map(|text| cldr.sort_key(text)).collect();
        for i in 1..texts.len() {
            let (a, b) = (&texts[i - 1], &texts[i]);
            assert_eq!(keys[i - 1].cmp(&keys[i]), cldr.compare(a, b), "{tag} {a:?} {b:?}");
            assert_eq!(cldr.compare(a, b) == Ordering::Equal, a == b, "{tag} {a:?} {b:?}");
        }
    }
    // What the order does not tell apart still has one: texts that differ in their normalization only.
    assert_eq!(Cldr::new("sq").compare("e\u{308}", "ë"), Ordering::Less);
    assert!(Cldr::new("sq").sort_key("e\u{308}") < Cldr::new("sq").sort_key("ë"));
}

#[test]
fn headings_are_letters_of_the_alphabet() {
    for (tag, alphabet) in ALPHABETS {
        let cldr = Cldr::new(tag);
        for letter in alphabet.split(' ') {
            let heading = cldr.title_first(letter);
            for text in [letter.to_string(), format!("{letter}abc"), cldr.upper(letter), format!("{heading}abc")] {
                assert_eq!(cldr.first_letter(&text), heading, "{tag} {text}");
            }
        }
    }
}

#[test]
fn headings() {
    for (tag, table) in [
        ("sq", "Xhamia Xh, Xanthi X, DHJETOR Dh, ëndërr Ë, çmimi Ç, ćevap C, Đorđe D, žalba Z, wifi W, 112 #, “po” #"),
        ("sr-Latn", "Đorđe Đ, djak D, džep Dž, ǆep Dž, Njegoš Nj, injekcija I, ljubav Lj, šuma Š, quiz Q, ÇELËSI C"),
        ("sr-Cyrl", "Ђорђе Ђ, џеп Џ, њива Њ, инјекција И, Đorđe D, ёлка Е, йод И"),
        ("tr", "istanbul İ, İzmir İ, ılık I, IĞDIR I, çay Ç, şeker Ş, ağaç A"),
        ("en-GB", "shoe S, élite E, İzmir I, ægis A, Þórr Þ, œuvre O, ﬁne F, čaj C, čaj C"),
        ("ru", "ёлка Е, йод Й, ива И"),
        ("hr", "njiva Nj"),
        ("cs", "chata Ch, cena C, šátek Š"),
        ("da", "æble Æ, øl Ø, ört Ø, åben Å, Aalborg Å"),
        ("ro", "șase Ș, şase Ș, ţară Ț"),
        ("el", "άλφα Α"),
        ("ar", "أب ا, بيت ب"),
        ("he", "שלום ש"),
        ("rom", "rromani R, ʒi Ʒ, śukar S, thaj T"),
    ] {
        let cldr = Cldr::new(tag);
        for (text, heading) in table.split(", ").map(|line| line.split_once(' ').unwrap()) {
            assert_eq!(cldr.first_letter(text), heading, "{tag} {text}");
        }
        assert_eq!(cldr.first_letter(""), "");
    }
}

#[test]
fn headings_never_contradict_the_order() {
    for (seed, (tag, alphabet)) in ALPHABETS.iter().chain([&("rom", "abcčćdžšśźʒ"), &("da", "aæøåöä")]).enumerate()
    {
        let cldr = Cldr::new(tag);
        let mut texts = random_texts(alphabet, 100 + seed as u64);
        texts.sort_by(|a, b| cldr.compare(a, b));
        let mut headings: Vec<String> = texts.iter().map(|text| cldr.first_letter(text)).collect();
        headings.dedup();
        let runs = headings.len();
        headings.sort();
        headings.dedup();
        assert_eq!(runs, headings.len(), "{tag}: a heading stands twice");
    }
}

#[test]
fn case_follows_the_language() {
    for (tag, text, upper, lower, title) in [
        ("tr", "istanbul IĞDIR", "İSTANBUL IĞDIR", "istanbul ığdır", "İstanbul IĞDIR"),
        ("en-GB", "istanbul IĞDIR", "ISTANBUL IĞDIR", "istanbul iğdir", "Istanbul IĞDIR"),
        ("sq", "çështje DHE", "ÇËSHTJE DHE", "çështje dhe", "Çështje DHE"),
        ("sr-Latn", "njiva", "NJIVA", "njiva", "Njiva"),
        ("sr-Latn", "ǌiva", "ǊIVA", "ǌiva", "ǋiva"),
        ("sr-Cyrl", "„ђак“", "„ЂАК“", "„ђак“", "„Ђак“"),
        ("nl", "ijs", "IJS", "ijs", "IJs"),
        ("x-made", "2 ditë", "2 DITË", "2 ditë", "2 ditë"),
        ("sq", "", "", "", ""),
        ("sq", "…", "…", "…", "…"),
    ] {
        let cldr = Cldr::new(tag);
        let got = (cldr.upper(text), cldr.lower(text), cldr.title_first(text));
        assert_eq!(got, (upper.to_string(), lower.to_string(), title.to_string()), "{tag} {text}");
    }
}

#[test]
fn directions() {
    for (tag, dir) in [
        ("sq", Dir::Ltr),
        ("sr-Cyrl-XK", Dir::Ltr),
        ("rom", Dir::Ltr),
        ("x-made", Dir::Ltr),
        ("ar", Dir::Rtl),
        ("ar-EG", Dir::Rtl),
        ("he", Dir::Rtl),
        ("iw", Dir::Rtl),
        ("fa", Dir::Rtl),
        ("ckb", Dir::Rtl),
        ("tr-Arab", Dir::Rtl),
        ("ar-Latn", Dir::Ltr),
        ("xx-Arab", Dir::Rtl),
    ] {
        assert_eq!(Cldr::new(tag).dir(), dir, "{tag}");
    }
}

#[test]
fn normalizes_only_what_is_not_normal() {
    assert!(matches!(nfc("çështje"), Cow::Borrowed("çështje")));
    assert_eq!(nfc("c\u{327}e\u{308}shtje"), "çështje");
    assert!(is_nfc("çështje") && !is_nfc("c\u{327}e\u{308}shtje"));
}
