//! What was made from something → the same again, without making it anew. A pass that is a pure function of each of its
//! inputs asks a memo; so a preview that runs all passes after each edit does the work of one file, and goes the same
//! way as a build.

use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Results of the last round, each with what it was made from.
pub struct Memo<K, V> {
    /// In the order in which they were asked for; `None`: nothing is kept.
    kept: Option<Vec<(K, V)>>,
}

impl<K, V> Default for Memo<K, V> {
    /// Keeps nothing: a single run has no use for it.
    fn default() -> Self {
        Self { kept: None }
    }
}

impl<K: Hash + Eq, V: Clone + Send> Memo<K, V> {
    /// Keeps what is made, until a round does not ask for it.
    pub fn on() -> Self {
        Self { kept: Some(Vec::new()) }
    }

    /// For each input its result, in order: the one that is kept, else one that is made, in parallel. `make` must depend
    /// on nothing but the input, and `key` tell all that it depends on.
    pub fn all<I: Sync>(&mut self, inputs: &[I], key: impl Fn(&I) -> K, make: impl Fn(&I) -> V + Sync) -> Vec<V> {
        let Some(kept) = &mut self.kept else { return inputs.par_iter().map(&make).collect() };
        if inputs.is_empty() {
            // While a configuration is broken there are no texts; those that were there will come back.
            return Vec::new();
        }
        let before = std::mem::take(kept);
        let keys: Vec<K> = inputs.iter().map(key).collect();
        let mut found: Vec<Option<V>> = Vec::with_capacity(keys.len());
        // Mostly the inputs are those of the last round in the same order, so what is elsewhere is looked for last.
        let mut by_key: Option<HashMap<&K, &V>> = None;
        for (place, key) in keys.iter().enumerate() {
            found.push(match before.get(place) {
                Some((same, value)) if same == key => Some(value.clone()),
                _ => {
                    let by_key = by_key.get_or_insert_with(|| before.iter().map(|(key, value)| (key, value)).collect());
                    by_key.get(key).map(|value| (*value).clone())
                }
            });
        }
        drop(by_key);
        let missing: Vec<usize> = (0..inputs.len()).filter(|i| found[*i].is_none()).collect();
        let made: Vec<V> = missing.par_iter().map(|i| make(&inputs[*i])).collect();
        for (i, value) in missing.into_iter().zip(made) {
            found[i] = Some(value);
        }
        let found: Vec<V> = found.into_iter().flatten().collect();
        *kept = keys.into_iter().zip(found.iter().cloned()).collect();
        found
    }

    /// Lets go of what the test does not want to keep.
    pub fn keep(&mut self, wanted: impl Fn(&V) -> bool) {
        if let Some(kept) = &mut self.kept {
            kept.retain(|(_, value)| wanted(value));
        }
    }
}

/// A shared value as a key: the value at just this place. The key holds it, so that its place is not taken by another.
pub struct AtPlace<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> Clone for AtPlace<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: ?Sized> PartialEq for AtPlace<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Eq for AtPlace<T> {}

impl<T: ?Sized> Hash for AtPlace<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).cast::<()>().hash(state);
    }
}

/// The last result of a pass that has one input for the whole site.
pub struct Last<K, V> {
    kept: Option<(K, V)>,
    on: bool,
}

impl<K, V> Default for Last<K, V> {
    /// Keeps nothing.
    fn default() -> Self {
        Self { kept: None, on: false }
    }
}

impl<K: PartialEq, V: Clone> Last<K, V> {
    /// Keeps what is made.
    pub fn on() -> Self {
        Self { kept: None, on: true }
    }

    /// The result for `key`: the last one, where it was made for the same, else one that is made.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> V) -> V {
        match &self.kept {
            Some((last, value)) if *last == key => value.clone(),
            _ => {
                let value = make();
                self.kept = self.on.then(|| (key, value.clone()));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn makes_each_once_and_in_order() {
        let made = AtomicUsize::new(0);
        let double = |n: &usize| {
            made.fetch_add(1, Ordering::Relaxed);
            n * 2
        };
        let mut memo = Memo::on();
        assert_eq!(memo.all(&[1, 2, 3], |n| *n, double), [2, 4, 6]);
        assert_eq!(memo.all(&[3, 4, 1], |n| *n, double), [6, 8, 2]);
        assert_eq!(made.load(Ordering::Relaxed), 4);
        memo.keep(|v| *v == 2);
        assert_eq!(memo.all(&[1, 3], |n| *n, double), [2, 6]);
        assert_eq!(made.load(Ordering::Relaxed), 5);
        let mut off = Memo::default();
        assert_eq!(off.all(&[1, 1], |n| *n, double), [2, 2]);
        assert_eq!(made.load(Ordering::Relaxed), 7);
    }

    #[test]
    fn the_last_one_serves_until_the_input_changes() {
        let mut last = Last::on();
        assert_eq!(last.get(1, || "a"), "a");
        assert_eq!(last.get(1, || "b"), "a");
        assert_eq!(last.get(2, || "c"), "c");
        let mut off = Last::default();
        assert_eq!(off.get(1, || "a"), "a");
        assert_eq!(off.get(1, || "b"), "b");
    }
}
