//! Deleting: by name, and by age.

use communique::contact::inbox::Outcome;
use communique::contact::{Reference, State};
use jiff::{SignedDuration, Timestamp};

use super::{Staff, mistyped};
use crate::support::program::communique;
use crate::support::request::letter;

#[test]
fn messages_are_purged_by_name_all_or_none_and_undelivered_ones_only_if_that_is_said() {
    let staff = Staff::beside_a_server();
    let references = staff.one_in_every_state();
    let named = |states: &[State]| states.iter().map(|state| references[state].to_string()).collect::<Vec<_>>();
    let purge = |more: &[&str], names: &[String]| {
        let names = names.iter().map(String::as_str);
        ["purge"].into_iter().chain(more.iter().copied()).chain(names).map(String::from).collect::<Vec<_>>()
    };
    let refused = |code, arguments: Vec<String>| {
        let said = staff.refused(code, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(staff.stored().len(), 5, "nothing is deleted: {said}");
        said
    };
    for state in [State::Queued, State::Sending, State::Parked, State::Held] {
        let said = refused(1, purge(&[], &named(&[State::Sent, state])));
        let expected = format!("{} is {}: nobody has been mailed about it", references[&state], state.as_str());
        assert!(said.starts_with(&expected) && said.contains("--undelivered"), "{said}");
    }
    let everything = named(State::ALL);
    for wrong in [Reference::random().unwrap().to_string(), mistyped(&references[&State::Sent])] {
        for place in [0, 3, 5] {
            let mut names = everything.clone();
            names.insert(place, wrong.clone());
            let is_known_to_be_wrong = wrong.parse::<Reference>().is_err();
            let said = refused(if is_known_to_be_wrong { 2 } else { 1 }, purge(&["--undelivered"], &names));
            assert!(said.contains(&wrong), "{said}");
        }
    }
    let unnamed = communique(staff.folder.path(), &["inbox", "purge", "--undelivered"]);
    assert_eq!((unnamed.status.code(), staff.stored().len()), (Some(2), 5), "what is undelivered is named");
    let sent = &references[&State::Sent];
    assert_eq!(staff.said(&["purge", sent.as_str(), sent.as_str()]), format!("{sent}: deleted\n"), "named twice");
    let rest = named(&[State::Held, State::Parked, State::Queued, State::Sending]);
    let arguments = purge(&["--undelivered"], &rest);
    let said = staff.said(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(said, rest.iter().map(|name| format!("{name}: deleted\n")).collect::<String>());
    assert_eq!(staff.said(&["list"]), "no messages\n");
}

#[test]
fn messages_that_were_mailed_are_purged_once_they_have_been_kept_long_enough() {
    let staff = Staff::beside_a_server();
    let now = Timestamp::now() + SignedDuration::from_secs(5);
    for days in [0, 9, 11, 200] {
        staff.send(&letter(&format!("{days}")));
        staff.record_outcome(&staff.claim(now), now - SignedDuration::from_hours(24 * days), &Outcome::Sent);
    }
    staff.send(&letter("never sent"));
    for (more, said, left) in [
        (&["--retention-days=180"][..], "1 deleted that were mailed 180 days ago or earlier\n", 4),
        (&["--retention-days=10"], "1 deleted that were mailed 10 days ago or earlier\n", 3),
        (&["--retention-days=10"], "0 deleted that were mailed 10 days ago or earlier\n", 3),
        (&["--retention-days=1"], "1 deleted that were mailed 1 days ago or earlier\n", 2),
    ] {
        assert_eq!(staff.said(&[&["purge"], more].concat()), said);
        assert_eq!(staff.stored().len(), left);
    }
    assert!(staff.refused(2, &["purge", "--retention-days=-1"]).contains("0 to 36500"));
    let unsaid = staff.refused(2, &["purge"]);
    assert!(unsaid.starts_with("--retention-days (COMMUNIQUE_RETENTION_DAYS) is needed"), "{unsaid}");
}
