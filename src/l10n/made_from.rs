//! The English that a translation is held to: where the English has changed since, the one that it was made
//! from. A change of the English makes translations stale or incomplete, never wrong. Knows no page.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Pattern, PatternElement};
use foldhash::{HashMap, HashSet};

use super::check::index::{Index, Located, ParsedFile};
use super::check::pattern::{Node, Target, literal_text, parts, walk};
use super::check::{self, English, Finding, Level, VariablesByTarget};
use super::coverage::words_of;
use super::format::split_number;
use super::freshness::Freshness;
use super::markup::{Token, named, tokens};
use super::users::Users;

/// A locale checked, and what it was held to.
pub(super) struct CheckedLocale<'i> {
    pub(super) findings: Vec<Finding>,
    /// The variables of the English that the translations were made from; `None` if all are made from today’s.
    pub(super) variables: Option<VariablesByTarget<'i>>,
    /// Of those that are made from the English of former days and do not fit that of today, why: they cannot be accepted.
    pub(super) unacceptable: HashMap<String, Finding>,
    /// The ids of those that are made from the English of former days.
    of_former_days: HashSet<String>,
    /// That English.
    former: Option<Index<'i>>,
}

/// Whether the English of a translation has changed since.
fn has_changed(state: &Freshness) -> bool {
    matches!(state, Freshness::Stale | Freshness::Renewed)
}

/// Whether the English of any of these translations has.
pub(super) fn have_changed(states: &HashMap<String, Freshness>) -> bool {
    states.values().any(has_changed)
}

/// Checks a locale. `today` is the English as it is; `records` is the locale’s file of records.
pub(super) fn check<'i>(
    locale: &Index<'_>,
    today: &English<'i>,
    users: &Users,
    records: Option<&'i ParsedFile<'i>>,
    states: &HashMap<String, Freshness>,
) -> CheckedLocale<'i> {
    let mut findings = check::check(locale, today);
    let former = records.map(|records| Index::new(today.index.tag.clone(), std::slice::from_ref(records)));
    let changed: Vec<(&str, Freshness, Located<'i, 'i>)> = former
        .iter()
        .flat_map(Index::messages)
        .filter_map(|located| {
            let id = located.message.id.name;
            let state = states.get(id).copied().filter(has_changed)?;
            today.index.message(id).map(|_| (id, state, *located))
        })
        .collect();
    if changed.is_empty() {
        return CheckedLocale {
            findings,
            variables: None,
            unacceptable: HashMap::default(),
            of_former_days: HashSet::default(),
            former: None,
        };
    }
    let all = changed.iter().map(|(_, _, located)| *located);
    let then = check::check(locale, &English::new(&today.index.with(all)));
    // Nothing says which English one was made from that has changed along with it: one that fits.
    let (errors, errors_then) = (ids_with_errors(&findings), ids_with_errors(&then));
    let is_held_to_former = |(id, state, _): &&(&str, Freshness, Located<'i, 'i>)| {
        *state == Freshness::Stale || errors.contains(id) && !errors_then.contains(id)
    };
    let ids: HashSet<String> = changed.iter().filter(is_held_to_former).map(|(id, _, _)| (*id).to_owned()).collect();
    let is_about = |ids: &HashSet<String>, finding: &Finding| finding.id.as_ref().is_some_and(|id| ids.contains(id));
    // What shows one of them may look wrong because that one does not fit today’s English.
    let with_users = Users::with_users(&[users], ids.iter().cloned());
    let places = |findings: &[Finding]| -> HashSet<_> {
        findings.iter().map(|found| (found.rule, found.path.clone(), found.span.clone())).collect()
    };
    let (found_today, found_then) = (places(&findings), places(&then));
    let is_in =
        |places: &HashSet<_>, found: &Finding| places.contains(&(found.rule, found.path.clone(), found.span.clone()));
    let is_found_then = |found: &Finding| is_in(&found_then, found);
    // What fits today’s English is not wrong: the record may have lost a part of the former one.
    let is_wrong = |found: &Finding| found.level != Level::Error || is_in(&found_today, found);
    let mut unacceptable: HashMap<String, Finding> = HashMap::default();
    for finding in findings.iter().filter(|finding| finding.level == Level::Error && !is_found_then(finding)) {
        if let Some(id) = finding.id.as_ref().filter(|id| ids.contains(*id)) {
            unacceptable.entry(id.clone()).or_insert_with(|| finding.clone());
        }
    }
    findings.retain(|finding| !is_about(&with_users, finding) || !is_about(&ids, finding) && is_found_then(finding));
    findings.extend(then.into_iter().filter(|finding| is_about(&ids, finding) && is_wrong(finding)));
    let variables = variables_then(locale, &today.variables, former.as_ref(), users, &ids);
    CheckedLocale { findings, variables: Some(variables), unacceptable, of_former_days: ids, former }
}

/// The variables of today’s English, and for what is made from a former one, or shows that, those of the former.
fn variables_then<'i>(
    locale: &Index<'_>,
    today: &VariablesByTarget<'i>,
    former: Option<&Index<'i>>,
    users: &Users,
    ids: &HashSet<String>,
) -> VariablesByTarget<'i> {
    let of_former = former.into_iter().flat_map(check::variables_by_target);
    let of_former: VariablesByTarget<'i> =
        of_former.filter(|(target, _)| !target.is_term && ids.contains(target.name)).collect();
    let all: BTreeSet<&str> = of_former.values().flatten().copied().collect();
    let mut variables = today.clone();
    let users = Users::with_users(&[users], ids.iter().cloned());
    for (target, of_target) in &mut variables {
        if !target.is_term && users.contains(target.name) && locale.message(target.name).is_some() {
            of_target.extend(&all);
        }
    }
    for (target, of_target) in of_former {
        variables.entry(target).or_default().extend(of_target);
    }
    variables
}

fn ids_with_errors(findings: &[Finding]) -> HashSet<&str> {
    findings
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .filter_map(|finding| finding.id.as_deref())
        .collect()
}

/// What today’s English makes of the translations that were made from a former one.
#[derive(Default)]
pub(super) struct Comparison {
    /// Those that hold a variable or an element that the page no longer fills in: they cannot be shown.
    pub(super) outdated: HashSet<String>,
    /// The words of today’s English for which a translation has no part, by id.
    pub(super) lacking_words: HashMap<String, usize>,
}

impl CheckedLocale<'_> {
    /// Compares those of former days with the English as it is.
    pub(super) fn compare(&self, locale: &Index<'_>, today: &English<'_>) -> Comparison {
        let mut compared = Comparison::default();
        if self.of_former_days.is_empty() {
            return compared;
        }
        let used = check::variables_by_target(locale);
        for id in &self.of_former_days {
            let (Some(translation), Some(english)) = (locale.message(id), today.index.message(id)) else { continue };
            let translated: HashMap<&str, &Pattern<&str>> = parts(translation.message).collect();
            let mut lacking = 0;
            for (attribute, pattern) in parts(english.message) {
                let Some(translated) = translated.get(attribute) else {
                    lacking += words_of(pattern);
                    continue;
                };
                let target = Target { is_term: false, name: id.as_str(), attribute };
                let (offered, used) = (today.variables.get(&target), used.get(&target));
                let has_more = used.is_some_and(|used| {
                    used.iter().any(|variable| !offered.is_some_and(|offered| offered.contains(variable)))
                });
                if has_more || !elements(translated).is_subset(&elements(pattern)) {
                    compared.outdated.insert(id.clone());
                }
            }
            let is_whole = english.message.value.is_none() || translation.message.value.is_some();
            let former = self.former.as_ref().and_then(|former| former.message(id));
            let has_other_notes = former.is_some_and(|former| notes(former) != notes(english));
            if !is_whole || has_other_notes {
                compared.outdated.insert(id.clone());
            }
            if lacking > 0 {
                compared.lacking_words.insert(id.clone(), lacking);
            }
        }
        compared
    }
}

/// The numbers of notes in a message: that which it begins with, and those that its elements hold. Where they have
/// changed, a mark would lead to another note.
fn notes(located: &Located<'_, '_>) -> Vec<usize> {
    let mut notes = Vec::new();
    for (_, pattern) in parts(located.message) {
        let text = literal_text(pattern);
        notes.extend(split_number(&text).0);
        let tokens: Vec<Token<'_>> = tokens(&text).collect();
        let marks = tokens.windows(2).filter_map(|pair| match pair {
            [Token::Open(_), Token::Text(text)] => split_number(text).0,
            _ => None,
        });
        notes.extend(marks);
    }
    notes
}

/// The named elements of a text and of all rows in it.
fn elements<'t>(pattern: &Pattern<&'t str>) -> BTreeSet<&'t str> {
    let mut names = BTreeSet::new();
    walk(pattern, &mut |node| {
        let Node::Pattern(pattern) = node else { return };
        for element in &pattern.elements {
            let PatternElement::TextElement { value } = element else { continue };
            names.extend(named(value));
        }
    });
    names
}
