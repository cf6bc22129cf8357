//! The own names of languages as the value of a variable: each that is of another language than the sentence is marked with
//! its place among the languages of the text, so that it can say its language there. Knows no markup.

use std::borrow::Cow;

use fluent::FluentValue;
use fluent::types::FluentType;
use intl_memoizer::{IntlLangMemoizer, concurrent};

use super::isolates::{isolated, marked};
use super::list_format;
use super::locale::Locale;

/// The names as they stand in a sentence, and without marks: a choice goes by these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Endonyms {
    marked: String,
    plain: String,
}

impl Endonyms {
    /// One name, or several as a list. Each language has its place among those of the text; `safe` is what a name is made
    /// to be filled in.
    pub(super) fn value<'l>(
        languages: impl IntoIterator<Item = (usize, &'l Locale)>,
        sentence: &Locale,
        safe: impl Fn(&str) -> String,
    ) -> FluentValue<'static> {
        let names = languages.into_iter().map(|(place, language)| {
            let name = safe(&language.endonym);
            let is_own = language.id == sentence.id;
            let set_apart = if is_own { isolated(&name) } else { marked(place, &name) };
            (set_apart, name)
        });
        let (marked, plain): (Vec<String>, Vec<String>) = names.unzip();
        let marked = list_format::list_shown(&sentence.tag, &plain, &marked);
        FluentValue::Custom(Box::new(Self { marked, plain: list_format::list(&sentence.tag, &plain) }))
    }

    /// Without marks.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }
}

impl FluentType for Endonyms {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(self.marked.clone())
    }

    fn as_string_threadsafe(&self, _: &concurrent::IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(self.marked.clone())
    }
}
