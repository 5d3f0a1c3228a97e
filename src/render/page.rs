//! Pages: a recipe → the HTML of one page, by the theme's template for it.

mod apart;
mod lists;

pub use apart::{chooser, redirect};

use super::parts;
use super::recipe::{PageRecipe, ReportStep, SearchPage};
use super::renderer::Renderer;
use super::sensitive::is_sensitive_page;
use super::single;
use super::theme::missing_template;
use super::view::{EntryView, LinkView, Text};
use super::views::{self, Form, Frame, frame};
use crate::base::{Diagnostic, OutPath, Report};
use crate::model::{EditionId, EntryId, Marked, Shelf, StringArg, home, list_page};
use crate::source::data::Channel;
use lists::{section_page, topic_page};
use tera::{Context, Value};

/// What a page's template is given, before it is rendered.
struct Draft {
    template: &'static str,
    frame: Frame,
    values: Values,
    /// What it shows, where that is an entry.
    entry: Option<EntryView>,
    diags: Vec<Diagnostic>,
}

impl Draft {
    fn new(template: &'static str, frame: Frame, values: Values) -> Self {
        Self { template, frame, values, entry: None, diags: Vec::new() }
    }
}

/// Values of a template, by name.
pub type Values = Vec<(&'static str, Value)>;

/// Makes a page. Its template is also given `made`: what had to be worked out from other files.
pub fn page(renderer: &Renderer, edition: EditionId, recipe: PageRecipe, made: Values) -> Report<Option<Vec<u8>>> {
    let Some(mut draft) = draft(renderer, edition, recipe) else {
        return Report::new(None, vec![missing_template("entry.html")]);
    };
    if is_sensitive_page(&renderer.site, recipe) {
        draft.frame.sensitive.get_or_insert(None);
    }
    let mut diags = draft.diags;
    let not_found = recipe == PageRecipe::NotFound;
    let mut view = frame(renderer, edition, draft.frame);
    if not_found {
        // A server shows this page under any address, so its links begin at the root of the host.
        view.up = renderer.site.base_path();
    }
    if let (Some(share), PageRecipe::Entry(id)) = (&mut view.share, recipe) {
        share.file = single::file(renderer, edition, id);
    }
    let (parts, said) = parts::parts(renderer, edition, &view, draft.entry.as_ref());
    diags.extend(said);
    let mut context = Context::new();
    context.insert_value("page", Value::from_serializable(&view));
    context.insert_value("parts", parts);
    for (name, value) in draft.values.into_iter().chain(made) {
        context.insert_value(name, value);
    }
    match renderer.template(edition, draft.template, context) {
        Ok(html) => Report::new(Some(html), diags),
        Err(diag) => {
            diags.push(*diag);
            Report::new(None, diags)
        }
    }
}

fn draft(renderer: &Renderer, edition: EditionId, recipe: PageRecipe) -> Option<Draft> {
    Some(match recipe {
        PageRecipe::Home => home_page(renderer, edition),
        PageRecipe::Section(section, page) => section_page(renderer, edition, section, page),
        PageRecipe::Topic(topic, page) => topic_page(renderer, edition, topic, page),
        PageRecipe::Entry(id) => entry_page(renderer, edition, id, Form::Page)?,
        PageRecipe::Trainer(id) => entry_page(renderer, edition, id, Form::Trainer)?,
        PageRecipe::Report(step) => report_page(renderer, edition, step),
        PageRecipe::Shelf(shelf, page) => shelf_page(renderer, edition, shelf, page),
        PageRecipe::Law(law) => law_page(renderer, edition, law, 1),
        PageRecipe::Cited(law, page) => law_page(renderer, edition, law, page),
        PageRecipe::Contact(_) | PageRecipe::Channel(_) | PageRecipe::Municipality(_) => {
            thing(renderer, edition, recipe)?
        }
        PageRecipe::Search(page) => search_page(renderer, edition, page),
        PageRecipe::Offline => apart::offline(renderer, edition),
        PageRecipe::Absent => apart::absent(renderer, edition),
        PageRecipe::NotFound => apart::not_found(renderer, edition),
    })
}

fn entry_page(renderer: &Renderer, edition: EditionId, id: EntryId, form: Form) -> Option<Draft> {
    let (view, frame, body) = views::entry(renderer, edition, id, form)?;
    let mut draft = Draft::new("entry.html", frame, vec![("entry", Value::from_serializable(&view))]);
    (draft.entry, draft.diags) = (Some(view), body.diags);
    Some(draft)
}

/// A step of "find a way to report".
fn report_page(renderer: &Renderer, edition: EditionId, step: ReportStep) -> Draft {
    let site = &renderer.site;
    let view = views::report(renderer, edition, step);
    let title = match step {
        ReportStep::Start | ReportStep::All => renderer.string(edition, "report-title", &[]),
        ReportStep::Happened(h) => renderer.string(edition, &format!("happened-{}", Channel::HAPPENED[h]), &[]),
        ReportStep::By(_, b) => {
            let who = views::by(renderer, edition, b).text;
            renderer.string(edition, "report-answer", &[("who", StringArg::Text(&who))])
        }
    };
    let at = |e: EditionId| step.path(&site.addresses[e]);
    let mut frame = Frame::everywhere(renderer, "report", title, at, edition);
    let way: &[ReportStep] = match step {
        ReportStep::Start => &[],
        ReportStep::Happened(_) | ReportStep::All => &[ReportStep::Start],
        ReportStep::By(h, _) => &[ReportStep::Start, ReportStep::Happened(h)],
    };
    for step in way {
        let title = match step {
            ReportStep::Happened(h) => views::happened(renderer, edition, *h),
            _ => renderer.text(edition, "report-title", &[]),
        };
        frame.breadcrumbs.push(LinkView { title, path: step.path(&site.addresses[edition]).address().to_owned() });
    }
    frame.description = readable(&renderer.text(edition, "report-text", &[]));
    let channels: Vec<Value> =
        views::channels_of(renderer, step).into_iter().map(|c| renderer.channel(edition, c)).collect();
    let view = with(Value::from_serializable(&view), [("channels", Value::from(channels))]);
    Draft::new("report.html", frame, vec![("report", view)])
}

/// The page of one thing on a shelf.
fn thing(renderer: &Renderer, edition: EditionId, recipe: PageRecipe) -> Option<Draft> {
    let directory = &renderer.site.directory;
    Some(match recipe {
        PageRecipe::Contact(i) => {
            let view = renderer.contact(edition, i);
            let json = Value::safe_string(&views::json_ld(view, &renderer.site.base_url));
            let values = vec![("contact", view.value()), ("json_ld", json)];
            let names = &directory.contacts[i].value.names;
            let mut draft = on_shelf(renderer, edition, (Shelf::Contacts, &view.id), names, values);
            draft.frame.share = Some(views::numbers(&view.phones));
            draft.frame.description = readable(&view.what);
            draft
        }
        PageRecipe::Channel(i) => {
            let view = views::channel(renderer, edition, i);
            let values = vec![("channel", Value::from_serializable(&view))];
            let names = &directory.channels[i].value.names;
            let mut draft = on_shelf(renderer, edition, (Shelf::Channels, &view.id), names, values);
            draft.frame.share = Some(views::numbers(&view.phones));
            draft.frame.description = readable(&view.what);
            draft
        }
        PageRecipe::Municipality(i) => {
            let (view, around) = views::municipality_alone(renderer, edition, i);
            let contacts = |list: Vec<usize>| {
                Value::from(list.into_iter().map(|c| renderer.contact(edition, c).value()).collect::<Vec<_>>())
            };
            let lists = [
                ("everybody", contacts(around.everybody)),
                ("here", contacts(around.here)),
                ("channels", renderer.channel_links(edition)),
            ];
            let values = vec![("municipality", with(Value::from_serializable(&view), lists))];
            let names = &directory.municipalities[i].value.names;
            let mut draft = on_shelf(renderer, edition, (Shelf::Municipalities, &view.id), names, values);
            draft.frame.share = Some(views::offices(view.unit.iter().chain(&view.ombudsperson)));
            draft.frame.description = readable(&renderer.text(edition, "find-municipality-text", &[]));
            draft
        }
        _ => return None,
    })
}

/// A text as a page's description, which has no language of its own: only where it is in the reader's.
fn readable(text: &Text) -> Option<String> {
    Some(text.text.clone()).filter(|t| !t.is_empty() && text.attrs.is_empty())
}

/// A law, or a further page of the texts that cite it.
fn law_page(renderer: &Renderer, edition: EditionId, law: usize, page: usize) -> Draft {
    let site = &renderer.site;
    let record = &site.directory.laws[law];
    let mut view = views::law(renderer, edition, law);
    let (cited_by, list) = views::cited_by(renderer, edition, law, page);
    view.cited_by = cited_by;
    let pages = list.pages;
    let values = vec![("law", Value::from_serializable(&view)), ("list", Value::from_serializable(&list))];
    let mut draft = on_shelf(renderer, edition, (Shelf::Laws, &record.id.value), &record.value.names, values);
    draft.frame.share = (page == 1).then(Vec::new);
    let count = |e: EditionId| site.lists[e].laws[law].len().div_ceil(super::catalogue::CITED_PAGE_SIZE);
    turn_to(renderer, edition, &mut draft.frame, (page, pages), |e| count(e) >= page);
    draft
}

/// Makes the frame of a list's first page that of page `page`, which not every edition has.
fn turn_to(
    renderer: &Renderer,
    edition: EditionId,
    frame: &mut Frame,
    (page, pages): (usize, usize),
    has_page: impl Fn(EditionId) -> bool,
) {
    if page < 2 {
        return;
    }
    frame.path = list_page(&frame.path, page);
    for (e, sibling) in frame.siblings.iter_mut().enumerate() {
        *sibling = sibling.take().filter(|_| has_page(e));
        if let Some(sibling) = sibling {
            sibling.path = list_page(&sibling.path, page);
        }
    }
    let title = std::mem::take(&mut frame.title);
    frame.title = numbered(renderer, edition, title, page, pages);
}

fn home_page(renderer: &Renderer, edition: EditionId) -> Draft {
    let site = &renderer.site;
    let at = |e: EditionId| home(&site.editions[e]);
    let (view, title, has_code) = views::home(renderer, edition, &at(edition));
    let mut frame = Frame::everywhere(renderer, "home", title, at, edition);
    frame.breadcrumbs.clear();
    frame = frame.with_code(has_code);
    frame.pieces.extend(site.config.outputs.search.then_some("find"));
    frame.description = site.text(&site.editions[edition], &site.config.description).map(|d| d.text);
    Draft::new("home.html", frame, vec![("home", Value::from_serializable(&view))])
}

/// A view with more values, which are made once and shared.
fn with(view: Value, more: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let mut map = view.into_map().unwrap_or_default();
    map.extend(more.into_iter().map(|(name, value)| (name.into(), value)));
    Value::from(map)
}

/// The title of a page of a list: from the second on, with its number.
fn numbered(renderer: &Renderer, edition: EditionId, title: Marked, page: usize, pages: usize) -> Marked {
    if page < 2 {
        return title;
    }
    let number = |n: usize| StringArg::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let words = renderer.string(edition, "page-n", &[("page", number(page)), ("pages", number(pages))]);
    Marked { text: format!("{} – {}", title.text, words.text), mark: title.mark }
}

fn shelf_link(renderer: &Renderer, edition: EditionId, shelf: Shelf) -> LinkView {
    LinkView {
        title: renderer.text(edition, &format!("{}-title", shelf.word()), &[]),
        path: renderer.site.addresses[edition].folder(shelf).to_owned(),
    }
}

/// The piece of the page on which everybody finds their municipality.
const MUNICIPALITIES: &str = "municipalities";

fn shelf_page(renderer: &Renderer, edition: EditionId, shelf: Shelf, page: usize) -> Draft {
    let site = &renderer.site;
    let (kind, template) = match shelf {
        Shelf::Contacts => ("contacts", "contacts.html"),
        Shelf::Municipalities => ("municipalities", "municipalities.html"),
        Shelf::Channels => ("channels", "channels.html"),
        Shelf::Laws => ("laws", "laws.html"),
        Shelf::Glossary => ("glossary", "glossary.html"),
        Shelf::Topics => ("topics", "topics.html"),
    };
    let title = renderer.string(edition, &format!("{}-title", shelf.word()), &[]);
    let mut frame = Frame::everywhere(renderer, kind, title, |e| site.addresses[e].list(shelf), edition);
    for (e, sibling) in frame.siblings.iter_mut().enumerate() {
        if !super::catalogue::has_shelf(site, e, shelf) {
            *sibling = None;
        }
    }
    if shelf == Shelf::Municipalities {
        frame.pieces.push(MUNICIPALITIES);
    }
    frame.description = match shelf {
        Shelf::Municipalities => readable(&renderer.text(edition, "find-municipality-text", &[])),
        Shelf::Channels | Shelf::Laws | Shelf::Glossary => {
            readable(&renderer.text(edition, &format!("{}-text", shelf.word()), &[]))
        }
        Shelf::Contacts | Shelf::Topics => None,
    };
    let list = views::shelf_list(renderer, edition, shelf, page);
    let has_page = |e: EditionId| super::catalogue::shelf_pages(site, e, shelf) >= page;
    turn_to(renderer, edition, &mut frame, (page, list.list.pages), has_page);
    let (pages, jumps) = (Value::from_serializable(&list.list), Value::from_serializable(&list.jumps));
    Draft::new(template, frame, vec![("groups", list.groups), ("list", pages), ("jumps", jumps)])
}

/// A page below the list of a shelf.
fn on_shelf(
    renderer: &Renderer,
    edition: EditionId,
    (shelf, id): (Shelf, &str),
    names: &crate::source::Names,
    values: Values,
) -> Draft {
    let site = &renderer.site;
    let (kind, template) = match shelf {
        Shelf::Contacts => ("contact", "contact.html"),
        Shelf::Municipalities => ("municipality", "municipality.html"),
        Shelf::Channels => ("channel", "channel.html"),
        Shelf::Laws | Shelf::Glossary | Shelf::Topics => ("law", "law.html"),
    };
    let title = site.name(&site.editions[edition], names).unwrap_or_else(|| Marked::own(id));
    let at = |e: EditionId| -> OutPath { site.addresses[e].on_shelf(shelf, id) };
    let frame = Frame::everywhere(renderer, kind, title, at, edition);
    Draft::new(template, frame.below(shelf_link(renderer, edition, shelf)), values)
}

/// The search page, or a page of its A–Z list.
fn search_page(renderer: &Renderer, edition: EditionId, page: SearchPage) -> Draft {
    let site = &renderer.site;
    let view = views::search(renderer, edition, page);
    let title = renderer.string(edition, if view.is_form { "search-title" } else { "search-all" }, &[]);
    let title = numbered(renderer, edition, title, view.page, view.pages);
    let mut frame = Frame::everywhere(renderer, "search", title, |e| page.path(&site.addresses[e]), edition);
    for (e, sibling) in frame.siblings.iter_mut().enumerate() {
        if !views::has_search_page(renderer, e, page) {
            *sibling = None;
        }
    }
    if view.is_form {
        frame.pieces.extend(["find", "search"]);
    } else {
        let title = renderer.text(edition, "search-title", &[]);
        let form = SearchPage::Form.path(&site.addresses[edition]);
        frame.breadcrumbs.push(LinkView { title, path: form.address().to_owned() });
    }
    frame.sensitive = view.is_online.then_some(None);
    frame.noindex = true;
    Draft::new("search.html", frame, vec![("search", Value::from_serializable(&view))])
}
