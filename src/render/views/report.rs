//! "Find a way to report": from what happened and who did it to the channels that take it. No script: each answer is
//! a page of its own, built from the channels' own `happened` and `by`.

use super::super::recipe::ReportStep;
use super::super::renderer::Renderer;
use super::super::view::{ReportChoiceView, ReportGroupView, ReportRowView, ReportView, Text};
use super::{link, name};
use crate::model::{EditionId, Shelf};
use crate::source::data::Channel;

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

/// A step of the finder, without its channels.
pub fn report(renderer: &Renderer, edition: EditionId, step: ReportStep) -> ReportView {
    let path = |step: ReportStep| step.path(&renderer.site.addresses[edition]);
    let choice = |id: &str, title: Text, step: ReportStep| ReportChoiceView {
        id: id.to_owned(),
        title,
        path: path(step).address().to_owned(),
    };
    let mut view = ReportView { all: path(ReportStep::All).address().to_owned(), ..ReportView::default() };
    match step {
        ReportStep::Start => {
            view.step = "start".into();
            let some = (0..Channel::HAPPENED.len()).filter(|h| whos(renderer, *h).next().is_some());
            view.choices = some
                .map(|h| choice(Channel::HAPPENED[h], happened(renderer, edition, h), ReportStep::Happened(h)))
                .collect();
        }
        ReportStep::Happened(h) => {
            view.step = "happened".into();
            view.happened = happened(renderer, edition, h);
            view.choices = whos(renderer, h)
                .map(|b| choice(Channel::BY[b], by(renderer, edition, b), ReportStep::By(h, b)))
                .collect();
        }
        ReportStep::By(h, b) => {
            view.step = "by".into();
            view.happened = happened(renderer, edition, h);
            view.by = by(renderer, edition, b);
        }
        ReportStep::All => {
            view.step = "all".into();
            view.groups = (0..Channel::HAPPENED.len()).map(|h| group(renderer, edition, h)).collect();
            view.groups.retain(|g| !g.rows.is_empty());
        }
    }
    view
}

/// The channels of a step, most useful first.
pub fn channels_of(renderer: &Renderer, step: ReportStep) -> Vec<usize> {
    match step {
        ReportStep::Start | ReportStep::Happened(_) => Vec::new(),
        ReportStep::By(h, b) => channels_for(renderer, h, b),
        ReportStep::All => (0..renderer.site.directory.channels.len()).collect(),
    }
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
