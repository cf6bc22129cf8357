//! “Incidents” of the operators’ manual: whatever asks for somebody is found there by its own words.

use std::collections::BTreeSet;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use crate::service::metrics::alerts;

/// The part of the manual, with its line breaks as spaces.
fn incidents() -> String {
    let manual = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let part = manual.split("\n## ").find(|part| part.starts_with("Incidents\n")).unwrap();
    part.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the program says to operators, from its code.
#[derive(Default)]
struct Said {
    /// The messages of lines of the log at WARN and ERROR.
    lines: BTreeSet<String>,
    /// The names of the doctor’s checks.
    checks: BTreeSet<String>,
}

/// The texts that stand in a list of tokens itself.
fn texts(tokens: &TokenStream) -> Vec<String> {
    let literal = |token: TokenTree| match token {
        TokenTree::Literal(literal) => {
            syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value())
        }
        _ => None,
    };
    tokens.clone().into_iter().filter_map(literal).collect()
}

impl Said {
    /// Looks through code, but for its tests; inside of other macros, too, which no parser of Rust reads.
    fn read(&mut self, code: TokenStream) {
        let tokens: Vec<TokenTree> = code.into_iter().collect();
        let word = |at: usize| match tokens.get(at) {
            Some(TokenTree::Ident(word)) => word.to_string(),
            Some(TokenTree::Punct(sign)) => sign.to_string(),
            _ => String::new(),
        };
        for (at, token) in tokens.iter().enumerate() {
            // What stands before it.
            let before: Vec<String> = (1..=5).map(|back| at.checked_sub(back).map_or(String::new(), word)).collect();
            let before: Vec<&str> = before.iter().map(String::as_str).collect();
            match token {
                TokenTree::Group(_) if before.starts_with(&["tests", "mod"]) => {}
                TokenTree::Group(group) => {
                    let texts = texts(&group.stream());
                    match before[..] {
                        // The message is the last of them, before what it is filled in with.
                        ["!", "warn" | "error", ":", ":", "tracing"] => self.lines.extend(texts.last().cloned()),
                        ["Warning" | "Error", ":", ":", "LogNotice", _] => self.lines.extend(texts.first().cloned()),
                        ["ok" | "note" | "warning" | "failed", ":", ":", "DoctorFinding", _] => {
                            let begins = matches!(group.stream().into_iter().next(), Some(TokenTree::Literal(_)));
                            self.checks.extend(texts.first().filter(|_| begins).cloned());
                        }
                        _ => {}
                    }
                    self.read(group.stream());
                }
                TokenTree::Literal(text) if before == ["=", "str", "&", ":", "CHECK"] => {
                    self.checks.extend(self::texts(&TokenTree::from(text.clone()).into()));
                }
                _ => {}
            }
        }
    }
}

fn said() -> Said {
    fn read(folder: &Path, said: &mut Said) {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                read(&path, said);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                said.read(std::fs::read_to_string(&path).unwrap().parse().unwrap());
            }
        }
    }
    let mut said = Said::default();
    read(Path::new("src"), &mut said);
    said
}

/// The first words of a message, as the manual has them: without the names of variables, as far as its first pause.
fn first_words(message: &str) -> String {
    let mut words = String::new();
    for (at, part) in message.split(" (").enumerate() {
        words.push_str(if at == 0 { part } else { part.split_once(')').map_or("", |(_, after)| after) });
    }
    words.split([':', ';', ',']).next().unwrap().trim().to_owned()
}

#[test]
fn every_alert_is_an_incident_of_the_manual() {
    let incidents = incidents();
    for (name, _) in alerts() {
        assert!(incidents.contains(&format!("`{name}`")), "“Incidents” does not name {name}");
    }
}

#[test]
fn every_line_of_the_log_that_asks_for_somebody_is_an_incident_of_the_manual() {
    let (incidents, lines) = (incidents(), said().lines);
    assert!(lines.len() > 45, "the test reads too little: {lines:#?}");
    let mut filled_in = BTreeSet::new();
    for message in &lines {
        let words = first_words(message);
        if words.starts_with('{') {
            filled_in.insert(words);
            continue;
        }
        assert!(words.len() > 12, "{message}: too few words are left to find it by");
        assert!(incidents.contains(&format!("“{words}”")), "“Incidents” has no “{words}”");
    }
    // Findings in locales, a preview’s failures, credentials that are not used, and what `Report` says.
    let known = ["{credential}", "{failure}", "{finding}", "{text}"];
    assert_eq!(filled_in, known.map(str::to_owned).into());
}

#[test]
fn every_check_of_the_doctor_is_an_incident_of_the_manual() {
    let (incidents, checks) = (incidents(), said().checks);
    assert!(checks.len() > 25, "the test reads too little: {checks:?}");
    for check in checks {
        let quoted = format!("`{check}`");
        let mut named = incidents.match_indices(&quoted);
        let is_told = |(at, _): (usize, &str)| incidents[..at].rsplit('|').next().unwrap().contains("doctor: ");
        assert!(named.any(is_told), "“Incidents” does not name the check “{check}” of the doctor");
    }
}

#[test]
fn the_first_words_of_a_message_are_without_variables_and_end_at_its_first_pause() {
    for (message, words) in [
        (
            "--trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) names all addresses: whoever",
            "--trusted-proxies names all addresses",
        ),
        ("the limit (ulimit -n, LimitNOFILE=) allows fewer; more", "the limit allows fewer"),
        ("a defect in the program", "a defect in the program"),
    ] {
        assert_eq!(first_words(message), words);
    }
}
