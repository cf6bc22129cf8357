//! What comments say of a text: of its variables, `# $count (Number) how many, for example 3`, and how long
//! it may be. Knows no rule.

use fluent_syntax::ast::{Comment, Message};
use jiff::civil::{Date, Time};

/// The line of a comment that says that a translation is rightly the same as the English.
pub(in crate::l10n) const SAME: &str = "l10n-same";
/// The line of a comment that says that the numbers of a translation rightly differ.
pub(super) const NUMBERS: &str = "l10n-numbers";
/// The marks that translators write into comments.
pub(super) const MARKS: [&str; 2] = [SAME, NUMBERS];

/// The mark that a line of a comment begins with, in large or small letters, with a hyphen or a space. What follows it says
/// why.
pub(in crate::l10n) fn mark_of(line: &str) -> Option<&'static str> {
    let line = line.trim();
    if !begins_like_mark(line) {
        return None;
    }
    let line: String = line.to_lowercase().replace([' ', '_', '\u{2010}', '\u{2011}', '–'], "-");
    let is_it = |mark: &&&str| line.strip_prefix(**mark).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    MARKS.iter().find(is_it).copied()
}

/// Whether a line of a comment looks like a mark.
pub(super) fn begins_like_mark(line: &str) -> bool {
    line.trim_start().get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("l10n"))
}

/// Whether a line of a comment is this mark.
pub(in crate::l10n) fn is_marked(comment: Option<&Comment<&str>>, mark: &str) -> bool {
    comment.is_some_and(|comment| comment.content.iter().any(|line| mark_of(line) == Some(mark)))
}

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SampleKind {
    /// A text: a name, a word that a choice goes by.
    Text,
    /// A day or a time. A choice goes by the day of the month, or by the hour.
    Moment,
    /// A number.
    Number,
}

/// The variables of a message of which the comment above it says what they hold.
pub(super) fn kinds<'m, 't>(
    message: &'m Message<&'t str>,
) -> impl Iterator<Item = (&'t str, SampleKind)> + use<'m, 't> {
    message.comment.iter().flat_map(|comment| &comment.content).filter_map(|line| kind(line))
}

/// What a variable holds for example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sample {
    /// A text.
    Text(String),
    /// A number.
    Number(usize),
    /// A day.
    Day(Date),
    /// A time of day.
    Time(Time),
}

/// The variables of a message for which the comment above it has an example.
pub fn samples<'m, 't>(message: &'m Message<&'t str>) -> impl Iterator<Item = (&'t str, Sample)> + use<'m, 't> {
    message.comment.iter().flat_map(|comment| &comment.content).filter_map(|line| {
        let ((variable, kind), (_, example)) = (kind(line)?, line.split_once("for example ")?);
        let sample = match kind {
            SampleKind::Text => Sample::Text(example.trim().to_owned()),
            SampleKind::Number => Sample::Number(example.trim().parse().ok()?),
            SampleKind::Moment => moment(example.trim())?,
        };
        Some((variable, sample))
    })
}

/// What stands before the most characters of a translation.
pub(super) const MAX_LENGTH: &str = "max-length:";

/// The most characters of a translation, as the lines of the comment above its English say: `max-length: 90`.
pub fn max_length(comment: &[impl AsRef<str>]) -> Option<usize> {
    comment.iter().find_map(|line| line.as_ref().strip_prefix(MAX_LENGTH)?.trim().parse().ok())
}

fn moment(example: &str) -> Option<Sample> {
    let day = || Date::strptime("%d %B %Y", example).ok().map(Sample::Day);
    day().or_else(|| Time::strptime("%H:%M", example).ok().map(Sample::Time))
}

pub(super) fn kind(line: &str) -> Option<(&str, SampleKind)> {
    let (variable, rest) = line.trim_start().strip_prefix('$')?.split_once(' ')?;
    let (kind, _) = rest.trim_start().strip_prefix('(')?.split_once(')')?;
    let kind = match kind.trim().to_ascii_lowercase().as_str() {
        "string" => SampleKind::Text,
        "date" | "time" => SampleKind::Moment,
        _ => SampleKind::Number,
    };
    Some((variable, kind))
}
