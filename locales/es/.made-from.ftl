### The English that each translation was made from. Written by `communique locales`;
### do not edit. The comment above a message is the fingerprint of its translation.
### listed

# db4a1d2b9e3c 2026-11-23
-ministry = Ministry of Foreign Affairs of the Republic of Azerbaijan

# 6f408e958496 2026-11-27
abbreviation-cis = CIS
    .name = Commonwealth of Independent States

# a3763f8ca720 2026-11-27
abbreviation-guam = GUAM
    .name = Organization for Democracy and Economic Development – GUAM

# dc007aecaec2 2026-11-27
abbreviation-oecd = OECD
    .name = Organisation for Economic Co-operation and Development

# ea78624ce29e 2026-11-27
abbreviation-osce = OSCE
    .name = Organization for Security and Co-operation in Europe

# 474d89069d5f 2026-11-27
abbreviation-un = UN
    .name = United Nations

# ece615a8c92c 2026-11-27
abbreviations =
    { $count ->
        [1] Abbreviation
       *[more] Abbreviations
    }

# 90c0ad50c72c 2026-11-26
about-text = About this text

# c1960df6b70a 2026-11-23
accessibility-dated = This statement was prepared on { $date } and is reviewed at least once a year.

# 1d224f72771d 2026-11-26
accessibility-description = How far this website meets WCAG 2.2 and EN 301 549, what is not accessible, and how to report a barrier.

# 3433e97e7fc7 2026-11-23
accessibility-enforcement = If you are not satisfied with the answer
    .text = You can turn to the Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan, who monitors how the Convention on the Rights of Persons with Disabilities is observed.

# 6dde0fc03a75 2026-11-23
accessibility-feedback = If you meet a barrier
    .text = Please <contact-link>tell us</contact-link> which page it concerns and what you wanted to do. You may also ask for the text in another form.

# e26e7278670c 2026-11-23
accessibility-limits = Content that is not accessible
    .failures = Non-compliance with the standards: none is known.
    .burden = Disproportionate burden: none is claimed.
    .scope = Outside the scope of this statement: the websites of the services on which the page can be shared, and documents of other organisations that the ministry’s statement mentions.

# 0b0d61111ff6 2026-11-26
accessibility-measures = What has been done
    .text = Every page can be read with a screen reader and used with the keyboard alone, without scripts, without style, in large print, at a magnification of 400 per cent, in light and dark colours and on paper. Nothing moves, and nothing has a time limit. Text in another language is marked as such. Text and background have a contrast of at least 7 to 1. At the foot of every page, reading preferences can make the text larger, the spaces wider, the contrast higher and the typeface plainer.
    .alternatives = The ministry’s statement is also available as <text-link>plain text</text-link>.

# 0f5a9c394ab2 2026-11-26
accessibility-method = How this statement was prepared
    .text = This statement rests on an assessment by the makers of the software. With each change, every page is examined in every language by automatic tools, in light and dark colours, on a wide and on a narrow screen, and its structure, its contrast, its behaviour at 320 pixels and its printed form are tested.

# 01be3bac6ef3 2026-11-23
accessibility-scope = This statement applies to all pages of this website ({ $site }), in all its languages. Everyone should be able to read and use them, whatever their abilities, devices and connections.

# e90948aa96ca 2026-11-26
accessibility-status = Compliance status
    .text = This website is partially compliant with the Web Content Accessibility Guidelines (WCAG) 2.2, level AA, and with the standard EN 301 549. No failure is known, but people who use assistive technologies have not yet examined it in every language. Until they have, we do not call it fully compliant.

# 3173963799e2 2026-11-23
accessibility-title = Accessibility statement

# d2bb9419802d 2026-11-23
attribution = This is a statement of the { -ministry }, taken from <original-link>the ministry’s website</original-link>.

# 3eefb3d3ddad 2026-11-23
background = Background information

# e6fff5b05ae4 2026-11-26
background-acts = There are documented facts about terrorist activities initiated, committed or orchestrated by Armenia within the territory of Azerbaijan claiming thousands of innocent lives. Since the late 1980s, when Armenia openly encroached upon the territory of Azerbaijan and launched military aggression against its territorial integrity, Armenian terrorists have repeatedly committed terrorist acts in the territory of Azerbaijan. Some of them still enjoy impunity and have not been brought to justice yet.

# e84a33210395 2026-11-23
background-contribution = Azerbaijan continues to make a significant contribution to international counter-terrorism efforts. Following the terrorist attacks against the United States, Azerbaijan has been firmly and promptly acting to extend its valuable contribution to the global campaign against international terrorism. Responding to the calls of the international community, Azerbaijan has opened its airspace and airports for the use of counter-terrorism coalition in its fight against the Taliban and Al-Qaeda in Afghanistan.

# 5af86438b4ec 2026-11-23
background-origins = The scourge of terrorism is not a new phenomenon for Azerbaijan as it has experienced this menace starting from the 1980s.

# 72ce112aa0ea 2026-11-23
breadcrumb = You are here

# 2c7e5202df9d 2026-11-26
changed = Last changed in this language on { $date }

# 421572e30784 2026-11-25
contact-about = Passage (optional)
    .hint = If your message is about one passage of the statement, choose it here.
    .none = No particular passage

# ed4fbabdd8fb 2026-11-23
contact-address = { -ministry }<br>4 Shikhali Gurbanov Street<br>AZ1009 Baku<br>Republic of Azerbaijan

# c4764629aead 2026-11-25
contact-address-field = Your e-mail address
    .hint = We need it to answer you. For example: name@example.org

# 5b66d24fc717 2026-11-26
contact-consent = What happens to your data
    .text = What you enter in this form is stored by those who run this website, passed on to those who answer your message, and used for nothing else.
    .kept =
        { $days ->
            [0] It is deleted from this website as soon as it has been passed on.
            [one] It is deleted from this website { $days } day after it has been passed on.
           *[other] It is deleted from this website { $days } days after it has been passed on.
        }
    .rights = You can withdraw your consent at any time. The <privacy-link>privacy policy</privacy-link> explains how to do this and what rights you have.
    .agree = I consent to my data being stored and used to deal with my message.

# 290902d98b06 2026-11-27
contact-count = { $typed } of at most { $count } characters

# e4065e990ca0 2026-11-26
contact-description = Write to us about the use of the statement, a mistake in the text or in a translation, or something that cannot be read or used.

# 6490d5fe2d8e 2026-11-26
contact-email = By e-mail
    .office = The office that is responsible for this website:
    .operator = The operator of this copy, who is not the ministry:

# 20bd160cbfd6 2026-11-25
contact-fault = Error:

# a67fa30c85aa 2026-11-26
contact-fault-address = Enter your e-mail address.
    .form = Check the e-mail address. It should look like name@example.org.
    .long = The e-mail address is too long. Use no more than { $count } characters.

# f34413d63305 2026-11-25
contact-fault-consent = To send the message, tick the box to give your consent.

# b6003865c6de 2026-11-26
contact-fault-message = Write your message.
    .long = The message is too long. Use no more than { $count } characters.

# 853a1a08db25 2026-11-26
contact-fault-name = Enter your name.
    .long = The name is too long. Use no more than { $count } characters.

# 4957d65bd02b 2026-11-26
contact-fault-organisation = The name of the organisation is too long. Use no more than { $count } characters.

# cecfa13782ef 2026-11-25
contact-fault-title = Error: { $title }

# a501b6d3fab2 2026-11-25
contact-fault-topic = Choose what your message is about.

# d495ab485eb7 2026-11-26
contact-faults =
    { $count ->
        [one] Please correct one entry
       *[other] Please correct { $count } entries
    }

# 3d551f78a7c9 2026-11-26
contact-form =
    .official = Your message goes to the office that is responsible for this website.
    .copy = Your message goes to the operator of this copy, who is not the ministry.

# fec070ce2d9a 2026-11-26
contact-message = Your message
    .hint = At most { $count } characters. Please do not send copies of passports or bank details.

# 7ed3e56a04e6 2026-11-25
contact-name = Your name

# 5b0e2a9dbeb1 2026-11-26
contact-no-email = No e-mail address has been given for this website. Please use the form or write by post.
    .copy = The operator of this copy has given no e-mail address. The postal address below is the ministry’s, for questions about the rights in the text.

# 9b49c7ec362e 2026-11-26
contact-nowhere = There is no form on this page
    .text = Messages cannot be sent from here. Please use <other-link>one of the other ways to reach us</other-link>.

# 24dd8e20ba37 2026-11-25
contact-organisation = Your organisation (optional)

# 4a0e65e6e686 2026-11-25
contact-other = Other ways to reach us
    .refused = You can also use <other-link>one of the other ways to reach us</other-link>.

# 68c378e85b31 2026-11-27
contact-post = By post
    .copy = The ministry’s address, for questions about the rights in the text:

# b6b92a92134f 2026-11-23
contact-problem = Mistakes and barriers
    .text = Please also write to us if you find a mistake in the text or in a translation, or if something on these pages cannot be read or used. Name the page and, where you can, the passage.

# 236bda31f114 2026-11-27
contact-refused = Your message has not been sent
    .origin = Your browser reported that the message came from another website. Please check your entries and send the message again. If it is refused again, please copy your text and send it with <form-link>the form at the main address of this website</form-link>.
    .size = The message is too long to be received. Please shorten it and send it again.
    .damaged = The message arrived incomplete. Please send it again.
    .slow = The message took too long to arrive. Please try again.
    .rate = Too many messages have come in within a short time. Please wait a minute and send the message again.
    .day = Too many messages have come in today. Please try again tomorrow.
    .storage = The message cannot be stored safely at the moment. Please try again in a few minutes.
    .kept = What you typed is below, unchanged.
    .lost = What you typed could not be read. Please go back to the previous page, where your browser may still have it.

# 89ec0a08c6f8 2026-11-27
contact-reply = Language for the reply
    .page = { $language } (this page)

# 3ed0ecaaf8ea 2026-11-23
contact-rights = Use of licensed material
    .text = The rights in the statement belong to the { -ministry }. Anyone who wishes to use licensed material is asked to obtain permission first.
    .how = Please say which material you would like to use, for what purpose and in which language, and how you can be reached.

# b4ab5293d116 2026-11-25
contact-send = Send the message

# b77b08437afc 2026-11-23
contact-title = Contact

# 18fd08d7444c 2026-11-25
contact-topic = What is your message about?
    .material = Use of licensed material
    .text = A mistake in the text or in a translation
    .accessibility = Something that cannot be read or used
    .other = Something else

# 9a07d16bbb54 2026-11-25
contact-trap = Please leave this field empty

# ecb4463b1862 2026-11-23
contents = On this page

# 4684b61d2ed8 2026-11-26
copy-band = <strong>Unofficial copy</strong><rest> – not the ministry’s website</rest>

# 7327f16fdfde 2026-11-26
description = Statement of the { -ministry } on countering terrorism, to read, print, cite and share.

# 011df6a6780f 2026-11-26
document-title = { $page } – { $site }

# 05f87115982e 2026-11-26
error-contact = If you think that this is our mistake, <contact-link>tell us</contact-link>.

# 23978545e3ef 2026-11-23
error-method = This address only shows a page
    .text = Nothing can be sent to this address. Nothing was saved.

# 17f4fb246e99 2026-11-23
error-not-found = Page not found
    .text = There is no page at this address. It may have been mistyped, or the page may have moved.

# 3eed0c35bca6 2026-11-23
error-server = This page cannot be shown at the moment
    .text = The fault is ours. Please try again in a few minutes.

# e37cdfd9f94f 2026-11-23
error-statement = The statement can be read in these languages:

# aba33d813864 2026-11-23
footer = About this website

# 8329015c3acf 2026-11-23
footer-accessibility = Accessibility

# 991c04bc8de3 2026-11-23
footer-contact = Contact

# 6312c1643b1a 2026-11-23
heading = COUNTERING TERRORISM

# 0c1e810e1c74 2026-11-23
heading-link = Link to the section “{ $heading }”

# b9eaf2e99078 2026-11-27
in-languages =
    { $count ->
        [one] In one language
       *[other] In { $count } languages
    }

# 71bba359b0a5 2026-11-23
international-cooperation = International cooperation

# 6219a5c08145 2026-11-23
international-cooperation-importance = Azerbaijan considers international cooperation as one of the most important components of the global fight against terrorism.

# b72f05fc4a50 2026-11-23
international-cooperation-mechanisms = In addition to concluding bilateral and multilateral agreements with different states to reinforce joint counter-terrorist capabilities, the Republic of Azerbaijan also actively takes part in regional and international cooperation mechanisms.

# 9cb0d4c545b3 2026-11-26
international-cooperation-organizations = It cooperates with UN Counter-Terrorism Office, OSCE Transnational Threats Department, Committee of Experts of the Council of Europe on Countering Terrorism, relevant agencies of GUAM, European Union, Shangai Cooperation Organization, CIS and etc.

# 98b9586d868e 2026-11-23
language-name = English

# b2d247128bf3 2026-11-23
languages-title = Choose a language

# a2dedabba892 2026-11-23
menu = Language

# 4ff9fcd95c35 2026-11-23
national-measures = Measures at the national level

# 75a9d154ec10 2026-11-23
national-measures-agencies = Legislative reforms have been accompanied by institutional developments which paved the way to establish an effective inter-agency cooperation and coordination in countering terrorism. Major national agencies having particular competences in the fight against terrorism are State Security Service, Foreign Intelligence Service, Ministry of Internal Affairs and State Border Service. Besides these law enforcement agencies, the State Committee on Work with Religious Entities, the State Committee on Family, Women and Child Affairs and some other relevant agencies are undertaking preventive and social activities as part of the Government’s comprehensive approach in the fight against terrorism.

# 2c7f3cc861a6 2026-11-26
national-measures-conventions = Azerbaijan has made and continues to make consistent efforts to bring its national legislation in line with international legal instruments on different aspects of the fight against terrorism. It has acceded to all 12 international conventions on counter-terrorism.

# fd52530fa813 2026-11-23
national-measures-finance = Financial Monitoring Service, in its capacity as the financial intelligence unit of the country, has been specialized to counter money laundering and terrorist financing. Its operation has been reformed to meet the major standards of the Financial Action Task Force of the OECD.

# 77172199e493 2026-11-23
national-measures-law = Law on Fight against Terrorism (1999) establishes the legislative framework for the respective agencies of the Republic of Azerbaijan to organize effective counter-measures.

# d4401cadc1ce 2026-11-23
national-measures-prevention = National measures against terrorism are not limited to law enforcement activities, but it also encompasses preventive strategies to counter extremist and radical ideologies that could lead to terrorist activities. National counter-measures also include social activities in order to rehabilitate potential offenders and their family members and to reintegrate them into society.

# 046440c45db1 2026-11-23
note-back = Back to the text

# fa43e0b91210 2026-11-26
note-heading =
    { $count ->
        [1] Note
       *[more] Notes
    }

# c138cebb3552 2026-11-23
note-mark = Footnote

# cf916b640d33 2026-11-23
note-report = [1] For reference: <symbol>A/75/625-S/2020/1161</symbol>

# 4bfe8ef71ee2 2026-11-26
notice-changed =
    { $count ->
        [one] One passage has been changed or added since this translation was reviewed:
       *[other] { $count } passages have been changed or added since this translation was reviewed:
    }

# 18e7243dfa13 2026-11-23
notice-copy = This is not the website of the { -ministry }. It is an unofficial copy of <original-link>the ministry’s page</original-link>.

# d7e2dea6d0f4 2026-11-26
notice-missing =
    { $count ->
        [one] One passage has not been translated yet and is shown in another language ({ $language }):
       *[other] { $count } passages have not been translated yet and are shown in another language ({ $language }):
    }

# 1a4bcd75c209 2026-11-26
notice-reviewed = Translation reviewed on { $date } (reviewer: { $name }).

# ffa0ff1d9e40 2026-11-26
notice-stale =
    { $count ->
        [one] The English text of one passage has changed since it was translated:
       *[other] The English text of { $count } passages has changed since they were translated:
    }

# 8fe94332f65e 2026-11-23
notice-unreviewed = This is an unofficial translation. The <source-link>English text</source-link> prevails.

# d0a60dd1ccfb 2026-11-26
parallel = Read side by side with another language

# fd3d4e2f3369 2026-11-26
parallel-single = { $language } only

# 4393c016d437 2026-11-26
parallel-swap = Swap the two languages

# c9e30531defa 2026-11-26
parallel-title = { $title } ({ $languages })

# 65d4bdecb586 2026-11-26
passage-link = Passage { $number }

# 257d64b83cba 2026-11-26
patriotic-war = Terrorist threats against Azerbaijan during the 44 days of Patriotic War and measures undertaken to counter them

# 0e3c089c1d0c 2026-11-26
patriotic-war-fighters = During 44 days of Patriotic War the Republic of Armenia on a massive scale used mercenaries and foreign terrorist fighters against the Armed Forces of the Republic of Azerbaijan, and mobilized Armenian diaspora organizations acting in foreign countries under the guise of charity entities to raise funds for financing terrorist activities in the sovereign territories of Azerbaijan against its civilian population.

# 357d174d2999 2026-11-26
patriotic-war-funds = Azerbaijan has also undertaken effective measures to prevent the illicit financial flow generated from illegal fund raising campaigns run by Armenian Diaspora Organizations acting in foreign countries by abusing their charity status. The funds collected through such illicit campaigns were transferred to the state budget of Armenia for its subsequent use for financing terrorist activities against civilian population of Azerbaijan. Azerbaijan has prepared detailed report on such malicious activities and submitted it to the financial monitoring authorities of UN Member States with a view to ensure that necessary due diligence is performed by all states in relation to such corrupt entities.

# 7b8bf22a0d16 2026-11-26
patriotic-war-report = Comprehensive report<note-link>[1]</note-link> on the use of mercenaries and foreign terrorist fighters by the Republic of Armenia during its military offensive against Azerbaijan starting from September 2020 has been prepared, based on undeniable facts and data submitted by the relevant state agencies and collected from open sources, and submitted to the United Nations Secretariat, UN Member States and other international organizations of relevant portfolio.

# dc17faef5053 2026-11-23
plain-text = Plain text

# c30c734baf31 2026-11-26
privacy-automated = No automated decisions
    .text = You need not give any personal data to read these pages, and nothing is withheld from you if you do not. No decision about you is made automatically.
    .held = A message that looks as if a machine had sent it is marked and set aside until a person has looked at it. If nobody does, it is deleted after the time stated above for messages about which a person has to decide.

# 30347e980a9e 2026-11-26
privacy-controller = Who is responsible
    .official = The { -ministry } is responsible for this website. Its address is on the <contact-link>contact page</contact-link>.
    .copy = The operator of this copy is responsible for it. The operator is not the { -ministry }. The <contact-link>contact page</contact-link> says how to reach the operator, as far as this is known.

# a1269e4989a9 2026-11-23
privacy-dated = Version of { $date }

# 15b08f1b97ef 2026-11-26
privacy-delivery = When you open a page
    .text = Your browser sends your network (IP) address, the address of the page, and settings such as its preferred languages. The server uses them only to answer and does not keep them afterwards. The legal basis is the legitimate interest in showing you the page that you asked for.
    .logged = Your browser sends your network (IP) address, the address of the page, and settings such as its preferred languages. The server uses them to answer, and writes a part of them down, as the next section says. The legal basis is the legitimate interest in showing you the page that you asked for.

# d51388b421fa 2026-11-26
privacy-description = What happens to personal data on this website: pages, contact form, logs, how long messages are kept, and your rights.

# 528ffe14312b 2026-11-25
privacy-floods = Against floods of messages
    .text = When a message is sent, the server remembers for a minute from which network address it came. It keeps this in its working memory only and not with the message. The legal basis is the legitimate interest in keeping the form usable for everyone.

# 4ba99c9beee4 2026-11-23
privacy-language = Languages
    .text = This policy says the same in every language. Should two versions differ, the <source-link>English one</source-link> prevails.

# dd2a1da04b78 2026-11-26
privacy-log = When something fails
    .text =
        The server keeps no list of visits. Only if it fails to answer a request does it write down the time, the kind of page, the result, how long it took, and a number by which the entry can be matched with that of a server in front of this one, { $address ->
            [off] without your network address
            [full] together with your network address
           *[truncated] together with your network address, shortened so that it stands for a whole group of connections
        }. The legal basis is the legitimate interest in finding and fixing the fault and in warding off attacks.
    .kept = The software does not store these entries itself. It hands them to the log of the computer it runs on, which deletes them according to its own settings. A server that stands in front of this one may keep a log of its own.

# 1daf631740d1 2026-11-29
privacy-messages = When you write to us
    .data = The form stores your name, your e-mail address, your organisation if you name one, the subject and the passage, the language for the reply, your message, when you sent it, and that you gave your consent. All fields except those for the organisation and the passage are needed to answer you. You do not have to write to us.
    .text = These data are used only to deal with your message: they are stored, passed on by e-mail or by hand to those who are responsible for this website, read, answered and deleted. Please do not send copies of passports or bank details.
    .device = While your message is being sent, your browser keeps what you entered, so that it can show you a copy once, together with the reference. It then deletes it, and in any case when you close the window.
    .basis = The legal basis is your consent. It holds until the data are deleted. You can withdraw it at any time without giving reasons: write to us and quote the reference of your message. What was done before remains lawful.
    .kept =
        { $days ->
            [0] A message is deleted from this website as soon as it has been passed on.
            [one] A message is deleted from this website { $days } day after it has been passed on.
           *[other] A message is deleted from this website { $days } days after it has been passed on.
        }
    .waiting =
        { $days ->
            [0] A message that has not been passed on yet is kept, except as said below. A message is deleted, and not archived, as soon as it has been passed on, when you withdraw your consent, or when we learn that you have died.
           *[other] A message that has not been passed on yet is kept, except as said below. A message is deleted, and not archived, when the time stated above has passed, when you withdraw your consent, or when we learn that you have died.
        }
    .review =
        { $review ->
            [one] A message about which a person has to decide, because it cannot be passed on or looks as if a machine had sent it, is deleted { $review } day after it came in, but not before those who run this website have been reminded of it.
           *[other] A message about which a person has to decide, because it cannot be passed on or looks as if a machine had sent it, is deleted { $review } days after it came in, but not before those who run this website have been reminded of it.
        }

# 4e9030c354ce 2026-11-23
privacy-policy = Privacy Policy

# d7283f29ef62 2026-11-25
privacy-recipients = Who receives data
    .text = A message is received by those who run this website and by those who are responsible for it. The services that carry it by e-mail or by post, and whoever runs the computers and lines between you and this website, can see what passes through them and may be in other countries. Nobody else receives personal data, and this website itself transfers none abroad.

# b97f1471c85c 2026-11-26
privacy-rights = Your rights
    .text = You can ask what data about you are kept, and ask to have them corrected, deleted, handed over to you, or used only within limits. You can object to their use. You have these rights under the Law of the Republic of Azerbaijan “On Personal Data” (No. 998-IIIQ of 11 May 2010) and, where it applies, under the General Data Protection Regulation of the European Union. To use them, <contact-link>write to us</contact-link>.
    .complaint = You can also complain to the authority that is responsible for data protection where you live.

# e4fb56480e23 2026-11-23
privacy-share = Links for sharing
    .text = The links to other services are plain links. Nothing is sent to a service before you follow its link. After that, the privacy policy of that service applies.

# 210968ce2702 2026-11-29
privacy-summary = You can read these pages without telling anyone who you are. They set no cookies, load nothing from other websites and do not count visitors. Nothing is stored on your device unless you choose reading preferences, which your browser keeps for these pages and sends to nobody, or send us a message, as said below.

# c523dfb27c73 2026-11-23
privacy-title = Privacy Policy

# 25add08e9e25 2026-11-26
privacy-visits = What the server writes down
    .text =
        The server writes down every request: the time, the kind of page and its language, the result, the number of bytes, how long it took, and a number by which the entry can be matched with that of a server in front of this one, { $address ->
            [off] without your network address
            [full] together with your network address
           *[truncated] together with your network address, shortened so that it stands for a whole group of connections
        }. It does not write down what you type, what stands behind a question mark in an address, or which browser you use. The legal basis is the legitimate interest in keeping this website working, in finding and fixing faults, and in warding off attacks.

# 9661522634ab 2026-11-23
publisher-copy = { -ministry } (unofficial copy)

# b3b2f7c65543 2026-11-23
publisher-official = { -ministry }

# b9090fe20e3f 2026-11-26
reading = Reading preferences
    .larger = Larger text
    .spacing = More space between lines and words
    .contrast = Higher contrast
    .plain = Plain typeface (sans-serif)
    .reset = Reset

# 904b311d308e 2026-11-26
receipt-back = Back to the statement

# 98222241808d 2026-11-26
receipt-copy = Copy the reference
    .copied = The reference has been copied.

# d8eb0b6f16ed 2026-11-29
receipt-keep = You can print this page or keep its address. Whoever opens the address later sees nothing of what you wrote.

# 8ac3d9551940 2026-11-26
receipt-local = By the clock of this device:

# 82c347143ee5 2026-11-26
receipt-next = What happens next
    .official = The message is stored and is passed on to the office that is responsible for this website. A person will read it.
    .copy = The message is stored and is passed on to the operator of this copy, who is not the ministry. A person will read it.
    .reply = If it needs a reply, you will get one by e-mail and, where possible, in the language that you chose.
    .kept =
        { $days ->
            [0] Your message is deleted from this website as soon as it has been passed on.
            [one] Your message is deleted from this website { $days } day after it has been passed on.
           *[other] Your message is deleted from this website { $days } days after it has been passed on.
        }
    .again = There is no need to send it again: the same text sent again within a day gets the same reference.

# c3932e4cd783 2026-11-26
receipt-page = This page

# 1377f6920587 2026-11-25
receipt-print = Print this page

# 25ea3ca28ace 2026-11-25
receipt-reference = Reference
    .hint = Please note the reference. Quote it if you write to us about this message.

# a0f0650220e6 2026-11-29
receipt-sent = Your copy of the message
    .hint = It is shown only this once. Print the page if you wish to keep it.

# 7a8c29507658 2026-11-26
receipt-time = Received on { $date } at { $time } (UTC).

# a275df560377 2026-11-25
receipt-title = Your message has been received

# 16abb88649c8 2026-11-25
receipt-unavailable = The reference cannot be looked up at the moment
    .text = A message whose reference has been shown to you is stored. Please try again in a few minutes.

# 14ff1993cf53 2026-11-25
receipt-unknown = There is no message with this reference
    .mistyped = The reference contains a typing error. Please compare each character with your note.
    .text = Please compare the reference with your note. Messages are deleted after some time, and their references with them.
    .contact = If you think that this is our mistake, <contact-link>write to us</contact-link>.

# 8e67094f1b15 2026-11-25
report = Report a mistake in the text

# 144c5c9f4d6e 2026-11-26
retrieved = Text retrieved on { $date }

# 99058536968e 2026-11-23
rights = All rights reserved. <contact-link>Contact us</contact-link> to use any licensed material.

# 574d2fefa3d8 2026-11-23
section = International Cooperation

# ae0bd8aff054 2026-11-26
share-citation = Citation
    .hint = How to name the page as a source.
    .copy = Copy the citation
    .copied = The citation has been copied.

# dd519fb2c1ff 2026-11-26
share-citation-copy = { $citation } (unofficial copy, text retrieved on { $date })
    .undated = { $citation } (unofficial copy)

# 81659820313d 2026-11-29
share-citation-read = { $citation } (accessed on { $day })

# 10f319837252 2026-11-29
share-citation-text = { $work }, { $url }
    .un = { $work }. Available at { $url }

# b980c25ba842 2026-11-29
share-citation-un = UN style
    .hint = As the documents of the United Nations name their sources.
    .copy = Copy the citation in UN style
    .copied = The citation in UN style has been copied.

# 90299a5c33f6 2026-11-23
share-citation-unreviewed = { -ministry }, “{ $title }”, unofficial translation, { $url }

# f93651172e54 2026-11-29
share-citation-work = { -ministry }, “{ $title }”
    .unreviewed = { -ministry }, “{ $title }”, unofficial translation
    .paragraph = { $work }, para. { $number }

# 6cbfff749bdf 2026-11-23
share-code = QR code
    .hint = Point the camera of a telephone at the code to open the page there.

# 0647450fba50 2026-11-26
share-description = Ways to share the statement on countering terrorism: link, QR code, citation and services.

# 88f628eeb982 2026-11-23
share-device = Share with an app on this device

# 63d965d37e86 2026-11-23
share-email = Send by e-mail

# b9df502ffd5b 2026-11-23
share-heading = Share this page

# e4e9c3458c37 2026-11-23
share-link = Link
    .hint = The address of the page in this language.
    .copy = Copy the link
    .copied = The link has been copied.

# 00d76ae21862 2026-11-23
share-more = All ways to share

# c88e656bf4a7 2026-11-23
share-on = Share on { $service }

# 2026029080fb 2026-11-23
share-services = Services
    .hint = A service learns nothing about you before you follow its link. After that, its own rules apply.

# a717251b38e2 2026-11-23
share-title = Share this page

# fdafc3ec3072 2026-11-26
site-copy = unofficial copy of { $website }

# c06c1f3ded77 2026-11-26
site-official = Ministry of Foreign Affairs of Azerbaijan

# 34fe0c1e35d5 2026-11-23
skip = Skip to the text

# 0b46ab619ef3 2026-11-23
title = Fight Against Terrorism

# 8895ed2072d8 2026-11-26
use = Use this text
    .beside = Side by side
    .paper = Print, plain text
    .print = Print
    .mistakes = Mistakes

### end of the records
