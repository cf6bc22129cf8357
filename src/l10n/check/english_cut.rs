//! English that has lost its end. Nothing stands beside it but what the translations were made from: where that is longer
//! and begins with what is there now, the rest may be lost. A translation that was made from it as it is says that it is
//! whole. Knows no translation.

use fluent_syntax::ast::{Entry, Message, Pattern};
use fluent_syntax::parser;
use foldhash::HashMap;

use super::filled::filled;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::parts;
use super::rule;
use super::sentence::Sentence;
use super::text_end::{ends_sentence, is_bracket};
use super::visible::is_visible;

/// `former` is the English of former days, by id, of what no translation was made from as it is.
pub fn check(english: &Index<'_>, former: &HashMap<&str, Vec<&str>>, findings: &mut Vec<Finding>) {
    if former.is_empty() {
        return;
    }
    for located in english.messages() {
        let id = located.message.id.name;
        let Some(former) = former.get(id) else { continue };
        for text in former {
            let Ok(resource) = parser::parse(*text) else { continue };
            let [Entry::Message(was)] = resource.body.as_slice() else { continue };
            let cut = parts(located.message).find_map(|(attribute, now)| {
                let (_, was) = parts(was).find(|(name, _)| *name == attribute)?;
                Some((attribute, cut(was, now)?))
            });
            let Some((attribute, Cut { lost, is_inside })) = cut else { continue };
            let slice = attribute_or(located.message, attribute);
            let (id, of) = (id.to_owned(), located.message.id.name);
            let problem = match is_inside {
                true => Problem::error(rule::CUT_SHORT, slice, of, Sentence::EnglishCut { id, lost }),
                false => Problem::warning(rule::CUT_SHORT, slice, of, Sentence::EnglishShorter { id, lost }),
            };
            Reporter::new(located.parsed, findings).add(problem.english(format!("was: {}", text.trim())));
            break;
        }
    }
}

/// The name of an attribute, to point at, or that of the message.
fn attribute_or<'t>(message: &Message<&'t str>, attribute: &str) -> &'t str {
    let found = message.attributes.iter().find(|known| known.id.name == attribute);
    found.map_or(message.id.name, |attribute| attribute.id.name)
}

/// The end that a text has lost.
struct Cut {
    /// The words.
    lost: String,
    /// Whether it was cut inside a sentence. A heading has no sign that says so.
    is_inside: bool,
}

/// Words that are shown of what is lost.
const SHOWN_WORDS: usize = 6;

/// Abbreviations that no sentence ends with.
const BEFORE_OTHERS: [&str; 9] = ["approx.", "cf.", "dr.", "e.g.", "i.e.", "incl.", "mr.", "mrs.", "vs."];

fn cut(was: &Pattern<&str>, now: &Pattern<&str>) -> Option<Cut> {
    let (was, now) = (filled(was), filled(now));
    let (was, now) = (words(&was), words(&now));
    let (kept, is_left_open) = match was.starts_with(now.as_str()) {
        true => (now.as_str(), !is_closed(&now) || abbreviation(&now).is_some()),
        false => (without_open_end(&now)?, true),
    };
    let lost = was.strip_prefix(kept)?;
    // A sign at the end is no text, unless one stands in its place that a text does not end with.
    let is_sign_alone = !lost.chars().any(char::is_alphanumeric);
    if kept.is_empty() || is_sign_alone && (kept == now || !hangs(&now)) {
        return None;
    }
    let shown: Vec<&str> = lost.split_whitespace().take(SHOWN_WORDS + 1).collect();
    let end = if shown.len() > SHOWN_WORDS { " …" } else { "" };
    let shown = shown.iter().take(SHOWN_WORDS).copied().collect::<Vec<_>>().join(" ");
    Some(Cut { lost: shown + end, is_inside: is_closed(&was) && is_left_open })
}

fn is_closed(text: &str) -> bool {
    let last = text.trim_end_matches(|c| !is_visible(c) || is_bracket(c)).chars().next_back();
    last.is_some_and(ends_sentence)
}

/// A text without the signs at its end that close no sentence, or without an abbreviation there that something follows.
/// `None` if it ends with a sentence, or without a sign.
fn without_open_end(text: &str) -> Option<&str> {
    if let Some(word) = abbreviation(text) {
        return Some(text[..text.len() - word.len()].trim_end());
    }
    let mut kept = text;
    loop {
        kept = kept.trim_end();
        let sign = kept.chars().next_back().filter(|c| !c.is_alphanumeric())?;
        let length = if kept.ends_with("...") { "...".len() } else { sign.len_utf8() };
        if length == sign.len_utf8() && sign != '…' && ends_sentence(sign) {
            return None;
        }
        kept = &kept[..kept.len() - length];
        if kept.trim_end().ends_with(char::is_alphanumeric) {
            return Some(kept.trim_end());
        }
    }
}

/// The abbreviation at the end of a text that something follows.
fn abbreviation(text: &str) -> Option<&str> {
    text.rsplit(' ').next().filter(|word| BEFORE_OTHERS.contains(&word.to_lowercase().as_str()))
}

/// Whether a text ends with a sign that something follows, or with a bracket or a quotation mark that was never opened. A
/// list may follow a colon.
fn hangs(text: &str) -> bool {
    let number = |c: char| text.matches(c).count();
    match text.chars().next_back() {
        Some(',' | ';' | '-' | '–' | '—' | '(' | '“') => true,
        Some(')') => number(')') > number('('),
        Some('”') => number('”') > number('“'),
        _ => false,
    }
}

/// A text with one space between its words.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::check::index::ParsedFile;
    use crate::l10n::file::LocaleFile;

    fn told(was: &str, now: &str) -> String {
        let (was, now) = (format!("a = {was}\n"), format!("a = {now}\n"));
        let file = LocaleFile::new("en/a.ftl", now.as_bytes());
        let parsed = [ParsedFile::new(&file)];
        let index = Index::new("en".parse().unwrap(), &parsed);
        let mut findings = Vec::new();
        check(&index, &HashMap::from_iter([("a", vec![was.as_str()])]), &mut findings);
        let told = |finding: &Finding| format!("{} {} {}", finding.level, finding.rule, finding.message());
        findings.iter().map(told).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn english_that_begins_what_translations_were_made_from_and_ends_in_a_sentence_is_cut() {
        const WAS: &str = "The menace is not new. It began <em>in</em> the 1980s.";
        let error = |lost: &str| {
            format!(
                "error cut-short a ends in the middle of a sentence; its translations were made from what went on: “{lost}”"
            )
        };
        for (was, now, expected) in [
            (WAS, "The menace is not new. It beg", error("an in the 1980s.")),
            (WAS, "The menace is not", error("new. It began in the 1980s.")),
            (WAS, "The menace is not new. It began <em>in</em>", error("the 1980s.")),
            (WAS, "The menace\n    is not", error("new. It began in the 1980s.")),
            (
                WAS,
                "The menace is not new.",
                "warning cut-short a is shorter by its end than what its translations were made from: “It began in the 1980s.”"
                    .to_owned(),
            ),
            (
                "Threats and measures",
                "Threats",
                "warning cut-short a is shorter by its end than what its translations were made from: “and measures”".to_owned(),
            ),
            // A sign that closes no sentence stands at the end of what is there.
            (WAS, "The menace is not,", error("new. It began in the 1980s.")),
            (WAS, "The menace is not;", error("new. It began in the 1980s.")),
            (WAS, "The menace is not –", error("new. It began in the 1980s.")),
            (WAS, "The menace is not-", error("new. It began in the 1980s.")),
            (WAS, "The menace is not …", error("new. It began in the 1980s.")),
            (WAS, "The menace is not...", error("new. It began in the 1980s.")),
            (WAS, "The menace is not:", error("new. It began in the 1980s.")),
            (WAS, "The menace is not”", error("new. It began in the 1980s.")),
            (WAS, "The menace is not”,", error("new. It began in the 1980s.")),
            (WAS, "The menace is not approx.", error("new. It began in the 1980s.")),
            (WAS, "The menace is not new. It began in the 1980s,", error(".")),
            (WAS, "The menace is not new. It began in the 1980s)", error(".")),
            (
                "Threats and measures",
                "Threats –",
                "warning cut-short a is shorter by its end than what its translations were made from: “and measures”".to_owned(),
            ),
            // Closed anew, or with a sign that a text may end with.
            (WAS, "The menace is not new!", String::new()),
            (WAS, "The menace is not (yet).", String::new()),
            (WAS, "The menace is not. ”", String::new()),
            (WAS, "The menace is not new. It began <em>in</em> the 1980s:", String::new()),
            ("He said “no.”", "He said “no”", String::new()),
            ("He said no to all.", "He said no.", String::new()),
            ("He said no (once).", "He said no (once)", String::new()),
            // Other words, another sign, or nothing that is lost.
            (WAS, "The menace is old. It beg", String::new()),
            (WAS, "The menace is not new. It began <em>in</em> the 1980s", String::new()),
            (WAS, "The menace is not.", String::new()),
            (WAS, "The menace is not new. It began in the 1980s.", String::new()),
            ("Read on.", "Read on", String::new()),
            ("Threats", "Threats and measures", String::new()),
        ] {
            assert_eq!(told(was, now), expected, "{now}");
        }
    }
}
