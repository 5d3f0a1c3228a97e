//! The files of the theme: from `themes/NAME/` of the project, or from inside the binary; with those of the themes it
//! extends below them.

use super::fields::{At, Fields, Sink};
use super::walk::{Found, Stamp, cannot_read, files, list, read_text, stamp};
use super::yaml;
use crate::base::{Code, Diagnostic, Lang, Place, SourcePath, Span, did_you_mean};
use include_dir::{Dir, include_dir};
use std::path::{Path, PathBuf};
use std::sync::Arc;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the theme inside the binary.
pub const BUILT_IN_NAME: &str = "default";

/// A theme with all that it extends, the topmost first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeFiles {
    /// The layers; the first one wins.
    pub layers: Vec<Layer>,
}

/// One theme of the chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// Its `theme.yaml`.
    pub settings: Option<TextFile>,
    /// Its templates, by the name that other templates call them (`page.html`).
    pub templates: Vec<(String, TextFile)>,
    /// Its strings.
    pub strings: Vec<(Lang, TextFile)>,
    /// Its other files (`assets/…`), by the path below `assets/`.
    pub assets: Vec<(String, Arc<[u8]>)>,
    /// The stylesheets of its mails, by the name below `mail/`.
    pub mail: Vec<(String, TextFile)>,
    /// Its print templates, and the fonts and pictures beside them, by the path below `print/`.
    pub print: Vec<(String, SourcePath, Arc<[u8]>)>,
}

/// A text file of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Its path.
    pub path: SourcePath,
    /// Its text.
    pub text: Arc<str>,
}

/// Reads the theme `wanted` (the one inside the binary when `None`) and those it extends.
pub fn read(root: &Path, wanted: Option<&At<String>>, config: &SourcePath, diags: &mut Vec<Diagnostic>) -> ThemeFiles {
    let mut theme = ThemeFiles::default();
    let mut next = wanted.map_or_else(|| BUILT_IN_NAME.to_owned(), |w| w.value.clone());
    let mut place = wanted.map_or_else(|| Place::file(config), |w| Place::at(config, w.span));
    loop {
        if theme.layers.iter().any(|l| l.name == next) {
            diags.push(
                Diagnostic::new(Code::UnknownTheme, place, format!("the theme `{next}` extends itself"))
                    .hint("let `extends:` name another theme, or leave it out"),
            );
            theme.layers.push(built_in(diags));
            break;
        }
        let Some((layer, extends)) = layer(root, &next, diags) else {
            diags.push(unknown(root, &next, place));
            theme.layers.push(built_in(diags));
            break;
        };
        theme.layers.push(layer);
        match extends {
            Some((file, at)) => {
                place = Place::at(&file, at.span);
                next = at.value;
            }
            None => break,
        }
    }
    theme
}

/// The folders of all themes of the project, and their files with their stamps: what tells that a theme may be another.
pub(super) fn seen(root: &Path) -> Vec<(PathBuf, Option<Stamp>)> {
    let folders = std::fs::read_dir(root.join("themes")).into_iter().flatten().flatten();
    let mut seen: Vec<(PathBuf, Option<Stamp>)> = folders.map(|entry| (entry.path(), None)).collect();
    let files = list(root, "themes").found;
    seen.extend(files.into_iter().map(|found| (found.disk.clone(), stamp(&found.disk))));
    seen.sort();
    seen
}

fn unknown(root: &Path, name: &str, place: Place) -> Diagnostic {
    let mut known: Vec<String> = std::fs::read_dir(root.join("themes"))
        .map(|dir| dir.flatten().filter_map(|e| e.file_name().into_string().ok()).collect())
        .unwrap_or_default();
    known.push(BUILT_IN_NAME.to_owned());
    known.sort();
    Diagnostic::new(Code::UnknownTheme, place, format!("there is no theme `{name}`"))
        .hint_opt(did_you_mean(name, known.iter().map(String::as_str)))
        .hint("a theme is a folder under `themes/`; `default` is inside the program")
}

type Extends = Option<(SourcePath, At<String>)>;

fn layer(root: &Path, name: &str, diags: &mut Vec<Diagnostic>) -> Option<(Layer, Extends)> {
    let folder = format!("themes/{name}");
    if !crate::base::is_plain_part(name) || !root.join(&folder).is_dir() {
        return (name == BUILT_IN_NAME).then(|| (built_in(diags), None));
    }
    let mut layer = Layer { name: name.to_owned(), ..Layer::default() };
    let mut extends = None;
    for found in files(root, &folder, diags) {
        let inner = found.path.as_str()[folder.len() + 1..].to_owned();
        match place_of(&inner) {
            Part::Settings => match read_text(&found) {
                Ok(Some(text)) => {
                    let file = TextFile { path: found.path, text };
                    extends = settings(&file, diags).map(|at| (file.path.clone(), at));
                    layer.settings = Some(file);
                }
                Ok(None) => {}
                Err(diag) => diags.push(*diag),
            },
            Part::Asset(name) => layer.assets.extend(bytes(&found, diags).map(|bytes| (name.to_owned(), bytes))),
            Part::Print(name) => {
                layer.print.extend(bytes(&found, diags).map(|bytes| (name.to_owned(), found.path.clone(), bytes)));
            }
            Part::Text => match read_text(&found) {
                Ok(Some(text)) => sort_in(&mut layer, &inner, TextFile { path: found.path, text }, diags),
                Ok(None) => {}
                Err(diag) => diags.push(*diag),
            },
            Part::Other => {}
        }
    }
    Some((layer, extends))
}

enum Part<'a> {
    Settings,
    Asset(&'a str),
    Print(&'a str),
    Text,
    Other,
}

fn place_of(inner: &str) -> Part<'_> {
    match inner.split_once('/') {
        None if inner == "theme.yaml" => Part::Settings,
        Some(("assets", name)) => Part::Asset(name),
        Some(("print", name)) => Part::Print(name),
        Some(("templates" | "locales" | "mail", _)) => Part::Text,
        _ => Part::Other,
    }
}

fn sort_in(layer: &mut Layer, inner: &str, file: TextFile, diags: &mut Vec<Diagnostic>) {
    match inner.split_once('/') {
        Some(("templates", name)) => layer.templates.push((name.to_owned(), file)),
        // Its templates are called `mail/NAME` by others.
        Some(("mail", name)) if name.ends_with(".html") => layer.templates.push((inner.to_owned(), file)),
        Some(("mail", name)) => layer.mail.push((name.to_owned(), file)),
        Some(("locales", name)) => layer.strings.extend(locale_file(name, file, diags)),
        _ => {}
    }
}

/// The language of a file of strings, from its name.
pub fn locale_file(name: &str, file: TextFile, diags: &mut Vec<Diagnostic>) -> Option<(Lang, TextFile)> {
    let stem = name.strip_suffix(".ftl")?;
    let lang = Lang::parse(stem);
    if lang.is_none() {
        diags.push(
            Diagnostic::new(Code::BadLanguageTag, Place::file(&file.path), format!("`{stem}` is not a language tag"))
                .hint("name the file after its language: `sq.ftl`, `sr-Latn.ftl`"),
        );
    }
    lang.map(|lang| (lang, file))
}

#[allow(clippy::disallowed_methods, reason = "this floor is the only reader of the project folder")]
fn bytes(found: &Found, diags: &mut Vec<Diagnostic>) -> Option<Arc<[u8]>> {
    match std::fs::read(&found.disk) {
        Ok(bytes) => Some(bytes.into()),
        Err(error) => {
            diags.push(cannot_read(&found.path, &error));
            None
        }
    }
}

/// What a theme extends. Where its settings cannot be read it is the built-in theme, so that one mistake does not
/// make every template a missing one.
fn settings(file: &TextFile, diags: &mut Vec<Diagnostic>) -> Option<At<String>> {
    let tree = match yaml::parse(&file.text, 0) {
        Ok(tree) => tree,
        Err(finding) => {
            diags.push(finding.at(&file.path));
            return Some(At::new(BUILT_IN_NAME.to_owned(), Span::default()));
        }
    };
    let mut sink = Sink { file: &file.path, diags };
    let mut f = Fields::open(&tree, "theme.yaml", &mut sink)?;
    let extends = f.text("extends");
    f.finish();
    extends
}

/// The theme inside the binary.
fn built_in(diags: &mut Vec<Diagnostic>) -> Layer {
    let mut layer = Layer { name: BUILT_IN_NAME.to_owned(), ..Layer::default() };
    for (inner, bytes) in built_in_files() {
        match place_of(&inner) {
            Part::Asset(name) => layer.assets.push((name.to_owned(), bytes.into())),
            Part::Print(name) => {
                let path = SourcePath::new(format!("themes/{BUILT_IN_NAME}/{inner}"));
                layer.print.push((name.to_owned(), path, bytes.into()));
            }
            Part::Text => {
                let path = SourcePath::new(format!("themes/{BUILT_IN_NAME}/{inner}"));
                if let Ok(text) = super::text::decode(&path, bytes) {
                    sort_in(&mut layer, &inner, TextFile { path, text }, diags);
                }
            }
            Part::Settings | Part::Other => {}
        }
    }
    layer
}

/// All files of the theme inside the binary, by their path below the theme's folder, sorted.
pub fn built_in_files() -> Vec<(String, &'static [u8])> {
    let mut found = Vec::new();
    let mut folders = vec![&BUILT_IN];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            found.push((file.path().to_string_lossy().replace('\\', "/"), file.contents()));
        }
    }
    found.sort();
    found
}
