//! Front matter as nearly everybody writes it, a line for each key (`title: "Rights"`, `topics: [courts, work]`) → the same
//! tree as [`super::yaml`] makes of it, in a tenth of the time: a site has as many front matters as texts. A file of its own
//! because it knows next to nothing: whatever is not such a line is left to those who know YAML.

use super::yaml::{Pair, Value, Yaml};
use super::yaml_plain::{is_beyond, is_null};
use crate::base::Span;

/// Front matter that is longer is no front matter.
const LONGEST: usize = 20_000;

/// Reads `text`, which begins at byte `offset` of its file; `None` where it is anything but lines of keys and values.
pub(super) fn read(text: &str, offset: u32) -> Option<Yaml> {
    if text.len() > LONGEST || text.chars().any(is_odd) {
        return None;
    }
    let mut pairs: Vec<Pair> = Vec::with_capacity(8);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (here, line) = (start, line.strip_suffix('\n').unwrap_or(line));
        start += line.len() + 1;
        let (key, rest) = line.split_once(": ")?;
        if !is_key(key) || pairs.iter().any(|pair| pair.key == key) {
            return None;
        }
        let value = rest.trim_matches(' ');
        let at = here + key.len() + 2 + (rest.len() - rest.trim_start_matches(' ').len());
        let value = Reader { offset }.value(value, at)?;
        let span = Span::new(here..here + key.len()).shift(offset);
        pairs.push(Pair { key: key.to_owned(), span, value });
    }
    pairs.first()?;
    Some(Yaml { span: Span::new(0..0).shift(offset), value: Value::Map(pairs) })
}

/// What nobody types, and what could end a line or be no text at all.
fn is_odd(sign: char) -> bool {
    sign.is_control() && sign != '\n' || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{F000}'..='\u{FFFF}')
}

/// Whether this can be nothing but a key: letters, figures, `-` and `_`, beginning with a small letter.
fn is_key(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && key != "null"
}

struct Reader {
    offset: u32,
}

impl Reader {
    fn at(&self, at: usize, length: usize, value: Value) -> Yaml {
        Yaml { span: Span::new(at..at + length).shift(self.offset), value }
    }

    /// What stands behind a key: a text, in quotation marks or not, or a list of such.
    fn value(&self, text: &str, at: usize) -> Option<Yaml> {
        match text.bytes().next()? {
            b'[' => {
                let inner = text.strip_prefix('[')?.strip_suffix(']')?;
                Some(self.at(at, 1, Value::List(self.items(inner, at + 1)?)))
            }
            quote @ (b'"' | b'\'') => {
                let (inner, after) = quoted(text, char::from(quote))?;
                after.is_empty().then(|| self.at(at, text.len(), Value::Scalar(inner.to_owned())))
            }
            _ => {
                let says_more = text.contains(": ") || text.contains(" #") || text.ends_with(':');
                let fits = is_word(text) && !says_more;
                fits.then(|| self.at(at, text.len(), Value::Scalar(text.to_owned())))
            }
        }
    }

    /// The items of a list on one line.
    fn items(&self, inner: &str, from: usize) -> Option<Vec<Yaml>> {
        let mut items = Vec::new();
        let mut rest = inner.trim_matches(' ');
        let end = from + inner.trim_end_matches(' ').len();
        while !rest.is_empty() {
            let at = end - rest.len();
            let (item, after) = match rest.bytes().next()? {
                quote @ (b'"' | b'\'') => {
                    let (inner, after) = quoted(rest, char::from(quote))?;
                    (
                        self.at(at, rest.len() - after.len(), Value::Scalar(inner.to_owned())),
                        after.trim_start_matches(' '),
                    )
                }
                _ => {
                    let text = rest.split(',').next().unwrap_or_default().trim_end_matches(' ');
                    if !is_word(text) || text.contains(SAYS_MORE_IN_LISTS) {
                        return None;
                    }
                    let after = rest[text.len()..].trim_start_matches(' ');
                    (self.at(at, text.len(), Value::Scalar(text.to_owned())), after)
                }
            };
            items.push(item);
            rest = match after.strip_prefix(',') {
                Some(after) => Some(after.trim_start_matches(' ')).filter(|after| !after.is_empty())?,
                None if after.is_empty() => after,
                None => return None,
            };
        }
        Some(items)
    }
}

/// A text in quotation marks without any sign that needs another look, and what follows it.
fn quoted(text: &str, quote: char) -> Option<(&str, &str)> {
    let (inner, after) = text.strip_prefix(quote)?.split_once(quote)?;
    (!inner.contains('\\') && !after.starts_with(quote)).then_some((inner, after))
}

/// What an item without quotation marks does not hold here.
const SAYS_MORE_IN_LISTS: [char; 18] =
    ['?', ':', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '\\'];

/// Whether a text without quotation marks begins as words and numbers do, and says what it seems to say.
fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) && !is_null(text) && !is_beyond(text)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test reads what the project is written in")]
mod tests {
    use super::super::yaml::parse_any;
    use super::super::yaml_plain::tests::ours;
    use super::*;

    /// Whatever is read here is read to the same tree there.
    fn agrees(text: &str) -> bool {
        let flat = read(text, 7);
        if let Some(tree) = &flat {
            assert_eq!(parse_any(text, 7).as_ref(), Ok(tree), "{text}");
        }
        flat.is_some()
    }

    #[test]
    fn agrees_on_lines() {
        for flat in [
            "title: A\n",
            "title:  \"A: b # c\"  \nslug: a-b\nsr-Latn: 'x \"y\"'\norder: 4\ndate: 2026-11-24",
            "topics: []\nlaws: [05/L-019 , \"a, b\", 'c'] \ncontacts: [ a,b ]\n",
            "a: true\nb: 012\nc: 1.10\nd: http://a.b/c#d\ne: it's \"so\"\nf: a, b [c] {d}\ng: \"\"\nh: x-y\n",
            "žaba: 1\n".trim_start_matches("ža"),
            "a: ђак жаба\nb: [žč, ë]\n",
        ] {
            assert!(agrees(flat), "{flat}");
        }
        for other in [
            "",
            "\n",
            "a:\n",
            "a: b\n  c\n",
            "a: b\n\nc: d\n",
            "a: b: c\n",
            "a: b #c\n",
            "a: ~\nb: null\n",
            "a: 'it''s'\n",
            "a: \"\\n\"\n",
            "a: [b\n",
            "a: [b, ]\n",
            "a: [[b]]\n",
            "a: {b: c}\n",
            "a: |\n b\n",
            "a: b\na: c\n",
            "a: .nan\n",
            "a: 1e999\n",
            "a: [1e999]\n",
            "a: -1\n",
            "a: \u{85}\n",
            "---\na: b\n",
        ] {
            assert!(!agrees(other), "{other}");
        }
    }

    #[test]
    fn agrees_on_mistakes_that_people_could_make() {
        let fronts: Vec<String> = ours().into_iter().filter(|text| read(text, 0).is_some()).collect();
        // Nearly all front matter of the project is flat.
        assert!(fronts.len() > 60, "{}", fronts.len());
        let mut random = fastrand::Rng::with_seed(6);
        let signs: Vec<char> = "\n\n  \t::--[]{},,'\"|>#&*!%?~`\\abž1.e9nN@=".chars().collect();
        let mut flat = 0;
        for _ in 0..20_000 {
            let text = random.choice(&fronts).unwrap();
            let from = text.floor_char_boundary(random.usize(..text.len()));
            let line = text[..from].rfind('\n').map_or(0, |at| at + 1);
            let mut part: Vec<char> = text[line..].chars().take(random.usize(1..200)).collect();
            for _ in 0..random.usize(1..4) {
                let at = random.usize(..=part.len());
                match random.bool() {
                    true => part.insert(at, *random.choice(&signs).unwrap()),
                    false => drop(part.drain(at..(at + 1).min(part.len()))),
                }
            }
            flat += usize::from(agrees(&part.into_iter().collect::<String>()));
        }
        assert!(flat > 2_000, "{flat}");
    }
}
