//! Whether a translation has the same messages, values and attributes as the English.

use std::cell::OnceCell;

use fluent_syntax::ast::{Attribute, Expression, Message};
use foldhash::{HashMap, HashSet};

use super::conflicts;
use super::cuts::Cuts;
use super::finding::{Finding, Problem, Reporter};
use super::ids::Ids;
use super::index::{Index, Located, ParsedFile, REQUIRED};
use super::nameless::Missing;
use super::pattern::{FUNCTION, Node, parts, walk};
use super::rule;
use super::sentence::Sentence;
use super::term_names::TermNames;
use crate::l10n::definition::Definition;
use crate::l10n::near::nearest;
use crate::l10n::plural::key;
use crate::l10n::plural_row::ROW_FUNCTION;
use crate::l10n::position::offset_in;

/// What the files of a language are compared with, and what is told of them already.
pub(super) struct ShapeContext<'c, 'i> {
    pub(super) source: &'c Index<'i>,
    pub(super) ids: &'c Ids<'i>,
    /// By the path of the file.
    pub(super) cuts: &'c HashMap<&'i str, Cuts>,
    pub(super) terms: &'c TermNames<'i>,
    pub(super) missing: &'c Missing<'i>,
}

impl ShapeContext<'_, '_> {
    /// The name that a message was meant to have.
    fn meant(&self, message: &Message<&str>) -> Option<String> {
        let near = self.ids.meant(message.id.name).map(str::to_owned);
        near.or_else(|| self.missing.of_message(message))
    }
}

pub(super) fn check(locale: &Index<'_>, compared: &ShapeContext<'_, '_>, findings: &mut Vec<Finding>) {
    check_ids(locale, compared, findings);
    let conflicts: HashSet<String> = locale.files().iter().flat_map(conflicts::ids).collect();
    let required: OnceCell<HashSet<&str>> = OnceCell::new();
    for located in locale.messages() {
        let id = located.message.id.name;
        let cuts = compared.cuts.get(located.parsed.file.path.as_str());
        if cuts.is_some_and(|cuts| cuts.is_rest(offset_in(&located.parsed.file.text, id))) {
            continue;
        }
        let mut reporter = Reporter::new(located.parsed, findings);
        check_message(located, &mut reporter);
        match compared.source.message(id) {
            Some(english) => {
                let is_whole = !cuts.is_some_and(|cuts| cuts.is_cut(id)) && !conflicts.contains(id);
                compare_with_english(located, english, is_whole, &mut reporter);
            }
            // The English is wrong, which is told there; the translation may be right.
            None if compared.ids.is_known(id) || conflicts.contains(id) || compared.terms.is_term(id) => {}
            None => reporter.add(match compared.meant(located.message) {
                // What a language has to have to be listed is not taken for missing.
                Some(meant) if required.get_or_init(|| required_of(compared.source)).contains(meant.as_str()) => {
                    let sentence = Sentence::MisspelledId { id: id.to_owned(), meant };
                    Problem::error(rule::UNKNOWN_ID, id, id, sentence)
                }
                Some(meant) => {
                    let sentence = Sentence::MisspelledId { id: id.to_owned(), meant };
                    Problem::warning(rule::UNKNOWN_ID, id, id, sentence)
                }
                None => Problem::warning(rule::OBSOLETE, id, id, Sentence::Obsolete),
            }),
        }
    }
}

/// The messages that a language has to have to be listed.
fn required_of<'i>(source: &Index<'i>) -> HashSet<&'i str> {
    source.ids_under(REQUIRED).into_iter().collect()
}

/// Attributes without English that are compared with all that are missing.
const MAX_COMPARED: usize = 10;

/// How often a name stands in a language, in all its files together.
#[derive(Default)]
struct Occurrences<'i> {
    messages: usize,
    terms: usize,
    /// The first message and the first term, each with its file.
    first: [Option<(&'i ParsedFile<'i>, Definition<'i, 'i>)>; 2],
}

/// A name may stand once in a language, and belongs to a message, a term or a function: `FluentBundle` keeps
/// all in one table and drops the second.
fn check_ids(locale: &Index<'_>, compared: &ShapeContext<'_, '_>, findings: &mut Vec<Finding>) {
    let definitions = || {
        locale.files().iter().flat_map(|parsed| {
            let conflicts = parsed.conflicts();
            let definitions = Definition::all(&parsed.resource).map(move |it| (parsed, it));
            let cuts = compared.cuts.get(parsed.file.path.as_str());
            // A conflict is told as a whole, and the rest of a text is no message.
            definitions.filter(move |(_, it)| {
                let start = offset_in(&parsed.file.text, it.name());
                !conflicts.covers(start) && !cuts.is_some_and(|cuts| cuts.is_rest(start))
            })
        })
    };
    let mut occurrences: HashMap<&str, Occurrences<'_>> = HashMap::default();
    for (parsed, definition) in definitions() {
        let (name, is_term, id) = (definition.name(), definition.is_term(), definition.id());
        let so_far = occurrences.entry(name).or_default();
        *(if is_term { &mut so_far.terms } else { &mut so_far.messages }) += 1;
        let first = &mut so_far.first[usize::from(is_term)];
        if let Some((file, first)) = *first {
            let are_the_same = first.value() == definition.value() && first.attributes() == definition.attributes();
            // Where one of them stands in the file of the English, the other is the slip.
            let home = home_of(definition, compared.source);
            let is_slip_first = home == Some(parsed.name()) && home != Some(file.name());
            let ((file, first), (parsed, name)) = match is_slip_first {
                true => ((parsed, definition), (file, first.name())),
                false => ((file, first), (parsed, name)),
            };
            let start = offset_in(&file.file.text, first.name());
            let (file, line) = (file.name().to_owned(), file.lines.position(&file.file.text, start).line);
            let sentence = Sentence::DuplicateId { id: id.clone().into_owned(), file, line };
            // What says the same contradicts nothing, and the first is used.
            let problem = match are_the_same {
                true => Problem::warning("duplicate-id", name, &*id, sentence),
                false => Problem::error("duplicate-id", name, &*id, sentence),
            };
            Reporter::new(parsed, findings).add(problem);
        } else {
            *first = Some((parsed, definition));
        }
    }
    occurrences
        .retain(|name, so_far| [FUNCTION, ROW_FUNCTION].contains(name) || so_far.messages > 0 && so_far.terms > 0);
    for (parsed, definition) in definitions().filter(|(_, it)| occurrences.contains_key(it.name())) {
        let (name, id) = (definition.name(), definition.id());
        let sentence = match name {
            FUNCTION | ROW_FUNCTION => Sentence::IdOfFunction { name: name.to_owned() },
            _ => Sentence::IdOfMessageAndTerm { name: name.to_owned() },
        };
        let problem = Problem::error("id-clash", name, &*id, sentence);
        Reporter::new(parsed, findings).add(problem);
    }
}

/// The name of the file in which the source has a message or a term.
fn home_of<'i>(definition: Definition<'_, '_>, source: &Index<'i>) -> Option<&'i str> {
    match definition.is_term() {
        true => source.terms().find(|(_, term)| term.id.name == definition.name()).map(|(parsed, _)| parsed.name()),
        false => source.message(definition.name()).map(|located| located.parsed.name()),
    }
}

fn check_message(located: &Located<'_, '_>, reporter: &mut Reporter<'_>) {
    let message = located.message;
    let id = message.id.name;
    let mut names = HashSet::default();
    for name in message.attributes.iter().map(|attribute| attribute.id.name) {
        if !names.insert(name) {
            let sentence = Sentence::DuplicateAttribute { name: name.to_owned() };
            reporter.add(Problem::error("duplicate-attribute", name, id, sentence));
        }
    }
    for (_, pattern) in parts(message) {
        walk(pattern, &mut |node| {
            let Node::Expression(Expression::Select { variants, .. }) = node else { return };
            let mut keys = HashSet::default();
            for key in variants.iter().map(key) {
                if !keys.insert(key) {
                    let sentence = Sentence::DuplicateRow { row: key.to_owned() };
                    reporter.add(Problem::error("duplicate-variant", key, id, sentence));
                }
            }
        });
    }
}

/// `is_whole` says that nothing of the translation was lost, which is told elsewhere.
fn compare_with_english(
    located: &Located<'_, '_>,
    english: &Located<'_, '_>,
    is_whole: bool,
    reporter: &mut Reporter<'_>,
) {
    let (translated, message) = (located.message, english.message);
    let id = translated.id.name;
    match (&translated.value, &message.value) {
        (None, Some(_)) => reporter.add(Problem::error(rule::MISSING_TEXT, id, id, Sentence::MissingText)),
        (Some(_), None) => reporter.add(Problem::error("unexpected-text", id, id, Sentence::UnexpectedText)),
        _ => {}
    }
    let names = |attributes: &[Attribute<&str>]| -> HashSet<String> {
        attributes.iter().map(|attribute| attribute.id.name.to_owned()).collect()
    };
    let (in_translation, in_english) = (names(&translated.attributes), names(&message.attributes));
    let missing: Vec<&str> =
        message.attributes.iter().map(|a| a.id.name).filter(|name| !in_translation.contains(*name)).collect();
    let unexpected: Vec<&str> =
        translated.attributes.iter().map(|a| a.id.name).filter(|name| !in_english.contains(*name)).collect();
    // One name that is wrong is one finding, not one for the wrong name and one for the right.
    let mut meant = HashSet::default();
    for (number, name) in unexpected.iter().enumerate() {
        let only = (unexpected.len() == 1 && missing.len() == 1).then(|| missing[0]);
        let near = if number < MAX_COMPARED { nearest(name, missing.iter().copied()) } else { None };
        meant.extend(near.or(only));
        let of = (*name).to_owned();
        let sentence = match (near, only) {
            (Some(meant), _) => Sentence::MisspelledAttribute { name: of, meant: meant.to_owned() },
            (None, Some(meant)) => Sentence::TranslatedAttribute { name: of, meant: meant.to_owned() },
            (None, None) => Sentence::UnexpectedAttribute { name: of },
        };
        reporter.add(Problem::error(rule::UNEXPECTED_ATTRIBUTE, name, id, sentence));
    }
    for (at, attribute) in message.attributes.iter().enumerate().filter(|_| is_whole) {
        let name = attribute.id.name;
        if !in_translation.contains(name) && !meant.contains(name) {
            let next = message.attributes.get(at + 1);
            let text = attribute_source(&english.parsed.file.text, attribute, next);
            let (name, text, lines) = (name.to_owned(), text.to_owned(), text.lines().count());
            let sentence = Sentence::MissingAttribute { name, text, lines };
            reporter.add(Problem::error(rule::MISSING_ATTRIBUTE, id, id, sentence));
        }
    }
}

/// An attribute as it stands in its file, from the dot on.
fn attribute_source<'t>(text: &'t str, attribute: &Attribute<&str>, next: Option<&Attribute<&str>>) -> &'t str {
    let start_of = |attribute: &Attribute<&str>| offset_in(text, attribute.id.name).saturating_sub(1);
    let start = start_of(attribute);
    let rest = text.get(start..).unwrap_or_default();
    let length = match next {
        Some(next) => start_of(next).saturating_sub(start),
        // The next entry or comment begins at the margin.
        None => rest
            .match_indices('\n')
            .map(|(at, _)| at)
            .find(|&at| rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '-' || c == '#'))
            .unwrap_or(rest.len()),
    };
    rest.get(..length).unwrap_or(rest).trim_end()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::check::index::ParsedFile;
    use crate::l10n::check::{English, check};
    use crate::l10n::file::LocaleFile;

    #[test]
    fn what_the_english_had_is_no_slip_of_what_it_has_gained() {
        let files = [("en", "name-undp = UNDP\n"), ("fr", "name-un = ONU\n")]
            .map(|(tag, text)| LocaleFile::new(format!("{tag}/a.ftl"), text.as_bytes()));
        let [en, fr] = [&files[0], &files[1]].map(|file| [ParsedFile::new(file)]);
        let en = Index::new("en".parse().unwrap(), &en);
        for (former, expected) in [(None, rule::UNKNOWN_ID), (Some("name-un"), rule::OBSOLETE)] {
            let fr = Index::new("fr".parse().unwrap(), &fr).with_former(former);
            let found: Vec<&str> = check(&fr, &English::new(&en)).iter().map(|finding| finding.rule).collect();
            assert_eq!(found, [expected]);
        }
    }

    #[test]
    fn an_english_attribute_is_told_as_it_stands_in_the_file() {
        let plural = ".kept = { $days ->\n        [one] One { \"day\" }\n       *[other] { NUMBER($days) } days\n}, then\n        no more.";
        for (source, attribute) in [
            (".hint = At most { $count } characters.", 0),
            (".hint =\n        { -ministry }<br>a\n\n        b", 0),
            (plural, 0),
            (plural, 1),
        ] {
            for after in
                ["", "\n", "\n\n# note\n", "\n-term = x\n", "\nnext = x\n", "\n    .other = x\n", "\n<<<<<<<\n"]
            {
                let before = ["", "\n    .before = { $n }"][attribute];
                let text = format!("a = x{before}\n    {source}{after}");
                let file = LocaleFile::new("en/a.ftl", text.as_bytes());
                let parsed = [ParsedFile::new(&file)];
                let index = Index::new("en".parse().unwrap(), &parsed);
                let attributes = &index.message("a").unwrap().message.attributes;
                let told = attribute_source(&file.text, &attributes[attribute], attributes.get(attribute + 1));
                assert_eq!(told.split("\n<<<").next(), Some(source), "{after:?}");
            }
        }
    }
}
