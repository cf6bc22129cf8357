//! What is made of the files that are saved in a preview: the site of the last files without an error, and what is wrong
//! with the newest. Knows no server.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::causes::with_causes;
use crate::config::{PublicUrl, Settings};
use crate::http::Published;
use crate::l10n::check::{Finding, FindingKey, Level, arrange};
use crate::l10n::{Catalog, LocaleFile, pseudo};
use crate::site::preview::findings::{self, CheckedSave};
use crate::site::{Build, build};

use super::preview_records::{self, FolderState};
use super::publish::{locale_files, published};

/// The files of a preview as they were when nothing new was wrong with them.
#[derive(Default)]
pub(super) struct PreviewFiles {
    good: Vec<LocaleFile>,
    /// What is wrong with those, and how often: a preview begins with files as they are.
    accepted: BTreeMap<FindingKey, usize>,
    /// What those give; `None` before the first.
    catalog: Option<Arc<Catalog>>,
}

/// What came of a save.
pub(super) struct Saved {
    /// The site to show from now on, with its files; `None` if the one that is shown stays.
    pub(super) shown: Option<(Arc<Published>, Vec<LocaleFile>)>,
    /// The page of what is wrong.
    pub(super) findings: String,
    /// Why nothing could be made of the files.
    pub(super) failure: Option<String>,
}

/// How often each error is among the findings.
fn errors(findings: &[Finding]) -> BTreeMap<FindingKey, usize> {
    FindingKey::counted(findings.iter().filter(|finding| finding.level == Level::Error))
}

impl PreviewFiles {
    /// Reads the files and makes a site of them. A file with a new error counts as it was before.
    pub(super) fn save(&mut self, folder: &Path, settings: &Settings, public_url: &PublicUrl) -> Saved {
        let files = match locale_files(Some(folder)) {
            Ok(files) => files,
            Err(error) => return Saved::failed(&with_causes(&*error), &[], public_url),
        };
        let (all, made) = match made(&files, settings, public_url) {
            Ok(made) => made,
            Err(failure) => return Saved::failed(&failure, &files, public_url),
        };
        let found = of_people(&made, &all);
        let errors = errors(&found);
        let is_first = self.good.is_empty();
        let new: Vec<&FindingKey> = self.new_among(&errors).collect();
        let is_kept = !new.is_empty() && !is_first;
        let findings = page(&CheckedSave { files: &all, findings: &found, failure: None, is_kept }, public_url);
        if !is_kept {
            let catalog = Arc::clone(&made.catalog);
            let shown = made.into_site().ok().map(|site| (Arc::new(published(site, Some(folder))), all));
            if shown.is_some() {
                self.keep(folder, files, errors, catalog);
            }
            return Saved { shown, findings, failure: None };
        }
        let wrong: HashSet<&str> = new.iter().map(|key| key.path.as_str()).collect();
        let shown = self.mended(&files, &wrong, folder, settings, public_url);
        Saved { shown, findings, failure: None }
    }

    /// Those that were not there before, or not so often.
    fn new_among<'f>(&self, errors: &'f BTreeMap<FindingKey, usize>) -> impl Iterator<Item = &'f FindingKey> {
        let is_new = |(key, count): &(&FindingKey, &usize)| self.accepted.get(*key).is_none_or(|known| *count > known);
        errors.iter().filter(is_new).map(|(key, _)| key)
    }

    /// The site of the files with those that are wrong as they were; `None` if that is wrong, too, or is shown.
    fn mended(
        &mut self,
        files: &[LocaleFile],
        wrong: &HashSet<&str>,
        folder: &Path,
        settings: &Settings,
        public_url: &PublicUrl,
    ) -> Option<(Arc<Published>, Vec<LocaleFile>)> {
        let is_wrong = |file: &&LocaleFile| wrong.contains(file.path.as_str());
        let right = files.iter().filter(|file| !is_wrong(file));
        let mut mended: Vec<LocaleFile> = right.chain(self.good.iter().filter(is_wrong)).cloned().collect();
        mended.sort_by(|a, b| a.path.cmp(&b.path));
        let is_same = |(a, b): (&LocaleFile, &LocaleFile)| a.path == b.path && a.text == b.text;
        if mended.len() == self.good.len() && mended.iter().zip(&self.good).all(is_same) {
            // Nothing else was saved: it is on the screen already.
            return None;
        }
        let (all, made) = made(&mended, settings, public_url).ok()?;
        let found = of_people(&made, &all);
        let errors = errors(&found);
        if self.new_among(&errors).next().is_some() {
            return None;
        }
        let catalog = Arc::clone(&made.catalog);
        let site = made.into_site().ok()?;
        self.keep(folder, mended, errors, catalog);
        Some((Arc::new(published(site, Some(folder))), all))
    }

    /// Takes files for good ones, and writes down which translations somebody has saved.
    fn keep(
        &mut self,
        folder: &Path,
        files: Vec<LocaleFile>,
        errors: BTreeMap<FindingKey, usize>,
        catalog: Arc<Catalog>,
    ) {
        if let Some(before) = &self.catalog {
            let before = FolderState { files: &self.good, catalog: before };
            preview_records::write_down(folder, before, FolderState { files: &files, catalog: &catalog });
        }
        (self.good, self.accepted, self.catalog) = (files, errors, Some(catalog));
    }
}

impl Saved {
    fn failed(failure: &str, files: &[LocaleFile], public_url: &PublicUrl) -> Self {
        let checked = CheckedSave { files, findings: &[], failure: Some(failure), is_kept: true };
        let findings = page(&checked, public_url);
        Self { shown: None, findings, failure: Some(failure.to_owned()) }
    }
}

/// The files with those of the pseudo-locales, and what they give.
fn made(files: &[LocaleFile], settings: &Settings, public_url: &PublicUrl) -> Result<(Vec<LocaleFile>, Build), String> {
    let all = [files, &pseudo::files(files)].concat();
    let made = build(&all, public_url.clone(), &settings.publication, &settings.logging);
    made.map(|made| (all, made)).map_err(|error| with_causes(&error))
}

/// What is wrong in files that somebody has written, in their order.
fn of_people(made: &Build, files: &[LocaleFile]) -> Vec<Finding> {
    let of_site = made.findings(files);
    let of_abbreviations = made.abbreviation_findings(files);
    let all = made.catalog_findings(&of_site).chain(&of_site).chain(&of_abbreviations);
    let is_written = |finding: &&Finding| !finding.path.split('/').next().is_some_and(pseudo::is_pseudo);
    let mut found: Vec<Finding> = all.filter(is_written).cloned().collect();
    arrange(&mut found);
    found
}

fn page(checked: &CheckedSave<'_>, public_url: &PublicUrl) -> String {
    findings::render(checked, public_url).unwrap_or_else(|error| {
        tracing::error!(error = with_causes(&error), "what is wrong cannot be shown");
        String::new()
    })
}
