//! The command line: each command in a file or a folder of its own, and what several of them need.

mod admin;
mod backup;
mod checks;
mod command_line;
mod database_file;
mod deliver;
mod doctor;
mod environment;
mod exit;
mod export;
mod generated;
mod healthcheck;
mod inbox;
mod last_readable;
mod locales;
mod log_lines;
mod logging;
mod maintenance;
mod message_tasks;
mod migrate;
mod named_files;
mod own_thread;
mod preview_files;
mod preview_records;
mod progress;
pub mod publish;
mod reload;
pub mod runtime;
mod serve;
mod service_manager;
mod setting;
mod settings_file;
mod show_settings;
mod signals;
mod sockets;
mod sources;
mod start_guard;
mod stop;
mod watch;
mod watchdog;
mod wrong_value;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use command_line::{Command, CommandLineError, ParsedCommandLine};

pub use command_line::command;

/// Runs a command line.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    // However it ends.
    let _last_lines = logging::LastLines;
    let ParsedCommandLine { command, given } = match command_line::parse(args) {
        Ok(read) => read,
        Err(CommandLineError::HelpRequested(help)) => {
            let printed = help.print().and_then(|()| std::io::stdout().flush());
            return exit::with_result(printed.map(|()| ExitCode::SUCCESS).map_err(anyhow::Error::from));
        }
        Err(CommandLineError::Invalid(line)) => return exit::with_wrong_command_line(&line),
    };
    exit::with_result(match command {
        Command::Serve(settings) => serve::run(*settings, &given),
        Command::Deliver(settings) => deliver::run(&settings, &given),
        Command::Doctor(command) => doctor::run(*command),
        Command::Inbox(command) => inbox::run(command),
        Command::Backup(settings) => backup::backup(&settings),
        Command::Restore(settings) => backup::restore(&settings),
        Command::Migrate(settings) => migrate::run(&settings),
        Command::Locales(command) => locales::run(command),
        Command::Config(command) => show_settings::run(&command, &given),
        Command::Export(settings) => export::run(*settings),
        Command::Healthcheck(settings) => healthcheck::run(&settings),
        Command::Completions(settings) => generated::completions(&settings, command_line::command()),
        Command::Man(settings) => generated::man(&settings, command_line::command()),
    })
}
