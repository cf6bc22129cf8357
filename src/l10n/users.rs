//! Which messages and terms refer to which: what is true of one is true of all that show it. Knows no rule.

use foldhash::{HashMap, HashSet};

use super::check::pattern::references;
use super::entry::Entry;

/// By id, the ids of those that refer to it. Terms have their dash.
#[derive(Default)]
pub(super) struct Users(HashMap<String, Vec<String>>);

impl Users {
    pub(super) fn of(entries: &[Entry<'_>]) -> Self {
        let mut users = Self::default();
        for entry in entries {
            for target in entry.parts().into_iter().flat_map(|(_, pattern)| references(pattern)) {
                users.0.entry(target.id()).or_default().push(entry.id.clone());
            }
        }
        users
    }

    /// These, and all that refer to them, directly or not, in any of the languages.
    pub(super) fn with_users(of: &[&Self], these: impl IntoIterator<Item = String>) -> HashSet<String> {
        let mut all: HashSet<String> = these.into_iter().collect();
        let mut queue: Vec<String> = all.iter().cloned().collect();
        while let Some(id) = queue.pop() {
            for user in of.iter().filter_map(|users| users.0.get(&id)).flatten() {
                if all.insert(user.clone()) {
                    queue.push(user.clone());
                }
            }
        }
        all
    }
}
