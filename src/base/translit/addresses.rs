//! What is no language in a Latin text: web and mail addresses, file names, paths, handles, numbers of documents,
//! placeholders. One word between two spaces into the parts of it that stay. A file of its own because these rules
//! look at punctuation and digits, all others at words.

use std::ops::Range;

/// Endings of domain names: general ones, then those of Europe.
const DOMAINS: [&str; 60] = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "eu", "io", "app", "dev", "online", "site", "rs",
    "me", "ba", "hr", "si", "mk", "al", "xk", "gr", "bg", "ro", "hu", "at", "de", "ch", "li", "fr", "it", "es", "pt",
    "nl", "be", "lu", "uk", "us", "ie", "dk", "se", "no", "fi", "is", "pl", "cz", "sk", "ee", "lv", "lt", "ua", "by",
    "md", "tr", "cy", "mt", "ca", "coop",
];

/// Endings of file names.
const FILES: [&str; 60] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "txt", "csv", "tsv", "json",
    "yaml", "yml", "toml", "xml", "html", "htm", "css", "js", "mjs", "ts", "rs", "py", "sh", "md", "epub", "zip", "gz",
    "tar", "rar", "jpg", "jpeg", "png", "gif", "svg", "webp", "avif", "tif", "tiff", "bmp", "mp3", "mp4", "ogg",
    "opus", "wav", "webm", "mov", "avi", "eml", "ics", "vcf", "ftl", "tera", "woff", "woff2", "exe",
];

/// Finds the parts of `word`, which has no white space in it, that stay as they are; ascending.
pub(super) fn find(word: &str, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        let Some(start) = rest.find(is_part).map(|start| at + start) else { return };
        let whole = part(&word[start..]);
        let core = whole.trim_end_matches(['.', ':', '?', '-', '=', '&']);
        at = start + whole.len();
        if is_link(core) {
            let end = word[start..].find(['<', '>', '"', '„', '“', '”', '«', '»', '|']).unwrap_or(word.len() - start);
            at = start + end.max(whole.len());
            found.push(start..at);
        } else if is_name(core) {
            found.push(start..start + core.len());
        } else if let Some((word, number)) = core.split_once('.')
            && word.chars().all(char::is_alphabetic)
            && is_document(number)
        {
            found.push(start + core.len() - number.len()..start + core.len());
        }
    }
}

/// Characters that addresses and names of files are made of.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || "._-~/\\:@%+#?&=".contains(c)
}

/// The run of such characters at the start of `text`. A colon ends it unless it leads to a path or a port: `vidi:http`
/// is two.
fn part(text: &str) -> &str {
    let mut end = 0;
    for (i, c) in text.char_indices() {
        let next = text[i + c.len_utf8()..].chars().next();
        if !is_part(c) {
            break;
        }
        end = i + c.len_utf8();
        if c == ':' && !next.is_some_and(|next| next == '/' || next == '\\' || next.is_ascii_digit()) {
            break;
        }
    }
    &text[..end]
}

/// Whether `text` is a web address, which may go on with characters that other names lack.
fn is_link(text: &str) -> bool {
    text.contains("://")
        || text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
        || text.split_once(['/', '?', '#']).is_some_and(|(host, _)| is_host(host))
}

/// Whether `text` is any other name that is no language.
fn is_name(text: &str) -> bool {
    is_mail(text) || is_host(text) || is_file(text) || is_path(text) || is_document(text)
}

/// `name@host`, `@name`.
fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || "._%+-".contains(c))
    })
}

/// A domain name, with a port perhaps. It is all small letters or all capitals: `kaže.Me` is a slip of the keys.
fn is_host(text: &str) -> bool {
    let host = text.split_once(':').map_or(text, |(host, _)| host);
    host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-') && ends_in(host, &DOMAINS)
}

/// A file name, with a path perhaps, or a name with an underscore in it. Several underscores are a line to write on.
fn is_file(text: &str) -> bool {
    let name = text.trim_matches('_');
    ends_in(text, &FILES) || (name.contains('_') && !name.contains("__"))
}

/// Whether the last part after a full stop is one of `endings`, and what stands before it can be a name.
fn ends_in(text: &str, endings: &[&str]) -> bool {
    let Some((name, ending)) = text.rsplit_once('.') else { return false };
    let known = endings.iter().any(|one| one.eq_ignore_ascii_case(ending));
    let small = ending.bytes().all(|b| !b.is_ascii_uppercase());
    let capitals = !text.contains(char::is_lowercase);
    known && (small || capitals) && name.ends_with(char::is_alphanumeric) && !name.split('.').any(str::is_empty)
}

/// A path of files or of a site: `/sq/udhezues/`, `../a/b`, `C:\Users`. Not `/reč/`, nor `i/ili`.
fn is_path(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-~/%".contains(&b));
    let parts = text.split('/').filter(|part| part.contains(|c: char| c.is_ascii_alphanumeric())).count();
    let rooted = ["/", "./", "../", "~/"].iter().any(|root| text.starts_with(root));
    text.contains('\\') || (plain && rooted && parts >= 2)
}

/// The number of a law or document: digits and capitals only, with a slash between (`05/L-021`, `A/RES/61/295`), or
/// one letter with a number (`L-021`).
fn is_document(text: &str) -> bool {
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let coded = text.as_bytes().get(1) == Some(&b'-') && text[2..].bytes().all(|b| b.is_ascii_digit() || b == b'/');
    digits && letters().all(char::is_uppercase) && letters().next().is_some() && (text.contains('/') || coded)
}

/// The length of the placeholder, tag or handle that begins `text`: `{name}`, `{ $name }`, `%s`, `%1$d`, `%(name)s`,
/// `&nbsp;`, `#1a2b3c`. `before` is the character in front of it.
pub(super) fn placeholder(text: &str, before: Option<char>) -> Option<usize> {
    match text.as_bytes().first()? {
        b'{' if before != Some('{') => braces(text),
        b'%' if !before.is_some_and(|c| c.is_ascii_digit()) => percent(text),
        b'&' => {
            let name = name_end(text, 1);
            (name > 1 && text[name..].starts_with(';')).then_some(name + 1)
        }
        b'#' => {
            let end = name_end(text, 1);
            (end > 1 && !text[end..].starts_with(char::is_alphabetic)).then_some(end)
        }
        _ => None,
    }
}

/// The end of the name of ASCII letters, digits, `_`, `-` and `.` that begins at `at`.
fn name_end(text: &str, at: usize) -> usize {
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || b"_-.".contains(b);
    at + text.as_bytes()[at..].iter().take_while(|b| is_name(b)).count()
}

/// `{name}`, `{{ name }}`, `${name}`, `{ $name }`.
fn braces(text: &str) -> Option<usize> {
    let inner = text.trim_start_matches('{').trim_start_matches(' ');
    let inner = inner.strip_prefix('$').unwrap_or(inner);
    let name = name_end(inner, 0);
    let rest = inner[name..].trim_start_matches(' ');
    (rest.starts_with('}')).then(|| text.len() - rest.trim_start_matches('}').len())
}

/// `%s`, `%d`, `%1$s`, `%(name)s`.
fn percent(text: &str) -> Option<usize> {
    let rest = match text[1..].strip_prefix('(') {
        Some(named) => named[name_end(named, 0)..].strip_prefix(')')?,
        None => text[1..].trim_start_matches(|c: char| c.is_ascii_digit() || "$.+-".contains(c)),
    };
    let after = rest.strip_prefix(['s', 'd', 'i', 'f', 'u', '@'])?;
    (!after.starts_with(char::is_alphanumeric)).then(|| text.len() - after.len())
}
