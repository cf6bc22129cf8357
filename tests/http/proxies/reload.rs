//! Locales that are read again under load, directly and through nginx: no request fails, and only good ones are taken.

use std::net::SocketAddr;

use crate::support::program::{Program, free_port, wait_until};
use crate::support::proxies::nginx;
use crate::support::request::ask;
use crate::support::site::locales_folder;

use super::load::Load;

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn no_request_fails_while_locales_are_read_again_and_only_good_ones_are_taken() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), locales_folder());
    let (listen, admin) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let places = [
        format!("--locales={}", locales.path().display()),
        format!("--listen={listen}"),
        format!("--admin-listen={admin}"),
    ];
    let unlimited =
        ["--contact-per-client=0", "--contact-total=0", "--contact-per-day=0", "--trusted-proxies=127.0.0.1"];
    let flags: Vec<&str> = places.iter().map(String::as_str).chain(unlimited).collect();
    let server = Program::start(folder.path(), &flags);
    let (_nginx, through_nginx) = nginx(folder.path(), &[&listen]);
    let direct: SocketAddr = listen.parse().unwrap();
    let loads = [("direct", Load::begin(direct)), ("nginx", Load::begin(through_nginx))];

    let file = locales.path().join("en/statement.ftl");
    let good = std::fs::read_to_string(&file).unwrap();
    let shown = || ask(direct, "GET", "/en/fight-against-terrorism", &[]).text();
    let loaded = |is: u8| {
        let metrics = ask(admin.parse().unwrap(), "GET", "/metrics", &[]).text();
        metrics.contains(&format!("\nlocales_loaded {is}\n"))
    };
    for round in 0..5 {
        std::fs::write(&file, good.replace("The scourge", &format!("Round {round}: the scourge"))).unwrap();
        server.process.signal("HUP");
        wait_until("the new text is shown", || shown().contains(&format!("Round {round}:")));
        wait_until("the reload is reported", || loaded(1));
        // A source that cannot carry the page is not taken; the last good one stays.
        std::fs::write(&file, "").unwrap();
        server.process.signal("HUP");
        wait_until("the failure is reported", || loaded(0));
        assert!(shown().contains(&format!("Round {round}:")));
    }
    for (what, load) in loads {
        load.goes_on(100);
        load.ends_well(what);
    }
}
