### Names that stand on several pages. They are written here once, so that
### they are the same everywhere. A language may add grammatical forms:
### https://projectfluent.org/fluent/guide/terms.html

-ministry = Ministère des Affaires étrangères de la République d’Azerbaïdjan
