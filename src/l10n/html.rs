//! Pieces of HTML, and the attributes that say the language, the script and the direction of an element (WCAG 3.1.2).
//! Knows no message and no page.

use std::fmt;

use askama::filters::HtmlSafe;

use super::language::Direction;
use super::locale::Locale;
use super::markup_html::escape;

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
    // Put together piece by piece: a page with a long menu has two hundred of them.
    let script = locale.map(|locale| locale.script.as_str()).filter(|script| *script != around.script);
    let mut html = String::new();
    if !class.is_empty() || script.is_some() {
        html.extend([" class=\"", &escape(class)]);
        if let Some(script) = script {
            html.extend([if class.is_empty() { "run " } else { " run " }, script]);
        }
        html.push('"');
    }
    if let Some(locale) = locale {
        html.extend([" lang=\"", &locale.id, "\""]);
    }
    if let Some(direction) = direction {
        html.extend([" dir=\"", direction.as_str(), "\""]);
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
