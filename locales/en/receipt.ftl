### /{tag}/contact/received/{reference} — what a citizen sees after a message has been stored.

receipt-title = Your message has been received

# Above the reference itself, a code such as 4T7QK-9HX2W.
receipt-reference = Reference
    .hint = Please note the reference. Quote it if you write to us about this message.

# $date (Date) day, for example 5 March 2026
# $time (Time) time of day, for example 14:05
receipt-time = Received on { $date } at { $time } (UTC).

# $days (Number) how long messages are kept, for example 180
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

# Above what the sender wrote, which a browser with script shows once, right after sending.
receipt-sent = Your copy of the message
    .hint = It is shown only this once. Print the page if you wish to keep it.

receipt-keep = You can print this page or keep its address. Whoever opens the address later sees nothing of what you wrote.

# A button beside the reference.
receipt-copy = Copy the reference
    .copied = The reference has been copied.

# The time of receipt once more, before the day and time as the device shows them.
receipt-local = By the clock of this device:

# Above the address of this page.
receipt-page = This page

# A link at the end.
receipt-back = Back to the statement

# A button.
receipt-print = Print this page

# <contact-link> leads to the form.
receipt-unknown = There is no message with this reference
    .mistyped = The reference contains a typing error. Please compare each character with your note.
    .text = Please compare the reference with your note. Messages are deleted after some time, and their references with them.
    .contact = If you think that this is our mistake, <contact-link>write to us</contact-link>.

receipt-unavailable = The reference cannot be looked up at the moment
    .text = A message whose reference has been shown to you is stored. Please try again in a few minutes.
