//! A view that stands on many pages → one template value, which all of them share.

use serde::{Serialize, Serializer};
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;
use tera::Value;

/// A view and the template value that it is turned into once.
#[derive(Debug, Clone)]
pub struct Shared<T> {
    view: Arc<T>,
    value: Value,
}

impl<T: Serialize> Shared<T> {
    /// Turns a view into its value.
    pub fn new(view: T) -> Self {
        Self { value: Value::from_serializable(&view), view: Arc::new(view) }
    }
}

impl<T> Shared<T> {
    /// The value. All clones of it are known to be one: see `once` in `themes/README.md`.
    pub fn value(&self) -> Value {
        self.value.clone()
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.view
    }
}

/// As a part of a larger view it stays the value that it is.
impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.view == other.view
    }
}

impl<T: Eq> Eq for Shared<T> {}

impl<T: Hash> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.view.hash(state);
    }
}
