//! From locale files and settings to what a site is made from: the one path that serving, reloading and checking share, so
//! that a check says beforehand what a server will do. Knows no folder and no command.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::Arc;

use rayon::ThreadPoolBuildError;
use rayon::prelude::*;

use crate::config::{Logging, PublicUrl, Publication};
use crate::l10n::check::{Finding, Inside, Level, ParsedFile, Sentence, message_warning, rule, source_finding};
use crate::l10n::locale::SOURCE;
use crate::l10n::pool::in_pool;
use crate::l10n::{
    Catalog, CatalogError, Locale, LocaleFile, LocaleKey, PartName, Tell, Unanswered, is_about_lost_file, placed,
};

use super::abbreviations;
use super::basis::{Basis, REQUIREMENTS};
use super::context::RenderError;
use super::outline::{self, OutlineError};
use super::page::Addresses;
use super::site::Site;
use super::statement_data::StatementDataError;

/// The rules of what cannot be read, each told at its line.
const UNREAD: [&str; 5] = [rule::CUT_SHORT, rule::LOST_NAME, rule::MERGE_CONFLICT, rule::SYNTAX, rule::TAB_INDENT];
/// The rule of texts of the source that no page shows.
const UNUSED: &str = "unused-text";

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
    /// What a site of them is made from.
    pub basis: Result<Arc<Basis>, BuildError>,
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

/// Reads locale files, several languages at a time, and tries out what a site can be made of them.
pub fn build(
    files: &[LocaleFile],
    public_url: PublicUrl,
    publication: &Publication,
    logging: &Logging,
) -> Result<Build, NoBuild> {
    let load = if publication.preview { Catalog::load_with_hidden } else { Catalog::load };
    Ok(in_pool(|| build_here(load(files, &REQUIREMENTS)?, files, public_url, publication, logging))??)
}

/// As [`build`] for a site that is not a preview; each language is told when it is looked at, and `rendering` when the pages
/// are tried out.
pub fn build_telling(
    files: &[LocaleFile],
    public_url: PublicUrl,
    tell: &Tell<'_>,
    rendering: impl Fn() + Send + Sync,
) -> Result<Build, NoBuild> {
    let build = in_pool(|| {
        let catalog = Catalog::load_telling(files, &REQUIREMENTS, tell)?;
        rendering();
        build_here(catalog, files, public_url, &Publication::default(), &Logging::default())
    });
    Ok(build??)
}

fn build_here(
    catalog: Catalog,
    files: &[LocaleFile],
    public_url: PublicUrl,
    publication: &Publication,
    logging: &Logging,
) -> Result<Build, CatalogError> {
    let catalog = Arc::new(catalog);
    let basis = Addresses::new(public_url, files)
        .map(|addresses| addresses.with_live(publication.live.clone()))
        .map_err(BuildError::from)
        .and_then(|addresses| Ok(Basis::new(Arc::clone(&catalog), addresses, publication.clone(), logging.clone())?));
    Ok(Build { catalog, basis: basis.map(Arc::new) })
}

impl Build {
    /// The site of them, rendered in several languages at a time.
    pub fn into_site(self) -> Result<Site, BuildError> {
        let basis = self.basis?;
        let rendered = in_pool(|| Site::new(Arc::clone(&basis)));
        Ok(rendered.unwrap_or_else(|_| Site::new(basis))?)
    }

    /// What an editor of the source should know: why there is no site, or what is in its files and on no page. What is
    /// told of a message already is not told again.
    pub fn findings(&self, files: &[LocaleFile]) -> Vec<Finding> {
        let of_data = self.basis.as_ref().ok().and_then(|basis| basis.addresses().statement_finding());
        let found = match &self.basis {
            Err(error) => error.findings(files, &parsed(files)),
            // What speaks of the other languages is shown again when they are back in the menu.
            Ok(_) if self.has_lost_its_languages() => Vec::new(),
            Ok(basis) => {
                let source = LazyCell::new(|| parsed(of_folder(files, SOURCE)));
                basis.unasked().iter().map(|part| unasked(&source, part)).collect()
            }
        };
        // What a file lacks that is not there, or that is empty, is all of it.
        let of_lost = self.catalog.findings().iter().filter(|finding| is_about_lost_file(finding));
        let lost: HashSet<&str> = of_lost.map(|finding| finding.path.as_str()).collect();
        // What cannot be read is told where it stands.
        let is_unread = |finding: &Finding| {
            let is_it =
                matches!(&self.basis, Err(BuildError::Render(RenderError::Outline(OutlineError::Unread { .. }))));
            let told = self.catalog.findings().iter().filter(|told| told.path == finding.path);
            is_it && told.filter(|told| told.level == Level::Error).any(|told| UNREAD.contains(&told.rule))
        };
        let is_told = |finding: &Finding| {
            is_unread(finding)
                || lost.contains(finding.path.as_str())
                || finding.id.as_deref().is_some_and(|id| self.catalog.is_broken_in_source(id))
        };
        found.into_iter().filter(|finding| !is_told(finding)).chain(of_data).collect()
    }

    /// Whether no translation is listed, because of something that is wrong.
    fn has_lost_its_languages(&self) -> bool {
        let is_lost = self.catalog.findings().iter().any(|finding| finding.rule == rule::LEAVES_MENU);
        is_lost && self.catalog.listed().all(|(key, _)| key == self.catalog.source())
    }

    /// What translators should know: which abbreviations stand nowhere in the statement of their language.
    pub fn abbreviation_findings(&self, files: &[LocaleFile]) -> Vec<Finding> {
        let Ok(basis) = &self.basis else { return Vec::new() };
        let passages = basis.outline().texts();
        let in_language = |(key, locale): &(LocaleKey, &Locale)| {
            let nowhere = abbreviations::nowhere(&self.catalog, &passages, *key).into_iter();
            let tag = locale.id.clone();
            let own = LazyCell::new(move || parsed(of_folder(files, &tag)));
            nowhere.filter_map(move |(id, abbreviation)| {
                message_warning(&own, id, "abbreviation", Sentence::AbbreviationNowhere { abbreviation })
            })
        };
        let locales: Vec<(LocaleKey, &Locale)> = self.catalog.locales().collect();
        let of_all = || locales.par_iter().flat_map_iter(in_language).collect();
        in_pool(of_all).unwrap_or_else(|_| locales.iter().flat_map(in_language).collect())
    }

    /// What the catalog has found, but for what follows from something else that is told. `of_site` is what
    /// [`Self::findings`] gives.
    pub fn catalog_findings<'b>(&'b self, of_site: &'b [Finding]) -> impl Iterator<Item = &'b Finding> {
        let causes = RootCauses::of(self, of_site);
        self.catalog.findings().iter().filter(move |finding| !causes.explain(finding))
    }

    /// The ids of what has an error in the source.
    pub fn broken_in_source<'b>(&'b self, of_site: &'b [Finding]) -> HashSet<&'b str> {
        let findings = self.catalog.findings().iter().filter(|finding| finding.is_in_source()).chain(of_site);
        let errors = findings.filter(|finding| finding.level == Level::Error && finding.rule != UNUSED);
        errors.filter_map(|finding| finding.id.as_deref()).collect()
    }
}

/// What other findings follow from.
struct RootCauses<'b> {
    /// The texts that a template of the source lacks. The first template that fails says what it needs; the others are not
    /// asked any more.
    needed: Option<HashSet<&'b str>>,
    /// The texts that are broken in the source.
    broken: HashSet<&'b str>,
    /// The files that were lost, by language, and the languages that have lost any.
    lost: HashSet<(&'b str, &'b str)>,
    lost_in: HashSet<&'b str>,
}

impl<'b> RootCauses<'b> {
    fn of(build: &'b Build, of_site: &'b [Finding]) -> Self {
        let needed = match &build.basis {
            Err(BuildError::Render(RenderError::Messages { missing, .. })) => {
                Some(missing.iter().map(|unanswered| unanswered.part.id.as_str()).collect())
            }
            // A heading that the source has lost is still in its translations.
            Err(BuildError::Render(RenderError::Outline(OutlineError::NoHeading { heading, .. }))) => {
                Some(HashSet::from([heading.as_str()]))
            }
            _ => None,
        };
        let lost = build.catalog.findings().iter().filter(|finding| is_about_lost_file(finding));
        let lost: HashSet<(&str, &str)> = lost.filter_map(|finding| finding.path.split_once('/')).collect();
        let lost_in = lost.iter().map(|(tag, _)| *tag).collect();
        Self { needed, broken: build.broken_in_source(of_site), lost, lost_in }
    }

    /// Whether a finding follows from a file that was lost or, in a translation, from a slip of the source: that it has what
    /// the source has lost, and that a text which is broken there has changed.
    fn explain(&self, finding: &Finding) -> bool {
        let (tag, name) = finding.path.split_once('/').unwrap_or_default();
        let is_of_translation = !finding.is_in_source();
        match (finding.rule, finding.id.as_deref()) {
            // What the language lacks, its messages refer to.
            (rule::UNDEFINED_REFERENCE, _) => self.lost_in.contains(tag),
            (rule::OBSOLETE, _) => is_of_translation && (self.needed.is_some() || self.lost.contains(&(SOURCE, name))),
            (rule::UNKNOWN_ID | rule::UNEXPECTED_ATTRIBUTE, Some(id)) => {
                is_of_translation && self.needed.as_ref().is_some_and(|needed| needed.contains(id))
            }
            (rule::OUT_OF_DATE | rule::TO_BE_CONFIRMED, Some(id)) => is_of_translation && self.broken.contains(id),
            _ => false,
        }
    }
}

/// The files with messages among these.
fn parsed<'f>(files: impl IntoIterator<Item = &'f LocaleFile>) -> Vec<ParsedFile<'f>> {
    files.into_iter().filter(|file| file.is_messages()).map(ParsedFile::new).collect()
}

/// The files of a locale among these.
fn of_folder<'f>(files: &'f [LocaleFile], tag: &str) -> impl Iterator<Item = &'f LocaleFile> {
    files.iter().filter(move |file| file.folder_and_name().is_some_and(|(folder, _)| folder == tag))
}

/// `source` is the files of the source.
fn unasked(source: &[ParsedFile<'_>], part: &PartName) -> Finding {
    source_finding(source, part, None, "", UNUSED, Sentence::UnusedText { part: part.to_string() })
}

/// What has no place in the statement, where it stands.
fn misplaced(error: &OutlineError, messages: &[ParsedFile<'_>]) -> Finding {
    let inside = match error {
        OutlineError::Mark { mark, .. } => Some(Inside::ElementWith(outline::MARK, mark)),
        _ => None,
    };
    let sentence = Sentence::NoSite { reason: error.to_string() };
    source_finding(messages, &PartName::text(error.id()), inside, outline::FILE, "statement", sentence)
}

impl BuildError {
    /// `messages` are those of the files that hold messages.
    fn findings(&self, files: &[LocaleFile], messages: &[ParsedFile<'_>]) -> Vec<Finding> {
        let found = |id: &str, rule, reason: String| {
            let part = PartName::text(id);
            vec![source_finding(messages, &part, None, outline::FILE, rule, Sentence::NoSite { reason })]
        };
        match self {
            Self::StatementData(error) => vec![error.finding()],
            Self::Render(RenderError::Outline(error)) => vec![misplaced(error, messages)],
            Self::Render(RenderError::DuplicateId { id }) => found(id, "statement", self.to_string()),
            Self::Render(RenderError::Messages { template, file, missing }) => {
                let there = placed(files, SOURCE);
                let is_there = |part: &PartName| {
                    let message = there.iter().find(|text| text.id == part.id);
                    let has = |name: &String| message.is_some_and(|message| message.attributes.contains(name));
                    part.attribute.as_ref().map_or(message.is_some_and(|message| message.has_value), has)
                };
                let finding = |unanswered: &Unanswered| {
                    let part = &unanswered.part;
                    let sentence = unanswered.sentence(template, is_there(part));
                    source_finding(messages, part, unanswered.inside(), file, "asked-for", sentence)
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
