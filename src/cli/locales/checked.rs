//! The check of what a delivery would change, before anything is written: what gives a new error, in itself or elsewhere in
//! the language, is left out. Writes nothing.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::l10n::check::{Finding, Level};
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

/// By what findings are the same before and after: where, by which rule, about which message.
type Kind = (String, &'static str, Option<String>);

fn kind(finding: &Finding) -> Kind {
    (finding.path.clone(), finding.rule, finding.id.clone())
}

/// The findings of a level in the files of a folder.
fn found<'l>(locales: &'l LocaleFolder, own: &str, level: Level) -> impl Iterator<Item = &'l Finding> {
    locales.catalog().findings().iter().filter(move |finding| finding.level == level && finding.path.starts_with(own))
}

fn counted<'f>(findings: impl Iterator<Item = &'f Finding>) -> HashMap<Kind, usize> {
    let mut counted = HashMap::new();
    findings.for_each(|finding| *counted.entry(kind(finding)).or_default() += 1);
    counted
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
    let own = format!("{}/", locale.id);
    let before = counted(found(locales, &own, Level::Error));
    let warnings_before = counted(found(locales, &own, Level::Warning));
    let mut refused = HashSet::new();
    let mut searches = 0;
    loop {
        let changes: Vec<&Change> = plan.changes.iter().filter(|change| !refused.contains(&change.path)).collect();
        let merged = merge.merge(&changes);
        let mut told = merged.told.clone();
        let mut wrong = merged.refused.clone();
        let (mut new_warnings, mut as_it_will_be) = (0, None);
        if wrong.is_empty() && !merged.files.is_empty() {
            let then = after(locales, &merged, progress)?;
            let mut unexplained: HashMap<Kind, &Finding> = HashMap::new();
            let counts = counted(found(&then, &own, Level::Error));
            for finding in found(&then, &own, Level::Error) {
                let kind = kind(finding);
                let before = before.get(&kind).copied().unwrap_or_default();
                let blamed = merged.blamed(finding, before == 0, &changes);
                if blamed.is_empty() && counts.get(&kind).is_some_and(|now| *now > before) {
                    unexplained.insert(kind, finding);
                }
                for change in blamed {
                    if wrong.insert(change.path.clone()) {
                        told.push(change.told(Why::Check(finding.message(), finding.help())));
                    }
                }
            }
            // An error in what the delivery does not change, such as a text that uses a term of it.
            let first = unexplained.into_iter().min_by(|(a, _), (b, _)| a.cmp(b)).filter(|_| wrong.is_empty());
            if let Some((kind, finding)) = first {
                searches += 1;
                let cause = match searches > MAX_SEARCHES {
                    true => changes.clone(),
                    false => {
                        let number = before.get(&kind).copied().unwrap_or_default();
                        cause(&changes, |some| {
                            let merged = merge.merge(some);
                            let then = after(locales, &merged, progress)?;
                            Ok(counted(found(&then, &own, Level::Error)).get(&kind).is_some_and(|now| *now > number))
                        })?
                    }
                };
                let place = finding.id.clone().unwrap_or_else(|| finding.path.clone());
                for change in cause {
                    wrong.insert(change.path.clone());
                    told.push(change.told(Why::Elsewhere(place.clone(), finding.message(), finding.help())));
                }
            }
            let warnings = counted(found(&then, &own, Level::Warning));
            let number = |kind: &Kind| warnings_before.get(kind).copied().unwrap_or_default();
            new_warnings = warnings.iter().map(|(kind, now)| now.saturating_sub(number(kind))).sum();
            as_it_will_be = Some(then);
        }
        plan.told.extend(told);
        if wrong.is_empty() {
            return Ok(Checked { merged, refused, new_warnings, after: as_it_will_be });
        }
        refused.extend(wrong);
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

/// The folder as it would be.
fn after(locales: &LocaleFolder, merged: &Merged, progress: &Progress) -> anyhow::Result<LocaleFolder> {
    LocaleFolder::of(locales.folder.clone(), with(&locales.files, &merged.files), progress)
}

/// The files with others in their places.
fn with(files: &[LocaleFile], others: &[LocaleFile]) -> Vec<LocaleFile> {
    let is_kept = |file: &&LocaleFile| !others.iter().any(|other| other.path == file.path);
    let mut all: Vec<LocaleFile> = files.iter().filter(is_kept).chain(others).cloned().collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}
