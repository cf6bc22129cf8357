//! What expires: a test fails in time and says what to do.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}

#[test]
fn security_txt_is_valid_for_another_month_and_at_most_a_year() {
    let expires: Timestamp = communique::site::wellknown::SECURITY_EXPIRES.parse().unwrap();
    let left = (TimeZone::UTC.to_datetime(expires).date() - today()).get_days();
    assert!(
        left >= 30,
        "security.txt expires in {left} days: make sure that its contact still answers, then move SECURITY_EXPIRES in src/site/wellknown.rs"
    );
    assert!(left <= 366, "RFC 9116 recommends less than a year");
}

#[test]
fn the_accessibility_statement_was_reviewed_within_a_year() {
    let age = (today() - communique::site::pages::accessibility::REVIEWED).get_days();
    assert!(
        age <= 365,
        "read the accessibility statement against the site again, then move REVIEWED in src/site/pages/accessibility.rs"
    );
}
