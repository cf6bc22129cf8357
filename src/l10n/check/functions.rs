//! Functions: only that which there is, given what it takes. An option that would do nothing is refused.

use fluent_syntax::ast::{CallArguments, InlineExpression};

use super::finding::{Problem, Reporter};
use super::index::FUNCTION;
use crate::l10n::near::nearest;

/// What an option of NUMBER may be.
enum Takes {
    /// One of these texts.
    Text(&'static [&'static str]),
    /// A whole number from 1 to this.
    Digits(usize),
}

/// The options that are obeyed: `format` writes groups and digits so, and a choice goes by the type.
const OPTIONS: [(&str, Takes); 4] = [
    ("useGrouping", Takes::Text(&["true", "false"])),
    ("minimumIntegerDigits", Takes::Digits(21)),
    ("type", Takes::Text(&["cardinal", "ordinal"])),
    ("style", Takes::Text(&["decimal"])),
];

pub(super) fn check(name: &str, arguments: &CallArguments<&str>, id: &str, reporter: &mut Reporter<'_>) {
    if name != FUNCTION {
        let (message, help) = match nearest(name, [FUNCTION]) {
            Some(known) => (format!("there is no function {name}; did you mean {known}?"), format!("write {known}")),
            None => (
                format!("there is no function {name}"),
                "write what the English has in its braces; the only function is NUMBER".to_owned(),
            ),
        };
        reporter.add(Problem::error("unknown-function", name, id, message, help));
        return;
    }
    let is_number = |argument: &InlineExpression<&str>| {
        matches!(argument, InlineExpression::VariableReference { .. } | InlineExpression::NumberLiteral { .. })
    };
    if !matches!(arguments.positional.as_slice(), [argument] if is_number(argument)) {
        let message = match arguments.positional.len() {
            0 | 1 => "NUMBER is given no number",
            _ => "NUMBER is given more than a number",
        };
        let help = "write one variable first, as in { NUMBER($count) }";
        reporter.add(Problem::error("function-argument", name, id, message, help));
    }
    for argument in &arguments.named {
        let option = argument.name.name;
        let Some((_, takes)) = OPTIONS.iter().find(|(known, _)| *known == option) else {
            let known = OPTIONS.iter().map(|(known, _)| *known);
            let help = match nearest(option, known.clone()) {
                Some(known) => format!("did you mean {known}?"),
                None => format!("delete it; NUMBER takes {}", known.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("NUMBER does nothing with {option}");
            reporter.add(Problem::error("number-option", option, id, message, help));
            continue;
        };
        let help = match (takes, &argument.value) {
            (Takes::Text(texts), InlineExpression::StringLiteral { value }) if texts.contains(value) => continue,
            (Takes::Digits(most), InlineExpression::NumberLiteral { value })
                if value.parse().is_ok_and(|digits: usize| (1..=*most).contains(&digits)) =>
            {
                continue;
            }
            (Takes::Text(texts), _) => format!("write {option}: \"{}\"", texts.join("\" or \"")),
            (Takes::Digits(most), _) => format!("write a whole number from 1 to {most} without quotes"),
        };
        let message = format!("NUMBER does nothing with {option} as it is written here");
        reporter.add(Problem::error("number-option", option, id, message, help));
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn an_option_of_a_number_is_obeyed_or_refused() {
        for (call, expected) in [
            ("NUMBER($n)", ""),
            ("NUMBER($n, useGrouping: \"false\")", ""),
            ("NUMBER($n, minimumIntegerDigits: 2)", ""),
            ("NUMBER($n, type: \"ordinal\")", ""),
            ("NUMBER($n, useGrouping: \"no\")", "error number-option `useGrouping` a"),
            ("NUMBER($n, useGrouping: 0)", "error number-option `useGrouping` a"),
            ("NUMBER($n, usegrouping: \"false\")", "error number-option `usegrouping` a"),
            ("NUMBER($n, minimumIntegerDigits: \"2\")", "error number-option `minimumIntegerDigits` a"),
            ("NUMBER($n, minimumIntegerDigits: 100)", "error number-option `minimumIntegerDigits` a"),
            ("NUMBER($n, minimumFractionDigits: 2)", "error number-option `minimumFractionDigits` a"),
            ("NUMBER($n, maximumSignificantDigits: 2)", "error number-option `maximumSignificantDigits` a"),
            ("NUMBER($n, style: \"percent\")", "error number-option `style` a"),
            ("NUMBER($n, currency: \"EUR\")", "error number-option `currency` a"),
            ("NUMBER($n, $n)", "error function-argument `NUMBER` a"),
            ("NUMBR($n)", "error unknown-function `NUMBR` a"),
            ("DATETIME($n)", "error unknown-function `DATETIME` a"),
        ] {
            assert_eq!(found("de", "a = { $n }", &[&format!("a = {{ {call} }}")]), expected, "{call}");
        }
        let sentence = |call: &str| told("de", "a = { $n }", &format!("a = {{ {call} }}")).remove(0);
        assert!(sentence("NUMBR($n)").0.ends_with("did you mean NUMBER?"));
        assert_eq!(sentence("NUMBER($n, usegrouping: \"false\")").1, "did you mean useGrouping?");
    }
}
