//! A list and a server → one run: who gets a letter now, who has it, who may have it; then one after the other, as fast
//! as the server wants and no faster.

use super::log::{Fate, Log};
use super::server::{Answer, Line, Server};
use super::{List, Recipient};
use crate::base::MachineError;
use crate::render::mail::Made;
use lettre::Address;
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Who gets a letter in this run, and who does not.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    /// To these.
    pub now: Vec<&'a Recipient>,
    /// These have it.
    pub done: Vec<&'a Recipient>,
    /// These may have it.
    pub doubtful: Vec<&'a Recipient>,
    /// Of these the server has said that it never takes a letter for them.
    pub refused: Vec<&'a Recipient>,
}

/// Sorts a list out by what the log says; `again` are the fates after which a letter is tried once more.
pub fn plan<'a>(list: &'a List, fates: &HashMap<String, Fate>, again: &[Fate]) -> Plan<'a> {
    let mut plan = Plan::default();
    for recipient in &list.recipients {
        match fates.get(&recipient.key()) {
            None | Some(Fate::Later) => plan.now.push(recipient),
            Some(fate) if again.contains(fate) => plan.now.push(recipient),
            Some(Fate::Sent) => plan.done.push(recipient),
            Some(Fate::Trying) => plan.doubtful.push(recipient),
            Some(Fate::Refused) => plan.refused.push(recipient),
        }
    }
    plan
}

/// Makes the message for somebody.
pub type Maker<'a> = dyn Fn(&Recipient) -> Result<Made, String> + 'a;

/// What is to be done in a run.
pub struct Order<'a> {
    /// To whom.
    pub to: &'a [&'a Recipient],
    /// The address that letters come from.
    pub from: &'a str,
    /// Makes the messages.
    pub make: &'a Maker<'a>,
    /// The server.
    pub server: &'a Server,
    /// How many letters a minute, at most.
    pub per_minute: u32,
    /// The time, in seconds since 1970.
    pub clock: &'a dyn Fn() -> u64,
    /// Is told after each letter how many have been tried.
    pub progress: &'a dyn Fn(usize, usize),
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Tally<'a> {
    /// How many the server has taken.
    pub sent: usize,
    /// Those it never takes, with its words.
    pub refused: Vec<(&'a Recipient, String)>,
    /// Those it did not take this time, with its words.
    pub later: Vec<(&'a Recipient, String)>,
    /// Those it may have taken.
    pub doubtful: Vec<(&'a Recipient, String)>,
    /// Why the run ended early.
    pub stopped: Option<MachineError>,
}

/// Letters over one connection; servers grow tired of longer ones.
const OVER_ONE_LINE: usize = 100;

/// Connections that break one after the other before a run gives up.
const BROKEN: usize = 3;

/// Sends.
pub fn send<'a>(order: &Order<'a>, log: &mut Log) -> Tally<'a> {
    let mut tally = Tally::default();
    tally.stopped = run(order, log, &mut tally).err();
    tally
}

fn run<'a>(order: &Order<'a>, log: &mut Log, tally: &mut Tally<'a>) -> Result<(), MachineError> {
    let from: Address = order.from.parse().map_err(|_| MachineError::new(format!("`{}` is no address", order.from)))?;
    let pace = Duration::from_secs(60) / order.per_minute.max(1);
    let mut line: Option<Line> = None;
    let (mut over_line, mut broken) = (0, 0);
    for (n, recipient) in order.to.iter().copied().enumerate() {
        let begun = Instant::now();
        if over_line >= OVER_ONE_LINE || line.as_mut().is_some_and(|line| !line.is_good()) {
            line.take().into_iter().for_each(Line::close);
        }
        let open = match line.take() {
            Some(open) => open,
            None => {
                over_line = 0;
                Line::open(order.server)?
            }
        };
        let open = line.insert(open);
        let made = (order.make)(recipient).map_err(MachineError::new)?;
        let to: Address = match recipient.email.parse() {
            Ok(to) => to,
            Err(_) => {
                let words = "this is no address of e-mail".to_owned();
                log.note((order.clock)(), Fate::Refused, &recipient.key(), &words)?;
                tally.refused.push((recipient, words));
                continue;
            }
        };
        log.note((order.clock)(), Fate::Trying, &recipient.key(), &made.id)?;
        let answer = open.hand_over(&from, &to, &made.bytes);
        over_line += 1;
        broken = if matches!(answer, Answer::Broken(_) | Answer::Unknown(_)) { broken + 1 } else { 0 };
        let about_us = match &answer {
            Answer::Us(words) => Some(words.clone()),
            _ => None,
        };
        noted(order, recipient, answer, (log, tally))?;
        if let Some(words) = about_us {
            return Err(MachineError::new(format!("`{}` takes no letters of ours: {words}", order.server.host)).hint(
                "does it want a name and a password (`--credentials`), or another address to come from (`from`)?",
            ));
        }
        (order.progress)(n + 1, order.to.len());
        if broken >= BROKEN {
            return Err(MachineError::new(format!("the connection to `{}` broke again and again", order.server.host))
                .hint("look at it, then run this again: it goes on where it stopped"));
        }
        if n + 1 < order.to.len() {
            std::thread::sleep(pace.saturating_sub(begun.elapsed()));
        }
    }
    line.into_iter().for_each(Line::close);
    Ok(())
}

/// Notes what the server said. What is in doubt gets no further line: that is what says so.
fn noted<'a>(
    order: &Order<'a>,
    recipient: &'a Recipient,
    answer: Answer,
    (log, tally): (&mut Log, &mut Tally<'a>),
) -> Result<(), MachineError> {
    let (key, now) = (recipient.key(), order.clock);
    match answer {
        Answer::Taken(words) => {
            log.note(now(), Fate::Sent, &key, &words)?;
            tally.sent += 1;
        }
        Answer::Refused(words) => {
            log.note(now(), Fate::Refused, &key, &words)?;
            tally.refused.push((recipient, words));
        }
        Answer::Later(words) | Answer::Broken(words) | Answer::Us(words) => {
            log.note(now(), Fate::Later, &key, &words)?;
            tally.later.push((recipient, words));
        }
        Answer::Unknown(words) => tally.doubtful.push((recipient, words)),
    }
    Ok(())
}
