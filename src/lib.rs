//! Guidepost: one pipeline from a project folder to one static site per edition.

pub mod base;

pub mod markup;

pub mod source;

pub mod model;

pub mod render;

pub mod check;

pub mod deliver;

pub mod cli;
