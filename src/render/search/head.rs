//! What the query script needs before anything else: the table to fold by, what kinds of things are called, the
//! languages of lent texts, and how many were found, in words. All of it is worked out here, from CLDR and the strings
//! of the edition, so that the script knows no language.

use crate::base::{Cldr, Lang, pairs, table_for_script};
use crate::model::{EditionId, Marked, StringArg};
use crate::render::recipe::SearchPart;
use crate::render::renderer::Renderer;
use crate::render::views::{Found, found_kind};
use serde_json::{Value, json};

/// The plural rules of CLDR look at a whole number below 200 as it is and at a greater one by its last two figures;
/// those few that know of millions are of no matter here.
const COUNTS: i64 = 200;

/// Kinds and languages, numbered as they come up.
pub struct Labels<'r> {
    renderer: &'r Renderer,
    edition: EditionId,
    kinds: Vec<Marked>,
    languages: Vec<Lang>,
}

impl<'r> Labels<'r> {
    /// Kind 0 is none, language 0 the reader's.
    pub fn new(renderer: &'r Renderer, edition: EditionId) -> Self {
        let own = renderer.site.editions[edition].lang;
        Self { renderer, edition, kinds: vec![Marked::default()], languages: vec![own] }
    }

    /// The number of what a thing is called.
    pub fn kind(&mut self, found: Found) -> usize {
        let label = found_kind(self.renderer, self.edition, found);
        position(&mut self.kinds, label)
    }

    /// The number of a language.
    pub fn language(&mut self, mark: Option<Lang>) -> usize {
        mark.map_or(0, |lang| position(&mut self.languages, lang))
    }

    /// The head of a part. `first` says where its words and documents are.
    pub fn finish(mut self, first: Value, part: SearchPart) -> Value {
        let mut head = first;
        if part == SearchPart::Kept {
            let language = self.renderer.site.editions[self.edition].lang.language();
            let (counts, which) = self.counts();
            head["f"] = json!(table_for_script());
            head["p"] = json!(pairs(language));
            head["s"] = counts;
            head["n"] = json!(which);
        }
        let kinds = std::mem::take(&mut self.kinds);
        head["k"] = kinds.into_iter().map(|kind| json!([kind.text, self.language(kind.mark)])).collect();
        // Every language has its number by now.
        let languages = self.languages.iter().map(|lang| {
            let own = self.renderer.site.editions.iter().find(|e| e.lang == *lang);
            let dir = own.map_or_else(|| Cldr::new(lang.as_str()).dir(), |e| e.dir).as_str();
            json!([lang.as_str(), dir, own.map_or_else(|| lang.as_str(), |e| &e.name)])
        });
        head["l"] = languages.collect();
        head
    }

    /// How many were found: the sentences, each with `#` for the number, and for each count which of them it takes.
    fn counts(&mut self) -> (Value, String) {
        let mut sentences: Vec<Marked> = Vec::new();
        let mut which = String::new();
        for count in 0..COUNTS {
            let args = [("count", StringArg::Number(count))];
            let said = self.renderer.string(self.edition, "search-found", &args);
            let text = said.text.replacen(&count.to_string(), "#", 1);
            // Ten sentences are more than any language has forms.
            let sentence = position(&mut sentences, Marked { text, ..said }).min(9);
            which.push(char::from(b'0' + sentence as u8));
        }
        let sentences = sentences.into_iter().map(|said| json!([said.text, self.language(said.mark)]));
        (sentences.collect(), which)
    }
}

/// The place of `item`, which is added where it is not there yet.
fn position<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    list.iter().position(|known| *known == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}
