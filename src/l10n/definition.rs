//! What a file defines: a message or a term, whichever it is. Its name and its id (of a term with its dash), its texts and
//! its comment are asked for here in one way. Knows no file and no rule.

use std::borrow::Cow;

use fluent_syntax::ast::{Attribute, Comment, Entry, Message, Pattern, Resource, Term};

/// A message or a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Definition<'m, 't> {
    /// A message.
    Message(&'m Message<&'t str>),
    /// A term.
    Term(&'m Term<&'t str>),
}

impl<'m, 't> Definition<'m, 't> {
    /// That of an entry of a file; `None` of a comment and of what cannot be read.
    pub fn of(entry: &'m Entry<&'t str>) -> Option<Self> {
        match entry {
            Entry::Message(message) => Some(Self::Message(message)),
            Entry::Term(term) => Some(Self::Term(term)),
            _ => None,
        }
    }

    /// Those of a file, in their order.
    pub fn all(resource: &'m Resource<&'t str>) -> impl Iterator<Item = Self> {
        resource.body.iter().filter_map(Self::of)
    }

    /// That of a file that holds exactly one, and nothing else.
    pub fn only(resource: &'m Resource<&'t str>) -> Option<Self> {
        let [entry] = resource.body.as_slice() else { return None };
        Self::of(entry)
    }

    /// Whether it is a term.
    pub fn is_term(self) -> bool {
        matches!(self, Self::Term(_))
    }

    /// The name where it stands in the file, without a dash.
    pub fn name(self) -> &'t str {
        match self {
            Self::Message(message) => message.id.name,
            Self::Term(term) => term.id.name,
        }
    }

    /// The id: the name; of a term with its dash.
    pub fn id(self) -> Cow<'t, str> {
        match self {
            Self::Message(message) => Cow::Borrowed(message.id.name),
            Self::Term(term) => Cow::Owned(term_id(term.id.name)),
        }
    }

    /// Whether this is its id.
    pub fn has_id(self, id: &str) -> bool {
        match self {
            Self::Message(message) => message.id.name == id,
            Self::Term(term) => id.strip_prefix('-') == Some(term.id.name),
        }
    }

    /// The value; a message may have none.
    pub fn value(self) -> Option<&'m Pattern<&'t str>> {
        match self {
            Self::Message(message) => message.value.as_ref(),
            Self::Term(term) => Some(&term.value),
        }
    }

    /// The attributes, in their order.
    pub fn attributes(self) -> &'m [Attribute<&'t str>] {
        match self {
            Self::Message(message) => &message.attributes,
            Self::Term(term) => &term.attributes,
        }
    }

    /// The value, named `""`, and the attributes, by name.
    pub fn parts(self) -> impl Iterator<Item = (&'t str, &'m Pattern<&'t str>)> {
        let attributes = self.attributes().iter().map(|Attribute { id, value }| (id.name, value));
        self.value().into_iter().map(|value| ("", value)).chain(attributes)
    }

    /// The comment above it.
    pub fn comment(self) -> Option<&'m Comment<&'t str>> {
        match self {
            Self::Message(message) => message.comment.as_ref(),
            Self::Term(term) => term.comment.as_ref(),
        }
    }

    /// The lines of the comment above it, as they stand there.
    pub fn comment_lines(self) -> &'m [&'t str] {
        self.comment().map_or(&[], |comment| &comment.content)
    }
}

/// The id of a term: its name with its dash.
pub(super) fn term_id(name: &str) -> String {
    format!("-{name}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use fluent_syntax::parser;

    use super::*;

    #[test]
    fn a_message_and_a_term_answer_alike_and_only_the_id_of_a_term_has_a_dash() {
        let text = "# one\n#  two\na = x\n    .b = y\n-a = z\n    .c = w\nb =\n    .d = v\n";
        let resource = parser::parse(text).unwrap();
        let told: Vec<_> = Definition::all(&resource)
            .map(|it| (it.id().into_owned(), it.name(), it.is_term(), it.comment_lines().to_vec()))
            .collect();
        let expected = [
            ("a".to_owned(), "a", false, vec!["one", " two"]),
            ("-a".to_owned(), "a", true, vec![]),
            ("b".to_owned(), "b", false, vec![]),
        ];
        assert_eq!(told, expected);
        let parts = |id: &str| -> Vec<&str> {
            let it = Definition::all(&resource).find(|it| it.has_id(id)).unwrap();
            it.parts().map(|(name, _)| name).collect()
        };
        assert_eq!([parts("a"), parts("-a"), parts("b")], [vec!["", "b"], vec!["", "c"], vec!["d"]]);
    }

    #[test]
    fn what_holds_more_than_one_message_or_term_is_none() {
        for (text, expected) in [("a = x\n", Some("a")), ("-a = x\n", Some("-a"))] {
            let resource = parser::parse(text).unwrap();
            assert_eq!(Definition::only(&resource).map(Definition::id).as_deref(), expected, "{text}");
        }
        for text in ["", "# x\n", "a = x\nb = y\n", "a = x\n\n### x\n"] {
            assert_eq!(Definition::only(&parser::parse(text).unwrap()), None, "{text}");
        }
    }
}
