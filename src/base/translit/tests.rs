//! Tables of sentences, every stem of the list in its forms, and texts made of syllables.

use super::exceptions::{Kind, LIST, Line, lines};
use super::*;

fn cyrillic(text: &str) -> String {
    Transliterator::new(["OIK", "MHRU", "CRP/K", "EU", "KFOR"]).apply(Translit::ToCyrillic, text).into_owned()
}

fn latin(text: &str) -> String {
    Transliterator::new(["OIK", "ЦРП/К"]).apply(Translit::ToLatin, text).into_owned()
}

/// Sentences that are one another's transliteration.
const BOTH_WAYS: &[(&str, &str)] = &[
    ("Институција омбудсмана штити ваша права.", "Institucija ombudsmana štiti vaša prava."),
    ("Жалба се подноси у року од тридесет дана.", "Žalba se podnosi u roku od trideset dana."),
    ("Љубазни службеник чува џеп и њиве.", "Ljubazni službenik čuva džep i njive."),
    ("Ђаковица, Ђурђевдан, ђак, међу људима", "Đakovica, Đurđevdan, đak, među ljudima"),
    ("Ћирилица и латиница", "Ćirilica i latinica"),
    ("Његово право је повређено.", "Njegovo pravo je povređeno."),
    ("Џамија, црква и хамам у Призрену", "Džamija, crkva i hamam u Prizrenu"),
    ("ЉУДСКА ПРАВА", "LJUDSKA PRAVA"),
    ("ЊЕГОВА ПРАВА", "NJEGOVA PRAVA"),
    ("ЏЕПНИ ВОДИЧ", "DŽEPNI VODIČ"),
    ("ЗАБРАЊЕНО ПУШЕЊЕ", "ZABRANJENO PUŠENJE"),
    ("ПАЊ, КОЊ, КЉУЧ", "PANJ, KONJ, KLJUČ"),
    ("Дискриминација је неједнако поступање.", "Diskriminacija je nejednako postupanje."),
    ("Ви имате право на бесплатну правну помоћ.", "Vi imate pravo na besplatnu pravnu pomoć."),
    ("И ви имате право.", "I vi imate pravo."),
    ("Ко може да поднесе жалбу? Свако.", "Ko može da podnese žalbu? Svako."),
    ("Надживео је инјекцију.", "Nadživeo je injekciju."),
    ("Конјунктура и конјугација, конјектура и инјункција", "Konjunktura i konjugacija, konjektura i injunkcija"),
    ("Коњаник и коњушар јашу коње.", "Konjanik i konjušar jašu konje."),
    ("Агенција Танјуг, Танјугова вест", "Agencija Tanjug, Tanjugova vest"),
    ("Наџак, оџак, Оџаци и оџачар", "Nadžak, odžak, Odžaci i odžačar"),
    ("Оџалан и Бењамин", "Odžalan i Benjamin"),
    ("Поџеп и џеп, поджанр и жанр", "Podžep i džep, podžanr i žanr"),
    ("Преджалбени поступак", "Predžalbeni postupak"),
    ("Дисјункција и субјунктив", "Disjunkcija i subjunktiv"),
    ("Кањон, компањон и анјон", "Kanjon, kompanjon i anjon"),
    ("Биљет и метилјодид", "Biljet i metiljodid"),
    ("Он је наджњевао и оджалио.", "On je nadžnjevao i odžalio."),
    ("НАДЖЊЕВАТИ, ИНЈЕКЦИЈА, ПОДЖАНР, ТАНЈУГ, ССРНЈ", "NADŽNJEVATI, INJEKCIJA, PODŽANR, TANJUG, SSRNJ"),
    ("Надјачати, одјек, подједнако, предјело, аднексус", "Nadjačati, odjek, podjednako, predjelo, adneksus"),
    ("Љ. Чолић и Њ. Петровић", "Lj. Čolić i Nj. Petrović"),
    ("Љ. Ч.", "Lj. Č."),
    ("Љ. ЧОЛИЋ", "LJ. ČOLIĆ"),
    ("СЛОВО Њ", "SLOVO NJ"),
    ("слово Њ", "slovo Nj"),
    ("Џ", "Dž"),
    ("а) лична карта; б) извод; в) жалба; г) Џ", "a) lična karta; b) izvod; v) žalba; g) Dž"),
    ("и/или, мушко/женско", "i/ili, muško/žensko"),
    ("90-их година, 5-члани савет", "90-ih godina, 5-člani savet"),
    ("КОВИД-19", "KOVID-19"),
    ("д.о.о. и а.д. и тзв. НВО", "d.o.o. i a.d. i tzv. NVO"),
    ("„Право“ – ‘правда’", "„Pravo“ – ‘pravda’"),
    ("15. јануара 2022. године", "15. januara 2022. godine"),
    ("члан 5. став 2. тачка 3.", "član 5. stav 2. tačka 3."),
    ("чл. 5 ст. 2 т. 3", "čl. 5 st. 2 t. 3"),
    ("Њих 5 а нас 6.", "Njih 5 a nas 6."),
    ("Г. Петровић и гђа Јовановић", "G. Petrović i gđa Jovanović"),
    ("В. Петровић пише.", "V. Petrović piše."),
    ("И. Андрић пише.", "I. Andrić piše."),
    ("В. Д. директора", "V. D. direktora"),
    ("ПРАВА И ОБАВЕЗЕ", "PRAVA I OBAVEZE"),
    ("И ВИ ИМАТЕ ПРАВО", "I VI IMATE PRAVO"),
    ("МИ СМО ТУ ЗА ВАС. ВИ СТЕ ВАЖНИ.", "MI SMO TU ZA VAS. VI STE VAŽNI."),
    ("ДА ЛИ СТЕ ВИ ЖРТВА?", "DA LI STE VI ŽRTVA?"),
    ("И ове одредбе важе.", "I ove odredbe važe."),
    ("И Закон има одредбе.", "I Zakon ima odredbe."),
    ("И МИ И ВИ", "I MI I VI"),
    ("Има право. И групе имају право.", "Ima pravo. I grupe imaju pravo."),
    ("ЧЛАНОВИ И ПОРОДИЦЕ", "ČLANOVI I PORODICE"),
    ("И део закона говори о томе.", "I deo zakona govori o tome."),
    ("И члан породице има право.", "I član porodice ima pravo."),
    ("Говоримо о том. И ви имате право.", "Govorimo o tom. I vi imate pravo."),
    ("Сада̂ се зна: пра̑ва, ру́ка, ву̏к", "Sadâ se zna: prȃva, rúka, vȕk"),
    ("Ви ѝ кажите: сѐдмо", "Vi ì kažite: sèdmo"),
    ("прст, гроздје, вртлог", "prst, grozdje, vrtlog"),
    ("СТРАНА 5 – ЖАЛБЕ", "STRANA 5 – ŽALBE"),
    ("М. Љ. Џ. Њ.", "M. Lj. Dž. Nj."),
    ("ЏЏ", "DŽDŽ"),
    ("#", "#"),
    ("", ""),
    ("Пошаљите писмо — или дођите.", "Pošaljite pismo — ili dođite."),
    ("Шта да радите ако вас је послодавац отпустио?", "Šta da radite ako vas je poslodavac otpustio?"),
    ("Роми, Ашкалије, Египћани, Горанци, Бошњаци, Турци", "Romi, Aškalije, Egipćani, Goranci, Bošnjaci, Turci"),
    ("РОМ И РОМКИЊА", "ROM I ROMKINJA"),
    ("Чачак, ћуп, цвеће, шљива, жбуње", "Čačak, ćup, cveće, šljiva, žbunje"),
    ("Сведоџба, наруџба, предоџба, једнаџба", "Svedodžba, narudžba, predodžba, jednadžba"),
    ("Азербејџан, менаџер, буџет, џез", "Azerbejdžan, menadžer, budžet, džez"),
    ("поџарати ватру и поджарити мржњу", "podžarati vatru i podžariti mržnju"),
    ("Нетанјаху, Шенјанг и пинјин", "Netanjahu, Šenjang i pinjin"),
    ("Тањи тањир је тањи.", "Tanji tanjir je tanji."),
    ("ванјезички, изванјезички, вањски", "vanjezički, izvanjezički, vanjski"),
    ("панјеврејски, панјелински, пањеви", "panjevrejski, panjelinski, panjevi"),
    ("Имунокорисник добија имуноинјекцију.", "Imunokorisnik dobija imunoinjekciju."),
];

/// Sentences in Latin that keep something.
const TO_CYRILLIC: &[(&str, &str)] = &[
    // Addresses.
    ("Pišite na info@oik-rks.org odmah.", "Пишите на info@oik-rks.org одмах."),
    ("E-mail:info@oik-rks.org", "E-mail:info@oik-rks.org"),
    ("Vidi https://oik-rks.org/sr/žalba?id=5, tu piše.", "Види https://oik-rks.org/sr/žalba?id=5, ту пише."),
    ("(vidi:http://rks-gov.net)", "(види:http://rks-gov.net)"),
    (
        "„https://sr.wikipedia.org/wiki/Pravo_(zakon)“ je izvor",
        "„https://sr.wikipedia.org/wiki/Pravo_(zakon)“ је извор",
    ),
    ("Sajt www.rks-gov.net radi.", "Сајт www.rks-gov.net ради."),
    ("Na oik-rks.org i raportodiskriminimin.org.", "На oik-rks.org и raportodiskriminimin.org."),
    ("CRPK.ORG JE SAJT", "CRPK.ORG ЈЕ САЈТ"),
    ("oik-rks.org/sr/podnesi-žalbu", "oik-rks.org/sr/podnesi-žalbu"),
    ("Nalog @oik_kosovo objavljuje.", "Налог @oik_kosovo објављује."),
    ("Datoteka žalba.pdf i obrazac-2.docx.", "Датотека žalba.pdf и obrazac-2.docx."),
    ("Mapa /sq/udhezues/ i content/guides/oik.sq.md", "Мапа /sq/udhezues/ и content/guides/oik.sq.md"),
    ("Disk C:\\Users\\Ana je pun", "Диск C:\\Users\\Ana је пун"),
    ("polje ime_korisnika", "поље ime_korisnika"),
    ("Ime: ______", "Име: ______"),
    ("Ime____prezime", "Име____презиме"),
    ("žarko@oik-rks.org, a 5@ nije", "žarko@oik-rks.org, а 5@ није"),
    ("Kaže.Da i ne.", "Каже.Да и не."),
    ("npr.ovo i tzv.ono", "нпр.ово и тзв.оно"),
    ("/u daljem tekstu: Institucija/", "/у даљем тексту: Институција/"),
    ("/izmenjen/", "/измењен/"),
    // Codes, numbers, placeholders.
    ("Zakon br.05/L-021", "Закон бр.05/L-021"),
    ("Zakon br. 05/L-021 o zaštiti", "Закон бр. 05/L-021 о заштити"),
    ("(05/L-021, 08/L-185)", "(05/L-021, 08/L-185)"),
    ("Uredba UNMIK/REG/2000/47 i A/RES/61/295", "Уредба UNMIK/REG/2000/47 и A/RES/61/295"),
    ("Format A4, mreža 5G, virus H1N1", "Формат A4, мрежа 5G, вирус H1N1"),
    ("Boja #1a2b3c i #fff", "Боја #1a2b3c и #fff"),
    ("PDF i EPUB izdanje, PDF-u", "PDF и EPUB издање, PDF-у"),
    ("Zdravo {name}, imate {count} poruka", "Здраво {name}, имате {count} порука"),
    ("Zdravo { $name }!", "Здраво { $name }!"),
    ("Zdravo {{ user.name }}", "Здраво {{ user.name }}"),
    ("Ukupno %s od %1$d i %(broj)s", "Укупно %s од %1$d и %(broj)s"),
    ("50% stanovnika i 50%-tni", "50% становника и 50%-тни"),
    ("razmak&nbsp;ovde", "размак&nbsp;овде"),
    ("{vidi član 5}", "{види члан 5}"),
    // Words of other languages.
    ("Wi-Fi mreža i Wi-Fi-ja", "Wi-Fi мрежа и Wi-Fi-ја"),
    ("web-sajt", "web-сајт"),
    ("Washingtonu, New York, Xhevat, Qemal, Yakova", "Washingtonu, New York, Xhevat, Qemal, Yakova"),
    ("Grad Gjakovë i selo Deçan, ulica Müller, Doğan, Ilgın", "Град Gjakovë и село Deçan, улица Müller, Doğan, Ilgın"),
    ("café, José", "café, José"),
    ("Pošaljite e-mail ili e-mailom, E-mail: da", "Пошаљите e-mail или e-mailom, E-mail: да"),
    ("Facebook, Google i Viber", "Facebook, Google и Viber"),
    ("Ово је већ ћирилица, a ovo nije.", "Ово је већ ћирилица, а ово није."),
    ("cрпски", "cрпски"),
    ("Љubav", "Љubav"),
    // Acronyms of the site.
    ("OIK i MHRU i CRP/K", "OIK и MHRU и CRP/K"),
    ("OIK-a, OIK-u, CRP/K-om, OIK-ova", "OIK-а, OIK-у, CRP/K-ом, OIK-ова"),
    ("Oik nije OIKA", "Оик није ОИКА"),
    ("OIK/MHRU", "OIK/MHRU"),
    ("KFOR, NATO i UN", "KFOR, НАТО и УН"),
    ("U EU-u", "У EU-у"),
    // Units.
    ("5 km, 10 kg, 3 cm i 100 EUR", "5 km, 10 kg, 3 cm и 100 EUR"),
    ("nekoliko km", "неколико км"),
    ("60 km/h, 5 m², u m³", "60 km/h, 5 m², у m³"),
    ("37 °C i 37°C", "37 °C и 37°C"),
    ("500\u{A0}RSD, RSD 500 i RSD", "500\u{A0}RSD, RSD 500 и РСД"),
    ("2022. g. i stav 2 t. 3, 2 g. zatvora, 5 g.", "2022. г. и став 2 т. 3, 2 г. затвора, 5 g."),
    ("u 10 h i 15 min", "у 10 h и 15 min"),
    ("220 V", "220 V"),
    // Numerals.
    ("Drugi svetski rat, II i XIV vek, XIV-og", "Други светски рат, II и XIV век, XIV-ог"),
    ("Papa Jovan XXIII i Mehmed II", "Папа Јован XXIII и Мехмед II"),
    ("glava VI Ustava", "глава VI Устава"),
    ("GLAVA VI", "ГЛАВА VI"),
    ("GLAVA VI ZAVRŠNE ODREDBE", "ГЛАВА VI ЗАВРШНЕ ОДРЕДБЕ"),
    ("VI POGLAVLJE", "VI ПОГЛАВЉЕ"),
    ("VI. ZAVRŠNE ODREDBE", "VI. ЗАВРШНЕ ОДРЕДБЕ"),
    ("VI ZAVRŠNE ODREDBE", "VI ЗАВРШНЕ ОДРЕДБЕ"),
    ("II DEO ZAKONA", "II ДЕО ЗАКОНА"),
    ("Glava I", "Глава I"),
    ("Glava I – Osnovne odredbe", "Глава I – Основне одредбе"),
    ("GLAVA I OSNOVNE ODREDBE", "ГЛАВА I ОСНОВНЕ ОДРЕДБЕ"),
    ("GLAVA I I GLAVA II", "ГЛАВА I И ГЛАВА II"),
    ("član V i član X", "члан V и члан X"),
    ("Deo I.", "Део I."),
    ("tom X i tom V", "том X и том V"),
    ("Aneks I, Prilog V", "Анекс I, Прилог V"),
    ("čl. V Ustava", "чл. V Устава"),
    ("članovi I, V i X", "чланови I, V и X"),
    ("glave I i II, glave I–IV", "главе I и II, главе I–IV"),
    ("I. Uvod", "I. Увод"),
    ("I) Uvod", "I) Увод"),
    ("I – UVOD", "I – УВОД"),
    ("I OPŠTE ODREDBE", "I ОПШТЕ ОДРЕДБЕ"),
    ("I DEO", "I ДЕО"),
    ("I. deo zakona", "I. део закона"),
    ("u V odeljku", "у V одељку"),
    ("I", "I"),
    ("I-IV razred i V–VIII razred", "I-IV разред и V–VIII разред"),
    ("12. V 2020. i 1. I 1990.", "12. V 2020. и 1. I 1990."),
    ("br. I/2", "бр. I/2"),
    ("V PRELAZNE I ZAVRŠNE ODREDBE", "V ПРЕЛАЗНЕ И ЗАВРШНЕ ОДРЕДБЕ"),
    ("V Zaključak", "V Закључак"),
    ("I Uvod", "I Увод"),
    ("Prvi (I) stepen", "Први (I) степен"),
    ("lice I stepena invalidnosti, invalid I grupe", "лице I степена инвалидности, инвалид I групе"),
    ("kategorija I invaliditeta, grupa V", "категорија I инвалидитета, група V"),
    ("V razred", "V разред"),
    ("ODELJENJA VI–VIII", "ОДЕЉЕЊА VI–VIII"),
    ("Ulica Kralja Petra I 12", "Улица Краља Петра I 12"),
    ("Vidi I. deo", "Види I. део"),
    ("IVa razred, (ii) i (iv)", "IVa разред, (ii) и (iv)"),
    ("Dijeta, IIII i IC", "Дијета, ИИИИ и ИЦ"),
    // Digraphs in every letter case and form.
    ("NjEGOŠ LJubav nJega Džep DŽep dŽep", "ЊЕГОШ Љубав њега Џеп Џеп џеп"),
    ("ǌiva ǋiva ǊIVA ǆep ǅep ǆ ǉudi ǈudi ǇUDI", "њива Њива ЊИВА џеп Џеп џ људи Људи ЉУДИ"),
    ("c\u{30C}as\u{301}", "час\u{301}"),
    (
        "z\u{30C}aba, s\u{30C}uma, c\u{301}up, C\u{30C}ED, dz\u{30C}ep, nadz\u{30C}iveti",
        "жаба, шума, ћуп, ЧЕД, џеп, надживети",
    ),
    ("in\u{200C}jaz, kon\u{AD}junk\u{AD}tura", "инјаз, кон\u{AD}јунк\u{AD}тура"),
];

#[test]
fn sentences_come_out_right() {
    for (cyrillic_text, latin_text) in BOTH_WAYS {
        assert_eq!(latin(cyrillic_text), *latin_text);
        assert_eq!(cyrillic(latin_text), *cyrillic_text);
    }
    for (latin_text, cyrillic_text) in TO_CYRILLIC {
        assert_eq!(cyrillic(latin_text), *cyrillic_text);
    }
}

#[test]
fn reads_composed_and_decomposed_letters_alike() {
    let nfd = |text: &str| -> String {
        text.chars()
            .map(|c| match c {
                'č' => "c\u{30C}".into(),
                'ć' => "c\u{301}".into(),
                'š' => "s\u{30C}".into(),
                'ž' => "z\u{30C}".into(),
                'Č' => "C\u{30C}".into(),
                'Ć' => "C\u{301}".into(),
                'Š' => "S\u{30C}".into(),
                'Ž' => "Z\u{30C}".into(),
                'đ' => "d\u{335}".into(),
                'Đ' => "D\u{335}".into(),
                'ë' => "e\u{308}".into(),
                'é' => "e\u{301}".into(),
                'ü' => "u\u{308}".into(),
                'ç' => "c\u{327}".into(),
                'ğ' => "g\u{306}".into(),
                'â' => "a\u{302}".into(),
                'ȃ' => "a\u{311}".into(),
                'ú' => "u\u{301}".into(),
                'ȕ' => "u\u{30F}".into(),
                'ì' => "i\u{300}".into(),
                'è' => "e\u{300}".into(),
                c => String::from(c),
            })
            .collect()
    };
    for (cyrillic_text, latin_text) in BOTH_WAYS {
        assert_eq!(cyrillic(&nfd(latin_text)), *cyrillic_text);
    }
    for name in ["Gjakovë", "Deçan", "Müller", "Doğan", "café"] {
        assert_eq!(cyrillic(&nfd(name)), nfd(name));
    }
}

#[test]
fn other_cyrillic_letters_become_latin_too() {
    assert_eq!(latin("Ѓорѓи Ќирил Ѕвезда"), "Đorđi Ćiril Dzvezda");
    assert_eq!(latin("Чайковский, ЮЛИЯ Щукина, объект"), "Čajkovskij, JULIJA Ščukina, obekt");
    assert_eq!(latin("с\u{301}утра и\u{306}од"), "śutra jod");
    assert_eq!(latin("ӣ Ӣ ӯ Ӯ а\u{304}\u{301}"), "ī Ī ū Ū ā\u{301}");
    assert_eq!(cyrillic("ī Ī ū Ū ra\u{304}\u{301}da"), "ӣ Ӣ ӯ Ӯ ра\u{304}\u{301}да");
    assert_eq!(latin("ЦРП/К и ЦРП/К-а, ОИК"), "ЦРП/К i ЦРП/К-a, OIK");
}

#[test]
fn marks_protect_and_vanish() {
    assert_eq!(cyrillic("Piše -{Prishtina}- i -{ovo}-."), "Пише Prishtina и ovo.");
    assert_eq!(latin("Пише -{Приштина}- и ово."), "Piše Приштина i ovo.");
    assert_eq!(cyrillic("Bez kraja -{ovde"), "Без краја -{овде");
    assert_eq!(cyrillic("Bez početka }- ovde"), "Без почетка }- овде");
    assert_eq!(cyrillic("n-{}-j"), "нј");
    assert_eq!(unprotect("a -{b}- c -{d"), "a b c -{d");
    assert!(matches!(unprotect("a b }-"), Cow::Borrowed(_)));
}

#[test]
fn serves_the_languages_with_this_table() {
    for (language, served) in [("sr", true), ("bs", true), ("sh", true), ("cnr", true), ("hr", false), ("mk", false)] {
        assert_eq!(has_table(language), served, "{language}");
    }
}

/// Cuts `text` at bars; a piece in `«»` is kept.
fn runs(way: Translit, text: &str) -> String {
    let pieces: Vec<Run<'_>> = text
        .split('|')
        .map(|piece| match piece.strip_prefix('«').and_then(|piece| piece.strip_suffix('»')) {
            Some(kept) => Run { text: kept, keep: true },
            None => Run { text: piece, keep: false },
        })
        .collect();
    Transliterator::new(["OIK", "CRP/K"]).runs(way, &pieces).join("|")
}

#[test]
fn pieces_of_a_block_belong_together() {
    for (pieces, expected) in [
        ("in|jekcija i n|jegova", "ин|јекција и њ|егова"),
        ("I|nje|kcija", "И|нје|кција"),
        ("Glava |I", "Глава |I"),
        ("I| vi imate pravo", "И| ви имате право"),
        ("I|. Uvod", "I|. Увод"),
        ("OI|K|-a", "OI|K|-а"),
        ("https://oik|.org| da", "https://oik|.org| да"),
        ("Piše |«ova reč»|ka", "Пише |ova reč|ка"),
        ("n|«code»|j", "н|code|ј"),
        ("c|\u{30C}as", "ч|ас"),
        ("|a||b|", "|а||б|"),
        ("«Glava »|I vi", "Glava |И ви"),
        ("", ""),
    ] {
        assert_eq!(runs(Translit::ToCyrillic, pieces), expected);
    }
    for (pieces, expected) in [
        ("ПА|Њ", "PA|NJ"),
        ("Њ|. |Ч.", "Nj|. |Č."),
        ("Љ|УБАВ", "LJ|UBAV"),
        ("Љ|убав", "Lj|ubav"),
        ("Љ|«УБАВ»", "Lj|УБАВ"),
        ("а|\u{301}б", "á|b"),
        ("«нешто»|", "нешто|"),
    ] {
        assert_eq!(runs(Translit::ToLatin, pieces), expected);
    }
    assert!(Transliterator::new([]).runs(Translit::ToLatin, &[]).is_empty());
}

#[test]
fn what_does_not_change_is_borrowed() {
    let transliterator = Transliterator::new(["OIK"]);
    for (way, text) in [
        (Translit::ToCyrillic, "Већ ћирилица, 5 km, OIK, https://a.rs/b"),
        (Translit::ToLatin, "Latin text, č and ë and 中"),
        (Translit::ToLatin, ""),
    ] {
        assert!(matches!(transliterator.apply(way, text), Cow::Borrowed(_)), "{text}");
    }
}

const PREFIXES: &[&str] = &[
    "", "ne", "naj", "najpre", "nenaj", "mikro", "anti", "super", "pre", "po", "iz", "pod", "sub", "bio", "imuno",
    "vanbio", "poli", "re", "de", "samo", "među", "polu", "protiv", "ultra", "hidro", "kvazi",
];
const ENDINGS: &[&str] =
    &["", "a", "e", "i", "u", "om", "ama", "ima", "ski", "skog", "ovanje", "enjima", "ljiv", "ećemo"];

/// The word in small letters, as at the start of a sentence, and in capitals.
fn cases(word: &str) -> [String; 3] {
    let mut rest = word.chars();
    let title = rest.next().map(|first| first.to_uppercase().chain(rest).collect());
    [word.to_owned(), title.unwrap_or_default(), word.to_uppercase()]
}

#[test]
fn every_stem_comes_out_right_in_every_form() {
    let transliterator = Transliterator::new([]);
    let to_cyrillic = |text: &str| transliterator.apply(Translit::ToCyrillic, text).into_owned();
    let mut stems = 0;
    for line in lines(LIST) {
        let Line::Stem(kind, stem) = line else { continue };
        stems += 1;
        let one_letter = stem.replace("dž", "ǆ").replace("nj", "ǌ").replace("lj", "ǉ");
        let expected: String = match kind {
            Kind::Joined => to_cyrillic(&one_letter),
            _ => stem.split('|').map(to_cyrillic).collect(),
        };
        let whole = kind == Kind::Whole;
        for prefix in PREFIXES.iter().filter(|prefix| !whole || prefix.is_empty()) {
            for ending in ENDINGS.iter().filter(|ending| !whole || ending.is_empty()) {
                let word = format!("{prefix}{}{ending}", stem.replace('|', ""));
                let expected = format!("{}{expected}{}", to_cyrillic(prefix), to_cyrillic(ending));
                for (word, expected) in cases(&word).iter().zip(cases(&expected)) {
                    assert_eq!(to_cyrillic(word), expected);
                    assert_eq!(transliterator.apply(Translit::ToLatin, &expected), *word);
                }
            }
        }
    }
    assert!(stems > 100);
}

#[test]
fn the_list_has_no_line_that_is_not_understood() {
    for line in LIST.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match lines(line).next() {
            Some(Line::Stem(Kind::Joined, stem)) => assert!(!stem.contains('|'), "{line}"),
            Some(Line::Stem(_, stem)) => {
                let (before, after) = stem.split_once('|').expect("a bar");
                let pair = (before.chars().next_back(), after.chars().next());
                let digraph = matches!(pair, (Some('n' | 'l'), Some('j')) | (Some('d'), Some('ž')));
                assert!(digraph, "{line}");
            }
            Some(Line::Prefixes(prefixes)) => {
                assert!(prefixes.split(' ').all(|prefix| prefix.chars().count() > 1), "{line}");
            }
            None => panic!("{line}"),
        }
    }
}

/// Texts of made-up words: syllables in the three letter cases, between punctuation.
fn made_up(random: &mut fastrand::Rng) -> String {
    const ONSETS: [&str; 34] = [
        "б", "в", "г", "д", "ђ", "ж", "з", "ј", "к", "л", "љ", "м", "н", "њ", "п", "р", "с", "т", "ћ", "ф", "х", "ц",
        "ч", "џ", "ш", "ст", "пр", "кљ", "шљ", "гњ", "св", "дв", "", "",
    ];
    const VOWELS: [&str; 10] = ["а", "е", "и", "о", "у", "а", "е", "ар", "а\u{311}", "о\u{30F}"];
    const GAPS: [&str; 8] = [" ", " ", " ", ", ", ". ", " – ", "-", "/"];
    let mut text = String::new();
    for _ in 0..random.usize(1..12) {
        let word: String = (0..random.usize(2..6))
            .flat_map(|_| [ONSETS[random.usize(..ONSETS.len())], VOWELS[random.usize(..VOWELS.len())]])
            .collect();
        // The last syllable keeps capitals from being a Roman numeral.
        text += &cases(&(word + "ка"))[random.usize(..3)];
        text += GAPS[random.usize(..GAPS.len())];
    }
    text
}

#[test]
fn cyrillic_comes_back_from_latin() {
    let mut random = fastrand::Rng::with_seed(7);
    let stem = |line| match line {
        Line::Stem(_, stem) => Some(stem.replace('|', "")),
        Line::Prefixes(_) => None,
    };
    let stems: Vec<String> = lines(LIST).filter_map(stem).collect();
    let mut compared = 0;
    for _ in 0..5_000 {
        let text = made_up(&mut random);
        // Syllables that happen to be a stem of the list (`po-dže`) are read as the stem.
        let plain = latin(&text.to_lowercase().replace(['\u{311}', '\u{30F}'], ""));
        if !stems.iter().any(|stem| plain.contains(stem)) {
            assert_eq!(cyrillic(&latin(&text)), text);
            compared += 1;
        }
    }
    assert!(compared > 4_500);
}

#[test]
fn cutting_a_text_changes_nothing() {
    let mut random = fastrand::Rng::with_seed(11);
    let transliterator = Transliterator::new(["OIK", "CRP/K"]);
    let mut texts: Vec<String> = BOTH_WAYS.iter().flat_map(|(a, b)| [(*a).to_owned(), (*b).to_owned()]).collect();
    texts.extend(TO_CYRILLIC.iter().map(|(a, _)| (*a).to_owned()));
    for text in &texts {
        for way in [Translit::ToLatin, Translit::ToCyrillic] {
            let whole = transliterator.apply(way, text);
            let mut rest = text.as_str();
            let mut pieces = Vec::new();
            while let Some((at, _)) = rest.char_indices().nth(random.usize(1..5)) {
                let (piece, after) = rest.split_at(at);
                pieces.push(Run { text: piece, keep: false });
                rest = after;
            }
            pieces.push(Run { text: rest, keep: false });
            let parts = transliterator.runs(way, &pieces);
            assert_eq!(parts.len(), pieces.len());
            assert_eq!(parts.concat(), whole);
        }
    }
}

#[test]
fn any_text_is_survived() {
    let mut random = fastrand::Rng::with_seed(13);
    let alphabet: Vec<char> =
        "aijlndžzŽJNLDIVXčćšđ\u{30C}\u{301}\u{308}љњџЉЊЏаиѝӣё05 .,:/-–@_{}%&#\\°²\u{AD}\u{200C}\u{A0}qëéǆ中🙂"
            .chars()
            .collect();
    let transliterator = Transliterator::new(["ID", "Džic", "њ"]);
    for _ in 0..20_000 {
        let text: String = (0..random.usize(..24)).map(|_| alphabet[random.usize(..alphabet.len())]).collect();
        for way in [Translit::ToLatin, Translit::ToCyrillic] {
            let whole = transliterator.apply(way, &text);
            let pieces: Vec<Run<'_>> =
                text.split_inclusive(' ').map(|text| Run { text, keep: random.u8(..4) == 0 }).collect();
            let parts = transliterator.runs(way, &pieces);
            for (part, piece) in parts.iter().zip(&pieces).filter(|(_, piece)| piece.keep) {
                assert_eq!(part, piece.text);
            }
            assert!(whole.len() <= 3 * text.len());
        }
    }
}
