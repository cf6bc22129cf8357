//! What commands say of texts in plain words: how many, and the difference between two versions, word by word:
//! `[-old-]` and `{+new+}`. It needs no colour, and a screen reader follows it.

use similar::{ChangeTag, TextDiff};

/// So many texts.
pub(super) fn texts(number: usize) -> String {
    format!("{number} text{}", if number == 1 { "" } else { "s" })
}

/// What has changed from one version to the next. What stayed is written as it is.
pub(super) fn difference(old: &str, new: &str) -> String {
    let difference = TextDiff::from_words(old, new);
    let (mut written, mut removed, mut added) = (String::new(), String::new(), String::new());
    for change in difference.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => removed.push_str(change.value()),
            ChangeTag::Insert => added.push_str(change.value()),
            // A space between two changed words belongs to the change.
            ChangeTag::Equal if change.value().trim().is_empty() && !(removed.is_empty() && added.is_empty()) => {
                removed.push_str(change.value());
                added.push_str(change.value());
            }
            ChangeTag::Equal => {
                write_change(&mut written, &mut removed, &mut added);
                written.push_str(change.value());
            }
        }
    }
    write_change(&mut written, &mut removed, &mut added);
    written
}

fn write_change(written: &mut String, removed: &mut String, added: &mut String) {
    // The space that both end with stands behind the change.
    let space = removed.len() - removed.trim_end().len();
    let after = removed[removed.len() - space..].to_owned();
    let after = if added.ends_with(&after) { after } else { String::new() };
    for (mark, text) in [("-", &removed), ("+", &added)] {
        let text = text.strip_suffix(&after).unwrap_or(text);
        if !text.is_empty() {
            let (open, close) = if mark == "-" { ("[-", "-]") } else { ("{+", "+}") };
            written.push_str(&format!("{open}{text}{close}"));
        }
    }
    written.push_str(&after);
    removed.clear();
    added.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_words_are_marked_and_the_others_stay() {
        for (old, new, difference_) in [
            ("The same.", "The same.", "The same."),
            ("It costs much.", "It costs little.", "It costs [-much.-]{+little.+}"),
            ("a b c d", "a x y d", "a [-b c-]{+x y+} d"),
            ("a b c", "a c", "a [-b -]c"),
            ("a c", "a b c", "a {+b +}c"),
            ("", "new", "{+new+}"),
            ("gone", "", "[-gone-]"),
        ] {
            assert_eq!(difference(old, new), difference_, "{old:?} {new:?}");
        }
    }
}
