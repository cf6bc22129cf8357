### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = منظمة التعاون والتنمية في الميدان الاقتصادي
    .name = منظمة التعاون والتنمية في الميدان الاقتصادي

abbreviation-un = الأمم المتحدة
    .name = الأمم المتحدة

abbreviation-osce = منظمة الأمن والتعاون في أوروبا
    .name = منظمة الأمن والتعاون في أوروبا

abbreviation-guam = منظمة الديمقراطية والتنمية الاقتصادية (غوام)
    .name = منظمة الديمقراطية والتنمية الاقتصادية (غوام)

abbreviation-cis = رابطة الدول المستقلة
    .name = رابطة الدول المستقلة
