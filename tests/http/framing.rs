//! One request or none: requests whose end can be read in two ways, each with another one inside, direct and through every
//! real proxy. What is inside never arrives, every refusal of ours closes and says so, and who asks next by the same
//! proxy gets the answer to what was asked.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr};
use std::time::Duration;

use crate::support::metrics::metric;
use crate::support::program::wait_until;
use crate::support::proxies::{Example, PROXIES};
use crate::support::request::{ask, connect, form_head};
use crate::support::running::Running;

/// What stands inside.
const INNER: &str = "GET /en/share HTTP/1.1\r\nhost: x\r\n\r\n";

/// The requests, and what we answer to each ourselves.
fn requests() -> Vec<(String, u16)> {
    let length = INNER.len();
    let post = |headers: &str, body: &str| {
        let media = "content-type: application/x-www-form-urlencoded";
        format!("POST /en/contact HTTP/1.1\r\nhost: x\r\n{media}\r\n{headers}\r\n\r\n{body}")
    };
    let get = |headers: &str, body: &str| format!("GET /robots.txt HTTP/1.1\r\nhost: x\r\n{headers}\r\n\r\n{body}");
    let chunked = format!("{length:x}\r\n{INNER}\r\n0\r\n\r\n");
    let by_both = |coding: &str| format!("content-length: {}\r\n{coding}", chunked.len());
    let mut requests = vec![
        // Its length covers what is inside: a form that is none.
        (post(&format!("content-length: {length}"), INNER), 400),
        (post("transfer-encoding: chunked", &chunked), 400),
        (post("Transfer-Encoding: CHUNKED", &chunked), 400),
        (get(&format!("content-length: {length}"), INNER), 200),
        (post(&format!("content-length: {length}\r\ncontent-length: {length}"), INNER), 400),
        (post(&format!("content-length: {length}\r\ncontent-length: 0"), INNER), 400),
        (post(&format!("content-length: 0\r\ncontent-length: {length}"), INNER), 400),
        (post(&format!("content-length: {length}, {length}"), INNER), 400),
        (post(&format!("content-length: 0, {length}"), INNER), 400),
        (post(&format!("content-length: +{length}"), INNER), 400),
        (post(&format!("content-length: -{length}"), INNER), 400),
        (post(&format!("content-length: 0x{length:x}"), INNER), 400),
        (post(&format!("content-length: {length}\u{b}"), INNER), 400),
        (post(&format!("content-length : {length}"), INNER), 400),
        (post(&format!("content-length:\r\n {length}"), INNER), 400),
        // HAProxy counts modulo 2^64: what is inside must not begin where that ends.
        (post("content-length: 99999999999999999999999", INNER), 400),
        (post("transfer-encoding: chunked", &format!("{length:x};x=\n{INNER}\r\n0\r\n\r\n")), 400),
        (post("transfer-encoding: chunked", &format!("0x{length:x}\r\n{INNER}\r\n0\r\n\r\n")), 400),
        (post("transfer-encoding: chunked", &format!("1000000000000000{length:x}\r\n{INNER}\r\n0\r\n\r\n")), 400),
        (post("transfer-encoding: chunked", &format!("{length:x}\n{INNER}\n0\n\n")), 400),
        (post("transfer-encoding: chunked", &format!("{length:x}\r\n{INNER}0\r\n\r\n")), 400),
        (post("transfer-encoding: chunked", &format!("-{length:x}\r\n{INNER}\r\n0\r\n\r\n")), 400),
    ];
    for coding in [
        "transfer-encoding: chunked",
        "transfer-encoding: chunked\r\ntransfer-encoding: identity",
        "transfer-encoding: identity, chunked",
        "transfer-encoding: gzip, chunked",
        "transfer-encoding: chunked, identity",
        "transfer-encoding: xchunked",
        "transfer-encoding: chunked\u{b}",
        "transfer-encoding: \u{b}chunked",
        "transfer-encoding: \"chunked\"",
        "transfer-encoding:\r\n chunked",
        "transfer-encoding : chunked",
        " transfer-encoding: chunked",
        "x: y\rtransfer-encoding: chunked",
        "transfer-encoding: chu\0nked",
        "transfer-encoding: ",
    ] {
        requests.push((post(&by_both(coding), &chunked), 400));
        requests.push((post(&format!("{coding}\r\ncontent-length: 0"), &chunked), 400));
    }
    for request in [
        format!("POST /en/contact HTTP/1.0\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n{chunked}"),
        format!("GET /robots.txt HTTP/1.1\r\nhost: x\r\n folded: {INNER}"),
        "GET /robots.txt HTTP/1.1\r\nhost: x\rhost: y\r\n\r\n".to_owned(),
        "GET /robots.txt HTTP/1.1\r\nhost: x\0\r\n\r\n".to_owned(),
        "GET /robots.txt  HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(),
        "GET /robots.txt HTTP/1.1\r\n\r\n".to_owned(),
        "GET /robots.txt HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n".to_owned(),
        "GET /robots.txt HTTP/1.1 x\r\nhost: x\r\n\r\n".to_owned(),
    ] {
        requests.push((request, 400));
    }
    requests
}

/// How many requests have arrived at the site, and how many of them are what stands inside.
fn arrived(server: &Running) -> (usize, usize) {
    // A proxy may have answered before the server sees the end of what was sent in part, and counts it.
    wait_until("nothing is under way", || metric(server.admin, "http_server_active_requests", &[]) == 0);
    let metrics = ask(server.admin, "GET", "/metrics", &[]).text();
    let of = |is: fn(&str) -> bool| {
        let counts = metrics.lines().filter(|line| line.starts_with("http_server_request_duration_seconds_count{"));
        let lines = counts.filter(|line| is(line));
        lines.filter_map(|line| line.rsplit(' ').next()?.parse::<usize>().ok()).sum()
    };
    // No other page is asked for here: files for machines are another route.
    (of(|_| true), of(|line| line.contains("/share\"") || line.contains("/privacy\"")))
}

/// Sends bytes, and says that no more come; everything that is answered until the connection ends.
fn answered(address: SocketAddr, request: &str) -> String {
    let mut stream = connect(address);
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let _ = stream.write_all(request.as_bytes());
    let _ = stream.shutdown(Shutdown::Write);
    let mut all = Vec::new();
    // A refusal may come as a reset behind the answer.
    let _ = stream.read_to_end(&mut all);
    String::from_utf8_lossy(&all).into_owned()
}

fn statuses(answer: &str) -> Vec<u16> {
    let starts = answer.match_indices("HTTP/1.").filter(|(at, _)| *at == 0 || !answer[..*at].ends_with(' '));
    starts.filter_map(|(at, _)| answer.get(at + 9..at + 12)?.parse().ok()).collect()
}

#[test]
fn one_request_or_none_arrives_and_every_refusal_closes_and_says_so() {
    let server = Running::start(&["--contact-per-client=0"]);
    // To Caddy that is a length of 0, and what is inside is another request.
    let no_number = (form_head("/en/contact", "content-length: ") + INNER, 400);
    for (request, status) in requests().into_iter().chain([no_number]) {
        let (before, _) = arrived(&server);
        let answer = answered(server.address, &request);
        assert_eq!(statuses(&answer), [status], "{request:?}: {answer:.300}");
        let head = answer.split("\r\n\r\n").next().unwrap().to_lowercase();
        // A form that was read to its end and is none leaves the connection as it is.
        let sent = request.to_lowercase();
        let length = format!("\r\ncontent-length: {}\r\n\r\n", INNER.len());
        let is_whole = sent.contains(&length)
            || sent.ends_with("\r\n0\r\n\r\n") && sent.contains("ding: chunked\r\n\r\n23\r\nget");
        assert!(status == 200 || is_whole || head.contains("\r\nconnection: close"), "{request:?}: {head}");
        assert!(arrived(&server).0 - before <= 1, "{request:?}");
    }
    assert!(server.stored().is_empty());
}

#[test]
#[ignore = "needs nginx, haproxy, apache2, caddy and varnish; tests/run installs them"]
fn through_every_real_proxy_one_request_or_none_arrives_and_the_next_gets_its_own_answer() {
    let server = Running::start(&["--contact-per-client=0", "--trusted-proxies=127.0.0.1"]);
    for name in PROXIES {
        let folder = tempfile::tempdir().unwrap();
        let (listen, admin) = (server.address.to_string(), server.admin.to_string());
        let (_proxy, address) = Example::new(name, folder.path(), &listen, &admin).start();
        wait_until("it is ready", || ask(address, "GET", "/robots.txt", &[]).status == 200);
        for (request, _) in requests() {
            let (before, pages) = arrived(&server);
            let answer = answered(address, &request);
            let (after, pages_after) = arrived(&server);
            assert!(after - before <= 1, "{name}: {request:?}: {} arrived: {answer:.300}", after - before);
            assert_eq!(pages_after, pages, "{name}: {request:?}: what stands inside has arrived");
            // What follows where a proxy sees the end is no request to it.
            let statuses = statuses(&answer);
            assert!(statuses.iter().skip(1).all(|status| *status == 400), "{name}: {request:?}: {answer}");
            // By the connections that the proxy keeps.
            for (path, media) in [("/favicon.svg", "image/svg+xml"), ("/sitemap.xml", "application/xml")] {
                let next = ask(address, "GET", path, &[("cache-control", "no-cache")]);
                assert_eq!(next.status, 200, "{name}: after {request:?}");
                assert!(next.header("content-type").starts_with(media), "{name}: after {request:?}: {path}");
            }
        }
    }
    assert!(server.stored().is_empty());
}
