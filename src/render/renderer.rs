//! The site and its compiled theme together, and what is worked out once for many pages: cards, contacts, the menu.

use super::bake::Baked;
use super::catalogue::{Catalogue, catalogue};
use super::copies::Copies;
use super::html::{Addressing, Audience, Body, BodyRules, CardOf, Highlighter, Linker, Voice, body};
use super::marks;
use super::mold::Molds;
use super::parts::Parts;
use super::picture::{self, Darkroom};
use super::recipe::{SearchFile, SearchPart};
use super::search::files as search_files;
use super::theme::{self, Pieces, Rendered, Theme};
use super::view::{CardView, ContactView, DateView, Shared, SiteView, Text};
use super::views::{self, AzRow};
use super::world::World;
use crate::base::{ContentHash, Date, Diagnostic, Last, Report, SourcePath};
use crate::model::{EditionId, EntryId, Localized, Marked, Site, StringArg, args};
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use tera::{Context, Value};

/// Makes pages.
pub struct Renderer {
    /// The site.
    pub site: Arc<Site>,
    /// The stylesheets and scripts.
    pub pieces: Arc<Pieces>,
    /// The files of the project, and what earlier runs have made.
    pub world: Arc<dyn World>,
    /// Decodes and scales pictures.
    pub darkroom: Darkroom,
    /// What is remembered of files that were made.
    pub(super) copies: Copies,
    /// What is the same on many pages.
    pub(super) parts: Parts,
    /// What is the same on many pages but for its texts.
    pub(super) molds: Molds,
    voices: Arc<Voices>,
    highlighter: Highlighter,
    memos: Vec<Memo>,
    #[cfg(feature = "pdf")]
    press: OnceLock<super::pdf::Press>,
}

/// What is worked out once for one edition.
struct Memo {
    cards: Vec<OnceLock<Option<Box<CardView>>>>,
    contacts: Vec<OnceLock<Shared<ContactView>>>,
    contacts_in_order: OnceLock<Vec<usize>>,
    channel_links: OnceLock<Value>,
    channels: Vec<OnceLock<Value>>,
    dates: RwLock<FxHashMap<Date, DateView>>,
    az: [OnceLock<Vec<AzRow>>; 2],
    rendered: Arc<Rendered>,
    search: [OnceLock<Vec<(SearchFile, String)>>; 2],
    singles: Vec<OnceLock<usize>>,
}

/// A compiled theme that knows its site.
struct Voices {
    theme: Theme,
    /// Its styles and scripts.
    pieces: Arc<Pieces>,
    /// The site as every page of an edition sees it.
    views: Vec<SiteView>,
}

/// A theme that could be compiled, and what was noticed.
type Heard = (Option<Arc<Voices>>, Vec<Diagnostic>);

/// The catalogue, and what was noticed while it was put together.
type Listed = (Arc<Catalogue>, Vec<Diagnostic>);

/// What an earlier catalogue and renderer have left for the next.
#[derive(Default)]
pub struct Memory {
    theme: theme::Memory,
    /// What holds while the site's outline is the same.
    voices: Last<u64, Arc<Heard>>,
    /// How many files the search has depends on how long the texts are.
    catalogue: Last<(u64, Vec<Vec<SearchFile>>), Arc<Listed>>,
}

impl Memory {
    /// For a run that is followed by others.
    pub fn on() -> Self {
        Self { theme: theme::Memory::on(), voices: Last::on(), catalogue: Last::on() }
    }

    /// Lists every file of the finished site.
    pub fn catalogue(&mut self, site: &Site, diags: &mut Vec<Diagnostic>) -> Arc<Catalogue> {
        let search = (0..site.editions.len()).map(|edition| search_files(site, edition)).collect();
        let found = self.catalogue.get((site.outline, search), || {
            let Report { value, diags } = catalogue(site);
            Arc::new((Arc::new(value), diags))
        });
        diags.extend(found.1.iter().cloned());
        found.0.clone()
    }
}

impl Renderer {
    /// Compiles the theme; `None` where its templates cannot be parsed.
    pub fn new(site: Arc<Site>, world: Arc<dyn World>, diags: &mut Vec<Diagnostic>) -> Option<Self> {
        Self::with(site, world, &mut Memory::default(), diags)
    }

    /// Compiles the theme, but for what `memory` holds already.
    pub fn with(
        site: Arc<Site>,
        world: Arc<dyn World>,
        memory: &mut Memory,
        diags: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Memory { theme, voices, .. } = memory;
        let heard = voices.get(site.outline, || {
            let mut diags = Vec::new();
            let voices = Voices::of(&site, &world, theme, &mut diags).map(Arc::new);
            Arc::new((voices, diags))
        });
        diags.extend(heard.1.iter().cloned());
        Some(Self::speaking(heard.0.clone()?, site, world))
    }

    /// A renderer of the same site that has not worked anything out yet.
    pub fn afresh(&self) -> Self {
        Self::speaking(self.voices.clone(), self.site.clone(), self.world.clone())
    }

    fn speaking(voices: Arc<Voices>, site: Arc<Site>, world: Arc<dyn World>) -> Self {
        let memos = (0..site.editions.len()).map(|_| Memo {
            cards: (0..site.entries.len()).map(|_| OnceLock::new()).collect(),
            contacts: (0..site.directory.contacts.len()).map(|_| OnceLock::new()).collect(),
            contacts_in_order: OnceLock::new(),
            channel_links: OnceLock::new(),
            channels: (0..site.directory.channels.len()).map(|_| OnceLock::new()).collect(),
            dates: RwLock::default(),
            az: Default::default(),
            rendered: Arc::default(),
            search: Default::default(),
            singles: (0..site.entries.len()).map(|_| OnceLock::new()).collect(),
        });
        Self {
            memos: memos.collect(),
            pieces: voices.pieces.clone(),
            copies: Copies::new(site.editions.len()),
            site,
            world,
            darkroom: Darkroom::default(),
            parts: Parts::default(),
            molds: Molds::default(),
            voices,
            highlighter: Highlighter::default(),
            #[cfg(feature = "pdf")]
            press: OnceLock::new(),
        }
    }

    /// What prints papers, made ready when the first one is wanted.
    #[cfg(feature = "pdf")]
    pub fn press(&self) -> &super::pdf::Press {
        self.press.get_or_init(|| super::pdf::Press::new(&self.site.theme))
    }

    /// What a picture that may be shown is on paper: the ending of its name, and the hash of what it is made from.
    pub fn picture_on_paper(&self, file: &SourcePath) -> Option<(&'static str, ContentHash)> {
        let picture = self.site.pictures.shown.get(file)?;
        Some((picture::ending_on_paper(picture), picture::key_on_paper(picture)))
    }

    /// Makes a picture ready for paper.
    pub fn make_picture_for_paper(&self, file: &SourcePath) -> Report<Baked> {
        match self.site.pictures.shown.get(file) {
            Some(picture) => picture::on_paper(self, picture),
            None => Report::new(Baked::Bytes(Vec::new()), Vec::new()),
        }
    }

    /// What every page of an edition sees of it.
    pub fn site_view(&self, edition: EditionId) -> &SiteView {
        &self.voices.views[edition]
    }

    /// An entry as lists show it.
    pub fn card(&self, edition: EditionId, entry: EntryId) -> Option<&CardView> {
        let cell = &self.memos[edition].cards[entry];
        cell.get_or_init(|| views::card(self, edition, entry).map(Box::new)).as_deref()
    }

    /// A contact as cards and pages show it.
    pub fn contact(&self, edition: EditionId, contact: usize) -> &Shared<ContactView> {
        let cell = &self.memos[edition].contacts[contact];
        cell.get_or_init(|| Shared::new(views::contact(self, edition, contact)))
    }

    /// The contacts as lists show them.
    pub fn contacts_in_order(&self, edition: EditionId) -> &[usize] {
        self.memos[edition].contacts_in_order.get_or_init(|| views::contacts_in_order(self, edition))
    }

    /// Links to all channels, as a template value that is made once and shared.
    pub fn channel_links(&self, edition: EditionId) -> Value {
        let cell = &self.memos[edition].channel_links;
        cell.get_or_init(|| Value::from_serializable(&views::channel_links(self, edition))).clone()
    }

    /// A channel as its card and the ways to report show it, as a template value that is made once and shared.
    pub fn channel(&self, edition: EditionId, channel: usize) -> Value {
        let cell = &self.memos[edition].channels[channel];
        cell.get_or_init(|| Value::from_serializable(&views::channel(self, edition, channel))).clone()
    }

    /// A day as the edition writes it, which `write` does once for all pages that say it.
    pub fn date(&self, edition: EditionId, date: Date, write: impl FnOnce() -> DateView) -> DateView {
        let dates = &self.memos[edition].dates;
        // A thread that panicked left the map as whole as it was: one insertion is all that is done to it.
        if let Some(known) = dates.read().unwrap_or_else(PoisonError::into_inner).get(&date) {
            return known.clone();
        }
        let view = write();
        dates.write().unwrap_or_else(PoisonError::into_inner).insert(date, view.clone());
        view
    }

    /// Everything that can be found in a part of the search, by the reader's alphabet.
    pub fn az(&self, edition: EditionId, part: SearchPart) -> &[AzRow] {
        self.memos[edition].az[part as usize].get_or_init(|| views::az(self, edition, part))
    }

    /// The files of a part of the search index, which are made together, once, by `make`. It must not use several threads:
    /// one that waits for it could be given the very file that it waits for.
    pub fn search_files(
        &self,
        edition: EditionId,
        part: SearchPart,
        make: impl FnOnce() -> Vec<(SearchFile, String)>,
    ) -> &[(SearchFile, String)] {
        self.memos[edition].search[part as usize].get_or_init(make)
    }

    /// The size of an entry's single-file version in bytes, which costs as much as making it.
    pub fn single_size(&self, edition: EditionId, entry: EntryId, make: impl FnOnce() -> usize) -> usize {
        *self.memos[edition].singles[entry].get_or_init(make)
    }

    /// Whether the theme has a template.
    pub fn has_template(&self, name: &str) -> bool {
        self.voices.theme.has(name)
    }

    /// The file of a template.
    pub fn template_file(&self, name: &str) -> SourcePath {
        self.voices.theme.file(name)
    }

    /// Renders a template of the theme.
    pub fn template(&self, edition: EditionId, name: &str, context: Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.voices.theme.render((edition, &self.memos[edition].rendered), name, context)
    }

    /// Renders a template for who goes on with its text.
    pub fn template_text(&self, edition: EditionId, name: &str, context: Context) -> Result<String, Box<Diagnostic>> {
        let html = self.template(edition, name, context)?;
        Ok(String::from_utf8(html).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// An interface string; the key itself where no language has it, which templates and checks complain about.
    pub fn string(&self, edition: EditionId, key: &str, pairs: &[(&str, StringArg<'_>)]) -> Marked {
        if let Some(said) = self.voices.theme.fixed(edition, key).filter(|_| pairs.is_empty()) {
            return said.clone();
        }
        let with_args = (!pairs.is_empty()).then(|| args(pairs));
        match self.site.strings.get(&self.site.editions[edition], key, with_args.as_ref()) {
            Ok(found) => self.site.marked(&found.text, found.step),
            Err(_) => Marked::own(key),
        }
    }

    /// An interface string as templates see it.
    pub fn text(&self, edition: EditionId, key: &str, pairs: &[(&str, StringArg<'_>)]) -> Text {
        marks::text(&self.site, self.string(edition, key, pairs))
    }

    /// The body of a text, with addresses as its place wants them.
    pub fn body(
        &self,
        edition: EditionId,
        localized: Localized<'_>,
        addressing: Addressing<'_>,
        audience: Audience,
    ) -> Body {
        let cards = if matches!(addressing, Addressing::Letter(_)) { "mail_" } else { "" };
        let voice = EditionVoice { renderer: self, edition, cards };
        let rules = BodyRules {
            linker: Linker { site: &self.site, edition, addressing },
            voice: &voice,
            highlighter: &self.highlighter,
            allow_html: self.site.config.allow_html,
            audience,
        };
        body(&rules, localized)
    }
}

impl Voices {
    /// Compiles the theme; `None` where its templates cannot be parsed.
    fn of(
        site: &Arc<Site>,
        world: &Arc<dyn World>,
        memory: &mut theme::Memory,
        diags: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let pieces = Arc::new(Pieces::of(&site.theme));
        let mute =
            Arc::new(Self { theme: Theme::default(), pieces, views: vec![SiteView::default(); site.editions.len()] });
        // What all pages see of the site is no work of templates.
        let renderer = Renderer::speaking(mute, site.clone(), world.clone());
        let views: Vec<SiteView> = (0..site.editions.len()).map(|edition| views::site(&renderer, edition)).collect();
        let theme = Theme::compile(site, &views, memory, diags)?;
        Some(Self { theme, pieces: renderer.pieces, views })
    }
}

/// The strings and cards of one edition, for bodies.
struct EditionVoice<'a> {
    renderer: &'a Renderer,
    edition: EditionId,
    /// How the names of the components begin that draw cards.
    cards: &'static str,
}

impl Voice for EditionVoice<'_> {
    fn string(&self, key: &str, args: &[(&str, StringArg<'_>)]) -> Marked {
        self.renderer.string(self.edition, key, args)
    }

    fn card(&self, card: CardOf, up: &str) -> Result<String, Box<Diagnostic>> {
        let renderer = self.renderer;
        let (component, name, value) = match card {
            CardOf::Contact(i) => ("contact_card", "contact", renderer.contact(self.edition, i).value()),
            CardOf::Channel(i) => ("channel_card", "channel", renderer.channel(self.edition, i)),
            CardOf::Law(i) => ("law_card", "law", Value::from_serializable(&views::law(renderer, self.edition, i))),
        };
        let given = vec![(name, value), ("up", Value::normal_string(up))];
        let rendered = &renderer.memos[self.edition].rendered;
        let component = format!("{}{component}", self.cards);
        let html = renderer.voices.theme.component((self.edition, rendered), &component, given)?;
        Ok(html.as_str().unwrap_or_default().to_owned())
    }
}
