//! Time of `communique locales check`: with 200 locales, and with 100 of 1,700 messages. Bar: 1 s for each.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const RUNS: usize = 7;

/// The median time of a check.
fn check(folder: &Path) -> Duration {
    let run = || {
        let mut check = Command::new(support::BINARY);
        check.args(["locales", "check", "--format=short", "--locales"]).arg(folder);
        let start = Instant::now();
        let output = check.output().unwrap();
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
        start.elapsed()
    };
    let mut runs: Vec<Duration> = (0..RUNS).map(|_| run()).collect();
    runs.sort();
    runs[RUNS / 2]
}

/// The source, with so many messages in all: the rest are passages of the statement, sixteen to a section.
fn source(folder: &Path, messages: usize) {
    let english = folder.join("en");
    std::fs::create_dir(&english).unwrap();
    for file in std::fs::read_dir("locales/en").unwrap().flatten() {
        std::fs::copy(file.path(), english.join(file.file_name())).unwrap();
    }
    let statement = english.join("statement.ftl");
    let mut text = std::fs::read_to_string(&statement).unwrap();
    for number in count(&english)..messages {
        let section = number / 17;
        if number % 17 == 0 || !text.contains(&format!("\nsection{section} =")) {
            write!(text, "\n## {section}\n\nsection{section} = Another heading of a long text\n").unwrap();
        } else {
            writeln!(text, "section{section}-{number} = A paragraph of <em>twenty words</em> or so, as a ministry writes them and a reader has to read to the end of it.").unwrap();
        }
    }
    std::fs::write(&statement, text).unwrap();
}

/// The messages of a locale.
fn count(locale: &Path) -> usize {
    let files = std::fs::read_dir(locale)
        .unwrap()
        .flatten()
        .filter(|file| file.file_name().to_string_lossy().ends_with(".ftl"));
    let messages = files.map(|file| {
        let text = std::fs::read_to_string(file.path()).unwrap();
        text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()) && line.contains(" =")).count()
    });
    messages.sum()
}

/// A translation of the source into what looks like words of another language, with its records.
fn translation(folder: &Path, tag: &str, number: usize) {
    let locale = folder.join(tag);
    std::fs::create_dir(&locale).unwrap();
    for file in std::fs::read_dir(folder.join("en")).unwrap().flatten() {
        let name = file.file_name().into_string().unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        if name.ends_with(".ftl") {
            std::fs::write(locale.join(name), support::in_other_words(&text, number)).unwrap();
        }
    }
    let accept = ["locales", "accept", "--all", tag, "--locales"];
    let output = Command::new(support::BINARY).args(accept).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let number = support::locales(folder.path(), 200);
    let messages = count(Path::new("locales/en"));
    let took = check(folder.path());
    println!("{number} locales of {messages} messages: {:.2} s of at most 1 s", took.as_secs_f64());

    let folder = tempfile::tempdir().unwrap();
    source(folder.path(), 1_700);
    let messages = count(&folder.path().join("en"));
    let tags = support::other_tags().filter(|tag| tag != "en").take(99);
    tags.enumerate().for_each(|(number, tag)| translation(folder.path(), &tag, number + 1));
    let took = check(folder.path());
    println!("100 locales of {messages} messages: {:.2} s of at most 1 s", took.as_secs_f64());
}
