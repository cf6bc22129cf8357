//! The texts of a locale to be translated, in the order of the English files, each with its translation and its state.
//! Knows no file format.

use std::collections::{HashMap, HashSet};

use fluent_syntax::ast::{Entry, Resource};
use fluent_syntax::parser;
use unic_langid::LanguageIdentifier;

use super::form::{PartForm, TextPart, parts};
use super::tree::normal_form;
use super::unit::{Path, Unit};
use crate::l10n::catalog::Catalog;
use crate::l10n::check::index::ParsedFile;
use crate::l10n::check::pattern;
use crate::l10n::check::{Finding, SAME, Sentence, mark_of, max_length};
use crate::l10n::definition::Definition;
use crate::l10n::draft;
use crate::l10n::file::LocaleFile;
use crate::l10n::loaded::LocaleKey;
use crate::l10n::locale::SOURCE;
use crate::l10n::normal;
use crate::l10n::outstanding::Outstanding;
use crate::l10n::standing::Standing;

/// The files with messages of a locale.
pub(super) fn files_of<'f>(files: &'f [LocaleFile], tag: &str) -> impl Iterator<Item = &'f LocaleFile> {
    files
        .iter()
        .filter(move |file| file.is_messages() && file.folder_and_name().is_some_and(|(folder, _)| folder == tag))
}

/// The texts of a locale. Those that a locale of the same language answers for are not among them.
pub fn units(files: &[LocaleFile], catalog: &Catalog, key: LocaleKey) -> Vec<Unit> {
    let locale = catalog.locale(key);
    let needs: HashMap<&str, Outstanding<'_>> =
        catalog.outstanding(key).into_iter().map(|text| (text.id, text)).collect();
    let is_variety = catalog.locales().any(|(other, its)| other != key && its.tag.language == locale.tag.language);
    let parsed: Vec<ParsedFile<'_>> = files_of(files, &locale.id).map(ParsedFile::new).collect();
    let own = Own::all(&parsed, catalog.findings());
    let mut seen = HashSet::new();
    let mut units = Vec::new();
    for file in files_of(files, SOURCE) {
        let drafted = draft::file(&locale.tag, &file.text);
        let english = by_id(&file.text);
        let (Ok(resource) | Err((resource, _))) = parser::parse(drafted.as_str());
        for (id, written, comment, group) in entries(&resource) {
            let need = needs.get(id.as_str());
            let text = EnglishText {
                id: &id,
                file: file.folder_and_name().map_or("", |(_, name)| name),
                today: english.get(&id).map_or("", String::as_str),
                drafted: &written,
                comment: &comment,
                group: &group,
                former: need.and_then(|need| need.former),
            };
            let standing = catalog.standing(key, &id);
            // What shows a name that is still English is still to be translated, but not itself.
            let may_be_english = matches!(standing, Standing::StillEnglish | Standing::Inherited);
            let own = own.get(id.as_str()).filter(|own| !may_be_english || !text.is_copied(own, &locale.tag));
            if seen.insert(id.clone()) && (own.is_some() || need.is_some() || !is_variety) {
                units.extend(text.units(own, standing, &locale.tag));
            }
        }
    }
    units
}

/// A text of the English.
struct EnglishText<'e> {
    id: &'e str,
    file: &'e str,
    today: &'e str,
    /// With the rows of the language.
    drafted: &'e str,
    comment: &'e [String],
    /// What stands above its group.
    group: &'e [String],
    /// The English that the translation was made from, if it was another.
    former: Option<&'e str>,
}

impl EnglishText<'_> {
    /// The English that the translation was made from, with the rows of the language.
    fn former_drafted(&self, tag: &LanguageIdentifier) -> Option<String> {
        self.former.map(|former| draft::file(tag, former))
    }

    /// Whether a locale has it as it is in English, and does not say that this is right.
    fn is_copied(&self, own: &Own, tag: &LanguageIdentifier) -> bool {
        let former_drafted = self.former_drafted(tag);
        let english = [Some(self.today), Some(self.drafted), self.former, former_drafted.as_deref()];
        let normal = normal_form(&own.written);
        !own.is_same && english.into_iter().flatten().any(|english| normal_form(english) == normal)
    }

    fn units(&self, own: Option<&Own>, standing: Standing, tag: &LanguageIdentifier) -> Vec<Unit> {
        let former_drafted = self.former_drafted(tag);
        let former_parts = former_drafted.as_deref().map(parts).unwrap_or_default();
        let max_length = max_length(self.comment);
        let unit = |part: &TextPart, (row, target): (Option<String>, Option<String>)| Unit {
            source: part.form.nearest(row.as_deref()).to_owned(),
            former: form_of(&former_parts, &part.name).map(|form| form.nearest(row.as_deref()).to_owned()),
            path: Path { id: self.id.to_owned(), part: part.name.clone(), row },
            file: self.file.to_owned(),
            standing: Standing::Missing,
            target,
            notes: [self.group, self.comment].concat(),
            max_length,
            is_same: own.is_some_and(|own| own.is_same),
        };
        let mut units: Vec<Unit> = parts(self.drafted)
            .iter()
            .flat_map(|part| texts(part, own).into_iter().map(|text| unit(part, text)).collect::<Vec<_>>())
            .collect();
        set_standings(&mut units, standing);
        units
    }
}

/// The rows of a part, or its one text, each with its translation. The rows are those that the translation has, and
/// those that it lacks.
fn texts(part: &TextPart, own: Option<&Own>) -> Vec<(Option<String>, Option<String>)> {
    let own_part = own.and_then(|own| own.parts.iter().find(|own| own.name == part.name));
    let lacking = own.and_then(|own| own.lacking.get(&part.name)).into_iter().flatten();
    match (own_part.map(|own| (&own.form, &own.whole)), &part.form) {
        (Some((PartForm::Rows(rows), _)), PartForm::Rows(_)) => {
            let there = rows.iter().map(|row| (Some(row.key.clone()), Some(row.text.clone())));
            there.chain(lacking.map(|category| (Some((*category).to_owned()), None))).collect()
        }
        // A choice that the English has not travels whole.
        (Some((PartForm::Rows(_), whole)), PartForm::One(_)) => vec![(None, Some(whole.clone()))],
        (Some((PartForm::One(text), _)), _) => vec![(None, Some(text.clone()))],
        (None, PartForm::One(_)) => vec![(None, None)],
        (None, PartForm::Rows(rows)) => rows.iter().map(|row| (Some(row.key.clone()), None)).collect(),
    }
}

fn form_of<'p>(parts: &'p [TextPart], name: &str) -> Option<&'p PartForm> {
    parts.iter().find(|part| part.name == name).map(|part| &part.form)
}

/// A message stands as those of its texts do whose English has changed, or else as all of them.
fn set_standings(units: &mut [Unit], standing: Standing) {
    let standing = match standing {
        // It shows a name that is still English, and is translated itself.
        Standing::StillEnglish | Standing::Inherited => Standing::UpToDate,
        standing => standing,
    };
    let has_changed = |unit: &Unit| unit.former.as_ref().is_some_and(|former| *former != unit.source);
    let some_have = units.iter().any(|unit| unit.target.is_some() && has_changed(unit));
    for unit in units {
        if unit.target.is_some() {
            let is_meant = !some_have || has_changed(unit) || standing == Standing::Wrong;
            unit.standing = if is_meant { standing } else { Standing::UpToDate };
        }
        unit.former = unit.former.take().filter(|former| *former != unit.source && unit.standing.is_fuzzy());
    }
}

/// What a locale has of its own of a message or a term.
struct Own {
    written: String,
    parts: Vec<TextPart>,
    /// The categories for which a part has no row.
    lacking: HashMap<String, Vec<&'static str>>,
    is_same: bool,
}

impl Own {
    /// All of a locale, by id; of one that stands twice the first.
    fn all(parsed: &[ParsedFile<'_>], findings: &[Finding]) -> HashMap<String, Self> {
        let mut all = HashMap::new();
        for file in parsed {
            let of_file: Vec<(usize, &'static str)> = findings
                .iter()
                .filter(|finding| finding.path == file.file.path)
                .filter_map(|finding| match finding.sentence {
                    Sentence::MissingCategory { category, .. } => Some((finding.span.start, category)),
                    _ => None,
                })
                .collect();
            for entry in &file.resource.body {
                let Some(definition) = Definition::of(entry) else { continue };
                let mut lacking: HashMap<String, Vec<&'static str>> = HashMap::new();
                for (name, pattern) in definition.parts() {
                    let span = pattern::span_in(&file.file.text, pattern).unwrap_or_default();
                    let of_part = of_file.iter().filter(|(at, _)| span.contains(at)).map(|(_, category)| *category);
                    lacking.entry(name.to_owned()).or_default().extend(of_part);
                }
                let is_same = definition.comment_lines().iter().any(|line| mark_of(line.trim()) == Some(SAME));
                let written = normal::written(definition);
                let parts = parts(&written);
                all.entry(definition.id().into_owned()).or_insert(Self { written, parts, lacking, is_same });
            }
        }
        all
    }
}

/// The messages and terms of a file as Fluent writes them, by id.
fn by_id(text: &str) -> HashMap<String, String> {
    let (Ok(resource) | Err((resource, _))) = parser::parse(text);
    let mut by_id = HashMap::new();
    for (id, written, ..) in entries(&resource) {
        by_id.entry(id).or_insert(written);
    }
    by_id
}

/// The messages and terms of a file: id, as Fluent writes it, the lines of its comment and of that of its group.
fn entries(resource: &Resource<&str>) -> Vec<(String, String, Vec<String>, Vec<String>)> {
    let mut group: Vec<String> = Vec::new();
    let mut entries = Vec::new();
    for entry in &resource.body {
        if let Entry::GroupComment(comment) = entry {
            group = comment.content.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        }
        entries.extend(Definition::of(entry).map(|it| {
            let comment = it.comment_lines().iter().map(|line| line.trim().to_owned()).collect();
            (it.id().into_owned(), normal::written(it), comment, group.clone())
        }));
    }
    entries
}
