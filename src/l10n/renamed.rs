//! Translations of what the English has under another name than they: their texts are not to be deleted. Of a section
//! whose passages are all called otherwise one finding says so. Decides nothing.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::check::{Finding, Sentence, rule};
use super::records::{Records, Wording};

/// Tells them in the place of messages that the English does not have.
pub(super) fn tell(
    english: &HashMap<String, Wording>,
    translations: &HashMap<String, String>,
    records: &Records,
    findings: &mut Vec<Finding>,
) {
    if !findings.iter().any(|finding| finding.rule == rule::OBSOLETE) {
        return;
    }
    // The texts of the English that have no translation, each with the first name that it has.
    let mut free: HashMap<&str, &str> = HashMap::default();
    for (id, wording) in english.iter().filter(|(id, _)| !translations.contains_key(*id)) {
        let Some((_, text)) = wording.normal.split_once('=') else { continue };
        let first = free.entry(text).or_insert(id);
        *first = id.as_str().min(first);
    }
    let new_name = |finding: &Finding| {
        let old = finding.id.as_deref().filter(|_| finding.rule == rule::OBSOLETE)?;
        let was = records.of(old).filter_map(|record| record.english.normal.split_once('='));
        was.into_iter().find_map(|(_, text)| free.get(text).copied())
    };
    let named: Vec<Option<&str>> = findings.iter().map(new_name).collect();
    // How many names have changed in the same part.
    let mut parts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (finding, new) in findings.iter().zip(&named) {
        if let (Some(old), Some(new)) = (finding.id.as_deref(), new) {
            let (old, new) = changed_parts(old, new);
            *parts.entry((old.to_owned(), new.to_owned())).or_default() += 1;
        }
    }
    let mut told = Vec::new();
    let mut named = named.into_iter();
    findings.retain_mut(|finding| {
        let Some(new) = named.next().flatten() else { return true };
        let Some(old) = finding.id.as_deref() else { return true };
        let (old_part, new_part) = changed_parts(old, new);
        let key = (old_part.to_owned(), new_part.to_owned());
        let Some(&number) = parts.get(&key).filter(|number| **number > 1) else {
            finding.sentence = Sentence::Renamed { old: old.to_owned(), id: new.to_owned() };
            return true;
        };
        let is_first = !told.contains(&key);
        if is_first {
            finding.sentence = Sentence::RenamedSection { old: key.0.clone(), new: key.1.clone(), number };
            told.push(key);
        }
        is_first
    });
}

/// What two names differ in: both without the parts, from hyphen to hyphen, that they end with.
fn changed_parts<'n>(old: &'n str, new: &'n str) -> (&'n str, &'n str) {
    let (mut old, mut new) = (old, new);
    while let (Some((old_start, old_end)), Some((new_start, new_end))) = (old.rsplit_once('-'), new.rsplit_once('-'))
        && old_end == new_end
    {
        (old, new) = (old_start, new_start);
    }
    (old, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_in_what_stands_before_the_parts_that_they_end_with() {
        for (old, new, expected) in [
            ("background", "context", ("background", "context")),
            ("background-acts", "context-acts", ("background", "context")),
            ("background-acts", "background-deeds", ("background-acts", "background-deeds")),
            ("national-measures-law", "measures-law", ("national-measures", "measures")),
            ("a-b-c", "d-b-c", ("a", "d")),
            ("a-b", "b", ("a-b", "b")),
        ] {
            assert_eq!(changed_parts(old, new), expected, "{old} {new}");
        }
    }
}
