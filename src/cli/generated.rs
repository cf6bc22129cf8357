//! `communique completions` and `communique man`: what shells and manuals make of the definition of the command line.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Command};
use clap_complete::Shell;

/// For which shell.
#[derive(Args)]
pub(super) struct CompletionsSettings {
    /// The shell
    shell: Shell,
}

/// Where manual pages are written.
#[derive(Args)]
pub(super) struct ManSettings {
    /// The folder; it must be there
    folder: PathBuf,
}

/// Writes completions to standard output.
pub(super) fn completions(settings: &CompletionsSettings, mut command: Command) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(settings.shell, &mut command, "communique", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a manual page for each command.
pub(super) fn man(settings: &ManSettings, command: Command) -> anyhow::Result<ExitCode> {
    let folder = &settings.folder;
    clap_mangen::generate_to(command, folder)
        .with_context(|| format!("manual pages cannot be written to {}", folder.display()))?;
    Ok(ExitCode::SUCCESS)
}
