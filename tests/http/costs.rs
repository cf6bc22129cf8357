//! The table of requests whose cost is measured (`benches/costs`) names everything that there is.

use std::collections::BTreeSet;

#[path = "../../benches/costs/rows.rs"]
#[allow(dead_code)]
mod rows;

/// The texts in a function of a file.
fn texts_in(path: &str, function: &str) -> BTreeSet<String> {
    let file = std::fs::read_to_string(path).unwrap();
    let body = file.split(&format!("fn {function}(")).nth(1).unwrap().split("\n    }\n").next().unwrap();
    body.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_route_and_every_outcome_of_a_form_has_a_row_in_the_table_of_costs() {
    let rows = rows::rows();
    let routes: BTreeSet<String> = rows.iter().map(|row| row.route.to_owned()).collect();
    let mut expected = texts_in("src/http/route_template.rs", "as_str");
    assert!(expected.len() >= 14, "{expected:?}");
    // Neither is for strangers to bring about.
    // What does not get as far as a route.
    expected.insert("refused".to_owned());
    assert!(["preview", "panic"].iter().all(|route| expected.remove(*route)));
    assert_eq!(routes, expected);
    let outcomes: BTreeSet<String> = rows.iter().filter_map(|row| row.outcome.map(str::to_owned)).collect();
    let expected = texts_in("src/http/submission_outcome.rs", "as_str");
    assert!(expected.len() >= 13, "{expected:?}");
    assert_eq!(outcomes, expected);
}

#[test]
fn each_row_of_the_table_of_costs_has_a_name_of_its_own() {
    let rows = rows::rows();
    let names: BTreeSet<&str> = rows.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), rows.len());
}
