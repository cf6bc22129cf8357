### Names that stand on several pages. They are written here once, so that
### they are the same everywhere. A language may add grammatical forms:
### https://projectfluent.org/fluent/guide/terms.html

# The ministry whose statement this is, by its full official name.
-ministry =
    { $case ->
       *[nominative] Azerbaycan Cumhuriyeti Dışişleri Bakanlığı
        [genitive] Azerbaycan Cumhuriyeti Dışişleri Bakanlığının
        [dative] Azerbaycan Cumhuriyeti Dışişleri Bakanlığına
    }
