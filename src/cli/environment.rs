//! The variables of the environment that settings are taken from: empty ones, those that are no text, misspelt ones, and
//! those that are nobody’s. Knows no setting.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};

use clap::Command;
use clap::builder::Resettable;

use crate::l10n::near;

/// What the names of our variables begin with.
const PREFIX: &str = "COMMUNIQUE_";

/// A command that takes an empty variable for one that is not set, as the files of Compose and systemd give them.
pub(super) fn without_empty(command: Command, variable: &impl Fn(&str) -> Option<OsString>) -> Command {
    let is_empty = |argument: &clap::Arg| {
        let name = argument.get_env().and_then(|name| name.to_str());
        name.and_then(variable).is_some_and(|value| value.is_empty())
    };
    let command = command.mut_args(|argument| match is_empty(&argument) {
        true => argument.env(Resettable::Reset),
        false => argument,
    });
    command.mut_subcommands(|subcommand| without_empty(subcommand, variable))
}

/// The first name in the environment that is likely a slip of one of ours, and that one. What is like none is left alone:
/// orchestrators set variables that begin with the name of a service.
pub(super) fn misspelt(command: &Command, names: impl Iterator<Item = String>) -> Option<(String, String)> {
    let known = known(command);
    let mut unknown = names.filter(|name| name.to_uppercase().starts_with(PREFIX) && !known.contains(name));
    unknown.find_map(|name| {
        // The beginning is the same in all of them, and says nothing.
        let rests = known.iter().filter_map(|known| known.strip_prefix(PREFIX));
        let near = near::nearest(&name[PREFIX.len()..], rests)?;
        Some((format!("{PREFIX}{near}"), name))
    })
}

/// Variables that are set, with their values.
pub(super) type Variables = Vec<(OsString, OsString)>;

/// The variables of ours whose values are no text, with commas between.
pub(super) fn without_text(command: &Command, variables: &Variables) -> Option<String> {
    let known = known(command);
    let is_ours = |name: &OsStr| name.to_str().is_some_and(|name| known.contains(name));
    let found = variables.iter().filter(|(name, value)| is_ours(name) && value.to_str().is_none());
    let names: Vec<String> = found.map(|(name, _)| name.to_string_lossy().into_owned()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// What the build of the program says to its code. Cargo sets them for whatever it starts.
const OF_THE_BUILD: [&str; 2] = ["COMMUNIQUE_BUILT", "COMMUNIQUE_REVISION"];

/// A variable that begins as ours do, and is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnknownVariable {
    /// Its name.
    pub(super) name: String,
    /// Those that are likely meant.
    pub(super) meant: Vec<String>,
}

/// The variables that begin as ours do and are none; but for those that an orchestrator sets for a service of that name.
pub(super) fn unknown(command: &Command, variables: &Variables) -> Vec<UnknownVariable> {
    let known = known(command);
    let ours = variables.iter().map(|(name, value)| (name.to_string_lossy(), value));
    let ours = ours.filter(|(name, value)| {
        let is_known = known.contains(&**name) || OF_THE_BUILD.contains(&&**name) || is_of_a_service(name, value);
        name.starts_with(PREFIX) && !value.is_empty() && !is_known
    });
    let mut unknown: Vec<UnknownVariable> = ours
        .map(|(name, _)| UnknownVariable {
            meant: meant(&name[PREFIX.len()..], &known).map(|rest| format!("{PREFIX}{rest}")).collect(),
            name: name.into_owned(),
        })
        .collect();
    unknown.sort_by(|one, other| one.name.cmp(&other.name));
    unknown
}

/// Whether a variable tells where a service is (Kubernetes, “Environment variables”; links of Docker).
fn is_of_a_service(name: &str, value: &OsStr) -> bool {
    let is_port = || name.split("_PORT_").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    name.ends_with("_SERVICE_HOST")
        || name.ends_with("_SERVICE_PORT")
        || name.contains("_SERVICE_PORT_")
        || name.contains("_ENV_")
        || is_port()
        || (name.ends_with("_PORT") && value.to_string_lossy().contains("://"))
}

/// The settings of which each word of a name is a word, or short for one: `DB_URL` is `DATABASE_URL`. Those with the fewest
/// words more.
fn meant<'k>(name: &str, known: &'k BTreeSet<String>) -> impl Iterator<Item = &'k str> {
    let rests = known.iter().filter_map(|known| known.strip_prefix(PREFIX));
    let fits = |known: &&str| name.split('_').all(|word| known.split('_').any(|known| is_short_for(word, known)));
    let words = |known: &str| known.split('_').count();
    let fitting: Vec<&str> = rests.filter(fits).collect();
    let fewest = fitting.iter().map(|known| words(known)).min();
    fitting.into_iter().filter(move |known| Some(words(known)) == fewest)
}

/// Whether a word is another one, or some of its letters in their order, the first among them.
fn is_short_for(word: &str, whole: &str) -> bool {
    let mut letters = whole.chars();
    let begins_alike = !word.is_empty() && word.chars().next() == whole.chars().next();
    begins_alike && word.chars().all(|letter| letters.any(|other| other == letter))
}

/// The names of all variables of ours.
fn known(command: &Command) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    collect(command, &mut known);
    known
}

fn collect(command: &Command, known: &mut BTreeSet<String>) {
    let names = command.get_arguments().filter_map(|argument| argument.get_env()?.to_str());
    known.extend(names.map(str::to_owned));
    command.get_subcommands().for_each(|subcommand| collect(subcommand, known));
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::command_line::CommandLine;

    #[test]
    fn a_name_with_a_slip_is_told_and_one_of_something_else_is_left_alone() {
        let command = CommandLine::command();
        for (name, meant) in [
            ("COMMUNIQUE_LISTN", Some("COMMUNIQUE_LISTEN")),
            ("COMMUNIQUE_PUBLIC_URI", Some("COMMUNIQUE_PUBLIC_URL")),
            ("COMMUNIQUE_PUBLICURL", Some("COMMUNIQUE_PUBLIC_URL")),
            ("COMMUNIQUE_TRUSTED_PROXY", Some("COMMUNIQUE_TRUSTED_PROXIES")),
            ("COMMUNIQUE_DATABSE_URL", Some("COMMUNIQUE_DATABASE_URL")),
            ("COMMUNIQUE_public_url", Some("COMMUNIQUE_PUBLIC_URL")),
            ("COMMUNIQUE_PUBLIC_URL", None),
            ("COMMUNIQUE_PORT_8080_TCP_ADDR", None),
            ("COMMUNIQUE_SERVICE_HOST", None),
            ("COMMUNIQUE_", None),
            ("PATH", None),
        ] {
            let found = misspelt(&command, std::iter::once(name.to_owned()));
            assert_eq!(found.as_ref().map(|(meant, _)| meant.as_str()), meant, "{name}");
        }
    }

    #[test]
    fn a_variable_that_is_nobodys_is_told_with_the_one_that_is_meant_but_not_those_of_an_orchestrator() {
        let command = crate::cli::command();
        for (name, value, told) in [
            ("COMMUNIQUE_DB_URL", "x", Some("COMMUNIQUE_DATABASE_URL")),
            ("COMMUNIQUE_DATABASE", "x", Some("COMMUNIQUE_DATABASE_URL")),
            ("COMMUNIQUE_PROXIES", "x", Some("COMMUNIQUE_TRUSTED_PROXIES")),
            ("COMMUNIQUE_SMTP", "x", Some("COMMUNIQUE_SMTP_HELLO or COMMUNIQUE_SMTP_URL")),
            ("COMMUNIQUE_LOG_LEVEL", "x", Some("")),
            ("COMMUNIQUE_PORT", "8080", Some("")),
            ("COMMUNIQUE_", "x", Some("")),
            ("COMMUNIQUE_CONFIG", "x", None),
            ("COMMUNIQUE_LIVE_URL", "x", None),
            ("COMMUNIQUE_REVISION", "x", None),
            ("COMMUNIQUE_DB_URL", "", None),
            ("COMMUNIQUE_PORT", "tcp://10.0.0.1:8080", None),
            ("COMMUNIQUE_PORT_8080_TCP_ADDR", "x", None),
            ("COMMUNIQUE_ADMIN_SERVICE_HOST", "x", None),
            ("COMMUNIQUE_SERVICE_PORT_HTTP", "x", None),
            ("XCOMMUNIQUE_DB_URL", "x", None),
        ] {
            let found = unknown(&command, &vec![(name.into(), value.into())]);
            let found = found.first().map(|unknown| unknown.meant.join(" or "));
            assert_eq!(found.as_deref(), told, "{name}={value}");
        }
    }

    #[test]
    fn a_variable_that_is_no_text_is_named() {
        use std::os::unix::ffi::OsStringExt;
        let set = |names: &[&str]| {
            let value = |name: &&str| (OsString::from(*name), OsString::from_vec(b"\xff".to_vec()));
            without_text(&crate::cli::command(), &names.iter().map(value).collect())
        };
        assert_eq!(set(&["COMMUNIQUE_LISTEN", "OTHER"]).as_deref(), Some("COMMUNIQUE_LISTEN"));
        assert_eq!(
            set(&["COMMUNIQUE_CONFIG", "COMMUNIQUE_LISTEN"]).as_deref(),
            Some("COMMUNIQUE_CONFIG, COMMUNIQUE_LISTEN")
        );
        assert_eq!(set(&["OTHER", "COMMUNIQUE_OTHER"]), None);
    }

    #[test]
    fn an_empty_variable_is_none_in_every_command() {
        let command = without_empty(CommandLine::command(), &|name| (name != "COMMUNIQUE_LISTEN").then(OsString::new));
        let taken = |command: &Command| command.get_arguments().filter(|argument| argument.get_env().is_some()).count();
        assert_eq!((taken(&command), command.get_subcommands().map(taken).max()), (1, Some(1)));
    }
}
