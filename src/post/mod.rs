//! Floor 6: letters → mailboxes, over SMTP, each once. Nothing here knows of texts or themes: it is given a list of
//! people, something that makes the message for one of them, and a server.
//!
//! | file | turns |
//! |---|---|
//! | `list` | a CSV file into the people an edition goes to |
//! | `log` | what has happened into a file that survives a `kill -9` and a power cut |
//! | `server` | bytes into a message that a server has taken, has refused, or may have taken |
//! | `send` | all of them into one run |
//!
//! # What is promised, and what is not
//!
//! * Before a letter is begun the log says `trying`, after the server's answer `sent` (or `refused`, `later`), and each
//!   line is on the disk before the next step. A run that is killed is gone on with by starting it again.
//! * A letter whose `trying` has no answer is in doubt: the server may have taken it. It is not sent again unless the
//!   sender says so. Each copy has an id of its own that is the same the next time, so most mail programs show a second
//!   copy as the first.
//! * That a server has taken a letter does not mean that it arrives: bounces come to the address that it is from.

// This floor writes the log: the methods of `std::fs` that are forbidden elsewhere belong here.
#![allow(clippy::disallowed_methods)]

pub mod list;
pub mod log;
mod send;
mod server;

pub use list::{List, Recipient};
pub use log::{Fate, Log};
pub use send::{Order, Plan, Tally, plan, send};
pub use server::{Secrecy, Server};
