//! What is told of arguments of terms, and what is not.

use crate::l10n::check::tests::{found, told};

const TERM: &str =
    "-ministry = { $case ->\n   *[nominative] Министерство\n    [genitive] Министерства\n }\n    .gender = n\n";

fn russian(text: &str) -> String {
    format!("{TERM}\na = {text}")
}

#[test]
fn an_argument_of_a_term_chooses_one_of_its_rows() {
    for (text, expected) in [
        ("{ -ministry }", ""),
        ("{ -ministry(case: \"genitive\") }", ""),
        ("{ -ministry(case: \"nominative\") }", ""),
        ("{ -ministry(case: \"genetive\") }", "error term-argument `genetive` a"),
        ("{ -ministry(case: \"instrumental\") }", "warning term-argument `instrumental` a"),
        ("{ -ministry(cas: \"genitive\") }", "warning term-argument `cas` a"),
        ("{ -ministry(number: \"many\") }", "warning term-argument `number` a"),
        ("{ -ministry(number: 1) }", "warning term-argument `number` a"),
        ("{ -ministry(number: \"genitive\") }", "warning term-argument `number` a"),
        ("{ -ministry(case: \"gen\") }", "error term-argument `gen` a"),
        ("{ -ministry(case: \"genitivus\") }", "error term-argument `genitivus` a"),
        ("{ -ministry(case: 2) }", "warning term-argument `2` a"),
        ("{ -ministry(\"genitive\") }", "error positional-argument `ministry` a"),
        ("{ -ministry(genitive) }", "error positional-argument `ministry` a"),
        ("{ -ministry(case: genitive) }", "error term-argument `genitive` a"),
        ("{ -ministry(case: a) }", "error term-argument `a` a"),
        ("{ -ministry(case: NUMBER(1)) }", "error term-argument `NUMBER` a"),
        ("{ -ministry[genitive] }", "error syntax `{ -ministry[genitive] }` a"),
        ("{ -ministry:genitive }", "error syntax `{ -ministry:genitive }` a"),
        ("{ ministry(case: \"genitive\") }", "error syntax `{ ministry(case: \"genitive\") }` a"),
        ("{ -ministry.gender(case: \"genitive\") ->\n   *[n] y\n }", "warning term-argument `case` a"),
    ] {
        assert_eq!(found("ru", "a = x\n-ministry = x", &[&russian(text)]), expected, "{text}");
    }
    let of = |term: &str, text: &str| found("ru", "a = x\n-t = x", &[&format!("-t = {term}\n\na = {text}")]);
    assert_eq!(of("{ $x ->\n   *[a] { $x }\n    [b] z\n }", "{ -t(x: \"c\") }"), "", "it is shown");
    assert_eq!(of("{ $x ->\n   *[1] y\n    [2] z\n }", "{ -t(x: 3) }"), "", "a number has rows by its category");
    let two = "{ $x ->\n   *[a] y\n    [b] z\n } { $x ->\n   *[a] y\n    [c] z\n }";
    assert_eq!(of(two, "{ -t(x: \"c\") }"), "", "a row of one of its lists");
    let by_message = "a = { -t(n: \"y\") }\n-t = { b }\nb = { $n }";
    assert_eq!(found("ru", "a = x\nb = { $n }\n-t = x", &[by_message]), "error missing-argument `b` -t");
}

#[test]
fn a_row_of_a_term_that_has_a_slip_is_told_there_and_not_of_each_text_that_chooses_it() {
    let term = "-t = { $case ->\n   *[nominative] y\n    [genetive] z\n }\n\n";
    let use_of = |id: &str, row: &str| format!("{id} = {{ -t(case: \"{row}\") }}\n");
    let english = "a = x\nb = x\nc = x\n-t = x\n";
    let three = format!("{term}{}{}{}", use_of("a", "genitive"), use_of("b", "genitive"), use_of("c", "nominative"));
    assert_eq!(found("tr", english, &[&three]), "error term-argument `genetive` -t");
    assert_eq!(
        told("tr", english, &three)[0],
        (
            "-t has a row [genetive], and [genitive] is what other texts choose; did you mean that?".to_owned(),
            "write [genitive]".to_owned()
        )
    );
    let one = format!("{term}{}", use_of("a", "genitive"));
    assert_eq!(found("tr", english, &[&one]), "error term-argument `genitive` a", "either may be the slip");
    let rows = format!("a = x\n{}", term.replace("genetive", "genitive"));
    assert_eq!(found("tr", &rows, &[&one]), "error term-argument `genetive` -t", "the English has the row");
    let both = format!("{term}{}{}", use_of("a", "genitive"), use_of("b", "genetive"));
    assert_eq!(found("tr", english, &[&both]), "error term-argument `genitive` a", "another chooses it");
    let apart = format!("{term}{}{}{}", use_of("a", "genitive"), use_of("b", "genitive"), use_of("c", "gentive"));
    assert_eq!(found("tr", english, &[&apart]).matches("term-argument").count(), 3, "they do not agree");
}

#[test]
fn a_variable_that_nothing_gives_to_a_term_is_told_in_the_term() {
    let english = "a = x\nb = x\nc = x\n-t = x";
    let of = |term: &str, texts: [&str; 3]| {
        let [a, b, c] = texts;
        found("ru", english, &[&format!("-t = {term}\n\na = {a}\nb = {b}\nc = {c}")])
    };
    let plain = ["{ -t }", "{ -t } y", "y { -t }"];
    assert_eq!(of("y { $n }", plain), "error missing-argument `n` -t");
    assert_eq!(of("y { $n ->\n   *[x] { $n }\n }", plain), "error missing-argument `n` -t");
    assert_eq!(of("y { $n ->\n   *[x] z\n }", plain), "", "it only chooses");
    assert_eq!(of("y { $n }", ["{ -t(n: \"z\") }", "{ -t }", "y"]), "error missing-argument `t` b");
    assert_eq!(
        of("y { $n }", ["{ -t(m: \"z\") }", "y", "y"]),
        "error missing-argument `n` -t, warning term-argument `m` a"
    );
    assert_eq!(of("y { $n }", ["y", "y", "y"]), "", "nothing shows it");
    let source = "-t = { $n }\n\na = { -t }\nb = { -t }";
    assert_eq!(found("en", source, &[source]), "error missing-argument `n` -t", "in the source too");
}

#[test]
fn what_is_told_of_an_argument_is_what_to_type() {
    for (text, message, help) in [
        (
            "{ -ministry(\"genitive\") }",
            "-ministry ignores genitive: nothing says what it chooses by",
            "write { -ministry(case: \"genitive\") }",
        ),
        (
            "{ -ministry(case: genitive) }",
            "the value of case is a text, and stands in quotation marks",
            "write case: \"genitive\"",
        ),
        (
            "{ -ministry(case: genetive) }",
            "the value of case is a text, and stands in quotation marks",
            "write case: \"genitive\"",
        ),
        (
            "{ -ministry[genitive] }",
            "{ -ministry[genitive] } is nothing that the page fills in; did you mean { -ministry(case: \"genitive\") }?",
            "write { -ministry(case: \"genitive\") }",
        ),
        (
            "{ ministry(case: \"genitive\") }",
            "{ ministry(case: \"genitive\") } is nothing that the page fills in; did you mean { -ministry(case: \"genitive\") }?",
            "write { -ministry(case: \"genitive\") }",
        ),
        (
            "{ -ministry($n) }",
            "-ministry ignores an argument without a name",
            "a term cannot be given a variable; write the text into the message itself",
        ),
        (
            "{ -ministry(number: \"genitive\") }",
            "-ministry does nothing with number; did you mean case?",
            "write case: in the parentheses",
        ),
        (
            "{ -ministry(case: 2) }",
            "-ministry has no [2], so that [nominative] is shown",
            "add a row [2] to -ministry, or write one of these: \"genitive\", \"nominative\"",
        ),
        (
            "{ -ministry(case: \"genetive\") }",
            "-ministry has no [genetive]; did you mean [genitive]?",
            "write case: \"genitive\"",
        ),
        (
            "{ -ministry(case: \"instrumental\") }",
            "-ministry has no [instrumental], so that [nominative] is shown",
            "add a row [instrumental] to -ministry, or write one of these: \"genitive\", \"nominative\"",
        ),
        (
            "{ -ministry(cas: \"genitive\") }",
            "-ministry does nothing with cas; did you mean case?",
            "write case: in the parentheses",
        ),
        (
            "{ -ministry(number: \"many\") }",
            "-ministry does nothing with number",
            "delete it, or add rows to -ministry that go by it",
        ),
    ] {
        let told = told("ru", "a = x\n-ministry = x", &russian(text));
        assert_eq!(told[0], (message.to_owned(), help.to_owned()), "{text}");
    }
}
