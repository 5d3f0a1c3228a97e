//! Guidepost: one pipeline from a project folder to one static site per edition.

pub mod base;

pub mod source;
