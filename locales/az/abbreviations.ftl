### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = İqtisadi Əməkdaşlıq və İnkişaf Təşkilatı
    .name = İqtisadi Əməkdaşlıq və İnkişaf Təşkilatı

abbreviation-un = BMT
    .name = Birləşmiş Millətlər Təşkilatı

abbreviation-osce = ATƏT
    .name = Avropada Təhlükəsizlik və Əməkdaşlıq Təşkilatı

abbreviation-guam = GUAM
    .name = Demokratiya və İqtisadi İnkişaf naminə Təşkilat – GUAM

abbreviation-cis = Müstəqil Dövlətlər Birliyi
    .name = Müstəqil Dövlətlər Birliyi
