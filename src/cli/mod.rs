//! The command line: one file per command.

pub mod deliver;
pub mod inbox;
pub mod locales;
pub mod logging;
pub mod publish;
pub mod runtime;
pub mod serve;
pub mod signals;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::config::{DatabaseUrl, Settings, SmtpUrl};
use crate::contact::inbox::chain;
use crate::contact::shown;

/// Publishes one official page in many languages.
#[derive(Parser)]
#[command(name = "communique", version, about, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Settings,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the site (this is also what happens without a command)
    Serve(Box<Settings>),
    /// Mails messages, beside a server that runs with --deliver off
    Deliver(Box<deliver::Settings>),
    /// For staff: the messages that have come in, and what became of them
    Inbox(inbox::InboxCommand),
    /// For translators: what is wrong, missing or out of date
    Locales(locales::Locales),
}

/// Runs a command line. Exit codes: 0 fine, 1 the check or the run failed, 2 the command line
/// is wrong.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = CommandLine::command()
        .try_get_matches_from(args)
        .and_then(|matches| Ok((CommandLine::from_arg_matches(&matches)?, shown_password(&matches))));
    let line = match parsed {
        Ok((line, None)) => line,
        Ok((_, Some(flag))) => {
            let variable = flag.to_uppercase().replace('-', "_");
            say(&format!(
                "communique: --{flag} holds a password, which others on this machine can read in the list of processes; accepted: COMMUNIQUE_{variable}, or --{flag}-file"
            ));
            return ExitCode::from(2);
        }
        Err(error) => return refuse(&error),
    };
    let result = match line.command {
        None => serve::run(line.serve),
        Some(Command::Serve(settings)) => serve::run(*settings),
        Some(Command::Deliver(settings)) => deliver::run(&settings),
        Some(Command::Inbox(command)) => inbox::run(command),
        Some(Command::Locales(locales)) => locales::run(locales),
    };
    match result {
        Ok(code) => code,
        // Whoever reads has seen enough: `communique inbox list | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("communique: {}", chain(&*error)));
            ExitCode::from(if error.is::<WrongSettings>() { 2 } else { 1 })
        }
    }
}

/// The flag with a URL that was given on the command line with a password in it.
fn shown_password(matches: &ArgMatches) -> Option<&'static str> {
    let typed =
        |id: &str| matches.ids().any(|known| known == id) && matches.value_source(id) == Some(ValueSource::CommandLine);
    let database = || matches.get_one::<DatabaseUrl>("database_url").is_some_and(DatabaseUrl::has_password);
    let server = || matches.get_one::<SmtpUrl>("smtp_url").is_some_and(|url| url.credentials.is_some());
    if typed("database_url") && database() {
        Some("database-url")
    } else if typed("smtp_url") && server() {
        Some("smtp-url")
    } else {
        matches.subcommand().and_then(|(_, matches)| shown_password(matches))
    }
}

/// A URL without what may be a password: it is on its way into a log.
fn without_secrets(given: &str) -> String {
    let shown = given.rsplit_once('@').map_or_else(|| given.to_owned(), |(_, host)| format!("…@{host}"));
    shown.split_once('?').map(|(before, _)| format!("{before}?…")).unwrap_or(shown)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kinds = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>()).map(std::io::Error::kind);
    kinds.into_iter().any(|kind| kind == std::io::ErrorKind::BrokenPipe)
}

/// Settings that are each right and do not go together.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WrongSettings(pub String);

/// A wrong value is told in one line: the flag, the variable, what was given, what is accepted.
fn refuse(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    say(&one_line(error).unwrap_or_else(|| error.to_string().trim_end().to_owned()));
    ExitCode::from(2)
}

fn one_line(error: &clap::Error) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    let given = text(ContextKind::InvalidValue)?;
    let argument = text(ContextKind::InvalidArg)?;
    let flag = argument.split_whitespace().next()?.to_owned();
    let given = if ["--database-url", "--smtp-url"].contains(&flag.as_str()) { without_secrets(&given) } else { given };
    // It may have been copied out of a message.
    let given = shown::one_line(&given);
    let accepted = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => values.join(", "),
        _ => std::error::Error::source(error).map(ToString::to_string)?,
    };
    // What has a name of its own in the command’s help, and no variable.
    if !flag.starts_with("--") {
        return Some(format!("communique: “{given}”: {accepted}"));
    }
    let command = CommandLine::command();
    let variable = command
        .get_arguments()
        .find(|a| a.get_long().is_some_and(|long| flag == format!("--{long}")))
        .and_then(|a| a.get_env().map(|env| format!(" ({})", env.to_string_lossy())))
        .unwrap_or_default();
    Some(format!("communique: {flag}{variable}: “{given}” is not accepted; accepted: {accepted}"))
}

/// Writes a line to standard error.
fn say(line: &str) {
    // Nobody can be told that standard error is gone.
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn a_wrong_value_is_told_in_one_line_with_flag_variable_and_what_is_accepted() {
        for (flag, value, accepted) in [
            ("--listen", "8080", "127.0.0.1:8080"),
            ("--public-url", "example.org", "https://www.example.org"),
            ("--trusted-proxies", "10.0.0.0/8,evil", "10.0.0.0/8"),
            ("--forwarded", "both", "x-forwarded, forwarded"),
            ("--log-ip", "some", "off, truncated, full"),
            ("--retention-days", "-1", "0 to 36500"),
            ("--contact-email", "nobody", "office@example.org"),
            ("--locales", "/nowhere", "a folder"),
            ("--database-url", "mysql://x/y", "sqlite:FILE"),
            ("--smtp-url", "smtp://mail.example.org", "smtps://"),
            ("--mail-to", "office", "office@example.org"),
            ("--deliver", "outside", "inside, off"),
            ("--contact-per-client", "-1", "0 to 1000000"),
        ] {
            let error = CommandLine::try_parse_from(["communique", &format!("{flag}={value}")]).err();
            let line = error.as_ref().and_then(one_line).unwrap_or_default();
            let variable = format!("COMMUNIQUE_{}", flag[2..].replace('-', "_").to_uppercase());
            for part in [flag, &variable, accepted] {
                assert!(line.contains(part), "{flag}: {line}");
            }
            assert_eq!(line.lines().count(), 1, "{line}");
        }
    }

    #[test]
    fn a_password_is_never_repeated_and_never_taken_from_the_command_line() {
        for (flag, value) in [
            ("--smtp-url", "smtp://user:secret@mail.example.org"),
            ("--smtp-url", "smtps://user:secret@mail.example.org/secret?secret"),
            ("--smtp-url", "smtps://user:sec@ret@mail/path"),
            ("--smtp-url", "smtps://user:secret?x@mail/path"),
            ("--smtp-url", "user:secret@mail:465"),
            ("--smtp-url", "smtps//user:secret@mail"),
            ("--database-url", "postgres:user:secret@db/x"),
            ("--database-url", "mysql://user:secret@db/x?password=secret"),
        ] {
            let error = CommandLine::try_parse_from(["communique", &format!("{flag}={value}")]).err();
            let line = error.as_ref().and_then(one_line).unwrap_or_default();
            assert!(line.contains(flag) && !line.split("; accepted").next().unwrap_or("").contains("user"), "{line}");
            assert!(!line.split("; accepted").next().unwrap_or("").contains(":secret"), "{line}");
        }
        let shown = |args: &[&str]| {
            let matches = CommandLine::command().try_get_matches_from([&["communique"], args].concat());
            matches.ok().and_then(|matches| shown_password(&matches))
        };
        assert_eq!(shown(&["--database-url=postgres://u:p@db/x"]), Some("database-url"));
        assert_eq!(shown(&["deliver", "--smtp-url=smtps://u:p@mail"]), Some("smtp-url"));
        assert_eq!(shown(&["inbox", "list", "--database-url=postgres://db/x?password=p"]), Some("database-url"));
        assert_eq!(shown(&["--database-url=postgres://u@db/x"]), None);
    }
}
