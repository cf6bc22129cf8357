//! What is told of text that Fluent does not read.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::l10n::check::tests::{found, told};
use crate::l10n::check::{English, Index};
use crate::l10n::file::LocaleFile;

#[test]
fn the_brace_that_is_shown_is_the_innermost_one_that_is_open() {
    for (text, at) in [("a = { $n", 4), ("a = { $n } { $m", 11), ("a = { $n ->\n [x] { $m", 17), ("a = {{x}", 4)] {
        assert_eq!(unclosed_brace(text).map(|brace| offset_in(text, brace)), Some(at), "{text}");
    }
    assert_eq!(unclosed_brace("a = { $n } }"), None);
}

#[test]
fn a_slip_is_pointed_at_where_it_is() {
    for (german, expected) in [
        // An empty text, and what stands on the next line.
        ("a =\n\ty", "error tab-indent `\t` a"),
        ("a =\n\u{a0}\u{a0}y", "error tab-indent `\u{a0}` a"),
        ("a =\n    [1] y", "error syntax `[` a"),
        ("a =\n    *y", "error syntax `*` a"),
        ("a =\n    .y", "error syntax `.` a"),
        ("a =\nund so", "error syntax `und` a"),
        ("a =\nÜber uns", "error syntax `Über` a"),
        ("a =\n\n5 Tage", "error syntax `5` a"),
        ("a = y\n    .b =\nund so", "error syntax `und` a"),
        ("a =\n\nb = y", "error syntax `a` a"),
        // Inside braces and brackets.
        ("a = y { $n\u{a0}}", "error syntax `\u{a0}` a"),
        ("a = y {\u{a0}$n }", "error syntax `\u{a0}` a"),
        ("a = y { $n\u{200f} }", "error syntax `\u{200f}` a"),
        ("a = y { $\u{200b}n }", "error syntax `\u{200b}` a"),
        ("a = y { $nа }", "error syntax `а` a"),
        ("a = y { $имя }", "error syntax `и` a"),
        ("a = { $n ->\n    [٠] y\n   *[other] z\n }", "error syntax `٠` a"),
        ("a = y { $n\u{a0}und so", "error syntax `{` a"),
        ("a = y { NUMВER($n) }", "error syntax `В` a"),
        ("a = y { -tе }", "error syntax `е` a"),
        ("a = { $n ->\n    [оne] y\n   *[other] z\n }", "error syntax `о` a"),
        ("a = { $n ->\n    [one\u{a0}] y\n   *[other] z\n }", "error syntax `\u{a0}` a"),
        ("a = { $n ->\n\t[one] y\n\t*[other] z\n }", "error tab-indent `\t` a"),
        ("a = y\n    .b = z { $n\u{a0}}", "error syntax `\u{a0}` a"),
        ("a = y\n    .b = z { $n", "error syntax `{` a"),
        ("a = y\n    .b = z }", "error syntax `}` a"),
        ("a = y\n    .b =", "error syntax `b` a"),
        // In an id.
        ("а = y", "error syntax `а` "),
        ("aб = y", "error syntax `aб` a"),
        ("a\u{a0}= y", "error syntax `\u{a0}` a"),
        // A brace that is never closed, whatever follows.
        ("a = { $n\nб", "error syntax `{` a"),
        ("a = { $n und", "error syntax `{` a"),
        ("a = { \"y }", "error syntax `\"` a"),
        ("a = { \"\\q\" }", "error syntax `\\` a"),
    ] {
        let english = "a = { $n } x\n    .b = { $n }\nb = x";
        let all = found("de", english, &[german]);
        let found: Vec<&str> =
            all.split(", ").filter(|f| f.contains("syntax") || f.contains("indent") || f.contains("cut")).collect();
        let expected = expected.split(", error cut").next().unwrap_or_default();
        assert!(found.first().is_some_and(|first| *first == expected), "{german:?}: {all} instead of {expected}");
    }
}

#[test]
fn what_is_told_of_a_slip_names_it() {
    for (german, message, help) in [
        (
            "a =\n\ty",
            "a tab stands at the start of this line, so that the message has no text",
            "replace it by four spaces",
        ),
        (
            "a =\n    [1] y",
            "a line of a text cannot begin with [",
            "write {\"[\"} instead of the [, or begin the text behind the =",
        ),
        ("a = { $n\u{a0}}", "a no-break space (U+00A0) stands inside the braces", "delete it, or type a space instead"),
        (
            "a = { $nа }",
            "“а” (U+0430) in the braces is no Latin letter",
            "names are written with a to z as in the English, and are not translated; type it again",
        ),
        ("a = { $n ->\n    [٣] y\n   *[other] z\n }", "“٣” (U+0663) in the brackets is no digit of 0 to 9", "write 3"),
        ("a = { $n und", "this { is never closed", "add } at the end of it"),
        ("a = y { du z", "this { is never closed", "delete it, or write {\"{\"} to show one"),
        ("a = y {", "this { is never closed", "delete it, or write {\"{\"} to show one"),
        ("a = y { 5 z", "this { is never closed", "delete it, or write {\"{\"} to show one"),
        ("a = y { a", "this { is never closed", "add } at the end of it"),
        ("a = y { { $n }", "this { is never closed", "add } at the end of it"),
        ("a = y { \"z\" und", "this { is never closed", "add } at the end of it"),
    ] {
        assert_eq!(told("de", "a = x", german)[0], (message.to_owned(), help.to_owned()), "{german:?}");
    }
}

#[test]
fn a_brace_that_is_not_closed_in_a_row_is_told_at_the_row() {
    let german = "a = { $n ->\n    [one] { $n y\n   *[other] { $n } y\n }";
    let file = LocaleFile::new("de/a.ftl", german.as_bytes());
    let parsed = [ParsedFile::new(&file)];
    let index = Index::new("de".parse().unwrap(), &parsed);
    let findings = crate::l10n::check::check(&index, &English::new(&index));
    assert_eq!(findings.iter().map(|finding| finding.position.line).collect::<Vec<_>>(), [2]);
}
