//! `communique config show`: every setting as it is in effect, and where it comes from. No password is ever shown.

use std::io::Write;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Args, Command, Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::config::{DatabaseUrl, Settings, SmtpUrl};

use super::checks;
use super::sources::{Origin, Sources, innermost, is_switch, settings};

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
        format: Format,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Toml,
    Json,
}

/// What was given, and where.
pub(super) struct Given {
    /// The command line as clap knows it.
    pub(super) known: Command,
    /// The command line and the variables.
    pub(super) typed: ArgMatches,
    /// The same with what stands elsewhere.
    pub(super) complete: ArgMatches,
    /// What stands elsewhere.
    pub(super) sources: Sources,
}

/// A setting that is shown.
struct Shown {
    key: String,
    /// What is in effect; `None` where nothing is.
    value: Option<Value>,
    origin: Origin,
    /// Whether a password in it is left out.
    is_masked: bool,
}

/// Shows the settings.
pub(super) fn run(command: &ConfigCommand, given: &Given) -> anyhow::Result<ExitCode> {
    let ConfigAction::Show { settings: values, format } = &command.action;
    let shown: Vec<Shown> = settings(&given.known).map(|argument| show(argument, values, given)).collect();
    let mut out = std::io::stdout();
    match format {
        Format::Toml => shown.iter().try_for_each(|setting| writeln!(out, "{}", line(setting)))?,
        Format::Json => writeln!(out, "{:#}", Value::from(shown.iter().map(object).collect::<Vec<_>>()))?,
    }
    checks::check(values)?;
    Ok(ExitCode::SUCCESS)
}

fn show(argument: &Arg, values: &Settings, given: &Given) -> Shown {
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
        None => raw().map(joined).map(|text| text.parse::<u32>().map_or_else(|_| json!(text), |number| json!(number))),
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
    Shown {
        key: argument.get_long().unwrap_or_default().replace('-', "_"),
        value,
        // One that another setting has taken the place of.
        origin: if is_there { origin } else { Origin::Default },
        is_masked,
    }
}

fn get<'m, T: Clone + Send + Sync + 'static>(matches: &'m ArgMatches, id: &str) -> Option<&'m T> {
    matches.try_get_one(id).ok().flatten()
}

/// The origin in words.
fn origin_text(origin: &Origin) -> String {
    match origin {
        Origin::Flag => "flag".to_owned(),
        Origin::Variable(name) => format!("variable {name}"),
        Origin::File(path, line) => format!("{}:{line}", path.display()),
        Origin::Credential(path) => format!("credential {}", path.display()),
        Origin::Default => "default".to_owned(),
    }
}

/// A line of a configuration file that says the same. One that leaves a password out is a comment.
fn line(setting: &Shown) -> String {
    let Shown { key, value, origin, is_masked } = setting;
    let Some(value) = value else { return format!("# {key} is not set") };
    // The strings of JSON are strings of TOML.
    let (comment, masked) = if *is_masked { ("# ", "; user and password are not shown") } else { ("", "") };
    format!("{comment}{key} = {value}  # {}{masked}", origin_text(origin))
}

fn object(setting: &Shown) -> Value {
    let Shown { key, value, origin, is_masked } = setting;
    let origin = if value.is_some() { origin_text(origin) } else { "not set".to_owned() };
    json!({ "key": key, "value": value, "origin": origin, "password_left_out": is_masked })
}
