//! What a `locale.toml` says, and what is told of it.
#![allow(clippy::unwrap_used)]
use super::*;
use jiff::civil::date;

const SERVICES: [&str; 2] = ["facebook", "x"];
const TODAY: Date = date(2026, 11, 26);

fn parsed(text: &str) -> (Manifest, Vec<ManifestSlip>) {
    Manifest::parse(text, &SERVICES, TODAY)
}

/// The slips of a file: level, rule and what they point at.
fn slips(text: &str) -> String {
    let slips = parsed(text).1;
    let is_told = |slip: &ManifestSlip| !slip.sentence.help().is_empty() && !slip.sentence.message().is_empty();
    assert!(slips.iter().all(is_told), "{slips:?}");
    let shown = slips.iter().map(|slip| format!("{} {} `{}`", slip.level, slip.rule, &text[slip.span.clone()]));
    shown.collect::<Vec<_>>().join(", ")
}

#[test]
fn each_slip_is_told_at_its_place_and_costs_itself_alone() {
    for (text, expected) in [
        ("reviewed_by = \"\"\nreviewed_on = \"\"\nstate = \"listed\"\nshare = [\"x\"]\n", ""),
        ("reviewed_by = \"A\"\nreviewed_on = \"2026-11-27\"\n", ""),
        ("reviewed_by = \"A\"\nreviewed_on = 2026-03-05\n", ""),
        ("reviewed_by = \"A\"\nreviewed_on = \"2026-11-28\"\n", "error review-day `\"2026-11-28\"`"),
        ("reviewed_by = \"A\"\nreviewed_on = 0026-03-05\n", "error review-day `0026-03-05`"),
        ("reviewed_by = \"A\"\nreviewed_on = \"5 March\"\n", "error review-day `\"5 March\"`"),
        ("reviewed_by = \"A\"\n", "warning review-incomplete `\"A\"`"),
        ("reviewed_by = \"A\"\nreviewed_on = \" \"\n", "warning review-incomplete `\"A\"`"),
        ("reviewed_by = \"\"\nreviewed_on = \"2026-03-05\"\n", "warning review-incomplete `\"2026-03-05\"`"),
        ("# x\nreviewd_by = \"A\"\n", "error unknown-key `reviewd_by`"),
        ("reviewed_by = 1\n", "error manifest `1`"),
        ("state = \"listd\"\n", "error state `\"listd\"`"),
        ("state = 1\n", "error state `1`"),
        ("share = [\"x\",\n  \"facebok\"]\n", "error unknown-service `\"facebok\"`"),
        ("share = \"x\"\n", "error manifest `\"x\"`"),
        ("share = [1]\n", "error unknown-service `1`"),
    ] {
        assert_eq!(slips(text), expected, "{text}");
    }
    for (text, expected) in [
        // A key that stands there twice; what is below it is looked at, too.
        ("reviewed_by = \"A\"\nreviewed_on = 2026-03-05\nreviewed_by = \"B\"\n", "error manifest `reviewed_by`"),
        ("share = []\nshare = [\"x\"]\nstate = \"listd\"\n", "error state `\"listd\"`, error manifest `share`"),
        ("reviewed_on = 2026-03-05\r\nreviewed_by = \"A\"\r\nreviewed_on = 1\r\n", "error manifest `reviewed_on`"),
        // Letters that are lost.
        ("reviewed_by = \"Secci\u{fffd}n\"\nreviewed_on = 2026-03-05\n", "error encoding `\u{fffd}`"),
        ("reviewed_by = \"SecciÃ³n\"\nreviewed_on = 2026-03-05\n", "error encoding `Ã³`"),
        ("reviewed_by = \"Secci?n\"\nreviewed_on = 2026-03-05\n", "error encoding `Secci?n`"),
        ("reviewed_by = 'РџСЂРµСЃСЃ-СЃР»СѓР¶Р±Р°'\nreviewed_on = 2026-03-05\n", "error encoding `Рџ`"),
        ("# r\u{fffd}vis\u{fffd}\nstate = \"listed\"\n", "warning encoding `\u{fffd}`"),
    ] {
        assert_eq!(slips(text), expected, "{text}");
        assert_eq!(parsed(text).0.review, None, "{text}");
    }
    assert_eq!(
        parsed("state = \"listed\"\nreviewed_by = \"A\"\nreviewed_by = \"B\"\n").0.visibility,
        Some(Visibility::Listed)
    );
    let twice = &parsed("# x\nreviewed_by = \"A\"\nreviewed_by = \"B\"\n").1[0].sentence;
    assert_eq!(twice.message(), "reviewed_by stands here again, and first in locale.toml, line 2");
    assert!(slips("state = \"listed\"\nreviewed_by = [\n").starts_with("error manifest"));
    let conflict = "share = []\n<<<<<<< HEAD\nstate = \"listed\"\n=======\nstate = \"hidden\"\n>>>>>>> b\n";
    assert_eq!(slips(conflict), "error merge-conflict `<<<<<<< HEAD`");
    let (manifest, slips) =
        parsed("foo = 1\nreviewed_by = \"A\"\nreviewed_on = \"2026-03-05\"\nshare = [\"y\", \"x\", \"x\"]\n");
    assert_eq!(
        (manifest.review.unwrap().on, manifest.share_services.join(" "), slips.len()),
        (date(2026, 3, 5), "x".into(), 2)
    );
}

#[test]
fn a_slip_of_the_pen_is_told_with_what_was_meant() {
    for (text, meant) in [
        ("reviewd_by = \"A\"", "did you mean reviewed_by?"),
        ("shares = []", "did you mean share?"),
        ("state = \"by link\"", "did you mean \"by-link\"?"),
        ("share = [\"facebok\"]", "did you mean facebook? There are: facebook, x"),
        ("share = [\"mail\"]", "write one of these: facebook, x"),
    ] {
        assert_eq!(parsed(text).1[0].sentence.help(), meant, "{text}");
    }
}

#[test]
fn a_name_stands_on_one_line() {
    let (manifest, slips) = parsed("reviewed_by = \"\"\"\n Press\n Service \"\"\"\nreviewed_on = \"2026-03-05\"\n");
    assert_eq!((manifest.review.unwrap().by.as_str(), slips.len()), ("Press Service", 0));
}

#[test]
fn a_translator_sets_the_state_in_three_words_and_no_slip_shows_more_than_is_meant() {
    for (text, state) in [
        ("", None),
        ("state = \"listed\"", Some(Visibility::Listed)),
        ("state = \"by-link\"", Some(Visibility::ByLink)),
        ("state = \"hidden\"", Some(Visibility::Hidden)),
        ("state = \"published\"", Some(Visibility::ByLink)),
        ("state = \"listd\"", Some(Visibility::Listed)),
        ("state = \"by link\"", Some(Visibility::ByLink)),
        ("State = \"by-link\"", Some(Visibility::ByLink)),
        ("STATE = \"hidden\"", Some(Visibility::Hidden)),
        ("stat = \"listed\"", Some(Visibility::Listed)),
        ("State = 1", Some(Visibility::ByLink)),
        ("state = \"hiden\"\n# it was hidden", Some(Visibility::Hidden)),
        ("stat = \"hidden\"", Some(Visibility::Hidden)),
        ("reviewer = \"\"\nstate = \"listed\"", Some(Visibility::Listed)),
        ("reviewer = \"\"\n# no state", None),
        ("state = \"listed\"\nreviewed_by = [", None),
        ("reviewed_by = [\n", None),
        ("st", Some(Visibility::Hidden)),
        ("state = \"hid", Some(Visibility::Hidden)),
        ("reviewed_by = \"A", None),
        ("reviewed_by = \"A\"\nstate", Some(Visibility::Hidden)),
        ("state = \"by-link\"\nreviewed_by = [", Some(Visibility::ByLink)),
        ("state = \"hidden\"\nreviewed_by = [", Some(Visibility::Hidden)),
    ] {
        assert_eq!(parsed(text).0.visibility, state, "{text}");
    }
}

#[test]
fn a_day_is_written_in_one_way_only() {
    for text in ["2026-03-05", "2024-02-29", "1900-01-01", "2026-11-26"] {
        assert_eq!(review_day(text, TODAY).map(|day| day.to_string()), Ok(text.into()));
    }
    assert!(parsed("reviewed_by = \"A\"\nreviewed_on = \" 2026-03-05\\t\"").0.review.is_some());
    for text in [
        "2026-3-5",
        "2026-03-5",
        "26-03-05",
        "20260305",
        "2026-0305",
        "2026-03-05T10:00",
        "2026-03-05T10:00:00Z",
        "2026-03-05 10:00",
        "2026-03-05[UTC]",
        "2026-03-05-01",
        "+2026-03-05",
        "+002026-03-05",
        "-002026-03-05",
        "-2026-03-05",
        "02026-03-05",
        "2026-+3-05",
        "2026-02-29",
        "2026-00-05",
        "2026-13-05",
        "2026-03-00",
        "2026-04-31",
        "2026/03/05",
        "2026-03",
        "2026-064",
        "2026-W10-4",
        "05-03-2026",
        "۲۰۲۶-۰۳-۰۵",
        "today",
        "0000-01-01",
        "0026-03-05",
    ] {
        let told = review_day(text, TODAY).map_err(|sentence| sentence.message());
        assert_eq!(told, Err(format!("reviewed_on is “{text}”; write a day as 2026-03-05")));
    }
}
