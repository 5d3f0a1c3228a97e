//! The target of a request → the file of the catalogue that it means. A file of its own because every trick with paths
//! must fail here: what is decoded is looked up in the catalogue and nowhere else.

use super::state::Shown;
use crate::base::{OutPath, percent_encoded};

/// What an address means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file of the site.
    File(OutPath),
    /// A folder without the slash at its end, or the root above the site: go here.
    Go(String),
    /// Nothing; the page that says so is this one, if the site has any.
    Missing(Option<OutPath>),
    /// An address that no page of ours can have: why.
    Refused(&'static str),
}

/// Finds what `path` (still encoded, begins with `/`) means on a site that lies at `base`.
pub fn find(shown: &Shown, base: &str, path: &str) -> Target {
    let path = match decode(path) {
        Ok(path) => path,
        Err(why) => return Target::Refused(why),
    };
    let Some(inner) = path.strip_prefix(base) else {
        return match path == "/" || format!("{path}/") == base {
            true => Target::Go(base.to_owned()),
            false => Target::Missing(missing(shown, "")),
        };
    };
    let known = |path: String| Some(OutPath::new(path)).filter(|path| shown.knows(path).is_some());
    if inner.is_empty() || inner.ends_with('/') {
        let page = known(format!("{inner}index.html"));
        return page.map_or_else(|| Target::Missing(missing(shown, inner)), Target::File);
    }
    if let Some(file) = known(inner.to_owned()) {
        return Target::File(file);
    }
    match known(format!("{inner}/index.html")) {
        Some(folder) => Target::Go(format!("{base}{}", encode(folder.address()))),
        None => Target::Missing(missing(shown, inner)),
    }
}

/// The page of the edition whose folder the address begins with; of the default edition elsewhere.
fn missing(shown: &Shown, inner: &str) -> Option<OutPath> {
    let site = shown.site();
    let first = inner.split('/').next().unwrap_or_default();
    let edition = site.editions.iter().find(|e| e.folder == first).or(site.editions.get(site.default_edition))?;
    Some(OutPath::new(format!("{}/404.html", edition.folder)))
}

/// Decodes a path. Nothing that climbs, hides a slash or ends a string early gets through, written out or encoded.
fn decode(path: &str) -> Result<String, &'static str> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let byte = match first {
            b'%' => {
                let hex = rest.get(..2).and_then(|h| std::str::from_utf8(h).ok()).filter(|h| h.len() == 2);
                let plain = hex.filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()));
                let byte = plain.and_then(|h| u8::from_str_radix(h, 16).ok()).ok_or("a `%` stands before no number")?;
                rest = &rest[2..];
                if matches!(byte, b'/' | b'\\') {
                    return Err("a slash is encoded");
                }
                byte
            }
            other => *other,
        };
        if byte == b'\\' || byte.is_ascii_control() {
            return Err("it holds a character that no address has");
        }
        bytes.push(byte);
    }
    let path = String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    let Some(inner) = path.strip_prefix('/') else { return Err("it does not begin with a slash") };
    let parts = inner.strip_suffix('/').unwrap_or(inner);
    if !parts.is_empty() && parts.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("it climbs, or has an empty part");
    }
    Ok(path)
}

/// Encodes what cannot stand in a header.
fn encode(path: &str) -> String {
    path.split('/').map(percent_encoded).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tricks_fail_and_letters_pass() {
        for trick in [
            "/..",
            "/a/../b",
            "/%2e%2e/b",
            "/a%2fb",
            "/a%2Fb",
            "/a%5cb",
            "/a\\b",
            "/a%00",
            "//a",
            "/a//b",
            "/%",
            "/%g1",
            "/%ff",
            "a",
            "/./a",
            "/%0d%0ab",
        ] {
            assert!(decode(trick).is_err(), "{trick}");
        }
        for (plain, means) in [("/", "/"), ("/a/", "/a/"), ("/%C3%AB/", "/ë/"), ("/a..b", "/a..b"), ("/a%20b", "/a b")]
        {
            assert_eq!(decode(plain).as_deref(), Ok(means));
        }
    }
}
