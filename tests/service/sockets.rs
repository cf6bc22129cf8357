//! Where the server listens: several places, and sockets that are handed over.

use std::io::Write;
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::Command;

use crate::support::fast_program::FastProgram;
use crate::support::program::{BINARY, Program};
use crate::support::request::ask;
use crate::support::response::Response;
use crate::support::sockets::hand_over;

pub const PUBLIC: &str = "--public-url=https://www.example.org";
pub fn status_at(path: &Path, target: &str) -> u16 {
    let mut stream = UnixStream::connect(path).unwrap();
    stream.write_all(format!("HEAD {target} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).unwrap();
    Response::read_head(&mut stream).status
}

#[test]
fn the_site_is_served_at_several_places_and_the_log_names_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let (site, admin) = (folder.path().join("site.sock"), folder.path().join("admin.sock"));
    let listen = format!("--listen=127.0.0.1:0,unix:{}", site.display());
    let admin_listen = format!("--admin-listen=unix:{}", admin.display());
    let flags = [listen.as_str(), &admin_listen, PUBLIC, "--trusted-proxies=unix"];
    let server = FastProgram::speaking(&["en"], &flags).start(folder.path());
    let (address, other) = server.listen.split_once(", ").unwrap();
    assert_eq!(other, format!("unix:{}", site.display()));
    assert!(server.log().contains(&format!("\"admin\":\"unix:{}\"", admin.display())), "{}", server.log());
    assert_eq!(ask(address.parse().unwrap(), "GET", "/en/share", &[]).status, 200);
    assert_eq!((status_at(&site, "/en/share"), status_at(&site, "/livez")), (200, 404));
    assert_eq!((status_at(&admin, "/livez"), status_at(&admin, "/en/share")), (200, 404));
    // A Unix socket among several needs the word of the proxy, too.
    let fast = FastProgram::speaking(&["en"], &flags[..3]);
    let mut refused = fast.command(folder.path());
    let (status, log) = Program::try_from(&mut refused).err().unwrap();
    assert!(status.code() == Some(2) && log.contains("must name unix"), "{log}");
}

#[test]
fn sockets_that_are_handed_over_are_told_apart_by_their_names() {
    for names in ["admin:communique.socket", "communique.socket:admin", ""] {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        let sockets = [&one, &two].map(|path| OwnedFd::from(UnixListener::bind(path).unwrap()));
        let flags = ["--listen=systemd", "--admin-listen=systemd", PUBLIC, "--trusted-proxies=unix"];
        let fast = FastProgram::speaking(&["en"], &flags);
        let mut command = fast.command(folder.path());
        let handed = hand_over(&mut command, &sockets, names);
        let server = Program::from(command);
        drop(handed);
        let (site, admin) = if names.starts_with("admin") { (&two, &one) } else { (&one, &two) };
        assert_eq!(server.listen, format!("unix:{}", site.display()), "{names}");
        assert_eq!((status_at(site, "/en/share"), status_at(admin, "/readyz")), (200, 200), "{names}");
    }
}

/// What is said of a socket that is handed over.
fn refusal(folder: &Path, flags: &[&str], sockets: &[OwnedFd], names: &str) -> String {
    let mut command = Command::new(BINARY);
    command.args(flags).args([PUBLIC, "--trusted-proxies=unix"]).env("STATE_DIRECTORY", folder);
    let handed = hand_over(&mut command, sockets, names);
    let output = command.output().unwrap();
    drop(handed);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), said.lines().filter(|line| !line.contains("\"level\"")).count()),
        (Some(2), 1),
        "{said}"
    );
    said
}

#[test]
fn what_is_handed_over_and_is_no_socket_that_listens_stops_the_start_in_one_line() {
    use rustix::net::{AddressFamily, SocketType, bind, socket};
    let folder = tempfile::tempdir().unwrap();
    let made = |family, kind| socket(family, kind, None).unwrap();
    let bound = made(AddressFamily::INET, SocketType::STREAM);
    bind(&bound, &std::net::SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let connection = UnixStream::pair().unwrap().0;
    let listening = || OwnedFd::from(TcpListener::bind("127.0.0.1:0").unwrap());
    let cases: [(OwnedFd, &str); 8] = [
        (bound, "a socket that does not listen"),
        (made(AddressFamily::UNIX, SocketType::STREAM), "a socket that does not listen"),
        (connection.into(), "a socket that does not listen"),
        (made(AddressFamily::INET, SocketType::DGRAM), "a socket of datagrams"),
        (made(AddressFamily::UNIX, SocketType::DGRAM), "a socket of datagrams"),
        (made(AddressFamily::UNIX, SocketType::SEQPACKET), "neither a TCP nor a Unix socket of streams"),
        (made(AddressFamily::NETLINK, SocketType::RAW), "neither a TCP nor a Unix socket of streams"),
        (std::fs::File::open("/dev/null").unwrap().into(), "neither a TCP nor a Unix socket of streams"),
    ];
    for (socket, what) in cases {
        let said = refusal(folder.path(), &["--listen=systemd"], &[socket.try_clone().unwrap()], "");
        assert!(
            said.contains(&format!(
                "descriptor number 1 of those that were handed over (LISTEN_FDS) is {what}; accepted: "
            )),
            "{said}"
        );
        assert!(said.contains("--listen (COMMUNIQUE_LISTEN): "), "{said}");
        let two = ["--listen=systemd", "--admin-listen=systemd"];
        let said = refusal(folder.path(), &two, &[listening(), socket], "site:admin");
        assert!(
            said.contains(&format!("descriptor number 2 of those that were handed over (LISTEN_FDS) is {what}")),
            "{said}"
        );
        assert!(said.contains("--admin-listen (COMMUNIQUE_ADMIN_LISTEN): "), "{said}");
    }
}

#[test]
fn a_socket_that_nobody_would_answer_at_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    for (listen, says) in [
        ("127.0.0.1:0", "1 sockets were handed over, and 0 of them are served"),
        ("systemd,systemd", "no socket was handed over for it"),
    ] {
        let socket = OwnedFd::from(TcpListener::bind("127.0.0.1:0").unwrap());
        let mut command = Command::new(BINARY);
        command.args([&format!("--listen={listen}"), PUBLIC]).env("STATE_DIRECTORY", folder.path());
        let handed = hand_over(&mut command, &[socket], "");
        let output = command.output().unwrap();
        drop(handed);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains(says), "{listen}: {said}");
    }
}
