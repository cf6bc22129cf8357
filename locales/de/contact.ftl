### /{tag}/contact — the form, other ways to reach the office, and the rights in the text.

contact-title = Kontakt

contact-description = Schreiben Sie uns zur Verwendung der Erklärung, zu Fehlern im Text oder in einer Übersetzung oder zu etwas, das nicht gelesen oder genutzt werden kann.

contact-rights = Verwendung lizenzierten Materials
    .text = Die Rechte an der Erklärung liegen beim { -ministry }. Wer lizenziertes Material verwenden möchte, wird gebeten, zuvor die Erlaubnis einzuholen.
    .how = Bitte geben Sie an, welches Material Sie zu welchem Zweck und in welcher Sprache verwenden möchten und wie Sie zu erreichen sind.

contact-problem = Fehler und Barrieren
    .text = Bitte schreiben Sie uns auch, wenn Sie im Text oder in einer Übersetzung einen Fehler finden oder wenn etwas auf diesen Seiten nicht gelesen oder genutzt werden kann. Nennen Sie die Seite und nach Möglichkeit die Textstelle.

contact-form =
    .official = Ihre Nachricht geht an die für diese Website verantwortliche Stelle.
    .copy = Ihre Nachricht geht an den Betreiber dieser Kopie, nicht an das Ministerium.

contact-topic = Worum geht es in Ihrer Nachricht?
    .material = Verwendung lizenzierten Materials
    .text = Ein Fehler im Text oder in einer Übersetzung
    .accessibility = Etwas, das nicht gelesen oder genutzt werden kann
    .other = Etwas anderes

contact-about = Textstelle (optional)
    .hint = Wenn sich Ihre Nachricht auf eine bestimmte Textstelle der Erklärung bezieht, wählen Sie diese hier aus.
    .none = Keine bestimmte Textstelle

contact-name = Ihr Name

contact-address-field = Ihre E-Mail-Adresse
    .hint = Wir benötigen sie, um Ihnen zu antworten. Beispiel: name@example.org

contact-organisation = Ihre Organisation (optional)

contact-reply = Sprache der Antwort
    .page = { $language } (diese Seite)

contact-message = Ihre Nachricht
    .hint = Höchstens { $count } Zeichen. Bitte senden Sie keine Kopien von Pässen und keine Bankdaten.

contact-count = { $typed } von höchstens { $count } Zeichen

contact-consent = Was mit Ihren Daten geschieht
    .text = Ihre Angaben in diesem Formular werden von denjenigen gespeichert, die diese Website betreiben, an diejenigen weitergeleitet, die Ihre Nachricht beantworten, und für nichts anderes verwendet.
    .kept =
        { $days ->
            [0] Ihre Angaben werden auf dieser Website gelöscht, sobald sie weitergeleitet sind.
            [one] Ihre Angaben werden auf dieser Website { $days } Tag nach ihrer Weiterleitung gelöscht.
           *[other] Ihre Angaben werden auf dieser Website { $days } Tage nach ihrer Weiterleitung gelöscht.
        }
    .rights = Sie können Ihre Einwilligung jederzeit widerrufen. Die <privacy-link>Datenschutzerklärung</privacy-link> erläutert, wie Sie dies tun können und welche Rechte Sie haben.
    .agree = Ich willige darin ein, dass meine Daten gespeichert und zur Bearbeitung meiner Nachricht verwendet werden.

contact-trap = Bitte lassen Sie dieses Feld leer

contact-send = Nachricht senden

contact-fault-title = Fehler: { $title }

contact-faults =
    { $count ->
        [one] Bitte berichtigen Sie eine Angabe
       *[other] Bitte berichtigen Sie { $count } Angaben
    }

contact-fault = Fehler:

contact-fault-topic = Wählen Sie aus, worum es in Ihrer Nachricht geht.
contact-fault-name = Geben Sie Ihren Namen ein.
    .long = Der Name ist zu lang. Verwenden Sie höchstens { $count } Zeichen.
contact-fault-address = Geben Sie Ihre E-Mail-Adresse ein.
    .form = Prüfen Sie die E-Mail-Adresse. Sie sollte wie name@example.org aussehen.
    .long = Die E-Mail-Adresse ist zu lang. Verwenden Sie höchstens { $count } Zeichen.
contact-fault-organisation = Der Name der Organisation ist zu lang. Verwenden Sie höchstens { $count } Zeichen.
contact-fault-message = Schreiben Sie Ihre Nachricht.
    .long = Die Nachricht ist zu lang. Verwenden Sie höchstens { $count } Zeichen.
contact-fault-consent = Um die Nachricht zu senden, kreuzen Sie das Kästchen zur Einwilligung an.

contact-refused = Ihre Nachricht wurde nicht gesendet
    .origin = Ihr Browser hat gemeldet, dass die Nachricht von einer anderen Website kam. Bitte prüfen Sie Ihre Angaben und senden Sie die Nachricht erneut. Wird sie erneut abgelehnt, kopieren Sie bitte Ihren Text und senden Sie ihn über <form-link>das Formular unter der Hauptadresse dieser Website</form-link>.
    .size = Die Nachricht ist so lang, dass sie nicht entgegengenommen werden kann. Bitte kürzen Sie die Nachricht und senden Sie sie erneut.
    .damaged = Die Nachricht ist unvollständig angekommen. Bitte senden Sie sie erneut.
    .slow = Die Übermittlung der Nachricht hat zu lange gedauert. Bitte versuchen Sie es erneut.
    .rate = Innerhalb kurzer Zeit sind zu viele Nachrichten eingegangen. Bitte warten Sie eine Minute und senden Sie die Nachricht erneut.
    .day = Heute sind zu viele Nachrichten eingegangen. Bitte versuchen Sie es morgen erneut.
    .storage = Die Nachricht kann zurzeit nicht sicher gespeichert werden. Bitte versuchen Sie es in einigen Minuten erneut.
    .kept = Ihre Eingaben stehen unverändert weiter unten.
    .lost = Ihre Eingaben konnten nicht gelesen werden. Bitte gehen Sie zur vorherigen Seite zurück; dort sind sie in Ihrem Browser möglicherweise noch vorhanden.

contact-other = Andere Wege, uns zu erreichen
    .refused = Sie können auch <other-link>einen der anderen Wege nutzen, uns zu erreichen</other-link>.

contact-nowhere = Auf dieser Seite gibt es kein Formular
    .text = Von hier aus können keine Nachrichten gesendet werden. Bitte nutzen Sie <other-link>einen der anderen Wege, uns zu erreichen</other-link>.

contact-post = Per Post
    .copy = Anschrift des Ministeriums, für Fragen zu den Rechten am Text:

contact-address = { -ministry }<br>Shikhali-Gurbanov-Straße 4<br>AZ1009 Baku<br>Republik Aserbaidschan

contact-email = Per E-Mail
    .office = Die für diese Website verantwortliche Stelle:
    .operator = Der Betreiber dieser Kopie (nicht das Ministerium):

contact-no-email = Für diese Website wurde keine E-Mail-Adresse angegeben. Bitte verwenden Sie das Formular oder schreiben Sie per Post.
    .copy = Der Betreiber dieser Kopie hat keine E-Mail-Adresse angegeben. Die folgende Postanschrift ist die des Ministeriums; sie gilt für Fragen zu den Rechten am Text.
