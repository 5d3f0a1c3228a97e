//! YAML text → a tree with the place of every value, so that each later complaint can point at it. Nearly every front
//! matter is flat enough for [`yaml_flat`], nearly every file plain enough for [`yaml_plain`]; this is for the others, and
//! for all mistakes.
//!
//! `serde-saphyr` parses (it knows where everything stands, refuses doubled keys and stops bombs by counting nodes);
//! the tree keeps scalars as they were written, since only the key decides what a value means: a slug of `012` is
//! not the number twelve, and a title of `1.10` keeps its zero.

use super::yaml_error::explain;
use super::{yaml_flat, yaml_plain};
use crate::base::{Finding, Span};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};
use std::fmt;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yaml {
    /// Where it stands in the file.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a YAML value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing after the colon, `null` or `~`.
    Null,
    /// A scalar as written, without quotes and escapes.
    Scalar(String),
    /// A list.
    List(Vec<Yaml>),
    /// A mapping, in the order written.
    Map(Vec<Pair>),
}

/// A key of a mapping and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub span: Span,
    /// The value.
    pub value: Yaml,
}

impl Value {
    /// The kind of value in a writer's words.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Scalar(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "`key: value`",
        }
    }
}

/// Parses `text`; spans are shifted by `offset`, the place of `text` in its file.
pub fn parse(text: &str, offset: u32) -> Result<Yaml, Box<Finding>> {
    match yaml_flat::read(text, offset).or_else(|| yaml_plain::read(text, offset)) {
        Some(tree) => Ok(tree),
        None => parse_any(text, offset),
    }
}

pub(super) fn parse_any(text: &str, offset: u32) -> Result<Yaml, Box<Finding>> {
    let tree: Spanned<Raw> =
        serde_saphyr::from_str_with_options(text, options()).map_err(|e| Box::new(explain(text, offset, &e)))?;
    Ok(Convert { text, offset }.node(tree))
}

fn options() -> serde_saphyr::Options {
    let mut options = serde_saphyr::Options::default();
    options.strict_booleans = true;
    options.leading_zero_numbers_as_strings = true;
    options.underscored_numbers_as_strings = true;
    let mut budget = serde_saphyr::Budget::default();
    budget.max_nodes = 60_000;
    budget.max_depth = 64;
    options.budget = Some(budget);
    options
}

/// What serde hands over before places and written forms are worked out.
enum Raw {
    Null,
    /// A bool or number: its written form is looked up in the text.
    Typed(String),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list or a mapping")
    }
    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Raw, D::Error> {
        d.deserialize_any(self)
    }
    fn visit_bool<E>(self, v: bool) -> Result<Raw, E> {
        Ok(Raw::Typed(v.to_string()))
    }
    fn visit_i64<E>(self, v: i64) -> Result<Raw, E> {
        Ok(Raw::Typed(v.to_string()))
    }
    fn visit_u64<E>(self, v: u64) -> Result<Raw, E> {
        Ok(Raw::Typed(v.to_string()))
    }
    fn visit_i128<E>(self, v: i128) -> Result<Raw, E> {
        Ok(Raw::Typed(v.to_string()))
    }
    fn visit_u128<E>(self, v: u128) -> Result<Raw, E> {
        Ok(Raw::Typed(v.to_string()))
    }
    fn visit_f64<E>(self, v: f64) -> Result<Raw, E> {
        Ok(Raw::Typed(v.to_string()))
    }
    fn visit_str<E>(self, v: &str) -> Result<Raw, E> {
        Ok(Raw::Text(v.into()))
    }
    fn visit_string<E>(self, v: String) -> Result<Raw, E> {
        Ok(Raw::Text(v))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Raw::Map(pairs))
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Raw, D::Error> {
        d.deserialize_any(RawVisitor)
    }
}

struct Convert<'a> {
    text: &'a str,
    offset: u32,
}

impl Convert<'_> {
    fn node(&self, raw: Spanned<Raw>) -> Yaml {
        let local = local_span(self.text, raw.referenced);
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Typed(parsed) => {
                Value::Scalar(self.text.get(local.range()).filter(|w| !w.is_empty()).map_or(parsed, str::to_owned))
            }
            Raw::Text(text) => Value::Scalar(text),
            Raw::List(items) => Value::List(items.into_iter().map(|i| self.node(i)).collect()),
            Raw::Map(pairs) => Value::Map(pairs.into_iter().map(|(k, v)| self.pair(k, v)).collect()),
        };
        Yaml { span: local.shift(self.offset), value }
    }

    fn pair(&self, key: Spanned<String>, value: Spanned<Raw>) -> Pair {
        let span = local_span(self.text, key.referenced).shift(self.offset);
        let mut value = self.node(value);
        if value.value == Value::Null {
            // A missing value has no place of its own: the key stands for it.
            value.span = span;
        }
        Pair { key: key.value, span, value }
    }
}

/// The span of a location, whose byte offsets may be missing where the parser gave up early.
pub(super) fn local_span(text: &str, location: Location) -> Span {
    let span = location.span();
    let start = span.byte_offset().map(|b| b as usize);
    let start = start.unwrap_or_else(|| byte_of(text, location.line() as usize, location.column() as usize));
    let start = start.min(text.len());
    let len = span.byte_len().map_or(0, |n| n as usize);
    Span::new(start..(start + len).min(text.len()))
}

/// The byte at `line` and `column`, both from 1, the column in characters.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(i, _)| i)
}
