//! The variables of the environment that settings are taken from: empty ones and misspelt ones. Knows no setting.

use std::collections::BTreeSet;
use std::ffi::OsString;

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
    let mut known = BTreeSet::new();
    collect(command, &mut known);
    let mut unknown = names.filter(|name| name.to_uppercase().starts_with(PREFIX) && !known.contains(name));
    unknown.find_map(|name| {
        // The beginning is the same in all of them, and says nothing.
        let rests = known.iter().filter_map(|known| known.strip_prefix(PREFIX));
        let near = near::nearest(&name[PREFIX.len()..], rests)?;
        Some((format!("{PREFIX}{near}"), name))
    })
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
    use crate::cli::CommandLine;

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
    fn an_empty_variable_is_none_in_every_command() {
        let command = without_empty(CommandLine::command(), &|name| (name != "COMMUNIQUE_LISTEN").then(OsString::new));
        let taken = |command: &Command| command.get_arguments().filter(|argument| argument.get_env().is_some()).count();
        assert_eq!((taken(&command), command.get_subcommands().map(taken).max()), (1, Some(1)));
    }
}
