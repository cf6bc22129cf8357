//! Of findings that have one reason, the one that says it: what follows from it is not told. Knows no text.

use std::ops::Range;

use foldhash::{HashMap, HashSet};

use super::cuts::Cuts;
use super::finding::{Finding, Level};
use super::rule;
use super::sentence::{Begins, Sentence};

/// What a text lacks because its rest is lost.
const OF_THE_REST: [&str; 7] = [
    rule::MISSING_ATTRIBUTE,
    rule::MISSING_ELEMENT,
    rule::MISSING_TEXT,
    rule::MISSING_VARIABLE,
    rule::MALFORMED_ELEMENT,
    rule::NOTE_NUMBER,
    rule::SELECTOR_ROW,
];

/// What a choice lacks because a row is part of another.
const OF_ROWS: [&str; 6] = [
    rule::MISSING_ELEMENT,
    rule::MISSING_VARIABLE,
    rule::PLURAL_CATEGORY,
    rule::PLURAL_FORMS,
    rule::PLURAL_NUMBER,
    rule::SELECTOR_ROW,
];

/// Takes out what follows from other findings. `cuts` are those of each file, by its path.
pub(super) fn remove(findings: &mut Vec<Finding>, cuts: &HashMap<&str, Cuts>) {
    take_out_rests(findings, cuts);
    let reasons = Reasons::of(findings);
    findings.retain(|found| !reasons.explain(found));
    take_out_repeated(findings);
}

/// Takes out what looks like an entry and is the rest of a text, and what that text lacks.
fn take_out_rests(findings: &mut Vec<Finding>, cuts: &HashMap<&str, Cuts>) {
    let cuts_of = |found: &Finding| cuts.get(found.path.as_str());
    findings.retain(|found| {
        let is_rest = cuts_of(found).is_some_and(|cuts| cuts.is_rest(found.span.start));
        let is_cut = || found.id.as_deref().is_some_and(|id| cuts_of(found).is_some_and(|cuts| cuts.is_cut(id)));
        found.rule == rule::CUT_SHORT || !(is_rest || OF_THE_REST.contains(&found.rule) && is_cut())
    });
}

/// A place: a file and where in it.
type PlaceInFile = (String, usize);

/// The errors that others follow from.
#[derive(Default)]
struct Reasons {
    /// Where any of them is.
    errors: HashSet<PlaceInFile>,
    /// Where a text has lost its rest.
    cut: HashSet<PlaceInFile>,
    /// Where a placeholder, a comment or a character is mistyped.
    mistyped: HashSet<PlaceInFile>,
    /// The files that were read or saved in another encoding.
    misread: HashSet<String>,
    /// The ids that stand twice.
    twice: HashSet<String>,
    /// Attributes without their dot, by the id and the name.
    without_dot: HashSet<(String, String)>,
    /// The ids of texts that hold the beginning of another.
    holds_another: HashSet<String>,
    /// The ids of texts with another number or symbol than the English has.
    other_symbol: HashSet<String>,
    /// By the file and the id, where in it a text begins that hangs on to another.
    hanging: HashMap<(String, String), usize>,
    /// The ids of those that have lost their name, or of whose name nothing is read.
    nameless: HashSet<String>,
    /// The ids of texts and terms in which a row is part of another.
    rows: HashSet<String>,
    /// The ids of texts of which nothing is seen.
    unseen: HashSet<String>,
    /// Where a note stands, or what is no word.
    notes: Vec<(String, Range<usize>)>,
    /// The ids of texts with elements between other signs.
    angles: HashSet<String>,
}

impl Reasons {
    fn of(findings: &[Finding]) -> Self {
        let mut reasons = Self::default();
        findings.iter().filter(|found| found.level == Level::Error).for_each(|found| reasons.add(found));
        reasons
    }

    fn add(&mut self, found: &Finding) {
        self.errors.insert((found.path.clone(), found.span.start));
        if found.rule == rule::CUT_SHORT {
            self.cut.insert((found.path.clone(), found.span.start));
        }
        if matches!(found.rule, rule::ELEMENT_SYMBOL | rule::NOTE_NUMBER | rule::CUT_SHORT) {
            self.other_symbol.extend(found.id.clone());
        }
        if matches!(found.rule, rule::PLACEHOLDER | rule::INDENTED_COMMENT | rule::ESCAPE) {
            self.mistyped.insert((found.path.clone(), found.span.start));
        }
        if found.rule == rule::ENCODING {
            self.misread.insert(found.path.clone());
        }
        if matches!(found.rule, rule::INDENTED_ID | rule::INDENTED_COMMENT | rule::JOINED_LINE) {
            self.holds_another.extend(found.id.clone());
        }
        match &found.sentence {
            Sentence::DuplicateId { id, .. } => {
                self.twice.insert(id.clone());
            }
            Sentence::Unfinished { .. } => self.notes.push((found.path.clone(), found.span.clone())),
            Sentence::OtherAngles { .. } => self.angles.extend(found.id.clone()),
            Sentence::HangingText { id, .. } => self.hangs(found, id),
            Sentence::JoinedLine { name, begins } if *begins != Begins::Row => {
                let id = found.id.clone().unwrap_or_default();
                self.hangs(found, &id);
                match name.strip_prefix('.') {
                    Some(attribute) => _ = self.without_dot.insert((id, attribute.to_owned())),
                    None => _ = self.nameless.insert(name.clone()),
                }
            }
            Sentence::LostName { id }
            | Sentence::QuotedName { id }
            | Sentence::SpaceBeforeName { id }
            | Sentence::SpaceInName { id }
            | Sentence::TranslatedName { meant: id, .. }
            | Sentence::ForeignCharacter { id, .. } => _ = self.nameless.insert(id.clone()),
            Sentence::JoinedLine { begins: Begins::Row, .. } | Sentence::RowInBrackets { .. } => {
                self.rows.extend(found.id.clone());
            }
            Sentence::UnseenText { .. } => self.unseen.extend(found.id.clone()),
            Sentence::IndentedId { id, name } => {
                self.hangs(found, id);
                self.nameless.insert(name.clone());
            }
            Sentence::AttributeWithoutDot { name, id } => {
                self.hangs(found, id);
                self.without_dot.insert((id.clone(), name.clone()));
            }
            _ => {}
        }
    }

    /// From a finding on, what stands in a text is of another.
    fn hangs(&mut self, found: &Finding, id: &str) {
        let start = self.hanging.entry((found.path.clone(), id.to_owned())).or_insert(found.span.start);
        *start = (*start).min(found.span.start);
    }

    fn is_in_note(&self, found: &Finding) -> bool {
        let covers = |note: &Range<usize>| note.start <= found.span.start && found.span.end <= note.end;
        self.notes.iter().any(|(path, note)| *path == found.path && covers(note))
    }

    /// Whether a finding follows from one of them.
    fn explain(&self, found: &Finding) -> bool {
        let id = || found.id.clone().unwrap_or_default();
        // What is wrong in a text that hangs on to another, and what refers to one that has lost its name.
        let hangs = || self.hanging.get(&(found.path.clone(), id())).is_some_and(|start| found.span.start >= *start);
        let is_name = matches!(found.rule, rule::LOST_NAME | rule::JOINED_LINE | rule::INDENTED_ID);
        if !is_name && !self.hanging.is_empty() && hangs() {
            return true;
        }
        match (&found.sentence, found.rule) {
            // Of an id that stands twice, one may be all that was meant.
            (Sentence::MissingAttribute { name, .. }, _) => {
                self.twice.contains(&id()) || self.without_dot.contains(&(id(), name.clone()))
            }
            // An attribute in the place of the text.
            (Sentence::UnexpectedText, _) => self.holds_another.contains(&id()),
            // Of a note nobody asks for a full stop.
            (
                Sentence::EndCuts { .. }
                | Sentence::FewerSentences { .. }
                | Sentence::FewerSinceRecord { .. }
                | Sentence::MuchShorter { .. },
                _,
            ) if self.is_in_note(found) => true,
            // A text ends otherwise than its English if something else stands in it.
            (
                Sentence::EndCuts { id }
                | Sentence::FewerSentences { id, .. }
                | Sentence::FewerSinceRecord { id, .. }
                | Sentence::MuchShorter { id, .. }
                | Sentence::NoLineEnd { id },
                _,
            ) => self.holds_another.contains(id),
            (
                Sentence::UntranslatedReference { name }
                | Sentence::UnknownReference { name }
                | Sentence::UnknownReferences { name, .. },
                _,
            ) => self.nameless.contains(name),
            (Sentence::Entity { entity, .. }, _) => {
                matches!(entity.as_str(), "&lt;" | "&gt;") && self.angles.contains(&id())
            }
            (Sentence::HangingText { meant, .. }, _) => self.nameless.contains(meant),
            (Sentence::JoinedLine { name, .. }, _) => found.level == Level::Warning && self.nameless.contains(name),
            (Sentence::MayHang { id, .. } | Sentence::GoesOn { id }, _) => self.holds_another.contains(id),
            (Sentence::MistypedComment { .. }, _) => self.cut.contains(&(found.path.clone(), found.span.start)),
            // What a row lacks, or a choice, if a row is part of another one.
            (Sentence::UnknownRowOfTerm { term, .. } | Sentence::MisspelledRowOfTerm { term, .. }, _)
                if self.rows.contains(term) =>
            {
                true
            }
            (_, name) if OF_ROWS.contains(&name) && self.rows.contains(&id()) => true,
            // A number of what is told as a whole.
            (_, rule::OTHER_NUMBER) => self.other_symbol.contains(&id()),
            // Signs around a name, or of a character, are told with it.
            (_, rule::LEFT_OVER) => self.mistyped.contains(&(found.path.clone(), found.span.start)),
            // In a file that was misread nobody typed it.
            (_, rule::INVISIBLE_CHARACTER | rule::DIRECTION_CONTROL | rule::CONTROL_CHARACTER)
                if self.misread.contains(&found.path) =>
            {
                true
            }
            // A character that nobody sees is told as what it does to its line, or as a text that is nothing else.
            (_, rule::INVISIBLE_CHARACTER | rule::DIRECTION_CONTROL) => {
                self.errors.contains(&(found.path.clone(), found.span.start)) || self.unseen.contains(&id())
            }
            _ => false,
        }
    }
}

/// Takes out what is told a second time of one place.
fn take_out_repeated(findings: &mut Vec<Finding>) {
    // An attribute that stands twice is compared twice.
    let mut seen: HashMap<(String, usize, &str), Vec<Sentence>> = HashMap::default();
    findings.retain(|found| {
        let told = seen.entry((found.path.clone(), found.span.start, found.rule)).or_default();
        let is_new = !told.contains(&found.sentence);
        if is_new {
            told.push(found.sentence.clone());
        }
        is_new
    });
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn one_slip_is_one_finding() {
        let english = "a = { $n } <l>x</l> it is.\n    .hint = { $n } x y.\n    .copy = x\nb = <l-m>x</l-m>\nc = x\n";
        let whole = "    .hint = { $n } y z.\n    .copy = y";
        for (german, expected) in [
            // The rest of a text is lost, and what stands in it.
            ("a = y\nund { $n } <l>z</l> ist.", "error cut-short `und` a"),
            (&format!("a = {{ $n }} <l>\ny</l> ist.\n{whole}"), "error cut-short `y</l>` a"),
            ("c = y\nund = <b>z\u{200b}", "error cut-short `und` c"),
            // An entry whose first line stands there twice.
            (&format!("a = {{ $n }} <l>y</l> ist.\na = {{ $n }} <l>y</l> ist.\n{whole}"), "error duplicate-id `a` a"),
            // An attribute without its dot.
            ("a = { $n } <l>y</l> ist.\n    .hint = { $n } y.\n    copy = y", "error indented-id `copy` a"),
            // An element that is closed by another name, or opened.
            ("b = <l-m>y</l-n>", "error malformed-element `l-n` b"),
            ("b = <l-n>y</l-m>", "error malformed-element `l-n` b"),
            // A text of which nothing is seen, and why.
            ("c = \u{200b}", "error empty `c` c"),
            ("c = \u{2060}", "error empty `c` c"),
            ("c = \u{2800}", "error empty `c` c"),
            ("c = \u{ad}", "error empty `c` c"),
            ("c = \u{3164}", "error empty `c` c"),
            ("c = \u{115f}", "error empty `c` c"),
            ("c = \u{200b} y", "warning invisible-character `\u{200b}` c"),
            // A character that is written as a program would have it.
            ("c = \\n y", "error escape `\\n` c"),
            // A character that is no space.
            ("b = <l-m>y</l-m>\n\u{feff}c = y", "error syntax `\u{feff}` c"),
        ] {
            assert_eq!(found("de", english, &[german]), expected, "{german:?}");
        }
        let twice = "# $log (String) how\nd = x\n    .hint = { $log ->\n    [off] x\n   *[on] y\n }";
        let german = "d = y\n    .hint = y\n    .hint = y";
        assert_eq!(
            found("de", twice, &[german]),
            "error missing-variable `d` d, error duplicate-attribute `hint` d",
            "what is said of both is said once"
        );
        assert_eq!(
            told("de", english, "a = { $n } <l>y</l> ist.\n    .hint = { $n } y.\n    copy = y")[0],
            ("copy is part of the text of a, because no dot stands before it".to_owned(), "write .copy = …".to_owned())
        );
        assert_eq!(
            told("de", english, "b = <l-n>y</l-m>")[0].1,
            "names of elements are not translated; write <l-m>…</l-m>"
        );
    }

    #[test]
    fn what_refers_to_a_text_that_has_lost_its_name_is_not_told() {
        let english = "-t = X\na = { -t } x\nb = { a } x { -t }\n";
        for (german, expected) in [
            ("= T\n\na = { -t } y\nb = { a } y { -t }", "error lost-name `=` -t"),
            ("\"-t\" = T\na = { -t } y\nb = { a } y { -t }", "error syntax `\"-t\"` -t"),
            ("-имя = T\na = { -t } y\nb = { a } y { -t }", "error syntax `-имя` -t"),
            ("-t = T\n\n= { -t } y\n\nb = { a } y { -t }", "error lost-name `=` a"),
            ("-t = T\nслово = { -t } y\nb = { a } y { -t }", "error syntax `слово` a"),
        ] {
            assert_eq!(found("de", english, &[german]), expected, "{german:?}");
        }
    }
}
