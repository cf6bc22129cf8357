//! The rules that a translation is held to, one file per family.
//!
//! An *error* means that a reader would see something broken: the message is not used and the
//! next language in the chain answers. A *warning* means that something is probably wrong.
//! Knows messages and their English; knows neither pages nor what becomes of its findings.

mod characters;
mod elements;
pub mod index;
mod plurals;
mod shape;
mod syntax;
mod variables;

use std::fmt;
use std::ops::Range;

use super::source::{Position, SourceFile};
pub use index::{Index, ParsedFile};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Readers would see something broken; the message is not used.
    Error,
    /// Probably wrong.
    Warning,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Something a translator should know about.
#[derive(Clone, Debug)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// The short name of the rule.
    pub rule: &'static str,
    /// The file, as a path inside the locales folder.
    pub path: String,
    /// Where in the file.
    pub position: Position,
    /// The bytes of the file that it is about.
    pub span: Range<usize>,
    /// The message that it is about, if it is about one.
    pub id: Option<String>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// The English, where that helps.
    pub english: Option<String>,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        write!(f, "{}:{line}:{column}: {}[{}]: {}", self.path, self.level, self.rule, self.message)
    }
}

/// Collects findings of one file.
pub(crate) struct Report<'a> {
    file: &'a SourceFile,
    findings: &'a mut Vec<Finding>,
}

/// What a rule says.
pub(crate) struct Says<'a> {
    pub(crate) level: Level,
    pub(crate) rule: &'static str,
    /// The piece of the file that it is about.
    pub(crate) at: &'a str,
    pub(crate) id: Option<&'a str>,
    pub(crate) message: String,
    pub(crate) english: Option<String>,
    pub(crate) help: String,
}

impl<'a> Report<'a> {
    pub(crate) fn new(file: &'a SourceFile, findings: &'a mut Vec<Finding>) -> Self {
        Self { file, findings }
    }

    pub(crate) fn add(&mut self, says: Says<'_>) {
        let start = super::source::offset_in(&self.file.text, says.at);
        self.findings.push(Finding {
            level: says.level,
            rule: says.rule,
            path: self.file.path.clone(),
            position: Position::of(&self.file.text, start),
            span: start..start + says.at.len(),
            id: says.id.map(str::to_owned),
            message: says.message,
            english: says.english,
            help: says.help,
        });
    }
}

/// Holds one locale against the source; for the source itself `source` is the same index.
pub fn check(locale: &Index<'_>, source: &Index<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for parsed in locale.files() {
        syntax::check(parsed, &mut findings);
        characters::check(parsed, &mut findings);
    }
    shape::check(locale, source, &mut findings);
    variables::check(locale, source, &mut findings);
    elements::check(locale, source, &mut findings);
    plurals::check(locale, &mut findings);
    findings.sort_by(|a, b| (&a.path, a.position, a.rule).cmp(&(&b.path, b.position, b.rule)));
    findings
}
