//! Exports: whole, in order, and past a message that cannot be read.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::{Staff, with};
use crate::support::messages::{change, new_message};
use crate::support::program::{communique, database};
use crate::support::request::letter;

/// The records of an export for a spreadsheet, by the names of their columns.
pub fn csv_of(export: &str) -> Vec<BTreeMap<String, String>> {
    let text = export.strip_prefix('\u{feff}').expect("the mark by which spreadsheets know UTF-8");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The messages of an export for a program.
pub fn json_of(export: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(export).unwrap();
    assert_eq!(document["version"], 1, "{export}");
    document["messages"].as_array().unwrap().clone()
}

#[test]
fn an_export_has_every_message_in_the_order_of_arrival_however_many_there_are() {
    let staff = Staff::beside_a_server();
    assert_eq!(json_of(&staff.said(&["export", "--format=json"])).len(), 0);
    let empty = staff.said(&["export"]);
    assert_eq!((csv_of(&empty).len(), empty.lines().count()), (0, 1), "a head is there all the same: {empty}");
    let mut references = vec![staff.send(&letter("first")).to_string()];
    // Straight into the inbox, for speed.
    for number in 0..420 {
        let message = new_message(&number.to_string(), Timestamp::now());
        references.push(staff.runtime.block_on(staff.inbox.store(&message)).unwrap().reference.to_string());
    }
    assert!(csv_of(&staff.said(&["export"])).iter().map(|record| &record["reference"]).eq(&references));
    let messages = json_of(&staff.said(&["export", "--format", "json"]));
    assert!(messages.iter().map(|message| message["reference"].as_str().unwrap()).eq(&references));
    assert_eq!(staff.said(&["list"]).lines().last(), Some("421 queued"));
    assert_eq!(json_of(&staff.said(&["export", "--format=json", "--state=held"])).len(), 0);
}

#[test]
fn only_a_message_that_waits_has_a_time_at_which_it_is_to_be_mailed() {
    let staff = Staff::beside_a_server();
    staff.one_in_every_state();
    staff.send(&letter("not tried yet"));
    // It is not 1970 for “at once”.
    for record in csv_of(&staff.said(&["export"])) {
        let is_tried = record["state"] == "queued" && record["attempts"] != "0";
        assert_eq!(!record["next_attempt_at"].is_empty(), is_tried, "{record:?}");
    }
    // For a program numbers are numbers.
    for message in json_of(&staff.said(&["export", "--format=json"])) {
        let is_tried = message["state"] == "queued" && message["attempts"].as_u64().unwrap() > 0;
        assert_eq!(message["next_attempt_at"].is_string(), is_tried, "{message}");
        assert_eq!(message["sent_at"].is_string(), message["state"] == "sent", "{message}");
        assert!(message["maybe_duplicate"].is_boolean() && message["suspicions"].is_array(), "{message}");
        assert!(message["passage"].is_null() && message["erased"] == false, "{message}");
    }
}

#[test]
fn a_message_that_cannot_be_read_keeps_no_other_from_being_listed_or_exported() {
    let staff = Staff::beside_a_server();
    let references = ["first", "second", "third"].map(|text| staff.send(&with(letter(text), &[])));
    let damaged = references[1].as_str();
    let damage = format!("UPDATE message SET topic = 'lost\u{1b}[2J' WHERE reference = '{damaged}'");
    change(&database(staff.folder.path()), &damage);
    for arguments in [&["list"][..], &["export", "--format", "csv"], &["export", "--format", "json"]] {
        let output = communique(staff.folder.path(), &[&["inbox"], arguments].concat());
        let (said, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        let shown = references.each_ref().map(|reference| said.contains(reference.as_str()));
        assert_eq!((output.status.code(), shown), (Some(1), [true, false, true]), "{arguments:?}: {said}");
        assert!(told.starts_with(
            "communique: 1 of the messages cannot be read and were left out: the row of table message with id "
        ));
        assert!(told.ends_with(" is damaged: its topic says “lost[2J”; correct it with SQL\n"), "{told:?}");
        match arguments {
            [_, _, "csv"] => assert_eq!(csv_of(&said).len(), 2),
            [_, _, "json"] => assert_eq!(json_of(&said).len(), 2),
            _ => assert!(said.ends_with("\n2 queued\n"), "{said}"),
        }
    }
    assert!(staff.refused(1, &["show", damaged]).contains("is damaged: its topic says"));
    let topic = format!("UPDATE message SET topic = 'other' WHERE reference = '{damaged}'");
    change(&database(staff.folder.path()), &topic);
    assert_eq!(staff.said(&["list"]).lines().count(), 4, "once it is mended, it is there again");
}
