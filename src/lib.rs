//! Guidepost turns a folder of texts in several languages into one static site for each *edition* (a language in one
//! script): one pipeline, eight floors.
//!
//! ```text
//!         guidepost.yaml  content/  themes/  locales/
//!                      │ source::read            the only reader of the project folder
//!                 Sources                        texts, front matter, data, strings, templates: with places
//!                      │ model::resolve
//!                  Site                          editions, entries and versions, directory, links, addresses, lists
//!                      │ render::catalogue
//!                Catalogue                       every output path and its recipe, BEFORE anything is rendered
//!                      ├──────────── check::check, check::rehearse → diagnostics
//!                      │ deliver::deliver        asks render::Baker for the bytes of each file
//!                   public/                      the old site or the new one, never a mix
//! ```
//!
//! # Floors
//! Each paragraph of `mod` lines below is a floor. A module uses only modules on floors below its own; modules of one
//! paragraph do not see each other. `tests/floors.rs` proves it, and that every file says why it is there.
//!
//! | floor | module | turns |
//! |---|---|---|
//! | 0 | [`base`] | nothing: diagnostics, paths, languages, dates, CLDR, transliteration, folding, phone numbers |
//! | 1 | [`markup`] | Markdown → [`markup::Doc`], a flat tree with the place of every node |
//! | 2 | [`source`] | the project folder → [`source::Sources`] |
//! | 3 | [`model`] | sources → [`model::Site`]: everything that can be known before a page is made |
//! | 4 | [`render`] | site → [`render::Catalogue`]; a recipe → bytes, through [`render::view`] and the theme's templates |
//! | 5 | [`check`] | site and catalogue → diagnostics that need both |
//! | 6 | [`deliver`] | recipes → a folder on a disk, exchanged in one rename |
//! | 6 | [`post`] | letters → mailboxes, each once, over SMTP |
//! | 6 | [`serve`] | a request → the page it asks for, baked on the spot; a saved file → the pages that changed |
//! | 7 | [`cli`] | arguments → a run → an exit code |
//!
//! # Decisions that carry the rest
//! 1. **An edition is a chain of steps.** [`model::Edition::first`] alone knows about fallback and scripts; bodies,
//!    titles, names and interface strings all ask it, and mark what they get with the language it came from.
//! 2. **The catalogue comes before the rendering**, so two writers of one address are a diagnostic, links are checked
//!    without a page being made, and every file can be made by itself, in any order, on any thread.
//! 3. **A rebuild is a build.** There is no second path that is faster and slightly wrong. A page is left as it is only
//!    where one hash of all that it is made from is the same, and the old file has the very bytes that came out of it.
//! 4. **A problem in the content is never an `Err`**: it is a [`base::Diagnostic`] in a [`base::Report`], and the pass
//!    goes on, so that one run shows everything. `Err` is for the outer world.
//! 5. **Links between our own pages are relative**, so a copy of the site works from any place.
//! 6. **Templates see the structs of [`render::view`]** and nothing else. What is the same on many pages is rendered once
//!    (parts, the function `once`), and what is the same but for its texts is cast once and filled in; each such mold is tried
//!    against the template, again and again.
//! 7. **The outer world is injected**: the date, the base address and the drafts switch are in [`model::Options`].
//!    Below [`cli`] nothing reads the clock or the environment, so output is the same to the byte on any machine.
//! 8. **A paper is data before it is set**: every word of a PDF is worked out in full and hashed, and a static template
//!    reads it; so what was printed before is not printed again, and nothing that a writer writes is code. Papers are
//!    the feature `pdf`, on by default; a program built without it says nothing of them.

pub mod base;

pub mod markup;

pub mod source;

pub mod model;

pub mod render;

pub mod check;

pub mod deliver;
pub mod post;
pub mod serve;

pub mod cli;
