//! A page → the links that hand it on: the words that go along, percent-encoded, and its whole address.

use super::super::view::{ContactView, PhoneView, ShareView, Shared};
use crate::base::percent_encoded;

/// Links that hand on `words` and the page at `address`. They are finished: they hold nothing that HTML would escape.
pub fn share(words: &str, address: String) -> ShareView {
    let text = percent_encoded(&[words, "\n", &address].concat());
    ShareView {
        whatsapp: ["https://wa.me/?text=", &text].concat(),
        viber: ["viber://forward?text=", &text].concat(),
        sms: ["sms:?body=", &text].concat(),
        address,
        file: None,
    }
}

/// What goes along with a contact's page: its numbers, so that the message helps where no page can be opened.
pub fn numbers(phones: &[PhoneView]) -> Vec<String> {
    phones.iter().map(|phone| phone.text.clone()).collect()
}

/// What goes along with the page of a municipality: who takes reports there, with their numbers.
pub fn offices<'a>(contacts: impl IntoIterator<Item = &'a Shared<ContactView>>) -> Vec<String> {
    let with_phones = contacts.into_iter().filter(|contact| !contact.phones.is_empty());
    with_phones.map(|c| format!("{}: {}", c.name.text, numbers(&c.phones).join(", "))).collect()
}
