//! Plural rules of the languages that ICU4X comes without (Ossetic, Yiddish, Manx and some seventy more): CLDR’s
//! conditions, as `tests/cldr` has taken them, read and applied by ICU4X. Knows no message.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_locale::LanguageIdentifier as IcuTag;
use icu_plurals::provider::{PluralRulesData, PluralsCardinalV1, PluralsOrdinalV1};
use icu_plurals::{PluralRuleType, PluralRules};
use icu_provider::prelude::{
    DataError, DataErrorKind, DataMarker, DataPayload, DataProvider, DataRequest, DataResponse,
};

/// The conditions by language, those of numbers that count and those of an order.
type Conditions = HashMap<&'static str, HashMap<&'static str, PluralRulesData<'static>>>;

/// Empty if the file were none of these; a test holds that it is.
static CLDR: LazyLock<Conditions> =
    LazyLock::new(|| serde_json::from_str(include_str!("cldr/plurals.json")).unwrap_or_default());

/// The rules of a language; `None` if CLDR has none for it.
pub(super) fn rules(language: &IcuTag, of: PluralRuleType) -> Option<PluralRules> {
    let locale = icu_locale::Locale::from(language.clone());
    match of {
        PluralRuleType::Ordinal => PluralRules::try_new_ordinal_unstable(&Cldr, (&locale).into()),
        _ => PluralRules::try_new_cardinal_unstable(&Cldr, (&locale).into()),
    }
    .ok()
}

struct Cldr;

impl Cldr {
    fn conditions<M>(kind: &str, request: DataRequest<'_>) -> Result<DataResponse<M>, DataError>
    where
        M: DataMarker<DataStruct = PluralRulesData<'static>>,
    {
        let language = request.id.locale.to_string();
        let found = CLDR.get(kind).and_then(|languages| languages.get(language.as_str()));
        let conditions = found.cloned().ok_or(DataErrorKind::IdentifierNotFound.into_error())?;
        Ok(DataResponse { metadata: Default::default(), payload: DataPayload::from_owned(conditions) })
    }
}

impl DataProvider<PluralsCardinalV1> for Cldr {
    fn load(&self, request: DataRequest<'_>) -> Result<DataResponse<PluralsCardinalV1>, DataError> {
        Self::conditions("cardinal", request)
    }
}

impl DataProvider<PluralsOrdinalV1> for Cldr {
    fn load(&self, request: DataRequest<'_>) -> Result<DataResponse<PluralsOrdinalV1>, DataError> {
        Self::conditions("ordinal", request)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::plural::Rules;

    #[test]
    fn every_language_of_cldr_with_plural_forms_has_them_here() {
        let read: Conditions = serde_json::from_str(include_str!("cldr/plurals.json")).unwrap();
        assert!(read["cardinal"].len() > 170 && read["ordinal"].len() > 30, "{}", read["cardinal"].len());
        for language in read["cardinal"].keys() {
            let rules = Rules::new(&language.parse().unwrap());
            let has_forms = (0..1_000_u32).any(|number| rules.of(number) != "other");
            assert!(has_forms, "{language} has one form");
        }
    }

    #[test]
    fn the_rules_are_those_of_cldr() {
        for (tag, number, row) in [
            ("os", 1, "one"),
            ("os", 2, "other"),
            ("ce", 1, "one"),
            ("yi", 1, "one"),
            ("dv", 1, "one"),
            ("gsw", 1, "one"),
            ("se", 2, "two"),
            ("ars", 11, "many"),
            ("gv", 21, "one"),
            ("gv", 20, "few"),
            ("kw", 0, "zero"),
            ("sgs", 2, "two"),
            ("os-GE", 1, "one"),
            ("ff-Adlm", 0, "one"),
            ("xx", 1, "other"),
        ] {
            assert_eq!(Rules::new(&tag.parse().unwrap()).of(number), row, "{tag} {number}");
        }
    }
}
