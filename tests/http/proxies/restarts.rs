//! Restarts and reloads under load, through every proxy: no request fails, and no message is lost or stored twice.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::time::Duration;

use crate::support::fast_program::FastProgram;
use crate::support::program::{Program, free_port, wait_until};
use crate::support::proxies::Example;
use crate::support::request::{ask, letter, post};
use crate::support::sockets::hand_over;

use super::load::Load;

/// What the operators’ manual says of a stop.
const STOPS_WITHIN: Duration = Duration::from_secs(25);
const PUBLIC: &str = "--public-url=https://www.example.org";

/// How often the server is started again or told to read its locales: `COMMUNIQUE_RESTARTS`, or 10.
fn times() -> usize {
    std::env::var("COMMUNIQUE_RESTARTS").ok().and_then(|times| times.parse().ok()).unwrap_or(10)
}

/// A server whose sockets are held by somebody else, as systemd holds them.
struct Held {
    program: FastProgram,
    sockets: [OwnedFd; 2],
}

impl Held {
    fn at(site: &Path, admin: &Path) -> Self {
        let flags = ["--listen=systemd", "--admin-listen=systemd", "--trusted-proxies=unix", PUBLIC];
        let sockets = [site, admin].map(|path| {
            let socket = UnixListener::bind(path).unwrap();
            std::fs::set_permissions(path, PermissionsExt::from_mode(0o666)).unwrap();
            socket.into()
        });
        Self { program: FastProgram::unlimited(&flags), sockets }
    }

    fn start(&self, folder: &Path) -> Program {
        let mut command = self.program.command(folder);
        let _handed = hand_over(&mut command, &self.sockets, "site:admin");
        Program::from(command)
    }
}

fn restart(server: &mut Program, start: impl Fn() -> Program) {
    server.process.signal("TERM");
    let (took, code) = server.process.end();
    assert!(code == Some(0) && took < STOPS_WITHIN, "{code:?} after {took:?}");
    *server = start();
}

/// Neither a restart with a socket that is held nor a reload costs a request.
fn no_request_fails(name: &str) {
    let (folder, sockets) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    // The workers of Apache are another user.
    std::fs::set_permissions(sockets.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let [site, admin] = ["site.sock", "admin.sock"].map(|name| sockets.path().join(name));
    let held = Held::at(&site, &admin);
    let [listen, admin] = [site, admin].map(|path| format!("unix:{}", path.display()));
    let mut server = held.start(folder.path());
    let (_proxy, address) = Example::new(name, folder.path(), &listen, &admin).unlimited().start();
    wait_until("it answers", || ask(address, "GET", "/en/share", &[]).status == 200);
    let load = Load::begin(address);
    for _ in 0..times() {
        load.goes_on(40);
        restart(&mut server, || held.start(folder.path()));
    }
    for _ in 0..times() {
        load.goes_on(40);
        server.process.signal("HUP");
    }
    load.goes_on(40);
    let ended = load.ends_well(&format!("{name}, {} restarts, {} reloads", times(), times()));
    server.process.signal("TERM");
    server.process.end();
    ended.assert_messages_kept(folder.path());
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn no_request_fails_through_nginx_while_the_server_is_restarted_and_reloaded() {
    no_request_fails("nginx");
}

#[test]
#[ignore = "needs haproxy; tests/run installs it"]
fn no_request_fails_through_haproxy_while_the_server_is_restarted_and_reloaded() {
    no_request_fails("HAProxy");
}

#[test]
#[ignore = "needs apache2; tests/run installs it"]
fn no_request_fails_through_apache_while_the_server_is_restarted_and_reloaded() {
    no_request_fails("Apache");
}

#[test]
#[ignore = "needs caddy; tests/run installs it"]
fn no_request_fails_through_caddy_while_the_server_is_restarted_and_reloaded() {
    no_request_fails("Caddy");
}

#[test]
#[ignore = "needs varnish; tests/run installs it"]
fn no_request_fails_through_varnish_while_the_server_is_restarted_and_reloaded() {
    no_request_fails("Varnish");
}

#[test]
#[ignore = "needs haproxy; tests/run installs it"]
fn haproxy_asks_again_and_hardly_a_request_is_lost_to_a_restart_of_a_server_that_opens_its_own_port() {
    let folder = tempfile::tempdir().unwrap();
    let (listen, admin) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let places = [format!("--listen={listen}"), format!("--admin-listen={admin}")];
    let program = FastProgram::unlimited(&["--trusted-proxies=127.0.0.1", PUBLIC, &places[0], &places[1]]);
    let mut server = program.start(folder.path());
    let (_proxy, address) = Example::new("HAProxy", folder.path(), &listen, &admin).unlimited().start();
    wait_until("it answers", || ask(address, "GET", "/en/share", &[]).status == 200);
    let load = Load::begin(address);
    for _ in 0..times() {
        load.goes_on(40);
        restart(&mut server, || program.start(folder.path()));
    }
    load.goes_on(40);
    let ended = load.end(&format!("HAProxy and a port, {} restarts", times()));
    ended.assert_messages_kept(folder.path());
    let (good, bad) = (ended.good, ended.bad);
    // Between the end of one server and the beginning of the next, all would be refused. What has arrived at a
    // connection that is reset at that moment may be lost.
    assert!(bad.len() * 100 <= good, "{good} good, {} bad: {:?}", bad.len(), &bad[..bad.len().min(9)]);
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn nginx_asks_once_more_where_the_only_server_has_let_go_of_a_request() {
    let folder = tempfile::tempdir().unwrap();
    let server = TcpListener::bind(("127.0.0.1", free_port())).unwrap();
    let listen = server.local_addr().unwrap().to_string();
    // Of two connections the first is closed without an answer, as one is that has come while the server stops.
    std::thread::spawn(move || {
        for (number, stream) in server.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 9999]);
            if number % 2 == 1 {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok");
            }
        }
    });
    let (_proxy, address) = Example::new("nginx", folder.path(), &listen, &listen).start();
    assert_eq!(ask(address, "GET", "/en/share", &[]).status, 200);
    assert_eq!(post(address, "/en/contact", &letter("Salam"), &[]).status, 200);
}
