//! Floor 3: [`Sources`](crate::source::Sources) → [`Site`]. Editions and their chains, entries and their versions,
//! the directory, links, addresses and lists: everything that can be known before a page is made.

mod address;
mod alike;
mod directory;
mod edition;
mod entry;
mod fluent;
mod group;
mod link;
mod linked;
mod list;
mod picture;
mod site;
mod strings;
mod text;
mod trouble;

pub use address::{Addresses, Shelf, alias_path, home, list_page};
pub use directory::Directory;
pub use edition::{Edition, EditionId, Step};
pub use entry::{Common, Entry, EntryId, Localized, Parsed, Section, Version, Versions};
pub use link::{Anchor, PageId, SAFE_SCHEMES, Target, anchor_in};
pub use list::Lists;
pub use picture::{Form, MADE_BY, Picture, Pictures, Variant, Withheld};
pub use site::{Memory, Options, Site, Topic, resolve, resolve_with};
pub use strings::{FoundString, StringArg, StringError, Strings, args};
pub use text::{Marked, in_script};
