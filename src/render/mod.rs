//! Floor 4: the site → the catalogue of all output paths, and a recipe → its bytes. The outputs (`page`, `feed`,
//! `sitemap`, `contacts`, `mail`, `picture`, `search`, `book`, `bundle`, `kept`) do not see one another; they share `renderer`,
//! `views`, `html`, `theme`, and `single`.

mod bake;
mod book;
mod bundle;
mod carrier;
pub mod catalogue;
mod contacts;
mod copies;
mod feed;
mod grounds;
pub mod html;
mod kept;
mod letter;
pub mod mail;
mod marks;
mod mold;
mod offline;
mod page;
mod paper;
mod parts;
#[cfg(feature = "pdf")]
mod pdf;
mod picture;
pub mod recipe;
pub mod renderer;
mod search;
mod sensitive;
mod shard;
mod single;
mod sitemap;
pub mod theme;
pub mod view;
mod views;
mod world;
mod xml;
mod zipped;

pub use bake::{Baked, Baker};
pub use catalogue::{Catalogue, catalogue};
pub use copies::Noted;
pub use grounds::Grounds;
pub use paper::Paper;
pub use recipe::{PageRecipe, Recipe};
pub use renderer::{Memory, Renderer};
pub use shard::Shard;
pub use world::{NoWorld, Pen, World};
