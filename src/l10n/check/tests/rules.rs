//! Each rule with slips that it finds, and texts in which it finds none.

use super::*;

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
        // In a comment they cost no message.
        ("a = x", "a = y\n\n# z\u{fffd}", "warning encoding `\u{fffd}` "),
        ("a = x", "# z\u{fffd}\u{202a}\na = y", "warning encoding `\u{fffd}` , warning direction-control `\u{202a}` "),
        ("a = x", "## \u{fffd}\n\na = y\n\n### \u{fffd}", "warning encoding `\u{fffd}` "),
        // A line that is no part of any message is about none.
        ("a = x", "\u{fffd} = x\n\na = y", "error encoding `\u{fffd}` , error syntax `\u{fffd}` "),
        ("a = x", "a =\n    .\u{fffd}", "error syntax `.` a, error encoding `\u{fffd}` a"),
        // The same messages, values and attributes.
        (
            "a = { $n }",
            "a = { NUMBER($n) }\n\nNUMBER = y",
            "error id-clash `NUMBER` NUMBER, warning obsolete `NUMBER` NUMBER",
        ),
        ("a = { $n }", "a = { NUMBER($n) }\n\n-NUMBER = y", "error id-clash `NUMBER` -NUMBER"),
        ("a = x", "a = y\n\nb = z", "warning obsolete `b` b"),
        ("a = x }\nb = x", "b = y\na = z", ""),
        ("a = x", "a = y\na = z", "error duplicate-id `a` a"),
        // One table of Fluent holds both: the second would not be there.
        ("a = x\n-a = x", "a = y\n-a = z", "error id-clash `a` a, error id-clash `a` -a"),
        ("a = x", "-a = z\n\nb = { -a }\na = y", "error id-clash `a` -a, warning obsolete `b` b, error id-clash `a` a"),
        ("-a = x", "-a = y\n-a = z", "error duplicate-id `a` -a"),
        ("a = x\n    .b = x", "a = y\n    .b = y\n    .b = z", "error duplicate-attribute `b` a"),
        ("a = x", "a = \u{a0}", "error empty `a` a"),
        (
            "a = x",
            "a = { $n ->\n   *[x] y\n    [x] z\n }",
            "error unknown-variable `n` a, error duplicate-variant `x` a",
        ),
        (
            "a = x",
            "a = { $n ->\n   *[1] y\n    [1] z\n }",
            "error unknown-variable `n` a, error duplicate-variant `1` a",
        ),
        ("a = x\n    .b = x", "a =\n    .b = y", "error missing-text `a` a"),
        ("a =\n    .b = x", "a = y\n    .b = y", "error unexpected-text `a` a"),
        ("a = x\n    .b = x", "a = y", "error missing-attribute `a` a"),
        ("a = x", "a = y\n    .c = y", "error unexpected-attribute `c` a"),
        // Variables. One that only chooses need not be used, but may.
        ("a = { $n }", "a = { $m } { $n }", "error unknown-variable `m` a"),
        ("a = { $n } { $n }", "a = y", "error missing-variable `a` a"),
        ("a = x\n    .b = { $n }", "a = { $n }\n    .b = { $n }", "error unknown-variable `n` a"),
        ("a = { $n ->\n    [one] x\n   *[other] xs\n }", "a = y", ""),
        ("a = { $n ->\n    [one] x\n   *[other] xs\n }", "a = { $n }", ""),
        ("a = { $n ->\n    [one] x\n   *[other] { $n } xs\n }", "a = y", "error missing-variable `a` a"),
        ("a = { NUMBER($n) }", "a = { NUMBER($n) }", ""),
        ("a = { NUMBER($n) }", "a = y", "error missing-variable `a` a"),
        (
            "a = { $n }",
            "a = { { $n } } { { $m } }",
            "warning doubled-braces `{ { $n } }` a, error unknown-variable `m` a",
        ),
        ("a = { $n } { $n ->\n   *[x] y\n }", "a = y", "error missing-variable `a` a"),
        ("a = { NUMBER($n) ->\n    [one] x\n   *[other] xs\n }", "a = y", ""),
        ("a = { NUMBER($n, a: 1) ->\n   *[other] { $n } xs\n }", "a = y", "error missing-variable `a` a"),
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
        ("-a = x", "-a = y { -a }", "error cyclic-reference `a` -a"),
        ("-a = x\n-b = x", "-a = { -b }\n-b = { -a }", "error cyclic-reference `a` -a, error cyclic-reference `b` -b"),
        ("a = x", "a = { -b }\n-b = { a }", "error cyclic-reference `a` a, error cyclic-reference `b` -b"),
        (
            "a = x\n    .b = x",
            "a = { a.b }\n    .b = { -c }\n-c = { $x ->\n   *[y] { a }\n }",
            "error cyclic-reference `a` a, error cyclic-reference `b` a, error cyclic-reference `c` -c",
        ),
        (
            "a = x",
            "a = { -b.c ->\n   *[x] y\n }\n-b = { a }\n    .c = { -b }",
            "error cyclic-reference `a` a, error cyclic-reference `b` -b, error cyclic-reference `c` -b",
        ),
        ("a = x\n    .b = x", "a = { a.b }\n    .b = y", ""),
        ("a = x", "a = { -b.c ->\n   *[x] y\n }\n-b = z\n    .c = { -b }", ""),
        // What Fluent would print as it stands in the file.
        ("a = x\nb =\n    .c = x", "a = { b }\nb =\n    .c = y", "error undefined-reference `b` a"),
        ("a = x\nb =\n    .c = x", "a = { b.d } { b.c }\nb =\n    .c = y", "error undefined-reference `d` a"),
        ("a = x", "a = { -b.c ->\n   *[x] y\n }\n-b = z", "error undefined-reference `c` a"),
        ("a = { $n }", "a = { DATETIME($n) }", "error unknown-function `DATETIME` a"),
        (
            "a = { $n }",
            "a = { $n }{ NUMBER(\"n\") }{ NUMBER() }",
            "error function-argument `NUMBER` a, error function-argument `NUMBER` a",
        ),
        ("a = { $n }", "a = { $n } { -b($n) }\n-b = y", "error positional-argument `b` a"),
        ("a = x", "a = { -b }\n-b = { $n }", "error missing-argument `n` -b"),
        ("a = x", "a = { -b(n: \"y\") }\n-b = { $n }", ""),
        ("a = x", "a = { -b }\n-b = { $n ->\n   *[one] y\n }", ""),
        ("a = x\nb = { $n }", "a = { -c }\n-c = { b }\nb = { $n }", "error missing-argument `b` -c"),
        // Elements.
        ("a = x", "a = <em>y</em> <strong>y</strong><br> <sup>2</sup> 1 < 2 <3 a<", ""),
        ("a = <l>x</l>", "a = <l>y</l>", ""),
        ("a = <l>x</l>", "a = y", "error missing-element `a` a"),
        ("a = x", "a = <l>y</l>", "error unknown-element `l` a"),
        ("a = x", "a = <em>y", "error malformed-element `em` a"),
        ("a = x", "a = y</em>", "error malformed-element `em` a"),
        ("a = x", "a = <em><sup>y</em></sup>", "error malformed-element `em` a"),
        ("a = x", "a = 1 < 2 <a href=x>", "error malformed-element `<a href=x>` a"),
        ("a = x", "a = <!-- y", "error malformed-element `<!-- y` a"),
        ("a = x", "a = </ em> y", "error malformed-element `</ em>` a"),
        (
            "a = { $n }",
            "a = { $n ->\n   *[x] <em>y\n }</em>",
            "error malformed-element `em` a, error malformed-element `em` a",
        ),
        ("-a = x", "-a = <em>y</em>", ""),
        ("-a = x", "-a = <l>y</l>", "error unknown-element `l` -a"),
        ("-a = x", "-a = <em>y", "error malformed-element `em` -a"),
    ] {
        assert_eq!(found("de", english, &[german]), expected, "{german}");
    }
}

#[test]
fn a_slip_in_a_name_is_one_finding_that_says_what_was_meant() {
    for (english, german, rule, message, help) in [
        (
            "a = { $number }",
            "a = { $nummer }",
            "error unknown-variable `nummer` a",
            "the page does not know { $nummer }; did you mean { $number }?",
            "names of variables are not translated; write { $number }",
        ),
        (
            "a = { $count }",
            "a = { $anzahl }",
            "error unknown-variable `anzahl` a",
            "the page does not know { $anzahl }",
            "names of variables are not translated; write { $count }",
        ),
        (
            "a = x\n    .hint = x\n    .copy = x",
            "a = y\n    .hnit = y\n    .copy = y",
            "error unexpected-attribute `hnit` a",
            "the English has no .hnit here; did you mean .hint?",
            "write .hint = …",
        ),
        (
            "a = x\n    .hint = x",
            "a = y\n    .hinweis = y",
            "error unexpected-attribute `hinweis` a",
            "the English has no .hinweis here",
            "names of attributes are not translated; write .hint = …",
        ),
        (
            "a = x\n-ministry = x",
            "a = { -ministri }\n-ministry = y",
            "error undefined-reference `ministri` a",
            "there is no -ministri; did you mean -ministry?",
            "write { -ministry }",
        ),
        (
            "a = x\nshare-link =\n    .copy = x",
            "a = { share-link.kopy }\nshare-link =\n    .copy = y",
            "error undefined-reference `kopy` a",
            "share-link has no .kopy; did you mean .copy?",
            "write { share-link.copy }",
        ),
        (
            "a = x\nb = x",
            "a = { b }",
            "error undefined-reference `b` a",
            "there is no b in this language",
            "translate b too, or write its words instead of the reference",
        ),
        (
            "a = { $n } { $city }",
            "a = { $n ->\n    [1] { $n } { $city }\n   *[2] { $n }\n }",
            "error missing-variable `a` a",
            "{ $city } is missing in one of the rows",
            "write { $city } into each row",
        ),
    ] {
        assert_eq!(found("de", english, &[german]), rule, "{german}");
        assert_eq!(told("de", english, german)[0], (message.to_owned(), help.to_owned()), "{german}");
    }
}

#[test]
fn a_row_that_says_that_there_is_nothing_need_not_name_it() {
    let english = "a = { $n ->\n    [one] { $city }\n   *[other] { $n } { $city }\n }";
    let rest = "[one] { $city }\n    [two] { $city }\n    [few] { $n } { $city }\n    [many] { $n } { $city }";
    let arabic = format!("a = {{ $n ->\n    [zero] y\n    {rest}\n   *[other] {{ $n }} {{ $city }}\n }}");
    assert_eq!(found("ar", english, &[&arabic]), "");
    let german = "a = { $n ->\n    [0] y\n    [one] { $city }\n   *[other] { $n } { $city }\n }";
    assert_eq!(found("de", english, &[german]), "");
    let latvian = "a = { $n ->\n    [zero] { $n } y\n    [one] { $n } { $city }\n   *[other] { $n } { $city }\n }";
    assert_eq!(found("lv", english, &[latvian]), "error missing-variable `a` a", "10 and 20 are zero too");
}

#[test]
fn an_id_stands_once_in_all_files_together_and_the_first_is_checked() {
    assert_eq!(found("de", "a = { $n }", &["a = { $n }", "a = z"]), "error duplicate-id `a` a");
    let both = "error missing-variable `a` a, error duplicate-id `a` a";
    assert_eq!(found("de", "a = { $n }", &["a = z", "a = { $n }"]), both);
    for again in ["a = y { $n }\n    .b = z", "# note\na =\n    y { $n }\n    .b = z"] {
        let english = "a = x { $n }\n    .b = x";
        assert_eq!(found("de", english, &["a = y { $n }\n    .b = z", again]), "warning duplicate-id `a` a", "{again}");
        let other = again.replace("z", "w");
        assert_eq!(found("de", english, &["a = y { $n }\n    .b = z", &other]), "error duplicate-id `a` a", "{again}");
    }
    assert_eq!(found("de", "-a = x", &["-a = y", "-a = y"]), "warning duplicate-id `a` -a");
    let files = [("de/a.ftl", "b = y\na = z\n"), ("de/b.ftl", "a = y\n")];
    let files = files.map(|(path, text)| LocaleFile::new(path, text.as_bytes()));
    let parsed: Vec<_> = files.iter().map(ParsedFile::new).collect();
    let index = Index::new("de".parse().unwrap(), &parsed);
    let told: Vec<String> = check(&index, &English::new(&index)).iter().map(ToString::to_string).collect();
    assert_eq!(told, ["de/b.ftl:1:1: error[duplicate-id]: a stands here again, and first in a.ftl, line 2"]);
}

#[test]
fn every_plural_category_that_a_language_reaches_is_asked_for() {
    let english = "a = { $n ->\n    [one] x\n   *[other] xs\n }";
    let missing = |tag: &str, forms: &str, selector: &str| {
        let mut variants: Vec<String> = forms.split(' ').map(|form| format!("    [{form}] y\n")).collect();
        variants.last_mut().unwrap().replace_range(3..4, "*");
        found(tag, english, &[&format!("a = {{ {selector} ->\n{} }}", variants.concat())])
            .matches("plural-forms `n`")
            .count()
    };
    for (tag, forms, expected) in [
        ("de", "one other", 0),
        ("de", "other", 1),
        ("zh-Hans", "other", 0),
        // Whole numbers never reach [other] here, so that its variant may stand for one of the rest.
        ("uk", "one few many other", 0),
        ("uk", "one few other", 0),
        ("uk", "one other", 1),
        ("uk", "one few many", 0),
        ("uk", "other one few", 1),
        ("uk", "one many", 1),
        ("ar", "zero one two few many other", 0),
        ("ar", "one two few other", 2),
        // A number may have a row of its own, and what is no plural at all needs none.
        ("de", "1 other", 0),
        // What is said of one number alone, and of all others without naming them.
        ("de", "0 other", 0),
        ("ru", "0 other", 0),
        ("ru", "0 one other", 1),
        ("ru", "1 few many", 1),
        ("ru", "1 few many other", 0),
        ("de", "female male", 0),
        ("de", "1 2", 0),
    ] {
        assert_eq!(missing(tag, forms, "$n"), expected, "{tag}: {forms}");
        assert_eq!(missing(tag, forms, "NUMBER($n, style: \"decimal\")"), expected, "{tag}: {forms}");
    }
    assert_eq!(missing("de", "other", "\"text\""), 0, "what is no variable has no plural");
}

#[test]
fn findings_stand_in_the_order_of_the_files() {
    let expected = "error unknown-variable `x` b, error unknown-variable `x` a, warning obsolete `c` c";
    assert_eq!(found("de", "a = x\nb = x", &["b = { $x }\na = { $x }", "c = y"]), expected);
    let file = LocaleFile::new("de/a.ftl", b"\n\n    c = y\n");
    let (parsed, mut findings) = (ParsedFile::new(&file), Vec::new());
    Reporter::new(&parsed, &mut findings).add(Problem::warning("obsolete", &file.text[6..7], None, Sentence::Obsolete));
    assert_eq!(findings[0].to_string(), "de/a.ftl:3:5: warning[obsolete]: the English has no message of this id");
}

#[test]
fn of_many_findings_that_are_alike_ten_are_kept_and_the_last_says_how_many_there_are() {
    let file = LocaleFile::new("de/a.ftl", format!("a = {}x\nb = \u{202a}x\n", "\u{202a}".repeat(100_000)).as_bytes());
    let parsed = [ParsedFile::new(&file)];
    let index = Index::new("de".parse().unwrap(), &parsed);
    let findings = check(&index, &English::new(&index));
    let messages: Vec<(usize, String)> = findings.iter().map(|f| (f.position.column, f.message())).collect();
    assert_eq!(messages.len(), 11);
    assert!(messages[8].1.ends_with("direction of writing"));
    assert_eq!(
        messages[9],
        (14, "an invisible character here forces the direction of writing (and 99990 more like this)".to_owned())
    );
    assert_eq!(findings[10].id.as_deref(), Some("b"));
}

#[test]
fn a_missing_attribute_is_told_with_the_english_as_it_stands_in_the_file() {
    let helps = |english: &str| {
        let files = [("en", english), ("de", "a = y\n")]
            .map(|(tag, text)| LocaleFile::new(format!("{tag}/a.ftl"), text.as_bytes()));
        let [en, de] = [&files[0], &files[1]].map(|file| [ParsedFile::new(file)]);
        let (en, de) = (Index::new("en".parse().unwrap(), &en), Index::new("de".parse().unwrap(), &de));
        check(&de, &English::new(&en)).into_iter().map(|finding| finding.help()).collect::<Vec<_>>().join("|")
    };
    let hint = "At most { $count } characters, { -ministry }.";
    assert_eq!(helps(&format!("a = x\n    .hint = {hint}\n")), format!("translate and add:  .hint = {hint}"));
    let kept = ".kept = { $days ->\n        [one] One day\n       *[other] { $days } days\n    }";
    assert_eq!(helps(&format!("a = x\n    {kept}\n\nb = x\n")), format!("translate and add:\n    {kept}"));
}

#[test]
fn while_an_english_file_is_not_read_nothing_is_called_obsolete() {
    let english = LocaleFile::new("en/a.ftl", "{".repeat(1000).as_bytes());
    let german = LocaleFile::new("de/a.ftl", b"a = y\n");
    let (en, de) = ([ParsedFile::new(&english)], [ParsedFile::new(&german)]);
    let (en, de) = (Index::new("en".parse().unwrap(), &en), Index::new("de".parse().unwrap(), &de));
    assert!(english.refused.is_some() && check(&de, &English::new(&en)).is_empty());
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
        ("a = { number($n) }", "there is no function number; did you mean NUMBER?"),
        ("a = { }", "something is missing inside the braces"),
    ] {
        let file = LocaleFile::new("de/a.ftl", text.as_bytes());
        let parsed = [ParsedFile::new(&file)];
        let index = Index::new("de".parse().unwrap(), &parsed);
        let findings = check(&index, &English::new(&index));
        assert!(findings.iter().any(|finding| finding.message() == message), "{text}: {findings:?}");
    }
}

/// A chain of so many messages, each of which refers to the next.
fn chain(number: usize, brace: (&str, &str)) -> String {
    let link = |n: usize| format!("a{n} = {}a{}{}\n", brace.0, n + 1, brace.1);
    (0..number).map(link).collect::<String>() + &format!("a{number} = x\n")
}

#[test]
fn what_fluent_would_not_fill_in_to_the_end_is_an_error_of_the_message_where_it_ends() {
    let found = |text: &str| found("de", text, &[text]);
    assert_eq!(found(&chain(100, ("{", "}"))), "");
    assert_eq!(found(&chain(101, ("{", "}"))), "error too-many-placeables `a0` a0");
    assert_eq!(found(&format!("a = {}", "{ 1 }".repeat(100))), "");
    assert_eq!(found(&format!("a = {}", "{ 1 }".repeat(101))), "error too-many-placeables `a` a");
    let one_of_many = |n: usize| format!("a = {{ $n ->\n   *[x] {}\n    [y] z\n }}", "{ 1 }".repeat(n));
    assert_eq!(found(&one_of_many(99)), "");
    assert_eq!(found(&one_of_many(100)), "error too-many-placeables `a` a");
    assert!(found(&chain(99, ("{{{{{{", "}}}}}}"))).contains("error too-deep"));
    // As many as a file holds.
    let long = chain(50_000, ("{", "}"));
    assert!(found(&long).starts_with("error too-many-placeables `a"));
}
