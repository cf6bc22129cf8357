//! Where settings come from besides flags and variables: a configuration file, and the credentials that systemd hands over.
//! Both are handed on as flags that nobody has typed, so that one parser reads all. Knows no setting but those that a
//! credential gives.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

use crate::config::ConfigFile;
use crate::contact::sanitize;

use super::setting::{CONFIG, settings, twin};
use super::settings_file::{self, FileSetting, at};
use super::wrong_value::{WrongValue, shown};

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

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Variable(name) => write!(f, "variable {name}"),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Credential(path) => write!(f, "credential {}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
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

/// A credential that is not used, because the same is set nearer.
#[derive(Debug)]
pub(super) struct OverriddenCredential {
    /// The file of the credential.
    pub(super) path: PathBuf,
    /// The flag of the setting that counts, without `--`.
    pub(super) flag: String,
    /// Where that is set.
    origin: Origin,
}

impl fmt::Display for OverriddenCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, flag, origin } = self;
        write!(f, "the credential {} is not used, because --{flag} is set ({origin})", path.display())
    }
}

/// Says in the log which credentials are not used.
pub(super) fn warn_of(overridden: &[OverriddenCredential]) {
    overridden.iter().for_each(|credential| tracing::warn!("{credential}"));
}

/// All settings from elsewhere.
#[derive(Debug, Default)]
pub(super) struct Sources {
    sourced: Vec<Sourced>,
    /// The credentials that are there, used or not, by the setting that each gives.
    credentials: Vec<(&'static str, PathBuf)>,
}

/// A command in which each that takes settings takes a configuration file, too.
pub(super) fn with_config_file(command: Command) -> Command {
    let takes_settings = settings(&command).next().is_some() && command.get_name() != "locales";
    let command = match takes_settings {
        true => command.arg(Arg::new(CONFIG).long(CONFIG).env("COMMUNIQUE_CONFIG").value_name("FILE").help(
            "A file of settings in TOML: each key is the name of a flag with _ for -. Flags and variables come first",
        )),
        false => command,
    };
    command.mut_subcommands(with_config_file)
}

impl Sources {
    /// Reads the configuration file that a command line names and the credentials in a folder. `command` is the one that
    /// takes all settings. What is wrong is said in one line.
    pub(super) fn read(command: &Command, matches: &ArgMatches, credentials: Option<&Path>) -> Result<Self, String> {
        let mut sources = Self::default();
        let chosen = innermost(matches);
        if is_known(chosen, CONFIG)
            && let Some(path) = chosen.get_one::<String>(CONFIG)
        {
            // Not before: the variable is there for commands without settings, too.
            let file = ConfigFile::read(path).map_err(|accepted| {
                let flag = format!("--{CONFIG}");
                WrongValue { given: shown(&flag, path), flag, accepted }.line(command)
            })?;
            let sourced = |setting: FileSetting| Sourced {
                flag: setting.flag,
                argument: setting.argument.map(OsString::from),
                origin: Origin::File(file.path.clone(), setting.line),
            };
            sources.sourced = settings_file::read(command, &file)?.into_iter().map(sourced).collect();
        }
        let given: Vec<String> = sources.sourced.iter().map(|sourced| sourced.flag.clone()).collect();
        for flag in CREDENTIALS {
            // One that cannot be looked at is there, as far as anybody knows, and is not passed over.
            let is_there = |path: &PathBuf| path.try_exists().unwrap_or(true);
            let Some(path) = credentials.map(|folder| folder.join(flag)).filter(is_there) else { continue };
            sources.credentials.push((flag, path.clone()));
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

    /// The credentials that are there and not used: the same is typed, set as a variable, or in the file.
    pub(super) fn overridden(&self, command: &Command, typed: &ArgMatches) -> Vec<OverriddenCredential> {
        let by = |(name, path): &(&str, PathBuf)| {
            let named = |argument: &&Arg| argument.get_long().is_some_and(|long| long == *name || long == twin(name));
            let set: Vec<(&Arg, Origin)> = settings(command)
                .filter(named)
                .map(|argument| (argument, self.origin(argument, innermost(typed))))
                .collect();
            let is_typed = |origin: &Origin| matches!(origin, Origin::Flag | Origin::Variable(_));
            let nearest = set.iter().find(|(_, origin)| is_typed(origin));
            let (argument, origin) =
                nearest.or_else(|| set.iter().find(|(_, origin)| matches!(origin, Origin::File(..))))?;
            let flag = argument.get_long()?.to_owned();
            Some(OverriddenCredential { path: path.clone(), flag, origin: origin.clone() })
        };
        self.credentials.iter().filter_map(by).collect()
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
