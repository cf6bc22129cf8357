### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Privacy Policy

# $date (String) day of this version, for example 5 March 2026
privacy-dated = Version of { $date }

privacy-summary = You can read these pages without telling anyone who you are. They set no cookies, store nothing on your device, load nothing from other websites and do not count visitors.

# <contact-link> leads to the contact page.
privacy-controller = Who is responsible
    .official = The { -ministry } is responsible for this website. Its address is on the <contact-link>contact page</contact-link>.
    .copy = The operator of this copy is responsible for it. The operator is not the { -ministry }. How to reach the operator is said, as far as it is known, on the <contact-link>contact page</contact-link>.

privacy-delivery = When you open a page
    .text = Your browser sends your network address, the address of the page, and settings such as its preferred languages. The server uses them only to answer and then forgets them. The legal basis is the legitimate interest in showing you the page that you asked for.

# $address (String) which part of the visitor’s network address is written down:
# off (nothing), truncated (shortened) or full (all of it)
privacy-log = When something fails
    .text = The server keeps no list of visits. Only if it fails to answer a request does it write down the time, the kind of page, the result and how long it took, { $address ->
        [off] without your network address
        [full] together with your network address
       *[truncated] together with your network address, shortened so that it stands for a whole group of connections
    }. The legal basis is the legitimate interest in finding and mending the fault and in warding off attacks.
    .kept = The software does not store these entries itself. It hands them to the log of the computer it runs on, which deletes them according to its own settings. A server that stands in front of this one may keep a log of its own.

# $days (Number) how long messages are kept, for example 180
privacy-messages = When you write to the office
    .text = Your name, your address and what you write are used only to deal with your request. The legal basis is your consent, which you give by writing and can withdraw at any time without giving reasons; what was done before that remains lawful. Please do not send copies of passports or bank details.
    .kept = { $days ->
        [0] Messages are deleted as soon as they have been dealt with.
        [one] Messages are deleted { $days } day after they have been dealt with.
       *[other] Messages are deleted { $days } days after they have been dealt with.
    }

privacy-recipients = Who receives data
    .text = The software passes no personal data on. Whoever runs the computers and lines between you and this website can see the technical data of the connection, as with every website. A message by e-mail or by post passes through the services that carry it, which may be in other countries. This website itself transfers no personal data abroad.

privacy-share = Links for sharing
    .text = The links to other services are plain links. Nothing is sent to a service before you follow its link. After that, the privacy policy of that service applies.

privacy-automated = No decisions by machines
    .text = You need not give any personal data to read these pages, and nothing is withheld from you if you do not. No decision about you is made automatically.

# <contact-link> leads to the contact page.
privacy-rights = Your rights
    .text = You can ask what data about you are kept, and ask to have them corrected, deleted, handed over to you, or used only within limits. You can object to their use. You have these rights under the Law of the Republic of Azerbaijan “On Personal Data” (No. 998-IIIQ of 11 May 2010) and, where it applies, under the General Data Protection Regulation of the European Union. To use them, <contact-link>write to us</contact-link>.
    .complaint = You can also complain to the authority that is responsible for data protection where you live.

# <source-link> leads to the English privacy policy.
privacy-language = Languages
    .text = This policy says the same in every language. Should two versions differ, the <source-link>English one</source-link> prevails.
