//! The quotation marks of the text's language: what the straight marks on a keyboard become.

/// The quotation marks of a language, each pair opening and closing. Texts, not letters: French has spaces in them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quotes {
    /// What `"` becomes.
    pub outer: [String; 2],
    /// What `'` becomes around words; an apostrophe is always `’`.
    pub inner: [String; 2],
}

impl Default for Quotes {
    /// The marks of English and Albanian.
    fn default() -> Self {
        Self { outer: ["“".into(), "”".into()], inner: ["‘".into(), "’".into()] }
    }
}
