//! Health and metrics, for the operator.

use crate::support::request::ask;
use crate::support::running::Running;

#[test]
fn health_is_on_the_admin_listener_alone() {
    let server = Running::start(&[]);
    for path in ["/livez", "/readyz", "/metrics"] {
        assert_eq!(server.get(path, &[]).status, 404, "{path} is public");
        let answer = ask(server.admin, "GET", path, &[]);
        let media = match path {
            "/metrics" => "application/openmetrics-text; version=1.0.0; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        assert_eq!((answer.status, answer.header("content-type")), (200, media), "{path}");
    }
    let refused = ask(server.admin, "POST", "/metrics", &[]);
    assert_eq!((refused.status, refused.header("content-type")), (405, "text/plain; charset=utf-8"));
    server.get("/en/share", &[]);
    let metrics = ask(server.admin, "GET", "/metrics", &[]).text();
    assert!(metrics.contains("http_server_requests_total{route=\"page\",status=\"200\"} 1"), "{metrics}");
    server.app.drain();
    assert_eq!(ask(server.admin, "GET", "/readyz", &[]).status, 503);
    assert_eq!(ask(server.admin, "GET", "/livez", &[]).status, 200);
    assert_eq!(server.get("/en/share", &[]).header("connection"), "close");
}
