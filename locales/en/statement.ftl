### /{tag}/fight-against-terrorism — the statement of the ministry.
###
### The words are the ministry’s. They are kept exactly, its spelling
### included: nothing is added, mended, softened or left out. A translation
### says the same, in the formal register of official documents, and gives
### every institution, law and document its official name in its language.
### The id of a passage is its address on the page (#background-origins), the
### same in every language.

## Titles

section = International Cooperation
title = Fight Against Terrorism
heading = COUNTERING TERRORISM

## Background information

background = Background information

background-origins = The scourge of terrorism is not a new phenomenon for Azerbaijan as it has experienced this menace starting from the 1980s.

background-acts = There are documented facts about terrorist activities initiated, committed or orchestrated by Armenia within the territory of Azerbaijan claiming thousands of innocent lives. Since the late 1980s, when Armenia openly encroached upon the territory of Azerbaijan and launched military aggression against its territorial integrity, Armenian terrorists have repeatedly committed terrorist acts in the territory of Azerbaijan. Some of them still enjoy impunity and have not been brought to justice yet.

background-contribution = Azerbaijan continues to make a significant contribution to international counter-terrorism efforts. Following the terrorist attacks against the United States, Azerbaijan has been firmly and promptly acting to extend its valuable contribution to the global campaign against international terrorism. Responding to the calls of the international community, Azerbaijan has opened its airspace and airports for the use of counter-terrorism coalition in its fight against the Taliban and Al-Qaeda in Afghanistan.

## Measures at the national level

national-measures = Measures at the national level

national-measures-conventions = Azerbaijan has made and continues to make consistent efforts to bring its national legislation in line with international legal instruments on different aspects of the fight against terrorism. It has acceded to all 12 international conventions on counter-terrorism.

national-measures-law = Law on Fight against Terrorism (1999) establishes the legislative framework for the respective agencies of the Republic of Azerbaijan to organize effective counter-measures.

national-measures-prevention = National measures against terrorism are not limited to law enforcement activities, but it also encompasses preventive strategies to counter extremist and radical ideologies that could lead to terrorist activities. National counter-measures also include social activities in order to rehabilitate potential offenders and their family members and to reintegrate them into society.

national-measures-agencies = Legislative reforms have been accompanied by institutional developments which paved the way to establish an effective inter-agency cooperation and coordination in countering terrorism. Major national agencies having particular competences in the fight against terrorism are State Security Service, Foreign Intelligence Service, Ministry of Internal Affairs and State Border Service. Besides these law enforcement agencies, the State Committee on Work with Religious Entities, the State Committee on Family, Women and Child Affairs and some other relevant agencies are undertaking preventive and social activities as part of the Government’s comprehensive approach in the fight against terrorism.

national-measures-finance = Financial Monitoring Service, in its capacity as the financial intelligence unit of the country, has been specialized to counter money laundering and terrorist financing. Its operation has been reformed to meet the major standards of the Financial Action Task Force of the OECD.

## International cooperation

international-cooperation = International cooperation

international-cooperation-importance = Azerbaijan considers international cooperation as one of the most important components of the global fight against terrorism.

international-cooperation-mechanisms = In addition to concluding bilateral and multilateral agreements with different states to reinforce joint counter-terrorist capabilities, the Republic of Azerbaijan also actively takes part in regional and international cooperation mechanisms.

international-cooperation-organizations = It cooperates with UN Counter-Terrorism Office, OSCE Transnational Threats Department, Committee of Experts of the Council of Europe on Countering Terrorism, relevant agencies of GUAM, European Union, Shangai Cooperation Organization, CIS and etc.

## Terrorist threats against Azerbaijan during the 44 days of Patriotic War

patriotic-war = Terrorist threats against Azerbaijan during the 44 days of Patriotic War and measures undertaken to counter them

patriotic-war-fighters = During 44 days of Patriotic War the Republic of Armenia on a massive scale used mercenaries and foreign terrorist fighters against the Armed Forces of the Republic of Azerbaijan, and mobilized Armenian diaspora organizations acting in foreign countries under the guise of charity entities to raise funds for financing terrorist activities in the sovereign territories of Azerbaijan against its civilian population.

# <note-link> is the link to the note at the end of the page. Its number is
# written in the digits of the language.
patriotic-war-report = Comprehensive report<note-link>[1]</note-link> on the use of mercenaries and foreign terrorist fighters by the Republic of Armenia during its military offensive against Azerbaijan starting from September 2020 has been prepared, based on undeniable facts and data submitted by the relevant state agencies and collected from open sources, and submitted to the United Nations Secretariat, UN Member States and other international organizations of relevant portfolio.

patriotic-war-funds = Azerbaijan has also undertaken effective measures to prevent the illicit financial flow generated from illegal fund raising campaigns run by Armenian Diaspora Organizations acting in foreign countries by abusing their charity status. The funds collected through such illicit campaigns were transferred to the state budget of Armenia for its subsequent use for financing terrorist activities against civilian population of Azerbaijan. Azerbaijan has prepared detailed report on such malicious activities and submitted it to the financial monitoring authorities of UN Member States with a view to ensure that necessary due diligence is performed by all states in relation to such corrupt entities.

## Note

# <symbol> is the number of a United Nations document. It is the same in every
# language and always reads from left to right.
note-report = [1] For reference: <symbol>A/75/625-S/2020/1161</symbol>

## The end of the page

share-heading = Share this page

# <contact-link> leads to the contact page.
rights = All rights reserved. <contact-link>Contact us</contact-link> to use any licensed material.

privacy-policy = Privacy Policy
