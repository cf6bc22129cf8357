//! Listing, showing, releasing and retrying.

use communique::contact::inbox::Outcome;
use communique::contact::{Reference, State};
use jiff::{SignedDuration, Timestamp};

use super::{Staff, mistyped, steers, with};
use crate::support::program::database;
use crate::support::request::letter;

#[test]
fn a_list_has_a_line_for_every_message_in_the_order_of_arrival_and_counts_them() {
    let staff = Staff::beside_a_server();
    assert_eq!(staff.said(&["list"]), "no messages\n");
    let references = staff.one_in_every_state();
    let list = staff.said(&["list"]);
    let (lines, counts) = list.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(counts, "1 queued, 1 sending, 1 sent, 1 parked, 1 held");
    let lines: Vec<&str> = lines.lines().collect();
    for (line, message) in lines.iter().zip(staff.stored()) {
        let state = message.state.as_str();
        let received = message.received_at.strftime("%Y-%m-%d %H:%M UTC").to_string();
        let words: Vec<&str> = line.split_whitespace().collect();
        let received: Vec<&str> = received.split(' ').collect();
        let expected = [&[message.reference.as_str()], &received[..], &[state, "other", "en"]];
        assert!(words.starts_with(&expected.concat()), "{line}");
        // Nothing of ours stands behind what somebody typed.
        assert!(line.ends_with("  Ayşə Məmmədova"), "{line}");
        let more = match message.state {
            State::Held => "(the field that people leave empty was filled in)",
            State::Queued => "(tried once, again ",
            _ => "Məmmədova",
        };
        assert!(line.contains(more), "{line}");
    }
    assert_eq!(lines.len(), 5);
    for (state, reference) in references {
        let list = staff.said(&["list", "--state", state.as_str()]);
        assert!(list.starts_with(reference.as_str()), "{list}");
        assert_eq!(list.lines().nth(1), Some(&*format!("1 {}", state.as_str())), "{list}");
    }
    let refused = staff.refused(2, &["list", "--state", "lost"]);
    assert!(refused.contains("“lost”") && refused.contains("queued, sending, sent, parked, held"), "{refused}");
}

#[test]
fn a_message_is_shown_whole_by_its_reference_as_people_write_it() {
    let staff = Staff::beside_a_server();
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
    let reference = staff.send(&fields);
    let new = staff.said(&["show", reference.as_str()]);
    assert!(new.starts_with("State: queued\nTo be mailed: at once\n"), "{new}");
    let at = Timestamp::now() + SignedDuration::from_secs(5);
    staff.record_outcome(&staff.claim(at), at, &Outcome::Refused { at: at + SignedDuration::from_hours(8) });
    let shown = staff.said(&["show", reference.as_str()]);
    for line in [
        "State: queued",
        &(at + SignedDuration::from_hours(8)).strftime("To be mailed: %Y-%m-%d %H:%M UTC").to_string(),
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
    let marked: Vec<String> = body.split('\n').map(|line| format!("| {line}").trim_end().to_owned()).collect();
    let marked = format!(
        "\n\n--- The message {reference}, each line of it behind | ---\n{}\n--- End of the message {reference} ---\n",
        marked.join("\n")
    );
    assert!(shown.ends_with(&marked), "{shown}");
    let attempt = shown.lines().find(|line| line.contains("  refused  ")).unwrap();
    assert!(attempt.ends_with("554 5.7.1 no[2J never"), "what a mail server says is one line too: {attempt}");
    let plain = reference.as_str().replace('-', "");
    let spoken = plain.replace('0', "o").replace('1', "l").to_lowercase();
    for written in [plain.clone(), spoken, format!(" {} {} ", &plain[..3], &plain[3..]), plain.replace('0', "O")] {
        assert_eq!(staff.said(&["show", &written]), shown, "{written}");
    }
}

#[test]
fn a_message_that_is_held_is_shown_with_its_signs_and_as_released_only_once_somebody_has_released_it() {
    let staff = Staff::beside_a_server();
    let reference = staff.send(&with(letter("text"), &[("memo", "buy")]));
    let sign = "Signs that a machine wrote it: the field that people leave empty was filled in";
    let shown = staff.said(&["show", reference.as_str()]);
    assert!(shown.starts_with("State: held\n") && !shown.contains("released"), "{shown}");
    assert_eq!(shown.matches("the field that people leave empty").count(), 1, "{shown}");
    assert!(shown.lines().any(|line| line == sign), "{shown}");
    staff.said(&["release", reference.as_str()]);
    let shown = staff.said(&["show", reference.as_str()]);
    assert!(shown.starts_with("State: queued\n") && shown.contains("  released  was held\n"), "{shown}");
    assert!(shown.lines().any(|line| line == sign), "{shown}");
}

#[test]
fn a_mail_server_that_was_away_has_released_nothing() {
    let staff = Staff::beside_a_server();
    let reference = staff.send(&letter("text"));
    let at = Timestamp::now() + SignedDuration::from_secs(5);
    staff.record_outcome(&staff.claim(at), at, &Outcome::ServerUnavailable);
    let shown = staff.said(&["show", reference.as_str()]);
    assert!(shown.contains(" UTC  unavailable  554 5.7.1 no") && !shown.contains("released"), "{shown}");
}

#[test]
fn a_mistyped_reference_is_told_from_an_unknown_one() {
    let staff = Staff::beside_a_server();
    let reference = staff.send(&letter("text"));
    let (wrong, unknown) = (mistyped(&reference), Reference::random().unwrap());
    for command in ["show", "release", "retry", "purge"] {
        let said = staff.refused(2, &[command, &wrong]);
        assert!(said.contains(&wrong) && said.contains("contains a typing error"), "{command}: {said}");
        for text in ["4T7QK", "", "4T7QK-9HX2!", "../../etc/passwd", "\u{1b}[2J\u{202e}4T7QK\r\n9HX2W"] {
            let said = staff.refused(2, &[command, text]);
            assert!(said.contains("a reference is ten letters and figures"), "{command} {text}: {said}");
            assert!(!said.contains(steers), "what was copied out of a message steers nothing: {said:?}");
        }
        let said = staff.refused(1, &[command, unknown.as_str()]);
        assert_eq!(said, format!("there is no message {unknown}"), "{command}");
    }
    assert_eq!(staff.stored().len(), 1);
}

#[test]
fn a_message_is_released_or_retried_only_where_that_makes_sense() {
    for (command, allowed, done) in [
        ("release", [State::Held, State::Parked], "released"),
        (
            "retry",
            [State::Queued, State::Parked],
            "queued; where a mail server is set and takes mail, mailed within a minute",
        ),
    ] {
        let staff = Staff::beside_a_server();
        for (state, reference) in staff.one_in_every_state() {
            let before = format!("{:?}", staff.message(&reference));
            if allowed.contains(&state) {
                assert_eq!(staff.said(&[command, reference.as_str()]), format!("{reference}: {done}\n"));
                let message = staff.message(&reference).unwrap();
                assert_eq!(message.state, State::Queued, "{command} {state:?}");
                assert!(message.next_attempt_at <= Timestamp::now(), "{command} {state:?}");
                let shown = staff.said(&["show", reference.as_str()]);
                let acted = if command == "release" { "released" } else { "retried" };
                let line = format!(" UTC  {acted}  was {}", state.as_str());
                assert!(shown.lines().any(|shown| shown.ends_with(&line)), "{shown}");
            } else {
                let allowed = allowed.map(State::as_str).join(" or ");
                let expected = format!("{reference} is {}; this is for messages that are {allowed}", state.as_str());
                assert_eq!(staff.refused(1, &[command, reference.as_str()]), expected);
                assert_eq!(format!("{:?}", staff.message(&reference)), before, "{command} {state:?}");
            }
        }
    }
}

#[test]
fn a_password_on_the_command_line_is_refused_and_not_repeated() {
    let staff = Staff::beside_a_server();
    for command in [&["list"][..], &["show", "00000-00000"], &["export"], &["release", "00000-00000"], &["purge"]] {
        for url in ["postgres://staff:geheim@127.0.0.1/x", "postgres://127.0.0.1/x?user=staff&password=geheim"] {
            let said = staff.refused(2, &[command, &["--database-url", url]].concat());
            assert!(said.starts_with("--database-url holds a password") && !said.contains("geheim"), "{said}");
            assert!(said.contains("COMMUNIQUE_DATABASE_URL") && said.contains("--database-url-file"), "{said}");
        }
    }
    // The ways that are named there.
    let file = staff.folder.path().join("url");
    std::fs::write(&file, format!("sqlite:{}\n", database(staff.folder.path()).display())).unwrap();
    assert_eq!(staff.said(&["list", "--database-url-file", file.to_str().unwrap()]), "no messages\n");
}
