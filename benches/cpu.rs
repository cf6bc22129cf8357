//! CPU time per request for a hot page, against servers that send the same precompressed bytes with
//! the same headers: one worker each on one core, the same load from another core, in turns, over several starts.
//!
//! - bare actix-web, whose handler does nothing but put ready headers and a ready body together: what
//!   is left above it is ours. Bar: at most 1.04 of it.
//! - nginx tuned to do as little as it can (no log, open files cached). Bar: not above it.
//! - nginx as Debian ships it (access log, files opened anew), for comparison.
//!
//! Needs nginx, wrk and taskset (Debian: nginx-light wrk util-linux).
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "support.rs"]
mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{App, HttpResponse, HttpServer, web};
use bytes::Bytes;
use support::{BINARY, Process, communique, raw, settled};

const PAGE: &str = "/en/fight-against-terrorism";
/// How often all servers are started anew: where the pages of a process lie in memory is another at each start, and with it
/// what the kernel takes to copy from them.
const STARTS: usize = 5;
/// At each start. Of a second each: short ones see one speed of the machine.
const ROUNDS: usize = 9;

fn on_core(core: &str, program: &str) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", core, program]);
    command
}

/// How nginx is set up.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Setup {
    /// As Debian ships it.
    Shipped,
    /// No access log, open files cached.
    Tuned,
}

/// Says to this very program that it is to be the bare server, and in which folder its page is.
const BARE: &str = "COMMUNIQUE_BARE";

/// Starts the bare server in a process of its own.
fn bare(folder: &Path, head: &str, body: &[u8]) -> (Process, SocketAddr) {
    let folder = folder.join("bare");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("head"), head).unwrap();
    std::fs::write(folder.join("page"), body).unwrap();
    let program = std::env::current_exe().unwrap();
    let mut command = on_core("0", program.to_str().unwrap());
    let process = Process(command.env(BARE, &folder).spawn().unwrap());
    for _ in 0..200 {
        if let Ok(address) = std::fs::read_to_string(folder.join("address")) {
            return (process, address.parse().unwrap());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("the bare server does not start");
}

/// Is the bare server: the same headers, ready, and the same body.
fn serve_bare(folder: &Path) {
    let head = std::fs::read_to_string(folder.join("head")).unwrap();
    let body = Bytes::from(std::fs::read(folder.join("page")).unwrap());
    let headers: Vec<(HeaderName, HeaderValue)> = head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        // These actix writes by itself.
        .filter(|(name, _)| !["content-length", "date", "connection"].contains(name))
        .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
        .collect();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let application = move || {
        let (headers, body) = (headers.clone(), body.clone());
        App::new().default_service(web::to(move || {
            let mut response = HttpResponse::with_body(StatusCode::OK, body.clone()).map_into_boxed_body();
            for (name, value) in &headers {
                response.headers_mut().insert(name.clone(), value.clone());
            }
            async move { response }
        }))
    };
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(application).workers(1).keep_alive(Duration::from_secs(150)).listen(listener);
        let server = server.unwrap().run();
        // Whole or not at all: who waits for it reads meanwhile.
        std::fs::write(folder.join("new"), address.to_string()).unwrap();
        std::fs::rename(folder.join("new"), folder.join("address")).unwrap();
        server.await.unwrap();
    });
}

fn nginx(folder: &Path, setup: Setup, head: &str, body: &[u8]) -> (Process, SocketAddr) {
    let folder = &folder.join(format!("{setup:?}"));
    std::fs::create_dir(folder).unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    std::fs::write(folder.join("page"), body).unwrap();
    let mut headers = String::new();
    for line in head.lines().skip(1).filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap();
        // These nginx writes by itself.
        if !["content-length", "content-type", "date", "connection", "accept-ranges", "last-modified"].contains(&name) {
            writeln!(headers, "add_header {name} '{}';", value.replace('\'', "\\'")).unwrap();
        }
    }
    let folder = folder.display();
    let tuning = match setup {
        Setup::Shipped => format!("access_log {folder}/access.log;"),
        Setup::Tuned => "access_log off; open_file_cache max=10; open_file_cache_valid 600s;".to_owned(),
    };
    let configuration = format!(
        "daemon off; master_process on; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ {tuning} sendfile on; tcp_nopush on; tcp_nodelay on; etag off; server_tokens off;\n\
         keepalive_timeout 150s; keepalive_requests 1000000000;\n\
         client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n\
         server {{ listen 127.0.0.1:{port}; types {{ }} default_type 'text/html; charset=utf-8';\n\
         location = {PAGE} {{ {headers} alias {folder}/page; }} }} }}\n"
    );
    let path = format!("{folder}/nginx.conf");
    std::fs::write(&path, configuration).unwrap();
    let process = Process(on_core("0", "nginx").args(["-c", &path]).spawn().expect("nginx is needed"));
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    for _ in 0..200 {
        if std::net::TcpStream::connect(address).is_ok() {
            return (process, address);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("nginx does not listen");
}

/// Nanoseconds of CPU time of a process, all its threads, and its children.
fn cpu_time(pid: u32) -> u64 {
    let own = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap().flatten().map(|thread| {
        let times = std::fs::read_to_string(thread.path().join("schedstat")).unwrap();
        times.split(' ').next().unwrap().parse::<u64>().unwrap()
    });
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    own.sum::<u64>() + children.split_whitespace().map(|child| cpu_time(child.parse().unwrap())).sum::<u64>()
}

/// Microseconds of CPU a request.
fn measure(pid: u32, address: SocketAddr) -> f64 {
    let before = cpu_time(pid);
    let output = on_core("1", "wrk")
        .args(["-t1", "-c32", "-d1s", "-H", "accept-encoding: br", &format!("http://{address}{PAGE}")])
        .output()
        .expect("taskset is needed");
    assert!(output.status.success(), "wrk is needed: {}", String::from_utf8_lossy(&output.stderr));
    let spent = cpu_time(pid) - before;
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(!report.contains("Non-2xx") && !report.contains("Socket errors"), "{report}");
    let line = report.lines().find(|line| line.contains("requests in")).unwrap();
    let requests: f64 = line.split_whitespace().next().unwrap().parse().unwrap();
    spent as f64 / 1_000.0 / requests
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Those whom communique is compared with, and at most how much of what each takes it may take.
const PEERS: [(&str, Option<f64>); 3] =
    [("bare actix-web", Some(1.04)), ("nginx tuned", Some(1.0)), ("nginx as shipped", None)];

/// All servers at once, each with the same page.
struct Servers {
    ours: (Process, SocketAddr),
    /// In the order of [`PEERS`].
    peers: [(Process, SocketAddr); PEERS.len()],
    _folder: tempfile::TempDir,
}

impl Servers {
    /// Starts them, and waits until what they do at the start is over.
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut permissions = std::fs::metadata(folder.path()).unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
        std::fs::set_permissions(folder.path(), permissions).unwrap();
        let (ours, our_address) = communique(on_core("0", BINARY), &["--public-url=https://www.ministry.example"]);
        let (head, body) = settled(our_address, PAGE);
        // The background compression has ended before anything is measured.
        for tag in support::languages() {
            settled(our_address, &format!("/{tag}/share"));
        }
        let nginx = |setup| nginx(folder.path(), setup, &head, &body);
        let peers = [bare(folder.path(), &head, &body), nginx(Setup::Tuned), nginx(Setup::Shipped)];
        for ((name, _), (_, address)) in PEERS.iter().zip(&peers) {
            let (their_head, their_body) = raw(*address, PAGE, "br");
            assert!(their_body == body, "{name} serves other bytes");
            assert_eq!(names(&head), names(&their_head), "{name} sends different headers");
        }
        Self { ours: (ours, our_address), peers, _folder: folder }
    }

    /// What a request takes of each in turn: of communique, and of its peers.
    fn round(&self) -> (f64, [f64; PEERS.len()]) {
        let measured = |(process, address): &(Process, SocketAddr)| measure(process.0.id(), *address);
        (measured(&self.ours), self.peers.each_ref().map(measured))
    }
}

fn main() {
    if let Some(folder) = std::env::var_os(BARE) {
        return serve_bare(Path::new(&folder));
    }
    let mut ours_took = Vec::new();
    let mut they_took = PEERS.map(|_| Vec::new());
    for _ in 0..STARTS {
        let servers = Servers::start();
        // The first round warms everybody up.
        servers.round();
        for _ in 0..ROUNDS {
            let (ours, theirs) = servers.round();
            ours_took.push(ours);
            they_took.iter_mut().zip(theirs).for_each(|(took, measured)| took.push(measured));
        }
    }
    println!("communique {:.2} µs a request", median(ours_took.clone()));
    for ((name, bar), took) in PEERS.iter().zip(they_took) {
        // By pairs: the machine changes its speed between rounds, and seldom within one.
        let ratios: Vec<f64> = ours_took.iter().zip(&took).map(|(ours, theirs)| ours / theirs).collect();
        let of_starts: Vec<String> =
            ratios.chunks(ROUNDS).map(|start| format!("{:.3}", median(start.to_vec()))).collect();
        let ratio = median(ratios);
        let verdict = match bar {
            Some(bar) if ratio <= *bar => format!(" of at most {bar}: met"),
            Some(bar) => format!(" of at most {bar}: MISSED"),
            None => String::new(),
        };
        println!(
            "{name} {:.2} µs, ratio {ratio:.3} (median of {} rounds; of each start {}){verdict}",
            median(took),
            STARTS * ROUNDS,
            of_starts.join(", ")
        );
    }
}

/// The names of the headers of an answer.
fn names(head: &str) -> BTreeSet<String> {
    let name = |line: &str| line.split_once(':').map(|(name, _)| name.to_ascii_lowercase());
    head.lines().skip(1).filter_map(name).filter(|name| name != "server").collect()
}
