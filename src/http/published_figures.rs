//! What operators see of what is published: how far each language is, and until when security.txt holds; as it is when
//! somebody asks. Knows no request.

use std::sync::Arc;

use jiff::Timestamp;

use crate::l10n::freshness::Freshness;
use crate::l10n::{Catalog, LocaleKey};
use crate::metrics::{Labels, Registry};
use crate::site::wellknown;

use super::published::Published;

/// Adds the figures of what is published when somebody asks.
pub(super) fn register(
    published: impl Fn() -> Arc<Published> + Clone + Send + Sync + 'static,
    registry: &mut Registry,
) {
    let now = published.clone();
    registry.gauges(
        "locale_coverage_ratio",
        "The share of the words of the statement that is translated, of each listed language",
        move || by_locale(&now(), coverage),
    );
    registry.gauges(
        "locale_stale_messages",
        "Messages whose English has changed since they were translated, of each listed language",
        move || by_locale(&published(), stale_messages),
    );
    registry.gauge(
        "security_txt_expires_timestamp_seconds",
        "Until when security.txt is valid, in seconds since 1970",
        || wellknown::security_expires().map(Timestamp::as_second),
    );
}

/// A figure of each listed language.
fn by_locale<V>(published: &Published, figure: impl Fn(&Catalog, LocaleKey) -> V) -> Vec<(Labels, V)> {
    let catalog = published.site.catalog();
    let listed = catalog.listed();
    listed.map(|(key, locale)| (vec![("locale", locale.id.clone())], figure(catalog, key))).collect()
}

fn coverage(catalog: &Catalog, key: LocaleKey) -> f64 {
    let coverage = catalog.coverage(key);
    coverage.translated_words as f64 / coverage.total_words.max(1) as f64
}

fn stale_messages(catalog: &Catalog, key: LocaleKey) -> usize {
    catalog.states(key).iter().filter(|(_, state)| *state == Freshness::Stale).count()
}
