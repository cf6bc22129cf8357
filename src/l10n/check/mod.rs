//! The rules that a translation is held to, one file per family.
//!
//! An *error* means that a reader would see something broken: the message is not used and the
//! next language in the chain answers. A *warning* means that something is probably wrong.
//! Knows messages and their English; knows neither pages nor what becomes of its findings.

mod arguments;
mod attribute_names;
mod bare_names;
mod broken;
mod characters;
mod choices;
mod code_pages;
mod comments;
mod conflict_regions;
mod conflicts;
mod consequences;
mod cut_end;
mod cut_line;
mod cut_short;
mod cuts;
mod declared;
mod element_signs;
mod element_slips;
mod elements;
mod empty;
mod encoded;
mod encoding;
mod endings;
mod endonym;
mod english;
mod english_cut;
mod escapes;
pub(super) mod files;
mod fill_cost;
mod filled;
mod finding;
mod flow;
mod foreign_names;
mod functions;
mod graph;
mod ids;
mod in_braces;
mod indented;
pub mod index;
mod joined;
mod left_over;
mod length;
mod lines;
mod lists;
mod marks;
mod markup_use;
mod misread;
mod mistyped;
mod nameless;
mod notes;
mod numbers;
mod numerals;
mod other_file;
mod other_formats;
pub mod pattern;
mod placeholders;
mod plurals;
mod references;
mod render;
mod repeated;
mod resolution;
mod row_marks;
pub(crate) mod rule;
mod scripts;
mod sentence;
mod shape;
mod source;
mod spelling;
mod strays;
mod swallowed;
mod syntax;
mod term_names;
mod text_end;
mod text_owner;
mod text_rows;
mod typography;
mod unfinished;
mod values;
mod variable_use;
mod variables;
mod visible;

use foldhash::HashMap;

pub use broken::broken;
pub(crate) use characters::spelled_out;
pub(crate) use conflict_regions::first_mark;
pub(super) use cuts::start_of;
pub(super) use declared::{SAME, is_marked, mark_of};
pub use declared::{Sample, max_length, samples};
use endings::Endings;
pub use english::English;
pub use english_cut::check as check_english_cut;
pub use finding::{Finding, FindingKey, Level, arrange};
pub(super) use finding::{Problem, Reporter};
use graph::Graph;
use ids::Ids;
pub use index::{Index, ParsedFile};
pub use length::check as check_length;
pub(super) use misread::misread;
use nameless::Missing;
pub use resolution::check as check_resolution;
pub(crate) use sentence::Sentence;
pub(super) use sentence::{EntryKind, Purpose, Recorded, Remedy, Shown};
pub(crate) use source::{Inside, message_warning, no_source_finding, source_finding};
use spelling::Spelling;
pub(super) use swallowed::parse;
use term_names::TermNames;
pub(super) use variable_use::in_braces;
use variable_use::variables_of;
pub use variable_use::{VariablesByTarget, variables_by_target};
pub use visible::{is_control, is_visible, visible_length};

/// Compares one locale with the source; for the source itself with itself.
pub fn check(locale: &Index<'_>, english: &English<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let ids = Ids::new(locale, english.index);
    let endings = Endings::new(locale, english);
    let spelling = Spelling::new(locale, english);
    let missing = Missing::new(locale, english.index);
    let mut cuts = HashMap::default();
    for parsed in locale.files() {
        conflicts::check(parsed, &mut findings);
        let mut found = cut_short::check(parsed, &ids, &missing, english, &mut findings);
        cut_end::check(parsed, &ids, &endings, &mut found, &mut findings);
        nameless::check(parsed, &missing, &found, &mut findings);
        syntax::check(parsed, &found, &ids, &spelling, &mut findings);
        indented::check(parsed, &ids, english, &mut findings);
        joined::check(parsed, &ids, english, &mut findings);
        marks::check(parsed, &mut findings);
        encoding::check(parsed, &mut findings);
        characters::check(parsed, &mut findings);
        cuts.insert(parsed.file.path.as_str(), found);
    }
    let graph = Graph::new(locale);
    let terms = TermNames::new(locale, &graph, english.index);
    terms.check(&mut findings);
    let compared =
        shape::ShapeContext { source: english.index, ids: &ids, cuts: &cuts, terms: &terms, missing: &missing };
    shape::check(locale, &compared, &mut findings);
    other_file::check(locale, english.index, &mut findings);
    empty::check(locale, english, &mut findings);
    escapes::check(locale, &mut findings);
    left_over::check(locale, english, &mut findings);
    let variables = variables_of(&graph);
    let placeholders = placeholders::check(locale, &graph, &variables, english, &spelling, &mut findings);
    references::check(locale, &graph, &variables, english, &terms, &placeholders, &mut findings);
    fill_cost::check(&graph, &mut findings);
    variables::check(locale, &variables, english, &placeholders, &mut findings);
    elements::check(&graph, english, &mut findings);
    row_marks::check(locale, english, &mut findings);
    plurals::check(locale, english, &placeholders, &mut findings);
    typography::check(locale, &mut findings);
    scripts::check(locale, &mut findings);
    numbers::check(locale, english, &mut findings);
    repeated::check(locale, english, &mut findings);
    if locale.tag == english.index.tag {
        comments::check(locale, &mut findings);
    }
    endonym::check(locale, english, &mut findings);
    encoding::remove_consequences(locale, &mut findings);
    consequences::remove(&mut findings, &cuts);
    arrange(&mut findings);
    findings
}

#[cfg(test)]
mod tests;
