//! The command line: one file per command.

mod backup;
mod command_line;
mod deliver;
mod doctor;
mod draft;
mod environment;
mod exit;
mod inbox;
mod locales;
mod logging;
mod maintenance;
mod migrate;
pub mod publish;
mod reload;
pub mod runtime;
mod serve;
mod signals;
mod stop;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use command_line::{Command, CommandLineError};

pub use command_line::CommandLine;

/// Runs a command line.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = match command_line::parse(args) {
        Ok(command) => command,
        Err(CommandLineError::HelpRequested(help)) => {
            let _ = help.print();
            return ExitCode::SUCCESS;
        }
        Err(CommandLineError::Invalid(line)) => return exit::with_wrong_command_line(&line),
    };
    exit::with_result(match command {
        Command::Serve(settings) => serve::run(*settings),
        Command::Deliver(settings) => deliver::run(&settings),
        Command::Doctor(command) => doctor::run(command),
        Command::Inbox(command) => inbox::run(command),
        Command::Backup(settings) => backup::backup(&settings),
        Command::Restore(settings) => backup::restore(&settings),
        Command::Migrate(settings) => migrate::run(&settings),
        Command::Locales(command) => locales::run(command),
    })
}
