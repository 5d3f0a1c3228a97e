//! What a print template sees as `/data.json`: plain data in the reader's language, worked out in full. This file is
//! the contract with theme authors; `themes/README.md` explains it.

use serde::Serialize;

/// A text in its language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its language (ISO 639, without script), where it is another one than that of the text around it.
    pub lang: Option<String>,
}

/// A paper.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Data {
    /// `a4` or `a5`.
    pub paper: &'static str,
    /// The language of the paper (ISO 639, without script: PDFs name none).
    pub lang: String,
    /// The script as OpenType names it (`cyrl`, `latn`), where the edition's name has one.
    pub script: Option<&'static str>,
    /// The title of the file.
    pub title: String,
    /// The name of the site.
    pub site: Said,
    /// Fixed words, by their keys.
    pub words: Words,
    /// What stands at the foot of each page.
    pub foot: Foot,
    /// The texts: one, or in a training pack several.
    pub parts: Vec<Part>,
    /// Who helps in a municipality.
    pub sheet: Option<Sheet>,
}

/// Fixed words.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Words {
    /// "Contents".
    pub contents: Said,
    /// "Who can help".
    pub contacts: Said,
    /// "Where you can report it".
    pub channels: Said,
    /// "Laws this rests on".
    pub laws: Said,
    /// "In danger? Call now".
    pub emergency: Said,
    /// "free".
    pub free: Said,
    /// "Write".
    pub write: Said,
    /// "Address".
    pub address: Said,
    /// "Website".
    pub website: Said,
    /// "Open".
    pub hours: Said,
    /// "Languages".
    pub languages: Said,
    /// "Cost".
    pub cost: Said,
    /// "Human rights unit".
    pub unit: Said,
    /// What stands where no unit is known.
    pub no_unit: Said,
    /// "Ombudsperson's office".
    pub ombudsperson: Said,
    /// "Other offices here".
    pub here: Said,
    /// "For everybody in Kosovo".
    pub everybody: Said,
    /// "Ways to report".
    pub report: Said,
}

/// What stands at the foot of each page, and once more at the end of the text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Foot {
    /// "As of …"; absent where nobody has dated the text.
    pub date: Option<Said>,
    /// "Look for a newer version:".
    pub newer: Said,
    /// The address of the page.
    pub url: String,
    /// The address as people read it.
    pub shown: String,
    /// A square code with the address.
    pub code: SquareCode,
    /// "Page {page} of {pages}", with these two marks.
    pub page: Said,
}

/// A QR code.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SquareCode {
    /// The picture, as SVG.
    pub picture: String,
    /// Words for those who do not see it.
    pub alt: Said,
}

/// One text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Part {
    /// Its language, where it is another one than the paper's.
    pub lang: Option<String>,
    /// The title.
    pub title: Said,
    /// What kind of text it is, in a word of the menu ("Handouts").
    pub kind: Said,
    /// One sentence.
    pub description: Option<Said>,
    /// Labelled facts.
    pub facts: Vec<Fact>,
    /// Lines about the state of the text.
    pub notices: Vec<Said>,
    /// Whether a table of contents helps: the text is long.
    pub contents: bool,
    /// The text.
    pub body: Vec<Block>,
    /// What notes say, by their number in [`Inline::Note`].
    pub notes: Vec<Vec<Block>>,
    /// Who can help.
    pub contacts: Vec<Contact>,
    /// Where it can be reported.
    pub channels: Vec<Vec<Inline>>,
    /// Laws it rests on.
    pub laws: Vec<Vec<Inline>>,
}

/// A labelled fact.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: Said,
    /// The value.
    pub value: Said,
}

/// A block of a text; `t` tells which.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    P { c: Vec<Inline> },
    /// A heading, from 2.
    Heading { level: u8, c: Vec<Inline> },
    /// A quotation.
    Quote { c: Vec<Block> },
    /// A box; `lines` are empty lines to write on below it.
    Alert { kind: &'static str, label: Said, c: Vec<Block>, lines: u8 },
    /// A list; without `start` it has bullets.
    List { start: Option<u32>, tasks: bool, items: Vec<Vec<Block>> },
    /// Code, line by line as written.
    Code { text: String },
    /// A table.
    Table(Table),
    /// Terms and what they mean.
    Terms { items: Vec<Term> },
    /// A picture with its caption; `caption` is empty where there is none.
    Figure { src: String, alt: Said, caption: Vec<Inline> },
    /// The card of a contact.
    Contact(Box<Contact>),
    /// The card of a channel or law: a name and lines about it.
    Card { name: Said, lines: Vec<Vec<Said>> },
    /// A line across.
    Rule,
}

/// A table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    /// `start`, `center`, `end` for each column.
    pub align: Vec<&'static str>,
    /// How wide each column wants to be beside the others; 0: as narrow as its words.
    pub widths: Vec<u32>,
    /// The cells of the head.
    pub head: Vec<Vec<Inline>>,
    /// The cells of each row; an empty one is there to be written into.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A term and what it means.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Term {
    /// The term.
    pub term: Vec<Inline>,
    /// What it means.
    pub means: Vec<Block>,
}

/// Words in a line: a string, or one of these; `t` tells which.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Something about words.
    Mark(Mark),
}

/// Something in a line that is more than words.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Mark {
    /// Stress.
    Em { c: Vec<Inline> },
    /// Strong stress.
    Strong { c: Vec<Inline> },
    /// Struck out.
    Strike { c: Vec<Inline> },
    /// Typewriter letters.
    Code { text: String },
    /// Words in another language.
    Lang { lang: Option<String>, c: Vec<Inline> },
    /// A link.
    Link { href: String, c: Vec<Inline> },
    /// The mark of a note; `again` where an earlier mark has the same.
    Note { n: usize, label: String, again: bool },
    /// A picture in a line.
    Picture { src: String, alt: Said },
    /// A new line.
    Br,
    /// The box of a task.
    Box { done: bool },
}

impl Inline {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text in its language.
    pub fn said(said: Said) -> Self {
        match said.lang {
            None => Self::Text(said.text),
            lang => Self::Mark(Mark::Lang { lang, c: vec![Self::Text(said.text)] }),
        }
    }

    /// A link.
    pub fn link(href: impl Into<String>, c: Vec<Inline>) -> Self {
        Self::Mark(Mark::Link { href: href.into(), c })
    }
}

/// A contact with everything one needs to reach it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Contact {
    /// What sort of office it is: `emergency`, `helpline`, `ombudsperson`, …
    pub kind: String,
    /// Its name.
    pub name: Said,
    /// A short name, where it has one.
    pub short: Option<Said>,
    /// What it can do for the reader.
    pub what: Option<Said>,
    /// Its numbers, free ones first.
    pub phones: Vec<Phone>,
    /// E-mail.
    pub email: Option<String>,
    /// Website: address, and as people read it.
    pub website: Option<(String, String)>,
    /// Postal address.
    pub address: Option<Said>,
    /// Opening hours.
    pub hours: Option<Said>,
    /// Languages spoken.
    pub languages: Vec<Said>,
    /// Whether and when it was checked.
    pub state: Vec<Said>,
}

/// A number to call.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Phone {
    /// As people read it.
    pub text: String,
    /// What a phone dials: `tel:…`.
    pub href: String,
    /// Whether the call costs nothing.
    pub free: bool,
}

/// Who helps in a municipality.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Sheet {
    /// The municipality in the reader's language.
    pub name: Said,
    /// Its other names.
    pub other_names: Vec<Said>,
    /// Emergency numbers and the free lines that stand on every page: name and number.
    pub emergency: Vec<Contact>,
    /// Its human-rights unit.
    pub unit: Option<Contact>,
    /// The Ombudsperson's office for it.
    pub ombudsperson: Option<Contact>,
    /// Other offices that stand in it.
    pub here: Vec<Contact>,
    /// Offices for everybody, those with a number first.
    pub everybody: Vec<Contact>,
    /// "Where can you report it?", with the code of that page and its address as people read it.
    pub report: Option<(Said, SquareCode, String)>,
}
