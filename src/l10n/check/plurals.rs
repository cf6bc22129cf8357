//! The rows of choices: one for each category that a whole number can be of in the language, none that no number
//! reaches, and the number itself in a row that several numbers reach. Rows that go by a text are those of the
//! English. Knows no page.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::choices::{
    Choice, InEnglish, MAX_ROWS, Row, choices, in_english, is_of_numbers, ordinal_choices, rows, taken, whole_choices,
};
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Target, parts, selected_variable, span_in};
use super::placeholders::Placeholders;
use super::rule;
use super::sentence::Sentence;
use super::text_rows;
use super::variable_use::{in_braces, shown_variables};
use crate::l10n::near::{most_alike, nearest};
use crate::l10n::plural::{CATEGORIES, Numbers, is_category};
use crate::l10n::position::offset_in;

/// What grammars call the forms, and the category that is meant.
const GRAMMAR: [(&str, &str); 10] = [
    ("singular", "one"),
    ("sing", "one"),
    ("sg", "one"),
    ("dual", "two"),
    ("paucal", "few"),
    ("plural", "other"),
    ("plur", "other"),
    ("pl", "other"),
    ("default", "other"),
    ("else", "other"),
];

pub(super) fn check<'i>(
    locale: &Index<'i>,
    english: &English<'_>,
    placeholders: &Placeholders<'i>,
    findings: &mut Vec<Finding>,
) {
    let rules = PluralRules {
        numbers: Numbers::new(&locale.tag),
        places: LazyCell::new(|| Numbers::ordinal(&locale.tag)),
        in_use: categories_in_use(locale),
    };
    for located in locale.messages() {
        for (attribute, pattern) in parts(located.message) {
            let (choices, ordinal) = (whole_choices(pattern), ordinal_choices(pattern));
            if choices.is_empty() && ordinal.is_empty() {
                continue;
            }
            let target = Target { is_term: false, name: located.message.id.name, attribute };
            let in_english = english.pattern(target).map(|(located, pattern)| in_english(located, pattern));
            let text = TextOfChoices {
                target,
                file: &located.parsed.file.text,
                in_english: in_english.unwrap_or_default(),
                given: english.variables.get(&target),
                shown: shown_outside(pattern),
                choices,
                placeholders,
            };
            let mut reporter =
                Reporter::new(located.parsed, findings).beside(|| english.text_of(target, located.parsed));
            rules.check(&text, &ordinal, &mut |problem| reporter.add(problem));
        }
    }
}

/// What the rows of a language are held to.
struct PluralRules<'l, P> {
    /// The numbers that count.
    numbers: Numbers,
    /// The numbers that say a place in an order.
    places: P,
    /// The categories that have a row in some choice.
    in_use: BTreeSet<&'l str>,
}

/// A text that has choices.
struct TextOfChoices<'c, 'i, 'e> {
    target: Target<'i>,
    /// The whole file it stands in.
    file: &'i str,
    choices: Vec<Choice<'c, 'i>>,
    /// The variables whose values stand outside of all choices.
    shown: BTreeSet<&'i str>,
    /// The choices of the English, by variable.
    in_english: HashMap<&'e str, InEnglish<'e>>,
    /// The variables of the English.
    given: Option<&'c BTreeSet<&'e str>>,
    placeholders: &'c Placeholders<'i>,
}

impl<P: Deref<Target = Numbers>> PluralRules<'_, P> {
    fn check(
        &self,
        text: &TextOfChoices<'_, '_, '_>,
        ordinal: &[Choice<'_, '_>],
        report: &mut impl FnMut(Problem<'_>),
    ) {
        let (id, nothing) = (text.target.name, InEnglish::default());
        // Which forms a place in an order has is a matter of how it is written: `3.`, `3rd`.
        for choice in ordinal {
            check_keys(choice, &nothing, &self.places, id, report);
        }
        for choice in &text.choices {
            let known = text.in_english.get(choice.variable).unwrap_or(&nothing);
            if known.is_text {
                text_rows::check(choice, known, id, report);
            } else if is_by_number(choice, known) {
                check_keys(choice, known, &self.numbers, id, report);
                check_missing(choice, &self.numbers, &self.in_use, id, report);
                let is_elsewhere = text.shows_outside(choice);
                let is_shown = |row: &Row<'_, '_>| is_elsewhere || text.tells_number_in(row, choice);
                check_shown(choice, known, is_shown, &self.numbers, id, report);
            }
        }
    }
}

impl TextOfChoices<'_, '_, '_> {
    /// Whether the number of a choice stands outside of its rows.
    fn shows_outside(&self, choice: &Choice<'_, '_>) -> bool {
        self.shown.contains(choice.variable) || is_shown_by_another(choice, &self.choices)
    }

    /// Whether something in a row stands for the number, as a finding of its own says: then that is what is to be written.
    fn tells_number_in(&self, row: &Row<'_, '_>, choice: &Choice<'_, '_>) -> bool {
        let from = offset_in(self.file, row.key);
        let end = span_in(self.file, row.pattern).map_or(0, |span| span.end);
        let is_given = |variable: &&str| self.given.is_some_and(|given| given.contains(variable));
        self.placeholders.means_in(self.target, choice.variable, from..end.max(from))
            || !shown_variables(row.pattern).iter().all(is_given)
    }
}

/// A choice goes by a number if the English says so, or if a row is that of a number or a category.
fn is_by_number(choice: &Choice<'_, '_>, known: &InEnglish<'_>) -> bool {
    known.keys.iter().any(|key| is_of_numbers(key)) || choice.rows.iter().any(|row| is_of_numbers(row.key))
}

/// Rows whose key is no category, and rows that no number reaches.
fn check_keys(
    choice: &Choice<'_, '_>,
    known: &InEnglish<'_>,
    numbers: &Numbers,
    id: &str,
    report: &mut impl FnMut(Problem<'_>),
) {
    let taken = taken(choice, numbers, 0);
    for (at, (Row { key: row, number, is_default, .. }, taken)) in choice.rows.iter().zip(taken).enumerate() {
        // A key that stands twice is told elsewhere.
        let is_again = number.is_some() && choice.rows[..at].iter().any(|above| above.number == *number);
        if number.is_none() && !is_category(row) {
            if *is_default && known.keys.contains(row) {
                continue;
            }
            let most_alike = meant_category(row, numbers).unwrap_or("other");
            let meant = if *is_default { "other" } else { most_alike };
            let (tag, categories) = (numbers.tag.clone(), rows(&numbers.reachable()));
            let sentence = Sentence::NoCategory { row: (*row).to_owned(), meant, tag, categories };
            // The star is taken when nothing else fits, whatever it is called.
            report(match is_default {
                true => Problem::warning(rule::PLURAL_CATEGORY, row, id, sentence),
                false => Problem::error(rule::PLURAL_CATEGORY, row, id, sentence),
            });
        } else if number.is_none() && !is_default && *row != "other" && !numbers.has(row) {
            let (tag, categories) = (numbers.tag.clone(), rows(&numbers.reachable()));
            let sentence = Sentence::CategoryWithoutNumbers { row: (*row).to_owned(), tag, categories };
            report(Problem::warning("plural-row-unreachable", row, id, sentence));
        } else if !is_default && !is_again && number.is_some_and(|number| number < 0.0 || number.fract() != 0.0) {
            let sentence = Sentence::RowOfNoNumber { row: (*row).to_owned() };
            report(Problem::warning("plural-row-unreachable", row, id, sentence));
        } else if !is_default
            && !is_again
            && taken.is_empty()
            && number.is_some_and(|n| n < numbers.categories.len() as f64)
        {
            // A row of a category may well stand below those of all its numbers.
            let sentence = Sentence::UnreachableRow { row: (*row).to_owned() };
            report(Problem::warning("plural-row-unreachable", row, id, sentence));
        }
    }
}

/// The category that a key is a slip of, else the one of the language that is most like it.
fn meant_category(key: &str, numbers: &Numbers) -> Option<&'static str> {
    let lower = key.to_ascii_lowercase();
    if let Some((_, category)) = GRAMMAR.iter().find(|(name, _)| *name == lower) {
        return Some(if numbers.has(category) { category } else { "other" });
    }
    nearest(key, CATEGORIES.iter().map(|(name, _)| *name))
        .or_else(|| most_alike(key, numbers.first_of_each().into_iter().map(|(category, _)| category)))
}

/// The categories that have a row in some choice of a language.
fn categories_in_use<'t>(locale: &Index<'t>) -> BTreeSet<&'t str> {
    let patterns = locale.definitions().flat_map(|(_, definition)| definition.parts());
    let keys = patterns.flat_map(|(_, pattern)| choices(pattern)).flat_map(|choice| choice.rows);
    keys.map(|row| row.key).filter(|key| is_category(key)).collect()
}

/// The categories without a row. The default row may stand for one of them if no whole number is of its own
/// category, as in Ukrainian `[one] [few] *[other]`: for one that the language writes nowhere, or a row that was lost
/// would go unnoticed. A row whose key is no category is told already.
fn check_missing(
    choice: &Choice<'_, '_>,
    numbers: &Numbers,
    in_use: &BTreeSet<&str>,
    id: &str,
    report: &mut impl FnMut(Problem<'_>),
) {
    let names: BTreeSet<&str> = choice.rows.iter().filter(|row| row.number.is_none()).map(|row| row.key).collect();
    if !names.iter().any(|name| is_category(name)) {
        return;
    }
    // What is said of some numbers alone, and of all others without naming them, bends by none.
    let is_for_the_rest =
        |row: &Row<'_, '_>| row.number.is_some() || row.is_default && row.key == "other" && !row.shows(choice.variable);
    if choice.rows.iter().any(|row| row.number.is_some()) && choice.rows.iter().all(is_for_the_rest) {
        return;
    }
    let slips = names.iter().filter(|name| !is_category(name));
    let meant: BTreeSet<&str> = slips.filter_map(|slip| meant_category(slip, numbers)).collect();
    let is_reached = |row: &Row<'_, '_>| (0..numbers.categories.len()).any(|number| row.fits(number, numbers));
    let mut spare = choice.rows.iter().any(|row| row.is_default && row.number.is_none() && !is_reached(row));
    for (category, _) in numbers.first_of_each() {
        let has_own_row =
            |number: &usize| choice.rows.iter().any(|row| row.number.is_some() && row.fits(*number, numbers));
        // A category whose numbers all have rows of their own needs none.
        let of_category = (0..numbers.categories.len()).filter(|number| numbers.category(*number) == category);
        let Some(number) = of_category.into_iter().find(|number| !has_own_row(number)) else { continue };
        if names.contains(category) || meant.contains(category) {
            continue;
        }
        if !in_use.contains(category) && std::mem::take(&mut spare) {
            continue;
        }
        let sentence = Sentence::MissingCategory { tag: numbers.tag.clone(), number, category };
        report(Problem::warning(rule::PLURAL_FORMS, choice.variable, id, sentence));
    }
}

/// A row that several numbers reach shows which of them it is, if the English shows it. Zero counts where the English
/// has a row for it: elsewhere a page is not shown for nothing.
fn check_shown(
    choice: &Choice<'_, '_>,
    known: &InEnglish<'_>,
    is_shown_elsewhere: impl Fn(&Row<'_, '_>) -> bool,
    numbers: &Numbers,
    id: &str,
    report: &mut impl FnMut(Problem<'_>),
) {
    if !known.is_shown {
        return;
    }
    let from = usize::from(!known.keys.contains("0"));
    for (row, numbers) in choice.rows.iter().zip(taken(choice, numbers, from)) {
        if let [first, second, ..] = numbers.as_slice()
            && !row.shows(choice.variable)
            && !is_shown_elsewhere(row)
        {
            let (key, variable) = (row.key.to_owned(), in_braces(choice.variable));
            let sentence = Sentence::RowWithoutNumber { row: key, first: *first, second: *second, variable };
            report(Problem::error(rule::PLURAL_NUMBER, row.key, id, sentence));
        }
    }
}

/// Whether the number is in the rows of another choice of the same text, where it is in none of these.
fn is_shown_by_another(choice: &Choice<'_, '_>, choices: &[Choice<'_, '_>]) -> bool {
    let shows = |choice: &Choice<'_, '_>| choice.rows.iter().any(|row| row.shows(choice.variable));
    let others = choices.iter().filter(|other| !std::ptr::eq(*other, choice) && other.variable == choice.variable);
    !shows(choice) && others.take(MAX_ROWS).any(shows)
}

/// The variables whose values stand outside of all choices.
fn shown_outside<'t>(pattern: &Pattern<&'t str>) -> BTreeSet<&'t str> {
    fn of<'t>(expression: &Expression<&'t str>) -> Option<&'t str> {
        match expression {
            Expression::Inline(InlineExpression::Placeable { expression }) => of(expression),
            Expression::Inline(inline) => selected_variable(inline).map(|id| id.name),
            Expression::Select { .. } => None,
        }
    }
    let elements = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::Placeable { expression } => of(expression),
        PatternElement::TextElement { .. } => None,
    });
    elements.collect()
}

#[cfg(test)]
mod tests;
