//! Where the texts of a locale stand in its files, with their comments, for people who work on them. Knows no rule.

use fluent_syntax::ast::{Comment, Entry, Expression, InlineExpression, Message};

use super::check::pattern::{Node, parts, walk};
use super::check::{ParsedFile, Sample, samples};
use super::file::{Kind, LocaleFile};
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
    let is_own = |file: &&LocaleFile| {
        file.folder_and_name().is_some_and(|(folder, _)| folder == tag) && Kind::of(&file.path) == Some(Kind::Messages)
    };
    files.iter().filter(is_own).flat_map(of_file).collect()
}

fn of_file(file: &LocaleFile) -> Vec<Placed> {
    let parsed = ParsedFile::new(file);
    let line = |name: &str| parsed.lines.position(&file.text, offset_in(&file.text, name)).line;
    let comment = |comment: &Option<Comment<&str>>| -> Vec<String> {
        comment.iter().flat_map(|comment| &comment.content).map(|line| line.trim().to_owned()).collect()
    };
    let names = |attributes: &[fluent_syntax::ast::Attribute<&str>]| {
        attributes.iter().map(|attribute| attribute.id.name.to_owned()).collect()
    };
    let texts = parsed.resource.body.iter().filter_map(|entry| {
        Some(match entry {
            Entry::Message(message) => Placed {
                id: message.id.name.to_owned(),
                path: file.path.clone(),
                line: line(message.id.name),
                comment: comment(&message.comment),
                samples: samples(message).map(|(name, sample)| (name.to_owned(), sample)).collect(),
                choosing: choosing(message),
                written: normal::as_written(message).trim_end().to_owned(),
                attributes: names(&message.attributes),
                has_value: message.value.is_some(),
            },
            Entry::Term(term) => Placed {
                id: format!("-{}", term.id.name),
                path: file.path.clone(),
                line: line(term.id.name),
                comment: comment(&term.comment),
                samples: Vec::new(),
                choosing: Vec::new(),
                written: normal::term_as_written(term).trim_end().to_owned(),
                attributes: names(&term.attributes),
                has_value: true,
            },
            _ => return None,
        })
    });
    texts.collect()
}

/// The variables that the choices of a message go by, each with its part.
fn choosing(message: &Message<&str>) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for (part, pattern) in parts(message) {
        walk(pattern, &mut |node| {
            let Node::Expression(Expression::Select { selector, .. }) = node else { return };
            let choice = variable(selector).map(|name| (part.to_owned(), name.to_owned()));
            names.extend(choice.filter(|choice| !names.contains(choice)));
        });
    }
    names
}

/// The variable that a choice goes by: `$count`, `NUMBER($count)`.
fn variable<'t>(selector: &InlineExpression<&'t str>) -> Option<&'t str> {
    match selector {
        InlineExpression::VariableReference { id } => Some(id.name),
        InlineExpression::FunctionReference { arguments, .. } => arguments.positional.first().and_then(variable),
        _ => None,
    }
}
