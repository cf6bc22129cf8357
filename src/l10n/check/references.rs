//! What refers to what: references that lead nowhere, terms and functions that are not given what they need.
//! Knows no text.

use std::cell::OnceCell;

use fluent_syntax::ast::InlineExpression;
use foldhash::{HashMap, HashSet};

use super::arguments::{Terms, check_missing};
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::functions;
use super::graph::{Graph, Item};
use super::index::{Index, ParsedFile};
use super::pattern::{Node, Target, references, walk};
use super::placeholders::Placeholders;
use super::rule;
use super::sentence::Sentence;
use super::term_names::TermNames;
use super::variable_use::{VariablesByTarget, in_braces, shown_of};
use crate::l10n::near::nearest;
use crate::l10n::position::offset_in;

/// Places that are named where something is referred to that is not there.
const MAX_PLACES: usize = 20;
/// What is longer is not written again. Bytes.
const MAX_ARGUMENTS: usize = 200;
/// Names that lead nowhere and are compared with all that there are.
const MAX_COMPARED: usize = 100;

pub(super) fn check<'i>(
    locale: &Index<'i>,
    graph: &Graph<'i>,
    variables: &VariablesByTarget<'i>,
    english: &English<'_>,
    names: &TermNames<'i>,
    placeholders: &Placeholders<'i>,
    findings: &mut Vec<Finding>,
) {
    let mut check = ReferenceCheck {
        locale,
        graph,
        variables,
        english,
        names,
        placeholders,
        terms: Terms::new(graph, variables),
        unread: unread(locale, english.index),
        shown: OnceCell::new(),
        users: OnceCell::new(),
        compared: 0,
        told_once: HashSet::default(),
    };
    for item in &graph.items {
        let mut reporter = Reporter::new(item.parsed, findings);
        check.terms.check_given(item, &mut reporter);
        walk(item.pattern, &mut |node| {
            if let Node::Inline(inline) = node {
                check.function(item, inline, &mut reporter);
                check.reference(item, inline, &mut reporter);
            }
        });
    }
    check.terms.check_rows(graph, findings);
}

/// The references of a locale, and what was told of them.
struct ReferenceCheck<'c, 'i> {
    locale: &'c Index<'i>,
    graph: &'c Graph<'i>,
    variables: &'c VariablesByTarget<'i>,
    english: &'c English<'c>,
    names: &'c TermNames<'i>,
    placeholders: &'c Placeholders<'i>,
    terms: Terms<'i>,
    unread: HashSet<Target<'c>>,
    /// The variables that each text shows: hardly any term brings something along from a message.
    shown: OnceCell<VariablesByTarget<'i>>,
    users: OnceCell<HashMap<Target<'i>, MissingUses>>,
    /// References to what is not there.
    compared: usize,
    /// Of those what is told once, however many texts refer to it.
    told_once: HashSet<Target<'i>>,
}

impl<'i> ReferenceCheck<'_, 'i> {
    fn function(&self, item: &Item<'i>, inline: &InlineExpression<&'i str>, reporter: &mut Reporter<'_>) {
        let InlineExpression::FunctionReference { id, arguments } = inline else { return };
        let Target { is_term, name, .. } = item.target;
        let holds_text = |variable: &str| !is_term && self.english.holds_text(name, variable);
        functions::check(id.name, arguments, holds_text, &item.target.id(), reporter);
    }

    fn reference(&mut self, item: &Item<'i>, inline: &InlineExpression<&'i str>, reporter: &mut Reporter<'_>) {
        let Some(target) = Target::of(inline) else { return };
        let is_there = self.graph.by_target.contains_key(&target);
        if !is_there && self.is_explained(&target) || self.placeholders.tells(target.name) {
            return;
        }
        match (is_there, inline) {
            (false, _) => self.missing(item, inline, target, reporter),
            (true, InlineExpression::TermReference { arguments, .. }) => {
                let id = item.target.id();
                self.terms.check(target, arguments.as_ref(), &id, self.english.index, reporter);
            }
            (true, _) if item.target.is_term => self.brought_into_term(item, target, reporter),
            (true, _) => self.brought_into_message(item, target, reporter),
        }
    }

    /// Whether it is told elsewhere why something is not there: where it is meant to stand, its own slip is.
    fn is_explained(&self, target: &Target<'_>) -> bool {
        self.locale.is_junk(&target.id()) || self.names.explains(*target) || self.unread.contains(target)
    }

    /// What refers to something that is not there.
    fn missing(
        &mut self,
        item: &Item<'i>,
        inline: &InlineExpression<&'i str>,
        target: Target<'i>,
        reporter: &mut Reporter<'_>,
    ) {
        self.compared += 1;
        let (id, given) = (item.target.id(), arguments_of(inline, &item.parsed.file.text));
        let is_compared = self.compared <= MAX_COMPARED;
        let mut problem = undefined(self.locale, self.english, target, given, &id, is_compared);
        // What is to be translated, or not there at all, is told once, however many texts refer to it.
        let is_unknown = matches!(problem.sentence(), Sentence::UnknownReference { .. });
        let is_untranslated = matches!(problem.sentence(), Sentence::UntranslatedReference { .. });
        let users = self.users.get_or_init(|| users_of_missing(self.locale, self.graph));
        if let Some(places) = users.get(&target).filter(|users| is_unknown && users.number > 1) {
            let (number, places) = (places.number, places.named());
            let sentence = Sentence::UnknownReferences { name: target.id(), number, places };
            problem = Problem::error(rule::UNDEFINED_REFERENCE, target.name, id.as_str(), sentence);
        }
        if !(is_unknown || is_untranslated) || self.told_once.insert(target) {
            reporter.add(problem);
        }
    }

    /// What a term brings along from a message is told in the term.
    fn brought_into_term(&self, item: &Item<'i>, target: Target<'i>, reporter: &mut Reporter<'_>) {
        let shown = self.shown.get_or_init(|| shown_of(self.graph));
        let brought = shown.get(&target).into_iter().flatten().copied();
        check_missing(target, &[], brought, &item.target.id(), reporter);
    }

    /// A message that is referred to may need what nobody gives the one that refers to it.
    fn brought_into_message(&self, item: &Item<'i>, target: Target<'i>, reporter: &mut Reporter<'_>) {
        let of_english = self.english.variables.get(&item.target);
        let (Some(brought), Some(given)) = (self.variables.get(&target), of_english) else { return };
        let Some(variable) = brought.difference(given).next() else { return };
        let (variable, reference) = (in_braces(variable), target.id());
        let sentence = Sentence::VariableOfReference { variable, reference };
        let id = item.target.id();
        reporter.add(Problem::error("message-with-variables", target.name, id.as_str(), sentence));
    }
}

/// The texts that stand in a file of the English of which nothing is read here: one finding says so.
fn unread<'e>(locale: &Index<'_>, english: &Index<'e>) -> HashSet<Target<'e>> {
    let is_unread = |file: &ParsedFile<'_>| file.file.refused.is_some() || file.file.text.trim().is_empty();
    let names: Vec<&str> = locale.files().iter().filter(|file| is_unread(file)).map(ParsedFile::name).collect();
    if names.is_empty() {
        return HashSet::default();
    }
    let definitions = english.definitions().filter(|(parsed, _)| names.contains(&parsed.name()));
    let targets = definitions.flat_map(|(_, definition)| {
        let target = move |attribute| Target { is_term: definition.is_term(), name: definition.name(), attribute };
        definition.parts().map(move |(attribute, _)| target(attribute))
    });
    targets.collect()
}

/// Where something is referred to that is not there.
#[derive(Default)]
struct MissingUses {
    number: usize,
    /// The first of them, by file and line.
    places: Vec<(String, usize)>,
}

impl MissingUses {
    /// The places as they are told: site.ftl:12, site.ftl:20.
    fn named(&self) -> String {
        let places: Vec<String> = self.places.iter().map(|(file, line)| format!("{file}:{line}")).collect();
        places.join(", ") + if self.number > self.places.len() { ", …" } else { "" }
    }
}

/// The users of all that is not there, the language has no message and no term of that name.
fn users_of_missing<'i>(locale: &Index<'i>, graph: &Graph<'i>) -> HashMap<Target<'i>, MissingUses> {
    let mut all: HashMap<Target<'i>, MissingUses> = HashMap::default();
    for item in &graph.items {
        for target in references(item.pattern).into_iter().filter(|target| !graph.by_target.contains_key(target)) {
            let is_there =
                if target.is_term { locale.term(target.name).is_some() } else { locale.message(target.name).is_some() };
            if is_there {
                continue;
            }
            let users = all.entry(target).or_default();
            users.number += 1;
            if users.places.len() < MAX_PLACES {
                let text = &item.parsed.file.text;
                let line = item.parsed.lines.position(text, offset_in(text, target.name)).line;
                users.places.push((item.parsed.name().to_owned(), line));
            }
        }
    }
    all
}

/// What a reference gives to a term, with its parentheses, as it is written.
fn arguments_of<'t>(inline: &InlineExpression<&'t str>, file: &'t str) -> &'t str {
    let InlineExpression::TermReference { id, attribute: None, arguments: Some(_) } = inline else { return "" };
    let behind = &file[offset_in(file, id.name) + id.name.len()..];
    let near = &behind[..behind.floor_char_boundary(MAX_ARGUMENTS)];
    near.find(')').filter(|_| near.starts_with('(')).map_or("", |end| &near[..=end])
}

/// Only references that lead somewhere do. Terms of the source do not count: their English would
/// stand unmarked in the middle of another language.
fn undefined<'a>(
    locale: &Index<'_>,
    english: &English<'_>,
    target: Target<'a>,
    given: &str,
    id: &'a str,
    is_compared: bool,
) -> Problem<'a> {
    let name = target.id();
    let exists =
        if target.is_term { locale.term(target.name).is_some() } else { locale.message(target.name).is_some() };
    let (slice, sentence) = if !exists {
        let meant = if is_compared { nearest(target.name, names(locale, target.is_term)) } else { None };
        let is_english = match target.is_term {
            true => english.index.term(target.name).is_some(),
            false => english.index.message(target.name).is_some(),
        };
        let sentence = match meant.map(|name| Target { name, ..target }.id()) {
            Some(meant) => Sentence::MisspelledReference { name, meant: meant + given },
            None if is_english => Sentence::UntranslatedReference { name },
            None => Sentence::UnknownReference { name },
        };
        (target.name, sentence)
    } else if target.attribute.is_empty() {
        (target.name, Sentence::ReferenceWithoutText { name })
    } else {
        let attributes: Vec<&str> = match target.is_term {
            true => locale.term(target.name).map(|term| &term.attributes),
            false => locale.message(target.name).map(|located| &located.message.attributes),
        }
        .map_or_else(Vec::new, |attributes| attributes.iter().map(|attribute| attribute.id.name).collect());
        let meant = if is_compared { nearest(target.attribute, attributes) } else { None };
        let attribute = target.attribute.to_owned();
        let sentence = match meant.map(str::to_owned) {
            Some(meant) => Sentence::MisspelledAttributeOfReference { name, attribute, meant },
            None => Sentence::UnknownAttributeOfReference { name, attribute },
        };
        (target.attribute, sentence)
    };
    Problem::error(rule::UNDEFINED_REFERENCE, slice, id, sentence)
}

/// The names of all messages or terms.
fn names<'i>(index: &Index<'i>, of_terms: bool) -> Vec<&'i str> {
    match of_terms {
        true => index.terms().map(|(_, term)| term.id.name).collect(),
        false => index.messages().map(|located| located.message.id.name).collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::l10n::check::tests::{found, told};
    use crate::l10n::check::{English, Index, ParsedFile, broken, check as check_all};
    use crate::l10n::file::LocaleFile;

    #[test]
    fn a_name_that_is_gone_is_told_once_with_the_places_of_all_its_users() {
        let texts = "a = { -ministry }\nb =\n    x { -ministry }\n    .c = { -ministry }\nd = { e } { e }\n";
        let expected = "error undefined-reference `ministry` a, error undefined-reference `e` d";
        assert_eq!(found("en", texts, &[texts]), expected);
        let told = told("en", texts, texts);
        let places = "there is no -ministry, and 3 texts refer to it: 0.ftl:1, 0.ftl:3, 0.ftl:4";
        assert_eq!(told[0].0, places);
        assert!(told[0].1.starts_with("write -ministry = … again, as in its last good version"), "{}", told[0].1);
        let many: String = (0..100).map(|n| format!("a{n} = {{ -t }}\n")).collect();
        let all = found("en", &many, &[&many]);
        assert_eq!(all, "error undefined-reference `t` a0", "however many there are");
        let slips = "a = { -ministri }\nb = { -ministri }\nc = { -ministry }\n-ministry = x\n";
        assert_eq!(found("en", slips, &[slips]).matches("undefined-reference").count(), 2, "each slip is one to mend");
    }
    #[test]
    fn a_reference_that_has_a_slip_is_written_again_with_what_it_gives() {
        let text = "-ministry = { $case ->\n    [genitive] y\n   *[nominative] z\n }\n\na = { -MINISTRY(case: \"genitive\") }\n";
        let told = told("ru", "a = x\n-ministry = x\n", text);
        assert_eq!(told[0].1, "write { -ministry(case: \"genitive\") }");
    }

    #[test]
    fn what_refers_to_a_file_of_which_nothing_is_read_is_not_told_of_it() {
        let english = "a = { -ministry }\n-ministry = x\n";
        let file = |path: &str, bytes: &[u8]| LocaleFile::new(path, bytes);
        let source = [file("en/a.ftl", b"a = { -ministry }\n"), file("en/terms.ftl", b"-ministry = x\n")];
        for (terms, expected) in [
            (&b"-ministry = \xcc\xe8\xed\xe8\xf1\xf2\xe5\xf0\xf1\xf2\xe2\xee\n"[..], 0),
            (b"", 0),
            (b"-other = y\n\n-some = z\n", 1),
        ] {
            let own = [file("ru/a.ftl", b"a = { -ministry } y\n"), file("ru/terms.ftl", terms)];
            let [source, own] = [&source, &own].map(|files| files.iter().map(ParsedFile::new).collect::<Vec<_>>());
            let index = |tag: &str, files| Index::new(tag.parse().unwrap(), files);
            let (source, own) = (index("en", &source), index("ru", &own));
            let all = check_all(&own, &English::new(&source));
            assert_eq!(all.iter().filter(|it| it.rule == "undefined-reference").count(), expected);
            assert!(broken(&own, &all).contains("a"), "it is shown to nobody");
        }
        assert_eq!(found("ru", english, &["a = { -ministry } y"]), "error undefined-reference `ministry` a");
    }
}
