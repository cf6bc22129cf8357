//! `communique locales show`: one text in every language, where it stands, how it stands to its English, and as a
//! reader would see it.

use std::io::Write;
use std::process::ExitCode;

use crate::l10n::check::spelled_out;
use crate::l10n::freshness::Freshness;
use crate::l10n::locale::SOURCE;
use crate::l10n::{LocaleKey, Placed, Sample, Text, View, placed};

use super::super::exit::WrongSettings;
use super::folder::Locales;

/// Shows one text.
pub(super) fn show(locales: &Locales, id: &str, tags: &[String]) -> anyhow::Result<ExitCode> {
    locales.check_tags(tags)?;
    let find = |tag: &str| placed(&locales.files, tag).into_iter().find(|text| text.id == id);
    let Some(english) = find(SOURCE) else {
        return Err(WrongSettings(format!("the English has no text {id}")).into());
    };
    let mut out = std::io::stdout().lock();
    for line in &english.comment {
        writeln!(out, "# {}", spelled_out(line))?;
    }
    let catalog = locales.catalog();
    let source = catalog.source();
    let all = std::iter::once((source, catalog.locale(source))).chain(locales.translations(&[]));
    for (key, locale) in all.filter(|(key, locale)| *key == source || tags.is_empty() || tags.contains(&locale.id)) {
        let place = |own: &Placed| format!("  {}:{}", own.path, own.line);
        let own = find(&locale.id);
        writeln!(
            out,
            "\n{}  {}{}",
            locale.id,
            state(locales, key, id, own.is_some()),
            own.as_ref().map(place).unwrap_or_default()
        )?;
        if let Some(own) = &own {
            writeln!(out, "    {}", spelled_out(&own.written).replace('\n', "\n    "))?;
        }
        for (name, shown) in rendered(locales, key, &english) {
            writeln!(out, "    shown{name}: {}", spelled_out(&shown))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn state(locales: &Locales, key: LocaleKey, id: &str, is_there: bool) -> &'static str {
    if key == locales.catalog().source() {
        return "the English";
    }
    match locales.catalog().states(key).iter().find(|(known, _)| known == id).map(|(_, state)| state) {
        Some(Freshness::New) => "new",
        Some(Freshness::Fresh) => "up to date",
        Some(Freshness::Stale) => "out of date",
        Some(Freshness::Renewed | Freshness::Unknown) => "to be confirmed",
        None if is_there => "not shown: wrong, or still English",
        None => "missing",
    }
}

/// The text and its attributes as a reader would see them, with what the English has for example. Terms are shown by
/// the texts that say them.
fn rendered(locales: &Locales, key: LocaleKey, english: &Placed) -> Vec<(String, String)> {
    if english.id.starts_with('-') {
        return Vec::new();
    }
    let view = View::new(locales.catalog(), key);
    let filled = |text: Text<'_, '_>| english.samples.iter().fold(text, fill).plain();
    let value = english.has_value.then(|| (String::new(), filled(view.text(&english.id))));
    let attributes = english.attributes.iter().map(|name| (format!(" .{name}"), filled(view.part(&english.id, name))));
    value.into_iter().chain(attributes).collect()
}

fn fill<'v, 'c>(text: Text<'v, 'c>, (name, sample): &'v (String, Sample)) -> Text<'v, 'c> {
    match sample {
        Sample::Text(value) => text.arg(name, value),
        Sample::Number(number) => text.count(name, number),
        Sample::Day(day) => text.day(name, day),
        Sample::Time(time) => text.time(name, time),
    }
}
