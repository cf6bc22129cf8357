//! Three replicas over one PostgreSQL, with Varnish in front, under readers and writers: one replica is killed and started
//! again, then the text is corrected. In the end the database is held against what was acknowledged.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::client::{Client, page};
use crate::crowd::{Log, READERS_PER_SECOND, STATEMENT, TIMED_PER_SECOND, WRITERS_PER_SECOND, gather};
use crate::figures::{Rehearsal, Second};
use crate::messages::postmaster;
use crate::postgres::Postgres;
use crate::processes::{cpu_us, own_cpu_us, resident_mib};
use crate::program::{Process, Program, free_port, serve};
use crate::proxies::Example;
use crate::support;

const SECONDS: usize = 60;
const KILLED_AT: usize = 20;
const STARTED_AT: usize = 30;
const CORRECTED_AT: usize = 45;
const REPLICAS: usize = 3;
/// What the correction changes of the English statement.
const CORRECTION: (&str, &str) = ("The scourge of", "The evil of");

/// Everything that runs.
struct Stage {
    folder: PathBuf,
    flags: Vec<Vec<String>>,
    replicas: Vec<Program>,
    database: Postgres,
    varnish: (Process, SocketAddr),
}

impl Stage {
    fn build(folder: &Path) -> Self {
        let locales = folder.join("locales");
        std::fs::create_dir(&locales).unwrap();
        support::locales(&locales, support::languages().len());
        let database = Postgres::start();
        let listen: Vec<String> = (0..REPLICAS).map(|_| format!("127.0.0.1:{}", free_port())).collect();
        let flags: Vec<Vec<String>> = listen
            .iter()
            .map(|listen| {
                vec![
                    format!("--listen={listen}"),
                    format!("--locales={}", locales.display()),
                    format!("--database-url={}", database.url()),
                    "--public-url=https://www.example.org".to_owned(),
                    "--trusted-proxies=127.0.0.1".to_owned(),
                    "--contact-per-client=0".to_owned(),
                    "--contact-total=0".to_owned(),
                    "--contact-per-day=0".to_owned(),
                ]
            })
            .collect();
        let replicas: Vec<Program> = flags.iter().map(|flags| replica(folder, flags)).collect();
        for replica in &replicas {
            // What is compressed in the background is ready.
            support::languages()
                .iter()
                .for_each(|tag| drop(support::settled(replica.address(), &format!("/{tag}/share"))));
        }
        let servers: Vec<&str> = listen.iter().map(String::as_str).collect();
        let varnish = Example::new("Varnish", folder, servers[0], servers[0]).several(&servers).start();
        Self { folder: folder.to_owned(), flags, replicas, database, varnish }
    }

    /// CPU time so far, in microseconds, by process.
    fn cpu(&self) -> BTreeMap<String, f64> {
        let mut all = BTreeMap::from([
            ("Varnish".to_owned(), cpu_us(self.varnish.0.0.id())),
            ("PostgreSQL".to_owned(), cpu_us(postmaster(&self.database))),
            ("clients".to_owned(), own_cpu_us(std::process::id())),
        ]);
        for (number, replica) in self.replicas.iter().enumerate() {
            all.insert(format!("replica {}", number + 1), cpu_us(replica.process.0.id()));
        }
        all
    }

    /// What Varnish has counted so far: pages from its memory, pages that were not there, requests to the replicas.
    fn counters(&self) -> [u64; 3] {
        let mut command = Command::new("varnishstat");
        command.args(["-1", "-n"]).arg(self.folder.join("varnish"));
        let output = command.output().expect("varnishstat is needed");
        let text = String::from_utf8(output.stdout).unwrap();
        ["MAIN.cache_hit ", "MAIN.cache_miss ", "MAIN.backend_req "].map(|name| {
            let line =
                text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name} in {text}"));
            line.split_whitespace().nth(1).unwrap().parse().unwrap()
        })
    }

    fn correction(&self) -> Correction {
        let replicas = self.replicas.iter().map(|replica| (replica.address(), replica.process.0.id()));
        Correction { folder: self.folder.clone(), replicas: replicas.collect() }
    }
}

/// A correction of the text, where it is made.
struct Correction {
    folder: PathBuf,
    replicas: Vec<(SocketAddr, u32)>,
}

impl Correction {
    /// As the operators’ manual says: the text, a signal to each replica, and once they show it, the cache’s pages go.
    fn make(&self) {
        let path = self.folder.join("locales/en/statement.ftl");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(CORRECTION.0), "the statement no longer says “{}”", CORRECTION.0);
        std::fs::write(&path, text.replace(CORRECTION.0, CORRECTION.1)).unwrap();
        for (_, pid) in &self.replicas {
            assert!(Command::new("kill").args(["-HUP", &pid.to_string()]).status().unwrap().success());
        }
        let deadline = Instant::now() + Duration::from_secs(30);
        for (address, _) in &self.replicas {
            let shows = || {
                let answer = Client::new(*address).ask(&page(STATEMENT, "", "en")).unwrap();
                String::from_utf8_lossy(&answer.body).contains(CORRECTION.1)
            };
            while !shows() {
                assert!(Instant::now() < deadline, "a replica does not show the correction");
                std::thread::sleep(Duration::from_millis(10));
            }
        }
        let mut ban = Command::new("varnishadm");
        let banned = ban.arg("-n").arg(self.folder.join("varnish")).arg("ban req.url ~ .").output().unwrap();
        assert!(banned.status.success(), "{}", String::from_utf8_lossy(&banned.stderr));
    }
}

fn replica(folder: &Path, flags: &[String]) -> Program {
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    Program::from(serve(folder, &flags))
}

/// Rehearses; some seconds more than a minute.
pub fn rehearse(folder: &Path) -> Rehearsal {
    let mut stage = Stage::build(folder);
    let languages = support::languages();
    let log = Log::new(SECONDS);
    let mut looks = vec![(stage.cpu(), stage.counters())];
    let (mut peak, mut corrected) = (0f64, None);
    std::thread::scope(|scope| {
        gather(scope, &log, stage.varnish.1, &languages, CORRECTION.1);
        for second in 0..SECONDS {
            let next = Duration::from_secs(second as u64 + 1);
            match second {
                KILLED_AT => stage.replicas[1].kill(),
                STARTED_AT => stage.replicas[1] = replica(folder, &stage.flags[1]),
                CORRECTED_AT => {
                    corrected = Some(Instant::now());
                    let correction = stage.correction();
                    scope.spawn(move || correction.make());
                }
                _ => {}
            }
            std::thread::sleep(next.saturating_sub(log.start().elapsed()));
            looks.push((stage.cpu(), stage.counters()));
            let resident = stage.replicas.iter().filter_map(|replica| resident_mib(replica.process.0.id()));
            peak = resident.fold(peak, f64::max);
        }
    });
    log.faults().iter().for_each(|fault| println!("  failed: {fault}"));
    let seconds: Vec<Second> = (0..SECONDS).map(|at| second(&log, &looks, at)).collect();
    let seen = log.corrected().expect("nobody saw the correction");
    let seen_after = seen.duration_since(corrected.expect("nothing was corrected"));
    let (told, stored) = (log.told(), stored(&stage.database));
    let is_kept = |(text, references): &(&String, &std::collections::BTreeSet<String>)| {
        stored.get(*text).is_some_and(|rows| rows.len() == 1 && references.iter().eq(rows.iter()))
    };
    Rehearsal {
        readers_per_second: READERS_PER_SECOND,
        timed_per_second: TIMED_PER_SECOND,
        writers_per_second: WRITERS_PER_SECOND,
        killed_at_second: KILLED_AT,
        started_at_second: STARTED_AT,
        corrected_at_second: CORRECTED_AT,
        correction_seen_after_ms: (seen_after.as_secs_f64() * 1e3).round(),
        answered_pages: seconds.iter().map(|second| second.answered_pages).sum(),
        timed_pages: (0..SECONDS).map(|at| log.timed_ms(at).len() as u64).sum(),
        failed_requests: seconds.iter().map(|second| second.failed_requests).sum(),
        acknowledged_messages: told.len(),
        stored_messages: stored.values().map(Vec::len).sum(),
        acknowledged_but_not_stored_once: told.len() - told.iter().filter(is_kept).count(),
        form_p50_ms: percentile(&log.form_ms(), 0.5),
        form_p99_ms: percentile(&log.form_ms(), 0.99),
        replica_peak_mib: peak,
        seconds,
    }
}

/// The references in the database, by the text of their message.
fn stored(database: &Postgres) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in database.ask("SELECT reference || ' ' || body FROM message").lines() {
        let (reference, text) = row.split_once(' ').unwrap();
        all.entry(text.to_owned()).or_default().push(reference.to_owned());
    }
    all
}

fn rounded(value: f64, decimals: i32) -> f64 {
    (value * 10f64.powi(decimals)).round() / 10f64.powi(decimals)
}

/// The time within which so large a part of them were over; of none, 0.
fn percentile(sorted_ms: &[f64], part: f64) -> f64 {
    let place = ((sorted_ms.len() as f64 * part).ceil() as usize).max(1) - 1;
    sorted_ms.get(place).map_or(0.0, |ms| rounded(*ms, 2))
}

/// What a second was like, from what was seen before and after it.
fn second(log: &Log, looks: &[(BTreeMap<String, f64>, [u64; 3])], at: usize) -> Second {
    let ((cpu_before, before), (cpu_after, after)) = (&looks[at], &looks[at + 1]);
    let [hits, misses, to_replicas] = std::array::from_fn(|counter| after[counter] - before[counter]);
    let times = log.timed_ms(at);
    let cpu_ms = cpu_after.iter().map(|(name, us)| {
        // A process that has been started again counts from nothing.
        let spent = us - cpu_before.get(name).filter(|before| **before <= *us).unwrap_or(&0.0);
        (name.clone(), rounded(spent / 1e3, 0))
    });
    Second {
        answered_pages: log.answered[at].load(Ordering::Relaxed),
        failed_requests: log.failed[at].load(Ordering::Relaxed),
        accepted_messages: log.accepted[at].load(Ordering::Relaxed),
        p50_ms: percentile(&times, 0.5),
        p99_ms: percentile(&times, 0.99),
        from_cache_percent: rounded(hits as f64 * 100.0 / (hits + misses).max(1) as f64, 2),
        requests_to_replicas: to_replicas,
        cpu_ms: cpu_ms.collect(),
    }
}
