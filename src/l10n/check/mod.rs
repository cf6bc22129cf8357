//! The rules that a translation is held to, one file per family.
//!
//! An *error* means that a reader would see something broken: the message is not used and the
//! next language in the chain answers. A *warning* means that something is probably wrong.
//! Knows messages and their English; knows neither pages nor what becomes of its findings.

mod characters;
mod elements;
mod finding;
pub mod index;
mod plurals;
mod shape;
mod syntax;
mod variables;

pub use finding::{Finding, Level};
pub use index::{Index, ParsedFile};

/// Holds one locale against the source; for the source itself `source` is the same index.
pub fn check(locale: &Index<'_>, source: &Index<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for parsed in locale.files() {
        syntax::check(parsed, &mut findings);
        characters::check(parsed, &mut findings);
    }
    shape::check(locale, source, &mut findings);
    variables::check(locale, source, &mut findings);
    elements::check(locale, source, &mut findings);
    plurals::check(locale, &mut findings);
    findings.sort_by(|a, b| (&a.path, a.position, a.rule).cmp(&(&b.path, b.position, b.rule)));
    findings
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::file::LocaleFile;

    /// What is found in a language’s files, with one English file beside them: level, rule, the
    /// slice that is shown and the message that it is about.
    fn found(tag: &str, english: &str, files: &[&str]) -> String {
        let file = |tag: &str, n: usize, text: &str| LocaleFile::new(format!("{tag}/{n}.ftl"), text.as_bytes());
        let source = [file("en", 0, english)];
        let source: Vec<ParsedFile<'_>> = source.iter().map(ParsedFile::new).collect();
        let files: Vec<LocaleFile> = files.iter().enumerate().map(|(n, text)| file(tag, n, text)).collect();
        let parsed: Vec<ParsedFile<'_>> = files.iter().map(ParsedFile::new).collect();
        let (index, source) = (Index::new(tag.parse().unwrap(), &parsed), Index::new("en".parse().unwrap(), &source));
        let describe = |finding: Finding| {
            let file = files.iter().find(|file| file.path == finding.path).unwrap();
            assert!(!finding.help.is_empty() && !finding.message.is_empty(), "{finding}");
            let Finding { level, rule, span, id, .. } = finding;
            format!("{level} {rule} `{}` {}", &file.text[span], id.unwrap_or_default())
        };
        check(&index, &source).into_iter().map(describe).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn each_rule_finds_its_slips_and_points_at_them() {
        for (english, german, expected) in [
            ("a = x", "a = y", ""),
            // What is not Fluent.
            ("a = { $n }", "a = { $n", "error syntax `{` a"),
            ("a-b_c = x", "a-b_c = { $n", "error syntax `{` a-b_c"),
            ("a = x", "a = } y", "error syntax `}` a"),
            // Characters.
            ("a = x", "a = y\u{fffd}", "error encoding `\u{fffd}` a"),
            ("a = x", "a =\n    y\n    \u{202a}z", "warning direction-control `\u{202a}` a"),
            ("-a = x", "-a = y\u{202e}", "warning direction-control `\u{202e}` -a"),
            ("a = x", "a = \u{2068}y\u{2069}\u{200f}\u{2029}", ""),
            // The same messages, values and attributes.
            ("a = x", "a = y\nb = z", "warning obsolete `b` b"),
            ("a = x }\nb = x", "b = y\na = z", ""),
            ("a = x", "a = y\na = z", "error duplicate-id `a` a"),
            ("a = x\n-a = x", "a = y\n-a = z", ""),
            ("-a = x", "-a = y\n-a = z", "error duplicate-id `a` -a"),
            ("a = x\n    .b = x", "a = y\n    .b = y\n    .b = z", "error duplicate-attribute `b` a"),
            ("a = x", "a = \u{a0}", "error empty `a` a"),
            (
                "a = x",
                "a = { $n ->\n   *[x] y\n    [x] z\n }",
                "error unknown-variable `n` a, error duplicate-choice `x` a",
            ),
            (
                "a = x",
                "a = { $n ->\n   *[1] y\n    [1] z\n }",
                "error unknown-variable `n` a, error duplicate-choice `1` a",
            ),
            ("a = x\n    .b = x", "a =\n    .b = y", "error no-text `a` a"),
            ("a =\n    .b = x", "a = y\n    .b = y", "error extra-text `a` a"),
            ("a = x\n    .b = x", "a = y", "error no-attribute `a` a"),
            ("a = x", "a = y\n    .c = y", "error extra-attribute `c` a"),
            // Variables. One that only chooses need not be used, but may.
            ("a = { $n }", "a = { $m } { $n }", "error unknown-variable `m` a"),
            ("a = { $n } { $n }", "a = y", "error missing-variable `a` a"),
            ("a = x\n    .b = { $n }", "a = { $n }\n    .b = { $n }", "error unknown-variable `n` a"),
            ("a = { $n ->\n    [one] x\n   *[other] xs\n }", "a = y", ""),
            ("a = { $n ->\n    [one] x\n   *[other] xs\n }", "a = { $n }", ""),
            ("a = { $n ->\n    [one] x\n   *[other] { $n } xs\n }", "a = y", "error missing-variable `a` a"),
            ("a = { NUMBER($n) }", "a = { NUMBER($n) }", ""),
            ("a = { NUMBER($n) }", "a = y", "error missing-variable `a` a"),
            ("a = { $n }", "a = { { $n } } { { $m } }", "error unknown-variable `m` a"),
            ("a = { $n } { $n ->\n   *[x] y\n }", "a = y", "error missing-variable `a` a"),
            // References.
            ("a = x", "a = { b }", "error undefined-reference `b` a"),
            ("a = x", "a = { -c }", "error undefined-reference `c` a"),
            ("-a = x", "-a = { -b }", "error undefined-reference `b` -a"),
            ("a = x\nb = x", "a = { b }\nb = y", ""),
            ("a = x\nb = x", "a = { a } { b }\nb = y", "error cyclic-reference `a` a"),
            ("a = x", "a = { a }", "error cyclic-reference `a` a"),
            (
                "a = x\nb = x\nc = x",
                "a = { b }\nb = { a }\nc = { a }",
                "error cyclic-reference `a` a, error cyclic-reference `b` b",
            ),
            // Elements.
            ("a = x", "a = <em>y</em> <strong>y</strong><br> <sup>2</sup> 1 < 2 <3 a<", ""),
            ("a = <l>x</l>", "a = <l>y</l>", ""),
            ("a = <l>x</l>", "a = y", "error missing-element `a` a"),
            ("a = x", "a = <l>y</l>", "error unknown-element `l` a"),
            ("a = x", "a = <em>y", "error element `em` a"),
            ("a = x", "a = y</em>", "error element `em` a"),
            ("a = x", "a = <em><sup>y</em></sup>", "error element `em` a, error element `em` a"),
            ("a = x", "a = 1 < 2 <a href=x>", "error element `<a href=x>` a"),
            ("a = x", "a = <!-- y", "error element `<!-- y` a"),
            ("a = x", "a = </ em> y", "error element `</ em>` a"),
            ("a = { $n }", "a = { $n ->\n   *[x] <em>y\n }</em>", "error element `em` a, error element `em` a"),
            ("-a = x", "-a = <em>y</em>", ""),
            ("-a = x", "-a = <l>y</l>", "error unknown-element `l` -a"),
            ("-a = x", "-a = <em>y", "error element `em` -a"),
        ] {
            assert_eq!(found("de", english, &[german]), expected, "{german}");
        }
    }

    #[test]
    fn an_id_stands_once_in_all_files_together_and_the_first_counts() {
        assert_eq!(found("de", "a = { $n }", &["a = { $n }", "a = z"]), "error duplicate-id `a` a");
        let both = "error missing-variable `a` a, error duplicate-id `a` a";
        assert_eq!(found("de", "a = { $n }", &["a = z", "a = { $n }"]), both);
    }

    #[test]
    fn every_plural_form_that_a_language_reaches_is_asked_for() {
        let english = "a = { $n ->\n    [one] x\n   *[other] xs\n }";
        let missing = |tag: &str, forms: &str| {
            let mut rows: Vec<String> = forms.split(' ').map(|form| format!("    [{form}] y\n")).collect();
            rows.last_mut().unwrap().replace_range(3..4, "*");
            found(tag, english, &[&format!("a = {{ $n ->\n{} }}", rows.concat())]).matches("plural-forms `n`").count()
        };
        for (tag, forms, expected) in [
            ("de", "one other", 0),
            ("de", "other", 1),
            ("zh-Hans", "other", 0),
            // Whole numbers never reach [other] here, so that its row may stand for one of the rest.
            ("uk", "one few many other", 0),
            ("uk", "one few other", 0),
            ("uk", "one other", 1),
            ("uk", "one few many", 0),
            ("uk", "other one few", 1),
            ("uk", "one many", 1),
            ("ar", "zero one two few many other", 0),
            ("ar", "one two few other", 2),
            // Numbers are no forms, and what is no plural at all needs none.
            ("de", "1 other", 1),
            ("de", "female male", 0),
            ("de", "1 2", 0),
        ] {
            assert_eq!(missing(tag, forms), expected, "{tag}: {forms}");
        }
    }

    #[test]
    fn findings_stand_in_the_order_of_the_files() {
        let expected = "error unknown-variable `x` b, error unknown-variable `x` a, warning obsolete `c` c";
        assert_eq!(found("de", "a = x\nb = x", &["b = { $x }\na = { $x }", "c = y"]), expected);
        let file = LocaleFile::new("de/a.ftl", b"\n\n    c = y\n");
        let mut findings = Vec::new();
        let (level, rule, id, english) = (Level::Warning, "obsolete", None, None);
        let at = &file.text[6..7];
        let problem =
            finding::Problem { level, rule, at, id, message: "delete it".into(), english, help: "now".into() };
        finding::Report::new(&file, &mut findings).add(problem);
        assert_eq!(findings[0].to_string(), "de/a.ftl:3:5: warning[obsolete]: delete it");
    }

    #[test]
    fn what_is_not_fluent_is_told_in_the_words_of_a_translator() {
        for (text, message) in [
            ("a = { $n", "this { is never closed"),
            ("a x", "there is no = between the id and the text"),
            ("a =", "there is no text after the ="),
            ("-a =", "there is no text after the ="),
            ("?", "this is neither a message, a term nor a comment"),
            (
                "a = { $n ->\n    [one] x\n }",
                "every list of choices needs one line with a star *, used when nothing else fits",
            ),
            ("a = { $n ->\n   *[one] x\n   *[other] y\n }", "a list of choices can have only one line with a star *"),
            ("a = x }", "this } closes nothing"),
            ("a = { \"x }\n", "this text in quotes never ends"),
            ("a = { number($n) }", "the name of a function is written in capitals"),
            ("a = { }", "something is missing inside the braces"),
        ] {
            let file = LocaleFile::new("de/a.ftl", text.as_bytes());
            let parsed = [ParsedFile::new(&file)];
            let index = Index::new("de".parse().unwrap(), &parsed);
            let findings = check(&index, &index);
            assert!(findings.iter().any(|finding| finding.message == message), "{text}: {findings:?}");
        }
    }
}
