//! A municipality → the data of its sheet and of its cards: whom to call and where to go.

use super::data::{Data, Said, Sheet, SquareCode};
use super::notes::shown;
use super::texts::Maker;
use super::words;
use crate::base::Date;
use crate::render::recipe::ReportStep;
use crate::render::view::{ContactView, MunicipalityView, Shared};
use crate::render::views;
use crate::source::data::ContactKind;

/// Offices for everybody on a sheet: more do not fit on one page.
const FOR_EVERYBODY: usize = 5;

/// Other offices of the municipality on a sheet.
const HERE: usize = 3;

impl Maker<'_> {
    /// The data of a municipality's sheet and cards.
    pub fn municipality(&mut self, municipality: usize) -> Data {
        let voice = self.voice;
        let view = views::municipality(voice.renderer, voice.edition, municipality);
        let page = self.municipality_page(municipality);
        let sheet = self.sheet(&view);
        let mut data = self.frame(&view.name.text, &page, self.seen(&view));
        data.sheet = Some(sheet);
        data
    }

    fn sheet(&self, view: &MunicipalityView) -> Sheet {
        let voice = &self.voice;
        let site = &voice.renderer.site;
        let safe =
            |c: &&Shared<ContactView>| site.directory.contact(&c.id).is_ok_and(|i| !site.directory.is_sensitive(i));
        let shaped = |c: &Shared<ContactView>| words::shaped(voice, c, None);
        let emergency: Vec<&Shared<ContactView>> = self.on_every_page().collect();
        let rest = view.everybody.iter().filter(safe).filter(|c| emergency.iter().all(|e| e.id != c.id));
        let rest: Vec<&Shared<ContactView>> = rest.collect();
        let with_number = rest.iter().filter(|c| !c.phones.is_empty());
        let without =
            rest.iter().filter(|c| c.phones.is_empty() && (!c.address.text.is_empty() || c.website.is_some()));
        Sheet {
            name: voice.seen(&view.name, None),
            other_names: view.other_names.iter().map(|n| voice.seen(n, None)).collect(),
            emergency: emergency.into_iter().map(shaped).collect(),
            unit: view.unit.as_ref().map(shaped),
            ombudsperson: view.ombudsperson.as_ref().map(shaped),
            here: view.here.iter().filter(safe).take(HERE).map(shaped).collect(),
            everybody: with_number.chain(without).take(FOR_EVERYBODY).map(|c| shaped(c)).collect(),
            report: self.report(),
        }
    }

    /// Who stands on every page: those to call in danger, then lines that cost nothing.
    fn on_every_page(&self) -> impl Iterator<Item = &Shared<ContactView>> {
        let (renderer, edition) = (self.voice.renderer, self.voice.edition);
        let contacts = renderer.site.directory.contacts.iter().enumerate();
        let mut everywhere: Vec<_> = contacts.filter(|(_, c)| c.value.everywhere).collect();
        everywhere.sort_by_key(|(_, c)| c.value.kind != ContactKind::Emergency);
        everywhere.into_iter().map(move |(i, _)| renderer.contact(edition, i))
    }

    /// "Where can you report it?", with the code of that page.
    fn report(&self) -> Option<(Said, SquareCode, String)> {
        let (voice, site) = (&self.voice, &self.voice.renderer.site);
        let has = !site.directory.channels.is_empty();
        has.then(|| {
            let page = ReportStep::Start.path(&site.addresses[voice.edition]);
            let url = format!("{}{}", site.base_url, page.address());
            (voice.said(voice.string("report-title"), None), self.code(&url), shown(&url).to_owned())
        })
    }

    /// The day on which the youngest number of a sheet was checked or read; never the day of the build.
    fn seen(&self, view: &MunicipalityView) -> Option<Date> {
        let directory = &self.voice.renderer.site.directory;
        let shown = view.unit.iter().chain(&view.ombudsperson).chain(&view.here);
        let cares = shown.filter_map(|c| directory.contact(&c.id).ok()).map(|i| &directory.contacts[i].care);
        cares.filter_map(|care| care.checked).max()
    }
}
