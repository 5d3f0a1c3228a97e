//! What has become of each letter, on the disk: one line a step, never changed, forced to the platter before the next
//! step is taken. So a run that was killed can be gone on with: nobody gets a letter twice, and nobody is forgotten.
//!
//! ```text
//! # guidepost mail 1 newsletter/vol-1 sq
//! 2026-11-26T18:50:03Z    trying    name@example.org
//! 2026-11-26T18:50:04Z    sent      name@example.org    250 OK
//! ```
//!
//! Between `trying` and the line after it the server may have taken the letter without our having heard so. Such a letter
//! is *in doubt*, and only its sender can decide.

use crate::base::{Date, MachineError};
use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// What has become of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was begun, and nothing is known after that.
    Trying,
    /// The server has taken it.
    Sent,
    /// The server will never take it.
    Refused,
    /// It was not taken this time.
    Later,
}

impl Fate {
    const ALL: [Self; 4] = [Self::Trying, Self::Sent, Self::Refused, Self::Later];

    /// The word in the log.
    fn word(self) -> &'static str {
        match self {
            Self::Trying => "trying",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Later => "later",
        }
    }
}

/// The log of one issue in one edition.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    file: File,
    fates: HashMap<String, Fate>,
}

/// How the first line begins.
const HEAD: &str = "# guidepost mail 1";

impl Log {
    /// What a log says, without writing to it; nothing where there is none yet.
    pub fn look(path: &Path, letter: &str) -> Result<HashMap<String, Fate>, MachineError> {
        match std::fs::read_to_string(path) {
            Ok(text) => fates(path, &text, letter),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(HashMap::new()),
            Err(error) => Err(failed(path, "read", &error)),
        }
    }

    /// Opens or begins the log of `letter`, for this run alone.
    pub fn open(path: &Path, letter: &str) -> Result<Self, MachineError> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        // It holds addresses of people.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(|error| failed(path, "written", &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let message = format!("another run is sending with the log `{}`", path.display());
                return Err(MachineError::new(message).hint("wait for it to end"));
            }
            Err(TryLockError::Error(error)) => return Err(failed(path, "locked", &error)),
        }
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| failed(path, "read", &error))?;
        let fates = fates(path, &text, letter)?;
        let mut log = Self { path: path.to_owned(), file, fates };
        if text.is_empty() {
            log.write(&format!("{HEAD} {letter}\n"))?;
            log.keep_name()?;
        } else if !text.ends_with('\n') {
            // A line that a power cut has torn: it stays, and counts for nothing.
            log.write("\n")?;
        }
        Ok(log)
    }

    /// What has become of the letter to somebody.
    pub fn fate(&self, key: &str) -> Option<Fate> {
        self.fates.get(key).copied()
    }

    /// Notes what has become of a letter at a time in seconds since 1970, and comes back when the disk has it.
    pub fn note(&mut self, at: u64, fate: Fate, key: &str, words: &str) -> Result<(), MachineError> {
        let words = words.replace(['\t', '\n', '\r'], " ");
        self.write(&format!("{}\t{}\t{key}\t{}\n", moment(at), fate.word(), words.trim()))?;
        self.fates.insert(key.to_owned(), fate);
        Ok(())
    }

    fn write(&mut self, line: &str) -> Result<(), MachineError> {
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_data());
        written.map_err(|error| failed(&self.path, "written", &error).hint("nothing is sent that cannot be noted"))
    }

    /// Forces the name of a new file to the platter, too.
    fn keep_name(&self) -> Result<(), MachineError> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let kept = if cfg!(unix) { File::open(folder).and_then(|folder| folder.sync_all()) } else { Ok(()) };
        kept.map_err(|error| failed(&self.path, "written", &error))
    }
}

/// The last word about each address. A line that is not whole counts for nothing.
fn fates(path: &Path, text: &str, letter: &str) -> Result<HashMap<String, Fate>, MachineError> {
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut lines = whole.lines();
    let head = lines.next().unwrap_or_default();
    if !text.is_empty() && head != format!("{HEAD} {letter}") {
        let message = format!("the log `{}` is not one of this issue and edition", path.display());
        return Err(MachineError::new(message).hint("name another file with `--log`"));
    }
    let mut fates = HashMap::new();
    for line in lines {
        let mut fields = line.split('\t').skip(1);
        let (Some(word), Some(key)) = (fields.next(), fields.next()) else { continue };
        if let Some(fate) = Fate::ALL.into_iter().find(|fate| fate.word() == word) {
            fates.insert(key.to_owned(), fate);
        }
    }
    Ok(fates)
}

/// A time as the log writes it (RFC 3339, UTC).
fn moment(at: u64) -> String {
    let (days, left) = (at / 86_400, at % 86_400);
    let day = Date::from_unix_days(i64::try_from(days).unwrap_or(0));
    format!("{day}T{:02}:{:02}:{:02}Z", left / 3600, left / 60 % 60, left % 60)
}

fn failed(path: &Path, deed: &str, error: &std::io::Error) -> MachineError {
    MachineError::new(format!("the log `{}` could not be {deed}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_on_where_it_stopped() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        let mut log = Log::open(&path, "page sq").unwrap();
        log.note(86_399, Fate::Trying, "a@x.org", "").unwrap();
        log.note(86_400, Fate::Sent, "a@x.org", "250\tOK\n").unwrap();
        log.note(0, Fate::Trying, "b@x.org", "").unwrap();
        drop(log);
        // A power cut in the middle of a line.
        OpenOptions::new().append(true).open(&path).unwrap().write_all(b"1970-01-01T00:00:00Z\tsent\tb@x.org").unwrap();
        let mut log = Log::open(&path, "page sq").unwrap();
        assert_eq!(log.fate("a@x.org"), Some(Fate::Sent));
        assert_eq!(log.fate("b@x.org"), Some(Fate::Trying));
        log.note(0, Fate::Later, "b@x.org", "").unwrap();
        drop(log);
        assert_eq!(Log::look(&path, "page sq").unwrap()["b@x.org"], Fate::Later);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            text.contains("1970-01-01T23:59:59Z\ttrying\ta@x.org\t\n1970-01-02T00:00:00Z\tsent\ta@x.org\t250 OK\n")
        );
    }

    #[test]
    fn is_for_one_letter_and_one_run() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        let first = Log::open(&path, "page sq").unwrap();
        assert!(Log::open(&path, "page sq").unwrap_err().message.starts_with("another run is sending"));
        drop(first);
        assert!(Log::open(&path, "page en").unwrap_err().message.ends_with("is not one of this issue and edition"));
    }
}
