//! What has happened in schedules that were run, counted: a simulation in which something never happens tests nothing
//! of it.

use std::collections::BTreeMap;
use std::fmt;

use communique::contact::State;

use crate::simulation::row::Rows;

/// What can become of a message from one look at the rows to the next.
const ALL: [&str; 14] = [
    "stored",
    "released",
    "claimed",
    "taken over",
    "sent",
    "refused",
    "parked",
    "reminded of",
    "erased",
    "deleted once sent",
    "deleted unsent",
    "left by staff",
    "kept when cut off",
    "lost when cut off",
];

/// How often what has happened.
#[derive(Default)]
pub struct Happened(BTreeMap<&'static str, u64>);

impl Happened {
    /// Notes what has become of messages.
    pub fn note(&mut self, before: &Rows, after: &Rows, was_answered: bool) {
        let mut note = |what| *self.0.entry(what).or_default() += 1;
        if !was_answered {
            note(if before == after { "lost when cut off" } else { "kept when cut off" });
        }
        for (id, row) in after {
            let Some(old) = before.get(id) else {
                note("stored");
                continue;
            };
            let was = |what: &str| row.history.iter().filter(|(_, line)| line == what).count();
            let is_new = |what: &str| was(what) > old.history.iter().filter(|(_, line)| line == what).count();
            for (what, happened) in [
                ("released", is_new("released")),
                ("claimed", old.state != State::Sending && row.state == State::Sending),
                ("taken over", old.state == State::Sending && row.lease.is_some() && row.lease != old.lease),
                ("sent", old.state != State::Sent && row.state == State::Sent),
                ("refused", is_new("refused")),
                ("parked", is_new("parked")),
                ("reminded of", is_new("reminded")),
                ("erased", row.erased && !old.erased),
            ] {
                if happened {
                    note(what);
                }
            }
        }
        for (_, row) in before.iter().filter(|(id, _)| !after.contains_key(*id)) {
            let is_left = row.history.iter().any(|(_, line)| line == "reminded");
            note(match row.state {
                State::Sent => "deleted once sent",
                State::Held | State::Parked if is_left => "left by staff",
                _ => "deleted unsent",
            });
        }
    }

    /// Adds what has happened elsewhere.
    pub fn add(&mut self, other: &Self) {
        for (what, times) in &other.0 {
            *self.0.entry(what).or_default() += times;
        }
    }

    /// What has not.
    pub fn never(&self) -> Vec<&'static str> {
        ALL.into_iter().filter(|what| !self.0.contains_key(what)).collect()
    }
}

impl fmt::Display for Happened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said: Vec<String> = ALL.map(|what| format!("{what} {}", self.0.get(what).unwrap_or(&0))).into();
        f.write_str(&said.join(", "))
    }
}
