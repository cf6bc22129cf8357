### /{tag}/accessibility — the accessibility statement.
### Its outline follows the model of Commission Implementing Decision (EU)
### 2018/1523. It says only what has been done and measured.

accessibility-title = Accessibility statement

# The page in one or two sentences, for search results and previews.
# max-length: 160
accessibility-description = How far this website meets WCAG 2.2 and EN 301 549, what is not accessible, and how to report a barrier.

# $date (Date) day of this version, for example 5 March 2026
accessibility-dated = This statement was prepared on { $date } and is reviewed at least once a year.

# $site (String) address of the website, for example https://www.example.org
accessibility-scope = This statement applies to all pages of this website ({ $site }), in all its languages. Everyone should be able to read and use them, whatever their abilities, devices and connections.

accessibility-status = Compliance status
    .text = This website is partially compliant with the Web Content Accessibility Guidelines (WCAG) 2.2, level AA, and with the standard EN 301 549. No failure is known, but people who use assistive technologies have not yet examined it in every language. Until they have, we do not call it fully compliant.

accessibility-limits = Content that is not accessible
    .failures = Non-compliance with the standards: none is known.
    .burden = Disproportionate burden: none is claimed.
    .scope = Outside the scope of this statement: the websites of the services on which the page can be shared, and documents of other organisations that the ministry’s statement mentions.

# <text-link> leads to the plain text of the statement.
accessibility-measures = What has been done
    .text = Every page can be read with a screen reader and used with the keyboard alone, without scripts, without style, in large print, at a magnification of 400 per cent, in light and dark colours and on paper. Nothing moves, and nothing has a time limit. Text in another language is marked as such. Text and background have a contrast of at least 7 to 1. At the foot of every page, reading preferences can make the text larger, the spaces wider, the contrast higher and the typeface plainer.
    .alternatives = The ministry’s statement is also available as <text-link>plain text</text-link>.

accessibility-method = How this statement was prepared
    .text = This statement rests on an assessment by the makers of the software. With each change, every page is examined in every language by automatic tools, in light and dark colours, on a wide and on a narrow screen, and its structure, its contrast, its behaviour at 320 pixels and its printed form are tested.

# <contact-link> leads to the contact page.
accessibility-feedback = If you meet a barrier
    .text = Please <contact-link>tell us</contact-link> which page it concerns and what you wanted to do. You may also ask for the text in another form.

# Only on the ministry’s own website.
accessibility-enforcement = If you are not satisfied with the answer
    .text = You can turn to the Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan, who monitors how the Convention on the Rights of Persons with Disabilities is observed.
