//! Elements inside messages: the same named ones as in the English, as often, balanced, with something in them, not
//! inside each other, and nothing else.

use foldhash::{HashMap, HashSet};

use super::element_slips;
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::graph::{Graph, Item};
use super::markup_use::{Counts, MarkupSlip, Often, Use, uses};
use super::notes;
use super::rule;
use super::sentence::Sentence;
use super::visible::is_visible;
use crate::l10n::markup::SYMBOL;
use crate::l10n::near::nearest;

pub(super) fn check(locale: &Graph<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    let translated = uses(locale);
    for item in &locale.items {
        let (Some(used), id) = (translated.get(&item.target), item.target.id()) else { continue };
        let mut reporter = Reporter::new(item.parsed, findings).beside(|| english.text_of(item.target, item.parsed));
        let told = element_slips::report(item, used, english.uses.get(&item.target), &mut reporter);
        if item.target.is_term {
            // Terms stand in titles and attributes too, where nothing is a link.
            let mut told = HashSet::default();
            for named in used.named.iter().filter(|named| told.insert(&named.name)) {
                let sentence = Sentence::ElementInTerm { name: named.name.clone() };
                reporter.add(Problem::error("unknown-element", named.slice, id.as_str(), sentence));
            }
            continue;
        }
        let Some(of_english) = english.uses.get(&item.target) else { continue };
        ElementComparison::new(item, &id, used, of_english, &told).report(&mut reporter);
        compare_symbols(&id, used, of_english, &mut reporter);
        if let Some(located) = english.index.message(item.target.name) {
            notes::check(item, used, of_english, located, english.mark_element.as_deref(), &mut reporter);
        }
    }
}

/// The elements of a text beside those of its English. `slips` are those of which a slip is told.
struct ElementComparison<'c> {
    item: &'c Item<'c>,
    id: &'c str,
    used: &'c Use<'c>,
    english: &'c Use<'c>,
    slips: &'c HashSet<String>,
    /// Names that the English does not have.
    unknown: Vec<&'c str>,
    /// Names that it has alone.
    missing: Vec<&'c str>,
    /// Of the unknown ones, which of the missing each was meant to be: one name that is wrong is one finding, not one for the
    /// wrong name and one for the right.
    meant: HashMap<&'c str, &'c str>,
}

impl<'c> ElementComparison<'c> {
    fn new(
        item: &'c Item<'c>,
        id: &'c str,
        used: &'c Use<'c>,
        english: &'c Use<'c>,
        slips: &'c HashSet<String>,
    ) -> Self {
        let without = |these: &'c Counts, others: &Counts| -> Vec<&'c str> {
            these.keys().filter(|name| !others.contains_key(*name)).map(String::as_str).collect()
        };
        // Any text may have a symbol set apart: in English it may need no element.
        let mut unknown = without(&used.counts, &english.counts);
        unknown.retain(|name| *name != SYMBOL);
        let missing = without(&english.counts, &used.counts);
        let only = (unknown.len() == 1 && missing.len() == 1).then(|| missing[0]);
        let known = |name: &&'c str| Some((*name, nearest(name, missing.iter().copied()).or(only)?));
        let meant = unknown.iter().filter_map(known).collect();
        Self { item, id, used, english, slips, unknown, missing, meant }
    }

    fn report(&self, reporter: &mut Reporter<'_>) {
        self.report_missing(reporter);
        self.report_unknown(reporter);
        self.report_counts(reporter);
        for named in self.used.named.iter().filter(|named| named.is_empty) {
            let sentence = Sentence::EmptyElement { name: named.name.clone() };
            reporter.add(Problem::error("empty-element", named.slice, self.id, sentence));
        }
        self.report_nested(reporter);
    }

    fn report_missing(&self, reporter: &mut Reporter<'_>) {
        // What stands there as HTML instead is told as that.
        if self.used.slips.iter().any(|slip| matches!(slip, MarkupSlip::Html { .. })) {
            return;
        }
        let is_told = |name: &str| self.slips.contains(name) || self.meant.values().any(|meant| *meant == name);
        for name in self.missing.iter().filter(|name| !is_told(name) && self.english.counts[**name].least > 0) {
            let sentence = Sentence::MissingElement { name: (*name).to_owned() };
            reporter.add(Problem::error(rule::MISSING_ELEMENT, self.item.slice(), self.id, sentence));
        }
    }

    fn report_unknown(&self, reporter: &mut Reporter<'_>) {
        let mut told = HashSet::default();
        let unknown = self.used.named.iter().filter(|named| self.unknown.contains(&named.name.as_str()));
        for named in unknown.filter(|named| told.insert(named.name.as_str())) {
            let name = named.name.clone();
            let (rule, sentence) = match (named.is_referred, self.meant.get(named.name.as_str())) {
                (true, _) => {
                    let reference = named.slice.to_owned();
                    ("message-with-elements", Sentence::ElementOfReference { name, reference })
                }
                (false, Some(meant)) => {
                    ("unknown-element", Sentence::MisspelledElement { name, meant: (*meant).to_owned() })
                }
                (false, None) if self.english.counts.is_empty() => {
                    ("unknown-element", Sentence::UnexpectedElement { name })
                }
                (false, None) => ("unknown-element", Sentence::UnknownElement { name }),
            };
            reporter.add(Problem::error(rule, named.slice, self.id, sentence));
        }
    }

    fn report_counts(&self, reporter: &mut Reporter<'_>) {
        let Self { item, id, used, english, slips, .. } = *self;
        for (name, Often { least, most }) in used.counts.iter().filter(|(name, _)| !slips.contains(*name)) {
            let Some(of_english) = english.counts.get(name) else { continue };
            // One inside the other is told as that.
            let is_nested = used.nested.iter().any(|(_, inner, _)| inner == name);
            if *most > of_english.most && !is_nested {
                let mut slices = used.named.iter().filter(|named| named.name == *name).map(|named| named.slice);
                let slice = slices.next_back().unwrap_or(item.slice());
                let (name, here, expected) = (name.clone(), *most, of_english.most);
                let sentence = Sentence::RepeatedElement { name, here, expected };
                reporter.add(Problem::error("repeated-element", slice, id, sentence));
            } else if *least < of_english.least {
                let (name, expected) = (name.clone(), of_english.least);
                let sentence = match *least {
                    0 => Sentence::ElementMissingInRow { name },
                    here => Sentence::RareElement { name, here, expected },
                };
                reporter.add(Problem::error(rule::MISSING_ELEMENT, item.slice(), id, sentence));
            }
        }
    }

    /// One inside the other is nothing that a page could show; what the English has is told there.
    fn report_nested(&self, reporter: &mut Reporter<'_>) {
        let is_source = self.item.parsed.is_source();
        let is_of_english =
            |outer: &str, inner: &str| self.english.nested.iter().any(|(o, i, _)| o == outer && i == inner);
        // Nor is what the page does not know told twice.
        let is_unknown = |name: &String| self.unknown.contains(&name.as_str());
        for (outer, inner, slice) in &self.used.nested {
            let is_told = self.slips.contains(inner) || is_unknown(inner) || is_unknown(outer);
            if is_told || !is_source && is_of_english(outer, inner) {
                continue;
            }
            let sentence = Sentence::NestedElement { inner: inner.clone(), outer: outer.clone() };
            reporter.add(Problem::error("nested-element", slice, self.id, sentence));
        }
    }
}

/// Symbols of documents, `A/75/625`, are the same in every language.
fn compare_symbols(id: &str, used: &Use<'_>, english: &Use<'_>, reporter: &mut Reporter<'_>) {
    let mut symbols: HashMap<&str, Vec<&str>> = HashMap::default();
    for named in &english.named {
        symbols.entry(&named.name).or_default().push(named.content.as_deref().unwrap_or_default());
    }
    symbols.retain(|_, symbols| symbols.iter().all(|content| is_symbol(content)));
    for named in used.named.iter().filter(|named| !named.is_empty && !named.is_referred) {
        let Some(expected) = symbols.get(named.name.as_str()) else { continue };
        let found: String = named
            .content
            .iter()
            .flat_map(|content| content.chars())
            .filter(|c| is_visible(*c) || c.is_whitespace())
            .collect();
        if !expected.contains(&found.as_str()) {
            let (name, expected) = (named.name.clone(), expected.join(", "));
            let sentence = Sentence::WrongSymbol { name, expected };
            reporter.add(Problem::error(rule::ELEMENT_SYMBOL, named.slice, id, sentence));
        }
    }
}

/// Whether a text is the symbol of a document: capital letters, digits and signs without spaces.
fn is_symbol(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_lowercase())
        && text.contains(|c: char| c.is_ascii_uppercase())
        && text.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn named_elements_stand_as_often_as_in_the_english_with_something_in_them_and_not_in_each_other() {
        let two_rows = "a = { $n ->\n    [one] <l>x</l>\n   *[other] <l>xs</l>\n }";
        for (english, german, expected) in [
            ("a = <l>x</l>", "a = <l></l>", "error empty `a` a, error empty-element `l` a"),
            ("a = <l>x</l>", "a = y <l></l>", "error empty-element `l` a"),
            ("a = <l>x</l>", "a = y <l>\u{a0}</l>", "error empty-element `l` a"),
            ("a = <l>x</l>", "a = y <l><em></em></l>", "error empty-element `l` a"),
            ("a = <l>x</l>", "a = y <l>{ \"\" }</l>", "error empty-element `l` a"),
            ("a = <l>x</l>", "a = y <l><br></l>", "error empty-element `l` a"),
            ("a = <l>{ $n }</l>", "a = <l>{ $n }</l>", ""),
            ("a = <l>x</l>", "a = <l><em>y</em></l>", ""),
            ("a = <l>x</l>", "a = <l>y</l> <l>z</l>", "error repeated-element `l` a"),
            ("a = <l>x</l> <l>y</l>", "a = <l>y</l> <l>z</l>", ""),
            ("a = <l>x</l> <l>y</l>", "a = <l>y</l> z", "error missing-element `a` a"),
            ("a = <l>x</l>", "a = <l>y <l>z</l></l>", "error nested-element `l` a"),
            ("a = <l>x</l> <m>x</m>", "a = <l>y <m>z</m></l>", "error nested-element `m` a"),
            ("a = <l>x <m>x</m></l>", "a = <l>y <m>z</m></l>", ""),
            // Symbols of documents.
            ("a = <l>A/75/1-S</l>", "a = <l>A/75/1-S</l>", ""),
            ("a = <l>A/75/1-S</l>", "a = <l>A/75/2-S</l>", "error element-symbol `l` a"),
            ("a = <l>A/75/1-S</l>", "a = <l>А/75/1-S</l>", "error element-symbol `l` a"),
            ("a = <l>A/75/1-S</l>", "a = <l>a/75/1-s</l>", "error element-symbol `l` a"),
            ("a = <l>A/75/1-S</l>", "a = <l>A/75/1 -S</l>", "error element-symbol `l` a"),
            ("a = <l>A/75/1-S</l>", "a = <l>{ \"A\" }/75/1-S</l>", ""),
            ("a = <l>A/75</l> <l>S/1</l>", "a = <l>S/1</l> <l>A/75</l>", ""),
            ("a = <l>Law 5</l>", "a = <l>Gesetz 5</l>", ""),
            ("a = <l>UN</l>", "a = <l>VN</l>", ""),
            ("a = <l>x</l>", "a = <l><em>y <em>z</em></em></l>", ""),
            // Rows of a choice.
            (two_rows, two_rows, ""),
            (two_rows, "a = { $n ->\n    [one] <l>x</l>\n   *[other] xs\n }", "error missing-element `a` a"),
            (two_rows, "a = <l>x</l>", ""),
            (two_rows, "a = <l>{ $n ->\n    [one] x\n   *[other] xs\n }</l>", ""),
            (two_rows, "a = <l>x</l> { $n ->\n    [one] <l>x</l>\n   *[other] xs\n }", "error repeated-element `l` a"),
            (two_rows, "a = <l>{ $n ->\n    [one] <l>x</l>\n   *[other] xs\n }</l>", "error nested-element `l` a"),
            // A slip in a name is one finding.
            (
                "a = <contact-link>x</contact-link>",
                "a = <contact-lnik>y</contact-lnik>",
                "error unknown-element `contact-lnik` a",
            ),
            ("a = <l>x</l>", "a = <kontakt>y</kontakt>", "error unknown-element `kontakt` a"),
            ("a = <l>x</l>", "a = <l>y <kontakt>z</kontakt></l>", "error unknown-element `kontakt` a"),
            ("a = <l>x</l>", "a = <kontakt>y <l>z</l></kontakt>", "error unknown-element `kontakt` a"),
            // What is written in a literal is shown like what is not.
            ("a = <l>x</l>", "a = { \"<l>\" }y</l>", ""),
            ("a = x", "a = <symbol>A/75</symbol>", ""),
            ("a = <symbol>A/75</symbol>", "a = <symbol>A/76</symbol>", "error element-symbol `symbol` a"),
            ("a = <symbol>A/75</symbol>", "a = A/75", "error missing-element `a` a"),
            ("a = <l>x</l>", "a = <l>y <symbol>A/75</symbol></l>", ""),
            ("a = x", "a = y <symbol></symbol>", "error empty-element `symbol` a"),
            ("a = x", "a = { \"<l>\" }y{ \"</l>\" }", "error unknown-element `l` a"),
            ("a = x", "a = { \"<a href=x>\" }y", "error malformed-element `<a href=x>` a"),
            ("a = x", "a = <{ \"em>\" }y", "error malformed-element `em` a"),
            ("a = <a-link>x</a-link>", "a = <a-linky</a-link>", "error malformed-element `<a-link` a"),
            ("a = <a-link>x</a-link>", "a = <a-link>y</a-link z", "error malformed-element `</a-link` a"),
            ("a = <l>x</l>", "a = <l y</l>", "error malformed-element `<l` a"),
            ("a = <l>x</l>", "a = <ly</l>", "error malformed-element `<ly` a"),
            ("a = <l>x</l>", "a = <l href=x>y</l>", "error malformed-element `<l href=x>` a"),
            ("a = <l>x</l>", "a = <a href=x>y</a>", "error malformed-element `<a href=x>` a"),
            ("a = <l-m>x</l-m>", "a = <L-M>y</L-M>", "error malformed-element `<L-M>` a"),
            // In attributes as in texts.
            ("a = x\n    .b = <l>x</l>", "a = y\n    .b = <l></l>", "error empty `b` a, error empty-element `l` a"),
            ("a = x\n    .b = x", "a = y\n    .b = <l>y</l>", "error unknown-element `l` a"),
            ("a = x\n    .b = <l>x</l>", "a = y\n    .b = y", "error missing-element `b` a"),
            // What comes with a reference.
            ("a = x\nb = <l>x</l>", "a = { b }\nb = <l>y</l>", "error message-with-elements `b` a"),
            ("a = <l>x</l>\nb = <l>x</l>", "a = { b }\nb = <l>y</l>", ""),
            ("a = <l>x</l>\nb = <l>x</l>", "a = <l>y</l> { b }\nb = <l>y</l>", "error repeated-element `b` a"),
            ("a = <l>x</l>\nb = <m>x</m>", "a = <l>{ b }</l>\nb = <m>y</m>", "error message-with-elements `b` a"),
            (
                "a = x\n    .b = x\nc = <l>x</l>\nd = <l>x</l>",
                "a = y\n    .b = { d }\nc = <l>y</l>\nd = { c }",
                "error message-with-elements `d` a",
            ),
            ("a = x\nb = { $n }", "a = { b }\nb = { $n }", "error message-with-variables `b` a"),
            ("a = { $n }\nb = { $n }", "a = { b }\nb = { $n }", ""),
            ("a = { b }\nb = { $n }", "a = { $n }\nb = { $n }", ""),
        ] {
            assert_eq!(found("de", english, &[german]), expected, "{german}");
        }
    }

    #[test]
    fn where_the_english_has_no_element_the_remedy_is_to_delete_it() {
        for (english, german, help) in [
            ("a = x", "a = <bold>y</bold>", "the English has no element here; delete <bold> and </bold>"),
            ("a = <l>x</l>", "a = <l>y</l> <bold>z</bold>", "use the names of the English; they are not translated"),
        ] {
            assert_eq!(told("de", english, german)[0].1, help, "{german}");
        }
    }

    #[test]
    fn an_element_inside_another_is_refused_in_the_english_too() {
        for (english, expected) in [
            ("a = <l>x <l>x</l></l>", "error nested-element `l` a"),
            ("a = <l>x <m>x</m></l>", "error nested-element `m` a"),
            ("a = <l>x</l> <m>x</m>", ""),
            ("a = <l><em>x</em></l>", ""),
            ("a = <l>{ b }</l>\nb = <m>x</m>", "error nested-element `b` a"),
        ] {
            assert_eq!(found("en", english, &[english]), expected, "{english}");
        }
    }
}
