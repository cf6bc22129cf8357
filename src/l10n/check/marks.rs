//! Marks in the comments of a translation, `# l10n-same`: a line that looks like one and is none, and one that stands above
//! no text. Warnings. Knows no rule that a mark silences.

use fluent_syntax::ast::Entry;

use super::declared::{MARKS, begins_like_mark, mark_of};
use super::finding::{Finding, Problem, Reporter};
use super::index::ParsedFile;
use super::sentence::Sentence;
use crate::l10n::definition::Definition;
use crate::l10n::near::nearest;

pub(super) fn check(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    if parsed.is_source() {
        return;
    }
    for (number, entry) in parsed.resource.body.iter().enumerate() {
        // What cannot be read is told, and a comment may be of that.
        let is_of_junk = matches!(parsed.resource.body.get(number + 1), Some(Entry::Junk { .. }));
        let (lines, is_of_text) = match entry {
            Entry::Comment(comment) | Entry::GroupComment(comment) | Entry::ResourceComment(comment) => {
                (comment.content.as_slice(), false)
            }
            _ => (Definition::of(entry).map_or(&[][..], Definition::comment_lines), true),
        };
        for line in lines.iter().filter(|line| begins_like_mark(line)) {
            let sentence = match mark_of(line) {
                Some(_) if is_of_text || is_of_junk => continue,
                Some(mark) => Sentence::LooseMark { mark },
                None => {
                    let word = line.split_whitespace().next().unwrap_or_default().to_lowercase();
                    let meant = nearest(&word, MARKS.iter().copied());
                    Sentence::UnknownMark {
                        line: word.clone(),
                        known: meant.map_or_else(|| MARKS.join(", "), str::to_owned),
                    }
                }
            };
            Reporter::new(parsed, findings).add(Problem::warning("mark", line, None, sentence));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn a_mark_is_understood_with_its_reason_or_told() {
        for (mark, expected) in [
            ("# l10n-numbers\n", ""),
            ("# l10n-numbers because the law counts otherwise\n", ""),
            ("# l10n-numbers: as the law counts\n", ""),
            ("# L10n-Numbers\n", ""),
            ("# l10n numbers\n", ""),
            ("# Of the law\n# l10n_numbers\n", ""),
            ("# l10n-number\n", "warning mark `l10n-number` , warning other-number `13` a"),
            ("# l10n-numbres\n", "warning mark `l10n-numbres` , warning other-number `13` a"),
            ("# l10n-numbers\n\n", "warning mark `l10n-numbers` , warning other-number `13` a"),
            ("## l10n-numbers\n\n", "warning mark `l10n-numbers` , warning other-number `13` a"),
            ("# l10n-numbers\nb = {\n\n", "error syntax `{` b, warning other-number `13` a"),
            ("# Of l10n-numbers\n", "warning other-number `13` a"),
        ] {
            assert_eq!(found("de", "a = 12 x", &[&format!("{mark}a = 13 y")]), expected, "{mark}");
        }
    }
}
