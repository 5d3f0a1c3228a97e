//! Tells the linker to pack relocations: the program holds large tables (CLDR, fonts, names of signs), whose four
//! megabytes of relocations the system would read before anything runs. Linkers that do not know how say so and go on.

#[allow(clippy::disallowed_methods, reason = "cargo tells a build script of its target in the environment")]
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |what: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" && target("POINTER_WIDTH") == "64" {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
