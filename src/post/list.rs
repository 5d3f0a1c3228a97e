//! A list of addresses (CSV, RFC 4180, with commas or semicolons) → whom an issue goes to in one edition. What cannot be
//! used is a diagnostic with its line; nobody is taken twice.
//!
//! | column | says |
//! |---|---|
//! | `email` | the address; the one column that must be there |
//! | `name` | how the letter is addressed |
//! | `language` or `edition` | which edition the reader wants; empty: whichever is sent |
//!
//! Other columns are passed by, since the tools that write such lists add their own.

use crate::base::{Code, Diagnostic, Finding, Lang, Report, SourcePath, Span, did_you_mean};
use crate::source::is_email;
use std::collections::HashMap;

/// Somebody on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The address.
    pub email: String,
    /// The name, where the list has one.
    pub name: Option<String>,
    /// The line of the list, from 1.
    pub line: usize,
}

impl Recipient {
    /// What tells one reader from another: the address, however it is written.
    pub fn key(&self) -> String {
        self.email.to_lowercase()
    }
}

/// A list as one edition reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// Whom the edition goes to, in the order of the list.
    pub recipients: Vec<Recipient>,
    /// How many want another edition.
    pub others: usize,
}

/// A field of the list and where it stands.
struct Field {
    text: String,
    span: Span,
}

/// The places of the columns.
struct Columns {
    email: usize,
    name: Option<usize>,
    edition: Option<usize>,
}

/// Reads a list for the edition `wanted` of `editions`.
pub fn read(file: &SourcePath, text: &str, editions: &[Lang], wanted: Lang) -> Report<List> {
    let mut diags: Vec<Diagnostic> = Vec::new();
    let mut list = List::default();
    let (mut rows, unclosed) = rows(text);
    if let Some(at) = unclosed {
        let finding = Finding::new(Code::BadList, Span::new(at..at + 1), "this quotation mark is never closed");
        return Report::new(list, vec![finding.hint("close it, or take it out").at(file)]);
    }
    if rows.is_empty() {
        let finding = Finding::new(Code::BadList, Span::default(), "the list is empty");
        return Report::new(list, vec![finding.hint(HEAD).at(file)]);
    }
    let columns = match columns(&rows.remove(0)) {
        Ok(columns) => columns,
        Err(finding) => return Report::new(list, vec![finding.at(file)]),
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in &rows {
        let line = line_of(text, row[0].span);
        match recipient(row, &columns, editions, wanted) {
            Ok(None) => list.others += 1,
            Ok(Some((email, name))) => {
                let recipient = Recipient { email, name, line };
                if let Some(first) = seen.get(&recipient.key()) {
                    let message = format!("this address stands in line {first} already");
                    let finding = Finding::new(Code::RepeatedRecipient, row[columns.email].span, message);
                    diags.push(finding.hint("nothing to do: it gets one letter").at(file));
                    continue;
                }
                seen.insert(recipient.key(), line);
                list.recipients.push(recipient);
            }
            Err(finding) => diags.push(finding.at(file)),
        }
    }
    Report::new(list, diags)
}

const HEAD: &str = "its first line names the columns: `email`, and if you like `name` and `language`";

fn columns(head: &[Field]) -> Result<Columns, Finding> {
    let names: Vec<String> = head.iter().map(|field| field.text.trim().to_lowercase()).collect();
    let place = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
    let email = place(&["email", "e-mail"]).ok_or_else(|| {
        let span = Span { start: head[0].span.start, end: head.last().map_or(0, |field| field.span.end) };
        Finding::new(Code::BadList, span, "the list has no column `email`").hint(HEAD)
    })?;
    for (n, name) in names.iter().enumerate() {
        let known = ["email", "name", "language", "edition"].contains(&name.as_str());
        if known && names[..n].contains(name) {
            return Err(Finding::new(Code::BadList, head[n].span, format!("there are two columns `{name}`"))
                .hint("keep one of the two"));
        }
    }
    Ok(Columns { email, name: place(&["name"]), edition: place(&["edition", "language", "lang"]) })
}

/// The address and the name of a row; `None` where it wants another edition.
type Read = Option<(String, Option<String>)>;

fn recipient(row: &[Field], columns: &Columns, editions: &[Lang], wanted: Lang) -> Result<Read, Finding> {
    let whole = Span { start: row[0].span.start, end: row[row.len() - 1].span.end };
    let Some(email) = row.get(columns.email) else {
        return Err(bad(whole, "this line is shorter than the first one").hint("write every column, or leave it empty"));
    };
    let address = email.text.trim();
    if address.is_empty() {
        return Err(bad(whole, "this line has no address"));
    }
    if !is_email(address) || !address.is_ascii() || address.len() > 254 {
        return Err(bad(email.span, "this is no address of e-mail").hint("write one address: `name@example.org`"));
    }
    let said = columns.edition.and_then(|at| row.get(at)).filter(|field| !field.text.trim().is_empty());
    if let Some(field) = said
        && edition(field, editions)? != wanted
    {
        return Ok(None);
    }
    let name = columns.name.and_then(|at| row.get(at)).map(|field| field.text.trim().to_owned());
    let name = name.filter(|name| !name.is_empty() && !name.contains(char::is_control));
    Ok(Some((address.to_owned(), name)))
}

/// The edition that a row wants.
fn edition(field: &Field, editions: &[Lang]) -> Result<Lang, Finding> {
    let text = field.text.trim();
    let known: Vec<&str> = editions.iter().map(Lang::as_str).collect();
    let words = known.iter().map(|e| format!("`{e}`")).collect::<Vec<_>>().join(", ");
    let unknown = |message: String| bad(field.span, message).hint(format!("the editions are {words}"));
    if let Some(exact) = editions.iter().find(|edition| edition.as_str().eq_ignore_ascii_case(text)) {
        return Ok(*exact);
    }
    let same: Vec<&Lang> = editions.iter().filter(|edition| edition.language().eq_ignore_ascii_case(text)).collect();
    match same.as_slice() {
        [only] => Ok(**only),
        [] => {
            let hint = did_you_mean(text, known.iter().copied());
            Err(unknown(format!("there is no edition `{text}`")).hint_opt(hint))
        }
        _ => Err(unknown(format!("`{text}` does not say which edition, since there are several"))),
    }
}

fn bad(span: Span, message: impl Into<String>) -> Finding {
    Finding::new(Code::BadRecipient, span, message.into())
}

fn line_of(text: &str, span: Span) -> usize {
    text[..(span.start as usize).min(text.len())].matches('\n').count() + 1
}

/// The rows of a list, empty lines left out; and the quotation mark that is not closed.
fn rows(text: &str) -> (Vec<Vec<Field>>, Option<usize>) {
    let head = text.lines().next().unwrap_or_default();
    // A spreadsheet of a country that writes decimals with a comma separates by semicolons.
    let comma = if head.contains(';') && !head.contains(',') { b';' } else { b',' };
    let bytes = text.as_bytes();
    let (mut rows, mut row): (Vec<Vec<Field>>, Vec<Field>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at <= bytes.len() {
        let start = at;
        let Some((field, end)) = field(text, at, comma) else { return (rows, Some(start)) };
        row.push(Field { text: field, span: Span::new(start..end) });
        at = end + 1;
        if bytes.get(end) != Some(&comma) {
            let row = std::mem::take(&mut row);
            if row.iter().any(|field| !field.text.trim().is_empty()) {
                rows.push(row);
            }
        }
    }
    (rows, None)
}

/// The field that begins at a byte, and where it ends; `None` where its quotation mark is not closed.
fn field(text: &str, start: usize, comma: u8) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let ends = |b: &u8| *b == comma || *b == b'\n';
    let plain_end = |from: usize| bytes[from..].iter().position(ends).map_or(bytes.len(), |found| from + found);
    if bytes.get(start) != Some(&b'"') {
        let end = plain_end(start);
        return Some((text[start..end].to_owned(), end));
    }
    let (mut out, mut at) = (String::new(), start + 1);
    loop {
        let close = at + text[at..].find('"')?;
        out.push_str(&text[at..close]);
        if bytes.get(close + 1) != Some(&b'"') {
            return Some((out, plain_end(close + 1)));
        }
        out.push('"');
        at = close + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Report<List> {
        let editions: Vec<Lang> = ["sq", "sr-Latn", "sr-Cyrl"].into_iter().filter_map(Lang::parse).collect();
        super::read(&SourcePath::new("list.csv"), text, &editions, editions[1])
    }

    fn addresses(list: &List) -> Vec<(&str, Option<&str>, usize)> {
        list.recipients.iter().map(|r| (r.email.as_str(), r.name.as_deref(), r.line)).collect()
    }

    #[test]
    fn reads_what_spreadsheets_write() {
        let list = read("email,name,language\na@x.org,\"B, \"\"C\"\"\",sr-latn\n\nb@x.org,,\nc@x.org,D,sq\n").value;
        assert_eq!(addresses(&list), [("a@x.org", Some("B, \"C\""), 2), ("b@x.org", None, 4)]);
        assert_eq!(list.others, 1);
        let list = read("Name;E-mail\nA;a@x.org").value;
        assert_eq!(addresses(&list), [("a@x.org", Some("A"), 2)]);
    }

    #[test]
    fn takes_nobody_twice() {
        let Report { value, diags } = read("email\na@x.org\nA@X.org\n");
        assert_eq!(addresses(&value), [("a@x.org", None, 2)]);
        assert_eq!(diags[0].message, "this address stands in line 2 already");
    }
}
