//! The log: one line an event, on standard error. Nothing that a person typed is ever in it. Where standard error is the
//! journal of systemd, each line begins with its priority (sd-daemon(3)), so that `journalctl -p warning` finds it. A process
//! that serves goes on where nobody reads its log.

use std::any::Any;
use std::ffi::OsStr;
use std::fmt;
use std::io::{IsTerminal, Write};
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::Context as _;
use rustix::fs::fstat;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::writer::BoxMakeWriter;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{LogFormat, Logging};
use crate::metrics::Registry;

use super::log_lines::LogLines;

/// How long the last lines have to be written at the end of a process that serves.
pub(super) const LAST_LINES_TIMEOUT: Duration = Duration::from_millis(500);

/// The lines of a process that serves.
static LINES: OnceLock<LogLines> = OnceLock::new();

/// Starts the log of a process that serves: who does not read it holds up nothing.
pub(super) fn start_serving(logging: &Logging) -> anyhow::Result<()> {
    let lines = LogLines::start().context("the log cannot be written")?;
    let lines = LINES.get_or_init(|| lines).clone();
    start_to(logging, BoxMakeWriter::new(lines));
    Ok(())
}

/// Starts the log of a command that comes to its end: what it says waits for whoever reads it.
pub(super) fn start(logging: &Logging) {
    start_to(logging, BoxMakeWriter::new(std::io::stderr));
}

/// Adds what there is to know of the log to the metrics of the process.
pub(super) fn register(registry: &mut Registry) {
    let lines = LINES.get().map(|lines| lines.lost().clone()).unwrap_or_default();
    registry.counter("log_lines_lost", "Lines of the log that nobody has read, or that could not be written", &lines);
}

/// Says how the program ends. Where the log is on its way it comes behind that.
pub(super) fn say_last(line: &str) {
    match LINES.get() {
        Some(lines) => lines.push(format!("{line}\n").as_bytes(), false),
        // If standard error is gone, there is nowhere left to report it.
        None => drop(writeln!(std::io::stderr(), "{line}")),
    }
}

/// When this is dropped, the last lines have some time to be written.
pub(super) struct LastLines;

impl Drop for LastLines {
    fn drop(&mut self) {
        if let Some(lines) = LINES.get() {
            lines.finish(LAST_LINES_TIMEOUT);
        }
    }
}

/// Starts the log in the format that is set.
fn start_to(logging: &Logging, writer: BoxMakeWriter) {
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
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_target(false);
    let registry = tracing_subscriber::registry().with(events);
    let is_journal = is_journal();
    // Fails only if logging was started already; then that stands.
    let _ = match format {
        LogFormat::Text => {
            let lines = lines.with_ansi(false);
            registry.with(lines.map_event_format(|line| Prioritized { line, is_journal })).try_init()
        }
        LogFormat::Json => {
            let lines = lines.json().flatten_event(true);
            registry.with(lines.map_event_format(|line| Prioritized { line, is_journal })).try_init()
        }
    };
    std::panic::set_hook(Box::new(|panic| {
        let (at, reason) = (panic.location().map(tracing::field::display), words_of_the_code(panic.payload()));
        tracing::error!(at, reason, "a defect in the program");
    }));
}

/// Whether standard error is the journal: systemd names its device and inode (systemd.exec(5)). Asked of the system, because
/// a program that was started by a service may write elsewhere and have the variable still.
fn is_journal() -> bool {
    let Ok(found) = fstat(std::io::stderr()) else { return false };
    names(std::env::var_os("JOURNAL_STREAM").as_deref(), found.st_dev, found.st_ino)
}

fn names(stream: Option<&OsStr>, device: u64, inode: u64) -> bool {
    let named = stream.and_then(OsStr::to_str).and_then(|stream| stream.split_once(':'));
    named.is_some_and(|(d, i)| d.parse() == Ok(device) && i.parse() == Ok(inode))
}

/// Lines that begin with their priority for the journal, which takes that off again.
struct Prioritized<L> {
    line: L,
    is_journal: bool,
}

impl<S, N, L> FormatEvent<S, N> for Prioritized<L>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    L: FormatEvent<S, N>,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut out: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        if self.is_journal {
            write!(out, "<{}>", priority(*event.metadata().level()))?;
        }
        self.line.format_event(context, out, event)
    }
}

/// The priority of a level (syslog(3)).
fn priority(level: Level) -> u8 {
    match level {
        Level::ERROR => 3,
        Level::WARN => 4,
        Level::INFO => 6,
        Level::DEBUG | Level::TRACE => 7,
    }
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
    fn the_journal_is_known_by_its_device_and_inode_alone() {
        for (stream, expected) in [
            (Some("8:31"), true),
            (Some("8:32"), false),
            (Some("9:31"), false),
            (Some("8"), false),
            (Some(":"), false),
            (Some("8:31:1"), false),
            (Some(""), false),
            (None, false),
        ] {
            assert_eq!(names(stream.map(OsStr::new), 8, 31), expected, "{stream:?}");
        }
    }

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
