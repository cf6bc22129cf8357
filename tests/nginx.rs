//! The example configuration of nginx, for real: a real nginx in front of the real binary, at
//! the root and under a path; reloads and restarts under load.
//!
//! `tests/run` installs nginx and runs these; without it they are left out of `cargo test`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use support::ask;

/// A child that is ended with its test.
struct Process(Child);

impl Process {
    fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([format!("-{name}"), self.0.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // nginx ends its workers only if it is asked; a process may have ended already.
        let _ = Command::new("kill").arg(self.0.id().to_string()).stderr(Stdio::null()).status();
        let deadline = Instant::now() + Duration::from_secs(10);
        while matches!(self.0.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The real binary. Its log ends up in `lines` so that it never blocks on a full pipe.
fn communique(listen: &str, flags: &[&str]) -> Process {
    let mut child = Command::new(env!("CARGO_BIN_EXE_communique"))
        .args(["serve", "--log-format=json", "--trusted-proxies=127.0.0.1,unix", "--listen", listen])
        .args(flags)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.by_ref().map_while(Result::ok).any(|line| line.contains("\"serving\"")), "the server did not start");
    std::thread::spawn(move || lines.for_each(drop));
    Process(child)
}

/// A port that was free a moment ago. nginx cannot tell which one it took.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A real nginx with the example configuration, its ports and folders replaced.
fn nginx(folder: &Path, upstream: &str) -> (Process, SocketAddr) {
    let example = std::fs::read_to_string("deploy/nginx.conf").unwrap();
    let port = free_port();
    let mut server = example;
    for (given, replaced) in [
        ("server 127.0.0.1:8080;", format!("server {upstream};")),
        ("listen 80;", format!("listen 127.0.0.1:{port};")),
        ("/var/cache/nginx/communique", folder.join("cache").display().to_string()),
    ] {
        assert_eq!(server.matches(given).count(), 1, "deploy/nginx.conf no longer says “{given}” once");
        server = server.replace(given, &replaced);
    }
    let folder = folder.display();
    let configuration = format!(
        "daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n\
         events {{}}\nhttp {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n\
         fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{server}\n}}\n"
    );
    let path = format!("{folder}/nginx.conf");
    std::fs::write(&path, configuration).unwrap();
    let test = Command::new("nginx").args(["-t", "-q", "-c", &path]).output().unwrap();
    assert!(test.status.success(), "{}", String::from_utf8_lossy(&test.stderr));
    let process = Process(Command::new("nginx").args(["-c", &path]).spawn().unwrap());
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let deadline = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(address).is_err() {
        assert!(Instant::now() < deadline, "nginx does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    (process, address)
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn every_kind_of_address_works_through_nginx_at_the_root_and_under_a_path() {
    for base in ["", "/mfa/terrorism"] {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("communique.sock");
        let public = format!("--public-url=https://www.example.org{base}");
        let _server = communique(&format!("unix:{}", socket.display()), &[&public]);
        let (_nginx, address) = nginx(folder.path(), &format!("unix:{}", socket.display()));
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
    let (_nginx, address) = nginx(folder.path(), &format!("unix:{}", socket.display()));
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
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
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
    let (folder, locales) = (tempfile::tempdir().unwrap(), support::locales_folder());
    let (listen, admin) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let flags = [&format!("--locales={}", locales.path().display()), &format!("--admin-listen={admin}")];
    let server = communique(&listen, &flags.map(String::as_str));
    let (_nginx, through_nginx) = nginx(folder.path(), &listen);
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
        server.signal("HUP");
        wait_until("the new text is shown", || shown().contains(&format!("Round {round}:")));
        wait_until("the reload is reported", || loaded(1));
        // A source that cannot carry the page is not taken; the last good one stays.
        std::fs::write(&file, "").unwrap();
        server.signal("HUP");
        wait_until("the failure is reported", || loaded(0));
        assert!(shown().contains(&format!("Round {round}:")));
    }
    stop.store(true, Ordering::Relaxed);
    for load in loads {
        let (good, bad) = load.join().unwrap();
        assert!(good > 100 && bad.is_empty(), "{good} good, bad: {bad:?}");
    }
}

fn wait_until(what: &str, happened: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !happened() {
        assert!(Instant::now() < deadline, "in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// How long a process takes to end, and its exit code.
fn end_of(mut process: Process) -> (Duration, Option<i32>) {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(40) {
        if let Some(status) = process.0.try_wait().unwrap() {
            return (started.elapsed(), status.code());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("it does not stop");
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn readers_do_not_notice_a_restart_of_the_server_behind_nginx() {
    let folder = tempfile::tempdir().unwrap();
    let listen = format!("127.0.0.1:{}", free_port());
    let mut server = communique(&listen, &["--public-url=https://www.example.org"]);
    let (_nginx, address) = nginx(folder.path(), &listen);
    let page = "/ar/fight-against-terrorism";
    assert_eq!(ask(address, "GET", page, &[]).header("x-cache"), "MISS");
    let stop = Arc::new(AtomicBool::new(false));
    let load = load(address, page, &stop);
    for _ in 0..5 {
        // nginx holds idle connections to the server; they must not hold up its stopping.
        assert_eq!(ask(address, "GET", "/nowhere", &[]).status, 404);
        server.signal("TERM");
        let (took, code) = end_of(server);
        assert!(code == Some(0) && took < Duration::from_secs(3), "{code:?} after {took:?}");
        server = communique(&listen, &["--public-url=https://www.example.org"]);
    }
    stop.store(true, Ordering::Relaxed);
    let (good, bad) = load.join().unwrap();
    assert!(good > 100 && bad.is_empty(), "{good} good, bad: {bad:?}");
}
