//! The findings on the states of translations, on files as a whole, and on `locale.toml`. Decides nothing.

use std::collections::HashMap;
use std::ops::Range;

use unic_langid::LanguageIdentifier;

use super::check::{Finding, Level};
use super::coverage::{Counted, Coverage, LISTED_FROM_PERCENT};
use super::entry::Entry;
use super::file::{Kind, LocaleFile, MANIFEST_FILE, OTHER_ENCODING, RECORDS_FILE};
use super::freshness::Freshness;
use super::locale::Locale;
use super::manifest::{Manifest, Slip};
use super::position::{Lines, Position};
use super::records::{Condition, Records, Wording};
use super::users::Users;

/// The file of a kind in a locale’s folder.
pub(super) fn file_of<'f>(kind: Kind, files: &[&'f LocaleFile]) -> Option<&'f LocaleFile> {
    files.iter().copied().find(|file| file.kind() == Some(kind))
}

/// An error of a file as a whole.
pub(super) fn file_error(file: &LocaleFile, rule: &'static str, message: String, help: String) -> Finding {
    Finding {
        level: Level::Error,
        rule,
        path: file.path.clone(),
        position: Position { line: 1, column: 1 },
        span: 0..0,
        id: None,
        message,
        english: None,
        help,
    }
}

/// The files that are not read.
pub(super) fn refused(files: &[&LocaleFile], findings: &mut Vec<Finding>) {
    for file in files {
        let Some(reason) = &file.refused else { continue };
        let consequence = match file.kind() {
            Some(Kind::Records) => ", and which translations are out of date is not known",
            Some(Kind::Manifest) => ", and the language is hidden, because the file may say so",
            Some(Kind::Messages | Kind::Data | Kind::Stray) | None => "",
        };
        // A file that is in another encoding needs no text changed.
        let (rule, remedy) = match reason.starts_with(OTHER_ENCODING) {
            true => ("encoding", "save it again in your editor with the encoding UTF-8"),
            false => ("refused-file", "undo the last change to it"),
        };
        let help = format!("nothing in it is used{consequence}; {remedy}");
        findings.push(file_error(file, rule, reason.clone(), help));
    }
}

/// A file of records that is damaged.
pub(super) fn damaged_records(file: &LocaleFile, findings: &mut Vec<Finding>) {
    let message = "the record of what the translations were made from is damaged; of some of them it is not known \
                   whether they are out of date";
    let help = "take the file from the last good version; communique writes it, nobody edits it";
    findings.push(file_error(file, "damaged-records", message.to_owned(), help.to_owned()));
}

/// What is out of date, and what is to be confirmed because the English has changed along with it. Of a language
/// without records one finding says so.
pub(super) fn states(
    tag: &LanguageIdentifier,
    states: &[(String, Freshness)],
    entries: &[Entry<'_>],
    english: &HashMap<String, Wording>,
    records: &Records,
    findings: &mut Vec<Finding>,
) {
    let by_id: HashMap<&str, &Entry<'_>> = entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    for (id, state) in states {
        let Some(entry) = by_id.get(id.as_str()) else { continue };
        let accept = format!("communique locales accept {tag} {id}");
        let (rule, message, help) = match state {
            Freshness::Stale => (
                "out-of-date",
                "the English changed after this was translated",
                format!("change the translation, or run  {accept}"),
            ),
            Freshness::Renewed => (
                "to-be-confirmed",
                "the English changed, and so did this; whether it says the same is to be confirmed",
                format!("compare it with the English of now, and run  {accept}"),
            ),
            Freshness::New | Freshness::Fresh | Freshness::Unknown => continue,
        };
        let Some(now) = english.get(id) else { continue };
        let was = records.of(id).map(|record| &record.english).find(|was| was.normal != now.normal);
        let (was, now) = (was.map_or("", |was| was.written.as_str()), now.written.as_str());
        let text = format!("was: {}\nnow: {}", was.trim(), now.trim());
        entry.warn(rule, message, Some(text), help, findings);
    }
    let unknown = states.iter().filter(|(_, state)| *state == Freshness::Unknown).count();
    if unknown > 0 && matches!(records.condition, Condition::Missing | Condition::Incomplete) {
        findings.push(Finding {
            level: Level::Warning,
            rule: "no-record",
            path: format!("{tag}/{RECORDS_FILE}"),
            position: Position { line: 1, column: 1 },
            span: 0..0,
            id: None,
            message: format!("of {unknown} translations nothing says which English they were made from"),
            english: None,
            help: format!("compare them with the English, and run  communique locales accept {tag} --all"),
        });
    }
}

/// Messages that say in their own words what the English says with a term that has changed.
pub(super) fn stale_without_translation(
    tag: &LanguageIdentifier,
    states: &[(String, Freshness)],
    entries: &[Entry<'_>],
    english_users: &Users,
    findings: &mut Vec<Finding>,
) {
    let is_here = |id: &String| entries.iter().any(|entry| entry.id == *id);
    for (term, _) in states.iter().filter(|(id, state)| *state == Freshness::Stale && !is_here(id)) {
        let users = Users::with_users(&[english_users], [term.clone()]);
        for entry in entries.iter().filter(|entry| users.contains(&entry.id)) {
            let message = format!("{term}, which the English of this refers to, changed after this was translated");
            let help = format!("change what refers to it, and run  communique locales accept {tag} {term}");
            entry.warn("out-of-date", &message, None, help, findings);
        }
    }
}

/// What is still English.
pub(super) fn untranslated(entry: &Entry<'_>, is_of_today: bool, mark: &str, findings: &mut Vec<Finding>) {
    let message = match is_of_today {
        true => "this is still the English text",
        false => "this is still the English text, as it was before it changed",
    };
    let consequence = if entry.is_term() { "what refers to it is shown" } else { "it is shown" };
    let help = format!(
        "translate it, or delete it; {consequence} as English either way. If it is the same in both languages, write \
         above it:  # {mark}"
    );
    entry.warn("untranslated", message, None, help, findings);
}

/// An approval of which nothing says which texts it is of.
pub(super) fn unrecorded_approval(
    tag: &LanguageIdentifier,
    files: &[&LocaleFile],
    manifest: &Manifest,
    condition: Condition,
    findings: &mut Vec<Finding>,
) {
    let help = match condition {
        Condition::Whole => format!("run  communique locales record {tag}"),
        Condition::Missing | Condition::Incomplete => {
            format!("until then nothing is called approved; run  communique locales accept {tag} --all, then record")
        }
        Condition::Damaged => "until then nothing is called approved; mend the records".to_owned(),
    };
    let slip = Slip {
        level: Level::Warning,
        rule: "unrecorded-approval",
        span: manifest.review_at.clone(),
        message: "which texts were approved is not recorded yet".to_owned(),
        help,
    };
    of_manifest(files, [slip], findings);
}

/// A language that is in the menu by decision although readers lack something.
pub(super) fn listed_without(
    required: &[String],
    files: &[&LocaleFile],
    at: Range<usize>,
    findings: &mut Vec<Finding>,
) {
    let slip = Slip {
        level: Level::Warning,
        rule: "listed-incomplete",
        span: at,
        message: format!("the language is listed although required messages are missing: {}", required.join(", ")),
        help: "translate them; they are shown as English, and the page is then in two languages".to_owned(),
    };
    of_manifest(files, [slip], findings);
}

/// A language that was in the menu and would no longer be.
pub(super) fn would_leave_the_menu(
    locale: &Locale,
    coverage: &Coverage,
    counted: &Counted,
    findings: &mut Vec<Finding>,
) {
    let (tag, percent) = (&locale.id, coverage.percent());
    let reason = match coverage.required_missing.as_slice() {
        [] => {
            format!("only {percent} % of the words of the statement are in it, and {LISTED_FROM_PERCENT} % are needed")
        }
        missing => format!("required messages are missing: {}", missing.join(", ")),
    };
    findings.push(Finding {
        level: Level::Error,
        rule: "leaves-menu",
        path: format!("{tag}/{}", counted.lacking_file(coverage)),
        position: Position { line: 1, column: 1 },
        span: 0..0,
        id: None,
        message: format!("{} ({tag}) would leave the menu, because {reason}", locale.endonym),
        english: None,
        help: format!(
            "mend or translate what is missing; if the language is to leave the menu, write  state = \"by-link\"  into \
             {tag}/{MANIFEST_FILE}"
        ),
    });
}

/// Slips in `locale.toml`, each at its place.
pub(super) fn of_manifest(files: &[&LocaleFile], slips: impl IntoIterator<Item = Slip>, findings: &mut Vec<Finding>) {
    let Some(file) = file_of(Kind::Manifest, files) else { return };
    let lines = Lines::new(&file.text);
    findings.extend(slips.into_iter().map(|Slip { level, rule, span, message, help }| Finding {
        level,
        position: lines.position(&file.text, span.start),
        span,
        ..file_error(file, rule, message, help)
    }));
}
