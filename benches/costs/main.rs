//! CPU time of every kind of request, as a multiple of a hot page in the same run. Bars: 5 for what asks for something,
//! 20 for a form that is sent. One row a kind: the table names every route and every outcome of a form, and holds what
//! strangers may send to make an answer dear (`tests/http/costs.rs` says which are missing).
//!
//! The CPU of all threads counts, in the kernel, too; waiting for the disk does not. Sixteen connections send a request
//! each and read their answers; windows of a kind and of the hot page take turns, and the median of the ratios counts.
//! With `COMMUNIQUE_PROGRAM` another build is measured; what is named on the command line measures the rows that hold it.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod rows;
mod server;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rows::{Condition, Known, Row, TAGS};
use server::{CONNECTIONS, Connection, Server, exchange};

const ROUNDS: usize = 9;
/// As long as a window lasts, about.
const LONGEST_WINDOW: Duration = Duration::from_millis(250);

/// The hot page.
fn hot(_: &Known, _: u64) -> Vec<u8> {
    b"GET /en/fight-against-terrorism HTTP/1.1\r\nhost: www.example.org\r\naccept-encoding: br\r\n\r\n".to_vec()
}

/// Names the client that is measured, as a trusted proxy does.
fn from_client(client: usize, request: Vec<u8>) -> Vec<u8> {
    match request.windows(6).position(|bytes| bytes == b"host: ") {
        None => request,
        Some(at) => {
            let name = format!("x-forwarded-for: {}\r\n", server::client(client));
            [&request[..at], name.as_bytes(), &request[at..]].concat()
        }
    }
}

/// Requests of a kind, over several connections.
struct Load<'a> {
    connections: Vec<Connection>,
    request: fn(&Known, u64) -> Vec<u8>,
    known: &'a Known,
    status: u16,
    number: u64,
}

impl Load<'_> {
    /// Nanoseconds of CPU a request.
    fn cost(&mut self, server: &Server, is_warming: bool) -> f64 {
        // New ones: the server lets those go that wait long. They are accepted before anything is measured.
        self.connections = (0..CONNECTIONS).map(|_| Connection::open(server.address)).collect();
        for connection in &mut self.connections {
            connection.send(&hot(self.known, 0));
            connection.answer(false);
        }
        let mut batches = Vec::new();
        let prepared = if self.status == 408 { 1 } else { 8 };
        for _ in 0..prepared {
            let requests: Vec<Vec<u8>> = (0..self.connections.len())
                .map(|client| {
                    self.number += 1;
                    from_client(client, (self.request)(self.known, self.number))
                })
                .collect();
            batches.push(requests);
        }
        let mut answered = 0_u32;
        let started = Instant::now();
        let spent = server.spends(|| {
            for batch in &batches {
                for (connection, request) in self.connections.iter_mut().zip(batch) {
                    connection.send(request);
                }
                for (connection, request) in self.connections.iter_mut().zip(batch) {
                    let (status, head) = connection.answer(request.starts_with(b"HEAD"));
                    assert_eq!(status, self.status, "{head}");
                    answered += 1;
                }
                // Whatever is made once is made by then.
                if !is_warming && started.elapsed() > LONGEST_WINDOW {
                    break;
                }
            }
        });
        // What waits is told from what the server does meanwhile by itself, however long that is.
        let waited = started.elapsed();
        let at_rest = if waited > Duration::from_secs(1) { server.spends(|| std::thread::sleep(waited)) } else { 0 };
        spent.saturating_sub(at_rest) as f64 / f64::from(answered)
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// What is asked of the server before anything is measured.
fn learn(address: std::net::SocketAddr, form: &Row) -> Known {
    let mut known = Known { receipt: String::new(), etag: String::new(), last_modified: String::new() };
    let header = |head: &str, name: &str| {
        head.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap().to_owned()
    };
    // The smallest forms of all pages are made: nothing else is at work.
    for tag in TAGS {
        for _ in 0..600 {
            let request = format!("GET /{tag}/share HTTP/1.1\r\nhost: x\r\naccept-encoding: br\r\n\r\n");
            if !exchange(address, request.as_bytes()).1.contains("-quick\"") {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
    std::thread::sleep(Duration::from_secs(3));
    let (_, head) = exchange(address, &hot(&known, 0));
    (known.etag, known.last_modified) = (header(&head, "etag"), header(&head, "last-modified"));
    known.receipt = header(&exchange(address, &(form.request)(&known, 2_000_000_000)).1, "location");
    known
}

fn main() {
    let chosen: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let program = std::env::var("COMMUNIQUE_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_communique").to_owned());
    let rows = rows::rows();
    let form = rows.iter().find(|row| row.outcome == Some("accepted")).unwrap();
    let mut by_condition: BTreeMap<Condition, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| chosen.is_empty() || chosen.iter().any(|part| row.name.contains(part.as_str())))
    {
        by_condition.entry(row.condition).or_default().push(row);
    }
    println!("| kind of request | CPU, as a multiple of a hot page | bar | |\n| --- | --- | --- | --- |");
    let (mut missed, mut hot_costs) = (0, Vec::new());
    for (condition, rows) in by_condition {
        let mut server = Server::start(&program, condition);
        let known = learn(server.address, form);
        let load = |request, status| Load { connections: Vec::new(), request, known: &known, status, number: 0 };
        let mut page = load(hot, 200);
        let mut loads: Vec<_> = rows.iter().map(|row| (*row, load(row.request, row.status), Vec::new())).collect();
        let right = |n| from_client(0, (form.request)(&known, n));
        for round in 0..=ROUNDS {
            for (row, load, ratios) in &mut loads {
                // It takes five seconds.
                if row.status == 408 && round > 2 {
                    continue;
                }
                let base = (page.cost(&server, false) + page.cost(&server, false)) / 2.0;
                server.prepare(condition, right);
                // Whatever the method is.
                let of_route = match row.route {
                    "refused" => {
                        format!("http_requests_refused_total{{http_response_status_code=\"{}\"}} ", row.status)
                    }
                    route => format!("http_route=\"{route}\",http_response_status_code=\"{}\"}} ", row.status),
                };
                let of_outcome =
                    format!("contact_submissions_total{{outcome=\"{}\"}} ", row.outcome.unwrap_or_default());
                let counters = |server: &Server| (server.counter(&of_route), server.counter(&of_outcome));
                let before = counters(&server);
                let cost = load.cost(&server, round == 0);
                let after = counters(&server);
                assert!(after.0 - before.0 >= 16, "{} is not counted as {of_route}", row.name);
                assert!(
                    row.outcome.is_none() || after.1 - before.1 >= 16,
                    "{} is not counted as {of_outcome}",
                    row.name
                );
                // The first round warms everybody up.
                if round > 0 {
                    ratios.push(cost / base);
                    hot_costs.push(base / 1000.0);
                }
            }
        }
        for (row, _, ratios) in loads {
            let (ratio, bar) = (median(ratios), row.bar());
            let verdict = if ratio <= bar { "met" } else { "MISSED" };
            missed += u32::from(ratio > bar);
            println!("| {} | {ratio:.1} | {bar} | {verdict} |", row.name);
        }
    }
    println!("a hot page: {:.1} µs; missed: {missed} of {}", median(hot_costs), rows.len());
}
