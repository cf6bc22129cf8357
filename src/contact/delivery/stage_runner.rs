//! A stage of handing over a mail is run within its time, and what its failure means is said. Knows neither the server nor
//! the mail.

use std::io;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp;
use lettre::transport::smtp::response::Response;
use tokio::time::timeout;

use crate::causes::with_causes;
use crate::contact::sanitize::one_line;
use crate::tls::{NotTls, is_certificate_unknown};

use super::not_smtp::{NotSmtp, shown};
use super::stage::{FailureKind, MailTimeouts, SendError, SendProgress, Stage};

/// Runs the stages of one mail, and tells how far it has come.
#[derive(Clone, Copy)]
pub(super) struct StageRunner<'p> {
    timeouts: MailTimeouts,
    progress: &'p dyn SendProgress,
}

impl<'p> StageRunner<'p> {
    /// With these times, telling this one.
    pub(super) fn new(timeouts: MailTimeouts, progress: &'p dyn SendProgress) -> Self {
        Self { timeouts, progress }
    }

    /// How long a stage may take.
    pub(super) fn time_for(&self, stage: Stage) -> Duration {
        self.timeouts.of(stage)
    }

    /// A stage is over and went well, but for these recipients.
    pub(super) fn passed(&self, stage: Stage, refused: &[(Address, SendError)]) {
        self.progress.passed(stage, refused);
    }

    /// A stage of several steps, which tells by itself whether it went well.
    pub(super) async fn run<T, E: Into<StageError>>(
        &self,
        stage: Stage,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, SendError> {
        let done = within(stage, self.time_for(stage), work).await?;
        self.passed(stage, &[]);
        Ok(done)
    }

    /// A stage that is one command.
    pub(super) async fn command(
        &self,
        stage: Stage,
        work: impl Future<Output = Result<Response, smtp::Error>>,
    ) -> Result<(), SendError> {
        answer(stage, self.time_for(stage), work).await?;
        self.passed(stage, &[]);
        Ok(())
    }
}

/// The answer that belongs to a command at a stage. lettre takes any answer below 400 for a good one.
pub(super) async fn answer(
    stage: Stage,
    wait: Duration,
    work: impl Future<Output = Result<Response, smtp::Error>>,
) -> Result<Response, SendError> {
    let response = within(stage, wait, work).await?;
    let code = u16::from(response.code());
    let fits = match stage {
        Stage::Data => code == 354,
        _ => (200..300).contains(&code),
    };
    if fits {
        return Ok(response);
    }
    let kind = if stage == Stage::Content { FailureKind::Unknown } else { FailureKind::ServerUnavailable };
    let description = format!("{}: an answer that does not belong here: {}", stage.name(), text_of(&response));
    Err(SendError { kind, stage: Some(stage), code: Some(code), description })
}

/// The work of a stage, within a time.
async fn within<T, E: Into<StageError>>(
    stage: Stage,
    wait: Duration,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, SendError> {
    let send_error = |kind, code, what: String| SendError {
        kind,
        stage: Some(stage),
        code,
        description: shortened(&format!("{}: {what}", stage.name())),
    };
    match timeout(wait, work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => {
            let error = error.into();
            let mut failed = send_error(error.kind_at(stage), error.code(), with_causes(&error));
            failed.description.push_str(error.hint());
            Err(failed)
        }
        Err(_) => Err(send_error(stage.failure_kind(None), None, format!("no answer within {} s", wait.as_secs_f32()))),
    }
}

/// What can go wrong at a stage.
#[derive(Debug, thiserror::Error)]
pub(super) enum StageError {
    /// The connection, or TLS.
    #[error(transparent)]
    Network(io::Error),
    /// What is no TLS answers where TLS begins.
    #[error("what answers there is no TLS: {came}")]
    NotTls {
        /// What has come.
        came: String,
    },
    /// What is no mail server answers.
    #[error(transparent)]
    NotSmtp(NotSmtp),
    /// An answer, or none that lettre can read.
    #[error(transparent)]
    Smtp(smtp::Error),
    /// The server offers no TLS.
    #[error("STARTTLS is not supported on this server")]
    NoStartTls,
    /// The server offers no login that lettre knows.
    #[error("it offers no login that is known here: PLAIN and LOGIN are")]
    NoLogin,
}

impl From<io::Error> for StageError {
    fn from(error: io::Error) -> Self {
        match inside(&error) {
            Some(NotTls { came }) => Self::NotTls { came: shown(came) },
            None => Self::Network(error),
        }
    }
}

impl From<smtp::Error> for StageError {
    fn from(error: smtp::Error) -> Self {
        let source = std::error::Error::source(&error).and_then(|source| source.downcast_ref::<io::Error>());
        match source.and_then(inside::<NotSmtp>) {
            Some(not_smtp) => Self::NotSmtp(not_smtp.clone()),
            None => Self::Smtp(error),
        }
    }
}

/// The error of ours inside one of input and output.
fn inside<E: std::error::Error + 'static>(error: &io::Error) -> Option<&E> {
    error.get_ref()?.downcast_ref()
}

impl StageError {
    /// What it means at a stage.
    fn kind_at(&self, stage: Stage) -> FailureKind {
        match self {
            Self::NoLogin => FailureKind::NotAuthenticated,
            Self::NoStartTls | Self::NotTls { .. } => FailureKind::ServerRefuses,
            // A certificate that is not right, or no TLS at all.
            Self::Network(error)
                if matches!(stage, Stage::Connect | Stage::Tls) && error.kind() == io::ErrorKind::InvalidData =>
            {
                FailureKind::ServerRefuses
            }
            error => stage.failure_kind(error.code()),
        }
    }

    /// What helps, where the cause does not say it.
    fn hint(&self) -> &'static str {
        match self {
            Self::Network(error) if is_certificate_unknown(error) => {
                "; if it is right, name it, or its authority, with ?ca=FILE in --smtp-url"
            }
            _ => "",
        }
    }

    /// The code of the server’s answer, if it gave one.
    fn code(&self) -> Option<u16> {
        match self {
            Self::Network(_) | Self::NotTls { .. } | Self::NotSmtp(_) | Self::NoStartTls | Self::NoLogin => None,
            Self::Smtp(error) => error.status().map(u16::from),
        }
    }
}

/// What the server said, for the history.
pub(super) fn text_of(response: &Response) -> String {
    shortened(&format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" ")))
}

/// A server may say much, and not all of it readable.
pub(super) fn shortened(text: &str) -> String {
    one_line(text).chars().take(300).collect()
}
