//! The style and the script of every page, inlined, and the hashes that allow them.
//!
//! Both are the same on all pages of a kind, so the hashes are too: a page needs no nonce and can be cached anywhere.
//! Nothing may change the bytes between here and the browser; `no-transform` in `Cache-Control` says so to proxies.
//! A site sends what the scripts of its languages need, and of no other.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use strum::VariantArray;

/// The style of every page, whatever its script.
const SHARED_STYLE: &str = include_str!("../../static/style.css");
/// What a script of the world needs besides: one line each, which begins with its class.
const SCRIPT_STYLES: &str = include_str!("../../static/scripts.css");
/// The style of all but the statement in two languages besides.
const SIDE_STYLE: &str = include_str!("../../static/side.css");
/// The style of texts with contents beside them besides.
const CONTENTS_STYLE: &str = include_str!("../../static/contents.css");
/// The style of the statement besides.
const STATEMENT_STYLE: &str = include_str!("../../static/statement.css");
/// The style of the statement in one language besides that.
const SINGLE_STYLE: &str = include_str!("../../static/single.css");
/// The style of the statement in two languages instead.
const PAIR_STYLE: &str = include_str!("../../static/pair.css");
/// The style of the other pages besides.
const OTHER_STYLE: &str = include_str!("../../static/page.css");
/// The style of the form and the receipt besides that.
const FORM_STYLE: &str = include_str!("../../static/form.css");
/// The script of every page; each of them works without it.
const SCRIPT_SOURCE: &str = include_str!("../../static/script.js");
/// The script of pages without a form besides.
const TEXT_SCRIPT_SOURCE: &str = include_str!("../../static/text.js");
/// The script of pages with something beside the text besides that.
const SIDE_SCRIPT_SOURCE: &str = include_str!("../../static/side.js");
/// The script of the share page, and so of those that have the same, besides.
const SHARE_SCRIPT_SOURCE: &str = include_str!("../../static/share.js");
/// The script of the form besides.
const FORM_SCRIPT_SOURCE: &str = include_str!("../../static/form.js");
/// The script of the receipt besides.
const RECEIPT_SCRIPT_SOURCE: &str = include_str!("../../static/receipt.js");
/// What completes a citation, where there is one.
const CITATION_SCRIPT_SOURCE: &str = include_str!("../../static/citation.js");
/// What copies a text, where there is one to copy.
const COPY_SCRIPT_SOURCE: &str = include_str!("../../static/copy.js");

/// The style of what only a preview has.
const PREVIEW_STYLE_SOURCE: &str = include_str!("../../static/l10n.css");
/// The script of a preview, which shows what was saved.
const PREVIEW_SCRIPT_SOURCE: &str = include_str!("../../static/l10n.js");

/// What tells of each text that is marked.
const PREVIEW_MARKS_SCRIPT_SOURCE: &str = include_str!("../../static/l10n-marks.js");

/// The style of what only a preview has, as it is sent.
pub static PREVIEW_STYLE: LazyLock<String> = LazyLock::new(|| packed(PREVIEW_STYLE_SOURCE));
/// The script of a preview, as it is sent.
pub static PREVIEW_SCRIPT: LazyLock<String> =
    LazyLock::new(|| without_comments(&[PREVIEW_SCRIPT_SOURCE, PREVIEW_MARKS_SCRIPT_SOURCE]));

/// The script of the statement in two languages.
static PAIR_SCRIPT: LazyLock<String> =
    LazyLock::new(|| without_comments(&[SCRIPT_SOURCE, COPY_SCRIPT_SOURCE, TEXT_SCRIPT_SOURCE]));
/// The script of the statement in one.
static SINGLE_SCRIPT: LazyLock<String> = LazyLock::new(|| {
    without_comments(&[
        SCRIPT_SOURCE,
        COPY_SCRIPT_SOURCE,
        TEXT_SCRIPT_SOURCE,
        SIDE_SCRIPT_SOURCE,
        CITATION_SCRIPT_SOURCE,
    ])
});
/// The script of pages without a form.
static TEXT_SCRIPT: LazyLock<String> = LazyLock::new(|| {
    without_comments(&[
        SCRIPT_SOURCE,
        COPY_SCRIPT_SOURCE,
        TEXT_SCRIPT_SOURCE,
        SIDE_SCRIPT_SOURCE,
        SHARE_SCRIPT_SOURCE,
        CITATION_SCRIPT_SOURCE,
    ])
});
/// The script of the form.
static FORM_SCRIPT: LazyLock<String> = LazyLock::new(|| without_comments(&[SCRIPT_SOURCE, FORM_SCRIPT_SOURCE]));
/// The script of the receipt.
static RECEIPT_SCRIPT: LazyLock<String> =
    LazyLock::new(|| without_comments(&[SCRIPT_SOURCE, COPY_SCRIPT_SOURCE, RECEIPT_SCRIPT_SOURCE]));

/// What is inlined in a page: which style and which script. A preview has its own of both besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Inlined {
    /// Those of the statement in one language.
    Single,
    /// Those of the statement in two.
    Pair,
    /// Those of the form.
    Form,
    /// Those of the contact page without a form.
    Ways,
    /// Those of the receipt.
    Receipt,
    /// Those of all other pages.
    Other,
    /// Those of a preview, and nothing else.
    Preview,
}

impl Inlined {
    /// All of them.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The script of the page, as it is sent.
    pub fn script(self) -> Option<&'static str> {
        match self {
            Self::Single => Some(&SINGLE_SCRIPT),
            Self::Pair => Some(&PAIR_SCRIPT),
            Self::Ways | Self::Other => Some(&TEXT_SCRIPT),
            Self::Form => Some(&FORM_SCRIPT),
            Self::Receipt => Some(&RECEIPT_SCRIPT),
            Self::Preview => None,
        }
    }
}

/// The styles of a site. Each page has one, in one piece, with what it needs and nothing else.
pub struct Styles([String; 4]);

impl Styles {
    /// The styles of a site whose languages are written in these scripts (ISO 15924: `Arab`).
    pub fn new(scripts: &BTreeSet<&str>) -> Self {
        let shared = format!("{SHARED_STYLE}{}", script_styles(scripts));
        let besides: [&[&str]; 4] = [
            &[SIDE_STYLE, CONTENTS_STYLE, STATEMENT_STYLE, SINGLE_STYLE],
            &[STATEMENT_STYLE, PAIR_STYLE],
            &[SIDE_STYLE, OTHER_STYLE, FORM_STYLE],
            &[SIDE_STYLE, CONTENTS_STYLE, OTHER_STYLE],
        ];
        Self(besides.map(|besides| packed(&format!("{shared}{}", besides.concat()))))
    }

    /// The style of a page, as it is sent.
    pub fn of(&self, page: Inlined) -> Option<&str> {
        let [single, pair, form, other] = &self.0;
        match page {
            Inlined::Single => Some(single),
            Inlined::Pair => Some(pair),
            Inlined::Form | Inlined::Ways | Inlined::Receipt => Some(form),
            Inlined::Other => Some(other),
            Inlined::Preview => None,
        }
    }
}

/// What some scripts need, and what stands before the first line, which is for all of them.
fn script_styles(scripts: &BTreeSet<&str>) -> String {
    let class = |line: &str| line.strip_prefix('.').and_then(|rest| rest.split(' ').next()).map(str::to_owned);
    let lines: Vec<&str> = SCRIPT_STYLES.lines().skip_while(|line| !line.starts_with('@')).collect();
    let is_needed = |line: &str| class(line).is_some_and(|class| scripts.contains(class.as_str()));
    let needed: Vec<&str> = lines.iter().copied().filter(|line| is_needed(line)).collect();
    let shared = lines.iter().copied().take_while(|line| class(line).is_none() && !needed.is_empty());
    shared.chain(needed.iter().copied()).map(|line| format!("{line}\n")).collect()
}

/// Scripts as they are sent, one behind the other: without comments, each of which has lines of its own, and indentation.
fn without_comments(scripts: &[&str]) -> String {
    let is_code = |line: &&str| !line.is_empty() && !line.starts_with("//");
    scripts.iter().flat_map(|script| script.lines()).map(str::trim).filter(is_code).collect::<Vec<_>>().join("\n")
}

/// A style without comments and without spaces that mean nothing. Its texts hold none of what is replaced.
fn packed(css: &str) -> String {
    let mut packed = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        packed.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    packed.push_str(rest);
    let joined: String = packed.lines().map(str::trim).collect();
    [": ", "; ", ", ", " {", "{ ", " }", "} ", " > "]
        .iter()
        .fold(joined, |css, spaced| css.replace(spaced, spaced.trim()))
}

/// The hash of an inlined text for a Content-Security-Policy (CSP 3 §2.3.1).
pub fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_site_sends_what_its_scripts_need_and_of_no_other() {
        let of = |scripts: &[&'static str]| {
            Styles::new(&scripts.iter().copied().collect()).of(Inlined::Other).unwrap().to_owned()
        };
        let plain = of(&["Latn", "Cyrl"]);
        assert!(plain.starts_with(":root{color-scheme:light dark;"), "{plain}");
        for unsent in ["\n", "/*", "*/", "  ", ": ", "; ", " {"] {
            assert!(!plain.contains(unsent), "{unsent:?} in {plain}");
        }
        for (script, other) in [("Arab", ".Hans{"), ("Hans", ".Arab{"), ("Jpan", ".Hans{")] {
            let style = of(&["Latn", script]);
            assert!(style.contains(&format!(".{script}{{")) && style.contains("@font-face"), "{script}");
            assert!(!style.contains(other) && !plain.contains(&format!(".{script}{{")), "{script}");
        }
        assert!(!plain.contains("@font-face"));
    }

    #[test]
    fn each_line_of_the_scripts_is_for_one_script_and_says_its_faces_and_leading() {
        let lines = SCRIPT_STYLES.lines().filter(|line| line.starts_with('.'));
        let mut classes = BTreeSet::new();
        for line in lines {
            let class = &line[1..5];
            assert!(classes.insert(class), "{class} has two lines");
            for variable in ["--t:", "--u:", "--l:", "--h:", "--m:", "--c: 0"] {
                assert!(line.contains(variable), "{class} has no {variable}");
            }
            for selector in line.split('}').filter_map(|rule| rule.split('{').next()).filter(|s| !s.trim().is_empty()) {
                assert!(selector.contains(&format!(".{class}")), "{selector}");
            }
        }
        assert!(classes.len() >= 24, "{classes:?}");
    }

    #[test]
    fn scripts_are_sent_without_their_comments_and_hold_no_text_of_several_lines() {
        for script in Inlined::ALL.iter().filter_map(|page| page.script()).chain([&**PREVIEW_SCRIPT]) {
            assert!(!script.contains("// ") && !script.contains("\n "), "{script}");
        }
        let is_whole = |line: &str| line.matches('`').count().is_multiple_of(2) && !line.contains("/*");
        let of_pages = [
            SCRIPT_SOURCE,
            COPY_SCRIPT_SOURCE,
            TEXT_SCRIPT_SOURCE,
            SIDE_SCRIPT_SOURCE,
            SHARE_SCRIPT_SOURCE,
            FORM_SCRIPT_SOURCE,
            RECEIPT_SCRIPT_SOURCE,
        ];
        let sources = of_pages.into_iter().chain([PREVIEW_SCRIPT_SOURCE, PREVIEW_MARKS_SCRIPT_SOURCE]);
        assert!(sources.flat_map(str::lines).all(is_whole));
    }

    #[test]
    fn the_style_names_no_language() {
        let of_pages = [
            SHARED_STYLE,
            SCRIPT_STYLES,
            SIDE_STYLE,
            CONTENTS_STYLE,
            STATEMENT_STYLE,
            SINGLE_STYLE,
            PAIR_STYLE,
            OTHER_STYLE,
            FORM_STYLE,
        ];
        for css in of_pages.into_iter().chain([PREVIEW_STYLE_SOURCE]) {
            assert!(!css.contains(":lang(") && !css.contains("[lang"));
        }
    }
}
