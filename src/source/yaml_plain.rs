//! YAML as people write it (mappings, lists and texts, without anchors, tags and directives) → the same tree as
//! [`super::yaml`] makes of it, straight from the events of the parser that is below it, too. All else and every mistake
//! is left to that, which knows more and explains; a quarter of the time goes into the places of values there, and front
//! matter is read once for each text of a site.

use super::yaml::{Pair, Value, Yaml};
use crate::base::Span;
use granit_parser::{Event, Options, Parser, ScalarStyle, StrInput};

/// Well below what a file may hold, so that whoever holds more is told by the one who counts.
const MOST: usize = 10_000;
const DEEPEST: usize = 32;

/// Reads `text`, which begins at byte `offset` of its file; `None` where it is not plain, or wrong.
pub(super) fn read(text: &str, offset: u32) -> Option<Yaml> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    let mut reader = Reader { parser: Parser::new_from_str_with_options(text, options), text, offset, left: MOST };
    let (Event::StreamStart, _) = reader.next()? else { return None };
    let (Event::DocumentStart(_, None), _) = reader.next()? else { return None };
    let root = reader.next()?;
    let tree = reader.node(root, 0)?;
    let (Event::DocumentEnd, _) = reader.next()? else { return None };
    let (Event::StreamEnd, _) = reader.next()? else { return None };
    Some(tree)
}

type Found<'t> = (Event<'t>, granit_parser::Span);

struct Reader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    text: &'t str,
    offset: u32,
    /// How many values it may still have.
    left: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<Found<'t>> {
        self.parser.next_event()?.ok()
    }

    fn node(&mut self, (event, place): Found<'t>, depth: usize) -> Option<Yaml> {
        self.left = self.left.checked_sub(1)?;
        if depth > DEEPEST {
            return None;
        }
        let value = match event {
            Event::Scalar(text, ScalarStyle::Plain, 0, None) if is_null(&text) => Value::Null,
            Event::Scalar(text, ScalarStyle::Plain, ..) if is_beyond(&text) => return None,
            Event::Scalar(text, _, 0, None) => Value::Scalar(text.into_owned()),
            Event::SequenceStart(_, 0, None) => Value::List(self.items(depth)?),
            Event::MappingStart(_, 0, None) => Value::Map(self.pairs(depth)?),
            _ => return None,
        };
        Some(Yaml { span: self.span(&place)?, value })
    }

    fn items(&mut self, depth: usize) -> Option<Vec<Yaml>> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Some(items),
                item => items.push(self.node(item, depth + 1)?),
            }
        }
    }

    fn pairs(&mut self, depth: usize) -> Option<Vec<Pair>> {
        let mut pairs: Vec<Pair> = Vec::new();
        loop {
            let (key, place) = match self.next()? {
                (Event::MappingEnd, _) => return Some(pairs),
                (Event::Scalar(key, style, 0, None), place)
                    if !(style == ScalarStyle::Plain && is_null(&key)) && key != "<<" =>
                {
                    (key, place)
                }
                _ => return None,
            };
            if pairs.iter().any(|pair| pair.key == *key) {
                return None;
            }
            let value = self.next()?;
            let mut value = self.node(value, depth + 1)?;
            let span = self.span(&place)?;
            if value.value == Value::Null {
                // A missing value has no place of its own: the key stands for it.
                value.span = span;
            }
            pairs.push(Pair { key: key.into_owned(), span, value });
        }
    }

    fn span(&self, place: &granit_parser::Span) -> Option<Span> {
        let range = place.byte_range()?;
        let end = range.end.max(range.start).min(self.text.len());
        Some(Span::new(range.start.min(self.text.len())..end).shift(self.offset))
    }
}

/// Whether a text without quotation marks says nothing: YAML 1.2, 10.3.2 (core schema).
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Whether a text without quotation marks is a number that no computer holds (`.nan`, `-.inf`, `1e999`), which is refused.
pub(super) fn is_beyond(text: &str) -> bool {
    let number = text.trim_start_matches(['+', '-']);
    number.starts_with(|first: char| first == '.' || first.is_ascii_digit())
        && number.trim_start_matches('.').parse().is_ok_and(|number: f64| !number.is_finite())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test reads what the project is written in")]
pub(super) mod tests {
    use super::super::yaml::parse_any;
    use super::*;
    use std::path::Path;

    /// Whatever is read here is read to the same tree there.
    fn agrees(text: &str) -> bool {
        let plain = read(text, 7);
        if let Some(tree) = &plain {
            assert_eq!(parse_any(text, 7).as_ref(), Ok(tree), "{text}");
        }
        plain.is_some()
    }

    /// All YAML of the project: data files, and the front matter of texts.
    pub fn ours() -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = walkdir::WalkDir::new(root.join("content")).into_iter().flatten();
        let mut texts: Vec<String> = files
            .filter_map(|entry| {
                let text = std::fs::read_to_string(entry.path()).ok()?;
                match entry.path().extension()?.to_str()? {
                    "yaml" => Some(text),
                    "md" => Some(text.strip_prefix("---\n")?.split_once("\n---\n")?.0.to_owned()),
                    _ => None,
                }
            })
            .collect();
        texts.push(std::fs::read_to_string(root.join("guidepost.yaml")).unwrap());
        assert!(texts.len() > 100);
        texts
    }

    #[test]
    fn reads_what_the_project_is_written_in() {
        for text in ours() {
            assert!(agrees(&text), "{text}");
        }
    }

    #[test]
    fn agrees_on_every_sort_of_value() {
        for plain in [
            "a: 1\nb: 012\nc: 1.10\nd: ~\ne:\nf: \"\"\ng: ''\nh: yes\ni: .5\nj: 0x1F\nk: 1_000\nl: true\n",
            "a: |\n  one\n  two\nb: >-\n  one\n\n  two\nc: \"\\u0161\\n\"\nd: 'it''s'\n",
            "a: one\n  two\nb: [1, {c: d, e: }, [], {}]\n",
            "- a\n-\n- b: c\n  d: e\n-\n  - f\n",
            "# first\na: b # right\n# last\n",
            "2024: a\ntrue: b\n1.0: c\n\"d e\": f\n",
            "žč: \"ђак\" \n",
            "? a\n: b\n",
            "a",
        ] {
            assert!(agrees(plain), "{plain}");
        }
        for other in [
            "",
            "a: &x b\nc: *x\n",
            "a: !!str 1\n",
            "a: b\na: c\n",
            "<<: {a: b}\n",
            "null: a\n",
            "a: b\n---\nc: d\n",
            "a: b: c\n",
            "a: [b\n",
            "[a]: b\n",
            "a: .nan\n",
            "a: -.inf\n",
            "a: 1e999\n",
            "%YAML 1.2\n---\na: b\n",
        ] {
            assert!(!agrees(other), "{other}");
        }
        assert!(!agrees(&"[".repeat(40)) && !agrees(&format!("[{}]", "a,".repeat(MOST + 1))));
    }

    #[test]
    fn agrees_on_mistakes_that_people_could_make() {
        let (mut random, texts) = (fastrand::Rng::with_seed(5), ours());
        let signs: Vec<char> = "\n\n  \t::--[]{},,'\"|>#&*!%?~abž1.e9n".chars().collect();
        let mut plain = 0;
        for _ in 0..4_000 {
            let text = random.choice(&texts).unwrap();
            let from = text.floor_char_boundary(random.usize(..text.len()));
            let mut part: Vec<char> = text[from..].chars().take(random.usize(1..300)).collect();
            for _ in 0..random.usize(..4) {
                let at = random.usize(..=part.len());
                match random.bool() {
                    true => part.insert(at, *random.choice(&signs).unwrap()),
                    false => drop(part.drain(at..(at + 1).min(part.len()))),
                }
            }
            plain += usize::from(agrees(&part.into_iter().collect::<String>()));
        }
        assert!(plain > 400, "{plain}");
    }
}
