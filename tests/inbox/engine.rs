//! A new database on either engine for each claim, and the words in which the claims speak.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use communique::cli::runtime::message_runtime;
use communique::contact::inbox::{Inbox, Outcome, open};
use communique::contact::suspicion::Suspicion;
use communique::contact::{Message, NewMessage, Reference, State};
use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;

use crate::support::messages::new_message;
use crate::support::postgres::Postgres;
use crate::support::program::database;

/// Runs each claim on each engine.
macro_rules! claims {
    ($($claim:ident)*) => {
        mod sqlite {
            $(#[test] fn $claim() { $crate::inbox::engine::on_sqlite(super::$claim) })*
        }
        mod postgresql {
            $(
                #[test]
                #[ignore = "needs PostgreSQL; tests/run installs it"]
                fn $claim() { $crate::inbox::engine::on_postgresql(super::$claim) }
            )*
        }
    };
}

pub fn on_sqlite<F: Future<Output = ()>>(claim: impl FnOnce(String) -> F) {
    let folder = tempfile::tempdir().unwrap();
    block_on(claim(url(&database(folder.path()))));
}

pub fn on_postgresql<F: Future<Output = ()>>(claim: impl FnOnce(String) -> F) {
    let server = server();
    block_on(claim(new_database(&server)));
}

/// One server for all claims that run at the same time; it ends with the last of them.
pub fn server() -> Arc<Postgres> {
    static SERVER: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());
    let mut server = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    server.upgrade().unwrap_or_else(|| {
        let started = Arc::new(Postgres::start());
        *server = Arc::downgrade(&started);
        started
    })
}

/// A database of its own for each claim.
pub fn new_database(server: &Postgres) -> String {
    let name = format!("claim_{}", Reference::random().unwrap().as_str().replace('-', "").to_lowercase());
    server.ask(&format!("CREATE DATABASE {name}"));
    url_of(server, &name)
}

pub fn url_of(server: &Postgres, database: &str) -> String {
    format!("{}{database}", server.url().strip_suffix("postgres").unwrap())
}

pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    message_runtime().unwrap().block_on(work)
}

pub async fn opened(url: &str) -> Arc<dyn Inbox> {
    open(&url.parse().unwrap()).await.unwrap()
}

pub fn url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

/// A moment, in seconds from some noon.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_772_366_400 + seconds).unwrap()
}

pub const DAY: i64 = 24 * 60 * 60;
pub const LEASE: SignedDuration = SignedDuration::from_mins(1);

/// A message that comes in at some moment.
pub fn message_of(text: &str, seconds: i64) -> NewMessage {
    new_message(text, at(seconds))
}

/// Does the same many times at once.
pub async fn at_once<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
    times: usize,
    task: impl Fn(usize) -> F,
) -> Vec<T> {
    (0..times).map(task).collect::<JoinSet<T>>().join_all().await
}

pub async fn all(inbox: &Arc<dyn Inbox>) -> Vec<Message> {
    inbox.list(None, None, 1000).await.unwrap().messages
}

pub async fn found(inbox: &Arc<dyn Inbox>, reference: &Reference) -> Message {
    inbox.message(reference).await.unwrap().unwrap()
}

/// Everything about a message, to see whether something has changed.
pub async fn whole(inbox: &Arc<dyn Inbox>, reference: &Reference) -> String {
    let message = found(inbox, reference).await;
    format!("{message:?} {:?}", inbox.history(&message.id).await.unwrap())
}

/// The states, those that have been claimed before the one that could be.
pub const STATES: [State; 5] = [State::Sent, State::Parked, State::Sending, State::Held, State::Queued];

/// A message that has come into a state, at the moment 0 if by an attempt.
pub async fn in_state(inbox: &Arc<dyn Inbox>, state: State) -> Reference {
    let mut message = message_of(&format!("{state:?}"), 0);
    if state == State::Held {
        message.suspicions = vec![Suspicion::ManyLinks];
    }
    let reference = inbox.store(&message).await.unwrap().reference;
    if matches!(state, State::Sent | State::Parked | State::Sending) {
        let claimed = inbox.claim("a", at(0), LEASE).await.unwrap().unwrap();
        assert_eq!(claimed.reference, reference);
        let outcome = if state == State::Sent { Outcome::Sent } else { Outcome::Parked };
        assert!(
            state == State::Sending || inbox.record_outcome(&claimed.id, "a", at(0), &outcome, "said").await.unwrap()
        );
    }
    assert_eq!(found(inbox, &reference).await.state, state);
    reference
}
