//! Several servers over one database: what is acknowledged is kept and mailed, whatever is
//! stopped, killed or away meanwhile. Three behind a real nginx over a real PostgreSQL, and three
//! on one SQLite file.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use mail_parser::MessageParser;
use serde_json::Value;
use support::postgres::Postgres;
use support::program::{Program, free_port, nginx, said, wait_until};
use support::smtp::{Answer, Asked, Smtp, Step};
use support::{ask, encoded, letter, one, try_send};
use tempfile::TempDir;

/// One of several servers.
struct Replica {
    folder: TempDir,
    flags: Vec<String>,
    program: Program,
}

impl Replica {
    fn start(flags: &[String]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Self::run(folder.path(), flags);
        Self { folder, flags: flags.to_vec(), program }
    }

    fn run(folder: &Path, flags: &[String]) -> Program {
        Program::start(folder, &flags.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn start_again(&mut self) {
        self.program = Self::run(self.folder.path(), &self.flags);
    }

    fn stop(&mut self) {
        self.program.process.signal("TERM");
        let (took, code) = self.program.process.end();
        assert_eq!(code, Some(0), "after {took:?}:\n{}", self.program.log());
    }

    /// The status of a question to its admin listener.
    fn says(&self, path: &str) -> u16 {
        let log = self.program.log();
        let admin = log.split("\"admin\":\"").nth(1).unwrap().split('"').next().unwrap();
        ask(admin.parse().unwrap(), "GET", path, &[]).status
    }
}

/// Three servers that start at the same moment, and where each listens: at an address of its
/// own, as machines have, so that one that starts again finds its port free.
fn three(flags: &[&str]) -> (Vec<Replica>, Vec<String>) {
    let port = free_port();
    let addresses: Vec<String> = (2..5).map(|host| format!("127.0.0.{host}:{port}")).collect();
    let common = ["--admin-listen=127.0.0.1:0", "--contact-per-client=0", "--contact-total=0"];
    let replicas = std::thread::scope(|scope| {
        let starting: Vec<_> = addresses
            .iter()
            .map(|address| {
                let listen = format!("--listen={address}");
                let flags = common.iter().chain(flags).map(|flag| (*flag).to_owned()).chain([listen]);
                let flags: Vec<String> = flags.collect();
                scope.spawn(move || Replica::start(&flags))
            })
            .collect();
        starting.into_iter().map(|starting| starting.join().unwrap()).collect()
    });
    (replicas, addresses)
}

/// People who read pages and send messages, each message again until it is acknowledged.
struct Citizens {
    seen: Arc<Seen>,
    writers: Vec<JoinHandle<()>>,
    readers: Vec<JoinHandle<()>>,
}

/// What they have seen.
#[derive(Default)]
struct Seen {
    /// The reference of each text.
    acknowledged: Mutex<BTreeMap<String, String>>,
    /// Refusals by communique, all with the text.
    refused: AtomicUsize,
    pages: AtomicUsize,
    /// Pages that did not come.
    bad: Mutex<Vec<String>>,
    finished: AtomicBool,
}

impl Seen {
    fn acknowledged(&self) -> usize {
        self.acknowledged.lock().unwrap().len()
    }

    fn refused(&self) -> usize {
        self.refused.load(Ordering::Relaxed)
    }

    /// Sends a text to the servers in turn until one acknowledges it.
    fn write(&self, servers: &[SocketAddr], text: &str) {
        let deadline = Instant::now() + Duration::from_secs(60);
        for server in servers.iter().cycle() {
            assert!(Instant::now() < deadline, "nobody takes “{text}”");
            let form = [("content-type", "application/x-www-form-urlencoded")];
            let answer = match try_send(*server, "POST", "/en/contact", &form, encoded(&letter(text)).into()) {
                Ok(answer) => answer,
                // This one is gone; nginx would ask the next.
                Err(_) if servers.len() > 1 => continue,
                Err(error) => panic!("{error}"),
            };
            match answer.status {
                303 => {
                    let reference = answer.header("location").rsplit('/').next().unwrap().to_owned();
                    self.acknowledged.lock().unwrap().insert(text.to_owned(), reference);
                    return;
                }
                503 => {
                    let page = answer.html();
                    let typed = one(&page, "textarea[name=message]").text().collect::<String>();
                    assert_eq!(typed.trim_start_matches('\n'), text, "a refusal gives the text back");
                    self.refused.fetch_add(1, Ordering::Relaxed);
                }
                status => panic!("{status}: {}", answer.text()),
            }
        }
    }

    /// Reads a page that no cache has.
    fn read(&self, servers: &[SocketAddr], reader: usize) {
        let number = self.pages.fetch_add(1, Ordering::Relaxed);
        let (page, server) = (["fight-against-terrorism", "contact"][number % 2], servers[number % servers.len()]);
        let path = format!("/ar/{page}?{reader}-{number}");
        match try_send(server, "GET", &path, &[("accept-encoding", "br")], Vec::new()) {
            Ok(answer) if answer.status == 200 => {}
            Ok(answer) => self.bad.lock().unwrap().push(format!("{path}: {}", answer.status)),
            Err(error) => self.bad.lock().unwrap().push(format!("{path}: {error}")),
        }
    }
}

impl Citizens {
    /// Writes to some servers and reads from some.
    fn come(write_to: &[SocketAddr], read_from: &[SocketAddr]) -> Self {
        let seen = Arc::<Seen>::default();
        let live = |number: usize, servers: &[SocketAddr], act: fn(&Seen, &[SocketAddr], usize, usize)| {
            let (seen, mut servers) = (Arc::clone(&seen), servers.to_vec());
            let first = number % servers.len();
            servers.rotate_left(first);
            std::thread::spawn(move || {
                let mut count = 0;
                while !seen.finished.load(Ordering::Relaxed) {
                    act(&seen, &servers, number, count);
                    count += 1;
                    // A moment to think, so that the mails can keep up.
                    std::thread::sleep(Duration::from_millis(100));
                }
            })
        };
        let write =
            |n| live(n, write_to, |seen, servers, n, count| seen.write(servers, &format!("Message {n}-{count}.")));
        let read = |n| live(n, read_from, |seen, servers, n, _| seen.read(servers, n));
        let (writers, readers) = ((0..4).map(write).collect(), (0..2).map(read).collect());
        Self { seen, writers, readers }
    }

    /// Waits until so many more messages are acknowledged.
    fn write_more(&self, messages: usize) {
        let enough = self.seen.acknowledged() + messages;
        wait_until("messages are acknowledged", || {
            self.writers.iter().any(JoinHandle::is_finished) || self.seen.acknowledged() >= enough
        });
    }

    /// Ends with every message acknowledged and every page read; the reference of each text.
    fn leave(mut self) -> BTreeMap<String, String> {
        self.seen.finished.store(true, Ordering::Relaxed);
        for citizen in self.writers.drain(..).chain(self.readers.drain(..)) {
            citizen.join().unwrap();
        }
        let bad = self.seen.bad.lock().unwrap();
        let pages = self.seen.pages.load(Ordering::Relaxed);
        assert!(pages > 20 && bad.is_empty(), "{pages} pages, not 200: {bad:?}");
        let acknowledged = self.seen.acknowledged.lock().unwrap().clone();
        eprintln!("{} acknowledged, {} refused, {pages} pages read", acknowledged.len(), self.seen.refused());
        acknowledged
    }
}

impl Drop for Citizens {
    fn drop(&mut self) {
        // A test that has failed leaves nobody behind.
        self.seen.finished.store(true, Ordering::Relaxed);
    }
}

/// All messages in the inbox, as staff see them.
fn exported(folder: &Path, database: &str) -> Vec<Value> {
    let database = format!("--database-url={database}");
    serde_json::from_str(&said(folder, &["inbox", "export", "--format=json", &database])).unwrap()
}

/// Every text is stored once, under the reference that its sender was shown, and nothing else is.
fn assert_stored_once(acknowledged: &BTreeMap<String, String>, inbox: &[Value]) {
    let of = |row: &Value, column: &str| row[column].as_str().unwrap().to_owned();
    let stored: BTreeMap<String, String> = inbox.iter().map(|row| (of(row, "message"), of(row, "reference"))).collect();
    assert_eq!((&stored, stored.len()), (acknowledged, inbox.len()));
}

/// The Message-ID of every mail about each reference.
fn mailed(sink: &Smtp) -> BTreeMap<String, Vec<String>> {
    let mut mailed = BTreeMap::<String, Vec<String>>::new();
    for received in sink.mails() {
        let mail = MessageParser::default().parse(&received.mail).unwrap();
        let reference = mail.subject().unwrap().split(['[', ']']).nth(1).unwrap().to_owned();
        mailed.entry(reference).or_default().push(mail.message_id().unwrap().to_owned());
    }
    mailed
}

/// The mails that are on their way at a time.
#[derive(Default)]
struct Traffic {
    under_way: Mutex<Vec<String>>,
    most: AtomicUsize,
    /// The same mail twice at once.
    collisions: AtomicUsize,
}

impl Traffic {
    /// A mail server that is not fast, so that mails meet if they can.
    fn sink() -> (Arc<Self>, Smtp) {
        let traffic = Arc::<Self>::default();
        let seen = Arc::clone(&traffic);
        let sink = Smtp::start(move |asked| {
            if asked.step == Step::End {
                seen.pass(asked);
            }
            Answer::Usual
        });
        (traffic, sink)
    }

    fn pass(&self, asked: &Asked) {
        let id = asked.said.lines().find(|line| line.starts_with("Message-ID:")).unwrap().to_owned();
        {
            let mut under_way = self.under_way.lock().unwrap();
            self.collisions.fetch_add(usize::from(under_way.contains(&id)), Ordering::Relaxed);
            under_way.push(id.clone());
            self.most.fetch_max(under_way.len(), Ordering::Relaxed);
        }
        std::thread::sleep(Duration::from_millis(15));
        let mut under_way = self.under_way.lock().unwrap();
        let at = under_way.iter().position(|other| *other == id).unwrap();
        under_way.remove(at);
    }
}

fn mail_flags(sink: &Smtp) -> [String; 3] {
    [format!("--smtp-url={}", sink.url()), "--mail-from=site@example.org".into(), "--mail-to=office@example.org".into()]
}

/// Three servers over one database behind one nginx.
struct House {
    nginx: (support::program::Process, SocketAddr),
    replicas: Vec<Replica>,
    folder: TempDir,
    database: Postgres,
}

impl House {
    /// All at the same moment, on a database that is empty.
    fn build(flags: &[String]) -> Self {
        let (database, folder) = (Postgres::start(), tempfile::tempdir().unwrap());
        let url = format!("--database-url={}", database.url());
        let given = ["--trusted-proxies=127.0.0.1", "--public-url=https://www.example.org", &url];
        let flags: Vec<&str> = given.into_iter().chain(flags.iter().map(String::as_str)).collect();
        let (replicas, addresses) = three(&flags);
        let nginx = nginx(folder.path(), &addresses.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(database.ask("SELECT count(*), min(success::int) FROM _sqlx_migrations"), "1|1");
        Self { nginx, replicas, folder, database }
    }

    fn citizens(&self) -> Citizens {
        Citizens::come(&[self.nginx.1], &[self.nginx.1])
    }

    fn inbox(&self) -> Vec<Value> {
        exported(self.folder.path(), &self.database.url())
    }

    fn all_say(&self, path: &str, status: u16) -> bool {
        self.replicas.iter().all(|replica| replica.says(path) == status)
    }
}

#[test]
#[ignore = "needs nginx and PostgreSQL; tests/run installs them"]
fn what_is_acknowledged_is_kept_and_mailed_while_replicas_are_stopped_and_killed() {
    let (_, sink) = Traffic::sink();
    let mut house = House::build(&mail_flags(&sink));
    let citizens = house.citizens();
    let mut killed = Vec::new();
    for round in 0..8 {
        citizens.write_more(6);
        let replica = &mut house.replicas[round % 3];
        if round % 2 == 0 {
            replica.stop();
        } else {
            killed.push(replica.program.process.0.id());
            replica.program.kill();
        }
        replica.start_again();
    }
    citizens.write_more(6);
    // The leases of the dead run out, as they would in ten minutes.
    for pid in &killed {
        house.database.ask(&format!("UPDATE message SET lease_until = 0 WHERE lease_owner LIKE '{pid}-%'"));
    }
    citizens.write_more(6);
    let acknowledged = citizens.leave();
    let unsent = || house.database.ask("SELECT count(*) FROM message WHERE state <> 'sent'");
    wait_until("everything is mailed", || unsent() == "0");

    let inbox = house.inbox();
    assert_stored_once(&acknowledged, &inbox);
    let mailed = mailed(&sink);
    assert_eq!(mailed.keys().collect::<BTreeSet<_>>(), acknowledged.values().collect::<BTreeSet<_>>());
    let twice: Vec<_> = mailed.iter().filter(|(_, ids)| ids.len() > 1).collect();
    eprintln!("{} mailed twice", twice.len());
    assert!(twice.len() <= killed.len(), "only the last mail of a killed server comes again");
    for (reference, ids) in twice {
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 1, "one Message-ID: {ids:?}");
        let row = inbox.iter().find(|row| row["reference"] == **reference).unwrap();
        assert_eq!(row["maybe_duplicate"], "true", "staff are told: {row}");
    }
}

#[test]
#[ignore = "needs nginx and PostgreSQL; tests/run installs them"]
fn while_the_database_is_away_only_the_form_says_so_and_afterwards_it_works_again() {
    let mut house = House::build(&[]);
    let citizens = house.citizens();
    for (round, how) in ["fast", "immediate"].into_iter().enumerate() {
        citizens.write_more(15);
        let refused = citizens.seen.refused();
        house.database.stop(how);
        wait_until("every server says so", || house.all_say("/readyz/contact", 503));
        wait_until("senders are told", || citizens.seen.refused() > refused + 6);
        assert!(house.all_say("/readyz", 200), "the pages are ready all the same");
        // One that starts without a database serves what it can.
        house.replicas[round].program.kill();
        house.replicas[round].start_again();
        assert_eq!((house.replicas[round].says("/readyz"), house.replicas[round].says("/readyz/contact")), (200, 503));

        house.database.resume();
        let back = Instant::now();
        citizens.write_more(15);
        eprintln!("after “{how}” the form works again within {:?}", back.elapsed());
        assert!(back.elapsed() < Duration::from_secs(10), "{:?}", back.elapsed());
        wait_until("every server says so", || house.all_say("/readyz/contact", 200));
    }
    let acknowledged = citizens.leave();
    assert_stored_once(&acknowledged, &house.inbox());
}

/// A transaction that keeps the oldest message locked until it is dropped.
struct Lock(Child);

impl Lock {
    fn oldest(database: &Postgres) -> (Self, String) {
        let mut session = Command::new("psql")
            .args([&database.url(), "-XAtq"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let begin = "BEGIN; SELECT reference FROM message ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE;\n";
        session.stdin.as_mut().unwrap().write_all(begin.as_bytes()).unwrap();
        let mut reference = String::new();
        BufReader::new(session.stdout.as_mut().unwrap()).read_line(&mut reference).unwrap();
        (Self(session), reference.trim().to_owned())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // At the end of its input psql ends, and with it the transaction.
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

#[test]
#[ignore = "needs nginx and PostgreSQL; tests/run installs them"]
fn three_loops_share_the_work_mail_each_message_once_and_pass_over_what_is_locked() {
    let (traffic, sink) = Traffic::sink();
    let mut house = House::build(&[]);
    let seen = Seen::default();
    (0..40).for_each(|number| seen.write(&[house.nginx.1], &format!("Message {number}.")));
    let (lock, locked) = Lock::oldest(&house.database);
    std::thread::scope(|scope| {
        for replica in &mut house.replicas {
            replica.flags.extend(mail_flags(&sink));
            scope.spawn(|| {
                replica.stop();
                replica.start_again();
            });
        }
    });
    wait_until("all others are mailed", || mailed(&sink).len() == 39);
    assert!(!mailed(&sink).contains_key(&locked));
    assert!(traffic.most.load(Ordering::Relaxed) > 1, "two loops work at the same time");
    drop(lock);
    // Whoever has taken a new message looks for older ones too.
    seen.write(&[house.nginx.1], "The last one.");
    wait_until("all are mailed", || house.inbox().iter().all(|row| row["state"] == "sent"));

    let acknowledged = seen.acknowledged.lock().unwrap().clone();
    assert_stored_once(&acknowledged, &house.inbox());
    let mailed = mailed(&sink);
    assert_eq!(mailed.len(), acknowledged.len());
    assert!(mailed.values().all(|ids| ids.len() == 1), "one mail each: {mailed:?}");
    assert_eq!(traffic.collisions.load(Ordering::Relaxed), 0, "no message is claimed twice at once");
}

#[test]
fn three_servers_on_one_sqlite_file_keep_and_mail_each_message_once() {
    let (traffic, sink) = Traffic::sink();
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("messages.db").display());
    let mail = mail_flags(&sink);
    let flags: Vec<&str> = mail.iter().map(String::as_str).collect();
    let url = format!("--database-url={database}");
    let (mut replicas, addresses) = three(&[&flags[..], &[&url]].concat());
    let addresses: Vec<SocketAddr> = addresses.iter().map(|address| address.parse().unwrap()).collect();
    // The third one is about to be stopped and started.
    let citizens = Citizens::come(&addresses, &addresses[..2]);
    citizens.write_more(40);
    replicas[2].stop();
    citizens.write_more(10);
    replicas[2].start_again();
    citizens.write_more(40);
    let acknowledged = citizens.leave();
    wait_until("all are mailed", || exported(folder.path(), &database).iter().all(|row| row["state"] == "sent"));
    assert_stored_once(&acknowledged, &exported(folder.path(), &database));
    let mailed = mailed(&sink);
    assert!(mailed.len() == acknowledged.len() && mailed.values().all(|ids| ids.len() == 1), "{mailed:?}");
    assert!(traffic.most.load(Ordering::Relaxed) > 1, "two loops work at the same time");
    assert_eq!(traffic.collisions.load(Ordering::Relaxed), 0);
}
