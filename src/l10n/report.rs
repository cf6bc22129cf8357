//! The findings on the states of translations, on files as a whole, and on `locale.toml`. Decides nothing.

use std::ops::Range;

use foldhash::{HashMap, HashSet};
use unic_langid::LanguageIdentifier;

use super::check::{EntryKind, Finding, Level, Purpose, Recorded, Sentence, Shown, rule};
use super::coverage::{Counted, Coverage, LISTED_FROM_PERCENT};
use super::entry::Entry;
use super::file::{Kind, LocaleFile, MANIFEST_FILE, RECORDS_FILE};
use super::freshness::Freshness;
use super::locale::Locale;
use super::manifest::{Manifest, ManifestSlip};
use super::position::Lines;
use super::records::{Condition, Records, Wording};
use super::unreadable::{MAX_COLONS_IN_BRACKETS, MAX_FILE_BYTES, MAX_OPEN_BRACKETS, Unreadable};
use super::users::Users;

/// The file of a kind in a locale’s folder.
pub(super) fn file_of<'f>(kind: Kind, files: &[&'f LocaleFile]) -> Option<&'f LocaleFile> {
    files.iter().copied().find(|file| file.kind() == Some(kind))
}

/// An error of a file as a whole.
pub(super) fn file_error(file: &LocaleFile, rule: &'static str, sentence: Sentence) -> Finding {
    Finding::of_file(Level::Error, rule, &file.path, sentence)
}

/// The files that are not read.
pub(super) fn refused(files: &[&LocaleFile], findings: &mut Vec<Finding>) {
    for file in files {
        let Some(reason) = &file.refused else { continue };
        // A file that is in another encoding needs no text changed.
        let rule = match reason {
            Unreadable::Utf16 | Unreadable::OtherEncoding => rule::ENCODING,
            _ => "refused-file",
        };
        findings.push(file_error(file, rule, unreadable(reason, file.kind())));
    }
}

/// What is said of a file that is not read.
fn unreadable(reason: &Unreadable, kind: Option<Kind>) -> Sentence {
    let file = match kind {
        Some(Kind::Records) => Purpose::Records,
        Some(Kind::Manifest) => Purpose::Manifest,
        Some(Kind::Messages | Kind::Data | Kind::Stray) | None => Purpose::Messages,
    };
    match reason {
        Unreadable::Large => Sentence::LargeFile { most: MAX_FILE_BYTES >> 20, file },
        Unreadable::Utf16 => Sentence::FileInUtf16 { file },
        Unreadable::Zeros => Sentence::FileWithZeros { file },
        Unreadable::OtherEncoding => Sentence::FileInOtherEncoding { file },
        Unreadable::Document => Sentence::FileOfDocument { file },
        Unreadable::OpenBrackets => Sentence::OpenBrackets { most: MAX_OPEN_BRACKETS, file },
        Unreadable::ColonsInBracket => Sentence::ColonsInBracket { most: MAX_COLONS_IN_BRACKETS, file },
        Unreadable::Deep => Sentence::DeepFile,
        Unreadable::Outside => Sentence::FileOutside,
        Unreadable::NoFile => Sentence::NoFile { file },
        Unreadable::File(reason) => Sentence::UnreadableFile { reason: reason.clone(), file },
        Unreadable::Folder(reason) => Sentence::UnreadableFolder { reason: reason.clone(), file },
    }
}

/// A file of records that is damaged.
pub(super) fn damaged_records(file: &LocaleFile, findings: &mut Vec<Finding>) {
    findings.push(file_error(file, "damaged-records", Sentence::DamagedRecords));
}

/// What the translations of a locale are compared with, and what came of it.
pub(super) struct StateContext<'a> {
    /// The English.
    pub(super) english: &'a HashMap<String, Wording>,
    /// What is written down of the translations.
    pub(super) records: &'a Records,
    /// Why some cannot be accepted as they are.
    pub(super) unacceptable: &'a HashMap<String, Finding>,
    /// The messages that readers see.
    pub(super) usable: &'a HashSet<String>,
}

/// What is out of date, and what is to be confirmed because the English has changed along with it. Of a language
/// without records one finding says so.
pub(super) fn states(
    tag: &LanguageIdentifier,
    states: &[(String, Freshness)],
    entries: &[Entry<'_>],
    compared: &StateContext<'_>,
    findings: &mut Vec<Finding>,
) {
    let StateContext { english, records, unacceptable, usable } = *compared;
    let by_id: HashMap<&str, &Entry<'_>> = entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    for (id, state) in states {
        let Some(entry) = by_id.get(id.as_str()) else { continue };
        let (tag, of) = (tag.to_string(), id.clone());
        let (rule, sentence) = match state {
            Freshness::Stale => (rule::OUT_OF_DATE, Sentence::OutOfDate { tag, id: of }),
            Freshness::Renewed => (rule::TO_BE_CONFIRMED, Sentence::ToBeConfirmed { tag, id: of }),
            Freshness::New | Freshness::Fresh | Freshness::Unknown => continue,
        };
        let sentence = match unacceptable.get(id) {
            None => sentence,
            Some(why) => Sentence::NoLongerFits {
                reason: why.message(),
                help: why.help(),
                shown: if usable.contains(id) { Shown::Translation } else { Shown::English },
            },
        };
        let Some(now) = english.get(id) else { continue };
        let was = records.of(id).map(|record| &record.english).find(|was| was.normal != now.normal);
        let (was, now) = (was.map_or("", |was| was.written.as_str()), now.written.as_str());
        let text = format!("was: {}\nnow: {}", was.trim(), now.trim());
        entry.warn(rule, sentence, Some(text), findings);
    }
    let count = |wanted: Freshness, is_counted: &dyn Fn(&Entry<'_>) -> bool| {
        let of_state = states.iter().filter(|(_, state)| *state == wanted);
        of_state.filter(|(id, _)| by_id.get(id.as_str()).is_some_and(|entry| is_counted(entry))).count()
    };
    // What holds no words is translated by nobody.
    let (unknown, new) = (count(Freshness::Unknown, &|_| true), count(Freshness::New, &|entry| entry.has_letters()));
    let mut of_records = |rule, sentence| {
        findings.push(Finding::of_file(Level::Warning, rule, format!("{tag}/{RECORDS_FILE}"), sentence));
    };
    if unknown > 0 && matches!(records.condition, Condition::Missing | Condition::Incomplete) {
        of_records("no-record", Sentence::NoRecord { tag: tag.to_string(), number: unknown });
    }
    if new > 0 {
        of_records("not-recorded", Sentence::NotRecorded { tag: tag.to_string(), number: new });
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
    let here: HashSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    let is_here = |id: &str| here.contains(id);
    for (term, _) in states.iter().filter(|(id, state)| *state == Freshness::Stale && !is_here(id)) {
        let users = Users::with_users(&[english_users], [term.clone()]);
        for entry in entries.iter().filter(|entry| users.contains(&entry.id)) {
            let sentence = Sentence::TermOutOfDate { tag: tag.to_string(), term: term.clone() };
            entry.warn(rule::OUT_OF_DATE, sentence, None, findings);
        }
    }
}

/// What is still English. A mark that stands apart from it is told as that.
pub(super) fn untranslated(entry: &Entry<'_>, is_of_today: bool, mark: &'static str, findings: &mut Vec<Finding>) {
    if entry.has_mark_apart(mark) {
        return;
    }
    let of = if entry.is_term() { EntryKind::Term } else { EntryKind::Message };
    let sentence = match is_of_today {
        true => Sentence::Untranslated { of, mark },
        false => Sentence::UntranslatedOfFormerDays { of, mark },
    };
    entry.warn(rule::UNTRANSLATED, sentence, None, findings);
}

/// What is said to be rightly the same as the English, and is not the same.
pub(super) fn needless_mark(entry: &Entry<'_>, mark: &'static str, findings: &mut Vec<Finding>) {
    entry.warn(rule::NEEDLESS_MARK, Sentence::NeedlessMark { mark }, None, findings);
}

/// An approval of which nothing says which texts it is of.
pub(super) fn unrecorded_approval(
    tag: &LanguageIdentifier,
    files: &[&LocaleFile],
    manifest: &Manifest,
    condition: Condition,
    findings: &mut Vec<Finding>,
) {
    let records = match condition {
        Condition::Whole => Recorded::Whole,
        Condition::Missing | Condition::Incomplete => Recorded::Incomplete,
        Condition::Damaged => Recorded::Damaged,
    };
    let slip = ManifestSlip {
        level: Level::Warning,
        rule: "unrecorded-approval",
        span: manifest.review_at.clone(),
        sentence: Sentence::UnrecordedApproval { records, tag: tag.to_string() },
    };
    of_manifest(files, [slip], findings);
}

/// A language that is in the menu by decision although readers lack something.
pub(super) fn listed_without(
    coverage: &Coverage,
    files: &[&LocaleFile],
    at: Range<usize>,
    findings: &mut Vec<Finding>,
) {
    let sentence = match coverage.required_missing.as_slice() {
        [] => Sentence::ListedWithFewWords { percent: coverage.percent() },
        missing => Sentence::ListedIncomplete { number: missing.len(), missing: missing.join(", ") },
    };
    of_manifest(
        files,
        [ManifestSlip { level: Level::Warning, rule: "listed-incomplete", span: at, sentence }],
        findings,
    );
}

/// A language’s own name that cannot be shown, and the one that stands in its place: told where the slip is, or of the file
/// that lacks it.
pub(super) fn name_of_cldr(name: &str, id: &str, path: String, findings: &mut Vec<Finding>) {
    let is_slip = |finding: &&Finding| {
        finding.level == Level::Error && (finding.id.as_deref() == Some(id) || finding.meant() == Some(id))
    };
    let Some(slip) = findings.iter().find(is_slip) else {
        let sentence = Sentence::NameMissing { name: name.to_owned() };
        findings.push(Finding::of_file(Level::Warning, "own-name", path, sentence));
        return;
    };
    let (path, position, span) = (slip.path.clone(), slip.position, slip.span.clone());
    let sentence = Sentence::NameOfCldr { name: name.to_owned() };
    let (rule, id) = ("own-name", Some(id.to_owned()));
    findings.push(Finding { level: Level::Warning, rule, path, position, span, id, english: None, sentence });
}

/// A language that was in the menu and would no longer be.
pub(super) fn would_leave_the_menu(
    locale: &Locale,
    coverage: &Coverage,
    counted: &Counted,
    findings: &mut Vec<Finding>,
) {
    let (language, tag) = (locale.endonym.clone(), locale.id.clone());
    let sentence = match coverage.required_missing.as_slice() {
        [] => {
            let (percent, needed) = (coverage.percent(), LISTED_FROM_PERCENT);
            Sentence::WordsLeaveMenu { language, tag, percent, needed }
        }
        missing => Sentence::RequiredLeaveMenu { language, tag, number: missing.len(), missing: missing.join(", ") },
    };
    let file = counted.lacking_file(&coverage.required_missing);
    findings.push(locale_finding(locale, file, Level::Error, rule::LEAVES_MENU, sentence));
}

/// A language that was in the menu and of which no file with messages is there.
pub(super) fn without_messages(tag: &str, records: &Records, findings: &mut Vec<Finding>) {
    if records.was_listed {
        let path = format!("{tag}/{RECORDS_FILE}");
        let sentence = Sentence::FilesLeaveMenu { tag: tag.to_owned() };
        findings.push(Finding::of_file(Level::Error, rule::LEAVES_MENU, path, sentence));
    }
}

/// A language that was in the menu and would no longer be, because of a slip in `locale.toml`.
pub(super) fn slip_leaves_the_menu(locale: &Locale, findings: &mut Vec<Finding>) {
    let sentence = Sentence::ManifestLeavesMenu { language: locale.endonym.clone(), tag: locale.id.clone() };
    findings.push(locale_finding(locale, MANIFEST_FILE, Level::Error, rule::LEAVES_MENU, sentence));
}

/// A language that is not in the menu, where no records say whether it was.
pub(super) fn not_in_the_menu(locale: &Locale, coverage: &Coverage, counted: &Counted, findings: &mut Vec<Finding>) {
    let (language, tag) = (locale.endonym.clone(), locale.id.clone());
    let (percent, needed, number) = (coverage.percent(), LISTED_FROM_PERCENT, coverage.required_missing.len());
    let sentence = Sentence::NotInMenu { language, tag, percent, needed, number };
    let file = counted.lacking_file(&coverage.required_missing);
    findings.push(locale_finding(locale, file, Level::Warning, "not-in-menu", sentence));
}

/// Required messages that the English has gained and a language in the menu lacks.
pub(super) fn gained_required(locale: &Locale, coverage: &Coverage, counted: &Counted, findings: &mut Vec<Finding>) {
    let gained = &coverage.required_gained;
    let (language, tag) = (locale.endonym.clone(), locale.id.clone());
    let sentence = Sentence::RequiredGained { language, tag, number: gained.len(), missing: gained.join(", ") };
    findings.push(locale_finding(locale, counted.lacking_file(gained), Level::Warning, "lacks-required", sentence));
}

/// A finding on a file of a locale as a whole, whether it is there or not.
pub(super) fn locale_finding(
    locale: &Locale,
    file: &str,
    level: Level,
    rule: &'static str,
    sentence: Sentence,
) -> Finding {
    Finding::of_file(level, rule, format!("{}/{file}", locale.id), sentence)
}

/// Slips in `locale.toml`, each at its place.
pub(super) fn of_manifest(
    files: &[&LocaleFile],
    slips: impl IntoIterator<Item = ManifestSlip>,
    findings: &mut Vec<Finding>,
) {
    let Some(file) = file_of(Kind::Manifest, files) else { return };
    let lines = Lines::new(&file.text);
    findings.extend(slips.into_iter().map(|ManifestSlip { level, rule, span, sentence }| Finding {
        level,
        position: lines.position(&file.text, span.start),
        span,
        ..file_error(file, rule, sentence)
    }));
}
