//! One message with the texts of a delivery in their places. Knows no file.

use std::collections::HashMap;

use fluent_syntax::ast::{Pattern, Variant};

use super::form::{PartForm, TextPart, TextRow, key, parts, rows_of, rows_of_mut, variant_key};
use super::plan::{Change, Why};
use super::tree::{Tree, normal_form, normal_text};
use super::unit::Path;

/// Why a message cannot be written.
pub(super) struct Unfit {
    pub(super) why: Why,
    /// The texts without which it can be; none if that is not known.
    pub(super) paths: Vec<Path>,
}

impl From<Why> for Unfit {
    fn from(why: Why) -> Self {
        Self { why, paths: Vec::new() }
    }
}

/// A message with changes. `own` is what the language has of it; without it, all parts have to be delivered.
pub(super) fn whole(id: &str, own: Option<&str>, drafted: &str, changes: &[&Change]) -> Result<String, Unfit> {
    let draft = Tree::parse(drafted).ok_or(Why::Unwritable)?;
    let of_draft = parts(drafted);
    let of_own = own.map(parts).unwrap_or_default();
    let mut tree = match own {
        Some(own) => Tree::parse(own).ok_or(Why::Unwritable)?,
        None => Tree { id: id.to_owned(), value: None, attributes: Vec::new() },
    };
    let normal_own = own.and_then(normal_form).as_deref().and_then(Tree::parse);
    let mut missing = Vec::new();
    for part in &of_draft {
        let own = of_own.iter().find(|own| own.name == part.name);
        let of_part: Vec<&Change> = changes.iter().filter(|change| change.path.part == part.name).copied().collect();
        let path = |row: Option<&str>| Path { id: id.to_owned(), part: part.name.clone(), row: row.map(str::to_owned) };
        match (own, &part.form) {
            (None, _) if of_part.is_empty() => missing.push(path(None).to_string()),
            (Some(_), _) if of_part.is_empty() => {}
            (None, PartForm::Rows(rows)) if of_part.iter().all(|change| change.path.row.is_some()) => {
                match star_of(rows, &of_part) {
                    Some(star) => {
                        let pattern = of_delivered_rows(&part.name, drafted, &draft, star, &of_part)?;
                        tree.set(&part.name, pattern);
                    }
                    None => {
                        let starred = rows.iter().filter(|row| row.is_default);
                        missing.extend(starred.map(|row| path(Some(&row.key)).to_string()));
                    }
                }
            }
            (own, _) => {
                for change in of_part.iter().filter(|change| change.path.row.is_none()) {
                    tree.set(&part.name, change.pattern.clone());
                }
                if own.is_some() && of_part.iter().any(|change| change.path.row.is_some()) {
                    let pattern = tree.pattern(&part.name).filter(|pattern| rows_of(pattern).is_some());
                    let pattern = pattern.or_else(|| normal_own.as_ref()?.pattern(&part.name));
                    let mut pattern = pattern.ok_or(Why::Unwritable)?.clone();
                    set_rows(rows_of_mut(&mut pattern).ok_or(Why::Unwritable)?, &of_part);
                    tree.set(&part.name, pattern);
                }
            }
        }
    }
    // A new part of a message that is translated may come later.
    if own.is_none() && !missing.is_empty() {
        return Err(Why::Incomplete(missing.join(", ")).into());
    }
    readable(tree.written(), changes)
}

/// Whether a delivery has a row.
fn is_delivered(changes: &[&Change], key: &str) -> bool {
    changes.iter().any(|change| change.path.row.as_deref() == Some(key))
}

/// The row that has the star among those that were delivered; `None` if it is not known.
fn star_of<'r>(rows: &'r [TextRow], changes: &[&Change]) -> Option<&'r str> {
    let starred = rows.iter().filter(|row| row.is_default).map(|row| row.key.as_str());
    std::iter::once("other").chain(starred).find(|key| is_delivered(changes, key))
}

/// A part that the language does not have yet, with the rows that were delivered.
fn of_delivered_rows(
    part: &str,
    drafted: &str,
    draft: &Tree,
    star: &str,
    changes: &[&Change],
) -> Result<Pattern<String>, Why> {
    let normal = normal_form(drafted).as_deref().and_then(Tree::parse).ok_or(Why::Unwritable)?;
    let pattern = draft.pattern(part).filter(|pattern| rows_of(pattern).is_some());
    let mut pattern = pattern.or(normal.pattern(part)).ok_or(Why::Unwritable)?.clone();
    let variants = rows_of_mut(&mut pattern).ok_or(Why::Unwritable)?;
    variants.retain(|variant| is_delivered(changes, key(variant)));
    variants.iter_mut().for_each(|variant| variant.default = false);
    set_rows(variants, changes);
    variants.iter_mut().for_each(|variant| variant.default = key(variant) == star);
    Ok(pattern)
}

/// The texts that do not read back as what they are.
fn lost(written: &str, changes: &[&Change]) -> Vec<Path> {
    let read: HashMap<String, TextPart> = parts(written).into_iter().map(|part| (part.name.clone(), part)).collect();
    let reads_back = |change: &Change| {
        let part = read.get(&change.path.part);
        let text = part.and_then(|part| match &change.path.row {
            None => Some(part.whole.as_str()),
            Some(row) => part.form.has(row).then(|| part.form.nearest(Some(row))),
        });
        text.is_some_and(|text| normal_text(text) == normal_text(&change.text))
    };
    changes.iter().filter(|change| !reads_back(change)).map(|change| change.path.clone()).collect()
}

/// A message as it is written, or in its normal form, if the texts of a delivery read back from that alone.
fn readable(written: String, changes: &[&Change]) -> Result<String, Unfit> {
    let normal = normal_form(&written);
    let mut fewest: Option<Vec<Path>> = None;
    for candidate in [Some(written), normal].into_iter().flatten() {
        let lost = lost(&candidate, changes);
        if lost.is_empty() {
            return Ok(candidate);
        }
        if fewest.as_ref().is_none_or(|fewest| lost.len() < fewest.len()) {
            fewest = Some(lost);
        }
    }
    Err(Unfit { why: Why::Unwritable, paths: fewest.unwrap_or_default() })
}

/// Puts texts into rows; one that is not there yet stands before that with the star.
fn set_rows(variants: &mut Vec<Variant<String>>, changes: &[&Change]) {
    for change in changes {
        let Some(row) = change.path.row.as_deref() else { continue };
        match variants.iter_mut().find(|variant| key(variant) == row) {
            Some(variant) => variant.value = change.pattern.clone(),
            None => {
                let at = variants.iter().position(|variant| variant.default).unwrap_or(variants.len());
                let variant = Variant { key: variant_key(row), value: change.pattern.clone(), default: false };
                variants.insert(at, variant);
            }
        }
    }
}
