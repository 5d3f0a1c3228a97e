//! Headings: their ids, which must be unique and stay the same, and what a writer may do wrong with them.
//!
//! An id written as `{#id}` wins. Any other heading is named after its words (`base::slug`, so that both scripts of a
//! text have the same ids): `section` if that leaves nothing, with `-2`, `-3` after it if the id is taken. Ids that
//! begin with `g-` belong to the theme, those with `fn` to footnotes: such names get `h-` before them.

use super::marks::lang_tag;
use super::parse::Reader;
use super::{Kind, Str};
use crate::base::{Code, Finding, Lang, slug};
use std::collections::BTreeMap;
use std::ops::Range;

const LINE_END: [char; 3] = [' ', '\t', '\n'];

/// The headings met so far.
#[derive(Default)]
pub(super) struct Headings {
    /// The level of the last heading; 1, the title of the page, before the first.
    level: u8,
    /// The heading that is open.
    open: Option<Open>,
    /// The id as written, for the headings that have one, and where the heading stands; as long as the document's list.
    written: Vec<(Option<String>, Range<usize>)>,
}

/// What is known of a heading before its words are read.
#[derive(Default)]
struct Open {
    /// The heading in the source file, without the line end.
    at: Range<usize>,
    attributes: Attributes,
}

/// What stands in `{…}` at the end of a heading.
#[derive(Default)]
struct Attributes {
    /// `#id`, without `#`.
    id: Option<String>,
    /// `lang=`, for the heading as a whole.
    lang: Option<Lang>,
    /// Something else: the parser took it for attributes, but it is text.
    text: Option<Range<usize>>,
}

impl Reader<'_> {
    pub(super) fn open_heading(&mut self, written: u8, at: Range<usize>) {
        let at = at.start..at.start + self.src[at].trim_end_matches(LINE_END).len();
        let level = written.max(2);
        if written == 1 {
            let finding =
                Finding::new(Code::HeadingOne, at.clone(), "a second title in the text: the page has one already");
            self.findings
                .push(finding.hint("write `##`; the title of the page stands in `title:` at the top of the file"));
        }
        let before = self.headings.level.max(1);
        if level > before + 1 {
            let [above, wanted] = [before, before + 1].map(|level| "#".repeat(usize::from(level)));
            let message = match before {
                1 => format!("the first heading is `{}`", "#".repeat(usize::from(level))),
                _ => format!("a heading `{}` follows a heading `{above}`", "#".repeat(usize::from(level))),
            };
            let finding = Finding::new(Code::SkippedHeading, at.clone(), message);
            self.findings
                .push(finding.hint(format!("write `{wanted}`: who cannot see the page finds the way by the levels")));
        }
        self.headings.level = level;
        self.expect_alert(at.start);
        self.open_block(Kind::Heading { level, id: Str::default() });
        let attributes = self.attributes(&at);
        if let Some(lang) = attributes.lang {
            self.out.leaf(Kind::LangOpen(lang));
        }
        self.headings.open = Some(Open { at, attributes });
    }

    pub(super) fn close_heading(&mut self) {
        let Open { at, attributes } = self.headings.open.take().unwrap_or_default();
        if let Some(text) = attributes.text.filter(|text| text.start >= self.skip_to) {
            if self.src[..text.start].ends_with('-') && self.src[text.start..].starts_with('{') {
                self.unclosed(text.start - 1);
            }
            self.plain_text(text.start.max(self.last_text)..text.end);
        }
        self.close_marks(self.out.depth());
        if attributes.lang.is_some() {
            self.out.leaf(Kind::LangClose);
        }
        if let Some((node, _)) = self.out.top() {
            if self.out.doc().is_blank(node + 1..self.out.next()) {
                let finding = Finding::new(Code::EmptyHeading, at.clone(), "a heading without words");
                self.findings.push(finding.hint("write the heading after the `#` signs, or take the line out"));
            }
            self.headings.written.push((attributes.id, at));
        }
        self.close_block();
    }

    /// Reads the `{…}` that the parser has cut off the heading `at`.
    fn attributes(&mut self, at: &Range<usize>) -> Attributes {
        let Some(block) = attribute_block(&self.src[at.clone()]) else {
            return Attributes::default();
        };
        let block = at.start + block.start..at.start + block.end;
        let before = self.src[at.start..block.start].trim_end_matches([' ', '\t']);
        let words_before = !before.trim_start_matches('#').is_empty();
        let text = if words_before { at.start + before.len()..block.end } else { block.clone() };
        let as_text = Attributes { text: Some(text), ..Attributes::default() };
        if before.ends_with([']', ')', '>']) && lang_tag(self.src, block.start).is_some() {
            // What stands before it will claim it, or else it is text.
            return as_text;
        }
        let inside = &self.src[block.start + 1..block.end - 1];
        let mut found = Attributes::default();
        for word in inside.split_ascii_whitespace() {
            match (word.strip_prefix('#'), word.strip_prefix("lang=")) {
                (Some(id), _) if !id.is_empty() => found.id = Some(id.to_owned()),
                (_, Some(tag)) => match Lang::parse(tag) {
                    Some(lang) => found.lang = Some(lang),
                    None => {
                        self.bad_tag(tag, block);
                        return as_text;
                    }
                },
                _ => return as_text,
            }
        }
        if found.id.is_none() && found.lang.is_none() { as_text } else { found }
    }

    /// Gives every heading its id: first those that are written, then the others around them.
    pub(super) fn name_headings(&mut self) {
        let written = std::mem::take(&mut self.headings.written);
        let mut ids = Ids::default();
        let mut nameless = Vec::new();
        for (index, (id, at)) in written.into_iter().enumerate() {
            let base = match id {
                Some(id) if self.may_have(&id, &at) && ids.take(&id) => {
                    self.set_id(index, &id);
                    continue;
                }
                Some(id) if is_reserved(&id) => id,
                Some(id) => {
                    let finding = Finding::new(Code::DuplicateId, at, format!("two headings have the id `{id}`"));
                    self.findings
                        .push(finding.hint("write another id, or leave it out: it is then made from the words"));
                    id
                }
                None => {
                    let doc = self.out.doc();
                    slug(&doc.plain_of(doc.headings()[index].node))
                }
            };
            nameless.push((index, base));
        }
        for (index, base) in nameless {
            let id = ids.free(match &base[..] {
                "" => "section".to_owned(),
                name if is_reserved(name) => format!("h-{name}"),
                _ => base,
            });
            self.set_id(index, &id);
        }
    }

    /// Whether a writer may use `id`; says so if not.
    fn may_have(&mut self, id: &str, at: &Range<usize>) -> bool {
        if is_reserved(id) {
            let message = format!("the id `{id}` begins like those of the theme (`g-`) or of footnotes (`fn`)");
            self.findings.push(Finding::new(Code::BadValue, at.clone(), message).hint("write another id"));
        }
        !is_reserved(id)
    }

    fn set_id(&mut self, index: usize, id: &str) {
        let id = self.out.aside(id);
        self.out.doc_mut().headings[index].id = id;
    }
}

/// The ids that are taken, each with the last number that was put after it.
#[derive(Default)]
struct Ids(BTreeMap<String, u32>);

impl Ids {
    /// Takes `id` if it is free.
    fn take(&mut self, id: &str) -> bool {
        self.0.insert(id.to_owned(), 1).is_none()
    }

    /// Takes `base`, or the first of `base-2`, `base-3` … that is free.
    fn free(&mut self, base: String) -> String {
        let Some(last) = self.0.get_mut(&base) else {
            self.0.insert(base.clone(), 1);
            return base;
        };
        let mut number = *last;
        let id = loop {
            number += 1;
            let id = format!("{base}-{number}");
            if !self.0.contains_key(&id) {
                break id;
            }
        };
        self.0.insert(base, number);
        self.0.insert(id.clone(), 1);
        id
    }
}

fn is_reserved(id: &str) -> bool {
    id.starts_with("g-") || id.starts_with("fn")
}

/// The `{…}` at the end of a heading, by the rule of the Markdown parser, which has left it out of the text.
fn attribute_block(heading: &str) -> Option<Range<usize>> {
    // A heading with a line under it; the others have only one.
    let text = heading.rsplit_once('\n').map_or(heading, |(text, _)| text.trim_end_matches(LINE_END));
    let inside = text.strip_suffix('}')?;
    let open = inside.rfind(['{', '}', '<', '>', '\\', '\n'])?;
    inside[open..].starts_with('{').then_some(open..text.len())
}
