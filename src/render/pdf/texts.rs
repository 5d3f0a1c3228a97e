//! An entry → the data of its paper; a training → the data of its pack.

use super::body::Walk;
use super::data::{Data, Fact, Foot, Inline, Part, Said, SquareCode};
use super::glyphs::Glyphs;
use super::notes::{Notes, shown};
use super::pictures::Pictures;
use super::qr;
use super::words::{self, Voice};
use crate::base::{Date, Diagnostic, OutPath, Script};
use crate::model::{EntryId, Localized, Marked, Shelf, StringArg};
use crate::render::html::{Addressing, Audience, Linker, Reading};
use crate::render::view::EntryView;
use crate::render::{paper, views};
use crate::source::Kind;

/// Headings from which on a table of contents helps, in an issue.
const MANY: usize = 4;

/// What a paper's data is made with.
pub struct Maker<'a> {
    /// The strings and things of the edition.
    pub voice: Voice<'a>,
    /// Which letters can be printed.
    pub glyphs: &'a Glyphs,
    /// The pictures of the paper.
    pub pictures: Pictures,
    /// What went wrong.
    pub diags: Vec<Diagnostic>,
}

impl Maker<'_> {
    /// The data that all papers of an edition have, for one whose page is `page`.
    pub fn frame(&self, title: &str, page: &OutPath, date: Option<Date>) -> Data {
        let (voice, site) = (&self.voice, &self.voice.renderer.site);
        let lang = voice.lang();
        let script = lang.script().map(|script| match script {
            Script::Cyrillic => "cyrl",
            Script::Latin => "latn",
        });
        let name = site.name(&site.editions[voice.edition], &site.config.title).unwrap_or_default();
        Data {
            paper: "a4",
            lang: words::code(lang),
            script,
            title: title.to_owned(),
            site: voice.said(name, None),
            words: voice.words(),
            foot: self.foot(page, date),
            parts: Vec::new(),
            sheet: None,
        }
    }

    fn foot(&self, page: &OutPath, date: Option<Date>) -> Foot {
        let voice = &self.voice;
        let site = &voice.renderer.site;
        let url = format!("{}{}", site.base_url, page.address());
        let date = date.map(|d| {
            let day = site.date(&site.editions[voice.edition], d);
            voice.said(voice.string_with("print-date", &[("date", StringArg::Text(&day))]), None)
        });
        let newer = voice.string_with("print-newer", &[("address", StringArg::Text(""))]);
        let marks = [("page", StringArg::Text("{page}")), ("pages", StringArg::Text("{pages}"))];
        Foot {
            date,
            newer: voice.said(Marked { text: newer.text.trim_end().to_owned(), ..newer }, None),
            code: self.code(&url),
            shown: shown(&url).to_owned(),
            url,
            page: voice.said(voice.string_with("page-n", &marks), None),
        }
    }

    /// A square code with an address.
    pub fn code(&self, url: &str) -> SquareCode {
        let alt = self.voice.string_with("print-code", &[("address", StringArg::Text(shown(url)))]);
        SquareCode { picture: qr::svg(url), alt: self.voice.said(alt, None) }
    }

    /// The data of an entry's own paper.
    pub fn entry(&mut self, id: EntryId, audience: Audience) -> Option<Data> {
        let voice = self.voice;
        let page = voice.renderer.site.addresses[voice.edition].entry(id)?.clone();
        let part = self.part(id, audience, 0)?;
        let mut data = self.frame(&part.title.text, &page, self.date(id));
        data.parts.push(part);
        Some(data)
    }

    /// The data of a training's pack: the training itself, then each handout, all as the trainer sees them.
    pub fn pack(&mut self, id: EntryId) -> Option<Data> {
        let voice = self.voice;
        let mut data = self.entry(id, Audience::Trainer)?;
        for (n, handout) in paper::in_pack(&voice.renderer.site, voice.edition, id).into_iter().enumerate() {
            data.parts.extend(self.part(handout, Audience::Trainer, n + 1));
        }
        let dates = paper::in_pack(&voice.renderer.site, voice.edition, id).into_iter().chain([id]);
        let newest = dates.filter_map(|id| self.date(id)).max();
        let page = voice.renderer.site.addresses[voice.edition].entry(id)?;
        data.foot = self.foot(page, newest);
        Some(data)
    }

    /// The day a text was last changed in meaning, else first published. Never the day of the build: a paper that has
    /// not changed is the same paper.
    fn date(&self, id: EntryId) -> Option<Date> {
        let common = &self.voice.renderer.site.entries[id].common;
        common.updated.or(common.date)
    }

    fn part(&mut self, id: EntryId, audience: Audience, n: usize) -> Option<Part> {
        let voice = self.voice;
        let site = &voice.renderer.site;
        let entry = &site.entries[id];
        let localized = entry.localize(&site.editions[voice.edition])?;
        let (view, _, _) = views::entry(voice.renderer, voice.edition, id, views::Form::Paper)?;
        let around = localized.step.mark;
        let title = site.marked(&localized.version.title, localized.step);
        let title = match audience {
            Audience::Reader => title,
            Audience::Trainer => {
                let pair = [("title", StringArg::Text(&title.text))];
                Marked { text: voice.string_with("trainer-title", &pair).text, mark: title.mark }
            }
        };
        let section = views::section_title(voice.renderer, voice.edition, entry.section);
        let mut part = Part {
            lang: around.map(words::code),
            title: voice.said(title, around),
            kind: voice.said(section, around),
            description: said(&voice, &view, localized),
            facts: facts(&voice, &view, around),
            notices: view.notices.iter().map(|n| voice.seen(&n.text, around)).collect(),
            contents: entry.kind == Kind::Newsletter && view.contents.len() >= MANY,
            ..Part::default()
        };
        self.body(&mut part, localized, audience, n);
        part.contacts = self.contacts(&view, around);
        part.channels = view.channels.iter().map(|link| self.link(link, around)).collect();
        part.laws = view.laws.iter().map(|link| self.link(link, around)).collect();
        Some(part)
    }

    fn body(&mut self, part: &mut Part, localized: Localized<'_>, audience: Audience, n: usize) {
        let site = &self.voice.renderer.site;
        let reading = Reading::new(&localized.version.doc, localized.step.translit, &site.translit);
        let home = OutPath::new("");
        let linker = Linker { site, edition: self.voice.edition, addressing: Addressing::Absolute(&home) };
        let mut walk = Walk {
            voice: self.voice,
            linker,
            localized,
            reading: &reading,
            audience,
            glyphs: self.glyphs,
            pictures: &mut self.pictures,
            notes: Notes::new(n),
            diags: Vec::new(),
            quiet: 0,
        };
        part.body = walk.document();
        part.notes = walk.notes.texts;
        let diags = walk.diags;
        self.diags.extend(diags);
    }

    /// The contacts below a text; those that must leave no trace are left out.
    fn contacts(&self, view: &EntryView, around: Option<crate::base::Lang>) -> Vec<super::data::Contact> {
        let directory = &self.voice.renderer.site.directory;
        let safe = |id: &str| directory.contact(id).is_ok_and(|i| !directory.is_sensitive(i));
        view.contacts.iter().filter(|c| safe(&c.id)).map(|c| words::shaped(&self.voice, c, around)).collect()
    }

    /// A name that leads to a page, with the address in full.
    fn link(&self, link: &crate::render::view::LinkView, around: Option<crate::base::Lang>) -> Vec<Inline> {
        let url = format!("{}{}", self.voice.renderer.site.base_url, link.path);
        let address = shown(&url).to_owned();
        let name = Inline::said(self.voice.seen(&link.title, around));
        vec![name, Inline::text(": "), Inline::link(url, vec![Inline::text(address)])]
    }

    /// The page of a municipality.
    pub fn municipality_page(&self, municipality: usize) -> OutPath {
        let site = &self.voice.renderer.site;
        site.addresses[self.voice.edition]
            .on_shelf(Shelf::Municipalities, &site.directory.municipalities[municipality].id.value)
    }
}

fn said(voice: &Voice<'_>, view: &EntryView, localized: Localized<'_>) -> Option<Said> {
    (!view.description.text.is_empty()).then(|| voice.seen(&view.description, localized.step.mark))
}

fn facts(voice: &Voice<'_>, view: &EntryView, around: Option<crate::base::Lang>) -> Vec<Fact> {
    let fact = |f: &crate::render::view::FactView| Fact {
        label: voice.seen(&f.label, around),
        value: voice.seen(&f.value, around),
    };
    view.facts.iter().map(fact).collect()
}
