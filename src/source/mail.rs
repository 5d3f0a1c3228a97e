//! The part `mail:` of `guidepost.yaml` → [`Mail`]: who writes the newsletter, how one gets rid of it, and which server
//! takes it. A password is never among it.

use super::fields::{At, Fields, Names, Sink};
use super::values::email;
use super::yaml::Yaml;
use crate::base::{Code, Finding, Span};

/// How the newsletter is mailed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Whether `issue.eml` lies beside the page of each issue.
    pub publish: bool,
    /// The address that it comes from.
    pub from: String,
    /// The name with that address; empty: the name of the site.
    pub from_name: Names,
    /// Where answers go, if elsewhere.
    pub reply_to: Option<String>,
    /// What stands for the address that takes a reader off the list, for a mailing tool to fill in.
    pub placeholder: Option<String>,
    /// That address for our own sending; `{email}` in it is the reader's.
    pub unsubscribe: Option<String>,
    /// The server that takes the letters.
    pub server: Server,
}

/// A server that takes letters (SMTP). What is absent is said on the command line, or has a default there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: Option<String>,
    /// Its port.
    pub port: Option<u16>,
    /// How the connection is kept secret: one of [`SECURITY`].
    pub security: Option<&'static str>,
    /// How many letters it takes in a minute.
    pub per_minute: Option<u32>,
}

/// How a connection is kept secret: from the first byte, after a plain greeting, or not at all.
pub const SECURITY: [&str; 3] = ["tls", "starttls", "none"];

/// What stands in an address for that of the reader.
pub const EMAIL_FIELD: &str = "{email}";

/// Reads `mail:`; `None` where it does not say who writes.
pub fn read(yaml: &Yaml, sink: &mut Sink<'_>) -> Option<Mail> {
    let mut f = Fields::open(yaml, "mail", sink)?;
    let publish = f.flag("publish").unwrap_or(false);
    let from = f.required_text("from");
    let from_name = f.names("from_name");
    let reply_to = f.email("reply_to").map(|at| at.value);
    let (placeholder, unsubscribe) = match f.raw("unsubscribe") {
        Some(yaml) => leaving(yaml, f.sink),
        None => (None, None),
    };
    let server = f.raw("server").and_then(|yaml| server(yaml, f.sink)).unwrap_or_default();
    f.misplaced(&["sender", "sender_name"], "the sender is called `from`, and the name beside the address `from_name`");
    f.finish();
    let from = from.and_then(|at| email("from", at, sink))?.value;
    Some(Mail { publish, from, from_name, reply_to, placeholder, unsubscribe, server })
}

/// How one gets off the list.
fn leaving(yaml: &Yaml, sink: &mut Sink<'_>) -> (Option<String>, Option<String>) {
    let Some(mut f) = Fields::open(yaml, "unsubscribe", sink) else { return (None, None) };
    let placeholder = f.text("placeholder");
    let link = f.text("link");
    f.finish();
    let placeholder = placeholder.filter(|at| {
        let good = !at.value.contains(|c: char| c.is_control() || matches!(c, '<' | '>' | '"'));
        if !good {
            sink.push(
                Finding::new(Code::BadValue, at.span, format!("`placeholder` cannot be `{}`", at.value))
                    .hint("write what your mailing tool wants: `\"{{ UnsubscribeURL }}\"`"),
            );
        }
        good
    });
    (placeholder.map(|at| at.value), link.and_then(|at| leaving_link(at, sink)))
}

fn leaving_link(at: At<String>, sink: &mut Sink<'_>) -> Option<String> {
    let bare = at.value.replace(EMAIL_FIELD, "name@example.org");
    let known = !bare.contains(['{', '}', '<', '>', '"', ' ']);
    let address = url::Url::parse(&bare).is_ok_and(|url| matches!(url.scheme(), "https" | "mailto"));
    if known && address {
        return Some(at.value);
    }
    sink.push(
        Finding::new(Code::BadValue, at.span, format!("`link` cannot be `{}`", at.value))
            .hint("write an address that begins with `https://` or `mailto:`; `{email}` in it is the reader's"),
    );
    None
}

fn server(yaml: &Yaml, sink: &mut Sink<'_>) -> Option<Server> {
    let mut f = Fields::open(yaml, "server", sink)?;
    f.misplaced(
        &["user", "password"],
        "name and password never stand in the site: put them into the environment, `GUIDEPOST_SMTP_USER` and \
         `GUIDEPOST_SMTP_PASSWORD`, or into a file for `--credentials`",
    );
    let host = f.text("host").filter(|at| {
        let good = at.value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
        if !good {
            f.sink.push(
                Finding::new(Code::BadValue, at.span, format!("`host` cannot be `{}`", at.value))
                    .hint("write the name of the server alone: `smtp.example.org`"),
            );
        }
        good
    });
    let port = positive(&mut f, "port").and_then(|at| {
        let port = u16::try_from(at.value).ok();
        if port.is_none() {
            f.sink.push(
                Finding::new(Code::BadValue, at.span, format!("`port` cannot be `{}`", at.value))
                    .hint("it is mostly 587 (`starttls`) or 465 (`tls`)"),
            );
        }
        port
    });
    let security = f.word("security", &SECURITY);
    let per_minute = positive(&mut f, "per_minute").map(|at| at.value);
    f.finish();
    Some(Server { host: host.map(|at| at.value), port, security, per_minute })
}

/// A whole number from 1.
fn positive(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<At<u32>> {
    let span = f.raw(key).map_or(Span::default(), |yaml| yaml.span);
    let number = f.number(key)?;
    if number == 0 {
        f.sink.push(
            Finding::new(Code::BadValue, span, format!("`{key}` cannot be `0`")).hint("write a whole number from 1"),
        );
    }
    (number > 0).then(|| At::new(number, span))
}
