//! The inbox as a model in memory: the rows that each action leaves, and what it answers. Knows no database.

use communique::contact::State;
use communique::contact::inbox::{MAX_LEASE, Outcome, StaffAction};
use jiff::{SignedDuration, Timestamp};

use crate::simulation::row::{Row, Rows};

pub const DAY: i64 = 24 * 60 * 60;
/// For how many days messages wait for a person.
pub const REVIEW_DAYS: u32 = 30;
/// How many days before that staff are reminded, and how many they have at least.
pub const NOTICE_DAYS: (i64, i64) = (14, 7);
/// For how long a message is claimed.
pub const LEASE: SignedDuration = SignedDuration::from_mins(10);

/// What a process asks of the inbox, with everything that it is given.
#[derive(Clone, Debug)]
pub enum Action {
    Store { contents: Vec<u8>, suspicious: bool, hangs_up: bool },
    Claim { owner: String },
    Settle { id: String, owner: String, outcome: Outcome },
    Requeue { reference: String, action: StaffAction },
    Delete { reference: String },
    Purge { days: u32 },
    Remind,
    PurgeUnreviewed,
    Shrink,
    Probe,
}

/// What an action answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// For each content the message that it is: when that came in. The reference where there is one to compare.
    Stored(Vec<(u8, i64, Option<String>)>),
    /// The id of the message.
    Claimed(Option<String>),
    /// Whether something was changed.
    Changed(bool),
    /// How many rows.
    Counted(Vec<u64>),
    Nothing,
}

/// What the tables should hold.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub rows: Vec<Row>,
}

impl Model {
    /// Does something, at a moment.
    pub fn apply(&mut self, action: &Action, at: Timestamp) -> Answer {
        let now = at.as_second();
        match action {
            Action::Store { contents, suspicious, .. } => {
                Answer::Stored(contents.iter().map(|content| self.store(*content, *suspicious, at)).collect())
            }
            Action::Claim { owner } => Answer::Claimed(self.claim(owner, now)),
            Action::Settle { id, owner, outcome } => Answer::Changed(self.settle(id, owner, outcome, now)),
            Action::Requeue { reference, action } => Answer::Changed(self.requeue(reference, *action, now)),
            Action::Delete { reference } => Answer::Counted(vec![self.remove(|row| row.reference == *reference)]),
            Action::Purge { days } => self.purge(*days, now),
            Action::Remind => {
                let is_due = |row: &Row| is_unreviewed(row, now - (i64::from(REVIEW_DAYS) - NOTICE_DAYS.0) * DAY);
                for row in self.rows.iter_mut().filter(|row| is_due(row) && !was_reminded(row, i64::MAX)) {
                    add_to_history(row, now, "reminded");
                }
                Answer::Nothing
            }
            Action::PurgeUnreviewed => {
                let until = now - i64::from(REVIEW_DAYS) * DAY;
                let is_over = |row: &Row| is_unreviewed(row, until) && was_reminded(row, now - NOTICE_DAYS.1 * DAY);
                Answer::Counted(vec![self.remove(is_over)])
            }
            Action::Shrink | Action::Probe => Answer::Nothing,
        }
    }

    /// The message that a content is, if it has come in within the day before a moment.
    pub fn find(&self, content: u8, at: Timestamp) -> Option<&Row> {
        let yesterday = (at - SignedDuration::from_secs(DAY)).as_second();
        self.rows.iter().find(|row| row.keyed && row.content == Some(content) && row.received_at > yesterday)
    }

    fn store(&mut self, content: u8, suspicious: bool, at: Timestamp) -> (u8, i64, Option<String>) {
        let now = at.as_second();
        // The message of yesterday has the key until the same content comes again.
        let yesterday = (at - SignedDuration::from_secs(DAY)).as_second();
        let known = self.rows.iter_mut().find(|row| row.keyed && row.content == Some(content));
        if let Some(row) = known {
            if row.received_at > yesterday {
                if !suspicious && row.state == State::Held {
                    (row.state, row.suspicious, row.due) = (State::Queued, false, now);
                    add_to_history(row, now, "released");
                }
                return (content, row.received_at, Some(row.reference.clone()).filter(|known| !known.is_empty()));
            }
            row.keyed = false;
        }
        self.rows.push(Row {
            id: String::new(),
            reference: String::new(),
            content: Some(content),
            keyed: true,
            received_at: now,
            state: if suspicious { State::Held } else { State::Queued },
            suspicious,
            attempts: 0,
            refusals: 0,
            due: 0,
            lease: None,
            maybe_duplicate: false,
            sent_at: None,
            erased: false,
            history: Vec::new(),
        });
        (content, now, None)
    }

    fn claim(&mut self, owner: &str, now: i64) -> Option<String> {
        let is_free = |row: &&mut Row| match (row.state, &row.lease) {
            (State::Queued, _) => row.due <= now || row.due > now + DAY,
            (State::Sending, Some((_, until))) => *until <= now || *until > now + MAX_LEASE.as_secs(),
            _ => false,
        };
        let first = self.rows.iter_mut().filter(is_free).min_by_key(|row| (row.due, row.id.clone()));
        first.map(|row| {
            row.maybe_duplicate |= row.state == State::Sending;
            (row.state, row.lease) = (State::Sending, Some((owner.to_owned(), now + LEASE.as_secs())));
            row.attempts += 1;
            row.id.clone()
        })
    }

    fn settle(&mut self, id: &str, owner: &str, outcome: &Outcome, now: i64) -> bool {
        let is_held = |row: &&mut Row| row.id == id && row.lease.as_ref().is_some_and(|(holder, _)| holder == owner);
        let Some(row) = self.rows.iter_mut().find(is_held) else { return false };
        (row.lease, row.due) = (None, now);
        add_to_history(row, now, outcome.as_str());
        row.state = State::Queued;
        match outcome {
            Outcome::Sent => (row.state, row.sent_at) = (State::Sent, Some(now)),
            Outcome::Parked => (row.state, row.refusals) = (State::Parked, row.refusals + 1),
            Outcome::Refused { at } => (row.due, row.refusals) = (at.as_second(), row.refusals + 1),
            Outcome::Later { at, maybe_duplicate } => {
                row.due = at.as_second();
                row.maybe_duplicate |= maybe_duplicate;
            }
            Outcome::ServerUnavailable => row.attempts -= 1,
        }
        true
    }

    fn requeue(&mut self, reference: &str, action: StaffAction, now: i64) -> bool {
        let is_meant = |row: &&mut Row| row.reference == reference && action.from().contains(&row.state);
        let Some(row) = self.rows.iter_mut().find(is_meant) else { return false };
        (row.state, row.refusals, row.due) = (State::Queued, 0, now);
        add_to_history(row, now, action.as_str());
        true
    }

    fn purge(&mut self, days: u32, now: i64) -> Answer {
        let (sent_until, yesterday) = (now - i64::from(days) * DAY, now - DAY);
        let is_over = |row: &Row| row.state == State::Sent && row.due <= sent_until;
        let receipts = self.remove(|row| is_over(row) && row.received_at <= yesterday && row.erased);
        let mut messages = self.remove(|row| is_over(row) && row.received_at <= yesterday && !row.erased);
        for row in self.rows.iter_mut().filter(|row| is_over(row) && !row.erased) {
            (row.erased, row.suspicious) = (true, false);
            row.history.clear();
            messages += 1;
        }
        Answer::Counted(vec![messages, receipts])
    }

    fn remove(&mut self, is_meant: impl Fn(&Row) -> bool) -> u64 {
        let before = self.rows.len();
        self.rows.retain(|row| !is_meant(row));
        (before - self.rows.len()) as u64
    }
}

/// Adds a line, which is never before the one above it; what staff are reminded of is behind that.
fn add_to_history(row: &mut Row, now: i64, what: &str) {
    let last = row.history.last().map(|(at, _)| *at + i64::from(what == "reminded"));
    row.history.push((last.map_or(now, |last| last.max(now)), what.to_owned()));
}

fn is_unreviewed(row: &Row, received_until: i64) -> bool {
    matches!(row.state, State::Held | State::Parked) && row.received_at <= received_until
}

/// Whether staff were reminded of a message at a moment or earlier, and nothing has become of it since.
pub fn was_reminded(row: &Row, until: i64) -> bool {
    row.history.iter().rev().take_while(|(_, what)| what == "reminded").any(|(at, _)| *at <= until)
}

/// Of several models of what may have happened, the rows that are there: each as in one of them. Fails with what differs.
pub fn reconcile(models: &[Model], there: &Rows) -> Result<Model, String> {
    let mut rows = Vec::new();
    for row in there.values() {
        let candidates: Vec<&Row> =
            models.iter().filter_map(|model| model.rows.iter().find(|expected| is_same(expected, row))).collect();
        let found = candidates
            .iter()
            .find_map(|expected| matches(expected, row))
            .ok_or_else(|| format!("this row should be otherwise:\n  is {row:?}\n  one of {candidates:?}"))?;
        rows.push(found);
    }
    let is_there = |expected: &Row| rows.iter().any(|row| is_same(expected, row));
    if let Some(first) = models.first() {
        let in_all = |row: &&Row| models.iter().all(|model| model.rows.iter().any(|other| is_same(row, other)));
        if let Some(missing) = first.rows.iter().filter(in_all).find(|row| !is_there(row)) {
            return Err(format!("this row is missing: {missing:?}"));
        }
    }
    Ok(Model { rows })
}

/// Whether two rows are the same message.
fn is_same(expected: &Row, row: &Row) -> bool {
    if expected.id.is_empty() || row.id.is_empty() {
        (expected.content, expected.received_at) == (row.content, row.received_at)
    } else {
        expected.id == row.id
    }
}

/// The row as expected, with the names that it has, if it is as expected.
fn matches(expected: &Row, row: &Row) -> Option<Row> {
    let named = Row { id: row.id.clone(), reference: row.reference.clone(), ..expected.clone() };
    let sorted = |row: &Row| {
        let mut row = row.clone();
        row.history.sort();
        // Erased, the content is known by its key alone.
        row.content = row.content.filter(|_| !row.erased);
        row
    };
    (sorted(&named) == sorted(row)).then_some(named)
}
