//! Messages and terms under other names: where they stand, where others refer to them, and in the records. Nothing else of a
//! file changes. Knows no disk.

use std::collections::BTreeMap;
use std::ops::Range;

use fluent_syntax::ast::{Entry, InlineExpression};
use fluent_syntax::parser;
use memchr::memmem;

use super::check::pattern::{Node, walk};
use super::decode::start_of_text;
use super::definition::Definition;
use super::file::LocaleFile;
use super::position::offset_in;
use super::records::{Condition, Records, Wording, fingerprint};

/// New names by the old ones, those of terms with their dash.
pub type Names = BTreeMap<String, String>;

/// Why something cannot be renamed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenameError {
    /// A file has both names.
    #[error("{path} has both {old} and {new}; delete the one that is not right")]
    Both {
        /// The file.
        path: String,
        /// The old name.
        old: String,
        /// The new name.
        new: String,
    },
    /// Something in a file cannot be read, and may hold one of the names.
    #[error("{0} cannot be read whole; see  communique locales check")]
    Unread(String),
    /// A program has doubled the returns of a file: nothing stands in it where it was read.
    #[error("{0} has line ends of two returns (CR CR LF); save it with usual ones first")]
    LineEnds(String),
    /// The records of a language are damaged.
    #[error("{0} is damaged; take it from the last good version first")]
    Damaged(String),
}

/// The names that a file of messages has, those of terms with their dash.
pub fn names_in(file: &LocaleFile) -> Vec<String> {
    let (Ok(resource) | Err((resource, _))) = parser::parse(file.text.as_str());
    Definition::all(&resource).map(|it| it.id().into_owned()).collect()
}

/// A file of messages under the new names: its bytes, or `None` if nothing of it changes. `bytes` are those that it
/// was read from.
pub fn renamed(file: &LocaleFile, bytes: &[u8], names: &Names) -> Result<Option<Vec<u8>>, RenameError> {
    let unread = || RenameError::Unread(file.path.clone());
    if file.refused.is_some() {
        return Err(unread());
    }
    let here = names_in(file);
    if let Some((old, new)) = names.iter().find(|(old, new)| here.contains(old) && here.contains(new)) {
        return Err(RenameError::Both { path: file.path.clone(), old: old.clone(), new: new.clone() });
    }
    let changes = changes(&file.text, names).ok_or_else(unread)?;
    if changes.is_empty() {
        return Ok(None);
    }
    let before = start_of_text(bytes, &file.text).ok_or_else(|| match memmem::find(bytes, b"\r\r\n") {
        Some(_) => RenameError::LineEnds(file.path.clone()),
        None => unread(),
    })?;
    let moved = changes.into_iter().map(|(range, name)| (range.start + before..range.end + before, name));
    Ok(Some(replaced(bytes, moved)))
}

/// The records of a language under the new names. `before` and `after` are its files of messages, each as it was and as it is
/// now.
pub fn renamed_records(
    file: &LocaleFile,
    before: &[&LocaleFile],
    after: &[LocaleFile],
    names: &Names,
) -> Result<String, RenameError> {
    let damaged = || RenameError::Damaged(file.path.clone());
    let mut records = Records::parse(&file.text);
    if records.condition == Condition::Damaged || file.refused.is_some() {
        return Err(damaged());
    }
    // Of one text two records may be left: the one of the name that the language has counts.
    let here: Vec<String> = before.iter().flat_map(|file| names_in(file)).collect();
    for (old, new) in names.iter().filter(|(old, new)| here.contains(new) || here.contains(old)) {
        records.entries.remove(if here.contains(new) { old } else { new });
    }
    let text = records.to_ftl();
    let changes = changes(&text, names).ok_or_else(damaged)?;
    let text = String::from_utf8(replaced(text.as_bytes(), changes)).map_err(|_| damaged())?;
    let mut records = Records::parse(&text);
    // A fingerprint is of a text with its name.
    for (before, after) in before.iter().zip(after) {
        for ((_, old), (id, new)) in wordings(&before.text).into_iter().zip(wordings(&after.text)) {
            let Some(record) = records.entries.get_mut(&id) else { continue };
            for recorded in [&mut record.fingerprint, &mut record.approved] {
                if [&old.normal, &old.written].into_iter().any(|text| *recorded == fingerprint(text)) {
                    *recorded = fingerprint(&new.normal);
                }
            }
        }
    }
    Ok(records.to_ftl())
}

/// The messages and terms of a file, each with its id.
fn wordings(text: &str) -> Vec<(String, Wording)> {
    let (Ok(resource) | Err((resource, _))) = parser::parse(text);
    Definition::all(&resource).map(|it| (it.id().into_owned(), Wording::of(it))).collect()
}

/// The places of names in a text, in their order, each with the name that belongs there; `None` if something that cannot be
/// read may hold one.
fn changes(text: &str, names: &Names) -> Option<Vec<(Range<usize>, String)>> {
    let (Ok(resource) | Err((resource, _))) = parser::parse(text);
    let mut changes = Vec::new();
    let mut name = |is_term: bool, slice: &str| {
        let dash = if is_term { "-" } else { "" };
        if let Some(new) = names.get(&format!("{dash}{slice}")) {
            let start = offset_in(text, slice);
            changes.push((start..start + slice.len(), new.trim_start_matches('-').to_owned()));
        }
    };
    for entry in &resource.body {
        if let Entry::Junk { content } = entry
            && names.keys().any(|old| content.contains(old.as_str()))
        {
            return None;
        }
        let Some(definition) = Definition::of(entry) else { continue };
        name(definition.is_term(), definition.name());
        for (_, pattern) in definition.parts() {
            walk(pattern, &mut |node| match node {
                Node::Inline(InlineExpression::MessageReference { id, .. }) => name(false, id.name),
                Node::Inline(InlineExpression::TermReference { id, .. }) => name(true, id.name),
                _ => {}
            });
        }
    }
    changes.sort_by_key(|(range, _)| range.start);
    Some(changes)
}

fn replaced(bytes: &[u8], changes: impl IntoIterator<Item = (Range<usize>, String)>) -> Vec<u8> {
    let (mut all, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for (range, name) in changes {
        all.extend_from_slice(bytes.get(at..range.start).unwrap_or_default());
        all.extend_from_slice(name.as_bytes());
        at = range.end;
    }
    all.extend_from_slice(bytes.get(at..).unwrap_or_default());
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn names(pairs: &[(&str, &str)]) -> Names {
        pairs.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect()
    }

    #[test]
    fn a_name_changes_where_it_stands_and_where_others_refer_to_it_and_nothing_else_does() {
        let names = names(&[("a", "long-name"), ("-t", "-u")]);
        for (before, after) in [
            ("a = a { a } { -t }\n", Some("long-name = a { long-name } { -u }\n")),
            (
                "# a\r\na   =\r\n  a\r\n  .a = { a.b }\r\n\r\n-t=x\r\n",
                Some("# a\r\nlong-name   =\r\n  a\r\n  .a = { long-name.b }\r\n\r\n-u=x\r\n"),
            ),
            ("\u{feff}a = é\n", Some("\u{feff}long-name = é\n")),
            (
                "b = { $a ->\n    [a] { NUMBER($a) } { \"a\" }\n   *[t] { -t(a: 1) } { { a } }\n }\n",
                Some("b = { $a ->\n    [a] { NUMBER($a) } { \"a\" }\n   *[t] { -u(a: 1) } { { long-name } }\n }\n"),
            ),
            ("a-b = t\nt = a\n-a = b\n", None),
        ] {
            let file = LocaleFile::new("fr/a.ftl", before.as_bytes());
            let found = renamed(&file, before.as_bytes(), &names).unwrap();
            assert_eq!(found.map(|bytes| String::from_utf8(bytes).unwrap()).as_deref(), after, "{before:?}");
        }
        for (text, expected) in [
            ("a = x\nlong-name = y\n", "fr/a.ftl has both a and long-name; delete the one that is not right"),
            ("b = x\n\na is lost\n", "fr/a.ftl cannot be read whole; see  communique locales check"),
        ] {
            let file = LocaleFile::new("fr/a.ftl", text.as_bytes());
            assert_eq!(renamed(&file, text.as_bytes(), &names).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn what_is_known_of_a_translation_is_known_under_its_new_name() {
        let of = |text: &str| fingerprint(text);
        let (a, b) = (of("a = y\n"), of("b = z { a }\n"));
        let records = format!(
            "### listed\n\n# {a} 2026-03-04\n# approved {a}\na = x\n\n# {b} 2026-03-05\nb = x {{ a }}\n\n# {a}\nc = x\n\n### end of the records\n"
        );
        let (text, now) = ("a = y\nb = z { a }\nc = neu\n", "z = y\nb = z { z }\nc = neu\n");
        let files = [("fr/a.ftl", text), ("fr/a.ftl", now), ("fr/.made-from.ftl", records.as_str())];
        let [before, after, records] = files.map(|(path, text)| LocaleFile::new(path, text.as_bytes()));
        let found = renamed_records(&records, &[&before], &[after], &names(&[("a", "z")])).unwrap();
        let records = Records::parse(&found);
        let record = |id: &str| {
            let record = &records.entries[id];
            (record.english.normal.as_str(), record.fingerprint.clone(), record.changed.map(|day| day.to_string()))
        };
        assert!(records.was_listed && records.condition == Condition::Whole, "{found}");
        assert_eq!(record("z"), ("z = x\n", of("z = y\n"), Some("2026-03-04".to_owned())), "{found}");
        assert_eq!(records.entries["z"].approved, of("z = y\n"));
        assert_eq!(record("b"), ("b = x { z }\n", of("b = z { z }\n"), Some("2026-03-05".to_owned())));
        assert_eq!(record("c"), ("c = x\n", a, None), "what has changed since has still changed");
        assert!(!records.entries.contains_key("a"));
    }
}
