//! What a save in a preview says of translations. The English stands beside each text there, so that a text that somebody
//! has saved is right for the English of now, as with `accept`; the records say so from then on. Knows no page and no server.

use std::collections::BTreeMap;
use std::path::Path;

use crate::causes::with_causes;
use crate::l10n::locale::SOURCE;
use crate::l10n::{Catalog, LocaleFile};

use super::locales::write_records;

/// Files of locales, and what they give.
#[derive(Clone, Copy)]
pub(super) struct FolderState<'f> {
    pub(super) files: &'f [LocaleFile],
    pub(super) catalog: &'f Catalog,
}

/// Writes down the translations that differ between two states of a folder, and says which.
pub(super) fn write_down(folder: &Path, before: FolderState<'_>, now: FolderState<'_>) {
    let Some(tag) = language_that_was_edited(before.files, now.files) else { return };
    let (before, now) = (before.catalog, now.catalog);
    let Some(key) = now.by_tag(tag) else { return };
    let mut ids = now.changed_translations(key, before);
    ids.retain(|id| now.why_not_accepted(key, id).is_none());
    if ids.is_empty() {
        return;
    }
    let written =
        now.accepted(key, &ids).map_err(anyhow::Error::from).and_then(|records| write_records(folder, tag, &records));
    let texts = ids.join(" ");
    match written {
        Ok(true) => tracing::info!(language = tag, texts, "written down as right for the English of now"),
        Ok(false) => {}
        Err(error) => {
            let error = with_causes(&*error);
            tracing::warn!(error, language = tag, texts, "what was saved is not written down");
        }
    }
}

/// The language whose texts alone have changed. Where the English or the records have changed as well, or several languages,
/// nobody has edited a text: the files are those of another version.
fn language_that_was_edited<'f>(before: &'f [LocaleFile], now: &'f [LocaleFile]) -> Option<&'f str> {
    let by_path = |files: &'f [LocaleFile]| -> BTreeMap<&'f str, &'f LocaleFile> {
        files.iter().map(|file| (file.path.as_str(), file)).collect()
    };
    let (before, now) = (by_path(before), by_path(now));
    let text = |file: Option<&&LocaleFile>| file.map(|file| file.text.clone());
    let is_changed = |path: &&&str| text(before.get(**path)) != text(now.get(**path));
    let mut edited = None;
    for path in before.keys().chain(now.keys()).filter(is_changed) {
        let file = now.get(path).or_else(|| before.get(path))?;
        let (tag, _) = file.folder_and_name()?;
        if !file.is_messages() || tag == SOURCE || edited.is_some_and(|other| other != tag) {
            return None;
        }
        edited = Some(tag);
    }
    edited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_save_of_one_translation_is_an_edit() {
        let file = |(path, text): &(&str, &str)| LocaleFile::new(path.to_string(), text.as_bytes());
        let files = |files: &[(&str, &str)]| -> Vec<LocaleFile> { files.iter().map(file).collect() };
        let before =
            [("de/a.ftl", "x"), ("de/b.ftl", "x"), ("en/a.ftl", "x"), ("fr/.made-from.ftl", "x"), ("fr/a.ftl", "x")];
        for (changed, edited) in [
            (&[][..], None),
            (&[("fr/a.ftl", "y")], Some("fr")),
            (&[("de/a.ftl", "y"), ("de/b.ftl", "y")], Some("de")),
            (&[("de/c.ftl", "y")], Some("de")),
            (&[("de/a.ftl", "y"), ("fr/a.ftl", "y")], None),
            (&[("en/a.ftl", "y")], None),
            (&[("en/a.ftl", "y"), ("fr/a.ftl", "y")], None),
            (&[("fr/.made-from.ftl", "y"), ("fr/a.ftl", "y")], None),
            (&[("fr/locale.toml", ""), ("fr/a.ftl", "y")], None),
        ] {
            let mut now: BTreeMap<&str, &str> = before.into_iter().collect();
            now.extend(changed.iter().copied());
            let now: Vec<(&str, &str)> = now.into_iter().collect();
            assert_eq!(language_that_was_edited(&files(&before), &files(&now)), edited, "{changed:?}");
        }
        assert_eq!(language_that_was_edited(&files(&before), &files(&before[1..])), Some("de"), "a file was deleted");
    }
}
