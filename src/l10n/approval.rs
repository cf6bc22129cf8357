//! What an approval holds for: the texts that were approved, by their fingerprints in the records. Knows no page.

use foldhash::{HashMap, HashSet};

use super::locale::Review;
use super::records::{Condition, Records, fingerprint};

/// An approval, and what has changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Approval {
    /// Who approved the texts, and when; `None` if nothing says which texts that were.
    pub review: Option<Review>,
    /// The messages and terms that have changed since, or were added.
    pub changed: HashSet<String>,
    /// Whether the records do not hold it yet.
    pub is_unrecorded: bool,
}

impl Approval {
    /// What the approval of `locale.toml` holds for: the texts that were recorded with it. Until it is recorded, the
    /// one before holds, if there was one. `shown` are the ids of the texts that are right, all of them in normal
    /// form.
    pub(super) fn of(review: Option<&Review>, records: &Records, shown: &HashMap<&str, &str>) -> Self {
        let Some(review) = review else { return Self::default() };
        if records.condition != Condition::Whole {
            return Self { is_unrecorded: true, ..Self::default() };
        }
        let is_unrecorded = records.review.as_ref() != Some(review);
        let Some(recorded) = &records.review else { return Self { is_unrecorded, ..Self::default() } };
        let is_as_approved = |id: &str, text: &str| {
            let approved = records.entries.get(id).map_or("", |record| record.approved.as_str());
            approved == fingerprint(text)
        };
        let changed = shown.iter().filter(|(id, text)| !is_as_approved(id, text));
        Self {
            review: Some(recorded.clone()),
            changed: changed.map(|(id, _)| (*id).to_owned()).collect(),
            is_unrecorded,
        }
    }
}

/// Writes the approval into the records if they do not hold it yet: then it is of the texts as they are.
pub(super) fn record(review: Option<&Review>, records: &mut Records, shown: &HashMap<&str, &str>) {
    if records.condition != Condition::Whole || records.review.as_ref() == review {
        return;
    }
    records.review = review.cloned();
    for (id, record) in &mut records.entries {
        let text = shown.get(id.as_str()).filter(|_| review.is_some());
        record.approved = text.map(|text| fingerprint(text)).unwrap_or_default();
    }
}
