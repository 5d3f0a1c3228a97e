//! Rules about pictures: what cannot be shown, what may not, and words for those who do not see one. They are said here
//! and not where the file is read, because here it is known which text shows it.

use crate::base::{Code, Diagnostic, Place, SourcePath, few};
use crate::markup::{Kind, LinkId, NodeId};
use crate::model::{Site, Target, Version, Versions, Withheld};
use crate::source::PictureFile;
use std::collections::BTreeMap;

/// Where each picture is first named by a text.
type Uses<'a> = BTreeMap<&'a SourcePath, Place>;

/// Looks at every picture and at every text that shows one.
pub fn check(site: &Site, diags: &mut Vec<Diagnostic>) {
    let mut uses = Uses::new();
    let pictured = |version: &&Version| {
        let shows = version.doc.links().iter().any(|link| link.image);
        shows || version.targets.iter().any(|target| matches!(target, Target::Asset(_)))
    };
    for version in versions(site).filter(pictured) {
        for node in version.doc.nodes() {
            let kind = version.doc.kind(node);
            let (Kind::Image(link) | Kind::Link(link)) = kind else { continue };
            if let Some(file) = asset(version, link) {
                uses.entry(file).or_insert_with(|| Place::at(&version.file, version.doc.span(node)));
            }
            if matches!(kind, Kind::Image(_)) {
                diags.extend(missing_alt(site, version, node, link));
            }
        }
    }
    diags.extend(site.pictures.withheld.iter().filter_map(|(file, why)| withheld(file, *why, &uses)));
    diags.extend(people_unknown(site, &uses));
}

fn versions(site: &Site) -> impl Iterator<Item = &Version> {
    let sections = site.sections.iter().map(|s| &s.page);
    let entries = site.entries.iter().map(|e| &e.versions);
    std::iter::once(&site.home).chain(sections).chain(entries).flat_map(|Versions(all)| all)
}

fn asset(version: &Version, link: LinkId) -> Option<&SourcePath> {
    match version.targets.get(link as usize)? {
        Target::Asset(file) => Some(file),
        _ => None,
    }
}

fn missing_alt(site: &Site, version: &Version, node: NodeId, link: LinkId) -> Option<Diagnostic> {
    let doc = &version.doc;
    let inside = node + 1..doc.end(node);
    let file = asset(version, link);
    if !doc.is_blank(inside) || file.is_some_and(|file| site.has_alt(file)) {
        return None;
    }
    let dest = doc.str(doc.links()[link as usize].dest);
    let message = format!("the picture `{dest}` has no words for readers who do not see it");
    let place = Place::at(&version.file, doc.span(node));
    let hint = "say between the square brackets what it shows; a picture that only decorates does not belong in a text";
    let beside = file.map(|file| format!("or say it once for all texts, as `alt:` in `{}`", side_file(file)));
    Some(Diagnostic::new(Code::MissingAlt, place, message).hint(hint).hint_opt(beside))
}

/// The file that describes a picture, whether it is there or not.
fn side_file(picture: &SourcePath) -> String {
    picture.name().rsplit_once('.').map_or_else(|| format!("{}.yaml", picture.name()), |(s, _)| format!("{s}.yaml"))
}

fn withheld(file: &PictureFile, why: Withheld, uses: &Uses<'_>) -> Option<Diagnostic> {
    let name = file.path.name();
    let side = file.side.file.as_ref();
    let place = Place::file(side.unwrap_or(&file.path));
    let missing = |message: String| Diagnostic::new(Code::ConsentMissing, place.clone(), message);
    let diag = match why {
        Withheld::Faulty => {
            let fault = file.header.as_ref().err()?;
            Diagnostic::new(fault.code, Place::file(&file.path), &fault.message).hint(&fault.hint)
        }
        Withheld::Unrecorded => {
            missing(format!("`{name}` is not shown: people can be recognised in it, and nothing says that they agreed"))
                .hint("ask them; then write who agreed and when: `consent: { given: 2026-03-31, by: … }`")
        }
        Withheld::Refused => missing(format!("`{name}` is not shown: the people in it have not agreed"))
            .hint("take it out of the project, or ask again and write `consent: { given: 2026-03-31, by: … }`"),
        Withheld::Expired(day) => missing(format!("`{name}` is not shown: the people in it agreed until {day}"))
            .hint("ask them again and change `until:`, or take it out of the project"),
        Withheld::Withdrawn(day) => {
            missing(format!("`{name}` is not shown: the people in it took their consent back on {day}"))
                .hint("take it out of the project; copies that others have made are not reached by that")
        }
    };
    Some(match uses.get(&file.path) {
        Some(place) if why == Withheld::Faulty => diag.also(place.clone(), "a text shows it here"),
        Some(place) => diag.also(place.clone(), "readers get the words for it here instead"),
        None => diag,
    })
}

fn people_unknown(site: &Site, uses: &Uses<'_>) -> Option<Diagnostic> {
    let unsaid = &site.pictures.unsaid;
    let first = unsaid.first()?;
    let names: Vec<&str> = unsaid.iter().map(SourcePath::as_str).collect();
    let message = match names.as_slice() {
        [_] => "nothing says whether people can be recognised in this photo".to_owned(),
        _ => {
            format!("nothing says of {} photos whether people can be recognised in them: {}", names.len(), few(&names))
        }
    };
    let diag = Diagnostic::new(Code::PeopleUnknown, Place::file(first), message).hint(format!(
        "write `people: no` or `people: yes` into `{}` beside it; with `yes` also who agreed and when",
        side_file(first)
    ));
    Some(match uses.get(first) {
        Some(place) => diag.also(place.clone(), "a text shows it here"),
        None => diag,
    })
}
