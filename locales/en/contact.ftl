### /{tag}/contact — how to reach the office, and the rights in the text.

contact-title = Contact

contact-rights = Use of licensed material
    .text = The rights in the statement belong to the { -ministry }. Anyone who wishes to use licensed material is asked to obtain permission first.
    .how = Please say which material you would like to use, for what purpose and in which language, and how you can be reached.

contact-problem = Mistakes and barriers
    .text = Please also write if you find a mistake in the text or in a translation, or if something on these pages cannot be read or used. Name the page and, where you can, the passage.

contact-post = By post

# The postal address of the ministry, line by line, as it is written on a letter
# from abroad.
contact-address = { -ministry }<br>4 Shikhali Gurbanov Street<br>AZ1009 Baku<br>Republic of Azerbaijan

contact-email = By e-mail
    .office = The office that answers for this website:
    .operator = The operator of this copy, who is not the ministry:

# Where no e-mail address has been given.
contact-no-email = No e-mail address has been given for this website. Please write by post.
    .copy = The operator of this copy has not said how to be reached. The address below is the ministry’s, for questions about the rights in the text.
