### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

# The language’s own name for itself, as its readers write it.
language-name = English

# The first link of every page, for people who use a keyboard or a screen reader.
skip = Skip to the text

# The button that opens the list of languages. Read out before the name of the
# current language.
menu = Language

# Read out by screen readers before the path “International Cooperation › …”.
breadcrumb = You are here

# The title in the browser’s tab and in search results, of at most 70 characters.
# $page (String) title of the page, for example Privacy Policy
# $site (String) the website, for example unofficial copy of mfa.gov.az
document-title = { $page } – { $site }

# The website in titles, where it is the ministry’s own: whose it is, short.
site-official = Ministry of Foreign Affairs of Azerbaijan

# The website in titles, where it is a copy that somebody else publishes.
# $website (String) the ministry’s website, for example mfa.gov.az
site-copy = unofficial copy of { $website }

# Whose text it is: at the top of every page, and for previews on the ministry’s own website.
publisher-official = { -ministry }

# Whose text it is, for previews, on a copy that somebody else publishes.
publisher-copy = { -ministry } (unofficial copy)

# The statement in one or two sentences, for search results and previews.
# max-length: 160
description = Statement of the { -ministry } on countering terrorism, to read, print, cite and share.

# At the top of every page of a copy that is not the ministry’s own website.
# <original-link> leads to the ministry’s website.
notice-copy = This is not the website of the { -ministry }. It is an unofficial copy of <original-link>the ministry’s page</original-link>.

# In the strip at the very top of a copy, in front of the whole sentence of notice-copy.
# <rest> is left out on narrow screens; the spaces and the dash belong to it.
copy-band = <strong>Unofficial copy</strong><rest> – not the ministry’s website</rest>

# Above a translation that nobody at the ministry has read yet.
# <source-link> leads to the English page.
notice-unreviewed = This is an unofficial translation. The <source-link>English text</source-link> prevails.

# Above a translation that has been read and approved.
# $name (String) who approved it, for example Department of Press and Information
# $date (Date) when, for example 5 March 2026
notice-reviewed = Translation reviewed on { $date } (reviewer: { $name }).

# Above a list of links to the passages.
# $count (Number) how many passages, for example 3
# $language (String) the own name of the language in which they are shown, for example English
notice-missing =
    { $count ->
        [one] One passage has not been translated yet and is shown in another language ({ $language }):
       *[other] { $count } passages have not been translated yet and are shown in another language ({ $language }):
    }

# Above a list of links to the passages.
# $count (Number) how many passages, for example 3
notice-stale =
    { $count ->
        [one] The English text of one passage has changed since it was translated:
       *[other] The English text of { $count } passages has changed since they were translated:
    }

# Above a list of links to the passages, where the translation has been reviewed.
# $count (Number) how many passages, for example 3
notice-changed =
    { $count ->
        [one] One passage has been changed or added since this translation was reviewed:
       *[other] { $count } passages have been changed or added since this translation was reviewed:
    }

##

# In the head of the text on a copy; what it opens says more about the text.
# $date (Date) the day on which the text was taken from the ministry’s website, for example 5 March 2026
retrieved = Text retrieved on { $date }

# The same where no day is known, and on the ministry’s own website.
about-text = About this text

# In the head of the text: when it was last changed in this language.
# $date (Date) the day, for example 5 March 2026
changed = Last changed in this language on { $date }

# $count (Number) in how many languages the text can be read, for example 10
in-languages =
    { $count ->
        [one] In one language
       *[other] In { $count } languages
    }

# The number of a paragraph on the line beside it is a link to the paragraph. Read out by screen readers.
# $number (String) the number, for example 2
passage-link = Passage { $number }

# Above the list of the sections.
contents = On this page

# A link beside each heading. $heading is read out by screen readers.
# $heading (String) the heading, for example Background information
heading-link = Link to the section “{ $heading }”

# The footnote mark in the text: read out before its number.
note-mark = Footnote

# Above the footnotes. [1] is for a single one; the others need no number.
# $count (Number) how many there are, for example 1
note-heading =
    { $count ->
        [1] Note
       *[more] Notes
    }

# After the footnote: the link back to the place in the text.
note-back = Back to the text

# Under the statement: above the list of its abbreviations. [1] is for a single one; the others need no number.
# $count (Number) how many there are, for example 5
abbreviations =
    { $count ->
        [1] Abbreviation
       *[more] Abbreviations
    }

# Under the statement. <original-link> leads to the ministry’s website.
attribution = This is a statement of the { -ministry }, taken from <original-link>the ministry’s website</original-link>.

# The end of the page: what can be done with the text. The short names of the rows.
use = Use this text
    .beside = Side by side
    .paper = Print, plain text
    .print = Print
    .mistakes = Mistakes

# The title of the view of two languages.
# $title (String) title of the page, for example Fight Against Terrorism
# $languages (String) the own names of both languages, for example English and Deutsch
parallel-title = { $title } ({ $languages })

# In the view of two languages: a link to the same view with the columns the other way round. Read out by screen readers.
parallel-swap = Swap the two languages

# In the view of two languages, above each of them: a link to it alone.
# $language (String) the language’s own name, for example Deutsch
parallel-single = { $language } only

# A link to the page as a file without any formatting.
plain-text = Plain text

# A link from the statement to the contact form.
report = Report a mistake in the text

# A link from the statement to the page with all ways of sharing.
share-more = All ways to share

# At the foot of every page: what it opens changes how the text looks, at once and for all pages.
reading = Reading preferences
    .larger = Larger text
    .spacing = More space between lines and words
    .contrast = Higher contrast
    .plain = Plain typeface (sans-serif)
    .reset = Reset

# The links at the foot of every page.
footer = About this website
footer-contact = Contact
footer-accessibility = Accessibility
