//! What a process does with its inbox every half minute: counts it for the metrics and for the limit of a day, finds out
//! whether it can be written to, and deletes what has been kept long enough.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use jiff::{SignedDuration, Timestamp};
use tokio::time::{Interval, MissedTickBehavior};

use crate::causes::with_causes;
use crate::contact::inbox::{Inbox, MessageCounts, Purged, StorageError};
use crate::contact::retention;
use crate::contact::{ConfirmedClock, InboxStatus, State, since_boot};
use crate::http::App;

use super::service_manager;

const INTERVAL: Duration = Duration::from_secs(30);

/// How long messages are kept.
#[derive(Clone, Copy)]
pub(super) struct Periods {
    /// In days, once they were mailed.
    pub(super) retention_days: u32,
    /// In days, while they wait for a person.
    pub(super) review_days: u32,
    /// Whether staff are reminded of those by the log, for want of a mail server.
    pub(super) is_log_the_reminder: bool,
}

/// Maintains the inbox for ever, for the first time at once.
pub(super) async fn run(inbox: Arc<dyn Inbox>, app: Arc<App>, periods: Periods) {
    let (mut due, mut is_shrunk) = (rounds(), true);
    let mut clock = ConfirmedClock::new(Timestamp::now(), since_boot());
    loop {
        due.tick().await;
        let round = maintain(&*inbox, &app, periods, &mut clock, &mut is_shrunk);
        // A defect in one round does not end the next.
        if let Ok(Err(error)) = AssertUnwindSafe(round).catch_unwind().await {
            tracing::error!(error = with_causes(&error), "the inbox cannot be read or cleared");
        }
    }
}

/// Looks at an inbox for ever, for the first time at once, where another process maintains it.
pub(super) async fn watch(inbox: Arc<dyn Inbox>, status: Arc<InboxStatus>) {
    let mut due = rounds();
    loop {
        due.tick().await;
        // What does not work is logged where it is needed.
        let _ = AssertUnwindSafe(look(&*inbox, &status, Timestamp::now())).catch_unwind().await;
    }
}

fn rounds() -> Interval {
    let mut due = tokio::time::interval(INTERVAL);
    // After a round that took long the next is an interval away: those that were missed are not made up for.
    due.set_missed_tick_behavior(MissedTickBehavior::Delay);
    due
}

/// Finds out what is in an inbox, and whether it can be written to.
async fn look(inbox: &dyn Inbox, status: &InboxStatus, now: Timestamp) -> Result<(), StorageError> {
    let counts = inbox.count().await;
    match &counts {
        Err(error) => status.note_failure(error),
        // Nothing is noted: a message that could not be stored meanwhile has said so.
        Ok(_) if status.storage_works() => {}
        // A disk that is full can still be read, and has room for less than a message: only writing as much as the longest
        // shows that it works again.
        Ok(_) => status.note_storage(why_not_written(inbox, now).await),
    }
    let (counts, result) = match counts {
        Ok(counts) => (Some(counts), Ok(())),
        Err(error) => (None, Err(error)),
    };
    status.note_counts(counts);
    result
}

/// Why nothing can be stored, which the log says, too; `None` if something can.
async fn why_not_written(inbox: &dyn Inbox, now: Timestamp) -> Option<String> {
    let error = with_causes(&inbox.try_storing(now).await.err()?);
    tracing::error!(error, "messages cannot be stored; the form says so until they can");
    Some(error)
}

/// How a server stands, in a line. `counts` is what is in the inbox, as far as that is known.
pub(super) fn status(app: &App, counts: Option<&MessageCounts>) -> String {
    let inbox = app.submissions.acceptance.status();
    let languages = app.published.load().site.catalog().listed().count();
    let messages = |states: &[State]| -> u64 {
        counts.iter().flat_map(|counts| &counts.states).filter(|(s, _)| states.contains(s)).map(|(_, n)| n).sum()
    };
    let (mail, person) = (messages(&[State::Queued, State::Sending]), messages(&[State::Held, State::Parked]));
    let storage = if counts.is_some() && !inbox.storage_works() { "; messages cannot be stored" } else { "" };
    let waiting = match counts {
        Some(_) => format!("; messages that wait: {mail} for the mail server, {person} for a person{storage}"),
        None => String::new(),
    };
    format!("languages: {languages}{waiting}")
}

async fn maintain(
    inbox: &dyn Inbox,
    app: &App,
    periods: Periods,
    clock: &mut ConfirmedClock,
    is_shrunk: &mut bool,
) -> Result<(), StorageError> {
    let now = Timestamp::now();
    let confirmed = clock.now(now, since_boot());
    let inbox_status = app.submissions.acceptance.status();
    let looked = look(inbox, inbox_status, now).await;
    // What is said of a stop stays.
    if !app.is_draining() {
        service_manager::status(&status(app, inbox_status.counts().as_ref()));
    }
    looked?;
    if app.submissions.is_day_bounded() {
        app.submissions.note_stored_in_day(inbox.count_since(now - SignedDuration::from_hours(24)).await?);
    }
    if periods.is_log_the_reminder {
        retention::remind_by_log(inbox, periods.review_days, confirmed).await?;
    }
    let unreviewed = retention::purge_unreviewed(inbox, periods.review_days, confirmed).await?;
    if unreviewed > 0 {
        tracing::warn!(messages = unreviewed, "deleted what has waited for a person too long");
        *is_shrunk = false;
    }
    let purged = retention::purge(inbox, periods.retention_days, confirmed).await?;
    if purged.messages > 0 {
        tracing::info!(messages = purged.messages, "deleted what was mailed and has been kept long enough");
    }
    if purged != Purged::default() {
        *is_shrunk = false;
    }
    if !*is_shrunk {
        *is_shrunk = inbox.shrink().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use clap::Parser;
    use tokio::runtime::Handle;

    use super::*;
    use crate::cli::publish::publish;
    use crate::config::{DatabaseUrl, Settings};
    use crate::contact::form::{Submission, Topic};
    use crate::contact::inbox::{Outcome, open};
    use crate::contact::suspicion::Suspicion;
    use crate::contact::{Acceptance, NewMessage};

    #[derive(Parser)]
    struct Arguments {
        #[command(flatten)]
        settings: Settings,
    }

    fn app(inbox: &Arc<dyn Inbox>) -> App {
        let settings = Arguments::try_parse_from(["communique"]).unwrap().settings;
        let published = publish(&settings, &"https://www.example.org".parse().unwrap()).unwrap();
        App::new(&settings, published, Acceptance::new(Arc::clone(inbox), Handle::current()))
    }

    fn message(body: &str, received_at: Timestamp, suspicions: &[Suspicion]) -> NewMessage {
        let submission = Submission {
            topic: Topic::Other,
            about: None,
            name: "A".into(),
            email: "a@example.org".into(),
            organisation: None,
            reply_language: "en".into(),
            body: body.into(),
        };
        let (page_language, consent) = ("en".into(), "2026-01-01".into());
        NewMessage { submission, page_language, consent, suspicions: suspicions.to_vec(), received_at }
    }

    #[tokio::test]
    async fn messages_are_deleted_and_staff_reminded_of_them_by_the_confirmed_clock_alone() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = open(&DatabaseUrl::Sqlite(folder.path().join("messages.db"))).await.unwrap();
        let (app, now) = (app(&inbox), Timestamp::now());
        let ago = |days: i64| now - SignedDuration::from_hours(24 * days);
        let mailed = inbox.store(&message("mailed", ago(50), &[])).await.unwrap().reference;
        let id = inbox.claim("a", ago(50), SignedDuration::from_mins(10)).await.unwrap().unwrap().id;
        assert!(inbox.record_outcome(&id, "a", ago(50), &Outcome::Sent, "250 ok").await.unwrap());
        let suspicions = [Suspicion::TooFast];
        let reminded = inbox.store(&message("reminded", ago(50), &suspicions)).await.unwrap().reference;
        let reminded_of = inbox.message(&reminded).await.unwrap().unwrap();
        inbox.note_reminder(&[reminded_of], ago(40), "by the log").await.unwrap();
        let held = inbox.store(&message("held", ago(25), &suspicions)).await.unwrap().reference;

        let periods = Periods { retention_days: 10, review_days: 30, is_log_the_reminder: true };
        let there = async || {
            let is_there = async |reference| inbox.message(reference).await.unwrap().is_some();
            let id = inbox.message(&held).await.unwrap().unwrap().id;
            (is_there(&mailed).await, is_there(&reminded).await, inbox.history(&id).await.unwrap().len())
        };
        // Set forward by 45 days since the start.
        for (began, expected) in [(ago(45), (true, true, 0)), (now, (false, false, 1))] {
            let mut clock = ConfirmedClock::new(began, since_boot());
            maintain(&*inbox, &app, periods, &mut clock, &mut true).await.unwrap();
            assert_eq!(there().await, expected);
        }
    }
}
