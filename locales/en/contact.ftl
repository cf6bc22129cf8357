### /{tag}/contact — the form, other ways to reach the office, and the rights in the text.

contact-title = Contact

# The page in one or two sentences, for search results and previews.
# max-length: 160
contact-description = Write to us about the use of the statement, a mistake in the text or in a translation, or something that cannot be read or used.

contact-rights = Use of licensed material
    .text = The rights in the statement belong to the { -ministry }. Anyone who wishes to use licensed material is asked to obtain permission first.
    .how = Please say which material you would like to use, for what purpose and in which language, and how you can be reached.

contact-problem = Mistakes and barriers
    .text = Please also write to us if you find a mistake in the text or in a translation, or if something on these pages cannot be read or used. Name the page and, where you can, the passage.

# Above the form: whom the message reaches.
contact-form =
    .official = Your message goes to the office that is responsible for this website.
    .copy = Your message goes to the operator of this copy, who is not the ministry.

# The choices of what the message is about.
contact-topic = What is your message about?
    .material = Use of licensed material
    .text = A mistake in the text or in a translation
    .accessibility = Something that cannot be read or used
    .other = Something else

# A list of the headings and first words of the passages of the statement.
contact-about = Passage (optional)
    .hint = If your message is about one passage of the statement, choose it here.
    .none = No particular passage

contact-name = Your name

contact-address-field = Your e-mail address
    .hint = We need it to answer you. For example: name@example.org

contact-organisation = Your organisation (optional)

# $language (String) the own name of the language of the page, for example English
contact-reply = Language for the reply
    .page = { $language } (this page)

# $count (Number) most characters, for example 5000
contact-message = Your message
    .hint = At most { $count } characters. Please do not send copies of passports or bank details.

# Below the field of the message, when its end is near; read out in a pause.
# $typed (String) how many characters have been typed, for example 4,600
# $count (Number) most characters, for example 5000
contact-count = { $typed } of at most { $count } characters

# Above the box to be ticked: what happens to the data.
# <privacy-link> leads to the privacy policy.
# $days (Number) how long messages are kept, for example 180
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

# A field that people do not see. Only those who browse without style meet it.
contact-trap = Please leave this field empty

contact-send = Send the message

# The title of the page when something has to be corrected.
# $title (String) title of the page, for example Contact
contact-fault-title = Error: { $title }

# Above a list of links to the fields.
# $count (Number) how many, for example 2
contact-faults =
    { $count ->
        [one] Please correct one entry
       *[other] Please correct { $count } entries
    }

# Read out by screen readers before what is wrong with a field.
contact-fault = Error:

# Next to the field, like the following ones.
contact-fault-topic = Choose what your message is about.
# $count (Number) most characters, for example 200
contact-fault-name = Enter your name.
    .long = The name is too long. Use no more than { $count } characters.
# $count (Number) most characters, for example 200
contact-fault-address = Enter your e-mail address.
    .form = Check the e-mail address. It should look like name@example.org.
    .long = The e-mail address is too long. Use no more than { $count } characters.
# $count (Number) most characters, for example 200
contact-fault-organisation = The name of the organisation is too long. Use no more than { $count } characters.
# $count (Number) most characters, for example 5000
contact-fault-message = Write your message.
    .long = The message is too long. Use no more than { $count } characters.
contact-fault-consent = To send the message, tick the box to give your consent.

# Above the form when nothing is wrong with the entries. <form-link> leads to the form at the address that the website is known by.
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

# <other-link> leads to the part of the page with the e-mail address and the postal address.
contact-other = Other ways to reach us
    .refused = You can also use <other-link>one of the other ways to reach us</other-link>.

# On a copy as files (communique export) that names no server with a form. <other-link> leads to the other ways.
contact-nowhere = There is no form on this page
    .text = Messages cannot be sent from here. Please use <other-link>one of the other ways to reach us</other-link>.

contact-post = By post
    .copy = The ministry’s address, for questions about the rights in the text:

# The postal address of the ministry, line by line, as it is written on a letter
# from abroad.
contact-address = { -ministry }<br>4 Shikhali Gurbanov Street<br>AZ1009 Baku<br>Republic of Azerbaijan

contact-email = By e-mail
    .office = The office that is responsible for this website:
    .operator = The operator of this copy, who is not the ministry:

# Where no e-mail address has been given.
contact-no-email = No e-mail address has been given for this website. Please use the form or write by post.
    .copy = The operator of this copy has given no e-mail address. The postal address below is the ministry’s, for questions about the rights in the text.
