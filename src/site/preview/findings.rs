//! What is wrong with the files of a preview, as a page: where, the line, the English, what to do. Knows no rule.

use std::ops::Range;

use askama::Template;

use crate::config::PublicUrl;
use crate::l10n::LocaleFile;
use crate::l10n::check::{Finding, Level, spelled_out};
use crate::site::context::RenderError;
use crate::site::page::preview_path;

use super::strip::{FINDINGS, Strip};

/// So many are shown: whoever has mended them sees the next.
const MOST: usize = 50;

/// What a save gave.
pub struct CheckedSave<'c> {
    /// The files as they were saved.
    pub files: &'c [LocaleFile],
    /// What was found in them.
    pub findings: &'c [Finding],
    /// Why nothing could be made of them, if that is no finding.
    pub failure: Option<&'c str>,
    /// Whether an older text is shown in the place of what was saved.
    pub is_kept: bool,
}

#[derive(Template)]
#[template(path = "preview/findings.html")]
struct FindingsTemplate {
    failure: Option<String>,
    is_kept: bool,
    errors: Vec<FindingItem>,
    warnings: Vec<FindingItem>,
    /// How many are not shown.
    more: usize,
    strip: Strip,
}

struct FindingItem {
    place: String,
    level: String,
    rule: &'static str,
    message: String,
    /// The line, cut around what it is about.
    line: [String; 3],
    english: Option<String>,
    help: String,
}

/// The page of a preview at a public URL. What stands in its `#wrong` is what the strip of each page shows.
pub fn render(checked: &CheckedSave<'_>, public_url: &PublicUrl) -> Result<String, RenderError> {
    let of = |level: Level| checked.findings.iter().filter(move |finding| finding.level == level);
    let items = |level| of(level).take(MOST).map(|finding| item(finding, checked.files)).collect::<Vec<_>>();
    let (errors, warnings) = (items(Level::Error), items(Level::Warning));
    let page = FindingsTemplate {
        failure: checked.failure.map(str::to_owned),
        is_kept: checked.is_kept,
        more: checked.findings.len() - errors.len() - warnings.len(),
        errors,
        warnings,
        strip: Strip::of_all(public_url, preview_path(public_url, FINDINGS)),
    };
    page.render().map_err(|source| RenderError::Template { template: "preview/findings.html", source })
}

fn item(finding: &Finding, files: &[LocaleFile]) -> FindingItem {
    let text = files.iter().find(|file| file.path == finding.path).map_or("", |file| file.text.as_str());
    FindingItem {
        place: format!("{}:{}:{}", finding.path, finding.position.line, finding.position.column),
        level: finding.level.to_string(),
        rule: finding.rule,
        message: spelled_out(&finding.message()).into_owned(),
        line: line(text, &finding.span).map(|part| spelled_out(part).into_owned()),
        english: finding.english.as_deref().map(|english| spelled_out(english).into_owned()),
        help: spelled_out(&finding.help()).into_owned(),
    }
}

/// The line of a text in which a slice begins: what stands before it, the slice as far as it is in the line, and the rest.
fn line<'t>(text: &'t str, span: &Range<usize>) -> [&'t str; 3] {
    let (Some(before), Some(from)) = (text.get(..span.start), text.get(span.start..)) else { return [""; 3] };
    let before = before.rsplit('\n').next().unwrap_or_default();
    let from = from.lines().next().unwrap_or_default();
    let (slice, after) = from.split_at_checked(span.len()).unwrap_or((from, ""));
    [before, slice, after]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_cut_around_what_is_wrong_in_it() {
        let text = "a = x\nb = { $no } é\nc = z\n";
        for (span, expected) in [
            (6..7, ["", "b", " = { $no } é"]),
            (10..17, ["b = ", "{ $no }", " é"]),
            (18..26, ["b = { $no } ", "é", ""]),
            (0..0, ["", "", "a = x"]),
            (99..100, ["", "", ""]),
        ] {
            assert_eq!(line(text, &span), expected, "{span:?}");
        }
    }
}
