//! Blocks of code → HTML with classes for their colours. Loading the grammars costs some 50 ms, so it is put off until
//! the first block of code; most sites have none.

use std::sync::OnceLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Colours code.
#[derive(Default)]
pub struct Highlighter {
    grammars: OnceLock<SyntaxSet>,
}

impl Highlighter {
    /// The code as safe HTML with classes that begin with `hl-`; `None` where the language is unknown.
    pub fn html(&self, code: &str, language: &str) -> Option<String> {
        if language.is_empty() {
            return None;
        }
        let grammars = self.grammars.get_or_init(SyntaxSet::load_defaults_newlines);
        let syntax = grammars.find_syntax_by_token(language)?;
        let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, grammars, style);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    }
}
