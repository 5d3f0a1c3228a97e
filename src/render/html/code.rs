//! Blocks of code → HTML with classes for their colours. Loading the grammars costs some 50 ms, so it is put off until
//! the first block of code; most sites have none. Colouring costs more than all the rest of a page, and a text in
//! several languages, its page and its feed all show the same code: what was coloured is kept while there is room.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Colours code.
#[derive(Default)]
pub struct Highlighter {
    grammars: OnceLock<SyntaxSet>,
    known: Mutex<Known>,
}

/// What was coloured, by language and code.
type Known = HashMap<(String, String), Option<String>>;

/// How many blocks are kept: some megabytes at most on any site of texts.
const KEPT: usize = 2_000;

impl Highlighter {
    /// The code as safe HTML with classes that begin with `hl-`; `None` where the language is unknown.
    pub fn html(&self, code: &str, language: &str) -> Option<String> {
        if language.is_empty() {
            return None;
        }
        let key = (language.to_owned(), code.to_owned());
        if let Some(html) = self.known().get(&key) {
            return html.clone();
        }
        let html = self.colour(code, language);
        let mut known = self.known();
        if known.len() < KEPT {
            known.insert(key, html.clone());
        }
        html
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // A thread that panicked left the map as whole as it was: one insertion is all it does.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn colour(&self, code: &str, language: &str) -> Option<String> {
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
