//! One suite for every proxy: whatever is asked through it is answered as if the server were asked directly.

use std::collections::BTreeSet;
use std::io::Write;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use communique::site::Page;

use crate::http::kinds::PLAIN;
use crate::support::fast_program::FastProgram;
use crate::support::html::{one, raw_text};
use crate::support::metrics::metric;
use crate::support::program::wait_until;
use crate::support::proxies::Example;
use crate::support::request::{ask, connect, encoded, form_head, letter, post_from, send, try_send_from};
use crate::support::response::Response;
use crate::support::running::Running;

/// What a proxy may say of itself (a cache has ranges of its own copy), and what concerns one connection or one request alone.
const OF_THE_PROXY: [&str; 10] = [
    "accept-ranges",
    "age",
    "connection",
    "content-length",
    "date",
    "keep-alive",
    "server",
    "transfer-encoding",
    "x-cache",
    "x-request-id",
];
/// The route of receipts.
const RECEIPT: &str = "/{tag}/contact/received/{reference}";
const CODINGS: [&str; 4] = ["br", "zstd", "gzip", "identity"];

struct Suite {
    name: &'static str,
    server: Running,
    address: SocketAddr,
}

/// The headers that must be the same, in an order of their own.
fn headers(response: &Response) -> BTreeSet<(String, String)> {
    let all = response.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    // Apache writes a list without its spaces.
    let all = all.map(|(name, value)| (name, value.replace(", ", ",")));
    // Varnish says of a page that has not changed what it is.
    let is_of_a_body = |name: &str| response.status == 304 && ["content-encoding", "content-type"].contains(&name);
    all.filter(|(name, _)| !OF_THE_PROXY.contains(&name.as_str()) && !is_of_a_body(name)).collect()
}

impl Suite {
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        ask(self.address, method, path, headers)
    }

    /// The answer through the proxy, which is that of the server.
    fn same(&self, method: &str, path: &str, asked: &[(&str, &str)]) -> Response {
        let what = format!("{}: {method} {path:.99} {asked:?}", self.name);
        let (direct, through) = (self.server.ask(method, path, asked), self.ask(method, path, asked));
        assert_eq!(through.status, direct.status, "{what}");
        assert_eq!(headers(&through), headers(&direct), "{what}");
        assert!(through.body == direct.body, "{what}: the bytes are others");
        for length in [&through, &direct].map(|response| response.header("content-length")) {
            assert!(length.is_empty() || length == direct.header("content-length"), "{what}: {length}");
        }
        through
    }

    /// How many answers of a route the server has given.
    fn answered(&self, route: &str, status: u16) -> usize {
        let status = status.to_string();
        let labels =
            [("http_request_method", "GET"), ("http_route", route), ("http_response_status_code", status.as_str())];
        metric(self.server.admin, "http_server_request_duration_seconds_count", &labels)
    }

    fn every_kind_of_address(&self) {
        for (method, path, status, _) in PLAIN {
            assert_eq!(self.same(method, path, &[]).status, status, "{method} {path}");
            if method == "GET" {
                assert_eq!(self.same("HEAD", path, &[]).status, status, "HEAD {path}");
            }
        }
        // Apache takes several slashes at the beginning for one.
        let slashes = ["//en/share"].into_iter().filter(|_| self.name != "Apache");
        let others = ["/en/./share", "/en/../en/share", "/en/%73hare", "/en/share?a=%2f%26+b", "/en%2Fshare"];
        for path in slashes.chain(others) {
            self.same("GET", path, &[]);
        }
    }

    fn every_page_in_every_coding(&self) {
        let pages = Page::ALL.iter().map(|page| format!("{page:?}").to_lowercase());
        let pages = pages.map(|slug| if slug == "statement" { "fight-against-terrorism".into() } else { slug });
        let mut paths: Vec<String> = pages.map(|slug| format!("/ar/{slug}")).collect();
        paths.extend(
            ["/en/fight-against-terrorism.txt", "/ru/fight-against-terrorism?with=fa", "/sitemap.xml"]
                .map(str::to_owned),
        );
        for path in &paths {
            let text = self.server.get(path, &[("accept-encoding", "identity")]).body;
            let tags = CODINGS.map(|coding| {
                let page = self.same("GET", path, &[("accept-encoding", coding)]);
                assert_eq!(page.header("content-encoding"), if coding == "identity" { "" } else { coding }, "{path}");
                assert!(page.decoded() == text, "{}: {path} in {coding}", self.name);
                page.header("etag").to_owned()
            });
            for (coding, tag) in CODINGS.iter().zip(&tags) {
                let again = self.same("GET", path, &[("accept-encoding", coding), ("if-none-match", tag)]);
                assert_eq!((again.status, again.body.len()), (304, 0), "{}: {path} in {coding}", self.name);
                let other = tags.iter().find(|other| *other != tag).unwrap();
                let new = self.ask("GET", path, &[("accept-encoding", coding), ("if-none-match", other)]);
                assert_eq!(new.status, 200, "{}: {path} in {coding} is not that of {other}", self.name);
            }
        }
        let browser = self.ask("GET", "/en/share", &[("accept-encoding", "gzip, deflate, br, zstd")]);
        assert_eq!(browser.header("content-encoding"), "br", "{}", self.name);
    }

    fn the_bare_address_in_the_readers_language(&self) {
        for (language, status) in [("az", 302), ("ru", 302), ("xx", 200), ("az", 302), ("ar, az;q=0.5", 302)] {
            assert_eq!(self.same("GET", "/", &[("accept-language", language)]).status, status, "{language}");
        }
    }

    fn what_failed_and_receipts_are_asked_for_each_time(&self) {
        for (route, path, status) in [("none", "/en/nowhere", 404), (RECEIPT, "/en/contact/received/00000-00000", 404)]
        {
            let before = self.answered(route, status);
            for asked in 1..4 {
                assert_eq!(self.ask("GET", path, &[]).status, status, "{}", self.name);
                assert_eq!(self.answered(route, status), before + asked, "{}: {path}", self.name);
            }
        }
    }

    fn the_form_and_its_refusals(&self) {
        let (path, form) = ("/en/contact", [("content-type", "application/x-www-form-urlencoded")]);
        let post = |fields: &[(&str, &str)], headers: &[(&str, &str)]| {
            let (headers, body) = ([&form, headers].concat(), encoded(fields));
            let send = || try_send_from([127, 0, 9, 1], self.address, "POST", path, &headers, body.clone().into());
            // Caddy 2.6 now and then cuts off such an answer, whatever the server: “Caddy” in docs/OPERATING.md.
            let tries = if self.name == "Caddy" { 5 } else { 1 };
            (1..tries).find_map(|_| send().ok()).unwrap_or_else(|| send().unwrap())
        };
        let kept = |response: &Response, text: &str| {
            assert_eq!(raw_text(&one(&response.html(), "textarea[name=message]")), text, "{}: it is kept", self.name);
            assert_eq!(response.header("cache-control"), "private, no-cache, no-transform");
        };
        let text = format!("Sent through {}; ə, ر, 文", self.name);
        let faulty = post(&letter(&text)[..8], &[]);
        assert_eq!(faulty.status, 422);
        kept(&faulty, &text);
        for origin in [("origin", "https://other.example"), ("sec-fetch-site", "cross-site")] {
            let refused = post(&letter(&text), &[origin]);
            assert_eq!(refused.status, 403, "{}: {origin:?}", self.name);
            kept(&refused, &text);
        }
        let long = "m".repeat(70_000);
        let too_long = post(&letter(&long), &[]);
        assert_eq!(too_long.status, 413, "{}", self.name);
        kept(&too_long, &long);
        let huge = try_send_from([127, 0, 9, 1], self.address, "POST", path, &form, vec![b'm'; 400_000]);
        let huge = huge.map(|huge| huge.status);
        // HAProxy closes while the body is still sent, and the answer may be lost with what it has not read: “Bodies” there.
        let may_be_lost = self.name == "HAProxy" && huge.is_err();
        assert!(may_be_lost || matches!(huge, Ok(status) if status == 413), "{}: {huge:?}", self.name);
        assert_eq!(send(self.address, "POST", path, &[("content-type", "text/plain")], b"x".to_vec()).status, 415);

        let accepted =
            post(&letter(&text), &[("origin", "https://www.example.org"), ("sec-fetch-site", "same-origin")]);
        assert_eq!((accepted.status, accepted.header("cache-control")), (303, "no-store"), "{}", self.name);
        let receipt = accepted.header("location");
        assert!(receipt.starts_with("/en/contact/received/"), "{receipt}");
        let before = self.answered(RECEIPT, 200);
        for asked in 1..3 {
            let shown = self.ask("GET", receipt, &[]);
            assert_eq!((shown.status, shown.header("cache-control")), (200, "no-store"), "{}", self.name);
            assert_eq!(self.answered(RECEIPT, 200), before + asked, "{}", self.name);
        }
        assert!(self.server.stored().iter().any(|message| message.body == text), "{}: as it was typed", self.name);
    }

    /// The manual says when, beside “A second name”.
    fn a_form_from_a_second_name_of_the_host(&self) {
        let origin = ("origin", "https://example.org");
        for (number, fetch_site, status) in
            [(21, Some("same-origin"), 303), (22, None, 403), (23, Some("same-site"), 403)]
        {
            let fetch_site = fetch_site.map(|value| ("sec-fetch-site", value));
            let headers: Vec<_> = [("host", "example.org"), origin].into_iter().chain(fetch_site).collect();
            let text = format!("{} {number} {:?}", self.name, Instant::now());
            let answer = post_from([127, 0, 9, number], self.address, "/en/contact", &letter(&text), &headers);
            assert_eq!(answer.status, status, "{}: {fetch_site:?}", self.name);
        }
    }

    fn each_client_has_its_own_limit_whatever_it_writes(&self) {
        for (last, status) in [(2, 303), (3, 303), (2, 303), (3, 303), (2, 429), (3, 429)] {
            let text = format!("{} {last} {status} {:?}", self.name, Instant::now());
            let forged = format!("198.51.100.{}", text.len());
            let headers = [
                ("x-forwarded-for", forged.as_str()),
                ("forwarded", "for=198.51.100.9"),
                ("x-real-ip", "198.51.100.8"),
            ];
            let answer = post_from([127, 0, 9, last], self.address, "/en/contact", &letter(&text), &headers);
            assert_eq!(answer.status, status, "{}: {last}", self.name);
        }
    }

    fn long_request_lines_and_slow_senders(&self) {
        let query = |length: usize| format!("/en/share?{}", "x".repeat(length));
        assert_eq!(self.ask("GET", &query(7_000), &[]).status, 200, "{}", self.name);
        let too_long = try_send_from([127, 0, 0, 1], self.address, "GET", &query(40_000), &[], Vec::new());
        // A proxy may close before everything has been sent.
        assert!(too_long.is_err() || too_long.is_ok_and(|answer| (400..500).contains(&answer.status)), "{}", self.name);
        assert_eq!(self.ask("GET", "/en/share", &[]).status, 200, "{}", self.name);

        let body = encoded(&letter(&format!("Slowly through {}", self.name)));
        let request = form_head("/en/contact", &format!("content-length: {}\r\nconnection: close", body.len())) + &body;
        let mut stream = connect(self.address);
        let pieces: Vec<&[u8]> = request.as_bytes().chunks(request.len() / 9).collect();
        for piece in pieces {
            stream.write_all(piece).unwrap();
            // A telephone in a train: a third of a kilobyte a second.
            std::thread::sleep(Duration::from_millis(100));
        }
        assert_eq!(Response::read_head(&mut stream).status, 303, "{}", self.name);
    }
}

/// The suite, over TCP; and pages and the form by a Unix socket.
fn passes(name: &'static str) {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(&[
        "--public-url=https://www.example.org",
        "--trusted-proxies=127.0.0.1",
        "--contact-per-client=2",
    ]);
    let (listen, admin) = (server.address.to_string(), server.admin.to_string());
    let (_proxy, address) = Example::new(name, folder.path(), &listen, &admin).start();
    // HAProxy asks nothing before its own check has passed.
    wait_until("it answers", || ask(address, "GET", "/robots.txt", &[]).status == 200);
    let suite = Suite { name, server, address };
    suite.every_kind_of_address();
    suite.every_page_in_every_coding();
    suite.the_bare_address_in_the_readers_language();
    suite.what_failed_and_receipts_are_asked_for_each_time();
    suite.the_form_and_its_refusals();
    suite.a_form_from_a_second_name_of_the_host();
    suite.each_client_has_its_own_limit_whatever_it_writes();
    suite.long_request_lines_and_slow_senders();
    by_a_unix_socket(name);
}

fn by_a_unix_socket(name: &str) {
    let (folder, sockets) = (tempfile::tempdir().unwrap(), tempfile::tempdir_in("/tmp").unwrap());
    // The workers of Apache are another user.
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(sockets.path(), open).unwrap();
    let place = |name: &str| format!("unix:{}", sockets.path().join(name).display());
    let (listen, admin) = (place("site.sock"), place("admin.sock"));
    let flags = [
        "--public-url=https://www.example.org",
        "--trusted-proxies=unix",
        "--contact-per-client=1",
        &format!("--listen={listen}"),
        &format!("--admin-listen={admin}"),
    ];
    let _server = FastProgram::speaking(&["en"], &flags).start(folder.path());
    let (_proxy, address) = Example::new(name, folder.path(), &listen, &admin).start();
    wait_until("it answers", || ask(address, "GET", "/en/share", &[("accept-encoding", "br")]).status == 200);
    for (last, status) in [(1, 303), (2, 303), (1, 429)] {
        let text = format!("{last} {status}");
        let forged = [("x-forwarded-for", "198.51.100.1")];
        let answer = post_from([127, 0, 9, last], address, "/en/contact", &letter(&text), &forged);
        assert_eq!(answer.status, status, "{name}: {last}");
    }
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn what_is_asked_through_nginx_is_answered_as_if_directly() {
    passes("nginx");
}

#[test]
#[ignore = "needs haproxy; tests/run installs it"]
fn what_is_asked_through_haproxy_is_answered_as_if_directly() {
    passes("HAProxy");
}

#[test]
#[ignore = "needs apache2; tests/run installs it"]
fn what_is_asked_through_apache_is_answered_as_if_directly() {
    passes("Apache");
}

#[test]
#[ignore = "needs caddy; tests/run installs it"]
fn what_is_asked_through_caddy_is_answered_as_if_directly() {
    passes("Caddy");
}

#[test]
#[ignore = "needs varnish; tests/run installs it"]
fn what_is_asked_through_varnish_is_answered_as_if_directly() {
    passes("Varnish");
}
