//! A letter → the message that travels (RFC 5322 and MIME): plain text and HTML beside each other, the same bytes each
//! time it is made of the same letter.

use crate::base::{ContentHash, Date};
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use std::time::{Duration, UNIX_EPOCH};

/// An issue of the newsletter in one edition, ready to be sent.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The id of the issue, which stays the same when its address changes.
    pub issue: String,
    /// The title.
    pub subject: String,
    /// The tag of the edition.
    pub lang: String,
    /// The HTML.
    pub html: String,
    /// The plain text.
    pub text: String,
    /// The whole address of the issue's page.
    pub page: String,
    /// What it is called among files: `vol-1.sq`.
    pub name: String,
    /// Who writes; `None` where the site does not say.
    pub from: Option<Sender>,
    /// How one gets off the list, where the letter says so.
    pub unsubscribe: Option<String>,
    /// When it was published.
    pub date: Date,
}

/// Who writes.
#[derive(Debug, Clone)]
pub struct Sender {
    /// The name, in the reader's language.
    pub name: String,
    /// The address.
    pub address: String,
    /// Where answers go, if elsewhere.
    pub reply_to: Option<String>,
}

/// What is different in each copy of a letter.
#[derive(Debug, Clone, Default)]
pub struct Copy {
    /// To whom: an address and perhaps a name; `None` for the file that anybody can have.
    pub to: Option<(String, Option<String>)>,
    /// When it is sent, in seconds since 1970; `None`: noon of the day on which the issue was published.
    pub sent: Option<u64>,
}

/// A message: its bytes, and what tells it from all others.
#[derive(Debug, Clone)]
pub struct Made {
    /// The bytes, lines end in CR and LF.
    pub bytes: Vec<u8>,
    /// The id, without angle brackets.
    pub id: String,
}

/// Seconds from midnight to noon: a date that is the same day nearly everywhere.
const NOON: i64 = 12 * 60 * 60;

/// Makes the message. An address that cannot be one is told in words.
pub fn message(letter: &Letter, copy: &Copy) -> Result<Made, String> {
    let sender = letter.from.as_ref().ok_or("nothing says who writes")?;
    let address = |text: &str| text.parse::<Address>().map_err(|_| format!("`{text}` is no address of e-mail"));
    let from = address(&sender.address)?;
    let to = copy.to.as_ref().map(|(to, _)| address(to)).transpose()?;
    let id = id(letter, copy, from.domain());
    let day = letter.date.unix_days() * 24 * 60 * 60 + NOON;
    let sent = UNIX_EPOCH + Duration::from_secs(copy.sent.unwrap_or_else(|| u64::try_from(day).unwrap_or(0)));
    let envelope = Envelope::new(Some(from.clone()), vec![to.clone().unwrap_or_else(|| from.clone())]);
    let mut builder = Message::builder()
        .envelope(envelope.map_err(|error| error.to_string())?)
        .from(Mailbox::new(Some(sender.name.clone()).filter(|name| !name.is_empty()), from))
        .subject(letter.subject.clone())
        .date(sent)
        .message_id(Some(format!("<{id}>")));
    if let Some(to) = to {
        let name = copy.to.as_ref().and_then(|(_, name)| name.clone());
        builder = builder.to(Mailbox::new(name, to));
    }
    if let Some(answer) = &sender.reply_to {
        builder = builder.reply_to(Mailbox::new(None, address(answer)?));
    }
    builder = builder.raw_header(header("Content-Language", letter.lang.clone()));
    if let Some(link) = &letter.unsubscribe {
        builder = builder.raw_header(header("List-Unsubscribe", format!("<{link}>")));
    }
    // RFC 2046 wants the plainest part first.
    let parts = MultiPart::alternative()
        .boundary(format!("part-{}", &ContentHash::of(&[id.as_bytes()]).to_string()[..24]))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(letter.text.clone()))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(letter.html.clone()));
    let message = builder.multipart(parts).map_err(|error| error.to_string())?;
    Ok(Made { bytes: message.formatted(), id })
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// The id of a message: the same for the same copy of the same letter, so that a mail program which gets it a second time
/// after all (see `post`) knows it. It does not tell the reader's address.
fn id(letter: &Letter, copy: &Copy, host: &str) -> String {
    let to = copy.to.as_ref().map_or("", |(address, _)| address.as_str()).to_lowercase();
    let hash = ContentHash::of(&[letter.issue.as_bytes(), letter.lang.as_bytes(), to.as_bytes()]).to_string();
    format!("{}.{}@{host}", letter.name, &hash[..16])
}
