//! Texts for people who work on them: with a mark that says which it is and how it stands, or with its name in its place.
//! Knows no page.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::asked::PartName;
use super::file::LocaleFile;
use super::markup_html::escape;
use super::placed::placed;
use super::standing::Standing;

/// What is shown of a text besides itself.
#[derive(Clone, Debug, Default)]
pub enum Marking {
    /// Nothing: as readers see it.
    #[default]
    Off,
    /// Which it is, where it stands, what is to be done for it, and its English.
    Marks(Places),
    /// Its name, and not itself.
    Keys,
}

/// The file and the line of each text, by locale and id.
#[derive(Clone, Debug, Default)]
pub struct Places(Arc<HashMap<String, HashMap<String, String>>>);

impl Places {
    /// Those of the texts in these files.
    pub fn of(files: &[LocaleFile]) -> Self {
        let tags: BTreeSet<&str> =
            files.iter().filter_map(|file| file.folder_and_name()).map(|(folder, _)| folder).collect();
        let places = |tag: &str| {
            placed(files, tag).into_iter().map(|text| (text.id, format!("{}:{}", text.path, text.line))).collect()
        };
        Self(Arc::new(tags.into_iter().map(|tag| (tag.to_owned(), places(tag))).collect()))
    }

    /// The place of a text in the first of these locales that has it in its files.
    pub(super) fn first(&self, tags: [&str; 2], id: &str) -> Option<&str> {
        tags.iter().find_map(|tag| self.0.get(*tag)?.get(id)).map(String::as_str)
    }
}

/// What a mark says of a text.
pub(super) struct Mark<'m> {
    pub(super) part: PartName,
    pub(super) standing: Standing,
    /// The file and the line.
    pub(super) place: Option<&'m str>,
    /// The English with the same values, if it is another text.
    pub(super) english: Option<String>,
}

/// A text with a mark, whose `title` has a line each for what it says. What is to be done for the text is written out behind
/// it, so that it is not told by a colour alone.
pub(super) fn marked(html: &str, mark: &Mark<'_>) -> String {
    let Mark { part, standing, place, english } = mark;
    let (name, to_do) = (name(part), standing.is_left_to_do());
    let class = if to_do { "l10n-text l10n-to-do" } else { "l10n-text" };
    let said = if to_do {
        format!("<span class=\"l10n-state\" lang=\"en\" dir=\"ltr\"> [{standing}]</span>")
    } else {
        String::new()
    };
    let place = place.map(|place| format!("&#10;{}", escape(place))).unwrap_or_default();
    let english = english.as_deref().map(|english| format!("&#10;English: {}", escape(english))).unwrap_or_default();
    format!("<span class=\"{class}\" title=\"{name}: {standing}{place}{english}\">{html}{said}</span>")
}

/// The name of a text, as HTML.
pub(super) fn name(part: &PartName) -> String {
    escape(&part.to_string()).to_string()
}
