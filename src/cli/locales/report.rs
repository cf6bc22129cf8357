//! Findings as people and programs read them. Knows no rule.

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer, Snippet};
use clap::ValueEnum;
use serde_json::{Value, json};

use crate::l10n::LocaleFile;
use crate::l10n::check::{Finding, Level, spelled_out};

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    /// For people: the line, the English beside it, what to do; and how far each language has come
    #[default]
    Text,
    /// One line a finding: path:line:column: level[rule]: message; what to do
    Short,
    /// For programs: a list of objects
    Json,
    /// Annotations of a pull request on GitHub
    Github,
}

/// What was found in a folder.
pub(super) struct Report<'a> {
    /// The folder of locales.
    pub(super) folder: &'a Path,
    /// Its files.
    pub(super) files: &'a [LocaleFile],
    /// What was found in them.
    pub(super) findings: &'a [Finding],
}

impl Report<'_> {
    pub(super) fn write(&self, format: FindingsFormat, out: &mut impl Write) -> io::Result<()> {
        match format {
            FindingsFormat::Text => {
                self.findings.iter().try_for_each(|finding| writeln!(out, "{}\n", self.text(finding)))
            }
            FindingsFormat::Short => self.findings.iter().try_for_each(|finding| {
                let line = format!("{}/{finding}; {}", self.folder.display(), finding.help());
                writeln!(out, "{}", one_line(&line))
            }),
            FindingsFormat::Json => {
                let findings: Vec<Value> = self.findings.iter().map(|finding| self.json(finding)).collect();
                writeln!(out, "{:#}", Value::from(findings))
            }
            FindingsFormat::Github => {
                self.findings.iter().try_for_each(|finding| writeln!(out, "{}", self.annotation(finding)))
            }
        }
    }

    /// With the line that it is about, the English, and what to do. What nobody sees is shown by its number.
    fn text(&self, finding: &Finding) -> String {
        let (message, help) = (finding.message(), finding.help());
        let title = mark(finding.level).primary_title(spelled_out(&message)).id(finding.rule);
        let mut group = Group::with_title(title);
        if let Some(file) = self.files.iter().find(|file| file.path == finding.path) {
            let (lines, span) = lines_of(&file.text, &finding.span);
            let snippet = Snippet::source(lines).path(&file.path).line_start(finding.position.line);
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(span)));
        }
        if let Some(english) = &finding.english {
            group = group.element(Mark::NOTE.no_name().message(format!("English: {}", spelled_out(english))));
        }
        group = group.element(Mark::HELP.message(spelled_out(&help)));
        Renderer::plain().render(&[group])
    }

    fn json(&self, finding: &Finding) -> Value {
        json!({
            "level": finding.level.to_string(), "rule": finding.rule, "path": self.path(finding),
            "line": finding.position.line, "column": finding.position.column, "id": finding.id,
            "message": finding.message(), "english": finding.english, "help": finding.help(),
        })
    }

    /// A workflow command of GitHub Actions.
    fn annotation(&self, finding: &Finding) -> String {
        let Finding { level, rule, position, .. } = finding;
        format!(
            "::{level} file={},line={},col={},title={rule}::{}",
            escape_property(&self.path(finding)),
            position.line,
            position.column,
            escape_data(&format!("{}\n{}", finding.message(), finding.help())),
        )
    }

    fn path(&self, finding: &Finding) -> String {
        self.folder.join(&finding.path).display().to_string()
    }
}

/// The lines of a text that a slice of it stands in, to be shown, and where the slice is in them.
fn lines_of(text: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |length| span.end + length);
    let mut lines = spelled_out(&text[start..span.start]).into_owned();
    let from = lines.len();
    lines.push_str(&spelled_out(&text[span.clone()]));
    let to = lines.len();
    lines.push_str(&spelled_out(&text[span.end..end]));
    (lines, from..to)
}

fn mark(level: Level) -> Mark<'static> {
    match level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands behind the `::` of a workflow command.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before it, which also ends with `,` and `:`.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
