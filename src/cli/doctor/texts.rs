//! How the locales stand: whether a site can be made of them, and what editors and translators have left to do.

use std::sync::Arc;

use crate::l10n::check::Level;
use crate::l10n::{Catalog, Standing};
use crate::site::{Build, Site};

use super::finding::DoctorFinding;

const CHECK: &str = "locales";

/// The site, if one can be made, and what was found.
pub(super) fn findings(build: Build) -> (Option<Site>, Vec<DoctorFinding>) {
    let catalog = Arc::clone(&build.catalog);
    let site = match build.into_site() {
        Ok(site) => site,
        Err(error) => {
            let failed = DoctorFinding::failed(CHECK, format!("no site can be made of them: {error}"))
                .because("the server does not start, and at a reload goes on with the texts that it had")
                .change("`communique locales check` says where and what");
            return (None, vec![failed]);
        }
    };
    let tags = |is_listed: bool| {
        let tags = catalog
            .locales()
            .filter(|(_, locale)| locale.is_listed() == is_listed)
            .map(|(_, locale)| locale.id.as_str());
        Some(tags.collect::<Vec<_>>().join(" ")).filter(|tags| !tags.is_empty())
    };
    let mut found = format!("listed: {}", tags(true).unwrap_or_else(|| "none".to_owned()));
    if let Some(by_link) = tags(false) {
        found.push_str(&format!("; by link: {by_link}"));
    }
    let mut findings = vec![DoctorFinding::ok(CHECK, found)];
    let errors = catalog.findings().iter().filter(|finding| finding.level == Level::Error).count();
    if errors > 0 {
        findings.push(
            DoctorFinding::warning(CHECK, format!("{errors} faults in the files"))
                .because("the texts that have them are shown in another language")
                .change("`communique locales check` says where and what"),
        );
    }
    let behind = behind(&catalog);
    if !behind.is_empty() {
        findings.push(
            DoctorFinding::note(CHECK, format!("texts that are missing or out of date: {}", behind.join(", ")))
                .change("`communique locales todo` lists them"),
        );
    }
    (Some(site), findings)
}

/// The languages that lack something, with how many texts.
fn behind(catalog: &Catalog) -> Vec<String> {
    let translations = catalog.locales().filter(|(key, _)| *key != catalog.source());
    let number = |key| catalog.outstanding(key).iter().filter(|text| text.standing != Standing::ToBeConfirmed).count();
    translations
        .map(|(key, locale)| (&locale.id, number(key)))
        .filter(|(_, number)| *number > 0)
        .map(|(tag, number)| format!("{tag} {number}"))
        .collect()
}
