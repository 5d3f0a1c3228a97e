//! The search index of an edition, in files that a page loads as it needs them: a head, the documents (titles,
//! addresses, excerpts) in rows, and the words of all of them in stretches of the alphabet.
//!
//! Each file is a script that hands its contents to `guidepostSearch(name, version, contents)` of the query script
//! (`assets/search.js`): a `script` element works where `fetch` does not, in a page that was opened from a disk. The
//! version is the hash of the whole part, so that a browser which kept a file of an older site is noticed.
//!
//! Which files there are follows from the number and size of the texts alone ([`files`]), since the catalogue is made
//! before anything is read; how the words are shared out among them follows from the words ([`index::Index`]), so that
//! all these files are of one size. A part is made once, by whoever asks for its first file, and in one thread: one that
//! waits for others could be given another file of the part, which waits for the first.

mod documents;
mod head;
mod index;
mod text;
mod words;

use super::recipe::{SearchFile, SearchHolds, SearchPart};
use super::renderer::Renderer;
use super::views::{Found, findable};
use crate::base::ContentHash;
use crate::model::{EditionId, Site};
use index::Index;
use serde_json::{Value, json};

/// How many rows a file of documents has. Ten results need ten such files at worst: in Cyrillic 90 kB unpacked.
const ROWS: usize = 32;

/// The number of the first document that is only online: the query script tells the parts apart by it.
const ONLINE: usize = 1_000_000;

/// How many bytes of Markdown fill one file of words, which then has some 5 to 10 kB. Later texts bring fewer new words,
/// so that from [`SMALL`] on it takes more of them.
const TEXT_PER_FILE: [usize; 2] = [48_000, 128_000];

/// Up to how many bytes of Markdown a site is small.
const SMALL: usize = 480_000;

/// What a thing that is no entry counts for, in bytes of Markdown.
const RECORD: usize = 700;

/// Lists the files of an edition's index.
pub fn files(site: &Site, edition: EditionId) -> Vec<SearchFile> {
    let parts = [SearchPart::Kept, SearchPart::OnlineOnly];
    parts.into_iter().flat_map(|part| of_part(site, edition, part)).collect()
}

/// Lists the files of one part, in the order in which [`make`] makes them; a part without documents has none, but that
/// what may be kept always has its head.
fn of_part(site: &Site, edition: EditionId, part: SearchPart) -> Vec<SearchFile> {
    let found = findable(site, edition, part);
    if found.is_empty() && part == SearchPart::OnlineOnly {
        return Vec::new();
    }
    let (rows, words) = sizes(site, edition, &found);
    let documents = (0..rows).map(SearchHolds::Documents);
    let words = (0..words).map(SearchHolds::Words);
    let all = std::iter::once(SearchHolds::Head).chain(documents).chain(words);
    all.map(|holds| SearchFile { part, holds }).collect()
}

/// How many files of documents and of words there are.
fn sizes(site: &Site, edition: EditionId, found: &[Found]) -> (usize, usize) {
    let own = &site.editions[edition];
    let size = |found: &Found| match found {
        Found::Entry(i) => site.entries[*i].localize(own).map_or(0, |l| l.version.doc.source().len()),
        _ => RECORD,
    };
    let text: usize = found.iter().map(size).sum();
    let words = text.min(SMALL).div_ceil(TEXT_PER_FILE[0]) + text.saturating_sub(SMALL).div_ceil(TEXT_PER_FILE[1]);
    (found.len().div_ceil(ROWS), words)
}

/// Makes a file of the index.
pub fn file(renderer: &Renderer, edition: EditionId, file: SearchFile) -> String {
    let files = renderer.search_files(edition, file.part, || make(renderer, edition, file.part));
    files.iter().find(|(known, _)| *known == file).map(|(_, text)| text.clone()).unwrap_or_default()
}

/// Makes all files of one part.
fn make(renderer: &Renderer, edition: EditionId, part: SearchPart) -> Vec<(SearchFile, String)> {
    let site = &renderer.site;
    let found = findable(site, edition, part);
    let (_, word_files) = sizes(site, edition, &found);
    let mut labels = head::Labels::new(renderer, edition);
    let kinds: Vec<usize> = found.iter().map(|f| labels.kind(*f)).collect();
    let first = if part == SearchPart::Kept { 0 } else { ONLINE };
    let index = Index::of(site, edition, (first, &found), word_files);
    let rows = found.iter().zip(kinds);
    let rows = rows.map(|(f, kind)| documents::row(renderer, edition, *f).value(kind, &mut labels));
    let rows: Vec<Value> = rows.collect();
    let rows = rows.chunks(ROWS).map(|rows| json!(rows).to_string());
    let words = index.files.iter().map(|(words, places)| json!([words, places]).to_string());
    let first = json!({ "t": index.begins, "c": ROWS });
    let head = labels.finish(first, part).to_string();
    let contents: Vec<String> = std::iter::once(head).chain(rows).chain(words).collect();
    let parts: Vec<&[u8]> = contents.iter().map(|c| c.as_bytes()).collect();
    let version = ContentHash::of(&parts).short();
    let script = |(file, contents): (SearchFile, String)| {
        // Older browsers end a string at these two, which JSON allows in it.
        let contents = match contents.contains(['\u{2028}', '\u{2029}']) {
            true => contents.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"),
            false => contents,
        };
        // In one piece, since it is kept: a text that grows would have room for as much again.
        (file, ["guidepostSearch(\"", &file.name(), "\",\"", &version, "\",", &contents, ")\n"].concat())
    };
    of_part(site, edition, part).into_iter().zip(contents).map(script).collect()
}
