//! Placeholders as they are mistyped, and what is said of each.

use crate::l10n::check::tests::{found, told};

const ENGLISH: &str = "# $service (String) a service, for example x\n# $count (Number) how many, for example 3\n\
        a = { $service } { -ministry }\nb = { $count } of { $service }\nc = x\nd = { c } x\n    .e = { $count } x\n\
        -ministry = x\n";

/// One finding, with what to write; what is told otherwise.
fn check(german: &str, slice: &str, meant: &str) -> Option<String> {
    let file = format!("{german}\n-ministry = y");
    let id = german.lines().rfind(|line| line.starts_with(char::is_alphabetic)).map_or("", |line| &line[..1]);
    let all = found("de", ENGLISH, &[&file]);
    let told = told("de", ENGLISH, &file);
    let (message, help) = told.first().cloned().unwrap_or_default();
    let rule = if all.contains("syntax") { "syntax" } else { "placeholder" };
    let is_right = all == format!("error {rule} `{slice}` {id}")
        && help == format!("write {meant}")
        && message.starts_with(slice)
        && message.contains(&format!("did you mean {meant}?"));
    (!is_right).then(|| format!("{german}: {all}: {message}: {help}"))
}

#[test]
fn a_name_that_is_written_otherwise_is_one_finding_with_what_to_write() {
    let (service, ministry) = ("{ $service }", "{ -ministry }");
    let mut wrong = Vec::new();
    for (text, meant) in [
        // Without its sign, or with that of another.
        ("{ service }", service),
        ("{service}", service),
        ("{ Service }", service),
        ("{ servise }", service),
        ("{ -service }", service),
        ("{ \"service\" }", service),
        ("{{ service }}", service),
        // As other formats write it.
        ("${service}", service),
        ("%{service}", service),
        ("#{service}", service),
        ("%(service)s", service),
        ("%(Service)s", service),
        ("$service", service),
        ("$(service)", service),
        ("[service]", service),
        ("%service%", service),
        ("__service__", service),
        ("｛ $service ｝", service),
        ("｛＄service｝", service),
        ("%s", service),
        ("%1$s", service),
        ("%@", service),
        ("%1", service),
        ("$1", service),
        ("{0}", service),
        ("{ 1 }", service),
        ("${ $service }", service),
        ("%{ $service }", service),
        // What Fluent does not read.
        ("{ $ service }", service),
        ("{$ service}", service),
        ("{{ $ service }}", service),
        ("{ $-service }", service),
        ("{ $$service }", service),
        ("{ %service }", service),
        ("{ @service }", service),
        ("{ :service }", service),
        ("{ #service }", service),
        ("{ ＄service }", service),
        ("{ $service｝", service),
        ("{ $service.name }", service),
        ("{ $service | upper }", service),
        ("{ service, number }", service),
        ("{ service() }", service),
        ("{ [service] }", service),
        ("{ <service> }", service),
    ] {
        wrong.extend(check(&format!("a = y {text} {ministry}"), text, meant));
        wrong.extend(check(&format!("a =\n    {ministry}\n    y {text} z"), text, meant));
    }
    for text in [
        "{ ministry }",
        "{ministry}",
        "{ $ministry }",
        "{ Ministry }",
        "{{ ministry }}",
        "%{ministry}",
        "{ - ministry }",
        "{ -  Ministry }",
        "{ --ministry }",
        "{ –ministry }",
        "{ – ministry }",
        "{ —ministry }",
        "{ −ministry }",
        "{ $-ministry }",
        "{ - $ministry }",
        "{ －ministry }",
    ] {
        wrong.extend(check(&format!("a = y {{ $service }} {text}"), text, ministry));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_name_that_has_lost_its_braces_is_told_with_them() {
    let english = "# $language (String) a language, for example x\na = { -ministry } { $language }\nb = x\n\
            -ministry = x\n";
    let term = "-ministry = { $case ->\n    [genitive] y\n   *[nominative] z\n }";
    let (ministry, genitive, language) = ("{ -ministry }", "{ -ministry(case: \"genitive\") }", "{ $language }");
    for (text, slice, meant) in [
        ("a = { $language } -ministry(case: \"genitive\") о", "-ministry(case: \"genitive\")", genitive),
        ("a = { $language } ( -ministry(case: \"genitive\") )", "( -ministry(case: \"genitive\") )", genitive),
        ("a = { $language } [ -ministry ]", "[ -ministry ]", ministry),
        ("a = -ministry (y) { $language }", "-ministry", ministry),
        ("a = { -ministry } $language ({ $language })", "$language", language),
        ("a = { -ministry } y $language", "$language", language),
        ("a = { -ministry } y $Language", "$Language", language),
        ("a = { $language } -ministry }", "-ministry }", ministry),
        ("a = { $language } -ministry(case: \"genitive\") }", "-ministry(case: \"genitive\") }", genitive),
        ("a = { -ministry } $language }", "$language }", language),
        ("b = y -ministry(case: \"genitive\")", "-ministry(case: \"genitive\")", genitive),
    ] {
        let file = format!("{text}\n{term}");
        let rule = if slice.ends_with('}') { "syntax" } else { "placeholder" };
        assert_eq!(found("ru", english, &[&file]), format!("error {rule} `{slice}` {}", &text[..1]), "{text}");
        assert_eq!(told("ru", english, &file)[0].1, format!("write {meant}"), "{text}");
    }
    for text in
        ["a = { -ministry } Anti-ministry { $language } US$ 5 $5", "b = -ministry, y-ministry, $language, -innen"]
    {
        assert_eq!(found("de", english, &[&format!("{text}\n{term}")]), "", "{text}");
    }
}

#[test]
fn what_somebody_does_with_a_name_in_braces_is_not_taken_from_it() {
    for text in ["{ service (1) }", "{ $service \"x\" }", "{ -ministry, x }", "{ ministry | upper }"] {
        let told = told("de", ENGLISH, &format!("a = y {text}\n-ministry = y"));
        assert!(!told.iter().any(|(message, _)| message.contains("did you mean")), "{text}: {told:?}");
    }
}

#[test]
fn names_that_stand_for_several_variables_are_told_apart() {
    let help = |text: &str| -> Vec<String> {
        told("de", ENGLISH, &format!("b = {text}\n")).into_iter().map(|(_, help)| help).collect()
    };
    let both = ["write { $count }", "write { $service }"];
    for text in ["%s y %s", "%1$s y %2$s", "{0} y {1}", "{1} y {2}", "%1 y %2", "{ count } y { service }"] {
        assert_eq!(help(text), both, "{text}");
    }
    assert_eq!(help("{ $count } y %s"), both[1..]);
    assert_eq!(help("{1} y {0}"), ["write { $service }", "write { $count }"]);
    assert_eq!(help("{ $anzahl } y %(service)s"), ["names of variables are not translated; write { $count }", both[1]]);
}

#[test]
fn a_message_is_written_without_signs() {
    for text in ["{ $c }", "{ -c }"] {
        assert_eq!(check(&format!("c = y\nd = {text} y\n    .e = {{ $count }} y"), text, "{ c }"), None);
    }
    assert_eq!(check("c = y\nd = { c } y\n    .e = { count } y", "{ count }", "{ $count }"), None);
    let source = "# $n (String) a name, for example x\na = { n }";
    assert_eq!(found("en", source, &[source]), "error placeholder `{ n }` a", "in the source too");
    let same = "a = { $c } x\nc = x";
    assert_eq!(found("de", same, &["a = { c } y\nc = z"]), "error placeholder `{ c }` a", "a message of that name");
}

#[test]
fn braces_in_braces_are_told_and_cost_nothing() {
    let whole = "a = {{ $service }} { { -ministry } }\n-ministry = y";
    let expected = "warning doubled-braces `{{ $service }}` a, warning doubled-braces `{ { -ministry } }` a";
    assert_eq!(found("de", ENGLISH, &[whole]), expected);
    assert_eq!(told("de", ENGLISH, whole)[0].1, "write { $service }");
}

#[test]
fn signs_that_are_meant_and_words_in_brackets_are_left_alone() {
    for (tag, text) in [
        ("de", "a = { $service } (service) %s $1 { -ministry }"),
        ("tr", "b = %{ $count } { $service }"),
        ("de", "b = ${ $count } #{ $count } { $service } 5 %"),
        ("de", "b = { 1 }{ $count }{ \"service\" }{ $service }"),
        ("de", "c = y { d }\nd = { c }\n    .e = { $count }"),
        ("de", "c = y\nd = { c } -c\n    .e = { $count }"),
    ] {
        let all = found(tag, ENGLISH, &[&format!("{text}\n-ministry = y")]);
        assert!(!all.contains("placeholder"), "{text}: {all}");
    }
}
