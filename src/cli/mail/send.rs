//! `guidepost mail send`: says what would go to whom and, where told to, sends it.

use super::args::{Doubtful, Security, Send};
use super::{Ready, edition, letter, ready, told, usage, write};
use crate::base::{MachineError, Report, SourcePath};
use crate::cli::print::counted;
use crate::cli::{Exit, fail, say, tell};
use crate::model::EditionId;
use crate::post::{self, Fate, List, Log, Order, Plan, Recipient, Secrecy, Server, Tally};
use crate::render::mail::{self, Copy, Letter, Made, message};
use crate::source::decode;
use std::collections::HashMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Letters a minute, where nobody says how many.
const PER_MINUTE: u32 = 30;

/// Addresses that are shown at most.
const SHOWN: usize = 20;

/// What is known before anything is sent.
struct Job {
    ready: Ready,
    edition: EditionId,
    letter: Letter,
    list: List,
    log: PathBuf,
    per_minute: u32,
}

/// Sends, or says what would be sent.
pub fn send(args: &Send) -> Result<Exit, Exit> {
    let project = &args.issue.project;
    let [lang] = project.edition.as_slice() else {
        return Err(usage("say which edition goes to this list\n  help: one of them, `--edition sq`"));
    };
    let mut ready = ready(&args.issue)?;
    let edition = edition(&ready, *lang)?;
    let Some(config) = ready.site.config.mail.clone() else {
        return Err(usage(
            "`guidepost.yaml` does not say who writes\n  help: add a line `mail: { from: news@example.org }`",
        ));
    };
    let server = server(args, &config.server)?;
    let unsubscribe = mail::for_reader(&ready.site, "name@example.org");
    let letter = letter(&mut ready, edition, unsubscribe.as_deref());
    let list = list(args, &mut ready, edition)?;
    told(&mut ready, project)?;
    let letter = letter?;
    let log = args.log.clone().unwrap_or_else(|| beside(&args.to, &letter.name));
    let per_minute = args.per_minute.or(config.server.per_minute).unwrap_or(PER_MINUTE);
    let job = Job { ready, edition, letter, list, log, per_minute };
    match (args.yes, server) {
        (true, Some(server)) if leads_nowhere(&job.letter.page) && !server.is_here() => Err(usage(&format!(
            "the letters would lead to `{}`, an address that belongs to nobody\n  help: write that of your site to `base_url` in `guidepost.yaml`, or behind `--base-url`",
            job.letter.page
        ))),
        (true, Some(server)) => really(args, &job, &server),
        (true, None) => Err(usage(
            "nobody says which server takes the letters\n  help: `--server smtp.example.org`, or `mail: { server: { host: … } }` in `guidepost.yaml`",
        )),
        (false, server) => rehearse(args, &job, server.as_ref()),
    }
}

/// Whether an address is one of those that exist for examples only (RFC 2606).
fn leads_nowhere(address: &str) -> bool {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let second = ["example.org", "example.com", "example.net"];
    let ends = |end: &str| host == end || host.ends_with(&format!(".{end}"));
    second.into_iter().chain(["example", "invalid", "test", "localhost"]).any(ends)
}

/// The log stands beside the list, since both hold addresses.
fn beside(list: &Path, letter: &str) -> PathBuf {
    list.with_extension(format!("{letter}.log"))
}

/// What tells the letter from all others in the log.
fn letter_in_log(letter: &Letter) -> String {
    format!("{} {}", letter.issue, letter.lang)
}

fn list(args: &Send, ready: &mut Ready, edition: EditionId) -> Result<List, Exit> {
    let shown = SourcePath::new(args.to.display().to_string());
    let bytes = std::fs::read(&args.to).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => usage(&format!("there is no list `{shown}`")),
        _ => fail(&format!("`{shown}` could not be read: {error}"), None),
    })?;
    let text = match decode(&shown, &bytes) {
        Ok(text) => text,
        Err(diag) => {
            ready.diags.push(*diag);
            return Ok(List::default());
        }
    };
    ready.texts.insert(shown.clone(), text.clone());
    let editions: Vec<_> = ready.site.editions.iter().map(|e| e.lang).collect();
    let Report { value, diags } = post::list::read(&shown, &text, &editions, editions[edition]);
    ready.diags.extend(diags);
    Ok(value)
}

/// The server, from the command line before `guidepost.yaml`; `None` where neither names one.
fn server(args: &Send, config: &crate::source::mail::Server) -> Result<Option<Server>, Exit> {
    let Some(host) = args.server.clone().or_else(|| config.host.clone()) else { return Ok(None) };
    let secrecy = match (args.security, config.security) {
        (Some(Security::Tls), _) | (None, Some("tls")) => Secrecy::Tls,
        (Some(Security::None), _) | (None, Some("none")) => Secrecy::None,
        _ => Secrecy::StartTls,
    };
    let usual = match secrecy {
        Secrecy::Tls => 465,
        Secrecy::StartTls => 587,
        Secrecy::None => 25,
    };
    let port = args.port.or(config.port).unwrap_or(usual);
    let server = Server { host, port, secrecy, credentials: None };
    if secrecy == Secrecy::None && !server.is_here() {
        return Err(usage(&format!(
            "letters and passwords do not go to `{}` unencrypted\n  help: `--security starttls` or `--security tls`; `none` is for a server on this machine",
            server.host
        )));
    }
    let credentials = if args.yes { credentials(args.credentials.as_deref())? } else { None };
    Ok(Some(Server { credentials, ..server }))
}

/// Name and password for the server: from a file that nobody else can read, else from the environment.
fn credentials(file: Option<&Path>) -> Result<Option<(String, String)>, Exit> {
    let Some(file) = file else {
        let said = |key: &str| std::env::var(key).ok().filter(|value| !value.is_empty());
        return match (said("GUIDEPOST_SMTP_USER"), said("GUIDEPOST_SMTP_PASSWORD")) {
            (Some(user), Some(password)) => Ok(Some((user, password))),
            (None, None) => Ok(None),
            (Some(_), None) => Err(usage("`GUIDEPOST_SMTP_USER` is set, `GUIDEPOST_SMTP_PASSWORD` is not")),
            (None, Some(_)) => Err(usage("`GUIDEPOST_SMTP_PASSWORD` is set, `GUIDEPOST_SMTP_USER` is not")),
        };
    };
    let shown = file.display();
    let text =
        std::fs::read_to_string(file).map_err(|error| usage(&format!("`{shown}` could not be read: {error}")))?;
    #[cfg(unix)]
    if std::fs::metadata(file).is_ok_and(|m| std::os::unix::fs::PermissionsExt::mode(&m.permissions()) & 0o077 != 0) {
        return Err(usage(&format!("others on this machine can read `{shown}`\n  help: chmod 600 {shown}")));
    }
    let mut lines = text.lines().map(str::trim_end);
    match (lines.next().filter(|l| !l.is_empty()), lines.next().filter(|l| !l.is_empty())) {
        (Some(user), Some(password)) => Ok(Some((user.to_owned(), password.to_owned()))),
        _ => Err(usage(&format!("`{shown}` must have two lines: the name for the server, and the password"))),
    }
}

/// After which fates a letter is tried again.
fn again(args: &Send) -> Vec<Fate> {
    let doubtful = (args.doubtful == Doubtful::Send).then_some(Fate::Trying);
    doubtful.into_iter().chain(args.retry_refused.then_some(Fate::Refused)).collect()
}

/// Says what would go to whom.
fn rehearse(args: &Send, job: &Job, server: Option<&Server>) -> Result<Exit, Exit> {
    let fates = Log::look(&job.log, &letter_in_log(&job.letter)).map_err(|trouble| machine(&trouble))?;
    let plan = post::plan(&job.list, &fates, &again(args));
    say(&facts(job, server));
    say(&people(job, &plan));
    if let Some(folder) = &args.write {
        for (n, recipient) in plan.now.iter().enumerate() {
            let made = make(args, job, recipient).map_err(|words| usage(&words))?;
            write(folder, &format!("{:05}.eml", n + 1), &made.bytes)?;
        }
        say(&format!("{} written to `{}`\n", counted(plan.now.len(), "letter"), folder.display()));
    }
    say("this was a rehearsal: nothing was sent. `--yes` sends it\n");
    Ok(Exit::Good)
}

fn facts(job: &Job, server: Option<&Server>) -> String {
    let letter = &job.letter;
    let issue = &job.ready.site.entries[job.ready.issue].id;
    let sender = letter.from.as_ref();
    let from = sender.map(|s| format!("{} <{}>", s.name, s.address)).unwrap_or_default();
    let answers = sender.and_then(|s| s.reply_to.as_ref()).map(|r| format!(", answers to {r}")).unwrap_or_default();
    let server = server.map_or("not said yet".to_owned(), |s| {
        let secrecy = match s.secrecy {
            Secrecy::Tls => "tls",
            Secrecy::StartTls => "starttls",
            Secrecy::None => "not encrypted",
        };
        format!("{}:{}, {secrecy}, {} a minute", s.host, s.port, counted(job.per_minute as usize, "letter"))
    });
    let off = if letter.unsubscribe.is_some() { "a link in each letter" } else { "by answering" };
    format!(
        "issue     {issue} in {}: {}\nfrom      {from}{answers}\nleads to  {} (publish the site first)\nto leave  {off}\nserver    {server}\nlog       {}\n",
        letter.lang,
        letter.subject,
        letter.page,
        job.log.display()
    )
}

/// Who gets it. Addresses are shown as far as their owner knows them again; those in doubt whole, to be asked about.
fn people(job: &Job, plan: &Plan<'_>) -> String {
    let mut out = format!("goes to   {} of {} on the list\n", plan.now.len(), job.list.recipients.len());
    for recipient in plan.now.iter().take(SHOWN) {
        out.push_str(&format!("          line {}: {}\n", recipient.line, masked(&recipient.email)));
    }
    if plan.now.len() > SHOWN {
        out.push_str(&format!("          and {} more\n", plan.now.len() - SHOWN));
    }
    let line = |n: usize, words: &str| if n > 0 { format!("          {n} {words}\n") } else { String::new() };
    out.push_str(&line(plan.done.len(), "got it in an earlier run"));
    out.push_str(&line(plan.refused.len(), "refused by the server for good (`--retry-refused` tries again)"));
    out.push_str(&line(job.list.others, "want another edition"));
    out.push_str(&in_doubt(plan.doubtful.iter().copied()));
    out
}

fn in_doubt<'a>(doubtful: impl Iterator<Item = &'a Recipient>) -> String {
    let lines: String = doubtful.map(|r| format!("          line {}: {}\n", r.line, r.email)).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "in doubt: a run was cut off while these letters were on their way, so they may have them; they are left out\n          (`--doubtful send` sends them again)\n{lines}"
    )
}

/// An address of which one sees the first letter and the host.
fn masked(email: &str) -> String {
    let (name, host) = email.split_once('@').unwrap_or((email, ""));
    format!("{}…@{host}", name.chars().next().map(String::from).unwrap_or_default())
}

/// The message for somebody. With `--date` its date is noon of that day, so that it is the same each time.
fn make(args: &Send, job: &Job, recipient: &Recipient) -> Result<Made, String> {
    let mut letter = job.letter.clone();
    let own = mail::for_reader(&job.ready.site, &recipient.email);
    if own != letter.unsubscribe {
        let made = mail::letter(&job.ready.renderer, job.edition, job.ready.issue, own.as_deref());
        letter = made.value.ok_or("the letter could not be made")?;
    }
    let noon = |days: i64| u64::try_from(days * 86_400 + 43_200).unwrap_or(0);
    let sent = args.issue.project.date.map_or_else(clock, |day| noon(day.unix_days()));
    message(&letter, &Copy { to: Some((recipient.email.clone(), recipient.name.clone())), sent: Some(sent) })
}

/// Seconds since 1970.
fn clock() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs())
}

/// Sends.
fn really(args: &Send, job: &Job, server: &Server) -> Result<Exit, Exit> {
    let quiet = args.issue.project.quiet;
    let mut log = Log::open(&job.log, &letter_in_log(&job.letter)).map_err(|trouble| machine(&trouble))?;
    let fates: HashMap<String, Fate> =
        job.list.recipients.iter().filter_map(|r| Some((r.key(), log.fate(&r.key())?))).collect();
    let plan = post::plan(&job.list, &fates, &again(args));
    if !quiet {
        tell(&facts(job, Some(server)));
    }
    let on_terminal = !quiet && std::io::stderr().is_terminal();
    let order = Order {
        to: &plan.now,
        from: job.letter.from.as_ref().map_or("", |sender| &sender.address),
        make: &|recipient| make(args, job, recipient),
        server,
        per_minute: job.per_minute,
        clock: &clock,
        progress: &|done, all| {
            if on_terminal {
                tell(&format!("\r{done} of {all} letters"));
            }
        },
    };
    let tally = post::send(&order, &mut log);
    if on_terminal && !plan.now.is_empty() {
        tell("\r\u{1b}[K");
    }
    Ok(outcome(&plan, &tally, quiet))
}

/// Tells what came of it.
fn outcome(plan: &Plan<'_>, tally: &Tally<'_>, quiet: bool) -> Exit {
    let left = plan.now.len() - tally.sent - tally.refused.len() - tally.later.len() - tally.doubtful.len();
    let part = |n: usize, words: &str| if n > 0 { format!(", {n} {words}") } else { String::new() };
    for (recipient, words) in &tally.refused {
        tell(&format!("refused: line {}, {}: {words}\n", recipient.line, recipient.email));
    }
    for (recipient, words) in &tally.later {
        tell(&format!("not this time: line {}, {}: {words}\n", recipient.line, masked(&recipient.email)));
    }
    tell(&in_doubt(plan.doubtful.iter().copied().chain(tally.doubtful.iter().map(|(recipient, _)| *recipient))));
    if !quiet {
        say(&format!(
            "{} sent{}{}{}{}{}\n",
            counted(tally.sent, "letter"),
            part(plan.done.len(), "sent in earlier runs"),
            part(tally.refused.len() + plan.refused.len(), "refused"),
            part(tally.later.len(), "not taken this time: run this again later"),
            part(tally.doubtful.len() + plan.doubtful.len(), "in doubt"),
            part(left, "not begun: run this again"),
        ));
    }
    match &tally.stopped {
        Some(trouble) => machine(trouble),
        None if tally.refused.is_empty() && tally.later.is_empty() && tally.doubtful.is_empty() => Exit::Good,
        None => Exit::Content,
    }
}

fn machine(trouble: &MachineError) -> Exit {
    fail(&trouble.message, trouble.hint.as_deref())
}
