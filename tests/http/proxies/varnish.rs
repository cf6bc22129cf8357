//! How long Varnish waits for a server, how often it asks, and what it hands on at once.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::support::fast_program::FastProgram;
use crate::support::metrics::metric;
use crate::support::program::free_port;
use crate::support::proxies::Example;
use crate::support::request::{ask, connect, form_head, letter, post};

/// `first_byte_timeout` of the example, here.
const SHORT: Duration = Duration::from_secs(2);

#[test]
#[ignore = "needs varnish; tests/run installs it"]
fn a_server_that_hangs_is_waited_for_once_before_an_older_page_is_shown_or_a_page_or_a_form_fails() {
    let folder = tempfile::tempdir().unwrap();
    let listen = format!("127.0.0.1:{}", free_port());
    let flags = ["--public-url=https://www.example.org", "--trusted-proxies=127.0.0.1", &format!("--listen={listen}")];
    let mut server = FastProgram::unlimited(&flags).start(folder.path());
    // Pages are kept for a second, so that there is an older one soon.
    let kept = "set beresp.grace = 7d;";
    let (_varnish, address) = Example::new("Varnish", folder.path(), &listen, &listen)
        .with("    .first_byte_timeout = 35s;\n", format!("    .first_byte_timeout = {}s;\n", SHORT.as_secs()))
        .with(kept, format!("{kept} set beresp.ttl = 1s;"))
        .start();
    assert_eq!(ask(address, "GET", "/en/share", &[]).status, 200);
    assert_eq!(post(address, "/en/contact", &letter("Salam"), &[]).status, 303);
    // By the clock of the day, which may be set back a little meanwhile.
    std::thread::sleep(Duration::from_millis(1500));
    server.process.signal("STOP");
    let timed = |ask: &dyn Fn() -> u16| {
        let begun = Instant::now();
        (ask(), begun.elapsed())
    };
    let older = timed(&|| ask(address, "GET", "/en/share", &[]).status);
    let form = timed(&|| post(address, "/en/contact", &letter("Salam again"), &[]).status);
    let never_seen = timed(&|| ask(address, "GET", "/en/privacy", &[]).status);
    server.kill();
    for (what, (status, took), expected) in
        [("an older page", older, 200), ("a form", form, 503), ("a page that is not kept", never_seen, 503)]
    {
        assert_eq!(status, expected, "{what}");
        assert!(took >= SHORT && took < SHORT * 2, "{what}: {took:?}");
    }
}

/// Accepts connections, reads the head of each request, counts it, and answers with this, or never.
fn server(answer: Option<&'static str>) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, count) = (listener.local_addr().unwrap(), Arc::<AtomicUsize>::default());
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let counted = Arc::clone(&counted);
            std::thread::spawn(move || respond(&stream, answer, &counted));
        }
    });
    (address, count)
}

fn respond(mut stream: &TcpStream, answer: Option<&str>, counted: &AtomicUsize) {
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if line.is_empty() {
            counted.fetch_add(1, Ordering::SeqCst);
            if answer.is_some_and(|answer| stream.write_all(answer.as_bytes()).is_err()) {
                return;
            }
        }
    }
}

#[test]
#[ignore = "needs varnish; tests/run installs it"]
fn of_several_servers_another_is_asked_neither_after_an_answer_nor_after_a_long_wait() {
    const FAILS: &str = "HTTP/1.1 500 Failed\r\ncontent-length: 6\r\ncache-control: no-store\r\n\r\nfailed";
    for (name, answer, requests, status) in [("fails", Some(FAILS), 2, 500), ("hangs", None, 1, 503)] {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (server(answer), server(answer));
        let listen = [&one, &two].map(|(address, _)| address.to_string());
        let (_varnish, address) = Example::new("Varnish", folder.path(), &listen[0], &listen[0])
            .several(&[&listen[0], &listen[1]])
            .with("    .first_byte_timeout = 35s;\n", "    .first_byte_timeout = 6s;\n")
            .with(".connect_timeout = 3s; .first_byte_timeout = 35s;", ".first_byte_timeout = 6s;")
            .start();
        let answered = match answer {
            // For the page that may be kept, and for the answer itself where there is none.
            Some(_) => ask(address, "GET", "/en/share", &[]).status,
            None => post(address, "/en/contact", &[], &[]).status,
        };
        let asked = one.1.load(Ordering::SeqCst) + two.1.load(Ordering::SeqCst);
        assert_eq!((answered, asked), (status, requests), "each server {name}");
    }
}

#[test]
#[ignore = "needs varnish; tests/run installs it"]
fn where_one_of_several_servers_is_gone_no_page_and_no_form_fails() {
    const ANSWER: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncache-control: no-store\r\n\r\nok";
    let folder = tempfile::tempdir().unwrap();
    let (here, gone) = (server(Some(ANSWER)).0.to_string(), format!("127.0.0.1:{}", free_port()));
    let example = Example::new("Varnish", folder.path(), &gone, &gone).several(&[&gone, &here]);
    let (_varnish, address) = example.start();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(ask(address, "GET", "/en/share", &[]).status, 200);
                    assert_eq!(post(address, "/en/contact", &letter("Salam"), &[]).status, 200);
                }
            });
        }
    });
}

#[test]
#[ignore = "needs varnish; tests/run installs it"]
fn a_form_that_drips_to_one_server_is_ended_by_the_bound_of_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let (listen, admin) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let flags = [
        "--public-url=https://www.example.org",
        "--trusted-proxies=127.0.0.1",
        &format!("--listen={listen}"),
        &format!("--admin-listen={admin}"),
    ];
    let _server = FastProgram::unlimited(&flags).start(folder.path());
    let (_varnish, address) = Example::new("Varnish", folder.path(), &listen, &admin).start();
    let mut sender = connect(address);
    sender.write_all((form_head("/en/contact", "content-length: 5000") + "message=Salam").as_bytes()).unwrap();
    let refused = || metric(admin.parse().unwrap(), "contact_submissions_total", &[("outcome", "refused_slow")]);
    let begun = Instant::now();
    while refused() == 0 {
        assert!(begun.elapsed() < Duration::from_secs(20), "nobody ends it");
        // 20 bytes a second; who drips does not mind a connection that is over.
        let _ = sender.write_all(b"xxxxx");
        std::thread::sleep(Duration::from_millis(250));
    }
}
