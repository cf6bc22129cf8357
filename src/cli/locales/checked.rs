//! The check of what a delivery would change, before anything is written: what gives a new error, in itself or elsewhere in
//! the language, is left out. Writes nothing.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::l10n::check::{Finding, FindingKey, Level};
use crate::l10n::exchange::{Change, Merge, Merged, Path, Plan, Unit, Why};
use crate::l10n::{LocaleFile, LocaleKey};

use super::folder::LocaleFolder;
use crate::cli::progress::Progress;

/// So often an error that a change causes in something else is searched for, each time with a dozen checks; after that
/// nothing more of the delivery is taken.
const MAX_SEARCHES: usize = 10;

/// What the check has left of a plan.
pub(super) struct Checked {
    /// What is to be written.
    pub(super) merged: Merged,
    /// The texts that are not.
    pub(super) refused: HashSet<Path>,
    /// How many warnings there are more than before.
    pub(super) new_warnings: usize,
    /// The folder as it will be; `None` if no file changes.
    pub(super) after: Option<LocaleFolder>,
}

/// The findings of a level in the files of a folder.
fn found<'l>(locales: &'l LocaleFolder, own: &str, level: Level) -> impl Iterator<Item = &'l Finding> {
    locales.catalog().findings().iter().filter(move |finding| finding.level == level && finding.path.starts_with(own))
}

/// What is to be written once the check has seen it, and what is not.
pub(super) fn checked(
    locales: &LocaleFolder,
    key: LocaleKey,
    units: &[Unit],
    plan: &mut Plan,
    progress: &Progress,
) -> anyhow::Result<Checked> {
    let locale = locales.catalog().locale(key);
    let day = Offset::UTC.to_datetime(Timestamp::now()).date();
    let merge = Merge { files: &locales.files, tag: &locale.tag, units, day };
    let mut check = DeliveryCheck::new(locales, format!("{}/", locale.id), merge, progress);
    let mut refused = HashSet::new();
    loop {
        let changes: Vec<&Change> = plan.changes.iter().filter(|change| !refused.contains(&change.path)).collect();
        let merged = check.merge.merge(&changes);
        let (mut told, mut wrong) = (merged.told.clone(), merged.refused.clone());
        let mut after = None;
        if wrong.is_empty() && !merged.files.is_empty() {
            let then = check.after(&merged)?;
            for (change, why) in check.at_fault(&then, &merged, &changes)? {
                if wrong.insert(change.path.clone()) {
                    told.push(change.told(why));
                }
            }
            after = Some(then);
        }
        plan.told.extend(told);
        if wrong.is_empty() {
            let new_warnings = after.as_ref().map_or(0, |after| check.new_warnings(after));
            return Ok(Checked { merged, refused, new_warnings, after });
        }
        refused.extend(wrong);
    }
}

/// The folder before a delivery, with which it is compared as it would be after.
struct DeliveryCheck<'t> {
    locales: &'t LocaleFolder,
    /// What the paths of the language begin with.
    own: String,
    merge: Merge<'t>,
    progress: &'t Progress,
    /// The errors and the warnings of the language before.
    errors: BTreeMap<FindingKey, usize>,
    warnings: BTreeMap<FindingKey, usize>,
    /// How often a cause was searched for.
    searches: usize,
}

impl<'t> DeliveryCheck<'t> {
    fn new(locales: &'t LocaleFolder, own: String, merge: Merge<'t>, progress: &'t Progress) -> Self {
        let errors = FindingKey::counted(found(locales, &own, Level::Error));
        let warnings = FindingKey::counted(found(locales, &own, Level::Warning));
        Self { locales, own, merge, progress, errors, warnings, searches: 0 }
    }

    /// The folder as it would be.
    fn after(&self, merged: &Merged) -> anyhow::Result<LocaleFolder> {
        LocaleFolder::of(self.locales.folder.clone(), with(&self.locales.files, &merged.files), self.progress)
    }

    fn errors_before(&self, key: &FindingKey) -> usize {
        self.errors.get(key).copied().unwrap_or_default()
    }

    /// The changes that give a new error, each with why. One in what the delivery does not change, such as a text that uses a
    /// term of it, is looked at only where there is no other, and its cause is searched for.
    fn at_fault<'c>(
        &mut self,
        then: &LocaleFolder,
        merged: &Merged,
        changes: &[&'c Change],
    ) -> anyhow::Result<Vec<(&'c Change, Why)>> {
        let counts = FindingKey::counted(found(then, &self.own, Level::Error));
        let mut at_fault = Vec::new();
        let mut unexplained: Option<(FindingKey, &Finding)> = None;
        for finding in found(then, &self.own, Level::Error) {
            let key = finding.key();
            let before = self.errors_before(&key);
            let blamed = merged.blamed(finding, before == 0, changes);
            let is_new = counts.get(&key).is_some_and(|now| *now > before);
            if blamed.is_empty() && is_new && unexplained.as_ref().is_none_or(|(first, _)| key < *first) {
                unexplained = Some((key, finding));
            }
            at_fault.extend(blamed.into_iter().map(|change| (change, Why::Check(finding.message(), finding.help()))));
        }
        if let Some((key, finding)) = unexplained.filter(|_| at_fault.is_empty()) {
            let place = finding.id.clone().unwrap_or_else(|| finding.path.clone());
            let why = || Why::Elsewhere(place.clone(), finding.message(), finding.help());
            at_fault.extend(self.cause_of(&key, changes)?.into_iter().map(|change| (change, why())));
        }
        Ok(at_fault)
    }

    /// The changes that cause an error in something else; all of them where too much was searched for.
    fn cause_of<'c>(&mut self, key: &FindingKey, changes: &[&'c Change]) -> anyhow::Result<Vec<&'c Change>> {
        self.searches += 1;
        if self.searches > MAX_SEARCHES {
            return Ok(changes.to_vec());
        }
        let before = self.errors_before(key);
        cause(changes, |some| {
            let then = self.after(&self.merge.merge(some))?;
            Ok(FindingKey::counted(found(&then, &self.own, Level::Error)).get(key).is_some_and(|now| *now > before))
        })
    }

    /// How many warnings there are more than before.
    fn new_warnings(&self, then: &LocaleFolder) -> usize {
        let before = |key: &FindingKey| self.warnings.get(key).copied().unwrap_or_default();
        let now = FindingKey::counted(found(then, &self.own, Level::Warning));
        now.iter().map(|(key, now)| now.saturating_sub(before(key))).sum()
    }
}

/// The changes of the message with which an error comes, by halves: all of the changes cause it, none of them does not.
fn cause<'c>(
    changes: &[&'c Change],
    is_there: impl Fn(&[&'c Change]) -> anyhow::Result<bool>,
) -> anyhow::Result<Vec<&'c Change>> {
    let mut by_message = changes.to_vec();
    by_message.sort_by(|a, b| a.path.id.cmp(&b.path.id));
    let messages: Vec<&[&Change]> = by_message.chunk_by(|a, b| a.path.id == b.path.id).collect();
    let (mut without, mut with) = (0, messages.len());
    while with - without > 1 {
        let middle = without.midpoint(with);
        match is_there(&messages[..middle].concat())? {
            true => with = middle,
            false => without = middle,
        }
    }
    Ok(messages.get(without).map(|changes| changes.to_vec()).unwrap_or_default())
}

/// The files with others in their places.
fn with(files: &[LocaleFile], others: &[LocaleFile]) -> Vec<LocaleFile> {
    let is_kept = |file: &&LocaleFile| !others.iter().any(|other| other.path == file.path);
    let mut all: Vec<LocaleFile> = files.iter().filter(is_kept).chain(others).cloned().collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}
