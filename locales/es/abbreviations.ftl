### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = Organización de Cooperación y Desarrollo Económicos
    .name = Organización de Cooperación y Desarrollo Económicos

abbreviation-un = Naciones Unidas
    .name = Naciones Unidas

abbreviation-osce = Organización para la Seguridad y la Cooperación en Europa
    .name = Organización para la Seguridad y la Cooperación en Europa

abbreviation-guam = GUAM
    .name = Organización para la Democracia y el Desarrollo Económico – GUAM

abbreviation-cis = Comunidad de Estados Independientes
    .name = Comunidad de Estados Independientes
