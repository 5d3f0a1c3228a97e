//! Papers: which PDFs a site has and where they lie, beside the pages they belong to. A file of its own, because pages
//! link to papers that only `pdf` can make; a program without the feature `pdf` has none.

use super::views::has_trainer;
use crate::base::OutPath;
use crate::model::{EditionId, Entry, EntryId, Shelf, Site};
use crate::source::Kind;

/// A PDF, or an archive of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paper {
    /// A text on A4.
    A4(EntryId),
    /// A text on A5, to be read like a booklet.
    A5(EntryId),
    /// A handout as its trainer sees it, on A4.
    Trainer(EntryId),
    /// A training with its contents and all its handouts, as the trainer sees them.
    Pack(EntryId),
    /// Who helps in a municipality, on one page.
    Sheet(usize),
    /// Eight cards of a municipality, to be cut out.
    Cards(usize),
    /// Every other paper of the edition, as a zip.
    All,
}

/// Whether this program can make PDFs.
const CAN: bool = cfg!(feature = "pdf");

impl Paper {
    /// The file in an edition; `None` where the edition has no page to lie beside.
    pub fn path(self, site: &Site, edition: EditionId) -> Option<OutPath> {
        let addresses = &site.addresses[edition];
        let municipality = |i: usize| {
            let id = &site.directory.municipalities[i].id.value;
            addresses.on_shelf(Shelf::Municipalities, id)
        };
        let (page, name) = match self {
            Self::A4(entry) => (addresses.entry(entry)?.clone(), "a4.pdf"),
            Self::A5(entry) => (addresses.entry(entry)?.clone(), "a5.pdf"),
            Self::Trainer(entry) => (addresses.entry(entry)?.clone(), "trainer-a4.pdf"),
            Self::Pack(entry) => (addresses.entry(entry)?.clone(), "pack.pdf"),
            Self::Sheet(i) => (municipality(i), "sheet.pdf"),
            Self::Cards(i) => (municipality(i), "cards.pdf"),
            Self::All => return Some(OutPath::new(format!("{0}/{0}-pdf.zip", site.editions[edition].folder))),
        };
        Some(OutPath::new(format!("{}{name}", page.address())))
    }
}

/// Whether an entry is printed for readers of an edition. A text that is lent from another language is not: its PDF is
/// in the edition where it is at home. Neither is a sensitive one: a file stays in a phone and tells.
fn is_printed(site: &Site, edition: EditionId, entry: &Entry) -> bool {
    let wanted = match entry.kind {
        Kind::Handout | Kind::Newsletter => entry.versions.0.iter().all(|v| v.meta.pdf != Some(false)),
        Kind::Guide | Kind::Page => entry.versions.0.iter().any(|v| v.meta.pdf == Some(true)),
    };
    let own = entry.localize(&site.editions[edition]).is_some_and(|l| !l.is_borrowed());
    CAN && site.config.outputs.pdf && wanted && own && !entry.common.sensitive
}

/// The papers of an entry in an edition: the size its writer wants first.
pub fn of_entry(site: &Site, edition: EditionId, id: EntryId) -> Vec<Paper> {
    let entry = &site.entries[id];
    if !is_printed(site, edition, entry) {
        return Vec::new();
    }
    let small = entry.versions.0.iter().find_map(|v| v.meta.handout().paper) == Some("a5");
    let mut papers = if small { vec![Paper::A5(id), Paper::A4(id)] } else { vec![Paper::A4(id), Paper::A5(id)] };
    papers.extend(has_trainer(entry).then_some(Paper::Trainer(id)));
    papers.extend((!in_pack(site, edition, id).is_empty()).then_some(Paper::Pack(id)));
    papers
}

/// The handouts of a training that readers of the edition have and that may lie in a file.
pub fn in_pack(site: &Site, edition: EditionId, id: EntryId) -> Vec<EntryId> {
    let printed = |handout: &&EntryId| {
        let entry = &site.entries[**handout];
        entry.localize(&site.editions[edition]).is_some() && !entry.common.sensitive
    };
    site.entries[id].common.handouts.iter().filter(printed).copied().collect()
}

/// The papers of a municipality.
pub fn of_municipality(site: &Site, municipality: usize) -> Vec<Paper> {
    match CAN && site.config.outputs.pdf {
        true => vec![Paper::Sheet(municipality), Paper::Cards(municipality)],
        false => Vec::new(),
    }
}

/// All papers of an edition, the archive of all others last.
pub fn papers(site: &Site, edition: EditionId) -> Vec<Paper> {
    let entries = (0..site.entries.len()).flat_map(|id| of_entry(site, edition, id));
    let municipalities = (0..site.directory.municipalities.len()).flat_map(|i| of_municipality(site, i));
    let mut papers: Vec<Paper> = entries.chain(municipalities).collect();
    papers.extend((!papers.is_empty()).then_some(Paper::All));
    papers
}
