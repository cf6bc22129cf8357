//! What staff ask `communique inbox` beside a running server, and what they are told. Whatever
//! strangers typed reaches the page, the spreadsheet, the program and the terminal as text.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use communique::cli::runtime;
use communique::contact::form::{Submission, Topic, email};
use communique::contact::inbox::{Inbox, Outcome, open};
use communique::contact::{Message, NewMessage, Reference, State};
use jiff::{SignedDuration, Timestamp};
use scraper::Html;
use serde_json::Value;
use sqlx::{Connection, SqliteConnection};
use support::program::{Program, communique, database};
use support::{all, attribute, letter, one, post};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A running server, and staff beside it.
struct Office {
    folder: TempDir,
    server: Program,
    runtime: Runtime,
    inbox: Arc<dyn Inbox>,
}

impl Office {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Program::start(folder.path(), &["--contact-per-client=0", "--contact-total=0"]);
        let (runtime, url) = (runtime::messages().unwrap(), format!("sqlite:{}", database(folder.path()).display()));
        let inbox = runtime.block_on(open(&url.parse().unwrap())).unwrap();
        Self { folder, server, runtime, inbox }
    }

    /// Sends a form, and gives the reference that its sender is shown.
    fn send(&self, fields: &[(&str, &str)]) -> Reference {
        let answer = post(self.server.address(), "/en/contact", fields, &[]);
        assert_eq!(answer.status, 303, "{fields:?}");
        answer.header("location").rsplit('/').next().unwrap().parse().unwrap()
    }

    /// What the command says when all goes well: on standard output, and nothing besides.
    fn said(&self, arguments: &[&str]) -> String {
        let output = communique(self.folder.path(), &[&["inbox"], arguments].concat());
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), &*error), (Some(0), ""), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Why the command refuses: one line on standard error, and nothing besides.
    fn refused(&self, code: i32, arguments: &[&str]) -> String {
        let output = communique(self.folder.path(), &[&["inbox"], arguments].concat());
        let error = String::from_utf8(output.stderr).unwrap();
        let shape = (output.status.code(), error.lines().count(), output.stdout.len());
        assert_eq!(shape, (Some(code), 1, 0), "{arguments:?}: {error}");
        error.strip_prefix("communique: ").unwrap_or_else(|| panic!("{error}")).trim_end().to_owned()
    }

    fn stored(&self) -> Vec<Message> {
        self.runtime.block_on(self.inbox.list(None, "", 1000)).unwrap().messages
    }

    fn message(&self, reference: &Reference) -> Option<Message> {
        self.runtime.block_on(self.inbox.message(reference)).unwrap()
    }

    /// Takes on the one message that is due by then.
    fn claim(&self, now: Timestamp) -> String {
        let claimed = self.runtime.block_on(self.inbox.claim("a loop", now, SignedDuration::from_hours(1)));
        claimed.unwrap().unwrap().id
    }

    fn settle(&self, id: &str, at: Timestamp, outcome: &Outcome) {
        let settled = self.inbox.settle(id, "a loop", at, outcome, "554 5.7.1 no\u{1b}[2J\nnever");
        assert!(self.runtime.block_on(settled).unwrap());
    }

    /// One message in every state.
    fn one_in_every_state(&self) -> BTreeMap<State, Reference> {
        let now = Timestamp::now() + SignedDuration::from_secs(5);
        let mut references = BTreeMap::new();
        for state in [State::Sent, State::Parked, State::Sending, State::Held, State::Queued] {
            let trap = if state == State::Held { "buy" } else { "" };
            references.insert(state, self.send(&with(letter(state.as_str()), &[("memo", trap)])));
            let later = Outcome::Later { at: now + SignedDuration::from_hours(2), maybe_duplicate: true };
            match state {
                State::Sent => self.settle(&self.claim(now), now, &Outcome::Sent),
                State::Parked => self.settle(&self.claim(now), now, &Outcome::Parked),
                State::Queued => self.settle(&self.claim(now), now, &later),
                State::Sending => drop(self.claim(now)),
                State::Held => {}
            }
        }
        assert!(references.iter().all(|(state, reference)| self.message(reference).unwrap().state == *state));
        references
    }
}

/// A form with other values in some fields.
fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(name, _)| others.iter().all(|(other, _)| other != name));
    [&fields, others].concat()
}

#[test]
fn a_list_has_a_line_for_every_message_in_the_order_of_arrival_and_counts_them() {
    let office = Office::open();
    assert_eq!(office.said(&["list"]), "no messages\n");
    let references = office.one_in_every_state();
    let list = office.said(&["list"]);
    let (lines, counts) = list.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(counts, "1 queued, 1 sending, 1 sent, 1 parked, 1 held");
    let lines: Vec<&str> = lines.lines().collect();
    for (line, message) in lines.iter().zip(office.stored()) {
        let state = message.state.as_str();
        let received = message.received_at.strftime("%Y-%m-%d %H:%M").to_string();
        let words: Vec<&str> = line.split_whitespace().collect();
        let received: Vec<&str> = received.split(' ').collect();
        let expected = [&[message.reference.as_str()], &received[..], &[state, "other", "en", "Ayşə", "Məmmədova"]];
        assert!(words.starts_with(&expected.concat()), "{line}");
        let more = match message.state {
            State::Held => "(the field that people leave empty was filled in)",
            State::Queued => "(tried once, again ",
            _ => "Məmmədova",
        };
        assert!(line.contains(more), "{line}");
    }
    assert_eq!(lines.len(), 5);
    for (state, reference) in references {
        let list = office.said(&["list", "--state", state.as_str()]);
        assert!(list.starts_with(reference.as_str()), "{list}");
        assert_eq!(list.lines().nth(1), Some(&*format!("1 {}", state.as_str())), "{list}");
    }
    let refused = office.refused(2, &["list", "--state", "lost"]);
    assert!(refused.contains("“lost”") && refused.contains("queued, sending, sent, parked, held"), "{refused}");
}

#[test]
fn a_message_is_shown_whole_by_its_reference_as_people_write_it() {
    let office = Office::open();
    let body = "First line\n\n\tsecond, with “quotes” and می‌خواهم\n— Ayşə";
    let fields = [
        ("topic", "material"),
        ("about", "background-acts"),
        ("name", "Ayşə Məmmədova"),
        ("email", "ayse@example.org"),
        ("organisation", "Bakı Dövlət Universiteti"),
        ("reply", "fa"),
        ("message", body),
        ("consent", "yes"),
    ];
    let reference = office.send(&fields);
    let at = Timestamp::now() + SignedDuration::from_secs(5);
    office.settle(&office.claim(at), at, &Outcome::Refused { at: at + SignedDuration::from_hours(8) });
    let shown = office.said(&["show", reference.as_str()]);
    for line in [
        "State: queued",
        &format!("Reference: {reference}"),
        "About: Use of licensed material",
        "Passage: background-acts",
        "Name: Ayşə Məmmədova",
        "E-mail: ayse@example.org",
        "Organisation: Bakı Dövlət Universiteti",
        "Language of the page: en",
        "Language for the reply: fa",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}: {shown}");
    }
    assert!(shown.ends_with(&format!("\n\n{body}\n")), "{shown}");
    let attempt = shown.lines().find(|line| line.contains("  refused  ")).unwrap();
    assert!(attempt.ends_with("554 5.7.1 no[2J never"), "what a mail server says is one line too: {attempt}");
    let plain = reference.as_str().replace('-', "");
    let spoken = plain.replace('0', "o").replace('1', "l").to_lowercase();
    for written in [plain.clone(), spoken, format!(" {} {} ", &plain[..3], &plain[3..]), plain.replace('0', "O")] {
        assert_eq!(office.said(&["show", &written]), shown, "{written}");
    }
}

/// A reference with a slip in it, as the check digit tells.
fn mistyped(reference: &Reference) -> String {
    let (start, last) = reference.as_str().split_at(10);
    format!("{start}{}", if last == "0" { "1" } else { "0" })
}

#[test]
fn a_mistyped_reference_is_told_from_an_unknown_one() {
    let office = Office::open();
    let reference = office.send(&letter("text"));
    let (wrong, unknown) = (mistyped(&reference), Reference::random().unwrap());
    for command in ["show", "release", "retry", "purge"] {
        let said = office.refused(2, &[command, &wrong]);
        assert!(said.contains(&wrong) && said.contains("contains a typing error"), "{command}: {said}");
        for text in ["4T7QK", "", "4T7QK-9HX2!", "../../etc/passwd", "\u{1b}[2J\u{202e}4T7QK\r\n9HX2W"] {
            let said = office.refused(2, &[command, text]);
            assert!(said.contains("a reference is ten letters and figures"), "{command} {text}: {said}");
            assert!(!said.contains(steers), "what was copied out of a message steers nothing: {said:?}");
        }
        let said = office.refused(1, &[command, unknown.as_str()]);
        assert_eq!(said, format!("there is no message {unknown}"), "{command}");
    }
    assert_eq!(office.stored().len(), 1);
}

#[test]
fn a_message_is_released_or_retried_only_where_that_makes_sense() {
    for (command, allowed, done) in [
        ("release", [State::Held, State::Parked], "released"),
        ("retry", [State::Queued, State::Parked], "mailed within a minute"),
    ] {
        let office = Office::open();
        for (state, reference) in office.one_in_every_state() {
            let before = format!("{:?}", office.message(&reference));
            if allowed.contains(&state) {
                assert_eq!(office.said(&[command, reference.as_str()]), format!("{reference}: {done}\n"));
                let message = office.message(&reference).unwrap();
                assert_eq!(message.state, State::Queued, "{command} {state:?}");
                assert!(message.next_attempt_at <= Timestamp::now(), "{command} {state:?}");
                let shown = office.said(&["show", reference.as_str()]);
                let line = format!(" UTC  by hand  was {}", state.as_str());
                assert!(shown.lines().any(|shown| shown.ends_with(&line)), "{shown}");
            } else {
                let allowed = allowed.map(State::as_str).join(" or ");
                let expected = format!("{reference} is {}; this is for messages that are {allowed}", state.as_str());
                assert_eq!(office.refused(1, &[command, reference.as_str()]), expected);
                assert_eq!(format!("{:?}", office.message(&reference)), before, "{command} {state:?}");
            }
        }
    }
}

#[test]
fn a_message_that_cannot_be_read_keeps_no_other_from_being_listed_or_exported() {
    let office = Office::open();
    let references = ["first", "second", "third"].map(|text| office.send(&with(letter(text), &[])));
    let damaged = references[1].as_str();
    let damage = format!("UPDATE message SET topic = 'lost\u{1b}[2J' WHERE reference = '{damaged}'");
    change(&database(office.folder.path()), &damage);
    for arguments in [&["list"][..], &["export", "--format", "csv"], &["export", "--format", "json"]] {
        let output = communique(office.folder.path(), &[&["inbox"], arguments].concat());
        let (said, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        let shown = references.each_ref().map(|reference| said.contains(reference.as_str()));
        assert_eq!((output.status.code(), shown), (Some(1), [true, false, true]), "{arguments:?}: {said}");
        assert!(told.starts_with("communique: 1 of the messages cannot be read and were left out: the message "));
        assert!(told.ends_with(" is damaged: its topic says “lost[2J”\n"), "{told:?}");
        match arguments {
            [_, _, "csv"] => assert_eq!(csv_of(&said).len(), 2),
            [_, _, "json"] => assert_eq!(json_of(&said).len(), 2),
            _ => assert!(said.ends_with("\n2 queued\n"), "{said}"),
        }
    }
    assert!(office.refused(1, &["show", damaged]).contains("is damaged: its topic says"));
    let topic = format!("UPDATE message SET topic = 'other' WHERE reference = '{damaged}'");
    change(&database(office.folder.path()), &topic);
    assert_eq!(office.said(&["list"]).lines().count(), 4, "once it is mended, it is there again");
}

/// Changes a database as whoever has its file can.
fn change(file: &Path, statement: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut connection = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

#[test]
fn messages_are_purged_by_name_all_or_none_and_undelivered_ones_only_if_that_is_said() {
    let office = Office::open();
    let references = office.one_in_every_state();
    let named = |states: &[State]| states.iter().map(|state| references[state].to_string()).collect::<Vec<_>>();
    let purge = |more: &[&str], names: &[String]| {
        let names = names.iter().map(String::as_str);
        ["purge"].into_iter().chain(more.iter().copied()).chain(names).map(String::from).collect::<Vec<_>>()
    };
    let refused = |code, arguments: Vec<String>| {
        let said = office.refused(code, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(office.stored().len(), 5, "nothing is deleted: {said}");
        said
    };
    for state in [State::Queued, State::Sending, State::Parked, State::Held] {
        let said = refused(1, purge(&[], &named(&[State::Sent, state])));
        let expected = format!("{} is {}: nobody has been mailed about it", references[&state], state.as_str());
        assert!(said.starts_with(&expected) && said.contains("--undelivered"), "{said}");
    }
    let everything = named(&State::ALL);
    for wrong in [Reference::random().unwrap().to_string(), mistyped(&references[&State::Sent])] {
        for place in [0, 3, 5] {
            let mut names = everything.clone();
            names.insert(place, wrong.clone());
            let is_known_to_be_wrong = wrong.parse::<Reference>().is_err();
            let said = refused(if is_known_to_be_wrong { 2 } else { 1 }, purge(&["--undelivered"], &names));
            assert!(said.contains(&wrong), "{said}");
        }
    }
    let unnamed = communique(office.folder.path(), &["inbox", "purge", "--undelivered"]);
    assert_eq!((unnamed.status.code(), office.stored().len()), (Some(2), 5), "what is undelivered is named");
    let sent = &references[&State::Sent];
    assert_eq!(office.said(&["purge", sent.as_str()]), format!("{sent}: deleted\n"));
    let rest = named(&[State::Held, State::Parked, State::Queued, State::Sending]);
    let arguments = purge(&["--undelivered"], &rest);
    let said = office.said(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(said, rest.iter().map(|name| format!("{name}: deleted\n")).collect::<String>());
    assert_eq!(office.said(&["list"]), "no messages\n");
}

#[test]
fn messages_that_were_mailed_are_purged_once_they_have_been_kept_long_enough() {
    let office = Office::open();
    let now = Timestamp::now() + SignedDuration::from_secs(5);
    for days in [0, 9, 11, 200] {
        office.send(&letter(&format!("{days}")));
        office.settle(&office.claim(now), now - SignedDuration::from_hours(24 * days), &Outcome::Sent);
    }
    office.send(&letter("never sent"));
    for (more, said, left) in [
        (&["--retention-days=180"][..], "1 deleted that were mailed more than 180 days ago\n", 4),
        (&["--retention-days=10"], "1 deleted that were mailed more than 10 days ago\n", 3),
        (&["--retention-days=10"], "0 deleted that were mailed more than 10 days ago\n", 3),
        (&["--retention-days=1"], "1 deleted that were mailed more than 1 days ago\n", 2),
    ] {
        assert_eq!(office.said(&[&["purge"], more].concat()), said);
        assert_eq!(office.stored().len(), left);
    }
    assert!(office.refused(2, &["purge", "--retention-days=-1"]).contains("0 to 36500"));
    let unsaid = office.refused(2, &["purge"]);
    assert!(unsaid.starts_with("--retention-days (COMMUNIQUE_RETENTION_DAYS) is needed"), "{unsaid}");
}

#[test]
fn a_password_on_the_command_line_is_refused_and_not_repeated() {
    let office = Office::open();
    for command in [&["list"][..], &["show", "00000-00000"], &["export"], &["release", "00000-00000"], &["purge"]] {
        for url in ["postgres://staff:geheim@127.0.0.1/x", "postgres://127.0.0.1/x?user=staff&password=geheim"] {
            let said = office.refused(2, &[command, &["--database-url", url]].concat());
            assert!(said.starts_with("--database-url holds a password") && !said.contains("geheim"), "{said}");
            assert!(said.contains("COMMUNIQUE_DATABASE_URL") && said.contains("--database-url-file"), "{said}");
        }
    }
    // The ways that are named there.
    let file = office.folder.path().join("url");
    std::fs::write(&file, format!("sqlite:{}\n", database(office.folder.path()).display())).unwrap();
    assert_eq!(office.said(&["list", "--database-url-file", file.to_str().unwrap()]), "no messages\n");
}

/// The records of an export for a spreadsheet, by the names of their columns.
fn csv_of(export: &str) -> Vec<BTreeMap<String, String>> {
    let text = export.strip_prefix('\u{feff}').expect("the mark by which spreadsheets know UTF-8");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The records of an export for a program.
fn json_of(export: &str) -> Vec<BTreeMap<String, String>> {
    let Value::Array(records) = serde_json::from_str(export).unwrap() else { panic!("{export}") };
    records.into_iter().map(|record| serde_json::from_value(record).unwrap()).collect()
}

#[test]
fn an_export_has_every_message_in_the_order_of_arrival_however_many_there_are() {
    let office = Office::open();
    assert_eq!(json_of(&office.said(&["export", "--format=json"])).len(), 0);
    let empty = office.said(&["export"]);
    assert_eq!((csv_of(&empty).len(), empty.lines().count()), (0, 1), "a head is there all the same: {empty}");
    let mut references = vec![office.send(&letter("first")).to_string()];
    let submission = Submission {
        topic: Topic::Other,
        about: None,
        name: "N".into(),
        email: "n@example.org".into(),
        organisation: None,
        reply: "en".into(),
        message: String::new(),
    };
    // Straight into the inbox, for speed.
    for number in 0..420 {
        let submission = Submission { message: format!("{number}"), ..submission.clone() };
        let (page_language, consent, received_at) = ("en".to_owned(), "2026-01-01".to_owned(), Timestamp::now());
        let message = NewMessage { submission, page_language, consent, suspicions: vec![], received_at };
        references.push(office.runtime.block_on(office.inbox.store(&message)).unwrap().reference.to_string());
    }
    for records in [csv_of(&office.said(&["export"])), json_of(&office.said(&["export", "--format", "json"]))] {
        assert!(records.iter().map(|record| &record["reference"]).eq(&references));
    }
    assert_eq!(office.said(&["list"]).lines().last(), Some("421 queued"));
    assert_eq!(json_of(&office.said(&["export", "--format=json", "--state=held"])).len(), 0);
}

/// What has done harm somewhere: in a database, a page, a mail, a spreadsheet, a terminal.
const NAUGHTY: [&str; 73] = [
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

/// Characters that steer a machine instead of being read, and are no control characters.
const STEERING: [char; 19] = [
    '\u{ad}', '\u{200b}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2028}', '\u{2029}',
    '\u{2060}', '\u{2061}', '\u{2062}', '\u{2063}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{206f}',
    '\u{feff}',
];

fn steers(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t' || STEERING.contains(&c)
}

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
    let office = Office::open();
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
        let answer = post(office.server.address(), "/ar/contact", &fields.map(|name| (name, text)), &[]);
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
        assert_eq!(one(&html, "textarea").text().collect::<String>(), typed(&text));
        for element in all(&html, "form *") {
            assert!(
                element.value().attrs().all(|(name, _)| !name.starts_with("on") && name != "autofocus"),
                "{text:?}"
            );
        }
    }
    assert!(office.stored().is_empty());
}

#[test]
fn whatever_is_sent_reaches_the_spreadsheet_the_program_and_the_terminal_as_text() {
    let office = Office::open();
    let texts = naughty();
    for text in &texts {
        // As much of it as an address can hold.
        let address = ["@example.org", "@exämple.org"].map(|domain| format!("{text}{domain}"));
        let address = address.into_iter().find(|address| email(address).is_some()).unwrap_or("x@example.org".into());
        let fields = [("name", &**text), ("email", &address), ("organisation", text), ("about", text), ("reply", text)];
        let more = [("elapsed", &**text), ("nonsense", text), (text, text)];
        office.send(&[&with(letter(text), &fields)[..], &more].concat());
    }
    // All at once, and long.
    let long = texts.join("\n\n").chars().cycle().take(4990).collect::<String>() + "– the end";
    office.send(&letter(&long));

    let stored = office.stored();
    for (text, message) in texts.iter().chain([&long]).zip(&stored) {
        assert_eq!(message.body, typed(text).trim_end().trim_start_matches('\n'), "the inbox holds what was typed");
        assert!(text == &long || readable(&message.name) == readable(&typed(text)), "{text:?}");
    }
    assert_eq!(stored.len(), texts.len() + 1);
    let export = office.said(&["export"]);
    // Half of the world’s spreadsheets see semicolons between cells, and quotes as part of them.
    for cell in export.split([';', '\n', '\t']) {
        assert!(!is_formula(cell), "{cell:?}");
    }
    let json = office.said(&["export", "--format=json"]);
    assert!(!json.contains(|c| c != '\n' && steers(c)), "JSON is looked at on terminals, too");
    let (json, csv) = (json_of(&json), csv_of(&export));
    assert_eq!((json.len(), csv.len()), (stored.len(), stored.len()));
    assert!(csv.iter().flat_map(BTreeMap::values).all(|cell| !is_formula(cell)));
    let list = office.said(&["list"]);
    assert!(!list.contains(|c| c != '\n' && steers(c)), "{list:?}");
    assert_eq!(list.lines().count(), stored.len() + 1, "a line each, whatever is in it");
    for (((message, json), csv), line) in stored.iter().zip(&json).zip(&csv).zip(list.lines()) {
        let organisation = message.organisation.as_deref().unwrap_or("");
        let typed = [("name", &*message.name), ("email", &message.email), ("organisation", organisation)];
        for (column, text) in [&typed[..], &[("message", &message.body)]].concat() {
            assert_eq!(json[column], text, "{column}");
            is_faithful(&csv[column], text);
        }
        assert!(line.starts_with(message.reference.as_str()) && readable(line).ends_with(&readable(&message.name)));
        let shown = office.said(&["show", message.reference.as_str()]);
        assert!(!shown.contains(|c| c != '\n' && c != '\t' && steers(c)), "{shown:?}");
        for (label, text) in [("Name:", &*message.name), ("E-mail:", &message.email), ("Organisation:", organisation)] {
            assert!(text.is_empty() || readable(&shown).contains(&format!("{label}{}", readable(text))), "{shown}");
        }
        assert!(readable(&shown).ends_with(&readable(&message.body)), "{shown}");
    }
    // A log is read by others than messages are.
    let log = office.server.log();
    assert!(texts.iter().filter(|text| text.len() > 12).all(|text| !log.contains(text.as_str())), "{log}");
}

/// Whether a cell that begins like this is a formula, for the most willing of spreadsheets.
fn is_formula(start: &str) -> bool {
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || steers(c));
    start.starts_with(['=', '+', '-', '@', '|', '＝', '＋', '－', '＠'])
}

/// A cell that shows what was typed; what is harmless stays exactly as it is.
fn is_faithful(cell: &str, text: &str) {
    assert!(!cell.contains(steers), "{cell:?}");
    assert_eq!(readable(cell).replace('\'', ""), readable(text).replace('\'', ""));
    let is_harmless = !text.contains(steers) && !text.split([';', '\n', '\t']).any(is_formula);
    assert!(!is_harmless || cell == text, "{cell:?}");
}
