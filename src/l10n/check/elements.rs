//! Elements inside messages: the same named ones as in the English, as often, balanced, with something in them, not
//! inside each other, and nothing else.

use std::collections::{HashMap, HashSet};

use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::graph::{Graph, Item};
use super::markup_use::{Often, Slip, Use, uses};
use super::notes;
use super::sentence::Sentence;
use crate::l10n::near::nearest;

pub(super) fn check(locale: &Graph<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    let translated = uses(locale);
    for item in &locale.items {
        let (Some(used), id) = (translated.get(&item.target), item.target.id()) else { continue };
        let mut reporter = Reporter::new(item.parsed, findings).beside(english.text_of(item.target, item.parsed));
        report_slips(used, &id, &mut reporter);
        if item.target.is_term {
            // Terms stand in titles and attributes too, where nothing is a link.
            let mut told = HashSet::new();
            for named in used.named.iter().filter(|named| told.insert(&named.name)) {
                let sentence = Sentence::ElementInTerm { name: named.name.clone() };
                reporter.add(Problem::error("unknown-element", named.slice, id.as_str(), sentence));
            }
            continue;
        }
        let Some(of_english) = english.uses.get(&item.target) else { continue };
        compare(item, &id, used, of_english, &mut reporter);
        if let Some(english) = english.index.message(item.target.name) {
            notes::check(item, used, of_english, english, &mut reporter);
        }
    }
}

fn report_slips(used: &Use<'_>, id: &str, reporter: &mut Reporter<'_>) {
    for slip in &used.slips {
        let (slice, sentence) = match slip {
            Slip::Html { text, slice } => (*slice, Sentence::Html { text: shortened(text) }),
            Slip::NotOpened { name, slice } => (*slice, Sentence::ElementNotOpened { name: name.clone() }),
            Slip::NotClosed { name, slice } => (*slice, Sentence::ElementNotClosed { name: name.clone() }),
        };
        reporter.add(Problem::error("malformed-element", slice, id, sentence));
    }
}

fn compare(item: &Item<'_>, id: &str, used: &Use<'_>, english: &Use<'_>, reporter: &mut Reporter<'_>) {
    let unknown: Vec<&str> =
        used.counts.keys().filter(|name| !english.counts.contains_key(*name)).map(String::as_str).collect();
    let missing: Vec<&str> =
        english.counts.keys().filter(|name| !used.counts.contains_key(*name)).map(String::as_str).collect();
    // One name that is wrong is one finding, not one for the wrong name and one for the right.
    let mut meant: HashMap<&str, &str> = HashMap::new();
    for name in &unknown {
        let only = (unknown.len() == 1 && missing.len() == 1).then(|| missing[0]);
        if let Some(known) = nearest(name, missing.iter().copied()).or(only) {
            meant.insert(name, known);
        }
    }
    for name in &missing {
        if !meant.values().any(|known| known == name) && english.counts[*name].least > 0 {
            let sentence = Sentence::MissingElement { name: (*name).to_owned() };
            reporter.add(Problem::error("missing-element", item.slice(), id, sentence));
        }
    }
    let mut told = HashSet::new();
    for named in used.named.iter().filter(|named| !english.counts.contains_key(&named.name)) {
        if !told.insert(named.name.as_str()) {
            continue;
        }
        let (rule, sentence) = match (named.is_referred, meant.get(named.name.as_str())) {
            (true, _) => {
                let (name, reference) = (named.name.clone(), named.slice.to_owned());
                ("message-with-elements", Sentence::ElementOfReference { name, reference })
            }
            (false, Some(meant)) => {
                let (name, meant) = (named.name.clone(), (*meant).to_owned());
                ("unknown-element", Sentence::MisspelledElement { name, meant })
            }
            (false, None) => ("unknown-element", Sentence::UnknownElement { name: named.name.clone() }),
        };
        reporter.add(Problem::error(rule, named.slice, id, sentence));
    }
    compare_counts(item, id, used, english, reporter);
    for named in used.named.iter().filter(|named| named.is_empty) {
        let sentence = Sentence::EmptyElement { name: named.name.clone() };
        reporter.add(Problem::error("empty-element", named.slice, id, sentence));
    }
    let is_nested = |outer: &str, inner: &str| english.nested.iter().any(|(o, i, _)| o == outer && i == inner);
    for (outer, inner, slice) in used.nested.iter().filter(|(outer, inner, _)| !is_nested(outer, inner)) {
        let sentence = Sentence::NestedElement { inner: inner.clone(), outer: outer.clone() };
        reporter.add(Problem::error("nested-element", slice, id, sentence));
    }
}

fn compare_counts(item: &Item<'_>, id: &str, used: &Use<'_>, english: &Use<'_>, reporter: &mut Reporter<'_>) {
    for (name, Often { least, most }) in &used.counts {
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
            reporter.add(Problem::error("missing-element", item.slice(), id, sentence));
        }
    }
}

/// The first characters of what may be a whole paragraph.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

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
            // What is written in a literal is shown like what is not.
            ("a = <l>x</l>", "a = { \"<l>\" }y</l>", ""),
            ("a = x", "a = { \"<l>\" }y{ \"</l>\" }", "error unknown-element `l` a"),
            ("a = x", "a = { \"<a href=x>\" }y", "error malformed-element `<a href=x>` a"),
            ("a = x", "a = <{ \"em>\" }y", "error malformed-element `em` a"),
            // In attributes as in texts.
            ("a = x\n    .b = <l>x</l>", "a = y\n    .b = <l></l>", "error empty `b` a, error empty-element `l` a"),
            ("a = x\n    .b = x", "a = y\n    .b = <l>y</l>", "error unknown-element `l` a"),
            ("a = x\n    .b = <l>x</l>", "a = y\n    .b = y", "error missing-element `b` a"),
            // What comes with a reference.
            ("a = x\nb = <l>x</l>", "a = { b }\nb = <l>y</l>", "error message-with-elements `b` a"),
            ("a = <l>x</l>\nb = <l>x</l>", "a = { b }\nb = <l>y</l>", ""),
            ("a = <l>x</l>\nb = <l>x</l>", "a = <l>y</l> { b }\nb = <l>y</l>", "error repeated-element `b` a"),
            (
                "a = <l>x</l>\nb = <m>x</m>",
                "a = <l>{ b }</l>\nb = <m>y</m>",
                "error message-with-elements `b` a, error nested-element `b` a",
            ),
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
}
