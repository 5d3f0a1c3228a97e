//! Floor 7: arguments → options → a run → an exit code. The clock, the environment and the terminal are asked here and
//! nowhere below.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the outer world begins here"
)]

mod args;
mod init;
mod mail;
mod new;
mod pipeline;
pub mod print;
mod serve;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: good.
    Good,
    /// 1: the content has errors; nothing was written.
    Content,
    /// 2: wrong usage.
    Usage,
    /// 3: the machine failed us.
    Machine,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Good => 0,
            Exit::Content => 1,
            Exit::Usage => 2,
            Exit::Machine => 3,
        })
    }
}

/// Runs the program with the arguments of the process. A defect of ours ends in one plain sentence, not in a trace.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    std::panic::catch_unwind(run).unwrap_or_else(|cause| {
        let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
        let message =
            format!("this is a defect of Guidepost, not of your texts: {}", said.unwrap_or("no more is known"));
        fail(&message, Some("report it with the file you changed last; the site that was there is untouched")).into()
    })
}

fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let exit = match cli.command {
        Command::Build(build) => pipeline::build(&build),
        Command::Check(check) => pipeline::check(&check),
        Command::Serve(serve) => serve::serve(serve),
        Command::Mail(what) => mail::mail(&what),
        Command::Init { dir } => init::init(&dir),
        Command::New(new) => new::new(&new),
        Command::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "guidepost", &mut out);
            say(&String::from_utf8_lossy(&out));
            Exit::Good
        }
    };
    exit.into()
}

/// Prints a result. A reader that has gone away (a closed pipe) is no error of ours.
fn say(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints to standard error.
fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Tells of a failure of the machine.
fn fail(message: &str, hint: Option<&str>) -> Exit {
    tell(&format!("error: {message}\n"));
    if let Some(hint) = hint {
        tell(&format!("  help: {hint}\n"));
    }
    Exit::Machine
}

/// Whether standard error takes colours: a terminal, and nobody set `NO_COLOR` (no-color.org) or a dumb terminal.
fn colour() -> bool {
    let off = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
        || std::env::var_os("TERM").is_some_and(|t| t == "dumb");
    !off && std::io::stderr().is_terminal()
}
