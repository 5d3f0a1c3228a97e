//! An issue of the newsletter in one edition → a letter: HTML that mail programs show, the same as plain text, and the
//! message that holds both.
//!
//! The theme's `mail/issue.html` makes the HTML. `mail/inline.css` is put onto each element (`css-inline`), since some
//! programs read nothing else; `mail/head.css` stays in the head for those that do: darkness, narrow screens. The plain
//! text is read from the finished HTML (`text`), so a theme changes both by changing one.
//!
//! A letter loads nothing but the issue's own pictures, from the site; it has nothing in it that counts its readers.

mod body;
mod message;
mod text;
mod tree;
mod wrap;

pub use super::letter::is_mailed;
pub use message::{Copy, Letter, Made, Sender, message};

use super::html::rewrite;
use super::renderer::Renderer;
use super::single;
use super::theme::{minify, missing_template};
use super::view::{EntryView, MailView, PhoneView};
use super::views::{self, Form};
use crate::base::{Code, Diagnostic, Dir, OutPath, Place, Report, SourcePath, percent_encoded};
use crate::model::{EditionId, EntryId, Shelf, Site};
use crate::source::mail::EMAIL_FIELD;
use css_inline::CSSInliner;
use tera::{Context, Value};

/// The template.
const TEMPLATE: &str = "mail/issue.html";

/// Bytes of HTML that a mail program shows whole: Gmail cuts at 102 kB, and a server on the way may add some.
const LARGEST: usize = 100_000;

/// Makes the file that is published.
pub fn file(renderer: &Renderer, edition: EditionId, id: EntryId) -> Report<Option<Vec<u8>>> {
    let Report { value, mut diags } = letter(renderer, edition, id, for_everybody(&renderer.site).as_deref());
    let made = value.map(|letter| message(&letter, &Copy::default()));
    let made = match made {
        Some(Ok(made)) => Some(made.bytes),
        Some(Err(reason)) => {
            diags.push(Diagnostic::general(Code::BadValue, format!("the mail cannot be made: {reason}")));
            None
        }
        None => None,
    };
    Report::new(made, diags)
}

/// How one gets off the list, in a letter that is the same for everybody.
pub fn for_everybody(site: &Site) -> Option<String> {
    let mail = site.config.mail.as_ref()?;
    let same = mail.unsubscribe.clone().filter(|link| !link.contains(EMAIL_FIELD));
    mail.placeholder.clone().or(same)
}

/// How a reader gets off the list.
pub fn for_reader(site: &Site, address: &str) -> Option<String> {
    let link = site.config.mail.as_ref()?.unsubscribe.as_ref()?;
    // An at sign may stand as it is, and is easier to read.
    let encoded = address.split('@').map(percent_encoded).collect::<Vec<_>>().join("@");
    Some(link.replace(EMAIL_FIELD, &encoded))
}

/// Makes the letter; `unsubscribe` is where one gets off the list.
pub fn letter(
    renderer: &Renderer,
    edition: EditionId,
    id: EntryId,
    unsubscribe: Option<&str>,
) -> Report<Option<Letter>> {
    let site = &renderer.site;
    let own = &site.editions[edition];
    let made = views::entry(renderer, edition, id, Form::Letter).filter(|_| is_mailed(site, edition, id));
    let Some((mut view, frame, body)) = made else {
        return Report::new(None, vec![missing_template(TEMPLATE)]);
    };
    let mut diags = body.diags;
    let page = format!("{}{}", site.base_url, frame.path.address());
    let title = super::marks::text(site, frame.title);
    let mail = MailView {
        // A line of the head of a message has no line breaks.
        subject: title.text.split_whitespace().collect::<Vec<_>>().join(" "),
        attrs: title.attrs,
        preheader: view.description.text.clone(),
        page: page.clone(),
        unsubscribe: unsubscribe.map(str::to_owned),
        emergency: emergency(renderer, edition),
        answer: site.config.mail.as_ref().map(|m| m.reply_to.clone().unwrap_or_else(|| m.from.clone())),
    };
    for_mail(site, edition, &mut view);
    let mut context = Context::new();
    context.insert_value("mail", Value::from_serializable(&mail));
    context.insert_value("entry", Value::from_serializable(&view));
    context.insert_value("up", Value::normal_string(&site.base_url));
    let made = renderer.template(edition, TEMPLATE, context).and_then(|html| {
        let html = String::from_utf8_lossy(&html);
        let links = renderer.string(edition, "mail-links", &[]).text;
        let text = tree::parse(&html).find("body").map(|body| text::text(body, &links)).unwrap_or_default();
        Ok((styled(site, &html)?, text))
    });
    let (html, text) = match made {
        Ok(made) => made,
        Err(diag) => {
            diags.push(*diag);
            return Report::new(None, diags);
        }
    };
    diags.extend((html.len() > LARGEST).then(|| too_large(site, edition, id, html.len())));
    let issue = site.entries[id].id.clone();
    let letter = Letter {
        subject: mail.subject,
        lang: own.lang.to_string(),
        html,
        text,
        page,
        name: format!("{}.{}", issue.rsplit('/').next().unwrap_or_default(), own.folder),
        issue,
        from: sender(site, edition),
        unsubscribe: mail.unsubscribe,
        date: site.entries[id].common.date.unwrap_or(site.today),
    };
    Report::new(Some(letter), diags)
}

/// Makes the text one for mail programs, without what must leave no trace.
fn for_mail(site: &Site, edition: EditionId, view: &mut EntryView) {
    let end = if site.editions[edition].dir == Dir::Rtl { "left" } else { "right" };
    view.html = tree::html(&body::for_mail(&tree::parse(&view.html), end));
    let directory = &site.directory;
    view.contacts.retain(|contact| directory.contact(&contact.id).is_ok_and(|i| !directory.is_sensitive(i)));
    let secret: Vec<OutPath> = secret(site, edition, Shelf::Channels);
    view.channels.retain(|link| !secret.iter().any(|page| page.address() == link.path));
}

/// The pages of those contacts or channels that must leave no trace.
fn secret(site: &Site, edition: EditionId, shelf: Shelf) -> Vec<OutPath> {
    let directory = &site.directory;
    let ids: Vec<&str> = match shelf {
        Shelf::Channels => {
            directory.channels.iter().filter(|c| c.value.sensitive).map(|c| c.id.value.as_str()).collect()
        }
        _ => {
            let contacts = directory.contacts.iter().enumerate().filter(|(i, _)| directory.is_sensitive(*i));
            contacts.map(|(_, contact)| contact.id.value.as_str()).collect()
        }
    };
    ids.into_iter().map(|id| site.addresses[edition].on_shelf(shelf, id)).collect()
}

/// The numbers of every page that may stand in a mail.
fn emergency(renderer: &Renderer, edition: EditionId) -> Vec<PhoneView> {
    let secret = secret(&renderer.site, edition, Shelf::Contacts);
    let phones = renderer.site_view(edition).emergency.iter();
    phones.filter(|phone| !secret.iter().any(|page| page.address() == phone.path)).cloned().collect()
}

fn sender(site: &Site, edition: EditionId) -> Option<Sender> {
    let mail = site.config.mail.as_ref()?;
    let own = &site.editions[edition];
    let name = site.name(own, &mail.from_name).or_else(|| site.name(own, &site.config.title)).unwrap_or_default();
    Some(Sender { name: name.text, address: mail.from.clone(), reply_to: mail.reply_to.clone() })
}

/// The HTML with its looks on each element, and in its head what only some programs understand.
fn styled(site: &Site, html: &str) -> Result<String, Box<Diagnostic>> {
    let sheet = |name: &str| {
        let mut sheets = site.theme.layers.iter().flat_map(|layer| &layer.mail);
        sheets.find(|(n, _)| n == name).map(|(_, file)| file)
    };
    let inline = sheet("inline.css");
    let inliner = CSSInliner::options()
        .load_remote_stylesheets(false)
        .extra_css(inline.map(|file| (&*file.text).into()))
        .keep_style_tags(true)
        .build();
    let made = inliner.inline(html).map_err(|error| {
        let file = inline.map_or_else(|| SourcePath::new("themes/default/mail/inline.css"), |file| file.path.clone());
        let message = format!("the stylesheet of mails cannot be used: {}", error.to_string().to_lowercase());
        Box::new(Diagnostic::new(Code::TemplateRender, Place::file(&file), message))
    })?;
    let head = sheet("head.css").map(|file| minify(&file.text)).unwrap_or_default();
    let style = if head.is_empty() { String::new() } else { format!("<style>{head}</style>") };
    Ok(made.replacen("</head>", &format!("{style}</head>"), 1))
}

fn too_large(site: &Site, edition: EditionId, id: EntryId, size: usize) -> Diagnostic {
    let entry = &site.entries[id];
    let (size, most) = (size.div_ceil(1000), LARGEST / 1000);
    let message = format!("`{}` as a mail has {size} kB, of which mail programs show {most}", entry.id);
    let diag = match entry.localize(&site.editions[edition]) {
        Some(text) => {
            let place = Place::at(&text.version.file, text.version.title_span());
            Diagnostic::new(Code::MailTooLarge, place, message)
        }
        None => Diagnostic::general(Code::MailTooLarge, message),
    };
    diag.hint("divide the issue in two, or tell the beginning and lead to a text of its own for the rest")
}

/// The HTML for a look at it before the site is on the internet: its pictures stand in it.
pub fn with_pictures(renderer: &Renderer, html: &str) -> String {
    rewrite(html, |at, address| {
        let picture = at.element.eq_ignore_ascii_case("img").then(|| single::held(renderer, address)).flatten();
        Some(picture.unwrap_or_else(|| address.to_owned()))
    })
}
