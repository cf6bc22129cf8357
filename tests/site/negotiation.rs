//! Which language a reader is given, beside what other implementations of CLDR’s language matching give.

use communique::l10n::negotiate::{Chosen, Negotiator};

/// Why our answer may be another, as the head of the table explains.
const REASONS: [&str; 8] = ["learnt", "first", "added", "script", "bare", "names", "rows", "newer"];

const TABLE: &str = include_str!("negotiation.tsv");

fn chosen(wanted: &str, offered: &str) -> String {
    let tags: Vec<&str> = offered.split(' ').collect();
    match Negotiator::new(tags.iter().map(|tag| tag.parse().unwrap())).choose(wanted) {
        Chosen::Reads(at) => tags[at].to_owned(),
        Chosen::MayRead(Some(at)) => format!("~{}", tags[at]),
        Chosen::MayRead(None) => "-".to_owned(),
    }
}

#[test]
fn readers_are_given_what_other_implementations_of_cldr_give_them_or_there_is_a_reason() {
    let rows: Vec<Vec<&str>> =
        TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() > 90, "{}", rows.len());
    let mut same = 0;
    for row in &rows {
        let [wanted, offered, ours, others @ .., reason] = row.as_slice() else { panic!("{row:?}") };
        assert_eq!(others.len(), 3, "{row:?}");
        assert_eq!(chosen(wanted, offered), *ours, "{wanted} among {offered}");
        let is_same = others.iter().all(|other| other.is_empty() || other == ours);
        assert_eq!(is_same, reason.is_empty(), "{wanted} among {offered}: {others:?}, {reason:?}");
        assert!(is_same || REASONS.contains(reason), "{reason}");
        same += usize::from(is_same);
    }
    for reason in REASONS {
        assert!(rows.iter().any(|row| row.last() == Some(&reason)), "nothing is {reason}");
    }
    assert!(same > rows.len() / 2, "{same} of {}", rows.len());
}
