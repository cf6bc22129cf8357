//! The promise, held against what is in the tables before and after each step. Nothing here knows how the inbox or the
//! model work: only what citizens were told, what the mail server has taken, and what was asked for.

use std::collections::{BTreeMap, BTreeSet};

use communique::contact::State;
use communique::contact::inbox::MAX_LEASE;

use crate::simulation::mail_server::MailServer;
use crate::simulation::model::{Action, Answer, DAY, NOTICE_DAYS, REVIEW_DAYS};
use crate::simulation::row::{Row, Rows};

/// What is known from outside.
#[derive(Default)]
pub struct Ledger {
    /// The references that citizens were told, each with the content and the time that it is for.
    told: BTreeMap<String, (u8, i64)>,
    /// The content of every message that was ever seen, by id.
    contents: BTreeMap<String, u8>,
    /// References of messages that were deleted as they may be.
    gone: BTreeSet<String>,
    /// When messages came in that are gone, by content.
    former: BTreeMap<u8, Vec<i64>>,
    /// Ids of messages of which staff have been reminded since something became of them.
    reminded: BTreeMap<String, i64>,
}

/// A step from rows to rows.
pub struct Transition<'t> {
    pub before: &'t Rows,
    pub after: &'t Rows,
    /// What was asked for, if anything; it may have been cut off.
    pub action: Option<&'t Action>,
    /// What was answered, unless nobody has heard of it.
    pub answer: Option<&'t Answer>,
    pub now: i64,
}

impl Ledger {
    /// Holds all invariants against a step.
    pub fn check(&mut self, step: &Transition<'_>, mail_server: &MailServer) -> Result<(), String> {
        self.note(step)?;
        self.nothing_is_deleted_early(step)?;
        self.what_was_acknowledged_is_stored(step.after)?;
        self.one_submission_is_one_row(step.after)?;
        no_two_hold_a_lease(step)?;
        what_is_sent_was_taken(step.after, mail_server)?;
        what_may_have_been_taken_is_marked(step, mail_server)?;
        self.staff_are_reminded_once(step)
    }

    /// Notes what citizens were told, and which message has which content.
    fn note(&mut self, step: &Transition<'_>) -> Result<(), String> {
        for row in step.after.values() {
            if let Some(content) = row.content {
                let known = *self.contents.entry(row.id.clone()).or_insert(content);
                if known != content {
                    return Err(format!("message {} had content {known} and has {content}", row.reference));
                }
            }
        }
        if let Some(Answer::Stored(stored)) = step.answer {
            for (content, received_at, reference) in stored {
                let reference = reference.clone().ok_or("a receipt has no reference")?;
                self.told.insert(reference, (*content, *received_at));
            }
        }
        Ok(())
    }

    /// Acknowledged, a message is stored until it may be deleted.
    fn what_was_acknowledged_is_stored(&self, rows: &Rows) -> Result<(), String> {
        for (reference, (content, received_at)) in self.told.iter().filter(|(told, _)| !self.gone.contains(*told)) {
            let row = rows.values().find(|row| row.reference == *reference);
            let row = row.ok_or_else(|| format!("acknowledged and not stored: {reference}, content {content}"))?;
            if (self.contents.get(&row.id), row.received_at) != (Some(content), *received_at) {
                return Err(format!("acknowledged as content {content} of {received_at}, stored as {row:?}"));
            }
        }
        Ok(())
    }

    /// The same content within a day is one message. The clock may be set back to before a message that is gone; then the
    /// one before that is no longer known by its content.
    fn one_submission_is_one_row(&self, rows: &Rows) -> Result<(), String> {
        let mut last: BTreeMap<u8, Vec<&Row>> = BTreeMap::new();
        for row in rows.values() {
            let Some(content) = self.contents.get(&row.id) else { continue };
            let others = last.entry(*content).or_default();
            let former = self.former.get(content);
            let is_known = |row: &&&Row| former.is_none_or(|former| former.iter().all(|at| *at < row.received_at));
            let is_near = |other: &&&Row| (other.received_at - row.received_at).abs() < DAY;
            if let Some(other) = others.iter().filter(is_known).find(is_near) {
                return Err(format!("one submission, two rows: {} and {}", other.reference, row.reference));
            }
            others.push(row);
        }
        Ok(())
    }

    /// A message goes if staff delete it, or when it was mailed and kept long enough, or has waited for staff too long
    /// and they were reminded in time. Of the last day the receipt stays.
    fn nothing_is_deleted_early(&mut self, step: &Transition<'_>) -> Result<(), String> {
        for (id, row) in step.before {
            let after = step.after.get(id);
            if after.is_some_and(|after| after.erased == row.erased) {
                continue;
            }
            let days = |number: i64| step.now - number * DAY;
            let is_kept_for = |number: u32| {
                row.state == State::Sent
                    && row.sent_at.is_some_and(|sent_at| sent_at <= days(number.into()))
                    && (after.is_some() || row.received_at <= days(1))
            };
            let is_over = matches!(row.state, State::Held | State::Parked)
                && row.received_at <= days(REVIEW_DAYS.into())
                && self.reminded.get(id).is_some_and(|at| *at <= days(NOTICE_DAYS.1));
            let may_go = match step.action {
                Some(Action::Delete { reference }) => *reference == row.reference,
                Some(Action::Purge { days }) => is_kept_for(*days),
                Some(Action::PurgeUnreviewed) => is_over,
                _ => false,
            };
            if !may_go {
                return Err(format!("deleted too early, at {}: {row:?}", step.now));
            }
            if after.is_none() {
                self.gone.insert(row.reference.clone());
                if let Some(content) = self.contents.get(id) {
                    self.former.entry(*content).or_default().push(row.received_at);
                }
            }
        }
        Ok(())
    }

    /// Staff are reminded of a message once, until something becomes of it.
    fn staff_are_reminded_once(&mut self, step: &Transition<'_>) -> Result<(), String> {
        let lines = |row: Option<&Row>, is_reminder| {
            row.map_or(0, |row| row.history.iter().filter(|(_, what)| (what == "reminded") == is_reminder).count())
        };
        for (id, row) in step.after {
            let before = step.before.get(id);
            if lines(Some(row), false) != lines(before, false) {
                self.reminded.remove(id);
            }
            if lines(Some(row), true) > lines(before, true) && self.reminded.insert(id.clone(), step.now).is_some() {
                return Err(format!("staff were reminded twice: {row:?}"));
            }
        }
        Ok(())
    }

    /// In the end all is mailed that was stored, but for what staff have deleted or let go.
    pub fn all_is_mailed(&self, rows: &Rows, mail_server: &MailServer) -> Result<(), String> {
        for row in rows.values() {
            if row.state != State::Sent || !mail_server.has_taken(&row.id) {
                return Err(format!("stored and never mailed: {row:?}"));
            }
        }
        Ok(())
    }
}

/// A message that one delivery has claimed is claimed by no other before the lease has run out, and only its holder
/// says what came of it.
fn no_two_hold_a_lease(step: &Transition<'_>) -> Result<(), String> {
    for (id, before) in step.before {
        let Some((holder, until)) = &before.lease else { continue };
        let Some(after) = step.after.get(id) else { continue };
        // A lease that is longer than any was written while the clock was wrong.
        let is_over = *until <= step.now || *until > step.now + MAX_LEASE.as_secs();
        let may_change = before.lease == after.lease
            || match step.action {
                Some(Action::Claim { .. }) => is_over,
                Some(Action::Settle { id: settled, owner, .. }) => settled == id && owner == holder,
                _ => false,
            };
        if !may_change {
            return Err(format!("two hold a lease at {}:\n  {before:?}\n  {after:?}", step.now));
        }
    }
    Ok(())
}

/// What is said to have been mailed has been taken by the mail server.
fn what_is_sent_was_taken(rows: &Rows, mail_server: &MailServer) -> Result<(), String> {
    match rows.values().find(|row| row.state == State::Sent && !mail_server.has_taken(&row.id)) {
        Some(row) => Err(format!("said to be sent, and never taken: {row:?}")),
        None => Ok(()),
    }
}

/// Who mails a message that the mail server may have taken already knows that.
fn what_may_have_been_taken_is_marked(step: &Transition<'_>, mail_server: &MailServer) -> Result<(), String> {
    let Some(Answer::Claimed(Some(id))) = step.answer else { return Ok(()) };
    match step.after.get(id) {
        Some(row) if mail_server.has_taken(id) && !row.maybe_duplicate => {
            Err(format!("mailed again as if it were the first time: {row:?}"))
        }
        _ => Ok(()),
    }
}
