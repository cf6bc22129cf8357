//! Files of messages whose name has a slip that says nothing: capitals, or an end that a program has added or an editor
//! has mistyped. Where the right one is not there, such a file stands in for it. Knows no text.

use foldhash::HashSet;

use super::file::{LocaleFile, right_name};

/// Lets files stand in for those that are not there.
pub(super) fn place(files: &mut [LocaleFile]) {
    let mut taken: HashSet<String> = files.iter().map(|file| file.path.clone()).collect();
    for file in files {
        let Some((folder, name)) = file.folder_and_name() else { continue };
        let Some(right) = right_name(name) else { continue };
        if taken.insert(format!("{folder}/{right}")) {
            file.stands_for = Some(right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_whose_name_has_a_slip_stands_in_for_one_that_is_not_there() {
        for (names, expected) in [
            (&["statement.FTL"][..], "statement.ftl"),
            (&["Statement.ftl"], "statement.ftl"),
            (&["STATEMENT.FTL"], "statement.ftl"),
            (&["statement.ftl.txt"], "statement.ftl"),
            (&["statement.ftl.ftl"], "statement.ftl"),
            (&["statement.flt"], "statement.ftl"),
            (&["statement.ft"], "statement.ftl"),
            (&["statment.ftl.txt"], "statment.ftl"),
            (&["statement.ftl"], ""),
            (&["statement.FTL", "statement.ftl"], " "),
            (&["Statement.ftl", "statement.ftl.txt"], "statement.ftl "),
            // What is older than what was deleted.
            (&["statement.ftl.bak"], ""),
            (&["statement.ftl~"], ""),
            (&["statement.ftl.orig"], ""),
            (&["Locale.toml"], ""),
            (&["made-from.ftl"], ""),
            (&["notes.txt"], ""),
        ] {
            let mut files: Vec<LocaleFile> =
                names.iter().map(|name| LocaleFile::new(format!("fr/{name}"), b"a = x\n")).collect();
            place(&mut files);
            let found: Vec<String> = files.iter().map(|file| file.stands_for.clone().unwrap_or_default()).collect();
            assert_eq!(found.join(" "), expected, "{names:?}");
            for file in &files {
                let is_read = file.stands_for.is_some() || file.path.ends_with("/statement.ftl");
                assert!(!file.is_messages() || is_read || file.path.ends_with(".ftl"), "{names:?}");
                assert!(!is_read || file.text == "a = x\n", "{names:?}");
            }
        }
    }
}
