### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = OECD
    .name = Organisation for Economic Co-operation and Development

abbreviation-un = UN
    .name = United Nations

abbreviation-osce = OSCE
    .name = Organization for Security and Co-operation in Europe

abbreviation-guam = GUAM
    .name = Organization for Democracy and Economic Development – GUAM

abbreviation-cis = CIS
    .name = Commonwealth of Independent States
