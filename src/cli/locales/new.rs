//! `communique locales new`: a folder to begin a language with, in English, with the plural rows of the language.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::l10n::check::{Finding, Level};
use crate::l10n::file::Kind;
use crate::l10n::locale::{SOURCE, canonicalize};
use crate::l10n::records::{Condition, Records};
use crate::l10n::{LocaleFile, draft};

use super::super::exit::WrongSettings;
use super::folder::Locales;
use super::records;

/// Begins a language.
pub(super) fn new(locales: &Locales, tag: &str) -> anyhow::Result<ExitCode> {
    let folder = locales.folder.join(tag);
    if folder.exists() {
        return Err(WrongSettings(format!("{} is there already", folder.display())).into());
    }
    let language = canonicalize(tag).ok_or_else(|| {
        WrongSettings(format!("{tag} is no tag of a language; one is, for example: uk, pt-BR, zh-Hant"))
    })?;
    let is_source = |file: &&LocaleFile| {
        file.folder_and_name().is_some_and(|(folder, _)| folder == SOURCE)
            && Kind::of(&file.path) == Some(Kind::Messages)
    };
    let drafted: Vec<LocaleFile> = locales
        .files
        .iter()
        .filter(is_source)
        .filter_map(|file| Some((file.folder_and_name()?.1, &file.text)))
        .map(|(name, english)| LocaleFile::new(format!("{tag}/{name}"), draft::file(&language, english).as_bytes()))
        .collect();
    refuse_what_the_check_refuses(locales, tag, &drafted)?;

    std::fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for file in &drafted {
        let path = locales.folder.join(&file.path);
        std::fs::write(&path, &file.text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    // So that what is translated from now on counts as new, and not as of unknown English.
    let records = Records { condition: Condition::Whole, ..Records::default() };
    records::write(locales, tag, &records)?;
    let mut out = std::io::stdout().lock();
    let number = drafted.len();
    writeln!(out, "{tag}: {number} files in English, to be translated; begin with language-name in {tag}/site.ftl")?;
    writeln!(out, "What is left to do is said by:  communique locales todo {tag}")?;
    Ok(ExitCode::SUCCESS)
}

/// A tag that is no language, or not in the form that addresses have, is told in the words of the check.
fn refuse_what_the_check_refuses(locales: &Locales, tag: &str, drafted: &[LocaleFile]) -> anyhow::Result<()> {
    let files = locales.files.iter().chain(drafted).cloned().collect();
    let with = Locales::of(locales.folder.clone(), files)?;
    let own = format!("{tag}/");
    let is_refusal = |finding: &&Finding| finding.level == Level::Error && finding.path.starts_with(&own);
    match with.catalog().findings().iter().find(is_refusal) {
        None => Ok(()),
        Some(finding) => {
            Err(WrongSettings(format!("{tag} cannot be begun: {}; {}", finding.message(), finding.help())).into())
        }
    }
}
