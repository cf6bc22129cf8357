//! What has the same normal form, and what has not.
#![allow(clippy::unwrap_used)]

use super::*;
use fluent_syntax::parser;
use proptest::prelude::*;

/// The normal form of the first entry of a file.
fn normal(text: &str) -> String {
    let resource = parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    match resource.body.first() {
        Some(Entry::Message(message)) => of_message(message),
        Some(Entry::Term(term)) => of_term(term),
        other => panic!("{text} is {other:?}"),
    }
}

#[test]
fn what_means_the_same_has_the_same_normal_form() {
    for (one, other) in [
        ("a = x\n", "# note\na =\n    x\n"),
        ("a = x y\n", "a =\n    x\n    y\n"),
        ("a = x y\n", "a = x\n\n      y\n"),
        ("a = x y\n", "a = x\r\n    y\r\n"),
        ("a = x\n    .b = y\n    .c = z\n", "a = x\n    .c = z\n    .b = y\n"),
        ("a = [1] x\n", "a = {\"[\"}1] x\n"),
        ("a = [1] x\n", "a = { \"[\" }1] x\n"),
        ("a = [1] x\n", "a = { \"\" }[1] x\n"),
        ("a = x\u{a0}y\n", "a = x{ \"\\u00A0\" }y\n"),
        ("a = \"x\"\n", "a = { \"\\\"\" }x\"\n"),
        ("a = { $n }\n", "a = {{ $n }}\n"),
        ("a = { NUMBER($n, x: \"\\u0041\") }\n", "a = { NUMBER($n, x: \"A\") }\n"),
        (
            "a = So { $n ->\n    [one] one thing\n   *[other] { $n } things\n } are.\n",
            "a =\n    { $n ->\n        [one] So one thing are.\n       *[other] So { $n } things are.\n    }\n",
        ),
        (
            "a = { $n ->\n    [one] a\n   *[other] b\n } and { $m ->\n    [one] c\n   *[other] d\n }\n",
            "a = { $n ->\n    [one] a and { $m ->\n        [one] c\n       *[other] d\n    }\n   *[other] { $m ->\n        [one] b and c\n       *[other] b and d\n    }\n }\n",
        ),
        (
            "a = x { $n ->\n    [one] { \"\" }\n   *[other] y\n } z\n",
            "a = { $n ->\n    [one] x  z\n   *[other] x y z\n }\n",
        ),
        ("-a = x\n    .b = y\n    .c = z\n", "-a = { \"x\" }\n    .c = z\n    .b = y\n"),
    ] {
        assert_eq!(normal(one), normal(other), "{one}{other}");
    }
}

#[test]
fn what_does_not_mean_the_same_has_another_one() {
    let texts = [
        "a = x\n",
        "a = x y\n",
        "a = xy\n",
        "a = { $x }\n",
        "a = { \"{\" }$x{ \"}\" }\n",
        "a = { x }\n",
        "a = x\u{a0}y\n",
        "a =\n    .b = x\n",
        "a =\n    .c = x\n",
        "a = { \"\" }\n",
        "a = { \" \" }x\n",
        "a = { NUMBER($x) }\n",
        "a = { $n ->\n    [one] x\n   *[other] y\n }\n",
        "a = { $n ->\n   *[one] x\n    [other] y\n }\n",
        "a = { $m ->\n    [one] x\n   *[other] y\n }\n",
        "-a = x\n",
    ];
    for (at, one) in texts.iter().enumerate() {
        for other in &texts[at + 1..] {
            assert_ne!(normal(one), normal(other));
        }
    }
}

#[test]
fn what_needs_no_change_is_as_fluent_writes_it() {
    for text in ["a = x { $n } { -t } { b.c } [1]\n    .a = y\n    .b = z\n", "-a = x\n"] {
        assert_eq!(normal(text), text);
    }
}

#[test]
fn a_line_of_text_is_written_as_fluent_does() {
    for text in ["x", "[1] x", "*", ".b", "# x", "= x", "x\u{a0}", "<em>x</em>", "-t", "«x»"] {
        let text = format!("# note\na = {text}\n");
        let resource = parser::parse(text.as_str()).unwrap();
        let Some(Entry::Message(message)) = resource.body.first() else { panic!("{text}") };
        let without_comment = Message { comment: None, ..message.clone() };
        let serialized = serializer::serialize(&Resource { body: vec![Entry::Message(without_comment)] });
        assert_eq!(one_line(message), Some(serialized));
    }
    let other = ["a = x\n    y\n", "a = x\n    .b = y\n", "a = { $n }\n", "a =\n    .b = y\n"];
    for text in other {
        let resource = parser::parse(text).unwrap();
        let Some(Entry::Message(message)) = resource.body.first() else { panic!("{text}") };
        assert_eq!(one_line(message), None, "{text}");
    }
}

#[test]
fn choices_that_would_grow_without_measure_are_left_as_they_are() {
    let choice = "{ $n ->\n [a] x\n [b] y\n *[c] z\n } and ";
    assert!(normal(&format!("a = {}\n", choice.repeat(200))).len() < 1 << 20);
    let nested = (0..40).fold("x".to_owned(), |inside, _| format!("{{ $n ->\n [a] {inside} b\n *[c] z\n }} y"));
    assert!(normal(&format!("a = {nested}\n")).len() < 1 << 20);
}

fn pieces() -> impl Strategy<Value = String> {
    let leaf = proptest::sample::select(vec![
        "x",
        " y ",
        "[1]",
        "*",
        ".b",
        "#",
        "\n    z",
        "{ $n }",
        "{ -t }",
        "{ \"\" }",
        "{ \" \" }",
        "{ \"[\" }",
        "{ \"*\" }",
        "{ \"{\" }",
        "{{ $m }}",
        "{ \"\\u00A0\" }",
        "{ NUMBER($n) }",
        "{ -t(x: \"\\\\\") }",
        "<b>",
    ])
    .prop_map(str::to_owned);
    let text = |leaf| proptest::collection::vec(leaf, 1..5).prop_map(|p| p.concat());
    let choice = (text(leaf.clone()), text(leaf.clone()))
        .prop_map(|(one, other)| format!("{{ $n ->\n    [one] {one}\n   *[other] {other}\n }}"));
    proptest::collection::vec(prop_oneof![3 => leaf, 1 => choice], 1..6).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn a_normal_form_reads_back_as_itself(value in pieces(), attribute in pieces()) {
        let text = format!("a = {value}\n    .c = {attribute}\n    .b = y\n");
        let resource = parser::parse(text.as_str()).unwrap_or_else(|(resource, _)| resource);
        if let Some(Entry::Message(message)) = resource.body.first() {
            let normal_form = of_message(message);
            prop_assert_eq!(&normal(&normal_form), &normal_form, "{}", text);
        }
    }
}
