//! A file of the site → a response: its type, its ETag and "not changed", a part of it.

use super::address::Target;
use super::disk::Opened;
use super::inject::inject;
use super::state::{Dish, Shop, tag};
use crate::base::OutPath;
use crate::render::{Baked, Recipe};
use axum::body::Body;
use axum::response::Response;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, StatusCode};
use std::ops::Range;

/// Contents, whole.
enum Contents {
    Bytes(Vec<u8>),
    File(Opened),
}

/// Answers a request for the address `path`. Blocks while the file is made.
pub fn answer(shop: &Shop, names: &super::disk::Names, path: &str, method: &Method, headers: &HeaderMap) -> Response {
    let shown = shop.shown();
    let (file, status) = match super::address::find(&shown, &shop.base(), path) {
        Target::File(file) => (file, StatusCode::OK),
        Target::Missing(Some(page)) => (page, StatusCode::NOT_FOUND),
        Target::Missing(None) => return super::problems::only(shop, headers),
        Target::Go(to) => {
            let mut response = plain(StatusCode::FOUND, "This folder is written with a slash at its end.\n");
            response.headers_mut().insert(header::LOCATION, value(&to));
            return response;
        }
        Target::Refused(why) => {
            return plain(StatusCode::BAD_REQUEST, &format!("No page has this address: {why}.\n"));
        }
    };
    // What is handed on as a file is shown as it is handed on.
    let is_page = !matches!(shown.now.catalogue.get(&file), Some(Recipe::Single(..)));
    let Some(Dish { baked, .. }) = shown.bake(&file) else { return super::problems::only(shop, headers) };
    let kind = kind(&file);
    let contents = match baked {
        Baked::Bytes(bytes) if is_page && kind.starts_with("text/html") => Contents::Bytes(inject(&bytes)),
        Baked::Bytes(bytes) => Contents::Bytes(bytes),
        Baked::File(disk) => match names.open(&shop.options.root, &disk) {
            Ok(opened) => Contents::File(opened),
            Err(error) => return plain(StatusCode::NOT_FOUND, &format!("This file cannot be read: {error}.\n")),
        },
    };
    deliver(contents, status, kind, method, headers)
}

/// The head and body for some contents.
fn deliver(contents: Contents, status: StatusCode, kind: &str, method: &Method, headers: &HeaderMap) -> Response {
    let (len, tag) = match &contents {
        Contents::Bytes(bytes) => (bytes.len() as u64, tag(bytes)),
        Contents::File(opened) => (opened.len, opened.tag.clone()),
    };
    let tag = format!("\"{tag}\"");
    let mut response = Response::new(Body::empty());
    let head = response.headers_mut();
    head.insert(header::ETAG, value(&tag));
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    head.insert(header::CONTENT_TYPE, value(kind));
    head.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if status == StatusCode::OK && has_tag(headers, header::IF_NONE_MATCH, &tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    // A part is only of use to somebody whose other parts are of the same contents.
    let fresh = !headers.contains_key(header::IF_RANGE) || has_tag(headers, header::IF_RANGE, &tag);
    let asked = headers.get(header::RANGE).filter(|_| status == StatusCode::OK && fresh && method == Method::GET);
    let range = match asked.and_then(|r| r.to_str().ok()).map_or(Asked::Whole, |r| asked_for(r, len)) {
        Asked::Whole => {
            *response.status_mut() = status;
            0..len
        }
        Asked::Part(part) => {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            let words = format!("bytes {}-{}/{len}", part.start, part.end - 1);
            response.headers_mut().insert(header::CONTENT_RANGE, value(&words));
            part
        }
        Asked::Outside => {
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            response.headers_mut().insert(header::CONTENT_RANGE, value(&format!("bytes */{len}")));
            return response;
        }
    };
    response.headers_mut().insert(header::CONTENT_LENGTH, (range.end - range.start).into());
    if method != Method::HEAD {
        *response.body_mut() = match contents {
            Contents::Bytes(bytes) if range == (0..len) => bytes.into(),
            Contents::Bytes(bytes) => bytes.get(usized(&range)).unwrap_or_default().to_vec().into(),
            Contents::File(opened) => opened.body(range.start, range.end - range.start),
        };
    }
    response
}

fn usized(range: &Range<u64>) -> Range<usize> {
    let narrow = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    narrow(range.start)..narrow(range.end)
}

/// Whether a header names this contents (RFC 9110, weak comparison: the bytes are the same or they are not).
fn has_tag(headers: &HeaderMap, name: HeaderName, tag: &str) -> bool {
    let values = headers.get_all(name).into_iter().filter_map(|v| v.to_str().ok());
    values.flat_map(|v| v.split(',')).map(|t| t.trim().trim_start_matches("W/")).any(|t| t == tag || t == "*")
}

/// What a `Range` header asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Whole,
    Part(Range<u64>),
    Outside,
}

/// Reads a `Range` header (RFC 9110, section 14). Several ranges, and what cannot be understood, get the whole: that is
/// allowed, and no player asks for more than one.
fn asked_for(header: &str, len: u64) -> Asked {
    let Some((first, last)) = header.strip_prefix("bytes=").and_then(|r| r.trim().split_once('-')) else {
        return Asked::Whole;
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(first) || !digits(last) {
        return Asked::Whole;
    }
    match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if last < first => Asked::Whole,
        (Ok(first), _) if first >= len => Asked::Outside,
        (Ok(first), Ok(last)) => Asked::Part(first..last.saturating_add(1).min(len)),
        (Ok(first), Err(_)) if last.is_empty() => Asked::Part(first..len),
        (Err(_), Ok(0)) if first.is_empty() => Asked::Outside,
        (Err(_), Ok(_)) if first.is_empty() && len == 0 => Asked::Outside,
        (Err(_), Ok(tail)) if first.is_empty() => Asked::Part(len.saturating_sub(tail)..len),
        _ => Asked::Whole,
    }
}

/// A few plain words.
pub fn plain(status: StatusCode, words: &str) -> Response {
    let mut response = Response::new(Body::from(words.to_owned()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A text as the value of a header; ours are plain ASCII.
pub fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

/// The media type of a file, by the end of its name (registered with IANA, or in common use for audio).
pub fn kind(path: &OutPath) -> &'static str {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" if name == "feed.xml" => "application/atom+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "eml" => "message/rfc822",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" => "audio/ogg",
        "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "woff2" => "font/woff2",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_file() {
        for (header, asked) in [
            ("bytes=0-1", Asked::Part(0..2)),
            ("bytes=2-", Asked::Part(2..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=-30", Asked::Part(0..10)),
            ("bytes=8-30", Asked::Part(8..10)),
            ("bytes=0-18446744073709551615", Asked::Part(0..10)),
            ("bytes=10-", Asked::Outside),
            ("bytes=-0", Asked::Outside),
            ("bytes=5-2", Asked::Whole),
            ("bytes=0-1,4-5", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("pages=1-2", Asked::Whole),
        ] {
            assert_eq!(asked_for(header, 10), asked, "{header}");
        }
        assert_eq!(asked_for("bytes=-1", 0), Asked::Outside);
    }
}
