//! The program `guidepost`.
fn main() {}
