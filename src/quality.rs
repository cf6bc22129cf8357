//! Quality values of request headers (RFC 9110 §12.4.2), for languages and content codings.
//! Knows no header in particular.

/// A qvalue in thousandths: `0.8` is 800. `None` unless it is 0 to 1 with at most three decimals.
pub fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{decimals:0<3}").parse().ok()?;
    match (whole, fraction) {
        ("0", fraction) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qvalue_is_read_to_three_decimals_and_nothing_else_is_taken() {
        for (text, value) in [
            ("1", Some(1000)),
            ("0", Some(0)),
            ("0.8", Some(800)),
            ("0.001", Some(1)),
            ("1.000", Some(1000)),
            ("0.", Some(0)),
        ] {
            assert_eq!(thousandths(text), value, "{text}");
        }
        for text in ["1.1", "2", "-1", "0.0001", "", ".5", "1e0", "٠", "0.x"] {
            assert_eq!(thousandths(text), None, "{text}");
        }
    }
}
