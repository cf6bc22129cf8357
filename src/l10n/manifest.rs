//! `locale.toml`: who approved a translation, on which services its readers share, how far it is shown.
//!
//! Each entry is read by itself: a slip in one costs that one alone, and is reported at its place. A file with
//! a slip never shows more of a language than it may mean to. Knows no message.

use std::borrow::Cow;
use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::check::{Level, Sentence, first_mark, rule};
use super::file::is_cut_off;
use super::locale::Review;
use super::near::nearest;
use super::visibility::Visibility;

const REVIEWED_BY: &str = "reviewed_by";
const REVIEWED_ON: &str = "reviewed_on";
const STATE: &str = "state";
const SHARE: &str = "share";
const KEYS: [&str; 4] = [REVIEWED_BY, REVIEWED_ON, STATE, SHARE];

/// What the file says. Of what it says wrongly, nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Who approved the translation, and when.
    pub review: Option<Review>,
    /// Where that stands in the file; empty if it does not. Bytes.
    pub review_at: Range<usize>,
    /// Overrides the visibility that the coverage gives; translators know it as `state`.
    pub visibility: Option<Visibility>,
    /// Where that stands in the file. Bytes.
    pub visibility_at: Range<usize>,
    /// The services on which readers of this language share a page, the most used first.
    pub share_services: Vec<String>,
}

/// A slip in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ManifestSlip {
    /// How bad it is.
    pub level: Level,
    /// The short name of the rule.
    pub rule: &'static str,
    /// Where. Bytes.
    pub span: Range<usize>,
    /// What is wrong, and what to do.
    pub sentence: Sentence,
}

impl ManifestSlip {
    fn error(rule: &'static str, span: Range<usize>, sentence: Sentence) -> Self {
        Self { level: Level::Error, rule, span, sentence }
    }

    fn warning(rule: &'static str, span: Range<usize>, sentence: Sentence) -> Self {
        Self { level: Level::Warning, ..Self::error(rule, span, sentence) }
    }
}

/// A value that is a text, with its place.
type TextValue<'t> = (Cow<'t, str>, Range<usize>);

impl Manifest {
    /// Of a file that is not read: it may say that the language is hidden.
    pub(super) fn refused() -> Self {
        Self { visibility: Some(Visibility::Hidden), ..Self::default() }
    }

    /// Whether a line of the file begins with one of the keys.
    pub(super) fn has_key(text: &str) -> bool {
        let key = |line: &str| line.split('=').next().unwrap_or(line).trim().to_owned();
        text.lines().any(|line| KEYS.contains(&key(line).as_str()))
    }

    /// Reads the file. `services` are those that pages can be shared on; nothing was approved later than `today`.
    pub(super) fn parse(text: &str, services: &[&str], today: Date) -> (Self, Vec<ManifestSlip>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut slips: Vec<ManifestSlip> = Vec::new();
        let mut manifest = Self::default();
        let (mut by, mut on) = (None, None);
        let mut is_state_read = errors.is_empty();
        for (key, value) in table.get_ref().iter() {
            match key.get_ref().as_ref() {
                REVIEWED_BY => by = text_of(value, REVIEWED_BY, &mut slips),
                REVIEWED_ON => on = text_of(value, REVIEWED_ON, &mut slips),
                STATE => {
                    manifest.visibility = visibility(value, &mut slips);
                    manifest.visibility_at = value.span();
                    is_state_read &= manifest.visibility.is_some();
                }
                SHARE => manifest.share_services = share_services(value, services, &mut slips),
                other => {
                    slips.push(unknown_key(other, key.span()));
                    let is_there = table.get_ref().contains_key(STATE);
                    let is_meant = nearest(&other.to_lowercase(), KEYS) == Some(STATE);
                    if is_meant && !is_there {
                        manifest.visibility = visibility(value, &mut Vec::new());
                    }
                    is_state_read &= is_there || manifest.visibility.is_some();
                }
            }
        }
        if !is_state_read {
            manifest.visibility = visibility_of_malformed(text);
        }
        (manifest.review, manifest.review_at) = review(by, on, today, &mut slips);
        if let Some(error) = errors.first() {
            let span = error.span().unwrap_or_default();
            let line = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            // What stands on its line and below may only be its consequence.
            slips.retain(|slip| slip.span.end <= line);
            slips.push(match first_mark(text) {
                Some(mark) => ManifestSlip::error(rule::MERGE_CONFLICT, mark, Sentence::ConflictOfManifest),
                None => {
                    let sentence = Sentence::MalformedManifest;
                    ManifestSlip::error("manifest", span, sentence)
                }
            });
        }
        (manifest, slips)
    }
}

/// The text of a value; days may stand without quotes.
fn text_of<'t>(
    value: &'t Spanned<DeValue<'_>>,
    key: &'static str,
    slips: &mut Vec<ManifestSlip>,
) -> Option<TextValue<'t>> {
    match value.get_ref() {
        DeValue::String(text) => Some((Cow::Borrowed(text.as_ref()), value.span())),
        DeValue::Datetime(day) => Some((Cow::Owned(day.to_string()), value.span())),
        other => {
            let sentence = Sentence::EntryWithoutText { key, found: other.type_str() };
            slips.push(ManifestSlip::error("manifest", value.span(), sentence));
            None
        }
    }
}

fn unknown_key(key: &str, span: Range<usize>) -> ManifestSlip {
    let typed = key.to_owned();
    let sentence = match nearest(key, KEYS) {
        Some(meant) => Sentence::MisspelledKey { key: typed, meant: meant.to_owned() },
        None => Sentence::UnknownKey { key: typed, known: KEYS.join(", ") },
    };
    ManifestSlip::error("unknown-key", span, sentence)
}

fn visibility(value: &Spanned<DeValue<'_>>, slips: &mut Vec<ManifestSlip>) -> Option<Visibility> {
    let typed = value.get_ref().as_str().unwrap_or_default();
    let known = Visibility::by_name(typed);
    if known.is_some() {
        return known;
    }
    let names = Visibility::NAMES.map(|(name, _)| name);
    let meant = nearest(typed, names);
    let sentence = match meant {
        Some(meant) => Sentence::MisspelledState { meant: meant.to_owned() },
        None => Sentence::UnknownState { known: in_quotes(&names) },
    };
    slips.push(ManifestSlip::error("state", value.span(), sentence));
    // One letter too few takes no language out of the menu.
    meant.and_then(Visibility::by_name)
}

/// The services that there are. One that is not known costs itself alone.
fn share_services(value: &Spanned<DeValue<'_>>, services: &[&str], slips: &mut Vec<ManifestSlip>) -> Vec<String> {
    let Some(named) = value.get_ref().as_array() else {
        let sentence = Sentence::ShareWithoutList { known: in_quotes(services) };
        slips.push(ManifestSlip::error("manifest", value.span(), sentence));
        return Vec::new();
    };
    let mut known = Vec::new();
    for service in named.iter() {
        let typed = service.get_ref().as_str().unwrap_or_default();
        if services.contains(&typed) {
            known.push(typed.to_owned());
            continue;
        }
        let (name, known) = (typed.to_owned(), services.join(", "));
        let sentence = match nearest(typed, services.iter().copied()) {
            Some(meant) => Sentence::MisspelledService { name, meant: meant.to_owned(), known },
            None => Sentence::UnknownService { name, known },
        };
        slips.push(ManifestSlip::error("unknown-service", service.span(), sentence));
    }
    known
}

/// A list as it stands in the file.
fn in_quotes(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(", ")
}

/// The approval, once both of its entries are set and right, and where it stands.
fn review(
    by: Option<TextValue<'_>>,
    on: Option<TextValue<'_>>,
    today: Date,
    slips: &mut Vec<ManifestSlip>,
) -> (Option<Review>, Range<usize>) {
    let is_set = |entry: &TextValue<'_>| !entry.0.trim().is_empty();
    match (by.filter(is_set), on.filter(is_set)) {
        (None, None) => (None, 0..0),
        (Some((_, at)), None) => {
            slips.push(ManifestSlip::warning("review-incomplete", at, Sentence::ReviewWithoutDay));
            (None, 0..0)
        }
        (None, Some((_, at))) => {
            slips.push(ManifestSlip::warning("review-incomplete", at, Sentence::ReviewWithoutName));
            (None, 0..0)
        }
        (Some((by, at)), Some((on, day_at))) => match day(on.trim(), today) {
            // In the records it stands on one line.
            Ok(on) => (Some(Review { by: by.split_whitespace().collect::<Vec<_>>().join(" "), on }), at),
            Err(sentence) => {
                slips.push(ManifestSlip::error("review-day", day_at, sentence));
                (None, 0..0)
            }
        },
    }
}

/// A day that has come, or that it is already somewhere on Earth.
fn day(text: &str, today: Date) -> Result<Date, Sentence> {
    // jiff reads more forms of ISO 8601 (20260305, one with a time); here the one that it writes itself is the
    // only one, and years have four digits.
    let day = text.parse::<Date>().ok().filter(|day| day.year() >= 0 && day.to_string() == text);
    match day {
        None => Err(Sentence::UnreadableDay { day: text.to_owned() }),
        Some(day) if day > today.saturating_add(1.day()) => Err(Sentence::FutureDay { day: text.to_owned() }),
        Some(day) => Ok(day),
    }
}

/// A slip in the file must not publish what was to be hidden, nor list what was not to be listed.
fn visibility_of_malformed(manifest: &str) -> Option<Visibility> {
    // What is no text may say anything, and so may a state whose end is lost.
    let is_state_cut_off = || {
        let last = manifest.lines().last().unwrap_or_default().trim().to_lowercase();
        let is_state = STATE.starts_with(&last) || last.starts_with(STATE);
        is_state && is_cut_off(manifest) && !last.contains("listed") && last.matches('"').count() < 2
    };
    if manifest.contains("hidden") || manifest.contains(['\0', '\u{fffd}']) || is_state_cut_off() {
        return Some(Visibility::Hidden);
    }
    let says_other =
        |line: &str| line.trim_start().to_lowercase().starts_with(STATE) && !line.to_lowercase().contains("listed");
    manifest.lines().any(says_other).then_some(Visibility::ByLink)
}

#[cfg(test)]
mod tests {
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
        assert!(slips("state = \"listed\"\nreviewed_by = [\n").starts_with("error manifest"));
        let conflict = "share = []\n<<<<<<< HEAD\nstate = \"listed\"\n=======\nstate = \"hidden\"\n>>>>>>> b\n";
        assert_eq!(slips(conflict), "error merge-conflict `<<<<<<< HEAD`");
        let (manifest, slips) =
            parsed("foo = 1\nreviewed_by = \"A\"\nreviewed_on = \"2026-03-05\"\nshare = [\"y\", \"x\"]\n");
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
        for text in ["2026-03-05", "2024-02-29", "0000-01-01", "2026-11-26"] {
            assert_eq!(day(text, TODAY).map(|day| day.to_string()), Ok(text.into()));
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
        ] {
            let told = day(text, TODAY).map_err(|sentence| sentence.message());
            assert_eq!(told, Err(format!("reviewed_on is “{text}”; write a day as 2026-03-05")));
        }
    }
}
