//! The definition of the command line, and what is said when it is wrong. Knows the arguments of
//! every command and runs none.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::config::{DatabaseUrl, Settings, SmtpUrl};
use crate::contact::sanitize;

use super::backup::BackupSettings;
use super::deliver::DeliverSettings;
use super::doctor::DoctorCommand;
use super::environment::{self, Variables};
use super::export::ExportSettings;
use super::generated::{CompletionsSettings, ManSettings};
use super::healthcheck::HealthcheckSettings;
use super::inbox::InboxCommand;
use super::locales::LocalesCommand;
use super::migrate::MigrateSettings;
use super::show_settings::{ConfigCommand, GivenSetting};
use super::sources::{self, Sources};
use super::wrong_value::{WrongValue, describe_conflict};

/// Publishes one official page in many languages.
#[derive(Parser)]
#[command(name = "communique", version, about, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Settings,
}

/// What can be run.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Serves the site (this is also what happens without a command)
    Serve(Box<Settings>),
    /// Mails messages, beside a server that runs with --deliver off
    Deliver(Box<DeliverSettings>),
    /// Tries out what is set, from the other side of the proxies too, and says in plain words what to change
    Doctor(Box<DoctorCommand>),
    /// For staff: the messages that have come in, and what became of them
    Inbox(InboxCommand),
    /// Writes all messages to a new file, also while a server runs; of an SQLite database
    Backup(BackupSettings),
    /// Puts a backup in the place of an SQLite database, while no server runs; what was there is kept aside
    Restore(BackupSettings),
    /// Makes the tables of the database, or brings them up to date: for its owner, where servers have rights on data only
    Migrate(MigrateSettings),
    /// For translators: what is wrong, missing or out of date
    Locales(LocalesCommand),
    /// Writes the public site as files for a CDN or a fallback host, with what a web server has to be told
    Export(Box<ExportSettings>),
    /// What is set, and where
    Config(Box<ConfigCommand>),
    /// Asks a server whether it is ready: ends with 0 if it is, else with 1
    Healthcheck(HealthcheckSettings),
    /// Writes completions for a shell to standard output
    Completions(CompletionsSettings),
    /// Writes manual pages to a folder, for packages
    #[command(hide = true)]
    Man(ManSettings),
}

/// A command line that was read.
pub(super) struct ParsedCommandLine {
    /// What is to be run.
    pub(super) command: Command,
    /// The value of every setting, and where it comes from.
    pub(super) given: GivenSetting,
}

/// What a command line that names no command to run gives.
pub(super) enum CommandLineError {
    /// Help or the version was asked for; printing this gives it.
    HelpRequested(clap::Error),
    /// The command line is wrong, as this line says.
    Invalid(String),
}

/// The command line as clap knows it, whole: with what derives from its settings.
pub fn command() -> clap::Command {
    sources::with_config_file(CommandLine::command())
}

/// Reads a command line, and the file and the credentials that complete it.
pub(super) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<ParsedCommandLine, CommandLineError> {
    let args: Vec<OsString> = args.into_iter().collect();
    // With every variable, also those that are empty: by them an argument is known for a setting.
    let known = command();
    let parser = environment::without_empty(known.clone(), &|name| std::env::var_os(name));
    let variables: Variables = std::env::vars_os().collect();
    let invalid = |error: clap::Error| match error.kind() {
        ErrorKind::InvalidUtf8 => CommandLineError::Invalid(describe_no_text(&known, &args, &variables)),
        _ => command_line_error(&known, error),
    };
    let typed = parser.clone().try_get_matches_from(&args).map_err(invalid)?;
    // Not before: help and the version are given whatever is set.
    let names = variables.iter().filter_map(|(name, _)| name.to_str().map(str::to_owned));
    if let Some((meant, name)) = environment::misspelt(&known, names) {
        let name = sanitize::one_line(&name);
        return Err(CommandLineError::Invalid(format!(
            "communique: there is no variable {name}; did you mean {meant}?"
        )));
    }
    if let Some(flag) = flag_with_password(&typed) {
        let variable = flag.to_uppercase().replace('-', "_");
        return Err(CommandLineError::Invalid(format!(
            "communique: --{flag} holds a password, which others on this machine can read in the list of processes; accepted: COMMUNIQUE_{variable}, or --{flag}-file"
        )));
    }
    let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
    let sources = Sources::read(&known, &typed, credentials.as_deref()).map_err(CommandLineError::Invalid)?;
    let complete = match sources.complete(&known, &typed, &args) {
        None => typed.clone(),
        Some(args) => parser.try_get_matches_from(args).map_err(|error| {
            let elsewhere = WrongValue::of(&error).and_then(|wrong| sources.describe(&wrong));
            elsewhere.map_or_else(|| invalid(error), CommandLineError::Invalid)
        })?,
    };
    let line = CommandLine::from_arg_matches(&complete).map_err(invalid)?;
    let command = line.command.unwrap_or_else(|| Command::Serve(Box::new(line.serve)));
    let unknown = environment::unknown(&known, &variables);
    Ok(ParsedCommandLine { command, given: GivenSetting { known, typed, complete, sources, unknown } })
}

/// Where a value is that is no text: clap does not say.
fn describe_no_text(known: &clap::Command, args: &[OsString], variables: &Variables) -> String {
    let wrong = args.iter().position(|arg| arg.to_str().is_none());
    // What is behind the flag may be a password.
    let flag = |at: usize| {
        let own = args[at].to_string_lossy();
        let name = |text: &str| text.split('=').next().filter(|name| name.starts_with("--")).map(sanitize::one_line);
        let before = || at.checked_sub(1).and_then(|at| name(&args[at].to_string_lossy()));
        name(&own).or_else(before).unwrap_or_else(|| format!("argument {at}"))
    };
    let place = wrong.map(flag).or_else(|| environment::without_text(known, variables));
    format!("communique: {}: bytes that are no text; accepted: UTF-8", place.unwrap_or_else(|| "a variable".to_owned()))
}

fn command_line_error(known: &clap::Command, error: clap::Error) -> CommandLineError {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return CommandLineError::HelpRequested(error);
    }
    let wrong_value = || WrongValue::of(&error).map(|wrong| wrong.line(known));
    let described = describe_conflict(known, &error).or_else(wrong_value);
    CommandLineError::Invalid(described.unwrap_or_else(|| error.to_string().trim_end().to_owned()))
}

/// The flag with a URL that was given on the command line with a password in it.
fn flag_with_password(matches: &ArgMatches) -> Option<&'static str> {
    let is_typed =
        |id: &str| matches.ids().any(|known| known == id) && matches.value_source(id) == Some(ValueSource::CommandLine);
    let has_database_password =
        || matches.get_one::<DatabaseUrl>("database_url").is_some_and(DatabaseUrl::has_password);
    let has_smtp_password = || matches.get_one::<SmtpUrl>("smtp_url").is_some_and(|url| url.credentials.is_some());
    if is_typed("database_url") && has_database_password() {
        Some("database-url")
    } else if is_typed("smtp_url") && has_smtp_password() {
        Some("smtp-url")
    } else {
        matches.subcommand().and_then(|(_, matches)| flag_with_password(matches))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(error: Option<&clap::Error>) -> String {
        error.and_then(WrongValue::of).map_or_else(String::new, |wrong| wrong.line(&command()))
    }

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
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
            let line = described(error.as_ref());
            let variable = format!("COMMUNIQUE_{}", flag[2..].replace('-', "_").to_uppercase());
            for part in [flag, &variable, accepted] {
                assert!(line.contains(part), "{flag}: {line}");
            }
            assert_eq!(line.lines().count(), 1, "{line}");
        }
    }

    #[test]
    fn no_setting_says_what_it_accepts_in_the_words_of_a_parser() {
        let mut command = CommandLine::command();
        command.build();
        let takes_value = |argument: &&clap::Arg| argument.get_action().takes_values() && argument.get_env().is_some();
        let mut refused = 0;
        for argument in command.get_arguments().filter(takes_value) {
            let flag = format!("--{}", argument.get_long().unwrap_or_default());
            // What some settings take, others refuse.
            for value in ["", "¿", "-1", "99999999999999999999", "/nowhere/at/all"] {
                let error = CommandLine::try_parse_from(["communique", &format!("{flag}={value}")]).err();
                let line = described(error.as_ref());
                if line.is_empty() {
                    continue;
                }
                refused += 1;
                for words in ["invalid", "is not in ", "cannot parse", "too large", "expected"] {
                    assert!(!line.contains(words), "give {flag} a parser that says what is accepted: {line}");
                }
            }
        }
        assert!(refused > 20, "only {refused} values were refused");
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
            // Without a host, or without the two slashes.
            ("--smtp-url", "smtps://user:secret"),
            ("--smtp-url", "user:secret"),
            ("--database-url", "postgres:user:secret"),
            // To a setting that holds no URL with a password.
            ("--smtp-url-file", "smtps://user:secret@mail"),
            ("--smtp-url-file", "user:secret@mail"),
            ("--database-url-file", "postgres://db/x?password=secret"),
            ("--smtp-hello", "smtps://user:secret@mail"),
            ("--public-url", "https://user:secret@www.example.org"),
            ("--locales", "smtps://user:secret@mail"),
            ("--trusted-proxies", "::1,smtps://user:secret@mail"),
            ("--mail-to", "smtps://user:secret@mail"),
            ("--retention-days", "smtps://user:secret@mail"),
            ("--log-ip", "smtps://user:secret@mail"),
        ] {
            let error = CommandLine::try_parse_from(["communique", &format!("{flag}={value}")]).err();
            let line = described(error.as_ref());
            let shown = line.split("; accepted").next().unwrap_or("");
            assert!(shown.contains(flag) && !shown.contains("user") && !shown.contains("secret"), "{line}");
            let scheme = value.split_once("://").map_or("", |(scheme, _)| scheme);
            assert!(scheme.is_empty() || scheme.contains(':') || shown.contains(scheme), "{line}");
        }
        let flag_of = |args: &[&str]| {
            let matches = CommandLine::command().try_get_matches_from([&["communique"], args].concat());
            matches.ok().and_then(|matches| flag_with_password(&matches))
        };
        assert_eq!(flag_of(&["--database-url=postgres://u:p@db/x"]), Some("database-url"));
        assert_eq!(flag_of(&["deliver", "--smtp-url=smtps://u:p@mail"]), Some("smtp-url"));
        assert_eq!(flag_of(&["inbox", "list", "--database-url=postgres://u@db/x?password=p"]), Some("database-url"));
        assert_eq!(flag_of(&["--database-url=postgres://u@db/x"]), None);
    }
}
