//! Texts that stand in another file than their English: readers see them all the same, and other tools do not find them.
//! Warnings. Knows no text.

use foldhash::{HashMap, HashSet};

use super::finding::{Finding, Problem, Reporter};
use super::index::{Index, ParsedFile};
use super::sentence::Sentence;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

pub(super) fn check(locale: &Index<'_>, source: &Index<'_>, findings: &mut Vec<Finding>) {
    if locale.tag == source.tag {
        return;
    }
    let homes = homes(source);
    let file_names: HashSet<&str> = source.files().iter().map(ParsedFile::name).collect();
    let mut numbers: HashMap<String, usize> = HashMap::default();
    for definition in locale.files().iter().flat_map(|parsed| Definition::all(&parsed.resource)) {
        *numbers.entry(definition.id().into_owned()).or_default() += 1;
    }
    for parsed in locale.files().iter().filter(|parsed| file_names.contains(parsed.name())) {
        let is_at_home = |definition: &Definition<'_, '_>| homes.get(&*definition.id()) == Some(&parsed.name());
        // A file with nothing of its own is told as a whole.
        if !Definition::all(&parsed.resource).any(|definition| is_at_home(&definition)) {
            continue;
        }
        for definition in Definition::all(&parsed.resource) {
            let (id, name) = (definition.id().into_owned(), definition.name());
            // One that stands twice is told as that.
            let Some(home) = homes.get(&id).filter(|home| **home != parsed.name() && numbers[&id] == 1) else {
                continue;
            };
            let sentence = Sentence::OtherFile { id: id.clone(), file: (*home).to_owned() };
            // Pointed at with the dash of a term.
            let start = offset_in(&parsed.file.text, name);
            let slice = parsed.file.text.get(start + name.len() - id.len()..start + name.len()).unwrap_or(name);
            Reporter::new(parsed, findings).add(Problem::warning("other-file", slice, id.as_str(), sentence));
        }
    }
}

/// The files of the messages and, with their dash, the terms of the source.
fn homes<'i>(source: &Index<'i>) -> HashMap<String, &'i str> {
    let of_file = |parsed: &'i ParsedFile<'i>| {
        Definition::all(&parsed.resource).map(move |it| (it.id().into_owned(), parsed.name()))
    };
    source.files().iter().flat_map(of_file).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::l10n::{Catalog, LocaleFile, Requirements};

    #[test]
    fn a_text_in_another_file_than_its_english_is_told_once_and_where_it_is() {
        let english = [("en/a.ftl", "a = One.\nb = Two.\n"), ("en/b.ftl", "c = Three.\nd = Four.\n-t = Name\n")];
        let told =
            |id: &str, file: &str| format!("{id} stands in {file} in the English; other tools do not find it here");
        for (files, expected) in [
            (&[("fr/a.ftl", "a = Un.\nb = Deux.\n"), ("fr/b.ftl", "c = Trois.\nd = Quatre.\n-t = Nom\n")][..], vec![]),
            (
                &[("fr/a.ftl", "a = Un.\nc = Trois.\nb = Deux.\n"), ("fr/b.ftl", "d = Quatre.\n-t = Nom\n")],
                vec![format!("fr/a.ftl:2:1: warning[other-file]: {}", told("c", "b.ftl"))],
            ),
            (
                &[("fr/a.ftl", "a = Un.\nb = Deux.\n-t = Nom\n"), ("fr/b.ftl", "c = Trois.\nd = Quatre.\n")],
                vec![format!("fr/a.ftl:3:1: warning[other-file]: {}", told("-t", "b.ftl"))],
            ),
            (
                &[
                    ("fr/a.ftl", "a = Un.\nc = Trois un.\nb = Deux.\n"),
                    ("fr/b.ftl", "c = Trois.\nd = Quatre.\n-t = Nom\n"),
                ],
                vec!["fr/a.ftl:2:1: error[duplicate-id]: c stands here again, and first in b.ftl, line 1".to_owned()],
            ),
        ] {
            let files: Vec<LocaleFile> =
                english.iter().chain(files).map(|(path, text)| LocaleFile::new(*path, text.as_bytes())).collect();
            let requirements = Requirements { passages_in: "a.ftl", share_services: &[] };
            let catalog = Catalog::load(&files, &requirements).unwrap();
            let found = catalog.findings().iter().filter(|found| matches!(found.rule, "other-file" | "duplicate-id"));
            assert_eq!(found.map(ToString::to_string).collect::<Vec<_>>(), expected);
        }
    }
}
