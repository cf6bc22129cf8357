//! Which messages of a locale answer: which are translated, and which can be shown, by what was found of them. Knows no rule.

use foldhash::{HashMap, HashSet};

use super::check::{Finding, Index, Level};
use super::users::Users;

/// Ids of a locale, terms included unless it says otherwise.
pub(super) struct Answers {
    /// What somebody has translated, right or not.
    pub(super) attempted: HashSet<String>,
    /// What is translated and right for the English that it was made from.
    pub(super) translated: HashSet<String>,
    /// The messages that can be shown; no terms.
    pub(super) usable: HashSet<String>,
    /// What is not right, or would show something that is not.
    pub(super) unfit: HashSet<String>,
}

/// What is wrong with a locale.
pub(super) struct Faults<'f> {
    /// What was found in it.
    pub(super) found: &'f [Finding],
    /// What cannot be shown.
    pub(super) broken: HashSet<String>,
    /// What is still in another language.
    pub(super) untranslated: HashSet<String>,
    /// What is right for an English of former days and cannot be shown in the place of that of today.
    pub(super) outdated: &'f HashSet<String>,
}

impl Answers {
    /// `translations` are all that the locale has.
    pub(super) fn of(
        index: &Index<'_>,
        translations: &HashMap<String, String>,
        users: &Users,
        faults: Faults<'_>,
    ) -> Self {
        let Faults { found, broken, untranslated, outdated } = faults;
        // What shows something that is not translated would hold English, unmarked.
        let untranslated = Users::with_users(&[users], untranslated);
        // What has a slip before its text is there, too.
        let errors = found.iter().filter(|finding| finding.level == Level::Error);
        let mistyped = errors.flat_map(|finding| [finding.id.as_deref(), finding.meant()].into_iter().flatten());
        let present = translations.keys().map(String::as_str).chain(index.junk()).chain(mistyped);
        let attempted = present.filter(|id| !untranslated.contains(*id)).map(str::to_owned).collect();
        let unfit = Users::with_users(&[users], broken.into_iter().chain(untranslated));
        let hidden = Users::with_users(&[users], unfit.iter().chain(outdated).cloned());
        let ids = || translations.keys();
        let translated = ids().filter(|id| !unfit.contains(*id)).cloned().collect();
        let usable = ids().filter(|id| !hidden.contains(*id) && !id.starts_with('-')).cloned().collect();
        Self { attempted, translated, usable, unfit }
    }
}
