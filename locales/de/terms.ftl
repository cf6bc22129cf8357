### Names that stand on several pages. They are written here once, so that
### they are the same everywhere. A language may add grammatical forms:
### https://projectfluent.org/fluent/guide/terms.html

-ministry =
    { $case ->
        [genitive] Ministeriums für Auswärtige Angelegenheiten der Republik Aserbaidschan
       *[nominative] Ministerium für Auswärtige Angelegenheiten der Republik Aserbaidschan
    }
