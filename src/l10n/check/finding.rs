//! What a rule reports: a finding with its level, its place in a file and its remedy.
//! Knows no rule.

use std::fmt;
use std::ops::Range;

use crate::l10n::file::{LocaleFile, Position, offset_in};

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

/// The findings of one file: turns a [`Problem`] into a [`Finding`] with a position.
pub(super) struct Report<'a> {
    file: &'a LocaleFile,
    findings: &'a mut Vec<Finding>,
}

/// A finding as a rule states it; its position is a slice of the file.
pub(super) struct Problem<'a> {
    pub(super) level: Level,
    pub(super) rule: &'static str,
    /// The slice of the file that it is about.
    pub(super) at: &'a str,
    pub(super) id: Option<&'a str>,
    pub(super) message: String,
    pub(super) english: Option<String>,
    pub(super) help: String,
}

impl<'a> Report<'a> {
    pub(super) fn new(file: &'a LocaleFile, findings: &'a mut Vec<Finding>) -> Self {
        Self { file, findings }
    }

    pub(super) fn add(&mut self, problem: Problem<'_>) {
        let start = offset_in(&self.file.text, problem.at);
        self.findings.push(Finding {
            level: problem.level,
            rule: problem.rule,
            path: self.file.path.clone(),
            position: Position::of(&self.file.text, start),
            span: start..start + problem.at.len(),
            id: problem.id.map(str::to_owned),
            message: problem.message,
            english: problem.english,
            help: problem.help,
        });
    }
}
