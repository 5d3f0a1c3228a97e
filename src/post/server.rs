//! A message → what a server says to it (SMTP, RFC 5321). The steps are taken one by one, because it matters how far one
//! came: before the last dot nothing has been taken, after it everything may have been.

use crate::base::MachineError;
use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use std::net::IpAddr;
use std::time::Duration;

/// How a connection is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// From the first byte (port 465).
    Tls,
    /// After a plain greeting (port 587); without it nothing is sent.
    StartTls,
    /// Not at all: only for a server on this machine.
    None,
}

/// A server that takes letters.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept secret.
    pub secrecy: Secrecy,
    /// Who we are to it: name and password.
    pub credentials: Option<(String, String)>,
}

impl Server {
    /// Whether it is this machine itself.
    pub fn is_here(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }
}

/// How long a server may take for a step.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long it may take to say whether it has taken a letter (RFC 5321, 4.5.3.2.6, grants ten minutes).
const LAST_PATIENCE: Duration = Duration::from_secs(10 * 60);

/// Answers to the address of a reader that mean the sender: who we are is not known, or is not enough (RFC 4954, 6); no
/// letters are passed on for us (RFC 5321, 4.2.3).
const ABOUT_US: [&str; 4] = ["530", "534", "535", "554"];

/// What a server says to a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It has taken it.
    Taken(String),
    /// It will never take it.
    Refused(String),
    /// It does not take it now.
    Later(String),
    /// It takes none of our letters, whoever they are for.
    Us(String),
    /// The connection broke before the letter was whole: it was not taken.
    Broken(String),
    /// The connection broke when the letter was whole: perhaps it was taken.
    Unknown(String),
}

/// A connection.
pub struct Line {
    connection: SmtpConnection,
}

impl Line {
    /// Connects, in secret, and says who we are.
    pub fn open(server: &Server) -> Result<Self, MachineError> {
        let place = (server.host.as_str(), server.port);
        let hello = ClientId::default();
        let tls = TlsParameters::new(server.host.clone()).map_err(|error| cannot(server, &error))?;
        let at_once = (server.secrecy == Secrecy::Tls).then_some(&tls);
        let connected = SmtpConnection::connect(place, Some(PATIENCE), &hello, at_once, None);
        let mut connection = connected.map_err(|error| cannot(server, &error))?;
        if server.secrecy == Secrecy::StartTls {
            if !connection.can_starttls() {
                connection.abort();
                let message = format!("`{}` does not offer an encrypted connection (STARTTLS)", shown(server));
                return Err(
                    MachineError::new(message).hint("try `--security tls` with port 465, or ask who runs the server")
                );
            }
            connection.starttls(&tls, &hello).map_err(|error| cannot(server, &error))?;
        }
        if let Some((user, password)) = &server.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).map_err(|error| {
                let message = format!("`{}` does not let us in: {}", shown(server), words(&error));
                MachineError::new(message)
                    .hint("look at `GUIDEPOST_SMTP_USER`, `GUIDEPOST_SMTP_PASSWORD` or the file of `--credentials`")
            })?;
        }
        Ok(Self { connection })
    }

    /// Whether the server is still there.
    pub fn is_good(&mut self) -> bool {
        !self.connection.has_broken() && self.connection.test_connected()
    }

    /// Hands a letter over.
    pub fn hand_over(&mut self, from: &Address, to: &Address, message: &[u8]) -> Answer {
        // Nobody's address has been named yet: what the server has against this is not about a reader.
        if let Err(error) = self.connection.command(Mail::new(Some(from.clone()), Vec::new())) {
            return match self.refusal(&error, Answer::Broken) {
                Answer::Refused(said) => Answer::Us(said),
                other => other,
            };
        }
        let connection = &mut self.connection;
        let before = connection.command(Rcpt::new(to.clone(), Vec::new()));
        if let Err(error) = before.and_then(|_| connection.command(Data)) {
            let about_us = error.status().is_some_and(|code| ABOUT_US.contains(&code.to_string().as_str()));
            return match self.refusal(&error, Answer::Broken) {
                Answer::Refused(said) if about_us => Answer::Us(said),
                other => other,
            };
        }
        let _ = self.connection.set_timeout(Some(LAST_PATIENCE));
        // The end of the last line is that of the dot.
        let answer = self.connection.message(message.strip_suffix(b"\r\n").unwrap_or(message));
        let _ = self.connection.set_timeout(Some(PATIENCE));
        match answer {
            Ok(response) => Answer::Taken(format!("{} {}", response.code(), response.first_line().unwrap_or_default())),
            Err(error) => self.refusal(&error, Answer::Unknown),
        }
    }

    /// What an error means. One that is no answer of the server ends the connection.
    fn refusal(&mut self, error: &Error, broken: impl Fn(String) -> Answer) -> Answer {
        let said = words(error);
        // 421: the server hangs up.
        let hangs_up = error.status().is_some_and(|code| code.to_string() == "421");
        let reset = error.status().is_some() && !hangs_up && self.connection.command(Rset).is_ok();
        if !reset {
            self.connection.abort();
        }
        match () {
            () if error.is_permanent() => Answer::Refused(said),
            () if error.is_transient() => Answer::Later(said),
            () => broken(said),
        }
    }

    /// Takes leave.
    pub fn close(mut self) {
        let _ = self.connection.quit();
    }
}

/// The server as it is written.
fn shown(server: &Server) -> String {
    format!("{}:{}", server.host, server.port)
}

fn cannot(server: &Server, error: &Error) -> MachineError {
    let trouble = MachineError::new(format!("`{}` cannot be reached: {}", shown(server), words(error)));
    let certificate = words(error).contains("certificate");
    trouble.hint(match certificate {
        true => "its certificate is not one that this machine trusts for that name: is the name of the server right?",
        false => "look at the name of the server, its port and `--security`; is this machine on the internet?",
    })
}

/// What an error says, down to its cause, in one line.
fn words(error: &Error) -> String {
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_words = inner.to_string();
        if !said.contains(&inner_words) {
            said.push_str(": ");
            said.push_str(&inner_words);
        }
        cause = inner.source();
    }
    said.replace(['\r', '\n'], " ")
}
