### /{tag}/contact — how to reach the office, and the rights in the text.

contact-title = Kontakt

contact-rights = Verwendung lizenzierten Materials
    .text = Die Rechte an der Erklärung liegen beim { -ministry }. Wer lizenziertes Material verwenden möchte, wird gebeten, zuvor die Erlaubnis einzuholen.
    .how = Bitte geben Sie an, welches Material Sie zu welchem Zweck und in welcher Sprache verwenden möchten und wie Sie zu erreichen sind.

contact-problem = Fehler und Barrieren
    .text = Bitte schreiben Sie auch, wenn Sie im Text oder in einer Übersetzung einen Fehler finden oder wenn etwas auf diesen Seiten nicht gelesen oder genutzt werden kann. Nennen Sie die Seite und nach Möglichkeit die Textstelle.

contact-post = Per Post

contact-address = { -ministry }<br>Shikhali-Gurbanov-Straße 4<br>AZ1009 Baku<br>Republik Aserbaidschan

contact-email = Per E-Mail
    .office = Die für diese Website zuständige Stelle:
    .operator = Der Betreiber dieser Kopie, der nicht das Ministerium ist:

contact-no-email = Für diese Website wurde keine E-Mail-Adresse angegeben. Bitte schreiben Sie per Post.
    .copy = Der Betreiber dieser Kopie hat nicht angegeben, wie er zu erreichen ist. Die folgende Anschrift ist die des Ministeriums; sie gilt für Fragen zu den Rechten am Text.
