//! The proxies that keep pages: how old a page can be, how it is thrown away at once, and what is shown while the server is
//! away.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::support::fast_program::FastProgram;
use crate::support::program::{Program, free_port, wait_until};
use crate::support::proxies::{CACHES, Example};
use crate::support::request::{ask, connect};
use crate::support::response::Response;
use crate::support::site::{edit, folder_of};

/// For how long the server below lets a page be kept; that of communique says ten minutes in the same words.
const KEPT: Duration = Duration::from_secs(2);

/// The version of a server that fails, and of one that is gone.
const FAILS: usize = 500;
const GONE: usize = 0;

/// A server whose one page says which version it is, and says of itself what a page of communique does, but for the time.
struct Versions {
    address: SocketAddr,
    version: Arc<AtomicUsize>,
    listens: JoinHandle<()>,
}

impl Versions {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, version) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(1)));
        let told = Arc::clone(&version);
        let listens = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if told.load(Ordering::SeqCst) == GONE {
                    return;
                }
                let told = Arc::clone(&told);
                std::thread::spawn(move || answer(&stream, &told));
            }
        });
        Self { address, version, listens }
    }

    fn becomes(&self, version: usize) {
        self.version.store(version, Ordering::SeqCst);
    }

    /// Nobody listens any more, and connections that are open are answered no more.
    fn goes(self) {
        self.becomes(GONE);
        let _last = TcpStream::connect(self.address);
        self.listens.join().unwrap();
    }
}

fn answer(mut stream: &TcpStream, version: &AtomicUsize) {
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if !line.is_empty() {
            continue;
        }
        let (version, kept) = (version.load(Ordering::SeqCst), KEPT.as_secs());
        if version == GONE {
            return;
        }
        let failed =
            "HTTP/1.1 500 Failed\r\ncontent-length: 6\r\ncache-control: no-store\r\nretry-after: 7\r\n\r\nfailed";
        let page = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: 1\r\nvary: Accept-Encoding\r\netag: \"{version}\"\r\ncache-control: public, \
             max-age=1, s-maxage={kept}, stale-while-revalidate=3600, stale-if-error=604800, no-transform\r\n\r\n{version}"
        );
        let answer = if version == FAILS { failed } else { &page };
        if stream.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

#[test]
#[ignore = "needs nginx and varnish; tests/run installs them"]
fn no_reader_is_shown_an_older_page_once_its_time_is_over() {
    for name in CACHES {
        let folder = tempfile::tempdir().unwrap();
        let server = Versions::start();
        let listen = server.address.to_string();
        let (_proxy, address) = Example::new(name, folder.path(), &listen, &listen).start();
        let get = || ask(address, "GET", "/en/share", &[]).text();
        assert_eq!(get(), "1", "{name}");
        let fetched = Instant::now();
        server.becomes(2);
        assert!(get() == "1" || fetched.elapsed() >= KEPT, "{name} keeps nothing");
        // nginx counts whole seconds.
        wait_until("the time is over", || fetched.elapsed() > KEPT + Duration::from_secs(1));
        assert_eq!(get(), "2", "{name}: the first who comes sees the correction");
    }
}

#[test]
#[ignore = "needs nginx and varnish; tests/run installs them"]
fn an_older_page_is_shown_after_its_time_while_the_server_fails_and_while_it_is_gone() {
    for name in CACHES {
        let folder = tempfile::tempdir().unwrap();
        let server = Versions::start();
        let listen = server.address.to_string();
        let (_proxy, address) = Example::new(name, folder.path(), &listen, &listen).start();
        let get = |path: &str| {
            let answer = ask(address, "GET", path, &[]);
            (answer.status, answer.text())
        };
        let older = || (200, "1".to_owned());
        assert_eq!(get("/en/share"), older(), "{name}");
        let fetched = Instant::now();
        server.becomes(FAILS);
        wait_until("the time is over", || fetched.elapsed() > KEPT + Duration::from_secs(1));
        for time in 1..3 {
            assert_eq!(get("/en/share"), older(), "{name}: it fails, {time}");
        }
        for (method, path) in [("GET", "/en/contact"), ("POST", "/en/share")] {
            let failed = ask(address, method, path, &[("content-length", "0")]);
            let told = (failed.status, failed.header("retry-after").to_owned(), failed.text());
            assert_eq!(told, (500, "7".into(), "failed".into()), "{name}: {method} {path} is the answer of the server");
        }
        server.goes();
        // Many at once: whoever waits for what another has asked for in vain is shown the older page, too.
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for time in 1..10 {
                        assert_eq!(get("/en/share"), older(), "{name}: it is gone, {time}");
                    }
                });
            }
        });
        let never_seen = get("/en/privacy").0;
        assert!([502, 503].contains(&never_seen), "{name}: {never_seen}");
    }
}

#[test]
#[ignore = "needs nginx and varnish; tests/run installs them"]
fn readers_of_an_address_that_is_not_kept_do_not_wait_for_each_other() {
    const READERS: usize = 24;
    for name in CACHES {
        let folder = tempfile::tempdir().unwrap();
        let flags = ["--public-url=https://www.example.org", "--trusted-proxies=127.0.0.1"];
        let server = FastProgram::speaking(&["en"], &flags).start(folder.path());
        let (_proxy, address) = Example::new(name, folder.path(), &server.listen, &server.listen).start();
        for (path, status) in [("/en/nothing", 404), ("/en/contact/received/AAAAA-AAAAA", 404)] {
            let waited: Vec<Duration> = std::thread::scope(|scope| {
                let reader = || {
                    let mut stream = connect(address);
                    let begun = Instant::now();
                    let asked = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
                    stream.write_all(asked.as_bytes()).unwrap();
                    assert_eq!(Response::read_head(&mut stream).status, status, "{name}: {path}");
                    begun.elapsed()
                };
                let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(reader)).collect();
                readers.into_iter().map(|reader| reader.join().unwrap()).collect()
            });
            let longest = waited.iter().max().unwrap();
            assert!(*longest < Duration::from_secs(2), "{name}: {path}: somebody waited for {longest:?}");
        }
    }
}

/// A command of the operators’ manual, by its first word.
fn told_command(first: &str) -> String {
    let text = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let command = text.lines().find(|line| line.starts_with(first)).unwrap_or_else(|| panic!("no command {first}"));
    command.split("   ").next().unwrap().to_owned()
}

#[test]
#[ignore = "needs nginx and varnish; tests/run installs them"]
fn a_correction_is_seen_at_once_after_the_command_of_the_manual_and_pages_are_shown_while_the_server_is_away() {
    const PAGE: &str = "/en/fight-against-terrorism";
    for name in CACHES {
        let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en"]));
        let (listen, admin) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
        let flags = [
            &format!("--locales={}", locales.path().display()),
            "--trusted-proxies=127.0.0.1",
            &format!("--listen={listen}"),
        ];
        let mut server = Program::start(folder.path(), &flags);
        let (_proxy, address) = Example::new(name, folder.path(), &listen, &admin).start();
        let shown = |coding: &str| {
            let page = ask(address, "GET", PAGE, &[("accept-encoding", coding)]);
            assert_eq!(page.status, 200, "{name}: {coding}");
            String::from_utf8(page.decoded()).unwrap()
        };
        let codings = ["br", "zstd", "gzip", "identity"];
        let is_corrected = |text: &str| text.contains("The evil of");
        assert!(codings.iter().all(|coding| !is_corrected(&shown(coding))), "{name}");
        edit(locales.path(), "en/statement.ftl", |text| text.replace("The scourge of", "The evil of"));
        server.process.signal("HUP");
        wait_until("the server shows it", || {
            is_corrected(&ask(server.address(), "GET", PAGE, &[("accept-encoding", "identity")]).text())
        });
        assert!(codings.iter().all(|coding| !is_corrected(&shown(coding))), "{name} keeps nothing");

        let command = match name {
            "nginx" => told_command("find ")
                .replace("/var/lib/nginx/communique", &format!("{}/cache", folder.path().display())),
            _ => told_command("varnishadm ")
                .replace("varnishadm", &format!("varnishadm -n {}/varnish", folder.path().display())),
        };
        let output = Command::new("bash").args(["-c", &command]).output().unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(codings.iter().all(|coding| is_corrected(&shown(coding))), "{name}");

        server.kill();
        assert!(codings.iter().all(|coding| is_corrected(&shown(coding))), "{name}");
        let never_seen = ask(address, "GET", "/en/share", &[]).status;
        assert!([502, 503].contains(&never_seen), "{name}: {never_seen}");
    }
}
