//! The rules that a translation is held to, one file per family.
//!
//! An *error* means that a reader would see something broken: the message is not used and the
//! next language in the chain answers. A *warning* means that something is probably wrong.
//! Knows messages and their English; knows neither pages nor what becomes of its findings.

mod arguments;
mod characters;
mod choices;
mod conflicts;
mod cut_short;
mod elements;
mod empty;
mod encoding;
mod endonym;
mod english;
mod escapes;
pub(super) mod files;
mod finding;
mod flow;
mod functions;
mod graph;
mod ids;
mod indented;
pub mod index;
mod lists;
mod markup_use;
mod mistyped;
mod notes;
mod plurals;
mod references;
mod render;
mod resolution;
mod sentence;
mod shape;
mod source;
mod syntax;
mod typography;
mod variable_use;
mod variables;
mod visible;

use std::collections::HashMap;

pub use english::English;
pub use finding::{Finding, Level, arrange};
pub(super) use finding::{Problem, Reporter};
use graph::Graph;
use ids::Ids;
pub use index::{Index, ParsedFile};
pub use references::broken;
pub use resolution::check as check_resolution;
pub(crate) use sentence::Sentence;
pub(super) use sentence::{Owner, Purpose, Recorded};
pub(crate) use source::source_finding;
pub use variable_use::{VariablesByTarget, variables_by_target};

/// Compares one locale with the source; for the source itself with itself.
pub fn check(locale: &Index<'_>, english: &English<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let ids = Ids::new(locale, english.index);
    let mut cuts = HashMap::new();
    for parsed in locale.files() {
        conflicts::check(parsed, &mut findings);
        let found = cut_short::check(parsed, &ids, english, &mut findings);
        syntax::check(parsed, &found, &ids, &mut findings);
        indented::check(parsed, &ids, english, &mut findings);
        encoding::check(parsed, &mut findings);
        characters::check(parsed, &mut findings);
        cuts.insert(parsed.file.path.as_str(), found);
    }
    let compared = shape::Compared { source: english.index, ids: &ids, cuts: &cuts };
    shape::check(locale, &compared, &mut findings);
    empty::check(locale, english, &mut findings);
    escapes::check(locale, &mut findings);
    let graph = Graph::new(locale);
    references::check(locale, &graph, english, &mut findings);
    variables::check(locale, &graph, english, &mut findings);
    elements::check(&graph, english, &mut findings);
    plurals::check(locale, english, &mut findings);
    typography::check(locale, &mut findings);
    endonym::check(locale, english, &mut findings);
    arrange(&mut findings);
    findings
}

#[cfg(test)]
mod tests;
