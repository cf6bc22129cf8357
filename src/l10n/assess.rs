//! Assesses a locale against the source: which of its messages can be shown, how much of the statement it
//! covers, which are stale, and how far it is therefore shown.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::check::index::{self, Located};
use super::check::{self, English, Finding, Index, Level, Problem, Reporter};
use super::file::{Kind, LocaleFile, OTHER_ENCODING};
use super::freshness::{self, Parsed};
use super::loaded::{Coverage, LoadedLocale, bundle, endonym};
use super::locale::{self, Locale, Manifest};
use super::position::{Lines, Position};
use super::visibility::Visibility;

/// A group comment that starts with this makes its messages a condition for being listed.
const REQUIRED: &str = "Required";
/// Shorter texts may well be the same in two languages: names, numbers.
const COPY_FROM_WORDS: usize = 3;

/// What whoever shows the messages asks of them.
pub struct Requirements {
    /// The file whose messages are the passages that coverage is counted in.
    pub passages_in: &'static str,
    /// The services that a locale may name for sharing (`share` in `locale.toml`).
    pub share_services: &'static [&'static str],
}

/// An error of a file as a whole.
pub(super) fn file_error(file: &LocaleFile, rule: &'static str, message: String, help: String) -> Finding {
    Finding {
        level: Level::Error,
        rule,
        path: file.path.clone(),
        position: Position { line: 1, column: 1 },
        span: 0..0,
        id: None,
        message,
        english: None,
        help,
    }
}

/// Reports the files that are not read.
pub(super) fn report_refused(files: &[&LocaleFile], findings: &mut Vec<Finding>) {
    for file in files {
        let Some(reason) = &file.refused else { continue };
        let consequence = match file.kind() {
            Some(Kind::Records) => ", and which translations are out of date is not known",
            Some(Kind::Manifest) => ", and the language is hidden, because the file may say so",
            Some(Kind::Messages | Kind::Data | Kind::Stray) | None => "",
        };
        // A file that is in another encoding needs no text changed.
        let (rule, remedy) = match reason.starts_with(OTHER_ENCODING) {
            true => ("encoding", "save it again in your editor with the encoding UTF-8"),
            false => ("refused-file", "undo the last change to it"),
        };
        let help = format!("nothing in it is used{consequence}; {remedy}");
        findings.push(file_error(file, rule, reason.clone(), help));
    }
}

/// The source, and what every other locale is compared with.
pub(super) struct Source<'i> {
    index: &'i Index<'i>,
    pub(super) passages: Vec<String>,
    words: HashMap<String, usize>,
    required: Vec<String>,
    standard_forms: HashMap<String, String>,
    english: English<'i>,
    share_services: &'static [&'static str],
}

impl<'i> Source<'i> {
    pub(super) fn new(index: &'i Index<'i>, requirements: &Requirements) -> Self {
        let passages: Vec<String> = index.ids_of(requirements.passages_in).into_iter().map(str::to_owned).collect();
        let words = |id: &String| {
            let message = index.message(id)?.message;
            let words = index::parts(message).map(|(_, p)| index::literal_text(p).split_whitespace().count()).sum();
            Some((id.clone(), words))
        };
        Self {
            index,
            words: passages.iter().filter_map(words).collect(),
            required: index.ids_under(REQUIRED).into_iter().map(str::to_owned).collect(),
            standard_forms: standard_forms(index),
            english: English::new(index),
            share_services: requirements.share_services,
            passages,
        }
    }

    /// Checks one locale and assesses it.
    pub(super) fn assess(&self, index: &Index<'_>, files: &[&LocaleFile], findings: &mut Vec<Finding>) -> LoadedLocale {
        let is_source = index.tag == self.index.tag;
        let mut found = check::check(index, &self.english);
        report_refused(files, &mut found);
        let bundle = bundle(&index.tag, index.files());
        let mut broken = check::broken(index, &found);
        let before = found.len();
        check::check_resolution(index, &self.english.variables, &bundle, &broken, &mut found);
        if found.len() > before {
            broken = check::broken(index, &found);
        }

        let translations = standard_forms(index);
        let records = records(files, &mut found);
        let untranslated = self.untranslated(index, &translations, &records, &mut found);
        let is_usable = |id: &str| !broken.contains(id) && !untranslated.contains(id);
        let usable: HashSet<String> = translations.keys().filter(|id| is_usable(id.as_str())).cloned().collect();
        let stale = match is_source {
            true => HashSet::new(),
            false => freshness::stale(&records, &self.standard_forms, &translations),
        };
        self.report_stale(index, &stale, &untranslated, &records, &mut found);

        let coverage = self.coverage(&usable, &stale);
        let manifest = manifest(files, &mut found);
        let by_rule = if coverage.allows_listing() { Visibility::Listed } else { Visibility::ByLink };
        let locale = Locale {
            id: index.tag.to_string(),
            endonym: endonym(&bundle, &usable).unwrap_or_else(|| index.tag.to_string()),
            direction: locale::direction(&index.tag),
            review: manifest.review().ok().flatten(),
            share_services: self.known_services(files, manifest.share_services, &mut found),
            visibility: if is_source { Visibility::Listed } else { manifest.visibility.unwrap_or(by_rule) },
            tag: index.tag.clone(),
        };
        // A copy of the English is written down as what it is: only so it is still known for English when the
        // English has changed.
        let renewed = || match is_source {
            true => records.records.clone(),
            false => {
                freshness::renewed(&records.records, &self.standard_forms, &translations, |id| broken.contains(id))
            }
        };
        let renewed_records = (!records.is_damaged).then(renewed);
        check::arrange(&mut found);
        findings.append(&mut found);
        LoadedLocale { locale, bundle, usable, coverage, chain: Vec::new(), renewed_records, translations }
    }

    fn coverage(&self, usable: &HashSet<String>, stale: &HashSet<String>) -> Coverage {
        let (shown, missing): (Vec<&String>, Vec<&String>) = self.passages.iter().partition(|id| usable.contains(*id));
        Coverage {
            translated_words: shown.iter().filter_map(|id| self.words.get(*id)).sum(),
            total_words: self.words.values().sum(),
            required_missing: self.required.iter().filter(|id| !usable.contains(*id)).cloned().collect(),
            missing: missing.into_iter().cloned().collect(),
            stale: shown.into_iter().filter(|id| stale.contains(*id)).cloned().collect(),
        }
    }

    /// The services that there are. One that is not known costs itself alone.
    fn known_services(
        &self,
        files: &[&LocaleFile],
        named: Vec<Spanned<String>>,
        findings: &mut Vec<Finding>,
    ) -> Vec<String> {
        let (known, unknown): (Vec<_>, Vec<_>) =
            named.into_iter().partition(|name| self.share_services.contains(&name.get_ref().as_str()));
        if let Some(file) = file_of(Kind::Manifest, files).filter(|_| !unknown.is_empty()) {
            let lines = Lines::new(&file.text);
            findings.extend(unknown.iter().map(|name| Finding {
                position: lines.position(&file.text, name.span().start),
                span: name.span(),
                ..file_error(
                    file,
                    "unknown-service",
                    format!("“{}” is no service that pages can be shared on; it is left out", name.get_ref()),
                    format!("write one of these: {}", self.share_services.join(", ")),
                )
            }));
        }
        known.into_iter().map(Spanned::into_inner).collect()
    }

    /// The messages of some words that are still the English text, of today or as it was recorded: copied,
    /// not translated. They are shown as what they are, marked as English.
    fn untranslated(
        &self,
        index: &Index<'_>,
        translations: &HashMap<String, String>,
        records: &Parsed,
        findings: &mut Vec<Finding>,
    ) -> HashSet<String> {
        let mut ids = HashSet::new();
        if index.tag.language == self.index.tag.language {
            return ids;
        }
        let recorded: HashSet<&str> = records.all().map(|(_, record)| record.english.as_str()).collect();
        for located in index.messages() {
            let id = located.message.id.name;
            let Some(translation) = translations.get(id) else { continue };
            let is_english = self.standard_forms.get(id) == Some(translation);
            if (is_english || recorded.contains(translation.as_str())) && is_sentence(located) {
                ids.insert(id.to_owned());
                let message = match is_english {
                    true => "this is still the English text",
                    false => "this is still the English text, as it was before it changed",
                };
                let help = "translate it, or delete it; it is shown as English either way";
                report_message(located, "untranslated", message, None, help.to_owned(), findings);
            }
        }
        ids
    }

    fn report_stale(
        &self,
        index: &Index<'_>,
        stale: &HashSet<String>,
        untranslated: &HashSet<String>,
        records: &Parsed,
        findings: &mut Vec<Finding>,
    ) {
        for located in index.messages() {
            let id = located.message.id.name;
            if !stale.contains(id) || untranslated.contains(id) {
                continue;
            }
            let now = self.standard_forms.get(id).map_or("", String::as_str);
            let was = records.of(id).map(|record| record.english.as_str()).find(|was| *was != now).unwrap_or_default();
            let english = format!("was: {}\nnow: {}", was.trim(), now.trim());
            let help = format!("change the translation, or run  communique locales accept {} {id}", index.tag);
            let message = "the English changed after this was translated";
            report_message(located, "out-of-date", message, Some(english), help, findings);
        }
    }
}

/// Whether a message has so many words that it would hardly be the same in two languages.
fn is_sentence(located: &Located<'_, '_>) -> bool {
    let text: String = index::parts(located.message).map(|(_, pattern)| index::literal_text(pattern)).collect();
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    words.count() >= COPY_FROM_WORDS
}

/// Reports a warning about a message as a whole.
fn report_message(
    located: &Located<'_, '_>,
    rule: &'static str,
    message: &str,
    english: Option<String>,
    help: String,
    findings: &mut Vec<Finding>,
) {
    let id = located.message.id.name;
    let warning = Problem::warning(rule, id, id, message, help);
    Reporter::new(located.parsed, findings).add(match english {
        Some(english) => warning.english(english),
        None => warning,
    });
}

/// The locale’s records. A refused file says nothing, which does not mean that everything is new.
fn records(files: &[&LocaleFile], findings: &mut Vec<Finding>) -> Parsed {
    let Some(file) = file_of(Kind::Records, files) else { return Parsed::default() };
    if file.refused.is_some() {
        return Parsed { is_damaged: true, ..Parsed::default() };
    }
    let parsed = freshness::parse(&file.text);
    if parsed.is_damaged {
        let message = "the record of what the translations were made from is damaged; which of them are out of \
                       date is not wholly known";
        let help = "take the file from the last good version; communique writes it, nobody edits it";
        findings.push(file_error(file, "damaged-records", message.to_owned(), help.to_owned()));
    }
    parsed
}

/// The messages of a locale in standard form, by id.
fn standard_forms(index: &Index<'_>) -> HashMap<String, String> {
    index.messages().map(|l| (l.message.id.name.to_owned(), freshness::standard_form(l.message))).collect()
}

fn file_of<'f>(kind: Kind, files: &[&'f LocaleFile]) -> Option<&'f LocaleFile> {
    files.iter().copied().find(|file| file.kind() == Some(kind))
}

/// What `locale.toml` says. A file with an error says nothing, except that it may hide the language or
/// leave it out of the menu.
fn manifest(files: &[&LocaleFile], findings: &mut Vec<Finding>) -> Manifest {
    let Some(file) = file_of(Kind::Manifest, files) else { return Manifest::default() };
    if file.refused.is_some() {
        return Manifest { visibility: Some(Visibility::Hidden), ..Manifest::default() };
    }
    Manifest::parse(&file.text).unwrap_or_else(|message| {
        findings.push(file_error(file, "manifest", message, "compare with locale.toml of another language".into()));
        Manifest { visibility: visibility_of_malformed(&file.text), ..Manifest::default() }
    })
}

/// A slip in the file must not publish what was to be hidden, nor list what was not to be listed.
fn visibility_of_malformed(manifest: &str) -> Option<Visibility> {
    // What is no text may say anything.
    if manifest.contains("hidden") || manifest.contains(['\0', '\u{fffd}']) {
        return Some(Visibility::Hidden);
    }
    let says_other = |line: &str| line.trim_start().starts_with("state") && !line.contains("listed");
    manifest.lines().any(says_other).then_some(Visibility::ByLink)
}
