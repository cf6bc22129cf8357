//! What a running server says of itself at its admin listener: whether it is ready, and how the doctor’s own requests
//! came in.

use crate::causes::with_causes;
use crate::contact::sanitize::one_line;
use crate::http::IDLE_PROXY_CONNECTIONS_CLOSED;
use crate::http::READY;
use crate::http::probe::Exchange;

use super::client::{Answer, DoctorRequest, NoAnswer, Place, ask};
use super::finding::DoctorFinding;
use super::incoming::IdleConnections;

const CHECK: &str = "server";

/// Whether an answer is that of an admin listener: each has this header, and hardly another plain text has. What is well says
/// so in one word.
fn is_ours(answer: &Answer) -> bool {
    let is_plain = answer.header("content-type").is_some_and(|found| found.starts_with("text/plain"));
    let is_known = match answer.status {
        200 => answer.text() == READY,
        status => status == 503,
    };
    is_plain && is_known && answer.header("content-security-policy").is_some()
}

fn foreign(answer: &Answer) -> DoctorFinding {
    DoctorFinding::failed(CHECK, format!("{} from what is no --admin-listen of a server", answer.status))
        .because("nothing can be said of how requests come in")
        .change("--admin-listen (COMMUNIQUE_ADMIN_LISTEN) must name where the server says how it stands, which is not where readers go")
}

/// The words of an answer, with nothing in them that a terminal would act upon.
fn words(answer: &Answer) -> String {
    one_line(answer.text().trim())
}

/// The admin listener of a server.
pub(super) struct AdminListener(pub(super) Place);

impl AdminListener {
    async fn ask(&self, method: &str, target: &str) -> Result<Answer, NoAnswer> {
        ask(&self.0, &DoctorRequest { method, target, host: "localhost", headers: &[], body: "" }).await
    }

    /// Whether the server is ready, for readers and for messages.
    pub(super) async fn findings(&self) -> Vec<DoctorFinding> {
        let ready = match self.ask("GET", "/readyz").await {
            Ok(answer) if !is_ours(&answer) => return vec![foreign(&answer)],
            Ok(answer) if answer.status == 200 => DoctorFinding::ok(CHECK, "it is ready"),
            Ok(answer) => DoctorFinding::failed(CHECK, format!("it is not ready: {}", words(&answer)))
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
            Ok(answer) if !is_ours(&answer) => foreign(&answer),
            Ok(answer) if answer.status == 200 => DoctorFinding::ok(CHECK, "it can store messages"),
            Ok(answer) => DoctorFinding::failed(CHECK, words(&answer))
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
