//! The rules that a translation is held to, one file per family.
//!
//! An *error* means that a reader would see something broken: the message is not used and the
//! next language in the chain answers. A *warning* means that something is probably wrong.
//! Knows messages and their English; knows neither pages nor what becomes of its findings.

mod characters;
mod elements;
mod finding;
pub mod index;
mod plurals;
mod shape;
mod syntax;
mod variables;

pub use finding::{Finding, Level};
pub use index::{Index, ParsedFile};

/// Holds one locale against the source; for the source itself `source` is the same index.
pub fn check(locale: &Index<'_>, source: &Index<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for parsed in locale.files() {
        syntax::check(parsed, &mut findings);
        characters::check(parsed, &mut findings);
    }
    shape::check(locale, source, &mut findings);
    variables::check(locale, source, &mut findings);
    elements::check(locale, source, &mut findings);
    plurals::check(locale, &mut findings);
    findings.sort_by(|a, b| (&a.path, a.position, a.rule).cmp(&(&b.path, b.position, b.rule)));
    findings
}
