//! A process that uses the inbox: it takes messages, and its delivery mails them. What it is asked becomes a call of
//! the inbox, with the time given.

use std::sync::Arc;

use communique::contact::Acceptance;
use communique::contact::delivery::stage::SendError;
use communique::contact::form::{Submission, Topic};
use communique::contact::inbox::{Inbox, StorageError, open};
use communique::contact::suspicion::Suspicion;
use communique::contact::{AcceptError, Message, NewMessage, Receipt, retention};
use futures_util::future::join_all;
use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::simulation::model::{Action, Answer, LEASE, REVIEW_DAYS};
use crate::simulation::row::body_of;

/// A process.
pub struct Process {
    pub inbox: Arc<dyn Inbox>,
    acceptance: Acceptance,
    /// The name of its delivery, which no other has or had.
    pub owner: String,
    /// What its delivery has claimed.
    pub claimed: Option<Message>,
    /// Whether it is killed or cut off in what it does next: then even what goes on without its sender ends with it.
    pub is_cut_off: bool,
    /// What the mail server has answered.
    pub sent: Option<Result<(), SendError>>,
}

/// A message with a content, as a form gives it.
pub fn message_of(content: u8, suspicious: bool, received_at: Timestamp) -> NewMessage {
    let submission = Submission {
        topic: Topic::Other,
        about: None,
        name: "A".into(),
        email: "a@example.org".into(),
        organisation: None,
        reply_language: "en".into(),
        body: body_of(content),
    };
    let suspicions = if suspicious { vec![Suspicion::ManyLinks] } else { vec![] };
    NewMessage { submission, page_language: "en".into(), consent: "2026-01-01".into(), suspicions, received_at }
}

/// What the senders of contents are told.
fn stored(
    contents: &[u8],
    receipts: impl IntoIterator<Item = Result<Receipt, StorageError>>,
) -> Result<Vec<(u8, i64, Option<String>)>, StorageError> {
    let told = |(content, receipt): (&u8, Result<Receipt, StorageError>)| {
        receipt.map(|receipt| (*content, receipt.received_at.as_second(), Some(receipt.reference.to_string())))
    };
    contents.iter().zip(receipts).map(told).collect()
}

impl Process {
    /// Starts one.
    pub async fn start(url: &str, owner: String) -> Self {
        let inbox = open(&url.parse().unwrap()).await.unwrap();
        let acceptance = Acceptance::new(Arc::clone(&inbox), Handle::current());
        Self { inbox, acceptance, owner, claimed: None, is_cut_off: false, sent: None }
    }

    /// The receipt that a content has already.
    pub async fn find(&self, content: u8, now: Timestamp) -> Result<Option<(i64, String)>, AcceptError> {
        let found = self.acceptance.find(&message_of(content, true, now)).await?;
        let Some(found) = found else { return Ok(None) };
        let again = self.acceptance.receipt(found.reference.clone()).await?;
        assert_eq!(again.as_ref(), Some(&found), "the receipt is the same by its reference");
        Ok(Some((found.received_at.as_second(), found.reference.to_string())))
    }

    /// Does something. A message that was claimed is kept.
    pub async fn perform(&mut self, action: &Action, now: Timestamp) -> Result<Answer, StorageError> {
        let inbox = &*self.inbox;
        Ok(match action {
            Action::Store { contents, suspicious, .. } if self.is_cut_off => {
                let messages: Vec<_> = contents.iter().map(|content| message_of(*content, *suspicious, now)).collect();
                let receipts = join_all(messages.iter().map(|message| inbox.store(message))).await;
                Answer::Stored(stored(contents, receipts)?)
            }
            Action::Store { contents, suspicious, hangs_up: true } => {
                for content in contents {
                    let (stored, is_stored) = oneshot::channel();
                    let message = message_of(*content, *suspicious, now);
                    let accept = self.acceptance.accept(message, move || stored.send(()).unwrap_or_default());
                    // Asked once, and never again.
                    tokio::select! { biased; _ = accept => {}, () = std::future::ready(()) => {} }
                    is_stored.await.map_err(|_| StorageError::TimedOut)?;
                }
                Answer::Nothing
            }
            Action::Store { contents, suspicious, .. } => {
                let message = |content: &u8| message_of(*content, *suspicious, now);
                let accept = |content: &u8| self.acceptance.accept(message(content), || {});
                let storage = |error| match error {
                    AcceptError::Storage(error) => error,
                    AcceptError::Busy | AcceptError::Interrupted => StorageError::TimedOut,
                };
                let receipts = join_all(contents.iter().map(accept)).await;
                let receipts = receipts.into_iter().map(|receipt| receipt.map_err(storage));
                Answer::Stored(stored(contents, receipts)?)
            }
            Action::Claim { owner } => {
                self.claimed = inbox.claim(owner, now, LEASE).await?;
                Answer::Claimed(self.claimed.as_ref().map(|message| message.id.clone()))
            }
            Action::Settle { id, owner, outcome } => {
                Answer::Changed(inbox.record_outcome(id, owner, now, outcome, "said").await?)
            }
            Action::Requeue { reference, action } => {
                Answer::Changed(inbox.requeue(&reference.parse().unwrap(), *action, now).await?)
            }
            Action::Delete { reference } => {
                Answer::Counted(vec![inbox.delete(&reference.parse().unwrap()).await?.into()])
            }
            Action::Purge { days } => {
                let purged = retention::purge(inbox, *days, now).await?;
                Answer::Counted(vec![purged.messages, purged.receipts])
            }
            Action::Remind => {
                retention::remind_by_log(inbox, REVIEW_DAYS, now).await?;
                Answer::Nothing
            }
            Action::PurgeUnreviewed => {
                Answer::Counted(vec![retention::purge_unreviewed(inbox, REVIEW_DAYS, now).await?])
            }
            Action::Shrink => {
                inbox.shrink().await?;
                Answer::Nothing
            }
            Action::Probe => {
                inbox.probe(now).await?;
                Answer::Nothing
            }
        })
    }
}
