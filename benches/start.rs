//! Time from start to the first answered request, and memory at rest, with the ten locales and
//! with 200 generated ones. Bars: 0.15 s and 2 s; 40 MiB with ten locales.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "support.rs"]
mod support;

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::{BINARY, Process, STATE, raw, settled};

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Seconds until the first page has arrived, and MiB of resident memory before and after
/// the compression in the background.
fn start(flags: &[&str], last: &str) -> (f64, f64, f64) {
    let address = free_address();
    let started = Instant::now();
    let child = Command::new(BINARY)
        .args(["serve", "--listen", &address.to_string()])
        .args(flags)
        .env("STATE_DIRECTORY", STATE)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let server = Process(child);
    while TcpStream::connect(address).is_err() {
        assert!(started.elapsed() < Duration::from_secs(60), "it does not start");
        std::thread::sleep(Duration::from_micros(500));
    }
    let (head, _) = raw(address, "/en/fight-against-terrorism", "br");
    let seconds = started.elapsed().as_secs_f64();
    assert!(head.starts_with("HTTP/1.1 200"));
    let early = memory(server.0.id());
    settled(address, last);
    std::thread::sleep(Duration::from_secs(1));
    (seconds, early, memory(server.0.id()))
}

fn memory(pid: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

fn main() {
    let median = |mut runs: Vec<(f64, f64, f64)>| {
        runs.sort_by(|a, b| a.0.total_cmp(&b.0));
        runs[runs.len() / 2]
    };
    let (ten, early, ten_memory) = median((0..5).map(|_| start(&[], "/zh-Hans/share")).collect());
    println!(
        "10 locales: first page after {ten:.3} s of at most 0.15 s; {early:.1} MiB, at rest {ten_memory:.1} MiB of at most 40 MiB"
    );
    let folder = tempfile::tempdir().unwrap();
    let count = support::locales(folder.path(), 200);
    let flag = format!("--locales={}", folder.path().display());
    let address_settles = "/en/fight-against-terrorism";
    let (many, early, many_memory) = median((0..3).map(|_| start(&[&flag], address_settles)).collect());
    println!(
        "{count} locales: first page after {many:.3} s of at most 2 s; {early:.1} MiB, {many_memory:.1} MiB while compressing"
    );
    println!("growth: {:.2} MiB a locale", (early - ten_memory) / (count as f64 - 10.0));
}
