//! `locale.toml`: who approved a translation, on which services its readers share, how far it is shown.
//!
//! Each entry is read by itself: a slip in one costs that one alone, and is reported at its place. A file with
//! a slip never shows more of a language than it may mean to. Knows no message.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::check::{Level, Sentence, first_mark, misread, rule};
use super::file::{MANIFEST_FILE, is_cut_off};
use super::locale::Review;
use super::near::nearest;
use super::question_marks::lost_letter;
use super::visibility::Visibility;
use super::written_day::{day, is_in_future};

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
    /// Whether a slip only may say so.
    pub is_guessed: bool,
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

/// What the parser says of a key that stands there a second time.
const TWICE: &str = "duplicate key";

/// A value that is a text, with its place.
type TextValue<'t> = (Cow<'t, str>, Range<usize>);

impl Manifest {
    /// Of a file that is not read: it may say that the language is hidden.
    pub(super) fn refused() -> Self {
        Self { visibility: Some(Visibility::Hidden), is_guessed: true, ..Self::default() }
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
        let mark = first_mark(text).filter(|_| !errors.is_empty());
        let (twice, errors): (Vec<_>, Vec<_>) =
            errors.into_iter().partition(|error| mark.is_none() && error.message() == TWICE);
        let twice: Vec<Range<usize>> = twice.iter().filter_map(toml::de::Error::span).collect();
        let stands_twice =
            |keys: &[&str]| twice.iter().any(|at| text.get(at.clone()).is_some_and(|key| keys.contains(&key)));
        let mut is_state_read = errors.is_empty() && !stands_twice(&[STATE]);
        for (key, value) in table.get_ref().iter() {
            match key.get_ref().as_ref() {
                REVIEWED_BY => by = text_of(value, REVIEWED_BY, &mut slips),
                REVIEWED_ON => on = text_of(value, REVIEWED_ON, &mut slips),
                STATE => {
                    let before = slips.len();
                    manifest.visibility = visibility(value, &mut slips);
                    manifest.is_guessed |= slips.len() > before;
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
                        manifest.is_guessed = true;
                    }
                    is_state_read &= is_there || manifest.visibility.is_some();
                }
            }
        }
        if !is_state_read {
            manifest.visibility = visibility_of_malformed(text);
            manifest.is_guessed = true;
        }
        // An approval that says two things, or is not said in letters, is none.
        let is_lost =
            [&by, &on].into_iter().flatten().filter_map(|value| lost_letters(text, value)).collect::<Vec<_>>();
        match is_lost.is_empty() && !stands_twice(&[REVIEWED_BY, REVIEWED_ON]) {
            true => (manifest.review, manifest.review_at) = review(by, on, today, &mut slips),
            false => slips.extend(is_lost),
        }
        slips.extend(twice.into_iter().map(|at| key_twice(text, at)));
        slips.extend(lost_elsewhere(text, &slips));
        if let Some(error) = errors.first() {
            let span = error.span().unwrap_or_default();
            let line = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            // What stands on its line and below may only be its consequence.
            slips.retain(|slip| slip.span.end <= line);
            slips.push(match mark {
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

/// What is said of a text of which letters were lost when the file was saved or read in another encoding.
fn lost_letters(text: &str, (value, at): &TextValue<'_>) -> Option<ManifestSlip> {
    let sentence = match misread(value).characters.first() {
        _ if value.contains(char::REPLACEMENT_CHARACTER) => Sentence::LostCharacter,
        Some((bytes, meant)) => {
            Sentence::WrongEncodingOfText { shown: value.get(bytes.clone())?.to_owned(), meant: *meant }
        }
        None => Sentence::QuestionMarkInWord { word: lost_letter(value)?.to_owned() },
    };
    let shown = match &sentence {
        Sentence::WrongEncodingOfText { shown, .. } => shown,
        Sentence::QuestionMarkInWord { word } => word,
        _ => "\u{fffd}",
    };
    let place = text.get(at.clone())?.find(shown).map(|place| at.start + place..at.start + place + shown.len());
    Some(ManifestSlip::error(rule::ENCODING, place.unwrap_or_else(|| at.clone()), sentence))
}

/// The first character that was lost where no text stands, in a comment; none if one is told.
fn lost_elsewhere(text: &str, slips: &[ManifestSlip]) -> Option<ManifestSlip> {
    let at = text.find(char::REPLACEMENT_CHARACTER)?;
    let is_told = slips.iter().any(|slip| slip.rule == rule::ENCODING);
    let span = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
    (!is_told).then(|| ManifestSlip::warning(rule::ENCODING, span, Sentence::LostCharacter))
}

/// A key that stands there a second time.
fn key_twice(text: &str, at: Range<usize>) -> ManifestSlip {
    let key = text.get(at.clone()).unwrap_or_default().to_owned();
    let is_first = |line: &str| line.split('=').next().is_some_and(|name| name.trim() == key);
    let line = text.lines().position(is_first).map_or(1, |number| number + 1);
    ManifestSlip::error("manifest", at, Sentence::DuplicateId { id: key, file: MANIFEST_FILE.to_owned(), line })
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
            // One that stands there twice is offered once.
            if !known.iter().any(|service| service == typed) {
                known.push(typed.to_owned());
            }
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
        (Some((by, at)), Some((on, day_at))) => match review_day(on.trim(), today) {
            // In the records it stands on one line.
            Ok(on) => (Some(Review { by: by.split_whitespace().collect::<Vec<_>>().join(" "), on }), at),
            Err(sentence) => {
                slips.push(ManifestSlip::error("review-day", day_at, sentence));
                (None, 0..0)
            }
        },
    }
}

fn review_day(text: &str, today: Date) -> Result<Date, Sentence> {
    match day(text) {
        None => Err(Sentence::UnreadableDay { day: text.to_owned() }),
        Some(day) if is_in_future(day, today) => Err(Sentence::FutureDay { day: text.to_owned() }),
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
mod tests;
