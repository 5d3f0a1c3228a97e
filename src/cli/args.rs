//! The command line as typed.

use super::mail::Mail;
use super::print::Format;
use crate::base::{Date, DateError, Lang};
use crate::render::Shard;
use clap::{Args, Parser, Subcommand};
use std::net::IpAddr;
use std::path::PathBuf;

/// Rights information in several languages, as one static site for each.
#[derive(Debug, Parser)]
#[command(name = "guidepost", version, about, disable_help_subcommand = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 good, 1 the content has errors, 2 wrong usage, 3 the machine failed us.")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a new site in a folder.
    #[command(after_help = "Example:\n  guidepost init my-site\n  guidepost build --root my-site")]
    Init {
        /// The folder; made if it does not exist.
        dir: PathBuf,
    },
    /// Make the files for a new entry, in each language you write in.
    #[command(
        after_help = "Examples:\n  guidepost new guide housing\n  guidepost new newsletter vol-2 --lang sq --lang en"
    )]
    New(New),
    /// Show every mistake; write nothing.
    #[command(after_help = "Examples:\n  guidepost check\n  guidepost check --strict --format github")]
    Check(Check),
    /// Build the site.
    #[command(
        after_help = "Examples:\n  guidepost build\n  guidepost build --out /srv/www/rights --base-url https://rights.example.org/\n  guidepost build --edition sq --drafts\n  guidepost build --shard 2/8 --out share-2"
    )]
    Build(Build),
    /// Show the site while you write it.
    #[command(
        after_help = "Examples:\n  guidepost serve --open\n  guidepost serve --root my-site --port 8080 --drafts\n  guidepost serve --lang sq"
    )]
    Serve(Serve),
    /// The newsletter by e-mail: look at it, write it to files, send it.
    #[command(subcommand)]
    Mail(Mail),
    /// Print completions for a shell.
    #[command(
        after_help = "Example:\n  guidepost completions bash > ~/.local/share/bash-completion/completions/guidepost"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// What all commands that read a project take.
#[derive(Debug, Args)]
pub struct Project {
    /// The folder of the site, the one with `guidepost.yaml`.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Only this edition; may be given more than once.
    #[arg(long, value_name = "E", value_parser = lang)]
    pub edition: Vec<Lang>,
    /// Also publish drafts and texts of later dates.
    #[arg(long)]
    pub drafts: bool,
    /// The day that counts as today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    /// Another address than the `base_url` of `guidepost.yaml`.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Treat warnings as errors.
    #[arg(long)]
    pub strict: bool,
    /// Print errors only.
    #[arg(long, short)]
    pub quiet: bool,
}

/// `guidepost build`.
#[derive(Debug, Args)]
pub struct Build {
    /// What to build.
    #[command(flatten)]
    pub project: Project,
    /// Where the site goes; by default `public` in the folder of the site.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Make only one of N equal shares of the files, from 1; all shares together are the site.
    #[arg(long, value_name = "I/N", value_parser = shard)]
    pub shard: Option<Shard>,
    /// Do without what earlier builds kept.
    #[arg(long)]
    pub no_cache: bool,
}

/// `guidepost serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// What to show.
    #[command(flatten)]
    pub project: Project,
    /// The port; where it is taken, the next free one is used.
    #[arg(long, value_name = "N", default_value = "3000")]
    pub port: u16,
    /// Another address to listen at. The site is then open to all who can reach it.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Open the site in a browser.
    #[arg(long)]
    pub open: bool,
    /// Look at all files every second: for a folder on another computer, where the system tells of no changes.
    #[arg(long)]
    pub poll: bool,
    /// The language in which mistakes are shown in the page (en, sq, sr-Latn, sr-Cyrl); by default the browser's.
    #[arg(long, value_name = "L", value_parser = lang)]
    pub lang: Option<Lang>,
    /// Do without what earlier runs kept.
    #[arg(long)]
    pub no_cache: bool,
}

/// `guidepost check`.
#[derive(Debug, Args)]
pub struct Check {
    /// What to check.
    #[command(flatten)]
    pub project: Project,
    /// Leave out what takes long (PDFs).
    #[arg(long)]
    pub quick: bool,
    /// How the diagnostics are written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// `guidepost new`.
#[derive(Debug, Args)]
pub struct New {
    /// guide, newsletter, handout or page.
    #[arg(value_parser = ["guide", "newsletter", "handout", "page"])]
    pub kind: String,
    /// The name of the entry: small letters, figures and hyphens.
    pub slug: String,
    /// The folder of the site.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The section, where several hold this kind.
    #[arg(long, value_name = "FOLDER")]
    pub section: Option<String>,
    /// Only this language; may be given more than once.
    #[arg(long, value_name = "L", value_parser = lang)]
    pub lang: Vec<Lang>,
    /// The day of the front matter; by default today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| "a language tag looks like `sq` or `sr-Latn`".into())
}

fn shard(text: &str) -> Result<Shard, String> {
    Shard::parse(text).ok_or_else(|| "the second of eight shares is `2/8`: counting begins at 1 and ends at N".into())
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| match error {
        DateError::Shape => "write it as `2026-03-31`".to_owned(),
        DateError::Month(month) => format!("there is no month {month}"),
        DateError::Day(last) => format!("that month has {last} days"),
    })
}

fn base_url(text: &str) -> Result<String, String> {
    let url = crate::source::config::check_base_url(text);
    url.ok_or_else(|| "write it in full: `https://rights.example.org/`".into())
}
