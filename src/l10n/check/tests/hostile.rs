//! Files that nobody would write: whatever they hold, the rules end soon and point into the file.

use std::time::{Duration, Instant};

use foldhash::HashMap;
use proptest::prelude::*;

use super::*;
use crate::l10n::freshness::Freshness;
use crate::l10n::recordable::Recordable;
use crate::l10n::records::{FormerEnglish, Records, Wording, fingerprint};

/// Every finding of two files, each with its span inside its file.
fn checked(english: &[u8], text: &[u8], tag: &str) -> usize {
    let (english, text) = (LocaleFile::new("en/0.ftl", english), LocaleFile::new(format!("{tag}/0.ftl"), text));
    let (source, parsed) = ([ParsedFile::new(&english)], [ParsedFile::new(&text)]);
    let source = Index::new("en".parse().unwrap(), &source);
    let index = Index::new(tag.parse().unwrap(), &parsed);
    let findings = check(&index, &English::new(&source));
    for finding in &findings {
        assert!(finding.path == text.path, "{finding}");
        assert!(text.text.get(finding.span.clone()).is_some(), "{finding}: {:?}", finding.span);
        assert!(!finding.help().is_empty() && !finding.message().is_empty(), "{finding}");
    }
    assert_eq!(
        findings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        check(&index, &English::new(&source)).iter().map(ToString::to_string).collect::<Vec<_>>()
    );
    findings.len()
}

const PIECES: &[&str] = &[
    "a",
    "b",
    "share-link",
    " = ",
    "=",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "    ",
    " ",
    "\t",
    "\u{a0}",
    "{",
    "}",
    "{ $n }",
    "{ $nа }",
    "$",
    "n",
    "{ $n ->\n",
    "    [one] ",
    "   *[other] ",
    "[un]",
    "[1]",
    "]",
    "[",
    "*",
    ".hint = ",
    ".",
    "\n    .hint = ",
    "-t = ",
    "{ -t }",
    "{ b }",
    "{ b.hint }",
    "{ NUMBER($n) }",
    "{ NUMBER($n, useGrouping: \"x\") }",
    "\"",
    "{ \"",
    "\" }",
    "{ \"\" }",
    "<l>",
    "</l>",
    "<em>",
    "<br>",
    "<a href=x>",
    "<",
    "&nbsp;",
    "&#x41;",
    "&",
    "\\n",
    "\\u00a0",
    "\\u",
    "\\",
    "\0",
    "\u{b}",
    "\u{fffd}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{feff}",
    "# ",
    "## ",
    "### Required",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> x\n",
    "é",
    "б",
    "语",
    "😀",
    "۱",
    "ا",
    "998-IIIQ ",
    "1 janvier ",
    " ? ",
    "« ",
    "#",
    "-",
    ">",
    "->",
    "→",
    "(one) ",
    "{ -t(n: \"x\") }",
    "share link = ",
    "＝",
    "Ã©",
    "â€™",
    "#x",
    "{ n }",
    "${n}",
    "%(n)s",
    "%s",
    "{0}",
    "{{ $n }}",
    "｛ $n ｝",
    "{ - t(n: x) }",
    "{ n, plural, one {x} }",
    "**",
    "???",
    "[-x-]",
    " # x",
    "TODO",
    "=C3=A9",
    "%20",
    "cтатья",
    "٤",
    "\u{fffd}\n\u{fffd}",
    "é-x = ",
    "‹l›",
    "</l></l>",
    "[*x] ",
    "* [x] ",
    "{ -t[x] }",
    "{ -t(n: x) }",
    "-t(n: \"x\")",
    "$n ",
    "Р‘РёС‡ С‚РµСЂ",
    "第五条",
    "18. 6. 1999",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]
    #[test]
    fn whatever_a_file_holds_each_finding_stands_inside_it(
        english in text(),
        translation in text(),
        cut in 0usize..400,
        tag in proptest::sample::select(&["de", "fr", "ar", "ru", "en"][..]),
        encoding in 0..4,
    ) {
        let bytes: Vec<u8> = match encoding {
            0 => translation.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            1 => translation.chars().map(|c| u32::from(c) as u8).collect(),
            _ => translation.into_bytes(),
        };
        let cut = &bytes[..bytes.len().saturating_sub(cut % (bytes.len() + 1) / 2)];
        checked(english.as_bytes(), cut, tag);
    }
}

#[test]
fn no_file_takes_time_by_the_square_of_its_length() {
    let english = "a = x\nshare-link = { $count ->\n    [one] <l>x</l>\n   *[other] { $count } <l>x</l>\n }\n    .hint = [1] x<m>[2]</m>\n";
    let line = |n: usize, text: &str| text.replace('#', &n.to_string());
    for piece in [
        "z# = y\n",
        "share-lin# = y\n",
        "\n\nz# = y\n",
        "junk #\n",
        "\tjunk\n",
        "=======\n",
        "<<<<<<< é\n",
        "é\n",
        "# é\n",
        "# é\n\n",
        "a# = {\n",
        "    .x# = {\n",
        "    .x# = y\n",
        "<l#>",
        "<l>",
        "</l>",
        "<l></l>",
        "&a",
        "&",
        "\\u",
        "\\",
        "\u{2066}",
        "\u{2066}a\u{2069}",
        "\0",
        "1",
        " ?",
        "{ b# }",
        "{ -t# }",
        "{ $n# }",
        "{ \"<\" }",
        "{ \"é\" }",
        "998-A ",
        "{ $n ->\n *[other] x\n }",
        "a# = { a }\n",
        "-t# = <l>{ -t }\n",
        "\u{200d}",
        "\r",
        "[",
        "z# = { $n ->\n    [#] x\n   *[other] y\n }\n",
        "Ã©",
        "Ã©\n",
        "#é\n",
        "# é\n    x\n",
        " z# = y\n",
        " -z# = y\n",
        " # z\n",
        " (one) z\n",
        "share link# = y\n",
        "share-link y\n",
        "share-link ＝ y\n",
        "-z# = y\n",
        "-z# = { $n ->\n *[x] y\n }\n",
        "{ -t(x: \"#\") }",
        "a# = { $n =>\n",
        "a# = { $n ->\n    [x] y\n",
        "a# = x { y\n",
        "{ count } ",
        "{{ $count }} ",
        "%s ",
        "count ",
        "$count",
        "a# = { - t }\n",
        "share-link = { $ count }\n",
        "(TODO ",
        "(",
        "**a ",
        "*",
        "a?",
        "=C3",
        "%C3%A9",
        "\u{fffd}",
        "\u{fffd}\n",
        "cт ",
        "cт",
        "٤۴",
        "<lx </l>",
        "é-x# = y\n",
        "    .é# = y\n",
        "‹l›",
        "<l/>",
        "*[other]\n",
        "[*x] y\n",
        "{ -t[x] }",
        "{ -t(x: y) }",
        "-t ",
        "$n ",
        "Р‘",
        "Р‘РёС‡\n",
        "五",
        "1.1.1 ",
        "6月",
    ] {
        let file = |bytes: usize| {
            let pieces = bytes / piece.len();
            format!("a = x\nshare-link = {}", (0..pieces).map(|n| line(n, piece)).collect::<String>())
        };
        not_by_the_square(piece, |quarters| {
            let file = file(25_000 * quarters);
            let start = Instant::now();
            checked(english.as_bytes(), file.as_bytes(), "fr");
            start.elapsed()
        });
    }
}

/// By the square, four times the length takes sixteen times as long. What else the machine does is no reason to fail: the
/// ratio has to be as bad each time, and the time worth a look.
fn not_by_the_square(what: &str, took: impl Fn(usize) -> Duration) {
    let by_the_square = || {
        let (quarter, whole) = (took(1).as_secs_f64(), took(4).as_secs_f64());
        (whole > 1.0 && whole > 9.0 * quarter).then_some((quarter, whole))
    };
    let worst = (0..3).map_while(|_| by_the_square()).collect::<Vec<_>>();
    assert!(worst.len() < 3, "{what:?} took {worst:?} seconds");
}

#[test]
fn no_records_take_time_by_the_square_of_their_number() {
    let today = HashMap::from_iter([("a".to_owned(), Wording { written: String::new(), normal: String::new() })]);
    for (what, id) in [("each id twice", "a#"), ("one id", "a")] {
        not_by_the_square(what, |quarters| {
            let numbers = (0..8_000 * quarters).chain(0..8_000 * quarters);
            let record = |n: usize| format!("# 0123456789ab\n{} = {n}\n", id.replace('#', &n.to_string()));
            let records = Records::parse(&numbers.map(record).collect::<String>());
            let start = Instant::now();
            let number: usize = records.entries.keys().map(|id| records.of(id).count()).sum();
            assert_eq!(number, 16_000 * quarters);
            let former = FormerEnglish::of(&[&records], &today);
            assert_eq!(former.texts.get("a").map(Vec::len), (id == "a").then_some(8_000 * quarters));
            start.elapsed()
        });
    }
    // Every text has another name now, and the last comes first; or none of them is the translation that it was.
    for (what, each, english, then, now) in [
        ("other English", 4_000, "#", "#", "#"),
        ("one English of one translation", 4_000, "x", "y", "y"),
        ("one English of other translations", 400, "x", "#", "y"),
    ] {
        not_by_the_square(what, |quarters| {
            let numbers = || (0..each * quarters).map(|n| format!("{n:06}"));
            let text = |name: &str, text: &str, n: &str| format!("{name}{n} = {}\n", text.replace('#', n));
            let record = |n: String| format!("# {}\n{}", fingerprint(&text("a", then, &n)), text("a", english, &n));
            let records = Records::parse(&(numbers().map(record).collect::<String>() + "\n### end of the records\n"));
            let new = |of: &'static str| numbers().map(move |n| (format!("b{n}"), text("b", of, &n)));
            let wording = |(id, normal): (String, String)| (id, Wording { written: normal.clone(), normal });
            let recordable = Recordable {
                records: &records,
                states: &numbers().rev().map(|n| (format!("b{n}"), Freshness::New)).collect::<Vec<_>>(),
                translations: &new(now).collect(),
                english: &new(english).map(wording).collect(),
            };
            let start = Instant::now();
            let recorded = recordable.recorded();
            let took = start.elapsed();
            let Ok(Some(recorded)) = recorded else { panic!("{what}") };
            let former = recorded.entries.keys().filter(|id| id.starts_with('a')).count();
            assert_eq!(former, if then == now { 0 } else { each * quarters }, "{what}");
            took
        });
    }
}
