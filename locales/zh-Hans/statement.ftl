### /{tag}/fight-against-terrorism — the statement of the ministry.
###
### The words are the ministry’s. They are kept exactly, its spelling
### included: nothing is added, mended, softened or left out. A translation
### says the same, in the formal register of official documents, and gives
### every institution, law and document its official name in its language.
### The id of a passage is its address on the page (#background-origins), the
### same in every language.

## Titles

section = 国际合作
title = 打击恐怖主义
heading = 反恐怖主义

## Background information

background = 背景情况

background-origins = 恐怖主义祸害对阿塞拜疆而言并非新现象，因为阿塞拜疆自1980年代起就遭受这一威胁。

background-acts = 有记录在案的事实表明，亚美尼亚在阿塞拜疆境内发起、实施或策划的恐怖主义活动夺去了数千名无辜者的生命。自1980年代末亚美尼亚公然侵犯阿塞拜疆领土并针对阿塞拜疆的领土完整发动军事侵略以来，亚美尼亚恐怖分子在阿塞拜疆境内屡次实施恐怖主义行为。其中一些人仍然逍遥法外，尚未被绳之以法。

background-contribution = 阿塞拜疆继续为国际反恐怖主义努力作出重大贡献。自美国遭受恐怖主义袭击以来，阿塞拜疆一直坚定、迅速地采取行动，为打击国际恐怖主义的全球运动作出宝贵贡献。阿塞拜疆响应国际社会的呼吁，已开放领空和机场，供反恐怖主义联盟在阿富汗打击塔利班和基地组织时使用。

## Measures at the national level

national-measures = 国家层面的措施

national-measures-conventions = 阿塞拜疆已经作出并继续作出一贯努力，使本国立法与涉及打击恐怖主义各个方面的国际法律文书相一致。阿塞拜疆已加入全部12项国际反恐怖主义公约。

national-measures-law = 《打击恐怖主义法》（1999年）为阿塞拜疆共和国各有关机构组织有效的应对措施确立了立法框架。

national-measures-prevention = 国家打击恐怖主义的措施不限于执法活动，还包括各项预防战略，以打击可能导致恐怖主义活动的极端主义和激进意识形态。国家应对措施还包括各种社会性活动，旨在帮助潜在犯罪者及其家庭成员恢复正常生活并重新融入社会。

national-measures-agencies = 在立法改革的同时开展了机构建设，为在反恐怖主义方面建立有效的机构间合作与协调铺平了道路。在打击恐怖主义方面具有特定职权的主要国家机构是国家安全局、对外情报局、内务部和国家边防局。除这些执法机构外，国家宗教组织工作委员会，国家家庭、妇女和儿童事务委员会以及其他一些有关机构也在开展预防性和社会性活动，作为政府打击恐怖主义综合办法的一部分。

national-measures-finance = 金融监测局作为国家金融情报机构，专门负责打击洗钱和资助恐怖主义行为。该局的运作已经过改革，以达到经济合作与发展组织金融行动特别工作组的主要标准。

## International cooperation

international-cooperation = 国际合作

international-cooperation-importance = 阿塞拜疆认为，国际合作是全球打击恐怖主义斗争最重要的组成部分之一。

international-cooperation-mechanisms = 除与不同国家缔结双边和多边协定以加强共同反恐怖主义能力外，阿塞拜疆共和国还积极参与区域和国际合作机制。

international-cooperation-organizations = 阿塞拜疆与联合国反恐怖主义办公室、欧洲安全与合作组织跨国威胁司、欧洲委员会反恐怖主义专家委员会以及民主和经济发展组织-古阿姆集团、欧洲联盟、上海合作组织、独立国家联合体等组织的有关机构开展合作。

## Terrorist threats against Azerbaijan during the 44 days of Patriotic War

patriotic-war = 44天卫国战争期间针对阿塞拜疆的恐怖主义威胁以及为应对这些威胁所采取的措施

patriotic-war-fighters = 在44天卫国战争期间，亚美尼亚共和国大规模使用雇佣军和外国恐怖主义战斗人员对付阿塞拜疆共和国武装部队，并动员以慈善实体为幌子在外国活动的亚美尼亚侨民组织筹集资金，用于资助在阿塞拜疆主权领土上针对阿塞拜疆平民的恐怖主义活动。

# <note-link> is the link to the note at the end of the page. Its number is
# written in the digits of the language.
patriotic-war-report = 关于亚美尼亚共和国在2020年9月开始的对阿塞拜疆军事进攻期间使用雇佣军和外国恐怖主义战斗人员情况的综合报告<note-link>[1]</note-link>已根据国家有关机构提交的以及从公开来源收集的不可否认的事实和数据编写完成，并已提交联合国秘书处、联合国会员国和其他负有相关职责的国际组织。

patriotic-war-funds = 阿塞拜疆还采取了有效措施，防止在外国活动的亚美尼亚侨民组织滥用其慈善组织地位开展非法筹款活动所产生的非法资金流动。通过此类非法筹款活动募集的资金被转入亚美尼亚国家预算，以便随后用于资助针对阿塞拜疆平民的恐怖主义活动。阿塞拜疆已就此类恶意活动编写详细报告，并将报告提交联合国会员国的金融监测主管机关，以期确保所有国家对此类腐败实体进行必要的尽职调查。

## Note

# <symbol> is the number of a United Nations document. It is the same in every
# language and always reads from left to right.
note-report = [1] 供参考：<symbol>A/75/625-S/2020/1161</symbol>

## The end of the page

share-heading = 分享本页

# <contact-link> leads to the contact page.
rights = 保留所有权利。如需使用任何授权材料，请<contact-link>与我们联系</contact-link>。

privacy-policy = 隐私政策
