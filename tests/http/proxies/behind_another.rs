//! Each example behind another proxy, one for TLS or a CDN, of which it is told: every visitor stays one client.

use std::io::Write;

use crate::support::fast_program::FastProgram;
use crate::support::program::{free_port, wait_until};
use crate::support::proxies::{Example, PROXIES};
use crate::support::request::{ask, connect_from, encoded, letter, post_from, try_send_from};
use crate::support::response::Response;

/// The proxy before, and what stands for it in the examples that have to know it.
const BEFORE: [u8; 4] = [127, 0, 0, 77];
const NAMED_BY: [&str; 3] = ["nginx", "HAProxy", "Caddy"];
const NOBODY: &str = "192.0.2.1";
/// Few enough to be met at once, for long enough.
const LOWERED: [(&str, &str, &str); 4] = [
    ("nginx", "zone=communique_requests:10m rate=50r/s", "zone=communique_requests:10m rate=1r/m"),
    ("nginx", "zone=communique_requests burst=500", "zone=communique_requests burst=50"),
    ("HAProxy", "{ sc0_http_req_rate(clients) gt 1000 }", "{ sc0_http_req_rate(clients) gt 50 }"),
    ("HAProxy", "http_req_rate(10s)", "http_req_rate(1h)"),
];

/// The example with the proxy before it named as the file says, wherever it has to know it.
fn named<'a>(example: Example<'a>, name: &str) -> Example<'a> {
    let place = match name {
        "nginx" => "set_real_ip_from ",
        "HAProxy" => "acl from_proxy src ",
        "Caddy" => "trusted_proxies ",
        _ => return example,
    };
    example.with(format!("{place}{NOBODY}"), format!("{place}{}", std::net::Ipv4Addr::from(BEFORE)))
}

#[test]
#[ignore = "needs nginx, haproxy, apache2, caddy and varnish; tests/run installs them"]
fn behind_another_proxy_every_visitor_is_a_client_for_the_server_and_for_the_limits_of_the_proxy() {
    for name in PROXIES {
        let folder = tempfile::tempdir().unwrap();
        let admin = format!("127.0.0.1:{}", free_port());
        let flags = [
            "--public-url=https://www.example.org",
            "--trusted-proxies=127.0.0.1,127.0.0.77",
            "--contact-per-client=1",
            &format!("--admin-listen={admin}"),
        ];
        let server = FastProgram::speaking(&["en"], &flags).start(folder.path());
        let example = named(Example::new(name, folder.path(), &server.listen, &admin), name);
        let lowered = LOWERED.iter().filter(|(of, ..)| *of == name);
        let example = lowered.fold(example, |example, (_, given, replaced)| example.with(*given, *replaced));
        let (_proxy, address) = example.start();
        let visitor = |number: usize| format!("198.51.{number}.7");
        wait_until("it answers", || ask(address, "GET", "/en/share", &[]).status == 200);

        // On one connection, as the proxy before keeps them; what a visitor writes stands to the left.
        let mut stream = connect_from(BEFORE, address);
        for (number, status) in [(1, 303), (2, 303), (3, 303), (1, 429), (3, 429)] {
            let body = encoded(&letter(&format!("{number} {status}")));
            let head = format!(
                "POST /en/contact HTTP/1.1\r\nhost: www.example.org\r\nx-forwarded-for: 203.0.113.9, {}\r\n\
                 content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
                visitor(number),
                body.len()
            );
            stream.write_all((head + &body).as_bytes()).unwrap();
            let answer = Response::read(&mut stream);
            assert_eq!(answer.status, status, "{name}: visitor {number}");
            if answer.header("connection").eq_ignore_ascii_case("close") {
                stream = connect_from(BEFORE, address);
            }
        }
        // Whoever comes past it is believed nothing.
        for (number, status) in [(10, 303), (11, 429)] {
            let forged = [("x-forwarded-for", visitor(number))];
            let forged = [(forged[0].0, forged[0].1.as_str())];
            let text = format!("past it {number}");
            let answer = post_from([127, 0, 9, 1], address, "/en/contact", &letter(&text), &forged);
            assert_eq!(answer.status, status, "{name}: past it, {number}");
        }
        if !LOWERED.iter().any(|(of, ..)| *of == name) {
            continue;
        }
        let asks = |number: usize| {
            let from = visitor(number);
            let headers = [("x-forwarded-for", from.as_str())];
            try_send_from(BEFORE, address, "GET", "/en/share", &headers, Vec::new()).unwrap().status
        };
        assert!((20..80).all(|number| asks(number) == 200), "{name}: sixty visitors who ask once");
        let refused = (0..100).filter(|_| asks(99) == 429).count();
        assert!((40..=60).contains(&refused), "{name}: {refused} of a hundred of one visitor");
        assert_eq!(asks(100), 200, "{name}: the next visitor");
    }
}

#[test]
fn the_manual_says_of_every_example_that_knows_a_proxy_before_it_where_it_is_named() {
    let manual = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    for (name, words) in NAMED_BY.iter().zip(["`set_real_ip_from`", "`acl from_proxy`", "`trusted_proxies`"]) {
        let (_, told) = manual.split_once("- **A proxy before the proxy**").unwrap();
        let told = told.split("\n- **").next().unwrap();
        assert!(told.contains(name) && told.contains(words), "{name}: {told}");
    }
}
