//! The letters of both alphabets, as tables: which Latin spelling a Cyrillic letter has, and what a Latin character
//! means inside a Serbian word. A file of its own because every other part of the transliteration reads letters
//! through it, never by hand.
//!
//! Inside a word a Latin letter is one byte, its *code*: plain letters stand for themselves in lower case, and capitals
//! stand for the others: `C` č, `K` ć, `S` š, `Z` ž, `D` đ, and `L`, `N`, `X` for lj, nj, dž when they are certain.

/// A letter of Cyrillic with its Latin spelling.
pub(super) struct Letter {
    code: u8,
    small: char,
    capital: char,
    latin: [&'static str; 3],
}

/// In which letter case a Latin spelling of two letters stands.
#[derive(Clone, Copy)]
pub(super) enum Case {
    /// `nj`
    Small,
    /// `Nj`
    Title,
    /// `NJ`
    Capitals,
}

impl Letter {
    const fn new(code: u8, small: char, capital: char, latin: [&'static str; 3]) -> Self {
        Self { code, small, capital, latin }
    }

    /// The Latin spelling.
    pub(super) const fn latin(&self, case: Case) -> &'static str {
        self.latin[case as usize]
    }

    /// Whether the Latin spelling of the capital depends on its neighbours: `Nj` or `NJ`.
    pub(super) fn is_pair(&self) -> bool {
        self.latin[1] != self.latin[2]
    }
}

/// The code that no Latin letter has: letters of other Cyrillic alphabets are read, never written.
const NONE: u8 = 0;

/// The thirty letters of Serbian, then those of other Cyrillic alphabets, so that a foreign name in the text does not
/// stay half Cyrillic (spelled as Serbian usage spells them; hard and soft signs fall away).
static LETTERS: [Letter; 49] = [
    Letter::new(b'a', 'а', 'А', ["a", "A", "A"]),
    Letter::new(b'b', 'б', 'Б', ["b", "B", "B"]),
    Letter::new(b'v', 'в', 'В', ["v", "V", "V"]),
    Letter::new(b'g', 'г', 'Г', ["g", "G", "G"]),
    Letter::new(b'd', 'д', 'Д', ["d", "D", "D"]),
    Letter::new(b'D', 'ђ', 'Ђ', ["đ", "Đ", "Đ"]),
    Letter::new(b'e', 'е', 'Е', ["e", "E", "E"]),
    Letter::new(b'Z', 'ж', 'Ж', ["ž", "Ž", "Ž"]),
    Letter::new(b'z', 'з', 'З', ["z", "Z", "Z"]),
    Letter::new(b'i', 'и', 'И', ["i", "I", "I"]),
    Letter::new(b'j', 'ј', 'Ј', ["j", "J", "J"]),
    Letter::new(b'k', 'к', 'К', ["k", "K", "K"]),
    Letter::new(b'l', 'л', 'Л', ["l", "L", "L"]),
    Letter::new(b'L', 'љ', 'Љ', ["lj", "Lj", "LJ"]),
    Letter::new(b'm', 'м', 'М', ["m", "M", "M"]),
    Letter::new(b'n', 'н', 'Н', ["n", "N", "N"]),
    Letter::new(b'N', 'њ', 'Њ', ["nj", "Nj", "NJ"]),
    Letter::new(b'o', 'о', 'О', ["o", "O", "O"]),
    Letter::new(b'p', 'п', 'П', ["p", "P", "P"]),
    Letter::new(b'r', 'р', 'Р', ["r", "R", "R"]),
    Letter::new(b's', 'с', 'С', ["s", "S", "S"]),
    Letter::new(b't', 'т', 'Т', ["t", "T", "T"]),
    Letter::new(b'K', 'ћ', 'Ћ', ["ć", "Ć", "Ć"]),
    Letter::new(b'u', 'у', 'У', ["u", "U", "U"]),
    Letter::new(b'f', 'ф', 'Ф', ["f", "F", "F"]),
    Letter::new(b'h', 'х', 'Х', ["h", "H", "H"]),
    Letter::new(b'c', 'ц', 'Ц', ["c", "C", "C"]),
    Letter::new(b'C', 'ч', 'Ч', ["č", "Č", "Č"]),
    Letter::new(b'X', 'џ', 'Џ', ["dž", "Dž", "DŽ"]),
    Letter::new(b'S', 'ш', 'Ш', ["š", "Š", "Š"]),
    Letter::new(NONE, 'й', 'Й', ["j", "J", "J"]),
    Letter::new(NONE, 'щ', 'Щ', ["šč", "Šč", "ŠČ"]),
    Letter::new(NONE, 'ъ', 'Ъ', ["", "", ""]),
    Letter::new(NONE, 'ы', 'Ы', ["y", "Y", "Y"]),
    Letter::new(NONE, 'ь', 'Ь', ["", "", ""]),
    Letter::new(NONE, 'э', 'Э', ["e", "E", "E"]),
    Letter::new(NONE, 'ю', 'Ю', ["ju", "Ju", "JU"]),
    Letter::new(NONE, 'я', 'Я', ["ja", "Ja", "JA"]),
    Letter::new(NONE, 'ё', 'Ё', ["jo", "Jo", "JO"]),
    Letter::new(NONE, 'є', 'Є', ["je", "Je", "JE"]),
    Letter::new(NONE, 'ѕ', 'Ѕ', ["dz", "Dz", "DZ"]),
    Letter::new(NONE, 'і', 'І', ["i", "I", "I"]),
    Letter::new(NONE, 'ї', 'Ї', ["ji", "Ji", "JI"]),
    Letter::new(NONE, 'ѓ', 'Ѓ', ["đ", "Đ", "Đ"]),
    Letter::new(NONE, 'ќ', 'Ќ', ["ć", "Ć", "Ć"]),
    Letter::new(NONE, 'ў', 'Ў', ["u", "U", "U"]),
    Letter::new(NONE, 'ѐ', 'Ѐ', ["è", "È", "È"]),
    Letter::new(NONE, 'ѝ', 'Ѝ', ["ì", "Ì", "Ì"]),
    Letter::new(NONE, 'ѣ', 'Ѣ', ["ě", "Ě", "Ě"]),
];

/// For each character from U+0400 to U+047F: 0, or twice its place in [`LETTERS`], plus 1, plus 1 more for a capital.
const CYRILLIC: [u8; 128] = {
    let mut table = [0; 128];
    let mut i = 0;
    while i < LETTERS.len() {
        table[LETTERS[i].small as usize - 0x400] = 2 * i as u8 + 1;
        table[LETTERS[i].capital as usize - 0x400] = 2 * i as u8 + 2;
        i += 1;
    }
    table
};

/// For each code its place in [`LETTERS`].
const CODES: [u8; 128] = {
    let mut table = [0; 128];
    let mut i = 0;
    while i < LETTERS.len() {
        if LETTERS[i].code != NONE {
            table[LETTERS[i].code as usize] = i as u8;
        }
        i += 1;
    }
    table
};

/// The Cyrillic letter of two bytes with its case, where the bytes are one. The first byte is 0xD0 or 0xD1.
pub(super) const fn cyrillic(first: u8, second: u8) -> Option<(&'static Letter, Case)> {
    match CYRILLIC[(first as usize & 1) << 6 | second as usize & 0x3F] {
        0 => None,
        place if place & 1 == 1 => Some((&LETTERS[place as usize / 2], Case::Small)),
        place => Some((&LETTERS[place as usize / 2 - 1], Case::Title)),
    }
}

/// The Cyrillic letter that a code means.
pub(super) const fn from_code(code: u8, capital: bool) -> char {
    let letter = &LETTERS[CODES[code as usize & 127] as usize];
    if capital { letter.capital } else { letter.small }
}

/// What a character is to a word of Serbian in Latin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    /// A letter of the alphabet, its case, and the accent that the character carries.
    Letter { code: u8, capital: bool, accent: Option<char> },
    /// A letter that Serbian Latin lacks, or of another script.
    Foreign,
    /// A combining mark.
    Mark,
    /// A decimal digit.
    Digit,
    /// A mark inside words that is not seen: a soft hyphen, a joiner or a non-joiner.
    Joiner,
    /// No part of a word.
    Other,
}

/// Reads a character.
pub(super) fn sign(c: char) -> Sign {
    let letter = |code: u8, capital| Sign::Letter { code, capital, accent: None };
    match c {
        'q' | 'w' | 'x' | 'y' | 'Q' | 'W' | 'X' | 'Y' => Sign::Foreign,
        'a'..='z' => letter(c as u8, false),
        'A'..='Z' => letter(c.to_ascii_lowercase() as u8, true),
        '0'..='9' => Sign::Digit,
        '\0'..='\x7F' => Sign::Other,
        'č' => letter(b'C', false),
        'ć' => letter(b'K', false),
        'š' => letter(b'S', false),
        'ž' => letter(b'Z', false),
        'đ' => letter(b'D', false),
        'Č' => letter(b'C', true),
        'Ć' => letter(b'K', true),
        'Š' => letter(b'S', true),
        'Ž' => letter(b'Z', true),
        'Đ' => letter(b'D', true),
        'ǆ' => letter(b'X', false),
        'ǉ' => letter(b'L', false),
        'ǌ' => letter(b'N', false),
        'Ǆ' | 'ǅ' => letter(b'X', true),
        'Ǉ' | 'ǈ' => letter(b'L', true),
        'Ǌ' | 'ǋ' => letter(b'N', true),
        '\u{300}'..='\u{36F}' => Sign::Mark,
        'Ѐ'..='ҁ' | 'Ҋ'..='ӿ' => Sign::Foreign,
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' => Sign::Joiner,
        'ª' | 'º' => Sign::Other,
        _ if !c.is_alphabetic() => Sign::Other,
        _ => match taken_apart(c) {
            Some((base, accent)) => Sign::Letter {
                code: base.to_ascii_lowercase() as u8,
                capital: base.is_ascii_uppercase(),
                accent: Some(accent),
            },
            None => Sign::Foreign,
        },
    }
}

/// The code of a letter with a combining mark after it, when the two together are another letter (`c` and U+030C).
pub(super) fn with_mark(code: u8, mark: char) -> Option<u8> {
    match (code, mark) {
        (b'c', '\u{30C}') => Some(b'C'),
        (b's', '\u{30C}') => Some(b'S'),
        (b'z', '\u{30C}') => Some(b'Z'),
        (b'c', '\u{301}') => Some(b'K'),
        (b'd', '\u{335}' | '\u{336}') => Some(b'D'),
        _ => None,
    }
}

/// The codes of a word that holds Serbian letters only, without accents: how words are compared with lists.
pub(super) fn codes(word: &str) -> Option<Vec<u8>> {
    let mut codes = Vec::with_capacity(word.len());
    for c in word.chars() {
        match (sign(c), codes.last_mut()) {
            (Sign::Letter { code, .. }, _) => codes.push(code),
            (Sign::Mark, Some(last)) => *last = with_mark(*last, c).unwrap_or(*last),
            _ => return None,
        }
    }
    Some(codes)
}

/// The accents that may stand on a Serbian letter (the four of the standard, the length mark, the circumflex of the
/// genitive plural, and the acute of Montenegrin ś and ź), with the Latin characters that carry them.
const ACCENTS: [(char, &str, &str); 6] = [
    ('\u{300}', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ('\u{301}', "aeiourszAEIOURSZ", "áéíóúŕśźÁÉÍÓÚŔŚŹ"),
    ('\u{302}', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ('\u{304}', "aeiouAEIOU", "āēīōūĀĒĪŌŪ"),
    ('\u{30F}', "aeiourAEIOUR", "ȁȅȉȍȕȑȀȄȈȌȔȐ"),
    ('\u{311}', "aeiourAEIOUR", "ȃȇȋȏȗȓȂȆȊȎȖȒ"),
];

/// The letter and the accent of an accented Latin character.
fn taken_apart(c: char) -> Option<(char, char)> {
    ACCENTS.iter().find_map(|(accent, bases, composed)| {
        let at = composed.chars().position(|one| one == c)?;
        Some((bases.chars().nth(at)?, *accent))
    })
}

/// Whether an accent may stand on a Serbian letter.
pub(super) fn takes_accent(code: u8, accent: char) -> bool {
    let row = ACCENTS.iter().find(|row| row.0 == accent);
    row.is_some_and(|(_, bases, _)| bases.as_bytes().contains(&code))
        || (code == b'r' && matches!(accent, '\u{300}' | '\u{302}' | '\u{304}'))
}

/// The one character that a Latin letter and an accent make in composed form (NFC).
pub(super) fn latin_with(base: char, accent: char) -> Option<char> {
    if let ('i' | 'I', '\u{306}') = (base, accent) {
        return Some(if base == 'i' { 'j' } else { 'J' }); // й, taken apart
    }
    let (_, bases, composed) = ACCENTS.iter().find(|row| row.0 == accent)?;
    composed.chars().nth(bases.chars().position(|one| one == base)?)
}

/// The one character that a Cyrillic letter and an accent make in composed form (NFC).
pub(super) fn cyrillic_with(base: char, accent: char) -> Option<char> {
    match (base, accent) {
        ('е', '\u{300}') => Some('ѐ'),
        ('Е', '\u{300}') => Some('Ѐ'),
        ('и', '\u{300}') => Some('ѝ'),
        ('И', '\u{300}') => Some('Ѝ'),
        ('и', '\u{304}') => Some('ӣ'),
        ('И', '\u{304}') => Some('Ӣ'),
        ('у', '\u{304}') => Some('ӯ'),
        ('У', '\u{304}') => Some('Ӯ'),
        _ => None,
    }
}
