### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = ОЭСР
    .name = Организация экономического сотрудничества и развития

abbreviation-un = ООН
    .name = Организация Объединенных Наций

abbreviation-osce = ОБСЕ
    .name = Организация по безопасности и сотрудничеству в Европе

abbreviation-guam = ГУАМ
    .name = Организация за демократию и экономическое развитие — ГУАМ

abbreviation-cis = СНГ
    .name = Содружество Независимых Государств
