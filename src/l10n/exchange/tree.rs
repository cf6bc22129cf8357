//! One message or term as a tree that can be changed, and the text of a part of it as it travels: what Fluent writes
//! between `=` and the next name, with its lines joined. Knows no file.

use fluent_syntax::ast::{Attribute, Entry, Identifier, Message, Pattern, Resource, Term};
use fluent_syntax::{parser, serializer};

use super::placeables::OpenPlaceables;
use crate::l10n::definition::{Definition, term_id};
use crate::l10n::file::LocaleFile;
use crate::l10n::normal;

/// A message or a term without its comment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tree {
    /// The id; of a term with its dash.
    pub(super) id: String,
    pub(super) value: Option<Pattern<String>>,
    pub(super) attributes: Vec<Attribute<String>>,
}

impl Tree {
    /// Reads what is exactly one message or term.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let resource = parser::parse(written.to_owned()).ok()?;
        let [entry] = <[Entry<String>; 1]>::try_from(resource.body).ok()?;
        match entry {
            Entry::Message(Message { id, value, attributes, .. }) => Some(Self { id: id.name, value, attributes }),
            Entry::Term(Term { id, value, attributes, .. }) => {
                Some(Self { id: term_id(&id.name), value: Some(value), attributes })
            }
            _ => None,
        }
    }

    /// The value, by the name `""`, or an attribute.
    pub(super) fn pattern(&self, part: &str) -> Option<&Pattern<String>> {
        match part {
            "" => self.value.as_ref(),
            name => self.attributes.iter().find(|attribute| attribute.id.name == name).map(|a| &a.value),
        }
    }

    /// Puts a text in the place of the value or of an attribute; one that is not there yet comes last.
    pub(super) fn set(&mut self, part: &str, pattern: Pattern<String>) {
        if part.is_empty() {
            self.value = Some(pattern);
        } else if let Some(attribute) = self.attributes.iter_mut().find(|attribute| attribute.id.name == part) {
            attribute.value = pattern;
        } else {
            self.attributes.push(Attribute { id: Identifier { name: part.to_owned() }, value: pattern });
        }
    }

    /// As Fluent writes it.
    pub(super) fn written(&self) -> String {
        let Self { id, value, attributes } = self.clone();
        let entry = match id.strip_prefix('-') {
            None => Entry::Message(Message { id: Identifier { name: id }, value, attributes, comment: None }),
            Some(name) => Entry::Term(Term {
                id: Identifier { name: name.to_owned() },
                value: value.unwrap_or(Pattern { elements: Vec::new() }),
                attributes,
                comment: None,
            }),
        };
        serializer::serialize(&Resource { body: vec![entry] })
    }
}

/// The normal form of what is exactly one message or term.
pub(super) fn normal_form(written: &str) -> Option<String> {
    Definition::only(&parser::parse(written).ok()?).map(normal::of)
}

/// A pattern as it travels.
pub(super) fn text_of(pattern: &Pattern<String>) -> String {
    let tree = Tree { id: PLACE.to_owned(), value: Some(pattern.clone()), attributes: Vec::new() };
    let written = tree.written();
    let text = written.strip_prefix(PLACE).and_then(|rest| rest.strip_prefix(" =")).unwrap_or(&written);
    text.replace("\n    ", "\n").trim_matches([' ', '\n']).to_owned()
}

/// The name that a text has while it is read alone.
const PLACE: &str = "a";

/// Reads a text that has travelled. `None` if it is not exactly one text of Fluent.
pub(super) fn pattern(text: &str) -> Option<Pattern<String>> {
    let tree = Tree::parse(&guarded(text)?)?;
    (tree.id == PLACE && tree.attributes.is_empty()).then_some(tree.value).flatten()
}

/// The normal form of a text that has travelled: two that mean the same have the same one.
pub(super) fn normal_text(text: &str) -> Option<String> {
    pattern(text)?;
    normal_form(&guarded(text)?)
}

/// The text as a message, behind the guards of locale files: what Fluent’s parser panics at is not given to it.
fn guarded(text: &str) -> Option<String> {
    let file = LocaleFile::new("en/a.ftl", message(text).as_bytes());
    file.refused.is_none().then_some(file.text)
}

/// The text as a message. Outside of braces a line that ends is a space; inside, the next one is indented, so that
/// neither begins anything new.
fn message(text: &str) -> String {
    let mut message = format!("{PLACE} = ");
    let has_lines = text.contains('\n');
    let mut open = OpenPlaceables::default();
    for c in text.trim_matches([' ', '\t', '\n', '\r']).chars() {
        match c {
            '\r' => continue,
            '\n' if open.is_empty() || open.is_in_literal() => {
                if !message.ends_with(' ') {
                    message.push(' ');
                }
                continue;
            }
            '\n' => message.push_str("\n    "),
            // What continues a text after the end of a line.
            ' ' if open.is_empty() && message.ends_with(' ') && has_lines => continue,
            _ => message.push(c),
        }
        open.read(c);
    }
    message + "\n"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_travels_and_comes_back_as_the_same() {
        for text in [
            "x",
            "[1] x",
            "*x",
            ".x",
            "# x",
            "x { $n } { -t } y",
            "x \\uü",
            "{ \" \" }x{ \"{\" }",
            "{ $case ->\n    [a] x\n   *[b] y\n}",
            "{ $case ->\n    [a] „x\"\n   *[b] y\n} z",
            "So { $n ->\n    [one] x { \"}\" }\n   *[other] y\n} are.",
        ] {
            let once = text_of(&pattern(text).unwrap_or_else(|| panic!("{text}")));
            assert_eq!(normal_text(&once), normal_text(text), "{once}");
            assert!(normal_text(text).is_some(), "{text}");
        }
        assert_eq!(text_of(&pattern(" x\r\n\ny { $n }\n").unwrap()), "x y { $n }");
    }

    #[test]
    fn what_is_not_exactly_one_text_is_refused() {
        for text in [
            "",
            " \n",
            "x { $n",
            "x }",
            "{ }",
            "{ $n ->\n [one] x\n }",
            "{ x y }",
            "x { \"\\uü\" }",
            "{ \"\n.b = x\" }}",
            "{ $n ->\n*[a] x\n}\n.c = d }",
        ] {
            assert_eq!(pattern(text), None, "{text}");
        }
        assert_eq!(text_of(&pattern("x\n.b = y\nc = z\n# d").unwrap()), "x .b = y c = z # d", "nothing else begins");
        assert_eq!(pattern(&"{ ".repeat(100)), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_more_than_one_pattern(text in "([a-c .=#\\[\\]*<>-]|\n|\\{ \\$n \\}|\\{|\\}|->|\"|\\\\|\\\\u|ü){0,40}") {
            if let Some(read) = pattern(&text) {
                let tree = Tree { id: "b".to_owned(), value: Some(read.clone()), attributes: Vec::new() };
                prop_assert!(tree.written().starts_with("b ="));
                let again = pattern(&text_of(&read));
                prop_assert!(again.is_some(), "{}", text_of(&read));
                prop_assert_eq!(normal_text(&text_of(&read)), normal_text(&text));
            }
        }
    }
}
