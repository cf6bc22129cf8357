//! Pieces of HTML, and the attributes that say the language, the script and the direction of an element (WCAG 3.1.2).
//! Knows no message and no page.

use std::fmt;

use askama::filters::HtmlSafe;

use super::locale::{Direction, Locale};
use super::markup;

/// HTML that is safe to write as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Html(pub String);

impl Html {
    /// Nothing.
    pub fn none() -> Self {
        Self(String::new())
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// ` lang="…" dir="…"` of a locale, and the class of its script where what is around it is in another one.
pub fn language_of(locale: &Locale, around: &Locale) -> Html {
    attributes("", Some(locale), around)
}

/// The attributes of an element of a class, which may be none, that is in another language than what is around it.
pub fn attributes(class: &str, locale: Option<&Locale>, around: &Locale) -> Html {
    written(class, locale, around, locale.map(|locale| locale.direction))
}

/// The same, in a direction.
pub(super) fn written(class: &str, locale: Option<&Locale>, around: &Locale, direction: Option<Direction>) -> Html {
    let run = match locale {
        Some(locale) if locale.script != around.script => format!("run {}", locale.script),
        _ => String::new(),
    };
    let classes = [class, &run].iter().filter(|class| !class.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let mut html = String::new();
    if !classes.is_empty() {
        html.push_str(&format!(" class=\"{}\"", markup::escape(&classes)));
    }
    if let Some(locale) = locale {
        html.push_str(&format!(" lang=\"{}\"", locale.id));
    }
    if let Some(direction) = direction {
        html.push_str(&format!(" dir=\"{direction}\""));
    }
    Html(html)
}

/// The tags of the element around the name of a language in a text of another one. It is set apart where its direction is
/// another.
pub(super) fn around_name(language: &Locale, around: &Locale) -> (String, String) {
    let direction = Some(language.direction).filter(|direction| *direction != around.direction);
    let element = if direction.is_some() { "bdi" } else { "span" };
    (format!("<{element}{}>", written("", Some(language), around, direction)), format!("</{element}>"))
}
