//! What the doctor finds, and how it says so: to people in lines, to programs in JSON.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::{Value, json};

/// How what was found is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// As it should be.
    Ok,
    /// To be known; nothing is to be done.
    Note,
    /// It works, and not as well as it should.
    Warning,
    /// Readers or messages suffer.
    Failed,
}

impl Verdict {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Failed => "failed",
        }
    }
}

/// Something that was looked at, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DoctorFinding {
    /// What was looked at.
    pub(super) check: &'static str,
    /// How it is to be taken.
    pub(super) verdict: Verdict,
    /// What was found.
    pub(super) found: String,
    /// Why that matters.
    pub(super) why: Option<&'static str>,
    /// What to change.
    pub(super) change: Option<String>,
    /// The lines for the configuration of the proxy that was recognised, and its name.
    pub(super) lines: Option<(&'static str, &'static str)>,
}

impl DoctorFinding {
    fn new(check: &'static str, verdict: Verdict, found: impl Into<String>) -> Self {
        Self { check, verdict, found: found.into(), why: None, change: None, lines: None }
    }

    /// As it should be.
    pub(super) fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self::new(check, Verdict::Ok, found)
    }

    /// To be known.
    pub(super) fn note(check: &'static str, found: impl Into<String>) -> Self {
        Self::new(check, Verdict::Note, found)
    }

    /// It could be better.
    pub(super) fn warning(check: &'static str, found: impl Into<String>) -> Self {
        Self::new(check, Verdict::Warning, found)
    }

    /// It does not work.
    pub(super) fn failed(check: &'static str, found: impl Into<String>) -> Self {
        Self::new(check, Verdict::Failed, found)
    }

    /// Why it matters.
    pub(super) fn because(mut self, why: &'static str) -> Self {
        self.why = Some(why);
        self
    }

    /// What to change.
    pub(super) fn change(mut self, change: impl Into<String>) -> Self {
        self.change = Some(change.into());
        self
    }

    /// The lines for the proxy that was recognised.
    pub(super) fn lines(mut self, lines: Option<(&'static str, &'static str)>) -> Self {
        self.lines = lines;
        self
    }

    fn to_text(&self) -> String {
        let mut text = format!("{:7} {}: {}\n", self.verdict.as_str(), self.check, self.found);
        let mut add = |name: &str, value: &str| {
            for (index, line) in value.lines().enumerate() {
                let name = if index == 0 { name } else { "" };
                text.push_str(&format!("        {name:7} {line}\n"));
            }
        };
        if let Some(why) = self.why {
            add("why", why);
        }
        if let Some(change) = &self.change {
            add("change", change);
        }
        if let Some((proxy, lines)) = self.lines {
            add(proxy, lines);
        }
        text
    }

    fn to_json(&self) -> Value {
        json!({
            "check": self.check,
            "verdict": self.verdict.as_str(),
            "found": self.found,
            "why": self.why,
            "change": self.change,
            "proxy": self.lines.map(|(proxy, _)| proxy),
            "lines": self.lines.map(|(_, lines)| lines),
        })
    }
}

/// How findings are written.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum DoctorFormat {
    /// Lines, for people.
    Text,
    /// An object, for programs.
    Json,
}

/// Where findings are told: at once to people, who wait; at the end to programs.
pub(super) struct DoctorReport {
    format: DoctorFormat,
    findings: Vec<DoctorFinding>,
}

impl DoctorReport {
    /// Nothing is found yet.
    pub(super) fn new(format: DoctorFormat) -> Self {
        Self { format, findings: Vec::new() }
    }

    /// Tells what was found.
    pub(super) fn tell(&mut self, findings: impl IntoIterator<Item = DoctorFinding>) -> io::Result<()> {
        for finding in findings {
            if let DoctorFormat::Text = self.format {
                write!(io::stdout(), "{}", finding.to_text())?;
            }
            self.findings.push(finding);
        }
        Ok(())
    }

    /// Ends the report: with 1 where something failed.
    pub(super) fn end(self) -> io::Result<ExitCode> {
        let works = self.findings.iter().all(|finding| finding.verdict < Verdict::Failed);
        if let DoctorFormat::Json = self.format {
            let findings: Vec<_> = self.findings.iter().map(DoctorFinding::to_json).collect();
            writeln!(io::stdout(), "{}", json!({ "works": works, "findings": findings }))?;
        }
        Ok(ExitCode::from(u8::from(!works)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_what_why_and_what_to_change_with_the_lines_for_the_proxy() {
        let finding = DoctorFinding::warning("who asks", "127.0.0.1 names nobody")
            .because("all visitors are one client")
            .change("let it say who asks")
            .lines(Some(("nginx", "one;\ntwo;")));
        let expected = "warning who asks: 127.0.0.1 names nobody\n        why     all visitors are one client\n        \
                        change  let it say who asks\n        nginx   one;\n                two;\n";
        assert_eq!(finding.to_text(), expected);
        let json = finding.to_json();
        assert_eq!((&json["verdict"], &json["proxy"]), (&json!("warning"), &json!("nginx")));
    }

    #[test]
    fn only_what_failed_makes_the_end_a_failure() {
        let code = |findings: Vec<DoctorFinding>| {
            let mut report = DoctorReport::new(DoctorFormat::Json);
            report.findings.extend(findings);
            format!("{:?}", report.end().ok())
        };
        let [ok, warning, failed] =
            [DoctorFinding::ok("x", ""), DoctorFinding::warning("x", ""), DoctorFinding::failed("x", "")];
        let success = format!("{:?}", Some(ExitCode::SUCCESS));
        assert_eq!(code(vec![ok.clone(), warning.clone()]), success);
        assert_ne!(code(vec![ok, failed, warning]), success);
    }
}
