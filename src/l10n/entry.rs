//! The messages and the terms of a locale alike. Knows no rule.

use fluent_syntax::ast::{InlineExpression, Pattern, Term};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::check::Finding;
use super::check::index::{Index, ParsedFile};
use super::check::pattern::{Node, literal_text, walk};
use super::check::{Problem, Reporter, Sentence, is_marked, mark_of};
use super::definition::Definition;
use super::freshness::Translation;
use super::markup::{Token, tokens};
use super::normal;
use super::position::offset_in;
use super::records::Wording;

/// A message or a term, and where it stands.
pub(super) struct Entry<'i> {
    /// The id; of a term with its dash.
    pub(super) id: String,
    parsed: &'i ParsedFile<'i>,
    definition: Definition<'i, 'i>,
}

impl<'i> Entry<'i> {
    /// Those of a locale, in the order of the files; of an id that stands twice the first.
    pub(super) fn all(index: &Index<'i>) -> Vec<Self> {
        let entry =
            |parsed, definition: Definition<'i, 'i>| Self { id: definition.id().into_owned(), parsed, definition };
        let is_first = |term: &'i Term<&'i str>| index.term(term.id.name).is_some_and(|t| std::ptr::eq(t, term));
        let mut all: Vec<Self> = index
            .messages()
            .map(|located| entry(located.parsed, Definition::Message(located.message)))
            .chain(index.terms().filter(|(_, t)| is_first(t)).map(|(parsed, t)| entry(parsed, Definition::Term(t))))
            .collect();
        let number = |file| index.files().iter().position(|other| std::ptr::eq(other, file));
        all.sort_by_cached_key(|entry| (number(entry.parsed), offset_in(&entry.parsed.file.text, entry.name())));
        all
    }

    /// The name of the file that it stands in.
    pub(super) fn file_name(&self) -> &'i str {
        self.parsed.name()
    }

    pub(super) fn is_term(&self) -> bool {
        self.definition.is_term()
    }

    /// The name, to point at.
    fn name(&self) -> &'i str {
        self.definition.name()
    }

    /// The value, named `""`, and the attributes.
    pub(super) fn parts(&self) -> Vec<(&'i str, &'i Pattern<&'i str>)> {
        self.definition.parts().collect()
    }

    pub(super) fn normal(&self) -> String {
        normal::of(self.definition)
    }

    pub(super) fn wording(&self) -> Wording {
        Wording::of(self.definition)
    }

    /// As it is compared with its record.
    pub(super) fn translation<'t>(&self, normal: &'t str) -> Translation<'t>
    where
        'i: 't,
    {
        let message = match self.definition {
            Definition::Message(message) => Some(message),
            Definition::Term(_) => None,
        };
        Translation { normal, message }
    }

    /// Whether the comment above it has exactly this line.
    pub(super) fn is_marked(&self, mark: &str) -> bool {
        is_marked(self.definition.comment(), mark)
    }

    /// Whether the line above it, empty ones passed over, ends with this mark: its comment, or what was meant as that.
    pub(super) fn has_mark_apart(&self, mark: &str) -> bool {
        let above = &self.parsed.file.text[..offset_in(&self.parsed.file.text, self.name())];
        let line = above.trim_end_matches(['-', ' ', '\r', '\n']).rsplit('\n').next().unwrap_or_default();
        line.rsplit('#').next().is_some_and(|comment| mark_of(comment) == Some(mark))
    }

    /// Whether there is a letter in its own text.
    pub(super) fn has_letters(&self) -> bool {
        self.parts().iter().any(|(_, pattern)| {
            let mut found = has_letters(&literal_text(pattern));
            walk(pattern, &mut |node| {
                if let Node::Inline(InlineExpression::StringLiteral { value }) = node {
                    found |= has_letters(&unescape_unicode_to_string(value));
                }
            });
            found
        })
    }

    /// Reports a warning about it as a whole.
    pub(super) fn warn(
        &self,
        rule: &'static str,
        sentence: Sentence,
        english: Option<String>,
        findings: &mut Vec<Finding>,
    ) {
        let warning = Problem::warning(rule, self.name(), self.id.as_str(), sentence);
        Reporter::new(self.parsed, findings).add(match english {
            Some(english) => warning.english(english),
            None => warning,
        });
    }
}

impl Entry<'_> {
    /// Reports an error about it as a whole.
    pub(super) fn fail(&self, rule: &'static str, sentence: Sentence, findings: &mut Vec<Finding>) {
        Reporter::new(self.parsed, findings).add(Problem::error(rule, self.name(), self.id.as_str(), sentence));
    }
}

/// Whether there is a letter in a text beside its elements.
pub(super) fn has_letters(text: &str) -> bool {
    tokens(text).any(|token| matches!(token, Token::Text(text) if text.contains(char::is_alphabetic)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::file::LocaleFile;

    #[test]
    fn a_mark_above_a_text_is_seen_behind_empty_lines_and_without_its_sign() {
        for (above, expected) in [
            ("# l10n-same\n\n", true),
            ("# l10n-same: as in English\r\n\r\n\r\n", true),
            ("## l10n-same\n", true),
            ("l10n-same\n", true),
            ("b = y # l10n-same\n", true),
            ("# l10n-same\nb = y\n", false),
            ("# l10n-numbers\n\n", false),
            ("", false),
        ] {
            for name in ["a", "-a"] {
                let file = LocaleFile::new("de/a.ftl", format!("{above}{name} = x\n").as_bytes());
                let parsed = [ParsedFile::new(&file)];
                let entries = Entry::all(&Index::new("de".parse().unwrap(), &parsed));
                let entry = entries.iter().find(|entry| entry.id == name).unwrap();
                assert_eq!(entry.has_mark_apart("l10n-same"), expected, "{above:?}");
            }
        }
    }
}
