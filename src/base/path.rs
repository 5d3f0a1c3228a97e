//! The two kinds of path that must never be mixed up: of a file of the project, and of a file of the finished site.

use std::fmt;
use std::sync::Arc;

/// A file of the project, relative to its root, with forward slashes: `content/guides/oik.sq.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a relative path with forward slashes.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(path.as_ref().into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder of the file, without a slash at the end; empty for the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The path that `link` means when it stands in this file, with `.` and `..` worked out; `None` when it would
    /// leave the project. A link that starts with `/` is meant from `content/`.
    pub fn resolve(&self, link: &str) -> Option<SourcePath> {
        let (start, link) = match link.strip_prefix('/') {
            Some(rest) => ("content", rest),
            None => (self.folder(), link),
        };
        Some(Self::new(walk(start, link)?))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file of the finished site, relative to its root, with forward slashes: `sq/udhezues/oik/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// Takes a relative path with forward slashes that has been made from safe parts.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(path.as_ref().into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address without `index.html`: what follows the base address of the site (`sq/udhezues/oik/`).
    pub fn address(&self) -> &str {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        }
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file that a relative link in this file leads to; a folder is its `index.html`. `None` where the link would
    /// leave the site.
    ///
    /// ```
    /// use guidepost::base::OutPath;
    /// let page = OutPath::new("sq/a/index.html");
    /// assert_eq!(page.resolve("../b/"), Some(OutPath::new("sq/b/index.html")));
    /// assert_eq!(page.resolve("./"), Some(page.clone()));
    /// assert_eq!(page.resolve("../../../x"), None);
    /// ```
    pub fn resolve(&self, link: &str) -> Option<OutPath> {
        let (start, link) = match link.strip_prefix('/') {
            Some(rest) => ("", rest),
            None => (self.0.rsplit_once('/').map_or("", |(folder, _)| folder), link),
        };
        let mut path = walk(start, link)?;
        if link.is_empty() || link.ends_with('/') || link.ends_with("/.") || link.ends_with("..") || link == "." {
            step(&mut path, "index.html");
        }
        Some(Self::new(path))
    }

    /// What leads from the folder of this file to the root of the site: `../../`, or `./` from the root itself.
    pub fn up(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".into(),
            depth => "../".repeat(depth),
        }
    }

    /// The relative link from the page `from` to this file.
    ///
    /// ```
    /// use guidepost::base::OutPath;
    /// let from = OutPath::new("sq/a/b/index.html");
    /// assert_eq!(OutPath::new("sq/a/c/index.html").relative_to(&from), "../c/");
    /// assert_eq!(OutPath::new("sq/a/b/index.html").relative_to(&from), "./");
    /// assert_eq!(OutPath::new("index.html").relative_to(&from), "../../../");
    /// ```
    pub fn relative_to(&self, from: &OutPath) -> String {
        let target = self.address();
        let from = from.0.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (mut rest_from, mut rest_to) = (from, target);
        while let Some((head, tail)) = rest_to.split_once('/') {
            let (first, rest) = rest_from.split_once('/').unwrap_or((rest_from, ""));
            if first.is_empty() || first != head {
                break;
            }
            (rest_from, rest_to) = (rest, tail);
        }
        let up = if rest_from.is_empty() { 0 } else { rest_from.matches('/').count() + 1 };
        let mut out = String::with_capacity(3 * up + rest_to.len());
        (0..up).for_each(|_| out.push_str("../"));
        out.push_str(rest_to);
        if out.is_empty() { "./".into() } else { out }
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The path that one comes to from the folder `start` along `link`; `None` where that climbs too high.
fn walk(start: &str, link: &str) -> Option<String> {
    let mut path = String::with_capacity(start.len() + link.len() + "/index.html".len());
    for part in start.split('/').chain(link.split('/')) {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            other => step(&mut path, other),
        }
    }
    Some(path)
}

/// Goes one part further.
fn step(path: &mut String, part: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(part);
}

/// Files in the turns in which they are made, by `turn`, which counts from 0; each turn in the order of `paths`.
pub fn in_turns<'a>(
    paths: impl IntoIterator<Item = &'a OutPath>,
    turn: impl Fn(&OutPath) -> usize,
) -> Vec<Vec<&'a OutPath>> {
    let mut turns = Vec::new();
    for path in paths {
        let turn = turn(path);
        if turns.len() <= turn {
            turns.resize_with(turn + 1, Vec::new);
        }
        turns[turn].push(path);
    }
    turns
}

/// A text as a value in an address: all but the unreserved characters of RFC 3986 as `%` and two hexadecimal figures.
///
/// ```
/// assert_eq!(guidepost::base::percent_encoded("më 1/2"), "m%C3%AB%201%2F2");
/// ```
pub fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                out.push('%');
                out.push(figure(byte >> 4));
                out.push(figure(byte & 15));
            }
        }
    }
    out
}

/// A hexadecimal figure, as a letter where it is none of the ten.
fn figure(value: u8) -> char {
    char::from(b"0123456789ABCDEF"[usize::from(value)])
}

/// Whether `part` can be one part of an address: not empty, no slash, no dots that climb, nothing that a server or a
/// file system reads in its own way.
pub fn is_plain_part(part: &str) -> bool {
    !part.is_empty()
        && part.len() <= 200
        && !part.starts_with('.')
        && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~'))
}
