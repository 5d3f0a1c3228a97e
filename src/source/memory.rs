//! What an earlier reading of a project has left → the files that need not be read again. A single run has an empty
//! memory that keeps nothing; a preview says which files were touched, and the next reading is the same as one from
//! nothing.

#![allow(clippy::disallowed_methods, reason = "this floor is the only reader of the project folder")]

use super::config::Config;
use super::fields::At;
use super::picture::{self, Looked};
use super::theme::{self, ThemeFiles};
use super::walk::{self, Found, Listing, Stamp};
use super::yaml::{self, Yaml};
use super::{CONFIG, ReadPage};
use crate::base::{Diagnostic, Finding, SourcePath};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is known of a project's files.
#[derive(Default)]
pub struct Memory {
    /// Whether anything is kept at all.
    on: bool,
    listings: BTreeMap<String, Arc<Listing>>,
    texts: HashMap<SourcePath, (Arc<str>, Stamp)>,
    trees: HashMap<SourcePath, Tree>,
    /// The Markdown files, as they were read with `config`.
    pages: HashMap<SourcePath, Arc<ReadPage>>,
    /// What was seen in pictures.
    pictures: HashMap<SourcePath, Looked>,
    config: Config,
    theme: Option<Theme>,
    /// All files but the Markdown files, as they were when they were listed or last touched.
    others: HashMap<SourcePath, Stamp>,
    /// Counts the times when anything but a Markdown file was let go.
    around: u64,
}

/// A parsed data file, or what is wrong with it.
pub(super) type Tree = Arc<Result<Yaml, Box<Finding>>>;

/// A theme that was read.
struct Theme {
    /// The name that was asked for.
    wanted: Option<At<String>>,
    files: ThemeFiles,
    said: Vec<Diagnostic>,
    /// The files of all themes just before.
    seen: Vec<(PathBuf, Option<Stamp>)>,
}

impl Memory {
    /// A memory for a run that reads the project again and again.
    pub fn on() -> Self {
        Self { on: true, around: 1, ..Self::default() }
    }

    /// A number that is the same as long as nothing but Markdown files has changed.
    pub(super) fn around(&self) -> u64 {
        self.around
    }

    /// The files below a folder.
    pub(super) fn files(&mut self, root: &Path, folder: &str, diags: &mut Vec<Diagnostic>) -> Arc<Listing> {
        let listing = match self.listings.get(folder) {
            Some(listing) => listing.clone(),
            None => Arc::new(walk::list(root, folder)),
        };
        if self.on && !self.listings.contains_key(folder) {
            let others = listing.found.iter().filter(|found| !found.path.as_str().ends_with(".md"));
            self.others.extend(others.filter_map(|f| Some((f.path.clone(), walk::stamp(&f.disk)?))));
            self.listings.insert(folder.to_owned(), listing.clone());
        }
        diags.extend(listing.diags.iter().cloned());
        listing
    }

    /// The text of a file; absent files are no error here.
    pub(super) fn text(&mut self, found: &Found) -> Result<Option<Arc<str>>, Box<Diagnostic>> {
        if let Some((text, _)) = self.texts.get(&found.path) {
            return Ok(Some(text.clone()));
        }
        let Some((text, stamp)) = walk::read(found)? else { return Ok(None) };
        if self.on {
            self.texts.insert(found.path.clone(), (text.clone(), stamp));
        }
        Ok(Some(text))
    }

    /// The tree of a data file.
    pub(super) fn tree(&mut self, path: &SourcePath, text: &str) -> Tree {
        if let Some(tree) = self.trees.get(path) {
            return tree.clone();
        }
        let tree: Tree = Arc::new(yaml::parse(text, 0));
        if self.on {
            self.trees.insert(path.clone(), tree.clone());
        }
        tree
    }

    /// What the bytes of pictures say, in their order; they are looked at in parallel.
    pub(super) fn pictures(&mut self, found: &[&Found]) -> Vec<Result<Looked, Box<Diagnostic>>> {
        let known = &self.pictures;
        let look = |found: &&Found| known.get(&found.path).cloned().map_or_else(|| picture::look(found), Ok);
        let looked: Vec<_> = found.par_iter().map(look).collect();
        if self.on {
            let seen = found.iter().zip(&looked).filter_map(|(f, l)| Some((f.path.clone(), l.as_ref().ok()?.clone())));
            self.pictures = seen.collect();
        }
        looked
    }

    /// Lets go of all pages if they were read with another configuration.
    pub(super) fn for_config(&mut self, config: &Config) {
        if self.on && self.config != *config {
            self.pages.clear();
            self.config = config.clone();
        }
    }

    /// A page that was read before.
    pub(super) fn page(&self, path: &SourcePath) -> Option<Arc<ReadPage>> {
        self.pages.get(path).cloned()
    }

    /// Keeps a page.
    pub(super) fn keep_page(&mut self, path: &SourcePath, page: &Arc<ReadPage>) {
        if self.on {
            self.pages.insert(path.clone(), page.clone());
        }
    }

    /// The theme.
    pub(super) fn theme(
        &mut self,
        root: &Path,
        wanted: Option<&At<String>>,
        config: &SourcePath,
        diags: &mut Vec<Diagnostic>,
    ) -> ThemeFiles {
        if let Some(theme) = &self.theme
            && theme.wanted.as_ref() == wanted
        {
            diags.extend(theme.said.iter().cloned());
            return theme.files.clone();
        }
        let seen = if self.on { theme::seen(root) } else { Vec::new() };
        let mut said = Vec::new();
        let files = theme::read(root, wanted, config, &mut said);
        diags.extend(said.iter().cloned());
        self.theme = self.on.then(|| Theme { wanted: wanted.cloned(), files: files.clone(), said, seen });
        files
    }

    /// Lets go of all.
    pub fn forget_all(&mut self) {
        *self = Self { on: self.on, around: self.around + 1, ..Self::default() };
    }

    /// Lets go of what is known of these files and folders. A file that is where it was leaves the listing of its folder
    /// as it is.
    pub fn forget(&mut self, root: &Path, touched: &BTreeSet<SourcePath>) {
        for path in touched {
            let known =
                self.pages.contains_key(path) || self.texts.contains_key(path) || self.others.contains_key(path);
            let known = known || self.pictures.contains_key(path);
            let meta = std::fs::symlink_metadata(root.join(path.as_str())).ok();
            match (known, meta) {
                (true, Some(meta)) if meta.is_file() => self.around += u64::from(!self.pages.contains_key(path)),
                (false, None) if !self.is_folder(path) => self.around += 1,
                _ => {
                    self.around += 1;
                    self.forget_folder(path);
                }
            }
            self.pages.remove(path);
            self.texts.remove(path);
            self.trees.remove(path);
            self.pictures.remove(path);
            match walk::stamp(&root.join(path.as_str())) {
                Some(stamp) if self.others.contains_key(path) => drop(self.others.insert(path.clone(), stamp)),
                _ => drop(self.others.remove(path)),
            }
            if path.as_str().starts_with("themes/") || path.as_str() == "themes" {
                self.theme = None;
            }
        }
    }

    /// Whether something that is known lies below.
    fn is_folder(&self, path: &SourcePath) -> bool {
        let below = format!("{path}/");
        self.listings.values().flat_map(|l| &l.found).any(|found| found.path.as_str().starts_with(&below))
    }

    /// Lets go of the listings that a path lies in, and of everything below it.
    fn forget_folder(&mut self, path: &SourcePath) {
        let below = format!("{path}/");
        let gone = |other: &SourcePath| other == path || other.as_str().starts_with(&below);
        self.listings.retain(|folder, _| {
            let folder = format!("{folder}/");
            !below.starts_with(&folder) && !folder.starts_with(&below)
        });
        self.pages.retain(|file, _| !gone(file));
        self.texts.retain(|file, _| !gone(file));
        self.trees.retain(|file, _| !gone(file));
        self.pictures.retain(|file, _| !gone(file));
        self.others.retain(|file, _| !gone(file));
    }

    /// Looks at all files of the project: which of them are new, gone, or of another length or time than what is known.
    pub fn look(&mut self, root: &Path) -> BTreeSet<SourcePath> {
        let mut touched = BTreeSet::new();
        let config = SourcePath::new(CONFIG);
        if walk::stamp(&root.join(CONFIG)) != self.texts.get(&config).map(|(_, stamp)| *stamp) {
            touched.insert(config);
        }
        for (folder, listing) in self.listings.clone() {
            let now = walk::list(root, &folder);
            if now.diags != listing.diags {
                touched.insert(SourcePath::new(&folder));
            }
            let gone = listing.found.iter().filter(|found| now.found.binary_search(found).is_err());
            touched.extend(gone.map(|found| found.path.clone()));
            for found in &now.found {
                let stamp = walk::stamp(&found.disk);
                let page = self.pages.get(&found.path).map(|page| page.stamp);
                let text = || self.texts.get(&found.path).map(|(_, stamp)| Some(*stamp));
                let known = page.or_else(text).unwrap_or_else(|| self.others.get(&found.path).copied());
                if stamp != known {
                    touched.insert(found.path.clone());
                }
            }
        }
        if self.theme.as_ref().is_some_and(|theme| theme.seen != theme::seen(root)) {
            touched.insert(SourcePath::new("themes"));
        }
        touched
    }
}
