//! Proxies whose word about visitors is not believed.

use std::io::Write;
use std::net::SocketAddr;

use actix_web::test::TestRequest;
use communique::http::peer::{TrustWalk, is_from_untrusted_proxy};

use crate::support::program::{Program, said};
use crate::support::request::{connect, form_request, hang_up, letter, post};
use crate::support::site::settings;

#[test]
fn a_proxy_is_noticed_if_it_is_near_speaks_through_our_header_and_is_not_trusted() {
    const NEAR: [&str; 8] =
        ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "::1", "fd00::1", "::ffff:10.1.2.3", "unix"];
    const FAR: [&str; 5] = ["203.0.113.9", "172.32.0.1", "2001:db8::1", "fe80::1", "::ffff:203.0.113.9"];
    let everybody = "--trusted-proxies=unix,0.0.0.0/0,::/0";
    for (flags, header, is_heard) in [
        (&[][..], "x-forwarded-for", false),
        (&[], "forwarded", true),
        (&["--forwarded=forwarded"], "forwarded", false),
        (&["--forwarded=forwarded"], "x-forwarded-for", true),
        (&["--trusted-proxies=203.0.113.0/24"], "x-forwarded-for", false),
        (&[everybody], "x-forwarded-for", true),
        (&[], "via", true),
    ] {
        let walk = TrustWalk::new(&settings(flags).proxy);
        for peer in NEAR.into_iter().chain(FAR) {
            let mut request = TestRequest::default().insert_header((header, "198.51.100.1"));
            if peer != "unix" {
                request = request.peer_addr(SocketAddr::new(peer.parse().unwrap(), 4711));
            }
            let expected = !is_heard && NEAR.contains(&peer);
            assert_eq!(
                is_from_untrusted_proxy(&request.to_http_request(), &walk),
                expected,
                "{flags:?} {header} from {peer}"
            );
        }
    }
}

#[test]
fn a_connection_that_was_reset_before_it_was_accepted_is_no_proxy_at_a_unix_socket() {
    let folder = tempfile::tempdir().unwrap();
    let server = Program::start(folder.path(), &["--trusted-proxies=unix,127.0.0.1"]);
    // What it sent can still be read, and nothing says any more whom it is from.
    server.process.signal("STOP");
    let request = form_request("/en/contact", &letter("From nobody."));
    let request = request.replacen("\r\n", "\r\nx-forwarded-for: 203.0.113.7\r\n", 1);
    let mut stream = connect(server.address());
    stream.write_all(request.as_bytes()).unwrap();
    hang_up(stream);
    server.process.signal("CONT");
    assert_eq!(post(server.address(), "/en/contact", &letter("From somebody."), &[]).status, 303);
    let listed = said(folder.path(), &["inbox", "list"]);
    assert!(listed.ends_with("\n1 queued\n"), "{listed}");
}
