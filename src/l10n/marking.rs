//! Texts for people who work on them: with a mark that says which it is and how it stands, or with its name in its place.
//! Knows no page.

use super::asked::PartName;
use super::markup::escape;
use super::standing::Standing;

/// What is shown of a text besides itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Marking {
    /// Nothing: as readers see it.
    #[default]
    Off,
    /// Where it stands, and what is to be done for it.
    Marks,
    /// Its name, and not itself.
    Keys,
}

/// A text with a mark. What is to be done for it is written out behind it, so that it is not told by a colour alone.
pub(super) fn marked(html: &str, part: &PartName, standing: Standing) -> String {
    let (name, to_do) = (name(part), standing.is_left_to_do());
    let class = if to_do { "l10n-text l10n-to-do" } else { "l10n-text" };
    let said = if to_do {
        format!("<span class=\"l10n-state\" lang=\"en\" dir=\"ltr\"> [{standing}]</span>")
    } else {
        String::new()
    };
    format!("<span class=\"{class}\" title=\"{name}: {standing}\">{html}{said}</span>")
}

/// The name of a text, as HTML.
pub(super) fn name(part: &PartName) -> String {
    escape(&part.to_string()).to_string()
}
