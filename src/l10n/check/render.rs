//! Sentences in words: a message of `sentences.ftl`, filled in with values. Knows no sentence.

use std::sync::LazyLock;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};

/// The sentences, in Fluent.
pub(super) const SENTENCES: &str = include_str!("sentences.ftl");

static BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = FluentBundle::new_concurrent(vec!["en".parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(SENTENCES.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
});

/// A sentence in words. What cannot be filled in is told without words rather than lost.
pub(super) fn render(id: &str, attribute: Option<&str>, values: &FluentArgs<'_>) -> String {
    format(id, attribute, values).unwrap_or_else(|| without_words(id, values))
}

/// A sentence in words, if all of it can be filled in.
pub(super) fn format(id: &str, attribute: Option<&str>, values: &FluentArgs<'_>) -> Option<String> {
    let message = BUNDLE.get_message(id)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(attribute) => message.get_attribute(attribute)?.value(),
    };
    let mut errors = Vec::new();
    let text = BUNDLE.format_pattern(pattern, Some(values), &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

fn without_words(id: &str, values: &FluentArgs<'_>) -> String {
    let value = |(name, value): (&str, &FluentValue<'_>)| match value {
        FluentValue::String(text) => format!("; {name}: {text}"),
        FluentValue::Number(number) => format!("; {name}: {}", number.as_string()),
        _ => String::new(),
    };
    id.to_owned() + &values.iter().map(value).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_filled_in_is_told_by_its_id_and_its_values() {
        let values = FluentArgs::from_iter([("name", FluentValue::from("link")), ("here", FluentValue::from(2))]);
        assert_eq!(render("no-sentence", None, &values), "no-sentence; here: 2; name: link");
        assert_eq!(render("empty-element", Some("hint"), &values), "empty-element; here: 2; name: link");
        // It also says how often the English has it.
        assert_eq!(render("rare-element", None, &values), "rare-element; here: 2; name: link");
        assert_eq!(render("empty-element", None, &values), "nothing stands between <link> and </link>");
    }
}
