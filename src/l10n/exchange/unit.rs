//! One text of a locale as other tools see it: a value, an attribute or a row of a choice by number, beside its English.
//! Knows no file format.

use crate::l10n::check::{SAME, mark_of};
use crate::l10n::standing::Standing;

/// A text to be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands.
    pub path: Path,
    /// The name of the English file.
    pub file: String,
    /// The English as it is now; of a row the nearest one.
    pub source: String,
    /// The translation, if there is one.
    pub target: Option<String>,
    /// The English that the translation was made from, if it was another.
    pub former: Option<String>,
    /// How the translation stands to its English.
    pub standing: Standing,
    /// What stands above its group, and above the English itself.
    pub notes: Vec<String>,
    /// The most characters that the translation may have, if the comment says so.
    pub max_length: Option<usize>,
    /// Whether the translation is marked as rightly the same as the English.
    pub is_same: bool,
}

/// Where a text stands: `share-link`, `share-link.copy`, `notice-stale#[few]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// The id of the message; of a term with its dash.
    pub id: String,
    /// The attribute; `""` for the value.
    pub part: String,
    /// The row of a choice by number.
    pub row: Option<String>,
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.id)?;
        if !self.part.is_empty() {
            write!(f, ".{}", self.part)?;
        }
        self.row.iter().try_for_each(|row| write!(f, "#[{row}]"))
    }
}

impl Path {
    /// Reads what [`Path`] writes.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let (path, row) = match path.split_once("#[") {
            Some((path, row)) => (path, Some(row.strip_suffix(']')?.to_owned())),
            None => (path, None),
        };
        let (id, part) = path.split_once('.').unwrap_or((path, ""));
        Some(Self { id: id.to_owned(), part: part.to_owned(), row })
    }

    /// The same with letters, digits, dashes and stops alone, as an XML name token has them.
    pub(super) fn token(&self) -> String {
        let path = self.to_string();
        path.replace("#[", "..").trim_end_matches(']').to_owned()
    }
}

/// Whether a comment of a translator says that the text is rightly the same as the English, as it would be said in a file of
/// the language: with a reason behind it or without, with the sign of a comment or without.
pub(super) fn says_same(comment: &str) -> bool {
    comment.lines().any(|line| mark_of(line.trim_start_matches(['#', ' ', '\t'])) == Some(SAME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_says_that_a_text_is_rightly_the_same_as_a_line_of_a_file_does() {
        for (comment, expected) in [
            ("l10n-same", true),
            ("# l10n-same", true),
            ("L10n-same: a name", true),
            ("of the title\n  # l10n same", true),
            ("l10n-samely", false),
            ("is it l10n-same", false),
            ("", false),
        ] {
            assert_eq!(says_same(comment), expected, "{comment}");
        }
    }
}
