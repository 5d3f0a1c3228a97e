//! One Markdown file → one page of the sources: which entry it belongs to, in which language, with which front matter.

use super::config::{Kind, SectionConfig};
use super::fields::Sink;
use super::meta::{self, Meta};
use super::text::split_front_matter;
use super::yaml;
use crate::base::{Code, Diagnostic, Lang, Place, SourcePath, is_plain_part};
use std::ops::Range;
use std::sync::Arc;

/// A Markdown file of the project.
#[derive(Debug, Clone)]
pub struct PageSource {
    /// The file.
    pub file: SourcePath,
    /// What it is a text of.
    pub role: Role,
    /// Its language.
    pub lang: Lang,
    /// Its front matter.
    pub meta: Arc<Meta>,
    /// The whole file.
    pub text: Arc<str>,
    /// The Markdown in it.
    pub body: Range<usize>,
}

/// What a Markdown file is a text of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The home page.
    Home,
    /// A section's own page.
    Section(String),
    /// An entry of a section.
    Entry {
        /// The section's folder.
        section: String,
        /// The entry's name.
        entry: String,
    },
}

/// What the path of a Markdown file tells.
pub struct PathParts {
    /// What it is a text of.
    pub role: Role,
    /// The language in its name; `None` when it names none.
    pub lang: Option<Lang>,
}

/// Reads the path of a Markdown file below `content/`.
pub fn parts(file: &SourcePath) -> Result<PathParts, Box<Diagnostic>> {
    let complain = |code, message: String, hint: &str| {
        Err(Box::new(Diagnostic::new(code, Place::file(file), message).hint(hint.to_owned())))
    };
    let inner = file.as_str().strip_prefix("content/").unwrap_or(file.as_str());
    let inner = inner.strip_suffix(".md").unwrap_or(inner);
    let (folder, stem) = inner.rsplit_once('/').unwrap_or(("", inner));
    let (name, lang) = match stem.rsplit_once('.') {
        Some((name, tag)) => match Lang::parse(tag) {
            Some(lang) => (name, Some(lang)),
            None => {
                let message = format!("`{tag}` in the name of the file is not a language tag");
                return complain(
                    Code::BadLanguageTag,
                    message,
                    "a file is called `name.sq.md`: the language stands before `.md`",
                );
            }
        },
        None => (stem, None),
    };
    let folders: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let role = match (folders.as_slice(), name) {
        ([], "_index") => Role::Home,
        ([section], "_index") => Role::Section((*section).to_owned()),
        ([section], name) if name != "index" => Role::Entry { section: (*section).to_owned(), entry: name.to_owned() },
        ([section, entry], "index") => Role::Entry { section: (*section).to_owned(), entry: (*entry).to_owned() },
        ([], _) => {
            let message = "a text must lie in the folder of a section".to_owned();
            return complain(
                Code::NoSection,
                message,
                "move it to a folder under `content/`, for example `content/guides/`",
            );
        }
        ([section], _) => {
            let message = format!("an `index` file belongs to an entry, but `{section}` is a section");
            return complain(
                Code::NoSection,
                message,
                "call it `_index` if it is the section's own page, else move it into a folder of its own",
            );
        }
        _ => {
            let message =
                "this text lies too deep: sections hold entries, and entries hold no further texts".to_owned();
            return complain(
                Code::NoSection,
                message,
                "call it `index` and keep it in a folder right in its section: `content/guides/my-guide/index.sq.md`",
            );
        }
    };
    if let Role::Entry { entry, .. } = &role
        && !is_plain_part(entry)
    {
        let message = format!("`{entry}` cannot be the name of an entry");
        return complain(Code::BadFileName, message, "rename it: letters, figures and hyphens, no spaces");
    }
    Ok(PathParts { role, lang })
}

/// The id of the entry that a Markdown file is a text of (`guides/oik`), told by its path alone.
pub fn entry_id(file: &SourcePath) -> Option<String> {
    match parts(file).ok()?.role {
        Role::Entry { section, entry } => Some(format!("{section}/{entry}")),
        Role::Home | Role::Section(_) => None,
    }
}

/// Reads the front matter of a Markdown file.
pub fn read(
    file: &SourcePath,
    parts: PathParts,
    lang: Lang,
    text: Arc<str>,
    sections: &[SectionConfig],
) -> (Option<PageSource>, Vec<Diagnostic>) {
    let mut diags = Vec::new();
    let (front, body) = match split_front_matter(file, &text) {
        Ok(ranges) => ranges,
        Err(diag) => return (None, vec![*diag]),
    };
    let tree = match yaml::parse(&text[front.clone()], u32::try_from(front.start).unwrap_or(0)) {
        Ok(tree) => tree,
        Err(finding) => return (None, vec![finding.at(file)]),
    };
    let kind = match &parts.role {
        Role::Entry { section, .. } => {
            sections.iter().find(|s| s.folder == *section).map(|s| s.kind).unwrap_or_default()
        }
        Role::Home | Role::Section(_) => Kind::Page,
    };
    let meta = meta::read(&tree, kind, &mut Sink { file, diags: &mut diags });
    (Some(PageSource { file: file.clone(), role: parts.role, lang, meta: Arc::new(meta), text, body }), diags)
}
