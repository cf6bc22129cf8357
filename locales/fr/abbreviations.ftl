### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = OCDE
    .name = Organisation de coopération et de développement économiques

abbreviation-un = Organisation des Nations Unies
    .name = Organisation des Nations Unies

abbreviation-osce = OSCE
    .name = Organisation pour la sécurité et la coopération en Europe

abbreviation-guam = GUAM
    .name = Organisation pour la démocratie et le développement économique – GUAM

abbreviation-cis = CEI
    .name = Communauté d’États indépendants
