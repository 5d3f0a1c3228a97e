//! `guidepost mail` as typed.

use super::super::args::Project;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The newsletter by e-mail.
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Show an issue as it will look in a mail program.
    #[command(
        after_help = "Examples:\n  guidepost mail preview vol-1\n  guidepost mail preview vol-1 --edition sq\n  guidepost mail preview vol-2 --drafts --no-open\n\nThe pictures stand in the file, so nothing has to be on the internet yet. The plain text lies beside it."
    )]
    Preview(Preview),
    /// Write an issue as HTML, as plain text and as a message (issue.eml) for a mailing tool.
    #[command(
        after_help = "Examples:\n  guidepost mail build vol-1\n  guidepost mail build vol-1 --edition sq --edition en --out /tmp/mail\n\nWhere a reader gets off the list, the files have what `unsubscribe: placeholder:` in guidepost.yaml says, for the mailing tool to fill in."
    )]
    Build(Build),
    /// Send an issue to a list of addresses. Without --yes it only says what would be sent.
    #[command(
        after_help = "Examples:\n  guidepost mail send vol-1 --edition sq --to readers.csv\n  guidepost mail send vol-1 --edition sq --to readers.csv --yes\n\nThe list is CSV; its first line names the columns: `email`, and if you like `name` and `language`. The server stands in guidepost.yaml (`mail: server:`) or behind --server. Name and password are read from the environment (GUIDEPOST_SMTP_USER, GUIDEPOST_SMTP_PASSWORD) or from a file of two lines that only you can read (--credentials).\n\nA log beside the list says who has got the issue. Run the same command again after a broken run: it goes on where it stopped, and nobody gets the issue twice. A letter that was on its way when a run was killed is in doubt: it is not sent again unless you say `--doubtful send`."
    )]
    Send(Send),
}

/// What all of them take.
#[derive(Debug, Args)]
pub struct Issue {
    /// The issue: its folder under the newsletter's section (`vol-1`).
    pub issue: String,
    /// The site.
    #[command(flatten)]
    pub project: Project,
}

/// `guidepost mail preview`.
#[derive(Debug, Args)]
pub struct Preview {
    /// What to show.
    #[command(flatten)]
    pub issue: Issue,
    /// Write the file and say where it is; open nothing.
    #[arg(long)]
    pub no_open: bool,
}

/// `guidepost mail build`.
#[derive(Debug, Args)]
pub struct Build {
    /// What to write.
    #[command(flatten)]
    pub issue: Issue,
    /// The folder for the files; by default `mail` in the folder of the site.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `guidepost mail send`.
#[derive(Debug, Args)]
pub struct Send {
    /// What to send.
    #[command(flatten)]
    pub issue: Issue,
    /// The list of addresses (CSV).
    #[arg(long, value_name = "LIST.csv")]
    pub to: PathBuf,
    /// Really send. Without it nothing leaves this machine.
    #[arg(long, visible_alias = "really")]
    pub yes: bool,
    /// The server that takes the letters.
    #[arg(long, value_name = "HOST")]
    pub server: Option<String>,
    /// Its port; by default 465 for `tls`, 587 for `starttls`, 25 for `none`.
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// How the connection is kept secret; `none` only for a server on this machine.
    #[arg(long, value_enum)]
    pub security: Option<Security>,
    /// A file with the name for the server in its first line and the password in its second.
    #[arg(long, value_name = "FILE")]
    pub credentials: Option<PathBuf>,
    /// Letters a minute, at most; by default 30.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub per_minute: Option<u32>,
    /// The log; by default beside the list.
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// What becomes of letters that a killed run had begun and of which nobody knows whether they went out.
    #[arg(long, value_enum, default_value = "skip")]
    pub doubtful: Doubtful,
    /// Also try those again whom the server has refused for good.
    #[arg(long)]
    pub retry_refused: bool,
    /// Write the letters that would be sent into this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "yes")]
    pub write: Option<PathBuf>,
}

/// How a connection is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Security {
    /// From the first byte.
    Tls,
    /// After a plain greeting.
    Starttls,
    /// Not at all.
    None,
}

/// What becomes of letters in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Doubtful {
    /// They are left alone: nobody gets the issue twice.
    Skip,
    /// They are sent: nobody goes without it.
    Send,
}
