//! `communique config show`: every setting as it is in effect, and where it comes from. No password is ever shown.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Args, Command, Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::config::{DatabaseUrl, Settings, SmtpUrl};
use crate::contact::sanitize;

use super::checks;
use super::environment::UnknownVariable;
use super::named_files;
use super::setting::{is_number, is_switch, settings};
use super::sources::{Origin, OverriddenCredential, Sources, innermost, warn_of};

/// The settings.
#[derive(Args)]
pub(super) struct ConfigCommand {
    #[command(subcommand)]
    action: ConfigAction,
}

#[derive(Subcommand)]
enum ConfigAction {
    /// Shows what a server with these settings would use, as a configuration file with the origin of each setting; fails
    /// as its start would where they do not go together
    Show {
        #[command(flatten)]
        settings: Box<Settings>,
        /// How the settings are written: as a configuration file, or JSON for a program
        #[arg(long, value_name = "FORMAT", default_value = "toml")]
        format: SettingsFormat,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum SettingsFormat {
    Toml,
    Json,
}

/// What was given, and where.
pub(super) struct GivenSetting {
    /// The command line as clap knows it, with every variable.
    pub(super) known: Command,
    /// The command line and the variables.
    pub(super) typed: ArgMatches,
    /// The same with what stands elsewhere.
    pub(super) complete: ArgMatches,
    /// What stands elsewhere.
    pub(super) sources: Sources,
    /// The variables that begin as ours do, and are none.
    pub(super) unknown: Vec<UnknownVariable>,
}

impl GivenSetting {
    /// Says in the log what is set and does not count.
    pub(super) fn warn_of_unused(&self) {
        warn_of(&self.overridden());
        for UnknownVariable { name, meant } in &self.unknown {
            let name = sanitize::one_line(name);
            let meant = meant.join(" or ");
            let meant = if meant.is_empty() { meant } else { format!("; did you mean {meant}?") };
            tracing::warn!("a variable is set that is no setting, and is not used: {name}{meant}");
        }
    }

    /// The credentials that are not used.
    pub(super) fn overridden(&self) -> Vec<OverriddenCredential> {
        self.sources.overridden(&self.known, &self.typed)
    }
}

/// A setting that is shown.
struct ShownSetting {
    key: String,
    /// What is in effect; `None` where nothing is.
    value: Option<Value>,
    origin: Origin,
    /// Whether a password in it is left out.
    is_masked: bool,
    /// The credential that it takes the place of.
    overridden: Option<PathBuf>,
}

/// Shows the settings.
pub(super) fn run(command: &ConfigCommand, given: &GivenSetting) -> anyhow::Result<ExitCode> {
    let ConfigAction::Show { settings: values, format } = &command.action;
    let shown: Vec<ShownSetting> = settings(&given.known).map(|argument| show(argument, values, given)).collect();
    let mut out = std::io::stdout();
    match format {
        SettingsFormat::Toml => shown.iter().try_for_each(|setting| writeln!(out, "{}", line(setting)))?,
        SettingsFormat::Json => writeln!(out, "{:#}", Value::from(shown.iter().map(object).collect::<Vec<_>>()))?,
    }
    checks::check(values)?;
    named_files::check(values)?;
    Ok(ExitCode::SUCCESS)
}

fn show(argument: &Arg, values: &Settings, given: &GivenSetting) -> ShownSetting {
    let (typed, complete) = (innermost(&given.typed), innermost(&given.complete));
    let id = argument.get_id().as_str();
    let raw = || complete.ids().any(|known| known == id).then(|| complete.get_raw(id)).flatten();
    let joined = |all: clap::parser::RawValues<'_>| {
        all.map(|one| one.to_string_lossy().into_owned()).collect::<Vec<_>>().join(",")
    };
    // What a URL with a password says without it; another one is shown as it is.
    let masked = match id {
        "database_url" => get::<DatabaseUrl>(complete, id).filter(|url| url.has_password()).map(ToString::to_string),
        "smtp_url" => get::<SmtpUrl>(complete, id).filter(|url| url.credentials.is_some()).map(ToString::to_string),
        _ => None,
    };
    let is_masked = masked.is_some();
    let value = match masked {
        Some(masked) => Some(json!(masked)),
        None if is_switch(argument) => Some(json!(complete.get_flag(id))),
        None => raw().map(joined).map(|text| match text.parse::<u32>() {
            Ok(number) if is_number(argument) => json!(number),
            _ => json!(text),
        }),
    };
    let origin = given.sources.origin(argument, typed);
    let is_there = value.is_some();
    // What follows from other settings, or from the place where the program runs.
    let value = value.or_else(|| match id {
        "database_url" if values.storage.database_url_file.is_none() => {
            Some(json!(values.storage.database().to_string()))
        }
        _ => None,
    });
    let flag = argument.get_long().unwrap_or_default();
    let overridden = given.overridden().into_iter().find(|credential| credential.flag == flag);
    ShownSetting {
        key: flag.replace('-', "_"),
        value,
        // One that another setting has taken the place of.
        origin: if is_there { origin } else { Origin::Default },
        is_masked,
        overridden: overridden.map(|credential| credential.path),
    }
}

fn get<'m, T: Clone + Send + Sync + 'static>(matches: &'m ArgMatches, id: &str) -> Option<&'m T> {
    matches.try_get_one(id).ok().flatten()
}

/// A line of a configuration file that says the same. One that leaves a password out is a comment.
fn line(setting: &ShownSetting) -> String {
    let ShownSetting { key, value, origin, is_masked, overridden } = setting;
    let Some(value) = value else { return format!("# {key} is not set") };
    // The strings of JSON are strings of TOML.
    let (comment, masked) = if *is_masked { ("# ", "; user and password are not shown") } else { ("", "") };
    let overridden = overridden.as_ref().map(|path| format!("; the credential {} is not used", path.display()));
    format!("{comment}{key} = {value}  # {origin}{masked}{}", overridden.unwrap_or_default())
}

fn object(setting: &ShownSetting) -> Value {
    let ShownSetting { key, value, origin, is_masked, overridden } = setting;
    let origin = if value.is_some() { origin.to_string() } else { "not set".to_owned() };
    json!({ "key": key, "value": value, "origin": origin, "password_left_out": is_masked, "credential_not_used": overridden })
}
