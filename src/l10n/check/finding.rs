//! What a rule reports: a finding with its level, its position in a file and its remedy.
//! Knows no rule.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::index::ParsedFile;
use super::sentence::{Begins, Sentence};
use crate::l10n::locale::SOURCE;
use crate::l10n::position::{Position, offset_in};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The English, where that helps.
    pub english: Option<String>,
    /// What is wrong, and what to do.
    pub(crate) sentence: Sentence,
}

/// What a finding is told from others by, before and after a file has changed, wherever its line is by then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingKey {
    /// The file, as a path inside the locales folder.
    pub path: String,
    /// The short name of the rule.
    pub rule: &'static str,
    /// The message.
    pub id: Option<String>,
}

impl FindingKey {
    /// How often each is among findings.
    pub(crate) fn counted<'f>(findings: impl Iterator<Item = &'f Finding>) -> BTreeMap<Self, usize> {
        let mut counted = BTreeMap::new();
        findings.for_each(|finding| *counted.entry(finding.key()).or_default() += 1);
        counted
    }
}

impl Finding {
    /// What it is told from others by.
    pub(crate) fn key(&self) -> FindingKey {
        FindingKey { path: self.path.clone(), rule: self.rule, id: self.id.clone() }
    }

    /// A finding on a file as a whole, whether it is there or not: at its beginning.
    pub(crate) fn of_file(level: Level, rule: &'static str, path: impl Into<String>, sentence: Sentence) -> Self {
        let position = Position { line: 1, column: 1 };
        Self { level, rule, path: path.into(), position, span: 0..0, id: None, english: None, sentence }
    }

    /// Whether it is about a file of the source.
    pub fn is_in_source(&self) -> bool {
        self.path.split_once('/').is_some_and(|(folder, _)| folder == SOURCE)
    }

    /// The message or, with its dash, the term that stands there, although nothing of it can be read.
    pub(in crate::l10n) fn meant(&self) -> Option<&str> {
        match &self.sentence {
            Sentence::NameCuts { meant, .. }
            | Sentence::HangingText { meant, .. }
            | Sentence::TranslatedName { meant, .. }
            | Sentence::MisspelledId { meant, .. }
            | Sentence::MisspelledTerm { meant, .. } => Some(meant),
            Sentence::QuotedName { id }
            | Sentence::LostName { id }
            | Sentence::MissingEqualsOf { id }
            | Sentence::SpaceInName { id }
            | Sentence::SpaceBeforeName { id }
            | Sentence::ForeignCharacter { id, .. }
            | Sentence::OtherEquals { id, .. } => Some(id),
            Sentence::JoinedLine { name, begins: Begins::Entry } => Some(name),
            // A message behind a dot is one, too.
            Sentence::IndentedId { name, .. } | Sentence::UnexpectedAttribute { name } => Some(name),
            _ => None,
        }
    }

    /// What is wrong, in a sentence.
    pub fn message(&self) -> String {
        self.sentence.message()
    }

    /// What to do.
    pub fn help(&self) -> String {
        self.sentence.help()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        write!(f, "{}:{line}:{column}: {}[{}]: {}", self.path, self.level, self.rule, self.message())
    }
}

/// Findings of one rule about one message that are kept.
const MAX_ALIKE: usize = 10;

/// Puts findings into the order of the files. Of many that are alike the first are kept, and the last
/// of them says how many there are; each message that has an error keeps one.
pub fn arrange(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (&a.path, a.position, a.rule).cmp(&(&b.path, b.position, b.rule)));
    let mut alike = FindingKey::counted(findings.iter());
    alike.retain(|_, number| *number > MAX_ALIKE);
    if alike.is_empty() {
        return;
    }
    let mut kept: BTreeMap<FindingKey, usize> = BTreeMap::new();
    findings.retain_mut(|finding| {
        let key = finding.key();
        let Some(all) = alike.get(&key) else { return true };
        let number = kept.entry(key).or_default();
        *number += 1;
        if *number == MAX_ALIKE {
            let (message, help) = (finding.message(), finding.help());
            finding.sentence = Sentence::ManyAlike { message, help, more: all - MAX_ALIKE };
        }
        *number <= MAX_ALIKE
    });
}

/// The findings of one file: turns a [`Problem`] into a [`Finding`] with a position.
pub(in crate::l10n) struct Reporter<'a> {
    parsed: &'a ParsedFile<'a>,
    findings: &'a mut Vec<Finding>,
    /// The English of what is looked at, asked for when something is found.
    english: Option<Box<dyn Fn() -> Option<String> + 'a>>,
    /// How many findings had it: no more are kept that are alike.
    shown: usize,
}

/// A finding as a rule states it.
pub(in crate::l10n) struct Problem<'a> {
    level: Level,
    rule: &'static str,
    /// The slice of the file that it is about.
    slice: &'a str,
    id: Option<&'a str>,
    english: Option<String>,
    sentence: Sentence,
}

impl<'a> Problem<'a> {
    /// An error in a slice of the file.
    pub(in crate::l10n) fn error(
        rule: &'static str,
        slice: &'a str,
        id: impl Into<Option<&'a str>>,
        sentence: Sentence,
    ) -> Self {
        Self { level: Level::Error, rule, slice, id: id.into(), english: None, sentence }
    }

    /// A warning about a slice of the file.
    pub(in crate::l10n) fn warning(
        rule: &'static str,
        slice: &'a str,
        id: impl Into<Option<&'a str>>,
        sentence: Sentence,
    ) -> Self {
        Self { level: Level::Warning, ..Self::error(rule, slice, id, sentence) }
    }

    /// What is said of it.
    pub(super) fn sentence(&self) -> &Sentence {
        &self.sentence
    }

    /// The same with the English.
    pub(in crate::l10n) fn english(self, english: impl Into<String>) -> Self {
        Self { english: Some(english.into()), ..self }
    }
}

impl<'a> Reporter<'a> {
    pub(in crate::l10n) fn new(parsed: &'a ParsedFile<'a>, findings: &'a mut Vec<Finding>) -> Self {
        Self { parsed, findings, english: None, shown: 0 }
    }

    /// The same for what has this English: its findings show it.
    pub(super) fn beside(self, english: impl Fn() -> Option<String> + 'a) -> Self {
        Self { english: Some(Box::new(english)), ..self }
    }

    pub(in crate::l10n) fn add(&mut self, problem: Problem<'_>) {
        let Problem { level, rule, slice, id, english, sentence } = problem;
        let beside = || self.english.as_ref().filter(|_| self.shown < MAX_ALIKE).and_then(|english| english());
        let english = english.or_else(beside);
        self.shown += usize::from(english.is_some());
        let file = self.parsed.file;
        let start = offset_in(&file.text, slice);
        self.findings.push(Finding {
            level,
            rule,
            path: file.path.clone(),
            position: self.parsed.lines.position(&file.text, start),
            span: start..start + slice.len(),
            id: id.map(str::to_owned),
            english,
            sentence,
        });
    }
}
