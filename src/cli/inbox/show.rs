//! Messages on a terminal: a line for each, or one of them whole.

use std::collections::BTreeMap;
use std::io::Write;

use jiff::Timestamp;

use crate::contact::delivery::mail;
use crate::contact::inbox::Inbox;
use crate::contact::sanitize::{one_line, plain_text};
use crate::contact::suspicion::Suspicion;
use crate::contact::{Message, Reference, State};

use super::read::{find_message, for_each_message};

/// A time to the minute: `2026-03-05 14:05 UTC`.
fn format_minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// Prints a line for every message, and how many there are.
pub(super) async fn list(inbox: &dyn Inbox, state: Option<State>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let mut states: BTreeMap<State, u32> = BTreeMap::new();
    let damaged = for_each_message(inbox, state, |message| {
        *states.entry(message.state).or_default() += 1;
        let Message { reference, state, topic, reply_language, name, .. } = message;
        let (received, next) = (format_minute(message.received_at), format_minute(message.next_attempt_at));
        let remark = match state {
            State::Queued if message.attempts == 1 => format!("(tried once, again {next})  "),
            State::Queued if message.attempts > 1 => format!("(tried {} times, again {next})  ", message.attempts),
            State::Held => format!("({})  ", format_suspicions(&message.suspicions)),
            _ => String::new(),
        };
        // Last, so that nothing behind it can be imitated.
        let name = one_line(name);
        writeln!(
            out,
            "{reference}  {received}  {:7}  {:13}  {reply_language:7}  {remark}{name}",
            state.as_str(),
            topic.as_str()
        )?;
        Ok(())
    })
    .await?;
    let counts: Vec<String> = states.iter().map(|(state, number)| format!("{number} {}", state.as_str())).collect();
    writeln!(out, "{}", if counts.is_empty() { "no messages".to_owned() } else { counts.join(", ") })?;
    damaged.report()
}

fn format_suspicions(suspicions: &[Suspicion]) -> String {
    suspicions.iter().copied().map(mail::suspicion_name).collect::<Vec<_>>().join(", ")
}

/// Prints a message, and its history.
pub(super) async fn show(inbox: &dyn Inbox, reference: &Reference) -> anyhow::Result<()> {
    let message = find_message(inbox, reference).await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "State: {}", message.state.as_str())?;
    if message.state == State::Queued {
        let next = Some(message.next_attempt_at).filter(|at| *at > Timestamp::now());
        writeln!(out, "To be mailed: {}", next.map_or_else(|| "at once".to_owned(), format_minute))?;
    }
    if message.maybe_duplicate {
        writeln!(out, "The office may get it twice, with one Message-ID.")?;
    }
    for attempt in inbox.history(&message.id).await? {
        writeln!(out, "{}  {}  {}", format_minute(attempt.at), attempt.outcome, one_line(&attempt.answer))?;
    }
    writeln!(out, "\n{}", plain_text(&mail::body(&message)).trim_end())?;
    Ok(())
}
