//! A link or id that leads nowhere → the words for it: what is wrong, and what its writer may have meant. A file of its
//! own because links, front matter and data files all complain in the same words.

use crate::base::{Code, Lang, did_you_mean, is_dialable, nearest};
use crate::markup::Doc;
use std::collections::BTreeSet;

/// Code, message and hint of a link that leads nowhere.
pub type Trouble = (Code, String, Option<String>);

/// What to do about a link to what has another name now. `entry:` is understood in every text, whatever folder it is in.
pub fn renamed(old: &str, new: &str) -> String {
    format!("`{old}` is `{new}` now: write `entry:{new}`")
}

/// A link without an address.
pub fn nowhere() -> Trouble {
    broken("this link leads nowhere", Some("write an address between the round brackets".into()))
}

/// A link to a text that is kept back.
pub fn unpublished(what: &str) -> Trouble {
    broken(
        format!("`{what}` is not published yet"),
        Some("it is a draft or has a later date; remove the link until then".into()),
    )
}

/// A link that leads to nothing.
pub fn broken(message: impl Into<String>, hint: Option<String>) -> Trouble {
    (Code::BrokenLink, message.into(), hint)
}

/// An id that nothing has, with the nearest that something has.
pub fn unknown<'k>(what: &str, id: &str, known: impl Iterator<Item = &'k str>) -> Trouble {
    match id.is_empty() {
        true => (Code::UnknownId, format!("the id of the {what} is missing"), Some("write it after the colon".into())),
        false => {
            let listed = || listed_in(what).map(|file| format!("all are listed in `{file}`"));
            (Code::UnknownId, format!("there is no {what} `{id}`"), did_you_mean(id, known).or_else(listed))
        }
    }
}

/// Where the things that have ids are listed.
fn listed_in(what: &str) -> Option<&'static str> {
    Some(match what {
        "contact" => "content/contacts/",
        "channel" => "content/channels/",
        "law" => "content/laws.yaml",
        "term" => "content/glossary.yaml",
        "municipality" => "content/municipalities.yaml",
        _ => return None,
    })
}

/// A place that a page does not have.
pub fn no_anchor(anchor: &str, place: &str, texts: &[(Lang, &Doc)]) -> Trouble {
    let ids: BTreeSet<&str> = texts.iter().flat_map(|(_, doc)| doc.headings().iter().map(|h| doc.str(h.id))).collect();
    let some: Vec<String> = ids.iter().take(8).map(|id| format!("`#{id}`")).collect();
    let hint = Some(match nearest(anchor, ids.iter().copied()) {
        Some(near) => format!("did you mean `#{near}`?"),
        None if some.is_empty() => "it has no headings: take the `#` and what follows away".to_owned(),
        None => format!("its headings are {}", some.join(", ")),
    });
    (Code::BrokenAnchor, format!("{place} has no heading `#{anchor}`"), hint)
}

/// A number that no phone can dial.
pub fn not_dialable(number: &str) -> Trouble {
    let bare: String = number.replace("%20", "").chars().filter(|c| !" \u{a0}-–./()".contains(*c)).collect();
    let hint = match is_dialable(&bare) {
        true => format!("leave out the spaces and signs between the figures: `tel:{bare}`"),
        false => "write `tel:+38338223782`, or a free line as it is dialled: `tel:080015555`".into(),
    };
    (Code::BadPhone, format!("`{number}` cannot be dialled"), Some(hint))
}
