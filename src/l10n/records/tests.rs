//! Records as they are read, written and damaged.
#![allow(clippy::unwrap_used)]

use super::*;

const FILE: &str = "\
### The English that each translation was made from. Written by `communique locales`;
### do not edit. The comment above a message is the fingerprint of its translation.
### listed
### approved by Press on Foreign Affairs on 2026-03-05

# 0123456789ab
-t =
    { $case ->
        [a] x
       *[b] y
    }

# 0123456789ab 2026-03-04
# approved abcdef012345
a = [1] x
    .c = z
    .b = y

### end of the records
";

#[test]
fn records_survive_being_written_and_read() {
    let records = Records::parse(FILE);
    assert_eq!((records.condition, records.was_listed), (Condition::Whole, true));
    let review = records.review.as_ref().unwrap();
    assert_eq!((review.by.as_str(), review.on), ("Press on Foreign Affairs", jiff::civil::date(2026, 3, 5)));
    assert_eq!(records.entries["a"].approved, "abcdef012345");
    assert_eq!(records.entries["-t"].approved, "");
    assert_eq!(records.entries["a"].changed, Some(jiff::civil::date(2026, 3, 4)));
    assert_eq!(records.entries["-t"].changed, None);
    assert_eq!(records.to_ftl(), FILE);
    let incomplete = Records { condition: Condition::Incomplete, was_listed: false, ..records };
    assert_eq!(Records::parse(&incomplete.to_ftl()), incomplete);
}

#[test]
fn english_that_fluent_would_not_write_readably_is_written_so_that_it_is() {
    let text = "# 0123456789ab\na = [1] { $n ->\n    [one] x\n   *[other] y\n } z\n";
    let records = Records::parse(text);
    assert_eq!(Records::parse(&records.to_ftl()).entries["a"].english.normal, records.entries["a"].english.normal);
    assert_eq!(Records::parse(&records.to_ftl()).condition, Condition::Whole);
}

#[test]
fn a_translation_has_the_day_on_which_it_was_first_written_down() {
    let before = Records::parse("# 0123456789ab\na = x\n\n# 0123456789ab 2026-03-04\nb = x\n");
    let after = "# 0123456789ab\na = y\n\n# abcdef012345\nb = x\n\n# 0123456789ab\nc = x\n";
    let dated = Records::parse(after).dated(&before, jiff::civil::date(2026, 3, 5));
    let days = dated.entries.values().map(|record| record.changed.map(|day| day.to_string()));
    assert_eq!(days.collect::<Vec<_>>(), [None, Some("2026-03-05".to_owned()), Some("2026-03-05".to_owned())]);
}

#[test]
fn what_is_lost_or_stands_twice_is_damage_and_the_rest_counts() {
    let good = "# 0123456789ab\na = x\n";
    for (file, ids) in [
        (format!("{good}<<<<<<< HEAD\n# 0123456789ab\nb = x\n"), vec!["a", "b"]),
        (format!("{good}# 0123456789ab\na = y\n"), vec!["a", "a"]),
        (format!("<<<<<<<\n{good}=======\n# 0123456789ab\na = y\n>>>>>>>\n"), vec!["a", "a"]),
        (format!("{good}<<<<<<<\nb = x\n"), vec!["a", "b"]),
        (format!("{good}b = {{\n"), vec!["a"]),
        ("a = x\n".to_owned(), vec!["a"]),
        ("# <<<<<<<\na = x\n".to_owned(), vec!["a"]),
        ("# 0123456789abc\na = x\n".to_owned(), vec!["a"]),
        ("# 0123456789AB\na = x\n".to_owned(), vec!["a"]),
        ("# 0123456789ab 2026-02-30\na = x\n".to_owned(), vec!["a"]),
        // Cut short.
        (format!("{HEADER}\n{good}"), vec!["a"]),
        (HEADER.to_owned(), vec![]),
    ] {
        let records = Records::parse(&file);
        assert_eq!(records.condition, Condition::Damaged, "{file}");
        assert_eq!(records.all().map(|(id, _)| id).collect::<Vec<_>>(), ids, "{file}");
    }
    assert_eq!(Records::parse(good).condition, Condition::Whole);
    assert_eq!(Records::parse(&format!("{HEADER}\n{good}\n### {END}\n")).condition, Condition::Whole);
    assert_eq!(Records::parse(&format!("### {END}\n")).condition, Condition::Whole);
    assert_eq!(Records::parse(" \n").condition, Condition::Missing, "an emptied file says as much as none");
}

#[test]
fn question_marks_in_the_place_of_signs_are_damage() {
    let today = |id: &str| Some(format!("{id} = “The ministry’s” – x?\n"));
    for (english, expected) in [
        ("“The ministry’s” – x?", false),
        ("?The ministry?s? ? x?", true),
        ("“The ministry?s” – x?", true),
        ("?The ministry?s?", true),
        ("“The ministry’s” – y?", false),
        ("“A ministry’s” ? y?", false),
    ] {
        let mut records = Records::parse(&format!("# 0123456789ab\na = {english}\n"));
        records.find_replaced(today);
        assert_eq!(records.unsure.contains("a"), expected, "{english}");
        assert_eq!(records.condition == Condition::Damaged, expected, "{english}");
    }
}

#[test]
fn the_records_of_earlier_versions_hold() {
    assert_eq!(fingerprint("title = Statement\n"), "596345c8ca7f");
}
