//! Floor 4: the site → the catalogue of all output paths, and a recipe → its bytes. The outputs (`page`, `feed`,
//! `sitemap`, `contacts`, `search`) do not see one another; they share `renderer`, `views`, `html`, `theme`.

mod bake;
pub mod catalogue;
mod contacts;
mod feed;
pub mod html;
mod marks;
mod page;
pub mod recipe;
pub mod renderer;
mod search;
mod sitemap;
pub mod theme;
pub mod view;
mod views;
mod world;
mod xml;

pub use bake::{Baked, Baker};
pub use catalogue::{Catalogue, catalogue};
pub use recipe::{PageRecipe, Recipe};
pub use renderer::{Memory, Renderer};
pub use world::{NoWorld, World};
