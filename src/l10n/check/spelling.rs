//! Names as a text has them in its braces, found by what somebody wrote for one: `service`, `$ Service`, `- ministry`.
//! Knows no rule.

use fluent_syntax::ast::Pattern;
use foldhash::HashMap;

use super::choices::choices;
use super::english::English;
use super::index::Index;
use super::pattern::{Target, parts, references};
use crate::l10n::near::nearest;
use crate::l10n::position::offset_in;

/// What is longer is no name. Bytes.
const MAX_LENGTH: usize = 80;
/// Quotation marks that stand around values in other formats, or that a program has put there.
pub(super) const QUOTES: &[char] = &['"', '\'', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '‹', '›', '`', '＂', '＇'];
/// What stands between an argument and its value.
const COLONS: [char; 5] = [':', '=', '：', '＝', ' '];

/// The names of the terms of a language and of its English.
pub(super) struct Spelling<'i> {
    locale: &'i Index<'i>,
    english: &'i English<'i>,
    /// By their letters and digits alone.
    terms: HashMap<String, &'i str>,
}

/// What a text may have in its braces besides terms.
#[derive(Default)]
pub(super) struct Given<'i> {
    pub(super) variables: Vec<&'i str>,
    pub(super) messages: Vec<&'i str>,
}

impl<'i> Spelling<'i> {
    pub(super) fn new(locale: &'i Index<'i>, english: &'i English<'i>) -> Self {
        let names = [locale, english.index].into_iter().flat_map(Index::terms).map(|(_, term)| term.id.name);
        let mut terms = HashMap::default();
        for name in names {
            terms.entry(folded(name)).or_insert(name);
        }
        Self { locale, english, terms }
    }

    /// What a text may have in its braces. In the source, whose variables are what stands in it, also those of its comment.
    pub(super) fn given(&self, target: Target<'_>) -> Given<'i> {
        let mut given = Given::default();
        let Some(located) = self.english.index.message(target.name).filter(|_| !target.is_term) else { return given };
        for (attribute, pattern) in parts(located.message).filter(|(attribute, _)| *attribute == target.attribute) {
            self.add(located.message.id.name, attribute, pattern, &mut given);
        }
        if self.locale.tag == self.english.index.tag {
            given.variables.extend(self.english.declared(located.message.id.name));
        }
        given
    }

    /// What any text of a message may have there.
    pub(super) fn given_to(&self, id: &str) -> Given<'i> {
        let mut given = Given::default();
        let Some(located) = self.english.index.message(id) else { return given };
        for (attribute, pattern) in parts(located.message) {
            self.add(located.message.id.name, attribute, pattern, &mut given);
        }
        given
    }

    fn add(&self, name: &'i str, attribute: &'i str, pattern: &Pattern<&'i str>, given: &mut Given<'i>) {
        let target = Target { is_term: false, name, attribute };
        given.variables.extend(self.english.variables.get(&target).into_iter().flatten());
        given.messages.extend(references(pattern).iter().filter(|target| !target.is_term).map(|target| target.name));
    }

    /// The name in its braces that is written here in another way: with other signs, with capitals or spaces.
    pub(super) fn meant(&self, written: &str, given: &Given<'_>) -> Option<String> {
        let letters = folded(written);
        if letters.is_empty() || written.len() > MAX_LENGTH {
            return None;
        }
        let of = |names: &[&str]| names.iter().find(|name| folded(name) == letters).map(|name| (*name).to_owned());
        let variable = || of(&given.variables).map(|name| format!("{{ ${name} }}"));
        let term = || self.terms.get(&letters).map(|name| format!("{{ -{name} }}"));
        let message = || of(&given.messages).map(|name| format!("{{ {name} }}"));
        match written.trim_start().starts_with(is_dash) {
            true => term().or_else(variable).or_else(message),
            false => variable().or_else(term).or_else(message),
        }
    }

    /// The variable that is most like a name, in its braces.
    pub(super) fn near(name: &str, variables: &[&str]) -> Option<String> {
        nearest(name, variables.iter().copied()).map(|name| format!("{{ ${name} }}"))
    }

    /// A reference to a term with what chooses one of its rows, where that is written otherwise: `-ministry(case: dative)`,
    /// `-ministry(case = “dative”)`, `-ministry("dative")`, `-ministry.dative`, `-ministry[dative]`, `ministry(case: "dative")`.
    pub(super) fn meant_with_row(&self, written: &str) -> Option<String> {
        if written.len() > 2 * MAX_LENGTH {
            return None;
        }
        let written = written.trim();
        let name = written.strip_prefix(is_dash).unwrap_or(written);
        let (name, inside) = name.split_once(['(', '（', '.', '[', '［', ':', '|'])?;
        let name = self.terms.get(&folded(name))?;
        // Without its dash it may be a message.
        let is_message = self.locale.message(name).is_some() && !written.starts_with(is_dash);
        let term = self.locale.term(name).filter(|_| !is_message)?;
        let inside = inside.trim().trim_end_matches([')', '）', ']', '］', ' ', ',']);
        let (argument, value) = match inside.split_once(COLONS) {
            Some((argument, value)) if !inside.starts_with(QUOTES) => (Some(argument.trim()), value),
            _ => (None, inside),
        };
        let is_other = |c: char| QUOTES.contains(&c) || COLONS.contains(&c);
        let value = value.trim_matches(is_other);
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if value.is_empty() || !value.chars().all(is_name) {
            return None;
        }
        let choices = choices(&term.value);
        let row_of = |variable: &str| {
            let of_variable = choices.iter().filter(|choice| choice.variable == variable);
            let rows: Vec<&str> = of_variable.flat_map(|choice| &choice.rows).map(|row| row.key).collect();
            let same = rows.iter().copied().find(|row| row.eq_ignore_ascii_case(value));
            same.or_else(|| nearest(value, rows.iter().copied())).map(str::to_owned)
        };
        let variables = || choices.iter().map(|choice| choice.variable);
        let (variable, row) = match argument {
            None => variables().find_map(|variable| Some((variable, row_of(variable)?)))?,
            Some(argument) => {
                let argument = argument.trim_start_matches('$');
                let is_it = |variable: &&str| variable.eq_ignore_ascii_case(argument);
                let variable = variables().find(is_it).or_else(|| nearest(argument, variables()))?;
                (variable, row_of(variable).unwrap_or_else(|| value.to_owned()))
            }
        };
        Some(format!("{{ -{name}({variable}: \"{row}\") }}"))
    }
}

/// The braces around a name, or a text in quotes, with nothing else in them, and a sign before them that other formats have;
/// the name itself, if something else stands there.
pub(super) fn around<'t>(text: &'t str, name: &'t str) -> &'t str {
    let at = offset_in(text, name);
    let before = text[..at].trim_end_matches(['$', '-', '"']);
    let outside = before.trim_end_matches(['{', ' ']).len();
    let Some(opening) = before[outside..].find('{') else { return name };
    let start = outside + opening;
    let depth = before[start..].matches('{').count();
    let mut closing = text[at + name.len()..].char_indices().filter(|(_, c)| !matches!(c, ' ' | '"'));
    let Some((length, _)) = closing.by_ref().take(depth).take_while(|(_, c)| *c == '}').nth(depth - 1) else {
        return name;
    };
    let sign = text[..start].chars().next_back().filter(|c| matches!(c, '$' | '%' | '#' | '@' | '＄'));
    &text[start - sign.map_or(0, char::len_utf8)..=at + name.len() + length]
}

/// A name by its letters and digits, small ones. Those of full width are the same ones.
fn folded(name: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
        _ => c,
    };
    name.chars().map(narrow).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a character is a hyphen, a dash, or what looks like one.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' | '\u{fe63}' | '\u{ad}')
}
