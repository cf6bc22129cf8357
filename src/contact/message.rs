//! A message: what somebody sent, and what became of it. Knows no storage.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use strum::VariantArray;

use super::form::{Submission, Topic};
use super::reference::Reference;
use super::suspicion::Suspicion;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray)]
pub enum State {
    /// It waits for its next attempt.
    Queued,
    /// A delivery has claimed it and is mailing it.
    Sending,
    /// The mail server has taken it.
    Sent,
    /// The mail server refuses it; a person decides.
    Parked,
    /// It looks like a machine’s; a person decides.
    Held,
}

impl State {
    /// All of them.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in the inbox.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Parked => "parked",
            Self::Held => "held",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.as_str() == name)
    }
}

/// A message that is about to be stored.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// What was sent.
    pub submission: Submission,
    /// The tag of the language of the page it was sent from.
    pub page_language: String,
    /// The version of the privacy policy that was agreed to.
    pub consent: String,
    /// Signs that a machine has written it.
    pub suspicions: Vec<Suspicion>,
    /// When it came in.
    pub received_at: Timestamp,
}

impl NewMessage {
    /// The state that it begins in.
    pub fn initial_state(&self) -> State {
        if self.suspicions.is_empty() { State::Queued } else { State::Held }
    }

    /// An idempotency key: it depends on the content alone, so that the same content sent again has it too.
    pub fn submit_key(&self) -> String {
        let Submission { topic, about, name, email, organisation, reply_language, body } = &self.submission;
        let [about, organisation] = [about, organisation].map(|part| part.as_deref().unwrap_or(""));
        let mut hash = Sha256::new();
        for part in [topic.as_str(), about, name, email, organisation, reply_language, body] {
            // With its length, so that no two contents give the same bytes.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hex::encode(hash.finalize())
    }
}

/// What the sender gets once the message is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The reference.
    pub reference: Reference,
    /// When the message came in.
    pub received_at: Timestamp,
}

/// A stored message.
#[derive(Clone, Debug)]
pub struct Message {
    /// A UUID of version 7; it makes the Message-ID.
    pub id: String,
    /// The reference.
    pub reference: Reference,
    /// When it came in.
    pub received_at: Timestamp,
    /// The tag of the language of the page it was sent from.
    pub page_language: String,
    /// What it is about.
    pub topic: Topic,
    /// The id of the passage that it is about.
    pub about: Option<String>,
    /// Who writes.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// For which organisation.
    pub organisation: Option<String>,
    /// The tag of the language for the reply.
    pub reply_language: String,
    /// The message.
    pub body: String,
    /// The version of the privacy policy that was agreed to.
    pub consent: String,
    /// Signs that a machine has written it.
    pub suspicions: Vec<Suspicion>,
    /// What became of it.
    pub state: State,
    /// How many attempts counted: those at which the mail server could be used.
    pub attempts: u32,
    /// How often the mail server refused it for good.
    pub refusals: u32,
    /// When it is to be mailed, if it is queued. Of a sent message, when it was sent; of one that is held
    /// since it came in, 1970.
    pub next_attempt_at: Timestamp,
    /// Whether a mail server may have taken it without our hearing of it.
    pub maybe_duplicate: bool,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
}

/// A line in the history of a message: an attempt to mail it, or what staff did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// What came of it: `sent`, `later`, `refused`, `parked`, `unavailable`; `released` or `retried` if
    /// staff queued it; `released` too if its sender did by sending it again;
    /// `reminded` if staff were told that it waits for them.
    pub outcome: String,
    /// What the mail server said, or what was in the way; the state before if staff queued it.
    pub answer: String,
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A message, with some of what was typed changed.
    pub(in crate::contact) fn new(change: impl FnOnce(&mut Submission)) -> NewMessage {
        let mut submission = Submission {
            topic: Topic::Other,
            about: None,
            name: "A".into(),
            email: "a@example.org".into(),
            organisation: None,
            reply_language: "en".into(),
            body: "Text".into(),
        };
        change(&mut submission);
        let consent = "2026-01-01".to_owned();
        let received_at = Timestamp::UNIX_EPOCH;
        NewMessage { submission, page_language: "en".into(), consent, suspicions: vec![], received_at }
    }

    #[test]
    fn only_the_very_same_content_has_the_same_key() {
        let key = |change: fn(&mut Submission)| new(change).submit_key();
        assert_eq!(key(|_| {}), key(|_| {}));
        let later = NewMessage { page_language: "ar".into(), received_at: Timestamp::MAX, ..new(|_| {}) };
        assert_eq!(later.submit_key(), key(|_| {}), "when and on which page does not count");
        let changes: [fn(&mut Submission); 8] = [
            |s| s.topic = Topic::Text,
            |s| s.about = Some("x".into()),
            |s| s.name = "B".into(),
            |s| s.email = "b@example.org".into(),
            |s| s.organisation = Some("O".into()),
            |s| s.reply_language = "ar".into(),
            |s| s.body = "Text.".into(),
            |s| (s.name, s.email) = ("Aa".into(), "@example.org".into()),
        ];
        let keys: std::collections::HashSet<String> =
            changes.into_iter().chain([(|_| {}) as fn(&mut _)]).map(key).collect();
        assert_eq!(keys.len(), 9);
    }

    #[test]
    fn a_suspicious_message_is_held() {
        assert_eq!(new(|_| {}).initial_state(), State::Queued);
        assert_eq!(NewMessage { suspicions: vec![Suspicion::ManyLinks], ..new(|_| {}) }.initial_state(), State::Held);
    }
}
