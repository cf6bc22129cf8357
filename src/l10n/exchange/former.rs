//! The English that a delivery was made from, put together again from its texts and those of today. Knows no file.

use fluent_syntax::ast::Variant;

use super::form::{TextPart, key, parts, rows_of_mut};
use super::plan::Change;
use super::tree::{Tree, normal_form};
use super::unit::Path;
use crate::l10n::records::Wording;

/// The English of a message when these changes to its translation were made. `None` if all are made from that of today,
/// or it cannot be written down.
pub(super) fn english_then(today: &str, drafted: &str, changes: &[&Change]) -> Option<Wording> {
    let mut tree = Tree::parse(normal_form(today)?.as_str())?;
    let (of_today, of_draft) = (parts(today), parts(drafted));
    for change in changes {
        let Some((_, then)) = &change.then else { continue };
        let Path { part, row, .. } = &change.path;
        let mut pattern = tree.pattern(part)?.clone();
        match rows_of_mut(&mut pattern) {
            Some(rows) => {
                // The row of the language stands for one of the English: that of its name, if it says the same.
                let form = |parts: &'_ [TextPart]| {
                    parts.iter().find(|known| known.name == *part).map(|known| known.form.clone())
                };
                let (english, draft) = (form(&of_today)?, form(&of_draft)?);
                let row = row.as_deref();
                let is_own = row.is_some_and(|row| english.has(row)) && english.nearest(row) == draft.nearest(row);
                let is_it =
                    |variant: &&mut Variant<String>| if is_own { Some(key(variant)) == row } else { variant.default };
                rows.iter_mut().find(is_it)?.value = then.clone();
            }
            None => pattern = then.clone(),
        }
        tree.set(part, pattern);
    }
    let written = tree.written();
    let normal = normal_form(&written)?;
    (normal != normal_form(today)?).then_some(Wording { written, normal })
}
