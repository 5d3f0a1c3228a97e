//! The press: the theme's print templates and fonts, ready for any number of papers; data and pictures → a PDF.
//!
//! Typst asks for everything it needs through a `World`. Ours is a few files in memory: the templates (their text never
//! changes, so what Typst works out of them is shared by all papers), `/data.json`, the pictures. It has no clock, no
//! packages and no disk.

use super::error::diagnostic;
use super::glyphs::Glyphs;
use super::pictures::Pictures;
use crate::base::{Code, ContentHash, Diagnostic, Place, SourcePath};
use crate::model::EditionId;
use crate::render::paper::Paper;
use crate::source::ThemeFiles;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use typst::diag::{FileError, FileResult, PackageError, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What of Typst and of this module decides how a paper looks; a new one makes every paper anew.
const VERSION: &str = "typst 0.15.1, papers 2";

/// Bytes of the stack of a bench; only those that are used are ever taken.
const STACK: usize = 64 << 20;

/// Documents for which Typst keeps what it has worked out: those of one edition look alike.
const KEPT: usize = 2;

/// The theme's templates and fonts.
pub struct Press {
    library: LazyHash<Library>,
    fonts: FontStore,
    sources: HashMap<FileId, (Source, SourcePath)>,
    files: HashMap<FileId, Bytes>,
    /// Free to print on.
    benches: Mutex<Vec<ThreadPool>>,
    /// What the papers of this run were made from; `None` for one that could not be printed.
    notes: Mutex<HashMap<(EditionId, Paper), Option<ContentHash>>>,
    /// Which letters can be printed.
    pub glyphs: Glyphs,
    /// What keeps every paper from being printed.
    pub flaws: Vec<Diagnostic>,
    /// Of all that is the same for every paper.
    pub hash: ContentHash,
}

/// What is printed.
pub struct Job<'a> {
    /// The template, by its path below `print/`.
    pub template: &'static str,
    /// Tells the papers of a site apart; readers of PDFs see a hash of it.
    pub ident: &'a str,
    /// `/data.json`.
    pub data: Vec<u8>,
    /// The pictures that the data names.
    pub pictures: &'a Pictures,
}

impl Press {
    /// Makes the theme ready. Of files with one name the topmost theme's wins; those below it can still be imported as
    /// `/THEME/NAME`.
    pub fn new(theme: &ThemeFiles) -> Self {
        let mut press = Self {
            library: LazyHash::new(Library::default()),
            fonts: FontStore::new(),
            sources: HashMap::new(),
            files: HashMap::new(),
            benches: Mutex::default(),
            notes: Mutex::default(),
            glyphs: Glyphs::default(),
            flaws: Vec::new(),
            hash: ContentHash::of(&[VERSION.as_bytes()]),
        };
        let mut parts: Vec<&[u8]> = vec![VERSION.as_bytes()];
        let mut own: Vec<Font> = Vec::new();
        for layer in &theme.layers {
            for (name, file, bytes) in &layer.print {
                parts.extend([name.as_bytes(), bytes]);
                if is_font(name) {
                    let before = own.len();
                    own.extend(Font::iter(Bytes::new(bytes.clone())));
                    press.flaws.extend((own.len() == before).then(|| no_font(name, file)));
                }
                for path in [format!("/{name}"), format!("/{}/{name}", layer.name)] {
                    press.add(&path, file, bytes);
                }
            }
        }
        press.hash = ContentHash::of(&parts);
        // The theme's own fonts stand first, so that they are also the first that lend a missing letter.
        press.fonts.extend(own.into_iter().map(|font| (font.clone(), font.info().clone())));
        press.fonts.extend(typst_kit::fonts::embedded());
        let fonts = (0..).map_while(|i| press.fonts.font(i));
        press.glyphs = Glyphs::new(fonts.flat_map(|font| font.info().coverage.iter().collect::<Vec<u32>>()));
        press
    }

    fn add(&mut self, path: &str, file: &SourcePath, bytes: &Arc<[u8]>) {
        let Some(id) = file_id(path) else { return };
        if self.sources.contains_key(&id) || self.files.contains_key(&id) {
            return;
        }
        match String::from_utf8(bytes.to_vec()) {
            Ok(text) if path.ends_with(".typ") => {
                self.sources.insert(id, (Source::new(id, text), file.clone()));
            }
            _ => {
                self.files.insert(id, Bytes::new(bytes.clone()));
            }
        }
    }

    /// A whole template, where nothing is known of the place in it.
    pub fn whole(&self, template: &str) -> Place {
        let file = file_id(&format!("/{template}")).and_then(|id| self.place(id));
        file.map_or_else(|| Place::file(&SourcePath::new(format!("themes/…/print/{template}"))), Place::file)
    }

    /// Where a file of the theme stands in the project.
    pub fn place(&self, id: FileId) -> Option<&SourcePath> {
        self.sources.get(&id).map(|(_, file)| file)
    }

    /// Remembers what a paper was made from, for whoever wants it again in this run; `None` where it is not printable.
    pub fn note(&self, edition: EditionId, paper: Paper, made_from: Option<ContentHash>) {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).insert((edition, paper), made_from);
    }

    /// What a paper was made from, where this run has tried to make it.
    pub fn noted(&self, edition: EditionId, paper: Paper) -> Option<Option<ContentHash>> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).get(&(edition, paper)).copied()
    }

    /// Prints a paper, on a bench of its own. Typst shares its work out among the workers of the pool it runs in, and
    /// goes deep into itself: among our own workers, one that waits for a part would begin the next paper on top of
    /// the first, and hold both. A bench is a pool of one, with a deep stack; whoever wants the paper just waits.
    pub fn print(&self, job: &Job<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let bench = self.benches.lock().ok().and_then(|mut free| free.pop()).or_else(bench);
        let Some(bench) = bench else { return Err(vec![self.broken(job)]) };
        let made = std::thread::scope(|scope| scope.spawn(|| bench.install(|| self.run(job))).join());
        comemo::evict(KEPT);
        if let Ok(mut free) = self.benches.lock() {
            free.push(bench);
        }
        made.unwrap_or_else(|_| Err(vec![self.broken(job)]))
    }

    /// What is said when Typst itself broke down.
    fn broken(&self, job: &Job<'_>) -> Diagnostic {
        let message = format!("the paper `{}` could not be printed", job.ident);
        Diagnostic::new(Code::PrintTemplate, self.whole(job.template), message)
            .hint("Typst broke down over it; leave out what is unusual in its text, or the paper (`pdf: false`)")
    }

    fn run(&self, job: &Job<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let table = Table::new(self, job);
        let tell = |errors: &[SourceDiagnostic]| errors.iter().map(|e| diagnostic(e, &table, job.template)).collect();
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&table);
        let document = output.map_err(|errors| tell(&errors))?;
        // Of its warnings the one by which words may be lost: without the family a template may have nothing to set
        // them with.
        let lost: Vec<_> = warnings.into_iter().filter(|w| w.message.starts_with("unknown font family")).collect();
        if !lost.is_empty() {
            return Err(tell(&lost));
        }
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| Vec::new())?;
        let options = PdfOptions {
            ident: Smart::Custom(job.ident.to_owned()),
            creator: Smart::Custom(Some("Guidepost".to_owned())),
            timestamp: None,
            page_ranges: None,
            standards,
            tagged: true,
            pretty: false,
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| tell(&errors))
    }
}

fn bench() -> Option<ThreadPool> {
    ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().ok()
}

fn no_font(name: &str, file: &SourcePath) -> Diagnostic {
    Diagnostic::new(Code::PrintTemplate, Place::file(file), format!("`{name}` is no font that can be read"))
        .hint("put a whole OpenType or TrueType file there, or take it out")
}

fn is_font(name: &str) -> bool {
    [".ttf", ".otf", ".ttc"].iter().any(|end| name.to_ascii_lowercase().ends_with(end))
}

/// The id of a file by its path from the root of our little world. There are few, so the table of ids stays small.
fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// The files of one paper, laid out on the press.
pub struct Table<'a> {
    /// The press.
    pub press: &'a Press,
    main: Option<FileId>,
    files: HashMap<FileId, Bytes>,
}

impl<'a> Table<'a> {
    fn new(press: &'a Press, job: &Job<'_>) -> Self {
        let data = file_id("/data.json").map(|id| (id, Bytes::new(job.data.clone())));
        let pictures = job.pictures.iter().filter_map(|(path, bytes)| Some((file_id(path)?, bytes)));
        let files = data.into_iter().chain(pictures).collect();
        Self { press, main: file_id(&format!("/{}", job.template)), files }
    }
}

impl World for Table<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.press.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.expect("a template's name is a path")
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.press.sources.get(&id).map(|(source, _)| source.clone());
        source.ok_or_else(|| if self.press.files.contains_key(&id) { FileError::InvalidUtf8 } else { not_found(id) })
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let own = self.files.get(&id).or_else(|| self.press.files.get(&id));
        own.cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Package(package) => PackageError::NotFound(package.clone()).into(),
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_without_slash().into()),
    }
}
