//! Addresses as long as the server takes them: what is answered, with every header that repeats them, comes through.

use crate::support::fast_program::FastProgram;
use crate::support::program::{free_port, wait_until};
use crate::support::proxies::{Example, PROXIES};
use crate::support::request::ask;

/// Of a query, so that the address is as long as one may be, in steps below what the headers of an answer differ by.
const LENGTHS: std::ops::RangeInclusive<usize> = 350..=8_150;

#[test]
#[ignore = "needs nginx, haproxy, apache2, caddy and varnish; tests/run installs them"]
fn an_address_of_any_length_is_answered_through_every_proxy_as_it_is_directly() {
    let folder = tempfile::tempdir().unwrap();
    let admin = format!("127.0.0.1:{}", free_port());
    let flags =
        ["--public-url=https://www.example.org", "--trusted-proxies=127.0.0.1", &format!("--admin-listen={admin}")];
    let server = FastProgram::speaking(&["en", "fr"], &flags).start(folder.path());
    let paths = ["/", "/en", "/en/fight-against-terrorism", "/en/contact", "/en/nothing"];
    let asked = paths.iter().flat_map(|path| LENGTHS.step_by(650).map(move |length| (*path, length)));
    let asked: Vec<(&str, usize, u16)> = asked
        .map(|(path, length)| {
            let direct = ask(server.address(), "GET", &format!("{path}?{}", "u".repeat(length)), &[]).status;
            assert!(direct < 500, "{path} {length}: {direct}");
            (path, length, direct)
        })
        .collect();
    let mut others = Vec::new();
    for name in PROXIES {
        let folder = tempfile::tempdir().unwrap();
        let (_proxy, address) = Example::new(name, folder.path(), &server.listen, &admin).start();
        wait_until("it answers", || ask(address, "GET", "/en/share", &[]).status == 200);
        for (path, length, direct) in &asked {
            let through = ask(address, "GET", &format!("{path}?{}", "u".repeat(*length)), &[]).status;
            if through != *direct && !(through == 414 && path.len() + length > 8_150) {
                others.push(format!("{name}: {path} with a query of {length}: {through}, not {direct}"));
            }
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}
