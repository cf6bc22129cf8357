//! Functions: only that which there is, given what it takes. An option that would do nothing is refused.

use fluent_syntax::ast::{CallArguments, InlineExpression};

use super::finding::{Problem, Reporter};
use super::pattern::FUNCTION;
use super::rule;
use super::sentence::Sentence;
use super::variable_use::in_braces;
use crate::l10n::near::nearest;

/// What an option of NUMBER may be.
enum Takes {
    /// This text.
    Text(&'static str),
    /// One of two texts.
    Texts([&'static str; 2]),
    /// A whole number from 1 to this.
    Digits(usize),
}

/// The options that are obeyed: `format` writes groups and digits so, and a choice goes by the type.
const OPTIONS: [(&str, Takes); 4] = [
    ("useGrouping", Takes::Texts(["true", "false"])),
    ("minimumIntegerDigits", Takes::Digits(21)),
    ("type", Takes::Texts(["cardinal", "ordinal"])),
    ("style", Takes::Text("decimal")),
];

/// `holds_text` says of a variable that it holds a text and no number.
pub(super) fn check(
    name: &str,
    arguments: &CallArguments<&str>,
    holds_text: impl Fn(&str) -> bool,
    id: &str,
    reporter: &mut Reporter<'_>,
) {
    if name != FUNCTION {
        reporter.add(Problem::error("unknown-function", name, id, unknown(name)));
        return;
    }
    let is_number = |argument: &InlineExpression<&str>| {
        matches!(argument, InlineExpression::VariableReference { .. } | InlineExpression::NumberLiteral { .. })
    };
    if !matches!(arguments.positional.as_slice(), [argument] if is_number(argument)) {
        let sentence = Sentence::FunctionArgument { given: arguments.positional.len() };
        reporter.add(Problem::error(rule::FUNCTION_ARGUMENT, name, id, sentence));
    }
    if let [InlineExpression::VariableReference { id: variable }] = arguments.positional.as_slice()
        && holds_text(variable.name)
    {
        let sentence = Sentence::NumberOfVariable { variable: in_braces(variable.name) };
        reporter.add(Problem::error(rule::FUNCTION_ARGUMENT, variable.name, id, sentence));
    }
    for argument in &arguments.named {
        let option = argument.name.name;
        let sentence = match OPTIONS.iter().find(|(known, _)| *known == option) {
            None => of_unknown_option(option),
            Some((_, takes)) if takes.is_obeyed(&argument.value) => continue,
            Some((_, takes)) => takes.sentence(option.to_owned()),
        };
        reporter.add(Problem::error("number-option", option, id, sentence));
    }
}

/// What is said of a function that there is not.
pub(super) fn unknown(name: &str) -> Sentence {
    match nearest(name, [FUNCTION]).map(str::to_owned) {
        Some(meant) => Sentence::MisspelledFunction { name: name.to_owned(), meant },
        None => Sentence::UnknownFunction { name: name.to_owned() },
    }
}

/// The name before the parentheses that end where a text does.
pub(super) fn called(text: &str) -> Option<&str> {
    let mut open = 0_usize;
    let at = text.bytes().enumerate().rev().find_map(|(at, byte)| {
        open = match byte {
            b')' => open + 1,
            b'(' => open.saturating_sub(1),
            _ => open,
        };
        (open == 0).then_some(at)
    })?;
    let before = text[..at].trim_end_matches([' ', '\r', '\n']);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name = &before[before.trim_end_matches(is_part).len()..];
    (!name.is_empty()).then_some(name)
}

impl Takes {
    fn is_obeyed(&self, value: &InlineExpression<&str>) -> bool {
        match (self, value) {
            (Self::Text(text), InlineExpression::StringLiteral { value }) => text == value,
            (Self::Texts(texts), InlineExpression::StringLiteral { value }) => texts.contains(value),
            (Self::Digits(most), InlineExpression::NumberLiteral { value }) => {
                value.parse().is_ok_and(|digits: usize| (1..=*most).contains(&digits))
            }
            _ => false,
        }
    }

    fn sentence(&self, option: String) -> Sentence {
        match *self {
            Self::Text(text) => Sentence::OptionOfOneText { option, text },
            Self::Texts([first, second]) => Sentence::OptionOfTwoTexts { option, first, second },
            Self::Digits(most) => Sentence::OptionOfDigits { option, most },
        }
    }
}

fn of_unknown_option(option: &str) -> Sentence {
    let known = OPTIONS.map(|(known, _)| known);
    let name = option.to_owned();
    match nearest(option, known) {
        Some(meant) => Sentence::MisspelledOption { option: name, meant: meant.to_owned() },
        None => Sentence::UnknownOption { option: name, known: known.join(", ") },
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
        for (call, shown, help) in [
            ("number($n)", "number", "write NUMBER"),
            ("Number($n, minimumIntegerDigits: 2)", "Number", "write NUMBER"),
            ("number ( $n )", "number", "write NUMBER"),
            ("anzahl($n)", "anzahl", "write what the English has in its braces; the only function is NUMBER"),
        ] {
            let text = format!("a = y {{ {call} }} z");
            assert_eq!(found("de", "a = { $n }", &[&text]), format!("error syntax `{shown}` a"), "{call}");
            assert_eq!(told("de", "a = { $n }", &text)[0].1, help, "{call}");
        }
        let sentence = |call: &str| told("de", "a = { $n }", &format!("a = {{ {call} }}")).remove(0);
        assert!(sentence("NUMBR($n)").0.ends_with("did you mean NUMBER?"));
        assert_eq!(sentence("NUMBER($n, usegrouping: \"false\")").1, "did you mean useGrouping?");
    }
    #[test]
    fn a_number_is_made_of_numbers_alone() {
        let kinds = "# $n (Number) days, for example 3\n# $d (String) a day, for example 5 March\na = { $n } { $d }\n\nb = { a }";
        for (german, expected) in [
            ("a = { NUMBER($n) } { $d }", ""),
            ("a = { $n } { NUMBER($d) }", "error function-argument `d` a"),
            ("a = { $n } { NUMBER($d, minimumIntegerDigits: 2) }", "error function-argument `d` a"),
            ("a = { $n } { $d } { NUMBER($d) ->\n   *[x] y\n }", "error function-argument `d` a"),
            ("b = { $n } { NUMBER($d) }", "error function-argument `d` b"),
            ("a = { $n } { DATETIME($d) }", "error unknown-function `DATETIME` a"),
            ("a = { DATETIME($n) } { $d }", "error unknown-function `DATETIME` a"),
        ] {
            assert_eq!(found("de", kinds, &[german]), expected, "{german}");
        }
        let source = kinds.replace("{ $d }", "{ NUMBER($d) }");
        assert_eq!(found("en", &source, &[&source]), "error function-argument `d` a", "in the source too");
        let term = "-t = { NUMBER($x) ->\n    [one] y\n   *[other] z\n }\na = ";
        let of = |text: &str| found("de", "a = x\n-t = x", &[&format!("{term}{text}")]);
        assert_eq!(of("{ -t(x: 1) }"), "");
        assert_eq!(of("{ -t(x: \"1\") }"), "error function-argument `1` a");
        assert_eq!(
            told("de", kinds, "a = { $n } { NUMBER($d) }")[0],
            ("NUMBER writes numbers, and { $d } holds a text".to_owned(), "write { $d } without NUMBER".to_owned())
        );
    }
}
