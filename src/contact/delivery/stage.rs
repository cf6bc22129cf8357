//! The stages of handing over a mail: how long each may take, and what it means when one fails.
//! Knows no connection.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::Address;
use strum::VariantArray;

/// For QUIT; the answer that counts has come by then.
pub(super) const QUIT_TIMEOUT: Duration = Duration::from_secs(2);

/// The stages of handing over a mail, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Stage {
    /// Connecting, up to the server’s greeting.
    Connect,
    /// STARTTLS.
    Tls,
    /// Logging in.
    Authenticate,
    /// `MAIL FROM`.
    Sender,
    /// `RCPT TO`.
    Recipient,
    /// `DATA`.
    Data,
    /// The mail itself and the dot behind it.
    Content,
}

impl Stage {
    /// What it is called to staff.
    pub fn name(self) -> &'static str {
        match self {
            Self::Connect => "connecting",
            Self::Tls => "securing the connection",
            Self::Authenticate => "logging in",
            Self::Sender => "naming the sender",
            Self::Recipient => "naming the recipient",
            Self::Data => "beginning the mail",
            Self::Content => "the mail itself",
        }
    }

    /// What an answer that is a failure, or silence, means at this stage.
    pub(super) fn failure_kind(self, code: Option<u16>) -> FailureKind {
        match (self, code) {
            // Behind the mail itself it may be about that mail, which then must not hold up all others: some say it of one that
            // they suspect.
            (Self::Content, Some(421)) => FailureKind::Transient,
            // The server is closing (RFC 5321 §3.8).
            (_, Some(421)) => FailureKind::ServerUnavailable,
            (Self::Connect | Self::Tls, Some(500..)) => FailureKind::ServerRefuses,
            (Self::Connect | Self::Tls, _) => FailureKind::ServerUnavailable,
            // 454: a temporary failure of its own (RFC 4954 §6).
            (Self::Authenticate, Some(500..)) => FailureKind::NotAuthenticated,
            (Self::Authenticate, _) => FailureKind::ServerUnavailable,
            // It wants us to log in, or to use TLS, first, and may say so at any command (RFC 4954 §6, RFC 3207 §4); behind the
            // mail itself again that one alone.
            (Self::Sender | Self::Recipient | Self::Data, Some(530 | 534 | 535 | 538)) => FailureKind::NotAuthenticated,
            (_, Some(500..)) => FailureKind::Permanent,
            (Self::Content, None) => FailureKind::Unknown,
            _ => FailureKind::Transient,
        }
    }
}

/// How long the mail server may take (RFC 5321 §4.5.3.2 asks for more at some stages; their sum
/// must stay below the longest lease of a message, `inbox::MAX_LEASE`).
#[derive(Clone, Copy, Debug)]
pub struct MailTimeouts {
    /// To be reached, with everything up to the greeting, and TLS where it comes first.
    pub connect: Duration,
    /// For the answer to a command.
    pub command: Duration,
    /// For the answer to the mail itself: giving up here makes duplicates.
    pub content: Duration,
}

impl Default for MailTimeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(30), command: Duration::from_secs(60), content: Duration::from_secs(120) }
    }
}

impl MailTimeouts {
    /// For a stage.
    pub fn of(&self, stage: Stage) -> Duration {
        match stage {
            Stage::Connect => self.connect,
            Stage::Tls | Stage::Authenticate | Stage::Sender | Stage::Recipient | Stage::Data => self.command,
            Stage::Content => self.content,
        }
    }

    /// The most that all can take that comes before the mail itself.
    pub(super) fn before_content(&self) -> Duration {
        Stage::VARIANTS.iter().filter(|stage| **stage != Stage::Content).map(|stage| self.of(*stage)).sum()
    }

    /// The most that one mail can take.
    pub fn total(&self) -> Duration {
        self.before_content() + self.of(Stage::Content) + QUIT_TIMEOUT
    }
}

/// Who is told how far a mail has come.
pub trait SendProgress: Sync {
    /// A stage is over and went well, but for these recipients: the server does not take them, and takes others.
    fn passed(&self, stage: Stage, refused: &[(Address, SendError)]);
}

/// Becomes true before the mail itself is sent: from then on the server may have it.
impl SendProgress for AtomicBool {
    fn passed(&self, stage: Stage, _: &[(Address, SendError)]) {
        self.fetch_or(stage == Stage::Data, Ordering::Relaxed);
    }
}

/// What a failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The server cannot be used at the moment; does not count against the message.
    ServerUnavailable,
    /// The server speaks to nobody like us, or its certificate is not right; does not count against the message, and
    /// is not over by itself.
    ServerRefuses,
    /// The server takes nothing from us as we are set up; trying again and again could lock the account.
    NotAuthenticated,
    /// This mail not now.
    Transient,
    /// This mail not ever, as things are set up.
    Permanent,
    /// The mail was handed over, but no answer came: the server may have it.
    Unknown,
}

/// A mail that was not taken.
#[derive(Clone, Debug)]
pub struct SendError {
    /// What it means.
    pub kind: FailureKind,
    /// Where it happened; `None` if the mail server was not asked, or not to the end.
    pub stage: Option<Stage>,
    /// The code of the server’s answer, if it gave one.
    pub code: Option<u16>,
    /// What happened, for the history.
    pub description: String,
}

impl SendError {
    /// What happened, for the log. Once the server has seen the mail it may repeat what is in it,
    /// and nothing that a person typed is ever logged.
    pub(crate) fn log_text(&self) -> String {
        match (self.stage, self.code) {
            (None | Some(Stage::Connect | Stage::Tls | Stage::Authenticate), _) => self.description.clone(),
            // About us alone: it has seen the addresses that are set, and nothing else.
            (Some(Stage::Sender | Stage::Recipient | Stage::Data), _) if self.kind == FailureKind::NotAuthenticated => {
                self.description.clone()
            }
            (Some(stage), Some(code)) => format!("{}: {code}", stage.name()),
            (Some(stage), None) => format!("{}: no proper answer", stage.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_holds_no_words_of_a_server_that_has_seen_the_mail() {
        use FailureKind::*;
        for (stage, kind, code, logged) in [
            (None, Unknown, None, "connecting: refused"),
            (Some(Stage::Connect), Unknown, None, "connecting: refused"),
            (Some(Stage::Authenticate), NotAuthenticated, Some(535), "connecting: refused"),
            (Some(Stage::Sender), NotAuthenticated, Some(530), "connecting: refused"),
            (Some(Stage::Recipient), NotAuthenticated, Some(530), "connecting: refused"),
            (Some(Stage::Data), NotAuthenticated, Some(538), "connecting: refused"),
            (Some(Stage::Recipient), Permanent, Some(550), "naming the recipient: 550"),
            (Some(Stage::Content), Unknown, Some(554), "the mail itself: 554"),
            (Some(Stage::Content), Permanent, Some(530), "the mail itself: 530"),
            (Some(Stage::Content), Unknown, None, "the mail itself: no proper answer"),
        ] {
            let description =
                if stage == Some(Stage::Content) { "554 spam: Dear office" } else { "connecting: refused" };
            let failure = SendError { kind, stage, code, description: description.into() };
            assert_eq!(failure.log_text(), logged);
        }
    }

    #[test]
    fn what_an_answer_means_depends_on_where_it_comes() {
        use FailureKind::*;
        for (stage, code, kind) in [
            (Stage::Connect, None, ServerUnavailable),
            (Stage::Connect, Some(450), ServerUnavailable),
            (Stage::Connect, Some(554), ServerRefuses),
            (Stage::Connect, Some(421), ServerUnavailable),
            (Stage::Tls, None, ServerUnavailable),
            (Stage::Tls, Some(454), ServerUnavailable),
            (Stage::Tls, Some(502), ServerRefuses),
            (Stage::Authenticate, Some(535), NotAuthenticated),
            (Stage::Authenticate, Some(454), ServerUnavailable),
            (Stage::Authenticate, None, ServerUnavailable),
            (Stage::Sender, Some(530), NotAuthenticated),
            (Stage::Recipient, Some(530), NotAuthenticated),
            (Stage::Recipient, Some(538), NotAuthenticated),
            (Stage::Data, Some(530), NotAuthenticated),
            (Stage::Sender, Some(534), NotAuthenticated),
            (Stage::Data, Some(535), NotAuthenticated),
            // None of those: the mailbox, say, or the message.
            (Stage::Recipient, Some(533), Permanent),
            (Stage::Sender, Some(537), Permanent),
            (Stage::Content, Some(530), Permanent),
            (Stage::Sender, Some(451), Transient),
            (Stage::Sender, Some(550), Permanent),
            (Stage::Recipient, Some(450), Transient),
            (Stage::Recipient, Some(550), Permanent),
            (Stage::Recipient, Some(421), ServerUnavailable),
            (Stage::Recipient, None, Transient),
            (Stage::Data, Some(451), Transient),
            (Stage::Data, Some(554), Permanent),
            (Stage::Content, Some(451), Transient),
            (Stage::Content, Some(421), Transient),
            (Stage::Data, Some(421), ServerUnavailable),
            (Stage::Content, Some(554), Permanent),
            (Stage::Content, None, Unknown),
        ] {
            assert_eq!(stage.failure_kind(code), kind, "{stage:?} {code:?}");
        }
    }

    #[test]
    fn the_most_that_a_mail_can_take_is_the_sum_of_all_its_stages() {
        let seconds = Duration::from_secs;
        let timeouts = MailTimeouts { connect: seconds(10_000), command: seconds(100), content: seconds(1000) };
        // TLS, login, sender, recipient and data are commands; then the farewell.
        assert_eq!(timeouts.total(), seconds(10_000 + 5 * 100 + 1000 + 2));
    }
}
