//! How the program ends: what it says on standard error, and its exit code. 0 fine, 1 the check or
//! the run failed, 2 the command line or the settings are wrong.

use std::process::ExitCode;

use crate::causes::with_causes;
use crate::contact::delivery::mailer::MailRouteError;
use crate::contact::inbox::{BackupError, OpenError, StorageError};

use super::logging;

/// Settings that are each right and do not go together.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct WrongSettings(pub String);

impl From<MailRouteError> for WrongSettings {
    fn from(wrong: MailRouteError) -> Self {
        Self(with_causes(&wrong))
    }
}

/// Ends after a command.
pub(super) fn with_result(result: anyhow::Result<ExitCode>) -> ExitCode {
    match result {
        Ok(code) => code,
        // Whoever reads the output has closed it, as in `communique inbox list | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            logging::say_last(&format!("communique: {}", with_causes(&*error)));
            ExitCode::from(if is_about_settings(&error) { 2 } else { 1 })
        }
    }
}

/// Ends because the command line is wrong.
pub(super) fn with_wrong_command_line(line: &str) -> ExitCode {
    logging::say_last(line);
    ExitCode::from(2)
}

/// Whether another value is to be given, because what this one names cannot be used whatever happens.
fn is_about_settings(error: &anyhow::Error) -> bool {
    let of_database = || error.downcast_ref().is_some_and(OpenError::is_about_settings);
    let of_server = || error.downcast_ref().is_some_and(StorageError::is_about_settings);
    let of_backup = || error.downcast_ref().is_some_and(|error| matches!(error, BackupError::NotAFile { .. }));
    error.is::<WrongSettings>() || of_database() || of_server() || of_backup()
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let mut kinds = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>()).map(std::io::Error::kind);
    kinds.any(|kind| kind == std::io::ErrorKind::BrokenPipe)
}
