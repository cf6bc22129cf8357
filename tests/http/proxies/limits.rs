//! The limits in the examples: a second line, which honest use does not meet.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::fast_program::FastProgram;
use crate::support::program::{free_port, wait_until};
use crate::support::proxies::Example;
use crate::support::request::{ask, ask_from, letter, post_from};
use crate::support::runtime;

/// What is changed of the examples so that few requests decide, however fast they come: 50 in a long time.
const LOWERED: [(&str, &str, &str); 4] = [
    ("nginx", "zone=communique_requests:10m rate=50r/s", "zone=communique_requests:10m rate=1r/m"),
    ("nginx", "zone=communique_requests burst=500", "zone=communique_requests burst=50"),
    ("HAProxy", "{ sc0_http_req_rate(clients) gt 1000 }", "{ sc0_http_req_rate(clients) gt 50 }"),
    ("HAProxy", "http_req_rate(10s)", "http_req_rate(1h)"),
];

/// Asks for a page so often, on a few connections; how often 429 was said.
fn flood(source: [u8; 4], address: SocketAddr, requests: usize) -> usize {
    let refused = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                runtime().block_on(async {
                    let client = reqwest::Client::builder().no_proxy().local_address(std::net::IpAddr::from(source));
                    let client = client.build().unwrap();
                    for _ in 0..requests / 4 {
                        let answer = client.get(format!("http://{address}/en/share")).send().await.unwrap();
                        if answer.status() == 429 {
                            refused.fetch_add(1, Ordering::Relaxed);
                        } else {
                            assert_eq!(answer.status(), 200);
                        }
                        let _ = answer.bytes().await;
                    }
                });
            });
        }
    });
    refused.into_inner()
}

#[test]
#[ignore = "needs nginx and haproxy; tests/run installs them"]
fn a_flood_is_refused_by_the_proxy_and_an_office_behind_one_address_is_not() {
    for name in ["nginx", "HAProxy"] {
        let folder = tempfile::tempdir().unwrap();
        let (listen, admin) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
        let flags = [
            "--public-url=https://www.example.org",
            "--trusted-proxies=127.0.0.1",
            &format!("--listen={listen}"),
            &format!("--admin-listen={admin}"),
        ];
        let _server = FastProgram::unlimited(&flags).start(folder.path());
        let (_proxy, address) = Example::new(name, folder.path(), &listen, &admin).start();
        wait_until("it answers", || ask(address, "GET", "/en/share", &[]).status == 200);
        let (office, other, flooder) = ([127, 0, 10, 1], [127, 0, 10, 2], [127, 0, 10, 3]);
        assert_eq!(flood(office, address, 400), 0, "{name}: 400 readers of one address at once");
        for number in 0..20 {
            let text = format!("{name} {number}");
            assert_eq!(post_from(office, address, "/en/contact", &letter(&text), &[]).status, 303, "{text}");
        }

        let folder = tempfile::tempdir().unwrap();
        let example = Example::new(name, folder.path(), &listen, &admin);
        let lowered = LOWERED.iter().filter(|(of, ..)| *of == name);
        let example = lowered.fold(example, |example, (_, given, replaced)| example.with(*given, *replaced));
        let (_lowered, address) = example.start();
        wait_until("it answers", || ask(address, "GET", "/en/share", &[]).status == 200);
        assert_eq!(flood(office, address, 40), 0, "{name}: below the limit");
        assert!(flood(flooder, address, 100) > 0, "{name}: a flood");
        assert_eq!(ask_from(other, address, "/en/share").unwrap(), 200, "{name}: another address is another client");
    }
}
