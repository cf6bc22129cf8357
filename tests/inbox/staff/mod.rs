//! What staff ask `communique inbox` beside a running server, and what they are told.

mod export;
mod hostile;
mod messages;
mod purge;

use std::collections::BTreeMap;
use std::sync::Arc;

use communique::cli::runtime::message_runtime;
use communique::contact::inbox::{Inbox, Outcome, open};
use communique::contact::{Message, Reference, State};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::fast_program::FastProgram;
use crate::support::program::{Program, communique, database};
use crate::support::request::{letter, post};

/// A running server, and staff beside it.
pub struct Staff {
    pub folder: TempDir,
    pub server: Program,
    pub runtime: Runtime,
    pub inbox: Arc<dyn Inbox>,
}

impl Staff {
    pub fn beside_a_server() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let unlimited = ["--contact-per-client=0", "--contact-total=0", "--contact-per-day=0"];
        let server = FastProgram::speaking(&["en", "ar"], &unlimited).start(folder.path());
        let (runtime, url) = (message_runtime().unwrap(), format!("sqlite:{}", database(folder.path()).display()));
        let inbox = runtime.block_on(open(&url.parse().unwrap())).unwrap();
        Self { folder, server, runtime, inbox }
    }

    /// Sends a form, and gives the reference that its sender is shown.
    pub fn send(&self, fields: &[(&str, &str)]) -> Reference {
        let answer = post(self.server.address(), "/en/contact", fields, &[]);
        answer.reference().unwrap_or_else(|| panic!("{fields:?}")).parse().unwrap()
    }

    /// What the command says when all goes well: on standard output, and nothing besides.
    pub fn said(&self, arguments: &[&str]) -> String {
        let output = communique(self.folder.path(), &[&["inbox"], arguments].concat());
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), &*error), (Some(0), ""), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Why the command refuses: one line on standard error, and nothing besides.
    pub fn refused(&self, code: i32, arguments: &[&str]) -> String {
        let output = communique(self.folder.path(), &[&["inbox"], arguments].concat());
        let error = String::from_utf8(output.stderr).unwrap();
        let shape = (output.status.code(), error.lines().count(), output.stdout.len());
        assert_eq!(shape, (Some(code), 1, 0), "{arguments:?}: {error}");
        error.strip_prefix("communique: ").unwrap_or_else(|| panic!("{error}")).trim_end().to_owned()
    }

    pub fn stored(&self) -> Vec<Message> {
        self.runtime.block_on(self.inbox.list(None, None, 1000)).unwrap().messages
    }

    pub fn message(&self, reference: &Reference) -> Option<Message> {
        self.runtime.block_on(self.inbox.message(reference)).unwrap()
    }

    /// Takes on the one message that is due by then.
    pub fn claim(&self, now: Timestamp) -> String {
        let claimed = self.runtime.block_on(self.inbox.claim("a loop", now, SignedDuration::from_hours(1)));
        claimed.unwrap().unwrap().id
    }

    pub fn record_outcome(&self, id: &str, at: Timestamp, outcome: &Outcome) {
        let recorded = self.inbox.record_outcome(id, "a loop", at, outcome, "554 5.7.1 no\u{1b}[2J\nnever");
        assert!(self.runtime.block_on(recorded).unwrap());
    }

    /// One message in every state.
    pub fn one_in_every_state(&self) -> BTreeMap<State, Reference> {
        let now = Timestamp::now() + SignedDuration::from_secs(5);
        let mut references = BTreeMap::new();
        for state in [State::Sent, State::Parked, State::Sending, State::Held, State::Queued] {
            let trap = if state == State::Held { "buy" } else { "" };
            references.insert(state, self.send(&with(letter(state.as_str()), &[("memo", trap)])));
            let later = Outcome::Later { at: now + SignedDuration::from_hours(2), maybe_duplicate: true };
            match state {
                State::Sent => self.record_outcome(&self.claim(now), now, &Outcome::Sent),
                State::Parked => self.record_outcome(&self.claim(now), now, &Outcome::Parked),
                State::Queued => self.record_outcome(&self.claim(now), now, &later),
                State::Sending => drop(self.claim(now)),
                State::Held => {}
            }
        }
        assert!(references.iter().all(|(state, reference)| self.message(reference).unwrap().state == *state));
        references
    }
}

/// A form with other values in some fields.
pub fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(name, _)| others.iter().all(|(other, _)| other != name));
    [&fields, others].concat()
}

/// A reference with a slip in it, as the check digit tells.
pub fn mistyped(reference: &Reference) -> String {
    let (start, last) = reference.as_str().split_at(10);
    format!("{start}{}", if last == "0" { "1" } else { "0" })
}

/// Characters that steer a machine instead of being read, and are no control characters.
pub const STEERING: [char; 19] = [
    '\u{ad}', '\u{200b}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2028}', '\u{2029}',
    '\u{2060}', '\u{2061}', '\u{2062}', '\u{2063}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{206f}',
    '\u{feff}',
];

pub fn steers(c: char) -> bool {
    let shows_nothing = matches!(
        c,
        '\u{115f}' | '\u{1160}' | '\u{2065}' | '\u{3164}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}'
    );
    c.is_control() && c != '\n' && c != '\t' || shows_nothing || STEERING.contains(&c)
}
