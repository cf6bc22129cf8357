//! Where settings come from besides flags and variables: a configuration file, and the credentials that systemd hands over.
//! Both are handed on as flags that nobody has typed, so that one parser reads all. Knows no setting but the URLs that may
//! hold a password.

use std::any::TypeId;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::config::{ConfigFile, DatabaseUrl, FileEntry, FileValue, MailAddresses, SmtpUrl};
use crate::contact::sanitize;
use crate::l10n::near;

use super::wrong_value::{WrongValue, shown};

/// The name of the setting that names the file.
const CONFIG: &str = "config";
/// The settings that a credential of the same name gives, by the file that holds it.
const CREDENTIALS: [&str; 2] = ["database-url", "smtp-url"];

/// Where the value of a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The command line.
    Flag,
    /// A variable of this name.
    Variable(String),
    /// A line of the configuration file.
    File(PathBuf, usize),
    /// A file in `$CREDENTIALS_DIRECTORY`.
    Credential(PathBuf),
    /// Nobody has set it.
    Default,
}

/// A setting from elsewhere than the command line.
#[derive(Debug)]
struct Sourced {
    /// The name of the flag, without `--`.
    flag: String,
    /// The argument that stands for it; none for what is off anyway.
    argument: Option<OsString>,
    origin: Origin,
}

/// All settings from elsewhere.
#[derive(Debug, Default)]
pub(super) struct Sources {
    sourced: Vec<Sourced>,
}

/// A command in which each that takes settings takes a configuration file, too.
pub(super) fn with_config_file(command: Command) -> Command {
    let takes_settings = settings(&command).next().is_some() && command.get_name() != "locales";
    let command = match takes_settings {
        true => command.arg(
            Arg::new(CONFIG)
                .long(CONFIG)
                .env("COMMUNIQUE_CONFIG")
                .value_name("FILE")
                .value_parser(ConfigFile::read)
                .help("A file of settings in TOML: each key is the name of a flag with _ for -. Flags and variables come first"),
        ),
        false => command,
    };
    command.mut_subcommands(with_config_file)
}

/// The arguments that are settings: those that have a variable.
pub(super) fn settings(command: &Command) -> impl Iterator<Item = &Arg> {
    command
        .get_arguments()
        .filter(|argument| argument.get_long().is_some_and(|long| long != CONFIG) && argument.get_env().is_some())
}

impl Sources {
    /// Reads the configuration file that a command line names and the credentials in a folder. `command` is the one that
    /// takes all settings. What is wrong is said in one line.
    pub(super) fn read(command: &Command, matches: &ArgMatches, credentials: Option<&Path>) -> Result<Self, String> {
        let mut sources = Self::default();
        let chosen = innermost(matches);
        if is_known(chosen, CONFIG)
            && let Some(file) = chosen.get_one::<ConfigFile>(CONFIG)
        {
            sources.sourced = read_file(command, file)?;
        }
        let given: Vec<String> = sources.sourced.iter().map(|sourced| sourced.flag.clone()).collect();
        for flag in CREDENTIALS {
            // One that cannot be looked at is there, as far as anybody knows, and is not passed over.
            let is_there = |path: &PathBuf| path.try_exists().unwrap_or(true);
            let Some(path) = credentials.map(|folder| folder.join(flag)).filter(is_there) else { continue };
            let by_file = format!("{flag}-file");
            // The file says otherwise.
            if given.iter().any(|given| given == flag || *given == by_file) {
                continue;
            }
            let mut argument = OsString::from(format!("--{by_file}="));
            argument.push(&path);
            sources.sourced.push(Sourced { flag: by_file, argument: Some(argument), origin: Origin::Credential(path) });
        }
        Ok(sources)
    }

    /// A command line with what else is set: behind the names of commands, and only what the command takes and the command
    /// line and the variables do not say. `None` if that is nothing.
    pub(super) fn complete(&self, command: &Command, matches: &ArgMatches, args: &[OsString]) -> Option<Vec<OsString>> {
        let (mut command, mut chosen, mut names) = (command, matches, 0);
        while let Some((name, below)) = chosen.subcommand() {
            (command, chosen, names) = (command.find_subcommand(name)?, below, names + 1);
        }
        let is_open = |sourced: &&Sourced| {
            settings(command).any(|setting| setting.get_long() == Some(&sourced.flag))
                && !is_given(command, chosen, &sourced.flag)
                && !is_given(command, chosen, &twin(&sourced.flag))
        };
        let more: Vec<OsString> = self.sourced.iter().filter(is_open).filter_map(|s| s.argument.clone()).collect();
        let at = names + 1;
        let complete = || [args.get(..at)?, &more, args.get(at..)?].concat().into();
        if more.is_empty() { None } else { complete() }
    }

    /// Where the value of a flag comes from, by the matches of what was typed.
    pub(super) fn origin(&self, argument: &Arg, typed: &ArgMatches) -> Origin {
        let name = argument.get_long().unwrap_or_default();
        let source =
            is_known(typed, argument.get_id().as_str()).then(|| typed.value_source(argument.get_id().as_str()));
        match source.flatten() {
            Some(ValueSource::CommandLine) => Origin::Flag,
            Some(ValueSource::EnvVariable) => {
                Origin::Variable(argument.get_env().unwrap_or_default().to_string_lossy().into_owned())
            }
            _ => self.origin_elsewhere(name).cloned().unwrap_or(Origin::Default),
        }
    }

    fn origin_elsewhere(&self, flag: &str) -> Option<&Origin> {
        self.sourced.iter().find(|sourced| sourced.flag == flag).map(|sourced| &sourced.origin)
    }

    /// A wrong value of the file in one line. `None` if it does not stand there.
    pub(super) fn describe(&self, wrong: &WrongValue) -> Option<String> {
        let flag = wrong.flag.strip_prefix("--")?;
        let WrongValue { given, accepted, .. } = wrong;
        match self.origin_elsewhere(flag)? {
            Origin::File(path, line) => {
                let key = flag.replace('-', "_");
                Some(at(path, *line, &format!("{key}: “{given}” is not accepted; accepted: {accepted}")))
            }
            Origin::Credential(path) => Some(format!(
                "communique: the credential {} is not accepted; accepted: {accepted}",
                sanitize::one_line(&path.display().to_string())
            )),
            _ => None,
        }
    }
}

/// The other name of a URL: the setting that holds it, or the one that names its file.
fn twin(flag: &str) -> String {
    flag.strip_suffix("-file").map_or_else(|| format!("{flag}-file"), str::to_owned)
}

/// The matches of the command that is run.
pub(super) fn innermost(matches: &ArgMatches) -> &ArgMatches {
    matches.subcommand().map_or(matches, |(_, below)| innermost(below))
}

fn is_known(matches: &ArgMatches, id: &str) -> bool {
    matches.ids().any(|known| known == id)
}

/// Whether a flag was typed or its variable is set.
fn is_given(command: &Command, matches: &ArgMatches, flag: &str) -> bool {
    let id =
        settings(command).find(|setting| setting.get_long() == Some(flag)).map(|setting| setting.get_id().as_str());
    id.filter(|id| is_known(matches, id))
        .is_some_and(|id| matches!(matches.value_source(id), Some(ValueSource::CommandLine | ValueSource::EnvVariable)))
}

fn at(path: &Path, line: usize, said: &str) -> String {
    format!("communique: {}:{line}: {said}", sanitize::one_line(&path.display().to_string()))
}

/// Reads a configuration file: each key is a setting, and each value of the type that it has.
fn read_file(command: &Command, file: &ConfigFile) -> Result<Vec<Sourced>, String> {
    let entries = file.entries().map_err(|wrong| {
        let said = if wrong.why.contains("duplicate key") {
            "this key stands there before; accepted: once".to_owned()
        } else {
            let accepted = "key = value, with text in quotes, and numbers, true and false without, such as listen = \"127.0.0.1:8080\"";
            format!("this is not TOML ({}); accepted: {accepted}", wrong.why)
        };
        at(&file.path, wrong.line, &said)
    })?;
    let mut sourced: Vec<Sourced> = Vec::with_capacity(entries.len());
    for entry in &entries {
        let wrong = |said: String| at(&file.path, entry.line, &said);
        let argument = settings(command)
            .find(|setting| setting.get_long().is_some_and(|long| long.replace('-', "_") == entry.key))
            .ok_or_else(|| wrong(unknown_key(command, entry)))?;
        let flag = argument.get_long().unwrap_or_default().to_owned();
        let value = value_of(argument, entry).map_err(&wrong)?;
        if let Some(other) =
            entries.iter().find(|other| other.line < entry.line && other.key == twin(&flag).replace('-', "_"))
        {
            return Err(wrong(format!(
                "{} and {} (line {}) do not go together; accepted: one of them",
                entry.key, other.key, other.line
            )));
        }
        if value.as_deref().is_some_and(|value| holds_password(&flag, value)) {
            return Err(wrong(format!(
                "{0} holds a password, and settings are copied and shown; accepted: {0}_file with the name of a file that holds it, COMMUNIQUE_{1}, or the credential {flag}",
                entry.key,
                entry.key.to_uppercase()
            )));
        }
        let is_switch = matches!(entry.value, FileValue::Switch(_));
        let argument = value.map(|value| if is_switch { format!("--{flag}") } else { format!("--{flag}={value}") });
        sourced.push(Sourced {
            flag,
            argument: argument.map(OsString::from),
            origin: Origin::File(file.path.clone(), entry.line),
        });
    }
    Ok(sourced)
}

/// What is said of a key that is no setting.
fn unknown_key(command: &Command, entry: &FileEntry) -> String {
    let keys: Vec<String> =
        settings(command).filter_map(|setting| Some(setting.get_long()?.replace('-', "_"))).collect();
    let key: String = sanitize::one_line(&entry.key).chars().take(40).collect();
    let (all, meant) = (keys.join(", "), meant(&entry.key, &keys));
    match (meant.is_empty(), &entry.value) {
        (false, _) => format!("there is no setting “{key}”; did you mean {}?", meant.join(" or ")),
        (true, FileValue::Table) => {
            format!("there is no setting “{key}”, and settings are in no table; accepted: {all}")
        }
        (true, _) => format!("there is no setting “{key}”; accepted: {all}"),
    }
}

/// The settings that an unknown key may stand for: its flag or its variable was written, there is a slip in it, or it is the
/// beginning of their names.
fn meant<'k>(key: &str, keys: &'k [String]) -> Vec<&'k str> {
    let name = key.trim_start_matches('-');
    let name = name.strip_prefix("COMMUNIQUE_").unwrap_or(name).replace('-', "_").to_lowercase();
    let exact = keys.iter().map(String::as_str).find(|known| *known == name);
    if let Some(known) = exact.or_else(|| near::nearest(&name, keys.iter().map(String::as_str))) {
        return vec![known];
    }
    let begins = format!("{name}_");
    keys.iter().filter(|known| known.starts_with(&begins)).map(String::as_str).collect()
}

/// The value of an entry as a flag takes it; none for what is off. What is wrong with its type is said.
fn value_of(argument: &Arg, entry: &FileEntry) -> Result<Option<String>, String> {
    let (kind, flag) = (argument.get_value_parser().type_id(), argument.get_long().unwrap_or_default());
    let is_list = argument.get_value_delimiter().is_some() || kind == TypeId::of::<MailAddresses>();
    let possible: Vec<String> =
        argument.get_possible_values().iter().map(|value| format!("\"{}\"", value.get_name())).collect();
    let one_of = possible.join(", ");
    let (value, accepted) = match &entry.value {
        FileValue::Switch(is_on) if is_switch(argument) => return Ok(is_on.then(String::new)),
        _ if is_switch(argument) => (None, "true or false, without quotes"),
        FileValue::Number(number) if kind == TypeId::of::<u32>() => (Some(number.clone()), ""),
        _ if kind == TypeId::of::<u32>() => (None, "a whole number, without quotes"),
        FileValue::Text(text) => (Some(text.clone()), ""),
        FileValue::List(texts) if is_list => (Some(texts.join(",")), ""),
        _ if is_list => (None, "text in quotes, or several in brackets such as [\"…\", \"…\"]"),
        _ if !possible.is_empty() => (None, one_of.as_str()),
        _ => (None, "text in quotes"),
    };
    let given = || shown(&format!("--{flag}"), &entry.written);
    value.map(Some).ok_or_else(|| format!("{}: {} is not accepted; accepted: {accepted}", entry.key, given()))
}

/// Whether a setting is on or off.
pub(super) fn is_switch(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::SetTrue)
}

/// Whether the value of a flag is a URL with a password in it.
fn holds_password(flag: &str, value: &str) -> bool {
    match flag {
        "database-url" => value.parse::<DatabaseUrl>().is_ok_and(|url| url.has_password()),
        "smtp-url" => value.parse::<SmtpUrl>().is_ok_and(|url| url.credentials.is_some()),
        _ => false,
    }
}
