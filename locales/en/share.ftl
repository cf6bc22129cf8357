### /{tag}/share — ways to pass the statement on.

share-title = Share this page

# The page in one or two sentences, for search results and previews.
# max-length: 160
share-description = Ways to share the statement on countering terrorism: link, QR code, citation and services.

share-link = Link
    .hint = The address of the page in this language.
    .copy = Copy the link
    .copied = The link has been copied.

# A button that opens the sharing menu of the telephone or computer.
share-device = Share with an app on this device

share-services = Services
    .hint = A service learns nothing about you before you follow its link. After that, its own rules apply.

# $service (String) name of a service, for example Telegram
share-on = Share on { $service }

share-email = Send by e-mail

share-code = QR code
    .hint = Point the camera of a telephone at the code to open the page there.

share-citation = Citation
    .hint = How to name the page as a source.
    .copy = Copy the citation
    .copied = The citation has been copied.

share-citation-un = UN style
    .hint = As the documents of the United Nations name their sources.
    .copy = Copy the citation in UN style
    .copied = The citation in UN style has been copied.

# What is cited: the page, the same as a translation that has not been reviewed, and a paragraph of it. No quotation marks
# may be missing.
# $title (String) title of the page, for example Fight Against Terrorism
# $work (String) one of the first two, for example Ministry of Foreign Affairs, “Fight Against Terrorism”
# $number (String) number of a paragraph, for example 7
share-citation-work = { -ministry }, “{ $title }”
    .unreviewed = { -ministry }, “{ $title }”, unofficial translation
    .paragraph = { $work }, para. { $number }

# The citation itself, and the same as the documents of the United Nations have it.
# $work (String) one of those above, for example Ministry of Foreign Affairs, “Fight Against Terrorism”
# $url (String) address of the page, for example https://www.example.org/en/fight-against-terrorism
share-citation-text = { $work }, { $url }
    .un = { $work }. Available at { $url }

# The citation of a copy.
# $citation (String) one of the two above, for example Ministry of Foreign Affairs, “Fight Against Terrorism”, https://www.example.org/en/fight-against-terrorism
# $date (Date) the day on which the text was taken from the ministry’s website, for example 5 March 2026
share-citation-copy = { $citation } (unofficial copy, text retrieved on { $date })
    .undated = { $citation } (unofficial copy)

# The citation of the ministry’s own page.
# $citation (String) one of the two above, for example Ministry of Foreign Affairs, “Fight Against Terrorism”, https://www.example.org/en/fight-against-terrorism
# $day (String) the day on which the reader had the page, for example 5 March 2026
share-citation-read = { $citation } (accessed on { $day })
