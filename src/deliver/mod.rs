//! Floor 6: bytes → a finished site on a disk, whole or not at all.
//!
//! A build goes to a staging folder beside the output and takes its place in one rename, so that a visitor, a crash or
//! a `kill -9` meets the old site or the new one, never a mix. The parts, in the order in which [`deliver`] uses them:
//!
//! | file | turns |
//! |---|---|
//! | `place` | the `--out` that somebody typed into the places a build may touch |
//! | `lock` | two builds of one output into one build and one clear refusal |
//! | `exchange` | a finished staging folder into the output, and the leavings of a killed build into nothing |
//! | `old` | the site that is there into answers: is this file still the same? |
//! | `staging` | baked bytes and unchanged files into a whole new tree |
//! | `tree` | a folder into the number of its files, or into those wanted, or into nothing |
//! | `machine` | what the operating system refuses into words for a person |
//! | `record` | what each file was made from, and what came out, into those that need not be made again |
//! | `whole` | bytes into a file that is there whole or not at all |
//! | `noted` | what earlier runs counted of contents into what need not be counted again |
//! | `kept` | the disk into what rendering asks of it: files to process, and costly results of earlier runs |
//! | `disk` | a [`Bakery`] (`bakery`) into a site, with all of the above, and one [`Outcome`] |
//!
//! # What is promised, and what is not
//!
//! * The process may die at any moment. What stays behind is at most one staging folder and one lock, and the next
//!   build removes both. With an attic (see [`Options::attic`]) the site before this one lies there until the build after.
//! * Nothing is forced to the platter (`fsync`): after a *power cut* within the seconds in which the kernel still holds
//!   the new files, some of them may be empty, as with any program that copies files. Build again, then.
//! * Everything in the output that is not part of the site goes: the output belongs to Guidepost. So that no other
//!   folder is ever lost that way, an output carries the file [`MARKER`]; a folder with anything in it but without that
//!   file is refused.
//! * The output's folder itself is a new one after each build that changed something: it has the permissions of the
//!   umask, and a program that holds the old folder open does not see the new one.

// This floor is where the program writes: the methods of `std::fs` that are forbidden elsewhere belong here.
#![allow(clippy::disallowed_methods)]

mod bakery;
mod disk;
mod exchange;
mod kept;
mod lock;
mod machine;
mod noted;
mod old;
mod oven;
mod place;
mod record;
mod staging;
mod tree;
mod whole;

pub use crate::render::Baked;
pub use bakery::Bakery;
pub use disk::{Delivery, Options, Outcome, deliver};
pub use kept::DiskWorld;
pub use oven::Oven;
pub use place::MARKER;
