//! The PROXY protocol: as bytes on a connection, and by a real HAProxy and a real nginx that pass connections on.

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::metrics::metric;
use crate::support::program::{Process, Program, free_port, wait_until};
use crate::support::proxies::started;
use crate::support::request::{ask_from, connect, connect_from, form_request, letter, post_from};
use crate::support::response::Response;

/// A server at whose listeners each connection begins with a header.
fn communique(folder: &Path, listen: &str) -> (Program, SocketAddr) {
    let admin = SocketAddr::from(([127, 0, 0, 1], free_port()));
    let flags = [
        "--public-url=https://www.example.org",
        "--trusted-proxies=127.0.0.1,unix",
        "--proxy-protocol",
        "--contact-per-client=1",
        &format!("--listen={listen}"),
        &format!("--admin-listen={admin}"),
    ];
    (Program::start(folder, &flags), admin)
}

/// A header of version 1 or 2 that names an IPv4 address.
fn header(version: u8, source: [u8; 4]) -> Vec<u8> {
    let [a, b, c, d] = source;
    match version {
        1 => format!("PROXY TCP4 {a}.{b}.{c}.{d} 127.0.0.1 4711 80\r\n").into_bytes(),
        _ => [b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c", &source[..], &[127, 0, 0, 1, 18, 103, 0, 80]].concat(),
    }
}

fn refused(admin: SocketAddr, why: &str) -> usize {
    metric(admin, "http_proxy_headers_refused_total", &[("why", why)])
}

#[test]
fn the_client_is_whom_the_header_names_on_a_port_and_on_a_unix_socket() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("communique.sock");
    let (server, admin) = communique(folder.path(), &format!("127.0.0.1:0,unix:{}", socket.display()));
    let address: SocketAddr = server.listen.split(',').next().unwrap().parse().unwrap();
    let forged = |text: &str| {
        form_request("/en/contact", &letter(text)).replacen("\r\n", "\r\nx-forwarded-for: 198.51.100.1\r\n", 1)
    };
    for version in [1, 2] {
        for is_unix in [false, true] {
            let what = format!("version {version}, Unix {is_unix}");
            let open = || -> Box<dyn ReadWrite> {
                if is_unix { Box::new(UnixStream::connect(&socket).unwrap()) } else { Box::new(connect(address)) }
            };
            let client = [203, 0, 113 + version, u8::from(is_unix)];
            let mut first = open();
            first.write_all(&[&header(version, client)[..], forged(&what).as_bytes()].concat()).unwrap();
            assert_eq!(Response::read_head(&mut first).status, 303, "{what}");
            // In pieces, on another connection, and for each of its requests.
            let mut second = open();
            for piece in header(version, client).chunks(5) {
                second.write_all(piece).unwrap();
                second.flush().unwrap();
            }
            for number in 0..2 {
                second.write_all(forged(&format!("{what}, {number}")).as_bytes()).unwrap();
                assert_eq!(Response::read(&mut second).status, 429, "{what}: one client has one message a minute");
            }
            // A trusted proxy behind the one that sends the header is believed in its turn.
            for status in [303, 429] {
                let mut through = open();
                let text = forged(&format!("{what}, {status}"))
                    .replace("198.51.100.1\r\n", &format!("198.51.{version}.{}\r\n", 9 + u8::from(is_unix)));
                through.write_all(&[&header(version, [127, 0, 0, 1])[..], text.as_bytes()].concat()).unwrap();
                assert_eq!(Response::read_head(&mut through).status, status, "{what}");
            }
        }
    }
    // The proxy’s own connections: as its health checks are.
    for own in [&b"PROXY UNKNOWN\r\n"[..], b"\r\n\r\n\0\r\nQUIT\n\x20\0\0\0"] {
        let mut stream = connect(address);
        stream.write_all(&[own, b"HEAD /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n"].concat()).unwrap();
        assert_eq!(Response::read_head(&mut stream).status, 200);
    }
    // What a client writes into a connection for which nobody is named is no proxy’s word.
    let unnamed = || metric(admin, "contact_unnamed_clients_total", &[("why", "proxy_header")]);
    assert_eq!(unnamed(), 0);
    // From a Unix socket to the proxy; its path has 108 bytes, and so has the proxy’s own.
    let unix = [&b"\r\n\r\n\0\r\nQUIT\n\x21\x31\0\xd8"[..], &[0; 216]].concat();
    for own in [b"PROXY UNKNOWN\r\n".to_vec(), unix] {
        let mut stream = connect(address);
        stream.write_all(&[&own[..], forged(&format!("nobody, {}", own.len())).as_bytes()].concat()).unwrap();
        assert_eq!(Response::read_head(&mut stream).status, 303);
    }
    assert_eq!(unnamed(), 2);
}

trait ReadWrite: Read + Write {}
impl<S: Read + Write> ReadWrite for S {}

#[test]
fn a_connection_without_a_right_header_of_a_trusted_peer_is_closed_counted_and_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let (server, admin) = communique(folder.path(), "127.0.0.1:0");
    let address = server.address();
    let mut silent = connect(address);
    silent.write_all(b"PROXY TCP4 ").unwrap();
    let request = b"GET /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n";
    for (bytes, why, number) in [
        (&request[..], "absent", 1),
        (b"\r\n\r\nGET / HTTP/1.1\r\nhost: x\r\n\r\n", "absent", 2),
        (b"PROXY TCP4 203.0.113.9 127.0.0.1 4711 99999\r\n", "malformed", 1),
        (b"\r\n\r\n\0\r\nQUIT\n\x21\x11\xff\xff", "malformed", 2),
    ] {
        let mut stream = connect(address);
        // It may be closed before all has been written.
        let _ = stream.write_all(&[bytes, &[0; 4096]].concat());
        let mut said = Vec::new();
        let _ = stream.read_to_end(&mut said);
        assert!(said.is_empty(), "{}", said.escape_ascii());
        wait_until("it is counted", || refused(admin, why) == number);
    }
    // Nobody else may connect, with a header or without.
    for (number, header) in [(1, header(1, [203, 0, 113, 9])), (2, Vec::new())] {
        let mut stream = connect_from([127, 0, 0, 2], address);
        let _ = stream.write_all(&[&header[..], request].concat());
        let mut said = Vec::new();
        let _ = stream.read_to_end(&mut said);
        assert!(said.is_empty(), "{}", said.escape_ascii());
        wait_until("it is counted", || refused(admin, "peer") == number);
    }
    // A check of the port is no fault.
    drop(connect(address));
    let mut said = Vec::new();
    let _ = silent.read_to_end(&mut said);
    assert!(said.is_empty());
    wait_until("it is counted", || refused(admin, "late") == 1);
    assert_eq!(["absent", "malformed", "peer", "late"].map(|why| refused(admin, why)), [2, 2, 2, 1]);
    for told in ["did not begin with a header of the PROXY protocol", "does not name where it comes from"] {
        wait_until("it is told", || server.log().contains(told));
        assert_eq!(server.log().matches(told).count(), 1, "{told}: {}", server.log());
    }
}

/// A proxy that passes connections on, and tells from whom they are.
fn passing_on(name: &str, folder: &Path, listen: SocketAddr) -> (Process, SocketAddr) {
    let port = free_port();
    let (at, own) = (format!("127.0.0.1:{port}"), folder.display());
    let (command, arguments, configuration) = match name {
        "nginx" => (
            "nginx",
            vec!["-c"],
            format!(
                "load_module /usr/lib/nginx/modules/ngx_stream_module.so;\n\
                 daemon off; worker_processes 1; pid {own}/pid; error_log {own}/error.log;\nevents {{}}\n\
                 stream {{ server {{ listen {at}; proxy_pass {listen}; proxy_protocol on; }} }}\n"
            ),
        ),
        send_proxy => (
            "haproxy",
            vec!["-db", "-f"],
            format!(
                "defaults\n mode tcp\n timeout connect 3s\n timeout client 60s\n timeout server 60s\n\
                 frontend site\n bind {at}\n default_backend communique\n\
                 backend communique\n option httpchk\n http-check send meth GET uri /robots.txt ver HTTP/1.1 hdr host x\n\
                 http-check expect status 200\n server one {listen} {send_proxy} check inter 100ms fall 1 rise 1\n"
            ),
        ),
    };
    let path = folder.join(name);
    std::fs::write(&path, configuration).unwrap();
    let mut command = Command::new(command);
    command.args(arguments).arg(&path).stdout(Stdio::null()).stderr(Stdio::null());
    started(command, port, name)
}

#[test]
#[ignore = "needs haproxy, nginx and its stream module; tests/run installs them"]
fn real_proxies_that_pass_connections_on_name_every_client_and_pass_their_own_checks() {
    for name in ["send-proxy", "send-proxy-v2", "nginx"] {
        let folder = tempfile::tempdir().unwrap();
        let (server, admin) = communique(folder.path(), "127.0.0.1:0");
        let (_proxy, address) = passing_on(name, folder.path(), server.address());
        // What HAProxy finds down by its own checks it asks nothing.
        wait_until("the server is asked", || {
            ask_from([127, 0, 7, 1], address, "/en/share").is_ok_and(|status| status == 200)
        });
        let forged = [("x-forwarded-for", "198.51.100.1")];
        for (last, status) in [(2, 303), (3, 303), (2, 429), (3, 429)] {
            let text = format!("{name} {last} {status}");
            let answer = post_from([127, 0, 7, last], address, "/en/contact", &letter(&text), &forged);
            assert_eq!(answer.status, status, "{text}");
        }
        assert_eq!(["absent", "malformed", "peer", "late"].map(|why| refused(admin, why)), [0; 4], "{name}");
    }
}
