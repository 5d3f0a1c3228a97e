//! The program `guidepost`: all of it is in the library.

/// A build makes and drops many small texts on several threads; mimalloc does that in about a tenth less time than the
/// allocator of the C library (`benches/RESULTS.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    guidepost::cli::main()
}
