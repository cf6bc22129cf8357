### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = OECD
    .name = İktisadi İşbirliği ve Kalkınma Teşkilatı

abbreviation-un = BM
    .name = Birleşmiş Milletler

abbreviation-osce = AGİT
    .name = Avrupa Güvenlik ve İşbirliği Teşkilatı

abbreviation-guam = GUAM
    .name = Demokrasi ve Ekonomik Kalkınma Örgütü – GUAM

abbreviation-cis = Bağımsız Devletler Topluluğu
    .name = Bağımsız Devletler Topluluğu
