//! From a message to the mail about it: the same bytes at every attempt, so that a mail that
//! comes twice is recognised as one.
//!
//! What the sender typed stands in the body only, the address besides in `Reply-To`; every header
//! is built by lettre from typed values. The words are English, like all that is said to staff.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::address::AddressError;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, MessageBuilder};
use lettre::{Address, Message as Mail};

use crate::config::MailAddress;
use crate::contact::form::Topic;
use crate::contact::message::Message;
use crate::contact::sanitize::{one_line, plain_text};
use crate::contact::suspicion::Suspicion;

/// Whose mail it is, and to whom.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The sender of every mail.
    pub from: Mailbox,
    /// The office: one recipient at least.
    pub to: Vec<Mailbox>,
}

impl Envelope {
    /// An envelope from addresses that were checked with the settings.
    pub fn new(from: &MailAddress, to: &[MailAddress]) -> Result<Self, AddressError> {
        Ok(Self { from: mailbox(from)?, to: to.iter().map(mailbox).collect::<Result<_, _>>()? })
    }
}

/// An address with its display name. A domain with letters of its own is written in its ASCII form, so that every
/// server takes it.
pub(super) fn mailbox(given: &MailAddress) -> Result<Mailbox, AddressError> {
    Ok(Mailbox::new(given.name.clone(), address(&given.address)?))
}

/// An address that any mail server takes (RFC 5321), if there is one: a domain can be written
/// in ASCII (RFC 5891), what stands before it cannot.
fn address(text: &str) -> Result<Address, AddressError> {
    let (local, domain) = text.rsplit_once('@').ok_or(AddressError::MissingParts)?;
    if !local.is_ascii() {
        return Err(AddressError::InvalidUser);
    }
    let domain = idna::domain_to_ascii(domain).map_err(|_| AddressError::InvalidDomain)?;
    Address::new(local, domain)
}

/// The address of a sender as a mail program answers it, if there is one that none reads as another.
fn reply_address(email: &str) -> Option<Address> {
    // What looks like an encoded word (RFC 2047) is decoded by some, also where it may not stand.
    let is_decoded = email.split_once("=?").is_some_and(|(_, rest)| rest.contains("?="));
    address(email).ok().filter(|_| !is_decoded)
}

/// `Auto-Submitted: auto-generated` (RFC 3834): no absence note answers it.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// What a topic is called to staff.
pub fn topic_name(topic: Topic) -> &'static str {
    match topic {
        Topic::Material => "Use of licensed material",
        Topic::Text => "Mistake in the text or in a translation",
        Topic::Accessibility => "Accessibility problem",
        Topic::Other => "Other",
    }
}

/// What a sign is called to staff.
pub(crate) fn suspicion_name(suspicion: Suspicion) -> &'static str {
    match suspicion {
        Suspicion::Honeypot => "the field that people leave empty was filled in",
        Suspicion::TooFast => "sent sooner after the form was opened than anybody types",
        Suspicion::ManyLinks => "many links",
    }
}

/// The mail about a message. Its bytes depend on the message and the envelope alone.
pub fn build(message: &Message, envelope: &Envelope) -> Result<Mail, lettre::error::Error> {
    let subject = format!("{} [{}]", topic_name(message.topic), message.reference);
    let mut builder = headers(envelope, &subject, message.received_at, &message.id);
    // Where the sender’s address cannot be written in a header for every server, it stands in the body only.
    if let Some(address) = reply_address(&message.email) {
        builder = builder.reply_to(Mailbox::new(None, address));
    }
    builder.body(body(message))
}

/// The headers that every mail has.
pub(super) fn headers(envelope: &Envelope, subject: &str, at: Timestamp, id: &str) -> MessageBuilder {
    let builder = envelope.to.iter().fold(Mail::builder(), |builder, recipient| builder.to(recipient.clone()));
    builder
        .from(envelope.from.clone())
        .subject(subject)
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(at.as_second().unsigned_abs()))
        .message_id(Some(format!("<{id}@{}>", envelope.from.email.domain())))
        .header(AutoSubmitted)
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
}

/// The text of the mail.
pub fn body(message: &Message) -> String {
    let mut lines = vec![
        format!("Reference: {}", message.reference),
        format!("Received: {}", message.received_at.strftime("%Y-%m-%d %H:%M UTC")),
        format!("About: {}", topic_name(message.topic)),
    ];
    if let Some(about) = &message.about {
        lines.push(format!("Passage: {about}"));
    }
    lines.push(format!("Name: {}", one_line(&message.name)));
    lines.push(format!("E-mail: {}", one_line(&message.email)));
    if reply_address(&message.email).is_none() {
        lines.push("How to answer: copy that address; it cannot stand in the Reply-To of a mail".into());
    }
    if let Some(organisation) = &message.organisation {
        lines.push(format!("Organisation: {}", one_line(organisation)));
    }
    lines.push(format!("Language of the page: {}", message.page_language));
    lines.push(format!("Language for the reply: {}", message.reply_language));
    lines.push(format!("Agreed to the privacy policy of: {}", message.consent));
    for suspicion in &message.suspicions {
        lines.push(format!("Signs that a machine wrote it: {}", suspicion_name(*suspicion)));
    }
    format!("{}\n\n{}\n", lines.join("\n"), marked(message))
}

/// What the sender typed, marked off so that it imitates nothing: no line of it begins like one of ours, and the
/// reference, which the lines around it name, was not known when it was typed.
fn marked(message: &Message) -> String {
    let reference = &message.reference;
    let mark = |line: &str| if line.is_empty() { "|".to_owned() } else { format!("| {line}") };
    let typed: Vec<String> = plain_text(&message.body).split('\n').map(mark).collect();
    format!(
        "--- The message {reference}, each line of it behind | ---\n{}\n--- End of the message {reference} ---",
        typed.join("\n")
    )
}
