//! The mail server as a model: what it has taken, and what it answers. Knows no inbox.

use std::collections::BTreeMap;

use communique::contact::Message;
use communique::contact::delivery::mail::{self, Envelope};
use communique::contact::delivery::stage::{FailureKind, SendError, Stage};

use crate::simulation::steps::Mailing;

/// What the mail server has taken: the mail, by the id of its message.
pub struct MailServer {
    envelope: Envelope,
    taken: BTreeMap<String, Vec<u8>>,
}

impl MailServer {
    pub fn new() -> Self {
        let address = "office@example.org".parse().unwrap();
        let envelope = Envelope::new(&address, std::slice::from_ref(&address)).unwrap();
        Self { envelope, taken: BTreeMap::new() }
    }

    /// Whether it has taken the mail about a message.
    pub fn has_taken(&self, id: &str) -> bool {
        self.taken.contains_key(id)
    }

    /// Is handed the mail about a message. Fails if it is another one than was taken before for the same message.
    pub fn answer(&mut self, message: &Message, mailing: Mailing) -> Result<Result<(), SendError>, String> {
        let mail = mail::build(message, &self.envelope).unwrap().formatted();
        if matches!(mailing, Mailing::Accepts | Mailing::AnswerIsLost) {
            let taken = self.taken.entry(message.id.clone()).or_insert_with(|| mail.clone());
            if *taken != mail {
                return Err(format!("two mails about {} are not the same", message.reference));
            }
        }
        let failure = |kind, stage, code| {
            Err(SendError { kind, stage: Some(stage), code, description: "as the simulation says".into() })
        };
        Ok(match mailing {
            Mailing::Accepts => Ok(()),
            Mailing::AnswerIsLost => failure(FailureKind::Unknown, Stage::Content, None),
            Mailing::RefusesForNow => failure(FailureKind::Transient, Stage::Recipient, Some(451)),
            Mailing::RefusesForGood => failure(FailureKind::Permanent, Stage::Recipient, Some(550)),
            Mailing::IsAway => failure(FailureKind::ServerUnavailable, Stage::Connect, None),
        })
    }
}
