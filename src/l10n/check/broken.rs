//! What cannot be shown, by what was found of it. Knows no rule but by its findings.

use foldhash::{HashMap, HashSet};

use super::conflicts;
use super::encoding;
use super::finding::{Finding, Level};
use super::graph::Graph;
use super::index::{Index, ParsedFile};
use super::lines::line_start;
use super::pattern::references;
use super::rule;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// What cannot be shown: messages and terms with an error, those that are the rest of another, those that refer to what
/// is not there, and all that refer to any of them.
pub fn broken(index: &Index<'_>, findings: &[Finding]) -> HashSet<String> {
    let mut users: HashMap<String, Vec<String>> = HashMap::default();
    let mut broken: HashSet<String> = HashSet::default();
    let graph = Graph::new(index);
    for item in &graph.items {
        for target in references(item.pattern) {
            // One slip may be the reason of many references that lead nowhere, and is told once.
            if !graph.by_target.contains_key(&target) {
                broken.insert(item.target.id());
            }
            users.entry(target.id()).or_default().push(item.target.id());
        }
    }
    let errors = || findings.iter().filter(|finding| finding.level == Level::Error);
    broken.extend(errors().filter_map(|finding| finding.id.clone()));
    let cuts: HashSet<(&str, usize)> = errors()
        .filter(|finding| finding.rule == rule::CUT_SHORT)
        .map(|cut| (cut.path.as_str(), cut.span.start))
        .collect();
    if !cuts.is_empty() {
        broken.extend(index.files().iter().flat_map(|parsed| rests(parsed, &cuts)));
    }
    broken.extend(index.files().iter().flat_map(conflicts::ids));
    broken.extend(index.files().iter().flat_map(encoding::ids));
    let mut queue: Vec<String> = broken.iter().cloned().collect();
    while let Some(id) = queue.pop() {
        for user in users.remove(&id).unwrap_or_default() {
            if broken.insert(user.clone()) {
                queue.push(user);
            }
        }
    }
    broken
}

/// The ids of what looks like an entry and begins where a text above it is cut: there its rest stands.
fn rests(parsed: &ParsedFile<'_>, cuts: &HashSet<(&str, usize)>) -> Vec<String> {
    let text = parsed.file.text.as_str();
    let is_cut = |name: &str| cuts.contains(&(parsed.file.path.as_str(), line_start(text, offset_in(text, name))));
    Definition::all(&parsed.resource).filter(|it| is_cut(it.name())).map(|it| it.id().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::check::{English, check};
    use crate::l10n::file::LocaleFile;

    #[test]
    fn neither_half_of_a_text_that_is_cut_is_shown_nor_what_refers_to_what_is_not_there() {
        let english = "a = The scourge is not new.\nb = { -t } x\nc = { b }\nd = x\n-t = x\nmenu = Language\n";
        for (german, expected) in [
            ("a = Es ist\nmenu = neu.\n", &["a", "menu"][..]),
            ("a = Es ist\n# x\nmenu = neu.\n", &["a", "menu"]),
            ("a = Es ist\n", &["a"]),
            ("a = Es ist neu.\nmenu = Sprache\n", &[]),
            ("b = { -t } y\nc = { b }\nd = y\n-t = {\n", &["b", "c"]),
            ("b = { -t } y\nd = y\n\nt = z\n", &["b", "t"]),
            ("b = y { -t }\nd = { -t }\n", &["b", "d"]),
        ] {
            let files = [("en", english), ("de", german)]
                .map(|(tag, text)| LocaleFile::new(format!("{tag}/a.ftl"), text.as_bytes()));
            let [en, de] = [&files[0], &files[1]].map(|file| [ParsedFile::new(file)]);
            let (en, de) = (Index::new("en".parse().unwrap(), &en), Index::new("de".parse().unwrap(), &de));
            let mut broken: Vec<String> = broken(&de, &check(&de, &English::new(&en))).into_iter().collect();
            broken.retain(|id| id != "-t");
            broken.sort();
            assert_eq!(broken, expected, "{german:?}");
        }
    }
}
