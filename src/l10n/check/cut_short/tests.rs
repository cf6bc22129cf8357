//! Texts that have lost their rest, and what is said of each.

use crate::l10n::check::tests::{found, told};

const ENGLISH: &str = "a = x\nb = x\nc = x\n    .hint = x\n";

#[test]
fn a_text_that_has_lost_its_rest_is_told_of_the_message_and_at_the_line() {
    for (german, expected) in [
        // A line without a space: junk, and what looks like a message.
        ("a = halb\nund halb\n\nb = y\nc = y\n    .hint = y", "error cut-short `und` a"),
        ("a = halb\nund halb\nund noch\n\nb = y", "error cut-short `und` a"),
        ("a = halb\nund = halb\n\nb = y", "error cut-short `und` a"),
        ("a = halb\nund = halb\nund = noch\n\nb = y", "error cut-short `und` a"),
        ("a = halb\nund = halb\nweiter so\n\nb = y", "error cut-short `und` a"),
        ("a = halb\n\nund halb\n\nb = y", "error cut-short `und` a"),
        ("a = halb\r\nund halb\r\n\r\nb = y", "error cut-short `und` a"),
        ("a = halb\n„und“ halb", "error cut-short `„und“` a"),
        ("a = halb\n5 Tage", "error cut-short `5` a"),
        ("a = halb\n(und)", "error cut-short `(und)` a"),
        ("a = halb\n- und", "error cut-short `-` a"),
        ("a = halb\n-5 Grad", "error cut-short `-5` a"),
        ("a = halb\n#12 der Straße", "error cut-short `#12` a"),
        ("a = halb\n# 12 der\n    Straße", "error cut-short `#` a"),
        ("a = halb\n    gut\nund halb", "error cut-short `und` a"),
        ("c = y\n    .hint = halb\nund halb", "error cut-short `und` c"),
        // What a line cannot begin with.
        ("a = halb\n    [1] y", "error cut-short `[` a"),
        ("a = halb\n    *y*", "error cut-short `*` a"),
        ("a = halb\n    .5 Prozent", "error cut-short `.` a"),
        ("a = halb\n    ...", "error cut-short `.` a"),
        // What is no space.
        ("a = halb\n\tund", "error tab-indent `\t` a"),
        ("a = halb\n    gut\n\tund", "error tab-indent `\t` a"),
        ("a = halb\n\u{a0}und", "error tab-indent `\u{a0}` a"),
        ("a = halb\n\u{3000}und", "error tab-indent `\u{3000}` a"),
        ("c = y\n\t.hint = y", "error tab-indent `\t` c"),
        // What stands at the start of a file that was joined to another.
        ("a = y\n\u{feff}# note\nb = y", "error syntax `\u{feff}` "),
        ("a = y\n\n\u{feff}## Group\n\nb = y", "error syntax `\u{feff}` "),
        ("a = y\n\u{feff}neu = z\nb = y", "error syntax `\u{feff}` "),
        ("a = halb\n\u{feff}und halb", "error cut-short `\u{feff}` a"),
        // An attribute whose sign is lost.
        ("c = y\n    .hint : z", "error syntax `.hint` c"),
        ("c = y\n    .hint z", "error syntax `.hint` c"),
        ("c = halb\n    .hunt z", "error cut-short `.` c"),
        // Whole messages.
        ("a = y\nb = y\n# note\nc = y\n    .hint = y", ""),
        // A comment or a term of which only the text above knows.
        ("a = halb,\n# und halb\n\nb = y", "error cut-short `#` a"),
        ("a = halb,\n# und halb\n# und noch\n\nb = y", "error cut-short `#` a"),
        ("a = halb,\n# und halb\n\n-t = y", "error cut-short `#` a"),
        ("a = halb,\n# und halb", "error cut-short `#` a"),
        // The same without the space of a comment.
        ("a = halb,\n#und halb\n\nb = y", "error cut-short `#und` a"),
        ("a = halb,\n#und halb\n#und noch\n\nb = y", "error cut-short `#und` a"),
        ("a = halb,\n#und halb\n# und noch\n\nb = y", "error cut-short `#und` a"),
        ("a = halb,\n# und halb\n#und noch\n\nb = y", "error cut-short `#` a"),
        ("a = halb,\r\n#und halb\r\n\r\nb = y", "error cut-short `#und` a"),
        ("a = halb,\n#und halb", "error cut-short `#und` a"),
        ("a = halb,\n#und halb\n    und noch\n\nb = y", "error cut-short `#und` a"),
        ("c = y\n    .hint = halb,\n#und halb\n\nb = y", "error cut-short `#und` c"),
        ("a = y\n#note\nb = y", "error syntax `#note` "),
        ("a = y\n#note\n# note\nb = y", "error syntax `#note` "),
        ("a = y\n\n#note\n\nb = y", "error syntax `#note` "),
        ("a = y\n##Group\n\nb = y", "error syntax `##Group` "),
        ("a = halb,\r\n# und halb\r\n\r\nb = y", "error cut-short `#` a"),
        ("c = y\n    .hint = halb,\n# und halb\n\nb = y", "error cut-short `#` c"),
        ("a = halb,\n-und = halb\nb = y", "error cut-short `-und` a"),
        ("a = halb,\n-und = halb\n\nb = y", "error cut-short `-und` a"),
        ("a = y\n-t = z\nb = { -t }", ""),
        ("a = y\n-t = z\nb = { -t", "error syntax `{` b"),
        ("a = y\n\n-t = z\nb = y", ""),
        ("a = y\n# note\n-t = z\nb = y", ""),
        ("a = y\n-t = { $n\nb = { -t }", "error syntax `{` -t"),
        ("a = y\n# note\nb = { $n", "error syntax `{` b"),
        ("a = y\n\n# note\n\nb = y", ""),
        ("a = y\n\n\n   \nb = y", ""),
        ("a = y\n\t\nb = y", ""),
        ("a = y\n\nold = z", "warning obsolete `old` old"),
        ("a = y\n# note\nold = z", "warning obsolete `old` old"),
        // A message with a slip of its own is no rest of the one before.
        ("a = y\nb = { $n", "error syntax `{` b"),
        ("a = y\nb", "error cut-short `b` a"),
    ] {
        assert_eq!(found("de", ENGLISH, &[german]), expected, "{german:?}");
    }
    assert_eq!(found("de", "-t = x", &["-t = halb\nund halb"]), "error cut-short `und` -t");
    assert_eq!(found("de", "a = x\n-term = x", &["a = y\n-term = z"]), "", "the English has the term");
    assert_eq!(found("de", "a = x\n-term = x", &["a = y\n-trem = z"]), "", "a slip of one that the English has");
    let source = "a = x,\n# y\n\nb = x\n# about c\nc = x\n-t = x";
    assert_eq!(found("en", source, &[source]), "error cut-short `#` a", "in the source too");
    let hash = "a = x # y";
    assert_eq!(found("de", hash, &["a = halb\n# und"]), "error cut-short `#` a");
}

#[test]
fn an_id_that_is_nearly_one_that_is_missing_is_a_slip_of_it() {
    let english = "share-link = x\nshare-code = x\n";
    assert_eq!(found("de", english, &["share-code = y\nshare-lnik = y"]), "warning unknown-id `share-lnik` share-lnik");
    assert_eq!(
        told("de", english, "share-code = y\nshare-lnik = y")[0],
        (
            "the English has no message share-lnik; did you mean share-link?".to_owned(),
            "write share-link = …".to_owned()
        )
    );
    assert_eq!(
        found("de", english, &["share-code = y\nshare-lnik = { $n"]),
        "error syntax `{` share-lnik",
        "a slip of its own"
    );
    let both = "share-code = y\nshare-link = y\n\nshare-lnik = y";
    assert_eq!(found("de", english, &[both]), "warning obsolete `share-lnik` share-lnik", "it is not missing");
}

#[test]
fn what_is_told_is_what_to_type() {
    for (german, help) in [
        (
            "a = halb\nund halb",
            "put a space at the start of the line: a text that continues on the next line must start with one",
        ),
        ("a = halb\n\tund", "replace it by four spaces"),
        ("a = halb\n\u{feff}und", "delete it; it belongs at the start of a file at most"),
        ("a = y\n\u{feff}# note", "delete it; it belongs at the start of a file at most"),
        ("c = y\n    .hint : z", "write .hint = …"),
        (
            "a = halb\n# und\n\nb = y",
            "if the line belongs to the text, put a space in the place of every # at its start; if it is a comment, \
                 leave an empty line above it",
        ),
        (
            "a = halb\n#und\n\nb = y",
            "if the line belongs to the text, put a space in the place of every # at its start; if it is a comment, \
                 write a space after the last of them and leave an empty line above it",
        ),
        (
            "a = halb\n-und = y",
            "if the line belongs to the text, put a space at the start of it; if it is a term, leave an empty line \
                 above it",
        ),
        ("a = halb\n    [1] y", "write {\"[\"} instead of the [, or join the line to the one above"),
    ] {
        assert_eq!(told("de", ENGLISH, german)[0].1, help, "{german:?}");
    }
}
