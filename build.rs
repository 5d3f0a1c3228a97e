//! Tells the linker to give the program fixed addresses. It holds large tables (CLDR, fonts, names of signs) with four
//! megabytes of addresses in them, which the system would else work out before anything runs: of 5 ms for a start that was 3.
//! What is given up: the program's own code lies at the same place each time, while stack, heap and libraries still move
//! (ASLR); code that is not proved memory-safe is a small part of it. Where a linker insists on movable programs, what is left
//! is packed. Linkers that do not know how say so and go on.

#[allow(clippy::disallowed_methods, reason = "cargo tells a build script of its target in the environment")]
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |what: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" && target("POINTER_WIDTH") == "64" {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
