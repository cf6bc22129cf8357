//! The house: which rooms may know of which, and facts that the documents state.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The map: a room, and the rooms that it may know of.
const MAP: [(&str, &[&str]); 9] = [
    ("main", &["cli"]),
    ("lib", &[]),
    ("cli", &["http", "site", "contact", "l10n", "config"]),
    ("http", &["site", "contact", "l10n", "config", "quality"]),
    ("site", &["contact", "l10n", "config"]),
    ("contact", &["l10n", "config"]),
    ("l10n", &["quality"]),
    ("config", &[]),
    ("quality", &[]),
];

/// What only one room may know of.
const ALONE: [(&str, &str); 7] = [
    ("actix_", "http"),
    ("askama", "site"),
    ("clap", "cli"),
    ("fluent", "l10n"),
    ("icu_", "l10n"),
    ("lettre", "contact"),
    ("sqlx", "contact"),
];

/// Exceptions to `ALONE`, each with its reason.
const EXCEPTIONS: [(&str, &str, &str); 3] = [
    ("clap", "config", "settings are flags"),
    ("askama", "l10n", "a text says that it is safe HTML"),
    ("actix_", "cli", "serve starts the runtime"),
];

fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(Path::new("src"), &mut found);
    found
}

/// The room that a file is in: `src/http/peer.rs` is in `http`.
fn room(path: &Path) -> String {
    let part = path.components().nth(1).unwrap().as_os_str().to_string_lossy().into_owned();
    part.trim_end_matches(".rs").to_owned()
}

/// The program’s own lines, without tests and comments.
fn code(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap().to_owned();
    text.lines().map(|line| line.split("//").next().unwrap().to_owned()).collect()
}

#[test]
fn arrows_between_rooms_point_one_way() {
    let mut seen = BTreeSet::new();
    for path in sources() {
        let room = room(&path);
        let (_, allowed) =
            MAP.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("{room} is not on the map"));
        for line in code(&path) {
            assert!(
                !line.contains("crate::{") && !line.contains("super::super"),
                "{}: spell the room out: {line}",
                path.display()
            );
            for (prefix, _) in line.match_indices("crate::").chain(line.match_indices("communique::")) {
                let rest = line[prefix..].split_once("::").unwrap().1;
                let target: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if target != room && !target.is_empty() {
                    assert!(allowed.contains(&target.as_str()), "{}: {room} must not know of {target}", path.display());
                    assert!(
                        (room.as_str(), target.as_str()) != ("site", "contact") || rest.starts_with("contact::form"),
                        "{}: the site knows the form of a message and nothing else of it",
                        path.display()
                    );
                    seen.insert((room.clone(), target));
                }
            }
        }
    }
    assert!(seen.len() >= 8, "the test reads too little: {seen:?}");
}

#[test]
fn each_foreign_world_is_known_to_one_room() {
    for path in sources() {
        let room = room(&path);
        for line in code(&path).iter().filter(|line| line.trim_start().starts_with("use ")) {
            for (name, owner) in ALONE {
                let known = room == owner || EXCEPTIONS.iter().any(|(n, r, _)| *n == name && *r == room);
                assert!(known || !line.contains(&format!("use {name}")), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn no_file_grows_into_a_drawer() {
    for path in sources() {
        let lines = code(&path).iter().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= 330, "{} has {lines} lines of code", path.display());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !["utils", "util", "helpers", "helper", "manager", "common", "misc"].contains(&name.as_str()),
            "{name}"
        );
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} does not say what it is for", path.display());
    }
}

fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}

#[test]
fn security_txt_is_valid_for_another_month_and_at_most_a_year() {
    let expires: Timestamp = communique::site::wellknown::SECURITY_EXPIRES.parse().unwrap();
    let left = (TimeZone::UTC.to_datetime(expires).date() - today()).get_days();
    assert!(
        left >= 30,
        "security.txt expires in {left} days: make sure that its contact still answers, then move SECURITY_EXPIRES in src/site/wellknown.rs"
    );
    assert!(left <= 366, "RFC 9116 recommends less than a year");
}

#[test]
fn the_accessibility_statement_was_reviewed_within_a_year() {
    let age = (today() - communique::site::pages::accessibility::REVIEWED).get_days();
    assert!(
        age <= 365,
        "read the accessibility statement against the site again, then move REVIEWED in src/site/accessibility.rs"
    );
}
