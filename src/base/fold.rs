//! Text folded to plain letters: parts of addresses and ids of headings ([`slug`]), words of the search ([`key`]). A
//! file of its own because both, and the query script of the search page, must fold by one and the same [`TABLE`].

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::{CanonicalCombiningClassMapBorrowed, CanonicalDecompositionBorrowed, Decomposed};
use std::borrow::Cow;

/// What a character beyond ASCII folds to, sorted by character; small letters only.
///
/// To fold a text: put it in small letters and in composed form (NFC), replace each character by its row, drop the
/// combining marks U+0300 to U+036F that remain; for a search key replace [`PAIRS`] then. A row with nothing in it makes
/// its character vanish without ending the word, and so do the ASCII apostrophes (`'` and the grave accent). A letter
/// without a row folds as the base letter of its canonical decomposition (`ế` as `e`), or else stays, as digits do.
///
/// - Serbian folds alike from both scripts: `č ć ч ћ` c, `š ш` s, `ž ж` z, `đ ђ` dj, `dž џ` dz, `љ` lj, `њ` nj.
/// - Other Cyrillic letters fold as their Latin transliteration does.
/// - Turkish `ı` and `İ` are i; Albanian `ë`, `ç` are e, c.
/// - Romani: `ćh`, `čh`, `ch` are ch; `ʒ` is what `dž` is, dz; `ś`, `ź`, `ř`, `ǒ` and the like lose their mark; `θ` is t.
///   `x` and `h`, `y` and `j`, `sh` and `š` stay apart, since Albanian and English need both.
#[rustfmt::skip]
pub const TABLE: &[(char, &str)] = &[
    // Latin-1.
    ('ª', "a"), ('\u{AD}', ""), ('²', "2"), ('³', "3"), ('´', ""), ('µ', "m"), ('¹', "1"), ('º', "o"), ('ß', "ss"),
    ('à', "a"), ('á', "a"), ('â', "a"), ('ã', "a"), ('ä', "a"), ('å', "a"), ('æ', "ae"), ('ç', "c"), ('è', "e"),
    ('é', "e"), ('ê', "e"), ('ë', "e"), ('ì', "i"), ('í', "i"), ('î', "i"), ('ï', "i"), ('ð', "d"), ('ñ', "n"),
    ('ò', "o"), ('ó', "o"), ('ô', "o"), ('õ', "o"), ('ö', "o"), ('ø', "o"), ('ù', "u"), ('ú', "u"), ('û', "u"),
    ('ü', "u"), ('ý', "y"), ('þ', "th"), ('ÿ', "y"),
    // Latin Extended.
    ('ā', "a"), ('ă', "a"), ('ą', "a"), ('ć', "c"), ('ĉ', "c"), ('ċ', "c"), ('č', "c"), ('ď', "d"), ('đ', "dj"),
    ('ē', "e"), ('ĕ', "e"), ('ė', "e"), ('ę', "e"), ('ě', "e"), ('ĝ', "g"), ('ğ', "g"), ('ġ', "g"), ('ģ', "g"),
    ('ĥ', "h"), ('ħ', "h"), ('ĩ', "i"), ('ī', "i"), ('ĭ', "i"), ('į', "i"), ('ı', "i"), ('ĳ', "ij"), ('ĵ', "j"),
    ('ķ', "k"), ('ĸ', "k"), ('ĺ', "l"), ('ļ', "l"), ('ľ', "l"), ('ŀ', "l"), ('ł', "l"), ('ń', "n"), ('ņ', "n"),
    ('ň', "n"), ('ŉ', "n"), ('ŋ', "n"), ('ō', "o"), ('ŏ', "o"), ('ő', "o"), ('œ', "oe"), ('ŕ', "r"), ('ŗ', "r"),
    ('ř', "r"), ('ś', "s"), ('ŝ', "s"), ('ş', "s"), ('š', "s"), ('ţ', "t"), ('ť', "t"), ('ŧ', "t"), ('ũ', "u"),
    ('ū', "u"), ('ŭ', "u"), ('ů', "u"), ('ű', "u"), ('ų', "u"), ('ŵ', "w"), ('ŷ', "y"), ('ź', "z"), ('ż', "z"),
    ('ž', "z"), ('ſ', "s"), ('ǆ', "dz"), ('ǉ', "lj"), ('ǌ', "nj"), ('ǎ', "a"), ('ǐ', "i"), ('ǒ', "o"), ('ǔ', "u"),
    ('ǖ', "u"), ('ǘ', "u"), ('ǚ', "u"), ('ǜ', "u"), ('ǧ', "g"), ('ǩ', "k"), ('ǵ', "g"), ('ȁ', "a"), ('ȃ', "a"),
    ('ȅ', "e"), ('ȇ', "e"), ('ȉ', "i"), ('ȋ', "i"), ('ȍ', "o"), ('ȏ', "o"), ('ȑ', "r"), ('ȓ', "r"), ('ȕ', "u"),
    ('ȗ', "u"), ('ș', "s"), ('ț', "t"),
    // IPA (ʒ, ə in Latin alphabets) and apostrophes.
    ('ə', "e"), ('ɨ', "i"), ('ʒ', "dz"), ('ʹ', ""), ('ʺ', ""), ('ʻ', ""), ('ʼ', ""),
    // Greek.
    ('ΐ', "i"), ('ά', "a"), ('έ', "e"), ('ή', "i"), ('ί', "i"), ('ΰ', "y"), ('α', "a"), ('β', "v"), ('γ', "g"),
    ('δ', "d"), ('ε', "e"), ('ζ', "z"), ('η', "i"), ('θ', "t"), ('ι', "i"), ('κ', "k"), ('λ', "l"), ('μ', "m"),
    ('ν', "n"), ('ξ', "x"), ('ο', "o"), ('π', "p"), ('ρ', "r"), ('ς', "s"), ('σ', "s"), ('τ', "t"), ('υ', "y"),
    ('φ', "f"), ('χ', "ch"), ('ψ', "ps"), ('ω', "o"), ('ϊ', "i"), ('ϋ', "y"), ('ό', "o"), ('ύ', "y"), ('ώ', "o"),
    // Cyrillic.
    ('а', "a"), ('б', "b"), ('в', "v"), ('г', "g"), ('д', "d"), ('е', "e"), ('ж', "z"), ('з', "z"), ('и', "i"),
    ('й', "j"), ('к', "k"), ('л', "l"), ('м', "m"), ('н', "n"), ('о', "o"), ('п', "p"), ('р', "r"), ('с', "s"),
    ('т', "t"), ('у', "u"), ('ф', "f"), ('х', "h"), ('ц', "c"), ('ч', "c"), ('ш', "s"), ('щ', "sc"), ('ъ', ""),
    ('ы', "y"), ('ь', ""), ('э', "e"), ('ю', "ju"), ('я', "ja"), ('ѐ', "e"), ('ё', "jo"), ('ђ', "dj"), ('ѓ', "dj"),
    ('є', "je"), ('ѕ', "dz"), ('і', "i"), ('ї', "ji"), ('ј', "j"), ('љ', "lj"), ('њ', "nj"), ('ћ', "c"), ('ќ', "c"),
    ('ѝ', "i"), ('ў', "u"), ('џ', "dz"), ('ѣ', "e"), ('ґ', "g"), ('ӣ', "i"), ('ӯ', "u"),
    // Latin Extended Additional.
    ('ḍ', "d"), ('ḥ', "h"), ('ḱ', "k"), ('ẏ', "y"), ('ẽ', "e"), ('ỳ', "y"), ('ỹ', "y"),
    // Marks that vanish.
    ('\u{200C}', ""), ('\u{200D}', ""), ('‘', ""), ('’', ""), ('′', ""), ('\u{2060}', ""), ('\u{FEFF}', ""),
];

/// Letter pairs that a search key writes as one, after [`TABLE`]: whoever types `djakovica` or `dakovica` finds
/// Đakovica and Ђаковица. The price is that `odjek` and `odek` are one to the search.
pub const PAIRS: &[(&str, &str)] = &[("dj", "d")];

/// What Romani has several spellings for, after [`PAIRS`] and in this order: Kosovo's media write `qhib`, `shay`, `thay`,
/// others `ćhib`, `šaj`, `thaj`, `Rroma` and `Roma`. Only for editions in Romani: other languages need these letters.
pub const ROMANI_PAIRS: &[(&str, &str)] =
    &[("xh", "dz"), ("sh", "s"), ("zh", "z"), ("rr", "r"), ("q", "c"), ("x", "h"), ("y", "j"), ("w", "v")];

/// The languages that [`ROMANI_PAIRS`] are for (ISO 639-3: Romani and its larger dialects).
const ROMANI: [&str; 5] = ["rom", "rmn", "rmy", "rmc", "rmf"];

/// The length of a slug at most, in characters; and in bytes, for the sake of file systems.
const LONGEST: (usize, usize) = (80, 200);

/// The part of an address made from `text`: small letters and digits, with a hyphen between words and none at the ends.
/// Letters of scripts that [`TABLE`] has no row for stay as they are, in composed form. At most 80 characters, cut
/// between words; empty when the text has no letter or digit.
pub fn slug(text: &str) -> String {
    let mut slug = fold(text, '-');
    if let Some(end) = too_long(&slug) {
        let end = match slug[end..].starts_with('-') {
            true => end,
            false => slug[..end].rfind('-').unwrap_or(end),
        };
        slug.truncate(end);
    }
    slug
}

/// What the search compares: folded like a slug, with a space between words and [`PAIRS`] written as one.
pub fn key(text: &str) -> String {
    let mut key = fold(text, ' ');
    for (pair, letter) in PAIRS {
        if key.contains(pair) {
            key = key.replace(pair, letter);
        }
    }
    key
}

/// The letter pairs that a search in `language` (a subtag: `rom`) writes as one, in order.
pub fn pairs(language: &str) -> Vec<(&'static str, &'static str)> {
    let romani = if ROMANI.contains(&language) { ROMANI_PAIRS } else { &[] };
    PAIRS.iter().chain(romani).copied().collect()
}

/// What the search of an edition in `language` compares.
pub fn key_in(language: &str, text: &str) -> String {
    let mut key = key(text);
    let romani = if ROMANI.contains(&language) { ROMANI_PAIRS } else { &[] };
    for (pair, letter) in romani {
        if key.contains(pair) {
            key = key.replace(pair, letter);
        }
    }
    key
}

/// [`TABLE`] for the query script: each row as its character and the letters it folds to, with a space between rows.
/// Rows that follow from the canonical decomposition are left out, since the browser knows it; the ASCII apostrophes,
/// which are code here, are rows there.
pub fn table_for_script() -> String {
    let follows = |c: char, letters: &str| {
        let base = base(c);
        base != c && row(base).map_or_else(|| letters == base.to_string(), |row| row == letters)
    };
    let needed = TABLE.iter().filter(|(c, letters)| !follows(*c, letters));
    let mut out = String::from("' `");
    needed.for_each(|(c, letters)| out.extend([" ", c.encode_utf8(&mut [0; 4]), letters]));
    out
}

/// Where a slug must end at the latest, if it is too long.
fn too_long(slug: &str) -> Option<usize> {
    let characters = slug.char_indices().nth(LONGEST.0).map(|(at, _)| at);
    let bytes = (slug.len() > LONGEST.1).then(|| slug.floor_char_boundary(LONGEST.1));
    characters.into_iter().chain(bytes).min()
}

/// The words of the text, folded, with `gap` between them.
fn fold(text: &str, gap: char) -> String {
    let mut folded = Folded { text: String::with_capacity(text.len() + 8), gap, ended: false };
    if text.is_ascii() {
        text.bytes().for_each(|b| folded.ascii(b));
        return folded.text;
    }
    for c in composed(text).chars() {
        match c {
            '\0'..='\x7F' => folded.ascii(c as u8),
            _ => c.to_lowercase().for_each(|c| folded.character(c)),
        }
    }
    folded.text
}

/// The text in composed form (NFC). Most text is, and needs no look at its characters.
fn composed(text: &str) -> Cow<'_, str> {
    let simple =
        |c: char| c < '\u{300}' || ('\u{370}'..'\u{530}').contains(&c) || ('\u{2000}'..'\u{2070}').contains(&c);
    match text.chars().all(simple) {
        true => Cow::Borrowed(text),
        false => ComposingNormalizerBorrowed::new_nfc().normalize(text),
    }
}

/// A folded text that grows.
struct Folded {
    text: String,
    gap: char,
    /// Whether the word before has ended.
    ended: bool,
}

impl Folded {
    fn ascii(&mut self, byte: u8) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                self.begin();
                self.text.push(char::from(byte.to_ascii_lowercase()));
            }
            b'\'' | b'`' => {}
            _ => self.ended = true,
        }
    }

    fn character(&mut self, c: char) {
        match row(c).or_else(|| row(base(c))) {
            Some("") => {}
            Some(letters) => {
                self.begin();
                self.text.push_str(letters);
            }
            None => self.without_row(c),
        }
    }

    fn without_row(&mut self, c: char) {
        match base(c) {
            base if base.is_ascii() => self.ascii(base as u8),
            _ if is_mark(c) => {}
            _ if c.is_alphanumeric() => {
                self.begin();
                self.text.push(c);
            }
            _ => self.ended = true,
        }
    }

    /// Begins a new word, if one has ended.
    fn begin(&mut self) {
        if self.ended && !self.text.is_empty() {
            self.text.push(self.gap);
        }
        self.ended = false;
    }
}

/// The row of a character.
fn row(c: char) -> Option<&'static str> {
    TABLE.binary_search_by_key(&c, |row| row.0).ok().map(|at| TABLE[at].1)
}

/// A letter without the marks that Unicode writes it with: `ế` is e.
fn base(c: char) -> char {
    match CanonicalDecompositionBorrowed::new().decompose(c) {
        Decomposed::Expansion(first, _) | Decomposed::Singleton(first) => base(first),
        Decomposed::Default => c,
    }
}

/// Whether a character is a mark on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}') || CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_slugs() {
        for (text, expected) in [
            ("Institucioni i Avokatit të Popullit", "institucioni-i-avokatit-te-popullit"),
            ("S’është vonë — ç'të bëj?", "seshte-vone-cte-bej"),
            ("Đurđevdan & žalba (2024)", "djurdjevdan-zalba-2024"),
            ("Ђурђевдан и жалба, џеп, љубав, његов", "djurdjevdan-i-zalba-dzep-ljubav-njegov"),
            ("DŽEP, Džep, ǅep, ǄEP", "dzep-dzep-dzep-dzep"),
            ("İstanbul Ilgın ışık Ğ", "istanbul-ilgin-isik-g"),
            ("Straße, Łódź, Ærø, Þórr, Ünal", "strasse-lodz-aero-thorr-unal"),
            ("Rromani ćhib, čhavo, ʒanel", "rromani-chib-chavo-dzanel"),
            ("Съешь ещё, Ѓорѓи Ќирил, Київ", "ses-escjo-djordji-ciril-kijiv"),
            ("Αθήνα, ΣΟΦΟΣ", "atina-sofos"),
            ("Tiếng Việt, Ḍ", "tieng-viet-d"),
            ("حقوق الإنسان", "حقوق-الإنسان"),
            ("权利 Guide", "权利-guide"),
            ("שָׁלוֹם", "שלום"),
            ("5 m² / 10 km", "5-m2-10-km"),
            ("  --a--b--  ", "a-b"),
            ("kon\u{AD}junk\u{200C}tura", "konjunktura"),
            ("!?", ""),
            ("", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn cuts_long_slugs_between_words() {
        let long = slug(&"pravo na žalbu ".repeat(20));
        assert_eq!(long.len(), 80);
        assert!(long.ends_with("-pravo"), "{long}");
        assert!(slug(&"prava na žalbe ".repeat(20)[1..]).ends_with("-zalbe-prava"));
        assert_eq!(slug(&"a".repeat(300)).len(), 80);
        assert_eq!(slug(&format!("{} b", "a".repeat(80))), "a".repeat(80));
        assert!(slug(&"权".repeat(300)).len() <= 200);
    }

    /// `tests/browser/search.mjs` reads the same file, and the rows of [`TABLE`] besides.
    #[test]
    fn folds_as_the_query_script_does() {
        let lines = include_str!("../../tests/fold.tsv").lines().filter(|l| !l.starts_with('#'));
        for line in lines {
            let mut columns = line.split('\t');
            let (text, expected) = (columns.next().unwrap(), columns.next().unwrap());
            assert_eq!(key_in(columns.next().unwrap_or("sr"), text), expected, "{text}");
        }
    }

    #[test]
    fn the_table_of_the_script_has_what_does_not_follow() {
        let table = table_for_script();
        let rows: Vec<&str> = table.split(' ').collect();
        assert!(rows.contains(&"đdj") && rows.contains(&"’") && rows.contains(&"њnj") && rows.contains(&"'"));
        assert!(!rows.iter().any(|row| row.starts_with(['ë', 'č', 'ѐ'])), "{table}");
    }

    #[test]
    fn finds_words_however_they_are_typed() {
        for same in [
            &["službenik", "sluzbenik", "службеник", "SLUŽBENIK"][..],
            &["drejtësi", "drejtesi", "DREJTËSI"],
            &["Đakovica", "đakovica", "djakovica", "dakovica", "Ђаковица"],
            &["İzmir", "ızmır", "IZMIR", "izmir"],
            &["ćhib", "čhib", "chib"],
            &["ʒanel", "džanel", "џанел"],
            &["Fushë-Kosovë", "fushe kosove"],
            &["s’ka", "s'ka", "ska"],
        ] {
            for word in same {
                assert_eq!(key(word), key(same[0]));
            }
        }
        assert_eq!(key("Odjek  i žalba!"), "odek i zalba");
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike() {
        let decompose = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
        for text in ["čćšžë Ç ğİ ế й Й ѓќ ё ї ά ΐ ȃ ǟ Å", "حقوق الإنسان آ", "가나", "が", "שָׁלוֹם", "हिन्दी ज़"]
        {
            let apart = decompose.normalize(text);
            assert_eq!(slug(text), slug(&apart));
            assert_eq!(key(text), key(&apart));
        }
        for (letter, letters) in TABLE {
            let apart = decompose.normalize(letter.encode_utf8(&mut [0; 4])).into_owned();
            assert_eq!(slug(&apart), *letters, "{letter}");
        }
    }

    #[test]
    fn the_table_can_be_searched_and_leads_to_plain_letters() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
        for (letter, letters) in TABLE {
            assert!(letters.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{letter}");
            assert!(letter.to_lowercase().eq([*letter]) && !letter.is_ascii(), "{letter}");
        }
    }

    #[test]
    fn a_slug_is_its_own_slug() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..5_000 {
            let text: String = (0..random.usize(..40)).map(|_| random.char('\0'..'\u{3000}')).collect();
            let slugged = slug(&text);
            assert_eq!(slug(&slugged), slugged);
            assert!(slugged.chars().all(|c| c == '-' || c.is_alphanumeric()));
            assert!(!slugged.starts_with('-') && !slugged.ends_with('-') && !slugged.contains("--"));
        }
    }
}
