### The English that each translation was made from. Written by `communique locales`;
### do not edit. The comment above a message is the fingerprint of its translation.
### listed

# 599be65324b4 2026-11-23
-ministry = Ministry of Foreign Affairs of the Republic of Azerbaijan

# adc11632a6df 2026-11-27
abbreviation-cis = CIS
    .name = Commonwealth of Independent States

# 4849715ca243 2026-11-27
abbreviation-guam = GUAM
    .name = Organization for Democracy and Economic Development – GUAM

# 4ae5c11d3754 2026-11-27
abbreviation-oecd = OECD
    .name = Organisation for Economic Co-operation and Development

# 81634367cc4d 2026-11-27
abbreviation-osce = OSCE
    .name = Organization for Security and Co-operation in Europe

# a1533dac9216 2026-11-27
abbreviation-un = UN
    .name = United Nations

# 0493e5d5d058 2026-11-27
abbreviations =
    { $count ->
        [1] Abbreviation
       *[more] Abbreviations
    }

# d0d10f317e72 2026-11-26
about-text = About this text

# 778e33ba9921 2026-11-23
accessibility-dated = This statement was prepared on { $date } and is reviewed at least once a year.

# 42229fd06d44 2026-11-26
accessibility-description = How far this website meets WCAG 2.2 and EN 301 549, what is not accessible, and how to report a barrier.

# 27507f432274 2026-11-23
accessibility-enforcement = If you are not satisfied with the answer
    .text = You can turn to the Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan, who monitors how the Convention on the Rights of Persons with Disabilities is observed.

# 5d68407c8d8b 2026-11-23
accessibility-feedback = If you meet a barrier
    .text = Please <contact-link>tell us</contact-link> which page it concerns and what you wanted to do. You may also ask for the text in another form.

# 7bb24ea579ca 2026-11-23
accessibility-limits = Content that is not accessible
    .failures = Non-compliance with the standards: none is known.
    .burden = Disproportionate burden: none is claimed.
    .scope = Outside the scope of this statement: the websites of the services on which the page can be shared, and documents of other organisations that the ministry’s statement mentions.

# 1adcd7bbb525 2026-11-26
accessibility-measures = What has been done
    .text = Every page can be read with a screen reader and used with the keyboard alone, without scripts, without style, in large print, at a magnification of 400 per cent, in light and dark colours and on paper. Nothing moves, and nothing has a time limit. Text in another language is marked as such. Text and background have a contrast of at least 7 to 1. At the foot of every page, reading preferences can make the text larger, the spaces wider, the contrast higher and the typeface plainer.
    .alternatives = The ministry’s statement is also available as <text-link>plain text</text-link>.

# 3d5ea7ed33d4 2026-11-27
accessibility-method = How this statement was prepared
    .text = This statement rests on an assessment by the makers of the software. With each change, every page is examined in every language by automatic tools, in light and dark colours, on a wide and on a narrow screen, and its structure, its contrast, its behaviour at 320 pixels and its printed form are tested.

# ccf3bd3b9c00 2026-11-27
accessibility-scope = This statement applies to all pages of this website ({ $site }), in all its languages. Everyone should be able to read and use them, whatever their abilities, devices and connections.

# fb39e7f6483d 2026-11-26
accessibility-status = Compliance status
    .text = This website is partially compliant with the Web Content Accessibility Guidelines (WCAG) 2.2, level AA, and with the standard EN 301 549. No failure is known, but people who use assistive technologies have not yet examined it in every language. Until they have, we do not call it fully compliant.

# 449371cd21db 2026-11-23
accessibility-title = Accessibility statement

# 646d5cf3fb8b 2026-11-23
attribution = This is a statement of the { -ministry }, taken from <original-link>the ministry’s website</original-link>.

# a72e349b6c63 2026-11-23
background = Background information

# 6c8c922f1df8 2026-11-26
background-acts = There are documented facts about terrorist activities initiated, committed or orchestrated by Armenia within the territory of Azerbaijan claiming thousands of innocent lives. Since the late 1980s, when Armenia openly encroached upon the territory of Azerbaijan and launched military aggression against its territorial integrity, Armenian terrorists have repeatedly committed terrorist acts in the territory of Azerbaijan. Some of them still enjoy impunity and have not been brought to justice yet.

# 0f2c58b3da54 2026-11-23
background-contribution = Azerbaijan continues to make a significant contribution to international counter-terrorism efforts. Following the terrorist attacks against the United States, Azerbaijan has been firmly and promptly acting to extend its valuable contribution to the global campaign against international terrorism. Responding to the calls of the international community, Azerbaijan has opened its airspace and airports for the use of counter-terrorism coalition in its fight against the Taliban and Al-Qaeda in Afghanistan.

# b34246a7b755 2026-11-23
background-origins = The scourge of terrorism is not a new phenomenon for Azerbaijan as it has experienced this menace starting from the 1980s.

# 84455906911e 2026-11-23
breadcrumb = You are here

# ec093d90dbb6 2026-11-26
changed = Last changed in this language on { $date }

# 29ae2f10e70c 2026-11-25
contact-about = Passage (optional)
    .hint = If your message is about one passage of the statement, choose it here.
    .none = No particular passage

# ed6e38bd4913 2026-11-23
contact-address = { -ministry }<br>4 Shikhali Gurbanov Street<br>AZ1009 Baku<br>Republic of Azerbaijan

# 85b1014dc97b 2026-11-25
contact-address-field = Your e-mail address
    .hint = We need it to answer you. For example: name@example.org

# 0f5459d11381 2026-11-26
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

# 16b61d9172f5 2026-11-26
contact-count = { $typed } of at most { $count } characters

# abec30bd1075 2026-11-26
contact-description = Write to us about the use of the statement, a mistake in the text or in a translation, or something that cannot be read or used.

# 0fe1e11c10c0 2026-11-26
contact-email = By e-mail
    .office = The office that is responsible for this website:
    .operator = The operator of this copy, who is not the ministry:

# 682d9291a1d9 2026-11-25
contact-fault = Error:

# 39c68b7cb294 2026-11-26
contact-fault-address = Enter your e-mail address.
    .form = Check the e-mail address. It should look like name@example.org.
    .long = The e-mail address is too long. Use no more than { $count } characters.

# 3760a55a91c8 2026-11-25
contact-fault-consent = To send the message, tick the box to give your consent.

# 5942fc110054 2026-11-26
contact-fault-message = Write your message.
    .long = The message is too long. Use no more than { $count } characters.

# c6eb662e135b 2026-11-26
contact-fault-name = Enter your name.
    .long = The name is too long. Use no more than { $count } characters.

# 99bd9bd02ced 2026-11-26
contact-fault-organisation = The name of the organisation is too long. Use no more than { $count } characters.

# fdaee9dd2959 2026-11-25
contact-fault-title = Error: { $title }

# f9ed06632495 2026-11-25
contact-fault-topic = Choose what your message is about.

# 9de5ae7bd457 2026-11-26
contact-faults =
    { $count ->
        [one] Please correct one entry
       *[other] Please correct { $count } entries
    }

# a95ecb9a0b98 2026-11-26
contact-form =
    .official = Your message goes to the office that is responsible for this website.
    .copy = Your message goes to the operator of this copy, who is not the ministry.

# b1480c9a4da6 2026-11-26
contact-message = Your message
    .hint = At most { $count } characters. Please do not send copies of passports or bank details.

# 929ee8ae6066 2026-11-25
contact-name = Your name

# 978a63ba6fb9 2026-11-25
contact-no-email = No e-mail address has been given for this website. Please use the form or write by post.
    .copy = The operator of this copy has given no e-mail address. The postal address below is the ministry’s, for questions about the rights in the text.

# 8098c954742f 2026-11-26
contact-nowhere = There is no form on this page
    .text = Messages cannot be sent from here. Please use <other-link>one of the other ways to reach us</other-link>.

# 65d4cd157b29 2026-11-25
contact-organisation = Your organisation (optional)

# e75d7aa4567b 2026-11-25
contact-other = Other ways to reach us
    .refused = You can also use <other-link>one of the other ways to reach us</other-link>.

# f2fa323ef3c9 2026-11-27
contact-post = By post
    .copy = The ministry’s address, for questions about the rights in the text:

# 577f5b83d500 2026-11-26
contact-problem = Mistakes and barriers
    .text = Please also write to us if you find a mistake in the text or in a translation, or if something on these pages cannot be read or used. Name the page and, where you can, the passage.

# 15443ded37a9 2026-11-27
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

# c789f9c4fce9 2026-11-27
contact-reply = Language for the reply
    .page = { $language } (this page)

# adc6b4b5b39c 2026-11-23
contact-rights = Use of licensed material
    .text = The rights in the statement belong to the { -ministry }. Anyone who wishes to use licensed material is asked to obtain permission first.
    .how = Please say which material you would like to use, for what purpose and in which language, and how you can be reached.

# 621827ace8d1 2026-11-25
contact-send = Send the message

# 663d5fecb054 2026-11-23
contact-title = Contact

# 7e8fd7dfc22b 2026-11-25
contact-topic = What is your message about?
    .material = Use of licensed material
    .text = A mistake in the text or in a translation
    .accessibility = Something that cannot be read or used
    .other = Something else

# 4c99ac1a52e5 2026-11-25
contact-trap = Please leave this field empty

# 25eb953efa28 2026-11-23
contents = On this page

# 5368c8655ef7 2026-11-26
copy-band = <strong>Unofficial copy</strong><rest> – not the ministry’s website</rest>

# bf98f9f65e0d 2026-11-26
description = Statement of the { -ministry } on countering terrorism, to read, print, cite and share.

# 011df6a6780f 2026-11-26
document-title = { $page } – { $site }

# 83e375e4d383 2026-11-23
error-contact = If you think that this is our mistake, <contact-link>tell us</contact-link>.

# 1bda936e4da5 2026-11-23
error-method = This address only shows a page
    .text = Nothing can be sent to this address. Nothing was saved.

# 7310aac785a3 2026-11-23
error-not-found = Page not found
    .text = There is no page at this address. It may have been mistyped, or the page may have moved.

# 6dbea15024f4 2026-11-23
error-server = This page cannot be shown at the moment
    .text = The fault is ours. Please try again in a few minutes.

# e37bb28d4870 2026-11-23
error-statement = The statement can be read in these languages:

# 37e3b3da6cfa 2026-11-23
footer = About this website

# 6984ad8da04e 2026-11-23
footer-accessibility = Accessibility

# fedd31decfb6 2026-11-23
footer-contact = Contact

# 714f6b09af8e 2026-11-23
heading = COUNTERING TERRORISM

# 85c8e24c9e46 2026-11-23
heading-link = Link to the section “{ $heading }”

# 8cf738be75c7 2026-11-26
in-languages =
    { $count ->
        [one] In one language
       *[other] In { $count } languages
    }

# d618fc947552 2026-11-23
international-cooperation = International cooperation

# 572b2c318d29 2026-11-23
international-cooperation-importance = Azerbaijan considers international cooperation as one of the most important components of the global fight against terrorism.

# c34e8ca19d07 2026-11-23
international-cooperation-mechanisms = In addition to concluding bilateral and multilateral agreements with different states to reinforce joint counter-terrorist capabilities, the Republic of Azerbaijan also actively takes part in regional and international cooperation mechanisms.

# 09e007e683d4 2026-11-26
international-cooperation-organizations = It cooperates with UN Counter-Terrorism Office, OSCE Transnational Threats Department, Committee of Experts of the Council of Europe on Countering Terrorism, relevant agencies of GUAM, European Union, Shangai Cooperation Organization, CIS and etc.

# 0827d6bc6fd4 2026-11-23
language-name = English

# 8f0cab4eb07b 2026-11-23
languages-title = Choose a language

# 90396d77dd07 2026-11-23
menu = Language

# aea785d365bc 2026-11-23
national-measures = Measures at the national level

# ef05ef8f01b8 2026-11-23
national-measures-agencies = Legislative reforms have been accompanied by institutional developments which paved the way to establish an effective inter-agency cooperation and coordination in countering terrorism. Major national agencies having particular competences in the fight against terrorism are State Security Service, Foreign Intelligence Service, Ministry of Internal Affairs and State Border Service. Besides these law enforcement agencies, the State Committee on Work with Religious Entities, the State Committee on Family, Women and Child Affairs and some other relevant agencies are undertaking preventive and social activities as part of the Government’s comprehensive approach in the fight against terrorism.

# e6afa4c29d63 2026-11-26
national-measures-conventions = Azerbaijan has made and continues to make consistent efforts to bring its national legislation in line with international legal instruments on different aspects of the fight against terrorism. It has acceded to all 12 international conventions on counter-terrorism.

# 668ad20b9ec1 2026-11-26
national-measures-finance = Financial Monitoring Service, in its capacity as the financial intelligence unit of the country, has been specialized to counter money laundering and terrorist financing. Its operation has been reformed to meet the major standards of the Financial Action Task Force of the OECD.

# 488681b286be 2026-11-23
national-measures-law = Law on Fight against Terrorism (1999) establishes the legislative framework for the respective agencies of the Republic of Azerbaijan to organize effective counter-measures.

# 9bfa2e500379 2026-11-23
national-measures-prevention = National measures against terrorism are not limited to law enforcement activities, but it also encompasses preventive strategies to counter extremist and radical ideologies that could lead to terrorist activities. National counter-measures also include social activities in order to rehabilitate potential offenders and their family members and to reintegrate them into society.

# 0a7ff24f4a0d 2026-11-23
note-back = Back to the text

# 878c717eadbe 2026-11-26
note-heading =
    { $count ->
        [1] Note
       *[more] Notes
    }

# 565ca1dde7c0 2026-11-23
note-mark = Footnote

# 4392fd6bed2c 2026-11-23
note-report = [1] For reference: <symbol>A/75/625-S/2020/1161</symbol>

# 86e2b0097313 2026-11-26
notice-changed =
    { $count ->
        [one] One passage has been changed or added since this translation was reviewed:
       *[other] { $count } passages have been changed or added since this translation was reviewed:
    }

# 53a63570ccec 2026-11-23
notice-copy = This is not the website of the { -ministry }. It is an unofficial copy of <original-link>the ministry’s page</original-link>.

# 415d33b6ba5b 2026-11-26
notice-missing =
    { $count ->
        [one] One passage has not been translated yet and is shown in another language ({ $language }):
       *[other] { $count } passages have not been translated yet and are shown in another language ({ $language }):
    }

# b72f3a830279 2026-11-23
notice-reviewed = Translation reviewed on { $date } (reviewer: { $name }).

# 745527c813b1 2026-11-26
notice-stale =
    { $count ->
        [one] The English text of one passage has changed since it was translated:
       *[other] The English text of { $count } passages has changed since they were translated:
    }

# b2744044d574 2026-11-23
notice-unreviewed = This is an unofficial translation. The <source-link>English text</source-link> prevails.

# 304ca866d556 2026-11-26
parallel = Read side by side with another language

# 2014600a5303 2026-11-26
parallel-single = { $language } only

# aac4fd6836c2 2026-11-26
parallel-swap = Swap the two languages

# c9e30531defa 2026-11-26
parallel-title = { $title } ({ $languages })

# 63b8beb52bf4 2026-11-26
passage-link = Passage { $number }

# d7c98c209094 2026-11-26
patriotic-war = Terrorist threats against Azerbaijan during the 44 days of Patriotic War and measures undertaken to counter them

# 1dcd15b88d7a 2026-11-26
patriotic-war-fighters = During 44 days of Patriotic War the Republic of Armenia on a massive scale used mercenaries and foreign terrorist fighters against the Armed Forces of the Republic of Azerbaijan, and mobilized Armenian diaspora organizations acting in foreign countries under the guise of charity entities to raise funds for financing terrorist activities in the sovereign territories of Azerbaijan against its civilian population.

# b590d0069d31 2026-11-26
patriotic-war-funds = Azerbaijan has also undertaken effective measures to prevent the illicit financial flow generated from illegal fund raising campaigns run by Armenian Diaspora Organizations acting in foreign countries by abusing their charity status. The funds collected through such illicit campaigns were transferred to the state budget of Armenia for its subsequent use for financing terrorist activities against civilian population of Azerbaijan. Azerbaijan has prepared detailed report on such malicious activities and submitted it to the financial monitoring authorities of UN Member States with a view to ensure that necessary due diligence is performed by all states in relation to such corrupt entities.

# ac3f185356b5 2026-11-23
patriotic-war-report = Comprehensive report<note-link>[1]</note-link> on the use of mercenaries and foreign terrorist fighters by the Republic of Armenia during its military offensive against Azerbaijan starting from September 2020 has been prepared, based on undeniable facts and data submitted by the relevant state agencies and collected from open sources, and submitted to the United Nations Secretariat, UN Member States and other international organizations of relevant portfolio.

# 166f8286a32b 2026-11-23
plain-text = Plain text

# 6073407caf28 2026-11-26
privacy-automated = No automated decisions
    .text = You need not give any personal data to read these pages, and nothing is withheld from you if you do not. No decision about you is made automatically.
    .held = A message that looks as if a machine had sent it is marked and set aside until a person has looked at it. If nobody does, it is deleted after the time stated above for messages about which a person has to decide.

# fdb140b72ae4 2026-11-26
privacy-controller = Who is responsible
    .official = The { -ministry } is responsible for this website. Its address is on the <contact-link>contact page</contact-link>.
    .copy = The operator of this copy is responsible for it. The operator is not the { -ministry }. The <contact-link>contact page</contact-link> says how to reach the operator, as far as this is known.

# e15c2e82e6ca 2026-11-23
privacy-dated = Version of { $date }

# 1860956c417a 2026-11-26
privacy-delivery = When you open a page
    .text = Your browser sends your network (IP) address, the address of the page, and settings such as its preferred languages. The server uses them only to answer and does not keep them afterwards. The legal basis is the legitimate interest in showing you the page that you asked for.
    .logged = Your browser sends your network (IP) address, the address of the page, and settings such as its preferred languages. The server uses them to answer, and writes a part of them down, as the next section says. The legal basis is the legitimate interest in showing you the page that you asked for.

# 1c8c5be0f7db 2026-11-26
privacy-description = What happens to personal data on this website: pages, contact form, logs, how long messages are kept, and your rights.

# 637ccad6f2e1 2026-11-25
privacy-floods = Against floods of messages
    .text = When a message is sent, the server remembers for a minute from which network address it came. It keeps this in its working memory only and not with the message. The legal basis is the legitimate interest in keeping the form usable for everyone.

# a0cfe7b9a328 2026-11-23
privacy-language = Languages
    .text = This policy says the same in every language. Should two versions differ, the <source-link>English one</source-link> prevails.

# 64f69e7612d3 2026-11-26
privacy-log = When something fails
    .text =
        The server keeps no list of visits. Only if it fails to answer a request does it write down the time, the kind of page, the result, how long it took, and a number by which the entry can be matched with that of a server in front of this one, { $address ->
            [off] without your network address
            [full] together with your network address
           *[truncated] together with your network address, shortened so that it stands for a whole group of connections
        }. The legal basis is the legitimate interest in finding and fixing the fault and in warding off attacks.
    .kept = The software does not store these entries itself. It hands them to the log of the computer it runs on, which deletes them according to its own settings. A server that stands in front of this one may keep a log of its own.

# baa545281779 2026-11-29
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

# fc9a98229c5e 2026-11-23
privacy-policy = Privacy Policy

# 09e0e9bf6450 2026-11-26
privacy-recipients = Who receives data
    .text = A message is received by those who run this website and by those who are responsible for it. The services that carry it by e-mail or by post, and whoever runs the computers and lines between you and this website, can see what passes through them and may be in other countries. Nobody else receives personal data, and this website itself transfers none abroad.

# a50311b424b0 2026-11-26
privacy-rights = Your rights
    .text = You can ask what data about you are kept, and ask to have them corrected, deleted, handed over to you, or used only within limits. You can object to their use. You have these rights under the Law of the Republic of Azerbaijan “On Personal Data” (No. 998-IIIQ of 11 May 2010) and, where it applies, under the General Data Protection Regulation of the European Union. To use them, <contact-link>write to us</contact-link>.
    .complaint = You can also complain to the authority that is responsible for data protection where you live.

# 93c38c82a04c 2026-11-23
privacy-share = Links for sharing
    .text = The links to other services are plain links. Nothing is sent to a service before you follow its link. After that, the privacy policy of that service applies.

# 5c5fcccce9e8 2026-11-29
privacy-summary = You can read these pages without telling anyone who you are. They set no cookies, load nothing from other websites and do not count visitors. Nothing is stored on your device unless you choose reading preferences, which your browser keeps for these pages and sends to nobody, or send us a message, as said below.

# ddc03beb1146 2026-11-23
privacy-title = Privacy Policy

# 46a2d8473ff3 2026-11-26
privacy-visits = What the server writes down
    .text =
        The server writes down every request: the time, the kind of page and its language, the result, the number of bytes, how long it took, and a number by which the entry can be matched with that of a server in front of this one, { $address ->
            [off] without your network address
            [full] together with your network address
           *[truncated] together with your network address, shortened so that it stands for a whole group of connections
        }. It does not write down what you type, what stands behind a question mark in an address, or which browser you use. The legal basis is the legitimate interest in keeping this website working, in finding and fixing faults, and in warding off attacks.

# ac7eb93da10a 2026-11-23
publisher-copy = { -ministry } (unofficial copy)

# b3b2f7c65543 2026-11-23
publisher-official = { -ministry }

# 9c0fd19c51a3 2026-11-26
reading = Reading preferences
    .larger = Larger text
    .spacing = More space between lines and words
    .contrast = Higher contrast
    .plain = Plain typeface (sans-serif)
    .reset = Reset

# 01b4c21c53c8 2026-11-26
receipt-back = Back to the statement

# 15a3a9228267 2026-11-26
receipt-copy = Copy the reference
    .copied = The reference has been copied.

# cec02105ca3c 2026-11-29
receipt-keep = You can print this page or keep its address. Whoever opens the address later sees nothing of what you wrote.

# 59952680ee29 2026-11-26
receipt-local = By the clock of this device:

# df5c160986ab 2026-11-26
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

# 05748695a240 2026-11-26
receipt-page = This page

# f08a909197a5 2026-11-25
receipt-print = Print this page

# d133a3af204c 2026-11-26
receipt-reference = Reference
    .hint = Please note the reference. Quote it if you write to us about this message.

# a12f4e4f9509 2026-11-29
receipt-sent = Your copy of the message
    .hint = It is shown only this once. Print the page if you wish to keep it.

# bfd0319f512a 2026-11-26
receipt-time = Received on { $date } at { $time } (UTC).

# 3f9ef357d4f9 2026-11-25
receipt-title = Your message has been received

# 58857541fded 2026-11-27
receipt-unavailable = The reference cannot be looked up at the moment
    .text = A message whose reference has been shown to you is stored. Please try again in a few minutes.

# 6cfa4a33fa64 2026-11-25
receipt-unknown = There is no message with this reference
    .mistyped = The reference contains a typing error. Please compare each character with your note.
    .text = Please compare the reference with your note. Messages are deleted after some time, and their references with them.
    .contact = If you think that this is our mistake, <contact-link>write to us</contact-link>.

# bbaad2f73c3e 2026-11-25
report = Report a mistake in the text

# f9da44122244 2026-11-26
retrieved = Text retrieved on { $date }

# 1267a2c4983f 2026-11-23
rights = All rights reserved. <contact-link>Contact us</contact-link> to use any licensed material.

# 01048fe4d5fd 2026-11-23
section = International Cooperation

# f80ece2fafbf 2026-11-23
share-citation = Citation
    .hint = How to name the page as a source.
    .copy = Copy the citation
    .copied = The citation has been copied.

# e2fef7ac66e7 2026-11-26
share-citation-copy = { $citation } (unofficial copy, text retrieved on { $date })
    .undated = { $citation } (unofficial copy)

# e19e852c442d 2026-11-29
share-citation-read = { $citation } (accessed on { $day })

# d194ffcaf1f2 2026-11-29
share-citation-text = { $work }, { $url }
    .un = { $work }. Available at { $url }

# 77751bb71202 2026-11-29
share-citation-un = UN style
    .hint = As the documents of the United Nations name their sources.
    .copy = Copy the citation in UN style
    .copied = The citation in UN style has been copied.

# 372bff79ae5d 2026-11-23
share-citation-unreviewed = { -ministry }, “{ $title }”, unofficial translation, { $url }

# b401f66d8cc8 2026-11-29
share-citation-work = { -ministry }, “{ $title }”
    .unreviewed = { -ministry }, “{ $title }”, unofficial translation
    .paragraph = { $work }, para. { $number }

# beee89e2bb07 2026-11-23
share-code = QR code
    .hint = Point the camera of a telephone at the code to open the page there.

# 5bdd12c1a228 2026-11-26
share-description = Ways to share the statement on countering terrorism: link, QR code, citation and services.

# 572fd02f072d 2026-11-23
share-device = Share with an app on this device

# 171e70bf9e3c 2026-11-23
share-email = Send by e-mail

# ba2d4839aaa7 2026-11-23
share-heading = Share this page

# 34d8e4f825ee 2026-11-23
share-link = Link
    .hint = The address of the page in this language.
    .copy = Copy the link
    .copied = The link has been copied.

# 6ee4cfe4d3b8 2026-11-23
share-more = All ways to share

# 591173d45585 2026-11-23
share-on = Share on { $service }

# ae1fb1a282ff 2026-11-23
share-services = Services
    .hint = A service learns nothing about you before you follow its link. After that, its own rules apply.

# 8cc091d78f90 2026-11-23
share-title = Share this page

# 590ac2bc81b2 2026-11-26
site-copy = unofficial copy of { $website }

# 3db175d7ef6d 2026-11-26
site-official = Ministry of Foreign Affairs of Azerbaijan

# f71e6f4d203d 2026-11-23
skip = Skip to the text

# 6297d1b5b7cf 2026-11-23
title = Fight Against Terrorism

# 28f58953f172 2026-11-26
use = Use this text
    .beside = Side by side
    .paper = Print, plain text
    .print = Print
    .mistakes = Mistakes

### end of the records
