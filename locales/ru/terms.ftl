### Names that stand on several pages. They are written here once, so that
### they are the same everywhere. A language may add grammatical forms:
### https://projectfluent.org/fluent/guide/terms.html

-ministry =
    { $case ->
       *[nominative] Министерство иностранных дел Азербайджанской Республики
        [genitive] Министерства иностранных дел Азербайджанской Республики
        [dative] Министерству иностранных дел Азербайджанской Республики
        [instrumental] Министерством иностранных дел Азербайджанской Республики
    }
