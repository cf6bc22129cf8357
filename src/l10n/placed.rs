//! Where the texts of a locale stand in its files, with their comments, for people who work on them. Knows no rule.

use fluent_syntax::ast::{Expression, Message};

use super::check::pattern::{Node, parts, selected_variable, walk};
use super::check::{ParsedFile, Sample, samples};
use super::definition::Definition;
use super::file::LocaleFile;
use super::normal;
use super::position::offset_in;

/// A text in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The id; of a term with its dash.
    pub id: String,
    /// The path of the file inside the folder of locales.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The lines of the comment above it, without `#`.
    pub comment: Vec<String>,
    /// What its variables hold for example, by what the comment says.
    pub samples: Vec<(String, Sample)>,
    /// The variables that choices go by, each with the attribute that chooses; `""` is the text itself.
    pub choosing: Vec<(String, String)>,
    /// As Fluent writes it, without the comment.
    pub written: String,
    /// The names of its attributes.
    pub attributes: Vec<String>,
    /// Whether it has a text besides its attributes.
    pub has_value: bool,
}

/// The messages and terms of a locale, in the order of its files.
pub fn placed(files: &[LocaleFile], tag: &str) -> Vec<Placed> {
    let is_own =
        |file: &&LocaleFile| file.folder_and_name().is_some_and(|(folder, _)| folder == tag) && file.is_messages();
    files.iter().filter(is_own).flat_map(of_file).collect()
}

fn of_file(file: &LocaleFile) -> Vec<Placed> {
    let parsed = ParsedFile::new(file);
    let line = |name: &str| parsed.lines.position(&file.text, offset_in(&file.text, name)).line;
    let placed = |definition: Definition<'_, '_>| {
        // A term is filled in as it is.
        let (samples, choosing) = match definition {
            Definition::Message(message) => (samples(message).collect(), choosing(message)),
            Definition::Term(_) => (Vec::new(), Vec::new()),
        };
        Placed {
            id: definition.id().into_owned(),
            path: file.path.clone(),
            line: line(definition.name()),
            comment: definition.comment_lines().iter().map(|line| line.trim().to_owned()).collect(),
            samples: samples.into_iter().map(|(name, sample)| (name.to_owned(), sample)).collect(),
            choosing,
            written: normal::written(definition).trim_end().to_owned(),
            attributes: definition.attributes().iter().map(|attribute| attribute.id.name.to_owned()).collect(),
            has_value: definition.value().is_some(),
        }
    };
    Definition::all(&parsed.resource).map(placed).collect()
}

/// The variables that the choices of a message go by, each with its part.
fn choosing(message: &Message<&str>) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for (part, pattern) in parts(message) {
        walk(pattern, &mut |node| {
            let Node::Expression(Expression::Select { selector, .. }) = node else { return };
            let choice = selected_variable(selector).map(|id| (part.to_owned(), id.name.to_owned()));
            names.extend(choice.filter(|choice| !names.contains(choice)));
        });
    }
    names
}
