//! What is told of the rows of choices by number, and what is not.

use crate::l10n::check::tests::{found, told};

const DAYS: &str = "# $n (Number) days, for example 3\na = { $n ->\n    [one] { $n } day\n   *[other] { $n } days\n }";

fn rows(rows: &[impl AsRef<str>]) -> String {
    format!("a = {{ $n ->\n{} }}", rows.iter().map(|row| format!("    {}\n", row.as_ref())).collect::<String>())
}

#[test]
fn a_row_that_several_numbers_reach_shows_the_number_if_the_english_does() {
    for (tag, text, expected) in [
        ("ru", &["[one] один день", "[few] { $n } дня", "*[many] { $n } дней"][..], "error plural-number `one` a"),
        ("ru", &["[1] один день", "[one] { $n } день", "[few] { $n } дня", "*[many] { $n } дней"], ""),
        ("ru", &["[one] { $n } день", "[few] дня", "*[many] { $n } дней"], "error plural-number `few` a"),
        ("lt", &["[one] diena", "[few] { $n } dienos", "*[other] { $n } dienų"], "error plural-number `one` a"),
        ("de", &["[one] ein Tag", "*[other] { $n } Tage"], ""),
        ("de", &["[one] { $n } Tag", "*[other] Tage"], "error plural-number `other` a"),
        ("ar", &["[zero] ص", "[one] ي", "[two] يومان", "[few] { $n } ا", "[many] { $n } ي", "*[other] { $n } ي"], ""),
        // Nothing is shown for no days, unless the English says so.
        ("fr", &["[one] un jour", "*[other] { $n } jours"], ""),
        (
            "ru",
            &["[one] день", "[few] дня", "*[many] дней"],
            "error plural-number `one` a, error plural-number `few` a, error plural-number `many` a",
        ),
    ] {
        assert_eq!(found(tag, DAYS, &[&rows(text)]), expected, "{tag} {text:?}");
    }
    let zero = "a = { $n ->\n    [0] No day\n    [one] { $n } day\n   *[other] { $n } days\n }";
    let french = |first: &str| rows(&[first, "[one] un jour", "*[other] { $n } jours"]);
    assert_eq!(found("fr", zero, &[&french("[0] aucun jour")]), "");
    assert_eq!(found("fr", zero, &[&french("[2] deux jours")]), "error plural-number `one` a");
    let beside = "a = { $n } { $n ->\n    [one] день\n    [few] дня\n   *[many] дней\n }";
    assert_eq!(found("ru", DAYS, &[beside]), "", "it stands beside the rows");
    let twice = format!("{} {{ $n ->\n    [one] x\n   *[other] y\n }}", rows(&["[one] ein", "*[other] { $n }"]));
    assert_eq!(found("de", DAYS, &[&twice]), "", "another choice shows it");
    let words = "a = { $n ->\n    [1] Note\n   *[more] Notes\n }";
    assert_eq!(found("ru", words, &[&rows(&["[one] Прим.", "[few] Прим.", "*[many] Прим."])]), "");
}

#[test]
fn a_place_in_an_order_has_rows_of_its_own() {
    let english = "# $n (Number) place, for example 3\na = { NUMBER($n, type: \"ordinal\") ->\n    [one] { $n }st\n    \
                   [two] { $n }nd\n    [few] { $n }rd\n   *[other] { $n }th\n }";
    let text = |rows: &str| format!("a = {{ NUMBER($n, type: \"ordinal\") ->{rows}\n }}");
    for (tag, rows, expected) in [
        ("de", "\n   *[other] { $n }.", ""),
        ("de", "\n    [one] { $n }.\n   *[other] { $n }.", "warning plural-row-unreachable `one` a"),
        ("fr", "\n    [one] { $n }er\n   *[other] { $n }e", ""),
        ("it", "\n    [many] l’{ $n }º\n   *[other] il { $n }º", ""),
        ("en-GB", "\n    [one] { $n }st\n    [two] { $n }nd\n    [few] { $n }rd\n   *[other] { $n }th", ""),
        ("sv", "\n    [few] { $n }:e\n   *[other] { $n }:a", "warning plural-row-unreachable `few` a"),
        ("de", "\n    [1] erste\n   *[other] { $n }.", ""),
        ("de", "\n    [eins] erste\n   *[other] { $n }.", "error plural-category `eins` a"),
    ] {
        assert_eq!(found(tag, english, &[&text(rows)]), expected, "{tag} {rows}");
    }
}

#[test]
fn a_row_with_a_star_stands_for_a_category_that_the_language_writes_nowhere() {
    let english = DAYS.to_owned() + "\nb = { $n ->\n    [one] { $n } x\n   *[other] { $n } xs\n }";
    let two = |first: &[&str], second: &[&str]| {
        let keys = |keys: &[&str]| rows(&keys.iter().map(|key| format!("{key} {{ $n }}")).collect::<Vec<_>>());
        format!("{}\n{}", keys(first), keys(second).replacen('a', "b", 1))
    };
    let all = ["[one]", "[few]", "[many]", "*[other]"];
    for (tag, first, second, expected) in [
        ("ru", &all[..], &all[..], ""),
        ("ru", &["[few]", "[many]", "*[other]"], &all, "warning plural-forms `n` a"),
        ("ru", &["[one]", "[many]", "*[other]"], &all, "warning plural-forms `n` a"),
        ("ru", &["[one]", "[few]", "*[other]"], &all, "warning plural-forms `n` a"),
        ("ru", &["[one]", "[few]", "*[other]"], &["[one]", "[few]", "*[other]"], ""),
        ("ru", &["[one]", "*[other]"], &["[one]", "[few]", "*[other]"], "warning plural-forms `n` a"),
        ("ru", &["[one]", "[few]", "*[many]"], &["[one]", "[few]", "*[other]"], "warning plural-forms `n` b"),
        ("pl", &["[one]", "[few]", "*[other]"], &all, "warning plural-forms `n` a"),
    ] {
        assert_eq!(found(tag, &english, &[&two(first, second)]), expected, "{tag} {first:?} {second:?}");
    }
}

#[test]
fn a_choice_in_the_row_with_the_star_has_the_rest_of_the_rows() {
    let inner = "{ $n ->\n        [few] { $n } дня\n       *[many] { $n } дней\n    }";
    for (text, expected) in [
        (format!("a = {{ $n ->\n    [one] {{ $n }} день\n   *[other] {inner}\n }}"), ""),
        (format!("a = {{ $n ->\n    [0] нет\n   *[other] {inner}\n }}"), "warning plural-forms `n` a"),
        ("a = { $n ->\n    [one] { $n } день\n   *[other] { $n } { $n ->\n        [few] дня\n       *[many] дней\n    }\n }".to_owned(), ""),
        (format!("a = {{ $n ->\n    [one] день\n   *[other] {inner}\n }}"), "error plural-number `one` a"),
    ] {
        assert_eq!(found("ru", DAYS, &[&text]), expected, "{text}");
    }
}

#[test]
fn a_row_that_no_number_reaches_is_told() {
    for (tag, text, expected) in [
        ("de", &["[one] { $n }", "[many] { $n }", "*[other] { $n }"][..], "warning plural-row-unreachable `many` a"),
        ("zh-Hans", &["[one] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `one` a"),
        ("ja", &["[zero] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `zero` a"),
        // Categories that only an order has.
        ("hi", &["[one] { $n }", "[two] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `two` a"),
        ("mk", &["[one] { $n }", "[many] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `many` a"),
        ("ca", &["[one] { $n }", "[few] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `few` a"),
        ("ca", &["[one] { $n }", "[many] { $n }", "*[other] { $n }"], ""),
        // What nobody counts.
        ("de", &["[1.5] { $n }", "[one] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `1.5` a"),
        ("de", &["[-1] { $n }", "[one] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `-1` a"),
        ("de", &["[1.0] ein", "*[other] { $n }"], ""),
        // Numbers of millions, and what is not whole.
        ("es", &["[one] { $n }", "[many] { $n }", "*[other] { $n }"], ""),
        ("cs", &["[one] { $n }", "[few] { $n }", "[many] { $n }", "*[other] { $n }"], ""),
        ("de", &["[one] { $n }", "[1] ein", "*[other] { $n }"], "warning plural-row-unreachable `1` a"),
        ("de", &["[1] ein", "[one] { $n }", "*[other] { $n }"], ""),
        ("de", &["[one] { $n }", "[2] zwei", "*[other] { $n }"], ""),
        (
            "ar",
            &[
                "[0] لا",
                "[zero] { $n }",
                "[one] { $n }",
                "[two] { $n }",
                "[few] { $n }",
                "[many] { $n }",
                "*[other] { $n }",
            ],
            "",
        ),
    ] {
        assert_eq!(found(tag, DAYS, &[&rows(text)]), expected, "{tag} {text:?}");
    }
    let order = "# $n (Number) for example 2\na = { NUMBER($n, type: \"ordinal\") ->\n    [two] { $n }nd\n   *[other] { $n }th\n }";
    assert_eq!(found("en", order, &[order]), "", "an order has other categories");
}

#[test]
fn a_key_that_is_no_category_is_told_with_the_one_that_was_meant() {
    let french = rows(&["[un] { $n } jour", "*[other] { $n } jours"]);
    assert_eq!(found("fr", DAYS, &[&french]), "error plural-category `un` a");
    assert_eq!(
        told("fr", DAYS, &french)[0],
        (
            "[un] is no plural category; did you mean [one]?".to_owned(),
            "names of rows are not translated; those of fr are [one], [other]".to_owned()
        )
    );
    let deux = rows(&["[one] { $n } jour", "[deux] { $n } jours", "*[other] { $n } jours"]);
    assert_eq!(told("fr", DAYS, &deux)[0].0, "[deux] is no plural category; did you mean [one]?");
    for (key, meant) in [("uno", "one"), ("One", "one"), ("moany", "many"), ("feww", "few")] {
        let text = rows(&[&format!("[{key}] {{ $n }}"), "[one] { $n }", "*[other] { $n }"]);
        assert!(
            told("de", DAYS, &text).iter().any(|(message, _)| message.contains(&format!("mean [{meant}]?"))),
            "{key}"
        );
    }
    assert_eq!(
        found("de", DAYS, &[&rows(&["[one] { $n }", "*[andere] { $n }"])]),
        "warning plural-category `andere` a"
    );
    let more = "a = { $n ->\n    [1] Note\n   *[more] Notes\n }";
    assert_eq!(found("de", more, &[&rows(&["[1] Fußnote", "*[more] Fußnoten"])]), "", "it is that of the English");
}

#[test]
fn what_grammars_call_a_form_is_the_category_that_is_meant() {
    for (tag, row, meant) in [
        ("de", "singular", "one"),
        ("de", "Singular", "one"),
        ("de", "sg", "one"),
        ("de", "plural", "other"),
        ("de", "pl", "other"),
        ("de", "dual", "other"),
        ("ar", "dual", "two"),
        ("ru", "paucal", "few"),
        ("ja", "singular", "other"),
    ] {
        let text = rows(&[&format!("[{row}] ein Tag"), "*[other] { $n } Tage"]);
        let all = told(tag, DAYS, &text);
        let message = format!("[{row}] is no plural category; did you mean [{meant}]?");
        assert!(all.iter().any(|(told, _)| *told == message), "{tag} {row}: {all:?}");
    }
    let german = rows(&["[singular] ein Tag", "*[other] { $n } Tage"]);
    assert_eq!(found("de", DAYS, &[&german]), "error plural-category `singular` a");
}

#[test]
fn a_variable_that_is_mistyped_in_a_row_is_told_as_that_alone() {
    let english = "# $count (Number) how many, for example 3\n# $language (String) a name, for example English\n\
        a = { $count ->\n    [one] x { $language }\n   *[other] { $count } x { $language }\n }";
    let number = |few: &str, many: &str| {
        let rows = format!("    [few] {few} y {{ $language }}\n    [many] {many} y {{ $language }}\n");
        format!("a = {{ $count ->\n    [one] {{ $count }} y {{ $language }}\n{rows}   *[other] y {{ $language }}\n }}")
    };
    let language =
        |one: &str| format!("a = {{ $count ->\n    [one] y {one}\n   *[other] {{ $count }} y {{ $language }}\n }}");
    for (tag, text, expected) in [
        ("ru", number("{ $Count }", "{ $count }"), "error unknown-variable `Count` a"),
        ("ru", number("{ $cuont }", "{ $count }"), "error unknown-variable `cuont` a"),
        ("ru", number("{ $число }", "{ $count }"), "error syntax `ч` a"),
        ("ru", number("{ $zahl }", "{ $count }"), "error unknown-variable `zahl` a"),
        ("ru", number("( $count )", "{ $count }"), "error placeholder `( $count )` a"),
        ("ru", number("$count", "{ $count }"), "error placeholder `$count` a"),
        ("ru", number("{ count }", "{ $count }"), "error placeholder `{ count }` a"),
        ("ru", number("{ COUNT }", "{ $count }"), "error placeholder `{ COUNT }` a"),
        ("ru", number("", "{ $count }"), "error plural-number `few` a"),
        ("ru", number("{ $cuont }", ""), "error unknown-variable `cuont` a, error plural-number `many` a"),
        ("ru", number("", "( $count )"), "error plural-number `few` a, error placeholder `( $count )` a"),
        ("de", language("{ $langauge }"), "error unknown-variable `langauge` a"),
        ("de", language("{ $Language }"), "error unknown-variable `Language` a"),
        ("de", language("( $language )"), "error placeholder `( $language )` a"),
        ("de", language(""), "error missing-variable `a` a"),
    ] {
        assert_eq!(found(tag, english, &[&text]), expected, "{text}");
    }
}
