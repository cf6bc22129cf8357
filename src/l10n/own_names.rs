//! The names that languages have for themselves, as CLDR knows them (`tests/cldr`): for one whose own file cannot say its
//! name. Knows no message.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::alike::folded;

static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = include_str!("cldr/names.txt").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once(' ')).collect()
});

/// The same from the name, folded, to the tag.
static TAGS: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| NAMES.iter().map(|(tag, name)| (folded(name).collect(), *tag)).collect());

/// The language whose own name this is, folded.
pub(super) fn tag_of(name: &str) -> Option<&'static str> {
    TAGS.get(name).copied()
}

/// The own name of a language by its tag, as it begins a line. A variety that CLDR has no name for has none: that of its
/// language would say no more.
pub(super) fn own_name(tag: &str) -> Option<&'static str> {
    NAMES.get(tag).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_own_name_in_its_own_script_with_a_capital_where_it_has_capitals() {
        for (tag, name) in [
            ("fr", Some("Français")),
            ("fr-CA", Some("Français canadien")),
            ("de", Some("Deutsch")),
            ("ru", Some("Русский")),
            ("ar", Some("العربية")),
            ("ka", Some("ქართული")),
            ("zh-Hans", Some("简体中文")),
            ("zh-Hant", Some("繁體中文")),
            ("sr-Latn", Some("Srpski")),
            ("fr-BE", None),
            ("xx", None),
        ] {
            assert_eq!(own_name(tag), name, "{tag}");
        }
        assert_eq!(NAMES.len(), include_str!("cldr/names.txt").lines().count() - 2, "every row is read");
    }

    #[test]
    fn no_two_languages_have_one_name() {
        let mut names: Vec<&str> = NAMES.values().copied().collect();
        names.sort_unstable();
        let twice: Vec<&[&str]> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
        for (tag, name) in &*NAMES {
            assert!(!name.trim().is_empty() && name.trim() == *name, "{tag}");
        }
    }
}
