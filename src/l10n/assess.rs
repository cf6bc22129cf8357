//! Assesses a locale against the source: which of its messages can be shown, how much of the
//! page it covers, which are stale, and how far it is therefore shown.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::check::{self, Finding, Index, Level, index};
use super::entry::{Coverage, Entry, bundle, endonym};
use super::file::{LocaleFile, Position};
use super::freshness::{self, Freshness, Records};
use super::locale::{self, Locale, MANIFEST_FILE, Manifest};
use super::visibility::Visibility;

/// A group comment that starts with this makes its messages a condition for being listed.
const REQUIRED: &str = "Required";

/// What the pages expect of the locales.
pub struct Expected {
    /// The file whose messages are the passages that coverage is counted in.
    pub passages_in: &'static str,
    /// The services that a locale may name for sharing (`share` in `locale.toml`).
    pub share_services: &'static [&'static str],
}

/// A finding about a file as a whole.
pub(super) fn file_finding(file: &LocaleFile, rule: &'static str, message: String, help: String) -> Finding {
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

/// The source, and what every other locale is compared with.
pub(super) struct Source<'i> {
    index: &'i Index<'i>,
    pub(super) passages: Vec<String>,
    words: HashMap<String, usize>,
    required: Vec<String>,
    standard_forms: HashMap<String, String>,
    share_services: &'static [&'static str],
}

impl<'i> Source<'i> {
    pub(super) fn new(index: &'i Index<'i>, expected: &Expected) -> Self {
        let passages: Vec<String> = index.ids_of(expected.passages_in).into_iter().map(str::to_owned).collect();
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
            share_services: expected.share_services,
            passages,
        }
    }

    /// Checks one locale and assesses it.
    pub(super) fn assess(&self, index: &Index<'_>, files: &[&LocaleFile], findings: &mut Vec<Finding>) -> Entry {
        let is_source = index.tag == self.index.tag;
        let mut found = check::check(index, self.index);
        for file in files {
            if let Some(reason) = &file.refused {
                let help = "nothing in it is shown; look at the last change to it".to_owned();
                found.push(file_finding(file, "refused-file", reason.clone(), help));
            }
        }
        let manifest = manifest(files, &mut found);
        let translations = standard_forms(index);
        let untranslated = self.untranslated(index, &translations, &mut found);
        let broken = broken(index, &found);
        let usable: HashSet<String> = index
            .messages()
            .map(|l| l.message.id.name)
            .filter(|id| !broken.contains(*id) && !untranslated.contains(*id))
            .map(str::to_owned)
            .collect();

        let (mut records, damaged) = records(files, &mut found);
        let stale = if is_source { HashSet::new() } else { self.renew_records(&mut records, &translations) };
        for id in &stale {
            found.extend(self.stale_finding(index, id, &records));
        }

        let coverage = Coverage {
            words: self.passages.iter().filter(|id| usable.contains(*id)).filter_map(|id| self.words.get(id)).sum(),
            words_in_all: self.words.values().sum(),
            required_missing: self.required.iter().filter(|id| !usable.contains(*id)).cloned().collect(),
            missing: self.passages.iter().filter(|id| !usable.contains(*id)).cloned().collect(),
            stale: self.passages.iter().filter(|id| usable.contains(*id) && stale.contains(*id)).cloned().collect(),
        };
        let by_rule = if coverage.allows_listing() && errors(&found).next().is_none() {
            Visibility::Listed
        } else {
            Visibility::ByLink
        };
        let visibility = if is_source { Visibility::Listed } else { manifest.visibility.unwrap_or(by_rule) };

        let bundle = bundle(&index.tag, index.files().iter().map(|p| p.file));
        let locale = Locale {
            id: index.tag.to_string(),
            endonym: endonym(&bundle, &usable).unwrap_or_else(|| index.tag.to_string()),
            direction: locale::direction(&index.tag),
            review: manifest.review().ok().flatten(),
            share: self.share(files, manifest.share, &mut found),
            visibility,
            tag: index.tag.clone(),
        };
        findings.append(&mut found);
        let records = (!damaged).then_some(records);
        Entry { locale, bundle, usable, coverage, chain: Vec::new(), records, translations }
    }

    /// The services that there are. One that is not known costs itself alone, not the language its place
    /// in the menu.
    fn share(&self, files: &[&LocaleFile], named: Vec<Spanned<String>>, findings: &mut Vec<Finding>) -> Vec<String> {
        let (known, unknown): (Vec<_>, Vec<_>) =
            named.into_iter().partition(|name| self.share_services.contains(&name.get_ref().as_str()));
        for (name, file) in unknown.iter().filter_map(|name| Some((name, manifest_file(files)?))) {
            findings.push(Finding {
                position: Position::of(&file.text, name.span().start),
                span: name.span(),
                ..file_finding(
                    file,
                    "unknown-service",
                    format!("“{}” is no service that pages can be shared on; it is left out", name.get_ref()),
                    format!("write one of these: {}", self.share_services.join(", ")),
                )
            });
        }
        known.into_iter().map(Spanned::into_inner).collect()
    }

    /// The messages that are still the English text: copied, not translated. They are shown as
    /// what they are, marked as English. Names and numbers may well be the same.
    fn untranslated(
        &self,
        index: &Index<'_>,
        translations: &HashMap<String, String>,
        findings: &mut Vec<Finding>,
    ) -> HashSet<String> {
        if index.tag.language == self.index.tag.language {
            return HashSet::new();
        }
        let mut ids = HashSet::new();
        for located in index.messages() {
            let id = located.message.id.name;
            let text: String = index::parts(located.message).map(|(_, pattern)| index::literal_text(pattern)).collect();
            let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
            if words >= 3 && translations.get(id) == self.standard_forms.get(id) {
                ids.insert(id.to_owned());
                findings.push(message_finding(
                    located,
                    "untranslated",
                    "this is still the English text".into(),
                    None,
                    "translate it, or delete it; it is shown as English either way".into(),
                ));
            }
        }
        ids
    }

    /// Renews the records of translations that are right, and says which are stale. Records of
    /// messages that are not there stay: a slip in a file must not make what is stale look new.
    fn renew_records(&self, records: &mut Records, translations: &HashMap<String, String>) -> HashSet<String> {
        let mut stale = HashSet::new();
        for (id, translation) in translations {
            let Some(english) = self.standard_forms.get(id) else { continue };
            match freshness::freshness(records.get(id), english, translation) {
                Freshness::Stale => drop(stale.insert(id.clone())),
                Freshness::New | Freshness::Fresh | Freshness::Renewed => {
                    let translation = freshness::fingerprint(translation);
                    records.insert(id.clone(), freshness::Record { english: english.clone(), translation });
                }
            }
        }
        stale
    }

    fn stale_finding(&self, index: &Index<'_>, id: &str, records: &Records) -> Option<Finding> {
        let located = index.message(id)?;
        let was = records.get(id).map_or("", |r| r.english.as_str()).trim();
        let now = self.standard_forms.get(id).map_or("", String::as_str).trim();
        Some(message_finding(
            located,
            "out-of-date",
            "the English changed after this was translated".into(),
            Some(format!("was: {was}\nnow: {now}")),
            format!("change the translation, or run  communique locales accept {} {id}", index.tag),
        ))
    }
}

/// A warning about a message as a whole.
fn message_finding(
    located: &index::Located<'_, '_>,
    rule: &'static str,
    message: String,
    english: Option<String>,
    help: String,
) -> Finding {
    let (file, id) = (located.parsed.file, located.message.id.name);
    let start = super::file::offset_in(&file.text, id);
    Finding {
        level: Level::Warning,
        rule,
        path: file.path.clone(),
        position: Position::of(&file.text, start),
        span: start..start + id.len(),
        id: Some(id.to_owned()),
        message,
        english,
        help,
    }
}

/// What cannot be shown: messages and terms with an error, and all that refer to them.
fn broken(index: &Index<'_>, findings: &[Finding]) -> HashSet<String> {
    let mut broken: HashSet<String> = errors(findings).filter_map(|f| f.id.clone()).collect();
    let messages = index.messages().map(|l| {
        let refers = index::parts(l.message).flat_map(|(_, pattern)| index::references(pattern)).collect();
        (l.message.id.name.to_owned(), refers)
    });
    let terms = index
        .terms()
        .map(|(_, term)| (format!("-{}", term.id.name), index::term_parts(term).flat_map(index::references).collect()));
    let entries: Vec<(String, Vec<String>)> = messages.chain(terms).collect();
    loop {
        let before = broken.len();
        for (id, refers) in &entries {
            if refers.iter().any(|target| broken.contains(target)) {
                broken.insert(id.clone());
            }
        }
        if broken.len() == before {
            return broken;
        }
    }
}

/// The locale’s records, and whether the file with them is damaged.
fn records(files: &[&LocaleFile], findings: &mut Vec<Finding>) -> (Records, bool) {
    let Some(file) = files.iter().find(|f| f.split().is_some_and(|(_, name)| name == freshness::FILE)) else {
        return (Records::new(), false);
    };
    match freshness::parse(&file.text) {
        Ok(records) => (records, false),
        Err(rest) => {
            let message = "the record of what the translations were made from is damaged".to_owned();
            let help = "take the file from the last good version; communique writes it, nobody edits it".to_owned();
            findings.push(file_finding(file, "damaged-records", message, help));
            (rest, true)
        }
    }
}

fn errors(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.level == Level::Error)
}

fn standard_forms(index: &Index<'_>) -> HashMap<String, String> {
    index.messages().map(|l| (l.message.id.name.to_owned(), freshness::standard_form(l.message))).collect()
}

fn manifest_file<'f>(files: &[&'f LocaleFile]) -> Option<&'f LocaleFile> {
    files.iter().copied().find(|f| f.split().is_some_and(|(_, name)| name == MANIFEST_FILE))
}

fn manifest(files: &[&LocaleFile], findings: &mut Vec<Finding>) -> Manifest {
    let Some(file) = manifest_file(files) else { return Manifest::default() };
    Manifest::parse(&file.text).unwrap_or_else(|message| {
        findings.push(file_finding(file, "manifest", message, "compare with locale.toml of another language".into()));
        // A slip elsewhere in the file must not publish what was to be hidden.
        let hidden = file.text.contains("hidden").then_some(Visibility::Hidden);
        Manifest { visibility: hidden, ..Manifest::default() }
    })
}
