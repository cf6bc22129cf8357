//! A request whose body is damaged: how often the server is asked for one that a client has sent.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::program::wait_until;
use crate::support::proxies::{Example, PROXIES};
use crate::support::request::{ask, connect};

/// How many requests a proxy may make of one.
const MOST: usize = 6;
const ANSWERED: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const REFUSED: &str = "HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\nconnection: close\r\n\r\nno";

/// Counts requests for a path, and refuses those with a body in chunks as communique does damaged ones: the connection ends.
fn server(path: &'static str) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, count) = (listener.local_addr().unwrap(), Arc::<AtomicUsize>::default());
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let counted = Arc::clone(&counted);
            std::thread::spawn(move || {
                let mut read = vec![0; 65_536];
                while let Ok(length @ 1..) = stream.read(&mut read) {
                    let text = String::from_utf8_lossy(&read[..length]);
                    counted.fetch_add(text.matches(&format!(" {path} HTTP")).count(), Ordering::SeqCst);
                    let is_damaged = text.to_ascii_lowercase().contains("transfer-encoding");
                    // It waits for the rest, as communique does.
                    while is_damaged && matches!(stream.read(&mut [0; 999]), Ok(1..)) {}
                    let answer = if is_damaged { REFUSED } else { ANSWERED };
                    if stream.write_all(answer.as_bytes()).is_err() || is_damaged {
                        return;
                    }
                }
            });
        }
    });
    (address, count)
}

#[test]
#[ignore = "needs nginx, haproxy, apache2, caddy and varnish; tests/run installs them"]
fn of_one_request_with_a_damaged_body_no_proxy_makes_many() {
    for name in PROXIES {
        for method in ["GET", "HEAD", "POST"] {
            let folder = tempfile::tempdir().unwrap();
            let (server, count) = server("/en/damaged");
            let listen = server.to_string();
            let (_proxy, address) = Example::new(name, folder.path(), &listen, &listen).start();
            wait_until("it answers", || ask(address, "GET", "/", &[]).status == 200);
            let mut stream = connect(address);
            stream.set_read_timeout(Some(Duration::from_secs(9))).unwrap();
            let head = format!(
                "{method} /en/damaged HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n"
            );
            stream.write_all((head + "5\r\nAAAAA\n0\r\n\r\n").as_bytes()).unwrap();
            let _ = stream.read_to_end(&mut Vec::new());
            let asked = count.load(Ordering::SeqCst);
            assert!(asked <= MOST, "{name}: the server was asked {asked} times for one {method}");
        }
    }
}
