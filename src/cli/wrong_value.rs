//! What is said of a command line that is wrong: one line with the flag, the variable, what was given and what is
//! accepted. No password is ever in it. Knows no command.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use crate::contact::sanitize;

/// The schemes of the URLs that may hold a password.
const SCHEMES: [&str; 6] = ["postgres", "postgresql", "smtp", "smtps", "smtp+starttls", "sqlite"];

/// What may be shown, in a log too, of a URL that cannot be read: its scheme, if it begins with one. All
/// else may be a user or a password, since nobody can tell where in it they stand.
fn scheme_only(given: &str) -> String {
    let is_scheme =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    match given.split_once(':') {
        Some((scheme, rest)) if SCHEMES.contains(&scheme) || (rest.starts_with("//") && is_scheme(scheme)) => {
            format!("{scheme}:…")
        }
        _ => "…".to_owned(),
    }
}

/// Two settings that do not go together, in one line: the flags and the variables.
pub(super) fn describe_conflict(command: &Command, error: &clap::Error) -> Option<String> {
    if error.kind() != ErrorKind::ArgumentConflict {
        return None;
    }
    let flag = |text: &String| text.split_whitespace().next().map(str::to_owned).filter(|flag| flag.starts_with("--"));
    let named = |kind| match error.get(kind)? {
        ContextValue::String(text) => flag(text),
        ContextValue::Strings(texts) => texts.iter().find_map(flag),
        _ => None,
    };
    let (one, other) = (named(ContextKind::InvalidArg)?, named(ContextKind::PriorArg)?);
    let (of_one, of_other) = (variable_of(command, &one), variable_of(command, &other));
    Some(format!("communique: {one}{of_one} and {other}{of_other} do not go together; accepted: one of them"))
}

/// The variable of a flag in brackets, if it has one: of the command or of one below it, where it is the same.
fn variable_of(command: &Command, flag: &str) -> String {
    variable_below(command, flag).map(|variable| format!(" ({variable})")).unwrap_or_default()
}

fn variable_below(command: &Command, flag: &str) -> Option<String> {
    let is_meant = |argument: &&Arg| argument.get_long().is_some_and(|long| flag == format!("--{long}"));
    let variable = |argument: &Arg| argument.get_env().map(|variable| variable.to_string_lossy().into_owned());
    let here = command.get_arguments().filter(is_meant).find_map(variable);
    here.or_else(|| command.get_subcommands().find_map(|below| variable_below(below, flag)))
}

/// A value that is not accepted.
pub(super) struct WrongValue {
    /// The flag, or the name of the value where it has none.
    pub(super) flag: String,
    /// What was given, as far as it may be shown.
    pub(super) given: String,
    /// What is accepted.
    pub(super) accepted: String,
}

impl WrongValue {
    /// What is wrong with a value; `None` if the error is another one.
    pub(super) fn of(error: &clap::Error) -> Option<Self> {
        let text = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => Some(text.clone()),
            _ => None,
        };
        let given = text(ContextKind::InvalidValue)?;
        let argument = text(ContextKind::InvalidArg)?;
        let flag = argument.split_whitespace().next()?.to_owned();
        let accepted = match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(values)) if !values.is_empty() => values.join(", "),
            _ => std::error::Error::source(error).map(ToString::to_string)?,
        };
        Some(Self { given: shown(&flag, &given), flag, accepted })
    }

    /// It in one line: the flag, the variable, what was given, what is accepted.
    pub(super) fn line(&self, command: &Command) -> String {
        let Self { flag, given, accepted } = self;
        // What has a name of its own in the command’s help, and no variable.
        if !flag.starts_with("--") {
            return format!("communique: “{given}”: {accepted}");
        }
        let variable = variable_of(command, flag);
        format!("communique: {flag}{variable}: “{given}” is not accepted; accepted: {accepted}")
    }
}

/// What may be shown of the value of a flag. A URL may have been given to any of them.
pub(super) fn shown(flag: &str, given: &str) -> String {
    let is_url = given.contains("://");
    let given = match flag {
        "--database-url" | "--smtp-url" => scheme_only(given),
        "--database-url-file" | "--smtp-url-file" if is_url || (given.contains(':') && given.contains('@')) => {
            scheme_only(given)
        }
        _ if is_url && (given.contains('@') || given.contains("password=")) => scheme_only(given),
        _ => given.to_owned(),
    };
    // It may have been copied out of a message.
    sanitize::one_line(&given)
}
