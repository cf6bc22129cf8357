//! Bodies that are longer than any form: they are refused as too long, and at once.

use std::time::{Duration, Instant};

use crate::support::fast_program::FastProgram;
use crate::support::program::{free_port, wait_until};
use crate::support::proxies::{Example, PROXIES};
use crate::support::request::{ask, try_send};

#[test]
#[ignore = "needs nginx, haproxy, apache2, caddy and varnish; tests/run installs them"]
fn a_body_of_megabytes_is_told_that_it_is_too_long_through_every_proxy() {
    let folder = tempfile::tempdir().unwrap();
    let admin = format!("127.0.0.1:{}", free_port());
    let flags =
        ["--public-url=https://www.example.org", "--trusted-proxies=127.0.0.1", &format!("--admin-listen={admin}")];
    let server = FastProgram::unlimited(&flags).start(folder.path());
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let mut others = Vec::new();
    for name in PROXIES {
        let folder = tempfile::tempdir().unwrap();
        let (_proxy, address) = Example::new(name, folder.path(), &server.listen, &admin).start();
        wait_until("it answers", || ask(address, "GET", "/en/share", &[]).status == 200);
        for megabytes in [1, 5, 5, 5, 20] {
            let begun = Instant::now();
            let answer = try_send(address, "POST", "/en/contact", &form, vec![b'm'; megabytes << 20]);
            let took = begun.elapsed();
            let status = answer.as_ref().map(|answer| answer.status).map_err(ToString::to_string);
            // HAProxy closes while the body is still sent, and the answer may be lost with what it has not read.
            let is_told = status == Ok(413) || (name == "HAProxy" && status.is_err());
            if !is_told || took > Duration::from_secs(4) {
                others.push(format!("{name}: {megabytes} MiB: {status:?} after {took:?}"));
            }
        }
        assert_eq!(ask(address, "GET", "/en/share", &[]).status, 200, "{name}");
    }
    assert!(others.is_empty(), "{others:#?}");
}
