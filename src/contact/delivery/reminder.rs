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
    // Another mail where it is about other messages: where the first may have arrived, the second is not dropped.
    let id = messages.first().map(|message| message.id.as_str()).unwrap_or_default();
    let headers = mail::headers(envelope, &subject, now, &format!("{id}.{}.reminder", messages.len()));
    headers.body(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::config::DatabaseUrl;
    use crate::contact::inbox::open;
    use crate::contact::message::tests::new;

    #[tokio::test]
    async fn a_reminder_is_the_same_mail_as_another_only_if_it_is_about_the_same_messages() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = open(&DatabaseUrl::Sqlite(folder.path().join("messages.db"))).await.unwrap();
        for text in ["one", "two"] {
            inbox.store(&new(|submission| submission.body = text.into())).await.unwrap();
        }
        let messages = inbox.list(None, None, 9).await.unwrap().messages;
        let envelope = "a@example.org".parse().unwrap();
        let envelope = Envelope::new(&envelope, std::slice::from_ref(&envelope)).unwrap();
        let id = |messages: &[Message], second| {
            let mail = build(messages, 90, Timestamp::from_second(second).unwrap(), &envelope).unwrap();
            let mail = String::from_utf8(mail.formatted()).unwrap();
            mail.lines().find(|line| line.starts_with("Message-ID:")).unwrap().to_owned()
        };
        assert_eq!(id(&messages, 0), id(&messages, 3600));
        assert_ne!(id(&messages[..1], 0), id(&messages, 3600));
    }
}
