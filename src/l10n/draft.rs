//! The English as a translator begins with it: its comments stay, and a choice by number has the rows of the other
//! language. Knows no file on a disk.

use std::collections::HashSet;

use fluent_syntax::ast::{
    Attribute, CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant,
    VariantKey,
};
use fluent_syntax::parser;
use unic_langid::LanguageIdentifier;

use super::decode::start_of_text;
use super::definition::Definition;
use super::insertion::insertions;
use super::locale::SOURCE;
use super::normal;
use super::plural::{CATEGORIES, Numbers, is_category, is_ordinal, key};
use super::standard;

/// A whole file of the source.
pub fn file(tag: &LanguageIdentifier, english: &str) -> String {
    write(tag, english, |_, _| true)
}

/// Of a file of the source the messages and terms (`-name`) with these ids, in its order, each with its comment.
pub fn messages(tag: &LanguageIdentifier, english: &str, ids: &HashSet<&str>) -> String {
    write(tag, english, |_, entry| Definition::of(entry).is_some_and(|it| ids.contains(it.id().as_ref())))
}

/// A file with messages and terms of the source that it lacks, each where the source has it: behind what stands above it
/// there, or before what stands below it. A group of which nothing is there comes with the line of its group, between the
/// groups that it stands between. `text` is what was read of the bytes of the file.
pub fn with_messages(tag: &LanguageIdentifier, file: &[u8], text: &str, english: &str, ids: &HashSet<&str>) -> Vec<u8> {
    let before = start_of_text(file, text);
    let mut file = file.to_vec();
    let (Ok(source) | Err((source, _))) = parser::parse(english);
    // What cannot be read may be the rest of what stands above it.
    let own = parser::parse(text).ok().filter(|_| before.is_some());
    let Some(own) = own else {
        file.extend(addition_to(&file, &messages(tag, english, ids)).bytes());
        return file;
    };
    let before = before.unwrap_or_default();
    let (rows, line_end) = (DraftRows::new(tag), line_end_of(&file));
    for (at, mut numbers) in insertions(&own, text, &source, ids).into_iter().rev() {
        numbers.sort_unstable();
        let entries = numbers.into_iter().filter_map(|number| source.body.get(number).cloned());
        let drafted = rows.draft(Resource { body: entries.collect() }, english);
        let (above, below) = file.split_at(before + at);
        // An empty line stands behind it, too.
        let gap = if below.is_empty() || below.starts_with(line_end.as_bytes()) { "" } else { "\n" };
        let addition = format!("{}{drafted}{gap}", gap_behind(&above[before..])).replace('\n', line_end);
        file = [above, addition.as_bytes(), below].concat();
    }
    file
}

/// What comes behind a file so that it holds more messages: an empty line and the messages, with the file’s own line
/// ends.
pub fn addition_to(file: &[u8], messages: &str) -> String {
    format!("{}{messages}", gap_behind(file)).replace('\n', line_end_of(file))
}

fn line_end_of(file: &[u8]) -> &'static str {
    if file.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" }
}

/// What is missing of an empty line behind what stands above.
fn gap_behind(above: &[u8]) -> &'static str {
    match above {
        [] => "",
        _ if above.ends_with(b"\n\n") || above.ends_with(b"\r\n\r\n") => "",
        [.., b'\n'] => "\n",
        _ => "\n\n",
    }
}

fn write(tag: &LanguageIdentifier, english: &str, is_wanted: impl Fn(usize, &Entry<&str>) -> bool) -> String {
    let (Ok(mut resource) | Err((mut resource, _))) = parser::parse(english);
    let mut number = 0;
    resource.body.retain(|entry| {
        number += 1;
        is_wanted(number - 1, entry)
    });
    DraftRows::new(tag).draft(resource, english)
}

/// The rows that whole numbers reach in a language, each with whether the same numbers reach it in English.
pub(super) struct DraftRows(Vec<(&'static str, bool)>);

impl DraftRows {
    /// Whether a text is a draft of the English: nobody has translated it yet. Both in normal form.
    pub(super) fn is_draft(&self, text: &str, english: &str) -> bool {
        // A draft differs from its English in choices alone.
        if !(text.contains("->") && english.contains("->")) {
            return false;
        }
        let Ok(mut resource) = parser::parse(english) else { return false };
        resource.body.iter_mut().for_each(|entry| self.write_entry(entry));
        Definition::only(&resource).is_some_and(|it| normal::of(it) == text)
    }

    /// Entries of a file of the English as a translator begins with them.
    fn draft(&self, mut resource: Resource<&str>, english: &str) -> String {
        resource.body.iter_mut().for_each(|entry| self.write_entry(entry));
        standard::written(&resource, english)
    }

    fn write_entry(&self, entry: &mut Entry<&str>) {
        match entry {
            Entry::Message(message) => {
                message.value.iter_mut().for_each(|value| self.write(value));
                self.write_attributes(&mut message.attributes);
            }
            Entry::Term(term) => {
                self.write(&mut term.value);
                self.write_attributes(&mut term.attributes);
            }
            _ => {}
        }
    }

    /// Those of a language.
    pub(super) fn new(tag: &LanguageIdentifier) -> Self {
        let (own, english) = (Numbers::new(tag), Numbers::new(&SOURCE.parse().unwrap_or_default()));
        let reached = CATEGORIES.iter().map(|(category, _)| *category).filter(|name| own.of(name).next().is_some());
        Self(reached.map(|category| (category, own.of(category).eq(english.of(category)))).collect())
    }

    fn write_attributes(&self, attributes: &mut [Attribute<&str>]) {
        attributes.iter_mut().for_each(|attribute| self.write(&mut attribute.value));
    }

    fn write(&self, pattern: &mut Pattern<&str>) {
        for element in &mut pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.write_expression(expression);
            }
        }
    }

    fn write_expression(&self, expression: &mut Expression<&str>) {
        match expression {
            Expression::Select { selector, variants } => {
                if let Some(rows) = self.instead_of(variants).filter(|_| !is_ordinal(selector)) {
                    *variants = rows;
                }
                variants.iter_mut().for_each(|variant| self.write(&mut variant.value));
            }
            Expression::Inline(InlineExpression::Placeable { expression }) => self.write_expression(expression),
            Expression::Inline(InlineExpression::FunctionReference { arguments, .. }) => {
                self.write_arguments(arguments)
            }
            Expression::Inline(_) => {}
        }
    }

    fn write_arguments(&self, arguments: &mut CallArguments<&str>) {
        for argument in &mut arguments.positional {
            if let InlineExpression::Placeable { expression } = argument {
                self.write_expression(expression);
            }
        }
    }

    /// The rows of the language in place of those of the English, numbers first; `None` if these go by something else.
    /// A row that other numbers reach than in English (Russian `[one]`: 1, 21, 31) begins as the default one, which
    /// shows the number.
    fn instead_of<'t>(&self, english: &[Variant<&'t str>]) -> Option<Vec<Variant<&'t str>>> {
        let is_number = |variant: &&Variant<&str>| matches!(variant.key, VariantKey::NumberLiteral { .. });
        let is_of_category = |variant: &Variant<&str>| is_category(key(variant));
        let is_by_number = english.iter().all(|variant| is_number(&variant) || is_of_category(variant))
            && english.iter().any(is_of_category);
        let other = english.iter().find(|variant| variant.default).filter(|_| is_by_number)?;
        let numbers = english.iter().filter(is_number).map(|variant| Variant { default: false, ..variant.clone() });
        let categories = self.0.iter().enumerate().map(|(at, &(category, is_as_in_english))| Variant {
            key: VariantKey::Identifier { name: category },
            value: english.iter().find(|row| is_as_in_english && key(row) == category).unwrap_or(other).value.clone(),
            default: at + 1 == self.0.len(),
        });
        Some(numbers.chain(categories).collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const ENGLISH: &str = "\
## Notices

# $count (Number) how many, for example 3
passages =
    { $count ->
        [0] None is missing.
        [one] { $count } passage is missing.
       *[other] { $count } passages are missing.
    }
    .kind =
        { $kind ->
            [full] All
           *[other] Some
        }
";

    fn keys(text: &str) -> Vec<&str> {
        let is_row = |line: &&str| line.contains(']');
        text.lines().filter(is_row).map(|line| line.trim().split_once(']').unwrap().0).collect()
    }

    #[test]
    fn a_choice_by_number_has_the_rows_of_the_language_and_every_other_stays() {
        for (tag, rows) in [
            ("de", &["[0", "[one", "*[other"][..]),
            ("ja", &["[0", "*[other"]),
            ("ru", &["[0", "[one", "[few", "*[many"]),
            ("cy", &["[0", "[zero", "[one", "[two", "[few", "[many", "*[other"]),
        ] {
            let drafted = file(&tag.parse().unwrap(), ENGLISH);
            assert_eq!(keys(&drafted), [rows, &["[full", "*[other"]].concat(), "{tag}: {drafted}");
            assert!(drafted.contains("## Notices") && drafted.contains("# $count (Number)"), "{drafted}");
        }
    }

    #[test]
    fn a_row_that_other_numbers_reach_than_in_english_says_what_the_default_says() {
        for (tag, ones, defaults) in [("de", 1, 1), ("fr", 0, 2), ("ru", 0, 3)] {
            let drafted = file(&tag.parse().unwrap(), ENGLISH);
            assert_eq!(drafted.matches("passage is missing").count(), ones, "{drafted}");
            assert_eq!(drafted.matches("passages are missing").count(), defaults, "{drafted}");
        }
    }

    #[test]
    fn a_choice_by_a_place_in_an_order_stays_as_it_is() {
        let english =
            "a =\n    { NUMBER($n, type: \"ordinal\") ->\n        [one] { $n }st\n       *[other] { $n }th\n    }\n";
        assert_eq!(file(&"ru".parse().unwrap(), english), english);
    }

    #[test]
    fn a_draft_in_english_is_the_english() {
        let drafted = file(&"en".parse().unwrap(), ENGLISH);
        let parsed = |text: &str| format!("{:?}", parser::parse(text.to_owned()).unwrap());
        assert_eq!(parsed(&drafted), parsed(ENGLISH));
    }

    #[test]
    fn only_the_messages_that_are_asked_for_are_drafted() {
        let english = "# Above\na = A\nb = B\n-c = C\nc = D\n";
        assert_eq!(messages(&"de".parse().unwrap(), english, &HashSet::from(["a"])), "# Above\na = A\n");
        assert_eq!(messages(&"de".parse().unwrap(), english, &HashSet::from(["-c", "-d"])), "-c = C\n");
    }

    #[test]
    fn messages_come_where_the_source_has_them() {
        let english =
            "## One\n\na = A\n\n# Of b\nb = B\n\nc = C\n-d = D\n\n## Two\n\ne = E\n\nf = F\n\n## Three\n\ng = G\n";
        for (file, ids, expected) in [
            ("a = x\n\nc = z\n", &["b"][..], "a = x\n\n# Of b\nb = B\n\nc = z\n"),
            ("a = x\nc = z\n", &["b"], "a = x\n\n# Of b\nb = B\n\nc = z\n"),
            ("# On c\nc = z\n", &["a", "b"], "a = A\n\n# Of b\nb = B\n\n# On c\nc = z\n"),
            (
                "a = x\n\nb = y\n\n## Zwei\n\ne = z\n",
                &["c", "-d"],
                "a = x\n\nb = y\n\nc = C\n-d = D\n\n## Zwei\n\ne = z\n",
            ),
            ("a = x\n\n## Zwei\n\nf = z\n", &["e"], "a = x\n\n## Zwei\n\ne = E\n\nf = z\n"),
            ("\u{feff}a = x\r\n\r\nc = z\r\n", &["b"], "\u{feff}a = x\r\n\r\n# Of b\r\nb = B\r\n\r\nc = z\r\n"),
            ("a = x", &["b"], "a = x\n\n# Of b\nb = B\n"),
            ("a =\n    x\n\n    y\n\n\nc = z\n", &["b"], "a =\n    x\n\n    y\n\n# Of b\nb = B\n\n\nc = z\n"),
            ("a = x\nund so\n\nc = z\n", &["b"], "a = x\nund so\n\nc = z\n\n# Of b\nb = B\n"),
            // Nothing of its group is there: the group stands where the English has it, with its line. A file without
            // groups gets none.
            ("a = x\n", &["e", "f"], "a = x\n\ne = E\n\nf = F\n"),
            ("", &["a"], "## One\n\na = A\n"),
            ("## Eins\n\na = x\n", &["e"], "## Eins\n\na = x\n\n## Two\n\ne = E\n"),
            (
                "## Eins\n\na = x\nz = x\n\n## Drei\n\ng = z\n",
                &["e", "f"],
                "## Eins\n\na = x\nz = x\n\n## Two\n\ne = E\n\nf = F\n\n## Drei\n\ng = z\n",
            ),
            ("## Zwei\n\ne = x\n", &["-d"], "## One\n\n-d = D\n\n## Zwei\n\ne = x\n"),
            (
                "### Über\n\n## Drei\n\n# Zu g\ng = x\n",
                &["a", "f"],
                "### Über\n\n## One\n\na = A\n\n## Two\n\nf = F\n\n## Drei\n\n# Zu g\ng = x\n",
            ),
            ("a = x\n\n## Drei\n\ng = x\n", &["e"], "a = x\n\n## Two\n\ne = E\n\n## Drei\n\ng = x\n"),
        ] {
            let text = file.trim_start_matches('\u{feff}');
            let ids = ids.iter().copied().collect();
            let found = with_messages(&"de".parse().unwrap(), file.as_bytes(), text, english, &ids);
            assert_eq!(String::from_utf8(found).unwrap(), expected, "{file:?}");
        }
    }

    #[test]
    fn more_messages_come_behind_an_empty_line_and_in_the_line_ends_of_the_file() {
        for (file, addition) in [
            ("", "b = B\n"),
            ("a = A\n", "\nb = B\n"),
            ("a = A", "\n\nb = B\n"),
            ("\u{feff}a = A\r\n", "\r\nb = B\r\n"),
        ] {
            assert_eq!(addition_to(file.as_bytes(), "b = B\n"), addition, "{file:?}");
        }
    }
}
