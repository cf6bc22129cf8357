### Abbreviations of the statement: each is explained where it first stands in the text, and in a list below it.
###
### These words are not the ministry’s. An abbreviation is written exactly as the statement has it in the language, and
### its .name is what it stands for, by its official name. Where the statement writes the name out, or says it
### beside the abbreviation, the name stands in place of the abbreviation, too: then nothing is to be explained. A
### message may be added for whatever a language abbreviates.

abbreviation-oecd = 经济合作与发展组织
    .name = 经济合作与发展组织

abbreviation-un = 联合国
    .name = 联合国

abbreviation-osce = 欧洲安全与合作组织
    .name = 欧洲安全与合作组织

abbreviation-guam = 民主和经济发展组织-古阿姆集团
    .name = 民主和经济发展组织-古阿姆集团

abbreviation-cis = 独立国家联合体
    .name = 独立国家联合体
