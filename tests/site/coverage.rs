//! From which share of the words on a language is listed.

use communique::l10n::{Catalog, LocaleFile, Visibility};
use communique::site::REQUIREMENTS;

/// A thousand words in three passages, and what is required beside them.
fn english() -> Vec<LocaleFile> {
    let passage = |id: &str, words: usize| format!("{id} = {}\n", vec!["word"; words].join(" "));
    let passages = [("most", 799), ("one", 1), ("rest", 200)].map(|(id, words)| passage(id, words)).concat();
    vec![
        file("en/statement.ftl", &passages),
        file("en/site.ftl", "## Required\n\nlanguage-name = English\nskip = To the text\n"),
    ]
}

fn file(path: &str, text: &str) -> LocaleFile {
    LocaleFile::new(path, text.as_bytes())
}

/// The share in percent and the state of a translation.
fn assessed(statement: &str, site: &str) -> (usize, Visibility) {
    let translation = [file("fr/statement.ftl", statement), file("fr/site.ftl", site)];
    let catalog = Catalog::load(&[english(), translation.to_vec()].concat(), &REQUIREMENTS).unwrap();
    let key = catalog.by_tag("fr").unwrap();
    (catalog.coverage(key).percent(), catalog.locale(key).visibility)
}

#[test]
fn a_language_is_listed_from_eighty_percent_of_the_words_on_and_by_link_below() {
    let required = "language-name = Français\nskip = Au texte\n";
    let (most, one, rest) = ("most = Presque tout\n", "one = Un\n", "rest = Le reste\n");
    for (statement, percent, state) in [
        ("".to_owned(), 0, Visibility::ByLink),
        (rest.to_owned(), 20, Visibility::ByLink),
        // 799 of 1,000: nearly 80 is not 80.
        (most.to_owned(), 79, Visibility::ByLink),
        ([most, one].concat(), 80, Visibility::Listed),
        ([most, rest].concat(), 99, Visibility::Listed),
        ([most, one, rest].concat(), 100, Visibility::Listed),
    ] {
        assert_eq!(assessed(&statement, required), (percent, state), "{statement}");
    }
}

#[test]
fn no_share_of_the_words_makes_up_for_a_required_message() {
    let statement = "most = Presque tout\none = Un\nrest = Le reste\n";
    for site in ["", "language-name = Français\n", "skip = Au texte\n"] {
        assert_eq!(assessed(statement, site), (100, Visibility::ByLink), "{site}");
    }
}
