//! A file on the disk → a body that is read as fast as the browser takes it, and the name of its contents. A file of its
//! own because a recording of an hour must neither fill the memory nor hold a thread while a browser is slow.

#![allow(clippy::disallowed_methods, reason = "the preview hands out files of the catalogue as they are")]

use axum::body::{Body, Bytes};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Bytes read at once.
const CHUNK: usize = 64 * 1024;

/// How long a browser may take for one chunk.
const PATIENCE: Duration = Duration::from_secs(60);

/// The names of the contents of files, by place, length and time of change.
#[derive(Default)]
pub struct Names(Mutex<BTreeMap<PathBuf, (u64, SystemTime, String)>>);

/// A file that was opened: its length and the name of its contents.
pub struct Opened {
    file: File,
    /// Bytes in it.
    pub len: u64,
    /// Changes with the contents.
    pub tag: String,
}

impl Names {
    /// Opens a regular file below `root`. A link that has come to lead out of the project since it was listed is not
    /// followed.
    pub fn open(&self, root: &Path, path: &Path) -> io::Result<Opened> {
        if !path.canonicalize()?.starts_with(root.canonicalize()?) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let mut file = File::open(path)?;
        let meta = file.metadata()?;
        if !meta.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let (len, time) = (meta.len(), meta.modified()?);
        let known = {
            let names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            names.get(path).filter(|(l, t, _)| (*l, *t) == (len, time)).map(|(_, _, tag)| tag.clone())
        };
        let tag = match known {
            Some(tag) => tag,
            None => {
                let tag = hash(&mut file)?;
                let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                names.insert(path.to_owned(), (len, time, tag.clone()));
                tag
            }
        };
        Ok(Opened { file, len, tag })
    }
}

fn hash(file: &mut File) -> io::Result<String> {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    io::copy(file, &mut hasher)?;
    Ok(hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

impl Opened {
    /// The bytes from `start`, `len` of them. Needs the runtime.
    pub fn body(self, start: u64, len: u64) -> Body {
        let (send, receive) = mpsc::channel::<io::Result<Bytes>>(2);
        tokio::spawn(async move {
            let mut reader = Reader { file: self.file, at: start, end: start + len };
            while reader.at < reader.end {
                let read = tokio::task::spawn_blocking(move || reader.next()).await;
                let Ok((next, chunk)) = read else { return };
                reader = next;
                let failed = chunk.is_err();
                let sent = tokio::time::timeout(PATIENCE, send.send(chunk)).await;
                if failed || !matches!(sent, Ok(Ok(()))) {
                    return;
                }
            }
        });
        Body::from_stream(ReceiverStream::new(receive))
    }
}

struct Reader {
    file: File,
    at: u64,
    end: u64,
}

impl Reader {
    fn next(mut self) -> (Self, io::Result<Bytes>) {
        let chunk = self.chunk();
        (self, chunk)
    }

    fn chunk(&mut self) -> io::Result<Bytes> {
        let wanted = usize::try_from(self.end - self.at).map_or(CHUNK, |left| left.min(CHUNK));
        let mut chunk = vec![0; wanted];
        self.file.seek(SeekFrom::Start(self.at))?;
        // A file that was cut short meanwhile ends the connection: the length was promised.
        self.file.read_exact(&mut chunk)?;
        self.at += wanted as u64;
        Ok(chunk.into())
    }
}
