//! The heads of a request → whether it comes from a person at this machine. A preview holds drafts and names that are
//! not public yet, so a page from the internet must not read it through the browser of the one who writes:
//!
//! * *DNS rebinding*: a name of theirs is made to lead to this machine. Their name then stands in `Host`; ours, and bare
//!   IP addresses (which nobody can rebind), are let in.
//! * *requests across origins*: `Origin` names the page that asks, and `Sec-Fetch-Site` (Fetch Metadata, W3C) says
//!   `cross-site`. A link from elsewhere may lead here; a script or frame from elsewhere gets nothing.

use hyper::header::{HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use hyper::{Method, Uri};
use std::net::IpAddr;

/// Why a request is refused: status and plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// What to tell.
    pub words: &'static str,
}

const FOREIGN_HOST: Refusal = Refusal {
    status: 421,
    words: "This preview answers only under the address that `guidepost serve` has printed. The name in this request is another one: perhaps a page on the internet tries to read the preview through your browser.",
};
const FOREIGN_ORIGIN: Refusal = Refusal {
    status: 403,
    words: "This preview answers only to its own pages. A page from elsewhere has asked for this.",
};
const NO_HOST: Refusal =
    Refusal { status: 400, words: "The request does not say, or says twice, which host it means." };
const METHOD: Refusal = Refusal { status: 405, words: "This preview can only be read." };

/// Lets a request in, or says why not.
pub fn admit(method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
    if method != Method::GET && method != Method::HEAD {
        return Err(METHOD);
    }
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(NO_HOST) };
    let in_line = uri.authority().is_none_or(|a| is_ours(a.as_str()));
    if !in_line || !host.to_str().is_ok_and(is_ours) {
        return Err(FOREIGN_HOST);
    }
    for origin in headers.get_all(ORIGIN) {
        let same = |text: &str| Some(text) == host.to_str().ok();
        if !origin.to_str().ok().and_then(|o| o.strip_prefix("http://")).is_some_and(same) {
            return Err(FOREIGN_ORIGIN);
        }
    }
    let is = |name: &'static str, word: &str| {
        headers.get(HeaderName::from_static(name)).map(HeaderValue::as_bytes) == Some(word.as_bytes())
    };
    let led_here = is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document");
    match is("sec-fetch-site", "cross-site") && !led_here {
        true => Err(FOREIGN_ORIGIN),
        false => Ok(()),
    }
}

/// Whether a host, with or without a port, is an IP address or `localhost`.
fn is_ours(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, port)) => (name, port),
            None => return false,
        },
        None => host.find(':').map_or((host, ""), |at| host.split_at(at)),
    };
    let port_is_number = port.is_empty() || port.strip_prefix(':').is_some_and(|p| p.parse::<u16>().is_ok());
    port_is_number && (name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_own_names() {
        for ours in ["localhost", "LOCALHOST:3000", "127.0.0.1:1", "[::1]:3000", "[::1]", "192.168.0.7:3000"] {
            assert!(is_ours(ours), "{ours}");
        }
        for foreign in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "127.0.0.1:x",
            "[::1",
            "localhost:99999",
            "localhost@evil.example",
            "[::1]evil.example",
            "user@localhost",
        ] {
            assert!(!is_ours(foreign), "{foreign}");
        }
    }
}
