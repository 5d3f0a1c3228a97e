//! `guidepost mail`: an issue of the newsletter → a file to look at, files for a mailing tool, or letters to people.

mod args;
mod send;

pub use args::Mail;

use super::args::Project;
use super::pipeline::{self, limit, report};
use super::print::Format;
use super::serve::open;
use super::{Exit, fail, say, tell};
use crate::base::{Code, Diagnostic, Lang, Severity, did_you_mean, worst};
use crate::check::{self, Memory, Prepared, Texts};
use crate::deliver::DiskWorld;
use crate::model::{EditionId, EntryId, Options, Site};
use crate::render::Renderer;
use crate::render::mail::{self, Copy, Letter, is_mailed, message, with_pictures};
use crate::source::Kind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder below that of what is kept, for previews.
const PREVIEWS: &str = "mail";

/// Does what was asked for.
pub fn mail(what: &Mail) -> Exit {
    let done = match what {
        Mail::Preview(args) => preview(args),
        Mail::Build(args) => build(args),
        Mail::Send(args) => send::send(args),
    };
    done.unwrap_or_else(|exit| exit)
}

/// A site and an issue of it.
struct Ready {
    site: Arc<Site>,
    renderer: Renderer,
    texts: Texts,
    diags: Vec<Diagnostic>,
    issue: EntryId,
}

/// Runs the pipeline up to the oven and finds the issue. All editions are read, whichever is mailed, since a text may
/// lead to another one.
fn ready(args: &args::Issue) -> Result<Ready, Exit> {
    let project = &args.project;
    let options = Options { editions: Vec::new(), ..pipeline::options(project) };
    let world = Arc::new(DiskWorld::new(pipeline::cache(&project.root).as_deref()));
    let Prepared { texts, site, catalogue: _, renderer, mut diags } =
        check::prepare(&project.root, &options, world, &mut Memory::default());
    diags.extend(check::check(&site));
    let bad = worst(&diags).is_some_and(|w| w >= limit(project));
    let (false, Some(renderer)) = (bad, renderer) else {
        tell_of(project, &mut diags, &texts);
        tell("nothing was made\n");
        return Err(Exit::Content);
    };
    let issue = find(&site, &args.issue).map_err(|words| usage(&words))?;
    Ok(Ready { site, renderer, texts, diags, issue })
}

/// Tells what must be mended, and what was noted of mails.
fn tell_of(project: &Project, diags: &mut Vec<Diagnostic>, texts: &Texts) {
    let level = if project.quiet { Severity::Error } else { Severity::Warning };
    let told = |d: &Diagnostic| d.severity() >= level || !project.quiet && ABOUT_MAIL.contains(&d.code);
    diags.retain(told);
    report(diags, texts, Format::Text, Severity::Note);
}

/// Notes that are told by these commands.
const ABOUT_MAIL: [Code; 2] = [Code::SensitiveInMail, Code::RepeatedRecipient];

fn usage(words: &str) -> Exit {
    tell(&format!("error: {words}\n"));
    Exit::Usage
}

/// The issue that somebody named.
fn find(site: &Site, name: &str) -> Result<EntryId, String> {
    let issues = || site.entries.iter().enumerate().filter(|(_, entry)| entry.kind == Kind::Newsletter);
    let short = |id: &str| id.rsplit('/').next().unwrap_or(id).to_owned();
    let in_an_edition = |id: EntryId| {
        let pages = site.addresses.iter().filter_map(|addresses| addresses.entry(id));
        pages.map(|page| short(page.address().trim_end_matches('/'))).any(|slug| slug == name)
    };
    let found = issues().find(|(_, entry)| entry.id == name || short(&entry.id) == name);
    let found = found.or_else(|| issues().find(|(id, _)| in_an_edition(*id)));
    found.map(|(id, _)| id).ok_or_else(|| {
        let known: Vec<String> = issues().map(|(_, entry)| short(&entry.id)).collect();
        let hint = did_you_mean(name, known.iter().map(String::as_str));
        let hint = hint.unwrap_or_else(|| match known.is_empty() {
            true => "no section of this site is of `kind: newsletter`, or it has no issue yet".to_owned(),
            false => format!("the issues are {}", known.join(", ")),
        });
        format!("there is no issue `{name}`\n  help: {hint}")
    })
}

/// The editions that were asked for, or all that have the issue.
fn editions(ready: &Ready, wanted: &[Lang]) -> Result<Vec<EditionId>, Exit> {
    let site = &ready.site;
    if wanted.is_empty() {
        let all: Vec<EditionId> = (0..site.editions.len()).filter(|e| is_mailed(site, *e, ready.issue)).collect();
        return if all.is_empty() { Err(usage(&not_mailed(ready, None))) } else { Ok(all) };
    }
    wanted.iter().map(|lang| edition(ready, *lang)).collect()
}

fn edition(ready: &Ready, lang: Lang) -> Result<EditionId, Exit> {
    let site = &ready.site;
    let Some(edition) = site.editions.iter().position(|e| e.lang == lang) else {
        let known: Vec<&str> = site.editions.iter().map(|e| e.lang.as_str()).collect();
        return Err(usage(&format!("there is no edition `{lang}`\n  help: the editions are {}", known.join(", "))));
    };
    match is_mailed(site, edition, ready.issue) {
        true => Ok(edition),
        false => Err(usage(&not_mailed(ready, Some(lang)))),
    }
}

/// Why an issue is no mail.
fn not_mailed(ready: &Ready, lang: Option<Lang>) -> String {
    let entry = &ready.site.entries[ready.issue];
    match (entry.common.sensitive, lang) {
        (true, _) => format!("`{}` must leave no trace, and a mail stays in a phone: it is not mailed", entry.id),
        (_, Some(lang)) => {
            format!("`{}` has no text of its own in `{lang}`\n  help: write it, or send another edition", entry.id)
        }
        (_, None) => format!("`{}` has a text in no edition", entry.id),
    }
}

/// Makes the letter of an edition; what is wrong with it is noted.
fn letter(ready: &mut Ready, edition: EditionId, unsubscribe: Option<&str>) -> Result<Letter, Exit> {
    let made = mail::letter(&ready.renderer, edition, ready.issue, unsubscribe);
    made.take(&mut ready.diags).ok_or(Exit::Content)
}

/// Tells of everything, and whether one may go on.
fn told(ready: &mut Ready, project: &Project) -> Result<(), Exit> {
    let refused = worst(&ready.diags).is_some_and(|w| w >= limit(project));
    tell_of(project, &mut ready.diags, &ready.texts);
    if refused { Err(Exit::Content) } else { Ok(()) }
}

fn preview(args: &args::Preview) -> Result<Exit, Exit> {
    let project = &args.issue.project;
    let mut ready = ready(&args.issue)?;
    let all = editions(&ready, &project.edition)?;
    let first = all.iter().find(|e| **e == ready.site.default_edition).or(all.first()).copied().ok_or(Exit::Usage)?;
    let wanted = if project.edition.is_empty() { vec![first] } else { all };
    let Some(cache) = pipeline::cache(&project.root) else {
        return Err(fail("there is no place for the preview: the folder of the site cannot be written to", None));
    };
    let folder = cache.join(PREVIEWS);
    for edition in wanted {
        let unsubscribe = mail::for_everybody(&ready.site);
        let made = letter(&mut ready, edition, unsubscribe.as_deref());
        told(&mut ready, project)?;
        let made = made?;
        let html = with_pictures(&ready.renderer, &made.html);
        let file = write(&folder, &format!("{}.html", made.name), html.as_bytes())?;
        write(&folder, &format!("{}.txt", made.name), made.text.as_bytes())?;
        say(&format!("{}\n", file.display()));
        let address = std::fs::canonicalize(&file).ok().and_then(|file| url::Url::from_file_path(file).ok());
        if !args.no_open && !address.is_some_and(|url| open(url.as_str())) {
            tell("no browser could be opened: open that file yourself\n");
        }
    }
    Ok(Exit::Good)
}

fn build(args: &args::Build) -> Result<Exit, Exit> {
    let project = &args.issue.project;
    let mut ready = ready(&args.issue)?;
    let folder = args.out.clone().unwrap_or_else(|| project.root.join("mail"));
    let mut letters = Vec::new();
    for edition in editions(&ready, &project.edition)? {
        let unsubscribe = mail::for_everybody(&ready.site);
        letters.push(letter(&mut ready, edition, unsubscribe.as_deref()));
    }
    told(&mut ready, project)?;
    for letter in letters {
        let letter = letter?;
        let mut files = vec![("html", letter.html.clone().into_bytes()), ("txt", letter.text.clone().into_bytes())];
        match message(&letter, &Copy::default()) {
            Ok(made) => files.push(("eml", made.bytes)),
            Err(words) => tell(&format!(
                "no message (eml) of `{}`: {words}\n  help: say it in `guidepost.yaml`: `mail: {{ from: news@example.org }}`\n",
                letter.name
            )),
        }
        for (end, bytes) in files {
            let file = write(&folder, &format!("{}.{end}", letter.name), &bytes)?;
            if !project.quiet {
                say(&format!("{}\n", file.display()));
            }
        }
    }
    Ok(Exit::Good)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Exit> {
    let file = folder.join(name);
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&file, bytes));
    match written {
        Ok(()) => Ok(file),
        Err(error) => Err(fail(&format!("`{}` could not be written: {error}", file.display()), None)),
    }
}
