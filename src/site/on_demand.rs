//! What of a site is made when it is first asked for, and kept for the next who asks. Knows neither what that is nor
//! how it is made.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use super::context::RenderError;

/// What has been asked for, by which of them it is.
pub(super) struct OnDemand<K, V> {
    most: usize,
    kept: Mutex<HashMap<K, Arc<V>>>,
}

impl<K: Eq + Hash, V> OnDemand<K, V> {
    /// Keeps at most so many values.
    pub(super) fn keeping(most: usize) -> Self {
        Self { most, kept: Mutex::default() }
    }

    /// The kept one, or the one that `make` makes, which is then kept.
    pub(super) fn get_or_make(
        &self,
        which: K,
        make: impl FnOnce() -> Result<V, RenderError>,
    ) -> Result<Arc<V>, RenderError> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = kept().get(&which) {
            return Ok(Arc::clone(made));
        }
        // Not under the lock: whoever asks for something that is there does not wait.
        let made = Arc::new(make()?);
        let mut kept = kept();
        if kept.len() >= self.most {
            kept.clear();
        }
        // Of two that were made at once, all get the same.
        Ok(Arc::clone(kept.entry(which).or_insert(made)))
    }
}
