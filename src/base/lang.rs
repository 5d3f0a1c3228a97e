//! A language tag (BCP 47): small, `Copy`, always in its canonical letter case. Languages are never bare strings.

use std::fmt;
use tinystr::TinyAsciiStr;

/// A language, with its script where one is named: `sq`, `sr-Latn`, `rom`. At most 16 letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(TinyAsciiStr<16>);

/// The two scripts between which texts are transliterated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// `Latn`
    Latin,
    /// `Cyrl`
    Cyrillic,
}

/// The direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dir {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The value of the HTML attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Lang {
    /// Reads a tag: a primary subtag of 2 to 8 letters, then subtags of 1 to 8 letters or digits (RFC 5646, syntax
    /// only: a made-up language is as good as a known one). The letter case is made canonical.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut out = String::with_capacity(tag.len());
        for (i, part) in tag.split('-').enumerate() {
            let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
            let plain = (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
            if !plain || (i == 0 && !(letters && part.len() >= 2)) {
                return None;
            }
            if i > 0 {
                out.push('-');
            }
            match (i, part.len(), letters) {
                (1.., 4, true) => {
                    out.push_str(&part[..1].to_ascii_uppercase());
                    out.push_str(&part[1..].to_ascii_lowercase());
                }
                (1.., 2, true) => out.push_str(&part.to_ascii_uppercase()),
                _ => out.push_str(&part.to_ascii_lowercase()),
            }
        }
        TinyAsciiStr::try_from_str(&out).ok().map(Self)
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The primary subtag: `sr` of `sr-Latn`.
    pub fn language(&self) -> &str {
        self.as_str().split('-').next().unwrap_or_default()
    }

    /// The script, where the tag names one of the two.
    pub fn script(&self) -> Option<Script> {
        self.as_str().split('-').skip(1).find_map(|part| match part {
            "Latn" => Some(Script::Latin),
            "Cyrl" => Some(Script::Cyrillic),
            _ => None,
        })
    }

    /// The folder of an edition named so: the tag in lower case.
    pub fn folder(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags() {
        for (input, output) in [("sq", "sq"), ("SR-LATN", "sr-Latn"), ("en-gb", "en-GB"), ("sr-cyrl-xk", "sr-Cyrl-XK")]
        {
            assert_eq!(Lang::parse(input).unwrap().as_str(), output);
        }
        for bad in ["", "s", "sq_AL", "sr-", "-sr", "12", "sq md", "ë", "abcdefghi", "sr-Latn-XK-x-private"] {
            assert_eq!(Lang::parse(bad), None, "{bad}");
        }
        assert_eq!(Lang::parse("sr-Cyrl").unwrap().script(), Some(Script::Cyrillic));
        assert_eq!(Lang::parse("sr-Cyrl").unwrap().language(), "sr");
        assert_eq!(Lang::parse("sr-Cyrl").unwrap().folder(), "sr-cyrl");
    }
}
