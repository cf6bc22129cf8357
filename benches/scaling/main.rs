//! What a reader and a message cost, what a replica takes, and a rehearsal of three replicas: the figures of
//! `docs/SCALING.md`, written to `docs/scaling/figures.json` in some five minutes. `tests/run drawing` then draws the charts and
//! tables. There is no bar here; those are in the other measurements.
//!
//! CPU is that of the servers alone, so that clients on the same machine do not count. Needs nginx, Varnish, PostgreSQL, wrk,
//! taskset and openssl (Debian: nginx-light varnish postgresql wrk util-linux openssl), and two cores with nothing else on them:
//! where others work it does not begin, unless it is told `-- --on-a-busy-machine`.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "../../tests/scaling/counted.rs"]
mod counted;
#[path = "../../tests/scaling/figures.rs"]
mod figures;
#[path = "../../tests/support/html.rs"]
mod html;
#[path = "../../tests/support/postgres.rs"]
mod postgres;
#[path = "../../tests/support/program.rs"]
mod program;
#[path = "../../tests/support/proxies.rs"]
mod proxies;
#[path = "../../tests/support/site.rs"]
mod site;
#[path = "../support.rs"]
mod support;
#[path = "../../tests/support/tls.rs"]
mod tls;

mod client;
mod crowd;
mod hot_page;
mod messages;
mod processes;
mod rehearsal;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use figures::{Figures, Machine, Memory, Pages, Spread};
use postgres::Postgres;
use processes::{forget_peak, peak_mib, resident_mib};
use program::{BINARY, Program, serve};

/// As a deployment behind a proxy on the same machine, but that nobody is refused for sending often.
const FLAGS: [&str; 5] = [
    "--public-url=https://www.example.org",
    "--trusted-proxies=127.0.0.1",
    "--contact-per-client=0",
    "--contact-total=0",
    "--contact-per-day=0",
];

fn main() {
    let load = load_when_quiet();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(folder.path(), permissions).unwrap();
    let part = |name: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir(&path).unwrap();
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        path
    };
    let database = Postgres::start();
    let machine = machine(&database, load);
    println!("on {machine:?}");

    println!("a hot page");
    let mut command = Command::new("taskset");
    let state = part("hot-page");
    command.args(["-c", "0", BINARY, "serve", "--log-format=json", "--listen=127.0.0.1:0"]).args(FLAGS);
    let server = Program::from({
        command.env("STATE_DIRECTORY", &state);
        command
    });
    let pages = pages(&server);
    let pid = server.process.0.id();
    let at_rest_mib = resident_mib(pid).unwrap();
    forget_peak(pid);
    let hot_page = hot_page::measure(&server, &state);
    let hot_page_peak_mib = peak_mib(pid);
    drop(server);

    println!("messages");
    let sqlite = Program::from(serve(&part("sqlite"), &FLAGS));
    let url = format!("--database-url={}", database.url());
    let postgresql = Program::from(serve(&part("postgresql"), &[&FLAGS[..], &[&url]].concat()));
    let messages = messages::measure(&sqlite, &postgresql, &database);
    let messages_peak_mib =
        [&sqlite, &postgresql].map(|server| peak_mib(server.process.0.id())).into_iter().fold(0.0, f64::max);
    drop((sqlite, postgresql, database));

    println!("the rehearsal");
    let rehearsal = rehearsal::rehearse(&part("rehearsal"));
    println!(
        "  {} pages, {} failed requests, {} messages acknowledged, {} stored, {} of those acknowledged not stored once",
        rehearsal.answered_pages,
        rehearsal.failed_requests,
        rehearsal.acknowledged_messages,
        rehearsal.stored_messages,
        rehearsal.acknowledged_but_not_stored_once
    );

    if let Some(fault) = rehearsal.fault() {
        panic!("nothing is written to {}: {fault}", figures::PATH);
    }
    let memory = Memory { at_rest_mib, hot_page_peak_mib, messages_peak_mib };
    let measured_on = jiff::Timestamp::now().to_string()[..10].to_owned();
    let figures = Figures { measured_on, machine, pages, hot_page, messages, memory, rehearsal };
    write(&figures);
    println!("written to {}; now  tests/run drawing", figures::PATH);
}

/// The load of the last minute, once it is that of a quiet machine, or as it is where that was asked for. What has just been
/// built is in it for a while.
fn load_when_quiet() -> f64 {
    let may_be_busy = std::env::args().any(|argument| argument == "--on-a-busy-machine");
    let highest = Machine::QUIET_LOAD_PER_CORE * std::thread::available_parallelism().unwrap().get() as f64;
    let deadline = Instant::now() + Duration::from_secs(180);
    loop {
        let text = std::fs::read_to_string("/proc/loadavg").unwrap();
        let load: f64 = text.split(' ').next().unwrap().parse().unwrap();
        if load <= highest || may_be_busy {
            return load;
        }
        assert!(
            Instant::now() < deadline,
            "the load is {load}, and {highest} at most is accepted: end what else runs, or add  -- --on-a-busy-machine"
        );
        println!("the load is {load}: waiting until it is {highest} at most");
        std::thread::sleep(Duration::from_secs(5));
    }
}

fn write(figures: &Figures) {
    let text = serde_json::to_string_pretty(figures).unwrap() + "\n";
    std::fs::create_dir_all(Path::new(figures::PATH).parent().unwrap()).unwrap();
    std::fs::write(figures::PATH, text).unwrap();
}

/// What pages say of themselves, and what the statement weighs once it is as small as it gets.
fn pages(server: &Program) -> Pages {
    let languages = support::languages();
    let statement = |tag: &String| support::settled(server.address(), &format!("/{tag}/fight-against-terrorism"));
    let sizes = languages.iter().map(|tag| {
        let (head, body) = statement(tag);
        (head.len() + body.len()) as f64
    });
    let statement_bytes = Spread::of(sizes.collect(), 0);
    // All that is compressed in the background is ready before anything is measured.
    let slugs = ["share", "privacy", "accessibility", "contact"];
    for tag in &languages {
        slugs.iter().for_each(|slug| drop(support::settled(server.address(), &format!("/{tag}/{slug}"))));
    }
    let (head, _) = statement(&languages[0]);
    let cache_control = head.lines().find_map(|line| line.strip_prefix("cache-control: ")).unwrap().to_owned();
    counted::pages(&site::site(&[]), &cache_control, statement_bytes)
}

fn machine(database: &Postgres, load_average_before: f64) -> Machine {
    let read = |path: &str| std::fs::read_to_string(path).unwrap();
    let information = read("/proc/cpuinfo");
    let model = information.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    // Both say their version on standard error.
    let version = |program: &str, flag: &str| {
        let output = Command::new(program).arg(flag).output().unwrap_or_else(|_| panic!("{program} is needed"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_number = |part: &&str| part.starts_with(|first: char| first.is_ascii_digit());
        said.split(['/', '-', ' ', '\n']).find(is_number).unwrap_or_default().to_owned()
    };
    Machine {
        processor: model.trim_start_matches(['\t', ' ', ':']).to_owned(),
        cores: std::thread::available_parallelism().unwrap().get(),
        linux: read("/proc/sys/kernel/osrelease").trim().to_owned(),
        nginx: version("nginx", "-v"),
        varnish: version("varnishd", "-V"),
        postgresql: database.ask("SHOW server_version").split(' ').next().unwrap_or_default().to_owned(),
        load_average_before,
    }
}

impl Spread {
    /// Of at least one value, each rounded to so many decimals.
    pub fn of(mut values: Vec<f64>, decimals: i32) -> Self {
        values.sort_by(f64::total_cmp);
        let rounded = |value: f64| (value * 10f64.powi(decimals)).round() / 10f64.powi(decimals);
        Self {
            median: rounded(values[values.len() / 2]),
            lowest: rounded(values[0]),
            highest: rounded(values[values.len() - 1]),
        }
    }
}
