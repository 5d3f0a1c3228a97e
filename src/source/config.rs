//! `guidepost.yaml` → [`Config`]: the site as its owners describe it, with a sensible default for all but the address.

use super::fields::{At, Fields, Names, Sink, list_words, read_lang};
use super::mail::{self, Mail};
use super::section;
use super::values::email;
use super::yaml::{Pair, Yaml};
use crate::base::{Code, Date, Dir, Finding, Lang, Span, did_you_mean};

pub use super::section::{Borrow, Kind, SectionConfig, Sort};

/// The site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The name of the site.
    pub title: Names,
    /// One sentence about it.
    pub description: Names,
    /// The address of its root, ends in `/`.
    pub base_url: String,
    /// The folder under `themes/`, or the one inside the binary.
    pub theme: Option<At<String>>,
    /// The edition that the root and `x-default` lead to.
    pub default_edition: Option<Lang>,
    /// The editions, in the order of the switcher.
    pub editions: Vec<EditionConfig>,
    /// What the folders under `content/` hold, in the order of the menu.
    pub sections: Vec<SectionConfig>,
    /// What is made besides pages.
    pub outputs: Outputs,
    /// Words that are never transliterated.
    pub keep_words: Vec<String>,
    /// Days after which a contact that was checked counts as stale.
    pub stale_after_days: u32,
    /// Where the "leave this page" link goes.
    pub leave_to: Option<String>,
    /// Where "this number is wrong" goes.
    pub corrections_email: Option<String>,
    /// Whether raw HTML in texts is published, after an allow-list.
    pub allow_html: bool,
    /// What `security.txt` says; absent, there is none.
    pub security: Option<Security>,
    /// How the newsletter is mailed; absent, it is not.
    pub mail: Option<Mail>,
}

/// One edition as configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionConfig {
    /// Its name: a language in one script.
    pub lang: Lang,
    /// Where the name stands.
    pub span: Span,
    /// What the language calls itself.
    pub name: Option<String>,
    /// The CLDR locale, where it is not the name itself.
    pub locale: Option<String>,
    /// The languages it looks in, in order; empty means the name alone.
    pub chain: Vec<At<Lang>>,
    /// The direction of writing, where CLDR does not know it.
    pub dir: Option<Dir>,
}

/// What is made besides pages; each can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outputs {
    /// PDFs.
    pub pdf: bool,
    /// EPUBs.
    pub epub: bool,
    /// Zip files of whole editions.
    pub bundle: bool,
    /// Single-file versions of guides.
    pub single_file: bool,
    /// The search index.
    pub search: bool,
    /// Resized pictures.
    pub images: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Self { pdf: true, epub: true, bundle: true, single_file: true, search: true, images: true }
    }
}

/// What `security.txt` (RFC 9116) says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security {
    /// Where a problem can be reported: `mailto:`, `https:` or `tel:`.
    pub contact: String,
    /// The day after which the file must not be trusted.
    pub expires: Date,
}

/// Reads `guidepost.yaml`; `None` where it does not say soundly which editions and sections there are, since whatever
/// were said of the texts then would only follow from that.
pub fn read(yaml: &Yaml, sink: &mut Sink<'_>) -> Option<Config> {
    let mut config = Config { stale_after_days: 180, ..Config::default() };
    let mut f = Fields::open(yaml, "guidepost.yaml", sink)?;
    config.title = f.names("title");
    config.description = f.names("description");
    config.base_url = base_url(&mut f);
    config.theme = f.text("theme");
    let before = f.sink.errors();
    config.editions = editions(&mut f);
    config.sections = f.pairs("sections").iter().filter_map(|p| section::read(p, f.sink)).collect();
    let are_sound = f.sink.errors() == before && !config.editions.is_empty();
    let is_misspelt = f.is_misspelt("sections") || f.is_misspelt("editions");
    config.default_edition = default_edition(&mut f, &config.editions);
    if let Some(yaml) = f.raw("outputs") {
        config.outputs = outputs(yaml, f.sink);
    }
    config.keep_words = f.texts("keep_words").into_iter().map(|w| w.value).collect();
    if let Some(yaml) = f.raw("contacts") {
        config.stale_after_days = stale_after(yaml, f.sink).unwrap_or(180);
    }
    config.leave_to = nested_text(&mut f, "safety", "leave_to").and_then(|at| web_address("leave_to", at, f.sink));
    let corrections = nested_text(&mut f, "corrections", "email");
    config.corrections_email = corrections.and_then(|at| email("email", at, f.sink)).map(|at| at.value);
    config.allow_html = f.flag("allow_html").unwrap_or(false);
    if let Some(yaml) = f.raw("security") {
        config.security = security(yaml, f.sink);
    }
    if let Some(yaml) = f.raw("mail") {
        config.mail = mail::read(yaml, f.sink);
    }
    f.finish();
    (are_sound && !is_misspelt).then_some(config)
}

fn base_url(f: &mut Fields<'_, '_, '_>) -> String {
    let Some(at) = f.required_text("base_url") else { return "https://example.org/".into() };
    match check_base_url(&at.value) {
        Some(url) => url,
        None => {
            f.sink.push(
                Finding::new(Code::BadBaseUrl, at.span, format!("`{}` is not the address of a site", at.value))
                    .hint("write it in full, without `?` and `#`: `https://rights.example.org/`"),
            );
            "https://example.org/".into()
        }
    }
}

/// The address with a slash at its end, if it is one of a site.
pub fn check_base_url(text: &str) -> Option<String> {
    let url = url::Url::parse(text).ok()?;
    let web = matches!(url.scheme(), "http" | "https") && url.has_host();
    let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    let mut address = url.to_string();
    if !address.ends_with('/') {
        address.push('/');
    }
    (web && plain).then_some(address)
}

fn web_address(key: &str, at: At<String>, sink: &mut Sink<'_>) -> Option<String> {
    let good = url::Url::parse(&at.value).is_ok_and(|u| matches!(u.scheme(), "http" | "https"));
    if !good {
        sink.push(
            Finding::new(Code::BadValue, at.span, format!("`{key}` cannot be `{}`", at.value))
                .hint("write a whole address: `https://www.wikipedia.org/`"),
        );
    }
    good.then_some(at.value)
}

fn editions(f: &mut Fields<'_, '_, '_>) -> Vec<EditionConfig> {
    let before = f.sink.errors();
    let pairs = f.pairs("editions");
    let mut editions: Vec<EditionConfig> = Vec::new();
    for pair in pairs {
        let Some(edition) = edition(pair, f.sink) else { continue };
        if editions.iter().any(|e| e.lang == edition.lang) {
            f.sink.push(
                Finding::new(Code::DuplicateId, edition.span, format!("there are two editions `{}`", edition.lang))
                    .hint("keep one of the two: capital and small letters make no other language"),
            );
            continue;
        }
        editions.push(edition);
    }
    // Where they are misspelt or misshapen, that is what there is to say.
    if editions.is_empty() && f.sink.errors() == before && !f.is_misspelt("editions") {
        let at = f.span();
        f.sink.push(
            Finding::new(Code::MissingKey, Span { start: at.start, end: at.start }, "the site has no edition")
                .hint("name at least one language: `editions: { sq: { name: shqip } }`"),
        );
    }
    editions
}

fn edition(pair: &Pair, sink: &mut Sink<'_>) -> Option<EditionConfig> {
    let lang = read_lang(&pair.key, pair.span, sink)?.value;
    let mut f = Fields::open(&pair.value, &pair.key, sink)?;
    let config = EditionConfig {
        lang,
        span: pair.span,
        name: f.text("name").map(|n| n.value),
        locale: locale(&mut f),
        chain: f.langs("chain"),
        dir: f.word("dir", &["ltr", "rtl"]).map(|d| if d == "rtl" { Dir::Rtl } else { Dir::Ltr }),
    };
    f.finish();
    Some(config)
}

/// A locale of CLDR: like a language tag, but it may be longer (`sq-XK-u-nu-latn`).
fn locale(f: &mut Fields<'_, '_, '_>) -> Option<String> {
    let at = f.text("locale")?;
    let sound = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let good = at.value.split('-').all(sound) && Lang::parse(at.value.split('-').next().unwrap_or_default()).is_some();
    if !good {
        f.sink.push(
            Finding::new(Code::BadLanguageTag, at.span, format!("`{}` is not a locale", at.value))
                .hint("write language and country with a hyphen: `sq-XK`"),
        );
    }
    good.then_some(at.value)
}

fn default_edition(f: &mut Fields<'_, '_, '_>, editions: &[EditionConfig]) -> Option<Lang> {
    let first = editions.first().map(|e| e.lang);
    let Some(wanted) = f.lang("default_edition") else { return first };
    if editions.is_empty() || editions.iter().any(|e| e.lang == wanted.value) {
        return Some(wanted.value);
    }
    let known: Vec<String> = editions.iter().map(|e| e.lang.to_string()).collect();
    f.sink.push(
        Finding::new(Code::UnknownId, wanted.span, format!("there is no edition `{}`", wanted.value))
            .hint_opt(did_you_mean(wanted.value.as_str(), known.iter().map(String::as_str)))
            .hint(format!("the editions are {}", list_words(&known))),
    );
    first
}

fn outputs(yaml: &Yaml, sink: &mut Sink<'_>) -> Outputs {
    let Some(mut f) = Fields::open(yaml, "outputs", sink) else { return Outputs::default() };
    let outputs = Outputs {
        pdf: f.flag("pdf").unwrap_or(true),
        epub: f.flag("epub").unwrap_or(true),
        bundle: f.flag("bundle").unwrap_or(true),
        single_file: f.flag("single_file").unwrap_or(true),
        search: f.flag("search").unwrap_or(true),
        images: f.flag("images").unwrap_or(true),
    };
    f.finish();
    outputs
}

fn stale_after(yaml: &Yaml, sink: &mut Sink<'_>) -> Option<u32> {
    let mut f = Fields::open(yaml, "contacts", sink)?;
    let days = f.number("stale_after_days");
    f.finish();
    days
}

fn nested_text(f: &mut Fields<'_, '_, '_>, key: &'static str, inner: &'static str) -> Option<At<String>> {
    let yaml = f.raw(key)?;
    let mut nested = Fields::open(yaml, key, f.sink)?;
    let text = nested.text(inner);
    nested.finish();
    text
}

fn security(yaml: &Yaml, sink: &mut Sink<'_>) -> Option<Security> {
    let mut f = Fields::open(yaml, "security", sink)?;
    let contact = f.required_text("contact");
    let expires = f.date("expires");
    if expires.is_none() {
        f.missing("expires");
    }
    f.finish();
    let contact = contact?;
    let good = ["mailto:", "https://", "tel:"].iter().any(|s| contact.value.starts_with(s));
    if !good {
        sink.push(
            Finding::new(Code::BadValue, contact.span, format!("`contact` cannot be `{}`", contact.value))
                .hint("begin with `mailto:`, `https://` or `tel:` (RFC 9116)"),
        );
    }
    Some(Security { contact: contact.value, expires: expires?.value })
}
