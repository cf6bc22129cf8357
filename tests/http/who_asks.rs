//! Who is asking, by real proxies: whatever a client writes into a forwarding header, it is the address that the proxy saw;
//! and where a proxy walks through the hops itself, it comes to the same.

use std::cell::Cell;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

use communique::http::peer::TrustWalk;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::program::{Process, free_port, wait_until};
use crate::support::proxies::{Example, PROXIES};
use crate::support::request::connect_from;
use crate::support::site::settings;

const LOOPBACK: Ipv4Addr = Ipv4Addr::LOCALHOST;

/// A server that answers everything with 200, and the heads of the requests that it gets.
fn recorder() -> (SocketAddr, Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let sender = sender.clone();
            std::thread::spawn(move || record(stream, &sender));
        }
    });
    (address, receiver)
}

fn record(mut stream: TcpStream, heads: &std::sync::mpsc::Sender<Vec<u8>>) {
    let (mut seen, mut space) = (Vec::new(), [0; 8192]);
    while let Ok(length) = stream.read(&mut space) {
        if length == 0 {
            return;
        }
        seen.extend_from_slice(&space[..length]);
        while let Some(end) = seen.windows(4).position(|end| end == b"\r\n\r\n") {
            let head: Vec<u8> = seen.drain(..end + 4).collect();
            // What the proxy asks by itself is nobody’s.
            if !head.starts_with(b"GET /readyz") && heads.send(head).is_err() {
                return;
            }
            if stream.write_all(b"HTTP/1.1 200 OK\r\ncache-control: no-store\r\ncontent-length: 0\r\n\r\n").is_err() {
                return;
            }
        }
    }
}

/// The values of a header in a head, as bytes.
fn lines_of<'h>(head: &'h [u8], name: &str) -> Vec<&'h [u8]> {
    let lines = head.split(|byte| *byte == b'\n');
    let values = lines.filter_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        line[..colon].eq_ignore_ascii_case(name.as_bytes()).then(|| line[colon + 1..].trim_ascii())
    });
    values.collect()
}

/// Sends a request with forwarding headers from an address of this machine; the status of the answer and its head.
fn ask_with(source: Ipv4Addr, proxy: SocketAddr, headers: &[(&str, Vec<u8>)]) -> Option<(u16, Vec<u8>)> {
    let stream = connect_from(source.octets(), proxy);
    let mut request = b"GET /x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n".to_vec();
    for (name, value) in headers {
        request.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
    }
    request.extend(b"\r\n");
    (&stream).write_all(&request).unwrap();
    let mut answer = Vec::new();
    // A refusal may come as a reset.
    let _ = (&stream).read_to_end(&mut answer);
    let status = std::str::from_utf8(answer.get(9..12)?).ok()?.parse().ok()?;
    Some((status, answer))
}

/// What a client may write: hops, words, and any bytes that fit into a line.
fn written() -> impl Strategy<Value = Vec<(&'static str, Vec<u8>)>> {
    let byte = prop_oneof![3 => 0x21..=0x7e_u8, 1 => 0x80..=0xff_u8, 1 => Just(b','), 1 => Just(b'"')];
    let value = prop_oneof![
        proptest::collection::vec(byte, 0..40),
        "([0-9]{1,3}\\.){3}[0-9]{1,3}(:[0-9]{1,5})?(, ?([0-9]{1,3}\\.){3}[0-9]{1,3}){0,3}".prop_map(String::into_bytes),
        "(for=|by=|proto=|unknown|\"|,|;|::1|\\[::1\\]|127\\.0\\.0\\.1| ){0,8}".prop_map(String::into_bytes),
    ];
    let name = prop_oneof![3 => Just("x-forwarded-for"), 1 => Just("forwarded"), 1 => Just("x-real-ip")];
    proptest::collection::vec((name, value), 0..4)
}

fn cases() -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60);
    Config { cases, failure_persistence: None, ..Config::default() }
}

#[test]
#[ignore = "needs nginx, haproxy, apache2, caddy and varnish; tests/run installs them"]
fn whatever_a_client_writes_it_is_whom_the_real_proxy_saw() {
    let walk = TrustWalk::new(&settings(&["--trusted-proxies=127.0.0.1"]).proxy);
    const KEEPING: &str = "Caddy that keeps what it gets";
    for name in PROXIES.into_iter().chain([KEEPING]) {
        let folder = tempfile::tempdir().unwrap();
        let (server, heads) = recorder();
        let listen = server.to_string();
        let example = |name| Example::new(name, folder.path(), &listen, &listen).unlimited();
        let (_proxy, address) = match name {
            KEEPING => example("Caddy").with("header_up -Forwarded", "trusted_proxies 127.0.0.0/8").start(),
            name => example(name).start(),
        };
        wait_until("it is ready", || ask_with(LOOPBACK, address, &[]).is_some_and(|(status, _)| status == 200));
        while heads.try_recv().is_ok() {}
        let (passed, refused) = (Cell::new(0), Cell::new(0));
        let mut runner = TestRunner::new(cases());
        let checked = runner.run(&(written(), 2..250_u8), |(headers, last)| {
            let source = Ipv4Addr::new(127, 0, 7, last);
            // The cache of nginx would answer by itself.
            match ask_with(source, address, &[headers.clone(), vec![("cache-control", b"no-cache".to_vec())]].concat())
            {
                Some((200, _)) => passed.set(passed.get() + 1),
                _ => {
                    refused.set(refused.get() + 1);
                    return Ok(());
                }
            }
            let head = heads.recv_timeout(std::time::Duration::from_secs(10));
            let head = head.map_err(|_| TestCaseError::fail("nothing has arrived"))?;
            let lines = lines_of(&head, "x-forwarded-for");
            let client = walk.client(Some([127, 0, 0, 1].into()), lines.iter().copied());
            let text = String::from_utf8_lossy(&head).into_owned();
            prop_assert_eq!(client.address(), Some(IpAddr::from(source)), "{}: {}", name, text);
            Ok(())
        });
        checked.unwrap_or_else(|error| panic!("{name}: {error}"));
        let (passed, refused) = (passed.get(), refused.get());
        assert!(passed > refused, "{name}: {passed} passed, {refused} refused");
    }
}

/// What stands in a list of hops: addresses that are trusted, others, and what is no address.
fn hops() -> impl Strategy<Value = String> {
    let hop = prop_oneof![
        4 => (1..250_u8).prop_map(|last| format!("10.0.0.{last}")),
        3 => (1..250_u8).prop_map(|last| format!("203.0.113.{last}")),
        1 => Just("2001:db8::7".to_owned()),
        1 => Just("2001:db9::1".to_owned()),
        1 => Just("unknown".to_owned()),
        1 => Just("_hidden".to_owned()),
    ];
    proptest::collection::vec(hop, 1..6).prop_map(|hops| hops.join(", "))
}

#[test]
#[ignore = "needs nginx and apache2; tests/run installs them"]
fn the_walk_comes_to_whom_the_walks_of_nginx_and_apache_come_to() {
    let walk = TrustWalk::new(&settings(&["--trusted-proxies=127.0.0.1,10.0.0.0/8,2001:db8::/32"]).proxy);
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let own = folder.path().display();
    let configuration = format!(
        "daemon off; worker_processes 1; pid {own}/pid; error_log {own}/error.log;\nevents {{}}\n\
         http {{ access_log off; client_body_temp_path {own}/b; proxy_temp_path {own}/p; fastcgi_temp_path {own}/f;\n\
         uwsgi_temp_path {own}/u; scgi_temp_path {own}/s;\n\
         server {{ listen 127.0.0.1:{port}; real_ip_header X-Forwarded-For; real_ip_recursive on;\n\
         set_real_ip_from 127.0.0.1; set_real_ip_from 10.0.0.0/8; set_real_ip_from 2001:db8::/32;\n\
         location / {{ add_header X-Client $remote_addr; return 200; }} }} }}\n"
    );
    let path = folder.path().join("realip.conf");
    std::fs::write(&path, configuration).unwrap();
    let _nginx = Process(std::process::Command::new("nginx").arg("-c").arg(&path).spawn().unwrap());
    let nginx = SocketAddr::from(([127, 0, 0, 1], port));
    wait_until("nginx listens", || TcpStream::connect(nginx).is_ok());
    let (server, _heads) = recorder();
    let remoteip = "RemoteIPHeader X-Forwarded-For\nRemoteIPInternalProxy 127.0.0.1 10.0.0.0/8 2001:db8::/32\n\
                    Header always set X-Client \"expr=%{REMOTE_ADDR}\"\n";
    let listen = server.to_string();
    let example = Example::new("Apache", folder.path(), &listen, &listen);
    let (_apache, apache) = example.with("ProxyPreserveHost On", format!("ProxyPreserveHost On\n{remoteip}")).start();
    let mut runner = TestRunner::new(cases());
    let checked = runner.run(&hops(), |line| {
        let client = walk.client(Some([127, 0, 0, 1].into()), std::iter::once(line.as_bytes()));
        let ours = client.address().map(|address| address.to_string()).unwrap_or_default();
        for (name, address) in [("nginx", nginx), ("Apache", apache)] {
            let headers = [("x-forwarded-for", line.clone().into_bytes())];
            let (_, answer) = ask_with(LOOPBACK, address, &headers).unwrap();
            let theirs = lines_of(&answer, "x-client");
            let theirs = String::from_utf8_lossy(theirs.first().copied().unwrap_or_default()).into_owned();
            prop_assert_eq!(&theirs, &ours, "{}: {}", name, line);
        }
        Ok(())
    });
    checked.unwrap_or_else(|error| panic!("{error}"));
}
