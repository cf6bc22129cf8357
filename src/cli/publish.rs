//! From locale files and settings to a site, and what the log says of it.

use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::Context as _;
use rust_embed::RustEmbed;

use crate::config::{Logging, PublicUrl, Publication, Settings};
use crate::http::Published;
use crate::l10n::check::Level;
use crate::l10n::disk::read_folder;
use crate::l10n::file::is_locale_file;
use crate::l10n::{Catalog, CatalogError, LocaleFile, pseudo};
use crate::site::{NoBuild, Site, build};

use super::exit::WrongSettings;

#[derive(RustEmbed)]
#[folder = "locales"]
struct Embedded;

/// Reads the locales and renders the site.
pub fn publish(settings: &Settings, public_url: &PublicUrl) -> anyhow::Result<Published> {
    publish_from(settings.locales.folder.as_deref(), public_url, &settings.publication, &settings.logging)
}

/// The same of the embedded locales, or those in a folder.
pub(super) fn publish_from(
    folder: Option<&Path>,
    public_url: &PublicUrl,
    publication: &Publication,
    logging: &Logging,
) -> anyhow::Result<Published> {
    publish_files(locale_files(folder)?, folder, public_url, publication, logging)
}

/// The same of files that were read from there.
pub(super) fn publish_files(
    mut files: Vec<LocaleFile>,
    folder: Option<&Path>,
    public_url: &PublicUrl,
    publication: &Publication,
    logging: &Logging,
) -> anyhow::Result<Published> {
    if publication.preview {
        files.extend(pseudo::files(&files));
    }
    let build = build(&files, public_url.clone(), publication, logging);
    let build = build.map_err(|error| unusable(error, folder))?;
    log_findings(&build.catalog);
    Ok(published(build.into_site()?, folder))
}

/// Why no site can be made of the locales in a folder, or of those in the program. Without the source the folder is another
/// one than is meant.
fn unusable(error: NoBuild, folder: Option<&Path>) -> anyhow::Error {
    match (error, folder) {
        (NoBuild::Catalog(error @ CatalogError::NoSource), Some(folder)) => WrongSettings(format!(
            "--locales (COMMUNIQUE_LOCALES): the locales in {} cannot be used: {error}; accepted: a folder with one for each language, en/ among them",
            folder.display()
        ))
        .into(),
        (error, Some(folder)) => {
            anyhow::Error::new(error).context(format!("the locales in {} cannot be used", folder.display()))
        }
        (error, None) => anyhow::Error::new(error).context("the locales in the program cannot be used"),
    }
}

/// A site as it is served, with the day of the files that it was made from.
pub(super) fn published(site: Site, folder: Option<&Path>) -> Published {
    Published::new(site, last_modified(folder))
}

/// The embedded locales, or those in a folder.
pub fn locale_files(folder: Option<&Path>) -> anyhow::Result<Vec<LocaleFile>> {
    match folder {
        Some(folder) => read_folder(folder).with_context(|| format!("cannot read the locales in {}", folder.display())),
        None => Ok(Embedded::iter()
            .filter(|path| is_locale_file(path))
            .filter_map(|path| Some(LocaleFile::new(path.as_ref(), &Embedded::get(&path)?.data)))
            .collect()),
    }
}

/// Logs what readers will not see as it was meant.
fn log_findings(catalog: &Catalog) {
    for finding in catalog.findings().iter().filter(|f| f.level == Level::Error) {
        tracing::warn!(id = finding.id, help = finding.help(), "{finding}");
    }
    let listed: Vec<&str> = catalog.listed().map(|(_, l)| l.id.as_str()).collect();
    let by_link: Vec<&str> = catalog.locales().filter(|(_, l)| !l.is_listed()).map(|(_, l)| l.id.as_str()).collect();
    tracing::info!(listed = listed.join(" "), by_link = by_link.join(" "), "locales");
}

/// When the content last changed: the build, or a newer file in the folder. Whole seconds, and the same
/// on every server that was given the same files; but never later than now (RFC 9110 §8.8.2.1).
fn last_modified(folder: Option<&Path>) -> SystemTime {
    let built: u64 = env!("COMMUNIQUE_BUILT").parse().unwrap_or(0);
    let built = SystemTime::UNIX_EPOCH + Duration::from_secs(built);
    let newest = folder.and_then(newest_file).unwrap_or(built).max(built).min(SystemTime::now());
    let seconds = newest.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn newest_file(folder: &Path) -> Option<SystemTime> {
    let files = std::fs::read_dir(folder).ok()?.flatten().flat_map(|entry| std::fs::read_dir(entry.path()));
    files.flatten().flatten().filter_map(|entry| entry.metadata().ok()?.modified().ok()).max()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn nothing_has_changed_later_than_now() {
        let day = Duration::from_secs(24 * 60 * 60);
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("en")).unwrap();
        let file = std::fs::File::create(folder.path().join("en/site.ftl")).unwrap();
        for later in [day, 365 * 20 * day] {
            file.set_modified(SystemTime::now() + later).unwrap();
            assert!(last_modified(Some(folder.path())) <= SystemTime::now(), "{later:?}");
        }
        let built = last_modified(None);
        file.set_modified(built + Duration::from_secs(1)).unwrap();
        let is_past = built + Duration::from_secs(1) <= SystemTime::now();
        assert!(!is_past || last_modified(Some(folder.path())) == built + Duration::from_secs(1));
    }
}
