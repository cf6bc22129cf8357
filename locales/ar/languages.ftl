### / — the list of languages, for readers whose language is not known.

languages-title = اختيار اللغة
