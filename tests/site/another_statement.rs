//! Another statement, published from a folder of its own as `locales/README.md` says: nothing of this one is left.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::site::{document, edit, folder_of, locales, site_of};

/// The section of the README that is followed here.
fn section() -> String {
    let page = std::fs::read_to_string("locales/README.md").unwrap();
    let (_, section) = page.split_once("### Another statement\n").unwrap();
    section.split_once("\n### ").unwrap().0.to_owned()
}

/// What stands between backticks in some lines.
fn named(lines: &str) -> BTreeSet<String> {
    lines.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The texts that the README says name the subject or the ministry, and that are not in the statement.
fn texts_to_change() -> BTreeSet<String> {
    let section = section();
    let (_, steps) = section.split_once("\n4. ").unwrap();
    let (steps, _) = steps.split_once("\n\n").unwrap();
    named(steps).into_iter().filter(|name| !name.ends_with(".ftl")).collect()
}

/// The lines of a file, each with the text that it belongs to.
fn lines_with_names(text: &str) -> Vec<(String, &str)> {
    let (mut id, mut name) = (String::new(), String::new());
    let mut lines = Vec::new();
    for line in text.lines() {
        let begun = line.split_once(" =").map(|(name, _)| name);
        if line.starts_with('#') {
            name.clear();
        } else if let Some(begun) = begun.filter(|begun| begun.starts_with(|c: char| c.is_alphabetic() || c == '-')) {
            (id, name) = (begun.to_owned(), begun.to_owned());
        } else if let Some(attribute) = begun.and_then(|begun| begun.strip_prefix("    .")) {
            name = format!("{id}.{attribute}");
        }
        lines.push((name.clone(), line));
    }
    lines
}

/// The words that show which statement and whose it is, in both languages.
const WORDS: [(&str, &str); 6] = [
    ("terror", "pira"),
    ("Terror", "Pira"),
    ("TERROR", "PIRA"),
    ("Azerbaijan", "Utopia"),
    ("Azerbaïdjan", "Utopie"),
    ("Bak", "Amaurot"),
];

fn says_any(text: &str) -> bool {
    WORDS.iter().any(|(word, _)| text.contains(word))
}

/// Changes the words of these texts in the files of a language.
fn change(folder: &Path, language: &str, names: &BTreeSet<String>) {
    for file in ["site.ftl", "share.ftl", "terms.ftl", "contact.ftl", "accessibility.ftl", "privacy.ftl"] {
        edit(folder, &format!("{language}/{file}"), |text| {
            let changed = lines_with_names(&text).into_iter().map(|(name, line)| match names.contains(&name) {
                true => WORDS.iter().fold(line.to_owned(), |line, (word, other)| line.replace(word, other)) + "\n",
                false => line.to_owned() + "\n",
            });
            changed.collect()
        });
    }
}

/// The groups of the statement, without its sections and notes, and others in their place.
fn statement(text: &str, sections: &str) -> String {
    let groups: Vec<&str> = text.split("\n## ").collect();
    let [head, titles, .., end] = groups.as_slice() else { panic!("{text}") };
    let titles = WORDS.iter().fold((*titles).to_owned(), |titles, (word, other)| titles.replace(word, other));
    format!("{head}\n## {titles}\n{sections}\n## {end}")
}

#[test]
fn the_texts_outside_the_statement_that_name_its_subject_or_its_ministry_are_those_that_the_readme_names() {
    let mut found = BTreeSet::new();
    for path in std::fs::read_dir("locales/en").unwrap().map(|entry| entry.unwrap().path()) {
        let file = path.file_name().unwrap().to_str().unwrap();
        if file.ends_with(".ftl") && !["statement.ftl", "abbreviations.ftl"].contains(&file) {
            let text = std::fs::read_to_string(&path).unwrap();
            let named = lines_with_names(&text).into_iter().filter(|(name, line)| !name.is_empty() && says_any(line));
            found.extend(named.map(|(name, _)| name));
        }
    }
    assert_eq!(found, texts_to_change());
}

#[test]
fn another_statement_is_published_as_the_readme_says_and_nothing_of_this_one_is_left() {
    let folder = folder_of(&["en", "fr"]);
    let path = folder.path();
    let english = "## Safe seas\n\nsafe-seas = Safe seas\n\nsafe-seas-aims = The seas are to be safe for all.\n";
    edit(path, "en/statement.ftl", |text| statement(&text, english));
    let data = "address = \"safe-seas\"\nformer-addresses = []\noriginal = \"https://www.example.org/en/safe-seas\"\nretrieved = 2026-03-05\n";
    edit(path, "en/statement.toml", |_| data.to_owned());
    edit(path, "en/abbreviations.ftl", |_| "### None.\n".to_owned());
    change(path, "en", &texts_to_change());
    for language in ["en", "fr"] {
        let approval = |line: &&str| !line.starts_with("reviewed_");
        edit(path, &format!("{language}/locale.toml"), |text| {
            text.lines().filter(approval).collect::<Vec<_>>().join("\n")
        });
    }
    let commands = section();
    let commands: Vec<&str> = commands.lines().filter_map(|line| line.strip_prefix("communique locales ")).collect();
    for command in commands {
        let arguments: Vec<&str> = command.split(' ').collect();
        if arguments[0] == "check" {
            // What was to be translated.
            change(path, "fr", &texts_to_change());
            edit(path, "fr/statement.ftl", |text| {
                let text = WORDS.iter().fold(text, |text, (word, other)| text.replace(word, other));
                text.replace("= Safe seas", "= Des mers sûres")
                    .replace("= The seas are to be safe for all.", "= Les mers doivent être sûres pour tous.")
            });
        }
        let (code, said) = locales(path, &arguments);
        assert_eq!(code, Some(0), "{command}: {said}");
    }
    assert_eq!(locales(path, &["todo", "fr"]).1, "fr: nothing is left to do\n");
    let site = site_of(path);
    assert_eq!(site.catalog().listed().count(), 2);
    for (path, document) in site.documents() {
        // A picture says nothing.
        let Ok(text) = std::str::from_utf8(document.text()) else { continue };
        let found = text.lines().find(|line| says_any(line));
        assert_eq!(found, None, "{path}");
    }
    assert!(document(&site, "/fr/safe-seas").html().contains("Les mers doivent être sûres"));
}
