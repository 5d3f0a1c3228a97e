//! Names, contacts and fixed words of an edition, as papers print them. What pages show of a contact is worked out once
//! in `views`; here it is only put into the shape of a paper.

use super::data::{Block, Contact, Inline, Mark, Phone, Said, Words};
use super::notes::digits;
use crate::base::Lang;
use crate::model::{EditionId, Marked, StringArg};
use crate::render::renderer::Renderer;
use crate::render::view::{ContactView, PhoneView, Text};
use crate::render::views;

/// The strings and things of one edition.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    /// Makes everything.
    pub renderer: &'a Renderer,
    /// The readers' edition.
    pub edition: EditionId,
}

/// A language as PDFs and Typst name it: without script.
pub fn code(lang: Lang) -> String {
    lang.language().to_owned()
}

impl Voice<'_> {
    /// An interface string.
    pub fn string(&self, key: &str) -> Marked {
        self.renderer.string(self.edition, key, &[])
    }

    /// An interface string with values.
    pub fn string_with(&self, key: &str, pairs: &[(&str, StringArg<'_>)]) -> Marked {
        self.renderer.string(self.edition, key, pairs)
    }

    /// The language of the edition.
    pub fn lang(&self) -> Lang {
        self.renderer.site.editions[self.edition].lang
    }

    /// A text among others in `around` (the reader's language where it is `None`).
    pub fn said(&self, marked: Marked, around: Option<Lang>) -> Said {
        let reader = self.lang();
        let own = around.unwrap_or(reader);
        let lang = marked.mark.unwrap_or(reader);
        // A PDF tells no scripts apart.
        Said { text: marked.text, lang: (lang.language() != own.language()).then(|| code(lang)) }
    }

    /// A text that a page shows, among others in `around`.
    pub fn seen(&self, text: &Text, around: Option<Lang>) -> Said {
        self.said(Marked { text: text.text.clone(), mark: text.mark }, around)
    }

    fn seen_opt(&self, text: &Text, around: Option<Lang>) -> Option<Said> {
        (!text.text.is_empty()).then(|| self.seen(text, around))
    }

    /// The fixed words of a paper.
    pub fn words(&self) -> Words {
        let say = |key: &str| self.said(self.string(key), None);
        Words {
            contents: say("contents"),
            contacts: say("related-contacts"),
            channels: say("related-channels"),
            laws: say("related-laws"),
            emergency: say("emergency-title"),
            free: say("free"),
            write: say("write"),
            address: say("address"),
            website: say("website"),
            hours: say("hours"),
            languages: say("languages-spoken"),
            cost: say("cost"),
            unit: say("municipality-unit"),
            no_unit: say("municipality-no-unit"),
            ombudsperson: say("municipality-ombudsperson"),
            here: say("municipality-here"),
            everybody: say("municipality-everybody"),
            report: say("channels-title"),
        }
    }
}

/// A contact among words in `around`.
pub fn contact(voice: &Voice<'_>, index: usize, around: Option<Lang>) -> Contact {
    shaped(voice, voice.renderer.contact(voice.edition, index), around)
}

/// A contact as pages show it, in the shape of a paper.
pub fn shaped(voice: &Voice<'_>, view: &ContactView, around: Option<Lang>) -> Contact {
    let seen = |text: &Text| voice.seen_opt(text, around);
    Contact {
        kind: view.kind.clone(),
        name: voice.seen(&view.name, around),
        short: seen(&view.short),
        what: seen(&view.what),
        phones: view.phones.iter().map(phone).collect(),
        email: view.email.clone(),
        website: view.website.clone().zip(view.website_text.clone()),
        address: seen(&view.address),
        hours: seen(&view.hours),
        languages: view.languages.iter().map(|l| voice.seen(l, around)).collect(),
        state: state(voice, view, around),
    }
}

fn phone(view: &PhoneView) -> Phone {
    Phone { text: view.text.clone(), href: view.href.clone(), free: view.free }
}

/// Whether and when it was checked, in the words of its card.
fn state(voice: &Voice<'_>, view: &ContactView, around: Option<Lang>) -> Vec<Said> {
    let mut state = match &view.checked {
        Some(day) => vec![voice.string_with("checked-on", &[("date", StringArg::Text(&day.text))])],
        None => vec![voice.string("not-checked")],
    };
    state.extend((view.checked.is_some() && view.stale).then(|| voice.string("stale")));
    let unsure = view.checked.is_none() || view.stale;
    state.extend(
        (unsure && !view.address.text.is_empty() && !view.phones.is_empty()).then(|| voice.string("call-first")),
    );
    state.into_iter().map(|s| voice.said(s, around)).collect()
}

/// The card of a channel.
pub fn channel_card(voice: &Voice<'_>, index: usize, around: Option<Lang>) -> Block {
    let view = views::channel(voice.renderer, voice.edition, index);
    let seen = |text: &Text| voice.seen_opt(text, around);
    let mut lines: Vec<Vec<Said>> = seen(&view.what).into_iter().map(|what| vec![what]).collect();
    if let Some(cost) = seen(&view.cost) {
        let mut label = voice.said(voice.string("cost"), around);
        label.text.push(':');
        lines.push(vec![label, cost]);
    }
    if view.anonymous {
        lines.push(vec![voice.said(voice.string("anonymous"), around)]);
    }
    Block::Card { name: voice.seen(&view.name, around), lines }
}

/// The card of a law.
pub fn law_card(voice: &Voice<'_>, index: usize, around: Option<Lang>) -> Block {
    let view = views::law(voice.renderer, voice.edition, index);
    let mut line: Vec<Said> = Vec::new();
    if view.short.text != view.name.text {
        line.extend(voice.seen_opt(&view.short, around));
    }
    if view.id.contains('/') {
        let number = voice.said(voice.string("number"), around);
        line.push(Said { text: format!("{} {}", number.text, view.id), lang: number.lang });
    }
    line.push(voice.said(voice.string(&format!("law-status-{}", view.status)), around));
    let gazette = voice.seen_opt(&view.gazette, around).into_iter().map(|g| vec![g]);
    Block::Card { name: voice.seen(&view.name, around), lines: std::iter::once(line).chain(gazette).collect() }
}

/// What a note says of a contact that a text only links: its name where the text calls it otherwise, and its numbers.
pub fn contact_note(voice: &Voice<'_>, index: usize, words: &str, around: Option<Lang>) -> Vec<Inline> {
    let view = voice.renderer.contact(voice.edition, index);
    let mut line = Vec::new();
    if view.name.text != words.trim() {
        line.push(Inline::said(voice.seen(&view.name, around)));
    }
    numbers(&mut line, &view.phones);
    line
}

/// What a note says of a channel: its numbers.
pub fn channel_note(voice: &Voice<'_>, index: usize, words: &str, around: Option<Lang>) -> Vec<Inline> {
    let view = views::channel(voice.renderer, voice.edition, index);
    let mut line = Vec::new();
    if view.name.text != words.trim() {
        line.push(Inline::said(voice.seen(&view.name, around)));
    }
    numbers(&mut line, &view.phones);
    line
}

fn numbers(line: &mut Vec<Inline>, phones: &[PhoneView]) {
    let mut shown: Vec<String> = Vec::new();
    for phone in phones.iter().take(3) {
        let figures = digits(&phone.text);
        if shown.contains(&figures) {
            continue;
        }
        shown.push(figures);
        if !line.is_empty() {
            line.push(Inline::text(" · "));
        }
        line.push(Inline::link(&*phone.href, vec![Inline::text(phone.text.replace(' ', "\u{a0}"))]));
    }
}

/// What a note says of a word of the glossary: what it means.
pub fn term_note(voice: &Voice<'_>, index: usize, around: Option<Lang>) -> Vec<Inline> {
    let site = &voice.renderer.site;
    let edition = &site.editions[voice.edition];
    let term = &site.directory.glossary[index].value;
    let said = |names| site.name(edition, names).map(|marked| voice.said(marked, around));
    let (Some(name), Some(meaning)) = (said(&term.terms), said(&term.meaning)) else { return Vec::new() };
    let name = Inline::Mark(Mark::Strong { c: vec![Inline::said(name)] });
    vec![name, Inline::text(": "), Inline::said(meaning)]
}
