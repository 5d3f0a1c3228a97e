//! Roman numerals in a Latin text: does this word stay as it is? A file of its own because `I`, `VI`, `MI` are numbers
//! in one place and Serbian words in another, and only the words around can tell.

use super::alphabet::codes;
use super::passage::Stretch;
use std::ops::Range;

/// Numerals that are Serbian words too, when a line is in capitals: we, you, whether, where (in speech), a giant.
pub(super) const ALSO_WORDS: [&str; 5] = ["MI", "VI", "LI", "DI", "DIV"];

/// Numerals in small letters that count the points of a list, before a bracket: `(ii)`. `(i)`, `(v)`, `(vi)` cannot be
/// told from letters and words.
const SMALL: [&str; 5] = ["ii", "iii", "iv", "vii", "viii"];

/// Stems of what has Roman numbers in any line: `GLAVA I OSNOVNE ODREDBE`. Spelled in codes (`C` is č).
const NUMBERED: [&str; 14] = [
    "glav", "poglavlj", "odeljak", "odeljk", "odjeljak", "odjeljk", "odsek", "odsjek", "deo", "dio", "del", "dijel",
    "tom", "aneks",
];

/// Stems of what has Roman numbers too, but not in a line of capitals that goes on: `ČLANOVI I PORODICE` has none.
const SOMETIMES_NUMBERED: [&str; 23] = [
    "Clan",
    "Clank",
    "prilog",
    "dodatak",
    "dodatk",
    "amandman",
    "protokol",
    "knjig",
    "svesk",
    "svezak",
    "tabel",
    "slik",
    "grafikon",
    "stepen",
    "razred",
    "kategorij",
    "grup",
    "klas",
    "faz",
    "zon",
    "naslov",
    "taCk",
    "stav",
];

/// Their abbreviations, with a full stop: čl., gl., pogl., odelj.
const ABBREVIATED: [&str; 4] = ["Cl", "gl", "pogl", "odelj"];

/// Words that join the numbers of a list.
const JOINING: [&str; 6] = ["i", "I", "ili", "do", "te", "odnosno"];

/// Case endings that may follow those stems.
const ENDINGS: [&str; 14] = ["", "a", "e", "i", "o", "u", "om", "em", "ama", "ima", "ovi", "ova", "ove", "ovima"];

/// Stems of the kinds of provisions that laws have a heading for: general, basic, introductory, transitional, final …
const PROVISIONS: [&str; 9] = ["opSt", "opK", "osnovn", "uvodn", "prelazn", "zavrSn", "kaznen", "posebn", "ostal"];

/// Stems of the titles of rulers.
const RULERS: [&str; 9] = ["kralj", "kraljic", "car", "caric", "pap", "knez", "knjaz", "sultan", "patrijarh"];

/// Where a word tells that a numeral stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// Not in a line of capitals that goes on.
    InSentences,
    /// In any line.
    Anywhere,
}

/// Whether the word is a well-formed Roman numeral in capitals.
pub(super) fn is_roman(word: &str) -> bool {
    if word.is_empty() || word.len() > 15 || !word.bytes().all(|b| b"IVXLCDM".contains(&b)) {
        return false;
    }
    let rest = word.trim_start_matches('M');
    let rest = place(rest, ["C", "D", "M"]);
    let rest = place(rest, ["X", "L", "C"]);
    place(rest, ["I", "V", "X"]).is_empty()
}

/// Takes one decimal place off the front: `ones`, `five`, `ten` are its signs.
fn place<'w>(word: &'w str, [one, five, ten]: [&str; 3]) -> &'w str {
    let after_one = |sign| word.strip_prefix(one).and_then(|rest| rest.strip_prefix(sign));
    if let Some(rest) = after_one(ten).or_else(|| after_one(five)) {
        return rest;
    }
    let mut rest = word.strip_prefix(five).unwrap_or(word);
    for _ in 0..3 {
        rest = rest.strip_prefix(one).unwrap_or(rest);
    }
    rest
}

/// Whether the word at `word` is a numeral and not a word.
pub(super) fn stays(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let text = &stretch.text[word.clone()];
    match text {
        "I" | "V" => lone(stretch, word, text == "I"),
        _ if text.len() < 2 => false,
        _ if is_roman(text) => !(ALSO_WORDS.contains(&text) && is_word(stretch, word)),
        _ if SMALL.contains(&text) => stretch.after(word.end).starts_with(')'),
        _ => is_lettered(text),
    }
}

/// `IVa`, `IIb`: a numeral with a small letter.
fn is_lettered(text: &str) -> bool {
    text.strip_suffix(['a', 'b', 'v', 'g', 'c', 'd']).is_some_and(|number| number.len() > 1 && is_roman(number))
}

/// Whether a numeral that is also a word is the word: in a line of capitals, unless it numbers something there.
fn is_word(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    stretch.in_capitals(word)
        && number_of(stretch, word.start).is_none()
        && !numbers_next(stretch, word)
        && !joined_to_number(stretch, word)
        && !(stretch.is_first(word.start) && (marked(stretch, word) || before_provisions(stretch, word)))
}

/// Whether a lone `I` or `V` is a number: as the number of a heading, tied to another number, or before or after what
/// it numbers. Otherwise `I` is "and", `V` a letter.
fn lone(stretch: &Stretch<'_>, word: &Range<usize>, is_and: bool) -> bool {
    if in_brackets(stretch, word) || joined_to_number(stretch, word) || is_month(stretch, word, is_and) {
        return true;
    }
    if stretch.is_first(word.start) {
        return marked(stretch, word)
            || before_provisions(stretch, word)
            || (!is_and && before_title(stretch, word))
            || (numbers_next(stretch, word) && (!is_and || stands_free(stretch, word)));
    }
    match number_of(stretch, word.start) {
        None => !is_and && numbers_next(stretch, word) || is_and && splits_sentence(stretch, word),
        Some(_) if !is_and => !is_initial(stretch, word),
        Some(Trust::Anywhere) => true,
        Some(Trust::InSentences) => !stretch.in_capitals(word) || !goes_on(stretch.after(word.end)),
    }
}

/// `(I)`
fn in_brackets(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    stretch.before(word.start).ends_with('(') && stretch.after(word.end).starts_with(')')
}

/// Whether a capital `I` stands in the middle of a sentence, where "and" has a small letter: before what it numbers
/// (`lice I stepena`), with a full stop (`vidi I. deo`), or behind a ruler (`Kralja Petra I`).
fn splits_sentence(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let Some(last) = stretch.word_before(word.start) else { return false };
    let space_only = stretch.text[last.end..word.start].trim().is_empty();
    let dotted = stretch.after(word.end).starts_with('.') && numbers_next(stretch, word);
    let small = stretch.word_after(word.end).is_some_and(|next| stretch.text[next].starts_with(char::is_lowercase));
    space_only
        && !stretch.in_capitals(word)
        && (dotted || (small && numbers_next(stretch, word)) || is_ruler(stretch, &last))
}

/// Whether `name` is the name of a ruler: a capital, and the title before it.
fn is_ruler(stretch: &Stretch<'_>, name: &Range<usize>) -> bool {
    let Some(title) = stretch.word_before(name.start) else { return false };
    stretch.text[name.clone()].starts_with(char::is_uppercase)
        && stretch.text[title.end..name.start].trim().is_empty()
        && codes(&stretch.text[title]).is_some_and(|title| is_form(&title, &RULERS))
}

/// Whether words follow, with nothing but space between.
fn goes_on(after: &str) -> bool {
    after.starts_with(char::is_whitespace) && after.trim_start().starts_with(char::is_alphabetic)
}

/// Whether the word, the first of its text, is marked as the number of a heading: `I.`, `I)`, `I –`, or all alone.
fn marked(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let after = stretch.after(word.end);
    match after.trim_start().chars().next() {
        None => true,
        Some('–' | '—' | '-') => after.starts_with(char::is_whitespace),
        Some('.') => after.starts_with('.') && !is_initial(stretch, word),
        Some(')' | ':') => !after.starts_with(char::is_whitespace),
        Some(_) => false,
    }
}

/// Whether the letter with its full stop is the initial of a name: another initial or a name in -ić follows.
fn is_initial(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let Some(next) = stretch.word_after(word.end) else { return false };
    let name = codes(&stretch.text[next.clone()]).unwrap_or_default();
    let capital = stretch.text[next.clone()].starts_with(char::is_uppercase);
    stretch.after(word.end).starts_with('.')
        && capital
        && ((name.len() == 1 && stretch.after(next.end).starts_with('.')) || (name.len() > 3 && name.ends_with(b"iK")))
}

/// Whether a heading "… provisions", "introduction" or "conclusion" begins here: laws number it without a mark (`I OPŠTE
/// ODREDBE`, `I Uvod`). "I ove odredbe" is no heading.
fn before_provisions(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    if !before_title(stretch, word) {
        return false;
    }
    let mut at = word.end;
    for step in 0..5 {
        let Some(next) = stretch.word_after(at) else { return false };
        at = next.end;
        match codes(&stretch.text[next]).unwrap_or_default() {
            word if word.starts_with(b"odredb") => return true,
            word if word == b"uvod" || word == b"zakljuCak" => return step == 0,
            word if PROVISIONS.iter().any(|kind| word.starts_with(kind.as_bytes())) || word == b"i" => {}
            _ => return false,
        }
    }
    false
}

/// Whether a title follows, with a capital.
fn before_title(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let after = stretch.after(word.end);
    goes_on(after) && after.trim_start().starts_with(char::is_uppercase)
}

/// Whether the word numbers the next one: `VI POGLAVLJE`, `I. deo`, `V razred`.
fn numbers_next(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let Some(next) = stretch.word_after(word.end) else { return false };
    let between = stretch.text[word.end..next.start].trim_end();
    let least = if stretch.in_capitals(word) { Trust::Anywhere } else { Trust::InSentences };
    matches!(between, "" | ".") && trust(&stretch.text[next], "").is_some_and(|trust| trust >= least)
}

/// Whether the word and the next one are all there is, or another sentence part follows: `I deo`, `I DEO – UVOD`, but
/// not "and a part of …".
fn stands_free(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let Some(next) = stretch.word_after(word.end) else { return true };
    stretch.after(word.end).starts_with('.') || !goes_on(stretch.after(next.end)) || stretch.in_capitals(word)
}

/// Whether the numeral is tied to another number: `I–IV`, `I-2`, `V/3`, `I.1`.
fn joined_to_number(stretch: &Stretch<'_>, word: &Range<usize>) -> bool {
    let is_number = |word: &str, digits_only: bool| {
        word.bytes().all(|b| b.is_ascii_digit())
            || (!digits_only && is_roman(word) && word.bytes().all(|b| b"IVX".contains(&b)))
    };
    let tied = |gap: &str, number: Range<usize>| match gap {
        "-" | "–" | "/" => is_number(&stretch.text[number], false),
        "." => is_number(&stretch.text[number], true),
        _ => false,
    };
    let next = stretch.word_after(word.end);
    let last = stretch.word_before(word.start);
    next.is_some_and(|next| tied(&stretch.text[word.end..next.start], next))
        || last.is_some_and(|last| tied(&stretch.text[last.end..word.start], last))
}

/// Whether the numeral is the month of a date: `12. V 2020`.
fn is_month(stretch: &Stretch<'_>, word: &Range<usize>, is_and: bool) -> bool {
    let (Some(last), Some(next)) = (stretch.word_before(word.start), stretch.word_after(word.end)) else {
        return false;
    };
    let digits = |range: Range<usize>| stretch.text[range].bytes().all(|b| b.is_ascii_digit());
    stretch.text[last.end..word.start].trim_end() == "."
        && matches!(stretch.text[word.end..next.start].trim_end(), "" | ".")
        && next.len() == 4
        && digits(last)
        && digits(next)
        && !(is_and && stretch.in_capitals(word))
}

/// What the numeral at `at` is a number of: the word before, or the one before a list of numerals ("članovi I, V i
/// X"). Right after a numeral `I` is "and": `GLAVA I I II`.
fn number_of(stretch: &Stretch<'_>, at: usize) -> Option<Trust> {
    let (mut at, mut joined) = (at, false);
    for _ in 0..8 {
        let word = stretch.word_before(at)?;
        let text = &stretch.text[word.clone()];
        let gap = stretch.text[word.end..at].trim();
        if let Some(trust) = trust(text, gap) {
            return (!joined).then_some(trust);
        }
        joined = match gap {
            "" if !joined && JOINING.contains(&text) => true,
            "" if joined && is_roman(text) => false,
            "," | "-" | "–" if is_roman(text) => false,
            _ => return None,
        };
        at = word.start;
    }
    None
}

/// Whether the word, with `after` it, is a form of something that has Roman numbers.
fn trust(word: &str, after: &str) -> Option<Trust> {
    let letters = codes(word)?;
    match after {
        "." if ABBREVIATED.iter().any(|one| one.as_bytes() == letters) => Some(Trust::InSentences),
        "" | "(" if is_form(&letters, &NUMBERED) => Some(Trust::Anywhere),
        "" | "(" if is_form(&letters, &SOMETIMES_NUMBERED) => Some(Trust::InSentences),
        _ => None,
    }
}

/// Whether the word is a case form of one of the stems.
fn is_form(letters: &[u8], stems: &[&str]) -> bool {
    stems
        .iter()
        .filter_map(|stem| letters.strip_prefix(stem.as_bytes()))
        .any(|ending| ENDINGS.iter().any(|one| one.as_bytes() == ending))
}
