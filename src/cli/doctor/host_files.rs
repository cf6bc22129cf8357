//! The files that programs ask for at the root of the host alone: whether they are there, and hold. Asks nobody.

use jiff::Timestamp;

use super::client::Answer;
use super::finding::DoctorFinding;

/// A file at the root of the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HostFile {
    /// For search engines (RFC 9309).
    Robots,
    /// For whoever finds a weakness (RFC 9116).
    Security,
}

impl HostFile {
    /// All of them.
    pub(super) const ALL: [Self; 2] = [Self::Robots, Self::Security];

    /// Its name below the root.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Robots => "robots.txt",
            Self::Security => ".well-known/security.txt",
        }
    }

    /// Where it is asked for.
    pub(super) fn path(self) -> String {
        format!("/{}", self.name())
    }

    /// What an answer says of it. The server has it at an address.
    pub(super) fn finding(self, answer: &Answer, address: &str, now: Timestamp) -> DoctorFinding {
        let check = match self {
            Self::Robots => "robots.txt",
            Self::Security => "security.txt",
        };
        match (answer.status, self) {
            (200, Self::Security) => security(&answer.text(), now),
            (200, Self::Robots) => DoctorFinding::ok(check, format!("{} is there", self.path())),
            (status, _) => DoctorFinding::warning(check, format!("{} answers {status}", self.path()))
                .because("programs look for it at the root of the host and nowhere else (RFC 9309, RFC 9116)")
                .change(format!("the proxy must answer it from {address}")),
        }
    }
}

/// Whether security.txt still holds (RFC 9116 §2.5.5).
fn security(text: &str, now: Timestamp) -> DoctorFinding {
    const CHECK: &str = "security.txt";
    let expires = text
        .lines()
        .find_map(|line| line.strip_prefix("Expires:"))
        .and_then(|day| day.trim().parse::<Timestamp>().ok());
    match expires.map(|expires| expires.duration_since(now).as_hours() / 24) {
        Some(days) if days > 30 => DoctorFinding::ok(CHECK, format!("it holds for {days} days more")),
        Some(days) => DoctorFinding::warning(CHECK, format!("it holds for {days} days more"))
            .because("whoever finds a weakness is told that nobody may be there any more")
            .change("update to a version with a new day"),
        None => DoctorFinding::warning(CHECK, "it does not say until when it holds")
            .change("the proxy must pass /.well-known/security.txt on to the server"),
    }
}
