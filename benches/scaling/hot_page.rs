//! CPU a request for a page that is asked for all the time, of each process that answers it, in several set-ups that take
//! turns. Servers run on one core and wrk on the other.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::figures::{SetUp, Spread};
use crate::processes::{cpu_us, pin};
use crate::program::{Program, free_port};
use crate::proxies::Example;
use crate::tls::Authority;

const PAGE: &str = "/en/fight-against-terrorism";
/// Beside one that warms everybody up.
const ROUNDS: usize = 9;
const SECONDS: usize = 2;

/// A set-up as it runs.
struct Running<'a> {
    name: &'a str,
    url: String,
    is_kept: bool,
    processes: Vec<(&'a str, u32)>,
    took: BTreeMap<&'a str, Vec<f64>>,
}

/// Measures all set-ups in front of one server, which runs on core 0.
pub fn measure(server: &Program, folder: &Path) -> Vec<SetUp> {
    let (listen, ours) = (server.listen.as_str(), ("communique", server.process.0.id()));
    let authority = Authority::new();
    let certificate = authority.certificate("IP:127.0.0.1");
    // No session is resumed: each connection is that of a reader who comes for the first time.
    let with_tls = |part: &str, keeps: bool| {
        let folder = folder.join(part);
        std::fs::create_dir(&folder).unwrap();
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&folder, permissions).unwrap();
        let port = free_port();
        let tls = format!(
            "server_name _; listen 127.0.0.1:{port} ssl; ssl_certificate {}; ssl_certificate_key {};\n\
             ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache off; ssl_session_tickets off; keepalive_requests 1000000000;",
            certificate.chain.display(),
            certificate.key.display()
        );
        let mut nginx = Example::new("nginx", &folder, listen, listen).unlimited().with("server_name _;", tls);
        if !keeps {
            nginx = nginx.with("proxy_cache communique;", "proxy_cache off;");
        }
        let (process, _) = nginx.start();
        (process, port)
    };
    let (caching, caching_port) = with_tls("caching", true);
    let (passing, passing_port) = with_tls("passing", false);
    let (varnish, varnish_address) = Example::new("Varnish", folder, listen, listen).start();
    let (caching_pid, passing_pid, varnish_pid) = (caching.0.id(), passing.0.id(), varnish.0.id());
    [caching_pid, passing_pid, varnish_pid].into_iter().for_each(|pid| pin(pid, "0"));

    let set_up = |name, place: String, is_kept, processes: &[(&'static str, u32)]| Running {
        name,
        url: format!("{place}{PAGE}"),
        is_kept,
        processes: processes.to_vec(),
        took: BTreeMap::new(),
    };
    let ours = (ours.0, ours.1);
    let mut all = [
        set_up("direct, connections kept", format!("http://{listen}"), true, &[ours]),
        set_up("direct, a connection each", format!("http://{listen}"), false, &[ours]),
        set_up(
            "Varnish, from its memory",
            format!("http://{varnish_address}"),
            true,
            &[("Varnish", varnish_pid), ours],
        ),
        set_up(
            "nginx, TLS kept, its cache",
            format!("https://127.0.0.1:{caching_port}"),
            true,
            &[("nginx", caching_pid), ours],
        ),
        set_up(
            "nginx, new TLS each, its cache",
            format!("https://127.0.0.1:{caching_port}"),
            false,
            &[("nginx", caching_pid), ours],
        ),
        set_up(
            "nginx, new TLS each, no cache",
            format!("https://127.0.0.1:{passing_port}"),
            false,
            &[("nginx", passing_pid), ours],
        ),
    ];
    for round in 0..=ROUNDS {
        for set_up in &mut all {
            let each = set_up.round();
            let shown: Vec<String> = each.iter().map(|(name, us)| format!("{name} {us:.1} µs")).collect();
            println!("  round {round}: {}: {}", set_up.name, shown.join(", "));
            if round > 0 {
                each.into_iter().for_each(|(name, us)| set_up.took.entry(name).or_default().push(us));
            }
        }
    }
    let made = all.into_iter().map(|set_up| SetUp {
        name: set_up.name.to_owned(),
        rounds: ROUNDS,
        cpu_us_per_request: set_up
            .took
            .into_iter()
            .map(|(name, took)| (name.to_owned(), Spread::of(took, 2)))
            .collect(),
    });
    made.collect()
}

impl<'a> Running<'a> {
    /// Microseconds of CPU a request, of each process.
    fn round(&self) -> Vec<(&'a str, f64)> {
        let before: Vec<f64> = self.processes.iter().map(|(_, pid)| cpu_us(*pid)).collect();
        let duration = format!("-d{SECONDS}s");
        let mut wrk = Command::new("taskset");
        wrk.args(["-c", "1", "wrk", "-t1", "-c32", &duration, "-H", "accept-encoding: br"]);
        if !self.is_kept {
            wrk.args(["-H", "connection: close"]);
        }
        let output = wrk.arg(&self.url).output().expect("wrk and taskset are needed");
        let report = String::from_utf8(output.stdout).unwrap();
        assert!(!report.contains("Non-2xx") && !report.contains("Socket errors"), "{}: {report}", self.name);
        let line = report.lines().find(|line| line.contains("requests in")).expect("wrk says how many requests");
        let requests: f64 = line.split_whitespace().next().unwrap().parse().unwrap();
        let spent =
            self.processes.iter().zip(before).map(|((name, pid), before)| (*name, (cpu_us(*pid) - before) / requests));
        spent.collect()
    }
}
