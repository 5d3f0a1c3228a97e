//! "Find a way to report": from what happened and who did it to the channels that take it. No script: each answer is
//! a page of its own, built from the channels' own `happened` and `by`.

use super::super::recipe::ReportStep;
use super::super::renderer::Renderer;
use super::super::view::{LinkView, ReportGroupView, ReportRowView, ReportView, Text};
use super::{channel, link, name};
use crate::model::{EditionId, Shelf};
use crate::source::data::Channel;

/// So many municipalities stand on the page itself; where there are more, it leads to their list.
const FEW_MUNICIPALITIES: usize = 60;

/// The channels that take what happened by whom, most useful first.
pub fn channels_for(renderer: &Renderer, happened: usize, by: usize) -> Vec<usize> {
    let directory = &renderer.site.directory;
    let takes = |c: &Channel| c.takes(Channel::HAPPENED[happened], Channel::BY[by]);
    directory.channels.iter().enumerate().filter(|(_, c)| takes(&c.value)).map(|(i, _)| i).collect()
}

/// What happened, in the reader's words.
pub fn happened(renderer: &Renderer, edition: EditionId, happened: usize) -> Text {
    renderer.text(edition, &format!("happened-{}", Channel::HAPPENED[happened]), &[])
}

/// Who did it, in the reader's words.
pub fn by(renderer: &Renderer, edition: EditionId, by: usize) -> Text {
    renderer.text(edition, &format!("by-{}", Channel::BY[by]), &[])
}

/// A step of the finder.
pub fn report(renderer: &Renderer, edition: EditionId, step: ReportStep) -> ReportView {
    let path = |step: ReportStep| step.path(&renderer.site.addresses[edition]);
    let choice = |title: Text, step: ReportStep| link(title, &path(step));
    let mut view = ReportView { all: path(ReportStep::All).address().to_owned(), ..ReportView::default() };
    match step {
        ReportStep::Start => {
            view.step = "start".into();
            let some = (0..Channel::HAPPENED.len()).filter(|h| whos(renderer, *h).next().is_some());
            view.choices = some.map(|h| choice(happened(renderer, edition, h), ReportStep::Happened(h))).collect();
        }
        ReportStep::Happened(h) => {
            view.step = "happened".into();
            view.happened = happened(renderer, edition, h);
            view.choices = whos(renderer, h).map(|b| choice(by(renderer, edition, b), ReportStep::By(h, b))).collect();
        }
        ReportStep::By(h, b) => {
            view.step = "by".into();
            view.happened = happened(renderer, edition, h);
            view.by = by(renderer, edition, b);
            let found = channels_for(renderer, h, b);
            view.channels = found.into_iter().map(|c| channel(renderer, edition, c)).collect();
            if renderer.site.directory.municipalities.len() <= FEW_MUNICIPALITIES {
                view.municipalities = municipalities(renderer, edition);
            }
        }
        ReportStep::All => {
            view.step = "all".into();
            view.groups = (0..Channel::HAPPENED.len()).map(|h| group(renderer, edition, h)).collect();
            view.groups.retain(|g| !g.rows.is_empty());
            let count = renderer.site.directory.channels.len();
            view.channels = (0..count).map(|c| channel(renderer, edition, c)).collect();
        }
    }
    view
}

/// Those who can have done it and for whom there is a channel.
pub fn whos(renderer: &Renderer, happened: usize) -> impl Iterator<Item = usize> {
    (0..Channel::BY.len()).filter(move |by| !channels_for(renderer, happened, *by).is_empty())
}

fn group(renderer: &Renderer, edition: EditionId, h: usize) -> ReportGroupView {
    let site = &renderer.site;
    let channel_link = |c: usize| {
        let record = &site.directory.channels[c];
        link(
            name(renderer, edition, &record.value.names),
            &site.addresses[edition].on_shelf(Shelf::Channels, &record.id.value),
        )
    };
    let rows = whos(renderer, h).map(|b| ReportRowView {
        by: by(renderer, edition, b),
        channels: channels_for(renderer, h, b).into_iter().map(channel_link).collect(),
    });
    ReportGroupView {
        title: happened(renderer, edition, h),
        id: format!("g-{}", Channel::HAPPENED[h]),
        rows: rows.collect(),
    }
}

/// Every municipality, by the reader's alphabet.
pub fn municipalities(renderer: &Renderer, edition: EditionId) -> Vec<LinkView> {
    let site = &renderer.site;
    let addresses = &site.addresses[edition];
    let mut links: Vec<LinkView> = site
        .directory
        .municipalities
        .iter()
        .map(|m| link(name(renderer, edition, &m.value.names), &addresses.on_shelf(Shelf::Municipalities, &m.id.value)))
        .collect();
    links.sort_by_cached_key(|l| site.editions[edition].cldr.sort_key(&l.title.text));
    links
}
