//! A component and what it is given → its HTML, rendered once for all pages of an edition where these are the same: the
//! card of an office stands on dozens of pages.

use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::ptr;
use std::sync::{PoisonError, RwLock};
use tera::{Context, Tera, Value};

/// What was rendered in one edition of a site.
#[derive(Default)]
pub struct Rendered {
    known: RwLock<FxHashMap<String, Known>>,
}

/// HTML, and what the component was given: as long as this is held, no other value has its address.
struct Known {
    html: Value,
    _given: Vec<Value>,
}

/// How much is remembered. What is given values of its own on every page would fill the memory for nothing.
const MOST: usize = 5_000;

impl Rendered {
    /// Renders a component, or says how it was rendered before.
    pub fn once(&self, tera: &Tera, component: &str, mut given: Vec<(&str, Value)>) -> Result<Value, tera::Error> {
        given.sort_unstable_by(|a, b| a.0.cmp(b.0));
        let key = key(component, &given);
        // A thread that panicked left the map as whole as it was: one insertion is all that is done to it.
        if let Some(known) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(known.html.clone());
        }
        let mut context = Context::new();
        given.iter().for_each(|(name, value)| context.insert_value((*name).to_owned(), value.clone()));
        let html = Value::safe_string(&tera.render_component(component, &context, None, true)?);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < MOST {
            let given = given.into_iter().map(|(_, value)| value).collect();
            known.insert(key, Known { html: html.clone(), _given: given });
        }
        Ok(html)
    }
}

/// What tells one rendering from another. Maps and lists are told apart by their addresses, since they are large, and those
/// that are worth remembering are clones of one value.
fn key(component: &str, given: &[(&str, Value)]) -> String {
    let mut key = String::with_capacity(128);
    key.push_str(component);
    for (name, value) in given {
        key.push('\0');
        key.push_str(name);
        // A string takes whatever is written to it.
        let _ = match (value.as_map(), value.as_array(), value.as_str()) {
            (Some(map), ..) => write!(key, "\0{{{:p}", ptr::from_ref(map)),
            (_, Some(list), _) => write!(key, "\0[{:p} {}", list.as_ptr(), list.len()),
            (_, _, Some(text)) => write!(key, "\0{}{text}", if value.is_safe() { '!' } else { '"' }),
            _ => write!(key, "\0={value}"),
        };
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_the_same_is_rendered_once() {
        let mut tera = Tera::default();
        tera.add_raw_template("a.html", "{% component c(x, y) %}{{ x.n }}{{ y }}{% endcomponent c %}").unwrap();
        let map = |n: i64| Value::from_serializable(&std::collections::BTreeMap::from([("n", n)]));
        let (one, two) = (map(1), map(2));
        let rendered = Rendered::default();
        let html = |x: &Value, y: &Value| {
            rendered.once(&tera, "c", vec![("y", y.clone()), ("x", x.clone())]).unwrap().to_string()
        };
        assert_eq!(html(&one, &"<".into()), "1&lt;");
        assert_eq!(html(&one, &Value::safe_string("<")), "1<");
        assert_eq!(html(&one, &1.into()), "11");
        assert_eq!(html(&one, &"1".into()), "11");
        assert_eq!(html(&two, &1.into()), "21");
        assert_eq!(html(&map(1), &1.into()), "11");
        assert_eq!(rendered.known.read().unwrap().len(), 6);
        assert_eq!(html(&one, &1.into()), "11");
        assert_eq!(rendered.known.read().unwrap().len(), 6);
        assert!(rendered.once(&tera, "c", Vec::new()).is_err());
        assert_eq!(rendered.known.read().unwrap().len(), 6);
    }
}
