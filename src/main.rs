//! The program `guidepost`: all of it is in the library.

fn main() -> std::process::ExitCode {
    guidepost::cli::main()
}
