//! The mail that reminds staff of messages which wait for them. It names references and nothing that a sender typed.

use jiff::Timestamp;
use lettre::Message as Mail;

use crate::contact::message::Message;
use crate::contact::retention::deleted_at;

use super::mail::{self, Envelope};

/// The mail about messages that are deleted after so many days.
pub(super) fn build(
    messages: &[Message],
    review_days: u32,
    now: Timestamp,
    envelope: &Envelope,
) -> Result<Mail, lettre::error::Error> {
    let first = messages.iter().map(|message| deleted_at(message, review_days, now)).min().unwrap_or(now);
    let day = |at: Timestamp| at.strftime("%Y-%m-%d").to_string();
    let subject = format!("Messages that wait for a person, deleted from {} on: {}", day(first), messages.len());
    let mut lines = vec![
        "These messages wait for a person: they look as if a machine had sent them (held), or the mail server".into(),
        "refuses them (parked). They are deleted on the day in the last column, unless somebody decides about them:"
            .into(),
        String::new(),
        "communique inbox show REFERENCE       what it says".into(),
        "communique inbox release REFERENCE    lets it go out".into(),
        "communique inbox purge --undelivered REFERENCE    deletes it now".into(),
        String::new(),
    ];
    lines.extend(messages.iter().map(|message| {
        let deleted = day(deleted_at(message, review_days, now));
        format!("{}  {}  {:6}  {deleted}", message.reference, day(message.received_at), message.state.as_str())
    }));
    let id = messages.first().map(|message| message.id.as_str()).unwrap_or_default();
    let headers = mail::headers(envelope, &subject, now, &format!("{id}.reminder"));
    headers.body(lines.join("\n") + "\n")
}
