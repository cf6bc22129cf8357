//! `communique locales show`: one text in every language, where it stands, how it stands to its English, and as a
//! reader would see it.

use std::io::Write;
use std::process::ExitCode;

use crate::l10n::check::spelled_out;
use crate::l10n::examples::filled;
use crate::l10n::locale::SOURCE;
use crate::l10n::{LocaleKey, Placed, Text, View, placed};

use super::super::exit::WrongSettings;
use super::folder::LocaleFolder;

/// Shows one text.
pub(super) fn show(locales: &LocaleFolder, id: &str, tags: &[String]) -> anyhow::Result<ExitCode> {
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
        writeln!(out, "\n{}  {}{}", locale.id, catalog.standing(key, id), own.as_ref().map(place).unwrap_or_default())?;
        if let Some(own) = &own {
            writeln!(out, "    {}", spelled_out(&own.written).replace('\n', "\n    "))?;
        }
        for (name, shown) in rendered(locales, key, &english) {
            writeln!(out, "    shown{name}: {}", spelled_out(&shown))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The text and its attributes as a reader would see them, with what the English has for example. Terms are shown by
/// the texts that say them.
fn rendered(locales: &LocaleFolder, key: LocaleKey, english: &Placed) -> Vec<(String, String)> {
    if english.id.starts_with('-') {
        return Vec::new();
    }
    let view = View::new(locales.catalog(), key);
    let filled = |text: Text<'_, '_>| filled(text, &english.samples).plain();
    let value = english.has_value.then(|| (String::new(), filled(view.text(&english.id))));
    let attributes = english.attributes.iter().map(|name| (format!(" .{name}"), filled(view.part(&english.id, name))));
    value.into_iter().chain(attributes).collect()
}
