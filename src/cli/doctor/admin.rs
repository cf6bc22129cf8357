//! What a running server says of itself at its admin listener: whether it is ready, and how the doctor’s own requests
//! came in.

use crate::causes::with_causes;
use crate::http::IDLE_PROXY_CONNECTIONS_CLOSED;
use crate::http::probe::Exchange;

use super::client::{Answer, DoctorRequest, NoAnswer, Place, ask};
use super::finding::DoctorFinding;
use super::incoming::IdleConnections;

const CHECK: &str = "server";

/// The admin listener of a server.
pub(super) struct AdminListener(pub(super) Place);

impl AdminListener {
    async fn ask(&self, method: &str, target: &str) -> Result<Answer, NoAnswer> {
        ask(&self.0, &DoctorRequest { method, target, host: "localhost", headers: &[], body: "" }).await
    }

    /// Whether the server is ready, for readers and for messages.
    pub(super) async fn findings(&self) -> Vec<DoctorFinding> {
        let ready = match self.ask("GET", "/readyz").await {
            Ok(answer) if answer.status == 200 => DoctorFinding::ok(CHECK, "it is ready"),
            Ok(answer) => DoctorFinding::failed(CHECK, format!("it is not ready: {}", answer.text().trim()))
                .because("proxies that ask for its health send it no reader")
                .change("its log says why"),
            Err(error) => {
                let failed = DoctorFinding::failed(CHECK, format!("its admin listener: {}", with_causes(&error)))
                    .because("nothing can be said of how requests come in")
                    .change("start the server; --admin-listen (COMMUNIQUE_ADMIN_LISTEN) must name where it says how it stands");
                return vec![failed];
            }
        };
        let contact = match self.ask("GET", "/readyz/contact").await {
            Ok(answer) if answer.status == 200 => DoctorFinding::ok(CHECK, "it can store messages"),
            Ok(answer) => DoctorFinding::failed(CHECK, answer.text().trim().to_owned())
                .because("the form asks citizens to write in another way")
                .change("docs/OPERATING.md, “What is promised”, says what follows; the server tries again by itself every half minute"),
            Err(error) => DoctorFinding::failed(CHECK, format!("messages: {}", with_causes(&error))),
        };
        vec![ready, contact]
    }

    /// Begins a probe; its secret.
    pub(super) async fn begin_probe(&self) -> Option<String> {
        let answer = self.ask("POST", "/probes").await.ok()?;
        (answer.status == 201).then(|| answer.text())
    }

    /// The last request of a probe that the server has seen since this was last asked.
    pub(super) async fn last_seen(&self, secret: &str) -> Option<Exchange> {
        let answer = self.ask("GET", &format!("/probes/{secret}")).await.ok()?;
        let mut seen: Vec<Exchange> = serde_json::from_slice(&answer.body).ok()?;
        seen.pop()
    }

    /// Who has closed connections of proxies that were idle, since the server started.
    pub(super) async fn idle_connections(&self) -> Option<IdleConnections> {
        let metrics = self.ask("GET", "/metrics").await.ok()?.text();
        let closed = |by: &str| {
            let sample = format!("{IDLE_PROXY_CONNECTIONS_CLOSED}_total{{by=\"{by}\"}} ");
            metrics.lines().find_map(|line| line.strip_prefix(sample.as_str())?.parse().ok())
        };
        Some(IdleConnections { closed_by_server: closed("server")?, closed_by_proxy: closed("proxy")? })
    }
}
