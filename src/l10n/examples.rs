//! Texts filled in with what the comments of the English have for example, one after the other for each row of a plural.
//! Knows no page.

use super::check::Sample;
use super::locale::Locale;
use super::placed::Placed;
use super::plural::{CATEGORIES, Numbers};
use super::text::Text;

/// A text with these values in its variables.
pub fn filled<'v, 'c>(text: Text<'v, 'c>, samples: &'v [(String, Sample)]) -> Text<'v, 'c> {
    samples.iter().fold(text, |text, (name, sample)| match sample {
        Sample::Text(value) => text.arg(name, value),
        Sample::Number(number) => text.count(name, number),
        Sample::Day(day) => text.day(name, day),
        Sample::Time(time) => text.time(name, time),
    })
}

/// A plural category that whole numbers reach in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its name, as Fluent and CLDR write it.
    pub name: &'static str,
    /// The smallest number of it, 0 only where there is no other.
    pub number: usize,
}

/// What to fill a text in with.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleRow {
    /// The category that the values are for, where a choice goes by a number.
    pub category: Option<Category>,
    /// The values of its variables.
    pub values: Vec<(String, Sample)>,
}

/// The examples of the English as they are, or, where a choice of the part goes by a number, one row for each category of
/// the language. `own` is the text in the language, if it is there; the part is an attribute or the text itself.
pub fn rows(english: &Placed, own: Option<&Placed>, part: Option<&str>, locale: &Locale) -> Vec<ExampleRow> {
    let is_choosing = |name: &String| {
        let mut choices = own.into_iter().chain([english]).flat_map(|text| &text.choosing);
        choices.any(|(choosing, by)| choosing == part.unwrap_or_default() && by == name)
    };
    let is_number = |(name, sample): &(String, Sample)| matches!(sample, Sample::Number(_)) && is_choosing(name);
    let Some(at) = english.samples.iter().position(is_number) else {
        return vec![ExampleRow { category: None, values: english.samples.clone() }];
    };
    let with = |category: Category| {
        let mut values = english.samples.clone();
        values[at].1 = Sample::Number(category.number);
        ExampleRow { category: Some(category), values }
    };
    categories(locale).into_iter().map(with).collect()
}

fn categories(locale: &Locale) -> Vec<Category> {
    let numbers = Numbers::new(&locale.tag);
    let number = |name: &str| numbers.of(name).find(|number| *number > 0).or_else(|| numbers.of(name).next());
    let category = |&(name, _): &(&'static str, _)| Some(Category { name, number: number(name)? });
    CATEGORIES.iter().filter_map(category).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::{Catalog, LocaleFile, Requirements, placed};

    #[test]
    fn each_category_that_whole_numbers_reach_has_a_row_with_a_number_of_it() {
        let english = "# $n (Number) how many, for example 7\n# $d (Number) days, for example 3\na = { $d } { $n ->\n    [one] one\n   *[other] { $n } others\n }\n# $d (Number) days, for example 3\nb = { $d }\n# $n (Number) how many, for example 7\nc = c\n    .more = { $n ->\n        [one] one\n       *[other] others\n    }\n";
        let files: Vec<LocaleFile> = ["en", "ru", "ar", "zh"]
            .map(|tag| {
                LocaleFile::new(format!("{tag}/a.ftl"), if tag == "en" { english.as_bytes() } else { b"d = x\n" })
            })
            .into();
        let requirements = Requirements { passages_in: "statement.ftl", share_services: &[] };
        let catalog = Catalog::load(&files, &requirements).unwrap();
        let texts = placed(&files, "en");
        for (tag, expected) in [
            ("en", &[("one", 1), ("other", 2)][..]),
            ("ru", &[("one", 1), ("few", 2), ("many", 5)]),
            ("ar", &[("zero", 0), ("one", 1), ("two", 2), ("few", 3), ("many", 11), ("other", 100)]),
            ("zh", &[("other", 1)]),
        ] {
            let locale = catalog.locale(catalog.by_tag(tag).unwrap());
            let rows_of = |text: &Placed| rows(text, None, None, locale);
            let categories = rows_of(&texts[0]).into_iter().map(|row| row.category.unwrap());
            assert_eq!(categories.map(|row| (row.name, row.number)).collect::<Vec<_>>(), expected, "{tag}");
            for ExampleRow { category, values } in rows_of(&texts[0]) {
                let number = Sample::Number(category.unwrap().number);
                assert_eq!(values, [("n".to_owned(), number), ("d".to_owned(), Sample::Number(3))]);
            }
            let row = ExampleRow { category: None, values: vec![("d".to_owned(), Sample::Number(3))] };
            assert_eq!(rows_of(&texts[1]), [row], "nothing is chosen");
            let row = ExampleRow { category: None, values: vec![("n".to_owned(), Sample::Number(7))] };
            assert_eq!(rows_of(&texts[2]), [row], "another part chooses");
            assert_eq!(rows(&texts[2], None, Some("more"), locale).len(), expected.len());
        }
    }
}
