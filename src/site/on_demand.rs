//! Documents of which there are many and most are never asked for: made when they are first asked
//! for, and kept for the next who asks. Knows which there are, not how they are made.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use crate::contact::form::Topic;
use crate::l10n::LocaleKey;

use super::context::RenderError;
use super::representation::Document;

/// So many are kept. All pairs of ten languages fit, and what people follow links to.
const MAX_KEPT: usize = 200;

/// Which document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Variant {
    /// The statement in two languages.
    Parallel(LocaleKey, LocaleKey),
    /// The form with its topic and its passage chosen; the passage by its place in the outline.
    Prefilled(LocaleKey, Option<Topic>, Option<usize>),
}

/// What has been asked for, by which document it is.
pub(super) struct OnDemand<K> {
    kept: Mutex<HashMap<K, Arc<Document>>>,
}

impl<K> Default for OnDemand<K> {
    fn default() -> Self {
        Self { kept: Mutex::default() }
    }
}

impl<K: Eq + Hash> OnDemand<K> {
    /// The kept document, or the one that `make` makes, which is then kept.
    pub(super) fn get_or_make(
        &self,
        which: K,
        make: impl FnOnce() -> Result<Document, RenderError>,
    ) -> Result<Arc<Document>, RenderError> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rendered) = kept().get(&which) {
            return Ok(Arc::clone(rendered));
        }
        // Not under the lock: whoever asks for something that is there does not wait.
        let rendered = Arc::new(make()?);
        let mut kept = kept();
        if kept.len() >= MAX_KEPT {
            kept.clear();
        }
        kept.insert(which, Arc::clone(&rendered));
        Ok(rendered)
    }
}
