//! “Did you mean …”: the known name that is most like an unknown one. Knows no rule.

/// Longer names are not compared: the comparison takes time by the product of the lengths. Bytes.
const MAX_LENGTH: usize = 80;

/// The known name nearest to an unknown one, if it is so near that one is likely a slip of the other: a letter
/// missing, added, exchanged or wrong in every three or four, three at most.
pub fn nearest<'k>(unknown: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = unknown.len();
    if length > MAX_LENGTH {
        return None;
    }
    let lower = unknown.to_lowercase();
    let bound = (unknown.chars().count().saturating_add(1) / 4).min(3);
    let near = known.into_iter().filter(|known| *known != unknown && known.len().abs_diff(length) <= 3 * 4);
    let distances = near.filter(|known| known.len() <= MAX_LENGTH).map(|known| {
        let distance = match known.to_lowercase() == lower {
            true => 0,
            false => strsim::osa_distance(unknown, known),
        };
        (distance, known)
    });
    // Of several that are as near, the first in the alphabet.
    distances.filter(|(distance, _)| *distance <= bound).min().map(|(_, known)| known)
}

/// The one of a few names that is most like another, however far it is.
pub(super) fn most_alike<'k>(unknown: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower: String = unknown.to_lowercase().chars().take(MAX_LENGTH).collect();
    known.into_iter().map(|known| (strsim::osa_distance(&lower, known), known)).min_by_key(|(d, _)| *d).map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_slip_is_near_and_another_word_is_not() {
        for (unknown, expected) in [
            ("share-lnik", Some("share-link")),
            ("sharelink", Some("share-link")),
            ("share_link", Some("share-link")),
            ("Share-Link", Some("share-link")),
            ("nummer", Some("number")),
            ("numer", Some("number")),
            ("statment", Some("statement")),
            ("n", None),
            ("anzahl", None),
            ("menu", None),
        ] {
            assert_eq!(nearest(unknown, ["share-link", "number", "statement", "m", "site"]), expected, "{unknown}");
        }
        assert_eq!(nearest("coping", ["copang", "copeng"]), Some("copang"));
        assert_eq!(nearest(&"a".repeat(1 << 20), ["a"]), None);
        assert_eq!(most_alike("un", ["zero", "one", "two", "few", "many", "other"]), Some("one"));
        assert_eq!(most_alike("Other", ["one", "many", "other"]), Some("other"));
    }
}
