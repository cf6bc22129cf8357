//! Bodies that come slowly, to real proxies in front of the real binary.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::metrics::metric;
use crate::support::program::{Program, free_port, wait_until};
use crate::support::proxies::Example;
use crate::support::request::{ask, connect, connect_from, form_head, letter, post};

/// For how long HAProxy waits for a body (`timeout http-request`).
const BODY_TIMEOUT: Duration = Duration::from_secs(20);

#[test]
#[ignore = "needs haproxy; tests/run installs it"]
fn slow_bodies_stop_at_haproxy_and_it_names_every_client() {
    let folder = tempfile::tempdir().unwrap();
    let (listen, admin) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let flags = [
        "--public-url=https://www.example.org",
        "--trusted-proxies=127.0.0.1",
        &format!("--listen={listen}"),
        &format!("--admin-listen={admin}"),
    ];
    let _server = Program::start(folder.path(), &flags);
    let (_haproxy, address) = Example::new("HAProxy", folder.path(), &listen, &admin).start();
    wait_until("the check has passed", || ask(address, "GET", "/en/contact", &[]).status == 200);
    let slow: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = connect(address);
            stream.write_all((form_head("/en/contact", "content-length: 5000") + "m").as_bytes()).unwrap();
            stream
        })
        .collect();
    slow.iter().for_each(|mut stream| stream.write_all(&[b'x'; 1000]).unwrap());
    let forged = [("x-forwarded-for", "198.51.100.1"), ("forwarded", "for=198.51.100.2")];
    let asked = Instant::now();
    for (number, status) in [303, 303, 303, 303, 303, 429].into_iter().enumerate() {
        let answer = post(address, "/en/contact", &letter(&number.to_string()), &forged);
        assert_eq!(answer.status, status, "all come from one address, whatever they say");
    }
    assert!(asked.elapsed() < BODY_TIMEOUT, "nobody waits for them: {:?}", asked.elapsed());
    let admin = admin.parse().unwrap();
    for outcome in ["refused_share", "refused_busy", "refused_slow"] {
        assert_eq!(metric(admin, "contact_submissions_total", &[("outcome", outcome)]), 0, "{outcome}");
    }
    for why in ["other_family", "no_header", "unix_socket", "unreadable"] {
        assert_eq!(metric(admin, "contact_unnamed_clients_total", &[("why", why)]), 0, "{why}");
    }
    drop(slow);
}

#[test]
#[ignore = "needs apache2; tests/run installs it"]
fn hundreds_of_slow_bodies_of_one_address_leave_workers_of_apache_to_others() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["--public-url=https://www.example.org", "--trusted-proxies=127.0.0.1"];
    let server = Program::start(folder.path(), &flags);
    let (_apache, address) = Example::new("Apache", folder.path(), &server.listen, &server.listen).start();
    assert_eq!(ask(address, "GET", "/en/share", &[]).status, 200);
    let _slow: Vec<TcpStream> = (0..400)
        .map(|_| {
            let mut stream = connect_from([127, 66, 6, 6], address);
            stream.write_all((form_head("/en/contact", "content-length: 20000") + "m").as_bytes()).unwrap();
            stream
        })
        .collect();
    let asked = Instant::now();
    assert_eq!(ask(address, "GET", "/en/share", &[]).status, 200);
    assert_eq!(post(address, "/en/contact", &letter("Salam"), &[]).status, 303);
    assert!(asked.elapsed() < Duration::from_secs(8), "others waited for {:?}", asked.elapsed());
}
