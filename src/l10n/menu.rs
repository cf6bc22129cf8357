//! Which locales are in the menu, and what is told of those that are not. Knows no catalog.

use foldhash::HashSet;

use super::check::Finding;
use super::coverage::{Counted, Coverage};
use super::file::LocaleFile;
use super::folder::Folder;
use super::loaded::LoadedLocale;
use super::locale::Locale;
use super::lost;
use super::manifest::Manifest;
use super::records::Condition;
use super::report;
use super::visibility::Visibility;

/// The locales of which a file is damaged as a whole.
pub(super) fn with_damaged_files(findings: &[Finding]) -> HashSet<String> {
    let damaged = findings.iter().filter(|finding| lost::is_about_damaged_file(finding));
    damaged.filter_map(|finding| Some(finding.path.split_once('/')?.0.to_owned())).collect()
}

/// Decides how far a locale is shown.
pub(super) fn decide_visibility(
    loaded: &mut LoadedLocale,
    coverage: &Coverage,
    folder: &Folder<'_>,
    findings: &mut Vec<Finding>,
) {
    let Folder { manifest, files, records, .. } = folder;
    loaded.locale.visibility = match loaded.is_copy {
        // It shows nothing that another one does not.
        true if manifest.visibility != Some(Visibility::Hidden) => Visibility::ByLink,
        _ => visibility(manifest, coverage, files, findings),
    };
    // Whoever takes a language out of the menu on purpose says so in `locale.toml`.
    let is_undecided = manifest.visibility.is_none() || manifest.is_guessed;
    loaded.would_leave = records.was_listed && is_undecided && !loaded.locale.is_listed() && !loaded.is_copy;
}

/// Tells that a locale was in the menu and would no longer be, where a slip in `locale.toml` may say so.
pub(super) fn report_slip(locale: &Locale, folder: &Folder<'_>, findings: &mut Vec<Finding>) {
    let Folder { manifest, records, .. } = folder;
    let leaves = manifest.visibility.is_some_and(|visibility| visibility != Visibility::Listed);
    if manifest.is_guessed && records.was_listed && leaves {
        report::slip_leaves_the_menu(locale, findings);
    }
}

/// Tells what keeps a locale out of the menu, where nobody has decided that. Of one that has not been in it and has a damaged
/// file, that is what is told.
pub(super) fn report_absence(
    loaded: &LoadedLocale,
    coverage: &Coverage,
    folder: &Folder<'_>,
    counted: &Counted,
    damaged: &HashSet<String>,
    findings: &mut Vec<Finding>,
) {
    let is_undecided = folder.manifest.visibility.is_none() && !loaded.locale.is_listed() && !loaded.is_copy;
    let is_damaged = damaged.contains(&loaded.locale.id);
    if loaded.would_leave && is_undecided {
        report::would_leave_the_menu(&loaded.locale, coverage, counted, findings);
    } else if is_undecided && !is_damaged && matches!(folder.records.condition, Condition::Missing | Condition::Damaged)
    {
        report::not_in_the_menu(&loaded.locale, coverage, counted, findings);
    }
}

/// How far a locale is shown: as `locale.toml` says, else by what it covers.
fn visibility(
    manifest: &Manifest,
    coverage: &Coverage,
    files: &[&LocaleFile],
    findings: &mut Vec<Finding>,
) -> Visibility {
    if manifest.visibility == Some(Visibility::Listed) && !coverage.allows_listing() {
        report::listed_without(coverage, files, manifest.visibility_at.clone(), findings);
    }
    let by_rule = if coverage.allows_listing() { Visibility::Listed } else { Visibility::ByLink };
    manifest.visibility.unwrap_or(by_rule)
}
