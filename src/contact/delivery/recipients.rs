//! Whom a server is named as recipients of one mail, when it has closed the connection over one of them: a server that
//! hangs up over one keeps the mail from all. Knows no connection.

use lettre::Address;
use lettre::message::Mailbox;

use super::stage::{FailureKind, SendError};
use super::stage_runner::shortened;

/// How often in one attempt somebody else is named first, to learn whether a server closes over one recipient or over all.
const MAX_REORDERINGS: u32 = 4;

/// The recipients of a mail, in the order in which they are named.
pub(super) struct Recipients<'e> {
    named: Vec<&'e Mailbox>,
    /// Those over whom the server has hung up, each with what it said: the mail goes without them.
    left_out: Vec<(Address, SendError)>,
    /// Whether one that is not taken for now holds up the mail for all.
    to_all: bool,
    reorderings: u32,
}

/// The server has closed the connection, or said that it will, or fallen silent, when a recipient was named.
#[derive(Debug)]
pub(super) struct HangUp {
    /// Which of those that are named.
    pub at: usize,
    /// Whether it has taken another one before, so that it is about this one.
    pub takes_others: bool,
    /// What it said.
    pub error: SendError,
}

impl<'e> Recipients<'e> {
    /// All of them, in the order of the settings.
    pub(super) fn new(all: &'e [Mailbox], to_all: bool) -> Self {
        Self { named: all.iter().collect(), left_out: Vec::new(), to_all, reorderings: 0 }
    }

    /// Those that are named now.
    pub(super) fn named(&self) -> &[&'e Mailbox] {
        &self.named
    }

    /// Puts last, or leaves out, whom the server has hung up over; an error where it is not to be asked again now.
    pub(super) fn note(&mut self, hang_up: HangUp) -> Result<(), SendError> {
        let HangUp { at, takes_others, error } = hang_up;
        if !takes_others {
            if self.named.len() < 2 || self.reorderings >= MAX_REORDERINGS {
                return Err(error);
            }
            self.reorderings += 1;
            let last = self.named.remove(at);
            self.named.push(last);
            return Ok(());
        }
        let (recipient, error) = (&self.named[at].email, SendError { kind: FailureKind::Transient, ..error });
        if self.to_all {
            return Err(of_recipient(recipient, error));
        }
        self.left_out.push((recipient.clone(), error));
        self.named.remove(at);
        Ok(())
    }

    /// The recipients that do not get the mail, those that were left out among them, unless they hold it up for all.
    pub(super) fn refused(&self, refused: Vec<(Address, SendError)>) -> Result<Vec<(Address, SendError)>, SendError> {
        let all = self.named.len() + self.left_out.len();
        unless_held_up(self.left_out.iter().cloned().chain(refused).collect(), all, self.to_all)
    }
}

/// The recipients that are not taken, unless they hold the mail up for all.
fn unless_held_up(
    mut refused: Vec<(Address, SendError)>,
    recipients: usize,
    to_all: bool,
) -> Result<Vec<(Address, SendError)>, SendError> {
    // What a server asks for at one recipient and not at another, a login, it asks for because of that recipient.
    let is_login = |error: &SendError| error.kind == FailureKind::NotAuthenticated;
    if refused.len() < recipients || !refused.iter().all(|(_, error)| is_login(error)) {
        let of_one = refused.iter_mut().map(|(_, error)| error).filter(|error| is_login(error));
        of_one.for_each(|error| error.kind = FailureKind::Permanent);
    }
    let for_now = refused.iter().position(|(_, error)| error.kind == FailureKind::Transient);
    let is_held_up = refused.len() == recipients || to_all && for_now.is_some();
    if !refused.is_empty() && is_held_up {
        let (recipient, error) = refused.swap_remove(for_now.unwrap_or(0));
        return Err(of_recipient(&recipient, error));
    }
    Ok(refused)
}

/// What a server says of a recipient, with its address.
fn of_recipient(recipient: &Address, error: SendError) -> SendError {
    let description = shortened(&format!("{} (to {recipient})", error.description));
    SendError { description, ..error }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::contact::delivery::stage::Stage;

    fn hang_up(recipients: &Recipients<'_>, name: &str, takes_others: bool) -> HangUp {
        let at = recipients.named().iter().position(|to| to.email.user() == name).unwrap();
        let kind = FailureKind::ServerUnavailable;
        let error = SendError { kind, stage: Some(Stage::Recipient), code: Some(421), description: "closing".into() };
        HangUp { at, takes_others, error }
    }

    fn named(recipients: &Recipients<'_>) -> String {
        recipients.named().iter().map(|to| to.email.user()).collect()
    }

    #[test]
    fn whom_a_server_hangs_up_over_is_named_last_and_then_left_out() {
        let all: Vec<Mailbox> = ["a", "b", "c"].map(|name| format!("{name}@example.org").parse().unwrap()).into();
        let mut recipients = Recipients::new(&all, false);
        for (over, takes_others, left) in
            [("a", false, "bca"), ("b", false, "cab"), ("a", true, "cb"), ("b", true, "c")]
        {
            recipients.note(hang_up(&recipients, over, takes_others)).unwrap();
            assert_eq!(named(&recipients), left);
        }
        let refused = recipients.refused(Vec::new()).unwrap();
        assert_eq!(refused.len(), 2);
        assert!(refused.iter().all(|(_, error)| error.kind == FailureKind::Transient), "{refused:?}");
    }

    #[test]
    fn a_mail_that_is_to_reach_all_waits_for_whom_the_server_hangs_up_over_and_names_that_one() {
        let all: Vec<Mailbox> = ["a", "b"].map(|name| format!("{name}@example.org").parse().unwrap()).into();
        let mut recipients = Recipients::new(&all, true);
        recipients.note(hang_up(&recipients, "a", false)).unwrap();
        let error = recipients.note(hang_up(&recipients, "a", true)).unwrap_err();
        assert_eq!((error.kind, &*error.description), (FailureKind::Transient, "closing (to a@example.org)"));
    }

    #[test]
    fn a_server_that_hangs_up_whoever_is_named_is_one_that_cannot_be_used() {
        let all: Vec<Mailbox> = ('a'..='t').map(|name| format!("{name}@example.org").parse().unwrap()).collect();
        let mut recipients = Recipients::new(&all, false);
        let first = |recipients: &Recipients<'_>| recipients.named()[0].email.user().to_owned();
        let mut asked = 1;
        let error = loop {
            match recipients.note(hang_up(&recipients, &first(&recipients), false)) {
                Ok(()) => asked += 1,
                Err(error) => break error,
            }
        };
        assert_eq!((error.kind, asked), (FailureKind::ServerUnavailable, 5), "it is not harried");
        let mut alone = Recipients::new(&all[..1], false);
        assert_eq!(alone.note(hang_up(&alone, "a", false)).unwrap_err().kind, FailureKind::ServerUnavailable);
    }
}
