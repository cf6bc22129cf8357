//! Whether a text is as short as the comment above its English asks for (`# max-length: 160`, in characters), whichever row
//! of a plural is shown. Knows no page.

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use foldhash::HashSet;

use super::declared::{Sample, max_length, samples};
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Target, parts};
use super::resolution::pattern_of;
use super::sentence::Sentence;
use super::visible::visible_length;
use crate::l10n::dates::DateFormats;
use crate::l10n::plural::Numbers;
use crate::l10n::plural_row::Moment;

/// Fills in what is not known to be broken with the examples of the English.
pub fn check(
    locale: &Index<'_>,
    english: &English<'_>,
    bundle: &FluentBundle<FluentResource>,
    broken: &HashSet<String>,
    findings: &mut Vec<Finding>,
) {
    let formats = DateFormats::new(&locale.tag);
    let of_each_row = Numbers::new(&locale.tag).first_of_each();
    for located in locale.messages().filter(|located| !broken.contains(located.message.id.name)) {
        let name = located.message.id.name;
        let Some(source) = english.index.message(name) else { continue };
        let Some(most) = source.message.comment.as_ref().and_then(|comment| max_length(&comment.content)) else {
            continue;
        };
        // As the examples have it, and with a number of each row of a plural.
        let numbers = of_each_row.iter().map(|(_, number)| Some(*number));
        let filled: Vec<FluentArgs<'_>> = [None]
            .into_iter()
            .chain(numbers)
            .map(|number| {
                samples(source.message).map(|(name, sample)| (name, value(sample, number, &formats))).collect()
            })
            .collect();
        for (attribute, _) in parts(located.message) {
            let lengths = filled.iter().filter_map(|args| length(bundle, name, attribute, args));
            let Some(length) = lengths.max().filter(|length| *length > most) else { continue };
            let problem = Problem::warning("too-long", name, name, Sentence::TooLong { length, most });
            let target = Target { is_term: false, name, attribute };
            let beside = english.text_of(target, located.parsed);
            Reporter::new(located.parsed, findings).add(match beside {
                Some(english) => problem.english(english),
                None => problem,
            });
        }
    }
}

/// An example in a language; another number in the place of one, if there is another.
fn value(sample: Sample, number: Option<usize>, formats: &DateFormats) -> FluentValue<'static> {
    match sample {
        Sample::Text(text) => text.into(),
        Sample::Number(example) => number.unwrap_or(example).into(),
        Sample::Day(day) => Moment::value(formats.day(day), day.day().unsigned_abs()),
        Sample::Time(time) => Moment::value(formats.time(time), time.hour().unsigned_abs()),
    }
}

/// How many characters readers see.
fn length(bundle: &FluentBundle<FluentResource>, name: &str, attribute: &str, args: &FluentArgs<'_>) -> Option<usize> {
    let pattern = pattern_of(bundle, name, attribute)?;
    Some(visible_length(&bundle.format_pattern(pattern, Some(args), &mut Vec::new())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::l10n::{Catalog, LocaleFile, Requirements};

    #[test]
    fn a_text_is_as_long_as_readers_see_it_filled_in_with_names_and_examples() {
        let english = "-name = x\n\n# max-length: 16\na = { -name }\n    .b = x\n\n# max-length: 9\n# $n (Number) how many, for example 1234\nc = { $n }\n\n# max-length: 13\n# $time (Time) time of day, for example 01:05\nd = { $time }\n";
        let german =
            |name: &str, a: &str, b: &str, c: &str| format!("-name = {name}\n\na = {a}\n    .b = {b}\n\nc = {c}\n");
        let german_time =
            |one: &str, other: &str| format!("d = {{ $time ->\n    [1] {one}\n   *[other] {other}\n }}\n");
        for (german, expected) in [
            (german("Zehn von uns", "<b>{ -name }</b> alle\u{ad}", "y", "{ $n }"), &[][..]),
            (german("Zehn von uns", "Wir { -name }!", "y", "{ $n }"), &["17 of 16"]),
            (german("Zehn", "{ -name }", "Ein Satz von vielen", "{ $n } oder so"), &["19 of 16", "13 of 9"]),
            (german("Zehn", "{ -name }", "y", "{ NUMBER($n) } also"), &["10 of 9"]),
            (
                german("Zehn", "{ -name }", "y", "{ $n ->\n    [one] eine von allen\n   *[other] { $n }\n }"),
                &["14 of 9"],
            ),
            // The row of the hour that is shown.
            (german_time("nach { $time } Uhr", "um { $time }"), &["14 of 13"]),
            (german_time("um { $time }", "nach { $time } Uhr"), &[]),
            // Letters, and marks above them.
            (german("Z\u{301}e\u{301}h\u{301}n\u{301}", "{ -name } von uns allen", "y", "{ $n }"), &["18 of 16"]),
        ] {
            let files: Vec<LocaleFile> = [("en", english), ("de", &german)]
                .map(|(tag, text)| LocaleFile::new(format!("{tag}/a.ftl"), text.as_bytes()))
                .into();
            let catalog =
                Catalog::load(&files, &Requirements { passages_in: "statement.ftl", share_services: &[] }).unwrap();
            let found: Vec<String> = catalog
                .findings()
                .iter()
                .filter(|finding| finding.rule == "too-long")
                .map(|finding| {
                    let message = finding.message();
                    let numbers: Vec<&str> =
                        message.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty()).collect();
                    numbers.join(" of ")
                })
                .collect();
            assert_eq!(found, expected, "{german}");
        }
    }
}
