### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = سازمان همکاری و توسعه اقتصادی
    .name = سازمان همکاری و توسعه اقتصادی

abbreviation-un = سازمان ملل متحد
    .name = سازمان ملل متحد

abbreviation-osce = سازمان امنیت و همکاری اروپا
    .name = سازمان امنیت و همکاری اروپا

abbreviation-guam = گوام
    .name = سازمان دموکراسی و توسعه اقتصادی – گوام

abbreviation-cis = جامعه کشورهای مستقل مشترک‌المنافع
    .name = جامعه کشورهای مستقل مشترک‌المنافع
