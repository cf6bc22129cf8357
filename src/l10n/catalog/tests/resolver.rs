//! What Fluent makes of the messages that the checks pass: nothing overflows, and everything is filled in.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

/// A catalog of what is read on a thread with the stack of those that reload.
fn on_a_small_stack(name: &'static str, text: String) -> Catalog {
    let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(2 << 20);
    let load = move || {
        let catalog = catalog(&[("en/site.ftl", "a0 = x\n"), ("de/site.ftl", &text)]);
        let message = catalog.locales[catalog.by_tag("de").unwrap().0].bundle.get_message("a0").and_then(|m| m.value());
        if let Some(pattern) = message.filter(|_| catalog.locales_with(key(&catalog, "de"), "a0").count() > 1) {
            catalog.locales[key(&catalog, "de").0].bundle.format_pattern(pattern, None, &mut Vec::new());
        }
        catalog
    };
    thread.spawn(load).unwrap().join().unwrap()
}

#[test]
fn nothing_that_stands_inside_something_else_overflows_the_stack() {
    let nests: [(&str, &str, &str); 7] = [
        ("braces", "{", "}"),
        ("calls", "{NUMBER(", ")}"),
        ("strings", "{F(\"})\",", ")}"),
        ("choices", "{ $n ->\n *[x] ", "\n }"),
        ("choices of a parenthesis", "{ $n ->\n *[x] ) ", "\n }"),
        ("choices in calls", "{NUMBER({ $n ->\n *[x] ", "\n })}"),
        ("arguments of terms", "{-t(", ")}"),
    ];
    for (name, open, close) in nests {
        for depth in [10, 24, 49, 50, 51, 500, 60_000] {
            let nest = |inside: &str| format!("{}{inside}{}", open.repeat(depth), close.repeat(depth));
            let size = 2 * depth * (open.len() + close.len());
            if size > 1 << 20 {
                on_a_small_stack(name, format!("a0 = {}", open.repeat((1 << 20) / open.len() - 1)));
                continue;
            }
            on_a_small_stack(name, format!("a0 = {}\n", nest("1")));
            on_a_small_stack(name, format!("a0 = {}\n", open.repeat(depth)));
            if depth < 100 {
                // As deep as a file goes, many times over: each message refers to the next.
                let links: String =
                    (0..95).map(|n| format!("a{n} = {}\n", nest(&format!("{{ a{} }}", n + 1)))).collect();
                on_a_small_stack(name, links + "a95 = x\n");
            }
        }
    }
}

/// Pieces of messages, right and wrong, that refer to each other in all ways.
fn pattern() -> impl Strategy<Value = String> {
    let inline = prop_oneof![
        Just("$n".to_owned()),
        Just("\"x\"".to_owned()),
        Just("1".to_owned()),
        Just("NUMBER($n)".to_owned()),
        Just("NUMBER()".to_owned()),
        Just("LIST($n)".to_owned()),
        "[abcd](\\.x)?",
        "-[stu](\\(n: [1\"]\\))?".prop_map(|term| term.replace('"', "\"y\"")),
        "-[stu]\\(([ab]|\\$n)\\)",
    ];
    let selector = prop_oneof![Just("$n"), Just("NUMBER($n)"), Just("-s.x"), Just("-t.x"), Just("\"k\"")];
    let placeable = prop_oneof![
        3 => inline.clone().prop_map(|inline| format!("{{ {inline} }}")),
        1 => (selector, inline.clone(), inline).prop_map(|(selector, one, other)| {
            format!("{{ {selector} ->\n    [one] {{ {one} }}\n   *[other] {{ {other} }} y\n }}")
        }),
    ];
    proptest::collection::vec(prop_oneof![1 => Just("x ".to_owned()), 1 => placeable], 1..3).prop_map(|p| p.concat())
}

fn entry(id: &'static str) -> impl Strategy<Value = String> {
    (pattern(), proptest::option::of(pattern())).prop_map(move |(value, attribute)| {
        let attribute = attribute.map(|attribute| format!("    .x = {attribute}\n")).unwrap_or_default();
        format!("{id} = {value}\n{attribute}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn what_the_checks_pass_is_filled_in_by_fluent(
        german in (entry("a"), entry("b"), entry("c"), entry("d"), entry("-s"), entry("-t"), entry("-u"))
    ) {
        let german = [german.0, german.1, german.2, german.3, german.4, german.5, german.6].concat();
        let english = german.replace("-s", "-S").replace("-t", "-T").replace("-u", "-U");
        let catalog = catalog(&[("en/site.ftl", &english), ("de/site.ftl", &german)]);
        for loaded in &catalog.locales {
            for id in &loaded.usable {
                let message = loaded.bundle.get_message(id).unwrap();
                let attributes = message.attributes().map(|attribute| attribute.value());
                for pattern in message.value().into_iter().chain(attributes) {
                    for n in [0, 1, 5] {
                        let args = [("n", fluent::FluentValue::from(n))].into_iter().collect();
                        let mut errors = Vec::new();
                        let text = loaded.bundle.format_pattern(pattern, Some(&args), &mut errors);
                        prop_assert!(errors.is_empty() && !text.contains(['{', '(']), "{} {}: {:?} {}", id, german, errors, text);
                    }
                }
            }
        }
    }
}
