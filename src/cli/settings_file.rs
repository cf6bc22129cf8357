//! The settings of a configuration file: each key is one, and each value of the type that it has. Knows no setting but the
//! URLs that may hold a password, and not which of the settings counts.

use std::any::TypeId;
use std::path::Path;

use clap::{Arg, Command};

use crate::config::{ConfigFile, DatabaseUrl, FileEntry, FileValue, MailAddresses, SmtpUrl};
use crate::contact::sanitize;
use crate::l10n::near;

use super::setting::{is_number, is_switch, settings, twin};
use super::wrong_value::shown;

/// A setting of a file.
#[derive(Debug)]
pub(super) struct FileSetting {
    /// The name of the flag, without `--`.
    pub(super) flag: String,
    /// The argument that stands for it; none for what is off anyway.
    pub(super) argument: Option<String>,
    /// The line at which it stands, from 1 on.
    pub(super) line: usize,
}

/// Reads a configuration file. What is wrong is said in one line. `command` is the one that takes all settings.
pub(super) fn read(command: &Command, file: &ConfigFile) -> Result<Vec<FileSetting>, String> {
    let entries = file.entries().map_err(|wrong| {
        let said = if wrong.why.contains("duplicate key") {
            "this key stands there before; accepted: once".to_owned()
        } else {
            let accepted = "key = value, with text in quotes, and numbers, true and false without, such as listen = \"127.0.0.1:8080\"";
            format!("this is not TOML ({}); accepted: {accepted}", wrong.why)
        };
        at(&file.path, wrong.line, &said)
    })?;
    let mut set: Vec<FileSetting> = Vec::with_capacity(entries.len());
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
        set.push(FileSetting { flag, argument, line: entry.line });
    }
    Ok(set)
}

/// A line about a line of a file.
pub(super) fn at(path: &Path, line: usize, said: &str) -> String {
    format!("communique: {}:{line}: {said}", sanitize::one_line(&path.display().to_string()))
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
        FileValue::Number(number) if is_number(argument) => (Some(number.clone()), ""),
        _ if is_number(argument) => (None, "a whole number, without quotes"),
        FileValue::Text(text) => (Some(text.clone()), ""),
        FileValue::List(texts) if is_list => (Some(texts.join(",")), ""),
        _ if is_list => (None, "text in quotes, or several in brackets such as [\"…\", \"…\"]"),
        _ if !possible.is_empty() => (None, one_of.as_str()),
        _ => (None, "text in quotes"),
    };
    let given = || shown(&format!("--{flag}"), &entry.written);
    value.map(Some).ok_or_else(|| format!("{}: {} is not accepted; accepted: {accepted}", entry.key, given()))
}

/// Whether the value of a flag is a URL with a password in it.
fn holds_password(flag: &str, value: &str) -> bool {
    match flag {
        "database-url" => value.parse::<DatabaseUrl>().is_ok_and(|url| url.has_password()),
        "smtp-url" => value.parse::<SmtpUrl>().is_ok_and(|url| url.credentials.is_some()),
        _ => false,
    }
}
