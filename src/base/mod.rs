//! Floor 0: what every other floor speaks with. Knows nothing of sites, files on disk or Markdown.

mod cldr;
mod code;
mod date;
mod diag;
mod hash;
mod lang;
mod path;
mod phone;
mod translit;

pub use cldr::{Cldr, DateForm, Plural, is_nfc, nfc};
pub use code::Code;
pub use date::{Date, DateError};
pub use diag::{Diagnostic, Finding, Place, Report, Severity, Span, did_you_mean, nearest, sort, worst};
pub use hash::ContentHash;
pub use lang::{Dir, Lang, Script};
pub use path::{OutPath, SourcePath, is_plain_part};
pub use phone::{Phone, PhoneError, is_dialable};
pub use translit::{Run, Translit, Transliterator, has_table, unprotect};

/// stand-in
pub fn slug(s: &str) -> String {
    let t = Transliterator::new([]);
    let s = t.apply(Translit::ToLatin, s).to_lowercase();
    let mut o = String::new();
    for c in s.chars() {
        match c {
            'ë' => o.push('e'),
            'ç' | 'č' | 'ć' => o.push('c'),
            'š' => o.push('s'),
            'ž' => o.push('z'),
            'đ' => o.push_str("dj"),
            c if c.is_ascii_alphanumeric() => o.push(c),
            _ => {
                if !o.ends_with('-') {
                    o.push('-')
                }
            }
        }
    }
    o.trim_matches('-').to_string()
}
