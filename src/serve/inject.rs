//! A page → the page as it is served: with the element of our script, and its policy extended by what that needs. Also
//! the other way round: what of a page is style, so that a changed stylesheet can be told from a changed page.

use super::state::tag;

/// The address of the script.
pub const SCRIPT: &str = "/.guidepost/preview.js";

/// The start of the policy's element and of its value, as templates write it.
const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// Puts our script into a page. It stands last in the head, and is told which state of the page this is.
pub fn inject(html: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(html) else { return html.to_vec() };
    let script = format!("<script src=\"{SCRIPT}\" data-page=\"{}\" defer></script>", tag(html));
    let at = text.find("</head>").or_else(|| text.find("<body")).unwrap_or(text.len());
    let (head, rest) = text.split_at(at);
    let mut out = String::with_capacity(text.len() + script.len() + 32);
    match policy(head) {
        Some((before, policy, after)) => {
            out.push_str(before);
            match extended(&unescaped(policy)) {
                Some(extended) => out.push_str(&extended.replace('&', "&amp;").replace('"', "&quot;")),
                None => out.push_str(policy),
            }
            out.push_str(after);
        }
        None => out.push_str(head),
    }
    out.push_str(&script);
    out.push_str(rest);
    out.into_bytes()
}

/// The policy of a page, with what stands before and after it.
fn policy(head: &str) -> Option<(&str, &str, &str)> {
    let start = head.find(POLICY)? + POLICY.len();
    let end = start + head[start..].find('"')?;
    Some((&head[..start], &head[start..end], &head[end..]))
}

/// The value of an attribute as templates escape it.
fn unescaped(value: &str) -> String {
    value.replace("&#39;", "'").replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

/// A policy that allows our script and its connection besides what it allowed; `None` where it allows them already, as
/// the policy of the default theme does.
fn extended(policy: &str) -> Option<String> {
    let mut directives: Vec<String> =
        policy.split(';').map(|d| d.trim().to_owned()).filter(|d| !d.is_empty()).collect();
    let find = |all: &[String], name: &str| all.iter().position(|d| d.split_whitespace().next() == Some(name));
    let mut changed = false;
    for name in ["script-src", "connect-src"] {
        let default = find(&directives, "default-src");
        let at = match (find(&directives, name), default) {
            (Some(at), _) => at,
            (None, Some(default)) => {
                directives.push(directives[default].replacen("default-src", name, 1));
                changed = true;
                directives.len() - 1
            }
            // Nothing is forbidden.
            (None, None) => continue,
        };
        if !directives[at].split_whitespace().any(|word| word == "'self'") {
            let kept: Vec<&str> = directives[at].split_whitespace().filter(|w| *w != "'none'").collect();
            directives[at] = format!("{} 'self'", kept.join(" "));
            changed = true;
        }
    }
    changed.then(|| directives.join("; "))
}

/// A page taken apart: all but its style, and the sheets in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The name of all that is no style.
    pub bare: String,
    /// The stylesheets.
    pub sheets: Vec<String>,
}

/// Takes a page apart. The hashes in the policy belong to the sheets.
pub fn parts(html: &[u8]) -> Parts {
    let text = String::from_utf8_lossy(html);
    let (mut bare, mut sheets) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = &*text;
    while let Some(start) = rest.find("<style>") {
        let inner = &rest[start + "<style>".len()..];
        let Some(end) = inner.find("</style>") else { break };
        bare.push_str(&rest[..start]);
        sheets.push(inner[..end].to_owned());
        rest = &inner[end..];
    }
    bare.push_str(rest);
    if let Some((before, policy, after)) = policy(&bare) {
        let policy = unescaped(policy);
        let kept: Vec<&str> = policy.split(' ').filter(|word| !word.starts_with("'sha256-")).collect();
        bare = format!("{before}{}{after}", kept.join(" "));
    }
    Parts { bare: tag(bare.as_bytes()), sheets }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_extended_by_what_is_missing() {
        assert_eq!(extended("default-src 'none'; script-src 'self'; connect-src 'self'"), None);
        assert_eq!(
            extended("default-src 'none'; script-src 'sha256-x'").as_deref(),
            Some("default-src 'none'; script-src 'sha256-x' 'self'; connect-src 'self'")
        );
        assert_eq!(extended("img-src 'none'"), None);
        let page = format!("<head><meta {POLICY}default-src &#39;none&#39;\"></head>");
        let served = String::from_utf8(inject(page.as_bytes())).unwrap();
        let policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
        assert!(served.starts_with(&format!("<head><meta {POLICY}{policy}\"><script ")), "{served}");
    }

    #[test]
    fn style_is_told_from_the_rest() {
        let page = |css: &str, text: &str| {
            format!(
                "<meta {POLICY}style-src &#39;sha256-{css}&#39; &#39;sha256-x&#39;; img-src 'self'\"><style>{css}</style></head>{text}"
            )
        };
        let one = parts(page("a{}", "x").as_bytes());
        assert_eq!(one.sheets, ["a{}"]);
        assert_eq!(one.bare, parts(page("b{}", "x").as_bytes()).bare);
        assert_ne!(one.bare, parts(page("a{}", "y").as_bytes()).bare);
    }
}
