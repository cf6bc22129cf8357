//! A real Prometheus with the example configuration: it takes both formats of metrics, its tool takes the alerts, and every
//! query of the alerts and of the dashboard gives what it is to show.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::service::metrics::{alerts, deliver, queries};
use crate::support::fast_program::FastProgram;
use crate::support::program::{Process, Program, free_port, wait_until};
use crate::support::request::{ask, letter, try_post, try_send};
use crate::support::smtp::{Protection, Smtp, usual};
use crate::support::tls::Authority;

/// A server and a delivery at work, with a mail server that speaks TLS. The server mails, too: it is told when a message
/// arrives, where a delivery looks every half minute.
struct Processes {
    _server: Program,
    server: SocketAddr,
    server_admin: SocketAddr,
    _delivery: Process,
    delivery_admin: SocketAddr,
    _smtp: Smtp,
    _authority: Authority,
    _folder: tempfile::TempDir,
}

impl Processes {
    fn start() -> Self {
        let (folder, authority) = (tempfile::tempdir().unwrap(), Authority::new());
        let smtp = Smtp::protected(Protection::Tls(authority.certificate("IP:127.0.0.1")), usual);
        let server_admin = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let listen = format!("--admin-listen={server_admin}");
        let url = format!("{}?ca={}", smtp.url(), authority.path().display());
        let smtp_url = format!("--smtp-url={url}");
        let flags = ["--mail-from=site@example.org", "--mail-to=office@example.org", &smtp_url, &listen];
        let program = FastProgram::unlimited(&flags).start(folder.path());
        let (delivery, delivery_admin) = deliver(folder.path(), &url);
        Self {
            server: program.address(),
            _server: program,
            server_admin,
            _delivery: delivery,
            delivery_admin,
            _smtp: smtp,
            _authority: authority,
            _folder: folder,
        }
    }
}

/// Readers and senders, until it is dropped.
struct Traffic(Arc<AtomicBool>, Option<JoinHandle<()>>);

impl Traffic {
    fn start(server: SocketAddr) -> Self {
        let ended = Arc::<AtomicBool>::default();
        let ends = Arc::clone(&ended);
        let thread = std::thread::spawn(move || {
            for number in 0.. {
                if ends.load(Ordering::Relaxed) {
                    return;
                }
                for path in ["/", "/en/fight-against-terrorism", "/en/nothing"] {
                    let _ = try_send(server, "GET", path, &[], Vec::new());
                }
                let _ = try_post(server, "/en/contact", &letter(&format!("Letter {number}")), &[]);
            }
        });
        Self(ended, Some(thread))
    }
}

impl Drop for Traffic {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
        let _ = self.1.take().unwrap().join();
    }
}

/// Answers whoever asks with the metrics of another address in the format 0.0.4.
fn relay_in_older_format(admin: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.read(&mut [0; 8192]);
            let Ok(answer) = try_send(admin, "GET", "/metrics", &[("accept", "text/plain;version=0.0.4")], Vec::new())
            else {
                continue;
            };
            let (media, body) = (answer.header("content-type").to_owned(), answer.text());
            assert!(media.starts_with("text/plain; version=0.0.4"), "{media}");
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-type: {media}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
        }
    });
    address
}

/// A Prometheus with the example configuration, every second, and with one more job for the older format.
struct Prometheus {
    _process: Process,
    address: SocketAddr,
}

impl Prometheus {
    fn start(folder: &Path, processes: &Processes, older: SocketAddr) -> Self {
        let mut configuration = std::fs::read_to_string("deploy/prometheus/prometheus.yaml").unwrap();
        for (given, here) in [("127.0.0.1:8081", processes.server_admin), ("127.0.0.1:8082", processes.delivery_admin)]
        {
            assert_eq!(configuration.matches(given).count(), 1);
            configuration = configuration.replace(given, &here.to_string());
        }
        let more = format!("scrape_configs:\n  - job_name: older\n    static_configs: [{{targets: [\"{older}\"]}}]\n");
        let configuration = configuration.replace("scrape_configs:\n", &more);
        let every_second = "global: {scrape_interval: 1s, evaluation_interval: 1s}\n";
        std::fs::write(folder.join("prometheus.yaml"), format!("{every_second}{configuration}")).unwrap();
        std::fs::copy("deploy/prometheus/alerts.yaml", folder.join("alerts.yaml")).unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let mut command = Command::new("prometheus");
        command.arg(format!("--config.file={}", folder.join("prometheus.yaml").display()));
        command.arg(format!("--storage.tsdb.path={}", folder.join("data").display()));
        command.arg(format!("--web.listen-address={address}"));
        let process = Process(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        wait_until("Prometheus listens", || TcpStream::connect(address).is_ok());
        wait_until("Prometheus is ready", || ask(address, "GET", "/-/ready", &[]).status == 200);
        Self { _process: process, address }
    }

    /// What it says at an address of its interface.
    fn get(&self, path: &str) -> Value {
        let answer = ask(self.address, "GET", &format!("/api/v1/{path}"), &[]);
        serde_json::from_str(&answer.text()).unwrap()
    }

    /// The values that a query gives.
    fn values(&self, query: &str) -> Vec<f64> {
        let encoded: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let answer = self.get(&format!("query?query={encoded}"));
        assert_eq!(answer["status"], "success", "{query}: {answer}");
        let results = answer["data"]["result"].as_array().unwrap();
        results.iter().map(|result| result["value"][1].as_str().unwrap().parse().unwrap()).collect()
    }
}

#[test]
#[ignore = "needs prometheus and openssl; tests/run installs them"]
fn every_query_of_the_dashboard_and_every_alert_works_in_a_real_prometheus_that_scrapes_both_formats() {
    let (folder, processes) = (tempfile::tempdir().unwrap(), Processes::start());
    let _traffic = Traffic::start(processes.server);
    let older = relay_in_older_format(processes.server_admin);
    let prometheus = Prometheus::start(folder.path(), &processes, older);
    for job in ["communique", "communique-deliver", "older"] {
        let up = format!("up{{job=\"{job}\"}}");
        wait_until(&up, || prometheus.values(&up) == [1.0]);
    }
    let targets = prometheus.get("targets");
    for target in targets["data"]["activeTargets"].as_array().unwrap() {
        assert_eq!(target["lastError"], "", "{target}");
    }
    // One metric of each type by either format is the same.
    for name in ["http_connections_max", "contact_messages", "process_max_fds", "communique_build_info"] {
        let of = |job: &str| prometheus.values(&format!("sort({name}{{job=\"{job}\"}} * 0 + 1)")).len();
        wait_until(name, || of("communique") > 0 && of("communique") == of("older"));
    }
    let queries = queries();
    assert!(queries.len() >= 40, "the test reads too little");
    for (panel, query) in queries {
        let query = query.replace("$__rate_interval", "1m").replace("$instance", ".+");
        assert!(!query.contains('$'), "{panel}: {query}");
        let has_data = || {
            let values = prometheus.values(&query);
            !values.is_empty() && values.iter().all(|value| value.is_finite())
        };
        wait_until(&format!("{panel} has data: {query}"), has_data);
    }
    let expires = prometheus.values("smtp_certificate_expires_timestamp_seconds");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let left = expires[0] - now.as_secs_f64();
    assert!(left > 86_400.0 && left < Duration::from_secs(2 * 86_400).as_secs_f64(), "{left}");
    let expected: Vec<String> = alerts().into_keys().collect();
    let rules = || prometheus.get("rules?type=alert")["data"]["groups"][0]["rules"].as_array().cloned();
    // All is well but for the certificate, which is one for two days.
    let is_firing = |rule: &Value| rule["name"] == "CommuniqueMailCertificateExpires" && rule["state"] == "firing";
    wait_until("the certificate is noticed", || rules().is_some_and(|rules| rules.iter().any(is_firing)));
    let rules = rules().unwrap();
    let mut names: Vec<&str> = rules.iter().map(|rule| rule["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, expected);
    for rule in rules {
        assert_eq!(rule["health"], "ok", "{rule}");
        assert!(rule["state"] != "firing" || is_firing(&rule), "{rule}");
    }
}

/// What `promtool` says of something; fails if that is wrong.
fn promtool(arguments: &[&str], input: Option<&str>) {
    let mut command = Command::new("promtool");
    command.args(arguments).current_dir("deploy/prometheus").stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.unwrap_or_default().as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    // What is to be bettered is said and is no failure.
    assert!(input.is_none() || said.is_empty(), "{arguments:?}: {said}");
}

#[test]
#[ignore = "needs promtool; tests/run installs it"]
fn the_tool_of_prometheus_takes_the_metrics_and_the_alerts_do_with_figures_what_they_are_to_do() {
    promtool(&["check", "config", "prometheus.yaml"], None);
    promtool(&["check", "rules", "alerts.yaml"], None);
    promtool(&["test", "rules", "alerts.test.yaml"], None);
    let folder = tempfile::tempdir().unwrap();
    let admin = SocketAddr::from(([127, 0, 0, 1], free_port()));
    let listen = format!("--admin-listen={admin}");
    let flags = ["--smtp-url=smtp://127.0.0.1:1", "--mail-from=a@example.org", "--mail-to=b@example.org", &listen];
    let _server = FastProgram::speaking(&["en"], &flags).start(folder.path());
    promtool(&["check", "metrics"], Some(&ask(admin, "GET", "/metrics", &[]).text()));
}
