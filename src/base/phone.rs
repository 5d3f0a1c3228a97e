//! Phone numbers: as written in the data → as dialled and as people read them.
//!
//! There are two kinds, and mixing them up costs somebody a call. Geographic and mobile numbers are written in E.164
//! (`+38338223782`), dialled so, and printed in national form. Free lines and emergency numbers exist only inside the
//! country: they are dialled and printed exactly as they are (`080015555`, `112`).

/// A number that can be dialled.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    /// What the phone dials, after `tel:`.
    pub dial: String,
    /// As people read it, in groups.
    pub shown: String,
    /// Whether the call costs nothing.
    pub free: bool,
}

/// Why a number cannot be dialled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneError {
    /// Not `+` and 8 to 15 figures.
    NotInternational,
    /// A prefix that Kosovo no longer uses for its own numbers, or too few or too many figures behind `+383`.
    WrongLength,
    /// Not a free line (`0800` and five figures).
    NotFree,
    /// Not an emergency number (three figures).
    NotEmergency,
}

impl PhoneError {
    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::NotInternational => "write it with the country's code and no spaces: `+38338223782`",
            Self::WrongLength => "after `+383` come 8 to 10 figures, without the 0 in front",
            Self::NotFree => "a free line is written as it is dialled: `0800` and five figures",
            Self::NotEmergency => "an emergency number has three figures: `112`",
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '-' | '/' | '(' | ')')).collect()
}

fn all_figures(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

impl Phone {
    /// A geographic or mobile number in E.164.
    pub fn number(text: &str) -> Result<Self, PhoneError> {
        let plain = digits(text);
        let figures = plain.strip_prefix('+').filter(|f| all_figures(f)).ok_or(PhoneError::NotInternational)?;
        if !(8..=15).contains(&figures.len()) || figures.starts_with('0') {
            return Err(PhoneError::NotInternational);
        }
        let shown = match figures.strip_prefix("383") {
            Some(national) if (8..=10).contains(&national.len()) && !national.starts_with('0') => {
                format!("0{} {}", &national[..2], grouped(&national[2..]))
            }
            Some(_) => return Err(PhoneError::WrongLength),
            None => format!("+{} {}", &figures[..3], grouped(&figures[3..])),
        };
        Ok(Self { dial: plain, shown, free: false })
    }

    /// A free line, as dialled.
    pub fn free_line(text: &str) -> Result<Self, PhoneError> {
        let plain = digits(text);
        match plain.strip_prefix("0800").filter(|rest| rest.len() == 5 && all_figures(rest)) {
            Some(rest) => Ok(Self { shown: format!("0800 {rest}"), dial: plain.clone(), free: true }),
            None => Err(PhoneError::NotFree),
        }
    }

    /// An emergency number, as dialled.
    pub fn emergency(text: &str) -> Result<Self, PhoneError> {
        let plain = digits(text);
        match plain.len() == 3 && all_figures(&plain) {
            true => Ok(Self { shown: plain.clone(), dial: plain, free: true }),
            false => Err(PhoneError::NotEmergency),
        }
    }

    /// The address of a link that calls it.
    pub fn href(&self) -> String {
        format!("tel:{}", self.dial)
    }
}

/// Whether the part of a `tel:` link after the colon can be dialled in the country.
pub fn is_dialable(number: &str) -> bool {
    Phone::number(number).is_ok() || Phone::free_line(number).is_ok() || Phone::emergency(number).is_ok()
}

/// Figures in groups of three, the last groups of two or three: `223 782`, `200 14 448`.
fn grouped(figures: &str) -> String {
    let sizes: &[usize] = match figures.len() {
        0..=3 => return figures.to_owned(),
        4 => &[2, 2],
        5 => &[2, 3],
        6 => &[3, 3],
        7 => &[3, 2, 2],
        8 => &[3, 2, 3],
        9 => &[3, 3, 3],
        _ => &[3, 3, 3, 3],
    };
    let mut rest = figures;
    let mut groups = Vec::new();
    for size in sizes {
        let (group, tail) = rest.split_at((*size).min(rest.len()));
        groups.push(group);
        rest = tail;
    }
    groups.push(rest);
    groups.retain(|g| !g.is_empty());
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dials_and_shows() {
        let number = |text: &str| Phone::number(text).map(|p| (p.dial, p.shown));
        assert_eq!(number("+38338223782"), Ok(("+38338223782".into(), "038 223 782".into())));
        assert_eq!(number("+383 38 606 162"), Ok(("+38338606162".into(), "038 606 162".into())));
        assert_eq!(number("+3833820014448"), Ok(("+3833820014448".into(), "038 200 14 448".into())));
        assert_eq!(number("+381659055305"), Ok(("+381659055305".into(), "+381 659 055 305".into())));
        let free = Phone::free_line("0800 15555").unwrap();
        assert_eq!((free.href().as_str(), free.shown.as_str()), ("tel:080015555", "0800 15555"));
        assert_eq!(Phone::emergency("112").unwrap().href(), "tel:112");
    }

    #[test]
    fn refuses_what_cannot_be_dialled() {
        for bad in ["038 223 782", "+383", "+3830", "+383038223782", "+38338223", "00383", "+38a38223782", ""] {
            assert!(Phone::number(bad).is_err(), "{bad}");
        }
        for bad in ["08001555", "0800155555", "+38380015555", "0900 15555"] {
            assert!(Phone::free_line(bad).is_err(), "{bad}");
        }
        for bad in ["11", "1122", "abc"] {
            assert!(Phone::emergency(bad).is_err(), "{bad}");
        }
        assert!(is_dialable("112") && is_dialable("080015555") && !is_dialable("12345"));
    }
}
