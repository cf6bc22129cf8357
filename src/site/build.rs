//! From locale files and settings to a site: the one path that serving, reloading and checking share, so that a check
//! says beforehand what a server will do. Knows no folder and no command.

use std::sync::Arc;

use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

use crate::config::{LogIp, PublicUrl, Publication};
use crate::l10n::check::{Finding, Sentence, source_finding};
use crate::l10n::{Catalog, CatalogError, LocaleFile, PartName, Unanswered};

use super::context::RenderError;
use super::outline;
use super::page::Addresses;
use super::site::{REQUIREMENTS, Site};
use super::statement_data::StatementDataError;

/// So many languages are read and rendered at a time. More would use much memory at once, and each thread keeps some.
const MAX_THREADS: usize = 4;

/// Why nothing can be made of locale files.
#[derive(Debug, thiserror::Error)]
pub enum NoBuild {
    /// They hold no source.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// The system gives no threads.
    #[error("no thread can be started to read the locales")]
    Threads(#[from] ThreadPoolBuildError),
}

/// What locale files give.
pub struct Build {
    /// All languages.
    pub catalog: Arc<Catalog>,
    /// The site of them.
    pub site: Result<Site, BuildError>,
}

/// Why locale files give no site.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// What is particular to the statement cannot be read.
    #[error(transparent)]
    StatementData(#[from] StatementDataError),
    /// A page cannot be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
}

/// Reads locale files and renders the site of them, several languages at a time.
pub fn build(
    files: &[LocaleFile],
    public_url: PublicUrl,
    publication: &Publication,
    log_ip: LogIp,
) -> Result<Build, NoBuild> {
    let threads = std::thread::available_parallelism().map_or(1, |number| number.get().min(MAX_THREADS));
    let pool = ThreadPoolBuilder::new().num_threads(threads).thread_name(|_| "build".to_owned()).build()?;
    Ok(pool.install(|| build_here(files, public_url, publication, log_ip))?)
}

fn build_here(
    files: &[LocaleFile],
    public_url: PublicUrl,
    publication: &Publication,
    log_ip: LogIp,
) -> Result<Build, CatalogError> {
    let catalog = Arc::new(Catalog::load(files, &REQUIREMENTS)?);
    let site = Addresses::new(public_url, files)
        .map_err(BuildError::from)
        .and_then(|addresses| Ok(Site::new(Arc::clone(&catalog), addresses, publication.clone(), log_ip)?));
    Ok(Build { catalog, site })
}

impl Build {
    /// What an editor of the source should know: why there is no site, or what is in its files and on no page.
    pub fn findings(&self, files: &[LocaleFile]) -> Vec<Finding> {
        match &self.site {
            Err(error) => error.findings(files),
            Ok(site) => site.unasked().iter().map(|part| unasked(files, part)).collect(),
        }
    }
}

fn unasked(files: &[LocaleFile], part: &PartName) -> Finding {
    source_finding(files, part, "", "unused-text", Sentence::UnusedText { part: part.to_string() })
}

impl BuildError {
    fn findings(&self, files: &[LocaleFile]) -> Vec<Finding> {
        let found = |id: &str, rule, reason: String| {
            vec![source_finding(files, &PartName::text(id), outline::FILE, rule, Sentence::NoSite { reason })]
        };
        match self {
            Self::StatementData(error) => vec![error.finding()],
            Self::Render(RenderError::Outline(error)) => found(error.id(), "statement", error.to_string()),
            Self::Render(RenderError::DuplicateId { id }) => found(id, "statement", self.to_string()),
            Self::Render(RenderError::Messages { template, missing }) => {
                let file = template.replace(".html", ".ftl");
                let finding = |Unanswered { part, reason }: &Unanswered| {
                    let template = (*template).to_owned();
                    let sentence = Sentence::AskedFor { template, part: part.to_string(), reason: reason.clone() };
                    source_finding(files, part, &file, "asked-for", sentence)
                };
                missing.iter().map(finding).collect()
            }
            // No fault of a locale file.
            Self::Render(RenderError::Template { .. } | RenderError::Code { .. }) => {
                found("", "page", self.to_string())
            }
        }
    }
}
