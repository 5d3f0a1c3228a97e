//! Floor 0: what every other floor speaks with. Knows nothing of sites, files on disk or Markdown.

pub mod audio;
mod cldr;
mod code;
mod date;
mod diag;
mod fold;
mod hash;
mod lang;
mod machine;
mod memo;
mod path;
mod phone;
mod position;
mod translit;

pub use cldr::{Cldr, DateForm, Plural, is_nfc, nfc};
pub use code::Code;
pub use date::{Date, DateError};
pub use diag::{Diagnostic, Finding, Place, Report, Severity, Span, did_you_mean, few, nearest, sort, worst};
pub use fold::{TABLE, key, key_in, pairs, slug, table_for_script};
pub use hash::{ContentHash, quick_hash};
pub use lang::{Dir, Lang, Script};
pub use machine::MachineError;
pub use memo::{AtPlace, Last, Memo};
pub use path::{OutPath, SourcePath, in_turns, is_plain_part, percent_encoded};
pub use phone::{Phone, PhoneError, is_dialable};
pub use position::Position;
pub use translit::{Run, Translit, Transliterator, has_table, unprotect};
