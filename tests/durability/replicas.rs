//! Several servers over one database: what is acknowledged is kept and mailed, whatever is
//! stopped, killed or away meanwhile. Three behind a real nginx or Varnish over a real PostgreSQL, and three
//! on one SQLite file.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::durability::cluster::{Cluster, exported, three};
use crate::durability::visitors::{Seen, Visitors};
use crate::support::mails;
use crate::support::postgres::Postgres;
use crate::support::program::wait_until;
use crate::support::smtp::{Answer, Asked, Smtp, Step};

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
        let mail = mails::parsed(&received.mail);
        mailed.entry(mails::reference(&mail)).or_default().push(mail.message_id().unwrap().to_owned());
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

#[test]
#[ignore = "needs varnish and PostgreSQL; tests/run installs them"]
fn behind_varnish_no_page_and_no_message_fails_while_replicas_are_stopped_and_killed() {
    let mut cluster = Cluster::behind("Varnish", &[]);
    let visitors = cluster.visitors();
    for round in 0..6 {
        visitors.write_more(6);
        let replica = if round % 2 == 0 {
            // One whose form is under way.
            let lock = Lock::table(&cluster.database);
            let waiting = "SELECT client_port FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'INSERT INTO message'";
            let with_a_form = || {
                let ports: Vec<u16> = cluster.database.ask(waiting).lines().map(|port| port.parse().unwrap()).collect();
                cluster.replicas.iter().position(|replica| ports.iter().any(|port| replica.connects_from(*port)))
            };
            let found = Cell::new(None);
            wait_until("a form waits", || {
                found.set(with_a_form());
                found.get().is_some()
            });
            let replica = &mut cluster.replicas[found.get().unwrap()];
            replica.program.kill();
            drop(lock);
            replica
        } else {
            let replica = &mut cluster.replicas[round % 3];
            replica.stop();
            replica
        };
        // All come to the two others meanwhile.
        visitors.write_more(6);
        replica.start_again();
    }
    let acknowledged = visitors.leave();
    assert_stored_once(&acknowledged, &cluster.inbox());
}

#[test]
#[ignore = "needs nginx and PostgreSQL; tests/run installs them"]
fn what_is_acknowledged_is_kept_and_mailed_while_replicas_are_stopped_and_killed() {
    let (_, sink) = Traffic::sink();
    let mut cluster = Cluster::build(&mail_flags(&sink));
    let visitors = cluster.visitors();
    let mut killed = Vec::new();
    for round in 0..8 {
        visitors.write_more(6);
        let replica = &mut cluster.replicas[round % 3];
        if round % 2 == 0 {
            replica.stop();
        } else {
            killed.push(replica.program.process.0.id());
            replica.program.kill();
        }
        replica.start_again();
    }
    visitors.write_more(6);
    // The leases of the dead run out, as they would in ten minutes.
    for pid in &killed {
        cluster.database.ask(&format!("UPDATE message SET lease_until = 0 WHERE lease_owner LIKE '{pid}-%'"));
    }
    visitors.write_more(6);
    let acknowledged = visitors.leave();
    let unsent = || cluster.database.ask("SELECT count(*) FROM message WHERE state <> 'sent'");
    wait_until("everything is mailed", || unsent() == "0");

    let inbox = cluster.inbox();
    assert_stored_once(&acknowledged, &inbox);
    let mailed = mailed(&sink);
    assert_eq!(mailed.keys().collect::<BTreeSet<_>>(), acknowledged.values().collect::<BTreeSet<_>>());
    let twice: Vec<_> = mailed.iter().filter(|(_, ids)| ids.len() > 1).collect();
    eprintln!("{} mailed twice", twice.len());
    assert!(twice.len() <= killed.len(), "only the last mail of a killed server comes again");
    for (reference, ids) in twice {
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 1, "one Message-ID: {ids:?}");
        let row = inbox.iter().find(|row| row["reference"] == **reference).unwrap();
        assert_eq!(row["maybe_duplicate"], true, "staff are told: {row}");
    }
}

#[test]
#[ignore = "needs nginx and PostgreSQL; tests/run installs them"]
fn while_the_database_is_away_only_the_form_says_so_and_afterwards_it_works_again() {
    let mut cluster = Cluster::build(&[]);
    let visitors = cluster.visitors();
    for (round, how) in ["fast", "immediate"].into_iter().enumerate() {
        visitors.write_more(15);
        let refused = visitors.seen.refused();
        cluster.database.stop(how);
        wait_until("every server says so", || cluster.all_say("/readyz/contact", 503));
        wait_until("senders are told", || visitors.seen.refused() > refused + 6);
        assert!(cluster.all_say("/readyz", 200), "the pages are ready all the same");
        // One that starts without a database serves what it can.
        cluster.replicas[round].program.kill();
        cluster.replicas[round].start_again();
        assert_eq!(
            (cluster.replicas[round].says("/readyz"), cluster.replicas[round].says("/readyz/contact")),
            (200, 503)
        );

        cluster.database.resume();
        let back = Instant::now();
        visitors.write_more(15);
        eprintln!("after “{how}” the form works again within {:?}", back.elapsed());
        assert!(back.elapsed() < Duration::from_secs(10), "{:?}", back.elapsed());
        wait_until("every server says so", || cluster.all_say("/readyz/contact", 200));
    }
    let acknowledged = visitors.leave();
    assert_stored_once(&acknowledged, &cluster.inbox());
}

/// A transaction that keeps something locked until it is dropped.
struct Lock(Child);

impl Lock {
    /// The oldest message; says its reference.
    fn oldest(database: &Postgres) -> (Self, String) {
        Self::begin(database, "SELECT reference FROM message ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE")
    }

    /// The table of messages, for all that write.
    fn table(database: &Postgres) -> Self {
        Self::begin(database, "LOCK TABLE message IN EXCLUSIVE MODE; SELECT 'locked'").0
    }

    fn begin(database: &Postgres, statement: &str) -> (Self, String) {
        let mut session = Command::new("psql")
            .args([&database.url(), "-XAtq"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(session.stdin.as_mut().unwrap(), "BEGIN; {statement};").unwrap();
        let mut said = String::new();
        BufReader::new(session.stdout.as_mut().unwrap()).read_line(&mut said).unwrap();
        (Self(session), said.trim().to_owned())
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
    let mut cluster = Cluster::build(&[]);
    let seen = Seen::default();
    (0..40).for_each(|number| seen.write(&[cluster.proxy.1], &format!("Message {number}.")));
    let (lock, locked) = Lock::oldest(&cluster.database);
    std::thread::scope(|scope| {
        for replica in &mut cluster.replicas {
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
    seen.write(&[cluster.proxy.1], "The last one.");
    wait_until("all are mailed", || cluster.inbox().iter().all(|row| row["state"] == "sent"));

    let acknowledged = seen.acknowledged.lock().unwrap().clone();
    assert_stored_once(&acknowledged, &cluster.inbox());
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
    let visitors = Visitors::come(&addresses, &addresses[..2]);
    visitors.write_more(40);
    replicas[2].stop();
    visitors.write_more(10);
    replicas[2].start_again();
    visitors.write_more(40);
    let acknowledged = visitors.leave();
    wait_until("all are mailed", || exported(folder.path(), &database).iter().all(|row| row["state"] == "sent"));
    assert_stored_once(&acknowledged, &exported(folder.path(), &database));
    let mailed = mailed(&sink);
    assert!(mailed.len() == acknowledged.len() && mailed.values().all(|ids| ids.len() == 1), "{mailed:?}");
    assert!(traffic.most.load(Ordering::Relaxed) > 1, "two loops work at the same time");
    assert_eq!(traffic.collisions.load(Ordering::Relaxed), 0);
}
