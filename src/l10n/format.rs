//! Numbers as a language writes and reads them, from CLDR through ICU4X.

use fluent::FluentValue;
use fluent::memoizer::MemoizerKind;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;
use unic_langid::LanguageIdentifier;

use super::icu_tag::formatting_locale;

/// Digits that a message may ask for.
const MAX_DIGITS: usize = 21;

/// How a language writes whole numbers. Made once a language: that takes several times as long as to write a number. `None`
/// for one that CLDR does not know.
#[derive(Clone, Debug)]
pub struct NumberFormat(Option<DecimalFormatter>);

impl NumberFormat {
    /// That of a language, in groups or not.
    pub fn new(tag: &LanguageIdentifier, is_grouped: bool) -> Self {
        let strategy = if is_grouped { GroupingStrategy::Auto } else { GroupingStrategy::Never };
        let options = DecimalFormatterOptions::from(strategy);
        Self(DecimalFormatter::try_new((&formatting_locale(tag)).into(), options).ok())
    }

    /// A number with so many digits at least.
    pub fn written(&self, value: i64, min_digits: usize) -> String {
        let mut decimal = Decimal::from(value);
        decimal.pad_start(i16::try_from(min_digits.min(MAX_DIGITS)).unwrap_or(0));
        self.0.as_ref().map_or_else(|| value.to_string(), |formatter| formatter.format(&decimal).to_string())
    }
}

/// Reads a whole number in the decimal digits of any script, without groups.
fn parse_number(text: &str) -> Option<usize> {
    let digits = text.chars().map(digit).collect::<Option<Vec<usize>>>()?;
    if digits.is_empty() {
        return None;
    }
    digits.into_iter().try_fold(0_usize, |number, digit| number.checked_mul(10)?.checked_add(digit))
}

/// The number in brackets that a text begins with, and what follows it: `[1] For reference`. Without one the text as it
/// is.
pub fn split_number(text: &str) -> (Option<usize>, &str) {
    let rest = text.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match rest.and_then(|(number, rest)| Some((parse_number(number)?, rest))) {
        Some((number, rest)) => (Some(number), rest.trim_start()),
        None => (None, text),
    }
}

/// The value of a decimal digit: Unicode encodes those of a script in a row from zero to nine (chapter 4.6 of the standard),
/// and such rows may follow each other. What stands before it in them says its place in its own.
pub fn digit(c: char) -> Option<usize> {
    if c.is_ascii() {
        return c.to_digit(10).map(|value| value as usize);
    }
    let is_digit = |code: u32| CodePointMapData::<GeneralCategory>::new().get32(code) == GeneralCategory::DecimalNumber;
    let before = (0..u32::from(c)).rev().take_while(|code| is_digit(*code)).count();
    is_digit(c.into()).then_some(before % 10)
}

/// Whole numbers inside messages. `fluent-bundle` prints every number the English way
/// (projectfluent/fluent-rs#181) and lets this function take over.
pub fn fluent_number<M: MemoizerKind>(value: &FluentValue<'_>, memoizer: &M) -> Option<String> {
    let FluentValue::Number(given) = value else { return None };
    let whole = given.value;
    if whole.fract() != 0.0 || whole.abs() >= 9e15 {
        return None;
    }
    let (is_grouped, min_digits) = (given.options.use_grouping, given.options.minimum_integer_digits.unwrap_or(0));
    let write = |format: &NumberFormat| format.written(whole as i64, min_digits);
    memoizer.with_try_get_threadsafe::<NumberFormat, _, _>((is_grouped,), write).ok()
}

/// That of the language of a bundle, kept by its memoizer.
impl intl_memoizer::Memoizable for NumberFormat {
    type Args = (bool,);
    type Error = std::convert::Infallible;
    fn construct(tag: LanguageIdentifier, (is_grouped,): (bool,)) -> Result<Self, Self::Error> {
        Ok(Self::new(&tag, is_grouped))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn whole_numbers_are_read_in_the_digits_of_any_script() {
        for (text, number) in [
            ("0", Some(0)),
            ("42", Some(42)),
            ("٤٢", Some(42)),
            ("۴۲", Some(42)),
            ("४२", Some(42)),
            ("４２", Some(42)),
            // Sets that follow each other.
            ("𝟎𝟗𝟘𝟙", Some(901)),
            ("𝟿", Some(9)),
            ("𑛐𑛙𑛚𑛣", Some(909)),
            ("", None),
            ("²", None),
            ("②", None),
            ("½", None),
            ("四", None),
            ("-1", None),
            ("1 000", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(parse_number(text), number, "{text}");
        }
    }

    #[test]
    fn a_number_in_brackets_is_read_with_what_follows_it() {
        for (text, number, rest) in [
            ("[1] For reference", Some(1), "For reference"),
            (" [١٢]供参考", Some(12), "供参考"),
            ("[1]", Some(1), ""),
            ("[sic] For reference", None, "[sic] For reference"),
            ("[] x", None, "[] x"),
            ("[1", None, "[1"),
            ("1] x", None, "1] x"),
        ] {
            assert_eq!(split_number(text), (number, rest), "{text}");
        }
    }

    fn tag(text: &str) -> LanguageIdentifier {
        text.parse().unwrap()
    }

    fn number(tag: &LanguageIdentifier, value: i64) -> String {
        NumberFormat::new(tag, true).written(value, 0)
    }

    #[test]
    fn each_language_writes_its_own_numbers() {
        for (language, number_is) in [
            ("en", "12,345"),
            ("en-US", "12,345"),
            ("de", "12.345"),
            ("fa", "۱۲٬۳۴۵"),
            ("zh-Hans", "12,345"),
            ("az", "12.345"),
            ("tr", "12.345"),
            ("ka", "12\u{a0}345"),
            ("sr-Latn", "12.345"),
            ("az-Arab", "12,345"),
        ] {
            assert_eq!(number(&tag(language), 12_345), number_is, "{language}");
        }
    }

    #[test]
    fn whole_numbers_in_messages_are_written_as_the_language_does() {
        let (de, fa) = (tag("de"), tag("fa"));
        assert_eq!(
            (number(&de, -12_345), number(&de, 0), number(&fa, 999)),
            ("-12.345".into(), "0".into(), "۹۹۹".into())
        );
        let mut bundle = fluent::concurrent::FluentBundle::new_concurrent(vec![de]);
        bundle.set_formatter(Some(fluent_number));
        bundle.set_use_isolating(false);
        let resource = fluent::FluentResource::try_new("a = { $n }".into()).unwrap();
        bundle.add_resource(resource).unwrap();
        let pattern = bundle.get_message("a").unwrap().value().unwrap();
        let text = |value: FluentValue<'static>| {
            let args = [("n", value)].into_iter().collect();
            bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
        };
        assert_eq!(text(12_345.into()), "12.345");
        assert_eq!(text((-1_234).into()), "-1.234");
        assert_eq!(text(1.5.into()), "1.5", "what is not whole is Fluent’s own affair");
        assert_eq!(text("12345".into()), "12345");
        let options = |grouping, digits| fluent::types::FluentNumberOptions {
            use_grouping: grouping,
            minimum_integer_digits: digits,
            ..Default::default()
        };
        let number = |value, options| FluentValue::Number(fluent::types::FluentNumber::new(value, options));
        assert_eq!(text(number(12_345.0, options(false, None))), "12345");
        assert_eq!(text(number(7.0, options(true, Some(3)))), "007");
        assert_eq!(text(number(12_345.0, options(true, Some(usize::MAX)))).len(), 27, "21 digits in groups");
        assert_eq!(text(8_999_999_999_999_999_i64.into()), "8.999.999.999.999.999");
        assert_eq!(text(9e15.into()), "9000000000000000", "beyond this a float counts in steps");
        assert_eq!(text((-9e15).into()), "-9000000000000000");
    }
}
