### Pages that say what went wrong.

error-not-found = Page not found
    .text = There is no page at this address. It may have been mistyped, or the page may have moved.

error-method = This address only shows a page
    .text = Nothing can be sent to this address. Nothing was saved.

error-server = This page cannot be shown at the moment
    .text = The fault is ours. Please try again in a few minutes.

# Above the list of languages.
error-statement = The statement can be read in these languages:

# <contact-link> leads to the contact page.
error-contact = If you think that this is our mistake, <contact-link>tell us</contact-link>.
