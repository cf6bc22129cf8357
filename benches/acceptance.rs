//! How many messages a second are accepted over HTTP, each durable before its answer, against
//! bare inserts of the same rows into the same tables on the same disk, in turns.
//! Bar: at least 0.8 of the bare inserts. The bare inserts are the leanest that sqlx has: a
//! prepared `INSERT` that is a transaction by itself, with nothing parsed, checked or answered.
//! SQLite: the same library, WAL, `synchronous=FULL`, one connection, since one writes at a time.
//! PostgreSQL as it is installed: as many connections as there are to communique.
//! Needs PostgreSQL (Debian: postgresql); it keeps its files in TMPDIR, which should be a disk.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "../tests/support/postgres.rs"]
mod postgres;
#[path = "../tests/support/program.rs"]
mod program;
#[path = "support.rs"]
mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use communique::config::DatabaseUrl;
use communique::contact::form::{Submission, Topic};
use communique::contact::inbox::open;
use communique::contact::{NewMessage, Reference};
use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgConnection, SqliteConnection};
use tokio::runtime::Runtime;

use postgres::Postgres;
use support::{BINARY, STATE, communique};

const BAR: f64 = 0.8;
const ROUNDS: usize = 7;
const TURN: Duration = Duration::from_secs(3);
const CONNECTIONS: usize = 16;

/// Numbers the messages: no two are the same.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// Half a page, as people write.
fn text() -> String {
    let words = "We should like to reprint the statement with its notes in our quarterly. ".repeat(6);
    format!("{words}({})", NUMBER.fetch_add(1, Ordering::Relaxed))
}

fn message() -> NewMessage {
    let submission = Submission {
        topic: Topic::Material,
        about: None,
        name: "Ayşə Məmmədova".into(),
        email: "ayse@example.org".into(),
        organisation: None,
        reply_language: "en".into(),
        body: text(),
    };
    let (page_language, consent) = ("en".into(), communique::site::pages::privacy::version());
    NewMessage { submission, page_language, consent, suspicions: vec![], received_at: Timestamp::now() }
}

/// One row, one transaction, on a connection to either database.
macro_rules! insert {
    ($connection:expr) => {{
        let message = message();
        let submission = &message.submission;
        sqlx::query(
            "INSERT INTO message (id, reference, submit_key, received_at, page_language, topic, about, name, email, \
             organisation, reply_language, body, consent, suspicions, state, next_attempt_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $4)",
        )
        .bind(uuid::Uuid::now_v7().to_string())
        .bind(Reference::random().unwrap().to_string())
        .bind(message.submit_key())
        .bind(message.received_at.as_second())
        .bind(&message.page_language)
        .bind(submission.topic.as_str())
        .bind(submission.about.as_deref())
        .bind(&submission.name)
        .bind(&submission.email)
        .bind(submission.organisation.as_deref())
        .bind(&submission.reply_language)
        .bind(&submission.body)
        .bind(&message.consent)
        .bind("")
        .bind(message.initial_state().as_str())
        .execute($connection)
        .await
        .unwrap()
    }};
}

/// Posts forms over connections that stay open; how many a second were accepted.
fn posted(address: SocketAddr) -> f64 {
    let started = Instant::now();
    let accepted: u64 = std::thread::scope(|scope| {
        let connections: Vec<_> =
            (0..CONNECTIONS).map(|_| scope.spawn(move || post(address, started + TURN))).collect();
        connections.into_iter().map(|connection| connection.join().unwrap()).sum()
    });
    accepted as f64 / started.elapsed().as_secs_f64()
}

fn post(address: SocketAddr, end: Instant) -> u64 {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut answers = BufReader::new(stream.try_clone().unwrap());
    let mut accepted = 0;
    while Instant::now() < end {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("topic", "material"), ("about", ""), ("name", "Ayşə Məmmədova")])
            .extend_pairs([("email", "ayse@example.org"), ("organisation", ""), ("reply", "")])
            .extend_pairs([("message", text().as_str()), ("memo", ""), ("consent", "yes")])
            .finish();
        let head = format!(
            "POST /en/contact HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n",
            form.len()
        );
        stream.write_all((head + &form).as_bytes()).unwrap();
        let (mut line, mut rest) = (String::new(), 0);
        answers.read_line(&mut line).unwrap();
        assert!(line.starts_with("HTTP/1.1 303"), "{line}");
        while line != "\r\n" {
            line.clear();
            answers.read_line(&mut line).unwrap();
            rest = line.strip_prefix("content-length: ").map_or(rest, |length| length.trim().parse().unwrap());
        }
        answers.read_exact(&mut vec![0; rest]).unwrap();
        accepted += 1;
    }
    accepted
}

/// Bare inserts into SQLite, a second.
async fn sqlite(connection: &mut SqliteConnection) -> f64 {
    let (started, mut inserted) = (Instant::now(), 0);
    while started.elapsed() < TURN {
        insert!(&mut *connection);
        inserted += 1;
    }
    f64::from(inserted) / started.elapsed().as_secs_f64()
}

/// Bare inserts into PostgreSQL, a second.
async fn postgres(connections: &mut Vec<PgConnection>) -> f64 {
    let started = Instant::now();
    let inserting = connections.drain(..).map(|mut connection| {
        tokio::spawn(async move {
            let mut inserted = 0;
            while started.elapsed() < TURN {
                insert!(&mut connection);
                inserted += 1;
            }
            (connection, inserted)
        })
    });
    let mut inserted = 0;
    for inserting in inserting.collect::<Vec<_>>() {
        let (connection, number) = inserting.await.unwrap();
        connections.push(connection);
        inserted += number;
    }
    f64::from(inserted) / started.elapsed().as_secs_f64()
}

/// What the disk does at the most: a page written and flushed, so many times a second.
fn flushes(folder: &Path) -> f64 {
    let mut file = std::fs::File::create(folder.join("flushed")).unwrap();
    let (started, mut flushed) = (Instant::now(), 0);
    while started.elapsed() < Duration::from_secs(1) {
        file.write_all(&[0; 4096]).unwrap();
        file.sync_data().unwrap();
        flushed += 1;
    }
    f64::from(flushed) / started.elapsed().as_secs_f64()
}

/// Makes the tables that communique has.
fn tables(runtime: &Runtime, url: &DatabaseUrl) {
    runtime.block_on(async { open(url).await.unwrap().close().await });
}

fn compare(name: &str, address: SocketAddr, mut bare: impl FnMut() -> f64) {
    let mut ratios = Vec::new();
    for round in 0..=ROUNDS {
        let (a, b) = (posted(address), bare());
        println!("{name}: accepted {a:5.0}/s   bare inserts {b:5.0}/s   ratio {:.2}", a / b);
        // The first round warms everybody up.
        if round > 0 {
            ratios.push(a / b);
        }
    }
    ratios.sort_by(f64::total_cmp);
    let ratio = ratios[ROUNDS / 2];
    let verdict = if ratio >= BAR { "met".into() } else { format!("MISSED by {:.2}", BAR - ratio) };
    println!("{name}: ratio {ratio:.2} (median of {ROUNDS}) of at least {BAR}: {verdict}");
}

fn main() {
    let folder = tempfile::tempdir_in(STATE).unwrap();
    let runtime = Runtime::new().unwrap();
    let server = |database: &str| {
        let database = format!("--database-url={database}");
        communique(
            Command::new(BINARY),
            &[&database, "--contact-per-client=0", "--contact-total=0", "--contact-per-day=0"],
        )
    };
    println!("the disk flushes {:.0} times a second", flushes(folder.path()));

    let bare = folder.path().join("bare.db");
    tables(&runtime, &DatabaseUrl::Sqlite(bare.clone()));
    let options = SqliteConnectOptions::new().filename(&bare).journal_mode(SqliteJournalMode::Wal);
    let mut bare = runtime.block_on(options.synchronous(SqliteSynchronous::Full).connect()).unwrap();
    let (ours, address) = server(&format!("sqlite:{}", folder.path().join("ours.db").display()));
    compare("SQLite", address, || runtime.block_on(sqlite(&mut bare)));
    drop(ours);

    let database = Postgres::start();
    database.ask("CREATE DATABASE bare");
    let url = format!("{}bare", database.url().strip_suffix("postgres").unwrap());
    tables(&runtime, &url.parse().unwrap());
    let connect = || runtime.block_on(PgConnection::connect(&url)).unwrap();
    let mut bare: Vec<_> = (0..CONNECTIONS).map(|_| connect()).collect();
    let (_ours, address) = server(&database.url());
    compare("PostgreSQL", address, || runtime.block_on(postgres(&mut bare)));
}
