//! Floor 0: what every other floor speaks with. Knows nothing of sites, files on disk or Markdown.

mod code;
mod date;
mod diag;
mod hash;
mod lang;
mod path;

pub use code::Code;
pub use date::{Date, DateError};
pub use diag::{Diagnostic, Finding, Place, Report, Severity, Span, did_you_mean, nearest, sort, worst};
pub use hash::ContentHash;
pub use lang::{Dir, Lang, Script};
pub use path::{OutPath, SourcePath, is_plain_part};
