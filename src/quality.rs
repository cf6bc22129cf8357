//! Weighted lists of request headers (RFC 9110 §12.4.2): Accept-Language, Accept-Encoding.
//! Knows no header in particular.
//!
//! One rule for all of them, that of the grammar: `name [ OWS ";" OWS "q=" qvalue ]`, `q` in
//! either case. An item that is anything else (no name, another parameter, a space around `=`,
//! a qvalue that is none) does not count: neither as a wish nor as a refusal. One slip is read as it is meant, because
//! it would turn a wish into a refusal: a decimal comma, which cuts `fr;q=0,8` into `fr;q=0` and `8`.

/// Items of a list that are read, empty ones included; far above what browsers send.
const MAX_ITEMS: usize = 64;

/// The items of a list in its order, each with its weight in thousandths (1000 if it has none).
pub fn items(list: &str) -> impl Iterator<Item = (&str, u16)> {
    let mut pieces = list.split(',').take(MAX_ITEMS).peekable();
    std::iter::from_fn(move || {
        loop {
            let piece = pieces.next()?;
            let decimals = pieces.peek().copied().filter(|decimals| is_decimal_comma(piece, decimals));
            let read = match decimals {
                Some(decimals) => {
                    pieces.next();
                    item(piece).and_then(|(name, whole)| Some((name, whole + fraction(without_whitespace(decimals))?)))
                }
                None => item(piece),
            };
            if let Some(read) = read.filter(|(_, weight)| *weight <= 1000) {
                return Some(read);
            }
        }
    })
}

/// Whether a comma stands for the point of a weight: `q=0` before it, digits after it and nothing else.
fn is_decimal_comma(before: &str, after: &str) -> bool {
    let weight = before.split_once(';').map(|(_, parameter)| without_whitespace(parameter));
    let after = without_whitespace(after);
    matches!(weight, Some("q=0" | "q=1" | "Q=0" | "Q=1"))
        && !after.is_empty()
        && after.bytes().all(|byte| byte.is_ascii_digit())
}

fn item(text: &str) -> Option<(&str, u16)> {
    let (name, weight) = match text.split_once(';') {
        Some((name, parameter)) => (name, weight(parameter)?),
        None => (text, 1000),
    };
    let name = without_whitespace(name);
    (!name.is_empty()).then_some((name, weight))
}

fn weight(parameter: &str) -> Option<u16> {
    thousandths(without_whitespace(parameter).strip_prefix(['q', 'Q'])?.strip_prefix('=')?)
}

/// Without optional whitespace around it: spaces and tabs, no others (RFC 9110 §5.6.3).
fn without_whitespace(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// A qvalue in thousandths: `0.8` is 800. `None` unless it is 0 to 1 with at most three decimals.
fn thousandths(qvalue: &str) -> Option<u16> {
    let (whole, decimals) = qvalue.split_once('.').unwrap_or((qvalue, ""));
    match (whole, fraction(decimals)?) {
        ("0", fraction) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

/// Decimals in thousandths, three at most.
fn fraction(decimals: &str) -> Option<u16> {
    if decimals.len() > 3 {
        return None;
    }
    let digits = decimals.bytes().chain(std::iter::repeat(b'0')).take(3);
    digits.map(|b| b.is_ascii_digit().then(|| u16::from(b - b'0'))).try_fold(0, |n, d| Some(n * 10 + d?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_qvalue_is_read_to_three_decimals_and_nothing_else_is_taken() {
        for (text, value) in [
            ("1", Some(1000)),
            ("0", Some(0)),
            ("0.8", Some(800)),
            ("0.81", Some(810)),
            ("0.001", Some(1)),
            ("0.999", Some(999)),
            ("1.000", Some(1000)),
            ("0.", Some(0)),
            ("1.", Some(1000)),
        ] {
            assert_eq!(thousandths(text), value, "{text}");
        }
        for text in
            ["1.1", "1.001", "2", "-1", "+1", "01", "0.0001", "1.0000", "", ".5", "1e0", "٠", "0.x", "0.-1", "0,5"]
        {
            assert_eq!(thousandths(text), None, "{text}");
        }
    }

    #[test]
    fn a_list_is_read_by_its_grammar_and_what_is_malformed_does_not_count() {
        fn read(list: &str) -> Vec<(&str, u16)> {
            items(list).collect()
        }
        assert_eq!(
            read("fr-CH, fr;q=0.9,\ten ;\tQ=0.8 , *;q=0"),
            [("fr-CH", 1000), ("fr", 900), ("en", 800), ("*", 0)]
        );
        assert_eq!(read("gzip, gzip;q=0.5"), [("gzip", 1000), ("gzip", 500)], "who reads decides which one counts");
        for (list, items) in [
            ("fr;q=0,8, de", &[("fr", 800), ("de", 1000)][..]),
            ("fr;q=0,8;q=1, de", &[("fr", 0), ("8", 1000), ("de", 1000)]),
            ("fr; Q=0 , 85 ,de", &[("fr", 850), ("de", 1000)]),
            ("fr;q=1,0,de;q=0,000", &[("fr", 1000), ("de", 0)]),
            ("fr;q=1,5,de;q=0,1234,es", &[("es", 1000)]),
            ("fr;q=0,de", &[("fr", 0), ("de", 1000)]),
            ("fr;q=0.0,8", &[("fr", 0), ("8", 1000)]),
            ("fr;q=0,", &[("fr", 0)]),
        ] {
            assert_eq!(read(list), items, "{list}");
        }
        for malformed in [
            "",
            " ",
            ";q=1",
            " ;q=1",
            "fr;",
            "fr;;q=1",
            "fr;q",
            "fr;q=",
            "fr;q =1",
            "fr;q= 1",
            "fr;q = 1",
            "fr;q=2",
            "fr;q=-0.1",
            "fr;q=0.1234",
            "fr;q=\"1\"",
            "fr;q=1;q=1",
            "fr;q=1;",
            "fr;q=1;level=1",
            "fr;level=1",
            "fr;level=1;q=1",
            "fr;quality=1",
            "fr;qq=1",
            "fr;q=\u{a0}1",
        ] {
            assert_eq!(read(malformed), [], "{malformed:?}");
            let among_others = format!("de;q=0.3,{malformed},es");
            assert_eq!(read(&among_others), [("de", 300), ("es", 1000)], "{malformed:?}");
        }
    }

    #[test]
    fn no_more_items_are_read_than_anybody_means() {
        assert_eq!(items(&"a,".repeat(1000)).count(), MAX_ITEMS);
        assert_eq!(items(&format!("{}a", ",".repeat(MAX_ITEMS - 1))).count(), 1);
        assert_eq!(items(&format!("{}a", ",".repeat(MAX_ITEMS))).count(), 0, "empty items are work as well");
    }

    proptest! {
        #[test]
        fn whatever_is_sent_items_have_names_and_weights(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            for (name, weight) in items(&String::from_utf8_lossy(&bytes)) {
                prop_assert!(!name.is_empty() && !name.contains([',', ';']) && weight <= 1000, "{name:?} {weight}");
            }
        }

        #[test]
        fn what_is_written_is_read_back(list in proptest::collection::vec(("[a-z]{1,8}(-[A-Z]{2})?|\\*", 0u16..=1000), 0..64)) {
            let text: Vec<String> =
                list.iter().map(|(name, weight)| format!("{name};q={}.{:03}", weight / 1000, weight % 1000)).collect();
            let read: Vec<(String, u16)> = items(&text.join(", ")).map(|(name, weight)| (name.to_owned(), weight)).collect();
            prop_assert_eq!(read, list);
        }
    }
}
