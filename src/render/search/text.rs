//! What can be found → its texts, from the most prominent to the least. The words are folded later, and folding does
//! not tell the two Serbian scripts apart, so nothing is transliterated here.

use super::words::Rank;
use crate::base::unprotect;
use crate::markup::{Alert, Doc, Kind, NodeId};
use crate::model::{Edition, EditionId, Localized, Site};
use crate::render::recipe::ReportStep;
use crate::render::views::Found;
use crate::source::Names;
use crate::source::data::{Channel, Contact};

/// Where the texts go, each with its rank.
pub type Take<'t> = dyn FnMut(Rank, &str) + 't;

/// Hands over all texts of a thing.
pub fn of(site: &Site, edition: EditionId, found: Found, take: &mut Take<'_>) {
    let directory = &site.directory;
    let mut texts = Texts { site, edition: &site.editions[edition], take };
    match found {
        Found::Entry(i) => texts.entry(i),
        Found::Section(i) => {
            let page = &site.sections[i].page;
            texts.title(page.0.iter().map(|v| v.title.as_str()));
            if let Some(localized) = page.localize(texts.edition, site.sections[i].config.borrow) {
                texts.version(localized);
            }
        }
        Found::Channel(i) => texts.channel(&directory.channels[i].value),
        Found::Contact(i) => texts.contact(&directory.contacts[i].value),
        Found::Municipality(i) => {
            let place = &directory.municipalities[i].value;
            texts.names(&place.names);
            texts.names(&place.alt_names);
            texts.region(place.region.as_ref().map(|r| r.value.as_str()));
            texts.plain(Rank::Body, place.website.iter().map(|w| w.value.as_str()));
        }
        Found::Topic(i) => texts.names(&site.topics[i].names),
        Found::Law(i) => {
            let record = &directory.laws[i];
            texts.names(&record.value.names);
            texts.names(&record.value.short);
            (texts.take)(Rank::Title, &record.id.value);
            texts.localized(Rank::Body, record.value.articles.iter().map(|(_, names)| names));
            texts.localized(Rank::Body, [&record.value.gazette]);
        }
        Found::Term(i) => {
            let term = &directory.glossary[i].value;
            texts.names(&term.terms);
            texts.names(&term.abbreviation);
            texts.localized(Rank::Body, [&term.meaning]);
        }
        Found::Report(step) => texts.report(step),
    }
}

/// The texts of one thing, on their way.
struct Texts<'a, 't> {
    site: &'a Site,
    edition: &'a Edition,
    take: &'a mut Take<'t>,
}

impl Texts<'_, '_> {
    fn title<'s>(&mut self, texts: impl IntoIterator<Item = &'s str>) {
        for text in texts {
            let text = unprotect(text);
            let is_short = text.split_whitespace().nth(2).is_none();
            (self.take)(if is_short { Rank::Name } else { Rank::Title }, &text);
        }
    }

    fn plain<'s>(&mut self, rank: Rank, texts: impl IntoIterator<Item = &'s str>) {
        texts.into_iter().for_each(|text| (self.take)(rank, text));
    }

    /// A name in every language there is: whoever knows a place by another name finds it.
    fn names(&mut self, names: &Names) {
        self.title(names.all().map(|(_, text)| text));
    }

    /// Texts as the readers of the edition get them.
    fn localized<'n>(&mut self, rank: Rank, texts: impl IntoIterator<Item = &'n Names>) {
        for names in texts {
            let found = self.edition.first(|lang| names.get(lang)).map(|(text, _)| text);
            if let Some(text) = found.or(names.neutral.as_deref()) {
                (self.take)(rank, &unprotect(text));
            }
        }
    }

    /// Strings of the interface as the readers of the edition get them.
    fn strings(&mut self, rank: Rank, keys: impl IntoIterator<Item = String>) {
        for key in keys {
            if let Ok(found) = self.site.strings.get(self.edition, &key, None) {
                (self.take)(rank, &found.text);
            }
        }
    }

    fn region(&mut self, id: Option<&str>) {
        let region = self.site.directory.regions.iter().find(|r| Some(r.id.value.as_str()) == id);
        region.iter().flat_map(|r| r.names.all()).for_each(|(_, text)| (self.take)(Rank::Heading, &unprotect(text)));
    }

    fn entry(&mut self, entry: usize) {
        let entry = &self.site.entries[entry];
        let Some(localized) = entry.localize(self.edition) else { return };
        self.title([localized.version.title.as_str()]);
        for topic in &entry.common.topics {
            self.localized(Rank::Heading, [&self.site.topics[*topic].names]);
        }
        self.version(localized);
    }

    /// The description and the body.
    fn version(&mut self, localized: Localized<'_>) {
        let meta = &localized.version.meta;
        let said = meta.description.iter().map(|d| &*d.value);
        said.for_each(|text| (self.take)(Rank::Heading, &unprotect(text)));
        let issue = meta.issue();
        let more = [&meta.handout().audience, &issue.project, &issue.funder, &issue.period];
        more.into_iter().flatten().for_each(|text| (self.take)(Rank::Body, &unprotect(text)));
        body(&localized.version.doc, self.take);
    }

    fn contact(&mut self, contact: &Contact) {
        self.names(&contact.names);
        self.names(&contact.short);
        let numbers = contact.phones.iter().chain(&contact.free_lines).chain(&contact.emergency);
        for number in numbers {
            let figures: String = number.value.chars().filter(char::is_ascii_digit).collect();
            // At home a number begins with a 0 in place of the country's code.
            let national = figures.strip_prefix("383").map(|rest| format!("0{rest}"));
            self.plain(Rank::Title, national.as_deref().into_iter().chain([figures.as_str()]));
        }
        self.strings(Rank::Heading, [format!("contact-kind-{}", contact.kind.word())]);
        self.localized(Rank::Heading, [&contact.what]);
        let places = contact.municipality.iter().chain(&contact.serves);
        for place in places.filter_map(|m| self.site.directory.municipality(&m.value).ok()) {
            let names = &self.site.directory.municipalities[place].value.names;
            names.all().for_each(|(_, text)| (self.take)(Rank::Heading, &unprotect(text)));
        }
        self.localized(Rank::Body, [&contact.address, &contact.hours, &contact.accessibility]);
        let addresses = contact.email.iter().chain(&contact.website);
        self.plain(Rank::Body, addresses.map(|a| a.value.as_str()));
    }

    fn channel(&mut self, channel: &Channel) {
        self.names(&channel.names);
        self.localized(Rank::Heading, [&channel.what]);
        let happened = channel.happened.iter().map(|h| format!("happened-{h}"));
        self.strings(Rank::Heading, happened.chain(channel.by.iter().map(|b| format!("by-{b}"))));
        self.localized(Rank::Body, [&channel.how, &channel.cost, &channel.cannot]);
        self.localized(Rank::Body, channel.bring.iter().chain(&channel.steps));
        if let Some(limit) = channel.time_limit.as_ref().filter(|l| l.verified.is_some()) {
            self.localized(Rank::Body, [&limit.text]);
        }
    }

    fn report(&mut self, step: ReportStep) {
        match step {
            ReportStep::Happened(h) => {
                self.strings(Rank::Title, [format!("happened-{}", Channel::HAPPENED[h])]);
                self.strings(Rank::Heading, ["report-title".to_owned()]);
            }
            _ => {
                self.strings(Rank::Title, ["report-title".to_owned()]);
                self.strings(Rank::Heading, Channel::HAPPENED.map(|h| format!("happened-{h}")));
                self.strings(Rank::Heading, Channel::BY.map(|b| format!("by-{b}")));
            }
        }
    }
}

/// The words of a text that everybody reads, block by block: inside a block a word may go on in the next node.
fn body(doc: &Doc, take: &mut Take<'_>) {
    let mut block = String::new();
    let mut rank = (Rank::Body, 0);
    let mut at: NodeId = 0;
    while at < doc.nodes().end {
        if at >= rank.1 && rank.0 == Rank::Heading {
            flush(&mut block, rank.0, take);
            rank = (Rank::Body, 0);
        }
        let node = at;
        at += 1;
        match doc.kind(node) {
            Kind::Text(s) | Kind::Code(s) => block.push_str(doc.str(s)),
            Kind::SoftBreak | Kind::HardBreak => block.push(' '),
            Kind::Emphasis | Kind::Strong | Kind::Strike | Kind::Link(_) => {}
            Kind::LangOpen(_) | Kind::LangClose | Kind::KeepOpen | Kind::KeepClose => {}
            Kind::FootnoteRef { .. } | Kind::Html(_) => {}
            Kind::Alert(Alert::Trainer | Alert::Answer) => at = doc.end(node),
            kind => {
                flush(&mut block, rank.0, take);
                if matches!(kind, Kind::Heading { .. }) {
                    rank = (Rank::Heading, doc.end(node));
                }
            }
        }
    }
    flush(&mut block, rank.0, take);
}

fn flush(block: &mut String, rank: Rank, take: &mut Take<'_>) {
    if !block.is_empty() {
        take(rank, block);
        block.clear();
    }
}
