//! A message whole, as it moves from one inbox to another: what was sent, what became of it, and what the queue needs. As
//! JSON it is typed, and versioned by the document around it. Knows no database.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::l10n::language;

use super::form::{Topic, is_one_line};
use super::message::State;
use super::reference::Reference;
use super::suspicion::Suspicion;

/// The version of the form that a message has as JSON.
pub(crate) const VERSION: u32 = 1;

/// The most bytes of any of its texts: many times what the form lets through.
const MAX_TEXT_BYTES: usize = 256 * 1024;

/// A message whole. What a citizen typed is empty once it is erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredMessage {
    /// The reference.
    pub reference: String,
    /// When it came in.
    pub received_at: Timestamp,
    /// The name of its state.
    pub state: String,
    /// The name of its topic.
    pub topic: String,
    /// The id of the passage that it is about.
    pub passage: Option<String>,
    /// Who writes.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// For which organisation.
    pub organisation: Option<String>,
    /// The tag of the language for the reply.
    pub reply_language: String,
    /// What was written.
    pub message: String,
    /// The tag of the language of the page it was sent from.
    pub page_language: String,
    /// The version of the privacy policy that was agreed to.
    pub consent: String,
    /// The names of the signs that a machine has written it.
    pub suspicions: Vec<String>,
    /// How many attempts counted.
    pub attempts: u32,
    /// How often the mail server refused it for good.
    pub refusals: u32,
    /// When it is to be mailed, if it is queued; `None` for at once.
    pub next_attempt_at: Option<Timestamp>,
    /// Whether a mail server may have taken it without our hearing of it.
    pub maybe_duplicate: bool,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
    /// A UUID of version 7; it makes the Message-ID, so that a second mail is known for one.
    pub id: String,
    /// The hash by which the same content is known within a day.
    pub submit_key: Option<String>,
    /// Who is mailing it.
    pub lease: Option<Lease>,
    /// Whether only the receipt is left of it.
    pub erased: bool,
    /// What became of it, the oldest first.
    pub history: Vec<Event>,
}

/// Who is mailing a message, and until when nobody else does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lease {
    /// Who.
    pub owner: String,
    /// Until when.
    pub until: Timestamp,
}

/// A line of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: String,
    /// What the mail server said, or the state before.
    pub answer: String,
}

impl StoredMessage {
    /// What is wrong with it, if it cannot be one that an inbox has stored.
    pub fn flaw(&self) -> Option<&'static str> {
        let is_canonical = |reference: &Reference| reference.as_str() == self.reference;
        let is_known = |name: &String| Suspicion::parse(name).is_some();
        let state = State::parse(&self.state);
        let times = [Some(self.received_at), self.next_attempt_at, self.sent_at, self.lease.as_ref().map(|l| l.until)];
        let mut times = times.into_iter().flatten().chain(self.history.iter().map(|event| event.at));
        let texts = [Some(&self.name), Some(&self.email), Some(&self.message), Some(&self.consent)];
        let texts = texts.into_iter().chain([Some(&self.reply_language), Some(&self.page_language)]);
        let texts = texts.chain([self.passage.as_ref(), self.organisation.as_ref(), self.submit_key.as_ref()]);
        let texts = texts.chain([self.lease.as_ref().map(|lease| &lease.owner)]).flatten();
        let lines = [&self.name, &self.email].into_iter().chain(&self.organisation);
        let mut lines = lines.chain([&self.reply_language, &self.page_language, &self.consent, &self.topic]);
        let is_tag = |text: &&String| text.is_empty() || language::canonicalize(text).is_some();
        let mut tags = [&self.reply_language, &self.page_language].into_iter();
        let mut texts = texts.chain(self.history.iter().flat_map(|event| [&event.outcome, &event.answer]));
        [
            (!self.reference.parse().as_ref().is_ok_and(is_canonical), "its reference is none"),
            (!is_uuid(&self.id), "its id is no UUID of version 7 in small letters"),
            (state.is_none(), "its state is none that there is"),
            (!self.erased && Topic::parse(&self.topic).is_none(), "its topic is none that there is"),
            (self.erased && !(self.message.is_empty() && self.email.is_empty()), "it is erased and has a text"),
            // As the form reads them: in a page, a mail or a table each is one line.
            (!lines.all(|text| is_one_line(text)), "a line end or a tab is in a text of one line"),
            (!tags.all(|text| is_tag(&text)), "a language of it is none"),
            (self.erased && state != Some(State::Sent), "it is erased and was not sent"),
            (!self.suspicions.iter().all(is_known), "it has a suspicion that there is not"),
            ((state == Some(State::Sending)) != self.lease.is_some(), "it has a lease exactly if it is being sent"),
            ((state == Some(State::Sent)) != self.sent_at.is_some(), "it has a time of sending exactly if it was sent"),
            (state != Some(State::Queued) && self.next_attempt_at.is_some(), "it waits for a time and is not queued"),
            (times.any(|at| at.subsec_nanosecond() != 0), "a time is not in whole seconds"),
            (self.received_at.as_second() < 0, "it came in before 1970"),
            // PostgreSQL stores no NUL.
            (
                texts.any(|text| text.len() > MAX_TEXT_BYTES || text.contains('\0')),
                "a text is too long, or holds a NUL",
            ),
        ]
        .into_iter()
        .find_map(|(is_wrong, what)| is_wrong.then_some(what))
    }

    /// Whether another is this one by what never changes; of one that is erased its text is not known any more.
    pub fn is_same(&self, other: &Self) -> bool {
        let fixed = |message: &Self| (message.id.clone(), message.reference.clone(), message.received_at);
        let sent = |message: &Self| {
            let Self { topic, passage, name, email, organisation, reply_language, message, .. } = message.clone();
            (topic, passage, name, email, organisation, reply_language, message)
        };
        fixed(self) == fixed(other) && (self.erased || other.erased || sent(self) == sent(other))
    }
}

/// Whether a text is a UUID in its usual form, of version 7: the order of arrival rests on the time in it.
fn is_uuid(text: &str) -> bool {
    uuid::Uuid::parse_str(text).is_ok_and(|uuid| uuid.to_string() == text && uuid.get_version_num() == 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> StoredMessage {
        StoredMessage {
            reference: "00000-00000".into(),
            received_at: Timestamp::UNIX_EPOCH,
            state: "queued".into(),
            topic: "other".into(),
            passage: None,
            name: "A".into(),
            email: "a@example.org".into(),
            organisation: None,
            reply_language: "en".into(),
            message: "Text".into(),
            page_language: "en".into(),
            consent: "2026-01-01".into(),
            suspicions: vec![],
            attempts: 0,
            refusals: 0,
            next_attempt_at: None,
            maybe_duplicate: false,
            sent_at: None,
            id: "0190163d-8694-739b-aea5-966c26f8ad91".into(),
            submit_key: Some("key".into()),
            lease: None,
            erased: false,
            history: vec![],
        }
    }

    #[test]
    fn what_no_inbox_has_stored_is_named() {
        assert_eq!(message().flaw(), None);
        let lease = || Some(Lease { owner: "a".into(), until: Timestamp::UNIX_EPOCH });
        let event = || Event { at: Timestamp::UNIX_EPOCH, outcome: "sent".into(), answer: "\0".into() };
        type Change<'c> = &'c dyn Fn(&mut StoredMessage);
        let changes: [(Change<'_>, &str); 19] = [
            (&|m| m.reference = "00000-00001".into(), "reference"),
            (&|m| m.reference = "0000000000".into(), "reference"),
            (&|m| m.id = "1".into(), "UUID"),
            (&|m| m.id = m.id.to_uppercase(), "UUID"),
            (&|m| m.state = "lost".into(), "state"),
            (&|m| m.topic = String::new(), "topic"),
            (&|m| m.erased = true, "has a text"),
            (&|m| (m.erased, m.message, m.email) = (true, String::new(), String::new()), "was not sent"),
            (&|m| m.name = "A\r\nBcc: b@example.org".into(), "line end"),
            (&|m| m.email = "a@example.org\nb@example.org".into(), "line end"),
            (&|m| m.page_language = "../../etc".into(), "language"),
            (&|m| m.reply_language = "en/de".into(), "language"),
            (&|m| m.suspicions = vec!["luck".into()], "suspicion"),
            (&|m| m.state = "sending".into(), "lease"),
            (&|m| m.lease = lease(), "lease"),
            (&|m| m.state = "sent".into(), "time of sending"),
            (&|m| (m.state, m.next_attempt_at) = ("held".into(), Some(Timestamp::UNIX_EPOCH)), "not queued"),
            (&|m| m.received_at = Timestamp::constant(1, 5), "whole seconds"),
            (&|m| m.history = vec![event()], "NUL"),
        ];
        for (change, says) in changes {
            let mut changed = message();
            change(&mut changed);
            assert!(changed.flaw().is_some_and(|flaw| flaw.contains(says)), "{says}: {:?}", changed.flaw());
        }
    }

    #[test]
    fn a_message_is_the_same_by_what_was_sent_and_not_by_what_became_of_it() {
        let mut later = message();
        (later.state, later.attempts, later.submit_key) = ("parked".into(), 3, None);
        assert!(message().is_same(&later));
        later.message = "Other".into();
        assert!(!message().is_same(&later));
        later.erased = true;
        assert!(message().is_same(&later));
        later.id = "0190163d-8694-739b-aea5-966c26f8ad92".into();
        assert!(!message().is_same(&later));
    }
}
