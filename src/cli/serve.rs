//! `guidepost serve`: the preview, and what a terminal and a browser of this machine have to do with it.

use super::args::Serve;
use super::pipeline::{cache, options};
use super::print::{Format, Printer, counted};
use super::{Exit, colour, fail, say, tell};
use crate::base::{Diagnostic, Severity};
use crate::deliver::DiskWorld;
use crate::serve::{self, News, Options, Terminal};
use std::io;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Serves until Ctrl-C.
pub fn serve(args: Serve) -> Exit {
    let kept = if args.no_cache { None } else { cache(&args.project.root) };
    let terminal: Arc<dyn Terminal> = Arc::new(Here { wished: args.port, open: args.open, level: level(&args) });
    let options = Options {
        root: args.project.root.clone(),
        world: Arc::new(DiskWorld::new(kept.as_deref())),
        host: args.host,
        port: args.port,
        poll: args.poll,
        lang: args.lang,
        site: Box::new(move || options(&args.project)),
    };
    match serve::serve(options, &terminal) {
        Ok(()) => Exit::Good,
        Err(error) => fail(
            &format!("no port could be had: {}", in_words(&error)),
            Some("choose another with `--port`, or another address with `--host`"),
        ),
    }
}

/// Notes are for `check`; the preview shows them in the pages.
fn level(args: &Serve) -> Severity {
    if args.project.quiet { Severity::Error } else { Severity::Warning }
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => "it and those after it are taken".into(),
        io::ErrorKind::AddrNotAvailable => "this machine has no such address".into(),
        io::ErrorKind::PermissionDenied => "this program may not use it".into(),
        _ => error.to_string(),
    }
}

/// The terminal of this machine.
struct Here {
    wished: u16,
    open: bool,
    level: Severity,
}

impl Terminal for Here {
    fn ready(&self, url: &str, port_was_free: bool) {
        if !port_was_free {
            tell(&format!("port {} is taken, so another one is used\n", self.wished));
        }
        say(&format!("the site is at {url}\n"));
        tell("it follows what you save; Ctrl-C ends it\n");
        if self.open && !open(url) {
            tell("no browser could be opened: open that address yourself\n");
        }
    }

    fn news(&self, news: &News<'_>) {
        let heard = |diags: &[Diagnostic]| -> Vec<Diagnostic> {
            diags.iter().filter(|d| d.severity() >= self.level).cloned().collect()
        };
        let (new, mended) = (heard(&news.new), heard(&news.mended));
        let printer = Printer { texts: news.texts, format: Format::Text, colour: colour() };
        let mut text: String = alike(&new).iter().map(|group| several(&printer, group)).collect();
        text.push_str(&ended(&mended));
        if new.is_empty() && mended.is_empty() {
            return;
        }
        let open = |severity: Severity| news.open.iter().filter(|s| **s == severity).count();
        let left: Vec<String> = [Severity::Error, Severity::Warning]
            .into_iter()
            .filter(|s| *s >= self.level && open(*s) > 0)
            .map(|s| counted(open(s), s.word()))
            .collect();
        text.push_str(&match left.is_empty() {
            true => "all is well\n".to_owned(),
            false => format!("{} to mend\n", left.join(" and ")),
        });
        tell(&text);
    }
}

/// How many problems of one kind are shown in full, and how many more by a line.
const IN_FULL: usize = 2;
const BY_LINE: usize = 8;

/// Those with the same code and the same hints are one matter: a folder that was renamed leaves a dead link in dozens of
/// texts. Matters stand in the order of their first place.
fn alike(diags: &[Diagnostic]) -> Vec<Vec<&Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    for diag in diags {
        let same = |group: &&mut Vec<&Diagnostic>| group[0].code == diag.code && group[0].hints == diag.hints;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(diag),
            None => groups.push(vec![diag]),
        }
    }
    groups
}

/// The first of one matter in full, the others by their place.
fn several(printer: &Printer<'_>, group: &[&Diagnostic]) -> String {
    let in_full = if group.len() > IN_FULL + 1 { IN_FULL } else { group.len() };
    let (first, others) = group.split_at(in_full);
    let mut text = printer.print(&first.iter().map(|d| (*d).clone()).collect::<Vec<_>>());
    if others.is_empty() {
        return text;
    }
    text.push_str(&format!("the same in {} more places:\n", others.len()));
    for diag in others.iter().take(BY_LINE) {
        text.push_str(&format!("  {}: {}\n", printer.place(diag), diag.message));
    }
    if others.len() > BY_LINE {
        text.push_str(&format!("  and {} more: `guidepost check` shows all\n", others.len() - BY_LINE));
    }
    text + "\n"
}

/// What is mended, a line for each; what was said of several files is one matter.
fn ended(mended: &[Diagnostic]) -> String {
    let mut matters: Vec<(&str, Vec<&Diagnostic>)> = Vec::new();
    for diag in mended {
        match matters.iter_mut().find(|(message, _)| *message == diag.message) {
            Some((_, all)) => all.push(diag),
            None => matters.push((&diag.message, vec![diag])),
        }
    }
    let line = |(message, all): &(&str, Vec<&Diagnostic>)| match all.as_slice() {
        [one] => {
            let place = one.place.as_ref().map(|p| format!("{}: ", p.file)).unwrap_or_default();
            format!("mended: {place}{message}\n")
        }
        several => format!("mended: {message}, in {} files\n", several.len()),
    };
    let mut text: String = matters.iter().take(BY_LINE).map(line).collect();
    if matters.len() > BY_LINE {
        text.push_str(&format!("mended: {} more\n", matters.len() - BY_LINE));
    }
    text
}

/// Opens the address in the browser of this machine; whether that could be begun.
pub fn open(url: &str) -> bool {
    let (program, args): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut browser = Command::new(program);
    browser.args(args).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    browser.spawn().is_ok()
}
