//! An id that is gone → the one that it may have become: of a text that was there a moment ago, the entry that has the
//! same words now; else the entry whose name is most alike. A file of its own because it is no matter of links how names
//! are compared.

use super::entry::Parsed;
use super::group::ParsedEntry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many entries that are gone are remembered, to be found again under another id.
const LOST: usize = 200;

/// What entries were called before. Only a run that is followed by others comes to know.
#[derive(Default)]
pub struct Moves {
    last: BTreeMap<String, Vec<Arc<Parsed>>>,
    lost: BTreeMap<String, Vec<Arc<Parsed>>>,
    moved: Arc<BTreeMap<String, String>>,
}

impl Moves {
    /// By each id that is gone the one under which its words are to be found.
    pub fn known(&self) -> Arc<BTreeMap<String, String>> {
        self.moved.clone()
    }

    /// Takes in the entries that there are now.
    pub fn follow(&mut self, entries: &[ParsedEntry]) {
        if entries.is_empty() {
            // A configuration is broken; what was there will come back.
            return;
        }
        let now: BTreeMap<String, Vec<Arc<Parsed>>> =
            entries.iter().map(|entry| (entry.id.clone(), entry.texts.clone())).collect();
        let gone = std::mem::take(&mut self.last).into_iter().filter(|(id, _)| !now.contains_key(id));
        self.lost.extend(gone);
        self.lost.retain(|id, _| !now.contains_key(id));
        while self.lost.len() > LOST {
            self.lost.pop_first();
        }
        let lost = std::mem::take(&mut self.lost);
        let moved = Arc::make_mut(&mut self.moved);
        for (id, texts) in lost {
            match now.iter().find(|(_, others)| shares_words(&texts, others)) {
                Some((new, _)) => {
                    moved.values_mut().filter(|to| **to == id).for_each(|to| to.clone_from(new));
                    moved.insert(id, new.clone());
                }
                None => drop(self.lost.insert(id, texts)),
            }
        }
        moved.retain(|old, new| !now.contains_key(old) && now.contains_key(new));
        self.last = now;
    }
}

fn shares_words(texts: &[Arc<Parsed>], others: &[Arc<Parsed>]) -> bool {
    texts
        .iter()
        .any(|text| others.iter().any(|other| text.lang == other.lang && text.doc.source() == other.doc.source()))
}

/// The id that is most like one that does not exist: it has the same name in another section, or the most words in
/// common, half of all at least. None, where two are as near.
pub fn alike<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
    let words = |id: &str| -> BTreeSet<String> { name(id).split(['-', '_']).map(str::to_owned).collect() };
    let wanted = words(id);
    let share = |other: &str| {
        let other = words(other);
        let (both, either) = (wanted.intersection(&other).count(), wanted.union(&other).count());
        (both * 2 >= either).then_some(both * 1000 / either.max(1))
    };
    let mut near: Vec<(usize, &str)> = known.filter_map(|other| Some((share(other)?, other))).collect();
    near.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
    match near.as_slice() {
        [(best, _), (second, _), ..] if best == second => None,
        [(_, other), ..] => Some(other),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_words() {
        let known = ["guides/human-rights-unit", "guides/work", "about/work-rights", "about/privacy"];
        let alike = |id: &str| alike(id, known.into_iter());
        assert_eq!(alike("guides/municipal-human-rights-unit"), Some("guides/human-rights-unit"));
        assert_eq!(alike("guides/privacy"), Some("about/privacy"));
        assert_eq!(alike("guides/police"), None);
        // Two are as near.
        assert_eq!(super::alike("x/work", ["a/work", "b/work"].into_iter()), None);
    }
}
