### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Privacy Policy

# The page in one or two sentences, for search results and previews.
# max-length: 160
privacy-description = What happens to personal data on this website: pages, contact form, logs, how long messages are kept, and your rights.

# $date (Date) day of this version, for example 5 March 2026
privacy-dated = Version of { $date }

privacy-summary = You can read these pages without telling anyone who you are. They set no cookies, load nothing from other websites and do not count visitors. Nothing is stored on your device unless you choose reading preferences, which your browser keeps for these pages and sends to nobody, or send us a message, as said below.

# <contact-link> leads to the contact page.
privacy-controller = Who is responsible
    .official = The { -ministry } is responsible for this website. Its address is on the <contact-link>contact page</contact-link>.
    .copy = The operator of this copy is responsible for it. The operator is not the { -ministry }. The <contact-link>contact page</contact-link> says how to reach the operator, as far as this is known.

# .logged stands in the place of .text where the operator keeps a list of requests (privacy-visits).
privacy-delivery = When you open a page
    .text = Your browser sends your network (IP) address, the address of the page, and settings such as its preferred languages. The server uses them only to answer and does not keep them afterwards. The legal basis is the legitimate interest in showing you the page that you asked for.
    .logged = Your browser sends your network (IP) address, the address of the page, and settings such as its preferred languages. The server uses them to answer, and writes a part of them down, as the next section says. The legal basis is the legitimate interest in showing you the page that you asked for.

# $address (String) which part of the visitor’s network address is written down, for example truncated
# (off: nothing; truncated: shortened; full: all of it)
privacy-log = When something fails
    .text =
        The server keeps no list of visits. Only if it fails to answer a request does it write down the time, the kind of page, the result, how long it took, and a number by which the entry can be matched with that of a server in front of this one, { $address ->
            [off] without your network address
            [full] together with your network address
           *[truncated] together with your network address, shortened so that it stands for a whole group of connections
        }. The legal basis is the legitimate interest in finding and fixing the fault and in warding off attacks.
    .kept = The software does not store these entries itself. It hands them to the log of the computer it runs on, which deletes them according to its own settings. A server that stands in front of this one may keep a log of its own.

# Stands in the place of privacy-log where the operator keeps a list of requests.
# $address (String) which part of the visitor’s network address is written down, for example truncated
# (off: nothing; truncated: shortened; full: all of it)
privacy-visits = What the server writes down
    .text =
        The server writes down every request: the time, the kind of page and its language, the result, the number of bytes, how long it took, and a number by which the entry can be matched with that of a server in front of this one, { $address ->
            [off] without your network address
            [full] together with your network address
           *[truncated] together with your network address, shortened so that it stands for a whole group of connections
        }. It does not write down what you type, what stands behind a question mark in an address, or which browser you use. The legal basis is the legitimate interest in keeping this website working, in finding and fixing faults, and in warding off attacks.

# $days (Number) how long messages are kept, for example 180
# $review (Number) how long messages are kept that wait for a person, for example 90
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

privacy-floods = Against floods of messages
    .text = When a message is sent, the server remembers for a minute from which network address it came. It keeps this in its working memory only and not with the message. The legal basis is the legitimate interest in keeping the form usable for everyone.

privacy-recipients = Who receives data
    .text = A message is received by those who run this website and by those who are responsible for it. The services that carry it by e-mail or by post, and whoever runs the computers and lines between you and this website, can see what passes through them and may be in other countries. Nobody else receives personal data, and this website itself transfers none abroad.

privacy-share = Links for sharing
    .text = The links to other services are plain links. Nothing is sent to a service before you follow its link. After that, the privacy policy of that service applies.

privacy-automated = No automated decisions
    .text = You need not give any personal data to read these pages, and nothing is withheld from you if you do not. No decision about you is made automatically.
    .held = A message that looks as if a machine had sent it is marked and set aside until a person has looked at it. If nobody does, it is deleted after the time stated above for messages about which a person has to decide.

# <contact-link> leads to the contact page.
privacy-rights = Your rights
    .text = You can ask what data about you are kept, and ask to have them corrected, deleted, handed over to you, or used only within limits. You can object to their use. You have these rights under the Law of the Republic of Azerbaijan “On Personal Data” (No. 998-IIIQ of 11 May 2010) and, where it applies, under the General Data Protection Regulation of the European Union. To use them, <contact-link>write to us</contact-link>.
    .complaint = You can also complain to the authority that is responsible for data protection where you live.

# <source-link> leads to the English privacy policy.
privacy-language = Languages
    .text = This policy says the same in every language. Should two versions differ, the <source-link>English one</source-link> prevails.
