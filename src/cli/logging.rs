//! The log: one line an event, on standard error. Nothing that a person typed is ever in it.

use std::any::Any;
use std::io::IsTerminal;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{LogFormat, Logging};

/// Starts the log in the format that is set.
pub(super) fn start(logging: &Logging) {
    let terminal = std::io::stderr().is_terminal();
    let format = logging.log_format.unwrap_or(if terminal { LogFormat::Text } else { LogFormat::Json });
    // What strangers send is not an event of ours: actix_http reports each malformed request as
    // an error, without its sender. actix_server repeats what is logged here anyway.
    let events = Targets::new()
        .with_default(LevelFilter::INFO)
        .with_target("actix_http", LevelFilter::OFF)
        .with_target("actix_server", LevelFilter::WARN)
        // A failure of the database is logged by the caller.
        .with_target("sqlx", LevelFilter::OFF);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    let registry = tracing_subscriber::registry().with(events);
    // Fails only if logging was started already; then that stands.
    let _ = match format {
        LogFormat::Text => registry.with(lines.with_ansi(false)).try_init(),
        LogFormat::Json => registry.with(lines.json().flatten_event(true)).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        let (at, reason) = (panic.location().map(tracing::field::display), words_of_the_code(panic.payload()));
        tracing::error!(at, reason, "a defect in the program");
    }));
}

/// What a panic says, if the words stand in the code: a text that was put together may quote what a person typed.
fn words_of_the_code(payload: &(dyn Any + Send)) -> Option<&'static str> {
    payload.downcast_ref::<&'static str>().copied()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_defect_is_logged_without_what_a_person_typed() {
        let typed = String::from("typed é");
        let panics: [(fn(&str), _); 3] = [
            (|_| panic!("words of the code"), Some("words of the code")),
            (|typed| panic!("{typed} is in it"), None),
            (|typed| drop(typed[..7].to_owned()), None),
        ];
        for (panics, logged) in panics {
            let payload = std::panic::catch_unwind(|| panics(&typed)).unwrap_err();
            assert_eq!(words_of_the_code(&*payload), logged);
        }
    }
}
