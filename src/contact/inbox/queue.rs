//! The queue: which message is mailed next, and what came of it. Knows no mail server.

use jiff::{SignedDuration, Timestamp};
use sqlx::Row;

use crate::contact::message::{Message, State};
use crate::contact::reference::Reference;

use super::columns::{self, MESSAGE};
use super::database::Database;
use super::engine::Engine;
use super::store::ADD_TO_HISTORY;
use super::{MAX_LEASE, Outcome, StaffAction, StorageError, rows};

/// No wait is ever as long: such a one was written while the clock was wrong.
const MAX_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// Claims the message that has been due longest. The engines differ in how the row is locked. A
/// lease that has run out is taken over: how far its holder came is not known, so the mail may be a
/// second one.
macro_rules! claim {
    ($locking:literal) => {
        concat!(
            "UPDATE message SET state = 'sending', lease_owner = $1, lease_until = $2, attempts = attempts + 1, ",
            "maybe_duplicate = CASE WHEN state = 'sending' THEN 1 ELSE maybe_duplicate END ",
            "WHERE id = (SELECT id FROM message ",
            "WHERE (state = 'queued' AND (next_attempt_at <= $3 OR next_attempt_at > $4)) ",
            "OR (state = 'sending' AND (lease_until <= $3 OR lease_until > $5)) ",
            "ORDER BY next_attempt_at, id LIMIT 1",
            $locking,
            ") RETURNING {columns}"
        )
    };
}
fn claim_statement(engine: &Engine) -> &'static str {
    match engine {
        Engine::Sqlite { .. } => claim!(""),
        Engine::Postgres => claim!(" FOR UPDATE SKIP LOCKED"),
    }
}
const RECORD_OUTCOME: &str = "UPDATE message SET state = $3, next_attempt_at = $4, \
     attempts = attempts - $5, refusals = refusals + $6, sent_at = $7, \
     maybe_duplicate = CASE WHEN $8 = 1 THEN 1 ELSE maybe_duplicate END, lease_owner = NULL, lease_until = NULL \
     WHERE id = $1 AND lease_owner = $2 AND state = 'sending'";
const REQUEUE: &str = "UPDATE message SET state = 'queued', refusals = 0, next_attempt_at = $2 \
     WHERE reference = $1 AND state = $3 RETURNING id";

/// See [`super::Inbox::claim`].
pub(super) async fn claim(
    database: &Database,
    owner: &str,
    now: Timestamp,
    lease: SignedDuration,
) -> Result<Option<Message>, StorageError> {
    database
        .with_timeout(async {
            let mut writing = database.begin().await?;
            let claim = columns::query(claim_statement(&database.engine), &MESSAGE, database.is_sqlite());
            let seconds = now.as_second();
            let claim = claim.bind(owner).bind((now + lease).as_second()).bind(seconds);
            let claim = claim.bind(seconds + MAX_WAIT.as_secs()).bind(seconds + MAX_LEASE.as_secs());
            let claimed = writing.fetch_all(claim).await?;
            writing.commit().await?;
            claimed.first().map(rows::message).transpose()
        })
        .await
}

/// See [`super::Inbox::record_outcome`].
pub(super) async fn record_outcome(
    database: &Database,
    id: &str,
    owner: &str,
    now: Timestamp,
    outcome: &Outcome,
    answer: &str,
) -> Result<bool, StorageError> {
    let (state, next) = match outcome {
        Outcome::Sent => (State::Sent, now),
        Outcome::Parked => (State::Parked, now),
        Outcome::Later { at, .. } | Outcome::Refused { at } => (State::Queued, *at),
        Outcome::ServerUnavailable => (State::Queued, now),
    };
    let sent_at = matches!(outcome, Outcome::Sent).then(|| now.as_second());
    let flag = |is_set: bool| i64::from(is_set);
    database
        .with_timeout(async {
            let mut writing = database.begin().await?;
            let outcome_of = sqlx::query(RECORD_OUTCOME)
                .bind(id)
                .bind(owner)
                .bind(state.as_str())
                .bind(next.as_second())
                .bind(flag(matches!(outcome, Outcome::ServerUnavailable)))
                .bind(flag(matches!(outcome, Outcome::Refused { .. } | Outcome::Parked)))
                .bind(sent_at)
                .bind(flag(matches!(outcome, Outcome::Later { maybe_duplicate: true, .. })));
            let recorded = writing.execute(outcome_of).await?;
            let attempt =
                sqlx::query(ADD_TO_HISTORY).bind(id).bind(now.as_second()).bind(outcome.as_str()).bind(answer);
            if recorded == 1 {
                writing.execute(attempt).await?;
            }
            writing.commit().await?;
            Ok(recorded == 1)
        })
        .await
}

/// See [`super::Inbox::requeue`].
pub(super) async fn requeue(
    database: &Database,
    reference: &Reference,
    action: StaffAction,
    now: Timestamp,
) -> Result<bool, StorageError> {
    database
        .with_timeout(async {
            let mut writing = database.begin().await?;
            for state in action.from() {
                let requeue = sqlx::query(REQUEUE).bind(reference.as_str()).bind(now.as_second());
                let requeued = writing.fetch_all(requeue.bind(state.as_str())).await?;
                if let Some(row) = requeued.first() {
                    let id: String = row.try_get("id")?;
                    let attempt = sqlx::query(ADD_TO_HISTORY).bind(id).bind(now.as_second()).bind(action.as_str());
                    writing.execute(attempt.bind(format!("was {}", state.as_str()))).await?;
                    writing.commit().await?;
                    return Ok(true);
                }
            }
            writing.commit().await?;
            Ok(false)
        })
        .await
}
