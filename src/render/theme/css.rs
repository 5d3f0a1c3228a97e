//! The theme's stylesheets → what stands inside each page, and the hashes that let it stand there.

use crate::source::ThemeFiles;
use base64::Engine;
use sha2::{Digest, Sha256};

/// The stylesheets of a theme, small and with their hashes.
#[derive(Debug, Clone, Default)]
pub struct Styles {
    /// The stylesheet of every page.
    pub main: String,
    /// The colours of code, for pages that hold some.
    pub code: String,
    /// The content security policy of a page without code.
    pub csp: String,
    /// The content security policy of a page with code.
    pub csp_with_code: String,
}

impl Styles {
    /// Puts the stylesheets together: `style.css` and `highlight.css` of the topmost theme that has them, then
    /// `custom.css` of every theme, the topmost last, so that a site can change a colour without copying the rest.
    pub fn of(theme: &ThemeFiles) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let top = |name: &str| {
            let mut assets = theme.layers.iter().flat_map(|l| &l.assets);
            assets.find(|(n, _)| n == name).map(|(_, bytes)| text(bytes)).unwrap_or_default()
        };
        let custom = theme.layers.iter().rev().flat_map(|l| &l.assets).filter(|(n, _)| n == "custom.css");
        let mut main = top("style.css");
        custom.for_each(|(_, bytes)| main.push_str(&text(bytes)));
        let (main, code) = (minify(&main), minify(&top("highlight.css")));
        Self { csp: policy(&[&main]), csp_with_code: policy(&[&main, &code]), main, code }
    }
}

/// The policy of a page: nothing from anywhere but this site, no script and no style but what the page was made with.
fn policy(styles: &[&str]) -> String {
    let hashes: Vec<String> = styles.iter().map(|s| format!("'{}'", hash(s))).collect();
    format!(
        "default-src 'none'; style-src {}; img-src 'self'; media-src 'self'; script-src 'self'; connect-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'",
        hashes.join(" ")
    )
}

/// The hash of an inline element's text, as a policy names it (CSP level 3).
pub fn hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Takes comments and needless white space out of a stylesheet. Strings and `url()` stay as they are; it knows no more
/// of CSS, so it cannot break what it does not understand.
fn minify(css: &str) -> String {
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
    fn hashes_as_a_policy_wants() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
