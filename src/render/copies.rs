//! Files that are made → what is remembered of each, for the files that list others: so that a build that makes every
//! page once need not make it again for the zip file that holds it and the list that names it.

use super::bake::Baked;
use super::world::World;
use super::zipped::{self, Fill};
use crate::base::{ContentHash, OutPath, slug};
use crate::model::{EditionId, Site};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What is remembered of the files of a site.
#[derive(Debug, Default)]
pub struct Copies {
    noted: Mutex<HashMap<OutPath, Noted>>,
    bundles: Vec<OnceLock<Arc<Packed>>>,
    books: Vec<OnceLock<Arc<Packed>>>,
}

/// What is remembered of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    /// The SHA-256 of its bytes.
    pub hash: ContentHash,
    /// Its length deflated, where somebody will ask for it.
    pub deflated: Option<u64>,
}

/// What is remembered of an archive.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Packed {
    /// Its length in bytes.
    pub length: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub hash: String,
    /// The length of each file in it, deflated.
    pub sizes: BTreeMap<String, u64>,
}

/// The archives that an edition can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Archive {
    /// The zip file of its pages.
    Bundle,
    /// The EPUB of its texts.
    Book,
}

impl Copies {
    /// Nothing is known yet.
    pub fn new(editions: usize) -> Self {
        let cells = || (0..editions).map(|_| OnceLock::new()).collect();
        Self { noted: Mutex::default(), bundles: cells(), books: cells() }
    }

    /// Notes a file that was made.
    pub fn note(&self, path: &OutPath, noted: Noted) {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), noted);
    }

    /// What is known of a file, where it has been made.
    pub fn noted(&self, path: &OutPath) -> Option<Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).get(path).copied()
    }

    /// What is known of an archive; `make` is called where nothing is yet. It must not use several threads: one that
    /// waits for it could be given the very file that it waits for.
    pub fn archive(&self, archive: Archive, edition: EditionId, make: impl FnOnce() -> Packed) -> Arc<Packed> {
        let cells = match archive {
            Archive::Bundle => &self.bundles,
            Archive::Book => &self.books,
        };
        cells[edition].get_or_init(|| Arc::new(make())).clone()
    }
}

/// What the files of an edition's copies are called after: the site's name and the edition.
pub fn name(site: &Site, edition: EditionId) -> String {
    let own = &site.editions[edition];
    let title = site.name(own, &site.config.title).map(|title| slug(&title.text)).filter(|title| !title.is_empty());
    format!("{}-{}", title.as_deref().unwrap_or("site"), own.folder)
}

/// Changes when something else is remembered of an archive.
const ABOUT: &[u8] = b"packed 1";

/// An archive ([`zipped::archive`]) with what is to be remembered of it; an empty one where `fill` fails.
pub fn archived(world: &dyn World, made_from: ContentHash, fill: &mut Fill<'_>) -> (Baked, Packed) {
    let baked = zipped::archive(world, made_from, fill).unwrap_or(Baked::Bytes(Vec::new()));
    let file = match &baked {
        Baked::File(file) => file,
        Baked::Bytes(bytes) => {
            let packed = Packed::of(bytes);
            return (baked, packed);
        }
    };
    let about = ContentHash::of(&[ABOUT, made_from.to_string().as_bytes()]);
    let known = world.kept(about).and_then(|kept| serde_json::from_slice(&kept).ok());
    let packed = known.unwrap_or_else(|| {
        let packed = Packed::of(&world.read(file).unwrap_or_default());
        world.keep(about, &serde_json::to_vec(&packed).unwrap_or_default());
        packed
    });
    (baked, packed)
}

impl Packed {
    /// Reads the contents of an archive that is in memory.
    fn of(bytes: &[u8]) -> Self {
        let mut sizes = BTreeMap::new();
        if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) {
            for at in 0..archive.len() {
                if let Ok(file) = archive.by_index_raw(at) {
                    let name = String::from_utf8_lossy(file.name_raw()).into_owned();
                    sizes.insert(name, file.compressed_size());
                }
            }
        }
        Self { length: bytes.len() as u64, hash: ContentHash::of(&[bytes]).to_string(), sizes }
    }
}
