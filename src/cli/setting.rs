//! What a setting is: an argument of the command line that has a variable, too.

use std::any::TypeId;

use clap::{Arg, ArgAction, Command};

/// The name of the setting that names the file.
pub(super) const CONFIG: &str = "config";

/// The arguments that are settings: those that have a variable.
pub(super) fn settings(command: &Command) -> impl Iterator<Item = &Arg> {
    command
        .get_arguments()
        .filter(|argument| argument.get_long().is_some_and(|long| long != CONFIG) && argument.get_env().is_some())
}

/// The other name of a URL: the setting that holds it, or the one that names its file.
pub(super) fn twin(flag: &str) -> String {
    flag.strip_suffix("-file").map_or_else(|| format!("{flag}-file"), str::to_owned)
}

/// Whether a setting is a number.
pub(super) fn is_number(argument: &Arg) -> bool {
    argument.get_value_parser().type_id() == TypeId::of::<u32>()
}

/// Whether a setting is on or off.
pub(super) fn is_switch(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::SetTrue)
}
