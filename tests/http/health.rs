//! Health and metrics, for the operator.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::fast_program::FastProgram;
use crate::support::program::wait_until;
use crate::support::request::{ask, connect, form_head, letter, post};
use crate::support::running::Running;

const PLAIN: &str = "text/plain; charset=utf-8";
const OLDER_FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[test]
fn health_is_on_the_admin_listener_alone() {
    let server = Running::start(&[]);
    for path in ["/livez", "/readyz", "/metrics"] {
        assert_eq!(server.get(path, &[]).status, 404, "{path} is public");
        let answer = ask(server.admin, "GET", path, &[]);
        let media = if path == "/metrics" { OLDER_FORMAT } else { PLAIN };
        assert_eq!((answer.status, answer.header("content-type")), (200, media), "{path}");
    }
    let refused = ask(server.admin, "POST", "/metrics", &[]);
    assert_eq!((refused.status, refused.header("content-type")), (405, PLAIN));
    // What is allowed is said of the path that was asked for.
    let secret = ask(server.admin, "POST", "/probes", &[]).text();
    let probe = format!("/probes/{secret}");
    for (method, path, status, allowed) in [
        ("POST", "/metrics", 405, "GET, HEAD, OPTIONS"),
        ("DELETE", "/readyz", 405, "GET, HEAD, OPTIONS"),
        ("GET", "/probes", 405, "POST, OPTIONS"),
        ("HEAD", &probe, 405, "GET, OPTIONS"),
        ("POST", &probe, 405, "GET, OPTIONS"),
        ("OPTIONS", "/", 204, "GET, HEAD, POST, OPTIONS"),
        ("OPTIONS", "/livez", 204, "GET, HEAD, OPTIONS"),
        ("OPTIONS", "/readyz", 204, "GET, HEAD, OPTIONS"),
        ("OPTIONS", "/metrics", 204, "GET, HEAD, OPTIONS"),
        ("OPTIONS", "/probes", 204, "POST, OPTIONS"),
        ("OPTIONS", &probe, 204, "GET, OPTIONS"),
        ("OPTIONS", "/nowhere", 404, ""),
        ("GET", "/", 404, ""),
        ("GET", &probe, 200, ""),
        ("POST", "/nowhere", 404, ""),
        ("GET", "/nowhere", 404, ""),
    ] {
        let answer = ask(server.admin, method, path, &[]);
        assert_eq!((answer.status, answer.header("allow")), (status, allowed), "{method} {path}");
    }
    assert!(ask(server.admin, "GET", "/nowhere", &[]).text().contains("/probes"));
    server.app.drain();
    assert_eq!(ask(server.admin, "GET", "/readyz", &[]).status, 503);
    assert_eq!(ask(server.admin, "OPTIONS", "/readyz", &[]).status, 503, "who asks for readiness so hears it, too");
    assert_eq!(ask(server.admin, "GET", "/livez", &[]).status, 200);
    assert_eq!(server.get("/en/share", &[]).header("connection"), "close");
}

#[test]
fn connections_without_a_request_keep_no_probe_from_the_admin_listener() {
    let server = Running::start(&[]);
    let mut others: Vec<TcpStream> = (0..150).map(|_| connect(server.admin)).collect();
    for begun in others.iter_mut().step_by(2) {
        // Some of them are closed already.
        let _ = begun.write_all(b"GET /livez HTTP/1.1\r\nHost: ");
    }
    let begun = Instant::now();
    assert_eq!(ask(server.admin, "GET", "/livez", &[]).status, 200);
    assert!(begun.elapsed() < Duration::from_secs(4), "after {:?}: a health check waits 5 s", begun.elapsed());
}

#[test]
fn the_metrics_are_in_the_format_that_is_asked_for() {
    let server = Running::start(&[]);
    for (accept, media, counter, is_open) in [
        ("application/openmetrics-text;version=1.0.0,*/*;q=0.1", OPEN_METRICS, "contact_submissions", true),
        ("text/plain;version=0.0.4;q=0.5,*/*;q=0.1", OLDER_FORMAT, "contact_submissions_total", false),
        ("*/*", OLDER_FORMAT, "contact_submissions_total", false),
    ] {
        let answer = ask(server.admin, "GET", "/metrics", &[("accept", accept)]);
        assert_eq!(answer.header("content-type"), media, "{accept}");
        let text = answer.text();
        assert!(text.lines().any(|line| line == format!("# TYPE {counter} counter")), "{accept}: {text}");
        assert_eq!(text.ends_with("# EOF\n"), is_open, "{accept}");
        assert_eq!(text.contains("# UNIT "), is_open, "{accept}");
    }
}

#[test]
fn a_request_is_counted_by_method_template_and_status_and_never_by_its_address() {
    let server = Running::start(&[]);
    server.get("/en/share", &[]);
    server.get("/fr/share?from=somebody", &[]);
    server.get("/somewhere", &[]);
    server.ask("PROPFIND", "/az/contact", &[]);
    server.post("/en/contact", &letter("Salam"), &[]);
    let metrics = ask(server.admin, "GET", "/metrics", &[]).text();
    for (method, route, status, count) in [
        ("GET", "/{tag}/share", 200, 2),
        ("GET", "none", 404, 1),
        ("_OTHER", "/{tag}/contact", 405, 1),
        ("POST", "/{tag}/contact", 303, 1),
        ("POST", "/{tag}/contact", 503, 0),
    ] {
        let labels = format!(
            "http_server_request_duration_seconds_count{{http_request_method=\"{method}\",http_route=\"{route}\",http_response_status_code=\"{status}\"}} {count}"
        );
        assert!(metrics.lines().any(|line| line == labels), "{labels}: {metrics}");
    }
    assert!(!metrics.contains("somewhere") && !metrics.contains("somebody"), "{metrics}");
    assert!(!metrics.contains("/metrics"), "asking for metrics is no request to the site");
}

#[test]
fn a_probe_that_is_told_no_leaves_no_line_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = FastProgram::speaking(&["en"], &["--admin-listen=127.0.0.1:0"]).start(folder.path());
    let admin = server.log().split("\"admin\":\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    std::fs::remove_file(folder.path().join("communique.db")).unwrap();
    assert_eq!(post(server.address(), "/en/contact", &letter("Salam"), &[]).status, 503);
    wait_until("the storage is known to fail", || ask(admin, "GET", "/readyz/contact", &[]).status == 503);
    // A form on its way holds the stop up, so that the probe is answered meanwhile.
    let mut form = connect(server.address());
    let head = form_head("/en/contact", "content-length: 5000");
    form.write_all((head + "message=").as_bytes()).unwrap();
    let metrics = || ask(admin, "GET", "/metrics", &[]).text();
    wait_until("the form is under way", || metrics().lines().any(|line| line == "http_server_active_requests 1"));
    server.process.signal("TERM");
    wait_until("it is draining", || ask(admin, "GET", "/readyz", &[]).status == 503);
    for path in ["/readyz", "/readyz/contact", "/nowhere"] {
        assert!(ask(admin, "GET", path, &[]).status >= 404, "{path}");
    }
    drop(form);
    server.process.end();
    wait_until("the log is there to its end", || server.log().contains("\"stopped\""));
    let log = server.log();
    // The form that could not be stored, and no probe.
    assert_eq!(log.matches("a request failed").count(), 1, "{log}");
    assert!(log.contains("\"route\":\"/{tag}/contact\"") && !log.contains("readyz"), "{log}");
}
