//! The example configuration of nginx, for real: a real nginx in front of the real binary, at
//! the root and under a path; reloads and restarts under load.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::program::{Program, free_port, wait_until};
use crate::support::proxies::nginx;
use crate::support::request::ask;
use crate::support::runtime;
use crate::support::site::locales_folder;

/// The real binary, its word about clients taken from nginx.
fn communique(listen: &str, flags: &[&str]) -> (TempDir, Program) {
    let folder = tempfile::tempdir().unwrap();
    let listen = format!("--listen={listen}");
    let program = Program::start(folder.path(), &[&["--trusted-proxies=127.0.0.1,unix", &listen], flags].concat());
    (folder, program)
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn every_kind_of_address_works_through_nginx_at_the_root_and_under_a_path() {
    for base in ["", "/mfa/terrorism"] {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("communique.sock");
        let public = format!("--public-url=https://www.example.org{base}");
        let _server = communique(&format!("unix:{}", socket.display()), &[&public]);
        let (_nginx, address) = nginx(folder.path(), &[&format!("unix:{}", socket.display())]);
        for (path, status) in [
            ("/", 302),
            ("/ar/fight-against-terrorism", 200),
            ("/ar/fight-against-terrorism?with=en", 200),
            ("/zh-Hans/fight-against-terrorism.txt", 200),
            ("/fa/share", 200),
            ("/iw", 404),
            ("/EN/share", 308),
            ("/sitemap.xml", 200),
            ("/favicon.ico", 200),
        ] {
            let path = format!("{base}{path}");
            for (method, coding) in [("GET", "br"), ("GET", "gzip"), ("GET", "identity"), ("HEAD", "br")] {
                let headers = [("accept-encoding", coding), ("accept-language", "az"), ("host", "www.example.org")];
                let answer = ask(address, method, &path, &headers);
                assert_eq!(answer.status, status, "{method} {path}");
                assert!(!answer.header("content-security-policy").is_empty(), "{path}");
                if status == 200 && method == "GET" && path.contains("fight") {
                    assert_eq!(
                        answer.header("content-encoding"),
                        if coding == "identity" { "" } else { coding },
                        "{path}"
                    );
                    let etag = answer.header("etag").to_owned();
                    let again = ask(address, method, &path, &[headers[0], headers[1], ("if-none-match", &etag)]);
                    assert_eq!((again.status, again.header("vary")), (304, "Accept-Encoding"), "{path}");
                }
                if (300..400).contains(&status) {
                    assert!(
                        answer.header("location").starts_with(&format!("https://www.example.org{base}/")),
                        "{}",
                        answer.header("location")
                    );
                }
            }
        }
        let post = ask(address, "POST", &format!("{base}/en/share"), &[]);
        assert_eq!(post.status, 405, "a refusal reaches the client through nginx");
    }
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn nginx_keeps_one_copy_a_coding_and_shows_it_while_the_server_is_away() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("communique.sock");
    let server = communique(&format!("unix:{}", socket.display()), &["--public-url=https://www.example.org"]);
    let (_nginx, address) = nginx(folder.path(), &[&format!("unix:{}", socket.display())]);
    let get = |coding: &str| ask(address, "GET", "/tr/fight-against-terrorism", &[("accept-encoding", coding)]);
    for coding in ["br", "gzip"] {
        assert_eq!(get(coding).header("x-cache"), "MISS");
        assert_eq!(get(coding).header("x-cache"), "HIT");
        assert_eq!(get(coding).header("content-encoding"), coding);
    }
    drop(server);
    assert_eq!((get("br").status, get("br").header("content-encoding")), (200, "br"));
    assert_eq!(ask(address, "GET", "/never/seen", &[]).status, 502);
}

/// Asks without pause until told to stop; gives back how many answers were not 200.
fn load(
    address: SocketAddr,
    path: &'static str,
    stop: &Arc<AtomicBool>,
) -> std::thread::JoinHandle<(usize, Vec<String>)> {
    let stop = Arc::clone(stop);
    std::thread::spawn(move || {
        runtime().block_on(async {
            let client = reqwest::Client::builder().no_proxy().build().unwrap();
            let (mut good, mut bad) = (0, Vec::new());
            while !stop.load(Ordering::Relaxed) {
                match client
                    .get(format!(
                        "http://{address}{path}{}",
                        if path.ends_with('?') { good.to_string() } else { String::new() }
                    ))
                    .send()
                    .await
                {
                    Ok(answer) if answer.status() == 200 => good += 1,
                    Ok(answer) => bad.push(answer.status().to_string()),
                    Err(error) => bad.push(error.to_string()),
                }
            }
            (good, bad)
        })
    })
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn no_request_fails_while_locales_are_read_again_and_only_good_ones_are_taken() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), locales_folder());
    let (listen, admin) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let flags = [&format!("--locales={}", locales.path().display()), &format!("--admin-listen={admin}")];
    let (_state, server) = communique(&listen, &flags.map(String::as_str));
    let (_nginx, through_nginx) = nginx(folder.path(), &[&listen]);
    let direct: SocketAddr = listen.parse().unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    // The changing query keeps the cache of nginx out of it.
    let loads = [load(direct, "/en/fight-against-terrorism?", &stop), load(through_nginx, "/en/contact?", &stop)];

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
    stop.store(true, Ordering::Relaxed);
    for load in loads {
        let (good, bad) = load.join().unwrap();
        assert!(good > 100 && bad.is_empty(), "{good} good, bad: {bad:?}");
    }
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn readers_do_not_notice_a_restart_of_the_server_behind_nginx() {
    let folder = tempfile::tempdir().unwrap();
    let listen = format!("127.0.0.1:{}", free_port());
    let mut server = communique(&listen, &["--public-url=https://www.example.org"]);
    let (_nginx, address) = nginx(folder.path(), &[&listen]);
    let page = "/ar/fight-against-terrorism";
    assert_eq!(ask(address, "GET", page, &[]).header("x-cache"), "MISS");
    let stop = Arc::new(AtomicBool::new(false));
    let load = load(address, page, &stop);
    for _ in 0..5 {
        // nginx holds idle connections to the server; they must not hold up its stopping.
        assert_eq!(ask(address, "GET", "/nowhere", &[]).status, 404);
        server.1.process.signal("TERM");
        let (took, code) = server.1.process.end();
        assert!(code == Some(0) && took < Duration::from_secs(3), "{code:?} after {took:?}");
        server = communique(&listen, &["--public-url=https://www.example.org"]);
    }
    stop.store(true, Ordering::Relaxed);
    let (good, bad) = load.join().unwrap();
    assert!(good > 100 && bad.is_empty(), "{good} good, bad: {bad:?}");
}
