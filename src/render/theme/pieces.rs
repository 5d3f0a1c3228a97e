//! The theme's stylesheets and scripts → what stands inside each page or is named by it, and the policy that lets just
//! that be used and nothing else.
//!
//! A *piece* is a part of a page with a look or a script of its own, which only the pages that hold it pay for: its
//! stylesheet is `assets/NAME.css`, its script `assets/NAME.js`. What every page has is in `style.css` and `site.js`.

use crate::base::{ContentHash, OutPath};
use crate::source::ThemeFiles;
use base64::Engine;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The stylesheets and scripts of a theme, small, with their hashes.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    /// The stylesheet of every page.
    pub main: String,
    main_hash: String,
    sheets: BTreeMap<String, (String, String)>,
    scripts: BTreeMap<String, Script>,
}

/// A script of the theme.
#[derive(Debug, Clone)]
pub struct Script {
    /// Its file in the finished site. The name changes with the content, so that no browser keeps an old one.
    pub path: OutPath,
    /// Its text.
    pub text: String,
}

/// The script of every page.
const EVERYWHERE: &str = "site";

impl Pieces {
    /// Puts the pieces together, each from the topmost theme that has it; then `custom.css` of every theme, the topmost
    /// last, so that a site can change a colour without copying the rest.
    pub fn of(theme: &ThemeFiles) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut pieces = Self::default();
        for (name, bytes) in theme.layers.iter().rev().flat_map(|l| &l.assets) {
            match name.rsplit_once('.') {
                Some(("style", "css")) => pieces.main = text(bytes),
                Some(("custom", "css")) => {}
                Some((name, "css")) => {
                    let css = minify(&text(bytes));
                    pieces.sheets.insert(name.to_owned(), (hash(&css), css));
                }
                Some((name, "js")) => {
                    let text = minify_script(&text(bytes));
                    let path = OutPath::new(format!("theme/{name}.{}.js", ContentHash::of(&[text.as_bytes()]).short()));
                    pieces.scripts.insert(name.to_owned(), Script { path, text });
                }
                _ => {}
            }
        }
        let custom = theme.layers.iter().rev().flat_map(|l| &l.assets).filter(|(n, _)| n == "custom.css");
        custom.for_each(|(_, bytes)| pieces.main.push_str(&text(bytes)));
        pieces.main = minify(&pieces.main);
        pieces.main_hash = hash(&pieces.main);
        pieces
    }

    /// Whether a file of the theme's `assets/` is a piece, and not a file to be handed on as it is.
    pub fn holds(name: &str) -> bool {
        name.ends_with(".css") || name.ends_with(".js")
    }

    /// The stylesheet of a piece, where it has one.
    pub fn sheet(&self, piece: &str) -> Option<&str> {
        self.sheets.get(piece).map(|(_, css)| css.as_str())
    }

    /// The script of a piece, where it has one.
    pub fn script(&self, piece: &str) -> Option<&Script> {
        self.scripts.get(piece)
    }

    /// The scripts of a page with these pieces.
    pub fn scripts_of<'a>(&'a self, pieces: &'a [&str]) -> impl Iterator<Item = &'a Script> {
        std::iter::once(EVERYWHERE).chain(pieces.iter().copied()).filter_map(|p| self.scripts.get(p))
    }

    /// All scripts by name.
    pub fn scripts(&self) -> impl Iterator<Item = (&String, &Script)> {
        self.scripts.iter()
    }

    /// The policy of a file that is alone: nothing but the styles and pictures in it.
    pub fn policy_alone(&self, pieces: &[&str]) -> String {
        let sheets = pieces.iter().filter_map(|p| self.sheets.get(*p)).map(|(hash, _)| hash);
        let hashes: Vec<String> = std::iter::once(&self.main_hash).chain(sheets).map(|h| format!("'{h}'")).collect();
        let styles = hashes.join(" ");
        format!("default-src 'none'; style-src {styles}; img-src data:; form-action 'none'; base-uri 'none'")
    }

    /// The policy of a page with these pieces: nothing from anywhere but this site, and no style but what the page was
    /// made with.
    pub fn policy(&self, pieces: &[&str]) -> String {
        let mut out = format!("default-src 'none'; style-src '{}'", self.main_hash);
        for (hash, _) in pieces.iter().filter_map(|p| self.sheets.get(*p)) {
            out.push_str(&format!(" '{hash}'"));
        }
        out.push_str(
            "; img-src 'self'; media-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; \
             worker-src 'self'; form-action 'self'; base-uri 'none'",
        );
        out
    }
}

/// The hash of an inline element's text, as a policy names it (CSP level 3).
pub fn hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Takes lines that are comments, empty lines and indentation out of a script. It knows no more of the language, so a
/// text over several lines (in backticks) must bear to lose its indentation.
fn minify_script(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.fold(String::with_capacity(script.len()), |text, line| text + line + "\n")
}

/// Takes comments and needless white space out of a stylesheet. Strings and `url()` stay as they are; it knows no more
/// of CSS, so it cannot break what it does not understand.
pub fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if c == '"' || c == '\'' {
            let end = rest[1..].find(c).map_or(rest.len(), |i| i + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if c.is_whitespace() {
            rest = rest.trim_start();
            let before = out.chars().last();
            let after = rest.chars().next();
            let tight = |c: Option<char>| matches!(c, None | Some('{' | '}' | ';' | ',' | '>'));
            let glued = tight(before) || tight(after) || before == Some(':') || rest.starts_with("/*");
            if !glued {
                out.push(' ');
            }
        } else {
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minifies_without_breaking() {
        let css = "/* a */\n:root { --ink: #123;\n  --font: \"A  B\", serif; }\n@media (min-width: 30rem) and (x) {\n  a:hover > b , c { margin: 0 auto; }\n}\na { width: calc(1px + 2px); content: \" /* no */ \" }";
        assert_eq!(
            minify(css),
            ":root{--ink:#123;--font:\"A  B\",serif}@media (min-width:30rem) and (x){a:hover>b,c{margin:0 auto}}a{width:calc(1px + 2px);content:\" /* no */ \"}"
        );
    }

    #[test]
    fn a_script_loses_its_comments() {
        let script = "// Why.\nif (a) {\n  // so\n  b('//c');\n\n}\n";
        assert_eq!(minify_script(script), "if (a) {\nb('//c');\n}\n");
    }

    #[test]
    fn hashes_as_a_policy_wants() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
