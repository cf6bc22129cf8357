### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = OECD
    .name = Organisation für wirtschaftliche Zusammenarbeit und Entwicklung

abbreviation-un = Vereinte Nationen
    .name = Vereinte Nationen

abbreviation-osce = OSZE
    .name = Organisation für Sicherheit und Zusammenarbeit in Europa

abbreviation-guam = GUAM
    .name = Organisation für Demokratie und wirtschaftliche Entwicklung – GUAM

abbreviation-cis = Gemeinschaft Unabhängiger Staaten
    .name = Gemeinschaft Unabhängiger Staaten
