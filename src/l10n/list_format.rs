//! Lists as a language writes them, from CLDR through ICU4X.

use std::fmt;

use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use unic_langid::LanguageIdentifier;
use writeable::{Part, PartsWrite, Writeable};

use super::icu_tag::formatting_locale;

/// “A, B and C” in a language.
pub(super) fn list(tag: &LanguageIdentifier, items: &[String]) -> String {
    list_shown(tag, items, items)
}

/// The same with something else shown for each item, such as a link to it. The words between them go by the items: Spanish
/// has “e” before “Israel” and not “y”, whatever stands around that name.
pub(super) fn list_shown(tag: &LanguageIdentifier, items: &[String], shown: &[String]) -> String {
    let locale = formatting_locale(tag);
    let Ok(formatter) = ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default()) else {
        return shown.join(", ");
    };
    let mut list = ShownList { text: String::new(), shown: shown.iter(), is_in_item: false };
    // Writing into memory does not fail.
    let _ = formatter.format(items.iter()).write_to_parts(&mut list);
    list.text
}

/// Takes what a list is written with, and for each of its items what is shown.
struct ShownList<'s> {
    text: String,
    shown: std::slice::Iter<'s, String>,
    is_in_item: bool,
}

impl fmt::Write for ShownList<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if !self.is_in_item {
            self.text.push_str(text);
        }
        Ok(())
    }
}

impl PartsWrite for ShownList<'_> {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        if part != icu_list::parts::ELEMENT {
            return write(self);
        }
        self.text.push_str(self.shown.next().map_or("", String::as_str));
        self.is_in_item = true;
        let written = write(self);
        self.is_in_item = false;
        written
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn tag(text: &str) -> LanguageIdentifier {
        text.parse().unwrap()
    }

    #[test]
    fn the_words_of_a_list_go_by_its_items_and_not_by_what_is_shown_for_them() {
        for (language, items, list_is) in [
            ("es", ["Rusia", "Israel"], "<a>Rusia</a> e <a>Israel</a>"),
            ("es", ["Israel", "Rusia"], "<a>Israel</a> y <a>Rusia</a>"),
            ("it", ["Russia", "y"], "<a>Russia</a> e <a>y</a>"),
            ("he", ["רוסיה", "ישראל"], "<a>רוסיה</a> ו<a>ישראל</a>"),
            ("he", ["רוסיה", "Israel"], "<a>רוסיה</a> ו\u{2011}<a>Israel</a>"),
        ] {
            let items = items.map(str::to_owned);
            let shown = items.clone().map(|item| format!("<a>{item}</a>"));
            assert_eq!(list_shown(&tag(language), &items, &shown), list_is, "{language}");
        }
    }

    #[test]
    fn each_language_writes_its_own_lists() {
        let items = ["a", "b", "c"].map(str::to_owned);
        for (language, list_is) in [
            ("en", "a, b and c"),
            ("en-US", "a, b, and c"),
            ("de", "a, b und c"),
            ("fa", "a،\u{200f} b، و c"),
            ("zh-Hans", "a、b和c"),
            ("az", "a, b və c"),
            ("tr", "a, b ve c"),
            ("ka", "a, b და c"),
            ("sr-Latn", "a, b i c"),
            ("az-Arab", "a, b, c"),
        ] {
            assert_eq!(list(&tag(language), &items), list_is, "{language}");
        }
    }
}
